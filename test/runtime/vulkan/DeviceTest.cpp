// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which device, whose device, whose buffers, and the cache of its pipelines.

#include "CallersDevice.h"
#include "GpuModel.h"
#include "cameo_gpu.hpp"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

using namespace test;

namespace {

//===-- Choice ------------------------------------------------------------===//

cameo_status createFor(const char *device, std::string *name = nullptr) {
  GpuModel m(simple);
  cameo_device_options options = {};
  options.device = device;
  options.cache = "";
  const cameo_status status = m.create(&options);
  if (name && status == CAMEO_OK)
    *name = cameo_instance_device(m.instance);
  return status;
}

TEST(Choice, ByKindOrName) { // the drivers of the tests are CPUs
  std::string best, name;
  ASSERT_EQ(createFor(nullptr, &best), CAMEO_OK);
  EXPECT_EQ(createFor("cpu", &name), CAMEO_OK);
  EXPECT_EQ(name, best);
  EXPECT_EQ(createFor("CPU"), CAMEO_OK);
  EXPECT_EQ(createFor("discrete"), CAMEO_ERROR_DEVICE);
  EXPECT_EQ(createFor("integrated"), CAMEO_ERROR_DEVICE);
  EXPECT_EQ(createFor("virtual"), CAMEO_ERROR_DEVICE);
  std::string part = best.substr(1, 5);
  EXPECT_EQ(createFor(part.c_str()), CAMEO_OK) << part;
  for (char &c : part)
    c = char(std::toupper(c));
  EXPECT_EQ(createFor(part.c_str()), CAMEO_OK) << part;
  EXPECT_EQ(createFor("no such name"), CAMEO_ERROR_DEVICE);
}

TEST(Choice, OptionsComeBeforeTheEnvironment) {
  setenv("CAMEO_DEVICE", "discrete", 1);
  EXPECT_EQ(createFor(nullptr), CAMEO_ERROR_DEVICE);
  EXPECT_EQ(createFor("cpu"), CAMEO_OK);
  setenv("CAMEO_DEVICE", "", 1);
  EXPECT_EQ(createFor(nullptr), CAMEO_OK);
  unsetenv("CAMEO_DEVICE");
}

//===-- Several at a time -------------------------------------------------===//

TEST(Threads, TakeTurnsOnAnInstance) {
  GpuModel m(simple);
  ASSERT_EQ(m.create(), CAMEO_OK);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 10; ++i) {
        const auto n = int64_t(100 + 50 * (i % 3));
        const auto x = iota(size_t(n), float(t)), y = iota(size_t(n), float(i));
        std::vector<float> z(x.size()), w(x.size());
        const void *inputs[] = {x.data(), y.data()};
        void *outputs[] = {z.data(), w.data()};
        wrong +=
            cameo_instance_invoke(m.instance, &n, inputs, outputs, nullptr, nullptr) != CAMEO_OK;
        for (size_t j = 0; j < x.size(); ++j)
          wrong += z[j] != x[j] + y[j] || w[j] != 2 * x[j] + 1;
      }
    });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(m.count().runs, 40u);
}

TEST(Threads, SeveralInstances) {
  GpuModel m(simple);
  std::vector<cameo_instance *> instances(3);
  cameo_device_options options = {};
  options.cache = "";
  for (cameo_instance *&instance : instances)
    ASSERT_EQ(cameo_instance_create(&m.model, &options, nullptr, &instance), CAMEO_OK);
  std::vector<std::thread> threads;
  std::atomic<int> wrong = 0;
  for (cameo_instance *instance : instances)
    threads.emplace_back([&, instance] {
      const auto x = iota(64, 1);
      std::vector<float> z(64), w(64);
      const void *inputs[] = {x.data(), x.data()};
      void *outputs[] = {z.data(), w.data()};
      const int64_t n = 64;
      for (int i = 0; i < 10; ++i)
        wrong +=
            cameo_instance_invoke(instance, &n, inputs, outputs, nullptr, nullptr) != CAMEO_OK ||
            z[63] != 128;
    });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(wrong, 0);
  for (cameo_instance *instance : instances)
    cameo_instance_destroy(instance);
}

//===-- The caller's device and buffers -----------------------------------===//

TEST(CallersDevice, IsUsedAndLeftAlone) {
  CallersDevice device;
  for (int i = 0; i < 2; ++i) {
    GpuModel m(simple);
    ASSERT_EQ(m.create(&device.options), CAMEO_OK) << cameo_instance_message();
    ASSERT_EQ(m.run(iota(100, 1), iota(100, 2)), CAMEO_OK);
    expectSimple(m, 1, 2);
  }
}

