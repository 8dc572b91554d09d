// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "FakeLoader.h"

#define VK_NO_PROTOTYPES
#include <vulkan/vulkan_core.h>

#include <dlfcn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// name, parameters, arguments
#define FALLIBLE(X)                                                                                \
  X(CreateInstance,                                                                                \
    (const VkInstanceCreateInfo *a, const VkAllocationCallbacks *b, VkInstance *c), (a, b, c))     \
  X(EnumerateInstanceVersion, (uint32_t *a), (a))                                                  \
  X(EnumeratePhysicalDevices, (VkInstance a, uint32_t *b, VkPhysicalDevice *c), (a, b, c))         \
  X(EnumerateDeviceExtensionProperties,                                                            \
    (VkPhysicalDevice a, const char *b, uint32_t *c, VkExtensionProperties *d), (a, b, c, d))      \
  X(CreateDevice,                                                                                  \
    (VkPhysicalDevice a, const VkDeviceCreateInfo *b, const VkAllocationCallbacks *c,              \
     VkDevice *d),                                                                                 \
    (a, b, c, d))                                                                                  \
  X(QueueSubmit, (VkQueue a, uint32_t b, const VkSubmitInfo *c, VkFence d), (a, b, c, d))          \
  X(CreateFence,                                                                                   \
    (VkDevice a, const VkFenceCreateInfo *b, const VkAllocationCallbacks *c, VkFence *d),          \
    (a, b, c, d))                                                                                  \
  X(ResetFences, (VkDevice a, uint32_t b, const VkFence *c), (a, b, c))                            \
  X(WaitForFences, (VkDevice a, uint32_t b, const VkFence *c, VkBool32 d, uint64_t e),             \
    (a, b, c, d, e))                                                                               \
  X(CreateBuffer,                                                                                  \
    (VkDevice a, const VkBufferCreateInfo *b, const VkAllocationCallbacks *c, VkBuffer *d),        \
    (a, b, c, d))                                                                                  \
  X(BindBufferMemory, (VkDevice a, VkBuffer b, VkDeviceMemory c, VkDeviceSize d), (a, b, c, d))    \
  X(MapMemory,                                                                                     \
    (VkDevice a, VkDeviceMemory b, VkDeviceSize c, VkDeviceSize d, VkMemoryMapFlags e, void **f),  \
    (a, b, c, d, e, f))                                                                            \
  X(CreateShaderModule,                                                                            \
    (VkDevice a, const VkShaderModuleCreateInfo *b, const VkAllocationCallbacks *c,                \
     VkShaderModule *d),                                                                           \
    (a, b, c, d))                                                                                  \
  X(CreateDescriptorSetLayout,                                                                     \
    (VkDevice a, const VkDescriptorSetLayoutCreateInfo *b, const VkAllocationCallbacks *c,         \
     VkDescriptorSetLayout *d),                                                                    \
    (a, b, c, d))                                                                                  \
  X(CreatePipelineLayout,                                                                          \
    (VkDevice a, const VkPipelineLayoutCreateInfo *b, const VkAllocationCallbacks *c,              \
     VkPipelineLayout *d),                                                                         \
    (a, b, c, d))                                                                                  \
  X(CreatePipelineCache,                                                                           \
    (VkDevice a, const VkPipelineCacheCreateInfo *b, const VkAllocationCallbacks *c,               \
     VkPipelineCache *d),                                                                          \
    (a, b, c, d))                                                                                  \
  X(GetPipelineCacheData, (VkDevice a, VkPipelineCache b, size_t *c, void *d), (a, b, c, d))       \
  X(CreateComputePipelines,                                                                        \
    (VkDevice a, VkPipelineCache b, uint32_t c, const VkComputePipelineCreateInfo *d,              \
     const VkAllocationCallbacks *e, VkPipeline *f),                                               \
    (a, b, c, d, e, f))                                                                            \
  X(CreateDescriptorPool,                                                                          \
    (VkDevice a, const VkDescriptorPoolCreateInfo *b, const VkAllocationCallbacks *c,              \
     VkDescriptorPool *d),                                                                         \
    (a, b, c, d))                                                                                  \
  X(AllocateDescriptorSets,                                                                        \
    (VkDevice a, const VkDescriptorSetAllocateInfo *b, VkDescriptorSet *c), (a, b, c))             \
  X(CreateCommandPool,                                                                             \
    (VkDevice a, const VkCommandPoolCreateInfo *b, const VkAllocationCallbacks *c,                 \
     VkCommandPool *d),                                                                            \
    (a, b, c, d))                                                                                  \
  X(AllocateCommandBuffers,                                                                        \
    (VkDevice a, const VkCommandBufferAllocateInfo *b, VkCommandBuffer *c), (a, b, c))             \
  X(BeginCommandBuffer, (VkCommandBuffer a, const VkCommandBufferBeginInfo *b), (a, b))            \
  X(EndCommandBuffer, (VkCommandBuffer a), (a))

