// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The types of random numbers.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

#define GET_OP_CLASSES
#include "dialects/ONNX/Random/Ops.cpp.inc"

void ONNXDialect::registerRandomOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/Random/Ops.cpp.inc"
      >();
}

static LogicalResult inferOf(InferenceContext &ctx, int64_t dtype, const Dims &dims) {
  Type element = elementTypeOf(ctx.getOperation()->getContext(), dtype);
  if (!element)
    return ctx.emitError() << "dtype = " << dtype << " is not the number of an element type";
  return ctx.setResult(0, element, dims);
}

static LogicalResult inferOfShape(InferenceContext &ctx, int64_t dtype, ArrayRef<int64_t> shape) {
  Dims dims;
  for (int64_t extent : shape)
    dims.push_back(ctx.constant(extent));
  return inferOf(ctx, dtype, dims);
}

static LogicalResult inferLike(InferenceContext &ctx, std::optional<int64_t> dtype) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  return inferOf(ctx, dtype.value_or(dataTypeOf(ctx.elementType(0))), *dims);
}

LogicalResult RandomUniformOp::inferShapes(InferenceContext &ctx) {
  return inferOfShape(ctx, getDtype(), getShape());
}
LogicalResult RandomNormalOp::inferShapes(InferenceContext &ctx) {
  return inferOfShape(ctx, getDtype(), getShape());
}
LogicalResult RandomUniformLikeOp::inferShapes(InferenceContext &ctx) {
  return inferLike(ctx, getDtype());
}
LogicalResult RandomNormalLikeOp::inferShapes(InferenceContext &ctx) {
  return inferLike(ctx, getDtype());
}
LogicalResult BernoulliOp::inferShapes(InferenceContext &ctx) { return inferLike(ctx, getDtype()); }

LogicalResult MultinomialOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  if (dims->size() != 2 || getSampleSize() < 1)
    return emitOpError() << "needs an operand of rank 2, and a positive sample_size";
  return inferOf(ctx, getDtype(), {dims->front(), ctx.constant(getSampleSize())});
}
