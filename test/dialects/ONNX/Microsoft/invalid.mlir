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

// -----

func.func @bits(%a: tensor<1x3xf32>, %b: tensor<2x2x1xui8>, %s: tensor<2x2xf32>) {
  %none = onnx.None : none
  // expected-error @below {{numbers of 3 bits are not supported}}
  %0 = onnx.microsoft.MatMulNBits %a, %b, %s, %none, %none, %none {K = 3 : i64, N = 2 : i64, bits = 3 : i64, block_size = 2 : i64} : (tensor<1x3xf32>, tensor<2x2x1xui8>, tensor<2x2xf32>, none, none, none) -> !onnx.unknown
  return
}

// -----

func.func @routed(%x: tensor<2x4xf32>, %r: tensor<2x3xf32>, %w: tensor<3x4x4xf32>) {
  %none = onnx.None : none
  // expected-error @below {{unknown activation_type 'tanh'}}
  %0 = onnx.microsoft.MoE %x, %r, %w, %none, %w, %none, %none, %none {activation_type = "tanh"} : (tensor<2x4xf32>, tensor<2x3xf32>, tensor<3x4x4xf32>, none, tensor<3x4x4xf32>, none, none, none) -> !onnx.unknown
  return
}

// -----

func.func @many(%x: tensor<2x4xf32>, %r: tensor<2x3xf32>, %w: tensor<3x4x4xf32>) {
  %none = onnx.None : none
  // expected-error @below {{needs rows of tokens, and k of a number of experts}}
  %0 = onnx.microsoft.MoE %x, %r, %w, %none, %w, %none, %none, %none {k = 4 : i64} : (tensor<2x4xf32>, tensor<2x3xf32>, tensor<3x4x4xf32>, none, tensor<3x4x4xf32>, none, none, none) -> !onnx.unknown
  return
}

// -----

func.func @gates(%x: tensor<2x4xf32>, %r: tensor<2x3xf32>, %w: tensor<3x4x4xf32>) {
  %none = onnx.None : none
  // expected-error @below {{swiglu needs its two layers in one: swiglu_fusion 1 or 2}}
  %0 = onnx.microsoft.MoE %x, %r, %w, %none, %w, %none, %none, %none {activation_type = "swiglu"} : (tensor<2x4xf32>, tensor<2x3xf32>, tensor<3x4x4xf32>, none, tensor<3x4x4xf32>, none, none, none) -> !onnx.unknown
  return
}

// -----

func.func @numbers(%x: tensor<2x4xf32>, %r: tensor<2x3xf32>, %w: tensor<3x4x2xui8>, %s: tensor<3x4x1xf32>) {
  %none = onnx.None : none
  // expected-error @below {{rows of 4 numbers do not divide into blocks of 3}}
  %0 = onnx.microsoft.QMoE %x, %r, %w, %s, %none, %w, %s, %none, %none, %none, %none, %none, %none, %none {block_size = 3 : i64} : (tensor<2x4xf32>, tensor<2x3xf32>, tensor<3x4x2xui8>, tensor<3x4x1xf32>, none, tensor<3x4x2xui8>, tensor<3x4x1xf32>, none, none, none, none, none, none, none) -> !onnx.unknown
  return
}

// -----

func.func @beams(%x: tensor<1x1x2xf32>, %p: tensor<1x1x3x2xf32>) {
  %none = onnx.None : none
  // expected-error @below {{needs past_key and past_value, and past_sequence_length where the cache has room}}
  %0:4 = onnx.microsoft.DecoderMaskedMultiHeadAttention %x, %x, %x, %none, %none, %p, %p, %none, %none, %none, %none {num_heads = 1 : i64, past_present_share_buffer = 1 : i64} : (tensor<1x1x2xf32>, tensor<1x1x2xf32>, tensor<1x1x2xf32>, none, none, tensor<1x1x3x2xf32>, tensor<1x1x3x2xf32>, none, none, none, none) -> (!onnx.unknown, none, none, none)
  return
}

// -----

func.func @blocks(%t: tensor<2x2xui8>, %i: tensor<2xi64>, %s: tensor<2x2xf32>) {
  %none = onnx.None : none
  // expected-error @below {{bytes are gathered along the first dimension, and are of blocks along the last one}}
  %0 = onnx.microsoft.GatherBlockQuantized %t, %i, %s, %none {block_size = 2 : i64, gather_axis = 1 : i64} : (tensor<2x2xui8>, tensor<2xi64>, tensor<2x2xf32>, none) -> !onnx.unknown
  return
}

// -----

func.func @triples(%x: tensor<2xui8>, %s: tensor<f32>, %z: tensor<ui8>) {
  // expected-error @below {{needs a tensor, a scale and a zero point each, but has 2 operands}}
  %0 = onnx.microsoft.QLinearConcat %s, %z, %x, %s {axis = 0 : i64} : (tensor<f32>, tensor<ui8>, tensor<2xui8>, tensor<f32>) -> !onnx.unknown
  return
}

// -----

func.func @halves(%x: tensor<1x2x3xf32>, %b: tensor<3xf32>) {
  // expected-error @below {{needs a last extent that is even and known at compile time}}
  %0 = onnx.microsoft.BiasSplitGelu %x, %b : (tensor<1x2x3xf32>, tensor<3xf32>) -> !onnx.unknown
  return
}