TEST(CallersDevice, Buffers) {
  CallersDevice device;
  GpuModel m(simple, /*hasCpuCode=*/true);
  ASSERT_EQ(m.create(&device.options), CAMEO_OK);
  CallersDevice::Buffer x(device, 8192), z(device, 8192);
  const int64_t n = 1000;
  std::vector<float> y = iota(1000, 5), w(1000);
  const void *inputs[] = {y.data(), y.data()}; // the first is not looked at
  void *outputs[] = {nullptr, w.data()};
  auto invoke = [&] {
    return cameo_instance_invoke(m.instance, &n, inputs, outputs, nullptr, nullptr);
  };

  for (uint64_t offset : {0, 512}) {
    ASSERT_EQ(cameo_instance_bind(m.instance, CAMEO_GPU_INPUT(0), x.buffer, offset, 4000),
              CAMEO_OK);
    ASSERT_EQ(cameo_instance_bind(m.instance, CAMEO_GPU_OUTPUT(0), z.buffer, 256, 4000), CAMEO_OK);
    for (float first : {1.0f, 7.0f}) {
      const auto before = m.count();
      for (int i = 0; i < 1000; ++i)
        x.data[offset / 4 + size_t(i)] = first + float(i);
      z.data[63] = z.data[64 + 1000] = -5;
      ASSERT_EQ(invoke(), CAMEO_OK);
      for (int i = 0; i < 1000; ++i) {
        ASSERT_EQ(z.data[64 + i], first + float(i) + 5 + float(i));
        ASSERT_EQ(w[size_t(i)], 2 * (first + float(i)) + 1);
      }
      EXPECT_EQ(z.data[63], -5);
      EXPECT_EQ(z.data[64 + 1000], -5);
      EXPECT_EQ(outputs[0], nullptr);
      EXPECT_EQ(m.count().uploaded_bytes - before.uploaded_bytes, 4000u);
      EXPECT_EQ(m.count().downloaded_bytes - before.downloaded_bytes, 4000u);
    }
  }

  // Too small for the tensor.
  ASSERT_EQ(cameo_instance_bind(m.instance, CAMEO_GPU_OUTPUT(0), z.buffer, 0, 3996), CAMEO_OK);
  EXPECT_EQ(invoke(), CAMEO_ERROR_SHAPE);
  EXPECT_EQ(m.cpuRuns, 0);

  ASSERT_EQ(cameo_instance_bind(m.instance, CAMEO_GPU_OUTPUT(0), nullptr, 0, 0), CAMEO_OK);
  ASSERT_EQ(cameo_instance_bind(m.instance, CAMEO_GPU_INPUT(0), nullptr, 0, 0), CAMEO_OK);
  ASSERT_EQ(m.run(iota(1000, 3), iota(1000, 4)), CAMEO_OK);
  expectSimple(m, 3, 4);

  auto bind = [&](uint32_t space, uint64_t offset, uint64_t bytes) {
    return cameo_instance_bind(m.instance, space, x.buffer, offset, bytes);
  };
  EXPECT_EQ(bind(CAMEO_GPU_INPUT(2), 0, 4), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(bind(CAMEO_GPU_OUTPUT(2), 0, 4), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(bind(CAMEO_GPU_WEIGHTS, 0, 4), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(bind(CAMEO_GPU_WORKSPACE, 0, 4), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(bind(CAMEO_GPU_INPUT(0), 1, 4), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(bind(CAMEO_GPU_INPUT(0), 0, 0), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(bind(CAMEO_GPU_INPUT(0), UINT64_MAX - 255, 4000), CAMEO_ERROR_INVALID_ARGUMENT);
}

// Host steps reach the caller's buffers, too; and what is bound is not on the
// CPU, so that there is no second try there.
TEST(CallersDevice, BuffersAndHostSteps) {
  CallersDevice device;
  GpuModel m(
      [](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) -> int {
        TRY(reserveAll(dims, shapes, r));
        const uint64_t bytes = bytesOf(dims);
        const cameo_gpu_range ranges[] = {in(0, bytes), out(0, bytes)};
        TRY(r->host(
            r,
            [](void *const *buffers, const int64_t *values, const cameo_context *) -> int {
              for (int64_t i = 0; i < values[0]; ++i)
                static_cast<float *>(buffers[1])[i] = 3 * static_cast<float *>(buffers[0])[i];
              return CAMEO_OK;
            },
            2, ranges, 1, dims));
        TRY(scale(r, countOf(dims), read(out(0, bytes)), 1, 1, out(1, bytes)));
        return countOf(dims) > 100 ? int(CAMEO_ERROR_DEVICE) : int(CAMEO_OK);
      },
      /*hasCpuCode=*/true);
  ASSERT_EQ(m.create(&device.options), CAMEO_OK);
  CallersDevice::Buffer x(device, 4096), z(device, 4096);
  ASSERT_EQ(cameo_instance_bind(m.instance, CAMEO_GPU_INPUT(0), x.buffer, 0, 4096), CAMEO_OK);
  ASSERT_EQ(cameo_instance_bind(m.instance, CAMEO_GPU_OUTPUT(0), z.buffer, 0, 4096), CAMEO_OK);
  for (int i = 0; i < 100; ++i)
    x.data[i] = float(i);
  for (int run = 0; run < 2; ++run) {
    ASSERT_EQ(m.run(iota(100), iota(100)), CAMEO_OK);
    EXPECT_EQ(z.data[99], 297);
    EXPECT_EQ(m.w[99], 298);
  }
  EXPECT_EQ(m.run(iota(101), iota(101)), CAMEO_ERROR_DEVICE);
  EXPECT_EQ(m.cpuRuns, 0);
}

//===-- The cache ---------------------------------------------------------===//

namespace fs = std::filesystem;

class Cache : public testing::Test {
protected:
  fs::path folder =
      fs::temp_directory_path() / ("cameo-cache-test-" + std::to_string(::getpid()) + "-" +
                                   testing::UnitTest::GetInstance()->current_test_info()->name());
  void SetUp() override { fs::remove_all(folder); }
  void TearDown() override { fs::remove_all(folder); }

  void runOnce() {
    GpuModel m(simple);
    cameo_device_options options = {};
    const std::string name = (folder / "a" / "b").string();
    options.cache = name.c_str();
    ASSERT_EQ(m.create(&options), CAMEO_OK);
    ASSERT_EQ(m.run(iota(10, 1), iota(10, 2)), CAMEO_OK);
    expectSimple(m, 1, 2);
  }
  std::vector<fs::path> files() {
    std::vector<fs::path> found;
    for (const auto &entry : fs::directory_iterator(folder / "a" / "b"))
      found.push_back(entry.path());
    return found;
  }
};

std::string contents(const fs::path &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_F(Cache, IsWrittenReadAndMended) {
  runOnce();
  ASSERT_EQ(files().size(), 1u);
  const fs::path file = files()[0];
  EXPECT_EQ(file.extension(), ".pipelines");
  const std::string good = contents(file);
  EXPECT_GT(good.size(), 24u);
  runOnce();
  EXPECT_GE(contents(file).size(), good.size()); // what is loaded is not lost
  for (const std::string &bad :
       {std::string(), good.substr(0, 10), good.substr(0, good.size() - 1), good + "x",
        std::string(1000, '\xff'), good.substr(0, good.size() - 1) + char(good.back() ^ 1)}) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bad;
    runOnce();
    EXPECT_EQ(contents(file).size(), good.size());
    ASSERT_EQ(files().size(), 1u);
  }
}

TEST_F(Cache, ThatCannotBeWrittenIsNoError) {
  fs::create_directories(folder);
  std::ofstream(folder / "a") << "a file where a folder should be";
  runOnce();
  EXPECT_EQ(contents(folder / "a"), "a file where a folder should be");
}

TEST_F(Cache, IsInTheUsersFolder) {
  const char *before = std::getenv("XDG_CACHE_HOME");
  const std::string old = before ? before : "";
  setenv("XDG_CACHE_HOME", folder.c_str(), 1);
  GpuModel m(simple);
  const cameo_device_options options = {};
  ASSERT_EQ(m.create(&options), CAMEO_OK);
  EXPECT_FALSE(fs::is_empty(folder / "cameo"));
  before ? setenv("XDG_CACHE_HOME", old.c_str(), 1) : unsetenv("XDG_CACHE_HOME");
}

//===-- C++ ---------------------------------------------------------------===//

TEST(Wrapper, OwnsAnInstance) {
  GpuModel m(simple, /*hasCpuCode=*/true);
  cameo::Instance instance;
  EXPECT_FALSE(instance);
  cameo_device_options options = {};
  options.cache = "";
  ASSERT_EQ(instance.create(m.model, options), CAMEO_OK) << cameo::Instance::message();
  cameo::Instance moved = std::move(instance);
  EXPECT_FALSE(instance);
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved.status(), CAMEO_OK);
  EXPECT_FALSE(moved.device().empty());

  cameo_context ctx = {};
  moved.bind(ctx);
  const std::vector<int64_t> dims{3};
  const std::vector<float> x{1, 2, 3}, y{4, 5, 6};
  std::vector<float> z(3), w(3);
  cameo::Input inputs[] = {x, y};
  cameo::Output outputs[] = {z, w};
  ASSERT_EQ(cameo::run(m.model, dims, inputs, outputs, &ctx), CAMEO_OK);
  EXPECT_EQ(z, (std::vector<float>{5, 7, 9}));
  EXPECT_EQ(w, (std::vector<float>{3, 5, 7}));
  EXPECT_EQ(moved.counters().runs, 1u);
  EXPECT_EQ(m.cpuRuns, 0);
  EXPECT_EQ(moved.bindInput(5, nullptr), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(moved.bindOutput(0, nullptr), CAMEO_OK);
}

} // namespace
