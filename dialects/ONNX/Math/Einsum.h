// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An Einsum equation read as loops: every label, and every dimension that an
// ellipsis stands for, is one.

#ifndef CAMEO_ONNX_MATH_EINSUM_H
#define CAMEO_ONNX_MATH_EINSUM_H

#include "dialects/ONNX/InferenceContext.h"

namespace cameo::onnx {

struct EinsumLoops {
  /// The loop of each dimension of each operand, and of the result.
  llvm::SmallVector<llvm::SmallVector<unsigned>> operands;
  llvm::SmallVector<unsigned> result;
  /// The extent of each loop.
  Dims extents;
};

llvm::FailureOr<EinsumLoops> readEinsum(InferenceContext &ctx, llvm::StringRef equation);

} // namespace cameo::onnx

#endif