#define COUNTED(X)                                                                                 \
  X(CmdDispatch, (VkCommandBuffer a, uint32_t b, uint32_t c, uint32_t d), (a, b, c, d))            \
  X(CmdCopyBuffer, (VkCommandBuffer a, VkBuffer b, VkBuffer c, uint32_t d, const VkBufferCopy *e), \
    (a, b, c, d, e))                                                                               \
  X(CmdPipelineBarrier,                                                                            \
    (VkCommandBuffer a, VkPipelineStageFlags b, VkPipelineStageFlags c, VkDependencyFlags d,       \
     uint32_t e, const VkMemoryBarrier *f, uint32_t g, const VkBufferMemoryBarrier *h, uint32_t i, \
     const VkImageMemoryBarrier *j),                                                               \
    (a, b, c, d, e, f, g, h, i, j))

enum function {
#define X(name, parameters, arguments) name##Index,
  FALLIBLE(X) COUNTED(X)
#undef X
      AllocateMemoryIndex,
  numFunctions
};
static const char *const names[] = {
#define X(name, parameters, arguments) #name,
    FALLIBLE(X) COUNTED(X)
#undef X
        "AllocateMemory"};

static struct {
  PFN_vkVoidFunction real;
  atomic_int calls;
  int failAt, result, sticky; // failAt 0: never
} functions[numFunctions];
static atomic_int faults;
static int isDiscrete;
static unsigned maxRange, minAlignment;

// Whether this call is to fail; else NOT_READY, which no call here returns.
static VkResult faultOf(enum function f) {
  const int call = atomic_fetch_add(&functions[f].calls, 1) + 1;
  const int at = functions[f].failAt;
  if (!at || call < at || (call > at && !functions[f].sticky))
    return VK_NOT_READY;
  atomic_fetch_add(&faults, 1);
  return (VkResult)functions[f].result;
}

