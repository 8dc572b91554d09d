// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What functions that models call need, and the blocks of outputs.

#include "operators.h"

#include <string.h>

int64_t cameo_tensor_count(const cameo_tensor *tensor) {
  int64_t count = 1;
  for (int32_t axis = 0; axis < tensor->rank; ++axis)
    count *= tensor->shape[axis];
  return count;
}

int64_t cameo_element_bytes(int32_t dtype) {
  if (dtype == CAMEO_STRING)
    return (int64_t)sizeof(const char *);
  int32_t bits = cameo_dtype_bits(dtype);
  return bits < 8 ? 1 : bits / 8;
}

int64_t cameo_integer_at(const cameo_tensor *tensor, int64_t index) {
  switch (tensor->dtype) {
  case CAMEO_BOOL:
  case CAMEO_UINT8:
    return ((const uint8_t *)tensor->data)[index];
  case CAMEO_INT32:
    return ((const int32_t *)tensor->data)[index];
  default:
    return ((const int64_t *)tensor->data)[index];
  }
}

static size_t aligned(size_t bytes) { return (bytes + 63) & ~(size_t)63; }

void *cameo_result(cameo_heap *heap, cameo_tensor *result, int32_t rank, const int64_t *shape) {
  int64_t bytes = cameo_element_bytes(result->dtype);
  int64_t room = INT64_MAX / 2;
  for (int32_t axis = 0; axis < rank; ++axis) {
    if (shape[axis] < 0 || (shape[axis] && bytes > room / shape[axis]))
      return NULL;
    bytes *= shape[axis];
  }
  size_t data = aligned((size_t)bytes);
  char *memory = cameo_heap_allocate(heap, (int64_t)(data + (size_t)rank * sizeof(int64_t)));
  if (!memory)
    return NULL;
  if (rank)
    memcpy(memory + data, shape, (size_t)rank * sizeof(int64_t));
  result->rank = rank;
  result->shape = (const int64_t *)(memory + data);
  result->data = memory;
  return memory;
}

//===-- Blocks of outputs ---------------------------------------------------===//

// The bytes of strings' characters, their zeros included.
static size_t characters(const char *const *strings, int64_t count) {
  size_t bytes = 0;
  for (int64_t k = 0; k < count; ++k)
    bytes += strlen(strings[k]) + 1;
  return bytes;
}

// Copies the characters to `free` and points `to` at them; returns what is free then.
static char *copyStrings(const char **to, const char *const *strings, int64_t count, char *free) {
  for (int64_t k = 0; k < count; ++k) {
    size_t bytes = strlen(strings[k]) + 1;
    memcpy(free, strings[k], bytes);
    to[k] = free;
    free += bytes;
  }
  return free;
}

int cameo_strings_export(const cameo_context *ctx, const void *strings, int64_t count, void **to) {
  const char *const *from = strings;
  size_t table = (size_t)count * sizeof(const char *);
  const char **block = cameo_allocate(ctx, table + characters(from, count), 64);
  if (!block)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  copyStrings(block, from, count, (char *)block + table);
  *to = block;
  return CAMEO_OK;
}

void cameo_strings_free(const cameo_context *ctx, const char *const *strings, int64_t count) {
  if (!strings)
    return;
  size_t bytes = (size_t)count * sizeof(const char *) + characters(strings, count);
  union {
    const char *const *given;
    void *block;
  } memory = {strings};
  cameo_deallocate(ctx, memory.block, bytes);
}

// Where the next part of a block goes: a structure, or characters, which are last.
typedef struct cursor {
  char *next, *text;
} cursor;

static void *take(cursor *at, size_t bytes) {
  char *here = at->next;
  at->next += aligned(bytes);
  return here;
}

// What a copy takes; sequences are within sequences as deep as their types say.
static void measure(const cameo_sequence *sequence, size_t *bytes, size_t *text) {
  *bytes += aligned(sizeof *sequence) + aligned((size_t)sequence->size * sizeof(cameo_tensor));
  for (int64_t k = 0; k < sequence->size; ++k) {
    const cameo_tensor *item = &sequence->items[k];
    if (item->rank < 0) {
      measure(item->data, bytes, text);
      continue;
    }
    int64_t count = cameo_tensor_count(item);
    *bytes += aligned((size_t)item->rank * sizeof(int64_t)) +
              aligned((size_t)(count * cameo_element_bytes(item->dtype)));
    if (item->dtype == CAMEO_STRING)
      *text += characters(item->data, count);
  }
}

static cameo_sequence *copySequence(const cameo_sequence *from, cursor *at) {
  cameo_sequence *to = take(at, sizeof *to);
  cameo_tensor *item = take(at, (size_t)from->size * sizeof *item);
  *to = (cameo_sequence){from->size, item, 0, NULL};
  for (int64_t k = 0; k < from->size; ++k, ++item) {
    *item = from->items[k];
    if (item->rank < 0) {
      item->data = copySequence(item->data, at);
      continue;
    }
    size_t extents = (size_t)item->rank * sizeof(int64_t);
    int64_t count = cameo_tensor_count(item);
    size_t size = (size_t)(count * cameo_element_bytes(item->dtype));
    int64_t *shape = take(at, extents);
    void *data = take(at, size);
    if (extents)
      memcpy(shape, item->shape, extents);
    if (item->dtype == CAMEO_STRING)
      at->text = copyStrings(data, item->data, count, at->text);
    else if (size)
      memcpy(data, item->data, size);
    item->shape = shape;
    item->data = data;
  }
  return to;
}

int cameo_sequence_export(const cameo_context *ctx, const cameo_sequence *sequence, void **to) {
  *to = NULL;
  if (!sequence)
    return CAMEO_OK;
  size_t bytes = 0, text = 0;
  measure(sequence, &bytes, &text);
  char *block = cameo_allocate(ctx, bytes + text, 64);
  if (!block)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  cursor at = {block, block + bytes};
  cameo_sequence *copy = copySequence(sequence, &at);
  copy->bytes = bytes + text;
  *to = copy;
  return CAMEO_OK;
}

void cameo_sequence_free(const cameo_context *ctx, cameo_sequence *sequence) {
  if (sequence)
    cameo_deallocate(ctx, sequence, sequence->bytes);
}
