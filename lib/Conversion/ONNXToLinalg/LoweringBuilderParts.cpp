// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Structured operations that several kinds of rules build: parts of tensors,
// contractions, and integer tensors of known elements.

#include "dialects/ONNX/Scalars.h"
#include "lib/Conversion/ONNXToLinalg/Lowering.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

static bool isEmpty(ArrayRef<AffineExpr> dims) {
  return llvm::any_of(dims, [](AffineExpr dim) { return SymbolicShapes::constantOf(dim) == 0; });
}

Value LoweringBuilder::slice(Value value, ArrayRef<AffineExpr> from, ArrayRef<AffineExpr> starts,
                             ArrayRef<int64_t> steps, ArrayRef<AffineExpr> to) {
  Type element = cast<RankedTensorType>(value.getType()).getElementType();
  if (isEmpty(to))
    return empty(to, element);
  bool whole = from == to;
  for (auto [start, step] : llvm::zip(starts, steps))
    whole &= SymbolicShapes::constantOf(start) == 0 && step == 1;
  if (whole)
    return value;
  // A map can say it where no dimension is merely cut short: the extents of
  // dimensions that a map reads as they are must agree.
  bool cut = false;
  SmallVector<AffineExpr> position;
  for (auto [axis, start] : llvm::enumerate(starts)) {
    position.push_back(getAffineDimExpr(axis) * steps[axis] + start);
    cut |= isa<AffineDimExpr>(position.back()) && from[axis] != to[axis];
  }
  if (SymbolicShapes::constantsOf(starts) && !cut)
    return map(to, element, value, AffineMap::get(to.size(), 0, position, getContext()),
               [](ImplicitLocOpBuilder &, ValueRange args) -> Value { return args[0]; });
  // Else positions are computed; those read from data may be anything.
  SmallVector<Value> firsts, lasts;
  for (auto [start, extent] : llvm::zip(starts, from)) {
    firsts.push_back(index(start));
    lasts.push_back(shapes.dependsOnData(start) ? index(extent - 1) : Value());
  }
  Value zeroIndex = index(int64_t(0));
  return map(to, element, {}, {}, [&](ImplicitLocOpBuilder &b, ValueRange) -> Value {
    SmallVector<Value> position;
    for (auto [axis, first] : llvm::enumerate(firsts)) {
      Value i = linalg::IndexOp::create(b, axis);
      if (steps[axis] != 1)
        i = arith::MulIOp::create(b, i, arith::ConstantIndexOp::create(b, steps[axis]));
      i = arith::AddIOp::create(b, i, first);
      if (lasts[axis])
        i = arith::MaxSIOp::create(b, arith::MinSIOp::create(b, i, lasts[axis]), zeroIndex);
      position.push_back(i);
    }
    return tensor::ExtractOp::create(b, value, position);
  });
}

Type LoweringBuilder::accumulator(Type element) {
  if (element.isF16() || element.isBF16())
    return Float32Type::get(element.getContext());
  return signless(element);
}

static Value convertScalar(ImplicitLocOpBuilder &b, Value value, Type to) {
  unsigned have = value.getType().getIntOrFloatBitWidth(), want = to.getIntOrFloatBitWidth();
  if (have < want)
    return arith::ExtFOp::create(b, to, value);
  if (have > want)
    return arith::TruncFOp::create(b, to, value);
  return value;
}

Value LoweringBuilder::convert(Value value, ArrayRef<AffineExpr> dims, Type element) {
  if (cast<RankedTensorType>(value.getType()).getElementType() == element)
    return value;
  return map(dims, element, value, getMultiDimIdentityMap(dims.size()),
             [&](ImplicitLocOpBuilder &b, ValueRange args) {
               return convertScalar(b, args[0], element);
             });
}

Value LoweringBuilder::contract(ArrayRef<AffineExpr> resultDims, Value lhs, AffineMap lhsMap,
                                Value rhs, AffineMap rhsMap, AffineMap out,
                                std::optional<ProductTypes> types) {
  if (!types) {
    Type element = cast<RankedTensorType>(lhs.getType()).getElementType();
    types = {element, element, accumulator(element)};
  }
  Type type = types->sum;
  return reduce(resultDims, zero(type), {lhs, rhs}, {lhsMap, rhsMap}, out,
                [&](ImplicitLocOpBuilder &b, ValueRange args) -> Value {
                  Value x = convertElement(b, args[0], types->lhs, type);
                  Value y = convertElement(b, args[1], types->rhs, type);
                  if (isa<IntegerType>(type))
                    return arith::AddIOp::create(b, args[2], arith::MulIOp::create(b, x, y));
                  return arith::AddFOp::create(b, args[2], arith::MulFOp::create(b, x, y));
                });
}

Value LoweringBuilder::safeIndex(ImplicitLocOpBuilder &b, Value index, Value extent) {
  if (!index.getType().isIndex())
    index = arith::IndexCastOp::create(b, b.getIndexType(), index);
  Value zero = arith::ConstantIndexOp::create(b, 0), one = arith::ConstantIndexOp::create(b, 1);
  Value negative = arith::CmpIOp::create(b, arith::CmpIPredicate::slt, index, zero);
  Value wrapped = arith::AddIOp::create(b, index, extent);
  index = arith::SelectOp::create(b, negative, wrapped, index);
  index = arith::MinSIOp::create(b, index, arith::SubIOp::create(b, extent, one));
  return arith::MaxSIOp::create(b, index, zero);
}

// Whether an expression reads an element of `value` itself.
static bool readsElementOf(SymbolicShapes &shapes, AffineExpr expr, Value value) {
  if (isa<AffineSymbolExpr>(expr)) {
    const SymbolOrigin &origin = shapes.origin(expr);
    if (origin.value)
      return origin.value == value;
    return readsElementOf(shapes, origin.lhs, value) || readsElementOf(shapes, origin.rhs, value);
  }
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  return binary && (readsElementOf(shapes, binary.getLHS(), value) ||
                    readsElementOf(shapes, binary.getRHS(), value));
}

Value LoweringBuilder::knownElements(Value original) {
  auto type = dyn_cast<RankedTensorType>(original.getType());
  auto element = type ? dyn_cast<IntegerType>(type.getElementType()) : IntegerType();
  if (!element || !type.hasStaticShape())
    return {};
  auto elements = shapes.valuesOf(original);
  if (!elements || int64_t(elements->size()) != type.getNumElements() ||
      llvm::any_of(*elements, [&](AffineExpr e) { return readsElementOf(shapes, e, original); }))
    return {};
  type = type.clone(signless(element));
  if (auto constants = SymbolicShapes::constantsOf(*elements)) {
    SmallVector<APInt> values;
    for (int64_t constant : *constants)
      values.push_back(APInt(64, constant, /*isSigned=*/true).trunc(element.getWidth()));
    return arith::ConstantOp::create(*this, DenseElementsAttr::get(type, values));
  }
  SmallVector<Value> values;
  for (AffineExpr expr : *elements)
    values.push_back(arith::IndexCastOp::create(*this, type.getElementType(), index(expr)));
  return tensor::FromElementsOp::create(*this, type, values);
}
