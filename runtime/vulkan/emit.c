// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a recorded list to command buffers: a buffer per stretch between two
// host steps, a barrier where a command needs what one since the last barrier
// did, and copies where the host cannot see the device's memory.

#include "recorder.h"

#include <stdlib.h>
#include <string.h>

struct access {
  VkBuffer buffer;
  uint64_t begin, end;
  bool written;
};
enum { maxAccesses = 256 }; // one more barrier beyond them costs less than looking further

struct emitter {
  struct cameo_vk_recorder *recorder;
  cameo_instance *self;
  struct cameo_vk_device *device;
  struct cameo_vk_recording *out;
  VkCommandBuffer open;                // being recorded
  struct access accesses[maxAccesses]; // since the last barrier
  size_t num_accesses;
  VkPipelineStageFlags stages; // that the recording uses
  VkAccessFlags reads, writes;
  uint32_t bound_kernel;
  bool any_bound;
  uint64_t scratch; // where the host steps' copies are in the staging memory
};

//===-- Command buffers ---------------------------------------------------===//

static cameo_status begin(struct emitter *e) {
  if (e->open)
    return CAMEO_OK;
  struct cameo_vk_functions *vk = &e->device->vk;
  VkCommandBufferAllocateInfo info = {.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO,
                                      .commandPool = e->out->commands,
                                      .level = VK_COMMAND_BUFFER_LEVEL_PRIMARY,
                                      .commandBufferCount = 1};
  VkCommandBuffer commands;
  cameo_status status =
      cameo_vk_check(e->device, vk->AllocateCommandBuffers(e->device->device, &info, &commands),
                     "vkAllocateCommandBuffers");
  if (status != CAMEO_OK)
    return status;
  VkCommandBufferBeginInfo start = {.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO};
  status =
      cameo_vk_check(e->device, vk->BeginCommandBuffer(commands, &start), "vkBeginCommandBuffer");
  if (status != CAMEO_OK)
    return status;
  e->open = commands;
  e->num_accesses = 0;
  e->bound_kernel = UINT32_MAX;
  if (e->any_bound) { // what the caller submitted before
    VkMemoryBarrier before = {.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                              .srcAccessMask = VK_ACCESS_MEMORY_WRITE_BIT,
                              .dstAccessMask = e->reads | e->writes};
    vk->CmdPipelineBarrier(commands, VK_PIPELINE_STAGE_ALL_COMMANDS_BIT, e->stages, 0, 1, &before,
                           0, NULL, 0, NULL);
  }
  return CAMEO_OK;
}

// What follows, on the device or on the host, sees all that was written.
static cameo_status end(struct emitter *e) {
  if (!e->open)
    return CAMEO_OK;
  VkMemoryBarrier after = {.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                           .srcAccessMask = e->writes,
                           .dstAccessMask = VK_ACCESS_MEMORY_READ_BIT | VK_ACCESS_MEMORY_WRITE_BIT};
  e->device->vk.CmdPipelineBarrier(e->open, e->stages,
                                   VK_PIPELINE_STAGE_ALL_COMMANDS_BIT | VK_PIPELINE_STAGE_HOST_BIT,
                                   0, 1, &after, 0, NULL, 0, NULL);
  cameo_status status =
      cameo_vk_check(e->device, e->device->vk.EndCommandBuffer(e->open), "vkEndCommandBuffer");
  e->out->steps[e->out->num_steps++] = (struct cameo_vk_step){.commands = e->open};
  e->open = VK_NULL_HANDLE;
  return status;
}

//===-- Barriers ----------------------------------------------------------===//

static bool conflicts(const struct emitter *e, const struct access *access) {
  for (size_t i = 0; i < e->num_accesses; ++i) {
    const struct access *old = &e->accesses[i];
    if ((old->written || access->written) && old->buffer == access->buffer &&
        old->begin < access->end && access->begin < old->end)
      return true;
  }
  return false;
}

