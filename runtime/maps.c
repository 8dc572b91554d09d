// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A map is a sequence of two vectors of one length: its keys and their values.

#include "operators.h"

#include <string.h>

static cameo_sequence *pairs(cameo_heap *heap, const cameo_tensor *keys) {
  cameo_sequence *map = cameo_heap_allocate(heap, (int64_t)sizeof *map);
  cameo_tensor *items = cameo_heap_allocate(heap, 2 * (int64_t)sizeof *items);
  if (!map || !items)
    return NULL;
  items[0] = *keys;
  *map = (cameo_sequence){2, items, 0, NULL};
  return map;
}

int cameo_op_maps_zip(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                      cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  const cameo_tensor *x = &operands[0], *keys = &operands[1];
  int64_t rows = x->rank > 1 ? x->shape[0] : 1, columns = keys->shape[0];
  if (x->rank < 1 || x->rank > 2 || x->shape[x->rank - 1] != columns)
    return CAMEO_ERROR_SHAPE;
  cameo_sequence *maps = cameo_heap_allocate(heap, (int64_t)sizeof *maps);
  cameo_tensor *items = cameo_heap_allocate(heap, (rows + 1) * (int64_t)sizeof *items);
  // All rows as one tensor of the run's; each map has its part.
  cameo_tensor all = {.dtype = x->dtype};
  int64_t bytes = cameo_element_bytes(x->dtype) * columns;
  char *values = cameo_result(heap, &all, x->rank, x->shape);
  if (!maps || !items || !values)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  if (rows && bytes)
    memcpy(values, x->data, (size_t)(rows * bytes));
  for (int64_t row = 0; row < rows; ++row) {
    cameo_sequence *map = pairs(heap, keys);
    if (!map)
      return CAMEO_ERROR_OUT_OF_MEMORY;
    cameo_tensor *value = (cameo_tensor *)map->items + 1;
    *value = (cameo_tensor){x->dtype, 1, keys->shape, values + row * bytes};
    items[row] = (cameo_tensor){x->dtype, CAMEO_MAP, NULL, map};
  }
  *maps = (cameo_sequence){rows, items, 0, NULL};
  results->rank = CAMEO_SEQUENCE;
  results->data = maps;
  return CAMEO_OK;
}

// Before 0, as 0 or after it.
static int compareKeys(const cameo_tensor *a, int64_t i, const cameo_tensor *b, int64_t j) {
  if (a->dtype == CAMEO_STRING)
    return strcmp(((const char *const *)a->data)[i], ((const char *const *)b->data)[j]);
  int64_t x = cameo_integer_at(a, i), y = cameo_integer_at(b, j);
  return (x > y) - (x < y);
}

// The map that an operand is; NULL if it is none with such keys and values.
static const cameo_sequence *mapOf(const cameo_tensor *operand, int32_t keys, int32_t values) {
  const cameo_sequence *map = operand->data;
  return map && map->size == 2 && map->items[0].dtype == keys && map->items[1].dtype == values &&
                 map->items[0].rank == 1 && map->items[1].rank == 1 &&
                 map->items[0].shape[0] == map->items[1].shape[0]
             ? map
             : NULL;
}

int cameo_op_map_values(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                        cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  const cameo_sequence *map = mapOf(&operands[0], CAMEO_INT64, results->dtype);
  if (!map)
    return CAMEO_ERROR_INVALID_ARGUMENT;
  const cameo_tensor *keys = &map->items[0], *values = &map->items[1];
  int64_t count = keys->shape[0], columns = cameo_integer_at(&operands[1], 0);
  int64_t shape[2] = {1, columns < 0 ? count : columns};
  size_t each = (size_t)cameo_element_bytes(results->dtype);
  char *to = cameo_result(heap, results, 2, shape);
  if (!to)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  const char *from = values->data;
  if (columns < 0) { // in the order of the keys
    for (int64_t k = 0; k < count; ++k) {
      int64_t before = 0;
      for (int64_t other = 0; other < count; ++other)
        before += compareKeys(keys, other, keys, k) < 0;
      if (before < shape[1])
        memcpy(to + (size_t)before * each, from + (size_t)k * each, each);
    }
    return CAMEO_OK;
  }
  for (int64_t k = 0; k < columns; ++k)
    if (results->dtype == CAMEO_STRING)
      ((const char **)(void *)to)[k] = "0";
    else
      memset(to + (size_t)k * each, 0, each);
  for (int64_t k = 0; k < count; ++k) {
    int64_t column = cameo_integer_at(keys, k);
    if (column < 0)
      return CAMEO_ERROR_INDEX;
    if (column < columns)
      memcpy(to + (size_t)column * each, from + (size_t)k * each, each);
  }
  return CAMEO_OK;
}

int cameo_op_map_vectorize(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                           cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  const cameo_tensor *vocabulary = &operands[1];
  const cameo_sequence *map = mapOf(&operands[0], vocabulary->dtype, results->dtype);
  if (!map)
    return CAMEO_ERROR_INVALID_ARGUMENT;
  const cameo_tensor *keys = &map->items[0], *values = &map->items[1];
  int64_t shape[2] = {1, vocabulary->shape[0]};
  size_t each = (size_t)cameo_element_bytes(results->dtype);
  char *to = cameo_result(heap, results, 2, shape);
  if (!to)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  for (int64_t column = 0; column < shape[1]; ++column) {
    int64_t k = 0;
    while (k < keys->shape[0] && compareKeys(keys, k, vocabulary, column))
      ++k;
    char *cell = to + (size_t)column * each;
    if (k < keys->shape[0])
      memcpy(cell, (const char *)values->data + (size_t)k * each, each);
    else if (results->dtype == CAMEO_STRING)
      *(const char **)(void *)cell = "";
    else
      memset(cell, 0, each);
  }
  return CAMEO_OK;
}
