// RUN: cameo run %s --input x='[[1, 2], [3, 4]]' --input c=true | FileCheck %s --check-prefix=THEN
// RUN: cameo run %s --input x='[[1, 2], [3, 4]]' --input c=false | FileCheck %s --check-prefix=ELSE
// THEN: y: tensor<4x2xf32> {{.*}}1, 2{{.*}}3, 4{{.*}}1, 2{{.*}}3, 4
// THEN: z: tensor<f32> 11
// ELSE: y: tensor<2x2xf32> {{.*}}1, 2{{.*}}3, 4
// ELSE: z: tensor<f32> 1
func.func @main(%x: tensor<?x2xf32> {onnx.dim_names = ["n", ""]}, %c: tensor<i1>)
    -> (!onnx.unknown {onnx.name = "y"}, !onnx.unknown {onnx.name = "z"}) {
  %one = onnx.Constant dense<1.0> : tensor<f32> : tensor<f32>
  %0:2 = onnx.If %c : (tensor<i1>) -> (!onnx.unknown, !onnx.unknown) then {
    %1 = onnx.Concat %x, %x {axis = 0 : i64} : (tensor<?x2xf32>, tensor<?x2xf32>) -> tensor<?x2xf32>
    %none = onnx.None : none
    %2 = onnx.ReduceSum %x, %none {keepdims = 0 : i64} : (tensor<?x2xf32>, none) -> tensor<f32>
    %3 = onnx.Add %2, %one : (tensor<f32>, tensor<f32>) -> tensor<f32>
    onnx.Return %1, %3 : tensor<?x2xf32>, tensor<f32>
  } else {
    onnx.Return %x, %one : tensor<?x2xf32>, tensor<f32>
  }
  return %0#0, %0#1 : !onnx.unknown, !onnx.unknown
}
