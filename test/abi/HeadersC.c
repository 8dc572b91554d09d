// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The headers of models and runtime compile as C11, twice included.

#include "fixed.h"
#include "symbolic.h"
#include "weighted.h"

#include "cameo_runtime.h"
#include "fixed.h"

_Static_assert(FIXED_SCORES_SIZE == 64 * 64, "sizes are integer constants");
extern unsigned char fixed_workspace_of_c[FIXED_WORKSPACE_SIZE];
_Alignas(64) unsigned char fixed_workspace_of_c[FIXED_WORKSPACE_SIZE];
int run_fixed_from_c(const fixed_inputs *in, fixed_outputs *out);
int run_fixed_from_c(const fixed_inputs *in, fixed_outputs *out) {
  cameo_context context = {.workspace = fixed_workspace_of_c,
                           .workspace_bytes = sizeof fixed_workspace_of_c};
  return fixed_run(in, out, &context);
}
