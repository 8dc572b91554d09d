// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memory through the hooks of the context, else from the C library. Callers
// may rely on the alignment, so a hook that breaks it counts as a failure.

#include "cameo_runtime.h"

#include <stdlib.h>
#ifdef _WIN32
#include <malloc.h>
#endif

static const size_t defaultAlignment = 64;

static void *allocateDefault(size_t bytes, size_t alignment) {
#ifdef _WIN32
  return _aligned_malloc(bytes ? bytes : 1, alignment);
#else
  // aligned_alloc wants a fundamental alignment or more, and a multiple of it.
  if (alignment < _Alignof(max_align_t))
    alignment = _Alignof(max_align_t);
  if (bytes > SIZE_MAX - alignment)
    return NULL;
  size_t rounded = (bytes + alignment - 1) & ~(alignment - 1);
  return aligned_alloc(alignment, rounded ? rounded : alignment);
#endif
}

static void deallocateDefault(void *memory) {
#ifdef _WIN32
  _aligned_free(memory);
#else
  free(memory);
#endif
}

void *cameo_allocate(const cameo_context *ctx, size_t bytes, size_t alignment) {
  if (alignment == 0)
    alignment = defaultAlignment;
  if (alignment & (alignment - 1))
    return NULL;
  if (!ctx || !ctx->allocate)
    return allocateDefault(bytes, alignment);

  void *memory = ctx->allocate(ctx, bytes, alignment);
  if (((uintptr_t)memory & (alignment - 1)) == 0)
    return memory;
  cameo_deallocate(ctx, memory, bytes);
  if (ctx->log)
    ctx->log(ctx, 0, "cameo: the allocate hook returned misaligned memory");
  return NULL;
}

void cameo_deallocate(const cameo_context *ctx, void *memory, size_t bytes) {
  if (!memory)
    return;
  if (!ctx || !ctx->allocate)
    deallocateDefault(memory);
  else if (ctx->deallocate)
    ctx->deallocate(ctx, memory, bytes);
}
