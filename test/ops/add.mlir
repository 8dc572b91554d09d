// RUN: cameo run %s --input 'x0=[[1], [nan]]' --input 'x1=[0.5, inf]' --input 'x2=[-0, -0]' \
// RUN:   --input 'x3=[0, -0]' --input 'x4=[1, 60000]' --input 'x5=[0.5, 60000]' \
// RUN:   --input 'x6=[0.1]' --input 'x7=[0.2]' --input 'x8=[127, 1]' --input 'x9=[1, -2]' \
// RUN:   --input 'x10=[255]' --input 'x11=[1]' | FileCheck %s

// Integers wrap.

// CHECK: y0: tensor<2x2xf32> {{\[\[}}1.5, inf], [nan, nan]]
// CHECK: y1: tensor<2xf32> [0, -0]
// CHECK: y2: tensor<2xf16> [1.5, inf]
// CHECK: y3: tensor<1xf64> [0.30000{{[0-9]*}}]
// CHECK: y4: tensor<2xi8> [-128, -1]
// CHECK: y5: tensor<1xui8> [0]

func.func @main(%x0: tensor<2x1xf32> {onnx.name = "x0"},
                %x1: tensor<2xf32> {onnx.name = "x1"},
                %x2: tensor<2xf32> {onnx.name = "x2"},
                %x3: tensor<2xf32> {onnx.name = "x3"},
                %x4: tensor<2xf16> {onnx.name = "x4"},
                %x5: tensor<2xf16> {onnx.name = "x5"},
                %x6: tensor<1xf64> {onnx.name = "x6"},
                %x7: tensor<1xf64> {onnx.name = "x7"},
                %x8: tensor<2xi8> {onnx.name = "x8"},
                %x9: tensor<2xi8> {onnx.name = "x9"},
                %x10: tensor<1xui8> {onnx.name = "x10"},
                %x11: tensor<1xui8> {onnx.name = "x11"})
    -> (tensor<2x2xf32> {onnx.name = "y0"},
        tensor<2xf32> {onnx.name = "y1"},
        tensor<2xf16> {onnx.name = "y2"},
        tensor<1xf64> {onnx.name = "y3"},
        tensor<2xi8> {onnx.name = "y4"},
        tensor<1xui8> {onnx.name = "y5"}) {
  %0 = onnx.Add %x0, %x1 : (tensor<2x1xf32>, tensor<2xf32>) -> tensor<2x2xf32>
  %1 = onnx.Add %x2, %x3 : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  %2 = onnx.Add %x4, %x5 : (tensor<2xf16>, tensor<2xf16>) -> tensor<2xf16>
  %3 = onnx.Add %x6, %x7 : (tensor<1xf64>, tensor<1xf64>) -> tensor<1xf64>
  %4 = onnx.Add %x8, %x9 : (tensor<2xi8>, tensor<2xi8>) -> tensor<2xi8>
  %5 = onnx.Add %x10, %x11 : (tensor<1xui8>, tensor<1xui8>) -> tensor<1xui8>
  return %0, %1, %2, %3, %4, %5 : tensor<2x2xf32>, tensor<2xf32>, tensor<2xf16>, tensor<1xf64>, tensor<2xi8>, tensor<1xui8>
}
