// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators that take tensors apart or put them together: parts are read
// through maps, wholes are filled slice by slice.

#include "lib/Conversion/ONNXToLinalg/Lowering.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

struct ConcatLowering : Lowering<ConcatOp> {
  using Lowering::Lowering;
  Results lower(ConcatOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims to = b.dimsOf(op.getConcatResult());
    int64_t axis = op.getAxis();
    axis = axis < 0 ? axis + to.size() : axis;
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getConcatResult().getType()));
    SmallVector<Value> parts;
    for (auto [value, original] : llvm::zip(operands.getInputs(), op.getInputs()))
      if (SymbolicShapes::constantOf(b.dimsOf(original)[axis]) != 0)
        parts.push_back(value);
    if (parts.size() == 1 && parts[0].getType() == SymbolicShapes::tensorType(to, element))
      return SmallVector<Value>{parts[0]};
    Value whole = b.empty(to, element);
    SmallVector<OpFoldResult> offsets(to.size(), b.getIndexAttr(0)), sizes,
        strides(to.size(), b.getIndexAttr(1));
    for (AffineExpr extent : to)
      sizes.push_back(b.extent(extent));
    AffineExpr offset = b.getShapes().constant(0);
    for (auto [value, original] : llvm::zip(operands.getInputs(), op.getInputs())) {
      Dims dims = b.dimsOf(original);
      if (SymbolicShapes::constantOf(dims[axis]) == 0)
        continue;
      offsets[axis] = b.extent(offset);
      sizes[axis] = b.extent(dims[axis]);
      // Extents that agree only at run time: the operand's type follows the result's.
      Dims expected = to;
      expected[axis] = dims[axis];
      auto type = SymbolicShapes::tensorType(expected, element);
      Value part = value;
      if (part.getType() != type)
        part = tensor::CastOp::create(b, type, part);
      whole = tensor::InsertSliceOp::create(b, part, whole, offsets, sizes, strides);
      offset = offset + dims[axis];
    }
    return SmallVector<Value>{whole};
  }
};

struct SplitLowering : Lowering<SplitOp> {
  using Lowering::Lowering;
  Results lower(SplitOp op, Adaptor operands, LoweringBuilder &b) const override {
    InferenceContext ctx(op, b.getShapes());
    auto parts = op.parts(ctx);
    if (failed(parts))
      return failure();
    Dims from = b.dimsOf(op.getInput());
    int64_t axis = op.getAxis();
    axis = axis < 0 ? axis + from.size() : axis;
    Dims starts(from.size(), b.getShapes().constant(0));
    SmallVector<int64_t> steps(from.size(), 1);
    SmallVector<Value> results;
    for (auto [result, part] : llvm::zip(op.getOutputs(), *parts)) {
      results.push_back(isa<NoneType>(result.getType())
                            ? Value()
                            : b.slice(operands.getInput(), from, starts, steps, b.dimsOf(result)));
      starts[axis] = starts[axis] + part;
    }
    return results;
  }
};

// What run-time axes say of each dimension: the element of `data` (with the
// given offset) at the position where `axes` has the dimension, else `missing`.
Value atAxis(LoweringBuilder &b, Value axes, Value data, int64_t offset, int64_t count,
             int64_t axis, int64_t rank, Value missing) {
  Value result = missing;
  for (int64_t j = 0; j < count; ++j) {
    auto element = [&](Value tensor, int64_t at) -> Value {
      return arith::IndexCastOp::create(b, b.getIndexType(),
                                        tensor::ExtractOp::create(b, tensor, b.index(at)));
    };
    Value value = element(data, j + offset);
    if (!axes) {
      result = j == axis ? value : result;
      continue;
    }
    Value named = element(axes, j);
    Value isHere = arith::OrIOp::create(
        b, arith::CmpIOp::create(b, arith::CmpIPredicate::eq, named, b.index(axis)),
        arith::CmpIOp::create(b, arith::CmpIPredicate::eq, named, b.index(axis - rank)));
    result = arith::SelectOp::create(b, isHere, value, result);
  }
  return result;
}