// -----

func.func @silu(%x: tensor<1x2x4xf32>, %b: tensor<4xf32>) {
  // expected-error @below {{activation must be 0 or 1, but is 2}}
  %0 = onnx.microsoft.GroupNorm %x, %b, %b {activation = 2 : i64, groups = 2 : i64} : (tensor<1x2x4xf32>, tensor<4xf32>, tensor<4xf32>) -> !onnx.unknown
  return
}

// -----

func.func @metric(%x: tensor<2x4xf32>) {
  // expected-error @below {{there is no metric "cosine"}}
  %0 = onnx.microsoft.CDist %x, %x {metric = "cosine"} : (tensor<2x4xf32>, tensor<2x4xf32>) -> !onnx.unknown
  return
}

// -----

func.func @heads(%x: tensor<1x2x4xf32>, %w: tensor<4x9xf32>) {
  %none = onnx.None : none
  // expected-error @below {{a size of 3 does not divide into 2 heads}}
  %0:2 = onnx.microsoft.Attention %x, %w, %none, %none, %none, %none, %none {num_heads = 2 : i64} : (tensor<1x2x4xf32>, tensor<4x9xf32>, none, none, none, none, none) -> (!onnx.unknown, none)
  return
}

// -----

func.func @packed(%x: tensor<1x2x4xf32>) {
  %none = onnx.None : none
  // expected-error @below {{needs Q, K and V apart, or K and V or all of them in one}}
  %0:4 = onnx.microsoft.MultiHeadAttention %x, %x, %none, %none, %none, %none, %none, %none, %none, %none {num_heads = 2 : i64} : (tensor<1x2x4xf32>, tensor<1x2x4xf32>, none, none, none, none, none, none, none, none) -> (!onnx.unknown, none, none, none)
  return
}

// -----

func.func @mask(%x: tensor<1x2x4xf32>, %m: tensor<3xi32>) {
  %none = onnx.None : none
  // expected-error @below {{needs a mask of one or two elements a batch, known at compile time}}
  %0:4 = onnx.microsoft.MultiHeadAttention %x, %x, %x, %none, %m, %none, %none, %none, %none, %none {num_heads = 2 : i64} : (tensor<1x2x4xf32>, tensor<1x2x4xf32>, tensor<1x2x4xf32>, none, tensor<3xi32>, none, none, none, none, none) -> (!onnx.unknown, none, none, none)
  return
}

// -----

func.func @scores(%x: tensor<1x1x2xf32>, %s: tensor<1xi32>, %t: tensor<i32>, %h: tensor<2xf32>) {
  %none = onnx.None : none
  // expected-error @below {{qk_output is not supported}}
  %0:4 = onnx.microsoft.GroupQueryAttention %x, %x, %x, %none, %none, %s, %t, %none, %none, %none, %none, %h {kv_num_heads = 2 : i64, num_heads = 2 : i64, qk_output = 1 : i64} : (tensor<1x1x2xf32>, tensor<1x1x2xf32>, tensor<1x1x2xf32>, none, none, tensor<1xi32>, tensor<i32>, none, none, none, none, tensor<2xf32>) -> (!onnx.unknown, none, none, none)
  return
}

// -----

func.func @turned(%x: tensor<1x2x3xf32>, %i: tensor<1x2xi64>, %c: tensor<4x1xf32>) {
  // expected-error @below {{needs num_heads where the size of a head is not that of the caches}}
  %0 = onnx.microsoft.RotaryEmbedding %x, %i, %c, %c : (tensor<1x2x3xf32>, tensor<1x2xi64>, tensor<4x1xf32>, tensor<4x1xf32>) -> !onnx.unknown
  return
}

// -----

func.func @segments(%i: tensor<1x2xi32>, %t: tensor<3x2xf32>, %g: tensor<2xf32>) {
  %none = onnx.None : none
  // expected-error @below {{needs both segment_ids and segment_embedding, or none}}
  %0:3 = onnx.microsoft.EmbedLayerNormalization %i, %i, %t, %t, %none, %g, %g, %none, %none : (tensor<1x2xi32>, tensor<1x2xi32>, tensor<3x2xf32>, tensor<3x2xf32>, none, tensor<2xf32>, tensor<2xf32>, none, none) -> (!onnx.unknown, none, none)
  return
}

// -----

func.func @square(%x: tensor<2x3xf32>) {
  // expected-error @below {{needs square matrices}}
  %0 = onnx.microsoft.Inverse %x : (tensor<2x3xf32>) -> !onnx.unknown
  return
}

// -----

func.func @beams(%x: tensor<1x1x2xf32>, %p: tensor<1x1x3x2xf32>, %c: tensor<1x1x4xi32>) {
  %none = onnx.None : none
  // expected-error @below {{needs a cache with room where cache_indirection, of rank 3, is given}}
  %0:4 = onnx.microsoft.DecoderMaskedMultiHeadAttention %x, %x, %x, %none, %none, %p, %p, %none, %none, %c, %none {num_heads = 1 : i64} : (tensor<1x1x2xf32>, tensor<1x1x2xf32>, tensor<1x1x2xf32>, none, none, tensor<1x1x3x2xf32>, tensor<1x1x3x2xf32>, none, none, tensor<1x1x4xi32>, none) -> (!onnx.unknown, none, none, none)
  return
}
