// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sliding windows: the geometry that convolutions and pools share.

#ifndef CAMEO_ONNX_NN_WINDOWS_H
#define CAMEO_ONNX_NN_WINDOWS_H

#include "dialects/ONNX/SymbolicShapes.h"

namespace cameo::onnx {

/// Window o of a spatial dimension covers the positions
/// o * stride + k * dilation - low, for k below the kernel's extent.
struct Windows {
  llvm::SmallVector<int64_t> kernel, strides, dilations;
  /// What is added before and after each dimension; `high` is at least what the
  /// last window reads. `givenHigh` is what the attributes say.
  Dims low, high, givenHigh;
  /// The elements before the first window, where windows leave some out.
  Dims skipped;
  /// The number of windows.
  Dims out;

  size_t rank() const { return kernel.size(); }
  bool hasPadding() const {
    auto isZero = [](mlir::AffineExpr e) { return SymbolicShapes::constantOf(e) == 0; };
    return !llvm::all_of(low, isZero) || !llvm::all_of(high, isZero);
  }
};

} // namespace cameo::onnx

#endif
