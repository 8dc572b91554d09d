// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sums of products of bytes, four at a time: words of the left operand, which
// all columns share, by words of the right one, one a column.

#ifndef CAMEO_KERNELS_DOTPRODUCTS_H
#define CAMEO_KERNELS_DOTPRODUCTS_H

#include "dialects/Cameo/Panels.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cameo {

/// What a CPU has for them.
enum class DotForm {
  None,  ///< products of 32-bit integers
  Pairs, ///< x86's pmaddwd: two products of 16 bits a lane
  Words, ///< x86's vpdpbusd: four products of bytes a lane
};

class DotProducts {
public:
  DotProducts(mlir::ImplicitLocOpBuilder &b, DotForm form, int64_t lanes)
      : b(b), form(form), lanes(lanes) {}

  using Parts = llvm::SmallVector<mlir::Value, 4>;
  /// A word of four unsigned bytes (i32) as a factor for all lanes.
  Parts splat(mlir::Value word);
  /// `lanes` words of signed bytes (vector of 4 × lanes i8) as factors.
  Parts split(mlir::Value words);
  /// sums + Σ left · right, exactly, a lane at a time (i32).
  mlir::Value add(mlir::Value sums, const Parts &left, const Parts &right);

private:
  mlir::ImplicitLocOpBuilder &b;
  DotForm form;
  int64_t lanes;
};

} // namespace cameo

#endif
