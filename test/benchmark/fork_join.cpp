// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a parallel loop costs when its body is nothing. `empty`: any thread may
// run the chunks, so that the fastest case is the caller alone; `meet`: every
// thread has to come, the true fork and join. Each with the pool hot, after a
// pause in which it still spins, and after one in which it fell asleep. Look at
// the median: the mean holds every interruption by the system.

#include "cameo_runtime.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

// One line per chunk, so that the chunks do not share any.
struct Job {
  alignas(128) char lines[128 * 256];
  alignas(128) std::atomic<int64_t> arrived;
  int64_t together; // that many chunks have to run at the same time
};

Job job;

void nothing(void *closure, int64_t begin, int64_t) {
  static_cast<volatile char *>(static_cast<Job *>(closure)->lines)[128 * begin] = 1;
}

// No chunk ends before all threads have one.
void meet(void *closure, int64_t, int64_t) {
  auto *j = static_cast<Job *>(closure);
  ++j->arrived;
  while (j->arrived < j->together)
    ;
}

// Arguments: threads, chunks, microseconds of pause between two loops.
void measure(benchmark::State &state, cameo_task_fn fn) {
  cameo_context ctx{};
  ctx.num_threads = static_cast<int32_t>(state.range(0));
  const int64_t chunks = state.range(1);
  job.together = chunks;
  const auto pause = std::chrono::microseconds(state.range(2));
  for (int i = 0; i < 1000; ++i) {
    job.arrived = 0;
    cameo_parallel_for(&ctx, fn, &job, chunks, 1);
  }

  std::vector<double> seconds;
  for (auto _ : state) {
    const auto resume = Clock::now() + pause;
    while (Clock::now() < resume)
      ;
    job.arrived = 0;
    const auto begin = Clock::now();
    cameo_parallel_for(&ctx, fn, &job, chunks, 1);
    const double took = std::chrono::duration<double>(Clock::now() - begin).count();
    state.SetIterationTime(took);
    seconds.push_back(took);
  }
  auto quantile = [&](double q) {
    auto at =
        seconds.begin() + static_cast<std::ptrdiff_t>(q * static_cast<double>(seconds.size() - 1));
    std::nth_element(seconds.begin(), at, seconds.end());
    return *at * 1e9;
  };
  state.counters["min_ns"] = quantile(0);
  state.counters["median_ns"] = quantile(0.5);
  state.counters["p90_ns"] = quantile(0.9);
}

void empty(benchmark::State &state) { measure(state, nothing); }
void together(benchmark::State &state) { measure(state, meet); }

BENCHMARK(empty)
    ->ArgNames({"threads", "chunks", "pause_us"})
    ->Args({1, 2, 0}) // the clock and the call alone
    ->Args({2, 2, 0})
    ->Args({2, 8, 0})
    ->Args({2, 2, 50})
    ->Args({0, 64, 0})
    ->UseManualTime()
    ->Iterations(20000);
BENCHMARK(together)
    ->ArgNames({"threads", "chunks", "pause_us"})
    ->Args({2, 2, 0})
    ->Args({2, 2, 5})
    ->Args({2, 2, 50})
    ->UseManualTime()
    ->Iterations(20000);
BENCHMARK(empty)
    ->ArgNames({"threads", "chunks", "pause_us"})
    ->Args({2, 2, 2000})
    ->UseManualTime()
    ->Iterations(500);
BENCHMARK(together)
    ->ArgNames({"threads", "chunks", "pause_us"})
    ->Args({2, 2, 2000})
    ->UseManualTime()
    ->Iterations(500);

} // namespace

BENCHMARK_MAIN();
