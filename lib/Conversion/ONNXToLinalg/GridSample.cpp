// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// GridSample is one map over the result, which reads the taps of its filter
// around the position that the grid gives. Taps outside of the image are zero,
// or read what the padding mode says. At no finite position there is nothing: 0.

#include "lib/Conversion/ONNXToLinalg/Lowering.h"
#include "lib/Conversion/ONNXToLinalg/Scalars.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

/// One dimension of the image: its extent, and the range it is reflected in.
struct Axis {
  Value extent;            // as index
  Value last, first, span; // extent - 1; the range as real numbers
};

/// How one operator samples.
struct Sampler {
  Scalars s;
  StringRef mode, padding;
  bool alignCorners;

  Axis axis(Value extent) {
    Value size = arith::SIToFPOp::create(s.b, s.type,
                                         arith::IndexCastOp::create(s.b, s.b.getI64Type(), extent));
    Value last = s.sub(size, s.constant(1));
    return {extent, last, s.constant(alignCorners ? 0 : -0.5), alignCorners ? last : size};
  }

  // The position in the image for a coordinate from -1 to 1.
  Value position(const Axis &axis, Value coordinate) {
    Value half = s.constant(0.5), unit = s.add(coordinate, s.constant(1));
    Value x = alignCorners ? s.mul(s.mul(unit, half), axis.last)
                           : s.mul(s.sub(s.mul(unit, axis.span), s.constant(1)), half);
    if (mode == "nearest")
      x = math::RoundEvenOp::create(s.b, x);
    // Of a cubic filter at the border, each tap is clamped, the position is not.
    if (padding == "reflection" || (padding == "border" && mode != "cubic"))
      x = inside(axis, x);
    // Further out is nothing else.
    return s.atMost(s.atLeast(x, s.constant(-4)), s.add(axis.last, s.constant(4)));
  }

  // A position beyond the borders clamped to the image, or reflected at them. What
  // is less than half a pixel beyond the centres of pixels is no border crossed.
  Value inside(const Axis &axis, Value x) {
    if (padding == "border") {
      Value end = s.add(axis.first, axis.span);
      Value isBeyond = arith::OrIOp::create(s.b, s.isLess(x, axis.first), s.isLess(end, x));
      return s.select(isBeyond, s.atMost(s.atLeast(x, s.constant(0)), axis.last), x);
    }
    // Going on beyond the range, the position runs back and forth.
    Value zero = s.constant(0), two = s.constant(2);
    Value distance = s.sub(x, axis.first), isWide = s.isLess(zero, axis.span);
    Value period = s.mul(axis.span, two);
    Value safe = s.select(isWide, period, s.constant(1));
    Value rest = s.sub(distance, s.mul(safe, s.floor(arith::DivFOp::create(s.b, distance, safe))));
    Value folded = s.select(s.isLess(axis.span, rest), s.sub(period, rest), rest);
    return s.add(axis.first, s.select(isWide, folded, zero));
  }

  /// The taps of one dimension: positions, weights (null for 1).
  struct Tap {
    Value index, isOutside, weight;
  };
  SmallVector<Tap> taps(const Axis &axis, Value x) {
    if (mode == "nearest")
      return {tap(axis, x, Value())};
    Value base = s.floor(x), t = s.sub(x, base), one = s.constant(1);
    if (mode == "linear")
      return {tap(axis, base, s.sub(one, t)), tap(axis, s.add(base, one), t)};
    SmallVector<Value> weights = cubicWeights(s, t, -0.75);
    SmallVector<Tap> result;
    for (int64_t k = 0; k < 4; ++k)
      result.push_back(tap(axis, s.add(base, s.constant(double(k - 1))), weights[k]));
    return result;
  }

