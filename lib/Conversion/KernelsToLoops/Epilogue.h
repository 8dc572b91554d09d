// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Elementwise operations applied to vectors in registers.

#ifndef CAMEO_KERNELS_EPILOGUE_H
#define CAMEO_KERNELS_EPILOGUE_H

#include "dialects/Cameo/Cameo.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cameo {

/// Evaluates the generic's body on vectors; `arguments` are its inputs' elements.
llvm::SmallVector<mlir::Value> evaluateOnVectors(mlir::ImplicitLocOpBuilder &b,
                                                 mlir::linalg::GenericOp generic,
                                                 mlir::ValueRange arguments, int64_t lanes);

} // namespace cameo

#endif
