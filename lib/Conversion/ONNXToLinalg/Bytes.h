// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Quantised operands with the signs that CPUs multiply.

#ifndef CAMEO_ONNXTOLINALG_BYTES_H
#define CAMEO_ONNXTOLINALG_BYTES_H

#include "lib/Conversion/ONNXToLinalg/Lowering.h"

namespace cameo {

/// x + shift as bytes of the other sign, or x itself.
struct Bytes {
  mlir::Value value;
  mlir::Type element; // with its sign
  int64_t shift;      // and of zero points
};

/// `value` stands for `original`.
Bytes asUnsigned(LoweringBuilder &b, mlir::Value original, mlir::Value value);
Bytes asSigned(LoweringBuilder &b, mlir::Value original, mlir::Value value);

} // namespace cameo

#endif
