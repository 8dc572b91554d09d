// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// LLVM IR to machine code, in process.

#ifndef CAMEO_TARGET_CPU_CODEGEN_H
#define CAMEO_TARGET_CPU_CODEGEN_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include "llvm/Target/TargetMachine.h"
#include <memory>

namespace cameo {

/// The machine for a triple (empty: this one's) and a CPU (empty or "native":
/// this machine's, with its features).
llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
createTargetMachine(llvm::StringRef triple, llvm::StringRef cpu, int optLevel);

/// The vector registers of a machine.
struct VectorRegisters {
  int64_t lanes;        // f32 elements of one
  int64_t accumulators; // how many can hold sums, beside operands
  /// What multiplies bytes: none, pairs or words, as emit-contractions has them.
  const char *dot = "none";
};
VectorRegisters vectorRegisters(const llvm::TargetMachine &machine);

/// Gives the module the machine's triple and data layout, and runs LLVM's passes.
void optimize(llvm::Module &module, llvm::TargetMachine &machine, int optLevel);

/// Emits an object file, or assembly text.
llvm::Error emitCode(llvm::Module &module, llvm::TargetMachine &machine, bool assembly,
                     llvm::SmallVectorImpl<char> &output);

} // namespace cameo

#endif
