// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Opens the Vulkan loader of the machine and asks it for the functions.

#if !defined(_WIN32) && !defined(_POSIX_C_SOURCE)
#define _POSIX_C_SOURCE 200809L
#endif

#include "functions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef _WIN32
#include <windows.h>

static const char usualName[] = "vulkan-1.dll";
static void *openLibrary(const char *name) { return (void *)LoadLibraryA(name); }
static PFN_vkGetInstanceProcAddr findEntry(void *library) {
  return (PFN_vkGetInstanceProcAddr)(uintptr_t)GetProcAddress((HMODULE)library,
                                                              "vkGetInstanceProcAddr");
}
static const char *openError(void) { return "cannot be opened"; }
void cameo_vk_close(void *library) {
  if (library)
    FreeLibrary((HMODULE)library);
}

#else
#include <dlfcn.h>

#ifdef __APPLE__
static const char usualName[] = "libvulkan.1.dylib";
#else
static const char usualName[] = "libvulkan.so.1";
#endif
static void *openLibrary(const char *name) { return dlopen(name, RTLD_NOW | RTLD_LOCAL); }
static PFN_vkGetInstanceProcAddr findEntry(void *library) {
  void *symbol = dlsym(library, "vkGetInstanceProcAddr");
  PFN_vkGetInstanceProcAddr entry; // C has no cast from data to functions
  memcpy(&entry, &symbol, sizeof entry);
  return entry;
}
static const char *openError(void) {
  const char *text = dlerror();
  return text ? text : "cannot be opened";
}
void cameo_vk_close(void *library) {
  if (library)
    dlclose(library);
}
#endif

void *cameo_vk_open(struct cameo_vk_functions *vk, char *reason, size_t reason_bytes) {
  const char *name = getenv("CAMEO_VULKAN_LIBRARY");
  if (!name || !*name)
    name = usualName;
  void *library = openLibrary(name);
  if (!library) {
    snprintf(reason, reason_bytes, "no Vulkan loader: %s", openError());
    return NULL;
  }
  vk->GetInstanceProcAddr = findEntry(library);
  if (vk->GetInstanceProcAddr) {
    vk->CreateInstance =
        (PFN_vkCreateInstance)vk->GetInstanceProcAddr(VK_NULL_HANDLE, "vkCreateInstance");
    // Missing from loaders of Vulkan 1.0.
    vk->EnumerateInstanceVersion = (PFN_vkEnumerateInstanceVersion)vk->GetInstanceProcAddr(
        VK_NULL_HANDLE, "vkEnumerateInstanceVersion");
  }
  if (!vk->CreateInstance || !vk->EnumerateInstanceVersion) {
    snprintf(reason, reason_bytes, "%s is no loader of Vulkan 1.1 or later", name);
    cameo_vk_close(library);
    return NULL;
  }
  return library;
}

#define CAMEO_VK_FIND(name)                                                                        \
  vk->name = (PFN_vk##name)CAMEO_VK_LOOKUP("vk" #name);                                            \
  if (!vk->name)                                                                                   \
    return "vk" #name;

const char *cameo_vk_find_instance_functions(struct cameo_vk_functions *vk, VkInstance instance) {
#define CAMEO_VK_LOOKUP(name) vk->GetInstanceProcAddr(instance, name)
  CAMEO_VK_INSTANCE_FUNCTIONS(CAMEO_VK_FIND)
#undef CAMEO_VK_LOOKUP
  return NULL;
}

// Asked of the device and not of the instance: calls then go straight to the
// driver.
const char *cameo_vk_find_device_functions(struct cameo_vk_functions *vk, VkDevice device) {
#define CAMEO_VK_LOOKUP(name) vk->GetDeviceProcAddr(device, name)
  CAMEO_VK_DEVICE_FUNCTIONS(CAMEO_VK_FIND)
#undef CAMEO_VK_LOOKUP
  return NULL;
}
