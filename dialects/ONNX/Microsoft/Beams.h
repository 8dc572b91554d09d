// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The state of a beam search as tensors: what a step makes of it.

#ifndef CAMEO_ONNX_MICROSOFT_BEAMS_H
#define CAMEO_ONNX_MICROSOFT_BEAMS_H

#include "dialects/ONNX/Rewriting.h"

namespace cameo::onnx {

/// What a beam search carries from one step to the next. A row is a beam of a batch.
struct BeamState {
  mlir::Value sequences;   // [rows, most] tokens, the pad token behind those that are there
  mlir::Value scores;      // [batch, beams] Σ log p
  mlir::Value ended;       // [batch, beams, most] sequences with an end, best ones first
  mlir::Value endedScores; // [batch, beams] theirs; NaN where there is none
  mlir::Value isDone;      // [batch] no better sequence can come

  llvm::SmallVector<mlir::Value> values() const {
    return {sequences, scores, ended, endedScores, isDone};
  }
  static BeamState of(mlir::ValueRange values) {
    return {values[0], values[1], values[2], values[3], values[4]};
  }
};

struct Beams {
  mlir::Value batch, beams, most; // extents, as vectors of one
  mlir::Value lengthPenalty;      // a scalar of f32
  int64_t eos, pad;
  bool stopsEarly;

  /// The state before the first step, of sequences that begin with `tokens`, [rows, length].
  BeamState begin(OperatorBuilder &b, mlir::Value tokens) const;

  struct Step {
    BeamState state;
    mlir::Value tokens;  // [rows] the next ones
    mlir::Value parents; // [rows] the rows that they continue
  };
  /// One token more: `totals` are [rows, vocabulary] the scores of all that may follow,
  /// `length` (a scalar) counts the tokens that each sequence has.
  Step advance(OperatorBuilder &b, const BeamState &state, mlir::Value totals,
               mlir::Value length) const;

  /// The best `count` sequences, [batch, count, most], and their scores, when the open
  /// ones have `length` tokens.
  std::pair<mlir::Value, mlir::Value> finish(OperatorBuilder &b, const BeamState &state,
                                             mlir::Value length, mlir::Value count) const;

private:
  /// The rows of each batch, [batch, beams, most].
  mlir::Value byBatch(OperatorBuilder &b, mlir::Value sequences) const;
  /// The best of the ended sequences and of others, of which `sums` are Σ log p: [batch,
  /// others, most], [batch, others]; the sum of one that is none is NaN.
  std::pair<mlir::Value, mlir::Value> merge(OperatorBuilder &b, const BeamState &state,
                                            mlir::Value others, mlir::Value sums,
                                            mlir::Value length) const;
};

} // namespace cameo::onnx

#endif
