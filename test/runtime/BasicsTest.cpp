// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statuses, element types, allocation hooks, and the header seen from C++.

#include "cameo_runtime.h"

#include <gtest/gtest.h>

#include <cstring>
#include <set>
#include <string>
#include <vector>

extern "C" const uint32_t cameoAbiVersionSeenFromC;

namespace {

TEST(Header, SameInBothLanguages) { EXPECT_EQ(cameoAbiVersionSeenFromC, CAMEO_ABI_VERSION); }

TEST(Status, EveryCodeHasItsOwnSentence) {
  std::set<std::string> seen;
  for (int code = CAMEO_OK; code >= CAMEO_ERROR_WEIGHTS; --code) {
    const char *text = cameo_status_string(code);
    ASSERT_NE(text, nullptr);
    EXPECT_STRNE(text, "unknown status") << code;
    EXPECT_TRUE(seen.insert(text).second) << code << " repeats: " << text;
  }
  EXPECT_EQ(seen.size(), 12u);
  for (int code : {1, CAMEO_ERROR_WEIGHTS - 1, INT32_MIN, INT32_MAX})
    EXPECT_STREQ(cameo_status_string(code), "unknown status");
}

TEST(Dtype, NamesAndSizes) {
  EXPECT_STREQ(cameo_dtype_name(CAMEO_FLOAT32), "float32");
  EXPECT_STREQ(cameo_dtype_name(CAMEO_INT2), "int2");
  EXPECT_EQ(cameo_dtype_bits(CAMEO_FLOAT32), 32);
  EXPECT_EQ(cameo_dtype_bits(CAMEO_COMPLEX128), 128);
  EXPECT_EQ(cameo_dtype_bits(CAMEO_UINT4), 4);
  EXPECT_EQ(cameo_dtype_bits(CAMEO_STRING), 0);
  std::set<std::string> names;
  for (int32_t type = CAMEO_UNDEFINED; type <= CAMEO_INT2; ++type) {
    ASSERT_NE(cameo_dtype_name(type), nullptr) << type;
    EXPECT_TRUE(names.insert(cameo_dtype_name(type)).second) << type;
  }
  for (int32_t type : {-1, CAMEO_INT2 + 1, INT32_MIN, INT32_MAX}) {
    EXPECT_STREQ(cameo_dtype_name(type), "unknown");
    EXPECT_EQ(cameo_dtype_bits(type), 0);
  }
}

TEST(Alloc, DefaultsAreAlignedAndWritable) {
  for (size_t alignment = 1; alignment <= 4096; alignment *= 2)
    for (size_t bytes : {0, 1, 63, 64, 65, 100000}) {
      void *memory = cameo_allocate(nullptr, bytes, alignment);
      ASSERT_NE(memory, nullptr);
      EXPECT_EQ(reinterpret_cast<uintptr_t>(memory) % alignment, 0u);
      std::memset(memory, 0xab, bytes);
      cameo_deallocate(nullptr, memory, bytes);
    }
  void *memory = cameo_allocate(nullptr, 8, 0);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(memory) % 64, 0u);
  cameo_deallocate(nullptr, memory, 8);
  cameo_deallocate(nullptr, nullptr, 8);
}

TEST(Alloc, FailsCleanly) {
  EXPECT_EQ(cameo_allocate(nullptr, 8, 3), nullptr);
  EXPECT_EQ(cameo_allocate(nullptr, 8, 96), nullptr);
  EXPECT_EQ(cameo_allocate(nullptr, SIZE_MAX, 64), nullptr);
  EXPECT_EQ(cameo_allocate(nullptr, SIZE_MAX - 63, 64), nullptr);
}

// Hands out the middle of `arena` and records what it was asked.
struct Recorder {
  alignas(64) char arena[256];
  size_t skew = 0;
  std::vector<size_t> allocated, deallocated;
  std::vector<std::string> logged;
  cameo_context ctx{};

  Recorder() {
    ctx.user = this;
    ctx.allocate = [](const cameo_context *c, size_t bytes, size_t) -> void * {
      auto *self = static_cast<Recorder *>(c->user);
      self->allocated.push_back(bytes);
      return bytes > 128 ? nullptr : self->arena + 64 + self->skew;
    };
    ctx.deallocate = [](const cameo_context *c, void *, size_t bytes) {
      static_cast<Recorder *>(c->user)->deallocated.push_back(bytes);
    };
    ctx.log = [](const cameo_context *c, int level, const char *message) {
      EXPECT_EQ(level, 0);
      static_cast<Recorder *>(c->user)->logged.push_back(message);
    };
  }
};

TEST(Alloc, HooksSeeEveryRequest) {
  Recorder r;
  void *memory = cameo_allocate(&r.ctx, 100, 64);
  EXPECT_EQ(memory, r.arena + 64);
  cameo_deallocate(&r.ctx, memory, 100);
  cameo_deallocate(&r.ctx, nullptr, 7);
  EXPECT_EQ(cameo_allocate(&r.ctx, 200, 64), nullptr);
  EXPECT_EQ(r.allocated, (std::vector<size_t>{100, 200}));
  EXPECT_EQ(r.deallocated, (std::vector<size_t>{100}));
  EXPECT_TRUE(r.logged.empty());
}

TEST(Alloc, MisalignedHookIsAFailure) {
  Recorder r;
  r.skew = 4;
  EXPECT_EQ(cameo_allocate(&r.ctx, 100, 64), nullptr);
  EXPECT_EQ(r.deallocated, (std::vector<size_t>{100}));
  EXPECT_EQ(r.logged.size(), 1u);
  EXPECT_EQ(cameo_allocate(&r.ctx, 100, 4), r.arena + 68);
}

TEST(Alloc, HalfAPairOfHooks) {
  Recorder arenaOnly; // memory of an arena is never freed
  arenaOnly.ctx.deallocate = nullptr;
  cameo_deallocate(&arenaOnly.ctx, cameo_allocate(&arenaOnly.ctx, 8, 64), 8);
  EXPECT_EQ(arenaOnly.allocated.size(), 1u);

  Recorder freeOnly; // the default allocates, so the default frees
  freeOnly.ctx.allocate = nullptr;
  cameo_deallocate(&freeOnly.ctx, cameo_allocate(&freeOnly.ctx, 8, 64), 8);
  EXPECT_TRUE(freeOnly.deallocated.empty());
}

} // namespace
