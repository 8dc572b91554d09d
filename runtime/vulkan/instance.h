// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an instance consists of: a device, pipelines, the memory of the spaces,
// and the recordings that are submitted again when their dims come again.
#ifndef CAMEO_VULKAN_INSTANCE_H
#define CAMEO_VULKAN_INSTANCE_H

#include "device.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>

//===-- Kernels -----------------------------------------------------------===//

struct cameo_vk_kernel {
  VkDescriptorSetLayout set_layout;
  VkPipelineLayout layout;
  VkPipeline pipeline; // null: the device cannot run it
};

/// Builds the pipelines of all kernels that the device can run, through a cache
/// in the folder `cache` (as in cameo_device_options).
cameo_status cameo_vk_build_kernels(struct cameo_vk_device *device,
                                    const cameo_gpu_program *program,
                                    struct cameo_vk_kernel *kernels, const char *cache,
                                    const cameo_context *ctx);
void cameo_vk_free_kernels(struct cameo_vk_device *device, struct cameo_vk_kernel *kernels,
                           uint32_t count);

/// The cache on disk. Nothing about it is an error: it saves time or does not.
struct cameo_vk_cache {
  VkPipelineCache cache;
  char *path; // NULL: stays in memory
  uint64_t loaded_bytes, loaded_hash;
};
void cameo_vk_cache_open(struct cameo_vk_device *device, struct cameo_vk_cache *cache,
                         const char *folder);
/// Writes the file if there is more in the cache than in the file, and frees.
void cameo_vk_cache_close(struct cameo_vk_device *device, struct cameo_vk_cache *cache);

//===-- Spaces ------------------------------------------------------------===//

struct cameo_vk_space {
  struct cameo_vk_buffer own;
  VkBuffer bound; // the caller's; null: there is none
  uint64_t bound_offset, bound_bytes;
};

/// The index among an instance's spaces: workspace, weights, inputs, outputs.
enum { CAMEO_VK_WORKSPACE, CAMEO_VK_WEIGHTS, CAMEO_VK_INPUTS };

//===-- Recordings --------------------------------------------------------===//

/// Where a host step finds a range.
struct cameo_vk_place {
  void *address; // NULL: in the caller's memory of this input
  uint32_t input;
  uint64_t offset;
};

struct cameo_vk_step {
  VkCommandBuffer commands; // null: a host step
  cameo_gpu_host_fn host;
  size_t first_place, num_places, first_value;
};

/// Bytes that pass between the caller and a space.
struct cameo_vk_transfer {
  uint32_t index; // of the input or output
  uint64_t bytes;
  void *mapped; // NULL: nothing is copied
};

struct cameo_vk_recording {
  struct cameo_vk_recording *next;
  int64_t *dims, *shapes;
  char unfit[256]; // why the device cannot run these dims; "" if it can
  VkCommandPool commands;
  VkDescriptorPool descriptors;
  struct cameo_vk_step *steps;
  struct cameo_vk_place *places;
  void **addresses; // room for those of one host step
  int64_t *values;
  struct cameo_vk_transfer *uploads, *downloads;
  size_t num_steps, num_uploads, num_downloads;
  cameo_instance_counters each_run;
};

void cameo_vk_free_recording(struct cameo_vk_device *device, struct cameo_vk_recording *recording);

//===-- Instances ---------------------------------------------------------===//

struct cameo_instance {
  /// First: compiled models call it, so that they do not link to this library.
  cameo_status (*invoke)(cameo_instance *, const int64_t *dims, const void *const *inputs,
                         void **outputs, int64_t *const *output_shapes, const cameo_context *ctx);
  const cameo_model *model;
  const cameo_gpu_program *program;
  /// Of the weights, if they are in the object and hence stay where they are.
  const void *host_weights;
  size_t num_dims, num_extents; // of all outputs together

  pthread_mutex_t mutex; // guards all below, but `status`
  struct cameo_vk_device device;
  struct cameo_vk_kernel *kernels;
  struct cameo_vk_space *spaces;
  size_t num_spaces;
  struct cameo_vk_buffer staging;
  struct cameo_vk_recording *recordings; // the last used one first
  cameo_instance_counters counters;

  /// Not OK: runs on the CPU from now on. `reason` is written before.
  _Atomic cameo_status status;
  char name[VK_MAX_PHYSICAL_DEVICE_NAME_SIZE];
  char reason[256];
};

/// -1 for a space that the model does not have.
static inline ptrdiff_t cameo_vk_space_index(const cameo_instance *self, uint32_t space) {
  if (space < CAMEO_VK_INPUTS)
    return (ptrdiff_t)space;
  const uint32_t inputs = (uint32_t)self->model->num_inputs;
  if (space >= CAMEO_GPU_OUTPUT(0))
    return space - CAMEO_GPU_OUTPUT(0) < (uint32_t)self->model->num_outputs
               ? (ptrdiff_t)(CAMEO_VK_INPUTS + inputs + (space - CAMEO_GPU_OUTPUT(0)))
               : -1;
  return space >= CAMEO_GPU_INPUT(0) && space - CAMEO_GPU_INPUT(0) < inputs
             ? (ptrdiff_t)(CAMEO_VK_INPUTS + (space - CAMEO_GPU_INPUT(0)))
             : -1;
}

/// Frees all recordings: something that they refer to is about to change.
void cameo_vk_forget(cameo_instance *self);
/// One run on the device.
cameo_status cameo_vk_run(cameo_instance *self, const int64_t *dims, const void *const *inputs,
                          void **outputs, int64_t *const *shapes, const cameo_context *ctx);

/// The extents of an output; none if it is no tensor.
static inline size_t extents_of(const cameo_tensor_info *output) {
  return output->rank > 0 ? (size_t)output->rank : 0;
}

#endif // CAMEO_VULKAN_INSTANCE_H
