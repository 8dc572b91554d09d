// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Attributes of the host function's arguments and results, at every level.

#ifndef CAMEO_SUPPORT_ATTRIBUTES_H
#define CAMEO_SUPPORT_ATTRIBUTES_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace cameo {

/// The argument attribute holding an array of strings, one a dimension: the
/// name of its symbolic dim, or empty.
inline constexpr llvm::StringLiteral dimNamesAttr = "onnx.dim_names";
/// The name of a dimension of an input that the model gives none: "x_dim0".
inline std::string defaultDimName(llvm::StringRef input, int64_t axis) {
  return input.str() + "_dim" + std::to_string(axis);
}
/// The argument or result attribute holding the value's name in the model.
inline constexpr llvm::StringLiteral nameAttr = "onnx.name";

} // namespace cameo

#endif
