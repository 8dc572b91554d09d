// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mixtures of experts: each token goes through the few networks that a router likes
// best.

#ifndef CAMEO_ONNX_MICROSOFT_EXPERTS_TD
#define CAMEO_ONNX_MICROSOFT_EXPERTS_TD

include "dialects/ONNX/ONNXBase.td"

defvar expertsResult = (outs ONNX_Result<ONNX_FloatTensor>:$output);

def ONNX_MicrosoftMoEOp : ONNX_CompositeOp<"microsoft.MoE", 1> {
  let summary = "Σ of the k likeliest experts' results, by their probabilities";
  let description = [{
    The probabilities are the softmax of `router_probs`, which are no such. Expert e
    gives `fc2[e] f(fc1[e] x + b1[e]) + b2[e]`, with `fc3[e] x + b3[e]` as a factor of
    what f gives, if there is one.
  }];
  let arguments = (ins ONNX_FloatTensor:$input, ONNX_FloatTensor:$router_probs,
                       ONNX_FloatTensor:$fc1_experts_weights,
                       ONNX_Opt<ONNX_FloatTensor>:$fc1_experts_bias,
                       ONNX_FloatTensor:$fc2_experts_weights,
                       ONNX_Opt<ONNX_FloatTensor>:$fc2_experts_bias,
                       ONNX_Opt<ONNX_FloatTensor>:$fc3_experts_weights,
                       ONNX_Opt<ONNX_FloatTensor>:$fc3_experts_bias,
                       DefaultValuedAttr<F32Attr, "1.0f">:$activation_alpha,
                       DefaultValuedAttr<F32Attr, "0.0f">:$activation_beta,
                       DefaultValuedStrAttr<StrAttr, "relu">:$activation_type,
                       DefaultValuedAttr<I64Attr, "1">:$k,
                       DefaultValuedAttr<I64Attr, "0">:$normalize_routing_weights,
                       DefaultValuedAttr<I64Attr, "0">:$swiglu_fusion,
                       OptionalAttr<F32Attr>:$swiglu_limit,
                       DefaultValuedAttr<I64Attr, "0">:$use_sparse_mixer);
  let results = expertsResult;
}

def ONNX_MicrosoftQMoEOp : ONNX_CompositeOp<"microsoft.QMoE", 1> {
  let summary = "MoE of weights that are numbers of few bits, one scale for a row or a block";
  let arguments = (ins ONNX_FloatTensor:$input, ONNX_FloatTensor:$router_probs,
                       TensorOf<[UI8]>:$fc1_experts_weights, ONNX_FloatTensor:$fc1_scales,
                       ONNX_Opt<ONNX_FloatTensor>:$fc1_experts_bias,
                       TensorOf<[UI8]>:$fc2_experts_weights, ONNX_FloatTensor:$fc2_scales,
                       ONNX_Opt<ONNX_FloatTensor>:$fc2_experts_bias,
                       ONNX_Opt<TensorOf<[UI8]>>:$fc3_experts_weights,
                       ONNX_Opt<ONNX_FloatTensor>:$fc3_scales,
                       ONNX_Opt<ONNX_FloatTensor>:$fc3_experts_bias,
                       ONNX_Opt<TensorOf<[UI8]>>:$fc1_zero_points,
                       ONNX_Opt<TensorOf<[UI8]>>:$fc2_zero_points,
                       ONNX_Opt<TensorOf<[UI8]>>:$fc3_zero_points,
                       DefaultValuedAttr<F32Attr, "1.0f">:$activation_alpha,
                       DefaultValuedAttr<F32Attr, "0.0f">:$activation_beta,
                       DefaultValuedStrAttr<StrAttr, "relu">:$activation_type,
                       DefaultValuedAttr<I64Attr, "0">:$block_size,
                       DefaultValuedAttr<I64Attr, "4">:$expert_weight_bits,
                       DefaultValuedAttr<I64Attr, "1">:$k,
                       DefaultValuedAttr<I64Attr, "0">:$normalize_routing_weights,
                       DefaultValuedAttr<I64Attr, "0">:$swiglu_fusion,
                       OptionalAttr<F32Attr>:$swiglu_limit,
                       DefaultValuedAttr<I64Attr, "0">:$use_sparse_mixer);
  let results = expertsResult;
}

#endif
