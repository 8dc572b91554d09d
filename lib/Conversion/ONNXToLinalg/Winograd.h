// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Dense convolutions by Winograd's minimal filtering: Lavin and Gray, "Fast Algorithms
// for Convolutional Neural Networks" (2015).

#ifndef CAMEO_ONNXTOLINALG_WINOGRAD_H
#define CAMEO_ONNXTOLINALG_WINOGRAD_H

#include "lib/Conversion/ONNXToLinalg/ChannelsLast.h"

namespace cameo {

/// The sums [N, H, W, F] of a convolution of x [N, H', W', C], with its padding, by
/// filters [F, C, 3, 3]. Their values are `weights`, or these times a factor for each
/// filter, all known at compile time. None where it would not be
/// faster, not be allowed (`mathAttr` on the module) or not be as exact.
std::optional<Shaped> convolveByTiles(LoweringBuilder &b, const Shaped &x, const Shaped &filters,
                                      mlir::Attribute weights, int64_t group,
                                      const onnx::Windows &windows, mlir::Attribute math);

} // namespace cameo

#endif
