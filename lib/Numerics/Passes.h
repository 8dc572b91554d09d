// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes that write functions and types out in terms of others.

#ifndef CAMEO_NUMERICS_PASSES_H
#define CAMEO_NUMERICS_PASSES_H

#include "dialects/Cameo/Cameo.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Transforms/DialectConversion.h"

namespace cameo {

/// Converts whatever in a stage has types that are not legal for `types`, by
/// `patterns` and those for branches and loops.
llvm::LogicalResult convertTypes(KernelOp stage, const mlir::TypeConverter &types,
                                 mlir::RewritePatternSet &&patterns);

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "lib/Numerics/Passes.h.inc"

} // namespace cameo

#endif
