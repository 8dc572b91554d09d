// RUN: cameo-opt %s --onnx-infer-shapes --verify-diagnostics --split-input-file

func.func @normalizer(%x: tensor<2x2xf32>) {
  // expected-error @below {{norm must be "MAX", "L1" or "L2", but is "L3"}}
  %0 = onnx.ml.Normalizer %x {norm = "L3"} : (tensor<2x2xf32>) -> !onnx.unknown
  return
}

// -----

func.func @coefficients(%x: tensor<2x2xf32>) {
  // expected-error @below {{has 3 coefficients, which are not as many for each of 2 targets}}
  %0 = onnx.ml.LinearRegressor %x {coefficients = array<f32: 1.0, 2.0, 3.0>, targets = 2 : i64} : (tensor<2x2xf32>) -> !onnx.unknown
  return
}

// -----

func.func @transform(%x: tensor<2x2xf32>) {
  // expected-error @below {{post_transform "PROBIT" is not supported}}
  %0 = onnx.ml.LinearRegressor %x {coefficients = array<f32: 1.0, 2.0>, post_transform = "PROBIT"} : (tensor<2x2xf32>) -> !onnx.unknown
  return
}
