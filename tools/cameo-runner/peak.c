// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#define _POSIX_C_SOURCE 200809L
#include "peak.h"
#include "clock.h"

#include <stdlib.h>
#include <string.h>

// Results go here, so that nothing is left out.
static volatile float sink;
static volatile int64_t bits;

enum { sums = 12, rounds = 200000, tasks = 32 };

// As many sums as hide the latency of a multiply-add, in vectors of `width` bytes.
#define PEAK(name, width, attributes)                                                              \
  attributes static float name(void) {                                                             \
    typedef float vector __attribute__((vector_size(width)));                                      \
    vector sum[sums], x, y;                                                                        \
    for (unsigned i = 0; i < width / sizeof(float); ++i)                                           \
      x[i] = 1.0f + sink, y[i] = sink;                                                             \
    for (int s = 0; s < sums; ++s)                                                                 \
      sum[s] = y + (float)s;                                                                       \
    for (int round = 0; round < rounds; ++round)                                                   \
      for (int s = 0; s < sums; ++s)                                                               \
        sum[s] = sum[s] * x + y;                                                                   \
    for (int s = 1; s < sums; ++s)                                                                 \
      sum[0] += sum[s];                                                                            \
    return sum[0][0];                                                                              \
  }
PEAK(narrow, 16, )
#ifdef __x86_64__
PEAK(wide, 32, __attribute__((target("avx2,fma"))))
PEAK(widest, 64, __attribute__((target("avx512f"))))
#endif

struct kind {
  float (*run)(void);
  int lanes;
};

static struct kind bestKind(void) {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx512f"))
    return (struct kind){widest, 16};
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    return (struct kind){wide, 8};
#endif
  return (struct kind){narrow, 4};
}

static void multiply(void *closure, int64_t begin, int64_t end) {
  const struct kind *kind = closure;
  for (int64_t i = begin; i < end; ++i)
    sink = kind->run() * 0;
}

double peakOperations(const cameo_context *context) {
  struct kind kind = bestKind();
  double best = 0;
  for (int attempt = 0; attempt < 5; ++attempt) {
    double begin = now();
    cameo_parallel_for(context, multiply, &kind, tasks, 1);
    double rate = 2.0 * kind.lanes * sums * rounds * tasks / (now() - begin) * 1e-6;
    best = rate > best ? rate : best;
  }
  return best;
}

enum { streamBytes = 256 << 20, block = 1 << 20 };

static void stream(void *closure, int64_t begin, int64_t end) {
  typedef int64_t vector __attribute__((vector_size(64)));
  const vector *from = (const vector *)((char *)closure + begin * block);
  const vector *to = (const vector *)((char *)closure + end * block);
  vector a = {0}, b = a, c = a, d = a;
  for (; from < to; from += 4)
    a ^= from[0], b ^= from[1], c ^= from[2], d ^= from[3];
  a ^= b ^ c ^ d;
  bits = a[0];
}

double peakBandwidth(const cameo_context *context) {
  char *memory = cameo_allocate(NULL, streamBytes, 64);
  if (!memory)
    return 0;
  memset(memory, 1, streamBytes);
  double best = 0;
  for (int attempt = 0; attempt < 5; ++attempt) {
    double begin = now();
    cameo_parallel_for(context, stream, memory, streamBytes / block, 1);
    double rate = streamBytes / (now() - begin) * 1e-6;
    best = rate > best ? rate : best;
  }
  cameo_deallocate(NULL, memory, streamBytes);
  return best;
}
