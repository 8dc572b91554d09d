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

/// Whether `generic` can be applied to the result of `contract` before it is
/// stored: elementwise, with operands contiguous or constant along the vectors.
bool isEpilogueOf(mlir::linalg::GenericOp generic, ContractOp contract);

/// The operand of the generic that is the value.
mlir::OpOperand *operandOf(mlir::linalg::GenericOp generic, mlir::Value value);

/// Evaluates the generic's body on vectors; `arguments` are its inputs' elements.
llvm::SmallVector<mlir::Value> evaluateOnVectors(mlir::ImplicitLocOpBuilder &b,
                                                 mlir::linalg::GenericOp generic,
                                                 mlir::ValueRange arguments, int64_t lanes);

} // namespace cameo

#endif
