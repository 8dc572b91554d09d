// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Strings: UTF-8 with a zero behind. A new one is on the run's heap, the strings of
// one result in one block.

#if !defined(_WIN32)
#define _POSIX_C_SOURCE 200809L
#endif

#include "operators.h"

#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

static const char *const *stringsOf(const cameo_tensor *tensor) { return tensor->data; }

int cameo_op_strings_equal(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                           cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  uint8_t *to = cameo_result(heap, results, operands[0].rank, operands[0].shape);
  if (!to)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  for (int64_t k = 0, count = cameo_tensor_count(results); k < count; ++k)
    to[k] = strcmp(stringsOf(&operands[0])[k], stringsOf(&operands[1])[k]) == 0;
  return CAMEO_OK;
}

int cameo_op_strings_concat(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                            cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  const char *const *a = stringsOf(&operands[0]), *const *b = stringsOf(&operands[1]);
  const char **to = cameo_result(heap, results, operands[0].rank, operands[0].shape);
  if (!to)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  int64_t count = cameo_tensor_count(results), bytes = 0;
  for (int64_t k = 0; k < count; ++k)
    bytes += (int64_t)(strlen(a[k]) + strlen(b[k])) + 1;
  char *free = cameo_heap_allocate(heap, bytes);
  if (!free)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  for (int64_t k = 0; k < count; ++k) {
    size_t first = strlen(a[k]), second = strlen(b[k]) + 1;
    memcpy(free, a[k], first);
    memcpy(free + first, b[k], second);
    to[k] = free;
    free += first + second;
  }
  return CAMEO_OK;
}

int cameo_op_strings_find(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                          cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  const char *const *x = stringsOf(&operands[0]), *const *keys = stringsOf(&operands[1]);
  int64_t *to = cameo_result(heap, results, operands[0].rank, operands[0].shape);
  if (!to)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  for (int64_t k = 0, count = cameo_tensor_count(results); k < count; ++k) {
    int64_t low = 0, high = cameo_tensor_count(&operands[1]);
    while (low < high) {
      int64_t middle = low + (high - low) / 2;
      if (strcmp(keys[middle], x[k]) < 0)
        low = middle + 1;
      else
        high = middle;
    }
    int isFound = low < cameo_tensor_count(&operands[1]) && strcmp(keys[low], x[k]) == 0;
    to[k] = isFound ? low : -1;
  }
  return CAMEO_OK;
}

//===-- Numbers ---------------------------------------------------------------===//

int cameo_op_strings_to_number(cameo_heap *heap, const cameo_tensor *operands,
                               int32_t num_operands, cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  const char *const *x = stringsOf(&operands[0]);
  void *to = cameo_result(heap, results, operands[0].rank, operands[0].shape);
  if (!to)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  for (int64_t k = 0, count = cameo_tensor_count(results); k < count; ++k)
    switch (results->dtype) {
    case CAMEO_FLOAT64:
      ((double *)to)[k] = strtod(x[k], NULL);
      break;
    case CAMEO_FLOAT32:
      ((float *)to)[k] = strtof(x[k], NULL);
      break;
    case CAMEO_UINT64:
      ((uint64_t *)to)[k] = strtoull(x[k], NULL, 10);
      break;
    case CAMEO_INT64:
      ((int64_t *)to)[k] = strtoll(x[k], NULL, 10);
      break;
    default:
      return CAMEO_ERROR_INVALID_ARGUMENT;
    }
  return CAMEO_OK;
}

// The digits that ONNX's tests expect; special values as ONNX Runtime names them.
static void print(char *to, size_t room, const cameo_tensor *x, int64_t k) {
  switch (x->dtype) {
  case CAMEO_FLOAT32:
  case CAMEO_FLOAT64: {
    int isSingle = x->dtype == CAMEO_FLOAT32;
    double value = isSingle ? (double)((const float *)x->data)[k] : ((const double *)x->data)[k];
    if (isnan(value))
      snprintf(to, room, "NaN");
    else if (isinf(value))
      snprintf(to, room, value < 0 ? "-INF" : "INF");
    else // as few digits as tell the number from its neighbours
      for (int digits = 1; digits <= (isSingle ? 9 : 17); ++digits) {
        snprintf(to, room, "%.*g", digits, value);
        if (isSingle ? (double)strtof(to, NULL) == value : strtod(to, NULL) == value)
          break;
      }
    break;
  }
  case CAMEO_UINT64:
    snprintf(to, room, "%" PRIu64, ((const uint64_t *)x->data)[k]);
    break;
  default:
    snprintf(to, room, "%" PRId64, cameo_integer_at(x, k));
  }
}

