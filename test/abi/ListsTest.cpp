// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Strings, sequences, optional values and maps through the C++ wrapper, which frees
// what it owns.

#include "cameo_runtime.hpp"
#include "Check.h"
#include "lists.h"

#include <array>
#include <map>
#include <string>

namespace {

/// Counts the blocks that are not freed.
struct Memory {
  std::map<void *, size_t> blocks;
  cameo_context ctx{};

  Memory() {
    ctx.user = this;
    ctx.allocate = [](const cameo_context *c, size_t bytes, size_t alignment) -> void * {
      void *memory = std::aligned_alloc(alignment, (bytes / alignment + 1) * alignment);
      static_cast<Memory *>(c->user)->blocks[memory] = bytes;
      return memory;
    };
    ctx.deallocate = [](const cameo_context *c, void *memory, size_t bytes) {
      auto &blocks = static_cast<Memory *>(c->user)->blocks;
      CHECK(blocks.count(memory) && blocks[memory] == bytes);
      blocks.erase(memory);
      std::free(memory);
    };
  }
};

const std::array<const char *, 2> words{"Ada", "käse"};
const std::array<int64_t, 1> dims{2};

void testValues() {
  Memory memory;
  std::array<float, 2> item{1, 2};
  const std::array<int64_t, 1> extent{2};
  const std::array items{cameo::tensorOf(item, extent)};
  const cameo_sequence list = cameo::listOf(items);
  const cameo::Input in[] = {words, list, list};
  bool isThere = false;
  cameo::Output out[] = {{}, {}, std::span(&isThere, 1), {}};
  CHECK(cameo::run(lists_model, dims, in, out, &memory.ctx) == CAMEO_OK);
  {
    cameo::Strings greeting(out[0], 2, &memory.ctx), moved = std::move(greeting);
    CHECK(moved.size() == 2 && moved[0] == "hello Ada" && moved[1] == "hello käse");
    CHECK(greeting.size() == 0);
    cameo::List longer(out[1], &memory.ctx), named(out[3], &memory.ctx);
    CHECK(longer && longer.items().size() == 2);
    CHECK(longer.elements<float>(0).size() == 2 && longer.elements<float>(0)[1] == 2);
    CHECK(longer.elements<float>(1).size() == 3 && longer.elements<float>(1)[2] == 9);
    CHECK(longer.elements<double>(1).empty());
    CHECK(isThere);
    // A sequence of one map, which is two vectors.
    CHECK(named.items().size() == 1 && named.items()[0].rank == CAMEO_MAP);
    const auto *map = static_cast<const cameo_sequence *>(named.items()[0].data);
    CHECK(map->size == 2 && static_cast<const int64_t *>(map->items[0].data)[1] == 5);
    CHECK(!memory.blocks.empty());
  }
  CHECK(memory.blocks.empty());
}

void testNothing() {
  Memory memory;
  const cameo_sequence empty = cameo::listOf({});
  const cameo::Input in[] = {words, empty, std::nullopt};
  bool isThere = true;
  cameo::Output out[] = {{}, {}, std::span(&isThere, 1), {}};
  CHECK(cameo::run(lists_model, dims, in, out, &memory.ctx) == CAMEO_OK);
  CHECK(!isThere);
  cameo::Strings(out[0], 2, &memory.ctx);
  CHECK(cameo::List(out[1], &memory.ctx).items().size() == 1);
  cameo::List(out[3], &memory.ctx);
  CHECK(memory.blocks.empty());
  CHECK(!cameo::List());
}

void testRefused() {
  const cameo_sequence empty = cameo::listOf({});
  std::array<const char *, 2> room{};
  std::array<float, 2> numbers{};
  bool isThere = false;
  cameo::Output out[] = {{}, {}, std::span(&isThere, 1), {}};
  cameo::Output given[] = {room, {}, std::span(&isThere, 1), {}};
  // Numbers for strings, a tensor for a list, nothing for what is not optional, a buffer
  // for what the run allocates, and one string too few.
  const cameo::Input numeric[] = {numbers, empty, empty}, tensor[] = {words, numbers, empty},
                     nothing[] = {words, std::nullopt, empty}, in[] = {words, empty, empty},
                     fewer[] = {std::span(words).first(1), empty, empty};
  CHECK(cameo::run(lists_model, dims, numeric, out) == CAMEO_ERROR_INVALID_ARGUMENT);
  CHECK(cameo::run(lists_model, dims, tensor, out) == CAMEO_ERROR_INVALID_ARGUMENT);
  CHECK(cameo::run(lists_model, dims, nothing, out) == CAMEO_ERROR_INVALID_ARGUMENT);
  CHECK(cameo::run(lists_model, dims, in, given) == CAMEO_ERROR_INVALID_ARGUMENT);
  CHECK(cameo::run(lists_model, dims, fewer, out) == CAMEO_ERROR_SHAPE);
}

} // namespace

int main() {
  testValues();
  testNothing();
  testRefused();
  return failures != 0;
}
