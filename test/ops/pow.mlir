// RUN: cameo run %s --input 'x0=[2, -2, 4, 0, -8, nan]' --input 'x1=[3, 3, -0.5, 0, 0.5, 0]' \
// RUN:   --input 'x2=[2, -1]' --input 'x3=[10, 16777217]' --input 'x4=[3]' --input 'x5=[2]' \
// RUN:   --input 'x6=[2, -3, 5, -1, 1, 0]' --input 'x7=[10, 3, -1, -3, -7, 0]' \
// RUN:   --input 'x8=[9, -2]' --input 'x9=[0.5, 3]' --input 'x10=[3]' --input 'x11=[39]' \
// RUN:   | FileCheck %s

// The result has the type of the base; integer powers are exact and wrap.

// CHECK: y0: tensor<6xf32> [8, -8, 0.5, 1, nan, 1]
// CHECK: y1: tensor<2xf32> [1024, -1]
// CHECK: y2: tensor<1xf16> [9]
// CHECK: y3: tensor<6xi32> [1024, -27, 0, -1, 1, 1]
// CHECK: y4: tensor<2xi32> [3, -8]
// CHECK: y5: tensor<1xi64> [4052555153018976267]

func.func @main(%x0: tensor<6xf32> {onnx.name = "x0"},
                %x1: tensor<6xf32> {onnx.name = "x1"},
                %x2: tensor<2xf32> {onnx.name = "x2"},
                %x3: tensor<2xi32> {onnx.name = "x3"},
                %x4: tensor<1xf16> {onnx.name = "x4"},
                %x5: tensor<1xf64> {onnx.name = "x5"},
                %x6: tensor<6xi32> {onnx.name = "x6"},
                %x7: tensor<6xi32> {onnx.name = "x7"},
                %x8: tensor<2xi32> {onnx.name = "x8"},
                %x9: tensor<2xf32> {onnx.name = "x9"},
                %x10: tensor<1xi64> {onnx.name = "x10"},
                %x11: tensor<1xui8> {onnx.name = "x11"})
    -> (tensor<6xf32> {onnx.name = "y0"},
        tensor<2xf32> {onnx.name = "y1"},
        tensor<1xf16> {onnx.name = "y2"},
        tensor<6xi32> {onnx.name = "y3"},
        tensor<2xi32> {onnx.name = "y4"},
        tensor<1xi64> {onnx.name = "y5"}) {
  %0 = onnx.Pow %x0, %x1 : (tensor<6xf32>, tensor<6xf32>) -> tensor<6xf32>
  %1 = onnx.Pow %x2, %x3 : (tensor<2xf32>, tensor<2xi32>) -> tensor<2xf32>
  %2 = onnx.Pow %x4, %x5 : (tensor<1xf16>, tensor<1xf64>) -> tensor<1xf16>
  %3 = onnx.Pow %x6, %x7 : (tensor<6xi32>, tensor<6xi32>) -> tensor<6xi32>
  %4 = onnx.Pow %x8, %x9 : (tensor<2xi32>, tensor<2xf32>) -> tensor<2xi32>
  %5 = onnx.Pow %x10, %x11 : (tensor<1xi64>, tensor<1xui8>) -> tensor<1xi64>
  return %0, %1, %2, %3, %4, %5 : tensor<6xf32>, tensor<2xf32>, tensor<1xf16>, tensor<6xi32>, tensor<2xi32>, tensor<1xi64>
}
