// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// parallel_for of both libraries: this file is compiled once for each, and what
// only threads can do is behind CAMEO_TEST_THREADS.

#include "cameo_runtime.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <set>
#include <thread>
#include <vector>
#ifdef CAMEO_TEST_THREADS
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace {

using Body = std::function<void(int64_t, int64_t)>;

void parallelFor(const cameo_context *ctx, int64_t count, int64_t grain, Body body) {
  cameo_parallel_for(
      ctx,
      [](void *closure, int64_t begin, int64_t end) {
        (*static_cast<Body *>(closure))(begin, end);
      },
      &body, count, grain);
}

cameo_context withThreads(int n) {
  cameo_context ctx{};
  ctx.num_threads = n;
  return ctx;
}

// Every index once, every chunk inside the range and not below the grain.
void expectCovered(const cameo_context *ctx, int64_t count, int64_t grain) {
  std::vector<std::atomic<int>> hits(static_cast<size_t>(count));
  std::atomic<bool> good{true};
  parallelFor(ctx, count, grain, [&](int64_t begin, int64_t end) {
    if (begin < 0 || begin >= end || end > count || (end - begin < grain && count >= grain) ||
        (count < grain && end - begin != count)) {
      good = false;
      return;
    }
    for (int64_t i = begin; i < end; ++i)
      ++hits[static_cast<size_t>(i)];
  });
  ASSERT_TRUE(good) << count << " by " << grain;
  for (auto &hit : hits)
    ASSERT_EQ(hit, 1) << count << " by " << grain;
}

TEST(ParallelFor, EachIndexOnceInChunksOfAtLeastTheGrain) {
  for (int threads : {0, 1, 2, 3, 8, 1000}) {
    cameo_context ctx = withThreads(threads);
    for (int64_t count : {1, 2, 3, 7, 64, 1000, 4099})
      for (int64_t grain : {1, 2, 7, 64, 5000})
        expectCovered(&ctx, count, grain);
  }
  expectCovered(nullptr, 1000, 1);
}

TEST(ParallelFor, EmptyAndHugeRanges) {
  int calls = 0;
  for (int64_t count : {int64_t{0}, int64_t{-1}, INT64_MIN})
    parallelFor(nullptr, count, 1, [&](int64_t, int64_t) { ++calls; });
  EXPECT_EQ(calls, 0);

  std::mutex mutex;
  std::set<std::pair<int64_t, int64_t>> chunks;
  parallelFor(nullptr, INT64_MAX, 0, [&](int64_t begin, int64_t end) {
    std::lock_guard lock(mutex);
    chunks.emplace(begin, end);
  });
  int64_t next = 0;
  for (auto [begin, end] : chunks) {
    ASSERT_EQ(begin, next);
    next = end;
  }
  EXPECT_EQ(next, INT64_MAX);
}

TEST(ParallelFor, ManyLoopsInARow) {
  std::atomic<int64_t> sum{0};
  for (int i = 0; i < 20000; ++i)
    parallelFor(nullptr, 8, 1, [&](int64_t begin, int64_t end) { sum += end - begin; });
  EXPECT_EQ(sum, 160000);
}

TEST(ParallelFor, OneThreadStaysOnTheCaller) {
  cameo_context ctx = withThreads(1);
  ctx.parallel_for = [](const cameo_context *, cameo_task_fn, void *, int64_t, int64_t) {
    FAIL() << "the hook was called";
  };
  std::thread::id self = std::this_thread::get_id();
  int calls = 0;
  parallelFor(&ctx, 1000, 1, [&](int64_t begin, int64_t end) {
    EXPECT_EQ(std::this_thread::get_id(), self);
    EXPECT_EQ(end - begin, 1000);
    ++calls;
  });
  EXPECT_EQ(calls, 1);
}

TEST(ParallelFor, Nested) {
  std::vector<std::atomic<int>> hits(16 * 100);
  parallelFor(nullptr, 16, 1, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i)
      parallelFor(nullptr, 100, 1, [&](int64_t b, int64_t e) {
        for (int64_t j = b; j < e; ++j)
          ++hits[static_cast<size_t>(i * 100 + j)];
      });
  });
  for (auto &hit : hits)
    ASSERT_EQ(hit, 1);
}

TEST(ParallelFor, EightCallersAtOnce) {
  std::vector<std::thread> callers;
  std::atomic<int> wrong{0};
  for (int c = 0; c < 8; ++c)
    callers.emplace_back([&wrong, c] {
      cameo_context ctx = withThreads(c % 5);
      for (int round = 0; round < 500; ++round) {
        std::vector<std::atomic<int>> hits(97);
        parallelFor(&ctx, 97, 1 + c, [&](int64_t begin, int64_t end) {
          for (int64_t i = begin; i < end; ++i)
            ++hits[static_cast<size_t>(i)];
        });
        for (auto &hit : hits)
          wrong += hit != 1;
      }
    });
  for (std::thread &caller : callers)
    caller.join();
  EXPECT_EQ(wrong, 0);
}

TEST(ParallelFor, HookTakesOver) {
  struct Seen {
    int calls = 0;
    int64_t count = 0, grain = 0;
  } seen;
  cameo_context ctx = withThreads(3);
  ctx.user = &seen;
  ctx.parallel_for = [](const cameo_context *c, cameo_task_fn fn, void *closure, int64_t count,
                        int64_t grain) {
    auto *s = static_cast<Seen *>(c->user);
    ++s->calls, s->count = count, s->grain = grain;
    fn(closure, 0, count);
  };
  int64_t sum = 0;
  parallelFor(&ctx, 10, -5, [&](int64_t b, int64_t e) { sum += e - b; });
  EXPECT_EQ(sum, 10);
  EXPECT_EQ(seen.calls, 1);
  EXPECT_EQ(seen.count, 10);
  EXPECT_EQ(seen.grain, 1);

  ctx.parallel_for = cameo_parallel_for; // to share a pool; must not recurse
  expectCovered(&ctx, 100, 1);
}

