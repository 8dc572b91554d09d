// A loop that never runs: what is carried stays, and of the rows that there are none of
// only the extents are known that depend on nothing that is carried.
// RUN: cameo run %s --input x='[[1, 2, 3], [4, 5, 6]]' | FileCheck %s
// CHECK: carried: tensor<2x3xf32> {{\[}}[1, 2, 3], [4, 5, 6]]
// CHECK-NEXT: rows: tensor<0x0x0xf32> []
// CHECK-NEXT: known: tensor<0x2xf32> []
func.func @main(%x: tensor<2x3xf32> {onnx.name = "x"}) -> (!onnx.unknown {onnx.name = "carried"}, !onnx.unknown {onnx.name = "rows"}, !onnx.unknown {onnx.name = "known"}) {
  %m = onnx.Constant dense<0> : tensor<i64>
  %none = onnx.None : none
  %0:3 = onnx.Loop %m, %none, %x : (tensor<i64>, none, tensor<2x3xf32>) -> (!onnx.unknown, !onnx.unknown, !onnx.unknown) {
  ^bb0(%i: tensor<i64>, %c: tensor<i1>, %v: tensor<?x?xf32>):
    %y = onnx.Tanh %v : (tensor<?x?xf32>) -> tensor<?x?xf32>
    %k = onnx.Constant dense<[1.0, 2.0]> : tensor<2xf32>
    %f = onnx.Cast %i {to = 1 : i64} : (tensor<i64>) -> tensor<f32>
    %z = onnx.Add %k, %f : (tensor<2xf32>, tensor<f32>) -> tensor<2xf32>
    onnx.Return %c, %y, %y, %z : tensor<i1>, tensor<?x?xf32>, tensor<?x?xf32>, tensor<2xf32>
  }
  return %0#0, %0#1, %0#2 : !onnx.unknown, !onnx.unknown, !onnx.unknown
}
