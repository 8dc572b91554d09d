// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a contraction can do with its result before it is stored.

#ifndef CAMEO_KERNELS_FUSION_H
#define CAMEO_KERNELS_FUSION_H

#include "dialects/Cameo/Cameo.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace cameo {

/// Whether `generic` can be applied to the result of `contract` before it is
/// stored: elementwise, with operands contiguous or constant along the vectors.
bool isEpilogueOf(mlir::linalg::GenericOp generic, ContractOp contract);

/// The operand of the generic that is the value.
mlir::OpOperand *operandOf(mlir::linalg::GenericOp generic, mlir::Value value);

/// Whether the kernel of `contract`, whose result or whose epilogue's the
/// insertion reads, can store into the padded tensor itself.
bool isPaddingOf(mlir::tensor::InsertSliceOp insert, ContractOp contract);

} // namespace cameo

#endif
