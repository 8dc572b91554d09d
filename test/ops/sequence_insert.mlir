// Sequences are values: what is inserted into one does not change another, and
// positions count from either end.
// RUN: cameo run %s --input a='[1, 2]' --input b='[3, 4, 5]' --input p=0 | FileCheck %s
// RUN: cameo run %s --input a='[1, 2]' --input b='[3, 4, 5]' --input p=-1 | FileCheck %s --check-prefix=LAST
// RUN: not cameo run %s --input a='[1, 2]' --input b='[3, 4, 5]' --input p=2 2>&1 | FileCheck %s --check-prefix=RANGE
// CHECK: one: sequence
// CHECK-NEXT: tensor<2xf32> [1, 2]
// CHECK-NEXT: two: sequence
// CHECK-NEXT: tensor<3xf32> [3, 4, 5]
// CHECK-NEXT: tensor<2xf32> [1, 2]
// CHECK-NEXT: appended: sequence
// CHECK-NEXT: tensor<2xf32> [1, 2]
// CHECK-NEXT: tensor<2xf32> [1, 2]
// CHECK-NEXT: n: tensor<i64> 2
// CHECK-NEXT: at: tensor<3xf32> [3, 4, 5]
// CHECK-NEXT: left: sequence
// CHECK-NEXT: tensor<2xf32> [1, 2]
// LAST: two: sequence
// LAST-NEXT: tensor<3xf32> [3, 4, 5]
// LAST-NEXT: tensor<2xf32> [1, 2]
// LAST: at: tensor<2xf32> [1, 2]
// LAST: left: sequence
// LAST-NEXT: tensor<3xf32> [3, 4, 5]
// RANGE: an index in the data is out of range
func.func @main(%a: tensor<2xf32>, %b: tensor<?xf32>, %p: tensor<i64>)
    -> (!onnx.unknown {onnx.name = "one"}, !onnx.unknown {onnx.name = "two"},
        !onnx.unknown {onnx.name = "appended"}, !onnx.unknown {onnx.name = "n"},
        !onnx.unknown {onnx.name = "at"}, !onnx.unknown {onnx.name = "left"}) {
  %none = onnx.None : none
  %0 = onnx.SequenceConstruct %a : (tensor<2xf32>) -> !onnx.unknown
  %1 = onnx.SequenceInsert %0, %b, %p : (!onnx.unknown, tensor<?xf32>, tensor<i64>) -> !onnx.unknown
  %2 = onnx.SequenceInsert %0, %a, %none : (!onnx.unknown, tensor<2xf32>, none) -> !onnx.unknown
  %3 = onnx.SequenceLength %1 : (!onnx.unknown) -> !onnx.unknown
  %4 = onnx.SequenceAt %1, %p : (!onnx.unknown, tensor<i64>) -> !onnx.unknown
  %5 = onnx.SequenceErase %1, %p : (!onnx.unknown, tensor<i64>) -> !onnx.unknown
  return %0, %1, %2, %3, %4, %5 : !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown, !onnx.unknown
}
