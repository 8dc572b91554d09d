// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Steps of the forms of attention that com.microsoft has.

#ifndef CAMEO_ONNX_MICROSOFT_HEADS_H
#define CAMEO_ONNX_MICROSOFT_HEADS_H

#include "dialects/ONNX/Rewriting.h"

namespace cameo::onnx {

/// The layer normalization along the last dimension.
mlir::Value normalizeLayer(OperatorBuilder &b, mlir::Value x, mlir::Value gamma, mlir::Value beta,
                           mlir::FloatAttr epsilon);

/// [batch, length, heads * size] to [batch, heads, length, size], and back.
mlir::Value splitHeads(OperatorBuilder &b, mlir::Value x, int64_t numHeads);
mlir::Value joinHeads(OperatorBuilder &b, mlir::Value y);

/// What is added to the scores for a mask of keys: of rank 1 (lengths, or ends and
/// starts), 2 (keys), 3 (queries and keys) or 4; null after a diagnostic.
mlir::Value maskBias(OperatorBuilder &b, mlir::Operation *op, mlir::Value mask, mlir::Value batch,
                     mlir::Value queries, mlir::Value keys, mlir::Type element, double hidden);

/// Q, K and V, [batch, heads, length, size], with the past and what else there is.
struct Heads {
  mlir::Value q, k, v, pastKey, pastValue, bias;
  bool isCausal = false;
  std::optional<float> scale;
  float softcap = 0;

  /// The result and the present keys and values, likewise.
  llvm::SmallVector<mlir::Value> attend(OperatorBuilder &b) const;
};

} // namespace cameo::onnx

#endif