// Orders the next command, which does `accesses`, after those that it depends on.
static void order(struct emitter *e, const struct access *accesses, size_t count) {
  bool needed = e->num_accesses + count > maxAccesses;
  for (size_t i = 0; i < count && !needed; ++i)
    needed = conflicts(e, &accesses[i]);
  if (needed && e->num_accesses) {
    VkMemoryBarrier barrier = {.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER,
                               .srcAccessMask = e->writes,
                               .dstAccessMask = e->reads | e->writes};
    e->device->vk.CmdPipelineBarrier(e->open, e->stages, e->stages, 0, 1, &barrier, 0, NULL, 0,
                                     NULL);
    e->num_accesses = 0;
  }
  if (count > maxAccesses) { // cannot be remembered: the next command waits, too
    e->num_accesses = maxAccesses;
    for (size_t i = 0; i < maxAccesses; ++i)
      e->accesses[i] = accesses[i];
    return;
  }
  if (count)
    memcpy(e->accesses + e->num_accesses, accesses, count * sizeof *accesses);
  e->num_accesses += count;
}

//===-- Commands ----------------------------------------------------------===//

static struct cameo_vk_space *spaceOf(const struct emitter *e, uint32_t space) {
  return &e->self->spaces[cameo_vk_space_index(e->self, space)];
}

static VkBuffer bufferOf(const struct cameo_vk_space *space) {
  return space->bound ? space->bound : space->own.buffer;
}

static cameo_status copy(struct emitter *e, VkBuffer from, uint64_t from_offset, VkBuffer to,
                         uint64_t to_offset, uint64_t bytes) {
  if (bytes == 0)
    return CAMEO_OK;
  cameo_status status = begin(e);
  if (status != CAMEO_OK)
    return status;
  const struct access accesses[] = {{from, from_offset, from_offset + bytes, false},
                                    {to, to_offset, to_offset + bytes, true}};
  order(e, accesses, 2);
  VkBufferCopy region = {from_offset, to_offset, bytes};
  e->device->vk.CmdCopyBuffer(e->open, from, to, 1, &region);
  return CAMEO_OK;
}

static cameo_status describe(struct emitter *e, const struct cameo_vk_kernel *kernel,
                             const struct access *accesses, size_t count, VkDescriptorSet *set) {
  struct cameo_vk_functions *vk = &e->device->vk;
  VkDescriptorBufferInfo *buffers = malloc(count * sizeof *buffers);
  if (!buffers)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  for (size_t i = 0; i < count; ++i)
    buffers[i] = (VkDescriptorBufferInfo){accesses[i].buffer, accesses[i].begin,
                                          accesses[i].end - accesses[i].begin};
  VkDescriptorSetAllocateInfo info = {.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO,
                                      .descriptorPool = e->out->descriptors,
                                      .descriptorSetCount = 1,
                                      .pSetLayouts = &kernel->set_layout};
  cameo_status status =
      cameo_vk_check(e->device, vk->AllocateDescriptorSets(e->device->device, &info, set),
                     "vkAllocateDescriptorSets");
  if (status == CAMEO_OK) { // bindings 0, 1, …: an update runs on into the next
    VkWriteDescriptorSet write = {.sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET,
                                  .dstSet = *set,
                                  .descriptorCount = (uint32_t)count,
                                  .descriptorType = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
                                  .pBufferInfo = buffers};
    vk->UpdateDescriptorSets(e->device->device, 1, &write, 0, NULL);
  }
  free(buffers);
  return status;
}

// What a kernel may touch of a range: whole words, and never nothing. Beyond the
// end of a buffer of the caller it may touch nothing.
static struct access accessOf(const struct emitter *e, const cameo_gpu_range *range) {
  const struct cameo_vk_space *space = spaceOf(e, range->space);
  uint64_t begin = space->bound_offset + (range->bytes ? range->offset : 0);
  uint64_t end = begin + (range->bytes ? (range->bytes + 3) / 4 * 4 : 4);
  const uint64_t limit = space->bound_offset + space->bound_bytes;
  if (space->bound && end > limit)
    end = limit;
  return (struct access){bufferOf(space), begin, end, range->written != 0};
}

