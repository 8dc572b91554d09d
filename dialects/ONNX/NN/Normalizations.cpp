// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Inference of normalizations: the result is like the operand, and the
// parameters must fit it.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

// The operand parameters are vectors, one element a channel.
static LogicalResult checkPerChannel(InferenceContext &ctx, ArrayRef<unsigned> operands) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  if (dims->size() < 2)
    return ctx.emitError() << "needs an operand of rank at least 2";
  auto channels = SymbolicShapes::constantOf((*dims)[1]);
  for (unsigned i : operands) {
    auto vector = ctx.requireShape(i);
    if (failed(vector))
      return failure();
    auto extent = vector->size() == 1 ? SymbolicShapes::constantOf(vector->front()) : std::nullopt;
    if (vector->size() != 1 || (extent && channels && *extent != *channels))
      return ctx.emitError() << "operand " << i << " must be a vector of one element a channel";
  }
  return success();
}

LogicalResult BatchNormalizationOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  if (!getTrainingMode() && (ctx.isWanted(1) || ctx.isWanted(2)))
    return emitOpError() << "has running statistics only with training_mode";
  if (dims->size() < 2 && !getTrainingMode())
    return ctx.setResult(0, ctx.elementType(0), *dims);
  if (failed(checkPerChannel(ctx, {1, 2, 3, 4})))
    return failure();
  for (unsigned result : {1u, 2u})
    if (failed(ctx.setResult(result, ctx.elementType(result + 2), {(*dims)[1]})))
      return failure();
  return ctx.setResult(0, ctx.elementType(0), *dims);
}

LogicalResult InstanceNormalizationOp::inferShapes(InferenceContext &ctx) {
  if (failed(checkPerChannel(ctx, {1, 2})))
    return failure();
  if (ctx.shape(0)->size() < 3)
    return emitOpError() << "needs an operand of rank at least 3";
  return ctx.inferLikeOperand(0);
}

LogicalResult GroupNormalizationOp::inferShapes(InferenceContext &ctx) {
  if (failed(checkPerChannel(ctx, {1, 2})))
    return failure();
  auto channels = SymbolicShapes::constantOf((*ctx.shape(0))[1]);
  int64_t groups = getNumGroups();
  if (groups < 1 || !channels || *channels % groups != 0)
    return emitOpError() << "the number of channels must be known at compile time and divide into "
                         << groups << " groups";
  return ctx.inferLikeOperand(0);
}

// The parameters broadcast to the operand.
static LogicalResult checkBroadcast(InferenceContext &ctx, unsigned operand) {
  if (ctx.isAbsent(operand))
    return success();
  auto x = ctx.requireShape(0), parameter = ctx.requireShape(operand);
  if (failed(x) || failed(parameter))
    return failure();
  if (parameter->size() > x->size())
    return ctx.emitError() << "operand " << operand << " has a higher rank than the first";
  for (size_t k = 1; k <= parameter->size(); ++k) {
    auto have = SymbolicShapes::constantOf((*parameter)[parameter->size() - k]);
    auto want = SymbolicShapes::constantOf((*x)[x->size() - k]);
    if (have && *have != 1 && want && *want != *have)
      return ctx.emitError() << "operand " << operand << " of extent " << *have
                             << " does not broadcast to " << *want << " in dimension -" << k;
  }
  return success();
}

LogicalResult LayerNormalizationOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims) || failed(checkBroadcast(ctx, 1)) || failed(checkBroadcast(ctx, 2)))
    return failure();
  auto axis = ctx.normalizeAxis(getAxis(), dims->size());
  if (failed(axis))
    return failure();
  if (failed(ctx.setResult(0, ctx.elementType(0), *dims)))
    return failure();
  Type stash = elementTypeOf(getContext(), getStashType());
  if (!stash || !isa<FloatType>(stash))
    return emitOpError() << "stash_type " << getStashType() << " is not a floating-point type";
  for (AffineExpr &extent : MutableArrayRef(*dims).drop_front(*axis))
    extent = ctx.constant(1);
  if (failed(ctx.setResult(1, stash, *dims)))
    return failure();
  return ctx.setResult(2, stash, *dims);
}

LogicalResult RMSNormalizationOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims) || failed(checkBroadcast(ctx, 1)) ||
      failed(ctx.normalizeAxis(getAxis(), dims->size())))
    return failure();
  return ctx.inferLikeOperand(0);
}

static LogicalResult inferAlongAxis(InferenceContext &ctx, int64_t axis) {
  auto dims = ctx.requireShape(0);
  if (failed(dims) || failed(ctx.normalizeAxis(axis, dims->size())))
    return failure();
  return ctx.inferLikeOperand(0);
}

LogicalResult SoftmaxOp::inferShapes(InferenceContext &ctx) {
  return inferAlongAxis(ctx, getAxis());
}
LogicalResult LogSoftmaxOp::inferShapes(InferenceContext &ctx) {
  return inferAlongAxis(ctx, getAxis());
}
LogicalResult HardmaxOp::inferShapes(InferenceContext &ctx) {
  return inferAlongAxis(ctx, getAxis());
}

LogicalResult LpNormalizationOp::inferShapes(InferenceContext &ctx) {
  if (getP() != 1 && getP() != 2)
    return emitOpError() << "p must be 1 or 2, not " << int64_t(getP());
  return inferAlongAxis(ctx, getAxis());
}

LogicalResult MeanVarianceNormalizationOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  for (int64_t axis : getAxes())
    if (failed(ctx.normalizeAxis(axis, dims->size())))
      return failure();
  return ctx.inferLikeOperand(0);
}

LogicalResult LRNOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  if (dims->size() < 2)
    return emitOpError() << "needs an operand of rank at least 2";
  if (int64_t(getSize()) < 1 || getSize() > std::numeric_limits<int32_t>::max())
    return emitOpError() << "size " << int64_t(getSize()) << " is out of range";
  return ctx.inferLikeOperand(0);
}
