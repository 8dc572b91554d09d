// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Buffers with memory of their own: there are a handful of them in an instance,
// so an allocator would have nothing to do.

#include "device.h"

#include <string.h>

// Kernels see whole words, and an empty range needs an address too.
static const uint64_t slack = 256;

static const VkMemoryPropertyFlags local = VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT;
static const VkMemoryPropertyFlags coherent =
    VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
static const VkMemoryPropertyFlags cached = VK_MEMORY_PROPERTY_HOST_CACHED_BIT;

static int findType(const struct cameo_vk_device *device, uint32_t allowed,
                    VkMemoryPropertyFlags wanted) {
  for (uint32_t i = 0; i < device->memory.memoryTypeCount; ++i)
    if (allowed >> i & 1 && (device->memory.memoryTypes[i].propertyFlags & wanted) == wanted)
      return (int)i;
  return -1;
}

// Uncached memory is slow to read for the host, so cached comes first.
static int chooseType(const struct cameo_vk_device *device, uint32_t allowed,
                      enum cameo_vk_use use) {
  const VkMemoryPropertyFlags forStaging[] = {coherent | cached, coherent};
  const VkMemoryPropertyFlags ifUnified[] = {local | coherent | cached, local | coherent, local, 0};
  const VkMemoryPropertyFlags ifNot[] = {local, 0};
  const VkMemoryPropertyFlags *wanted = ifNot;
  int count = 2;
  if (use == CAMEO_VK_FOR_STAGING)
    wanted = forStaging;
  else if (device->unified)
    wanted = ifUnified, count = 4;
  int type = -1;
  for (int i = 0; i < count && type < 0; ++i)
    type = findType(device, allowed, wanted[i]);
  return type;
}

static cameo_status allocate(struct cameo_vk_device *device, struct cameo_vk_buffer *buffer,
                             uint64_t bytes, enum cameo_vk_use use) {
  struct cameo_vk_functions *vk = &device->vk;
  if (bytes > device->max_allocation || bytes > UINT64_MAX - 2 * slack)
    return cameo_vk_unfit(device, "%s allocates at most %llu bytes at a time, not %llu",
                          device->name, (unsigned long long)device->max_allocation,
                          (unsigned long long)bytes);
  VkBufferCreateInfo info = {.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO,
                             .size = (bytes + slack - 1) / slack * slack + slack,
                             .usage = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT |
                                      VK_BUFFER_USAGE_TRANSFER_SRC_BIT |
                                      VK_BUFFER_USAGE_TRANSFER_DST_BIT};
  VkResult result = vk->CreateBuffer(device->device, &info, NULL, &buffer->buffer);
  if (result < 0) {
    buffer->buffer = VK_NULL_HANDLE;
    return cameo_vk_check(device, result, "vkCreateBuffer");
  }
  VkMemoryRequirements needs;
  vk->GetBufferMemoryRequirements(device->device, buffer->buffer, &needs);
  const int type = chooseType(device, needs.memoryTypeBits, use);
  if (type < 0)
    return cameo_vk_unfit(device, "%s has no memory for buffers", device->name);
  const VkMemoryType *chosen = &device->memory.memoryTypes[type];
  const uint64_t heap = device->memory.memoryHeaps[chosen->heapIndex].size;
  if (needs.size > device->max_allocation || needs.size > heap)
    return cameo_vk_unfit(device, "%s has less memory than %llu bytes", device->name,
                          (unsigned long long)needs.size);

  VkMemoryAllocateInfo request = {.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
                                  .allocationSize = needs.size,
                                  .memoryTypeIndex = (uint32_t)type};
  result = vk->AllocateMemory(device->device, &request, NULL, &buffer->memory);
  if (result < 0) {
    buffer->memory = VK_NULL_HANDLE;
    return cameo_vk_check(device, result, "vkAllocateMemory");
  }
  cameo_status status = cameo_vk_check(
      device, vk->BindBufferMemory(device->device, buffer->buffer, buffer->memory, 0),
      "vkBindBufferMemory");
  const bool map = use == CAMEO_VK_FOR_STAGING || device->unified;
  if (status == CAMEO_OK && map && (chosen->propertyFlags & coherent) == coherent) {
    result = vk->MapMemory(device->device, buffer->memory, 0, VK_WHOLE_SIZE, 0, &buffer->mapped);
    if (result < 0)
      buffer->mapped = NULL;
    status = cameo_vk_check(device, result, "vkMapMemory");
  }
  buffer->bytes = info.size;
  return status;
}

