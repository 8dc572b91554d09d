// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counts of n-grams: runs of words, which are numbers here, that are in a pool.

#include "operators.h"

#include <string.h>

// The grams of one length in the pool, in lexicographic order.
typedef struct grams {
  const int64_t *words, *columns;
  const float *weights;
  int64_t count, length;
} grams;

// The order of a gram and of the words x[0], x[stride], …
static int compare(const int64_t *gram, const int64_t *x, int64_t length, int64_t stride) {
  for (int64_t k = 0; k < length; ++k)
    if (gram[k] != x[k * stride])
      return gram[k] < x[k * stride] ? -1 : 1;
  return 0;
}

static int64_t find(const grams *pool, const int64_t *x, int64_t stride) {
  int64_t low = 0, high = pool->count;
  while (low < high) {
    int64_t middle = low + (high - low) / 2;
    if (compare(pool->words + middle * pool->length, x, pool->length, stride) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  int isFound =
      low < pool->count && !compare(pool->words + low * pool->length, x, pool->length, stride);
  return isFound ? low : -1;
}

enum { TF, IDF, TFIDF };

int cameo_op_count_grams(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                         cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  const cameo_tensor *x = &operands[0];
  const int64_t *words = operands[1].data, *columns = operands[2].data;
  const float *weights = operands[3].data;
  const int64_t *counts = operands[4].data, *how = operands[5].data;
  int64_t shortest = how[0], longest = how[1], skips = how[2], mode = how[3], width = how[4];
  int64_t rows = x->rank == 2 ? x->shape[0] : 1, length = x->rank ? x->shape[x->rank - 1] : 1;
  int64_t shape[2] = {rows, width};
  float *y = cameo_result(heap, results, x->rank == 2 ? 2 : 1, x->rank == 2 ? shape : shape + 1);
  float *scale = cameo_heap_allocate(heap, width * (int64_t)sizeof(float));
  if (!y || !scale)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  memset(y, 0, (size_t)(rows * width) * sizeof(float));
  memset(scale, 0, (size_t)width * sizeof(float));

  grams pool = {words, columns, weights, 0, 0};
  for (int64_t n = 1; n <= operands[4].shape[0]; ++n) {
    pool = (grams){pool.words + pool.count * pool.length, pool.columns + pool.count,
                   pool.weights + pool.count, counts[n - 1], n};
    for (int64_t k = 0; k < pool.count; ++k)
      scale[pool.columns[k]] = pool.weights[k];
    if (n < shortest || n > longest || !pool.count)
      continue;
    // Words of a gram may be apart; of one word alone there is one way.
    for (int64_t stride = 1; stride <= (n == 1 ? 1 : skips + 1); ++stride)
      for (int64_t row = 0; row < rows; ++row)
        for (int64_t first = 0; first + (n - 1) * stride < length; ++first) {
          int64_t k = find(&pool, (const int64_t *)x->data + row * length + first, stride);
          if (k >= 0)
            y[row * width + pool.columns[k]] += 1;
        }
  }
  for (int64_t k = 0; mode != TF && k < rows * width; ++k)
    y[k] = (mode == IDF ? (y[k] > 0 ? 1.0f : 0.0f) : y[k]) * scale[k % width];
  return CAMEO_OK;
}
