// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the machine could do at best, to compare kernels with.

#ifndef CAMEO_RUNNER_PEAK_H
#define CAMEO_RUNNER_PEAK_H

#include "cameo_runtime.h"

/// GFLOP/s of fused multiply-adds in f32 (two each), with all data in registers, on as
/// many threads as the context has; 0 where this is not known.
double peakOperations(const cameo_context *context);

/// GB/s of reading 256 MiB in order, on as many threads; 0 if memory runs out.
double peakBandwidth(const cameo_context *context);

#endif
