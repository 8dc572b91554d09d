// RUN: cameo-opt %s --onnx-infer-shapes --verify-diagnostics --split-input-file

func.func @heads(%q: tensor<1x3x2x4xf32>, %k: tensor<1x2x2x4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{the 3 heads of Q do not divide into 2 groups}}
  %0:4 = onnx.Attention %q, %k, %k, %none, %none, %none, %none : (tensor<1x3x2x4xf32>, tensor<1x2x2x4xf32>, tensor<1x2x2x4xf32>, none, none, none, none) -> (!onnx.unknown, none, none, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @count(%q: tensor<1x2x4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{needs q_num_heads and kv_num_heads for operands of rank 3}}
  %0:4 = onnx.Attention %q, %q, %q, %none, %none, %none, %none : (tensor<1x2x4xf32>, tensor<1x2x4xf32>, tensor<1x2x4xf32>, none, none, none, none) -> (!onnx.unknown, none, none, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @column(%q: tensor<1x2x3x4xf32>, %m: tensor<3x1xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{a mask of one column has no single meaning for more keys}}
  %0:4 = onnx.Attention %q, %q, %q, %m, %none, %none, %none : (tensor<1x2x3x4xf32>, tensor<1x2x3x4xf32>, tensor<1x2x3x4xf32>, tensor<3x1xf32>, none, none, none) -> (!onnx.unknown, none, none, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @past(%q: tensor<1x2x3x4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{needs both past_key and past_value, or none}}
  %0:4 = onnx.Attention %q, %q, %q, %none, %q, %none, %none : (tensor<1x2x3x4xf32>, tensor<1x2x3x4xf32>, tensor<1x2x3x4xf32>, none, tensor<1x2x3x4xf32>, none, none) -> (!onnx.unknown, none, none, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @pairs(%x: tensor<1x2x3x4xf32>, %c: tensor<1x3x1xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{pairs of 3 elements cannot turn in a head of 4}}
  %0 = onnx.RotaryEmbedding %x, %c, %c, %none {rotary_embedding_dim = 3 : i64} : (tensor<1x2x3x4xf32>, tensor<1x3x1xf32>, tensor<1x3x1xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @batch(%x: tensor<2x3xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{cannot write along the batch}}
  %0 = onnx.TensorScatter %x, %x, %none : (tensor<2x3xf32>, tensor<2x3xf32>, none) -> !onnx.unknown
  return %0 : !onnx.unknown
}

// -----

func.func @activation(%x: tensor<1x2x3xf32>, %w: tensor<2x1x4xf32>) -> !onnx.unknown {
  %none = onnx.None : none
  // expected-error @+1 {{unknown activation 'relu'}}
  %0:2 = onnx.CausalConvWithState %x, %w, %none, %none {activation = "relu"} : (tensor<1x2x3xf32>, tensor<2x1x4xf32>, none, none) -> (!onnx.unknown, none)
  return %0#0 : !onnx.unknown
}

// -----

func.func @corners(%t: tensor<1x2x3xf32>) -> !onnx.unknown {
  %size = onnx.Constant dense<[1, 1, 1, 2]> : tensor<4xi64>
  // expected-error @+1 {{with align_corners needs spatial extents other than 1}}
  %0 = onnx.AffineGrid %t, %size {align_corners = 1 : i64} : (tensor<1x2x3xf32>, tensor<4xi64>) -> !onnx.unknown
  return %0 : !onnx.unknown
}