static cameo_status emitDispatch(struct emitter *e, const struct cameo_vk_op *op) {
  cameo_status status = begin(e);
  if (status != CAMEO_OK)
    return status;
  struct cameo_vk_functions *vk = &e->device->vk;
  const struct cameo_vk_kernel *kernel = &e->self->kernels[op->kernel];
  const cameo_gpu_kernel *source = &e->self->program->kernels[op->kernel];
  const cameo_gpu_range *ranges =
      (const cameo_gpu_range *)e->recorder->ranges.data + op->first_range;
  struct access *accesses = malloc(op->num_ranges * sizeof *accesses);
  if (!accesses)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  for (size_t i = 0; i < op->num_ranges; ++i)
    accesses[i] = accessOf(e, &ranges[i]);
  order(e, accesses, op->num_ranges);
  VkDescriptorSet set;
  status = describe(e, kernel, accesses, op->num_ranges, &set);
  free(accesses);
  if (status != CAMEO_OK)
    return status;

  if (e->bound_kernel != op->kernel)
    vk->CmdBindPipeline(e->open, VK_PIPELINE_BIND_POINT_COMPUTE, kernel->pipeline);
  e->bound_kernel = op->kernel;
  vk->CmdBindDescriptorSets(e->open, VK_PIPELINE_BIND_POINT_COMPUTE, kernel->layout, 0, 1, &set, 0,
                            NULL);
  if (source->push_words)
    vk->CmdPushConstants(e->open, kernel->layout, VK_SHADER_STAGE_COMPUTE_BIT, 0,
                         source->push_words * 4,
                         (const uint32_t *)e->recorder->push.data + op->first_datum);
  vk->CmdDispatch(e->open, op->groups[0], op->groups[1], op->groups[2]);
  e->out->each_run.dispatches += 1;
  return CAMEO_OK;
}

static cameo_status emitCopy(struct emitter *e, const struct cameo_vk_op *op) {
  const cameo_gpu_range *from = (const cameo_gpu_range *)e->recorder->ranges.data + op->first_range;
  const cameo_gpu_range *to = from + 1;
  const struct cameo_vk_space *source = spaceOf(e, from->space), *target = spaceOf(e, to->space);
  return copy(e, bufferOf(source), source->bound_offset + from->offset, bufferOf(target),
              target->bound_offset + to->offset, from->bytes);
}

//===-- Host steps --------------------------------------------------------===//

static bool isInput(const cameo_instance *self, uint32_t space) {
  return space >= CAMEO_GPU_INPUT(0) &&
         space - CAMEO_GPU_INPUT(0) < (uint32_t)self->model->num_inputs;
}

// The host has these where they are, whatever the device does.
static bool isOnHost(const struct emitter *e, uint32_t space) {
  return (isInput(e->self, space) && !spaceOf(e, space)->bound) ||
         (space == CAMEO_GPU_WEIGHTS && e->self->host_weights);
}

static bool isStaged(const struct emitter *e, uint32_t space) {
  return !isOnHost(e, space) && (spaceOf(e, space)->bound || !spaceOf(e, space)->own.mapped);
}

static uint64_t aligned(uint64_t bytes) { return (bytes + 63) & ~(uint64_t)63; }

static uint64_t scratchBytes(const struct emitter *e, const struct cameo_vk_op *op) {
  const cameo_gpu_range *ranges =
      (const cameo_gpu_range *)e->recorder->ranges.data + op->first_range;
  uint64_t bytes = 0;
  for (size_t i = 0; i < op->num_ranges; ++i)
    if (isStaged(e, ranges[i].space))
      bytes += aligned(ranges[i].bytes);
  return bytes;
}

// Copies the staged ranges of a host step to or from the staging memory.
static cameo_status moveStaged(struct emitter *e, const struct cameo_vk_op *op, bool to_host) {
  const cameo_gpu_range *ranges =
      (const cameo_gpu_range *)e->recorder->ranges.data + op->first_range;
  uint64_t at = e->scratch;
  cameo_status status = CAMEO_OK;
  for (size_t i = 0; i < op->num_ranges && status == CAMEO_OK; ++i) {
    if (!isStaged(e, ranges[i].space))
      continue;
    const struct cameo_vk_space *space = spaceOf(e, ranges[i].space);
    const uint64_t offset = space->bound_offset + ranges[i].offset;
    if (to_host && !ranges[i].written) {
      status = copy(e, bufferOf(space), offset, e->self->staging.buffer, at, ranges[i].bytes);
      e->out->each_run.downloaded_bytes += ranges[i].bytes;
    } else if (!to_host && ranges[i].written) {
      status = copy(e, e->self->staging.buffer, at, bufferOf(space), offset, ranges[i].bytes);
      e->out->each_run.uploaded_bytes += ranges[i].bytes;
    }
    at += aligned(ranges[i].bytes);
  }
  return status;
}

