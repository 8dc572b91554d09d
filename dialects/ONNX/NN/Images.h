// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Parts of the family's decompositions.

#ifndef CAMEO_ONNX_NN_IMAGES_H
#define CAMEO_ONNX_NN_IMAGES_H

#include "mlir/IR/PatternMatch.h"

namespace cameo::onnx {
class SymbolicShapes;

void populateImageDecompositions(mlir::RewritePatternSet &patterns, SymbolicShapes &shapes);

} // namespace cameo::onnx

#endif
