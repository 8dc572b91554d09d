// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Spatial operators are lowered with channels last, between two transposes that
// a later pass cancels against their neighbours'.

#ifndef CAMEO_ONNXTOLINALG_CHANNELSLAST_H
#define CAMEO_ONNXTOLINALG_CHANNELSLAST_H

#include "lib/Conversion/ONNXToLinalg/Lowering.h"

namespace cameo {

/// A tensor and its extents.
struct Shaped {
  mlir::Value value;
  onnx::Dims dims;
};

/// [N, C, spatial…] → [N, spatial…, C].
Shaped toChannelsLast(LoweringBuilder &b, mlir::Value value, llvm::ArrayRef<mlir::AffineExpr> dims);
/// The inverse.
mlir::Value toChannelsFirst(LoweringBuilder &b, const Shaped &last);
/// [N, spatial…, C] with the windows' padding around the spatial dimensions.
Shaped padSpatial(LoweringBuilder &b, const Shaped &last, const onnx::Windows &windows,
                  mlir::Value scalar);
/// The position that window o reads at k: o * stride + k * dilation.
mlir::AffineExpr windowPosition(LoweringBuilder &b, const onnx::Windows &windows, size_t axis,
                                unsigned o, unsigned k);

} // namespace cameo

#endif
