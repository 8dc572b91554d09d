// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The pipeline cache on disk: a file per device and driver. Drivers trust what
// they are given, so the file has a checksum, and is replaced in one step.

#if !defined(_WIN32) && !defined(_POSIX_C_SOURCE)
#define _POSIX_C_SOURCE 200809L
#endif

#include "instance.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef _WIN32
#include <direct.h>
#include <io.h>
#include <process.h>
#include <windows.h>
#define getpid _getpid
static int makeFolder(const char *path) { return _mkdir(path); }
static int replaceFile(const char *from, const char *to) {
  return MoveFileExA(from, to, MOVEFILE_REPLACE_EXISTING) ? 0 : -1;
}
#else
#include <sys/stat.h>
#include <unistd.h>
static int makeFolder(const char *path) { return mkdir(path, 0700); }
static int replaceFile(const char *from, const char *to) { return rename(from, to); }
#endif

struct header {
  char magic[8];
  uint64_t bytes, hash;
};
static const char magic[8] = {'C', 'A', 'M', 'E', 'O', 'V', 'K', '1'};
static const uint64_t maxBytes = 1u << 30;

static uint64_t hashOf(const unsigned char *data, size_t bytes) { // FNV-1a
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < bytes; ++i)
    hash = (hash ^ data[i]) * 1099511628211u;
  return hash;
}

//===-- Names -------------------------------------------------------------===//

// "<folder>/<uuid of the device>-<version of the driver>.pipelines"
static char *filePath(const struct cameo_vk_device *device, const char *folder, const char *below) {
  const size_t room = strlen(folder) + strlen(below) + 2 * sizeof device->uuid + 32;
  char *path = malloc(room);
  if (!path)
    return NULL;
  int n = snprintf(path, room, "%s%s/", folder, below);
  for (size_t i = 0; i < sizeof device->uuid; ++i)
    n += snprintf(path + n, room - (size_t)n, "%02x", device->uuid[i]);
  snprintf(path + n, room - (size_t)n, "-%08x.pipelines", (unsigned)device->driver_version);
  return path;
}

static char *chooseFile(const struct cameo_vk_device *device, const char *folder) {
  if (folder)
    return *folder ? filePath(device, folder, "") : NULL;
  // As the XDG specification says, a relative path is none.
  const char *cache = getenv("XDG_CACHE_HOME");
  if (cache && *cache == '/')
    return filePath(device, cache, "/cameo");
#ifdef _WIN32
  const char *home = getenv("LOCALAPPDATA");
  return home && *home ? filePath(device, home, "/cameo") : NULL;
#else
  const char *home = getenv("HOME");
  return home && *home == '/' ? filePath(device, home, "/.cache/cameo") : NULL;
#endif
}

// All folders above the file.
static void makeFolders(char *path) {
  for (char *p = path + 1; *p; ++p)
    if (*p == '/') {
      *p = '\0';
      makeFolder(path);
      *p = '/';
    }
}

//===-- Files -------------------------------------------------------------===//

// NULL unless the file is whole.
static unsigned char *readFile(const char *path, struct header *header) {
  FILE *file = fopen(path, "rb");
  if (!file)
    return NULL;
  unsigned char *data = NULL;
  if (fread(header, sizeof *header, 1, file) == 1 &&
      memcmp(header->magic, magic, sizeof magic) == 0 && header->bytes > 0 &&
      header->bytes <= maxBytes)
    data = malloc(header->bytes);
  if (data && (fread(data, 1, header->bytes, file) != header->bytes || fgetc(file) != EOF ||
               hashOf(data, header->bytes) != header->hash)) {
    free(data);
    data = NULL;
  }
  fclose(file);
  return data;
}

// Under another name first, so that no reader sees half a file.
static void writeFile(char *path, const struct header *header, const unsigned char *data) {
  makeFolders(path);
  const size_t room = strlen(path) + 48;
  char *temporary = malloc(room);
  if (!temporary)
    return;
  // Two instances of one process may write at the same time.
  static atomic_uint count;
  snprintf(temporary, room, "%s.%lu.%u", path, (unsigned long)getpid(),
           atomic_fetch_add(&count, 1));
  FILE *file = fopen(temporary, "wb");
  if (file) {
    bool good = fwrite(header, sizeof *header, 1, file) == 1 &&
                fwrite(data, 1, header->bytes, file) == header->bytes;
    good = fclose(file) == 0 && good;
    if (!good || replaceFile(temporary, path) != 0)
      remove(temporary);
  }
  free(temporary);
}

//===-- Caches ------------------------------------------------------------===//

void cameo_vk_cache_open(struct cameo_vk_device *device, struct cameo_vk_cache *cache,
                         const char *folder) {
  memset(cache, 0, sizeof *cache);
  cache->path = chooseFile(device, folder);
  struct header header = {.bytes = 0};
  unsigned char *data = cache->path ? readFile(cache->path, &header) : NULL;
  VkPipelineCacheCreateInfo info = {.sType = VK_STRUCTURE_TYPE_PIPELINE_CACHE_CREATE_INFO,
                                    .initialDataSize = data ? header.bytes : 0,
                                    .pInitialData = data};
  if (device->vk.CreatePipelineCache(device->device, &info, NULL, &cache->cache) < 0)
    cache->cache = VK_NULL_HANDLE; // pipelines are built without one
  if (data) {
    cache->loaded_bytes = header.bytes;
    cache->loaded_hash = header.hash;
  }
  free(data);
}

void cameo_vk_cache_close(struct cameo_vk_device *device, struct cameo_vk_cache *cache) {
  struct cameo_vk_functions *vk = &device->vk;
  size_t bytes = 0;
  if (cache->cache && cache->path && !device->lost &&
      vk->GetPipelineCacheData(device->device, cache->cache, &bytes, NULL) == VK_SUCCESS &&
      bytes > 0 && bytes <= maxBytes) {
    unsigned char *data = malloc(bytes);
    if (data &&
        vk->GetPipelineCacheData(device->device, cache->cache, &bytes, data) == VK_SUCCESS) {
      struct header header = {.bytes = bytes, .hash = hashOf(data, bytes)};
      memcpy(header.magic, magic, sizeof magic);
      if (header.bytes != cache->loaded_bytes || header.hash != cache->loaded_hash)
        writeFile(cache->path, &header, data);
    }
    free(data);
  }
  if (cache->cache)
    vk->DestroyPipelineCache(device->device, cache->cache, NULL);
  free(cache->path);
}
