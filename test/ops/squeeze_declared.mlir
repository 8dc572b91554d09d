// Without axes, what is declared of the result says that a dimension of unknown extent is
// dropped; the run checks it.
// RUN: cameo run %s --input x='[[3]]' | FileCheck %s
// RUN: not cameo run %s --input x='[[3], [4]]' 2>&1 | FileCheck %s --check-prefix=TWO
// CHECK: y: tensor<f32> 3
// TWO: the shapes do not fit the model
func.func @main(%x: tensor<?x1xf32> {onnx.dim_names = ["n", ""], onnx.name = "x"}) -> (tensor<f32> {onnx.name = "y"}) {
  %none = onnx.None : none
  %0 = onnx.Squeeze %x, %none : (tensor<?x1xf32>, none) -> tensor<f32>
  return %0 : tensor<f32>
}
