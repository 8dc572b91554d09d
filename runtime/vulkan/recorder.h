// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A run as the model describes it, before it becomes command buffers. Kept as a
// list first, so that pools and staging memory get their final sizes.
#ifndef CAMEO_VULKAN_RECORDER_H
#define CAMEO_VULKAN_RECORDER_H

#include "instance.h"

struct cameo_vk_op {
  cameo_gpu_host_fn host; // of a host step; else NULL
  bool copies;            // the first range to the second; else it is a dispatch
  uint32_t kernel, groups[3];
  size_t first_range, num_ranges;
  size_t first_datum; // among `push` of a dispatch, `values` of a host step
};

/// A growing array.
struct cameo_vk_list {
  void *data;
  size_t count, room;
};

struct cameo_vk_recorder {
  cameo_gpu_recorder base; // first: the model has a pointer to it
  cameo_instance *self;
  const void *const *inputs;
  const cameo_context *ctx;

  struct cameo_vk_list ops;    // cameo_vk_op
  struct cameo_vk_list ranges; // cameo_gpu_range
  struct cameo_vk_list push;   // uint32_t
  struct cameo_vk_list values; // int64_t

  /// Per space: its size, whether that is known, and whether the device has the
  /// contents of an input already.
  uint64_t *reserved;
  bool *known, *uploaded;

  struct cameo_vk_list blocks; // void *: what `read` gave
  bool single_use;             // contains a `read`
  cameo_status status;         // the first failure
};

cameo_status cameo_vk_recorder_open(struct cameo_vk_recorder *recorder, cameo_instance *self,
                                    const void *const *inputs, const cameo_context *ctx);
void cameo_vk_recorder_close(struct cameo_vk_recorder *recorder);

/// Turns the list into command buffers and empties it. `last`: nothing comes
/// after it, so the outputs go to the host.
cameo_status cameo_vk_emit(struct cameo_vk_recorder *recorder, bool last,
                           struct cameo_vk_recording *recording);
/// Runs a recording. `outputs` may be NULL for one that is not the last.
cameo_status cameo_vk_execute(cameo_instance *self, struct cameo_vk_recording *recording,
                              const void *const *inputs, void **outputs, const cameo_context *ctx);

#endif // CAMEO_VULKAN_RECORDER_H
