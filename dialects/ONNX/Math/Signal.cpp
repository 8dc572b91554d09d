// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fourier transforms as products with matrices of cosines and sines, in f64: what
// cancels is to be zero, which a sum of many terms in f32 is not.

#include "dialects/ONNX/Rewriting.h"
#include <functional>

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

static constexpr double twoPi = 6.283185307179586476925;

// The only element of a tensor, as a scalar of i64.
static Value scalarOf(OperatorBuilder &b, Value x) {
  return b.cast(b.make<ReshapeOp>(x, b.integers({}), 0), b.getI64Type());
}

//===-- Windows ------------------------------------------------------------===//

// Σₖ terms[k] cos(kx)
template <typename Op>
static Results sumOfCosines(Op op, OperatorBuilder &b, ArrayRef<double> terms) {
  Type element = elementTypeOf(op.getContext(), op.getOutputDatatype());
  if (!element || !element.isIntOrFloat())
    return op.emitOpError() << "output_datatype " << op.getOutputDatatype() << " is no number type";
  Type real = b.getF64Type(), i64 = b.getI64Type();
  Value size = scalarOf(b, op.getSize()), points = size;
  if (!op.getPeriodic()) // one point is all of a window
    points = b.make<MaxOp>(ValueRange{b.make<SubOp>(size, b.scalar(i64, 1)), b.scalar(i64, 1)});
  Value x = b.make<MulOp>(b.cast(b.positionsUpTo(size), real), b.scalar(real, twoPi));
  x = b.make<DivOp>(x, b.cast(points, real));
  Value sum = b.scalar(real, terms[0]);
  for (size_t k = 1; k < terms.size(); ++k) {
    Value angle = b.make<MulOp>(x, b.scalar(real, double(k)));
    sum = b.make<AddOp>(sum, b.make<MulOp>(b.make<CosOp>(angle), b.scalar(real, terms[k])));
  }
  return SmallVector<Value>{b.cast(sum, element)};
}

Results HannWindowOp::decompose(OperatorBuilder &b) { return sumOfCosines(*this, b, {0.5, -0.5}); }
Results HammingWindowOp::decompose(OperatorBuilder &b) {
  return sumOfCosines(*this, b, {25.0 / 46, -21.0 / 46});
}
Results BlackmanWindowOp::decompose(OperatorBuilder &b) {
  return sumOfCosines(*this, b, {0.42, -0.5, 0.08});
}

//===-- Transforms ---------------------------------------------------------===//

namespace {
/// A transform of the last dimension but one; the last one has the parts.
struct Transform {
  OperatorBuilder &b;
  Type real;
  bool isInverse, isOneSided;

  Value number(double value) { return b.scalar(real, value); }
  Value integer(int64_t value) { return b.scalar(b.getI64Type(), value); }

  // How many of `points` frequencies there are without their mirror images.
  Value half(Value points) { return b.make<AddOp>(b.make<DivOp>(points, integer(2)), integer(1)); }

  // x [..., count, parts] as [..., rows, parts], with `points` points.
  Value operator()(Value x, int64_t parts, Value count, Value points) {
    Value rows = isOneSided && !isInverse ? half(points) : points;
    Value k = b.make<UnsqueezeOp>(b.positionsUpTo(rows), b.integers({1}));
    Value n = b.make<UnsqueezeOp>(b.positionsUpTo(count), b.integers({0}));
    Value phase = b.make<ModOp>(b.make<MulOp>(k, n), points, 0);
    Value angle =
        b.make<DivOp>(b.make<MulOp>(b.cast(phase, real), number(twoPi)), b.cast(points, real));
    Value cosines = b.make<CosOp>(angle), sines = b.make<SinOp>(angle);
    auto part = [&](int64_t p) { return b.slice(x, -1, p, p + 1); };
    Value re = part(0), im = parts == 2 ? part(1) : Value();
    if (isOneSided && isInverse) {
      // What stands for its mirror image, too, counts twice.
      Value at = b.make<UnsqueezeOp>(b.positionsUpTo(count), b.integers({1}));
      Value turns = b.make<ModOp>(b.make<MulOp>(at, integer(2)), points, 0);
      Value weights = b.make<WhereOp>(b.make<EqualOp>(turns, integer(0)), number(1), number(2));
      re = b.make<MulOp>(re, weights);
      im = im ? b.make<MulOp>(im, weights) : im;
    }
    auto product = [&](Value matrix, Value of) { return b.make<MatMulOp>(matrix, of); };
    // (re + i im)(cos ∓ i sin)
    Value first = product(cosines, re), second;
    if (im) {
      Value cross = product(sines, im);
      first = isInverse ? b.make<SubOp>(first, cross) : b.make<AddOp>(first, cross);
    }
    Value result = first;
    if (!isOneSided || !isInverse) {
      second = product(sines, re);
      if (!isInverse)
        second = b.make<SubOp>(number(0), second);
      if (im)
        second = b.make<AddOp>(second, product(cosines, im));
      result = b.make<ConcatOp>(ValueRange{first, second}, -1);
    }
    return isInverse ? b.make<DivOp>(result, b.cast(points, real)) : result;
  }
};
} // namespace

