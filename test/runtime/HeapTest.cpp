// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The heap of a run gives back all that it took, in whatever order.

#include "cameo_runtime.h"

#include <cstdlib>
#include <cstring>
#include <gtest/gtest.h>
#include <map>

namespace {

// Knows what is allocated, and gives nothing beyond a limit.
struct Counter {
  std::map<void *, size_t> blocks;
  size_t limit = SIZE_MAX;
  cameo_context ctx{};
  cameo_heap heap{&ctx, nullptr};

  Counter() {
    ctx.user = this;
    ctx.allocate = [](const cameo_context *c, size_t bytes, size_t alignment) -> void * {
      auto *self = static_cast<Counter *>(c->user);
      if (bytes > self->limit)
        return nullptr;
      void *memory = std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
      if (memory)
        self->blocks[memory] = bytes;
      return memory;
    };
    ctx.deallocate = [](const cameo_context *c, void *memory, size_t bytes) {
      auto *self = static_cast<Counter *>(c->user);
      ASSERT_EQ(self->blocks.count(memory), 1u);
      EXPECT_EQ(self->blocks[memory], bytes);
      self->blocks.erase(memory);
      std::free(memory);
    };
  }
};

TEST(Heap, ReleasesInAnyOrderAndTheRestInTheEnd) {
  Counter c;
  void *a = cameo_heap_allocate(&c.heap, 10), *b = cameo_heap_allocate(&c.heap, 0),
       *d = cameo_heap_allocate(&c.heap, 1000);
  for (void *memory : {a, b, d}) {
    ASSERT_NE(memory, nullptr);
    EXPECT_EQ(reinterpret_cast<uintptr_t>(memory) % 64, 0u);
  }
  std::memset(d, 1, 1000);
  EXPECT_EQ(c.blocks.size(), 3u);
  cameo_heap_release(&c.heap, b);
  cameo_heap_release(&c.heap, nullptr);
  EXPECT_EQ(c.blocks.size(), 2u);
  cameo_heap_release(&c.heap, d);
  cameo_heap_allocate(&c.heap, 5);
  cameo_heap_close(&c.heap);
  EXPECT_TRUE(c.blocks.empty());
  cameo_heap_close(&c.heap);
}

TEST(Heap, ExtendsByDoubling) {
  Counter c;
  char *list = nullptr;
  int64_t moves = 0;
  for (int64_t used = 0; used < 3000; used += 3) {
    char *next = static_cast<char *>(cameo_heap_extend(&c.heap, list, used, 3));
    ASSERT_NE(next, nullptr);
    moves += next != list;
    list = next;
    std::memcpy(list + used, "abc", 3);
  }
  EXPECT_LE(moves, 12);
  EXPECT_EQ(c.blocks.size(), 1u);
  for (int64_t i = 0; i < 3000; ++i)
    ASSERT_EQ(list[i], "abc"[i % 3]);
  cameo_heap_close(&c.heap);
  EXPECT_TRUE(c.blocks.empty());
}

TEST(Heap, FailsWithoutAChange) {
  Counter c;
  EXPECT_EQ(cameo_heap_allocate(&c.heap, -1), nullptr);
  EXPECT_EQ(cameo_heap_allocate(&c.heap, INT64_MAX), nullptr);
  void *list = cameo_heap_extend(&c.heap, nullptr, 0, 8);
  ASSERT_NE(list, nullptr);
  EXPECT_EQ(cameo_heap_extend(&c.heap, list, 8, INT64_MAX), nullptr);
  EXPECT_EQ(cameo_heap_extend(&c.heap, list, -1, 4), nullptr);
  c.limit = 0;
  EXPECT_EQ(cameo_heap_extend(&c.heap, list, 8, 100), nullptr);
  EXPECT_EQ(c.blocks.size(), 1u);
  cameo_heap_close(&c.heap);
  EXPECT_TRUE(c.blocks.empty());
}
} // namespace