struct SliceLowering : Lowering<SliceOp> {
  using Lowering::Lowering;
  Results lower(SliceOp op, Adaptor operands, LoweringBuilder &b) const override {
    InferenceContext ctx(op, b.getShapes());
    if (op.isRunTime(ctx))
      return lowerRunTime(op, operands, b);
    auto bounds = op.bounds(ctx);
    if (failed(bounds))
      return failure();
    return SmallVector<Value>{b.slice(operands.getData(), b.dimsOf(op.getData()), bounds->starts,
                                      bounds->steps, b.dimsOf(op.getOutput()))};
  }

  // How many elements a slice takes of a dimension of extent n, as numpy counts.
  static Value countOf(LoweringBuilder &b, Value start, Value end, Value step, Value n) {
    using P = arith::CmpIPredicate;
    Value zero = b.index(int64_t(0)), one = b.index(1);
    Value isBackward = arith::CmpIOp::create(b, P::slt, step, zero);
    Value last = arith::SubIOp::create(b, n, one);
    // Backwards, an end of -1 is before the first element.
    Value low = arith::SelectOp::create(b, isBackward, b.index(int64_t(-1)), zero);
    Value high = arith::SelectOp::create(b, isBackward, last, n);
    auto clamp = [&](Value at, Value lowest) -> Value {
      Value isNegative = arith::CmpIOp::create(b, P::slt, at, zero);
      at = arith::SelectOp::create(b, isNegative, arith::AddIOp::create(b, at, n), at);
      return arith::MaxSIOp::create(b, arith::MinSIOp::create(b, at, high), lowest);
    };
    Value distance = arith::SubIOp::create(b, clamp(end, low), clamp(start, zero));
    // A step of zero takes nothing.
    Value isZero = arith::CmpIOp::create(b, P::eq, step, zero);
    Value divisor = arith::SelectOp::create(b, isZero, one, step);
    Value count = arith::MaxSIOp::create(b, arith::CeilDivSIOp::create(b, distance, divisor), zero);
    return arith::SelectOp::create(b, isZero, zero, count);
  }

  // The start and step of each dimension are looked up when the model runs, and
  // positions clamped.
  static Results lowerRunTime(SliceOp op, Adaptor operands, LoweringBuilder &b) {
    Dims from = b.dimsOf(op.getData()), to = b.dimsOf(op.getOutput());
    int64_t rank = from.size(),
            count = cast<RankedTensorType>(op.getStarts().getType()).getDimSize(0);
    Value axes = isa<NoneType>(op.getAxes().getType()) ? Value() : operands.getAxes();
    Value zero = b.index(int64_t(0)), one = b.index(1);
    SmallVector<Value> starts, steps, lasts;
    for (int64_t axis = 0; axis < rank; ++axis) {
      Value n = b.index(from[axis]);
      lasts.push_back(arith::SubIOp::create(b, n, one));
      steps.push_back(isa<NoneType>(op.getSteps().getType())
                          ? one
                          : atAxis(b, axes, operands.getSteps(), 0, count, axis, rank, one));
      Value start = atAxis(b, axes, operands.getStarts(), 0, count, axis, rank, zero);
      Value whole = b.index(std::numeric_limits<int64_t>::max());
      Value end = atAxis(b, axes, operands.getEnds(), 0, count, axis, rank, whole);
      to[axis] = b.settle(to[axis], countOf(b, start, end, steps.back(), n));
      Value negative = arith::CmpIOp::create(b, arith::CmpIPredicate::slt, start, zero);
      start = arith::SelectOp::create(b, negative, arith::AddIOp::create(b, start, n), start);
      start = arith::MaxSIOp::create(b, arith::MinSIOp::create(b, start, lasts.back()), zero);
      starts.push_back(start);
    }
    Type element = cast<RankedTensorType>(operands.getData().getType()).getElementType();
    return SmallVector<Value>{
        b.map(to, element, {}, {}, [&](ImplicitLocOpBuilder &n, ValueRange) -> Value {
          SmallVector<Value> at;
          for (int64_t axis = 0; axis < rank; ++axis) {
            Value i = arith::MulIOp::create(n, linalg::IndexOp::create(n, axis), steps[axis]);
            i = arith::AddIOp::create(n, starts[axis], i);
            at.push_back(
                arith::MaxSIOp::create(n, arith::MinSIOp::create(n, i, lasts[axis]), zero));
          }
          return tensor::ExtractOp::create(n, operands.getData(), at);
        })};
  }
};

