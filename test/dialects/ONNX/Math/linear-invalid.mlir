// RUN: cameo-opt %s --onnx-to-linalg --verify-diagnostics --split-input-file

func.func @contracted(%a: tensor<2x3xf32>, %b: tensor<4x2xf32>) -> !onnx.unknown {
  // expected-error @+1 {{the contracted dimensions have extents 3 and 4}}
  %0 = onnx.MatMul %a, %b : (tensor<2x3xf32>, tensor<4x2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @batch(%a: tensor<5x2x3xf32>, %b: tensor<4x3x2xf32>) -> !onnx.unknown {
  // expected-error @+1 {{batch extents 5 and 4 do not broadcast}}
  %0 = onnx.MatMul %a, %b : (tensor<5x2x3xf32>, tensor<4x3x2xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @types(%a: tensor<2x3xf32>, %b: tensor<3x2xf16>) -> !onnx.unknown {
  // expected-error @+1 {{A and B have different element types}}
  %0 = onnx.MatMul %a, %b : (tensor<2x3xf32>, tensor<3x2xf16>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @bias(%a: tensor<2x3xf32>, %b: tensor<3x4xf32>, %c: tensor<3xf32>) -> !onnx.unknown {
  // expected-error @+1 {{C of extent 3 does not broadcast to 4}}
  %0 = onnx.Gemm %a, %b, %c : (tensor<2x3xf32>, tensor<3x4xf32>, tensor<3xf32>) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @fractional(%a: tensor<2x3xi32>, %b: tensor<3x4xi32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{a fractional alpha or beta has no lowering for integers}}
  %0 = onnx.Gemm %a, %b, %none {alpha = 0.5 : f32} : (tensor<2x3xi32>, tensor<3x4xi32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}