// The transform along one axis.
static Value transformAlong(DFTOp op, OperatorBuilder &b, int64_t axis, int64_t rank,
                            int64_t parts) {
  Transform transform{b, b.getF64Type(), op.getInverse() != 0, op.getOnesided() != 0};
  SmallVector<int64_t> perm = llvm::to_vector(llvm::seq<int64_t>(0, rank));
  std::swap(perm[axis], perm[rank - 2]);
  bool isMoved = axis != rank - 2;
  Value x = b.cast(op.getInput(), transform.real);
  x = isMoved ? b.transpose(x, perm) : x;
  Value zero = b.integers({0});
  Value have = b.make<SqueezeOp>(b.extents(x, rank - 2, rank - 1), zero), count = have;
  Value points = have;
  bool isHalf = transform.isInverse && transform.isOneSided;
  if (isGiven(op.getDftLength())) {
    points = scalarOf(b, op.getDftLength());
    count = isHalf ? transform.half(points) : points;
    // Longer signals are cut, shorter ones padded.
    Value end = b.make<UnsqueezeOp>(count, zero), dimension = b.integers({rank - 2});
    x = b.make<SliceOp>(x, zero, end, dimension, b.none());
    Value missing = b.make<SubOp>(count, b.make<MinOp>(ValueRange{count, have}));
    Value pads = b.make<ConcatOp>(ValueRange{zero, b.make<UnsqueezeOp>(missing, zero)}, 0);
    x = b.make<PadOp>(x, pads, b.none(), dimension, "constant");
  } else if (isHalf) {
    points = b.make<MulOp>(b.make<SubOp>(have, transform.integer(1)), transform.integer(2));
  }
  Value y = transform(x, parts, count, points);
  return b.cast(isMoved ? b.transpose(y, perm) : y, getElementTypeOrSelf(op.getInput().getType()));
}

Results DFTOp::decompose(OperatorBuilder &b) {
  auto dims = b.getShapes().shapeOf(getInput());
  if (!dims || dims->size() < 2)
    return emitOpError() << "needs an operand of rank 2 or more";
  int64_t rank = dims->size(), axis = -2;
  auto parts = SymbolicShapes::constantOf(dims->back());
  if (!parts || *parts < 1 || *parts > 2)
    return emitOpError() << "needs 1 or 2 as the operand's last extent";
  if (getOnesided() && !getInverse() && *parts == 2)
    return emitOpError() << "a complex signal has no one-sided transform";
  if (isGiven(getAxis())) {
    auto values = b.getShapes().valuesOf(getAxis());
    auto known =
        values && values->size() == 1 ? SymbolicShapes::constantOf(values->front()) : std::nullopt;
    if (!known) {
      // One that only the run knows chooses among all there are.
      Value given = scalarOf(b, getAxis()), zero = b.scalar(b.getI64Type(), 0);
      given = b.make<WhereOp>(b.make<LessOp>(given, zero),
                              b.make<AddOp>(given, b.scalar(b.getI64Type(), rank)), given);
      std::function<Value(int64_t)> from = [&](int64_t first) {
        if (first == rank - 2)
          return transformAlong(*this, b, first, rank, *parts);
        Value isThis = b.make<EqualOp>(given, b.scalar(b.getI64Type(), first));
        return b.choose(
            isThis, [&] { return transformAlong(*this, b, first, rank, *parts); },
            [&] { return from(first + 1); });
      };
      return SmallVector<Value>{from(0)};
    }
    axis = *known;
  }
  if (axis < -rank || axis >= rank || axis == -1 || axis == rank - 1)
    return emitOpError() << "axis " << axis << " is outside [" << -rank << ", " << rank - 2
                         << "], or the last one";
  return SmallVector<Value>{transformAlong(*this, b, axis < 0 ? axis + rank : axis, rank, *parts)};
}