  Tap tap(const Axis &axis, Value x, Value weight) {
    Value zero = s.constant(0), isOutside;
    if (padding == "zeros")
      isOutside = arith::OrIOp::create(s.b, s.isLess(x, zero), s.isLess(axis.last, x));
    else
      x = inside(axis, x);
    // Half a pixel beyond the last is the last, and the first before the first.
    Value i =
        arith::FPToSIOp::create(s.b, s.b.getI64Type(), s.atMost(s.atLeast(x, zero), axis.last));
    return {arith::IndexCastOp::create(s.b, s.b.getIndexType(), i), isOutside, weight};
  }
};

struct GridSampleLowering : Lowering<GridSampleOp> {
  using Lowering::Lowering;
  Results lower(GridSampleOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims from = b.dimsOf(op.getX()), to = b.dimsOf(op.getY());
    Type element = getElementTypeOrSelf(op.getX().getType());
    Type coordinate = getElementTypeOrSelf(op.getGrid().getType());
    if (llvm::any_of(from, [](AffineExpr dim) { return SymbolicShapes::constantOf(dim) == 0; }))
      return SmallVector<Value>{b.filled(to, b.zero(element))};
    Type type = element.isF64() || coordinate.isF64() ? b.getF64Type() : b.getF32Type();
    unsigned spatial = from.size() - 2;
    SmallVector<Value> extents;
    for (AffineExpr dim : ArrayRef(from).drop_front(2))
      extents.push_back(b.index(dim));
    // The coordinates in the grid are those of the last dimension first.
    SmallVector<AffineMap> maps;
    for (unsigned k = 0; k < spatial; ++k) {
      SmallVector<AffineExpr> at{b.getAffineDimExpr(0)};
      for (unsigned d = 0; d < spatial; ++d)
        at.push_back(b.getAffineDimExpr(2 + d));
      at.push_back(b.getAffineConstantExpr(spatial - 1 - k));
      maps.push_back(AffineMap::get(to.size(), 0, at, b.getContext()));
    }
    SmallVector<Value> grids(spatial, operands.getGrid());
    return SmallVector<Value>{
        b.map(to, element, grids, maps, [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
          Sampler sampler{{n, type}, op.getMode(), op.getPaddingMode(), op.getAlignCorners() != 0};
          SmallVector<SmallVector<Sampler::Tap>> taps;
          Value isFinite, zero = sampler.s.constant(0);
          for (unsigned k = 0; k < spatial; ++k) {
            Axis axis = sampler.axis(extents[k]);
            Value at = sampler.s.convert(args[k]);
            Value isNumber = sampler.s.isFinite(at);
            isFinite = k ? arith::AndIOp::create(n, isFinite, isNumber).getResult() : isNumber;
            at = sampler.s.select(isNumber, at, zero);
            taps.push_back(sampler.taps(axis, sampler.position(axis, at)));
          }
          SmallVector<Value> at{linalg::IndexOp::create(n, 0), linalg::IndexOp::create(n, 1)};
          Value sum = gather(sampler.s, operands.getX(), taps, at, Value());
          return Scalars{n, element}.convert(sampler.s.select(isFinite, sum, zero));
        })};
  }

  // The weighted sum over the taps of the dimensions that `at` does not yet have.
  static Value gather(Scalars &s, Value image, ArrayRef<SmallVector<Sampler::Tap>> taps,
                      SmallVector<Value> &at, Value isOutside) {
    if (taps.empty()) {
      Value x = s.convert(tensor::ExtractOp::create(s.b, image, at));
      return isOutside ? s.select(isOutside, s.constant(0), x) : x;
    }
    Value sum;
    for (const Sampler::Tap &tap : taps.front()) {
      Value outside = tap.isOutside;
      if (outside && isOutside)
        outside = arith::OrIOp::create(s.b, outside, isOutside);
      at.push_back(tap.index);
      Value part = gather(s, image, taps.drop_front(), at, outside);
      at.pop_back();
      if (tap.weight)
        part = s.mul(part, tap.weight);
      sum = sum ? s.add(sum, part) : part;
    }
    return sum;
  }
};
} // namespace

void cameo::populateGridSampleLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                       SymbolicShapes &shapes) {
  patterns.add<GridSampleLowering>(converter, shapes);
}