static cameo_status emitHost(struct emitter *e, const struct cameo_vk_op *op) {
  cameo_status status = moveStaged(e, op, true);
  if (status == CAMEO_OK)
    status = end(e);
  if (status != CAMEO_OK)
    return status;
  const cameo_gpu_range *ranges =
      (const cameo_gpu_range *)e->recorder->ranges.data + op->first_range;
  struct cameo_vk_place *places = e->out->places + op->first_range;
  uint64_t at = e->scratch;
  for (size_t i = 0; i < op->num_ranges; ++i) {
    const struct cameo_vk_space *space = spaceOf(e, ranges[i].space);
    if (isStaged(e, ranges[i].space)) {
      places[i].address = (unsigned char *)e->self->staging.mapped + at;
      at += aligned(ranges[i].bytes);
    } else if (!isOnHost(e, ranges[i].space)) {
      places[i].address = (unsigned char *)space->own.mapped + ranges[i].offset;
    } else if (ranges[i].space == CAMEO_GPU_WEIGHTS) { // only to be read
      places[i].address = (unsigned char *)(uintptr_t)e->self->host_weights + ranges[i].offset;
    } else {
      places[i].input = ranges[i].space - CAMEO_GPU_INPUT(0);
      places[i].offset = ranges[i].offset;
    }
  }
  e->out->steps[e->out->num_steps++] = (struct cameo_vk_step){.host = op->host,
                                                              .first_place = op->first_range,
                                                              .num_places = op->num_ranges,
                                                              .first_value = op->first_datum};
  e->out->each_run.host_steps += 1;
  return moveStaged(e, op, false);
}

//===-- Memory ------------------------------------------------------------===//

// Recordings that know the old buffer must not be used any more.
static cameo_status ensure(struct emitter *e, struct cameo_vk_buffer *buffer, uint64_t bytes,
                           enum cameo_vk_use use) {
  if (cameo_vk_buffer_fits(buffer, bytes))
    return CAMEO_OK;
  cameo_vk_forget(e->self);
  return cameo_vk_buffer_grow(e->device, buffer, bytes, use);
}

// Which spaces the device uses.
static cameo_status ensureSpaces(struct emitter *e, bool last) {
  const struct cameo_vk_recorder *r = e->recorder;
  const cameo_gpu_range *ranges = r->ranges.data;
  const struct cameo_vk_op *ops = r->ops.data;
  const size_t outputs = CAMEO_VK_INPUTS + (size_t)e->self->model->num_inputs;
  cameo_status status = CAMEO_OK;
  for (size_t i = 0; i < r->ops.count; ++i)
    for (size_t j = 0; j < ops[i].num_ranges && status == CAMEO_OK; ++j) {
      const uint32_t id = ranges[ops[i].first_range + j].space;
      struct cameo_vk_space *space = spaceOf(e, id);
      const uint64_t bytes = r->reserved[cameo_vk_space_index(e->self, id)];
      if (!space->bound && !(ops[i].host && isOnHost(e, id)))
        status = ensure(e, &space->own, bytes, CAMEO_VK_FOR_DEVICE);
    }
  for (size_t i = outputs; last && i < e->self->num_spaces && status == CAMEO_OK; ++i)
    if (!e->self->spaces[i].bound && r->known[i] && r->reserved[i])
      status = ensure(e, &e->self->spaces[i].own, r->reserved[i], CAMEO_VK_FOR_DEVICE);
  return status;
}