Results STFTOp::decompose(OperatorBuilder &b) {
  auto dims = b.getShapes().shapeOf(getSignal());
  if (!dims || (dims->size() != 2 && dims->size() != 3))
    return emitOpError() << "needs a signal [batch, length] or [batch, length, parts]";
  auto parts = dims->size() == 3 ? SymbolicShapes::constantOf((*dims)[2]) : 1;
  if (!parts || *parts < 1 || *parts > 2)
    return emitOpError() << "needs 1 or 2 as the signal's last extent";
  if (!isGiven(getWindow()) && !isGiven(getFrameLength()))
    return emitOpError() << "needs a window or a frame_length";
  if (getOnesided() && *parts == 2)
    return emitOpError() << "a complex signal has no one-sided transform";
  Type element = getElementTypeOrSelf(getSignal().getType()), real = b.getF64Type();
  Value zero = b.integers({0}), one = b.integers({1}), x = b.cast(getSignal(), real);
  if (dims->size() == 2)
    x = b.make<UnsqueezeOp>(x, b.integers({2}));
  Transform transform{b, real, false, getOnesided() != 0};
  Value length = isGiven(getFrameLength()) ? scalarOf(b, getFrameLength())
                                           : b.make<SqueezeOp>(b.extents(getWindow(), 0, 1), zero);
  Value step = scalarOf(b, getFrameStep());
  Value all = b.make<SqueezeOp>(b.extents(x, 1, 2), zero);
  Value frames =
      b.make<AddOp>(b.make<DivOp>(b.make<SubOp>(all, length), step), transform.integer(1));
  Value starts = b.make<UnsqueezeOp>(b.make<MulOp>(b.positionsUpTo(frames), step), one);
  Value positions = b.make<AddOp>(starts, b.make<UnsqueezeOp>(b.positionsUpTo(length), zero));
  x = b.make<GatherOp>(x, positions, 1); // [batch, frames, length, parts]
  if (isGiven(getWindow()))
    x = b.make<MulOp>(x, b.make<UnsqueezeOp>(b.cast(getWindow(), real), one));
  return SmallVector<Value>{b.cast(transform(x, *parts, length, length), element)};
}

//===-- Mel ----------------------------------------------------------------===//

// Band i rises from bin f[i] of the spectrum to f[i + 1] and falls to f[i + 2], where
// f are evenly spaced on the scale mel(x) = 2595 log10(1 + x / 700).
Results MelWeightMatrixOp::decompose(OperatorBuilder &b) {
  Type element = elementTypeOf(getContext(), getOutputDatatype());
  if (!element || !element.isIntOrFloat())
    return emitOpError() << "output_datatype " << getOutputDatatype() << " is no number type";
  Type real = b.getF64Type(), i64 = b.getI64Type();
  auto number = [&](double value) { return b.scalar(real, value); };
  auto realOf = [&](Value x) { return b.cast(b.make<ReshapeOp>(x, b.integers({}), 0), real); };
  constexpr double log10 = 2.302585092994045684018;
  auto mel = [&](Value hertz) {
    Value x = b.make<AddOp>(b.make<DivOp>(realOf(hertz), number(700)), number(1));
    return b.make<MulOp>(b.make<LogOp>(x), number(2595 / log10));
  };
  Value bands = scalarOf(b, getNumMelBins()), points = scalarOf(b, getDftLength());
  Value edges = b.make<AddOp>(bands, b.scalar(i64, 2));
  Value low = mel(getLowerEdgeHertz()), high = mel(getUpperEdgeHertz());
  Value step = b.make<DivOp>(b.make<SubOp>(high, low), b.cast(edges, real));
  auto edge = [&](int64_t first) {
    Value i = b.make<AddOp>(b.positionsUpTo(bands), b.scalar(i64, double(first)));
    Value x = b.make<AddOp>(b.make<MulOp>(b.cast(i, real), step), low);
    x = b.make<SubOp>(b.make<ExpOp>(b.make<MulOp>(x, number(log10 / 2595))), number(1));
    x = b.make<MulOp>(b.make<MulOp>(x, number(700)),
                      b.make<AddOp>(b.cast(points, real), number(1)));
    return b.make<FloorOp>(b.make<DivOp>(x, realOf(getSampleRate())));
  };
  Value left = edge(0), center = edge(1), right = edge(2), one = number(1);
  Value bins = b.make<AddOp>(b.make<DivOp>(points, b.scalar(i64, 2)), b.scalar(i64, 1));
  Value bin = b.make<UnsqueezeOp>(b.cast(b.positionsUpTo(bins), real), b.integers({1}));
  // An empty side has no slope: 1 at the center.
  auto slope = [&](Value from, Value to, Value distance) {
    Value length = b.make<SubOp>(to, from);
    Value ratio = b.make<DivOp>(distance, b.make<MaxOp>(ValueRange{length, one}));
    return b.make<WhereOp>(b.make<EqualOp>(length, number(0)), one, ratio);
  };
  Value rising = slope(left, center, b.make<SubOp>(bin, left));
  Value falling = slope(center, right, b.make<SubOp>(right, bin));
  Value isLeft =
      b.make<AndOp>(b.make<GreaterOrEqualOp>(bin, left), b.make<LessOrEqualOp>(bin, center));
  Value isRight = b.make<AndOp>(b.make<GreaterOp>(bin, center), b.make<LessOp>(bin, right));
  Value weights = b.make<WhereOp>(isRight, falling, number(0));
  return SmallVector<Value>{b.cast(b.make<WhereOp>(isLeft, rising, weights), element)};
}
