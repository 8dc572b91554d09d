// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What models call for values that no kernel computes: sequences and strings.
// Each is a cameo_operator; its operands are in the comment beside it.

#ifndef CAMEO_OPERATORS_H
#define CAMEO_OPERATORS_H

#include "cameo_runtime.h"

#ifdef __cplusplus
extern "C" {
#endif

/// The number of elements of a tensor, which is not a sequence.
int64_t cameo_tensor_count(const cameo_tensor *tensor);
/// Bytes of one element in memory.
int64_t cameo_element_bytes(int32_t dtype);
/// An element of an integer tensor.
int64_t cameo_integer_at(const cameo_tensor *tensor, int64_t index);

// Sequences (sequences.c). A position may be negative: it then counts from the end.
cameo_operator cameo_op_sequence_construct; // tensors -> sequence
cameo_operator cameo_op_sequence_insert;    // sequence, tensor[, position] -> sequence
cameo_operator cameo_op_sequence_erase;     // sequence[, position] -> sequence
cameo_operator cameo_op_sequence_at;        // sequence, position -> tensor
cameo_operator cameo_op_sequence_length;    // sequence -> int64
cameo_operator cameo_op_sequence_concat;    // sequence, axis, whether it is new -> tensor
cameo_operator cameo_op_sequence_split;     // tensor, axis, whether it stays[, split] -> sequence
cameo_operator cameo_op_nothing;            // -> no sequence
cameo_operator cameo_op_is_there;           // sequence -> bool

// Maps (maps.c).
cameo_operator cameo_op_maps_zip;   // rows of values [n, k] or [k], keys [k] -> a sequence of maps
cameo_operator cameo_op_map_values; // map of int64, columns or -1 -> values [1, columns or all]
cameo_operator cameo_op_map_vectorize; // map, keys [k] -> values [1, k], zero where there is none

// Strings (strings.c). Operands of one shape, unless said otherwise.
cameo_operator cameo_op_strings_equal;     // a, b -> bool
cameo_operator cameo_op_strings_concat;    // a, b -> strings
cameo_operator cameo_op_strings_find;      // x, sorted keys [k] -> int64: the key's number, or -1
cameo_operator cameo_op_strings_to_number; // x -> numbers of the result's type
cameo_operator cameo_op_number_to_strings; // numbers -> strings
// x, delimiter (a string, or empty for white space), the most splits or -1
//   -> parts [x..., most], their number [x...]
cameo_operator cameo_op_strings_split;
// x [n] or [1, n], stop words [k], case (0 as it is, 1 lower, 2 upper), whether it counts
//   -> strings
cameo_operator cameo_op_strings_normalize;

// n-grams (grams.c). Words x [n] or [rows, n]; the pool's grams by length, those of
// one length in order: words, columns, weights; their number by length; [shortest,
// longest, skips, mode (0 counts, 1 presence, 2 weighted counts), columns] -> counts
cameo_operator cameo_op_count_grams;

// Random numbers (random.c): a shape, or a tensor of it; [whether it is the tensor's,
// whether there is a seed, the seed, the stream]; [low, high] or [mean, deviation]
//   -> float32 or float64
cameo_operator cameo_op_random_uniform;
cameo_operator cameo_op_random_normal;

// Regular expressions (regex.cpp, a module of its own).
cameo_operator cameo_op_regex_full_match; // x, pattern -> bool
// x, padding, separators [k], expression, [mark, the shortest token's length] -> tokens
cameo_operator cameo_op_regex_tokenize;

// Pictures (images/, a module of its own).
// a file [n], which order (0 RGB, 1 BGR, 2 gray) -> pixels [height, width, channels]
cameo_operator cameo_op_image_decode;

/// An output's block: a copy of what a run has on its heap. Returns a cameo_status.
int cameo_strings_export(const cameo_context *ctx, const void *strings, int64_t count, void **to);
int cameo_sequence_export(const cameo_context *ctx, const cameo_sequence *sequence, void **to);

#ifdef __cplusplus
}
#endif

#endif // CAMEO_OPERATORS_H
