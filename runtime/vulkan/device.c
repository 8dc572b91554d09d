// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From nothing to a queue, what its errors mean, and waiting for it.

#include "choice.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

//===-- Failures ----------------------------------------------------------===//

cameo_status cameo_vk_check(struct cameo_vk_device *device, VkResult result, const char *what) {
  if (result >= 0)
    return CAMEO_OK;
  device->failed = true;
  const bool memory = result == VK_ERROR_OUT_OF_HOST_MEMORY ||
                      result == VK_ERROR_OUT_OF_DEVICE_MEMORY ||
                      result == VK_ERROR_OUT_OF_POOL_MEMORY || result == VK_ERROR_FRAGMENTED_POOL ||
                      result == VK_ERROR_TOO_MANY_OBJECTS;
  device->lost |= !memory;
  snprintf(device->reason, sizeof device->reason, "%s failed on %.100s: %s (error %d)", what,
           device->name[0] ? device->name : "Vulkan",
           memory                           ? "out of memory"
           : result == VK_ERROR_DEVICE_LOST ? "the device was lost"
                                            : "an error of the driver",
           (int)result);
  return memory ? CAMEO_ERROR_OUT_OF_MEMORY : CAMEO_ERROR_DEVICE;
}

cameo_status cameo_vk_unfit(struct cameo_vk_device *device, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(device->reason, sizeof device->reason, format, arguments);
  va_end(arguments);
  device->failed = true;
  return CAMEO_ERROR_DEVICE;
}

//===-- Opening -----------------------------------------------------------===//

static cameo_status createInstance(struct cameo_vk_device *device) {
  uint32_t version = 0;
  if (device->vk.EnumerateInstanceVersion(&version) < 0 || version < VK_API_VERSION_1_1)
    return cameo_vk_unfit(device, "the Vulkan loader is older than 1.1");
  VkApplicationInfo application = {.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO,
                                   .pEngineName = "Cameo",
                                   .apiVersion = version < VK_API_VERSION_1_2 ? VK_API_VERSION_1_1
                                                                              : VK_API_VERSION_1_2};
  VkInstanceCreateInfo info = {.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
                               .pApplicationInfo = &application};
  VkResult result = device->vk.CreateInstance(&info, NULL, &device->instance);
  if (result < 0)
    device->instance = VK_NULL_HANDLE;
  // What the loader says when no driver is installed.
  if (result == VK_ERROR_INCOMPATIBLE_DRIVER)
    return cameo_vk_unfit(device, "no Vulkan driver is installed (error %d)", (int)result);
  return cameo_vk_check(device, result, "vkCreateInstance");
}

static cameo_status createDevice(struct cameo_vk_device *device) {
  struct cameo_vk_features features;
  cameo_status status = cameo_vk_read_features(device, &features);
  if (status != CAMEO_OK)
    return status;
  float priority = 1;
  VkDeviceQueueCreateInfo queue = {.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO,
                                   .queueFamilyIndex = device->family,
                                   .queueCount = 1,
                                   .pQueuePriorities = &priority};
  VkDeviceCreateInfo info = {.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO,
                             .pNext = &features.core,
                             .queueCreateInfoCount = 1,
                             .pQueueCreateInfos = &queue,
                             .enabledExtensionCount = features.num_extensions,
                             .ppEnabledExtensionNames = features.extensions};
  VkResult result = device->vk.CreateDevice(device->physical, &info, NULL, &device->device);
  if (result < 0)
    device->device = VK_NULL_HANDLE;
  return cameo_vk_check(device, result, "vkCreateDevice");
}

static cameo_status missing(struct cameo_vk_device *device, const char *function) {
  return function ? cameo_vk_unfit(device, "the Vulkan driver lacks %s", function) : CAMEO_OK;
}

static cameo_status openOwn(struct cameo_vk_device *device, const char *wanted) {
  if (!wanted)
    wanted = getenv("CAMEO_DEVICE");
  if (wanted && !*wanted)
    wanted = NULL;
  cameo_status status = createInstance(device);
  if (status == CAMEO_OK)
    status = missing(device, cameo_vk_find_instance_functions(&device->vk, device->instance));
  if (status == CAMEO_OK)
    status = cameo_vk_choose(device, wanted);
  if (status != CAMEO_OK)
    return status;
  cameo_vk_read_limits(device);
  status = createDevice(device);
  if (status == CAMEO_OK)
    status = missing(device, cameo_vk_find_device_functions(&device->vk, device->device));
  if (status == CAMEO_OK)
    device->vk.GetDeviceQueue(device->device, device->family, 0, &device->queue);
  return status;
}

