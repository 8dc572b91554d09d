// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Side-file weights: mapped, never copied, so that pages come in when they are
// first used and are shared by all processes. Mapping checks the header only;
// cameo_weights_verify reads everything.

#if !defined(_WIN32) && !defined(_POSIX_C_SOURCE)
#define _POSIX_C_SOURCE 200809L
#endif
#define _FILE_OFFSET_BITS 64

#include "cameo_runtime.h"
#include "md5.h"

#include <string.h>

// Maps the whole file if it has exactly `expected` bytes.
static cameo_status mapFile(const char *path, size_t expected, const void **base);
static void unmapFile(const void *base, size_t bytes);

#ifdef _WIN32
#include <windows.h>

static cameo_status mapFile(const char *path, size_t expected, const void **base) {
  HANDLE file = CreateFileA(path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING,
                            FILE_ATTRIBUTE_NORMAL, NULL);
  if (file == INVALID_HANDLE_VALUE)
    return CAMEO_ERROR_IO;
  cameo_status status = CAMEO_ERROR_IO;
  LARGE_INTEGER size;
  if (GetFileSizeEx(file, &size)) {
    if ((uint64_t)size.QuadPart != expected) {
      status = CAMEO_ERROR_WEIGHTS;
    } else {
      HANDLE map = CreateFileMappingA(file, NULL, PAGE_READONLY, 0, 0, NULL);
      if (map) {
        *base = MapViewOfFile(map, FILE_MAP_READ, 0, 0, 0);
        if (*base)
          status = CAMEO_OK;
        CloseHandle(map);
      }
    }
  }
  CloseHandle(file);
  return status;
}

static void unmapFile(const void *base, size_t bytes) {
  (void)bytes;
  UnmapViewOfFile(base);
}

#else
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static cameo_status mapFile(const char *path, size_t expected, const void **base) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return CAMEO_ERROR_IO;
  cameo_status status = CAMEO_ERROR_IO;
  struct stat info;
  if (fstat(file, &info) == 0 && S_ISREG(info.st_mode)) {
    if (info.st_size < 0 || (uint64_t)info.st_size != expected) {
      status = CAMEO_ERROR_WEIGHTS;
    } else {
      void *memory = mmap(NULL, expected, PROT_READ, MAP_PRIVATE, file, 0);
      if (memory != MAP_FAILED) {
        *base = memory;
        status = CAMEO_OK;
      }
    }
  }
  close(file);
  return status;
}

static void unmapFile(const void *base, size_t bytes) { munmap((void *)(uintptr_t)base, bytes); }
#endif

_Static_assert(sizeof(cameo_weights_header) == 64, "the weights follow at a multiple of 64 bytes");

static int headerFits(const cameo_model *model, const cameo_weights_header *header) {
  return memcmp(header->magic, CAMEO_WEIGHTS_MAGIC, sizeof header->magic) == 0 &&
         header->bytes == model->weights_bytes &&
         memcmp(header->digest, model->weights_digest, sizeof header->digest) == 0;
}

cameo_status cameo_weights_map(const cameo_model *model, const char *path, const void **weights) {
  if (!weights)
    return CAMEO_ERROR_INVALID_ARGUMENT;
  *weights = NULL;
  if (!model)
    return CAMEO_ERROR_INVALID_ARGUMENT;
  if (model->weights_bytes == 0)
    return CAMEO_OK;
  if (!path)
    path = model->weights_file;
  if (!path || model->weights_bytes > SIZE_MAX - sizeof(cameo_weights_header))
    return CAMEO_ERROR_INVALID_ARGUMENT;

  size_t bytes = sizeof(cameo_weights_header) + model->weights_bytes;
  const void *base;
  cameo_status status = mapFile(path, bytes, &base);
  if (status != CAMEO_OK)
    return status;
  const cameo_weights_header *header = base;
  if (!headerFits(model, header)) {
    unmapFile(base, bytes);
    return CAMEO_ERROR_WEIGHTS;
  }
  *weights = header + 1;
  return CAMEO_OK;
}

cameo_status cameo_weights_verify(const cameo_model *model, const void *weights) {
  if (!model)
    return CAMEO_ERROR_INVALID_ARGUMENT;
  if (model->weights_bytes == 0)
    return CAMEO_OK;
  if (!weights)
    return CAMEO_ERROR_WEIGHTS;
  uint8_t digest[16];
  cameo_md5(weights, model->weights_bytes, digest);
  return memcmp(digest, model->weights_digest, sizeof digest) == 0 ? CAMEO_OK : CAMEO_ERROR_WEIGHTS;
}

void cameo_weights_unmap(const cameo_model *model, const void *weights) {
  if (!model || !weights)
    return;
  unmapFile((const cameo_weights_header *)weights - 1,
            sizeof(cameo_weights_header) + model->weights_bytes);
}
