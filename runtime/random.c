// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random numbers by counting: number i of a stream is a hash of the stream's key and
// i, so that it does not matter who draws it. Streams without a seed take theirs from
// a count of all draws of the process and from where and when that began.

#include "operators.h"

#include <math.h>
#include <stdatomic.h>
#include <time.h>

// SplitMix64 (Steele, Lea and Flood, 2014): a bijection without visible structure.
static uint64_t mix(uint64_t x) {
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

static uint64_t unseededKey(void) {
  static atomic_ullong draws;
  static atomic_ullong start;
  uint64_t first = atomic_load(&start);
  if (!first) {
    struct timespec now = {0, 0};
    timespec_get(&now, TIME_UTC);
    uint64_t mine = mix((uint64_t)now.tv_sec ^ mix((uint64_t)now.tv_nsec ^ (uintptr_t)&now)) | 1;
    unsigned long long expected = 0;
    first = atomic_compare_exchange_strong(&start, &expected, mine) ? mine : expected;
  }
  return mix(first + mix(atomic_fetch_add(&draws, 1) + 1));
}

typedef struct stream {
  uint64_t key;
  int64_t count;
  const double *range;
} stream;

// The result and where its numbers come from; 0 if there is no memory.
static void *open(cameo_heap *heap, const cameo_tensor *operands, cameo_tensor *results,
                  stream *from) {
  const int64_t *how = operands[1].data;
  const cameo_tensor *x = &operands[0];
  void *to = how[0] ? cameo_result(heap, results, x->rank, x->shape)
                    : cameo_result(heap, results, (int32_t)x->shape[0], x->data);
  uint64_t key = how[1] ? mix((uint64_t)how[2]) : unseededKey();
  *from = (stream){mix(key + mix((uint64_t)how[3])), to ? cameo_tensor_count(results) : 0,
                   operands[2].data};
  return to;
}

// Number i, in [0, 1).
static double uniform(const stream *from, uint64_t i) {
  return (double)(mix(from->key + mix(i)) >> 11) * 0x1p-53;
}

static void put(void *to, int32_t dtype, int64_t i, double value) {
  if (dtype == CAMEO_FLOAT64)
    ((double *)to)[i] = value;
  else
    ((float *)to)[i] = (float)value;
}

int cameo_op_random_uniform(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                            cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  stream from;
  void *to = open(heap, operands, results, &from);
  double low = from.range[0], high = from.range[1];
  for (int64_t i = 0; i < from.count; ++i) {
    double x = low + (high - low) * uniform(&from, (uint64_t)i);
    // Rounding must not reach the end that is outside.
    if (results->dtype == CAMEO_FLOAT32 && (float)x >= (float)high && low < high)
      x = nextafterf((float)high, (float)low);
    else if (x >= high && low < high)
      x = nextafter(high, low);
    put(to, results->dtype, i, x);
  }
  return to ? CAMEO_OK : CAMEO_ERROR_OUT_OF_MEMORY;
}

// Box and Muller's transform of two uniform numbers.
int cameo_op_random_normal(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                           cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  stream from;
  void *to = open(heap, operands, results, &from);
  for (int64_t i = 0; i < from.count; ++i) {
    double u = 1 - uniform(&from, 2 * (uint64_t)i), v = uniform(&from, 2 * (uint64_t)i + 1);
    double x = sqrt(-2 * log(u)) * cos(6.283185307179586 * v);
    put(to, results->dtype, i, from.range[0] + from.range[1] * x);
  }
  return to ? CAMEO_OK : CAMEO_ERROR_OUT_OF_MEMORY;
}
