// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The elementwise operators of the family: conversion, selection and the
// classes of floats.

#include "dialects/ONNX/Scalars.h"
#include "dialects/ONNX/ONNX.h"
#include "dialects/ONNX/Values.h"

using namespace mlir;
using namespace cameo::onnx;

LogicalResult CastOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  Type element = elementTypeOf(getContext(), getTo());
  if (!element)
    return ctx.emitError() << "to = " << getTo() << " is not the number of an element type";
  return ctx.setResult(0, element, *dims);
}

void CastOp::inferValues(InferenceContext &ctx) {
  bool toBool = elementTypeOf(getContext(), getTo()).isInteger(1);
  combineValues(ctx, [&](Elements x) -> AffineExpr {
    if (!toBool || ctx.elementType(0).isInteger(1))
      return x[0];
    auto isZero = isEqual(ctx.getShapes(), x[0], ctx.constant(0));
    return isZero ? ctx.constant(!*isZero) : AffineExpr();
  });
}

Value CastOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  Type from = operandElement(*this, 0), to = elementTypeOf(getContext(), getTo());
  if (!isConvertible(from) || !isConvertible(to)) {
    emitOpError() << "has no lowering from " << from << " to " << to;
    return {};
  }
  return convertElement(b, args[0], from, to, {getSaturate() != 0, getRoundMode()});
}

// Booleans are a byte each in memory.
static unsigned bitsInMemory(Type element) {
  return element.isInteger(1) ? 8 : element.getIntOrFloatBitWidth();
}

LogicalResult BitCastOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  Type from = ctx.elementType(0), to = elementTypeOf(getContext(), getTo());
  if (!to || !to.isIntOrFloat() || !from.isIntOrFloat())
    return emitOpError() << "cannot take elements of " << from << " as those of type " << getTo();
  if (bitsInMemory(from) != bitsInMemory(to))
    return emitOpError() << "elements of " << from << " and " << to << " differ in size";
  return ctx.setResult(0, to, *dims);
}

Value BitCastOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  Type from = operandElement(*this, 0), to = elementTypeOf(getContext(), getTo());
  Value x = args[0];
  // What is below a byte is in one, small floats are their bits.
  if (from.getIntOrFloatBitWidth() < 8 && !from.isInteger(1)) {
    auto bits = [&](Type element) {
      return IntegerType::get(getContext(), element.getIntOrFloatBitWidth(),
                              isa<IntegerType>(element)
                                  ? cast<IntegerType>(element).getSignedness()
                                  : IntegerType::Unsigned);
    };
    return convertElement(b, x, bits(from), bits(to));
  }
  if (from.isInteger(1))
    x = arith::ExtUIOp::create(b, b.getI8Type(), x);
  if (to.isInteger(1))
    return arith::CmpIOp::create(b, arith::CmpIPredicate::ne, x, constantInt(b, x.getType(), 0));
  Type target = isSmallFloat(to) ? b.getI8Type()
                : isa<IntegerType>(to) ? b.getIntegerType(to.getIntOrFloatBitWidth())
                                       : to;
  return x.getType() == target ? x : arith::BitcastOp::create(b, target, x).getResult();
}

LogicalResult CastLikeOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims) || failed(ctx.requireShape(1)))
    return failure();
  return ctx.setResult(0, ctx.elementType(1), *dims);
}

Value IsInfOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  bool negative = getDetectNegative(), positive = getDetectPositive();
  FloatExpr x(b, args[0]);
  double infinity = std::numeric_limits<double>::infinity();
  if (negative && positive)
    return equal(abs(x), infinity);
  if (negative || positive)
    return equal(x, negative ? -infinity : infinity);
  return constantInt(b, b.getI1Type(), 0);
}

Value IsNaNOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  FloatExpr x(b, args[0]);
  return FloatExpr::compare(arith::CmpFPredicate::UNO, x, x);
}

LogicalResult WhereOp::inferShapes(InferenceContext &ctx) {
  if (ctx.elementType(1) != ctx.elementType(2))
    return ctx.emitError() << "X and Y must have one element type, but have " << ctx.elementType(1)
                           << " and " << ctx.elementType(2);
  return ctx.inferBroadcast(ctx.elementType(1));
}

void WhereOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [](Elements x) -> AffineExpr {
    if (x[1] == x[2])
      return x[1];
    auto condition = SymbolicShapes::constantOf(x[0]);
    return condition ? x[*condition ? 1 : 2] : AffineExpr();
  });
}

Value WhereOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return arith::SelectOp::create(b, args[0], args[1], args[2]);
}

void IdentityOp::inferValues(InferenceContext &ctx) {
  if (auto elements = ctx.values(0))
    ctx.setValues(0, *elements);
}
