// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Regions of interest: each bin is the mean, or the largest part, of points of a
// grid in it, which lie between pixels.

#include "lib/Conversion/ONNXToLinalg/Sequences.h"
#include "lib/Numerics/FloatExpr.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

Value asIndex(ImplicitLocOpBuilder &b, FloatExpr x) {
  Value integer = arith::FPToSIOp::create(b, b.getI64Type(), x.get());
  return arith::IndexCastOp::create(b, b.getIndexType(), integer);
}
FloatExpr asFloat(ImplicitLocOpBuilder &b, Value index, Type real) {
  Value integer = arith::IndexCastOp::create(b, b.getI64Type(), index);
  return {b, arith::SIToFPOp::create(b, real, integer)};
}

// A number of a region.
FloatExpr numberOf(ImplicitLocOpBuilder &b, Value rois, Value roi, int64_t number) {
  Value at = arith::ConstantIndexOp::create(b, number);
  return {b, tensor::ExtractOp::create(b, rois, ValueRange{roi, at})};
}

struct RoiAlignLowering : Lowering<RoiAlignOp> {
  using Lowering::Lowering;

  /// Along one dimension: the pixels on both sides of a point and their weights.
  struct Neighbours {
    Value low, high;
    FloatExpr lowWeight, highWeight;
    Value isInside;
  };

  // A point more than a pixel outside counts as 0, a nearer one as at the border.
  static Neighbours neighbours(ImplicitLocOpBuilder &b, FloatExpr x, Value extent, Type real) {
    FloatExpr size = asFloat(b, extent, real);
    Value isInside =
        arith::AndIOp::create(b, FloatExpr::compare(arith::CmpFPredicate::OGE, x, -1.0),
                              FloatExpr::compare(arith::CmpFPredicate::OLE, x, size));
    FloatExpr safe = FloatExpr::select(isInside, x, 0.0);
    safe = FloatExpr::binary<arith::MaxNumFOp>(safe, 0.0);
    Value one = arith::ConstantIndexOp::create(b, 1);
    Value last = arith::SubIOp::create(b, extent, one);
    Value low = asIndex(b, safe);
    Value isLast = arith::CmpIOp::create(b, arith::CmpIPredicate::sge, low, last);
    low = arith::SelectOp::create(b, isLast, last, low);
    Value high = arith::SelectOp::create(b, isLast, last, arith::AddIOp::create(b, low, one));
    FloatExpr upper =
        FloatExpr::select(isLast, FloatExpr(b, safe.get()) * 0.0, safe - asFloat(b, low, real));
    return {low, high, 1.0 - upper, upper, isInside};
  }

