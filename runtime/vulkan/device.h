// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A Vulkan device, what it can do, and its memory.
#ifndef CAMEO_VULKAN_DEVICE_H
#define CAMEO_VULKAN_DEVICE_H

#include "../cameo_gpu.h"
#include "functions.h"

/// The device of one instance; used by one thread at a time.
struct cameo_vk_device {
  struct cameo_vk_functions vk;
  void *library;
  bool borrowed; // instance and device are the caller's
  VkInstance instance;
  VkPhysicalDevice physical;
  VkDevice device;
  VkQueue queue;
  uint32_t family;
  VkFence fence;

  char name[VK_MAX_PHYSICAL_DEVICE_NAME_SIZE];
  VkPhysicalDeviceLimits limits;
  uint64_t max_allocation;
  uint32_t features; // CAMEO_GPU_...
  uint8_t uuid[VK_UUID_SIZE];
  uint32_t driver_version;
  VkPhysicalDeviceMemoryProperties memory;
  /// All memory is the device's and the host's alike: nothing is staged.
  bool unified;

  /// What failed last, if `failed`. `lost`: the device must not be used again;
  /// `hung`: not even to clean up.
  char reason[256];
  bool failed, lost, hung;
};

/// Opens the device that `options` ask for. On failure there is a sentence in
/// `reason`; cameo_vk_device_close is to be called in any case.
cameo_status cameo_vk_device_open(struct cameo_vk_device *device,
                                  const cameo_device_options *options);
void cameo_vk_device_close(struct cameo_vk_device *device);

/// The status of a result; a failure is kept in the device. Memory may be there
/// another time; any other error means that the device is not to be trusted.
cameo_status cameo_vk_check(struct cameo_vk_device *device, VkResult result, const char *what);
/// Keeps the reason why this device cannot do what is asked, though it works.
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
cameo_status cameo_vk_unfit(struct cameo_vk_device *device, const char *format, ...);

/// Submits and waits.
cameo_status cameo_vk_submit(struct cameo_vk_device *device, VkCommandBuffer commands);

//===-- Memory ------------------------------------------------------------===//

struct cameo_vk_buffer {
  VkBuffer buffer;
  VkDeviceMemory memory;
  uint64_t bytes;
  void *mapped; // NULL if the host cannot see it
};

enum cameo_vk_use {
  CAMEO_VK_FOR_DEVICE, // in the device's memory; mapped if that is unified
  CAMEO_VK_FOR_STAGING // mapped
};

/// Whether `buffer` is there and holds `bytes`.
bool cameo_vk_buffer_fits(const struct cameo_vk_buffer *buffer, uint64_t bytes);
/// Makes `buffer` at least `bytes` large; its contents are lost if it grows.
cameo_status cameo_vk_buffer_grow(struct cameo_vk_device *device, struct cameo_vk_buffer *buffer,
                                  uint64_t bytes, enum cameo_vk_use use);
void cameo_vk_buffer_free(struct cameo_vk_device *device, struct cameo_vk_buffer *buffer);
/// Fills the beginning of the buffer from host memory, now.
cameo_status cameo_vk_buffer_fill(struct cameo_vk_device *device, struct cameo_vk_buffer *buffer,
                                  const void *data, uint64_t bytes);

#endif // CAMEO_VULKAN_DEVICE_H
