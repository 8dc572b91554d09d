// RUN: cameo-opt %s --onnx-to-linalg --verify-diagnostics --split-input-file

func.func @value(%s: tensor<1xi64>) -> !onnx.unknown {
  // expected-error @+1 {{the value must have one element}}
  %0 = onnx.ConstantOfShape %s {value = dense<[1.0, 2.0]> : tensor<2xf32>} : (tensor<1xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @length(%s: tensor<?xi64>) -> !onnx.unknown {
  // expected-error @+1 {{the length of the shape must be known at compile time}}
  %0 = onnx.ConstantOfShape %s : (tensor<?xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @step() -> !onnx.unknown {
  %0 = onnx.Constant dense<0> : tensor<i64> : tensor<i64>
  // expected-error @+1 {{delta must not be 0}}
  %1 = onnx.Range %0, %0, %0 : (tensor<i64>, tensor<i64>, tensor<i64>) -> !onnx.unknown
  return %1 : !onnx.unknown
}

// -----

func.func @scalar(%a: tensor<2xi64>) -> !onnx.unknown {
  // expected-error @+1 {{operand 0 must be a scalar}}
  %1 = onnx.Range %a, %a, %a : (tensor<2xi64>, tensor<2xi64>, tensor<2xi64>) -> !onnx.unknown
  return %1 : !onnx.unknown
}
