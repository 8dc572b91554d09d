// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes on whole functions of tensors.

#ifndef CAMEO_TRANSFORMS_TENSORS_PASSES_H
#define CAMEO_TRANSFORMS_TENSORS_PASSES_H

#include "dialects/Cameo/Cameo.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/Pass.h"

namespace cameo {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "lib/Transforms/Tensors/Passes.h.inc"

} // namespace cameo

#endif
