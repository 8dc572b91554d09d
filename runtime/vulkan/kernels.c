// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From SPIR-V to pipelines. Drivers compile for milliseconds a kernel, so all
// threads take part.

#include "instance.h"

#include <stdlib.h>

static bool withinLimits(const struct cameo_vk_device *device, const cameo_gpu_kernel *kernel) {
  const VkPhysicalDeviceLimits *limits = &device->limits;
  if (kernel->features & ~device->features || kernel->buffers == 0 ||
      kernel->buffers > limits->maxPerStageDescriptorStorageBuffers ||
      kernel->buffers > limits->maxDescriptorSetStorageBuffers ||
      kernel->buffers > limits->maxPerStageResources ||
      kernel->push_words > limits->maxPushConstantsSize / 4 ||
      kernel->shared_bytes > limits->maxComputeSharedMemorySize)
    return false;
  uint64_t invocations = 1;
  for (int i = 0; i < 3; ++i) {
    if (kernel->workgroup_size[i] > limits->maxComputeWorkGroupSize[i])
      return false;
    invocations *= kernel->workgroup_size[i]; // below 2^32 each time: cannot wrap
    if (invocations > limits->maxComputeWorkGroupInvocations)
      return false;
  }
  return true;
}

static VkResult createLayouts(struct cameo_vk_device *device, const cameo_gpu_kernel *source,
                              struct cameo_vk_kernel *kernel) {
  VkDescriptorSetLayoutBinding *bindings = calloc(source->buffers, sizeof *bindings);
  if (!bindings)
    return VK_ERROR_OUT_OF_HOST_MEMORY;
  for (uint32_t i = 0; i < source->buffers; ++i) {
    bindings[i].binding = i;
    bindings[i].descriptorType = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;
    bindings[i].descriptorCount = 1;
    bindings[i].stageFlags = VK_SHADER_STAGE_COMPUTE_BIT;
  }
  VkDescriptorSetLayoutCreateInfo set = {.sType =
                                             VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO,
                                         .bindingCount = source->buffers,
                                         .pBindings = bindings};
  VkResult result =
      device->vk.CreateDescriptorSetLayout(device->device, &set, NULL, &kernel->set_layout);
  free(bindings);
  if (result < 0) {
    kernel->set_layout = VK_NULL_HANDLE;
    return result;
  }
  VkPushConstantRange push = {.stageFlags = VK_SHADER_STAGE_COMPUTE_BIT,
                              .size = source->push_words * 4};
  VkPipelineLayoutCreateInfo layout = {.sType = VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO,
                                       .setLayoutCount = 1,
                                       .pSetLayouts = &kernel->set_layout,
                                       .pushConstantRangeCount = source->push_words > 0,
                                       .pPushConstantRanges = &push};
  result = device->vk.CreatePipelineLayout(device->device, &layout, NULL, &kernel->layout);
  if (result < 0)
    kernel->layout = VK_NULL_HANDLE;
  return result;
}

static VkResult createPipeline(struct cameo_vk_device *device, VkPipelineCache cache,
                               const cameo_gpu_kernel *source, struct cameo_vk_kernel *kernel) {
  VkResult result = createLayouts(device, source, kernel);
  if (result < 0)
    return result;
  VkShaderModuleCreateInfo code = {.sType = VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO,
                                   .codeSize = source->code_bytes,
                                   .pCode = source->code};
  VkShaderModule module;
  result = device->vk.CreateShaderModule(device->device, &code, NULL, &module);
  if (result < 0)
    return result;
  VkComputePipelineCreateInfo info = {
      .sType = VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO,
      .stage = {.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO,
                .stage = VK_SHADER_STAGE_COMPUTE_BIT,
                .module = module,
                .pName = "main"},
      .layout = kernel->layout};
  VkPipeline pipeline = VK_NULL_HANDLE;
  result = device->vk.CreateComputePipelines(device->device, cache, 1, &info, NULL, &pipeline);
  device->vk.DestroyShaderModule(device->device, module, NULL);
  if (result >= 0)
    kernel->pipeline = pipeline;
  return result;
}

struct build {
  struct cameo_vk_device *device;
  const cameo_gpu_program *program;
  struct cameo_vk_kernel *kernels;
  VkPipelineCache cache;
  VkResult *results;
  bool replacements; // else the others
};

static void build(void *closure, int64_t begin, int64_t end) {
  struct build *b = closure;
  for (int64_t i = begin; i < end; ++i) {
    const cameo_gpu_kernel *kernel = &b->program->kernels[i];
    if ((kernel->replaces != 0) == b->replacements && withinLimits(b->device, kernel) &&
        !(kernel->replaces && b->kernels[kernel->replaces - 1].pipeline))
      b->results[i] = createPipeline(b->device, b->cache, kernel, &b->kernels[i]);
  }
}

// A driver that refuses a kernel with an error of its own is taken at its word,
// and the kernel as one that it does not support.
static cameo_status checkKernel(struct cameo_vk_device *device, VkResult result) {
  switch (result) {
  case VK_ERROR_OUT_OF_HOST_MEMORY:
  case VK_ERROR_OUT_OF_DEVICE_MEMORY:
  case VK_ERROR_DEVICE_LOST:
    return cameo_vk_check(device, result, "building a kernel");
  default:
    return CAMEO_OK;
  }
}

cameo_status cameo_vk_build_kernels(struct cameo_vk_device *device,
                                    const cameo_gpu_program *program,
                                    struct cameo_vk_kernel *kernels, const char *cache,
                                    const cameo_context *ctx) {
  if (program->num_kernels == 0)
    return CAMEO_OK;
  VkResult *results = calloc(program->num_kernels, sizeof *results);
  if (!results)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  struct cameo_vk_cache file;
  cameo_vk_cache_open(device, &file, cache);
  // Replacements come after what they replace: they are for what could not be built.
  struct build closure = {device, program, kernels, file.cache, results, false};
  cameo_parallel_for(ctx, build, &closure, program->num_kernels, 1);
  closure.replacements = true;
  cameo_parallel_for(ctx, build, &closure, program->num_kernels, 1);
  cameo_status status = CAMEO_OK;
  for (uint32_t i = 0; i < program->num_kernels && status == CAMEO_OK; ++i)
    status = checkKernel(device, results[i]);
  cameo_vk_cache_close(device, &file);
  free(results);
  return status;
}

void cameo_vk_free_kernels(struct cameo_vk_device *device, struct cameo_vk_kernel *kernels,
                           uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    if (kernels[i].pipeline)
      device->vk.DestroyPipeline(device->device, kernels[i].pipeline, NULL);
    if (kernels[i].layout)
      device->vk.DestroyPipelineLayout(device->device, kernels[i].layout, NULL);
    if (kernels[i].set_layout)
      device->vk.DestroyDescriptorSetLayout(device->device, kernels[i].set_layout, NULL);
    kernels[i] = (struct cameo_vk_kernel){0};
  }
}
