// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "CallersDevice.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <dlfcn.h>

using namespace test;

template <typename F> F CallersDevice::find(const char *name) const {
  return reinterpret_cast<F>(entry(instance, name));
}

#define FIND(name) find<PFN_vk##name>("vk" #name)

CallersDevice::CallersDevice() {
  const char *name = std::getenv("CAMEO_VULKAN_LIBRARY");
  library = dlopen(name ? name : "libvulkan.so.1", RTLD_NOW);
  entry = reinterpret_cast<PFN_vkGetInstanceProcAddr>(dlsym(library, "vkGetInstanceProcAddr"));
  VkApplicationInfo application = {};
  application.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
  application.apiVersion = VK_API_VERSION_1_1;
  VkInstanceCreateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO;
  info.pApplicationInfo = &application;
  EXPECT_EQ(FIND(CreateInstance)(&info, nullptr, &instance), VK_SUCCESS);
  VkPhysicalDevice physical;
  uint32_t count = 1;
  FIND(EnumeratePhysicalDevices)(instance, &count, &physical);
  const float priority = 1;
  VkDeviceQueueCreateInfo queueInfo = {};
  queueInfo.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO;
  queueInfo.queueCount = 1;
  queueInfo.pQueuePriorities = &priority;
  VkDeviceCreateInfo deviceInfo = {};
  deviceInfo.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO;
  deviceInfo.queueCreateInfoCount = 1;
  deviceInfo.pQueueCreateInfos = &queueInfo;
  EXPECT_EQ(FIND(CreateDevice)(physical, &deviceInfo, nullptr, &device), VK_SUCCESS);
  VkQueue queue;
  FIND(GetDeviceQueue)(device, 0, 0, &queue);
  options.cache = "";
  options.vk_instance = instance;
  options.vk_physical_device = physical;
  options.vk_device = device;
  options.vk_queue = queue;
}

CallersDevice::~CallersDevice() {
  FIND(DestroyDevice)(device, nullptr);
  FIND(DestroyInstance)(instance, nullptr);
  dlclose(library);
}

CallersDevice::Buffer::Buffer(CallersDevice &of, uint64_t bytes) : device(of) {
  VkBufferCreateInfo info = {};
  info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
  info.size = bytes;
  info.usage = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_SRC_BIT |
               VK_BUFFER_USAGE_TRANSFER_DST_BIT;
  EXPECT_EQ(device.FIND(CreateBuffer)(device.device, &info, nullptr, &buffer), VK_SUCCESS);
  VkMemoryRequirements needs;
  device.FIND(GetBufferMemoryRequirements)(device.device, buffer, &needs);
  VkMemoryAllocateInfo request = {}; // type 0: the only one of drivers for CPUs
  request.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO;
  request.allocationSize = needs.size;
  EXPECT_EQ(device.FIND(AllocateMemory)(device.device, &request, nullptr, &memory), VK_SUCCESS);
  device.FIND(BindBufferMemory)(device.device, buffer, memory, 0);
  void *mapped = nullptr;
  EXPECT_EQ(device.FIND(MapMemory)(device.device, memory, 0, VK_WHOLE_SIZE, 0, &mapped),
            VK_SUCCESS);
  data = static_cast<float *>(mapped);
}

CallersDevice::Buffer::~Buffer() {
  device.FIND(DestroyBuffer)(device.device, buffer, nullptr);
  device.FIND(FreeMemory)(device.device, memory, nullptr);
}
