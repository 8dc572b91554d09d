// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Outputs of a size that only data tell: the run allocates them, and gives back all
// else that it took, whatever comes of it.

#include "Check.h"
#include "counted.h"

#include <cstdlib>
#include <map>

namespace {

/// Counts what is allocated and not freed; fails from some request on.
struct Memory {
  std::map<void *, size_t> blocks;
  int left = 1 << 30;
  cameo_context ctx{};

  Memory() {
    ctx.user = this;
    ctx.num_threads = 1;
    ctx.allocate = [](const cameo_context *c, size_t bytes, size_t alignment) -> void * {
      auto *self = static_cast<Memory *>(c->user);
      if (self->left-- <= 0)
        return nullptr;
      void *memory = std::aligned_alloc(alignment, (bytes / alignment + 1) * alignment);
      self->blocks[memory] = bytes;
      return memory;
    };
    ctx.deallocate = [](const cameo_context *c, void *memory, size_t bytes) {
      auto *self = static_cast<Memory *>(c->user);
      CHECK(self->blocks.count(memory) && self->blocks[memory] == bytes);
      self->blocks.erase(memory);
      std::free(memory);
    };
  }
};

constexpr float x[] = {0, 2, 0, 3, 4};
constexpr int64_t loops = 3;
constexpr counted_inputs inputs{x, &loops, 5};

void testResult() {
  Memory memory;
  counted_outputs outputs{};
  CHECK(counted_run(&inputs, &outputs, &memory.ctx) == CAMEO_OK);
  CHECK(outputs.positions_shape[0] == 1 && outputs.positions_shape[1] == 3);
  CHECK(outputs.grown_shape[1] == 24 && *outputs.count == 24);
  for (int i = 0; i < 24; ++i)
    CHECK(outputs.grown[i] == (i % 3 == 0 ? 1 : i % 3 + 2));
  CHECK(memory.blocks.size() == 3);
  cameo_deallocate(&memory.ctx, outputs.positions, 3 * 8);
  cameo_deallocate(&memory.ctx, outputs.grown, 24 * 8);
  cameo_deallocate(&memory.ctx, outputs.count, 8);
  CHECK(memory.blocks.empty());
}

// Every request that can fail does, once; nothing stays behind.
void testOutOfMemory() {
  int requests = 0;
  for (bool done = false; !done; ++requests) {
    Memory memory;
    memory.left = requests;
    counted_outputs outputs{};
    int status = counted_run(&inputs, &outputs, &memory.ctx);
    done = status == CAMEO_OK;
    if (done)
      break;
    CHECK(status == CAMEO_ERROR_OUT_OF_MEMORY);
    CHECK(memory.blocks.empty());
    CHECK(!outputs.positions && !outputs.grown && !outputs.count);
  }
  CHECK(requests > 5);
}

void testShapes() {
  CHECK(counted_model.flags & CAMEO_MODEL_DATA_EXTENTS);
  int64_t first[2], second[2], dims[] = {5};
  int64_t *const shapes[] = {first, second, nullptr};
  CHECK(counted_model.output_shapes(dims, shapes) == CAMEO_OK);
  CHECK(first[0] == 1 && first[1] == -1 && second[1] == -1);
  // A buffer of the caller's may be too small.
  int64_t mine[100];
  counted_outputs outputs{};
  outputs.positions = mine;
  CHECK(counted_run(&inputs, &outputs, nullptr) == CAMEO_ERROR_INVALID_ARGUMENT);
}
} // namespace

int main() {
  testResult();
  testOutOfMemory();
  testShapes();
  return failures ? 1 : 0;
}
