// RUN: cameo run %s --input 'X=[[[[0, 2], [4, 0]], [[1, 2], [2, 4]]]]' --input 'H=[[4, 7], [2, 6]]' \
// RUN:   --input 'D=[[2, 0, 1], [1, 1, 0], [0, 3, 1]]' | FileCheck %s

// The pivot of the first is in its second row; the second has no inverse.
// CHECK: Y0: tensor<1x2x2x2xf32> {{\[\[\[\[}}0, 0.25], [0.5, 0]], {{\[\[}}{{-?(nan|inf)}}, {{-?(nan|inf)}}], [{{-?(nan|inf)}}, {{-?(nan|inf)}}]]]]
// CHECK: Y1: tensor<2x2xf16> {{\[\[}}0.6, -0.7], [-0.2, 0.4]]
// CHECK: Y2: tensor<3x3xf64> {{\[\[(0.2|0.19999)[0-9]*, 0.6[0-9]*, -0.2[0-9]*\], \[-0.2[0-9]*, 0.4[0-9]*, (0.2|0.19999)[0-9]*\], \[0.6[0-9]*, -1.2[0-9]*, 0.4[0-9]*\]\]}}
func.func @main(%x: tensor<?x?x2x2xf32> {onnx.name = "X", onnx.dims = ["A", "B", "", ""]},
                %h: tensor<?x?xf16> {onnx.name = "H", onnx.dims = ["N", "N"]}, %d: tensor<3x3xf64> {onnx.name = "D"})
    -> (!onnx.unknown {onnx.name = "Y0"}, !onnx.unknown {onnx.name = "Y1"}, !onnx.unknown {onnx.name = "Y2"}) {
  %0 = onnx.microsoft.Inverse %x : (tensor<?x?x2x2xf32>) -> !onnx.unknown
  %1 = onnx.microsoft.Inverse %h : (tensor<?x?xf16>) -> !onnx.unknown
  %2 = onnx.microsoft.Inverse %d : (tensor<3x3xf64>) -> !onnx.unknown
  return %0, %1, %2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
