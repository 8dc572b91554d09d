// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Devices are ranked by kind, as nothing else that Vulkan tells says how fast
// they are; a user who knows better names one.

#include "choice.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

//===-- Which device ------------------------------------------------------===//

// Best first.
static const struct {
  const char *name;
  VkPhysicalDeviceType type;
} kinds[] = {{"discrete", VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU},
             {"integrated", VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU},
             {"virtual", VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU},
             {"cpu", VK_PHYSICAL_DEVICE_TYPE_CPU}};
enum { numKinds = sizeof kinds / sizeof *kinds };

static int rankOf(VkPhysicalDeviceType type) {
  int i = 0;
  while (i < numKinds && kinds[i].type != type)
    ++i;
  return i;
}

static bool startsWith(const char *text, const char *prefix) {
  for (; *prefix; ++text, ++prefix)
    if (tolower((unsigned char)*text) != tolower((unsigned char)*prefix))
      return false;
  return true;
}

static bool isWanted(const VkPhysicalDeviceProperties *properties, const char *wanted) {
  for (int i = 0; i < numKinds; ++i)
    if (strlen(kinds[i].name) == strlen(wanted) && startsWith(wanted, kinds[i].name))
      return properties->deviceType == kinds[i].type;
  for (const char *p = properties->deviceName; *p; ++p)
    if (startsWith(p, wanted))
      return true;
  return false;
}

const char *cameo_vk_cannot_use(const struct cameo_vk_device *device, VkPhysicalDevice physical,
                                uint32_t *family) {
  VkPhysicalDeviceProperties properties;
  device->vk.GetPhysicalDeviceProperties(physical, &properties);
  if (properties.apiVersion < VK_API_VERSION_1_1)
    return "has no Vulkan 1.1";
  VkQueueFamilyProperties families[32];
  uint32_t count = sizeof families / sizeof *families;
  device->vk.GetPhysicalDeviceQueueFamilyProperties(physical, &count, families);
  for (uint32_t i = 0; i < count; ++i)
    if (families[i].queueCount && families[i].queueFlags & VK_QUEUE_COMPUTE_BIT) {
      *family = i;
      return NULL;
    }
  return "has no compute queue";
}

static cameo_status chooseAmong(struct cameo_vk_device *device, const VkPhysicalDevice *devices,
                                uint32_t count, const char *wanted) {
  int best = numKinds + 1;
  const char *lacks = NULL;
  for (uint32_t i = 0; i < count; ++i) {
    VkPhysicalDeviceProperties properties;
    device->vk.GetPhysicalDeviceProperties(devices[i], &properties);
    if (wanted && !isWanted(&properties, wanted))
      continue;
    uint32_t family = 0;
    const char *why = cameo_vk_cannot_use(device, devices[i], &family);
    if (why) {
      lacks = why;
      snprintf(device->name, sizeof device->name, "%s", properties.deviceName);
      continue;
    }
    // The first that is wanted, or the first of the best kind.
    int rank = wanted ? 0 : rankOf(properties.deviceType);
    if (rank >= best)
      continue;
    best = rank;
    device->physical = devices[i];
    device->family = family;
  }
  if (best <= numKinds)
    return CAMEO_OK;
  if (lacks)
    return cameo_vk_unfit(device, "the Vulkan device %s %s", device->name, lacks);
  return cameo_vk_unfit(device, "none of the %u Vulkan devices is '%s'", (unsigned)count, wanted);
}

cameo_status cameo_vk_choose(struct cameo_vk_device *device, const char *wanted) {
  uint32_t count = 0;
  VkResult result = device->vk.EnumeratePhysicalDevices(device->instance, &count, NULL);
  // Drivers whose hardware is not there say INITIALIZATION_FAILED.
  if (result < 0 || count == 0)
    return cameo_vk_unfit(device, "no Vulkan device was found (error %d)", (int)result);
  VkPhysicalDevice *devices = malloc(count * sizeof *devices);
  if (!devices)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  cameo_status status =
      cameo_vk_check(device, device->vk.EnumeratePhysicalDevices(device->instance, &count, devices),
                     "vkEnumeratePhysicalDevices");
  if (status == CAMEO_OK)
    status = chooseAmong(device, devices, count, wanted);
  free(devices);
  return status;
}

//===-- What it can do ----------------------------------------------------===//

void cameo_vk_read_limits(struct cameo_vk_device *device) {
  VkPhysicalDeviceMaintenance3Properties sizes = {
      .sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_MAINTENANCE_3_PROPERTIES};
  VkPhysicalDeviceIDProperties id = {.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_ID_PROPERTIES,
                                     .pNext = &sizes};
  VkPhysicalDeviceProperties2 all = {.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2,
                                     .pNext = &id};
  device->vk.GetPhysicalDeviceProperties2(device->physical, &all);
  memcpy(device->name, all.properties.deviceName, sizeof device->name);
  device->limits = all.properties.limits;
  if (device->limits.minStorageBufferOffsetAlignment < 16) // kernels read vectors of four
    device->limits.minStorageBufferOffsetAlignment = 16;
  device->driver_version = all.properties.driverVersion;
  memcpy(device->uuid, id.deviceUUID, sizeof device->uuid);
  device->max_allocation = sizes.maxMemoryAllocationSize;
}

