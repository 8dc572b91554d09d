// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model as the compiler would export it, by hand: y[n] = 2 x[n], and the
// positive elements of x, an output whose extent depends on the data.

#include "cameo_runtime.h"

#ifndef FAKE_ABI_VERSION
#define FAKE_ABI_VERSION CAMEO_ABI_VERSION
#endif

static size_t workspaceSize(const int64_t *dims) { return (size_t)dims[0] * sizeof(float); }

static int outputShapes(const int64_t *dims, int64_t *const *shapes) {
  shapes[0][0] = dims[0];
  shapes[1][0] = dims[0] + 1;
  shapes[2][0] = -1;
  return CAMEO_OK;
}

struct twice {
  const float *x;
  float *y;
};

static void twice(void *closure, int64_t begin, int64_t end) {
  struct twice *c = closure;
  for (int64_t i = begin; i < end; ++i)
    c->y[i] = 2 * c->x[i];
}

static int invoke(const int64_t *dims, const void *const *inputs, void **outputs,
                  int64_t *const *shapes, const cameo_context *ctx) {
  const float *x = inputs[0];
  int64_t n = dims[0], positive = 0;
  for (int64_t i = 0; i < n; ++i)
    positive += x[i] > 0;
  size_t bytes[] = {(size_t)n * 4, (size_t)(n + 1) * 4, (size_t)positive * 4};
  for (int i = 0; i < 3; ++i)
    if (!outputs[i] && !(outputs[i] = cameo_allocate(ctx, bytes[i], 64)))
      return CAMEO_ERROR_OUT_OF_MEMORY;

  cameo_parallel_for(ctx, twice, &(struct twice){x, outputs[0]}, n, 16);
  int32_t *next = outputs[1];
  for (int64_t i = 0; i <= n; ++i)
    next[i] = (int32_t)i + 1;
  float *kept = outputs[2];
  for (int64_t i = 0; i < n; ++i)
    if (x[i] > 0)
      *kept++ = x[i];
  if (shapes && shapes[2])
    shapes[2][0] = positive;
  return CAMEO_OK;
}

static const int64_t shapeX[] = {-1}, computed[] = {CAMEO_COMPUTED};
static const cameo_tensor_info inputs[] = {{"x", CAMEO_FLOAT32, 1, shapeX}};
static const cameo_tensor_info outputs[] = {{"y", CAMEO_FLOAT32, 1, shapeX},
                                            {"next", CAMEO_INT32, 1, computed},
                                            {"positive", CAMEO_FLOAT32, 1, computed}};
static const char *const dimNames[] = {"n"};

const cameo_model fake_model = {
    .abi_version = FAKE_ABI_VERSION,
    .name = "fake",
    .producer = "by hand",
    .num_inputs = 1,
    .num_outputs = 3,
    .num_dims = 1,
    .inputs = inputs,
    .outputs = outputs,
    .dim_names = dimNames,
    .workspace_size = workspaceSize,
    .output_shapes = outputShapes,
    .invoke = invoke,
};

const cameo_model *const cameo_model_entry = &fake_model;
