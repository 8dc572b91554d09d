// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The calls of cameo_gpu.h: instances come and go, take turns, and know when it
// is better to stay on the CPU.

#if !defined(_WIN32) && !defined(_POSIX_C_SOURCE)
#define _POSIX_C_SOURCE 200809L
#endif

#include "instance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local char message[320];

static cameo_status fail(cameo_status status, const char *text) {
  snprintf(message, sizeof message, "%s", text);
  return status;
}

static void log1(const cameo_context *ctx, int level, const cameo_model *model, const char *how,
                 const char *reason) {
  if (!ctx || !ctx->log)
    return;
  char line[512];
  snprintf(line, sizeof line, "cameo: %s %s: %s", model->name, how, reason);
  ctx->log(ctx, level, line);
}

//===-- Creation ----------------------------------------------------------===//

static cameo_status checkArguments(const cameo_model *model, const cameo_device_options *options,
                                   const cameo_context *ctx) {
  if (!model)
    return fail(CAMEO_ERROR_INVALID_ARGUMENT, "the model is NULL");
  if (model->abi_version != CAMEO_ABI_VERSION)
    return fail(CAMEO_ERROR_ABI, "the model was compiled for another version of the runtime");
  if (!model->gpu)
    return fail(CAMEO_ERROR_INVALID_ARGUMENT,
                "the model has no device part; compile it with --device=vulkan");
  const int given = !!options->vk_instance + !!options->vk_physical_device + !!options->vk_device +
                    !!options->vk_queue;
  if (given != 0 && given != 4)
    return fail(CAMEO_ERROR_INVALID_ARGUMENT,
                "give all of vk_instance, vk_physical_device, vk_device and vk_queue, or none");
  if (model->gpu->weights_bytes && !model->gpu->weights && !(ctx && ctx->weights))
    return fail(CAMEO_ERROR_WEIGHTS, "the weights are in a side file: set cameo_context::weights");
  return CAMEO_OK;
}

static cameo_status uploadWeights(cameo_instance *self, const cameo_context *ctx) {
  const cameo_gpu_program *program = self->program;
  if (program->weights_bytes == 0)
    return CAMEO_OK;
  struct cameo_vk_buffer *buffer = &self->spaces[CAMEO_VK_WEIGHTS].own;
  cameo_status status =
      cameo_vk_buffer_grow(&self->device, buffer, program->weights_bytes, CAMEO_VK_FOR_DEVICE);
  if (status != CAMEO_OK)
    return status;
  return cameo_vk_buffer_fill(&self->device, buffer,
                              program->weights ? program->weights : ctx->weights,
                              program->weights_bytes);
}

static void freeDevice(cameo_instance *self) {
  struct cameo_vk_device *device = &self->device;
  cameo_vk_forget(self);
  if (device->hung) // nothing can be freed that the device still uses
    return;
  if (self->kernels)
    cameo_vk_free_kernels(device, self->kernels, self->program->num_kernels);
  for (size_t i = 0; self->spaces && i < self->num_spaces; ++i)
    cameo_vk_buffer_free(device, &self->spaces[i].own);
  cameo_vk_buffer_free(device, &self->staging);
  cameo_vk_device_close(device);
}

static cameo_status openDevice(cameo_instance *self, const cameo_device_options *options,
                               const cameo_context *ctx) {
  cameo_status status = cameo_vk_device_open(&self->device, options);
  if (status != CAMEO_OK)
    return status;
  memcpy(self->name, self->device.name, sizeof self->name);
  status = cameo_vk_build_kernels(&self->device, self->program, self->kernels, options->cache, ctx);
  return status == CAMEO_OK ? uploadWeights(self, ctx) : status;
}

