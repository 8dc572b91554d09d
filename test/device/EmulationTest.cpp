// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A device without narrow and wide types runs the kernels that have them all the
// same, none on the host, and computes what the CPU does.

#include "cameo_gpu.hpp"
#include "test/runtime/vulkan/CallersDevice.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

extern "C" const cameo_model types_model, fours_model;

namespace {

using Bytes = std::vector<unsigned char>;

size_t bytesOf(int32_t dtype) { return size_t(cameo_dtype_bits(dtype) + 7) / 8; }

// Of float16, without the help of any compiler.
float floatOf(uint16_t half) {
  const int exponent = half >> 10 & 31, digits = half & 1023;
  float value = exponent == 31  ? (digits ? NAN : INFINITY)
                : exponent == 0 ? std::ldexp(float(digits), -24)
                                : std::ldexp(float(1024 + digits), exponent - 25);
  return std::copysign(value, half >> 15 ? -1.0f : 1.0f);
}

// Neither 0 nor -1, by which the smallest number has no quotient.
bool isDivisor(uint64_t value, int32_t dtype) {
  value <<= 64 - 8 * bytesOf(dtype);
  return value && int64_t(value) >> (64 - 8 * bytesOf(dtype)) != -1;
}

/// Inputs of `count` elements each: what is special about a type, then anything.
std::vector<Bytes> makeInputs(int64_t count) {
  std::vector<Bytes> inputs;
  uint64_t state = 1;
  auto random = [&] {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return state >> 13 ^ state << 40;
  };
  for (int32_t i = 0; i < types_model.num_inputs; ++i) {
    const int32_t dtype = types_model.inputs[i].dtype;
    Bytes &bytes = inputs.emplace_back(count * bytesOf(dtype));
    for (int64_t k = 0; k < count; ++k) {
      uint64_t value = random();
      if (dtype == CAMEO_BOOL)
        value &= 1;
      // Devices need not keep denormals of float32, which those of bfloat16 are.
      if (dtype == CAMEO_BFLOAT16 && (value & 0x7f00) == 0)
        value |= 0x100;
      if (dtype == CAMEO_FLOAT16 && i == 0)
        value = uint64_t(k); // each of them
      if (dtype == CAMEO_FLOAT32) {
        // All of float16, the middles between two, and what is beside both.
        const uint16_t half = uint16_t(k / 6);
        float number = floatOf(half);
        if (k % 6 >= 3)
          number += (floatOf(half + 1) - number) / 2;
        if (k % 3 == 1)
          number = std::nextafter(number, INFINITY);
        if (k % 3 == 2)
          number = std::nextafter(number, -INFINITY);
        if (k % 7 == 6)
          number *= 0x1p40f;
        std::memcpy(&value, &number, sizeof number);
      }
      if (bytesOf(dtype) == 8 && k % 3 == 1) // also short ones
        value = uint64_t(int64_t(value) >> (k % 64));
      const std::string_view name = types_model.inputs[i].name;
      if (name == "u2" && k % 2) // places to shift by
        value %= 70;
      const bool divides = name == "m" || name.ends_with("2");
      if (divides && !isDivisor(value, dtype))
        value = 3;
      std::memcpy(bytes.data() + k * bytesOf(dtype), &value, bytesOf(dtype));
    }
  }
  return inputs;
}

bool isNaN(const unsigned char *element, int32_t dtype) {
  uint32_t bits = 0;
  std::memcpy(&bits, element, bytesOf(dtype));
  switch (dtype) {
  case CAMEO_FLOAT16:
    return (bits & 0x7fff) > 0x7c00;
  case CAMEO_BFLOAT16:
    return (bits & 0x7fff) > 0x7f80;
  case CAMEO_FLOAT32:
    return (bits & 0x7fffffff) > 0x7f800000;
  default:
    return false;
  }
}

struct ModelRun {
  std::vector<Bytes> outputs;
  cameo_status status;
  /// In fours_model each of the `count` rows has four elements.
  ModelRun(const cameo_model &model, const std::vector<Bytes> &inputs, int64_t count,
           const cameo_context *context) {
    int64_t rows = &model == &fours_model ? count / 4 : count;
    std::vector<const void *> in;
    std::vector<void *> out;
    for (const Bytes &input : inputs)
      in.push_back(input.data());
    for (int32_t i = 0; i < types_model.num_outputs; ++i)
      outputs.emplace_back(count * bytesOf(types_model.outputs[i].dtype), 0xcd);
    for (Bytes &output : outputs)
      out.push_back(output.data());
    status = cameo_status(model.invoke(&rows, in.data(), out.data(), nullptr, context));
  }
};

void expectEqual(const ModelRun &expected, const ModelRun &actual, int64_t count) {
  ASSERT_EQ(expected.status, CAMEO_OK);
  ASSERT_EQ(actual.status, CAMEO_OK);
  for (int32_t i = 0; i < types_model.num_outputs; ++i) {
    const cameo_tensor_info &info = types_model.outputs[i];
    const size_t size = bytesOf(info.dtype);
    int wrong = 0;
    for (int64_t k = 0; k < count && wrong < 3; ++k) {
      const unsigned char *x = expected.outputs[i].data() + k * size,
                          *y = actual.outputs[i].data() + k * size;
      if (std::memcmp(x, y, size) == 0 || (isNaN(x, info.dtype) && isNaN(y, info.dtype)))
        continue;
      uint64_t bits[2] = {};
      std::memcpy(&bits[0], x, size);
      std::memcpy(&bits[1], y, size);
      ADD_FAILURE() << info.name << "[" << k << "] of " << count << " is " << std::hex << bits[1]
                    << ", not " << bits[0];
      ++wrong;
    }
  }
}

/// On the caller's device no feature is on, on its own the driver's all.
class Emulation : public testing::TestWithParam<std::tuple<bool, const cameo_model *>> {
protected:
  void SetUp() override {
    if (std::get<bool>(GetParam()))
      device = std::make_unique<test::CallersDevice>();
    cameo_device_options options = {};
    if (device)
      options = device->options;
    options.cache = "";
    ASSERT_EQ(instance.create(cameo::Model(model), options), CAMEO_OK)
        << cameo::Instance::message();
    ASSERT_EQ(instance.status(), CAMEO_OK) << instance.device();
    instance.bind(context);
  }
  const cameo_model &model = *std::get<const cameo_model *>(GetParam());
  std::unique_ptr<test::CallersDevice> device;
  cameo::Instance instance;
  cameo_context context = {};
};

// Tails of words, of workgroups, and every float16.
TEST_P(Emulation, ComputesWhatTheCPUDoes) {
  for (int64_t count : {1, 2, 3, 4, 5, 6, 7, 8, 9, 255, 257, 1028, 6 * 65536 + 4}) {
    if (&model == &fours_model && count % 4)
      continue;
    const std::vector<Bytes> inputs = makeInputs(count);
    const ModelRun expected(model, inputs, count, nullptr), actual(model, inputs, count, &context);
    expectEqual(expected, actual, count);
  }
  EXPECT_EQ(instance.counters().host_steps, 0u);
  EXPECT_GT(instance.counters().dispatches, 0u);
}

int32_t outputNamed(const char *name) {
  for (int32_t i = 0; i < types_model.num_outputs; ++i)
    if (std::strcmp(types_model.outputs[i].name, name) == 0)
      return i;
  ADD_FAILURE() << name;
  return -1;
}

// What is beyond the tensor in a caller's buffer stays; where the buffer ends
// with the tensor, words would be beyond it, and the host takes over.
TEST_P(Emulation, KeepsToTheCallersBuffer) {
  if (!device || &model == &fours_model)
    GTEST_SKIP() << "buffers are of a caller's device, and tails not of whole words";
  constexpr int64_t count = 5;
  const int32_t output = outputNamed("ui8_sum");
  const std::vector<Bytes> inputs = makeInputs(count);
  const ModelRun expected(model, inputs, count, nullptr);
  for (uint64_t room : {8, 5}) {
    test::CallersDevice::Buffer buffer(*device, 64);
    std::memset(buffer.data, 0xab, 64);
    ASSERT_EQ(instance.bindOutput(output, buffer.buffer, 0, room), CAMEO_OK);
    const uint64_t before = instance.counters().host_steps;
    const ModelRun actual(model, inputs, count, &context);
    ASSERT_EQ(actual.status, CAMEO_OK);
    EXPECT_EQ(instance.counters().host_steps - before, room < 8 ? 1u : 0u);
    EXPECT_EQ(std::memcmp(buffer.data, expected.outputs[output].data(), count), 0);
    for (int64_t i = count; i < 64; ++i)
      EXPECT_EQ(reinterpret_cast<unsigned char *>(buffer.data)[i], 0xab) << i;
    ASSERT_EQ(instance.bindOutput(output, nullptr), CAMEO_OK);
  }
}

INSTANTIATE_TEST_SUITE_P(Devices, Emulation,
                         testing::Combine(testing::Bool(),
                                          testing::Values(&types_model, &fours_model)),
                         [](const auto &info) {
                           return std::string(std::get<bool>(info.param) ? "Callers" : "Own") +
                                  (std::get<1>(info.param) == &types_model ? "Elements" : "Fours");
                         });

} // namespace
