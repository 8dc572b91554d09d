// The value carried is swapped with another one; rows are collected.
// RUN: cameo run %s --input a='[1, 2]' --input b='[10, 20]' --input m=3 | FileCheck %s
// RUN: cameo run %s --input a='[1, 2]' --input b='[10, 20]' --input m=0 | FileCheck %s --check-prefix=ZERO
// RUN: cameo run %s --input a='[1, 2]' --input b='[10, 20]' --input m=-5 | FileCheck %s --check-prefix=ZERO
// CHECK: p: tensor<2xf32> [23, 46]
// CHECK: q: tensor<2xf32> [12, 24]
// CHECK: r: tensor<3x2xf32> {{.*}}10, 20{{.*}}1, 2{{.*}}11, 22
// ZERO: p: tensor<2xf32> [1, 2]
// ZERO: q: tensor<2xf32> [10, 20]
// ZERO: r: tensor<0x2xf32>
func.func @main(%a: tensor<2xf32>, %b: tensor<2xf32>, %m: tensor<i64>)
    -> (!onnx.unknown {onnx.name = "p"}, !onnx.unknown {onnx.name = "q"}, !onnx.unknown {onnx.name = "r"}) {
  %none = onnx.None : none
  %0:3 = onnx.Loop %m, %none, %a, %b : (tensor<i64>, none, tensor<2xf32>, tensor<2xf32>)
      -> (!onnx.unknown, !onnx.unknown, !onnx.unknown) {
  ^bb0(%i: tensor<i64>, %c: tensor<i1>, %x: tensor<2xf32>, %y: tensor<2xf32>):
    %1 = onnx.Add %x, %y : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
    onnx.Return %c, %1, %x, %y : tensor<i1>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>
  }
  return %0#0, %0#1, %0#2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
