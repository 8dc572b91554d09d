// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Compiled models in shared libraries: open, find by name, check the version.

#if !defined(_WIN32) && !defined(_POSIX_C_SOURCE)
#define _POSIX_C_SOURCE 200809L
#endif

#include "cameo_runtime.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static _Thread_local char message[512];

static cameo_status fail(cameo_status status, const char *path, const char *reason) {
  snprintf(message, sizeof message, "%s: %s", path, reason);
  return status;
}

struct cameo_library {
  void *handle;
};

#ifdef _WIN32
#include <windows.h>

static void *openLibrary(const char *path) { return (void *)LoadLibraryA(path); }
static const void *findSymbol(void *handle, const char *symbol) {
  return (const void *)(uintptr_t)GetProcAddress((HMODULE)handle, symbol);
}
// A pool inside the library has to stop before its code goes.
static void closeLibrary(void *handle) {
  FARPROC stop = GetProcAddress((HMODULE)handle, "cameo_shutdown_threads");
  if (stop)
    stop();
  FreeLibrary((HMODULE)handle);
}
static const char *openError(void) {
  static _Thread_local char text[48];
  snprintf(text, sizeof text, "Windows error %lu", (unsigned long)GetLastError());
  return text;
}

#else
#include <dlfcn.h>

// A bare file name means a file here, not a search of the system's libraries.
static void *openLibrary(const char *path) {
  if (strchr(path, '/'))
    return dlopen(path, RTLD_NOW | RTLD_LOCAL);
  size_t length = strlen(path);
  char *local = malloc(length + 3);
  if (!local)
    return NULL;
  memcpy(local, "./", 2);
  memcpy(local + 2, path, length + 1);
  void *handle = dlopen(local, RTLD_NOW | RTLD_LOCAL);
  free(local);
  return handle;
}
static void closeLibrary(void *handle) { dlclose(handle); }
static const void *findSymbol(void *handle, const char *symbol) { return dlsym(handle, symbol); }
static const char *openError(void) {
  const char *text = dlerror();
  return text ? text : "out of memory";
}
#endif

static const cameo_model *findModel(void *handle, const char *name) {
  if (!name) {
    const cameo_model *const *entry = findSymbol(handle, "cameo_model_entry");
    return entry ? *entry : NULL;
  }
  static const char suffix[] = "_model";
  size_t length = strlen(name);
  char *symbol = malloc(length + sizeof suffix);
  if (!symbol)
    return NULL;
  memcpy(symbol, name, length);
  memcpy(symbol + length, suffix, sizeof suffix);
  const cameo_model *model = findSymbol(handle, symbol);
  free(symbol);
  return model;
}

cameo_status cameo_load(const char *path, const char *name, cameo_library **library,
                        const cameo_model **model) {
  message[0] = '\0';
  if (library)
    *library = NULL;
  if (model)
    *model = NULL;
  if (!path || !library || !model)
    return fail(CAMEO_ERROR_INVALID_ARGUMENT, path ? path : "cameo_load", "NULL argument");

  cameo_library *opened = malloc(sizeof *opened);
  if (!opened)
    return fail(CAMEO_ERROR_OUT_OF_MEMORY, path, "out of memory");
  opened->handle = openLibrary(path);
  if (!opened->handle) {
    free(opened);
    return fail(CAMEO_ERROR_IO, path, openError());
  }

  const cameo_model *found = findModel(opened->handle, name);
  cameo_status status = CAMEO_OK;
  char reason[160];
  if (!found) {
    snprintf(reason, sizeof reason, "exports no symbol '%.100s%s'",
             name ? name : "cameo_model_entry", name ? "_model" : "");
    status = fail(CAMEO_ERROR_NOT_FOUND, path, reason);
  } else if (found->abi_version != CAMEO_ABI_VERSION) {
    snprintf(reason, sizeof reason, "compiled for ABI version %lu, this runtime has %lu",
             (unsigned long)found->abi_version, (unsigned long)CAMEO_ABI_VERSION);
    status = fail(CAMEO_ERROR_ABI, path, reason);
  }
  if (status != CAMEO_OK) {
    cameo_unload(opened);
    return status;
  }
  *library = opened;
  *model = found;
  return CAMEO_OK;
}

const char *cameo_load_message(void) { return message; }

void cameo_unload(cameo_library *library) {
  if (!library)
    return;
  closeLibrary(library->handle);
  free(library);
}
