// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The sums of convolutions, which floats and bytes share.

#ifndef CAMEO_ONNXTOLINALG_CONVOLUTIONS_H
#define CAMEO_ONNXTOLINALG_CONVOLUTIONS_H

#include "lib/Conversion/ONNXToLinalg/ChannelsLast.h"

namespace cameo {

/// The sums over windows of x [N, in…, C], already padded, for filters
/// [O, C / group, kernel…]: [N, out…, O] in the accumulator's type, or as `types` says.
Shaped convolve(LoweringBuilder &b, const Shaped &x, const Shaped &filters, int64_t group,
                const onnx::Windows &windows, std::optional<ProductTypes> types = std::nullopt);

/// One spatial dimension becomes the second of two, so that 1-D is 2-D.
void insertHeight(LoweringBuilder &b, Shaped &tensor);
void insertHeight(LoweringBuilder &b, onnx::Windows &windows);

} // namespace cameo

#endif
