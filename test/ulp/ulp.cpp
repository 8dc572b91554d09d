// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The largest error of each function in units of the last place, over all float16
// values and every n-th float32 value, as a page of the docs.
//
//   cameo_ulp FILE.md [n]        n is 1 by default

#include "cameo_runtime.h"
#include "models.inc"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

namespace {

using Real = long double;
constexpr int64_t block = 65536;

Real softplus(Real x) { return x > 40 ? x + std::exp(-x) : std::log1p(std::exp(x)); }

struct Function {
  const char *name;
  Real (*reference)(Real);
  const cameo_model *f32, *f16;
};
const Function functions[] = {
#define FUNCTION(name, ...)                                                                        \
  {#name, [](Real x) -> Real { return __VA_ARGS__; }, &name##_f32_model, &name##_f16_model},
#include "functions.def"
#undef FUNCTION
};

/// A binary format: how many digits it has, and its least and largest exponents.
struct Format {
  int digits, least, most;
};
constexpr Format single = {24, -126, 127}, half = {11, -14, 15};

Real toReal(uint16_t bits) {
  const int exponent = bits >> 10 & 31, fraction = bits & 1023;
  Real value = exponent == 31  ? (fraction ? NAN : INFINITY)
               : exponent == 0 ? std::ldexp(Real(fraction), -24)
                               : std::ldexp(Real(fraction + 1024), exponent - 25);
  return bits >> 15 ? -value : value;
}
Real toReal(float value) { return value; }

// The distance of a result from what it should be; of NaN from NaN, and of what
// rounds to an infinity from it, none.
Real error(Real actual, Real expected, Format format) {
  const Real largest = std::ldexp(2 - std::ldexp(Real(1), -format.digits), format.most);
  if (std::isnan(expected) || std::isnan(actual))
    return std::isnan(expected) && std::isnan(actual) ? 0 : INFINITY;
  if (std::isinf(actual))
    return std::signbit(actual) == std::signbit(expected) && std::fabs(expected) >= largest
               ? 0
               : INFINITY;
  if (std::isinf(expected))
    return INFINITY;
  const int exponent = expected == 0 ? format.least : std::max(std::ilogb(expected), format.least);
  return std::fabs(actual - expected) / std::ldexp(Real(1), exponent - format.digits + 1);
}

struct Worst {
  Real ulps = 0, at = 0;
  void add(Real error, Real x) {
    if (error > ulps) {
      ulps = error;
      at = x;
    }
  }
};

// Of the values whose bits are first, first + step, …, one block.
template <typename T, typename Bits>
void measureBlock(const Function &function, const cameo_model &model, uint64_t first, uint64_t step,
                  Format format, Worst &worst) {
  static thread_local std::vector<T> x(block), y(block);
  uint64_t count = 0;
  const uint64_t all = uint64_t(1) << 8 * sizeof(Bits);
  for (uint64_t bits = first; bits < all && count < uint64_t(block); bits += step, ++count) {
    const Bits narrow = static_cast<Bits>(bits);
    std::memcpy(&x[count], &narrow, sizeof narrow);
  }
  const void *inputs[] = {x.data()};
  void *outputs[] = {y.data()};
  if (int status = model.invoke(nullptr, inputs, outputs, nullptr, nullptr)) {
    std::fprintf(stderr, "%s: %s\n", function.name, cameo_status_string(status));
    std::exit(1);
  }
  for (uint64_t i = 0; i < count; ++i) {
    const Real at = toReal(x[i]);
    worst.add(error(toReal(y[i]), function.reference(at), format), at);
  }
}

Worst measureSingle(const Function &function, uint64_t step) {
  const unsigned workers = std::max(1u, std::thread::hardware_concurrency());
  std::vector<Worst> worst(workers);
  std::atomic<uint64_t> next{0};
  std::vector<std::thread> threads;
  for (unsigned worker = 0; worker < workers; ++worker)
    threads.emplace_back([&, worker] {
      while (true) {
        const uint64_t first = next.fetch_add(uint64_t(block) * step);
        if (first >> 32)
          return;
        measureBlock<float, uint32_t>(function, *function.f32, first, step, single, worst[worker]);
      }
    });
  for (std::thread &thread : threads)
    thread.join();
  for (const Worst &other : worst)
    worst[0].add(other.ulps, other.at);
  return worst[0];
}
} // namespace

int main(int argc, char **argv) {
  const uint64_t step = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  FILE *out = argc > 1 ? std::fopen(argv[1], "w") : nullptr;
  if (!out || step == 0) {
    std::fprintf(stderr, "usage: cameo_ulp FILE.md [n]\n");
    return 1;
  }
  std::fprintf(out,
               "# Errors of functions\n\nThe largest distance from the exact value, in units of the "
               "last place, over all float16 values and %s float32 values, on a CPU (`ninja "
               "docs-ulp`). A correctly rounded result is at most 0.5 away. Large figures of `Exp` and "
               "what is made with it are denormal results, which are 0; of `Gelu`, `Mish` and `Swish` "
               "results next to 0, of which the formula's terms cancel; of `Sin` and `Cos` their zeros.\n\n"
               "| operator | float32 | at | float16 | at |\n|---|---:|---:|---:|---:|\n",
               step == 1 ? "all" : ("every " + std::to_string(step) + "th of the").c_str());
  for (const Function &function : functions) {
    Worst narrow;
    measureBlock<uint16_t, uint16_t>(function, *function.f16, 0, 1, half, narrow);
    const Worst wide = measureSingle(function, step);
    std::fprintf(out, "| `%s` | %.2Lf | %.9Lg | %.2Lf | %.5Lg |\n", function.name, wide.ulps,
                 wide.at, narrow.ulps, narrow.at);
    std::fflush(out);
    std::printf("%s: %.2Lf, %.2Lf\n", function.name, wide.ulps, narrow.ulps);
    std::fflush(stdout);
  }
  return std::fclose(out) ? 1 : 0;
}
