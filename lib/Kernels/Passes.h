// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The pass that forms kernels.

#ifndef CAMEO_KERNELS_PASSES_H
#define CAMEO_KERNELS_PASSES_H

#include "dialects/Cameo/Cameo.h"
#include "mlir/Pass/Pass.h"

namespace cameo {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "lib/Kernels/Passes.h.inc"

} // namespace cameo

#endif
