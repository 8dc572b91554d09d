// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The twin of parallel.c for programs without threads: the same symbols, and
// every loop runs on its caller's thread unless the context brings a hook.

#include "cameo_runtime.h"

void cameo_parallel_for(const cameo_context *ctx, cameo_task_fn fn, void *closure, int64_t count,
                        int64_t grain) {
  if (count <= 0)
    return;
  if (ctx && ctx->num_threads != 1 && ctx->parallel_for &&
      ctx->parallel_for != cameo_parallel_for) {
    ctx->parallel_for(ctx, fn, closure, count, grain > 0 ? grain : 1);
    return;
  }
  fn(closure, 0, count);
}

cameo_status cameo_shutdown_threads(void) { return CAMEO_OK; }
