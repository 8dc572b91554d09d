// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where a model's time goes, and how near each kernel is to the machine's best.

#ifndef CAMEO_TOOLS_PROFILE_H
#define CAMEO_TOOLS_PROFILE_H

#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace cameo::tool {

/// Rewrites the kernels that cameo-runner measured (`what`, `calls`, `ms`) in `result`:
/// `kernel` and `nodes` in place of `what`, `gflops` and `gbytes` a second besides, where
/// `report` (of cameo report --json) knows the work. The slowest comes first.
void completeProfile(llvm::json::Object &result, const llvm::json::Object &report);

/// Prints the kernels as a table.
void printProfile(const llvm::json::Object &result, llvm::raw_ostream &out);

} // namespace cameo::tool

#endif