// The inputs that dispatches read and that are not on the device yet.
static void listUploads(struct emitter *e) {
  struct cameo_vk_recorder *r = e->recorder;
  const cameo_gpu_range *ranges = r->ranges.data;
  const struct cameo_vk_op *ops = r->ops.data;
  for (size_t i = 0; i < r->ops.count; ++i)
    for (size_t j = 0; j < ops[i].num_ranges && !ops[i].host; ++j) {
      const uint32_t id = ranges[ops[i].first_range + j].space;
      const size_t index = (size_t)cameo_vk_space_index(e->self, id);
      if (!isInput(e->self, id) || e->self->spaces[index].bound || r->uploaded[index])
        continue;
      r->uploaded[index] = true;
      e->out->uploads[e->out->num_uploads++] =
          (struct cameo_vk_transfer){id - CAMEO_GPU_INPUT(0), r->reserved[index], NULL};
      e->out->each_run.uploaded_bytes += r->reserved[index];
    }
}

static void listDownloads(struct emitter *e) {
  const struct cameo_vk_recorder *r = e->recorder;
  for (uint32_t i = 0; i < (uint32_t)e->self->model->num_outputs; ++i) {
    const size_t index = CAMEO_VK_INPUTS + (size_t)e->self->model->num_inputs + i;
    if (e->self->spaces[index].bound)
      continue;
    e->out->downloads[e->out->num_downloads++] =
        (struct cameo_vk_transfer){i, r->reserved[index], NULL};
    e->out->each_run.downloaded_bytes += r->reserved[index];
  }
}

// Staging memory: inputs, outputs, then what the largest host step needs.
static cameo_status planStaging(struct emitter *e) {
  const struct cameo_vk_recorder *r = e->recorder;
  const struct cameo_vk_op *ops = r->ops.data;
  const size_t inputs = CAMEO_VK_INPUTS, outputs = inputs + (size_t)e->self->model->num_inputs;
  struct cameo_vk_recording *out = e->out;
  uint64_t bytes = 0, scratch = 0;
  for (size_t i = 0; i < out->num_uploads; ++i)
    if (!e->self->spaces[inputs + out->uploads[i].index].own.mapped)
      bytes += aligned(out->uploads[i].bytes);
  for (size_t i = 0; i < out->num_downloads; ++i)
    if (!e->self->spaces[outputs + out->downloads[i].index].own.mapped)
      bytes += aligned(out->downloads[i].bytes);
  e->scratch = bytes;
  bool copies = false;
  for (size_t i = 0; i < r->ops.count; ++i) {
    copies |= ops[i].copies;
    if (ops[i].host && scratchBytes(e, &ops[i]) > scratch)
      scratch = scratchBytes(e, &ops[i]);
  }
  if (bytes + scratch == 0 && !copies)
    return CAMEO_OK;
  e->stages |= VK_PIPELINE_STAGE_TRANSFER_BIT;
  e->reads |= VK_ACCESS_TRANSFER_READ_BIT;
  e->writes |= VK_ACCESS_TRANSFER_WRITE_BIT;
  return bytes + scratch ? ensure(e, &e->self->staging, bytes + scratch, CAMEO_VK_FOR_STAGING)
                         : CAMEO_OK;
}

// Gives the transfers their places and, if these are staged, records copies.
static cameo_status emitTransfers(struct emitter *e, bool to_host, uint64_t *at) {
  const size_t first =
      to_host ? CAMEO_VK_INPUTS + (size_t)e->self->model->num_inputs : (size_t)CAMEO_VK_INPUTS;
  struct cameo_vk_transfer *list = to_host ? e->out->downloads : e->out->uploads;
  const size_t count = to_host ? e->out->num_downloads : e->out->num_uploads;
  cameo_status status = CAMEO_OK;
  for (size_t i = 0; i < count && status == CAMEO_OK; ++i) {
    const struct cameo_vk_buffer *own = &e->self->spaces[first + list[i].index].own;
    if (list[i].bytes == 0)
      continue;
    if (own->mapped) {
      list[i].mapped = own->mapped;
      continue;
    }
    const struct cameo_vk_buffer *staging = &e->self->staging;
    list[i].mapped = (unsigned char *)staging->mapped + *at;
    status = to_host ? copy(e, own->buffer, 0, staging->buffer, *at, list[i].bytes)
                     : copy(e, staging->buffer, *at, own->buffer, 0, list[i].bytes);
    *at += aligned(list[i].bytes);
  }
  return status;
}

