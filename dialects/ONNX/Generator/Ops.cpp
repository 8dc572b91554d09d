// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tensors made from shapes and ranges.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cameo::onnx;

#define GET_OP_CLASSES
#include "dialects/ONNX/Generator/Ops.cpp.inc"

void ONNXDialect::registerGeneratorOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/Generator/Ops.cpp.inc"
      >();
}

LogicalResult ConstantOfShapeOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.values(0, /*force=*/true);
  if (!dims)
    return emitOpError() << "the length of the shape must be known at compile time";
  Type element = Float32Type::get(getContext());
  if (auto value = getValue()) {
    if (value->getNumElements() != 1)
      return emitOpError() << "the value must have one element";
    element = value->getElementType();
  }
  return ctx.setResult(0, element, *dims);
}

void ConstantOfShapeOp::inferValues(InferenceContext &ctx) {
  auto type = dyn_cast<RankedTensorType>(getOutput().getType());
  auto value = getValue() ? dyn_cast<DenseIntElementsAttr>(*getValue()) : DenseIntElementsAttr();
  if (!value || !type || !type.hasStaticShape() ||
      type.getNumElements() > SymbolicShapes::maxElements)
    return;
  APInt element = *value.value_begin<APInt>();
  bool isUnsigned = element.getBitWidth() == 1 || value.getElementType().isUnsignedInteger();
  ctx.setValues(0, Dims(type.getNumElements(), ctx.constant(isUnsigned ? element.getZExtValue()
                                                                       : element.getSExtValue())));
}

// The number of steps of a floating-point range of constants.
static std::optional<int64_t> countFloatSteps(Operation *op) {
  SmallVector<double, 3> bounds;
  for (Value operand : op->getOperands()) {
    DenseFPElementsAttr constant;
    if (!matchPattern(operand, m_Constant(&constant)) || constant.getNumElements() != 1)
      return std::nullopt;
    bounds.push_back((*constant.value_begin<APFloat>()).convertToDouble());
  }
  double count = std::ceil((bounds[1] - bounds[0]) / bounds[2]);
  if (!(count < double(std::numeric_limits<int32_t>::max())))
    return std::nullopt;
  return std::max<int64_t>(0, count);
}

std::optional<AffineExpr> RangeOp::inferCount(InferenceContext &ctx) {
  SymbolicShapes &shapes = ctx.getShapes();
  auto start = ctx.values(0, /*force=*/true), limit = ctx.values(1, /*force=*/true);
  auto delta = ctx.constants(2);
  if (start && limit && delta) {
    int64_t step = delta->front();
    AffineExpr distance =
        step > 0 ? limit->front() - start->front() : start->front() - limit->front();
    AffineExpr count = distance.ceilDiv(std::abs(step));
    return shapes.isNonNegative(count) ? count : shapes.max(count, ctx.constant(0));
  }
  if (auto count = countFloatSteps(*this))
    return ctx.constant(*count);
  return std::nullopt;
}

LogicalResult RangeOp::inferShapes(InferenceContext &ctx) {
  for (unsigned i = 0; i < 3; ++i) {
    auto dims = ctx.requireShape(i);
    if (failed(dims))
      return failure();
    auto count = SymbolicShapes::constantOf(ctx.getShapes().product(*dims));
    if (count != 1)
      return emitOpError() << "operand " << i << " must be a scalar";
    if (ctx.elementType(i) != ctx.elementType(0))
      return emitOpError() << "start, limit and delta have different element types";
  }
  Type element = ctx.elementType(0);
  if (auto delta = ctx.constants(2))
    if (int64_t step = delta->front(); step == 0 || step == std::numeric_limits<int64_t>::min())
      return emitOpError() << "delta must not be " << step;
  if (auto count = inferCount(ctx))
    return ctx.setResult(0, element, {*count});
  return ctx.setResultOfRank(0, element, 1);
}

void RangeOp::inferValues(InferenceContext &ctx) {
  auto start = ctx.values(0), delta = ctx.values(2), dims = ctx.getShapes().shapeOf(getOutput());
  auto count = dims ? SymbolicShapes::constantOf(dims->front()) : std::nullopt;
  if (!start || !delta || !count || *count > SymbolicShapes::maxElements)
    return;
  Dims elements;
  for (int64_t i = 0; i < *count; ++i)
    elements.push_back(start->front() + delta->front() * i);
  ctx.setValues(0, elements);
}

LogicalResult EyeLikeOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  if (dims->size() != 2)
    return emitOpError() << "needs an operand of rank 2";
  Type element = getDtype() ? elementTypeOf(getContext(), *getDtype()) : ctx.elementType(0);
  if (!element)
    return emitOpError() << "unknown dtype " << *getDtype();
  return ctx.setResult(0, element, *dims);
}
