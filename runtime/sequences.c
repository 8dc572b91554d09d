// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sequences are values: an operation makes a new one, which shares the tensors.
// A run's sequence may have room behind its items. Who appends first takes the
// room, as older sequences end before it; so n appends copy each item less than
// twice, and no sequence that is still in use changes.

#include "operators.h"

#include <string.h>

typedef struct store {
  int64_t used, room; // items
  cameo_tensor items[];
} store;

static int give(cameo_heap *heap, cameo_tensor *result, store *items, int64_t size) {
  cameo_sequence *sequence = cameo_heap_allocate(heap, sizeof *sequence);
  if (!sequence)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  *sequence = (cameo_sequence){size, items ? items->items : NULL, 0, items};
  result->rank = CAMEO_SEQUENCE;
  result->data = sequence;
  return CAMEO_OK;
}

static store *allocate(cameo_heap *heap, int64_t room) {
  if (room > INT64_MAX / 2 / (int64_t)sizeof(cameo_tensor))
    return NULL;
  store *items = cameo_heap_allocate(
      heap, (int64_t)sizeof(store) + room * (int64_t)sizeof(cameo_tensor));
  if (items)
    *items = (store){0, room};
  return items;
}

// The tensor's own copy of what it is given.
static int copyItem(cameo_heap *heap, cameo_tensor *item, const cameo_tensor *from) {
  item->dtype = from->dtype;
  void *data = cameo_result(heap, item, from->rank, from->shape);
  if (!data)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  size_t bytes = (size_t)(cameo_tensor_count(from) * cameo_element_bytes(from->dtype));
  if (bytes)
    memcpy(data, from->data, bytes);
  return CAMEO_OK;
}

// A copy of the first items, with room for more.
static store *copyItems(cameo_heap *heap, const cameo_sequence *from, int64_t room) {
  store *items = allocate(heap, room);
  if (!items)
    return NULL;
  items->used = from->size;
  if (from->size)
    memcpy(items->items, from->items, (size_t)from->size * sizeof(cameo_tensor));
  return items;
}

// A position, of `size` there are, in range.
static int position(const cameo_tensor *operand, int64_t size, int64_t *at) {
  int64_t given = cameo_integer_at(operand, 0);
  *at = given < 0 ? given + size : given;
  return *at < 0 || *at >= size ? CAMEO_ERROR_INDEX : CAMEO_OK;
}

int cameo_op_sequence_construct(cameo_heap *heap, const cameo_tensor *operands,
                                int32_t num_operands, cameo_tensor *results, int32_t num_results) {
  (void)num_results;
  store *items = allocate(heap, num_operands);
  if (!items)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  for (int32_t k = 0; k < num_operands; ++k, ++items->used)
    if (copyItem(heap, &items->items[k], &operands[k]))
      return CAMEO_ERROR_OUT_OF_MEMORY;
  return give(heap, results, items, num_operands);
}

int cameo_op_sequence_insert(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                             cameo_tensor *results, int32_t num_results) {
  (void)num_results;
  const cameo_sequence *sequence = operands[0].data;
  if (!sequence)
    return CAMEO_ERROR_INDEX;
  int64_t size = sequence->size, at = size;
  // One may insert before each item, and after the last; -1 is before the last.
  if (num_operands > 2) {
    int64_t given = cameo_integer_at(&operands[2], 0);
    at = given < 0 ? given + size : given;
    if (at < 0 || at > size)
      return CAMEO_ERROR_INDEX;
  }
  cameo_tensor item;
  if (copyItem(heap, &item, &operands[1]))
    return CAMEO_ERROR_OUT_OF_MEMORY;
  store *items = sequence->reserved;
  if (!items || at < size || items->used != size || items->used == items->room)
    items = copyItems(heap, sequence, 2 * size + 4);
  if (!items)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  memmove(&items->items[at + 1], &items->items[at], (size_t)(size - at) * sizeof(cameo_tensor));
  items->items[at] = item;
  items->used = size + 1;
  return give(heap, results, items, size + 1);
}

int cameo_op_sequence_erase(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                            cameo_tensor *results, int32_t num_results) {
  (void)num_results;
  const cameo_sequence *sequence = operands[0].data;
  int64_t at = sequence ? sequence->size - 1 : -1;
  if (at < 0 || (num_operands > 1 && position(&operands[1], sequence->size, &at)))
    return CAMEO_ERROR_INDEX;
  store *items = copyItems(heap, sequence, sequence->size);
  if (!items)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  --items->used;
  memmove(&items->items[at], &items->items[at + 1],
          (size_t)(items->used - at) * sizeof(cameo_tensor));
  return give(heap, results, items, items->used);
}

int cameo_op_sequence_at(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                         cameo_tensor *results, int32_t num_results) {
  (void)heap, (void)num_operands, (void)num_results;
  const cameo_sequence *sequence = operands[0].data;
  int64_t at;
  if (!sequence || position(&operands[1], sequence->size, &at))
    return CAMEO_ERROR_INDEX;
  if (sequence->items[at].dtype != results->dtype)
    return CAMEO_ERROR_INVALID_ARGUMENT;
  *results = sequence->items[at];
  return CAMEO_OK;
}

