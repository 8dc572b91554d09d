// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Four neighbours of a buffer as one vector: what a GPU reads and writes at a
// time. They begin at positions that are multiples of four.

#ifndef CAMEO_KERNELS_FOURS_H
#define CAMEO_KERNELS_FOURS_H

#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cameo {

/// Whether buffers of an element type are accessed so.
bool comesInFours(mlir::Type element);
/// Whether a value is a multiple of four, whatever the extents are.
bool isMultipleOfFour(mlir::Value value);
/// Whether the innermost index of a buffer, if it is a multiple of four, is at
/// such a position, whatever the others are.
bool hasRowsOfFours(mlir::Value buffer);

/// An element or, for `width` 4, a vector.
mlir::Value loadWide(mlir::ImplicitLocOpBuilder &b, mlir::Value buffer, mlir::ValueRange indices,
                     int64_t width);
/// The elements of a buffer from a place on.
void storeWide(mlir::ImplicitLocOpBuilder &b, llvm::ArrayRef<mlir::Value> elements,
               mlir::Value buffer, mlir::ValueRange indices);
/// Elements 0, 1, … of a vector; a scalar is the only element of itself.
llvm::SmallVector<mlir::Value> elementsOf(mlir::ImplicitLocOpBuilder &b, mlir::Value value);

} // namespace cameo

#endif
