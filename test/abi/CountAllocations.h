// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How often this program, all its libraries included, has asked for memory.
#ifndef CAMEO_TEST_ABI_COUNTALLOCATIONS_H
#define CAMEO_TEST_ABI_COUNTALLOCATIONS_H

/// Calls of malloc, calloc, realloc, aligned_alloc, posix_memalign, memalign
/// and what is made of them, such as operator new, in any thread.
long allocationCount();

#endif // CAMEO_TEST_ABI_COUNTALLOCATIONS_H
