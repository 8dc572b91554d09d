// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Passes that fail say why.

#ifndef CAMEO_SUPPORT_RUNPASSES_H
#define CAMEO_SUPPORT_RUNPASSES_H

#include "mlir/Pass/PassManager.h"

namespace cameo {

/// Runs the passes, then verifies. Where one fails and nothing has been said of it, an error at
/// the operation that it failed on names the pass.
llvm::LogicalResult runPasses(mlir::PassManager &pm, mlir::Operation *op);

} // namespace cameo

#endif
