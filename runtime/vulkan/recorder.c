// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functions that a model records its run with. They check everything: what
// passes here is valid Vulkan on this device.

#include "recorder.h"

#include <stdlib.h>
#include <string.h>

//===-- Lists -------------------------------------------------------------===//

// NULL if there is no memory.
static void *append(struct cameo_vk_list *list, const void *data, size_t count, size_t size) {
  if (count > SIZE_MAX / size / 4 - list->count)
    return NULL;
  if (!list->data || list->count + count > list->room) {
    const size_t room = 2 * (list->count + count) + 16;
    void *grown = realloc(list->data, room * size);
    if (!grown)
      return NULL;
    list->data = grown;
    list->room = room;
  }
  unsigned char *end = (unsigned char *)list->data + list->count * size;
  if (count)
    memcpy(end, data, count * size);
  list->count += count;
  return end;
}

//===-- Checks ------------------------------------------------------------===//

// Keeps the first failure: a model that goes on after one gets it again.
static cameo_status note(struct cameo_vk_recorder *r, cameo_status status) {
  if (r->status == CAMEO_OK)
    r->status = status;
  return status;
}

static struct cameo_vk_recorder *recorderOf(cameo_gpu_recorder *base) {
  return (struct cameo_vk_recorder *)base;
}

static bool isInside(const struct cameo_vk_recorder *r, const cameo_gpu_range *range) {
  const ptrdiff_t space = cameo_vk_space_index(r->self, range->space);
  if (space < 0 || !r->known[space])
    return false;
  const bool constant =
      space == CAMEO_VK_WEIGHTS ||
      (space >= CAMEO_VK_INPUTS && space < CAMEO_VK_INPUTS + r->self->model->num_inputs);
  return !(constant && range->written) && range->offset <= r->reserved[space] &&
         range->bytes <= r->reserved[space] - range->offset;
}

static cameo_status checkRanges(struct cameo_vk_recorder *r, const cameo_gpu_range *ranges,
                                size_t count) {
  for (size_t i = 0; i < count; ++i)
    if (!isInside(r, &ranges[i]))
      return CAMEO_ERROR_INVALID_ARGUMENT;
  return CAMEO_OK;
}

static bool rangeFits(const struct cameo_vk_device *device, const cameo_gpu_range *range) {
  const uint64_t most = device->limits.maxStorageBufferRange;
  return range->bytes <= most && (range->bytes + 3) / 4 * 4 <= most; // whole words
}

// A kernel without narrow types sees a range of any number of bytes as words, of
// which a caller's buffer may have the last one only in part.
static bool hasWholeWords(const struct cameo_vk_recorder *r, uint32_t kernel,
                          const cameo_gpu_range *range) {
  const uint32_t narrow = CAMEO_GPU_FLOAT16 | CAMEO_GPU_INT8 | CAMEO_GPU_INT16;
  const ptrdiff_t index = cameo_vk_space_index(r->self, range->space);
  if (index < 0 || !r->self->spaces[index].bound ||
      r->self->program->kernels[kernel].features & narrow)
    return true;
  const struct cameo_vk_space *space = &r->self->spaces[index];
  return range->offset <= space->bound_bytes &&
         (range->bytes + 3) / 4 * 4 <= space->bound_bytes - range->offset;
}

static cameo_status checkDispatch(struct cameo_vk_recorder *r, uint32_t kernel,
                                  const cameo_gpu_range *ranges, const uint32_t *groups) {
  struct cameo_vk_device *device = &r->self->device;
  const cameo_gpu_kernel *source = &r->self->program->kernels[kernel];
  if (!r->self->kernels[kernel].pipeline)
    return cameo_vk_unfit(device, "%s cannot run the kernel %s", device->name, source->name);
  for (int i = 0; i < 3; ++i)
    if (groups[i] > device->limits.maxComputeWorkGroupCount[i])
      return cameo_vk_unfit(device, "%s runs at most %u workgroups in dimension %d, %s needs %u",
                            device->name, (unsigned)device->limits.maxComputeWorkGroupCount[i], i,
                            source->name, (unsigned)groups[i]);
  for (uint32_t i = 0; i < source->buffers; ++i) {
    const struct cameo_vk_space *space =
        &r->self->spaces[cameo_vk_space_index(r->self, ranges[i].space)];
    if ((space->bound_offset + ranges[i].offset) % device->limits.minStorageBufferOffsetAlignment)
      return cameo_vk_unfit(device, "%s needs buffers aligned to %u bytes, %s has less",
                            device->name, (unsigned)device->limits.minStorageBufferOffsetAlignment,
                            source->name);
    if (!rangeFits(device, &ranges[i]))
      return cameo_vk_unfit(device, "%s has buffers of at most %u bytes, %s needs more",
                            device->name, (unsigned)device->limits.maxStorageBufferRange,
                            source->name);
  }
  return CAMEO_OK;
}

