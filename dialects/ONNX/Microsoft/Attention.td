// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Attention and embeddings.

#ifndef CAMEO_ONNX_MICROSOFT_ATTENTION_TD
#define CAMEO_ONNX_MICROSOFT_ATTENTION_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_MicrosoftEmbedLayerNormalizationOp
    : ONNX_CompositeOp<"microsoft.EmbedLayerNormalization", 1> {
  let summary = "the layer normalization of the embeddings of words, positions and segments";
  let arguments = (ins ONNX_IndexTensor:$input_ids, ONNX_Opt<ONNX_IndexTensor>:$segment_ids,
                       ONNX_FloatTensor:$word_embedding, ONNX_FloatTensor:$position_embedding,
                       ONNX_Opt<ONNX_FloatTensor>:$segment_embedding, ONNX_FloatTensor:$gamma,
                       ONNX_FloatTensor:$beta, ONNX_Opt<ONNX_IndexTensor>:$mask,
                       ONNX_Opt<ONNX_IndexTensor>:$position_ids,
                       DefaultValuedAttr<F32Attr, "1e-12f">:$epsilon,
                       DefaultValuedAttr<I64Attr, "0">:$mask_index_type);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output,
                      ONNX_Result<ONNX_IndexTensor>:$mask_index,
                      ONNX_Result<ONNX_FloatTensor>:$embedding_sum);
}

def ONNX_MicrosoftAttentionOp : ONNX_CompositeOp<"microsoft.Attention", 1> {
  let summary = "the attention of a sequence to itself, with the projections to Q, K and V";
  let arguments = (ins ONNX_FloatTensor:$input, ONNX_FloatTensor:$weights,
                       ONNX_Opt<ONNX_FloatTensor>:$bias, ONNX_Opt<ONNX_IndexTensor>:$mask_index,
                       ONNX_Opt<ONNX_FloatTensor>:$past, ONNX_Opt<ONNX_FloatTensor>:$attention_bias,
                       ONNX_Opt<ONNX_IndexTensor>:$past_sequence_length,
                       DefaultValuedAttr<I64Attr, "0">:$do_rotary,
                       DefaultValuedAttr<F32Attr, "-10000.0f">:$mask_filter_value,
                       I64Attr:$num_heads,
                       DefaultValuedAttr<I64Attr, "0">:$past_present_share_buffer,
                       OptionalAttr<DenseI64ArrayAttr>:$qkv_hidden_sizes,
                       DefaultValuedAttr<I64Attr, "0">:$rotary_embedding_dim,
                       OptionalAttr<F32Attr>:$scale,
                       DefaultValuedAttr<I64Attr, "0">:$unidirectional);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output,
                      ONNX_Result<ONNX_FloatTensor>:$present);
}

def ONNX_MicrosoftQAttentionOp : ONNX_CompositeOp<"microsoft.QAttention", 1> {
  let summary = "the attention of a quantised sequence to itself, with quantised projections";
  let arguments = (ins TensorOf<[I8, UI8]>:$input, TensorOf<[I8, UI8]>:$weight,
                       TensorOf<[F32]>:$bias, TensorOf<[F32]>:$input_scale,
                       TensorOf<[F32]>:$weight_scale, ONNX_Opt<ONNX_IndexTensor>:$mask_index,
                       ONNX_Opt<TensorOf<[I8, UI8]>>:$input_zero_point,
                       ONNX_Opt<TensorOf<[I8, UI8]>>:$weight_zero_point,
                       ONNX_Opt<TensorOf<[F32]>>:$past, DefaultValuedAttr<I64Attr, "0">:$do_rotary,
                       DefaultValuedAttr<F32Attr, "-10000.0f">:$mask_filter_value,
                       I64Attr:$num_heads,
                       DefaultValuedAttr<I64Attr, "0">:$past_present_share_buffer,
                       OptionalAttr<F32Attr>:$scale,
                       DefaultValuedAttr<I64Attr, "0">:$unidirectional);
  let results = (outs ONNX_Result<TensorOf<[F32]>>:$output, ONNX_Result<TensorOf<[F32]>>:$present);
}

def ONNX_MicrosoftMultiHeadAttentionOp : ONNX_CompositeOp<"microsoft.MultiHeadAttention", 1> {
  let summary = "attention a head at a time, of Q, K and V that may be in one tensor";
  let arguments = (ins ONNX_FloatTensor:$query, ONNX_Opt<ONNX_FloatTensor>:$key,
                       ONNX_Opt<ONNX_FloatTensor>:$value, ONNX_Opt<ONNX_FloatTensor>:$bias,
                       ONNX_Opt<ONNX_IndexTensor>:$key_padding_mask,
                       ONNX_Opt<ONNX_FloatTensor>:$attention_bias,
                       ONNX_Opt<ONNX_FloatTensor>:$past_key, ONNX_Opt<ONNX_FloatTensor>:$past_value,
                       ONNX_Opt<ONNX_IndexTensor>:$past_sequence_length,
                       ONNX_Opt<ONNX_IndexTensor>:$cache_indirection,
                       DefaultValuedAttr<F32Attr, "-10000.0f">:$mask_filter_value,
                       I64Attr:$num_heads, OptionalAttr<F32Attr>:$scale,
                       DefaultValuedAttr<I64Attr, "0">:$unidirectional);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output,
                      ONNX_Result<ONNX_FloatTensor>:$present_key,
                      ONNX_Result<ONNX_FloatTensor>:$present_value,
                      ONNX_Result<ONNX_FloatTensor>:$qk);
}