#define X(name, parameters, arguments)                                                             \
  static VkResult VKAPI_CALL fake##name parameters {                                               \
    const VkResult fault = faultOf(name##Index);                                                   \
    /* After a wait that fails the device is done, too, as a lost one is. */                       \
    const VkResult real = fault == VK_NOT_READY || name##Index == WaitForFencesIndex               \
                              ? ((PFN_vk##name)functions[name##Index].real)arguments               \
                              : fault;                                                             \
    return fault == VK_NOT_READY ? real : fault;                                                   \
  }
FALLIBLE(X)
#undef X
#define X(name, parameters, arguments)                                                             \
  static void VKAPI_CALL fake##name parameters {                                                   \
    (void)faultOf(name##Index);                                                                    \
    ((PFN_vk##name)functions[name##Index].real) arguments;                                         \
  }
COUNTED(X)
#undef X

//===-- What a graphics card says -----------------------------------------===//

static PFN_vkGetPhysicalDeviceMemoryProperties realMemory;
static PFN_vkGetBufferMemoryRequirements realRequirements;
static PFN_vkGetPhysicalDeviceProperties2 realProperties;

// Type 0 is the device's, type 1 the host's; in truth both are the driver's 0,
// which the drivers for CPUs have as their only one.
static void VKAPI_CALL fakeMemory(VkPhysicalDevice device,
                                  VkPhysicalDeviceMemoryProperties *properties) {
  realMemory(device, properties);
  if (!isDiscrete)
    return;
  properties->memoryTypeCount = properties->memoryHeapCount = 2;
  properties->memoryHeaps[1] = (VkMemoryHeap){properties->memoryHeaps[0].size, 0};
  properties->memoryTypes[0] = (VkMemoryType){VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT, 0};
  properties->memoryTypes[1] =
      (VkMemoryType){VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT, 1};
}

static void VKAPI_CALL fakeRequirements(VkDevice device, VkBuffer buffer,
                                        VkMemoryRequirements *requirements) {
  realRequirements(device, buffer, requirements);
  if (isDiscrete)
    requirements->memoryTypeBits = 3;
}

static VkResult VKAPI_CALL fakeAllocateMemory(VkDevice device, const VkMemoryAllocateInfo *info,
                                              const VkAllocationCallbacks *callbacks,
                                              VkDeviceMemory *memory) {
  const VkResult fault = faultOf(AllocateMemoryIndex);
  if (fault != VK_NOT_READY)
    return fault;
  VkMemoryAllocateInfo real = *info;
  if (isDiscrete)
    real.memoryTypeIndex = 0;
  return ((PFN_vkAllocateMemory)functions[AllocateMemoryIndex].real)(device, &real, callbacks,
                                                                     memory);
}

// What every device has at least, by the table "Required Limits" of Vulkan.
static void takeMinimum(VkPhysicalDeviceLimits *limits) {
  limits->maxStorageBufferRange = 1u << 27;
  limits->maxPushConstantsSize = 128;
  limits->maxPerStageDescriptorStorageBuffers = 4;
  limits->maxPerStageResources = 128;
  limits->maxDescriptorSetStorageBuffers = 24;
  limits->maxComputeSharedMemorySize = 16384;
  limits->maxComputeWorkGroupInvocations = 128;
  for (int i = 0; i < 3; ++i) {
    limits->maxComputeWorkGroupCount[i] = 65535;
    limits->maxComputeWorkGroupSize[i] = i == 2 ? 64 : 128;
  }
  limits->minStorageBufferOffsetAlignment = 256;
}

static void VKAPI_CALL fakeProperties(VkPhysicalDevice device,
                                      VkPhysicalDeviceProperties2 *properties) {
  realProperties(device, properties);
  if (getenv("CAMEO_TEST_MINIMUM_LIMITS"))
    takeMinimum(&properties->properties.limits);
  if (maxRange)
    properties->properties.limits.maxStorageBufferRange = maxRange;
  if (minAlignment)
    properties->properties.limits.minStorageBufferOffsetAlignment = minAlignment;
}

//===-- Look-up -----------------------------------------------------------===//

static PFN_vkGetInstanceProcAddr realEntry(void) {
  static PFN_vkGetInstanceProcAddr entry;
  if (!entry) {
    void *library = dlopen("libvulkan.so.1", RTLD_NOW | RTLD_LOCAL);
    void *symbol = library ? dlsym(library, "vkGetInstanceProcAddr") : NULL;
    memcpy(&entry, &symbol, sizeof entry);
  }
  return entry;
}

static VkInstance instance; // the last one; the loader's functions serve all

static PFN_vkVoidFunction VKAPI_CALL fakeDeviceEntry(VkDevice device, const char *name);

PFN_vkVoidFunction VKAPI_CALL vkGetInstanceProcAddr(VkInstance of, const char *name) {
  if (!realEntry())
    return NULL;
  if (of)
    instance = of;
  PFN_vkVoidFunction real = realEntry()(of, name);
  if (!real)
    return NULL;
#define X(function, parameters, arguments)                                                         \
  if (!strcmp(name, "vk" #function)) {                                                             \
    functions[function##Index].real = real;                                                        \
    return (PFN_vkVoidFunction)fake##function;                                                     \
  }
  FALLIBLE(X)
  COUNTED(X)
#undef X
  if (!strcmp(name, "vkAllocateMemory")) {
    functions[AllocateMemoryIndex].real = real;
    return (PFN_vkVoidFunction)fakeAllocateMemory;
  }
  if (!strcmp(name, "vkGetPhysicalDeviceMemoryProperties")) {
    realMemory = (PFN_vkGetPhysicalDeviceMemoryProperties)real;
    return (PFN_vkVoidFunction)fakeMemory;
  }
  if (!strcmp(name, "vkGetBufferMemoryRequirements")) {
    realRequirements = (PFN_vkGetBufferMemoryRequirements)real;
    return (PFN_vkVoidFunction)fakeRequirements;
  }
  if (!strcmp(name, "vkGetPhysicalDeviceProperties2")) {
    realProperties = (PFN_vkGetPhysicalDeviceProperties2)real;
    return (PFN_vkVoidFunction)fakeProperties;
  }
  if (!strcmp(name, "vkGetDeviceProcAddr"))
    return (PFN_vkVoidFunction)fakeDeviceEntry;
  return real;
}

static PFN_vkVoidFunction VKAPI_CALL fakeDeviceEntry(VkDevice device, const char *name) {
  (void)device;
  return vkGetInstanceProcAddr(instance, name);
}

//===-- Control -----------------------------------------------------------===//

// A wrong name is a mistake in a test, which must not pass for it.
static int indexOf(const char *name) {
  for (int i = 0; i < numFunctions; ++i)
    if (!strcmp(names[i], name))
      return i;
  fprintf(stderr, "the fake loader has no vk%s\n", name);
  abort();
}

void fakeVulkanReset(void) {
  for (int i = 0; i < numFunctions; ++i) {
    functions[i].failAt = 0;
    atomic_store(&functions[i].calls, 0);
  }
  atomic_store(&faults, 0);
  isDiscrete = 0;
  maxRange = minAlignment = 0;
}

void fakeVulkanFail(const char *function, int nth, int result, int sticky) {
  const int i = indexOf(function);
  functions[i].result = result;
  functions[i].sticky = sticky;
  functions[i].failAt = atomic_load(&functions[i].calls) + nth;
}

int fakeVulkanCalls(const char *function) {
  return atomic_load(&functions[indexOf(function)].calls);
}
int fakeVulkanFaults(void) { return atomic_load(&faults); }
void fakeVulkanDiscrete(int discrete) { isDiscrete = discrete; }
void fakeVulkanLimitRange(unsigned bytes) { maxRange = bytes; }

void fakeVulkanAlignment(unsigned bytes) { minAlignment = bytes; }