//===-- All together ------------------------------------------------------===//

static void *array(size_t count, size_t size, cameo_status *status) {
  void *data = calloc(count ? count : 1, size);
  if (!data)
    *status = CAMEO_ERROR_OUT_OF_MEMORY;
  return data;
}

static cameo_status createPools(struct emitter *e) {
  const struct cameo_vk_op *ops = e->recorder->ops.data;
  uint32_t sets = 0, buffers = 0;
  for (size_t i = 0; i < e->recorder->ops.count; ++i)
    if (!ops[i].host && !ops[i].copies)
      sets += 1, buffers += (uint32_t)ops[i].num_ranges;
  VkCommandPoolCreateInfo commands = {.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO,
                                      .queueFamilyIndex = e->device->family};
  VkResult result =
      e->device->vk.CreateCommandPool(e->device->device, &commands, NULL, &e->out->commands);
  if (result < 0)
    e->out->commands = VK_NULL_HANDLE;
  if (result < 0 || !sets)
    return cameo_vk_check(e->device, result, "vkCreateCommandPool");
  VkDescriptorPoolSize size = {VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, buffers};
  VkDescriptorPoolCreateInfo descriptors = {.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO,
                                            .maxSets = sets,
                                            .poolSizeCount = 1,
                                            .pPoolSizes = &size};
  result = e->device->vk.CreateDescriptorPool(e->device->device, &descriptors, NULL,
                                              &e->out->descriptors);
  if (result < 0)
    e->out->descriptors = VK_NULL_HANDLE;
  return cameo_vk_check(e->device, result, "vkCreateDescriptorPool");
}

static cameo_status emitAll(struct emitter *e, bool last) {
  struct cameo_vk_recorder *r = e->recorder;
  struct cameo_vk_recording *out = e->out;
  cameo_status status = CAMEO_OK;
  out->steps = array(2 * r->ops.count + 2, sizeof *out->steps, &status);
  out->places = array(r->ranges.count, sizeof *out->places, &status);
  out->addresses = array(r->ranges.count, sizeof *out->addresses, &status);
  out->uploads = array((size_t)e->self->model->num_inputs, sizeof *out->uploads, &status);
  out->downloads = array((size_t)e->self->model->num_outputs, sizeof *out->downloads, &status);
  if (status != CAMEO_OK)
    return status;
  out->values = r->values.data; // the recording's from now on
  r->values = (struct cameo_vk_list){0};

  for (size_t i = 0; i < e->self->num_spaces; ++i)
    e->any_bound |= e->self->spaces[i].bound != VK_NULL_HANDLE;
  status = ensureSpaces(e, last);
  if (status != CAMEO_OK)
    return status;
  listUploads(e);
  if (last)
    listDownloads(e);
  uint64_t at = 0;
  status = planStaging(e);
  if (status == CAMEO_OK)
    status = createPools(e);
  if (status == CAMEO_OK)
    status = emitTransfers(e, false, &at);
  const struct cameo_vk_op *ops = r->ops.data;
  for (size_t i = 0; i < r->ops.count && status == CAMEO_OK; ++i)
    status = ops[i].host     ? emitHost(e, &ops[i])
             : ops[i].copies ? emitCopy(e, &ops[i])
                             : emitDispatch(e, &ops[i]);
  if (status == CAMEO_OK && last)
    status = emitTransfers(e, true, &at);
  return status == CAMEO_OK ? end(e) : status;
}

cameo_status cameo_vk_emit(struct cameo_vk_recorder *recorder, bool last,
                           struct cameo_vk_recording *recording) {
  struct emitter *e = calloc(1, sizeof *e);
  if (!e)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  e->recorder = recorder;
  e->self = recorder->self;
  e->device = &recorder->self->device;
  e->out = recording;
  e->stages = VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT;
  e->reads = VK_ACCESS_SHADER_READ_BIT;
  e->writes = VK_ACCESS_SHADER_WRITE_BIT;
  cameo_status status = emitAll(e, last);
  free(e);
  recorder->ops.count = recorder->ranges.count = recorder->push.count = 0;
  return status;
}
