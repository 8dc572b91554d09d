// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes that form kernels from tensor operations and lower them to loops.

#ifndef CAMEO_KERNELS_KERNELS_H
#define CAMEO_KERNELS_KERNELS_H

#include "dialects/Cameo/Cameo.h"
#include "mlir/Pass/Pass.h"

namespace cameo {

/// Argument and result attribute of a kernel: the numbers of the `index`
/// arguments that are the dynamic extents of the tensor, in order.
inline constexpr llvm::StringLiteral extentsAttr = "cameo.extents";

/// Attribute of a kernel of several operations: the number of leading loops they
/// share, which become one loop around all of them.
inline constexpr llvm::StringLiteral rowsAttr = "cameo.rows";

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "lib/Kernels/Passes.h.inc"

} // namespace cameo

#endif
