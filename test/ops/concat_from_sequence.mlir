// Tensors of a loop's number, joined along an axis that they have, and stacked along a new one.
// RUN: cameo run %s --input x='[[1, 2], [3, 4]]' --input n=3 | FileCheck %s
// RUN: not cameo run %s --input x='[[1, 2], [3, 4]]' --input n=0 2>&1 | FileCheck %s --check-prefix=NONE
// CHECK: joined: tensor<2x6xf32> {{.*}}1, 2, 2, 4, 4, 8{{.*}}3, 4, 6, 8, 12, 16
// CHECK: stacked: tensor<2x2x3xf32> {{.*}}1, 2, 4{{.*}}2, 4, 8{{.*}}3, 6, 12{{.*}}4, 8, 16
// NONE: shapes do not fit the model
func.func @main(%x: tensor<2x2xf32>, %n: tensor<i64>)
    -> (!onnx.unknown {onnx.name = "joined"}, !onnx.unknown {onnx.name = "stacked"}) {
  %none = onnx.None : none
  %0 = onnx.SequenceEmpty {dtype = 1 : i64} : () -> !onnx.unknown
  %1:2 = onnx.Loop %n, %none, %x, %0 : (tensor<i64>, none, tensor<2x2xf32>, !onnx.unknown) -> (!onnx.unknown, !onnx.unknown) {
  ^bb0(%i: tensor<i64>, %c: tensor<i1>, %y: tensor<2x2xf32>, %list: !onnx.unknown):
    %2 = onnx.SequenceInsert %list, %y, %none : (!onnx.unknown, tensor<2x2xf32>, none) -> !onnx.unknown
    %3 = onnx.Add %y, %y : (tensor<2x2xf32>, tensor<2x2xf32>) -> !onnx.unknown
    onnx.Return %c, %3, %2 : tensor<i1>, !onnx.unknown, !onnx.unknown
  }
  %4 = onnx.ConcatFromSequence %1#1 {axis = -1 : i64} : (!onnx.unknown) -> !onnx.unknown
  %5 = onnx.ConcatFromSequence %1#1 {axis = 2 : i64, new_axis = 1 : i64} : (!onnx.unknown) -> !onnx.unknown
  return %4, %5 : !onnx.unknown, !onnx.unknown
}