def ONNX_MicrosoftDecoderMaskedMultiHeadAttentionOp
    : ONNX_CompositeOp<"microsoft.DecoderMaskedMultiHeadAttention", 1> {
  let summary = "attention of one new token to those before it, whose keys are in a cache";
  let description = [{
    With `past_present_share_buffer` the cache has room behind `past_sequence_length`
    keys, and the new key goes there; else it is as long as the past.
  }];
  let arguments = (ins ONNX_FloatTensor:$query, ONNX_Opt<ONNX_FloatTensor>:$key,
                       ONNX_Opt<ONNX_FloatTensor>:$value, ONNX_Opt<ONNX_IndexTensor>:$mask_index,
                       ONNX_Opt<ONNX_FloatTensor>:$attention_bias,
                       ONNX_Opt<ONNX_FloatTensor>:$past_key, ONNX_Opt<ONNX_FloatTensor>:$past_value,
                       ONNX_Opt<ONNX_IndexTensor>:$past_sequence_length,
                       ONNX_Opt<ONNX_IndexTensor>:$beam_width,
                       ONNX_Opt<ONNX_IndexTensor>:$cache_indirection,
                       ONNX_Opt<ONNX_FloatTensor>:$bias,
                       DefaultValuedAttr<F32Attr, "-10000.0f">:$mask_filter_value,
                       I64Attr:$num_heads, DefaultValuedAttr<I64Attr, "0">:$output_qk,
                       DefaultValuedAttr<I64Attr, "0">:$past_present_share_buffer,
                       OptionalAttr<F32Attr>:$scale);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output,
                      ONNX_Result<ONNX_FloatTensor>:$present_key,
                      ONNX_Result<ONNX_FloatTensor>:$present_value,
                      ONNX_Result<ONNX_FloatTensor>:$qk);
}

def ONNX_MicrosoftWordConvEmbeddingOp
    : ONNX_CompositeOp<"microsoft.WordConvEmbedding", 1> {
  let summary = "tanh of the largest products of windows of a word's characters with filters";
  let description = "A word ends where there are no more characters above 0; one without any is zeros.";
  let arguments = (ins TensorOf<[I32]>:$Sequence, TensorOf<[F32]>:$W, TensorOf<[F32]>:$B,
                       TensorOf<[F32]>:$C, OptionalAttr<I64Attr>:$char_embedding_size,
                       OptionalAttr<I64Attr>:$conv_window_size,
                       OptionalAttr<I64Attr>:$embedding_size);
  let results = (outs ONNX_Result<TensorOf<[F32]>>:$Y);
}

def ONNX_MicrosoftGroupQueryAttentionOp : ONNX_CompositeOp<"microsoft.GroupQueryAttention", 1> {
  let summary = "causal attention of several heads of Q to one of K and V, which go into a cache";
  let description = [{
    The last key of a batch stands at seqlens_k in the cache, which has room for
    total_sequence_length keys at least.
  }];
  let arguments = (ins ONNX_FloatTensor:$query, ONNX_Opt<ONNX_FloatTensor>:$key,
                       ONNX_Opt<ONNX_FloatTensor>:$value, ONNX_Opt<ONNX_FloatTensor>:$past_key,
                       ONNX_Opt<ONNX_FloatTensor>:$past_value, ONNX_IndexTensor:$seqlens_k,
                       ONNX_IndexTensor:$total_sequence_length,
                       ONNX_Opt<ONNX_FloatTensor>:$cos_cache, ONNX_Opt<ONNX_FloatTensor>:$sin_cache,
                       ONNX_Opt<ONNX_IndexTensor>:$position_ids,
                       ONNX_Opt<ONNX_FloatTensor>:$attention_bias,
                       ONNX_Opt<ONNX_FloatTensor>:$head_sink,
                       DefaultValuedAttr<I64Attr, "0">:$do_rotary, I64Attr:$kv_num_heads,
                       DefaultValuedAttr<I64Attr, "-1">:$local_window_size, I64Attr:$num_heads,
                       DefaultValuedAttr<I64Attr, "0">:$qk_output,
                       DefaultValuedAttr<I64Attr, "0">:$rotary_interleaved,
                       OptionalAttr<F32Attr>:$scale,
                       DefaultValuedAttr<I64Attr, "-1">:$smooth_softmax,
                       DefaultValuedAttr<F32Attr, "0.0f">:$softcap);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output,
                      ONNX_Result<ONNX_FloatTensor>:$present_key,
                      ONNX_Result<ONNX_FloatTensor>:$present_value,
                      ONNX_Result<ONNX_FloatTensor>:$output_qk);
}

def ONNX_MicrosoftRotaryEmbeddingOp : ONNX_CompositeOp<"microsoft.RotaryEmbedding", 1> {
  let summary = "pairs of elements of each head turned by the angle of their position";
  let arguments = (ins ONNX_FloatTensor:$input, ONNX_IndexTensor:$position_ids,
                       ONNX_FloatTensor:$cos_cache, ONNX_FloatTensor:$sin_cache,
                       DefaultValuedAttr<I64Attr, "0">:$interleaved,
                       DefaultValuedAttr<I64Attr, "0">:$is_packed_batching,
                       DefaultValuedAttr<I64Attr, "0">:$num_heads,
                       DefaultValuedAttr<I64Attr, "0">:$rotary_embedding_dim,
                       DefaultValuedAttr<F32Attr, "1.0f">:$scale);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output);
}

#endif
