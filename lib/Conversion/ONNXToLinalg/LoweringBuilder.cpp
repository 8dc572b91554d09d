// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Short ways to build structured operations on tensors of symbolic extents.

#include "lib/Conversion/ONNXToLinalg/Lowering.h"
#include "lib/Numerics/SmallFloats.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

Value LoweringBuilder::symbol(AffineExpr expr) {
  const SymbolOrigin origin = shapes.origin(expr);
  switch (origin.kind) {
  case SymbolOrigin::Known:
    return origin.value;
  case SymbolOrigin::Extent: {
    Value value = rewriter.getRemappedValue(origin.value);
    return tensor::DimOp::create(*this, value, origin.index);
  }
  case SymbolOrigin::Element: {
    Value value = rewriter.getRemappedValue(origin.value);
    auto type = cast<RankedTensorType>(value.getType());
    SmallVector<Value> indices;
    int64_t rest = origin.index;
    for (int64_t extent : llvm::reverse(type.getShape())) {
      indices.insert(indices.begin(), index(rest % extent));
      rest /= extent;
    }
    Value element = tensor::ExtractOp::create(*this, value, indices);
    if (type.getElementType().isInteger(1))
      return arith::IndexCastUIOp::create(*this, getIndexType(), element);
    return arith::IndexCastOp::create(*this, getIndexType(), element);
  }
  case SymbolOrigin::Max:
    return arith::MaxSIOp::create(*this, index(origin.lhs), index(origin.rhs));
  case SymbolOrigin::Min:
    return arith::MinSIOp::create(*this, index(origin.lhs), index(origin.rhs));
  case SymbolOrigin::Broadcast: {
    Value lhs = index(origin.lhs), rhs = index(origin.rhs);
    Value isOne = arith::CmpIOp::create(*this, arith::CmpIPredicate::eq, lhs, index(int64_t(1)));
    return arith::SelectOp::create(*this, isOne, rhs, lhs);
  }
  }
  llvm_unreachable("all kinds are handled");
}

Value LoweringBuilder::index(int64_t value) { return arith::ConstantIndexOp::create(*this, value); }

Value LoweringBuilder::index(AffineExpr expr) {
  if (auto constant = SymbolicShapes::constantOf(expr))
    return index(*constant);
  if (isa<AffineSymbolExpr>(expr))
    return symbol(expr);
  auto binary = cast<AffineBinaryOpExpr>(expr);
  Value lhs = index(binary.getLHS()), rhs = index(binary.getRHS());
  switch (expr.getKind()) {
  case AffineExprKind::Add:
    return createOrFold<arith::AddIOp>(lhs, rhs);
  case AffineExprKind::Mul:
    return createOrFold<arith::MulIOp>(lhs, rhs);
  case AffineExprKind::FloorDiv:
    return createOrFold<arith::FloorDivSIOp>(lhs, rhs);
  case AffineExprKind::CeilDiv:
    return createOrFold<arith::CeilDivSIOp>(lhs, rhs);
  default: {
    // The affine mod of a positive divisor is never negative.
    Value remainder = createOrFold<arith::RemSIOp>(lhs, rhs);
    Value negative =
        arith::CmpIOp::create(*this, arith::CmpIPredicate::slt, remainder, index(int64_t(0)));
    return arith::SelectOp::create(*this, negative,
                                   arith::AddIOp::create(*this, remainder, rhs), remainder);
  }
  }
}

AffineExpr LoweringBuilder::settle(AffineExpr extent, Value value) {
  if (isa<AffineSymbolExpr>(extent)) {
    const SymbolOrigin &origin = shapes.origin(extent);
    if (origin.kind == SymbolOrigin::Extent && origin.value.getDefiningOp() == op)
      return shapes.known(value);
  }
  requireEqual(value, index(extent));
  return extent;
}

void LoweringBuilder::requireEqual(Value a, Value b) {
  if (a != b)
    require(arith::CmpIOp::create(*this, arith::CmpIPredicate::eq, a, b));
}

void LoweringBuilder::require(Assumption assumption) {
  auto [kind, lhs, rhs] = assumption;
  if (lhs == rhs || (kind == Assumption::OneOr && SymbolicShapes::constantOf(lhs) == 1))
    return;
  using P = arith::CmpIPredicate;
  Value a = index(lhs), b = index(rhs);
  Value holds = arith::CmpIOp::create(*this, kind == Assumption::AtMost ? P::sle : P::eq, a, b);
  if (kind == Assumption::OneOr)
    holds = arith::OrIOp::create(*this, holds,
                                 arith::CmpIOp::create(*this, P::eq, a, index(int64_t(1))));
  require(holds);
}