//===-- The functions -----------------------------------------------------===//

static int supports(const cameo_gpu_recorder *base, uint32_t kernel,
                    const cameo_gpu_range *ranges) {
  const struct cameo_vk_recorder *r = (const struct cameo_vk_recorder *)base;
  if (kernel >= r->self->program->num_kernels || !r->self->kernels[kernel].pipeline)
    return false;
  for (uint32_t i = 0; ranges && i < r->self->program->kernels[kernel].buffers; ++i)
    if (!rangeFits(&r->self->device, &ranges[i]) || !hasWholeWords(r, kernel, &ranges[i]))
      return false;
  return true;
}

static int reserve(cameo_gpu_recorder *base, uint32_t space, uint64_t bytes) {
  struct cameo_vk_recorder *r = recorderOf(base);
  if (r->status != CAMEO_OK)
    return r->status;
  const ptrdiff_t index = cameo_vk_space_index(r->self, space);
  if (index < 0 || index == CAMEO_VK_WEIGHTS || (r->known[index] && bytes > r->reserved[index]))
    return note(r, CAMEO_ERROR_INVALID_ARGUMENT);
  if (r->self->spaces[index].bound && bytes > r->self->spaces[index].bound_bytes)
    return note(r, CAMEO_ERROR_SHAPE);
  if (!r->known[index])
    r->reserved[index] = bytes;
  r->known[index] = true;
  return CAMEO_OK;
}

static cameo_status add(struct cameo_vk_recorder *r, struct cameo_vk_op op,
                        const cameo_gpu_range *ranges) {
  op.first_range = r->ranges.count;
  return append(&r->ranges, ranges, op.num_ranges, sizeof *ranges) &&
                 append(&r->ops, &op, 1, sizeof op)
             ? CAMEO_OK
             : note(r, CAMEO_ERROR_OUT_OF_MEMORY);
}

static int dispatch(cameo_gpu_recorder *base, uint32_t kernel, const cameo_gpu_range *ranges,
                    const uint32_t *push, const uint32_t *groups) {
  struct cameo_vk_recorder *r = recorderOf(base);
  if (r->status != CAMEO_OK)
    return r->status;
  if (kernel >= r->self->program->num_kernels || !groups[0] || !groups[1] || !groups[2])
    return note(r, CAMEO_ERROR_INVALID_ARGUMENT);
  const cameo_gpu_kernel *source = &r->self->program->kernels[kernel];
  cameo_status status = checkRanges(r, ranges, source->buffers);
  if (status == CAMEO_OK)
    status = checkDispatch(r, kernel, ranges, groups);
  if (status != CAMEO_OK)
    return note(r, status);
  struct cameo_vk_op op = {.kernel = kernel,
                           .groups = {groups[0], groups[1], groups[2]},
                           .num_ranges = source->buffers,
                           .first_datum = r->push.count};
  if (!append(&r->push, push, source->push_words, sizeof *push))
    return note(r, CAMEO_ERROR_OUT_OF_MEMORY);
  return add(r, op, ranges);
}

static int copy(cameo_gpu_recorder *base, const cameo_gpu_range *from, const cameo_gpu_range *to) {
  struct cameo_vk_recorder *r = recorderOf(base);
  if (r->status != CAMEO_OK)
    return r->status;
  const cameo_gpu_range ranges[] = {*from, *to};
  if (checkRanges(r, ranges, 2) != CAMEO_OK || !to->written || from->bytes != to->bytes)
    return note(r, CAMEO_ERROR_INVALID_ARGUMENT);
  // The caller may have bound one buffer twice; Vulkan refuses overlapping copies.
  const struct cameo_vk_space *x = &r->self->spaces[cameo_vk_space_index(r->self, from->space)];
  const struct cameo_vk_space *y = &r->self->spaces[cameo_vk_space_index(r->self, to->space)];
  const uint64_t source = x->bound_offset + from->offset, target = y->bound_offset + to->offset;
  if ((x == y || (x->bound && x->bound == y->bound)) && source < target + to->bytes &&
      target < source + from->bytes)
    return source == target ? CAMEO_OK : note(r, CAMEO_ERROR_INVALID_ARGUMENT);
  const struct cameo_vk_op op = {.copies = true, .num_ranges = 2};
  return add(r, op, ranges);
}

