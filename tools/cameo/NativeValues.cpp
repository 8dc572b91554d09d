// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Strings, sequences and maps as a compiled model takes and gives them.

#include "tools/cameo/NativeValues.h"

using namespace cameo::tool;

const void *NativeInputs::dataOf(const Tensor &tensor) {
  if (tensor.dtype != CAMEO_STRING)
    return tensor.bytes.data();
  std::vector<const char *> &addresses = strings.emplace_back();
  for (const std::string &text : tensor.strings)
    addresses.push_back(text.c_str());
  addresses.push_back(nullptr); // so that there is an address
  return addresses.data();
}

const void *NativeInputs::add(const Tensor &value) {
  if (value.kind == 0)
    return dataOf(value);
  if (!value.isThere)
    return nullptr;
  std::vector<cameo_tensor> &list = items.emplace_back();
  for (const Tensor &item : value.items)
    list.push_back({item.dtype, int32_t(item.shape.size()), item.shape.data(), dataOf(item)});
  return &sequences.emplace_back(
      cameo_sequence{int64_t(list.size()), list.data(), 0, nullptr});
}

static void take(Tensor &tensor, const void *data) {
  int64_t count = tensor.numElements();
  if (tensor.dtype == CAMEO_STRING) {
    auto *strings = static_cast<const char *const *>(data);
    tensor.strings.assign(strings, strings + count);
    return;
  }
  auto *bytes = static_cast<const char *>(data);
  tensor.bytes.assign(bytes, bytes + byteSize(tensor.dtype, count));
}

static void takeItems(Tensor &value, const cameo_sequence &sequence) {
  for (int64_t k = 0; k < sequence.size; ++k) {
    const cameo_tensor &from = sequence.items[k];
    Tensor &item = value.items.emplace_back();
    item.dtype = from.dtype;
    if (from.rank < 0) {
      item.kind = from.rank;
      takeItems(item, *static_cast<const cameo_sequence *>(from.data));
      continue;
    }
    item.shape.assign(from.shape, from.shape + from.rank);
    take(item, from.data);
  }
  if (value.kind == CAMEO_MAP)
    value.sortKeys();
}

void cameo::tool::takeOutput(Tensor &value, void *output, const cameo_context &context) {
  if (value.kind == 0) {
    take(value, output);
    cameo_strings_free(&context, static_cast<const char *const *>(output), value.numElements());
    return;
  }
  auto *sequence = static_cast<cameo_sequence *>(output);
  value.isThere = sequence;
  if (sequence)
    takeItems(value, *sequence);
  cameo_sequence_free(&context, sequence);
}
