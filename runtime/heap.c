// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memory for tensors whose sizes only the data of a run tell. All blocks of a run
// are in one list, so that its end, whatever brings it about, frees them all.

#include "cameo_runtime.h"

#include <string.h>

typedef struct block {
  struct block *previous, *next;
  size_t bytes; // of the tensor that fits
  char padding[64 - 2 * sizeof(struct block *) - sizeof(size_t)];
} block;

_Static_assert(sizeof(block) == 64, "what follows a block's head is aligned as it is");

static block *headOf(void *memory) { return (block *)memory - 1; }

void *cameo_heap_allocate(cameo_heap *heap, int64_t bytes) {
  if (bytes < 0 || (uint64_t)bytes > SIZE_MAX - sizeof(block))
    return NULL;
  block *head = cameo_allocate(heap->ctx, sizeof(block) + (size_t)bytes, 64);
  if (!head)
    return NULL;
  head->previous = NULL;
  head->next = heap->first;
  head->bytes = (size_t)bytes;
  if (head->next)
    head->next->previous = head;
  heap->first = head;
  return head + 1;
}

void cameo_heap_release(cameo_heap *heap, void *memory) {
  if (!memory)
    return;
  block *head = headOf(memory);
  if (head->next)
    head->next->previous = head->previous;
  if (head->previous)
    head->previous->next = head->next;
  else
    heap->first = head->next;
  cameo_deallocate(heap->ctx, head, sizeof(block) + head->bytes);
}

void *cameo_heap_extend(cameo_heap *heap, void *memory, int64_t used, int64_t more) {
  if (used < 0 || more < 0 || more > INT64_MAX - used)
    return NULL;
  int64_t needed = used + more;
  if (memory && (uint64_t)needed <= headOf(memory)->bytes)
    return memory;
  // Twice as much each time, so that a list of n rows is copied less than once.
  void *larger = cameo_heap_allocate(heap, needed <= INT64_MAX / 2 ? 2 * needed : needed);
  if (!larger)
    return NULL;
  if (used)
    memcpy(larger, memory, (size_t)used);
  cameo_heap_release(heap, memory);
  return larger;
}

void cameo_heap_close(cameo_heap *heap) {
  while (heap->first)
    cameo_heap_release(heap, (block *)heap->first + 1);
}