int cameo_op_number_to_strings(cameo_heap *heap, const cameo_tensor *operands,
                               int32_t num_operands, cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  enum { room = 32 };
  const char **to = cameo_result(heap, results, operands[0].rank, operands[0].shape);
  int64_t count = cameo_tensor_count(&operands[0]);
  char *free = cameo_heap_allocate(heap, count < INT64_MAX / room ? count * room : -1);
  if (!to || !free)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  for (int64_t k = 0; k < count; ++k, free += room) {
    print(free, room, &operands[0], k);
    to[k] = free;
  }
  return CAMEO_OK;
}

//===-- Parts -------------------------------------------------------------------===//

static int isSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// The next part of `text`, or NULL: sets its length and moves `text` behind it.
// White space separates parts that are not empty; a delimiter, any.
static const char *nextPart(const char **text, const char *delimiter, int64_t splits_left,
                            size_t *length) {
  const char *start = *text;
  if (!start)
    return NULL;
  if (!*delimiter) {
    while (isSpace(*start))
      ++start;
    if (!*start)
      return NULL;
    const char *end = start;
    if (splits_left) {
      while (*end && !isSpace(*end))
        ++end;
    } else {
      // What is left is one part, without the white space at its end.
      end += strlen(start);
      while (end > start && isSpace(end[-1]))
        --end;
    }
    *length = (size_t)(end - start);
    *text = end;
    return start;
  }
  const char *end = splits_left ? strstr(start, delimiter) : NULL;
  *length = end ? (size_t)(end - start) : strlen(start);
  *text = end ? end + strlen(delimiter) : NULL;
  return start;
}

static int64_t countParts(const char *text, const char *delimiter, int64_t splits) {
  int64_t parts = 0;
  size_t length;
  if (*delimiter && !*text)
    return 0;
  while (nextPart(&text, delimiter, splits < 0 ? 1 : splits - parts, &length))
    ++parts;
  return parts;
}

int cameo_op_strings_split(cameo_heap *heap, const cameo_tensor *operands, int32_t num_operands,
                           cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  const cameo_tensor *x = &operands[0];
  const char *const *strings = stringsOf(x), *delimiter = stringsOf(&operands[1])[0];
  int64_t splits = cameo_integer_at(&operands[2], 0), most = 0, bytes = 1, shape[65];
  results[0].dtype = CAMEO_STRING;
  results[1].dtype = CAMEO_INT64;
  int64_t *numbers = cameo_result(heap, &results[1], x->rank, x->shape);
  if (!numbers)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  int64_t count = cameo_tensor_count(x);
  for (int64_t k = 0; k < count; ++k) {
    numbers[k] = countParts(strings[k], delimiter, splits);
    most = numbers[k] > most ? numbers[k] : most;
    bytes += (int64_t)strlen(strings[k]) + numbers[k];
  }
  if (x->rank > 64)
    return CAMEO_ERROR_SHAPE;
  for (int32_t axis = 0; axis < x->rank; ++axis)
    shape[axis] = x->shape[axis];
  shape[x->rank] = most;
  const char **to = cameo_result(heap, &results[0], x->rank + 1, shape);
  char *free = cameo_heap_allocate(heap, bytes);
  if (!to || !free)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  for (int64_t k = 0; k < count; ++k) {
    const char *text = strings[k];
    for (int64_t part = 0; part < most; ++part) {
      size_t length = 0;
      const char *start = "";
      if (part < numbers[k])
        start = nextPart(&text, delimiter, splits < 0 ? 1 : splits - part, &length);
      if (part >= numbers[k]) {
        *to++ = "";
        continue;
      }
      memcpy(free, start, length);
      free[length] = 0;
      *to++ = free;
      free += length + 1;
    }
  }
  return CAMEO_OK;
}

//===-- Upper and lower case ------------------------------------------------------===//

// One code point; a byte that begins none is taken as it is. Returns its bytes.
static size_t decode(const char *text, uint32_t *code) {
  const unsigned char *s = (const unsigned char *)text;
  size_t more = s[0] >= 0xF0 ? 3 : s[0] >= 0xE0 ? 2 : s[0] >= 0xC0 ? 1 : 0;
  *code = more ? s[0] & (0x3Fu >> more) : s[0];
  for (size_t k = 1; k <= more; ++k) {
    if ((s[k] & 0xC0) != 0x80) {
      *code = UINT32_MAX;
      return 1;
    }
    *code = *code << 6 | (s[k] & 0x3F);
  }
  return more + 1;
}

