// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes that lower a kernel to loops for a CPU.

#ifndef CAMEO_KERNELSTOLOOPS_PASSES_H
#define CAMEO_KERNELSTOLOOPS_PASSES_H

#include "dialects/Cameo/Cameo.h"
#include "mlir/Pass/Pass.h"

namespace cameo {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "lib/Conversion/KernelsToLoops/Passes.h.inc"

} // namespace cameo

#endif
