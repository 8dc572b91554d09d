// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// numpy's matmul, which float and integer products share.

#ifndef CAMEO_ONNXTOLINALG_MATRICES_H
#define CAMEO_ONNXTOLINALG_MATRICES_H

#include "lib/Conversion/ONNXToLinalg/Lowering.h"

namespace cameo {

/// a × b, of extents `lhs` and `rhs`, as a tensor of extents `to`: in the
/// accumulator type of the elements, or as `types` says.
mlir::Value multiplyMatrices(LoweringBuilder &b, mlir::Value a, onnx::Dims lhs, mlir::Value c,
                             onnx::Dims rhs, const onnx::Dims &to,
                             std::optional<ProductTypes> types = std::nullopt);

} // namespace cameo

#endif
