// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How many tasks a kernel has, as a function of its `index` arguments.

#ifndef CAMEO_KERNELS_TASKS_H
#define CAMEO_KERNELS_TASKS_H

#include "dialects/Cameo/Cameo.h"
#include "mlir/IR/AffineExpr.h"

namespace cameo {

/// An extent as an expression of the kernel's index arguments (as symbols), or
/// null when it is none.
mlir::AffineExpr extentExpr(KernelOp kernel, mlir::OpFoldResult extent);

/// Sets the kernel's tasks to the product of the extents.
llvm::LogicalResult setTasks(KernelOp kernel, llvm::ArrayRef<mlir::AffineExpr> extents);

} // namespace cameo

#endif
