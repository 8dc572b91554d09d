// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Vulkan's functions, found at run time: nothing links against the loader.
#ifndef CAMEO_VULKAN_FUNCTIONS_H
#define CAMEO_VULKAN_FUNCTIONS_H

#ifndef VK_NO_PROTOTYPES
#define VK_NO_PROTOTYPES
#endif
#include <vulkan/vulkan_core.h>

#include <stdbool.h>

// Vulkan 1.1 has all of these.
#define CAMEO_VK_GLOBAL_FUNCTIONS(X)                                                               \
  X(CreateInstance)                                                                                \
  X(EnumerateInstanceVersion)
#define CAMEO_VK_INSTANCE_FUNCTIONS(X)                                                             \
  X(DestroyInstance)                                                                               \
  X(EnumeratePhysicalDevices)                                                                      \
  X(EnumerateDeviceExtensionProperties)                                                            \
  X(GetPhysicalDeviceProperties)                                                                   \
  X(GetPhysicalDeviceProperties2)                                                                  \
  X(GetPhysicalDeviceFeatures2)                                                                    \
  X(GetPhysicalDeviceQueueFamilyProperties)                                                        \
  X(GetPhysicalDeviceMemoryProperties)                                                             \
  X(CreateDevice)                                                                                  \
  X(GetDeviceProcAddr)
#define CAMEO_VK_DEVICE_FUNCTIONS(X)                                                               \
  X(DestroyDevice)                                                                                 \
  X(GetDeviceQueue)                                                                                \
  X(QueueSubmit)                                                                                   \
  X(CreateFence)                                                                                   \
  X(DestroyFence)                                                                                  \
  X(ResetFences)                                                                                   \
  X(WaitForFences)                                                                                 \
  X(CreateBuffer)                                                                                  \
  X(DestroyBuffer)                                                                                 \
  X(GetBufferMemoryRequirements)                                                                   \
  X(AllocateMemory)                                                                                \
  X(FreeMemory)                                                                                    \
  X(BindBufferMemory)                                                                              \
  X(MapMemory)                                                                                     \
  X(CreateShaderModule)                                                                            \
  X(DestroyShaderModule)                                                                           \
  X(CreateDescriptorSetLayout)                                                                     \
  X(DestroyDescriptorSetLayout)                                                                    \
  X(CreatePipelineLayout)                                                                          \
  X(DestroyPipelineLayout)                                                                         \
  X(CreatePipelineCache)                                                                           \
  X(DestroyPipelineCache)                                                                          \
  X(GetPipelineCacheData)                                                                          \
  X(CreateComputePipelines)                                                                        \
  X(DestroyPipeline)                                                                               \
  X(CreateDescriptorPool)                                                                          \
  X(DestroyDescriptorPool)                                                                         \
  X(AllocateDescriptorSets)                                                                        \
  X(UpdateDescriptorSets)                                                                          \
  X(CreateCommandPool)                                                                             \
  X(DestroyCommandPool)                                                                            \
  X(AllocateCommandBuffers)                                                                        \
  X(BeginCommandBuffer)                                                                            \
  X(EndCommandBuffer)                                                                              \
  X(CmdPipelineBarrier)                                                                            \
  X(CmdCopyBuffer)                                                                                 \
  X(CmdBindPipeline)                                                                               \
  X(CmdBindDescriptorSets)                                                                         \
  X(CmdPushConstants)                                                                              \
  X(CmdDispatch)

struct cameo_vk_functions {
  PFN_vkGetInstanceProcAddr GetInstanceProcAddr;
#define CAMEO_VK_MEMBER(name) PFN_vk##name name;
  CAMEO_VK_GLOBAL_FUNCTIONS(CAMEO_VK_MEMBER)
  CAMEO_VK_INSTANCE_FUNCTIONS(CAMEO_VK_MEMBER)
  CAMEO_VK_DEVICE_FUNCTIONS(CAMEO_VK_MEMBER)
#undef CAMEO_VK_MEMBER
};

/// The loader library, from CAMEO_VULKAN_LIBRARY or by its usual name; NULL and
/// a sentence in `reason` if there is none. Fills the global functions.
void *cameo_vk_open(struct cameo_vk_functions *vk, char *reason, size_t reason_bytes);
void cameo_vk_close(void *library);
/// Each returns the name of the first function that is missing, or NULL.
const char *cameo_vk_find_instance_functions(struct cameo_vk_functions *vk, VkInstance instance);
const char *cameo_vk_find_device_functions(struct cameo_vk_functions *vk, VkDevice device);

#endif // CAMEO_VULKAN_FUNCTIONS_H
