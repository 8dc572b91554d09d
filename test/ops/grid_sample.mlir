// RUN: cameo run %s --input 'X=[[[1,2,4]]]' --input 'G=[[[-1],[-0.5],[0],[1.5],[nan]]]' | FileCheck %s

// At no number there is nothing. Half a pixel outside the filter is not moved.
// With corners aligned, the coordinates lie at 0, 0.5, 1 and 2.5, else at -0.5, 0.25, 1 and 3.25.
// CHECK: A: tensor<1x1x5xf32> {{\[\[\[}}1, 1.5, 2, 2, 0]]]
// CHECK: B: tensor<1x1x5xf32> {{\[\[\[}}1, 1.25, 2, 4, 0]]]
// CHECK: C: tensor<1x1x5xf32> {{\[\[\[}}1, 1.25, 2, 3.5, 0]]]
// CHECK: D: tensor<1x1x5xf32> {{\[\[\[}}1, 1, 2, 0, 0]]]
// CHECK: E: tensor<1x1x5xf32> {{\[\[\[}}0.90625, 1.15625, 2, 4, 0]]]
func.func @main(%x: tensor<1x1x3xf32> {onnx.name = "X"}, %g: tensor<1x5x1xf32> {onnx.name = "G"})
    -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "C"},
        !onnx.unknown {onnx.name = "D"}, !onnx.unknown {onnx.name = "E"}) {
  %a = onnx.GridSample %x, %g {align_corners = 1 : i64} : (tensor<1x1x3xf32>, tensor<1x5x1xf32>) -> !onnx.unknown
  %b = onnx.GridSample %x, %g {padding_mode = "border"} : (tensor<1x1x3xf32>, tensor<1x5x1xf32>) -> !onnx.unknown
  %c = onnx.GridSample %x, %g {padding_mode = "reflection"} : (tensor<1x1x3xf32>, tensor<1x5x1xf32>) -> !onnx.unknown
  %d = onnx.GridSample %x, %g {mode = "nearest"} : (tensor<1x1x3xf32>, tensor<1x5x1xf32>) -> !onnx.unknown
  %e = onnx.GridSample %x, %g {mode = "cubic", padding_mode = "border"} : (tensor<1x1x3xf32>, tensor<1x5x1xf32>) -> !onnx.unknown
  return %a, %b, %c, %d, %e : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
