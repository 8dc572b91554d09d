// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Inference of the operators that read at positions given by data.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

LogicalResult GatherOp::inferShapes(InferenceContext &ctx) {
  auto data = ctx.requireShape(0), indices = ctx.requireShape(1);
  if (failed(data) || failed(indices))
    return failure();
  auto axis = ctx.normalizeAxis(getAxis(), data->size());
  if (failed(axis))
    return failure();
  auto extent = SymbolicShapes::constantOf((*data)[*axis]);
  if (auto constants = ctx.constants(1); constants && extent)
    for (int64_t index : *constants)
      if (index < -*extent || index >= *extent)
        return emitOpError() << "index " << index << " is outside [" << -*extent << ", "
                             << *extent - 1 << "]";
  if (auto constants = ctx.constants(1); constants && !extent)
    for (int64_t index : *constants)
      ctx.assumeAtMost(ctx.constant(index < 0 ? -index : index + 1), (*data)[*axis]);
  Dims result(data->begin(), data->begin() + *axis);
  llvm::append_range(result, *indices);
  result.append(data->begin() + *axis + 1, data->end());
  return ctx.setResult(0, ctx.elementType(0), result);
}

void GatherOp::inferValues(InferenceContext &ctx) {
  auto elements = ctx.values(0);
  auto indices = ctx.constants(1);
  if (!elements || !indices || ctx.shape(0)->size() != 1)
    return;
  Dims picked;
  for (int64_t index : *indices) {
    int64_t position = index < 0 ? index + int64_t(elements->size()) : index;
    if (position < 0 || position >= int64_t(elements->size()))
      return;
    picked.push_back((*elements)[position]);
  }
  ctx.setValues(0, picked);
}

LogicalResult GatherElementsOp::inferShapes(InferenceContext &ctx) {
  auto data = ctx.requireShape(0), indices = ctx.requireShape(1);
  if (failed(data) || failed(indices))
    return failure();
  if (data->size() != indices->size())
    return emitOpError() << "data has rank " << data->size() << ", indices " << indices->size();
  auto axis = ctx.normalizeAxis(getAxis(), data->size());
  if (failed(axis))
    return failure();
  for (size_t k = 0; k < data->size(); ++k) {
    if (int64_t(k) != *axis && !ctx.assumeAtMost((*indices)[k], (*data)[k]))
      return emitOpError() << "indices have extent " << *SymbolicShapes::constantOf((*indices)[k])
                           << " in dimension " << k << ", more than the data's "
                           << *SymbolicShapes::constantOf((*data)[k]);
  }
  return ctx.setResult(0, ctx.elementType(0), *indices);
}

LogicalResult GatherNDOp::inferShapes(InferenceContext &ctx) {
  auto data = ctx.requireShape(0), indices = ctx.requireShape(1);
  if (failed(data) || failed(indices))
    return failure();
  int64_t batch = getBatchDims();
  if (indices->empty() || data->empty())
    return emitOpError() << "needs operands of rank at least 1";
  if (batch < 0 || batch >= int64_t(std::min(data->size(), indices->size())))
    return emitOpError() << "batch_dims " << batch << " is not below the operands' ranks";
  auto depth = SymbolicShapes::constantOf(indices->back());
  if (!depth)
    return emitOpError() << "the length of the index tuples must be known at compile time";
  if (*depth < 1 || *depth > int64_t(data->size()) - batch)
    return emitOpError() << "index tuples of length " << *depth << " do not fit data of rank "
                         << data->size();
  for (int64_t k = 0; k < batch; ++k) {
    if (!ctx.assumeEqual((*data)[k], (*indices)[k]))
      return emitOpError() << "batch dimension " << k << " has extents "
                           << *SymbolicShapes::constantOf((*data)[k]) << " and "
                           << *SymbolicShapes::constantOf((*indices)[k]);
  }
  Dims result(indices->begin(), indices->end() - 1);
  result.append(data->begin() + batch + *depth, data->end());
  return ctx.setResult(0, ctx.elementType(0), result);
}
