// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checks that go on after a failure, from any thread.

#ifndef CAMEO_TEST_ABI_CHECK_H
#define CAMEO_TEST_ABI_CHECK_H

#include <atomic>
#include <cstdio>

inline std::atomic<int> failures;

#define CHECK(condition)                                                                           \
  do                                                                                               \
    if (!(condition)) {                                                                            \
      std::fprintf(stderr, "line %d: %s\n", __LINE__, #condition);                                 \
      ++failures;                                                                                  \
    }                                                                                              \
  while (false)

#endif