void LoweringBuilder::requireSome(AffineExpr extent, ArrayRef<AffineExpr> to) {
  if (auto constant = SymbolicShapes::constantOf(extent); constant && *constant > 0)
    return;
  AffineExpr count = shapes.product(to);
  if (count == 0)
    return;
  Value zero = index(int64_t(0));
  using P = arith::CmpIPredicate;
  require(arith::OrIOp::create(*this, arith::CmpIOp::create(*this, P::sgt, index(extent), zero),
                               arith::CmpIOp::create(*this, P::eq, index(count), zero)));
}

void LoweringBuilder::requireAssumptions(Operation *op) {
  for (Assumption assumption : llvm::to_vector(shapes.assumptionsOf(op)))
    require(assumption);
}

OpFoldResult LoweringBuilder::extent(AffineExpr expr) {
  if (auto constant = SymbolicShapes::constantOf(expr))
    return getIndexAttr(*constant);
  return index(expr);
}

Type LoweringBuilder::signless(Type element) {
  if (isSmallFloat(element))
    return IntegerType::get(element.getContext(), 8);
  // The address of a string.
  if (isa<StringType>(element))
    return IntegerType::get(element.getContext(), 64);
  auto integer = dyn_cast<IntegerType>(element);
  if (!integer)
    return element;
  // Elements of less than a byte have one each.
  unsigned width = integer.getWidth() == 1 ? 1 : std::max(integer.getWidth(), 8u);
  return IntegerType::get(element.getContext(), width);
}

Value LoweringBuilder::empty(ArrayRef<AffineExpr> dims, Type element) {
  SmallVector<OpFoldResult> extents;
  for (AffineExpr dim : dims)
    extents.push_back(extent(dim));
  return tensor::EmptyOp::create(*this, extents, signless(element));
}

Value LoweringBuilder::filled(ArrayRef<AffineExpr> dims, Value scalar) {
  Value init = empty(dims, scalar.getType());
  return linalg::FillOp::create(*this, scalar, init).getResult(0);
}

Value LoweringBuilder::zero(Type element) {
  return arith::ConstantOp::create(*this, getZeroAttr(signless(element)));
}

Value LoweringBuilder::map(ArrayRef<AffineExpr> dims, Type element, ValueRange ins,
                           ArrayRef<AffineMap> maps, Body body) {
  Value init = empty(dims, element);
  SmallVector<AffineMap> all(maps);
  all.push_back(getMultiDimIdentityMap(dims.size()));
  SmallVector<utils::IteratorType> iterators(dims.size(), utils::IteratorType::parallel);
  auto generic = linalg::GenericOp::create(
      *this, init.getType(), ins, init, all, iterators,
      [&](OpBuilder &nested, Location loc, ValueRange args) {
        ImplicitLocOpBuilder inner(loc, nested);
        linalg::YieldOp::create(inner, body(inner, args.drop_back()));
      });
  return generic.getResult(0);
}

Value LoweringBuilder::reduce(ArrayRef<AffineExpr> resultDims, Value init, ValueRange ins,
                              ArrayRef<AffineMap> maps, AffineMap out, Body body) {
  Value accumulator = filled(resultDims, init);
  SmallVector<AffineMap> all(maps);
  all.push_back(out);
  SmallVector<utils::IteratorType> iterators(out.getNumDims(), utils::IteratorType::reduction);
  for (AffineExpr result : out.getResults())
    iterators[cast<AffineDimExpr>(result).getPosition()] = utils::IteratorType::parallel;
  auto generic = linalg::GenericOp::create(
      *this, accumulator.getType(), ins, accumulator, all, iterators,
      [&](OpBuilder &nested, Location loc, ValueRange args) {
        ImplicitLocOpBuilder inner(loc, nested);
        linalg::YieldOp::create(inner, body(inner, args));
      });
  return generic.getResult(0);
}

