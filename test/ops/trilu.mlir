// RUN: cameo run %s --input 'X=[[1,2,3],[4,nan,6]]' --input K=1 | FileCheck %s

// What is cut off is 0, whatever it was.
// CHECK: A: tensor<2x3xf32> {{\[\[}}1, 2, 3], [0, nan, 6]]
// CHECK: B: tensor<2x3xf32> {{\[\[}}0, 2, 3], [0, 0, 6]]
// CHECK: C: tensor<2x3xf32> {{\[\[}}0, 0, 0], [4, 0, 0]]
func.func @main(%x: tensor<2x3xf32> {onnx.name = "X"}, %k: tensor<i64> {onnx.name = "K"})
    -> (!onnx.unknown {onnx.name = "A"}, !onnx.unknown {onnx.name = "B"}, !onnx.unknown {onnx.name = "C"}) {
  %none = onnx.None : none
  %below = onnx.Constant dense<-1> : tensor<i64> : tensor<i64>
  %a = onnx.Trilu %x, %none : (tensor<2x3xf32>, none) -> !onnx.unknown
  %b = onnx.Trilu %x, %k : (tensor<2x3xf32>, tensor<i64>) -> !onnx.unknown
  %c = onnx.Trilu %x, %below {upper = 0 : i64} : (tensor<2x3xf32>, tensor<i64>) -> !onnx.unknown
  return %a, %b, %c : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
