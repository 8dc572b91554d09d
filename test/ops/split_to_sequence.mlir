// Parts of one extent, of which the last may be shorter; of given extents; and single rows.
// RUN: cameo run %s --input x='[[1, 2, 3], [4, 5, 6], [7, 8, 9]]' --input s=2 --input l='[1, 0, 2]' | FileCheck %s
// RUN: not cameo run %s --input x='[[1, 2, 3], [4, 5, 6], [7, 8, 9]]' --input s=0 --input l='[1, 2]' 2>&1 | FileCheck %s --check-prefix=SHAPE
// RUN: not cameo run %s --input x='[[1, 2, 3], [4, 5, 6], [7, 8, 9]]' --input s=1 --input l='[1, 1]' 2>&1 | FileCheck %s --check-prefix=SHAPE
// CHECK: each: sequence
// CHECK-NEXT: tensor<2x3xf32> {{.*}}1, 2, 3{{.*}}4, 5, 6
// CHECK-NEXT: tensor<1x3xf32> {{.*}}7, 8, 9
// CHECK-NEXT: listed: sequence
// CHECK-NEXT: tensor<3x1xf32> {{.*}}1{{.*}}4{{.*}}7
// CHECK-NEXT: tensor<3x0xf32>
// CHECK-NEXT: tensor<3x2xf32> {{.*}}2, 3{{.*}}5, 6{{.*}}8, 9
// CHECK-NEXT: rows: sequence
// CHECK-NEXT: tensor<3xf32> [1, 2, 3]
// CHECK-NEXT: tensor<3xf32> [4, 5, 6]
// CHECK-NEXT: tensor<3xf32> [7, 8, 9]
// SHAPE: shapes do not fit the model
func.func @main(%x: tensor<?x3xf32> {onnx.dim_names = ["n", ""]}, %s: tensor<i64>, %l: tensor<?xi64> {onnx.dim_names = ["k"]})
    -> (!onnx.unknown {onnx.name = "each"}, !onnx.unknown {onnx.name = "listed"}, !onnx.unknown {onnx.name = "rows"}) {
  %none = onnx.None : none
  %0 = onnx.SplitToSequence %x, %s {axis = 0 : i64} : (tensor<?x3xf32>, tensor<i64>) -> !onnx.unknown
  %1 = onnx.SplitToSequence %x, %l {axis = -1 : i64} : (tensor<?x3xf32>, tensor<?xi64>) -> !onnx.unknown
  %2 = onnx.SplitToSequence %x, %none {axis = 0 : i64, keepdims = 0 : i64} : (tensor<?x3xf32>, none) -> !onnx.unknown
  return %0, %1, %2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