  Results lower(RoiAlignOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims image = b.dimsOf(op.getX()), to = b.dimsOf(op.getY());
    Type element = cast<RankedTensorType>(operands.getX().getType()).getElementType();
    Type real = LoweringBuilder::accumulator(element);
    Value x = b.convert(operands.getX(), image, real);
    Value rois = b.convert(operands.getRois(), b.dimsOf(op.getRois()), real);
    Value batches = b.index(image[0]), height = b.index(image[2]), width = b.index(image[3]);
    for (AffineExpr extent : {image[0], image[2], image[3]})
      b.requireSome(extent, to);
    bool isMax = op.getMode() == "max";
    bool isAligned = op.getCoordinateTransformationMode() == "half_pixel";
    double scale = op.getSpatialScale().convertToFloat();
    uint64_t bins[] = {op.getOutputHeight(), op.getOutputWidth()};
    Value result = b.map(to, real, {}, {}, [&](ImplicitLocOpBuilder &n, ValueRange) -> Value {
      Value roi = linalg::IndexOp::create(n, 0), channel = linalg::IndexOp::create(n, 1);
      auto edge = [&](int64_t k) {
        return numberOf(n, rois, roi, k) * scale - (isAligned ? 0.5 : 0.0);
      };
      Value batch = LoweringBuilder::safeIndex(
          n, tensor::ExtractOp::create(n, operands.getBatchIndices(), roi), batches);
      // Along height, then width: where the bin begins, the steps of its grid.
      SmallVector<FloatExpr> firsts, steps;
      SmallVector<Value> counts;
      for (unsigned d : {0u, 1u}) {
        FloatExpr begin = edge(1 - d), length = edge(3 - d) - begin;
        if (!isAligned)
          length = FloatExpr::binary<arith::MaxNumFOp>(length, 1.0);
        FloatExpr bin = length / double(bins[d]);
        Value count = arith::ConstantIndexOp::create(n, op.getSamplingRatio());
        if (op.getSamplingRatio() == 0) {
          FloatExpr adaptive = FloatExpr::binary<arith::MinNumFOp>(
              FloatExpr::binary<arith::MaxNumFOp>(bin.unary<math::CeilOp>(), 0.0), 1048576.0);
          count = asIndex(n, adaptive);
        }
        FloatExpr step = bin / asFloat(n, count, real);
        firsts.push_back(begin + asFloat(n, linalg::IndexOp::create(n, 2 + d), real) * bin);
        steps.push_back(step);
        counts.push_back(count);
      }
      auto place = [&](ImplicitLocOpBuilder &l, unsigned d, Value i) {
        FloatExpr first(l, firsts[d].get()), step(l, steps[d].get());
        return first + (asFloat(l, i, real) + 0.5) * step;
      };
      auto constant = [&](double value) -> Value {
        return arith::ConstantOp::create(n, n.getFloatAttr(real, value));
      };
      Value none = constant(isMax ? -std::numeric_limits<double>::infinity() : 0.0);
      Value sum =
          loops(n, counts, none,
                [&](ImplicitLocOpBuilder &l, ValueRange at, ValueRange acc) -> SmallVector<Value> {
                  Neighbours ys = neighbours(l, place(l, 0, at[0]), height, real);
                  Neighbours xs = neighbours(l, place(l, 1, at[1]), width, real);
                  Value isInside = arith::AndIOp::create(l, ys.isInside, xs.isInside);
                  SmallVector<FloatExpr> parts;
                  for (auto [row, rowWeight] :
                       {std::pair(ys.low, ys.lowWeight), std::pair(ys.high, ys.highWeight)})
                    for (auto [column, weight] :
                         {std::pair(xs.low, xs.lowWeight), std::pair(xs.high, xs.highWeight)}) {
                      FloatExpr pixel(l, tensor::ExtractOp::create(
                                             l, x, ValueRange{batch, channel, row, column}));
                      FloatExpr part = rowWeight * weight * pixel;
                      parts.push_back(FloatExpr::select(isInside, part, 0.0));
                    }
                  FloatExpr all(l, acc[0]);
                  for (FloatExpr part : parts)
                    all = isMax ? FloatExpr::binary<arith::MaxNumFOp>(all, part) : all + part;
                  return {all.get()};
                })
              .front();
      Value points = arith::MulIOp::create(n, counts[0], counts[1]);
      Value isNone = arith::CmpIOp::create(n, arith::CmpIPredicate::eq, points,
                                           arith::ConstantIndexOp::create(n, 0));
      if (isMax)
        return arith::SelectOp::create(n, isNone, constant(0), sum);
      points = arith::MaxSIOp::create(n, points, arith::ConstantIndexOp::create(n, 1));
      return (FloatExpr(n, sum) / asFloat(n, points, real)).get();
    });
    return SmallVector<Value>{b.convert(result, to, element)};
  }
};

