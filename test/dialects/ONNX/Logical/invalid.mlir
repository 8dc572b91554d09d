// RUN: cameo-opt %s --onnx-infer-shapes --verify-diagnostics --split-input-file

func.func @direction(%a: tensor<2xui8>) -> !onnx.unknown {
  // expected-error @+1 {{direction must be "LEFT" or "RIGHT", but is "UP"}}
  %0 = onnx.BitShift %a, %a {direction = "UP"} : (tensor<2xui8>, tensor<2xui8>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @element_types(%a: tensor<2xi32>, %b: tensor<2xi64>) -> !onnx.unknown {
  // expected-error @+1 {{operands must have one element type, but have 'i32' and 'i64'}}
  %0 = onnx.Equal %a, %b : (tensor<2xi32>, tensor<2xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @no_bools(%a: tensor<2xi8>) -> !onnx.unknown {
  // expected-error @+1 {{operand #0 must be tensor of}}
  %0 = onnx.Not %a : (tensor<2xi8>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
