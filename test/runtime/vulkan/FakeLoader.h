// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A Vulkan loader that passes calls on to the real one, counts them, and fails
// when it is told to. CAMEO_VULKAN_LIBRARY makes the runtime use it.

#ifndef CAMEO_TEST_FAKELOADER_H
#define CAMEO_TEST_FAKELOADER_H

#ifdef __cplusplus
extern "C" {
#endif

/// Forgets all counts and faults.
void fakeVulkanReset(void);
/// Makes the nth call from now (1 is the next) of `function`, and all later
/// ones if `sticky`, return `result` without doing anything.
void fakeVulkanFail(const char *function, int nth, int result, int sticky);
/// Calls of a function (without "vk") since the reset, failed ones included.
int fakeVulkanCalls(const char *function);
/// How often a fault was injected since the reset.
int fakeVulkanFaults(void);
/// Whether the device shows its memory as a graphics card does: some is its
/// own, which the host does not see, and some the host's.
void fakeVulkanDiscrete(int discrete);
/// Overrides a limit of the device; 0: not.
void fakeVulkanLimitRange(unsigned bytes);
void fakeVulkanAlignment(unsigned bytes);

#ifdef __cplusplus
}
#endif

#endif
