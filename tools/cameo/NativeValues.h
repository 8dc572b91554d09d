// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Strings and sequences as a compiled model takes and gives them.

#ifndef CAMEO_TOOLS_NATIVEVALUES_H
#define CAMEO_TOOLS_NATIVEVALUES_H

#include "runtime/cameo_runtime.h"
#include "tools/cameo/Tensor.h"
#include <deque>

namespace cameo::tool {

/// Whether the value is passed otherwise than as its bytes.
inline bool isNative(const Tensor &value) {
  return value.kind != 0 || value.dtype == CAMEO_STRING;
}

/// Keeps what inputs point to.
class NativeInputs {
public:
  /// The address to give to the model; `value` must stay.
  const void *add(const Tensor &value);

private:
  const void *dataOf(const Tensor &tensor);
  std::deque<std::vector<const char *>> strings;
  std::deque<std::vector<cameo_tensor>> items;
  std::deque<cameo_sequence> sequences;
};

/// Takes an output into `value`, whose shape is known if it is a tensor, and frees it.
void takeOutput(Tensor &value, void *output, const cameo_context &context);

} // namespace cameo::tool

#endif
