// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls the model of profile.mlir, and is told of its kernels.
#include "net.h"
#include <stdio.h>

static void listen(const cameo_context *context, const char *what) {
  (void)context;
  printf("%s\n", what ? what : "end");
}

static float x[64 * 64], w[64 * 64], y[64];

int main(void) {
  for (int i = 0; i < 64 * 64; ++i)
    x[i] = 0.25f, w[i] = 0.25f;
  net_inputs in = {x, w};
  net_outputs out = {y};
  cameo_context context = {0};
  context.profile = listen;
  int status = net_run(&in, &out, &context);
  printf("status %d, y[0] %g\n", status, (double)y[0]);
  return status;
}
