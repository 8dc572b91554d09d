// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Passes that fail say why.

#ifndef CAMEO_SUPPORT_RUNPASSES_H
#define CAMEO_SUPPORT_RUNPASSES_H

#include "mlir/Pass/PassManager.h"

namespace cameo {

/// Runs the passes, then verifies. Where one fails and nothing has been said of it, an error at
/// the operation that it failed on names the pass. One look at the end is enough
/// (cameo-opt looks after each pass), unless a pass takes what the verifier says for
/// an answer.
llvm::LogicalResult runPasses(mlir::PassManager &pm, mlir::Operation *op,
                              bool verifiesEach = false);

} // namespace cameo

#endif
