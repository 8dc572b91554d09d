// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The time of each kernel of a model compiled with --profile.

#ifndef CAMEO_RUNNER_PROFILE_H
#define CAMEO_RUNNER_PROFILE_H

#include "cameo_runtime.h"

/// The context's hook. One model at a time, one run at a time.
void profileKernel(const cameo_context *context, const char *what);

/// Prints what was seen in `runs` runs: an array of objects with `what`, and `calls`
/// and milliseconds of one run.
void printProfile(uint64_t runs);

#endif
