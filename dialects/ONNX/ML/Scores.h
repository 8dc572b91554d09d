// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is done with the scores of models: transforms, and the labels of classes.

#ifndef CAMEO_ONNX_ML_SCORES_H
#define CAMEO_ONNX_ML_SCORES_H

#include "dialects/ONNX/Rewriting.h"

namespace cameo::onnx {

/// The post_transform of that name of f32 scores, [rows, targets]; null after a
/// diagnostic at the operation when there is none.
mlir::Value transformScores(OperatorBuilder &b, mlir::Operation *op, llvm::StringRef name,
                            mlir::Value scores);

/// What labels classes: a vector of integers or strings.
struct Labels {
  mlir::Value all;
  int64_t count;
  /// The label of each position.
  mlir::Value at(OperatorBuilder &b, mlir::Value positions) const;
};
/// The labels; a diagnostic at the operation when there are none.
llvm::FailureOr<Labels> labelsOf(OperatorBuilder &b, mlir::Operation *op,
                                 std::optional<llvm::ArrayRef<int64_t>> integers,
                                 std::optional<mlir::ArrayAttr> strings);

/// Both scores of two classes from the one, [rows, 1], of the second class.
/// Weights that are all positive make probabilities.
mlir::Value scoresOfTwo(OperatorBuilder &b, llvm::StringRef transform, bool areProbabilities,
                        mlir::Value score);

} // namespace cameo::onnx

#endif
