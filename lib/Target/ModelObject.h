// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a model's object holds beside its code: weights, metadata, the typed
// entry points.

#ifndef CAMEO_TARGET_MODELOBJECT_H
#define CAMEO_TARGET_MODELOBJECT_H

#include "cameo/Compiler/Compiler.h"
#include "llvm/IR/Module.h"

namespace cameo {

/// The bytes of the constants, each aligned to 64, as they lie in memory.
/// Booleans take a byte each. Fails with a diagnostic.
llvm::FailureOr<llvm::SmallVector<char, 0>> packWeights(mlir::ModuleOp module);

/// Adds the weights, <name>_run, <name>_workspace_size and <name>_model to the
/// module, and hides every other symbol.
void completeModel(llvm::Module &module, const ModelInterface &interface,
                   llvm::ArrayRef<char> weights);

} // namespace cameo

#endif