static cameo_status openBorrowed(struct cameo_vk_device *device,
                                 const cameo_device_options *options) {
  device->borrowed = true;
  device->instance = options->vk_instance;
  device->physical = options->vk_physical_device;
  device->device = options->vk_device;
  device->queue = options->vk_queue;
  device->family = options->vk_queue_family;
  device->features = options->vk_features;
  cameo_status status =
      missing(device, cameo_vk_find_instance_functions(&device->vk, device->instance));
  if (status == CAMEO_OK)
    status = missing(device, cameo_vk_find_device_functions(&device->vk, device->device));
  if (status != CAMEO_OK)
    return status;
  cameo_vk_read_limits(device);
  uint32_t family;
  const char *lacks = cameo_vk_cannot_use(device, device->physical, &family);
  return lacks ? cameo_vk_unfit(device, "the Vulkan device %s %s", device->name, lacks) : CAMEO_OK;
}

// Where all memory is the device's, copies within it gain nothing.
static void readMemory(struct cameo_vk_device *device) {
  device->vk.GetPhysicalDeviceMemoryProperties(device->physical, &device->memory);
  device->unified = true;
  for (uint32_t i = 0; i < device->memory.memoryHeapCount; ++i)
    device->unified &= device->memory.memoryHeaps[i].flags & VK_MEMORY_HEAP_DEVICE_LOCAL_BIT;
}

cameo_status cameo_vk_device_open(struct cameo_vk_device *device,
                                  const cameo_device_options *options) {
  memset(device, 0, sizeof *device);
  device->library = cameo_vk_open(&device->vk, device->reason, sizeof device->reason);
  if (!device->library) {
    device->failed = true;
    return CAMEO_ERROR_DEVICE;
  }
  cameo_status status =
      options->vk_device ? openBorrowed(device, options) : openOwn(device, options->device);
  if (status != CAMEO_OK)
    return status;
  readMemory(device);
  VkFenceCreateInfo fence = {.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO};
  VkResult result = device->vk.CreateFence(device->device, &fence, NULL, &device->fence);
  if (result < 0)
    device->fence = VK_NULL_HANDLE;
  return cameo_vk_check(device, result, "vkCreateFence");
}

void cameo_vk_device_close(struct cameo_vk_device *device) {
  // Destroying what a hung queue still uses could hang or crash in turn.
  if (device->hung)
    return;
  if (device->fence)
    device->vk.DestroyFence(device->device, device->fence, NULL);
  if (!device->borrowed) {
    if (device->device && device->vk.DestroyDevice)
      device->vk.DestroyDevice(device->device, NULL);
    if (device->instance && device->vk.DestroyInstance)
      device->vk.DestroyInstance(device->instance, NULL);
  }
  cameo_vk_close(device->library);
  memset(device, 0, sizeof *device);
}

//===-- Running -----------------------------------------------------------===//

cameo_status cameo_vk_submit(struct cameo_vk_device *device, VkCommandBuffer commands) {
  VkSubmitInfo info = {.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO,
                       .commandBufferCount = 1,
                       .pCommandBuffers = &commands};
  VkResult result = device->vk.QueueSubmit(device->queue, 1, &info, device->fence);
  if (result < 0)
    return cameo_vk_check(device, result, "vkQueueSubmit");

  // No kernel runs for minutes; one that does never ends.
  const uint64_t second = 1000000000;
  const int seconds = 600;
  for (int i = 0; i < seconds; ++i) {
    result = device->vk.WaitForFences(device->device, 1, &device->fence, VK_TRUE, second);
    if (result != VK_TIMEOUT)
      break;
  }
  if (result == VK_TIMEOUT) {
    device->hung = device->lost = true;
    return cameo_vk_unfit(device, "%s did not finish within %d seconds", device->name, seconds);
  }
  // Out of memory while waiting: nobody knows whether the commands still run.
  if (result < 0) {
    device->lost = true;
    device->hung = result != VK_ERROR_DEVICE_LOST;
    return cameo_vk_check(device, result, "vkWaitForFences");
  }
  // A fence that stays signalled would say that the next commands are done.
  result = device->vk.ResetFences(device->device, 1, &device->fence);
  device->lost |= result < 0;
  return cameo_vk_check(device, result, "vkResetFences");
}