static cameo_instance *allocateInstance(const cameo_model *model) {
  cameo_instance *self = calloc(1, sizeof *self);
  if (!self)
    return NULL;
  self->invoke = cameo_instance_invoke;
  self->model = model;
  self->program = model->gpu;
  self->host_weights = model->gpu->weights;
  self->num_dims = (size_t)model->num_dims;
  for (int32_t i = 0; i < model->num_outputs; ++i)
    self->num_extents += extents_of(&model->outputs[i]);
  self->num_spaces = CAMEO_VK_INPUTS + (size_t)model->num_inputs + (size_t)model->num_outputs;
  self->spaces = calloc(self->num_spaces, sizeof *self->spaces);
  self->kernels = calloc((size_t)self->program->num_kernels + 1, sizeof *self->kernels);
  if (self->spaces && self->kernels && pthread_mutex_init(&self->mutex, NULL) == 0)
    return self;
  free(self->spaces);
  free(self->kernels);
  free(self);
  return NULL;
}

static void freeInstance(cameo_instance *self) {
  pthread_mutex_destroy(&self->mutex);
  free(self->spaces);
  free(self->kernels);
  free(self);
}

cameo_status cameo_instance_create(const cameo_model *model, const cameo_device_options *options,
                                   const cameo_context *ctx, cameo_instance **instance) {
  static const cameo_device_options none;
  message[0] = '\0';
  if (!instance)
    return fail(CAMEO_ERROR_INVALID_ARGUMENT, "the pointer to the instance is NULL");
  *instance = NULL;
  if (!options)
    options = &none;
  cameo_status status = checkArguments(model, options, ctx);
  if (status != CAMEO_OK)
    return status;
  cameo_instance *self = allocateInstance(model);
  if (!self)
    return fail(CAMEO_ERROR_OUT_OF_MEMORY, "out of memory");

  status = openDevice(self, options, ctx);
  if (status != CAMEO_OK) {
    snprintf(self->reason, sizeof self->reason, "%s",
             self->device.reason[0] ? self->device.reason : "out of memory");
    freeDevice(self);
    if (!self->program->invoke_cpu) {
      fail(status, self->reason);
      freeInstance(self);
      return status;
    }
    self->status = status;
    log1(ctx, 1, model, "runs on the CPU", self->reason);
  }
  *instance = self;
  return CAMEO_OK;
}

void cameo_instance_destroy(cameo_instance *self) {
  if (!self)
    return;
  freeDevice(self);
  freeInstance(self);
}

//===-- Questions ---------------------------------------------------------===//

const char *cameo_instance_message(void) { return message; }

cameo_status cameo_instance_status(const cameo_instance *self) {
  return self ? self->status : CAMEO_ERROR_INVALID_ARGUMENT;
}

const char *cameo_instance_device(const cameo_instance *self) {
  if (!self)
    return "there is no instance";
  return self->status == CAMEO_OK ? self->name : self->reason;
}

void cameo_instance_count(const cameo_instance *instance, cameo_instance_counters *counters) {
  cameo_instance *self = (cameo_instance *)(uintptr_t)instance; // for its mutex
  if (!self || !counters)
    return;
  pthread_mutex_lock(&self->mutex);
  *counters = self->counters;
  pthread_mutex_unlock(&self->mutex);
}

//===-- Use ---------------------------------------------------------------===//

cameo_status cameo_instance_bind(cameo_instance *self, uint32_t space, void *vk_buffer,
                                 uint64_t offset, uint64_t bytes) {
  if (!self || space < CAMEO_GPU_INPUT(0))
    return CAMEO_ERROR_INVALID_ARGUMENT;
  const ptrdiff_t index = cameo_vk_space_index(self, space);
  if (index < 0)
    return CAMEO_ERROR_INVALID_ARGUMENT;
  if (self->status != CAMEO_OK)
    return CAMEO_ERROR_DEVICE;
  if (vk_buffer && (bytes == 0 || offset > UINT64_MAX - bytes ||
                    offset % self->device.limits.minStorageBufferOffsetAlignment))
    return CAMEO_ERROR_INVALID_ARGUMENT;
  pthread_mutex_lock(&self->mutex);
  cameo_vk_forget(self); // they know the buffer of before
  struct cameo_vk_space *of = &self->spaces[index];
  of->bound = (VkBuffer)(uintptr_t)vk_buffer; // an integer on 32-bit machines
  of->bound_offset = vk_buffer ? offset : 0;
  of->bound_bytes = vk_buffer ? bytes : 0;
  pthread_mutex_unlock(&self->mutex);
  return CAMEO_OK;
}