// Bins of whole pixels that may overlap; a region's borders are rounded, and belong
// to it.
struct MaxRoiPoolLowering : Lowering<MaxRoiPoolOp> {
  using Lowering::Lowering;
  Results lower(MaxRoiPoolOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims image = b.dimsOf(op.getX()), to = b.dimsOf(op.getY());
    Type element = cast<RankedTensorType>(operands.getX().getType()).getElementType();
    Type real = LoweringBuilder::accumulator(element);
    Value x = b.convert(operands.getX(), image, real);
    Value rois = b.convert(operands.getRois(), b.dimsOf(op.getRois()), real);
    Value batches = b.index(image[0]), extents[] = {b.index(image[2]), b.index(image[3])};
    b.requireSome(image[0], to);
    double scale = op.getSpatialScale().convertToFloat();
    Value result = b.map(to, real, {}, {}, [&](ImplicitLocOpBuilder &n, ValueRange) -> Value {
      Value roi = linalg::IndexOp::create(n, 0), channel = linalg::IndexOp::create(n, 1);
      Value zero = arith::ConstantIndexOp::create(n, 0), one = arith::ConstantIndexOp::create(n, 1);
      auto given = [&](int64_t k) { return numberOf(n, rois, roi, k); };
      // What no index holds is cut off; no number is 0.
      auto bounded = [&](FloatExpr value) {
        Value isNumber = FloatExpr::compare(arith::CmpFPredicate::ORD, value, value);
        value = FloatExpr::select(isNumber, value, 0.0);
        value = FloatExpr::binary<arith::MaxNumFOp>(value, -1073741824.0);
        return FloatExpr::binary<arith::MinNumFOp>(value, 1073741824.0);
      };
      Value batch = LoweringBuilder::safeIndex(n, asIndex(n, bounded(given(0))), batches);
      SmallVector<Value> firsts, counts; // of the pixels of the bin, along height and width
      for (unsigned d : {0u, 1u}) {
        auto edge = [&](int64_t k) {
          return asIndex(n, bounded((given(k) * scale).unary<math::RoundOp>()));
        };
        Value begin = edge(2 - d), end = edge(4 - d);
        Value length = arith::AddIOp::create(n, arith::SubIOp::create(n, end, begin), one);
        length = arith::MaxSIOp::create(n, length, one);
        Value bin = linalg::IndexOp::create(n, 2 + d);
        Value bins = arith::ConstantIndexOp::create(n, op.getPooledShape()[d]);
        auto clamped = [&](Value at) -> Value {
          at = arith::AddIOp::create(n, at, begin);
          return arith::MinSIOp::create(n, arith::MaxSIOp::create(n, at, zero), extents[d]);
        };
        // From ⌊bin * length / bins⌋ to ⌈(bin + 1) * length / bins⌉.
        Value low = arith::DivSIOp::create(n, arith::MulIOp::create(n, bin, length), bins);
        Value next = arith::MulIOp::create(n, arith::AddIOp::create(n, bin, one), length);
        Value high = arith::DivSIOp::create(
            n, arith::AddIOp::create(n, next, arith::SubIOp::create(n, bins, one)), bins);
        firsts.push_back(clamped(low));
        Value count = arith::SubIOp::create(n, clamped(high), firsts.back());
        counts.push_back(arith::MaxSIOp::create(n, count, zero));
      }
      auto constant = [&](double value) -> Value {
        return arith::ConstantOp::create(n, n.getFloatAttr(real, value));
      };
      Value most =
          loops(n, counts, constant(-std::numeric_limits<double>::infinity()),
                [&](ImplicitLocOpBuilder &l, ValueRange at, ValueRange acc) -> SmallVector<Value> {
                  Value row = arith::AddIOp::create(l, firsts[0], at[0]),
                        column = arith::AddIOp::create(l, firsts[1], at[1]);
                  Value pixel =
                      tensor::ExtractOp::create(l, x, ValueRange{batch, channel, row, column});
                  return {arith::MaximumFOp::create(l, acc[0], pixel)};
                })
              .front();
      Value area = arith::MulIOp::create(n, counts[0], counts[1]);
      Value isEmpty = arith::CmpIOp::create(n, arith::CmpIPredicate::eq, area, zero);
      return arith::SelectOp::create(n, isEmpty, constant(0), most);
    });
    return SmallVector<Value>{b.convert(result, to, element)};
  }
};
} // namespace

void cameo::populateRegionsLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                    SymbolicShapes &shapes) {
  patterns.add<RoiAlignLowering, MaxRoiPoolLowering>(converter, shapes);
}
