// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Quantisation to integers and back: inference.

#include "dialects/ONNX/ONNX.h"
#include "dialects/ONNX/Quantization/Granularity.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cameo::onnx;

#define GET_OP_CLASSES
#include "dialects/ONNX/Quantization/Ops.cpp.inc"

void ONNXDialect::registerQuantizationOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/Quantization/Ops.cpp.inc"
      >();
}

Granularity cameo::onnx::granularityOf(ArrayRef<AffineExpr> scale, int64_t blockSize) {
  if (scale.empty() || (scale.size() == 1 && SymbolicShapes::constantOf(scale[0]) == 1))
    return Granularity::Tensor;
  return blockSize == 0 ? Granularity::Axis : Granularity::Block;
}

bool cameo::onnx::isZeroPointZero(Value zeroPoint) {
  if (isa<NoneType>(zeroPoint.getType()))
    return true;
  DenseElementsAttr elements;
  return matchPattern(zeroPoint, m_Constant(&elements)) && elements.isSplat() &&
         elements.getElementType().isInteger() && elements.getSplatValue<APInt>().isZero();
}

// Operand 0 is the tensor, 1 its scales, 2 its zero points.
static LogicalResult checkParameters(InferenceContext &ctx, int64_t axis, int64_t blockSize) {
  auto x = ctx.requireShape(0), scale = ctx.requireShape(1);
  if (failed(x) || failed(scale))
    return failure();
  if (!ctx.isAbsent(2)) {
    auto zeroPoint = ctx.requireShape(2);
    if (failed(zeroPoint))
      return failure();
    bool areScalars = granularityOf(*scale, blockSize) == Granularity::Tensor &&
                      granularityOf(*zeroPoint, blockSize) == Granularity::Tensor;
    auto scaleExtents = SymbolicShapes::constantsOf(*scale);
    auto zeroPointExtents = SymbolicShapes::constantsOf(*zeroPoint);
    if (!areScalars && (scale->size() != zeroPoint->size() ||
                        (scaleExtents && zeroPointExtents && scaleExtents != zeroPointExtents)))
      return ctx.emitError() << "the zero point has not the shape of the scale";
  }
  if (blockSize < 0)
    return ctx.emitError() << "block_size must not be negative, but is " << blockSize;
  auto checkExtent = [&](size_t dimension, AffineExpr actual,
                         AffineExpr expected) -> LogicalResult {
    if (!ctx.assumeEqual(actual, expected))
      return ctx.emitError() << "the scale has extent " << *SymbolicShapes::constantOf(actual)
                             << " in dimension " << dimension << ", but the tensor needs "
                             << *SymbolicShapes::constantOf(expected);
    return success();
  };
  switch (granularityOf(*scale, blockSize)) {
  case Granularity::Tensor:
    return success();
  case Granularity::Axis: {
    if (scale->size() != 1)
      return ctx.emitError() << "the scale must be a scalar or a vector, but has rank "
                             << scale->size();
    auto position = ctx.normalizeAxis(axis, x->size());
    if (failed(position))
      return failure();
    return checkExtent(0, scale->front(), (*x)[*position]);
  }
  case Granularity::Block: {
    auto position = ctx.normalizeAxis(axis, x->size());
    if (failed(position))
      return failure();
    if (scale->size() != x->size())
      return ctx.emitError() << "the scale of blocks must have the tensor's rank " << x->size()
                             << ", but has rank " << scale->size();
    for (size_t i = 0; i < x->size(); ++i)
      if (failed(checkExtent(i, (*scale)[i],
                             i == size_t(*position) ? (*x)[i].ceilDiv(blockSize) : (*x)[i])))
        return failure();
    return success();
  }
  }
  llvm_unreachable("all granularities are handled");
}

// The element type by number, or `otherwise` when the number is 0.
static FailureOr<Type> elementTypeOr(InferenceContext &ctx, int64_t number, Type otherwise) {
  if (number == 0)
    return otherwise;
  if (Type element = elementTypeOf(ctx.getOperation()->getContext(), number))
    return element;
  return ctx.emitError() << number << " is not the number of an element type";
}

