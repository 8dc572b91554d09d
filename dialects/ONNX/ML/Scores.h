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

/// The integers that label classes; a diagnostic at the operation when they are
/// strings, or there are none.
llvm::FailureOr<llvm::SmallVector<int64_t>>
labelsOf(mlir::Operation *op, std::optional<llvm::ArrayRef<int64_t>> integers,
         std::optional<mlir::ArrayAttr> strings);

/// The label of each position.
mlir::Value labelAt(OperatorBuilder &b, llvm::ArrayRef<int64_t> labels, mlir::Value positions);

/// Both scores of two classes from the one, [rows, 1], of the second class.
/// Weights that are all positive make probabilities.
mlir::Value scoresOfTwo(OperatorBuilder &b, llvm::StringRef transform, bool areProbabilities,
                        mlir::Value score);

} // namespace cameo::onnx

#endif
