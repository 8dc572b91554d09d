// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What this program gives its models: its own threads and its own memory, both
// with a tally. `Services::context` is all that Cameo sees of it.

#pragma once

#include "cameo_runtime.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

/// A pool whose threads take the next piece of a loop when they are free. The
/// calling thread is number 0; one that wakes up late finds nothing left to do.
class Pool {
public:
  struct Tally {
    long pieces = 0, tasks = 0;
    std::chrono::nanoseconds busy{};
  };

  explicit Pool(int threads) : tally(std::size_t(threads)) {
    for (std::size_t i = 1; i < tally.size(); ++i)
      workers.emplace_back([this, i](std::stop_token stop) {
        std::unique_lock lock(mutex);
        while (wake.wait(lock, stop, [this] { return next < loop.count; }))
          work(i, lock);
      });
  }

  /// Runs `fn` for all indices below `count`, `grain` or more at a time. A loop
  /// that finds the pool at work runs where it is.
  void run(cameo_task_fn fn, void *closure, std::int64_t count, std::int64_t grain) {
    std::unique_lock lock(mutex);
    if (busy) {
      lock.unlock();
      return fn(closure, 0, count);
    }
    busy = true;
    ++loops;
    total += count;
    loop = {fn, closure, count, std::max(grain, count / std::int64_t(4 * tally.size()))};
    next = 0;
    wake.notify_all();
    work(0, lock);
    done.wait(lock, [this] { return running == 0; });
    busy = false;
  }

  // Between loops only:
  const std::vector<Tally> &tallies() const { return tally; }
  long loopCount() const { return loops; }
  long taskCount() const { return total; }

private:
  struct Loop {
    cameo_task_fn fn = nullptr;
    void *closure = nullptr;
    std::int64_t count = 0, piece = 0;
  };

  void work(std::size_t thread, std::unique_lock<std::mutex> &lock) {
    while (next < loop.count) {
      const std::int64_t begin = next, end = std::min(begin + loop.piece, loop.count);
      next = end;
      ++running;
      lock.unlock();
      const auto from = std::chrono::steady_clock::now();
      loop.fn(loop.closure, begin, end);
      const auto time = std::chrono::steady_clock::now() - from;
      lock.lock();
      tally[thread].busy += time;
      tally[thread].tasks += end - begin;
      ++tally[thread].pieces;
      if (--running == 0)
        done.notify_one();
    }
  }

  std::mutex mutex; // guards all that follows, `loop` while it runs excepted
  std::condition_variable_any wake, done;
  Loop loop;
  std::int64_t next = 0;
  int running = 0;
  bool busy = false;
  long loops = 0, total = 0;
  std::vector<Tally> tally;
  std::vector<std::jthread> workers; // stopped and joined before the rest goes
};

/// Memory with a budget.
class Memory {
public:
  explicit Memory(std::size_t budget) : budget(budget) {}

  void *allocate(std::size_t bytes, std::size_t alignment) {
    const std::size_t rounded = (bytes + alignment - 1) / alignment * alignment;
    if (used.fetch_add(bytes) + bytes > budget) {
      used -= bytes;
      return nullptr;
    }
    void *memory = std::aligned_alloc(alignment, rounded);
    memory ? void(++count) : void(used -= bytes);
    return memory;
  }
  void deallocate(void *memory, std::size_t bytes) {
    if (memory)
      used -= bytes;
    std::free(memory);
  }

  long allocations() const { return count; }
  std::size_t inUse() const { return used; }

private:
  std::size_t budget;
  std::atomic<std::size_t> used{};
  std::atomic<long> count{};
};

struct Services {
  Pool pool;
  Memory memory;

  /// Hooks without state: they find this object in `user`.
  cameo_context context() {
    cameo_context hooks{};
    hooks.user = this;
    hooks.parallel_for = [](const cameo_context *ctx, cameo_task_fn fn, void *closure,
                            std::int64_t count, std::int64_t grain) {
      static_cast<Services *>(ctx->user)->pool.run(fn, closure, count, grain);
    };
    hooks.allocate = [](const cameo_context *ctx, std::size_t bytes, std::size_t alignment) {
      return static_cast<Services *>(ctx->user)->memory.allocate(bytes, alignment);
    };
    hooks.deallocate = [](const cameo_context *ctx, void *memory, std::size_t bytes) {
      static_cast<Services *>(ctx->user)->memory.deallocate(memory, bytes);
    };
    return hooks;
  }
};
