// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model with a device part, by hand: three kernels, 1000 floats of weights,
// and a `record` that each test writes.

#ifndef CAMEO_TEST_GPUMODEL_H
#define CAMEO_TEST_GPUMODEL_H

#include "cameo_gpu.h"

#include <gtest/gtest.h>

#include <bit>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace test {

enum Kernel : uint32_t { Add, Scale, Half, Unsupported, NumKernels };

/// Beside `model`, an instance of it; the model has one dim, inputs x and y and
/// outputs z and w, all of n floats.
class GpuModel {
public:
  using Record =
      std::function<int(const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *recorder)>;
  static constexpr int64_t numWeights = 1000;

  explicit GpuModel(Record record, bool hasCpuCode = false);
  ~GpuModel();
  GpuModel(const GpuModel &) = delete;

  /// Without a cache on disk, unless `options` say otherwise.
  cameo_status create(const cameo_device_options *options = nullptr,
                      const cameo_context *ctx = nullptr);
  void destroy();
  /// Runs with n = x.size(); z and w get n elements.
  cameo_status run(const std::vector<float> &x, const std::vector<float> &y,
                   const cameo_context *ctx = nullptr);
  cameo_instance_counters count() const;

  cameo_model model = {};
  cameo_gpu_program program = {};
  std::vector<cameo_gpu_kernel> kernels;
  std::vector<float> weights;
  Record record;
  cameo_instance *instance = nullptr;
  std::vector<float> z, w;
  int cpuRuns = 0;
};

//===-- For writing `record` ----------------------------------------------===//

inline cameo_gpu_range in(uint32_t i, uint64_t bytes, uint64_t offset = 0) {
  return {CAMEO_GPU_INPUT(i), 0, offset, bytes};
}
inline cameo_gpu_range out(uint32_t i, uint64_t bytes, uint64_t offset = 0) {
  return {CAMEO_GPU_OUTPUT(i), 1, offset, bytes};
}
inline cameo_gpu_range tmp(uint64_t offset, uint64_t bytes, bool written) {
  return {CAMEO_GPU_WORKSPACE, written, offset, bytes};
}
inline cameo_gpu_range weight(uint64_t offset, uint64_t bytes) {
  return {CAMEO_GPU_WEIGHTS, 0, offset, bytes};
}
inline cameo_gpu_range read(cameo_gpu_range range) {
  return {range.space, 0, range.offset, range.bytes};
}

/// Reserves x, y, z, w and `workspace` bytes, and sets the shapes.
int reserveAll(const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r,
               uint64_t workspace = 0);
/// c = a + b.
int add(cameo_gpu_recorder *r, uint32_t n, cameo_gpu_range a, cameo_gpu_range b, cameo_gpu_range c);
/// b = a * s + t.
int scale(cameo_gpu_recorder *r, uint32_t n, cameo_gpu_range a, float s, float t,
          cameo_gpu_range b);

inline uint64_t bytesOf(const int64_t *dims) { return static_cast<uint64_t>(dims[0]) * 4; }
inline uint32_t countOf(const int64_t *dims) { return static_cast<uint32_t>(dims[0]); }
/// A whole record: z = x + y, w = 2 x + 1.
int simple(const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r);
/// That this was run with x = x0, x0 + 1, … and y likewise.
void expectSimple(const GpuModel &m, float x0, float y0);

/// first, first + 1, …
std::vector<float> iota(size_t n, float first = 0);

/// Whether the whole suite runs on the fake loader, as on a graphics card.
bool isDiscreteByDefault();

/// Tests that look at what Vulkan was asked to do, or make it fail.
class WithFakeLoader : public testing::Test {
protected:
  void SetUp() override;
  void TearDown() override;
};

/// What a context's log hook got.
struct Log {
  Log();
  cameo_context ctx = {};
  std::vector<std::pair<int, std::string>> lines;
};

} // namespace test

#define TRY(call)                                                                                  \
  if (int status_ = (call))                                                                        \
  return status_

#endif
