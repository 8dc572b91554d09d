// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a search for tokens does to their logits before it chooses.

#ifndef CAMEO_ONNX_MICROSOFT_LOGITS_H
#define CAMEO_ONNX_MICROSOFT_LOGITS_H

#include "dialects/ONNX/Rewriting.h"

namespace cameo::onnx {

/// The largest elements along the last axis, in order, and where they are.
struct Largest {
  mlir::Value values, indices;
};
Largest largest(OperatorBuilder &b, mlir::Value x, mlir::Value count, bool isLargest = true);

/// x expanded to the shape that these vectors make up.
mlir::Value expandTo(OperatorBuilder &b, mlir::Value x, mlir::ValueRange shape);

/// `sequences`, [rows, most], with a token for each row, [rows], at position `length` (a
/// scalar); `most` is a vector of one.
mlir::Value writeTokens(OperatorBuilder &b, mlir::Value sequences, mlir::Value most,
                        mlir::Value tokens, mlir::Value length);

/// The rules of a node. Absent operands and neutral values do nothing.
struct LogitsRules {
  int64_t eos = 0;
  int64_t noRepeatSize = 0; // no sequence of so many tokens comes twice
  float temperature = 1, presencePenalty = 0;
  mlir::Value minLength, repetitionPenalty, vocabMask, prefixVocabMask, presenceMask;

  /// `logits` are [rows, vocabulary], `sequences` [rows, most] with `length` tokens (a
  /// scalar) each; `isFirst` says whether these are the first logits of the search.
  mlir::Value apply(OperatorBuilder &b, mlir::Value logits, mlir::Value sequences,
                    mlir::Value length, mlir::Value isFirst) const;
};

/// The tokens that a node draws from: the logits of the others become `filtered`.
struct TopP {
  float share = 0;        // of the probability that the tokens make up
  bool isAtLeast = false; // with the one that exceeds the share
  int64_t atLeast = 0;    // tokens
  float filtered = 0;

  mlir::Value apply(OperatorBuilder &b, mlir::Value logits) const;
};

/// The index of a column of each row, drawn by the softmax of the rows with a uniform
/// number for each.
mlir::Value drawColumn(OperatorBuilder &b, mlir::Value logits, mlir::Value uniform);

} // namespace cameo::onnx

#endif
