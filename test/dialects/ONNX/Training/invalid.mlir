// RUN: cameo-opt %s --onnx-infer-shapes --verify-diagnostics --split-input-file

func.func @operands(%r: tensor<f32>, %t: tensor<i64>, %x: tensor<2xf32>) {
  // expected-error @below {{needs 3 operands and 2 results for each tensor, but has 2 and 2}}
  %0:2 = onnx.training.Adagrad %r, %t, %x, %x : (tensor<f32>, tensor<i64>, tensor<2xf32>, tensor<2xf32>) -> (!onnx.unknown, !onnx.unknown)
  return
}

// -----

func.func @mode(%r: tensor<f32>, %t: tensor<i64>, %x: tensor<2xf32>) {
  // expected-error @below {{mode must be "standard" or "nesterov", but is "other"}}
  %0:2 = onnx.training.Momentum %r, %t, %x, %x, %x {alpha = 0.5 : f32, beta = 0.5 : f32, mode = "other", norm_coefficient = 0.0 : f32} : (tensor<f32>, tensor<i64>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> (!onnx.unknown, !onnx.unknown)
  return
}
