// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Models on a GPU: instances, which hold a model's state on a Vulkan device,
// and the tables by which a compiled object describes its device part. The
// runtime opens the Vulkan loader when the first instance is created; nothing
// links against it.
#ifndef CAMEO_GPU_H
#define CAMEO_GPU_H

#include "cameo_runtime.h"

#ifdef __cplusplus
extern "C" {
#endif

//===-- Instances ----------------------------------------------------------===//

/// How an instance chooses and uses its device. All zero is the default.
typedef struct cameo_device_options {
  /// Takes the first device whose name contains this text (case ignored), or of
  /// this kind: "discrete", "integrated", "virtual", "cpu". NULL: the
  /// environment variable CAMEO_DEVICE, else the best: discrete before
  /// integrated before virtual before cpu.
  const char *device;
  /// Folder of the pipeline cache; NULL: $XDG_CACHE_HOME/cameo or ~/.cache/cameo;
  /// "": no cache on disk.
  const char *cache;
  /// A VkInstance, VkPhysicalDevice, VkDevice and VkQueue of the caller (all or
  /// none), with the queue's family. The caller keeps them alive and submits
  /// nothing to the queue during a call. `vk_features` are the optional
  /// features (CAMEO_GPU_...) that the device was created with.
  void *vk_instance, *vk_physical_device, *vk_device, *vk_queue;
  uint32_t vk_queue_family, vk_features;
} cameo_device_options;

/// Creates the device state of a model compiled with a device part: uploads the
/// weights (ctx->weights may go afterwards) and builds the pipelines. `options`
/// and `ctx` may be NULL. Without a usable device the instance of a model that
/// also has CPU code runs on the CPU (cameo_instance_status tells why); of one
/// that has none, the call fails. DEVICE: no driver, no device, or the device
/// failed; ABI; OUT_OF_MEMORY; WEIGHTS: they are in a side file and not in `ctx`;
/// INVALID_ARGUMENT: the model has no device part.
cameo_status cameo_instance_create(const cameo_model *model, const cameo_device_options *options,
                                   const cameo_context *ctx, cameo_instance **instance);
/// NULL is allowed. No run may be using it.
void cameo_instance_destroy(cameo_instance *instance);
/// Why it runs on the CPU, or CAMEO_OK: it runs on the device.
cameo_status cameo_instance_status(const cameo_instance *instance);
/// The device's name, or, if the instance runs on the CPU, a sentence on why.
const char *cameo_instance_device(const cameo_instance *instance);
/// Why this thread's last cameo_instance_create failed; "" if it did not.
const char *cameo_instance_message(void);
/// Runs the model as cameo_model::invoke does, which calls this (by the pointer
/// that an instance begins with) for a context with an instance. Calls on one
/// instance take turns. A device that fails during a run is not used again: the
/// run is repeated on the CPU if there is CPU code, else returns DEVICE. So is a
/// run that the device's limits or memory have no room for, but only that run.
cameo_status cameo_instance_invoke(cameo_instance *instance, const int64_t *dims,
                                   const void *const *inputs, void **outputs,
                                   int64_t *const *output_shapes, const cameo_context *ctx);
/// Lets input or output `space` (CAMEO_GPU_INPUT(i), CAMEO_GPU_OUTPUT(i)) be a
/// VkBuffer of the caller (usage STORAGE_BUFFER and TRANSFER_SRC|DST) from
/// byte `offset` on: nothing is copied for it, and its pointer in a run is
/// ignored (but not NULL for an input). The buffer must live until NULL, which
/// ends it, or another takes its place. No run is repeated on the CPU while
/// anything is bound. OK; INVALID_ARGUMENT, also if `offset` is no multiple
/// of 16 or the device wants it aligned better; DEVICE if the instance runs on
/// the CPU. A run with less than the tensor needs returns SHAPE.
cameo_status cameo_instance_bind(cameo_instance *instance, uint32_t space, void *vk_buffer,
                                 uint64_t offset, uint64_t bytes);

/// What the runs so far did: dispatches on the device, steps on the host part,
/// recordings, bytes copied to and from the device.
typedef struct cameo_instance_counters {
  uint64_t runs, dispatches, host_steps, recordings, uploaded_bytes, downloaded_bytes;
} cameo_instance_counters;
void cameo_instance_count(const cameo_instance *instance, cameo_instance_counters *counters);

//===-- What compiled objects contain --------------------------------------===//

/// Optional device features a kernel may need.
enum {
  CAMEO_GPU_FLOAT16 = 1, // shaderFloat16 and storageBuffer16BitAccess
  CAMEO_GPU_FLOAT64 = 2, // shaderFloat64
  CAMEO_GPU_INT8 = 4,    // shaderInt8 and storageBuffer8BitAccess
  CAMEO_GPU_INT16 = 8,   // shaderInt16 and storageBuffer16BitAccess
  CAMEO_GPU_INT64 = 16   // shaderInt64
};

/// One SPIR-V module (entry point "main", one descriptor set of storage buffers
/// 0 .. buffers-1, push constants of 32-bit words).
typedef struct cameo_gpu_kernel {
  const char *name;
  const uint32_t *code;
  uint64_t code_bytes;
  uint32_t features; // CAMEO_GPU_...
  uint32_t buffers, push_words;
  uint32_t workgroup_size[3];
  uint32_t shared_bytes; // of workgroup memory
  /// 0, or 1 + the number of the kernel that this one does the work of on devices
  /// that lack what that one needs; on others it is not built.
  uint32_t replaces;
} cameo_gpu_kernel;

/// Where a range of bytes is.
#define CAMEO_GPU_WORKSPACE 0u
#define CAMEO_GPU_WEIGHTS 1u
#define CAMEO_GPU_INPUT(i) (0x10000u + (i))
#define CAMEO_GPU_OUTPUT(i) (0x20000u + (i))
typedef struct cameo_gpu_range {
  uint32_t space;
  uint32_t written; // 0: only read; 1: written, and a host step does not see what was there
  uint64_t offset, bytes;
} cameo_gpu_range;

/// A step on the host: `buffers` are the host addresses of its ranges (of an
/// input: in the caller's own memory). Anything but OK ends the run with it.
typedef int (*cameo_gpu_host_fn)(void *const *buffers, const int64_t *values,
                                 const cameo_context *ctx);

/// What a model records its run into. All but `supports` return a status; the
/// model stops at the first that is not CAMEO_OK and returns it. What is passed
/// is copied. Order is program order: the recorder adds barriers and copies.
typedef struct cameo_gpu_recorder cameo_gpu_recorder;
struct cameo_gpu_recorder {
  /// Whether the device can run this kernel, on ranges of these sizes (NULL: on some).
  int (*supports)(const cameo_gpu_recorder *, uint32_t kernel, const cameo_gpu_range *ranges);
  /// The size of a space; comes before its first use. (Not for the weights.)
  /// Without any, an output has no elements.
  int (*reserve)(cameo_gpu_recorder *, uint32_t space, uint64_t bytes);
  /// Runs a kernel over groups[0] x groups[1] x groups[2] workgroups, none of
  /// them 0, on one range for each of its buffers. Every device takes up to 65535
  /// groups in a dimension, ranges of 2^27 bytes and offsets that are multiples
  /// of 256 (most: of 64). What this one does not take returns DEVICE.
  int (*dispatch)(cameo_gpu_recorder *, uint32_t kernel, const cameo_gpu_range *ranges,
                  const uint32_t *push, const uint32_t *groups);
  /// Copies a range to one of as many bytes.
  int (*copy)(cameo_gpu_recorder *, const cameo_gpu_range *from, const cameo_gpu_range *to);
  /// Runs a function of the host on host copies of the ranges.
  int (*host)(cameo_gpu_recorder *, cameo_gpu_host_fn fn, uint32_t num_ranges,
              const cameo_gpu_range *ranges, uint32_t num_values, const int64_t *values);
  /// Runs all that is recorded so far and gives the host address of a copy of a
  /// range now, valid until `record` returns. Such a recording is good for one
  /// run only.
  int (*read)(cameo_gpu_recorder *, const cameo_gpu_range *range, const void **data);
};

/// The device part of a model.
typedef struct cameo_gpu_program {
  uint32_t num_kernels, reserved;
  const cameo_gpu_kernel *kernels;
  const void *weights; // NULL: cameo_context::weights of the creation
  uint64_t weights_bytes;
  /// Records a run for these dims; fills output_shapes (no pointer in it is
  /// NULL) as invoke does. DEVICE: the device lacks what the model needs.
  int (*record)(const int64_t *dims, int64_t *const *output_shapes, cameo_gpu_recorder *recorder);
  /// The model's CPU code; NULL if it has none.
  int (*invoke_cpu)(const int64_t *dims, const void *const *inputs, void **outputs,
                    int64_t *const *output_shapes, const cameo_context *ctx);
} cameo_gpu_program;

#ifdef __cplusplus
}
#endif

#endif // CAMEO_GPU_H
