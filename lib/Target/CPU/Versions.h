// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Code for several CPUs in one object: which versions there are, and how a run
// chooses one.

#ifndef CAMEO_TARGET_CPU_VERSIONS_H
#define CAMEO_TARGET_CPU_VERSIONS_H

#include "lib/Target/CPU/X86Check.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <string>
#include <vector>

namespace cameo {

/// The code for one CPU.
struct Version {
  std::string cpu; // as the user knows it
  std::unique_ptr<llvm::TargetMachine> machine;
  X86Requirements requirements;
};

/// The versions of an object for this list of CPUs (empty: the triple's
/// default), in the order in which a run prefers them: one that has all
/// features of another comes first, and for the others the order of the list
/// holds. One that could never be chosen is left out.
llvm::Expected<std::vector<Version>> chooseVersions(llvm::StringRef triple,
                                                    llvm::ArrayRef<std::string> cpus,
                                                    int optLevel);

/// Whether a run has to look at the machine before it runs any version.
bool needsCheck(llvm::ArrayRef<Version> versions);

/// The machine for what runs before the check, or that needs none.
llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
createBaselineMachine(llvm::ArrayRef<Version> versions, int optLevel);

/// Makes the functions of a module this version's: compiled for its CPU and
/// named after it, except the `shared` ones, of which only the first version
/// keeps the bodies. Those call `entries` by their plain names.
void specialize(llvm::Module &module, const Version &version, bool isFirst,
                llvm::ArrayRef<std::string> shared, llvm::ArrayRef<std::string> entries);

/// Makes the entries by their plain names: each calls `<entry>.<cpu>` of the
/// first version that this machine can run. The first call finds out; if there
/// is none, all return CAMEO_ERROR_UNSUPPORTED_CPU.
void addDispatchers(llvm::Module &module, llvm::StringRef prefix,
                    llvm::ArrayRef<std::string> entries, llvm::ArrayRef<Version> versions);

/// Replaces fused multiply-adds by two operations where the CPU has none: a
/// call of libm for each would be a hundred times slower.
void splitMissingFMA(llvm::Module &module, const llvm::TargetMachine &machine);

} // namespace cameo

#endif