TEST(ParallelFor, ShutDownAndStartAgain) {
  for (int i = 0; i < 20; ++i) {
    expectCovered(nullptr, 100, 1);
    EXPECT_EQ(cameo_shutdown_threads(), CAMEO_OK);
    EXPECT_EQ(cameo_shutdown_threads(), CAMEO_OK);
  }
}

#ifdef CAMEO_TEST_THREADS

// How many threads meet inside one loop of `count` chunks. A chunk lingers
// until `expected` threads have come, or for a second.
size_t threadsSeen(const cameo_context *ctx, int64_t count, size_t expected) {
  std::mutex mutex;
  std::set<std::thread::id> ids;
  auto arrived = [&] {
    std::lock_guard lock(mutex);
    return ids.size();
  };
  parallelFor(ctx, count, 1, [&](int64_t, int64_t) {
    {
      std::lock_guard lock(mutex);
      ids.insert(std::this_thread::get_id());
    }
    auto end = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    while (arrived() < expected && std::chrono::steady_clock::now() < end)
      std::this_thread::sleep_for(std::chrono::microseconds(100));
  });
  return ids.size();
}

TEST(Pool, UsesAsManyThreadsAsAsked) {
  for (int n : {4, 2, 8, 3}) { // up and down: a large pool serves small loops
    cameo_context ctx = withThreads(n);
    EXPECT_EQ(threadsSeen(&ctx, 64, static_cast<size_t>(n)), static_cast<size_t>(n));
  }
  cameo_context ctx = withThreads(8);
  EXPECT_EQ(threadsSeen(&ctx, 3, 3), 3u); // not more than chunks
}

TEST(Pool, NeverMoreThreadsThanAsked) {
  cameo_context eight = withThreads(8), two = withThreads(2);
  for (int i = 0; i < 300; ++i) {
    parallelFor(&eight, 32, 1, [](int64_t, int64_t) {});
    std::atomic<int> inside{0}, most{0};
    parallelFor(&two, 8, 1, [&](int64_t, int64_t) {
      int now = ++inside;
      for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);)
        ;
      std::this_thread::yield();
      --inside;
    });
    ASSERT_LE(most, 2);
  }
}

TEST(Pool, EnvironmentLimitsTheDefault) {
  for (const char *value : {"3", "1", "5"}) {
    cameo_shutdown_threads(); // the variable is read when the pool starts
    setenv("CAMEO_NUM_THREADS", value, 1);
    auto n = static_cast<size_t>(std::atoi(value));
    EXPECT_EQ(threadsSeen(nullptr, 64, n), n);
  }
  cameo_context two = withThreads(2); // the context is stronger
  EXPECT_EQ(threadsSeen(&two, 64, 2), 2u);
  for (const char *nonsense : {"", "-4", "many"}) {
    cameo_shutdown_threads();
    setenv("CAMEO_NUM_THREADS", nonsense, 1);
    expectCovered(nullptr, 1000, 1);
  }
  unsetenv("CAMEO_NUM_THREADS");
  cameo_shutdown_threads();
}

double processSeconds() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  auto seconds = [](timeval t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

TEST(Pool, IdlePoolSleeps) {
  for (int threads : {2, 8}) {
    cameo_context ctx = withThreads(threads);
    for (int i = 0; i < 1000; ++i)
      parallelFor(&ctx, 64, 1, [](int64_t, int64_t) {});
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    double before = processSeconds();
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    // A single spinning thread would add 0.2 s.
    EXPECT_LT(processSeconds() - before, 0.005) << threads << " threads";
  }
}

TEST(Pool, WakesAfterSleep) {
  cameo_context ctx = withThreads(4);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(threadsSeen(&ctx, 64, 4), 4u);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
}

// A caller whose own chunks are done sleeps too while a worker is busy.
TEST(Pool, LongTailBurnsOneCore) {
  cameo_context ctx = withThreads(2);
  std::thread::id self = std::this_thread::get_id();
  std::atomic<bool> workerCame{false};
  double before = 0;
  parallelFor(&ctx, 2, 1, [&](int64_t, int64_t) {
    if (std::this_thread::get_id() == self) {
      while (!workerCame)
        std::this_thread::yield();
      before = processSeconds();
    } else {
      workerCame = true;
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
  });
  EXPECT_LT(processSeconds() - before, 0.02);
}

TEST(Pool, ShutDownInsideALoopChangesNothing) {
  cameo_context ctx = withThreads(2);
  std::atomic<int> refused{0};
  parallelFor(&ctx, 8, 1, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i)
      refused += cameo_shutdown_threads() == CAMEO_ERROR_INVALID_ARGUMENT;
  });
  EXPECT_EQ(refused, 8);
  expectCovered(&ctx, 100, 1);
}

#if !defined(__SANITIZE_THREAD__)
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define CAMEO_TEST_NO_FORK // its runtime has no threads after a fork
#endif
#endif
#else
#define CAMEO_TEST_NO_FORK
#endif

#ifndef CAMEO_TEST_NO_FORK
TEST(Pool, ChildProcessStartsItsOwn) {
  cameo_context ctx = withThreads(4);
  expectCovered(&ctx, 1000, 1);
  pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    alarm(20); // a child that waits for its parent's threads must not stay
    _exit(threadsSeen(&ctx, 64, 4) == 4 ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
  expectCovered(&ctx, 1000, 1);
}
#endif

#endif // CAMEO_TEST_THREADS

} // namespace
