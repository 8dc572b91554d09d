// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef CAMEO_RUNNER_CLOCK_H
#define CAMEO_RUNNER_CLOCK_H

#include <time.h>

/// Milliseconds since some moment. Define _POSIX_C_SOURCE before the first header.
static inline double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec * 1e-6;
}

#endif
