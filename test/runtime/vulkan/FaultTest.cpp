// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whatever is missing or fails: a status, or the CPU's results; never a wrong
// result or a crash. Leaks are for the validation layer and sanitizers to find.

#include "FakeLoader.h"
#include "GpuModel.h"

#include <cstdlib>
#include <cstring>

#define VK_NO_PROTOTYPES
#include <vulkan/vulkan_core.h>

using namespace test;

namespace {

/// Sets an environment variable for a test, and puts it back.
class Variable {
public:
  Variable(const char *name, const char *value) : name(name) {
    if (const char *old = std::getenv(name))
      before = old, had = true;
    value ? setenv(name, value, 1) : unsetenv(name);
  }
  ~Variable() { had ? setenv(name, before.c_str(), 1) : unsetenv(name); }

private:
  const char *name;
  std::string before;
  bool had = false;
};

// Creation fails, or its instance runs on the CPU and tells why.
void expectNoDevice(const char *part) {
  {
    GpuModel m(simple);
    EXPECT_EQ(m.create(), CAMEO_ERROR_DEVICE);
    EXPECT_NE(std::string(cameo_instance_message()).find(part), std::string::npos)
        << cameo_instance_message();
  }
  GpuModel m(simple, /*hasCpuCode=*/true);
  Log log;
  ASSERT_EQ(m.create(nullptr, &log.ctx), CAMEO_OK);
  EXPECT_EQ(cameo_instance_status(m.instance), CAMEO_ERROR_DEVICE);
  EXPECT_NE(std::string(cameo_instance_device(m.instance)).find(part), std::string::npos);
  ASSERT_EQ(log.lines.size(), 1u);
  EXPECT_EQ(log.lines[0].first, 1);
  EXPECT_NE(log.lines[0].second.find(part), std::string::npos) << log.lines[0].second;
  ASSERT_EQ(m.run(iota(5, 1), iota(5, 2)), CAMEO_OK);
  EXPECT_EQ(m.z[4], 5 + 6 + 1000);
  EXPECT_EQ(m.count().runs, 1u);
  EXPECT_EQ(m.count().dispatches, 0u);
  int anything;
  EXPECT_EQ(cameo_instance_bind(m.instance, CAMEO_GPU_INPUT(0), &anything, 0, 4),
            CAMEO_ERROR_DEVICE);
}

TEST(NoDevice, NoLoader) {
  Variable library("CAMEO_VULKAN_LIBRARY", "/no/such/libvulkan.so.1");
  expectNoDevice("/no/such/libvulkan.so.1");
}

TEST(NoDevice, NotALoader) {
  Variable library("CAMEO_VULKAN_LIBRARY", "libm.so.6");
  expectNoDevice("libm.so.6 is no loader");
}

TEST(NoDevice, NoDriver) {
  Variable files("VK_DRIVER_FILES", "/no/such/driver.json");
  Variable older("VK_ICD_FILENAMES", "/no/such/driver.json");
  expectNoDevice("no Vulkan driver");
}

TEST(NoDevice, NoneOfThatName) {
  Variable device("CAMEO_DEVICE", "a device of this name");
  expectNoDevice("a device of this name");
}

class Fault : public WithFakeLoader {};

TEST_F(Fault, DriversWithoutADevice) {
  fakeVulkanFail("EnumeratePhysicalDevices", 1, VK_ERROR_INITIALIZATION_FAILED, 1);
  expectNoDevice("no Vulkan device");
}

// Copies its first range to the second.
int copyOnHost(void *const *buffers, const int64_t *bytes, const cameo_context *) {
  std::memcpy(buffers[1], buffers[0], size_t(bytes[0]));
  return CAMEO_OK;
}

// A run with everything in it: staging, host steps, copies, several submissions.
int everything(const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) {
  const uint64_t bytes = bytesOf(dims), second = (bytes + 255) / 256 * 256;
  TRY(reserveAll(dims, shapes, r, 2 * second));
  TRY(add(r, countOf(dims), in(0, bytes), in(1, bytes), tmp(0, bytes, true)));
  const cameo_gpu_range ranges[] = {tmp(0, bytes, false), tmp(second, bytes, true)};
  const int64_t count = int64_t(bytes);
  TRY(r->host(r, copyOnHost, 2, ranges, 1, &count));
  const cameo_gpu_range copied = read(ranges[1]), back = tmp(0, bytes, true);
  TRY(r->copy(r, &copied, &back));
  TRY(scale(r, countOf(dims), tmp(0, bytes, false), 1, 0, out(0, bytes)));
  return scale(r, countOf(dims), in(0, bytes), 2, 1, out(1, bytes));
}

// Every call of every function fails once. `times` are the calls that one
// creation and two runs make.
void expectSurvival(const char *function, VkResult result, bool cpu, int sticky) {
  for (int nth = 1;; ++nth) {
    fakeVulkanReset();
    fakeVulkanDiscrete(nth % 2); // both ways to get at the memory
    const std::string where = std::string(function) + " call " + std::to_string(nth) + " result " +
                              std::to_string(result) + (cpu ? " with CPU code" : "");
    GpuModel m(everything, cpu);
    m.program.num_kernels = Half; // building them is what takes time
    fakeVulkanFail(function, nth, result, sticky);
    const cameo_status created = m.create();
    cameo_status status = created;
    int deviceRuns = 0;
    for (int i = 0; i < 2 && created == CAMEO_OK; ++i) {
      const int cpuRuns = m.cpuRuns;
      status = m.run(iota(300, 1), iota(300, 2));
      if (status != CAMEO_OK)
        continue;
      if (m.cpuRuns == cpuRuns) {
        expectSimple(m, 1, 2);
        ++deviceRuns;
      } else {
        ASSERT_EQ(m.z[299], 300 + 301 + 1000.0f) << where;
      }
    }
    if (fakeVulkanFaults() == 0) { // all calls had their turn
      ASSERT_EQ(deviceRuns, 2) << where;
      ASSERT_GT(nth, 1) << function << " is never called";
      return;
    }
    if (cpu) {
      ASSERT_EQ(created, CAMEO_OK) << where;
      ASSERT_EQ(status, CAMEO_OK) << where;
    } else if (created != CAMEO_OK || status != CAMEO_OK) {
      ASSERT_TRUE(status == CAMEO_ERROR_DEVICE || status == CAMEO_ERROR_OUT_OF_MEMORY)
          << where << ": " << status;
    }
    // A lost device is never used again.
    if (created == CAMEO_OK && result == VK_ERROR_DEVICE_LOST && deviceRuns < 2)
      ASSERT_EQ(cameo_instance_status(m.instance), CAMEO_ERROR_DEVICE) << where;
    // Memory may be there the next time.
    if (created == CAMEO_OK && result == VK_ERROR_OUT_OF_DEVICE_MEMORY && !sticky &&
        cameo_instance_status(m.instance) == CAMEO_OK)
      ASSERT_GE(deviceRuns, 1) << where;
  }
}

class EveryFault : public WithFakeLoader, public testing::WithParamInterface<const char *> {};

TEST_P(EveryFault, OutOfMemory) {
  for (bool cpu : {false, true})
    expectSurvival(GetParam(), VK_ERROR_OUT_OF_DEVICE_MEMORY, cpu, /*sticky=*/0);
}

TEST_P(EveryFault, DeviceLost) {
  for (bool cpu : {false, true})
    expectSurvival(GetParam(), VK_ERROR_DEVICE_LOST, cpu, /*sticky=*/1);
}

INSTANTIATE_TEST_SUITE_P(
    Vulkan, EveryFault,
    testing::Values("CreateInstance", "EnumerateInstanceVersion", "EnumeratePhysicalDevices",
                    "EnumerateDeviceExtensionProperties", "CreateDevice", "QueueSubmit",
                    "CreateFence", "ResetFences", "CreateBuffer", "AllocateMemory",
                    "BindBufferMemory", "MapMemory", "CreateShaderModule",
                    "CreateDescriptorSetLayout", "CreatePipelineLayout", "CreatePipelineCache",
                    "CreateComputePipelines", "CreateDescriptorPool", "AllocateDescriptorSets",
                    "CreateCommandPool", "AllocateCommandBuffers", "BeginCommandBuffer",
                    "EndCommandBuffer"),
    [](const auto &info) { return std::string(info.param); });

// Whoever waits in vain must not free what the device may still use, so this is
// the one case that leaks.
TEST_F(Fault, HungDevice) {
  for (VkResult result : {VK_TIMEOUT, VK_ERROR_OUT_OF_HOST_MEMORY, VK_ERROR_DEVICE_LOST}) {
    fakeVulkanReset();
    GpuModel m(simple, /*hasCpuCode=*/true);
    Log log;
    ASSERT_EQ(m.create(), CAMEO_OK);
    ASSERT_EQ(m.run(iota(10, 1), iota(10, 2)), CAMEO_OK);
    expectSimple(m, 1, 2);
    fakeVulkanFail("WaitForFences", 1, result, 1);
    ASSERT_EQ(m.run(iota(10, 1), iota(10, 2), &log.ctx), CAMEO_OK);
    EXPECT_EQ(m.z[9], 10 + 11 + 1000);
    EXPECT_EQ(cameo_instance_status(m.instance), CAMEO_ERROR_DEVICE);
    ASSERT_EQ(log.lines.size(), 1u);
    EXPECT_NE(log.lines[0].second.find(cameo_instance_device(m.instance)), std::string::npos);
    const int submits = fakeVulkanCalls("QueueSubmit");
    ASSERT_EQ(m.run(iota(10, 1), iota(10, 2), &log.ctx), CAMEO_OK);
    EXPECT_EQ(fakeVulkanCalls("QueueSubmit"), submits);
    EXPECT_EQ(log.lines.size(), 1u); // said once
    EXPECT_EQ(m.cpuRuns, 2);
  }
}

// A driver that refuses one kernel does not lose the others.
TEST_F(Fault, KernelThatTheDriverRefuses) {
  cameo_context oneThread = {};
  oneThread.num_threads = 1;
  GpuModel m([](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) -> int {
    EXPECT_FALSE(r->supports(r, Add, nullptr));
    EXPECT_TRUE(r->supports(r, Scale, nullptr));
    TRY(reserveAll(dims, shapes, r));
    TRY(scale(r, countOf(dims), in(0, bytesOf(dims)), 3, 0, out(0, bytesOf(dims))));
    return scale(r, countOf(dims), in(1, bytesOf(dims)), 3, 0, out(1, bytesOf(dims)));
  });
  fakeVulkanFail("CreateComputePipelines", 1, VK_ERROR_UNKNOWN, 0);
  ASSERT_EQ(m.create(nullptr, &oneThread), CAMEO_OK);
  ASSERT_EQ(m.run(iota(10, 1), iota(10, 2)), CAMEO_OK);
  EXPECT_EQ(m.z[9], 30);
  EXPECT_EQ(m.w[9], 33);
}

// A failure in the middle of a `read`, with nothing left behind.
TEST_F(Fault, DuringARead) {
  for (bool cpu : {false, true}) {
    fakeVulkanReset();
    GpuModel m(
        [](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) -> int {
          const uint64_t bytes = bytesOf(dims);
          TRY(reserveAll(dims, shapes, r));
          TRY(add(r, countOf(dims), in(0, bytes), in(1, bytes), out(0, bytes)));
          const cameo_gpu_range z = read(out(0, bytes));
          const void *data;
          TRY(r->read(r, &z, &data));
          return scale(r, countOf(dims), in(0, bytes), 2, 1, out(1, bytes));
        },
        cpu);
    ASSERT_EQ(m.create(), CAMEO_OK);
    fakeVulkanFail("QueueSubmit", 1, VK_ERROR_OUT_OF_DEVICE_MEMORY, 0);
    EXPECT_EQ(m.run(iota(10, 1), iota(10, 2)), cpu ? CAMEO_OK : CAMEO_ERROR_OUT_OF_MEMORY);
    EXPECT_EQ(m.cpuRuns, cpu ? 1 : 0);
    ASSERT_EQ(m.run(iota(10, 1), iota(10, 2)), CAMEO_OK);
    expectSimple(m, 1, 2);
  }
}

} // namespace
