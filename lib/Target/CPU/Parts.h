// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model's code is compiled in parts, as many at a time as there are cores.

#ifndef CAMEO_TARGET_CPU_PARTS_H
#define CAMEO_TARGET_CPU_PARTS_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include "llvm/Target/TargetMachine.h"
#include <vector>

namespace cameo {

using Bytes = llvm::SmallVector<char, 0>;

/// Optimises the module and emits its objects: its own, then those of the kernels
/// that were large enough to be taken out. They refer to one another by hidden
/// symbols. What is taken out depends on the module alone, not on the machine that
/// this runs on.
llvm::Expected<std::vector<Bytes>> emitObjects(llvm::Module &module, llvm::TargetMachine &machine,
                                               int optLevel);

/// The same, but leaves the optimised code together in the module, to be printed, or
/// emitted in one piece.
llvm::Error optimizeParts(llvm::Module &module, llvm::TargetMachine &machine, int optLevel);

} // namespace cameo

#endif
