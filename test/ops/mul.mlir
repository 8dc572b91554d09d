// RUN: cameo run %s --input 'x0=[[2], [-0]]' --input 'x1=[3, inf]' --input 'x2=[1.5]' \
// RUN:   --input 'x3=[2]' --input 'x4=[64, -3]' --input 'x5=[2, 5]' --input 'x6=[4294967295]' \
// RUN:   --input 'x7=[2]' --input 'x8=[-3]' --input 'x9=[7]' | FileCheck %s

// CHECK: y0: tensor<2x2xf32> {{\[\[}}6, inf], [-0, nan]]
// CHECK: y1: tensor<1xf16> [3]
// CHECK: y2: tensor<2xi8> [-128, -15]
// CHECK: y3: tensor<1xui32> [4294967294]
// CHECK: y4: tensor<1xi64> [-21]

func.func @main(%x0: tensor<2x1xf32> {onnx.name = "x0"},
                %x1: tensor<2xf32> {onnx.name = "x1"},
                %x2: tensor<1xf16> {onnx.name = "x2"},
                %x3: tensor<1xf16> {onnx.name = "x3"},
                %x4: tensor<2xi8> {onnx.name = "x4"},
                %x5: tensor<2xi8> {onnx.name = "x5"},
                %x6: tensor<1xui32> {onnx.name = "x6"},
                %x7: tensor<1xui32> {onnx.name = "x7"},
                %x8: tensor<1xi64> {onnx.name = "x8"},
                %x9: tensor<1xi64> {onnx.name = "x9"})
    -> (tensor<2x2xf32> {onnx.name = "y0"},
        tensor<1xf16> {onnx.name = "y1"},
        tensor<2xi8> {onnx.name = "y2"},
        tensor<1xui32> {onnx.name = "y3"},
        tensor<1xi64> {onnx.name = "y4"}) {
  %0 = onnx.Mul %x0, %x1 : (tensor<2x1xf32>, tensor<2xf32>) -> tensor<2x2xf32>
  %1 = onnx.Mul %x2, %x3 : (tensor<1xf16>, tensor<1xf16>) -> tensor<1xf16>
  %2 = onnx.Mul %x4, %x5 : (tensor<2xi8>, tensor<2xi8>) -> tensor<2xi8>
  %3 = onnx.Mul %x6, %x7 : (tensor<1xui32>, tensor<1xui32>) -> tensor<1xui32>
  %4 = onnx.Mul %x8, %x9 : (tensor<1xi64>, tensor<1xi64>) -> tensor<1xi64>
  return %0, %1, %2, %3, %4 : tensor<2x2xf32>, tensor<1xf16>, tensor<2xi8>, tensor<1xui32>, tensor<1xi64>
}
