// Before the first pixel a cubic filter at the border goes on: half a pixel before it
// the taps are 1, 1, 1 and 2, with the weights -3/32, 19/32, 19/32 and -3/32.
// RUN: cameo run %s --input x='[[[[1, 2, 4]]]]' --input g='[[[[-1.5, 0], [1.5, 0], [-9, 0], [0, 0]]]]' | FileCheck %s
// CHECK: y: tensor<1x1x1x4xf32> {{\[\[\[\[}}0.90625, 4.1875, 1, 2]]]]
// CHECK-NEXT: linear: tensor<1x1x1x4xf32> {{\[\[\[\[}}1, 4, 1, 2]]]]
func.func @main(%x: tensor<1x1x1x3xf32> {onnx.name = "x"}, %g: tensor<1x1x4x2xf32> {onnx.name = "g"})
    -> (!onnx.unknown {onnx.name = "y"}, !onnx.unknown {onnx.name = "linear"}) {
  %0 = onnx.GridSample %x, %g {align_corners = 1 : i64, mode = "cubic", padding_mode = "border"} : (tensor<1x1x1x3xf32>, tensor<1x1x4x2xf32>) -> !onnx.unknown
  %1 = onnx.GridSample %x, %g {align_corners = 1 : i64, mode = "linear", padding_mode = "border"} : (tensor<1x1x1x3xf32>, tensor<1x1x4x2xf32>) -> !onnx.unknown
  return %0, %1 : !onnx.unknown, !onnx.unknown
}