LogicalResult QuantizeLinearOp::inferShapes(InferenceContext &ctx) {
  if (failed(checkParameters(ctx, getAxis(), getBlockSize())))
    return failure();
  auto precision = elementTypeOr(ctx, getPrecision(), ctx.elementType(1));
  if (failed(precision))
    return failure();
  if (!isa<FloatType>(*precision))
    return ctx.emitError() << "precision must be the number of a float type";
  Type byDefault = IntegerType::get(getContext(), 8, IntegerType::Unsigned);
  if (!ctx.isAbsent(2))
    byDefault = ctx.elementType(2);
  auto element = elementTypeOr(ctx, getOutputDtype(), byDefault);
  if (failed(element))
    return failure();
  if (!ctx.isAbsent(2) && *element != ctx.elementType(2))
    return ctx.emitError() << "output_dtype is " << *element << ", but the zero point is "
                           << ctx.elementType(2);
  return ctx.setResult(0, *element, *ctx.shape(0));
}

LogicalResult DequantizeLinearOp::inferShapes(InferenceContext &ctx) {
  if (failed(checkParameters(ctx, getAxis(), getBlockSize())))
    return failure();
  if (!ctx.isAbsent(2) && ctx.elementType(0) != ctx.elementType(2))
    return ctx.emitError() << "x is " << ctx.elementType(0) << ", but the zero point is "
                           << ctx.elementType(2);
  auto element = elementTypeOr(ctx, getOutputDtype(), ctx.elementType(1));
  if (failed(element))
    return failure();
  if (!isa<FloatType>(*element))
    return ctx.emitError() << "output_dtype must be the number of a float type";
  return ctx.setResult(0, *element, *ctx.shape(0));
}

LogicalResult DynamicQuantizeLinearOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  Type quantized = IntegerType::get(getContext(), 8, IntegerType::Unsigned);
  if (failed(ctx.setResult(0, quantized, *dims)) ||
      failed(ctx.setResult(1, ctx.elementType(0), {})))
    return failure();
  return ctx.setResult(2, quantized, {});
}

// numpy's matmul of the shapes of two operands.
static FailureOr<Dims> matmulDims(InferenceContext &ctx, unsigned lhs, unsigned rhs) {
  auto a = ctx.requireShape(lhs), b = ctx.requireShape(rhs);
  if (failed(a) || failed(b))
    return failure();
  if (a->empty() || b->empty())
    return ctx.emitError() << "operands must have rank at least 1";
  auto k = SymbolicShapes::constantOf(a->back());
  auto l = SymbolicShapes::constantOf((*b)[b->size() < 2 ? 0 : b->size() - 2]);
  if (k && l && *k != *l)
    return ctx.emitError() << "the contracted dimensions have extents " << *k << " and " << *l;
  ArrayRef<AffineExpr> left = ArrayRef(*a).drop_back(std::min<size_t>(a->size(), 2));
  ArrayRef<AffineExpr> right = ArrayRef(*b).drop_back(std::min<size_t>(b->size(), 2));
  for (size_t i = 1; i <= std::min(left.size(), right.size()); ++i) {
    auto x = SymbolicShapes::constantOf(left[left.size() - i]);
    auto y = SymbolicShapes::constantOf(right[right.size() - i]);
    if (x && y && *x != *y && *x != 1 && *y != 1)
      return ctx.emitError() << "batch extents " << *x << " and " << *y << " do not broadcast";
  }
  Dims result = ctx.getShapes().broadcast(left, right);
  if (a->size() > 1)
    result.push_back((*a)[a->size() - 2]);
  if (b->size() > 1)
    result.push_back(b->back());
  return result;
}

LogicalResult MatMulIntegerOp::inferShapes(InferenceContext &ctx) {
  auto dims = matmulDims(ctx, 0, 1);
  if (failed(dims))
    return failure();
  return ctx.setResult(0, IntegerType::get(getContext(), 32), *dims);
}

LogicalResult QLinearMatMulOp::inferShapes(InferenceContext &ctx) {
  auto dims = matmulDims(ctx, 0, 3);
  if (failed(dims))
    return failure();
  return ctx.setResult(0, ctx.elementType(7), *dims);
}