bool cameo_vk_buffer_fits(const struct cameo_vk_buffer *buffer, uint64_t bytes) {
  return buffer->buffer && buffer->bytes - slack >= bytes;
}

cameo_status cameo_vk_buffer_grow(struct cameo_vk_device *device, struct cameo_vk_buffer *buffer,
                                  uint64_t bytes, enum cameo_vk_use use) {
  if (cameo_vk_buffer_fits(buffer, bytes))
    return CAMEO_OK;
  cameo_vk_buffer_free(device, buffer);
  cameo_status status = allocate(device, buffer, bytes, use);
  if (status != CAMEO_OK)
    cameo_vk_buffer_free(device, buffer);
  return status;
}

void cameo_vk_buffer_free(struct cameo_vk_device *device, struct cameo_vk_buffer *buffer) {
  if (buffer->buffer)
    device->vk.DestroyBuffer(device->device, buffer->buffer, NULL);
  if (buffer->memory) // which ends its mapping, too
    device->vk.FreeMemory(device->device, buffer->memory, NULL);
  memset(buffer, 0, sizeof *buffer);
}

//===-- Filling -----------------------------------------------------------===//

static cameo_status copyPiece(struct cameo_vk_device *device, VkCommandPool pool, VkBuffer from,
                              VkBuffer to, uint64_t offset, uint64_t bytes) {
  struct cameo_vk_functions *vk = &device->vk;
  VkCommandBufferAllocateInfo info = {.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO,
                                      .commandPool = pool,
                                      .level = VK_COMMAND_BUFFER_LEVEL_PRIMARY,
                                      .commandBufferCount = 1};
  VkCommandBuffer commands;
  cameo_status status =
      cameo_vk_check(device, vk->AllocateCommandBuffers(device->device, &info, &commands),
                     "vkAllocateCommandBuffers");
  if (status != CAMEO_OK)
    return status;
  VkCommandBufferBeginInfo begin = {.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO,
                                    .flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT};
  status = cameo_vk_check(device, vk->BeginCommandBuffer(commands, &begin), "vkBeginCommandBuffer");
  if (status != CAMEO_OK)
    return status;
  VkBufferCopy region = {.srcOffset = 0, .dstOffset = offset, .size = bytes};
  vk->CmdCopyBuffer(commands, from, to, 1, &region);
  VkMemoryBarrier done = {.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                          .srcAccessMask = VK_ACCESS_TRANSFER_WRITE_BIT,
                          .dstAccessMask = VK_ACCESS_MEMORY_READ_BIT | VK_ACCESS_MEMORY_WRITE_BIT};
  vk->CmdPipelineBarrier(commands, VK_PIPELINE_STAGE_TRANSFER_BIT,
                         VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, 0, 1, &done, 0, NULL, 0, NULL);
  status = cameo_vk_check(device, vk->EndCommandBuffer(commands), "vkEndCommandBuffer");
  return status == CAMEO_OK ? cameo_vk_submit(device, commands) : status;
}

// Through a small window, so that large weights need no second copy of them in
// host memory.
static cameo_status fillStaged(struct cameo_vk_device *device, struct cameo_vk_buffer *buffer,
                               const unsigned char *data, uint64_t bytes) {
  const uint64_t window = bytes < 16u << 20 ? bytes : 16u << 20;
  struct cameo_vk_buffer staging = {0};
  cameo_status status = cameo_vk_buffer_grow(device, &staging, window, CAMEO_VK_FOR_STAGING);
  for (uint64_t offset = 0; status == CAMEO_OK && offset < bytes; offset += window) {
    const uint64_t piece = bytes - offset < window ? bytes - offset : window;
    memcpy(staging.mapped, data + offset, piece);
    VkCommandPoolCreateInfo info = {.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO,
                                    .queueFamilyIndex = device->family};
    VkCommandPool pool;
    status =
        cameo_vk_check(device, device->vk.CreateCommandPool(device->device, &info, NULL, &pool),
                       "vkCreateCommandPool");
    if (status != CAMEO_OK)
      break;
    status = copyPiece(device, pool, staging.buffer, buffer->buffer, offset, piece);
    if (!device->hung)
      device->vk.DestroyCommandPool(device->device, pool, NULL);
  }
  if (!device->hung)
    cameo_vk_buffer_free(device, &staging);
  return status;
}

cameo_status cameo_vk_buffer_fill(struct cameo_vk_device *device, struct cameo_vk_buffer *buffer,
                                  const void *data, uint64_t bytes) {
  if (!buffer->mapped)
    return fillStaged(device, buffer, data, bytes);
  memcpy(buffer->mapped, data, bytes);
  return CAMEO_OK;
}
