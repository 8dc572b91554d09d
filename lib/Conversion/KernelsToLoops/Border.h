// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A result stored in the middle of a padded tensor, and the padding around it.

#ifndef CAMEO_KERNELS_BORDER_H
#define CAMEO_KERNELS_BORDER_H

#include "dialects/Cameo/Cameo.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cameo {

struct Border {
  mlir::Value memref, flat; // the padded buffer, as it is and as one dimension
  mlir::Value padding;      // the element around the result
  llvm::SmallVector<int64_t> offsets;
  llvm::SmallVector<mlir::OpFoldResult> sizes; // of the result
};

/// The padding that an insertion leaves, in the buffer of its result.
Border borderOf(mlir::tensor::InsertSliceOp insert, mlir::Value memref);

/// The position of an element in the padded tensor, from that in the result.
mlir::AffineMap insidePadding(mlir::AffineMap map, const Border &border);

/// Stores the padding.
void fillBorder(mlir::ImplicitLocOpBuilder &b, const Border &border);

} // namespace cameo

#endif
