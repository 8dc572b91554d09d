// What is carried grows until its sum is large enough; the number of the iteration counts.
// RUN: cameo run %s --input x='[3, 4]' --input limit=20 | FileCheck %s
// RUN: cameo run %s --input x='[3, 4]' --input limit=1000 | FileCheck %s --check-prefix=BOUND
// CHECK: y: tensor<8xf32> [3, 4, 3, 4, 3, 4, 3, 4]
// CHECK: r: tensor<2xf32> [7, 15]
// BOUND: y: tensor<64xf32> [3, 4
// BOUND: r: tensor<5xf32> [7, 15, 30, 59, 116]
func.func @main(%x: tensor<?xf32> {onnx.dim_names = ["n"]}, %limit: tensor<f32>)
    -> (!onnx.unknown {onnx.name = "y"}, !onnx.unknown {onnx.name = "r"}) {
  %true = onnx.Constant dense<true> : tensor<i1> : tensor<i1>
  %m = onnx.Constant dense<5> : tensor<i64> : tensor<i64>
  %0:2 = onnx.Loop %m, %true, %x : (tensor<i64>, tensor<i1>, tensor<?xf32>)
      -> (!onnx.unknown, !onnx.unknown) {
  ^bb0(%i: tensor<i64>, %c: tensor<i1>, %v: tensor<?xf32>):
    %none = onnx.None : none
    %sum = onnx.ReduceSum %v, %none {keepdims = 0 : i64} : (tensor<?xf32>, none) -> tensor<f32>
    %n = onnx.Cast %i {to = 1 : i64} : (tensor<i64>) -> tensor<f32>
    %row = onnx.Add %sum, %n : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %more = onnx.Less %row, %limit : (tensor<f32>, tensor<f32>) -> tensor<i1>
    %twice = onnx.Concat %v, %v {axis = 0 : i64} : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
    %again = onnx.Less %sum, %limit : (tensor<f32>, tensor<f32>) -> tensor<i1>
    %both = onnx.And %more, %again : (tensor<i1>, tensor<i1>) -> tensor<i1>
    %two = onnx.Constant dense<2.0> : tensor<f32> : tensor<f32>
    %double = onnx.Mul %sum, %two : (tensor<f32>, tensor<f32>) -> tensor<f32>
    %goes_on = onnx.Less %double, %limit : (tensor<f32>, tensor<f32>) -> tensor<i1>
    onnx.Return %goes_on, %twice, %row : tensor<i1>, tensor<?xf32>, tensor<f32>
  }
  return %0#0, %0#1 : !onnx.unknown, !onnx.unknown
}
