// RUN: cameo-opt %s --onnx-to-linalg --verify-diagnostics --split-input-file

func.func @terms(%a: tensor<2x3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{the equation has 2 terms for 1 operands}}
  %0 = onnx.Einsum %a {equation = "ij,jk->ik"} : (tensor<2x3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @rank(%a: tensor<2x3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{the term 'ijk' does not fit operand 0 of rank 2}}
  %0 = onnx.Einsum %a {equation = "ijk->i"} : (tensor<2x3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @label(%a: tensor<2x3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{malformed equation 'ij->k'}}
  %0 = onnx.Einsum %a {equation = "ij->k"} : (tensor<2x3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @extents(%a: tensor<2x3xf32>, %b: tensor<4x5xf32>) -> !onnx.unknown {
  // expected-error @+1 {{operand 1 has other extents than its labels}}
  %0 = onnx.Einsum %a, %b {equation = "ij,jk->ik"} : (tensor<2x3xf32>, tensor<4x5xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