static bool hasExtension(const VkExtensionProperties *list, uint32_t count, const char *name) {
  for (uint32_t i = 0; i < count; ++i)
    if (strcmp(list[i].extensionName, name) == 0)
      return true;
  return false;
}

// In Vulkan 1.1, two of the structs belong to extensions; later, to the core.
static cameo_status findExtensions(struct cameo_vk_device *device,
                                   struct cameo_vk_features *features, bool *has8,
                                   bool *hasArithmetic) {
  uint32_t count = 0;
  VkResult result =
      device->vk.EnumerateDeviceExtensionProperties(device->physical, NULL, &count, NULL);
  VkExtensionProperties *list = malloc((count + 1) * sizeof *list);
  if (!list)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  if (result >= 0)
    result = device->vk.EnumerateDeviceExtensionProperties(device->physical, NULL, &count, list);
  cameo_status status = cameo_vk_check(device, result, "vkEnumerateDeviceExtensionProperties");
  if (status == CAMEO_OK) {
    VkPhysicalDeviceProperties properties;
    device->vk.GetPhysicalDeviceProperties(device->physical, &properties);
    bool core = properties.apiVersion >= VK_API_VERSION_1_2;
    const char *names[] = {VK_KHR_8BIT_STORAGE_EXTENSION_NAME,
                           VK_KHR_SHADER_FLOAT16_INT8_EXTENSION_NAME};
    bool *found[] = {has8, hasArithmetic};
    for (int i = 0; i < 2; ++i) {
      *found[i] = core || hasExtension(list, count, names[i]);
      if (*found[i] && !core)
        features->extensions[features->num_extensions++] = names[i];
    }
    // A device that is not quite Vulkan insists on being told that one knows.
    static const char subset[] = "VK_KHR_portability_subset";
    if (hasExtension(list, count, subset))
      features->extensions[features->num_extensions++] = subset;
  }
  free(list);
  return status;
}

cameo_status cameo_vk_read_features(struct cameo_vk_device *device,
                                    struct cameo_vk_features *features) {
  memset(features, 0, sizeof *features);
  bool has8 = false, hasArithmetic = false;
  cameo_status status = findExtensions(device, features, &has8, &hasArithmetic);
  if (status != CAMEO_OK)
    return status;

  features->core.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2;
  features->storage16.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_16BIT_STORAGE_FEATURES;
  features->storage8.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_8BIT_STORAGE_FEATURES;
  features->arithmetic.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_SHADER_FLOAT16_INT8_FEATURES;
  void **next = &features->core.pNext;
  *next = &features->storage16;
  next = &features->storage16.pNext;
  if (has8) {
    *next = &features->storage8;
    next = &features->storage8.pNext;
  }
  if (hasArithmetic)
    *next = &features->arithmetic;
  device->vk.GetPhysicalDeviceFeatures2(device->physical, &features->core);

  // Only what Cameo uses is to be enabled.
  const VkPhysicalDeviceFeatures has = features->core.features;
  const bool storage16 = features->storage16.storageBuffer16BitAccess;
  const bool storage8 = features->storage8.storageBuffer8BitAccess;
  const bool float16 = features->arithmetic.shaderFloat16, int8 = features->arithmetic.shaderInt8;
  memset(&features->core.features, 0, sizeof features->core.features);
  features->core.features.shaderFloat64 = has.shaderFloat64;
  features->core.features.shaderInt64 = has.shaderInt64;
  features->core.features.shaderInt16 = has.shaderInt16;
  features->storage16.uniformAndStorageBuffer16BitAccess = VK_FALSE;
  features->storage16.storagePushConstant16 = VK_FALSE;
  features->storage16.storageInputOutput16 = VK_FALSE;
  features->storage8.uniformAndStorageBuffer8BitAccess = VK_FALSE;
  features->storage8.storagePushConstant8 = VK_FALSE;

  device->features = (float16 && storage16 ? CAMEO_GPU_FLOAT16 : 0u) |
                     (has.shaderFloat64 ? CAMEO_GPU_FLOAT64 : 0u) |
                     (int8 && storage8 ? CAMEO_GPU_INT8 : 0u) |
                     (has.shaderInt16 && storage16 ? CAMEO_GPU_INT16 : 0u) |
                     (has.shaderInt64 ? CAMEO_GPU_INT64 : 0u);
  return CAMEO_OK;
}
