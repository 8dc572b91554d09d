// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a scale belongs to.

#ifndef CAMEO_ONNX_QUANTIZATION_GRANULARITY_H
#define CAMEO_ONNX_QUANTIZATION_GRANULARITY_H

#include "mlir/IR/AffineExpr.h"
#include "mlir/IR/Value.h"

namespace cameo::onnx {

enum class Granularity { Tensor, Axis, Block };

/// The granularity of scales (or zero points) with the given extents. One scale
/// is the tensor's, also when it is written as a vector.
Granularity granularityOf(llvm::ArrayRef<mlir::AffineExpr> scale, int64_t blockSize);

/// Whether a zero point is absent or known to be 0 everywhere.
bool isZeroPointZero(mlir::Value zeroPoint);

} // namespace cameo::onnx

#endif