std::pair<Value, AffineMap> LoweringBuilder::broadcast(Value value, ArrayRef<AffineExpr> from,
                                                       ArrayRef<AffineExpr> to) {
  size_t offset = to.size() - from.size();
  SmallVector<AffineExpr> position;
  bool dynamic = false;
  for (auto [axis, extent] : llvm::enumerate(from)) {
    bool one = SymbolicShapes::constantOf(extent) == 1 &&
               SymbolicShapes::constantOf(to[offset + axis]) != 1;
    position.push_back(one ? getAffineConstantExpr(0) : getAffineDimExpr(offset + axis));
    // Extents that may differ at run time: one is then 1.
    dynamic |= !one && extent != to[offset + axis];
    require({Assumption::OneOr, extent, to[offset + axis]});
  }
  if (!dynamic)
    return {value, AffineMap::get(to.size(), 0, position, getContext())};

  SmallVector<Value> isOne;
  for (AffineExpr extent : from)
    isOne.push_back(arith::CmpIOp::create(*this, arith::CmpIPredicate::eq, index(extent),
                                          index(int64_t(1))));
  Value zeroIndex = index(int64_t(0));
  Value copy = map(to, cast<RankedTensorType>(value.getType()).getElementType(), {}, {},
                   [&](ImplicitLocOpBuilder &b, ValueRange) -> Value {
                     SmallVector<Value> indices;
                     for (size_t axis = 0; axis < from.size(); ++axis) {
                       Value i = linalg::IndexOp::create(b, offset + axis);
                       indices.push_back(arith::SelectOp::create(b, isOne[axis], zeroIndex, i));
                     }
                     return tensor::ExtractOp::create(b, value, indices);
                   });
  return {copy, getMultiDimIdentityMap(to.size())};
}

Value LoweringBuilder::reshape(Value value, ArrayRef<AffineExpr> from, ArrayRef<AffineExpr> to) {
  Type element = cast<RankedTensorType>(value.getType()).getElementType();
  if (from == to)
    return value;
  AffineExpr have = shapes.product(from), want = shapes.product(to);
  if (!shapes.divides(have, want) || !shapes.divides(want, have))
    requireEqual(have, want);
  auto isZero = [](AffineExpr dim) { return SymbolicShapes::constantOf(dim) == 0; };
  if (llvm::any_of(from, isZero) || llvm::any_of(to, isZero))
    return empty(to, element);
  // Groups of consecutive dimensions with equal products, as small as possible.
  SmallVector<ReassociationIndices> collapse, expand;
  SmallVector<AffineExpr> middle, target;
  size_t i = 0, j = 0;
  while (i < from.size() || j < to.size()) {
    ReassociationIndices group, into;
    AffineExpr left = shapes.constant(1), right = shapes.constant(1);
    do {
      auto l = SymbolicShapes::constantOf(left), r = SymbolicShapes::constantOf(right);
      bool smaller = shapes.divides(left, right) || (l && r && *l < *r) ||
                     (!shapes.divides(right, left) && !(l && r) && group.size() < into.size());
      bool takeLeft = i < from.size() && (group.empty() || j == to.size() || (smaller && !into.empty()));
      if (takeLeft) {
        left = left * from[i];
        group.push_back(i++);
      } else if (j < to.size()) {
        right = right * to[j];
        into.push_back(j++);
      } else {
        break;
      }
    } while (left != right || (group.empty() && i < from.size()) || (into.empty() && j < to.size()));
    // Trailing extents of 1 join the last group.
    if (group.empty() || into.empty()) {
      if (collapse.empty())
        break;
      llvm::append_range(collapse.back(), group);
      llvm::append_range(expand.back(), into);
      continue;
    }
    middle.push_back(left);
    target.push_back(right);
    collapse.push_back(group);
    expand.push_back(into);
  }
  if (collapse.size() != from.size())
    value = tensor::CollapseShapeOp::create(
        *this, SymbolicShapes::tensorType(middle, element), value, collapse);
  // Products that are equal only at run time.
  if (auto type = SymbolicShapes::tensorType(target, element); value.getType() != type)
    value = tensor::CastOp::create(*this, type, value);
  if (expand.size() != to.size()) {
    SmallVector<OpFoldResult> extents;
    for (AffineExpr dim : to)
      extents.push_back(extent(dim));
    value = tensor::ExpandShapeOp::create(*this, SymbolicShapes::tensorType(to, element), value,
                                          expand, extents);
  }
  return value;
}

Value LoweringBuilder::transpose(Value value, ArrayRef<AffineExpr> from, ArrayRef<int64_t> perm) {
  SmallVector<AffineExpr> to;
  for (int64_t axis : perm)
    to.push_back(from[axis]);
  Value init = empty(to, cast<RankedTensorType>(value.getType()).getElementType());
  return linalg::TransposeOp::create(*this, value, init, perm).getResult()[0];
}
