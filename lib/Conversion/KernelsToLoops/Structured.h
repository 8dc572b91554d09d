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

/// The fill of what a reduction accumulates into, right before it but for what
/// has no effect; or null.
mlir::linalg::FillOp fillOf(mlir::linalg::GenericOp reduction);
/// The reduction that accumulates into what the fill fills, or null.
mlir::linalg::GenericOp reductionFrom(mlir::linalg::FillOp fill);

/// The number of leading loops that the operations of a kernel share, where they
/// fill and copy to parts of tensors: concatenation and padding run row by row.
unsigned rowsOfInsertions(KernelOp kernel);

} // namespace cameo

#endif
