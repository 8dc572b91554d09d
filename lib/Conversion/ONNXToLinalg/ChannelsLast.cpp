// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The frame of the spatial operators.

#include "lib/Conversion/ONNXToLinalg/ChannelsLast.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

Shaped cameo::toChannelsLast(LoweringBuilder &b, Value value, ArrayRef<AffineExpr> dims) {
  SmallVector<int64_t> perm = {0};
  for (size_t axis = 2; axis < dims.size(); ++axis)
    perm.push_back(axis);
  perm.push_back(1);
  Dims last;
  for (int64_t axis : perm)
    last.push_back(dims[axis]);
  return {b.transpose(value, dims, perm), last};
}

Value cameo::toChannelsFirst(LoweringBuilder &b, const Shaped &last) {
  SmallVector<int64_t> perm = {0, int64_t(last.dims.size()) - 1};
  for (size_t axis = 1; axis + 1 < last.dims.size(); ++axis)
    perm.push_back(axis);
  return b.transpose(last.value, last.dims, perm);
}

Shaped cameo::padSpatial(LoweringBuilder &b, const Shaped &last, const Windows &windows,
                         Value scalar) {
  if (!windows.hasPadding())
    return last;
  SmallVector<OpFoldResult> low(last.dims.size(), b.getIndexAttr(0)), high = low;
  Dims dims = last.dims;
  for (size_t i = 0; i < windows.rank(); ++i) {
    low[1 + i] = b.extent(windows.low[i]);
    high[1 + i] = b.extent(windows.high[i]);
    dims[1 + i] = dims[1 + i] + windows.low[i] + windows.high[i];
  }
  auto type = SymbolicShapes::tensorType(dims, scalar.getType());
  return {tensor::PadOp::create(b, type, last.value, low, high, scalar), dims};
}

AffineExpr cameo::windowPosition(LoweringBuilder &b, const Windows &windows, size_t axis,
                                 unsigned o, unsigned k) {
  return b.getAffineDimExpr(o) * windows.strides[axis] +
         b.getAffineDimExpr(k) * windows.dilations[axis];
}
