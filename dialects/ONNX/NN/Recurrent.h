// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rules that unroll recurrent layers.

#ifndef CAMEO_ONNX_NN_RECURRENT_H
#define CAMEO_ONNX_NN_RECURRENT_H

namespace mlir {
class RewritePatternSet;
}

namespace cameo::onnx {
class SymbolicShapes;

void populateRecurrentDecompositions(mlir::RewritePatternSet &patterns, SymbolicShapes &shapes);

} // namespace cameo::onnx

#endif
