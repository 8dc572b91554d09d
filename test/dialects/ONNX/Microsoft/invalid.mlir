// RUN: cameo-opt %s --onnx-infer-shapes --verify-diagnostics --split-input-file

// What the operator is composed of says what is wrong, once.
func.func @product(%a: tensor<2x3xf32>, %b: tensor<2x3xf32>) {
  // expected-error @below {{the contracted dimensions have extents 3 and 2}}
  %0 = onnx.microsoft.FusedMatMul %a, %b {alpha = 2.0 : f32} : (tensor<2x3xf32>, tensor<2x3xf32>) -> !onnx.unknown
  return
}

// -----

func.func @activation(%a: tensor<2x2xf32>) {
  %none = onnx.None : none
  // expected-error @below {{activation 'Frob' is not supported}}
  %0 = onnx.microsoft.FusedGemm %a, %a, %none {activation = "Frob"} : (tensor<2x2xf32>, tensor<2x2xf32>, none) -> !onnx.unknown
  return
}

// -----

func.func @statistics(%a: tensor<2x2xf32>, %g: tensor<2xf32>) {
  %none = onnx.None : none
  // expected-error @below {{result 1 is not supported}}
  %0:4 = onnx.microsoft.SkipLayerNormalization %a, %a, %g, %none, %none : (tensor<2x2xf32>, tensor<2x2xf32>, tensor<2xf32>, none, none) -> (!onnx.unknown, !onnx.unknown, none, none)
  return
}
