// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which of the machine's devices is used, and which of its features.
#ifndef CAMEO_VULKAN_CHOICE_H
#define CAMEO_VULKAN_CHOICE_H

#include "device.h"

/// Sets `physical` and `family`. `wanted` as in cameo_device_options; NULL: the
/// best.
cameo_status cameo_vk_choose(struct cameo_vk_device *device, const char *wanted);
/// Whether the device can run anything of Cameo, and the family to use; else a
/// sentence on what it lacks.
const char *cameo_vk_cannot_use(const struct cameo_vk_device *device, VkPhysicalDevice physical,
                                uint32_t *family);
/// Reads the limits of the chosen device.
void cameo_vk_read_limits(struct cameo_vk_device *device);

/// The optional features a device has, as vkCreateDevice wants them. Must not
/// be copied.
struct cameo_vk_features {
  VkPhysicalDeviceFeatures2 core;
  VkPhysicalDevice16BitStorageFeatures storage16;
  VkPhysicalDevice8BitStorageFeatures storage8;
  VkPhysicalDeviceShaderFloat16Int8Features arithmetic;
  const char *extensions[3];
  uint32_t num_extensions;
};
/// Fills `features` with those of Cameo's features that the device has, and
/// sets device->features.
cameo_status cameo_vk_read_features(struct cameo_vk_device *device,
                                    struct cameo_vk_features *features);

#endif // CAMEO_VULKAN_CHOICE_H