// Only an optional value may be missing.
static bool isOptional(const cameo_tensor_info *info) {
  return info->rank == CAMEO_OPTIONAL || info->rank == CAMEO_OPTIONAL_SEQUENCE;
}

static cameo_status checkRun(const cameo_instance *self, const int64_t *dims,
                             const void *const *inputs, void *const *outputs) {
  const cameo_model *model = self->model;
  if ((model->num_dims && !dims) || (model->num_inputs && !inputs) ||
      (model->num_outputs && !outputs))
    return CAMEO_ERROR_INVALID_ARGUMENT;
  for (int32_t i = 0; i < model->num_inputs; ++i)
    if (!inputs[i] && !isOptional(&model->inputs[i]))
      return CAMEO_ERROR_INVALID_ARGUMENT;
  for (int32_t i = 0; i < model->num_dims; ++i)
    if (dims[i] < 0)
      return CAMEO_ERROR_SHAPE;
  return CAMEO_OK;
}

// One run on the device. `*repeat`: on the CPU it would succeed; `why` has room
// for the reason, which is left empty if it was told before.
static cameo_status runOnDevice(cameo_instance *self, const int64_t *dims,
                                const void *const *inputs, void **outputs, int64_t *const *shapes,
                                const cameo_context *ctx, bool *repeat, char *why) {
  struct cameo_vk_device *device = &self->device;
  device->failed = false;
  const cameo_status status = cameo_vk_run(self, dims, inputs, outputs, shapes, ctx);
  if (device->lost) {
    memcpy(self->reason, device->reason, sizeof self->reason);
    self->status = CAMEO_ERROR_DEVICE;
  }
  if (status == CAMEO_OK || !device->failed)
    return status;
  memcpy(why, device->reason, sizeof device->reason);
  *repeat = self->program->invoke_cpu != NULL;
  for (size_t i = 0; i < self->num_spaces; ++i) // the data is not the CPU's
    *repeat &= !self->spaces[i].bound;
  return status;
}

cameo_status cameo_instance_invoke(cameo_instance *self, const int64_t *dims,
                                   const void *const *inputs, void **outputs,
                                   int64_t *const *output_shapes, const cameo_context *ctx) {
  if (!self)
    return CAMEO_ERROR_INVALID_ARGUMENT;
  cameo_status status = checkRun(self, dims, inputs, outputs);
  if (status != CAMEO_OK)
    return status;

  char why[sizeof self->device.reason] = "";
  bool repeat = false;
  pthread_mutex_lock(&self->mutex);
  if (self->status == CAMEO_OK)
    status = runOnDevice(self, dims, inputs, outputs, output_shapes, ctx, &repeat, why);
  else if (self->program->invoke_cpu)
    repeat = true;
  else
    status = CAMEO_ERROR_DEVICE;
  self->counters.runs += status == CAMEO_OK && !repeat;
  pthread_mutex_unlock(&self->mutex);

  if (!repeat) {
    if (why[0])
      log1(ctx, 0, self->model, "cannot run", why);
    return status;
  }
  if (why[0])
    log1(ctx, 1, self->model, "runs on the CPU", why);
  status = self->program->invoke_cpu(dims, inputs, outputs, output_shapes, ctx);
  if (status == CAMEO_OK) {
    pthread_mutex_lock(&self->mutex);
    self->counters.runs += 1;
    pthread_mutex_unlock(&self->mutex);
  }
  return status;
}
