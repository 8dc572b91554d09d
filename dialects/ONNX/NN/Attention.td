// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Attention and what surrounds it in models of sequences: positions, caches of
// keys and values, and convolutions that keep a state.

#ifndef CAMEO_ONNX_NN_ATTENTION_TD
#define CAMEO_ONNX_NN_ATTENTION_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_AttentionOp : ONNX_PureOp<"Attention", 24> {
  let summary = "softmax(softcap * tanh(scale * Q Kᵀ / softcap) + mask) V, a head at a time";
  let description = [{
    Operands are [batch, heads, length, size], or [batch, length, heads * size].
    The keys and values follow those of the past. Several heads of Q may share
    one of K and V. Rows of which everything is masked are 0.
  }];
  let arguments = (ins ONNX_FloatTensor:$Q, ONNX_FloatTensor:$K, ONNX_FloatTensor:$V,
                       ONNX_Opt<ONNX_Tensor>:$attn_mask, ONNX_Opt<ONNX_FloatTensor>:$past_key,
                       ONNX_Opt<ONNX_FloatTensor>:$past_value,
                       ONNX_Opt<ONNX_I64Tensor>:$nonpad_kv_seqlen,
                       DefaultValuedAttr<I64Attr, "0">:$is_causal,
                       OptionalAttr<I64Attr>:$kv_num_heads, OptionalAttr<I64Attr>:$q_num_heads,
                       DefaultValuedAttr<I64Attr, "0">:$qk_matmul_output_mode,
                       OptionalAttr<F32Attr>:$scale, DefaultValuedAttr<F32Attr, "0.0f">:$softcap,
                       OptionalAttr<I64Attr>:$softmax_precision);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y, ONNX_Result<ONNX_FloatTensor>:$present_key,
                      ONNX_Result<ONNX_FloatTensor>:$present_value,
                      ONNX_Result<ONNX_FloatTensor>:$qk_matmul_output);
}

def ONNX_RotaryEmbeddingOp : ONNX_PureOp<"RotaryEmbedding", 23> {
  let summary = "pairs of elements of each head turned by the angle of their position";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$cos_cache,
                       ONNX_FloatTensor:$sin_cache, ONNX_Opt<ONNX_I64Tensor>:$position_ids,
                       DefaultValuedAttr<I64Attr, "0">:$interleaved,
                       DefaultValuedAttr<I64Attr, "0">:$num_heads,
                       DefaultValuedAttr<I64Attr, "0">:$rotary_embedding_dim);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_TensorScatterOp : ONNX_PureOp<"TensorScatter", 24> {
  let summary = "past_cache with the update written along `axis`, from write_indices[batch] on";
  let arguments = (ins ONNX_Tensor:$past_cache, ONNX_Tensor:$update,
                       ONNX_Opt<ONNX_I64Tensor>:$write_indices,
                       DefaultValuedAttr<I64Attr, "-2">:$axis,
                       DefaultValuedStrAttr<StrAttr, "linear">:$mode);
  let results = (outs ONNX_Result<ONNX_Tensor>:$present_cache);
}

def ONNX_CausalConvWithStateOp : ONNX_PureOp<"CausalConvWithState", 27> {
  let summary = "each channel convolved with its filter, of what came before; and the last inputs";
  let arguments = (ins ONNX_FloatTensor:$input, ONNX_FloatTensor:$weight,
                       ONNX_Opt<ONNX_FloatTensor>:$bias, ONNX_Opt<ONNX_FloatTensor>:$past_state,
                       DefaultValuedStrAttr<StrAttr, "none">:$activation);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output,
                      ONNX_Result<ONNX_FloatTensor>:$present_state);
}

def ONNX_LinearAttentionOp : ONNX_PureOp<"LinearAttention", 27> {
  let summary = "attention without softmax, of a state that each step changes";
  let description = [{
    Of a head, S = exp(decay) S + k v', where v' is v, or beta (v - exp(decay) kᵀ S) for the
    rules named delta; the output is scale qᵀ S.
  }];
  let arguments = (ins ONNX_FloatTensor:$query, ONNX_FloatTensor:$key, ONNX_FloatTensor:$value,
                       ONNX_Opt<ONNX_FloatTensor>:$past_state, ONNX_Opt<ONNX_FloatTensor>:$decay,
                       ONNX_Opt<ONNX_FloatTensor>:$beta,
                       DefaultValuedAttr<I64Attr, "64">:$chunk_size, I64Attr:$kv_num_heads,
                       I64Attr:$q_num_heads, DefaultValuedAttr<F32Attr, "0.0f">:$scale,
                       DefaultValuedStrAttr<StrAttr, "gated_delta">:$update_rule);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output,
                      ONNX_Result<ONNX_FloatTensor>:$present_state);
}

def ONNX_SwiGLUOp : ONNX_PureOp<"SwiGLU", 28> {
  let summary = "a * sigmoid(alpha * a) * b";
  let arguments = (ins ONNX_FloatTensor:$A, ONNX_FloatTensor:$B,
                       DefaultValuedAttr<F32Attr, "1.0f">:$alpha);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
  let extraClassDefinition = ONNX_Infer<"ctx.inferBroadcast()">.body;
}

#endif