struct PadLowering : Lowering<PadOp> {
  using Lowering::Lowering;
  Results lower(PadOp op, Adaptor operands, LoweringBuilder &b) const override {
    InferenceContext ctx(op, b.getShapes());
    if (op.isRunTime(ctx))
      return lowerRunTime(op, operands, b);
    auto pads = op.padding(ctx);
    if (failed(pads))
      return failure();
    auto &[low, high] = *pads;
    Dims from = b.dimsOf(op.getData()), to = b.dimsOf(op.getOutput());
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getData().getType()));

    // Negative pads crop first.
    Value value = operands.getData();
    Dims starts, cropped;
    for (auto [extent, before, after] : llvm::zip(from, low, high)) {
      auto crop = [&](AffineExpr &pad) {
        auto constant = SymbolicShapes::constantOf(pad);
        AffineExpr removed =
            b.getShapes().constant(constant ? std::max<int64_t>(0, -*constant) : 0);
        pad = pad + removed;
        return removed;
      };
      starts.push_back(crop(before));
      cropped.push_back(extent - starts.back() - crop(after));
      if (auto left = SymbolicShapes::constantOf(cropped.back()); left && *left < 0)
        return op.emitOpError() << "the pads remove more elements than there are";
    }
    value = b.slice(value, from, starts, SmallVector<int64_t>(from.size(), 1), cropped);
    if (cropped == to)
      return SmallVector<Value>{value};
    if (op.getMode() == "constant")
      return pad(op, operands, b, value, low, high, to, element);

    // The other modes read the operand at a folded position.
    // Of nothing there is nothing to repeat.
    for (auto [extent, padded] : llvm::zip(cropped, to))
      if (extent != padded)
        b.requireSome(extent, to);
    SmallVector<Value> extents, befores;
    for (auto [extent, before] : llvm::zip(cropped, low)) {
      extents.push_back(b.index(extent));
      befores.push_back(b.index(before));
    }
    return SmallVector<Value>{b.map(to, element, {}, {}, [&](ImplicitLocOpBuilder &n, ValueRange) {
      SmallVector<Value> position;
      for (size_t axis = 0; axis < to.size(); ++axis) {
        Value i = linalg::IndexOp::create(n, axis);
        position.push_back(
            cropped[axis] == to[axis]
                ? i
                : fold(n, op.getMode(), arith::SubIOp::create(n, i, befores[axis]), extents[axis]));
      }
      return tensor::ExtractOp::create(n, value, position).getResult();
    })};
  }

  static SmallVector<Value> pad(PadOp op, Adaptor operands, LoweringBuilder &b, Value value,
                                ArrayRef<AffineExpr> low, ArrayRef<AffineExpr> high,
                                ArrayRef<AffineExpr> to, Type element) {
    Value scalar = filling(op, operands, b, element);
    SmallVector<OpFoldResult> before, after;
    for (auto [l, h] : llvm::zip(low, high)) {
      before.push_back(b.extent(l));
      after.push_back(b.extent(h));
    }
    return {tensor::PadOp::create(b, SymbolicShapes::tensorType(to, element), value, before, after,
                                  scalar)};
  }

  static Value filling(PadOp op, Adaptor operands, LoweringBuilder &b, Type element) {
    if (isa<NoneType>(op.getConstantValue().getType()))
      return b.zero(element);
    size_t rank = cast<RankedTensorType>(op.getConstantValue().getType()).getRank();
    return tensor::ExtractOp::create(b, operands.getConstantValue(),
                                     SmallVector<Value>(rank, b.index(int64_t(0))));
  }

  // The pads are looked up when the model runs: each position is a position in
  // the operand, cropped by what is negative, or beyond its borders.
  static Results lowerRunTime(PadOp op, Adaptor operands, LoweringBuilder &b) {
    Dims from = b.dimsOf(op.getData()), to = b.dimsOf(op.getOutput());
    int64_t rank = from.size(),
            count = cast<RankedTensorType>(op.getPads().getType()).getDimSize(0) / 2;
    Value axes = isa<NoneType>(op.getAxes().getType()) ? Value() : operands.getAxes();
    Type element = cast<RankedTensorType>(operands.getData().getType()).getElementType();
    Value zero = b.index(int64_t(0)), one = b.index(1);
    Value scalar = filling(op, operands, b, element);
    SmallVector<Value> lows, crops, extents, whole;
    for (int64_t axis = 0; axis < rank; ++axis) {
      Value low = atAxis(b, axes, operands.getPads(), 0, count, axis, rank, zero);
      Value high = atAxis(b, axes, operands.getPads(), count, count, axis, rank, zero);
      whole.push_back(b.index(from[axis]));
      Value cropLow = arith::MaxSIOp::create(b, arith::SubIOp::create(b, zero, low), zero);
      Value cropHigh = arith::MaxSIOp::create(b, arith::SubIOp::create(b, zero, high), zero);
      Value sum = arith::AddIOp::create(b, arith::AddIOp::create(b, whole[axis], low), high);
      to[axis] = b.settle(to[axis], sum);
      lows.push_back(arith::MaxSIOp::create(b, low, zero));
      crops.push_back(cropLow);
      Value left =
          arith::SubIOp::create(b, arith::SubIOp::create(b, whole[axis], cropLow), cropHigh);
      extents.push_back(arith::MaxSIOp::create(b, left, zero));
    }
    bool isConstant = op.getMode() == "constant";
    if (!isConstant)
      for (auto [extent, padded] : llvm::zip(extents, to)) {
        Value isSome = arith::CmpIOp::create(b, arith::CmpIPredicate::sgt, extent, zero);
        Value isNone = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, b.index(padded), zero);
        b.require(arith::OrIOp::create(b, isSome, isNone));
      }
    return SmallVector<Value>{
        b.map(to, element, {}, {}, [&](ImplicitLocOpBuilder &n, ValueRange) -> Value {
          SmallVector<Value> at;
          Value inside;
          for (int64_t axis = 0; axis < rank; ++axis) {
            Value i = arith::SubIOp::create(n, linalg::IndexOp::create(n, axis), lows[axis]);
            Value isInside = arith::CmpIOp::create(n, arith::CmpIPredicate::ult, i, extents[axis]);
            inside = inside ? arith::AndIOp::create(n, inside, isInside).getResult() : isInside;
            Value safe = isConstant ? arith::SelectOp::create(n, isInside, i, zero).getResult()
                                    : fold(n, op.getMode(), i, extents[axis]);
            safe = arith::AddIOp::create(n, safe, crops[axis]);
            Value last = arith::SubIOp::create(n, whole[axis], one);
            at.push_back(arith::MaxSIOp::create(n, arith::MinSIOp::create(n, safe, last), zero));
          }
          Value read = tensor::ExtractOp::create(n, operands.getData(), at);
          return isConstant && inside ? arith::SelectOp::create(n, inside, read, scalar).getResult()
                                      : read;
        })};
  }

  // The position in [0, n) that a position beyond the borders repeats.
  static Value fold(ImplicitLocOpBuilder &b, StringRef mode, Value i, Value n) {
    auto constant = [&](int64_t value) { return arith::ConstantIndexOp::create(b, value); };
    Value zero = constant(0), one = constant(1);
    Value last = arith::SubIOp::create(b, n, one);
    if (mode == "edge")
      return arith::MaxSIOp::create(b, arith::MinSIOp::create(b, i, last), zero);
    Value period = mode == "wrap" ? n : arith::MulIOp::create(b, last, constant(2)).getResult();
    period = arith::MaxSIOp::create(b, period, one);
    Value rest = arith::RemSIOp::create(b, i, period);
    Value negative = arith::CmpIOp::create(b, arith::CmpIPredicate::slt, rest, zero);
    rest = arith::SelectOp::create(b, negative, arith::AddIOp::create(b, rest, period), rest);
    if (mode == "wrap")
      return rest;
    return arith::MinSIOp::create(b, rest, arith::SubIOp::create(b, period, rest));
  }
};
} // namespace

void cameo::populatePartsLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                  SymbolicShapes &shapes) {
  patterns.add<ConcatLowering, SplitLowering, SliceLowering, PadLowering>(converter, shapes);
}
