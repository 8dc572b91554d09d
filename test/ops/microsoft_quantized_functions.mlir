// RUN: cameo run %s --input 'X=[[10, 12], [6, 14]]' --input 'P=[[[[2, 4], [6, 8]]]]' \
// RUN:   --input 'C=[[true, false], [false, true]]' --input 'A=[[300, -200]]' | FileCheck %s

// With a scale of 0.5 and a zero point of 10, X is [[0, 1], [-2, 2]].
// CHECK: Y0: tensor<2x2xui8> {{\[\[}}128, 187], [31, 225]]
// CHECK: Y1: tensor<2x2xui8> {{\[\[}}10, 12], [9, 14]]
// CHECK: Y2: tensor<2x2xui8> {{\[\[}}69, 187], [5, 251]]
// Softmax of all four: 1, e, e^-2 and e² of 11.24.
// CHECK: Y3: tensor<2x2xui8> {{\[\[}}23, 62], [3, 168]]
// CHECK: Y4: tensor<2x1xui8> {{\[\[}}11], [10]]
// P is [[-4, -3], [-2, -1]].
// CHECK: Y5: tensor<1x1x1x1xui8> {{\[\[\[\[}}5]]]]
// CHECK: Y6: tensor<1x1x1x2xui8> {{\[\[\[\[}}4, 6]]]]
// CHECK: Y7: tensor<1x1x2x1xui8> {{\[\[\[\[}}3], [7]]]]
// The second X has a scale of 0.25: it is half as far from the zero point.
// CHECK: Y8: tensor<2x4xui8> {{\[\[}}10, 12, 10, 11], [6, 14, 8, 12]]
// CHECK: Y9: tensor<2x2xui8> {{\[\[}}10, 11], [8, 14]]
// X × X is [[-2, 2], [-4, 2]], plus C * 0.25.
// CHECK: Y10: tensor<2x2xf32> {{\[\[}}-1, 1.5], [-3, 1.5]]
// CHECK: Y11: tensor<2x2xui8> {{\[\[}}14, 18], [18, 42]]
// As one pixel of two channels each: (2 p - 3 q) * 0.5 * 0.5, of p and q less 10.
// CHECK: Y13: tensor<1x1x2x1xui8> {{\[\[\[\[}}11], [9]]]]
// CHECK: Y12: tensor<1x1xi32> {{\[\[}}130000]]
func.func @main(%x: tensor<?x2xui8> {onnx.name = "X", onnx.dims = ["N", ""]}, %p: tensor<1x1x2x2xui8> {onnx.name = "P"},
                %c: tensor<2x2xi1> {onnx.name = "C"}, %a: tensor<1x2xi16> {onnx.name = "A"})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "Y1"}, !onnx.unknown {onnx.name = "Y2"},
        !onnx.unknown {onnx.name = "Y3"}, !onnx.unknown {onnx.name = "Y4"}, !onnx.unknown {onnx.name = "Y5"},
        !onnx.unknown {onnx.name = "Y6"}, !onnx.unknown {onnx.name = "Y7"}, !onnx.unknown {onnx.name = "Y8"},
        !onnx.unknown {onnx.name = "Y9"}, !onnx.unknown {onnx.name = "Y10"}, !onnx.unknown {onnx.name = "Y11"},
        !onnx.unknown {onnx.name = "Y13"}, !onnx.unknown {onnx.name = "Y12"}) {
  %none = onnx.None : none
  %half = onnx.Constant dense<0.5> : tensor<f32> : tensor<f32>
  %quarter = onnx.Constant dense<0.25> : tensor<f32> : tensor<f32>
  %unit = onnx.Constant dense<0.00390625> : tensor<f32> : tensor<f32>
  %ten = onnx.Constant dense<10> : tensor<ui8> : tensor<ui8>
  %bias = onnx.Constant dense<[4, -2]> : tensor<2xi32> : tensor<2xi32>
  %b = onnx.Constant dense<[[400], [-50]]> : tensor<2x1xi16> : tensor<2x1xi16>
  %0 = onnx.microsoft.QLinearSigmoid %x, %half, %ten, %unit, %none : (tensor<?x2xui8>, tensor<f32>, tensor<ui8>, tensor<f32>, none) -> !onnx.unknown
  %1 = onnx.microsoft.QLinearLeakyRelu %x, %half, %ten, %half, %ten {alpha = 0.25 : f32} : (tensor<?x2xui8>, tensor<f32>, tensor<ui8>, tensor<f32>, tensor<ui8>) -> !onnx.unknown
  %2 = onnx.microsoft.QLinearSoftmax %x, %half, %ten, %unit, %none : (tensor<?x2xui8>, tensor<f32>, tensor<ui8>, tensor<f32>, none) -> !onnx.unknown
  %3 = onnx.microsoft.QLinearSoftmax %x, %half, %ten, %unit, %none {axis = 0 : i64, opset = 12 : i64} : (tensor<?x2xui8>, tensor<f32>, tensor<ui8>, tensor<f32>, none) -> !onnx.unknown
  %4 = onnx.microsoft.QLinearReduceMean %x, %half, %ten, %half, %ten {axes = array<i64: 1>} : (tensor<?x2xui8>, tensor<f32>, tensor<ui8>, tensor<f32>, tensor<ui8>) -> !onnx.unknown
  %5 = onnx.microsoft.QLinearGlobalAveragePool %p, %half, %ten, %half, %ten : (tensor<1x1x2x2xui8>, tensor<f32>, tensor<ui8>, tensor<f32>, tensor<ui8>) -> !onnx.unknown
  %6 = onnx.microsoft.QLinearGlobalAveragePool %p, %half, %ten, %half, %ten {channels_last = 1 : i64} : (tensor<1x1x2x2xui8>, tensor<f32>, tensor<ui8>, tensor<f32>, tensor<ui8>) -> !onnx.unknown
  %7 = onnx.microsoft.QLinearAveragePool %p, %half, %ten, %half, %ten {kernel_shape = array<i64: 1, 2>} : (tensor<1x1x2x2xui8>, tensor<f32>, tensor<ui8>, tensor<f32>, tensor<ui8>) -> !onnx.unknown
  %8 = onnx.microsoft.QLinearConcat %half, %ten, %x, %half, %ten, %x, %quarter, %ten {axis = 1 : i64} : (tensor<f32>, tensor<ui8>, tensor<?x2xui8>, tensor<f32>, tensor<ui8>, tensor<?x2xui8>, tensor<f32>, tensor<ui8>) -> !onnx.unknown
  %9 = onnx.microsoft.QLinearWhere %c, %x, %half, %ten, %x, %quarter, %ten, %half, %ten : (tensor<2x2xi1>, tensor<?x2xui8>, tensor<f32>, tensor<ui8>, tensor<?x2xui8>, tensor<f32>, tensor<ui8>, tensor<f32>, tensor<ui8>) -> !onnx.unknown
  %10 = onnx.microsoft.QGemm %x, %half, %ten, %x, %half, %ten, %bias, %none, %none : (tensor<?x2xui8>, tensor<f32>, tensor<ui8>, tensor<?x2xui8>, tensor<f32>, tensor<ui8>, tensor<2xi32>, none, none) -> !onnx.unknown
  %11 = onnx.microsoft.QGemm %x, %half, %ten, %x, %half, %ten, %none, %quarter, %ten {transB = 1 : i64} : (tensor<?x2xui8>, tensor<f32>, tensor<ui8>, tensor<?x2xui8>, tensor<f32>, tensor<ui8>, none, tensor<f32>, tensor<ui8>) -> !onnx.unknown
  %12 = onnx.microsoft.MatMulInteger16 %a, %b : (tensor<1x2xi16>, tensor<2x1xi16>) -> !onnx.unknown
  %w = onnx.Constant dense<[[[[2]], [[-3]]]]> : tensor<1x2x1x1xi8> : tensor<1x2x1x1xi8>
  %nil = onnx.Constant dense<0> : tensor<i8> : tensor<i8>
  %13 = onnx.microsoft.QLinearConv %p, %half, %ten, %w, %half, %nil, %half, %ten, %none {channels_last = 1 : i64} : (tensor<1x1x2x2xui8>, tensor<f32>, tensor<ui8>, tensor<1x2x1x1xi8>, tensor<f32>, tensor<i8>, tensor<f32>, tensor<ui8>, none) -> !onnx.unknown
  return %0, %1, %2, %3, %4, %5, %6, %7, %8, %9, %10, %11, %13, %12 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
