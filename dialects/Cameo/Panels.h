// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The layout of a contraction's packed right operand (cameo.contract).

#ifndef CAMEO_DIALECT_PANELS_H
#define CAMEO_DIALECT_PANELS_H

#include <cstdint>

namespace cameo {

/// Columns of a panel.
inline constexpr int64_t panelColumns = 16;
/// Bytes of a word, along the sum.
inline constexpr int64_t wordBytes = 4;
/// Numbers of four bits in a byte, along the sum.
inline constexpr int64_t byteNumbers = 2;
/// What is subtracted from each.
inline constexpr int64_t middleNumber = 8;

} // namespace cameo

#endif
