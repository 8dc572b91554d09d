// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Numbers of few bits, quantised in blocks.

#ifndef CAMEO_ONNX_MICROSOFT_BLOCKS_H
#define CAMEO_ONNX_MICROSOFT_BLOCKS_H

#include "dialects/ONNX/Rewriting.h"

namespace cameo::onnx {

/// The numbers in the bytes along the last dimension, the lowest bits first: as
/// many as `count`, the rest is padding.
mlir::Value unpackNumbers(OperatorBuilder &b, mlir::Value bytes, int64_t bits, int64_t count);

/// The numbers of rows, [rows…, count], with the scales of their blocks, [rows…, blocks].
mlir::Value scaleBlocks(OperatorBuilder &b, mlir::Value numbers, mlir::Value scales,
                        mlir::Value zeroPoints, int64_t blockSize, int64_t count);

/// Keeps weights of four bits packed in products of what DequantizeLinear makes of them.
void populateBlockDecompositions(mlir::RewritePatternSet &patterns, SymbolicShapes &shapes);

} // namespace cameo::onnx

#endif
