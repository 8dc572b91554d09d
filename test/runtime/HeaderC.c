// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The public headers in strict C11, and the layout that compiled models write.

#include "cameo_gpu.h"
#include "cameo_runtime.h"

_Static_assert(sizeof(cameo_status) == 4, "a status is an int");
#if UINTPTR_MAX == UINT64_MAX
#define AT(type, member, offset)                                                                   \
  _Static_assert(offsetof(type, member) == (offset), #type "." #member)
AT(cameo_context, user, 0);
AT(cameo_context, parallel_for, 8);
AT(cameo_context, allocate, 16);
AT(cameo_context, deallocate, 24);
AT(cameo_context, log, 32);
AT(cameo_context, workspace, 40);
AT(cameo_context, workspace_bytes, 48);
AT(cameo_context, weights, 56);
AT(cameo_context, num_threads, 64);
AT(cameo_context, instance, 72);
AT(cameo_context, profile, 80);
AT(cameo_context, reserved, 88);
_Static_assert(sizeof(cameo_context) == 104, "cameo_context");
AT(cameo_tensor_info, name, 0);
AT(cameo_tensor_info, dtype, 8);
AT(cameo_tensor_info, rank, 12);
AT(cameo_tensor_info, shape, 16);
_Static_assert(sizeof(cameo_tensor_info) == 24, "cameo_tensor_info");
AT(cameo_model, abi_version, 0);
AT(cameo_model, flags, 4);
AT(cameo_model, name, 8);
AT(cameo_model, producer, 16);
AT(cameo_model, num_inputs, 24);
AT(cameo_model, num_outputs, 28);
AT(cameo_model, num_dims, 32);
AT(cameo_model, inputs, 40);
AT(cameo_model, outputs, 48);
AT(cameo_model, dim_names, 56);
AT(cameo_model, workspace_size, 64);
AT(cameo_model, output_shapes, 72);
AT(cameo_model, invoke, 80);
AT(cameo_model, weights_bytes, 88);
AT(cameo_model, weights_file, 96);
AT(cameo_model, weights_digest, 104);
AT(cameo_model, gpu, 120);
_Static_assert(sizeof(cameo_model) == 128, "cameo_model");
AT(cameo_gpu_kernel, name, 0);
AT(cameo_gpu_kernel, code, 8);
AT(cameo_gpu_kernel, code_bytes, 16);
AT(cameo_gpu_kernel, features, 24);
AT(cameo_gpu_kernel, buffers, 28);
AT(cameo_gpu_kernel, push_words, 32);
AT(cameo_gpu_kernel, workgroup_size, 36);
AT(cameo_gpu_kernel, shared_bytes, 48);
AT(cameo_gpu_kernel, replaces, 52);
_Static_assert(sizeof(cameo_gpu_kernel) == 56, "cameo_gpu_kernel");
AT(cameo_gpu_range, space, 0);
AT(cameo_gpu_range, written, 4);
AT(cameo_gpu_range, offset, 8);
AT(cameo_gpu_range, bytes, 16);
_Static_assert(sizeof(cameo_gpu_range) == 24, "cameo_gpu_range");
AT(cameo_gpu_recorder, supports, 0);
AT(cameo_gpu_recorder, reserve, 8);
AT(cameo_gpu_recorder, dispatch, 16);
AT(cameo_gpu_recorder, copy, 24);
AT(cameo_gpu_recorder, host, 32);
AT(cameo_gpu_recorder, read, 40);
_Static_assert(sizeof(cameo_gpu_recorder) == 48, "cameo_gpu_recorder");
AT(cameo_gpu_program, num_kernels, 0);
AT(cameo_gpu_program, kernels, 8);
AT(cameo_gpu_program, weights, 16);
AT(cameo_gpu_program, weights_bytes, 24);
AT(cameo_gpu_program, record, 32);
AT(cameo_gpu_program, invoke_cpu, 40);
_Static_assert(sizeof(cameo_gpu_program) == 48, "cameo_gpu_program");
#endif

// Not an empty translation unit.
extern const uint32_t cameoAbiVersionSeenFromC;
const uint32_t cameoAbiVersionSeenFromC = CAMEO_ABI_VERSION;
