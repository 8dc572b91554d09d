// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constant strings, and words as numbers.

#include "dialects/ONNX/Text/Words.h"
#include "dialects/ONNX/ML/Ops.h"

using namespace mlir;
using namespace cameo::onnx;

SmallVector<StringRef> cameo::onnx::textsOf(DenseStringElementsAttr strings) {
  ArrayRef<StringRef> raw = strings.getRawStringData();
  if (strings.isSplat())
    return SmallVector<StringRef>(strings.getNumElements(), raw.front());
  return SmallVector<StringRef>(raw);
}

Value cameo::onnx::positionOf(OperatorBuilder &b, Value x, ArrayAttr keys) {
  auto texts = llvm::to_vector(keys.getAsValueRange<StringAttr>());
  auto order = llvm::to_vector(llvm::seq<int64_t>(0, texts.size()));
  llvm::stable_sort(order, [&](int64_t i, int64_t j) { return texts[i] < texts[j]; });
  // Of equal keys, the first one counts; what is not found has the last position.
  order.erase(llvm::unique(order, [&](int64_t i, int64_t j) { return texts[i] == texts[j]; }),
              order.end());
  auto sorted = llvm::map_to_vector(order, [&](int64_t i) { return texts[i]; });
  order.push_back(-1);
  Value found = b.make<MLStringPositionOp>(x, b.getStrArrayAttr(sorted));
  return b.make<GatherOp>(b.integers(order), found, 0);
}
