// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Dispatches that follow from constants alone run at compile time.

#ifndef CAMEO_COMPILER_CONSTANTEVALUATION_H
#define CAMEO_COMPILER_CONSTANTEVALUATION_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace mlir {
class OpPassManager;
}

namespace cameo {

/// Runs a pipeline on a module, as the caller's stages do.
using RunStage = llvm::function_ref<llvm::LogicalResult(
    mlir::ModuleOp, llvm::function_ref<void(mlir::OpPassManager &)>)>;

/// Compiles the constant dispatches of @main for this machine, with the passes
/// that compile all others, runs them, and puts their results in their place.
llvm::LogicalResult evaluateConstants(mlir::ModuleOp module, RunStage runStage);

} // namespace cameo

#endif
