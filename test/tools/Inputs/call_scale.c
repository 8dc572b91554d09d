// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls the model of compile.mlir; C and C++.
#include "scale.h"
#include <stdio.h>

int main(void) {
  const float x[] = {1, 2, 3, 4, 5, 6};
  float y[6] = {0, 0, 0, 0, 0, 0};
  scale_inputs in;
  scale_outputs out;
  in.x = x;
  in.batch = 3;
  out.y = y;
  static cameo_context context; /* all defaults */
  int status = scale_run(&in, &out, &context);
  printf("status %d, %d x %d:", status, (int)out.y_shape[0], (int)out.y_shape[1]);
  for (int i = 0; i < 6; ++i)
    printf(" %g", (double)y[i]);
  printf("\n");
  return scale_model.num_dims != 1 || scale_workspace_size(3) > 4096;
}
