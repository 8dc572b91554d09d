// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// ai.onnx.preview: attention whose scores and weights go through graphs.

#ifndef CAMEO_ONNX_TRAINING_ATTENTION_TD
#define CAMEO_ONNX_TRAINING_ATTENTION_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_PreviewFlexAttentionOp
    : ONNX_Op<"preview.FlexAttention", 1, [RecursiveMemoryEffects, SingleBlock]> {
  let summary = "prob_mod(softmax(score_mod(scale * Q Kᵀ))) V, a head at a time";
  let description = [{
    Operands are [batch, heads, length, size]; several heads of Q may share one of K and V. The
    graphs have one input and one output, of the scores' shape and of the softmax's precision.
  }];
  let arguments = (ins ONNX_FloatTensor:$Q, ONNX_FloatTensor:$K, ONNX_FloatTensor:$V,
                       OptionalAttr<F32Attr>:$scale, OptionalAttr<I64Attr>:$softmax_precision);
  let regions = (region SizedRegion<1>:$prob_mod, SizedRegion<1>:$score_mod);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
  let assemblyFormat = [{ operands attr-dict `:` functional-type(operands, results)
                          `prob` $prob_mod `score` $score_mod }];
  let moreDeclarations = [{
    static ::llvm::ArrayRef<::llvm::StringRef> regionNames() {
      static constexpr ::llvm::StringRef names[] = {"prob_mod", "score_mod"};
      return names;
    }
    /// What scores and weights are of: softmax_precision, or single precision at least.
    ::mlir::Type getPrecision();
  }];
}

#endif
