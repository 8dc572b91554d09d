// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Floats of 8 and 4 bits. No machine computes on them: their elements are their
// bits, a byte each, and they are converted where they are read and written.

#ifndef CAMEO_NUMERICS_SMALLFLOATS_H
#define CAMEO_NUMERICS_SMALLFLOATS_H

#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cameo {

/// f8E4M3FN, f8E4M3FNUZ, f8E5M2, f8E5M2FNUZ, f8E8M0FNU and f4E2M1FN.
bool isSmallFloat(mlir::Type type);

/// What Cast does with a number that the type does not have.
struct SmallFloatRounding {
  /// Beyond the largest number there is: that number, not infinity or NaN.
  bool saturate = true;
  /// Of f8E8M0FNU: "nearest", "up" or "down". All others round to nearest even.
  llvm::StringRef mode = "nearest";
};

/// The value (f32) of an element of type i8.
mlir::Value decodeSmallFloat(mlir::ImplicitLocOpBuilder &b, mlir::Value bits, mlir::Type type);
/// The element (i8) of a value of type f32 or f64, rounded once.
mlir::Value encodeSmallFloat(mlir::ImplicitLocOpBuilder &b, mlir::Value value, mlir::Type type,
                             SmallFloatRounding rounding);

} // namespace cameo

#endif
