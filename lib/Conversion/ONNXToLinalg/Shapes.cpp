// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators that keep every element and change the shape or the order.

#include "lib/Conversion/ONNXToLinalg/Lowering.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

struct IdentityLowering : Lowering<IdentityOp> {
  using Lowering::Lowering;
  Results lower(IdentityOp, Adaptor operands, LoweringBuilder &) const override {
    return SmallVector<Value>{operands.getInput()};
  }
};

// Inference drops nothing, so the mask keeps everything.
struct DropoutLowering : Lowering<DropoutOp> {
  using Lowering::Lowering;
  Results lower(DropoutOp op, Adaptor operands, LoweringBuilder &b) const override {
    Value mask;
    if (!isa<NoneType>(op.getMask().getType()))
      mask = b.filled(b.dimsOf(op.getMask()),
                      arith::ConstantOp::create(b, b.getIntegerAttr(b.getI1Type(), 1)));
    return SmallVector<Value>{operands.getData(), mask};
  }
};

// Extents as a tensor of integers.
SmallVector<Value> fromExtents(LoweringBuilder &b, ArrayRef<AffineExpr> extents,
                               ArrayRef<int64_t> shape) {
  SmallVector<Value> elements;
  for (AffineExpr extent : extents)
    elements.push_back(arith::IndexCastOp::create(b, b.getI64Type(), b.index(extent)));
  auto type = RankedTensorType::get(shape, b.getI64Type());
  return {tensor::FromElementsOp::create(b, type, elements)};
}

struct ShapeLowering : Lowering<ShapeOp> {
  using Lowering::Lowering;
  Results lower(ShapeOp op, Adaptor, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getData());
    auto [first, last] = op.range(dims.size());
    return fromExtents(b, ArrayRef(dims).slice(first, last - first), last - first);
  }
};

struct SizeLowering : Lowering<SizeOp> {
  using Lowering::Lowering;
  Results lower(SizeOp op, Adaptor, LoweringBuilder &b) const override {
    return fromExtents(b, b.getShapes().product(b.dimsOf(op.getData())), {});
  }
};

// An element of a vector of extents or axes.
Value elementAt(LoweringBuilder &b, Value vector, int64_t position) {
  Value element = tensor::ExtractOp::create(b, vector, b.index(position));
  return arith::IndexCastOp::create(b, b.getIndexType(), element);
}

Value isEqual(LoweringBuilder &b, Value x, Value y) {
  return arith::CmpIOp::create(b, arith::CmpIPredicate::eq, x, y);
}

// What the run makes of a target that only it knows: an element of 0 takes the
// operand's extent, one of -1 what is left.
void settleTarget(ReshapeOp op, Value target, Dims &to, LoweringBuilder &b) {
  InferenceContext ctx(op, b.getShapes());
  auto elements = ctx.values(1);
  if (elements &&
      llvm::none_of(*elements, [&](AffineExpr e) { return b.getShapes().dependsOnData(e); }))
    return;
  Dims from = b.dimsOf(op.getData());
  Value zero = b.index(int64_t(0)), one = b.index(1), rest = b.index(int64_t(-1)), known = one;
  SmallVector<Value> extents;
  for (size_t axis = 0; axis < to.size(); ++axis) {
    Value extent = elementAt(b, target, axis);
    if (!op.getAllowzero() && axis < from.size())
      extent = arith::SelectOp::create(b, isEqual(b, extent, zero), b.index(from[axis]), extent);
    extents.push_back(extent);
    known = arith::MulIOp::create(
        b, known, arith::SelectOp::create(b, isEqual(b, extent, rest), one, extent));
  }
  Value total = b.index(b.getShapes().product(from));
  Value left = arith::DivSIOp::create(
      b, total, arith::SelectOp::create(b, isEqual(b, known, zero), one, known));
  for (auto [extent, value] : llvm::zip(to, extents))
    extent = b.settle(extent,
                      arith::SelectOp::create(b, isEqual(b, value, rest), left, value));
}

// Whether axes that only the run knows name a dimension; each names another one.
SmallVector<Value> namedAxes(Value axes, int64_t count, int64_t rank, LoweringBuilder &b) {
  SmallVector<Value> names, isNamed;
  for (int64_t j = 0; j < count; ++j)
    names.push_back(elementAt(b, axes, j));
  Value zero = b.index(int64_t(0)), one = b.index(1), total = zero;
  for (int64_t axis = 0; axis < rank; ++axis) {
    Value here = arith::ConstantOp::create(b, b.getBoolAttr(false));
    for (Value name : names)
      here = arith::OrIOp::create(b, here,
                                  arith::OrIOp::create(b, isEqual(b, name, b.index(axis)),
                                                       isEqual(b, name, b.index(axis - rank))));
    isNamed.push_back(here);
    total = arith::AddIOp::create(b, total, arith::SelectOp::create(b, here, one, zero));
  }
  b.requireEqual(total, b.index(count));
  return isNamed;
}

// The extents without, or with, dimensions of extent 1 where axes name them.
void settleSqueezed(Value axes, const Dims &from, Dims &to, LoweringBuilder &b) {
  Value zero = b.index(int64_t(0)), one = b.index(1), position = zero;
  SmallVector<Value> kept(to.size(), one);
  auto isNamed = namedAxes(axes, from.size() - to.size(), from.size(), b);
  for (auto [extent, here] : llvm::zip(from, isNamed)) {
    Value value = b.index(extent);
    b.requireEqual(arith::SelectOp::create(b, here, value, one), one);
    for (auto [k, keep] : llvm::enumerate(kept)) {
      Value isThis = isEqual(b, position, b.index(int64_t(k)));
      Value taken = arith::SelectOp::create(b, here, keep, value);
      keep = arith::SelectOp::create(b, isThis, taken, keep);
    }
    position = arith::AddIOp::create(b, position, arith::SelectOp::create(b, here, zero, one));
  }
  for (auto [extent, value] : llvm::zip(to, kept))
    extent = b.settle(extent, value);
}

