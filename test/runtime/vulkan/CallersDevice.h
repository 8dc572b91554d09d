// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A program that uses Vulkan itself: its device, and buffers on it.

#ifndef CAMEO_TEST_CALLERSDEVICE_H
#define CAMEO_TEST_CALLERSDEVICE_H

#include "cameo_gpu.h"

#define VK_NO_PROTOTYPES
#include <vulkan/vulkan_core.h>

#include <cstdint>

namespace test {

class CallersDevice {
public:
  CallersDevice();
  ~CallersDevice();
  CallersDevice(const CallersDevice &) = delete;

  /// What the runtime is told about it.
  cameo_device_options options = {};

  /// A buffer that the host sees.
  struct Buffer {
    Buffer(CallersDevice &device, uint64_t bytes);
    ~Buffer();
    Buffer(const Buffer &) = delete;
    CallersDevice &device;
    VkBuffer buffer = VK_NULL_HANDLE;
    VkDeviceMemory memory = VK_NULL_HANDLE;
    float *data = nullptr;
  };

private:
  template <typename F> F find(const char *name) const;
  void *library = nullptr;
  PFN_vkGetInstanceProcAddr entry = nullptr;
  VkInstance instance = VK_NULL_HANDLE;
  VkDevice device = VK_NULL_HANDLE;
};

} // namespace test

#endif
