// A rank that the run decides: what follows is in both branches, or in the only one
// in which it makes sense; and Squeeze of whatever has extent 1.
// RUN: split-file %s %t
// RUN: cameo run %t/both.mlir --input x='[[1], [2], [3]]' --input c=true | FileCheck %s --check-prefix=BOTH
// RUN: cameo run %t/both.mlir --input x='[[1], [2], [3]]' --input c=false | FileCheck %s --check-prefix=BOTH
// BOTH: y: tensor<f32> 6
// BOTH-NEXT: z: tensor<3xf32> [-1, -2, -3]
// RUN: cameo run %t/one.mlir --input x='[[1, 2]]' 2>&1 | FileCheck %s --check-prefix=ONE
// RUN: not cameo run %t/one.mlir --input x='[[1, 2], [3, 4]]' 2>&1 | FileCheck %s --check-prefix=OTHER
// ONE: warning: a run whose condition is false is refused, since what follows makes no sense then: {{.*}}perm is not a permutation
// ONE: y: tensor<2x1xf32> {{\[}}[1], [2]]
// OTHER: cameo run: output_shapes: the shapes do not fit the model
// RUN: cameo run %t/squeeze.mlir --input x='[[[1], [2]]]' | FileCheck %s --check-prefix=SQUEEZE1
// RUN: cameo run %t/squeeze.mlir --input x='[[[1], [2]], [[3], [4]]]' | FileCheck %s --check-prefix=SQUEEZE2
// RUN: cameo run %t/squeeze.mlir --input x='[[[5, 6]], [[7, 8]]]' | FileCheck %s --check-prefix=SQUEEZE3
// SQUEEZE1: y: tensor<f32> 3
// SQUEEZE1-NEXT: n: tensor<i64> 1
// SQUEEZE2: y: tensor<f32> 10
// SQUEEZE2-NEXT: n: tensor<i64> 2
// SQUEEZE3: y: tensor<f32> 26
// SQUEEZE3-NEXT: n: tensor<i64> 2

//--- both.mlir
func.func @main(%x: tensor<3x1xf32>, %c: tensor<i1>)
    -> (tensor<*xf32> {onnx.name = "y"}, tensor<*xf32> {onnx.name = "z"}) {
  %none = onnx.None : none
  %0 = onnx.If %c : (tensor<i1>) -> tensor<*xf32> then {
    %axes = onnx.Constant dense<1> : tensor<1xi64> : tensor<1xi64>
    %1 = onnx.Squeeze %x, %axes : (tensor<3x1xf32>, tensor<1xi64>) -> tensor<*xf32>
    onnx.Return %1 : tensor<*xf32>
  } else {
    onnx.Return %x : tensor<3x1xf32>
  }
  %1 = onnx.ReduceSum %0, %none {keepdims = 0 : i64} : (tensor<*xf32>, none) -> tensor<*xf32>
  %shape = onnx.Constant dense<[-1]> : tensor<1xi64> : tensor<1xi64>
  %2 = onnx.Reshape %0, %shape : (tensor<*xf32>, tensor<1xi64>) -> tensor<*xf32>
  %3 = onnx.Neg %2 : (tensor<*xf32>) -> tensor<*xf32>
  return %1, %3 : tensor<*xf32>, tensor<*xf32>
}

//--- one.mlir
func.func @main(%x: tensor<?x2xf32> {onnx.dim_names = ["n", ""]}) -> (tensor<*xf32> {onnx.name = "y"}) {
  %none = onnx.None : none
  %0 = onnx.Squeeze %x, %none : (tensor<?x2xf32>, none) -> tensor<*xf32>
  %shape = onnx.Constant dense<[2, 1]> : tensor<2xi64> : tensor<2xi64>
  %2 = onnx.Transpose %0 {perm = array<i64: 0>} : (tensor<*xf32>) -> tensor<*xf32>
  %3 = onnx.Reshape %2, %shape : (tensor<*xf32>, tensor<2xi64>) -> tensor<*xf32>
  return %3 : tensor<*xf32>
}

//--- squeeze.mlir
func.func @main(%x: tensor<?x?x?xf32> {onnx.dim_names = ["a", "b", "c"]})
    -> (tensor<*xf32> {onnx.name = "y"}, tensor<i64> {onnx.name = "n"}) {
  %none = onnx.None : none
  %0 = onnx.Squeeze %x, %none : (tensor<?x?x?xf32>, none) -> tensor<*xf32>
  %1 = onnx.Shape %0 : (tensor<*xf32>) -> tensor<?xi64>
  %2 = onnx.Size %1 : (tensor<?xi64>) -> tensor<i64>
  %3 = onnx.ReduceSum %0, %none {keepdims = 0 : i64} : (tensor<*xf32>, none) -> tensor<*xf32>
  return %3, %2 : tensor<*xf32>, tensor<i64>
}
