// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rules of attention, and of the other operators of sequences.

#ifndef CAMEO_ONNX_NN_ATTENTION_H
#define CAMEO_ONNX_NN_ATTENTION_H

#include "mlir/IR/PatternMatch.h"

namespace cameo::onnx {
class SymbolicShapes;

void populateAttentionDecompositions(mlir::RewritePatternSet &patterns, SymbolicShapes &shapes);
void populateLinearAttentionDecompositions(mlir::RewritePatternSet &patterns,
                                           SymbolicShapes &shapes);
void populateTrainingDecompositions(mlir::RewritePatternSet &patterns, SymbolicShapes &shapes);
void populateFlexAttentionDecompositions(mlir::RewritePatternSet &patterns, SymbolicShapes &shapes);
void populateStepDecompositions(mlir::RewritePatternSet &patterns, SymbolicShapes &shapes);

} // namespace cameo::onnx

#endif