void settleUnsqueezed(Value axes, const Dims &from, Dims &to, LoweringBuilder &b) {
  Value zero = b.index(int64_t(0)), one = b.index(1), position = zero;
  auto isNamed = namedAxes(axes, to.size() - from.size(), to.size(), b);
  for (auto [extent, here] : llvm::zip(to, isNamed)) {
    Value value = one;
    for (auto [k, given] : llvm::enumerate(from))
      value = arith::SelectOp::create(b, isEqual(b, position, b.index(int64_t(k))), b.index(given),
                                      value);
    extent = b.settle(extent, arith::SelectOp::create(b, here, one, value));
    position = arith::AddIOp::create(b, position, arith::SelectOp::create(b, here, zero, one));
  }
}

// Reshape, Flatten and Unsqueeze: inference did the work.
template <typename Op> struct ReshapeLowering : Lowering<Op> {
  using Lowering<Op>::Lowering;
  Results lower(Op op, typename Lowering<Op>::Adaptor operands, LoweringBuilder &b) const override {
    Dims from = b.dimsOf(op->getOperand(0)), to = b.dimsOf(op->getResult(0));
    InferenceContext ctx(op, b.getShapes());
    if constexpr (std::is_same_v<Op, ReshapeOp>)
      settleTarget(op, operands.getShape(), to, b);
    if constexpr (std::is_same_v<Op, UnsqueezeOp>)
      if (!ctx.constants(1))
        settleUnsqueezed(operands.getAxes(), from, to, b);
    return SmallVector<Value>{b.reshape(operands.getOperands()[0], from, to)};
  }
};

// The squeezed extents are 1, known or not.
struct SqueezeLowering : Lowering<SqueezeOp> {
  using Lowering::Lowering;
  Results lower(SqueezeOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims from = b.dimsOf(op.getData()), to = b.dimsOf(op.getSqueezed());
    InferenceContext ctx(op, b.getShapes());
    Value value = operands.getData();
    if (auto axes = ctx.constants(1)) {
      for (int64_t axis : *axes) {
        AffineExpr &extent = from[axis < 0 ? axis + from.size() : axis];
        b.requireEqual(std::exchange(extent, b.getShapes().constant(1)), extent);
      }
      auto type = SymbolicShapes::tensorType(
          from, cast<RankedTensorType>(value.getType()).getElementType());
      if (type != value.getType())
        value = tensor::CastOp::create(b, type, value);
    } else if (!ctx.isAbsent(1)) {
      settleSqueezed(operands.getAxes(), from, to, b);
    }
    return SmallVector<Value>{b.reshape(value, from, to)};
  }
};

struct TransposeLowering : Lowering<TransposeOp> {
  using Lowering::Lowering;
  Results lower(TransposeOp op, Adaptor operands, LoweringBuilder &b) const override {
    SmallVector<int64_t> perm = op.permutation();
    if (llvm::is_sorted(perm))
      return SmallVector<Value>{operands.getData()};
    return SmallVector<Value>{b.transpose(operands.getData(), b.dimsOf(op.getData()), perm)};
  }
};

Value copyElement(ImplicitLocOpBuilder &, ValueRange args) { return args[0]; }

struct ExpandLowering : Lowering<ExpandOp> {
  using Lowering::Lowering;
  Results lower(ExpandOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims from = b.dimsOf(op.getInput()), to = b.dimsOf(op.getOutput());
    if (from == to)
      return SmallVector<Value>{operands.getInput()};
    auto [value, map] = b.broadcast(operands.getInput(), from, to);
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getInput().getType()));
    return SmallVector<Value>{b.map(to, element, value, map, copyElement)};
  }
};

// y as [r0, d0, r1, d1, …] repeats x over the r's; its elements are in the
// order of the result's.
struct TileLowering : Lowering<TileOp> {
  using Lowering::Lowering;
  Results lower(TileOp op, Adaptor operands, LoweringBuilder &b) const override {
    InferenceContext ctx(op, b.getShapes());
    Dims from = b.dimsOf(op.getInput()), to = b.dimsOf(op.getOutput());
    Dims repeats = *ctx.values(1, /*force=*/true), loops;
    SmallVector<AffineExpr> position;
    for (auto [extent, repeat] : llvm::zip(from, repeats)) {
      if (SymbolicShapes::constantOf(repeat) != 1)
        loops.push_back(repeat);
      position.push_back(b.getAffineDimExpr(loops.size()));
      loops.push_back(extent);
    }
    if (loops.size() == from.size())
      return SmallVector<Value>{operands.getInput()};
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getInput().getType()));
    Value copies = b.map(loops, element, operands.getInput(),
                         AffineMap::get(loops.size(), 0, position, b.getContext()), copyElement);
    return SmallVector<Value>{b.reshape(copies, loops, to)};
  }
};
} // namespace

void cameo::populateShapesLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                   SymbolicShapes &shapes) {
  patterns.add<IdentityLowering, DropoutLowering, ShapeLowering, SizeLowering,
               ReshapeLowering<ReshapeOp>, ReshapeLowering<FlattenOp>, SqueezeLowering,
               ReshapeLowering<UnsqueezeOp>, TransposeLowering, ExpandLowering, TileLowering>(
      converter, shapes);
}
