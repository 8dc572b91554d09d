// RUN: cameo-opt %s --pass-pipeline='builtin.module(func.func(onnx-decompose),onnx-to-linalg)' --verify-diagnostics --split-input-file

// The way from x to y ends at an operator without a rule.
func.func @main(%x: tensor<3xf32>) -> tensor<3xf32> {
  %y = onnx.Round %x : (tensor<3xf32>) -> tensor<3xf32>
  // expected-error @+1 {{has no rule for the gradient of 'Round'}}
  %d = onnx.training.Gradient %x, %x, %y : (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  return %d : tensor<3xf32>
}

// -----
// Whether n is 1 only a run knows.
func.func @main(%x: tensor<?xf32> {onnx.name = "x", onnx.dims = ["n"]}, %w: tensor<?xf32> {onnx.name = "w", onnx.dims = ["m"]}) -> tensor<?xf32> {
  %y = onnx.Add %x, %w : (tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
  // expected-error @+1 {{needs extents of which it is known at compile time whether they are broadcast}}
  %d = onnx.training.Gradient %x, %x, %y : (tensor<?xf32>, tensor<?xf32>, tensor<?xf32>) -> tensor<?xf32>
  return %d : tensor<?xf32>
}