static size_t encode(uint32_t code, char *to) {
  if (code < 0x80) {
    to[0] = (char)code;
    return 1;
  }
  size_t more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  for (size_t k = more; k > 0; --k, code >>= 6)
    to[k] = (char)(0x80 | (code & 0x3F));
  to[0] = (char)((0xF0u << (3 - more)) | code);
  return more + 1;
}

enum { AsItIs, Lower, Upper };

#if defined(_WIN32)
typedef int letters;
static letters openLetters(void) { return 0; }
static void closeLetters(letters l) { (void)l; }
static uint32_t change(uint32_t code, int to, letters l) {
  (void)l;
  return (uint32_t)(to == Lower ? towlower((wint_t)code) : towupper((wint_t)code));
}
#else
typedef locale_t letters;
// Letters of all scripts, whatever the program's own locale is.
static letters openLetters(void) { return newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0); }
static void closeLetters(letters l) {
  if (l)
    freelocale(l);
}
static uint32_t change(uint32_t code, int to, letters l) {
  if (l)
    return (uint32_t)(to == Lower ? towlower_l((wint_t)code, l) : towupper_l((wint_t)code, l));
  return (uint32_t)(to == Lower ? towlower((wint_t)code) : towupper((wint_t)code));
}
#endif

// The text in the other case, at `to`, of up to twice the bytes; returns the end.
static char *changeCase(const char *text, int which, letters l, char *to) {
  while (*text) {
    uint32_t code;
    size_t bytes = decode(text, &code);
    if (which == AsItIs || code == UINT32_MAX) {
      memcpy(to, text, bytes);
      to += bytes;
    } else {
      to += encode(change(code, which, l), to);
    }
    text += bytes;
  }
  *to++ = 0;
  return to;
}

int cameo_op_strings_normalize(cameo_heap *heap, const cameo_tensor *operands,
                               int32_t num_operands, cameo_tensor *results, int32_t num_results) {
  (void)num_operands, (void)num_results;
  const cameo_tensor *x = &operands[0], *stop = &operands[1];
  const char *const *strings = stringsOf(x), *const *words = stringsOf(stop);
  int which = (int)cameo_integer_at(&operands[2], 0);
  int counts = cameo_integer_at(&operands[3], 0) != 0;
  int64_t count = cameo_tensor_count(x), stops = cameo_tensor_count(stop), bytes = 1, longest = 1;
  for (int64_t k = 0; k < count + stops; ++k) {
    int64_t length = (int64_t)strlen(k < count ? strings[k] : words[k - count]);
    bytes += 2 * length + 1;
    longest = length > longest ? length : longest;
  }
  char *free = cameo_heap_allocate(heap, bytes);
  char *other = cameo_heap_allocate(heap, 2 * longest + 1);
  const char **kept = cameo_heap_allocate(heap, (count + 1) * (int64_t)sizeof(char *));
  const char **lowered = cameo_heap_allocate(heap, stops * (int64_t)sizeof(char *));
  if (!free || !other || !kept || !lowered)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  // Where case does not count, words are compared in lower case.
  letters l = openLetters();
  for (int64_t k = 0; k < stops; ++k) {
    lowered[k] = free;
    free = changeCase(words[k], counts ? AsItIs : Lower, l, free);
  }
  int64_t left = 0;
  for (int64_t k = 0; k < count; ++k) {
    changeCase(strings[k], counts ? AsItIs : Lower, l, other);
    int isStop = 0;
    for (int64_t w = 0; w < stops && !isStop; ++w)
      isStop = strcmp(lowered[w], other) == 0;
    if (isStop)
      continue;
    kept[left++] = free;
    free = changeCase(strings[k], which, l, free);
  }
  closeLetters(l);
  if (!left) // of nothing, one empty string is left
    kept[left++] = "";
  int64_t shape[2] = {1, left};
  const char **to = x->rank == 2 ? cameo_result(heap, results, 2, shape)
                                 : cameo_result(heap, results, 1, shape + 1);
  if (!to)
    return CAMEO_ERROR_OUT_OF_MEMORY;
  memcpy(to, kept, (size_t)left * sizeof(char *));
  return CAMEO_OK;
}
