// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Extents of tensors as values.

#ifndef CAMEO_SUPPORT_EXTENTS_H
#define CAMEO_SUPPORT_EXTENTS_H

#include "mlir/IR/Builders.h"

namespace cameo {

/// The extent of one dimension, from the operation that made the tensor where
/// that is cheap to see.
mlir::Value extentOf(mlir::OpBuilder &builder, mlir::Value tensor, int64_t axis);

} // namespace cameo

#endif
