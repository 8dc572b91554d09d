// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The graphs of a search for tokens.

#ifndef CAMEO_ONNX_MICROSOFT_GENERATION_H
#define CAMEO_ONNX_MICROSOFT_GENERATION_H

#include "dialects/ONNX/Microsoft/Ops.h"

namespace cameo::onnx {

/// Of the kinds of models, by `model_type`:
/// - gpt: (tokens, positions, mask, pasts...) -> (logits, presents...), each past [2,
///   rows, heads, length, size]; `first`, if it is there, is the same for the first step.
/// - t5: the encoder (tokens, mask[, first tokens]) gives [logits, hidden states, own
///   presents...,] presents across...; the decoder (tokens, mask[, hidden states], own
///   pasts..., pasts across...) gives logits, own presents...
/// - whisper: the same, with an encoder of (features, first tokens) and a decoder without
///   the mask.
struct GenerationGraphs {
  mlir::Region &decoder, &encoder, &first;

  enum Kind { gpt, t5, whisper };

  template <typename Op> static GenerationGraphs of(Op op) {
    return {op.getDecoder(), op.getEncoder(), op.getInitDecoder()};
  }
  /// Whether the encoder has run the decoder on the first tokens.
  bool encoderGivesLogits(int64_t modelType) const;
};

/// Makes the searches loops.
void populateGenerationDecompositions(mlir::RewritePatternSet &patterns, SymbolicShapes &shapes);

} // namespace cameo::onnx

#endif
