// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Kernels as functions.

#ifndef CAMEO_KERNELSTOFUNC_H
#define CAMEO_KERNELSTOFUNC_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/Pass.h"

namespace cameo {
#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "lib/Conversion/KernelsToFunc/Passes.h.inc"

/// Makes a private function of every kernel of the module.
void convertKernelsToFunctions(mlir::ModuleOp module);
} // namespace cameo

#endif