int cameo_op_sequence_length(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                             cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  const cameo_sequence *sequence = operands[0].data;
  int64_t *length = cameo_result(heap, results, 0, NULL);
  if (!length)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  if (!sequence)
    return CAMEO_ERROR_INDEX;
  *length = sequence->size;
  return CAMEO_OK;
}

int cameo_op_nothing(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                     cameo_tensor *results, int32_t num_results) {
  (void)heap, (void)operands, (void)num_operands, (void)num_results;
  results->rank = CAMEO_SEQUENCE;
  results->data = NULL;
  return CAMEO_OK;
}

int cameo_op_is_there(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                      cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  uint8_t *is = cameo_result(heap, results, 0, NULL);
  if (!is)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  *is = operands[0].data != NULL;
  return CAMEO_OK;
}

//===-- Sequences and tensors -----------------------------------------------===//

// The product of the extents [from, to).
static int64_t product(const cameo_tensor *tensor, int32_t from, int32_t to) {
  int64_t count = 1;
  for (int32_t axis = from; axis < to; ++axis)
    count *= tensor->shape[axis];
  return count;
}

int cameo_op_sequence_concat(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                             cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  const cameo_sequence *sequence = operands[0].data;
  if (!sequence || sequence->size < 1)
    return CAMEO_ERROR_SHAPE;
  int64_t axis = cameo_integer_at(&operands[1], 0), is_new = cameo_integer_at(&operands[2], 0);
  const cameo_tensor *items = sequence->items;
  int32_t rank = items[0].rank + (is_new ? 1 : 0);
  axis += axis < 0 ? rank : 0;
  int64_t shape[64];
  if (axis < 0 || axis >= rank || rank > 64 || rank != results->rank)
    return CAMEO_ERROR_SHAPE;
  for (int32_t k = 0; k < rank; ++k)
    shape[k] = is_new ? (k == axis ? 1 : items[0].shape[k - (k > axis)]) : items[0].shape[k];
  for (int64_t number = 1; number < sequence->size; ++number) {
    const cameo_tensor *item = &items[number];
    if (item->rank != items[0].rank || item->dtype != results->dtype)
      return CAMEO_ERROR_SHAPE;
    for (int32_t k = 0; k < item->rank; ++k)
      if (item->shape[k] != items[0].shape[k] && (is_new || k != axis))
        return CAMEO_ERROR_SHAPE;
    shape[axis] += is_new ? 1 : item->shape[axis];
  }
  char *to = cameo_result(heap, results, rank, shape);
  if (!to)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  // Before the axis rows, each of which has a piece of every item.
  int64_t rows = product(results, 0, (int32_t)axis);
  for (int64_t row = 0; row < rows; ++row)
    for (int64_t number = 0; number < sequence->size; ++number) {
      size_t bytes = (size_t)(product(&items[number], (int32_t)axis, items[number].rank) *
                              cameo_element_bytes(results->dtype));
      if (bytes)
        memcpy(to, (const char *)items[number].data + (size_t)row * bytes, bytes);
      to += bytes;
    }
  return CAMEO_OK;
}

int cameo_op_sequence_split(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                            cameo_tensor *results, int32_t num_results) {
  (void)num_results;
  const cameo_tensor *x = &operands[0];
  int64_t axis = cameo_integer_at(&operands[1], 0);
  axis += axis < 0 ? x->rank : 0;
  if (axis < 0 || axis >= x->rank || x->rank > 64)
    return CAMEO_ERROR_SHAPE;
  const cameo_tensor *split = num_operands > 3 ? &operands[3] : NULL;
  int stays = split || cameo_integer_at(&operands[2], 0);
  int64_t length = x->shape[axis], each = 1, parts;
  int is_list = split && split->rank == 1;
  if (is_list) {
    parts = split->shape[0];
  } else {
    each = split ? cameo_integer_at(split, 0) : 1;
    if (each < 1)
      return CAMEO_ERROR_SHAPE;
    parts = length / each + (length % each != 0);
  }
  store *items = allocate(heap, parts);
  if (!items)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  int64_t rows = product(x, 0, (int32_t)axis), inner = product(x, (int32_t)axis + 1, x->rank);
  int64_t element = cameo_element_bytes(x->dtype), first = 0;
  for (int64_t part = 0; part < parts; ++part) {
    int64_t extent = is_list ? cameo_integer_at(split, part) : each;
    if (!is_list && extent > length - first)
      extent = length - first;
    if (extent < 0 || extent > length - first)
      return CAMEO_ERROR_SHAPE;
    int64_t shape[64];
    int32_t rank = 0;
    for (int32_t k = 0; k < x->rank; ++k)
      if (k != axis || stays)
        shape[rank++] = k == axis ? extent : x->shape[k];
    cameo_tensor *item = &items->items[part];
    item->dtype = x->dtype;
    char *to = cameo_result(heap, item, rank, shape);
    if (!to)
      return CAMEO_ERROR_OUT_OF_MEMORY;
    size_t bytes = (size_t)(extent * inner * element);
    for (int64_t row = 0; bytes && row < rows; ++row)
      memcpy(to + (size_t)row * bytes,
             (const char *)x->data + (size_t)((row * length + first) * inner * element), bytes);
    first += extent;
    ++items->used;
  }
  if (is_list && first != length)
    return CAMEO_ERROR_SHAPE;
  return give(heap, results, items, parts);
}
