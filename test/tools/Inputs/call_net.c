// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls the model of parts.mlir with images of one number each, x. Its sums are of 75, 16,
// 432, 64 and 4096 products with 1, 1/16, 1/144, 1 and 1/4096: 75 · 3 · 64 · x + 1.
#include "net.h"
#include <stdio.h>

static float x[3 * 20 * 20], y[64];

int main(void) {
  net_inputs in = {x};
  net_outputs out = {y};
  int status = 0;
  for (int i = 0; i < 2; ++i) {
    for (unsigned k = 0; k < sizeof x / sizeof *x; ++k)
      x[k] = (float)(4 + i);
    status |= net_run(&in, &out, 0);
    printf("%.0f %.0f%c", (double)y[0], (double)y[63], i ? '\n' : ' ');
  }
  return status;
}
