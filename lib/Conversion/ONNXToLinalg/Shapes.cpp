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

// A target that only the run knows must say what the model declares.
void requireTarget(ReshapeOp op, Value target, LoweringBuilder &b) {
  InferenceContext ctx(op, b.getShapes());
  auto elements = ctx.values(1);
  if (elements &&
      llvm::none_of(*elements, [&](AffineExpr e) { return b.getShapes().dependsOnData(e); }))
    return;
  Dims from = b.dimsOf(op.getData()), to = b.dimsOf(op.getReshaped());
  for (auto [axis, extent] : llvm::enumerate(to)) {
    Value element = elementAt(b, target, axis), wanted = b.index(extent);
    Value fits = arith::OrIOp::create(b, isEqual(b, element, wanted),
                                      isEqual(b, element, b.index(int64_t(-1))));
    if (!op.getAllowzero() && axis < from.size())
      fits = arith::OrIOp::create(b, fits,
                                  arith::AndIOp::create(b, isEqual(b, element, b.index(int64_t(0))),
                                                        isEqual(b, b.index(from[axis]), wanted)));
    b.require(fits);
  }
}

// Axes that only the run knows must lead from the short shape, which lacks them,
// to the long one as the model declares.
void requireAxes(Value axes, int64_t count, const Dims &longer, const Dims &shorter,
                 LoweringBuilder &b) {
  int64_t rank = longer.size();
  Value none = arith::ConstantOp::create(b, b.getBoolAttr(false)), zero = b.index(int64_t(0)),
        one = b.index(1), position = zero;
  SmallVector<Value> named;
  for (int64_t j = 0; j < count; ++j)
    named.push_back(elementAt(b, axes, j));
  for (int64_t axis = 0; axis < rank; ++axis) {
    Value isNamed = none, expected = zero;
    for (Value name : named)
      isNamed = arith::OrIOp::create(b, isNamed,
                                     arith::OrIOp::create(b, isEqual(b, name, b.index(axis)),
                                                          isEqual(b, name, b.index(axis - rank))));
    for (auto [k, extent] : llvm::enumerate(shorter))
      expected = arith::SelectOp::create(b, isEqual(b, position, b.index(int64_t(k))),
                                         b.index(extent), expected);
    expected = arith::SelectOp::create(b, isNamed, one, expected);
    b.requireEqual(expected, b.index(longer[axis]));
    position =
        arith::SelectOp::create(b, isNamed, position, arith::AddIOp::create(b, position, one));
  }
  b.requireEqual(position, b.index(int64_t(shorter.size())));
}

// Reshape, Flatten and Unsqueeze: inference did the work.
template <typename Op> struct ReshapeLowering : Lowering<Op> {
  using Lowering<Op>::Lowering;
  Results lower(Op op, typename Lowering<Op>::Adaptor operands, LoweringBuilder &b) const override {
    Dims from = b.dimsOf(op->getOperand(0)), to = b.dimsOf(op->getResult(0));
    InferenceContext ctx(op, b.getShapes());
    if constexpr (std::is_same_v<Op, ReshapeOp>)
      requireTarget(op, operands.getShape(), b);
    if constexpr (std::is_same_v<Op, UnsqueezeOp>)
      if (!ctx.constants(1))
        requireAxes(operands.getAxes(), to.size() - from.size(), to, from, b);
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
      requireAxes(operands.getAxes(), from.size() - to.size(), from, to, b);
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
