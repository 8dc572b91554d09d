// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rules of inference that the reductions share.

#ifndef CAMEO_ONNX_REDUCTION_AXES_H
#define CAMEO_ONNX_REDUCTION_AXES_H

#include "dialects/ONNX/InferenceContext.h"

namespace cameo::onnx {

using AxisMask = llvm::SmallVector<bool>;

/// Which dimensions a reduction may reduce: one mask when the axes (operand 1)
/// are known, else those that the declared result type allows; without one, none:
/// the run finds out.
llvm::FailureOr<llvm::SmallVector<AxisMask>> reductionCandidates(InferenceContext &ctx,
                                                                 bool keepdims, bool noopIfEmpty);
llvm::LogicalResult inferReduction(InferenceContext &ctx,
                                   llvm::FailureOr<llvm::SmallVector<AxisMask>> masks,
                                   bool keepdims, bool noopIfEmpty);
llvm::LogicalResult inferArgument(InferenceContext &ctx, int64_t axis, bool keepdims);
llvm::LogicalResult inferScan(InferenceContext &ctx);

} // namespace cameo::onnx

#endif
