// RUN: cameo run %s --input 'x0=[[1], [-1], [0]]' --input 'x1=[2, 0]' --input 'x2=[1]' \
// RUN:   --input 'x3=[4]' --input 'x4=[7, -7, 7, -7]' --input 'x5=[2, 2, -2, -2]' \
// RUN:   --input 'x6=[-128]' --input 'x7=[-1]' --input 'x8=[200]' --input 'x9=[3]' \
// RUN:   --input 'x10=[-9223372036854775808]' --input 'x11=[-1]' | FileCheck %s

// Integers round towards zero; the quotient that does not fit wraps.

// CHECK: y0: tensor<3x2xf32> {{\[\[}}0.5, inf], [-0.5, -inf], [0, nan]]
// CHECK: y1: tensor<1xf16> [0.25]
// CHECK: y2: tensor<4xi32> [3, -3, -3, 3]
// CHECK: y3: tensor<1xi8> [-128]
// CHECK: y4: tensor<1xui8> [66]
// CHECK: y5: tensor<1xi64> [-9223372036854775808]

func.func @main(%x0: tensor<3x1xf32> {onnx.name = "x0"},
                %x1: tensor<2xf32> {onnx.name = "x1"},
                %x2: tensor<1xf16> {onnx.name = "x2"},
                %x3: tensor<1xf16> {onnx.name = "x3"},
                %x4: tensor<4xi32> {onnx.name = "x4"},
                %x5: tensor<4xi32> {onnx.name = "x5"},
                %x6: tensor<1xi8> {onnx.name = "x6"},
                %x7: tensor<1xi8> {onnx.name = "x7"},
                %x8: tensor<1xui8> {onnx.name = "x8"},
                %x9: tensor<1xui8> {onnx.name = "x9"},
                %x10: tensor<1xi64> {onnx.name = "x10"},
                %x11: tensor<1xi64> {onnx.name = "x11"})
    -> (tensor<3x2xf32> {onnx.name = "y0"},
        tensor<1xf16> {onnx.name = "y1"},
        tensor<4xi32> {onnx.name = "y2"},
        tensor<1xi8> {onnx.name = "y3"},
        tensor<1xui8> {onnx.name = "y4"},
        tensor<1xi64> {onnx.name = "y5"}) {
  %0 = onnx.Div %x0, %x1 : (tensor<3x1xf32>, tensor<2xf32>) -> tensor<3x2xf32>
  %1 = onnx.Div %x2, %x3 : (tensor<1xf16>, tensor<1xf16>) -> tensor<1xf16>
  %2 = onnx.Div %x4, %x5 : (tensor<4xi32>, tensor<4xi32>) -> tensor<4xi32>
  %3 = onnx.Div %x6, %x7 : (tensor<1xi8>, tensor<1xi8>) -> tensor<1xi8>
  %4 = onnx.Div %x8, %x9 : (tensor<1xui8>, tensor<1xui8>) -> tensor<1xui8>
  %5 = onnx.Div %x10, %x11 : (tensor<1xi64>, tensor<1xi64>) -> tensor<1xi64>
  return %0, %1, %2, %3, %4, %5 : tensor<3x2xf32>, tensor<1xf16>, tensor<4xi32>, tensor<1xi8>, tensor<1xui8>, tensor<1xi64>
}
