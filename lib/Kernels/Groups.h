// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which tensor operations run together.

#ifndef CAMEO_KERNELS_GROUPS_H
#define CAMEO_KERNELS_GROUPS_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"

namespace cameo {

/// Operations of one block that become one kernel, in order.
struct Group {
  llvm::SmallVector<mlir::Operation *> ops;
  /// Of several operations that run row by row: the leading loops they share.
  unsigned rows = 0;
};

/// Partitions the computing operations of a block; in order of their last one.
llvm::SmallVector<Group> formGroups(mlir::Block &block);

/// Whether one row of the tensor is small enough for the stack.
bool fitsOnStack(mlir::Value tensor, unsigned rows);

/// A short name that tells what the group computes.
std::string groupName(const Group &group);

} // namespace cameo

#endif
