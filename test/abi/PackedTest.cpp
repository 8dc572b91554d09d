// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tensors of elements below a byte: how they lie in the caller's memory.

#include "packed.h"
#include "Check.h"

#include "cameo_runtime.hpp"
#include <array>
#include <cstdlib>
#include <vector>

namespace {

// 0 1 2, 13 14 15, 7 8 9; the bits above the last one are nobody's.
constexpr std::array<uint8_t, 5> x{0x10, 0xd2, 0xfe, 0x87, 0xf9};
// -2 -1 0 1, -2
constexpr std::array<uint8_t, 2> y{0x4e, 0xfe};
constexpr std::array<uint8_t, 5> turned{0xd0, 0x17, 0x8e, 0xf2, 0x09};
constexpr std::array<uint8_t, 2> same{0x4e, 0x02};
constexpr std::array<int8_t, 9> wide{0, 1, 2, 13, 14, 15, 7, 8, 9};
constexpr packed_inputs inputs{x.data(), y.data(), 3};

// Nothing is written behind the last byte.
void testCallersBuffers() {
  std::array<uint8_t, 6> first{1, 2, 3, 4, 5, 0xa5};
  std::array<uint8_t, 3> second{1, 2, 0xa5};
  std::array<int8_t, 9> third;
  packed_outputs outputs{first.data(), second.data(), third.data(), {}, {}};
  CHECK(packed_run(&inputs, &outputs, nullptr) == CAMEO_OK);
  CHECK(std::equal(turned.begin(), turned.end(), first.begin()) && first.back() == 0xa5);
  CHECK(std::equal(same.begin(), same.end(), second.begin()) && second.back() == 0xa5);
  CHECK(third == wide);
  CHECK(outputs.turned_shape[0] == 3 && outputs.turned_shape[1] == 3);
}

// Without a single element there is nothing to read or write.
void testEmpty() {
  uint8_t first = 0xa5;
  std::array<uint8_t, 2> second{};
  int8_t third = 0x5a;
  packed_inputs none = inputs;
  none.n = 0;
  packed_outputs outputs{&first, second.data(), &third, {}, {}};
  CHECK(packed_run(&none, &outputs, nullptr) == CAMEO_OK);
  CHECK(first == 0xa5 && second == same && third == 0x5a);
  CHECK(outputs.turned_shape[0] == 3 && outputs.turned_shape[1] == 0);
}

// What the run allocates has the size of the packed tensor.
void testAllocatedOutputs() {
  std::vector<size_t> sizes;
  cameo_context context{};
  context.user = &sizes;
  context.allocate = [](const cameo_context *ctx, size_t bytes, size_t) -> void * {
    static_cast<std::vector<size_t> *>(ctx->user)->push_back(bytes);
    return std::aligned_alloc(64, (bytes + 63) / 64 * 64);
  };
  context.deallocate = [](const cameo_context *, void *memory, size_t) { std::free(memory); };
  packed_outputs outputs{};
  CHECK(packed_run(&inputs, &outputs, &context) == CAMEO_OK);
  CHECK(sizes.size() >= 3 && sizes[0] == 5 && sizes[1] == 2 && sizes[2] == 9);
  CHECK(std::equal(turned.begin(), turned.end(), outputs.turned));
  CHECK(std::equal(same.begin(), same.end(), outputs.same));
  std::free(outputs.turned);
  std::free(outputs.same);
  std::free(outputs.wide);
}

void testWrapper() {
  const int64_t dims[] = {3};
  auto bytes = [](auto &array) { return std::as_bytes(std::span(array)); };
  std::array<std::byte, 5> first;
  std::array<std::byte, 2> second;
  std::array<int8_t, 9> third;
  const cameo::Input in[] = {bytes(x), bytes(y)};
  cameo::Output out[] = {first, second, third};
  CHECK(cameo::run(packed_model, dims, in, out) == CAMEO_OK);
  CHECK(std::equal(first.begin(), first.end(), bytes(turned).begin()));
  CHECK(std::equal(second.begin(), second.end(), bytes(same).begin()));
  CHECK(third == wide);
  // A byte an element is too much, and elements of a byte are another type.
  std::array<std::byte, 9> loose{};
  const cameo::Input unpacked[] = {loose, bytes(y)}, typed[] = {x, bytes(y)};
  CHECK(cameo::run(packed_model, dims, unpacked, out) == CAMEO_ERROR_SHAPE);
  CHECK(cameo::run(packed_model, dims, typed, out) == CAMEO_ERROR_INVALID_ARGUMENT);
}

} // namespace

int main() {
  testCallersBuffers();
  testEmpty();
  testAllocatedOutputs();
  testWrapper();
  return failures != 0;
}
