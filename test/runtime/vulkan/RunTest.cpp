// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs on the device: results, replays, host steps, reading, outputs.

#include "GpuModel.h"

using namespace test;

namespace {

TEST(Run, AddsAndScales) {
  GpuModel m(simple);
  ASSERT_EQ(m.create(), CAMEO_OK) << cameo_instance_message();
  EXPECT_EQ(cameo_instance_status(m.instance), CAMEO_OK);
  EXPECT_STRNE(cameo_instance_device(m.instance), "");
  ASSERT_EQ(m.run(iota(1000, 3), iota(1000, 7)), CAMEO_OK);
  expectSimple(m, 3, 7);
  EXPECT_EQ(m.count().dispatches, 2u);
  EXPECT_EQ(m.count().runs, 1u);
  EXPECT_EQ(m.count().uploaded_bytes, 8000u);
  EXPECT_EQ(m.count().downloaded_bytes, 8000u);
}

TEST(Run, ReplaysWithoutRecording) {
  int calls = 0;
  GpuModel m([&](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) {
    ++calls;
    return simple(dims, shapes, r);
  });
  ASSERT_EQ(m.create(), CAMEO_OK);
  for (float x : {1.0f, 20.0f, -3.0f, 0.5f}) {
    ASSERT_EQ(m.run(iota(333, x), iota(333, -x)), CAMEO_OK);
    expectSimple(m, x, -x);
  }
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(m.count().recordings, 1u);
  EXPECT_EQ(m.count().dispatches, 8u);
}

TEST(Run, RecordsOtherDims) {
  GpuModel m(simple);
  ASSERT_EQ(m.create(), CAMEO_OK);
  // Growing makes new buffers, of which the first recording knows nothing.
  for (size_t n : {100u, 5000u, 100u, 5000u, 100u, 1u, 0u}) {
    ASSERT_EQ(m.run(iota(n, 2), iota(n, 3)), CAMEO_OK);
    expectSimple(m, 2, 3);
  }
  EXPECT_EQ(m.count().recordings, 5u);
  EXPECT_EQ(m.count().runs, 7u);
}

TEST(Run, KeepsTheLastRecordings) {
  GpuModel m(simple);
  ASSERT_EQ(m.create(), CAMEO_OK);
  ASSERT_EQ(m.run(iota(100), iota(100)), CAMEO_OK);
  for (size_t n = 1; n <= 20; ++n)
    ASSERT_EQ(m.run(iota(n), iota(n)), CAMEO_OK);
  ASSERT_EQ(m.count().recordings, 21u);
  for (size_t n = 14; n <= 20; ++n)
    ASSERT_EQ(m.run(iota(n, 5), iota(n, 6)), CAMEO_OK);
  expectSimple(m, 5, 6);
  EXPECT_EQ(m.count().recordings, 21u);
  ASSERT_EQ(m.run(iota(1, 8), iota(1, 9)), CAMEO_OK);
  expectSimple(m, 8, 9);
  EXPECT_EQ(m.count().recordings, 22u);
}

TEST(Run, ThroughTheModelsEntryPoint) {
  GpuModel m(simple, /*hasCpuCode=*/true);
  ASSERT_EQ(m.create(), CAMEO_OK);
  cameo_context ctx = {};
  ctx.instance = m.instance;
  const float x[] = {1, 2}, y[] = {3, 4};
  float z[2], w[2];
  const int64_t n = 2;
  const void *inputs[] = {x, y};
  void *outputs[] = {z, w};
  ASSERT_EQ(m.model.invoke(&n, inputs, outputs, nullptr, &ctx), CAMEO_OK);
  EXPECT_EQ(z[1], 6);
  EXPECT_EQ(w[1], 5);
  EXPECT_EQ(m.cpuRuns, 0);
}

TEST(Run, Weights) {
  auto record = [](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) -> int {
    TRY(reserveAll(dims, shapes, r));
    const uint64_t bytes = bytesOf(dims);
    TRY(add(r, countOf(dims), in(0, bytes), weight(0, bytes), out(0, bytes)));
    return add(r, countOf(dims), in(0, bytes), weight(1024, bytes), out(1, bytes));
  };
  for (bool sideFile : {false, true}) {
    GpuModel m(record);
    cameo_context ctx = {};
    if (sideFile) {
      m.program.weights = nullptr;
      EXPECT_EQ(m.create(), CAMEO_ERROR_WEIGHTS);
      ctx.weights = m.weights.data();
    }
    ASSERT_EQ(m.create(nullptr, &ctx), CAMEO_OK);
    if (sideFile)
      m.weights.assign(m.weights.size(), -1); // may go after the creation
    ASSERT_EQ(m.run(iota(100, 1), iota(100)), CAMEO_OK);
    EXPECT_EQ(m.z[99], 100 + 99.5f);
    EXPECT_EQ(m.w[99], 100 + 256 + 99.5f);
  }
}

TEST(Run, LargeWeightsInPieces) {
  GpuModel m([](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) -> int {
    TRY(reserveAll(dims, shapes, r));
    const uint64_t bytes = bytesOf(dims), most = uint64_t(12) << 20;
    TRY(add(r, countOf(dims), in(0, bytes), weight(most * 4 - 1024, bytes), out(0, bytes)));
    return add(r, countOf(dims), in(0, bytes), weight(16 << 20, bytes), out(1, bytes));
  });
  m.weights = iota(size_t(12) << 20); // 48 MiB; exact up to 2^24
  m.program.weights = m.weights.data();
  m.program.weights_bytes = m.weights.size() * 4;
  ASSERT_EQ(m.create(), CAMEO_OK);
  ASSERT_EQ(m.run(std::vector<float>(256, 1), iota(256)), CAMEO_OK);
  EXPECT_EQ(m.z[255], float(12 << 20));
  EXPECT_EQ(m.w[1], float((4 << 20) + 2));
}

//===-- Host steps --------------------------------------------------------===//

struct HostArguments {
  const cameo_context *ctx = nullptr;
  int64_t value = 0;
  int status = CAMEO_OK;
} seen;

// c = a + 2 b, all of values[0] floats.
int addTwice(void *const *buffers, const int64_t *values, const cameo_context *ctx) {
  seen.ctx = ctx;
  seen.value = values[1];
  const auto *a = static_cast<const float *>(buffers[0]),
             *b = static_cast<const float *>(buffers[1]);
  for (int64_t i = 0; i < values[0]; ++i)
    static_cast<float *>(buffers[2])[i] = a[i] + 2 * b[i];
  return seen.status;
}

int hostStep(cameo_gpu_recorder *r, int64_t n, cameo_gpu_range a, cameo_gpu_range b,
             cameo_gpu_range c) {
  const cameo_gpu_range ranges[] = {a, b, c};
  const int64_t values[] = {n, 4711};
  return r->host(r, addTwice, 3, ranges, 2, values);
}

// Device and host by turns, over every kind of memory.
int mixed(const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) {
  const uint64_t bytes = bytesOf(dims), second = (bytes + 255) / 256 * 256;
  TRY(reserveAll(dims, shapes, r, 2 * second));
  const cameo_gpu_range a = tmp(0, bytes, true), b = tmp(second, bytes, true);
  TRY(add(r, countOf(dims), in(0, bytes), in(1, bytes), a));           // a = x + y
  TRY(hostStep(r, dims[0], read(a), in(0, bytes), b));                 // b = 3 x + y
  TRY(scale(r, countOf(dims), read(b), 10, 0, a));                     // a = 30 x + 10 y
  TRY(hostStep(r, dims[0], read(a), weight(0, bytes), out(0, bytes))); // z = a + 2 weights
  TRY(hostStep(r, dims[0], in(1, bytes), read(out(0, bytes)), b));     // b = y + 2 z
  return scale(r, countOf(dims), read(b), 1, 1, out(1, bytes));        // w = b + 1
}

void expectMixed(const GpuModel &m, float x0, float y0) {
  for (size_t i = 0; i < m.z.size(); ++i) {
    const float f = float(i), x = x0 + f, y = y0 + f;
    ASSERT_EQ(m.z[i], 30 * x + 10 * y + 2 * (0.5f + f)) << i;
    ASSERT_EQ(m.w[i], y + 2 * m.z[i] + 1) << i;
  }
}

TEST(HostSteps, BetweenDispatches) {
  GpuModel m(mixed);
  ASSERT_EQ(m.create(), CAMEO_OK);
  cameo_context ctx = {};
  for (float x : {1.0f, 2.0f, 8.0f})
    for (size_t n : {100u, 777u}) {
      seen = {};
      ASSERT_EQ(m.run(iota(n, x), iota(n, 2 * x), &ctx), CAMEO_OK);
      expectMixed(m, x, 2 * x);
      EXPECT_EQ(seen.ctx, &ctx);
      EXPECT_EQ(seen.value, 4711);
    }
  EXPECT_EQ(m.count().host_steps, 18u);
  EXPECT_EQ(m.count().dispatches, 18u);
}

// What a host step only reads is where it is; the device is not asked.
TEST(HostSteps, AloneNeedNoDevice) {
  GpuModel m([](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) -> int {
    TRY(reserveAll(dims, shapes, r));
    TRY(hostStep(r, dims[0], in(0, bytesOf(dims)), weight(0, bytesOf(dims)),
                 out(0, bytesOf(dims))));
    return hostStep(r, dims[0], in(0, bytesOf(dims)), in(1, bytesOf(dims)), out(1, bytesOf(dims)));
  });
  ASSERT_EQ(m.create(), CAMEO_OK);
  ASSERT_EQ(m.run(iota(50, 1), iota(50, 2)), CAMEO_OK);
  EXPECT_EQ(m.z[49], 50 + 2 * 49.5f);
  EXPECT_EQ(m.w[49], 50 + 2 * 51.0f);
  EXPECT_EQ(m.count().uploaded_bytes, isDiscreteByDefault() ? 400u : 0u);
}

TEST(HostSteps, FailuresAreTheRuns) {
  GpuModel m(mixed, /*hasCpuCode=*/true);
  ASSERT_EQ(m.create(), CAMEO_OK);
  seen.status = CAMEO_ERROR_INDEX;
  EXPECT_EQ(m.run(iota(10), iota(10)), CAMEO_ERROR_INDEX);
  EXPECT_EQ(m.run(iota(10), iota(10)), CAMEO_ERROR_INDEX);
  seen.status = CAMEO_OK;
  ASSERT_EQ(m.run(iota(10, 3), iota(10, 4)), CAMEO_OK);
  expectMixed(m, 3, 4);
  EXPECT_EQ(m.cpuRuns, 0);
  EXPECT_EQ(m.count().recordings, 1u);
}

//===-- Reading -----------------------------------------------------------===//

// z = x + y; w[0 .. n) = 2 x if the sum's first element is positive, else 3 x.
int dataDependent(const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) {
  const uint64_t bytes = bytesOf(dims);
  TRY(reserveAll(dims, shapes, r, bytes));
  TRY(add(r, countOf(dims), in(0, bytes), in(1, bytes), tmp(0, bytes, true)));
  const cameo_gpu_range first = tmp(0, 4, false);
  const void *data = nullptr, *again = nullptr;
  TRY(r->read(r, &first, &data));
  TRY(scale(r, countOf(dims), tmp(0, bytes, false), 1, 0, out(0, bytes)));
  const cameo_gpu_range wholeOutput = read(out(0, bytes));
  TRY(r->read(r, &wholeOutput, &again));
  const float value = *static_cast<const float *>(data);
  EXPECT_EQ(static_cast<const float *>(again)[0], value);
  return scale(r, countOf(dims), in(0, bytes), value > 0 ? 2 : 3, 0, out(1, bytes));
}

TEST(Read, DependsOnTheData) {
  GpuModel m(dataDependent);
  ASSERT_EQ(m.create(), CAMEO_OK);
  for (float x : {5.0f, -50.0f, 6.0f}) {
    ASSERT_EQ(m.run(iota(64, x), iota(64, 1)), CAMEO_OK);
    EXPECT_EQ(m.z[63], x + 63 + 64);
    EXPECT_EQ(m.w[63], (x > 0 ? 2 : 3) * (x + 63));
  }
  EXPECT_EQ(m.count().recordings, 3u);
  EXPECT_EQ(m.count().dispatches, 9u);
  EXPECT_EQ(m.count().host_steps, 0u);
  EXPECT_EQ(m.count().uploaded_bytes, 3 * 512u); // each input once
}

TEST(Read, OfInputsAndWeights) {
  GpuModel m([](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) -> int {
    TRY(reserveAll(dims, shapes, r));
    const cameo_gpu_range x = in(0, 4, 4), seven = weight(28, 4);
    const void *a = nullptr, *b = nullptr;
    TRY(r->read(r, &x, &a));
    TRY(r->read(r, &seven, &b));
    const float sum = *static_cast<const float *>(a) + *static_cast<const float *>(b);
    TRY(scale(r, countOf(dims), in(0, bytesOf(dims)), 0, sum, out(0, bytesOf(dims))));
    return scale(r, countOf(dims), in(0, bytesOf(dims)), 0, 1, out(1, bytesOf(dims)));
  });
  ASSERT_EQ(m.create(), CAMEO_OK);
  ASSERT_EQ(m.run(iota(5, 1), iota(5)), CAMEO_OK);
  EXPECT_EQ(m.z[0], 2 + 7.5f);
}

//===-- Outputs -----------------------------------------------------------===//

struct Allocations {
  int left = 1000, live = 0;
  cameo_context ctx = {};
  Allocations() {
    ctx.user = this;
    ctx.allocate = [](const cameo_context *c, size_t bytes, size_t alignment) -> void * {
      auto *self = static_cast<Allocations *>(c->user);
      if (self->left-- <= 0)
        return nullptr;
      ++self->live;
      return cameo_allocate(nullptr, bytes, alignment);
    };
    ctx.deallocate = [](const cameo_context *c, void *memory, size_t bytes) {
      --static_cast<Allocations *>(c->user)->live;
      cameo_deallocate(nullptr, memory, bytes);
    };
  }
};

TEST(Outputs, AreAllocated) {
  GpuModel m(simple);
  ASSERT_EQ(m.create(), CAMEO_OK);
  Allocations a;
  const auto x = iota(100, 1), y = iota(100, 2);
  for (int64_t n : {100, 0}) {
    const void *inputs[] = {x.data(), y.data()};
    std::vector<float> mine(100);
    void *outputs[] = {nullptr, mine.data()};
    int64_t shape = -1, *shapes[] = {&shape, nullptr};
    ASSERT_EQ(cameo_instance_invoke(m.instance, &n, inputs, outputs, shapes, &a.ctx), CAMEO_OK);
    ASSERT_NE(outputs[0], nullptr);
    EXPECT_EQ(outputs[1], mine.data());
    EXPECT_EQ(reinterpret_cast<uintptr_t>(outputs[0]) % 64, 0u);
    EXPECT_EQ(shape, n);
    if (n) {
      EXPECT_EQ(static_cast<float *>(outputs[0])[99], 100 + 101.0f);
      EXPECT_EQ(mine[99], 201);
    }
    EXPECT_EQ(a.live, 1);
    cameo_deallocate(&a.ctx, outputs[0], size_t(n) * 4);
  }
}

TEST(Outputs, OutOfMemoryLeavesNothing) {
  GpuModel m(simple, /*hasCpuCode=*/true);
  ASSERT_EQ(m.create(), CAMEO_OK);
  Allocations a;
  a.left = 1;
  const auto x = iota(100, 1), y = iota(100, 2);
  const int64_t n = 100;
  const void *inputs[] = {x.data(), y.data()};
  void *outputs[] = {nullptr, nullptr};
  EXPECT_EQ(cameo_instance_invoke(m.instance, &n, inputs, outputs, nullptr, &a.ctx),
            CAMEO_ERROR_OUT_OF_MEMORY);
  EXPECT_EQ(outputs[0], nullptr);
  EXPECT_EQ(outputs[1], nullptr);
  EXPECT_EQ(a.live, 0);
  EXPECT_EQ(m.cpuRuns, 0);
  EXPECT_EQ(cameo_instance_status(m.instance), CAMEO_OK);
}

//===-- Arguments ---------------------------------------------------------===//

TEST(Arguments, OfARun) {
  GpuModel m(simple);
  ASSERT_EQ(m.create(), CAMEO_OK);
  const float x[1] = {};
  float z[1], w[1];
  int64_t n = 1;
  const void *inputs[] = {x, x}, *missing[] = {x, nullptr};
  void *outputs[] = {z, w};
  auto invoke = [&](cameo_instance *instance, const int64_t *dims, const void *const *in,
                    void **out) {
    return cameo_instance_invoke(instance, dims, in, out, nullptr, nullptr);
  };
  EXPECT_EQ(invoke(m.instance, &n, inputs, outputs), CAMEO_OK);
  EXPECT_EQ(invoke(nullptr, &n, inputs, outputs), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(invoke(m.instance, nullptr, inputs, outputs), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(invoke(m.instance, &n, nullptr, outputs), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(invoke(m.instance, &n, missing, outputs), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(invoke(m.instance, &n, inputs, nullptr), CAMEO_ERROR_INVALID_ARGUMENT);
  n = -1;
  EXPECT_EQ(invoke(m.instance, &n, inputs, outputs), CAMEO_ERROR_SHAPE);
}

TEST(Arguments, OfACreation) {
  GpuModel m(simple, /*hasCpuCode=*/true);
  cameo_instance *instance = nullptr;
  EXPECT_EQ(cameo_instance_create(nullptr, nullptr, nullptr, &instance),
            CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(cameo_instance_create(&m.model, nullptr, nullptr, nullptr),
            CAMEO_ERROR_INVALID_ARGUMENT);
  cameo_device_options half = {};
  half.vk_device = &half;
  EXPECT_EQ(m.create(&half), CAMEO_ERROR_INVALID_ARGUMENT);
  m.model.abi_version = 1;
  EXPECT_EQ(m.create(), CAMEO_ERROR_ABI);
  m.model.abi_version = CAMEO_ABI_VERSION;
  m.model.gpu = nullptr;
  EXPECT_EQ(m.create(), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_NE(std::string(cameo_instance_message()).find("--device=vulkan"), std::string::npos);
  EXPECT_EQ(cameo_instance_status(nullptr), CAMEO_ERROR_INVALID_ARGUMENT);
  cameo_instance_destroy(nullptr);
  cameo_instance_count(nullptr, nullptr);
}

} // namespace
