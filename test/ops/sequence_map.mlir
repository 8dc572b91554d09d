// A graph of each tensor of a sequence, and of a tensor that is the same for all.
// RUN: cameo run %s --input a='[1, 2]' --input b='[3, 4, 5]' | FileCheck %s
// CHECK: sums: sequence
// CHECK-NEXT: tensor<2xf32> [2, 3]
// CHECK-NEXT: tensor<3xf32> [4, 5, 6]
// CHECK-NEXT: shapes: sequence
// CHECK-NEXT: tensor<1xi64> [2]
// CHECK-NEXT: tensor<1xi64> [3]
func.func @main(%a: tensor<2xf32>, %b: tensor<3xf32>)
    -> (!onnx.unknown {onnx.name = "sums"}, !onnx.unknown {onnx.name = "shapes"}) {
  %one = onnx.Constant dense<1.0> : tensor<1xf32>
  %0 = onnx.SequenceConstruct %a, %b : (tensor<2xf32>, tensor<3xf32>) -> !onnx.unknown
  %1:2 = onnx.SequenceMap %0, %one : (!onnx.unknown, tensor<1xf32>) -> (!onnx.unknown, !onnx.unknown) {
  ^bb0(%x: tensor<*xf32>, %y: tensor<1xf32>):
    %2 = onnx.Add %x, %y : (tensor<*xf32>, tensor<1xf32>) -> !onnx.unknown
    %3 = onnx.Shape %x : (tensor<*xf32>) -> !onnx.unknown
    onnx.Return %2, %3 : !onnx.unknown, !onnx.unknown
  }
  return %1#0, %1#1 : !onnx.unknown, !onnx.unknown
}
