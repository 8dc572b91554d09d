// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The structured operations of a bufferized kernel, before loops are made.

#ifndef CAMEO_KERNELS_STRUCTURED_H
#define CAMEO_KERNELS_STRUCTURED_H

#include "dialects/Cameo/Cameo.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"

namespace cameo {

/// Turns copies and named operations into generic ones; moves each fill to the
/// accumulation it initialises.
llvm::LogicalResult generalize(KernelOp kernel, mlir::IRRewriter &rewriter);

/// Whether `first` is the fill of what `second`, right after it, accumulates into.
bool initialises(mlir::Operation *first, mlir::Operation *second);

/// The number of leading loops that the operations of a kernel share, where they
/// fill and copy to parts of tensors: concatenation and padding run row by row.
unsigned rowsOfInsertions(KernelOp kernel);

} // namespace cameo

#endif