static int host(cameo_gpu_recorder *base, cameo_gpu_host_fn fn, uint32_t num_ranges,
                const cameo_gpu_range *ranges, uint32_t num_values, const int64_t *values) {
  struct cameo_vk_recorder *r = recorderOf(base);
  if (r->status != CAMEO_OK)
    return r->status;
  if (!fn)
    return note(r, CAMEO_ERROR_INVALID_ARGUMENT);
  cameo_status status = checkRanges(r, ranges, num_ranges);
  if (status != CAMEO_OK)
    return note(r, status);
  struct cameo_vk_op op = {.host = fn, .num_ranges = num_ranges, .first_datum = r->values.count};
  if (!append(&r->values, values, num_values, sizeof *values))
    return note(r, CAMEO_ERROR_OUT_OF_MEMORY);
  return add(r, op, ranges);
}

//===-- Reading -----------------------------------------------------------===//

static int copyOut(void *const *buffers, const int64_t *values, const cameo_context *ctx) {
  (void)ctx;
  memcpy((void *)(intptr_t)values[0], buffers[0], (size_t)values[1]);
  return CAMEO_OK;
}

// A host step that keeps what it sees, and then a run of all that there is.
static int readNow(cameo_gpu_recorder *base, const cameo_gpu_range *range, const void **data) {
  struct cameo_vk_recorder *r = recorderOf(base);
  if (r->status != CAMEO_OK)
    return r->status;
  if (range->bytes > SIZE_MAX - 64)
    return note(r, CAMEO_ERROR_INVALID_ARGUMENT);
  void *block = cameo_allocate(NULL, (size_t)range->bytes, 64);
  if (!block || !append(&r->blocks, &block, 1, sizeof block)) {
    cameo_deallocate(NULL, block, (size_t)range->bytes);
    return note(r, CAMEO_ERROR_OUT_OF_MEMORY);
  }
  r->single_use = true;
  const int64_t values[] = {(int64_t)(intptr_t)block, (int64_t)range->bytes};
  const cameo_gpu_range only = {range->space, 0, range->offset, range->bytes};
  cameo_status status = host(base, copyOut, 1, &only, 2, values);
  if (status != CAMEO_OK)
    return status;

  struct cameo_vk_recording part = {0};
  status = cameo_vk_emit(r, false, &part);
  if (status == CAMEO_OK)
    status = cameo_vk_execute(r->self, &part, r->inputs, NULL, r->ctx);
  if (status == CAMEO_OK) {
    r->self->counters.host_steps -= 1; // this one is not the model's
    *data = block;
  }
  cameo_vk_free_recording(&r->self->device, &part);
  return status == CAMEO_OK ? status : note(r, status);
}

//===-- Opening and closing -----------------------------------------------===//

cameo_status cameo_vk_recorder_open(struct cameo_vk_recorder *r, cameo_instance *self,
                                    const void *const *inputs, const cameo_context *ctx) {
  memset(r, 0, sizeof *r);
  r->base = (cameo_gpu_recorder){supports, reserve, dispatch, copy, host, readNow};
  r->self = self;
  r->inputs = inputs;
  r->ctx = ctx;
  r->reserved = calloc(self->num_spaces, sizeof *r->reserved);
  r->known = calloc(self->num_spaces, sizeof *r->known);
  r->uploaded = calloc(self->num_spaces, sizeof *r->uploaded);
  if (!r->reserved || !r->known || !r->uploaded)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  r->known[CAMEO_VK_WEIGHTS] = true;
  r->reserved[CAMEO_VK_WEIGHTS] = self->program->weights_bytes;
  return CAMEO_OK;
}

void cameo_vk_recorder_close(struct cameo_vk_recorder *r) {
  void **blocks = r->blocks.data;
  for (size_t i = 0; i < r->blocks.count; ++i)
    cameo_deallocate(NULL, blocks[i], 0);
  free(r->blocks.data);
  free(r->ops.data);
  free(r->ranges.data);
  free(r->push.data);
  free(r->values.data);
  free(r->reserved);
  free(r->known);
  free(r->uploaded);
}
