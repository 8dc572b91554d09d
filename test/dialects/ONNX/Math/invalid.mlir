// RUN: cameo-opt %s --onnx-infer-shapes --verify-diagnostics --split-input-file

func.func @extents(%a: tensor<2x3xf32>, %b: tensor<2x4xf32>) -> !onnx.unknown {
  // expected-error @+1 {{operands do not broadcast: extents 3 and 4 in dimension -1}}
  %0 = onnx.Add %a, %b : (tensor<2x3xf32>, tensor<2x4xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @element_types(%a: tensor<3xf32>, %b: tensor<3xi64>) -> !onnx.unknown {
  // expected-error @+1 {{operands must have one element type, but have 'f32' and 'i64'}}
  %0 = onnx.Mul %a, %b : (tensor<3xf32>, tensor<3xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @no_operands() -> !onnx.unknown {
  // expected-error @+1 {{needs at least one operand}}
  %0 = onnx.Max : () -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @unranked(%a: tensor<*xf32>) -> !onnx.unknown {
  // expected-error @+1 {{the rank of operand 0 is not known at compile time}}
  %0 = onnx.Exp %a : (tensor<*xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @remainder_of_floats(%a: tensor<3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{of floats must have fmod = 1}}
  %0 = onnx.Mod %a, %a : (tensor<3xf32>, tensor<3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @fmod(%a: tensor<3xi32>) -> !onnx.unknown {
  // expected-error @+1 {{fmod must be 0 or 1, but is 2}}
  %0 = onnx.Mod %a, %a {fmod = 2 : i64} : (tensor<3xi32>, tensor<3xi32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @clip_bound(%x: tensor<3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{max must be a scalar}}
  %0 = onnx.Clip %x, %none, %x : (tensor<3xf32>, none, tensor<3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @approximation(%x: tensor<3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{approximate must be "none" or "tanh", but is "fast"}}
  %0 = onnx.Gelu %x {approximate = "fast"} : (tensor<3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----
func.func @unsigned_negation(%x: tensor<3xui8>) -> !onnx.unknown {
  // expected-error @+1 {{operand #0 must be tensor of}}
  %0 = onnx.Neg %x : (tensor<3xui8>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
