// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Resize is separable: one map a dimension, which reads the taps of its filter
// at a computed position.

#include "dialects/ONNX/Scalars.h"
#include "lib/Conversion/ONNXToLinalg/Scalars.h"
#include "lib/Conversion/ONNXToLinalg/Sequences.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

// One dimension being resized.
struct Axis {
  Value in, out, scale; // extents as index, the scale as f32
  Value largestScale;   // of all dimensions
  Value roiStart, roiEnd;
};

// The position in the operand that position o of the result samples.
Value sourcePosition(Scalars &s, StringRef mode, const Axis &axis, Value o) {
  Value half = s.constant(0.5), in = s.fromIndex(axis.in), out = s.fromIndex(axis.out);
  Value x = s.fromIndex(o);
  auto halfPixel = [&] { return s.sub(s.div(s.add(x, half), axis.scale), half); };
  if (mode == "half_pixel")
    return halfPixel();
  if (mode == "pytorch_half_pixel")
    return s.select(s.isOne(axis.out), s.constant(0), halfPixel());
  if (mode == "half_pixel_symmetric") {
    Value adjustment = s.div(out, s.mul(axis.scale, in));
    Value offset = s.mul(s.mul(in, half), s.sub(s.constant(1), adjustment));
    return s.add(offset, halfPixel());
  }
  if (mode == "tf_half_pixel_for_nn")
    return s.div(s.add(x, half), axis.scale);
  Value one = s.constant(1), span = s.sub(in, one);
  // The last output lies at scale * in - 1, which need not be an integer; of a
  // single output, the denominator is not used.
  Value steps = s.select(s.isOne(axis.out), one, s.sub(s.mul(axis.scale, in), one));
  if (mode == "align_corners")
    return s.select(s.isOne(axis.out), s.constant(0), s.div(s.mul(x, span), steps));
  if (mode == "tf_crop_and_resize") {
    Value range = s.mul(s.sub(axis.roiEnd, axis.roiStart), span);
    Value many = s.add(s.mul(axis.roiStart, span), s.div(s.mul(x, range), steps));
    Value single = s.mul(s.mul(half, s.add(axis.roiStart, axis.roiEnd)), span);
    return s.select(s.isOne(axis.out), single, many);
  }
  return s.div(x, axis.scale); // asymmetric
}

Value nearest(Scalars &s, StringRef mode, Value x, Value largestScale) {
  if (mode == "by_scale")
    return s.select(s.isLess(s.constant(1), largestScale), s.floor(x), s.ceil(x));
  if (mode == "round_prefer_floor")
    return s.ceil(s.sub(x, s.constant(0.5)));
  if (mode == "round_prefer_ceil")
    return s.floor(s.add(x, s.constant(0.5)));
  return mode == "floor" ? s.floor(x) : s.ceil(x);
}

// The weight of a pixel at distance x, in units of the larger of the two grids.
Value filterWeight(Scalars &s, StringRef mode, Value x, double a) {
  Value distance = math::AbsFOp::create(s.b, x), one = s.constant(1), zero = s.constant(0);
  if (mode == "linear")
    return s.atLeast(s.sub(one, distance), zero);
  auto [inner, outer] = cubicPieces(s, distance, a);
  Value rest = s.select(s.isLess(distance, s.constant(2)), outer, zero);
  return s.select(s.isLess(distance, one), inner, rest);
}

// What is shrunk is filtered: all pixels p count that the filter f, as wide as the
// pixels of the result, reaches from the position x:
// Σ f((p - x) scale) X[p] / Σ f((p - x) scale).
Value filtered(ResizeOp op, ImplicitLocOpBuilder &n, Value position, const Axis &axis,
               llvm::function_ref<Value(ImplicitLocOpBuilder &, Value)> pixel) {
  Scalars s{n, n.getF32Type()};
  Value scale = s.atMost(axis.scale, s.constant(1));
  // No more pixels than an index can count.
  Value reach =
      s.atMost(s.div(s.constant(op.getMode() == "linear" ? 1 : 2), scale), s.constant(1 << 30));
  Value one = arith::ConstantIndexOp::create(n, 1);
  Value width = s.toIndex(s.ceil(reach));
  Value first =
      arith::SubIOp::create(n, s.toIndex(s.floor(position)), arith::SubIOp::create(n, width, one));
  Value count = arith::AddIOp::create(n, width, width);
  SmallVector<Value> sums =
      loops(n, count, {s.constant(0), s.constant(0)},
            [&](ImplicitLocOpBuilder &l, ValueRange ivs, ValueRange acc) -> SmallVector<Value> {
              Scalars t{l, l.getF32Type()};
              Value index = arith::AddIOp::create(l, first, ivs[0]);
              Value distance = t.mul(t.sub(t.fromIndex(index), position), scale);
              Value weight =
                  filterWeight(t, op.getMode(), distance, op.getCubicCoeffA().convertToFloat());
              if (op.getExcludeOutside()) {
                Value inside = arith::CmpIOp::create(l, arith::CmpIPredicate::ult, index, axis.in);
                weight = t.select(inside, weight, t.constant(0));
              }
              return {t.add(acc[0], t.mul(weight, pixel(l, index))), t.add(acc[1], weight)};
            });
  return s.div(sums[0], sums[1]);
}

Value fromF32(ImplicitLocOpBuilder &b, Value x, Type type) { return Scalars{b, type}.convert(x); }

struct ResizeLowering : Lowering<ResizeOp> {
  using Lowering::Lowering;

  Results lower(ResizeOp op, Adaptor operands, LoweringBuilder &b) const override {
    InferenceContext ctx(op, b.getShapes());
    auto axes = op.resizedAxes(ctx);
    if (failed(axes))
      return failure();
    Type original = getElementTypeOrSelf(op.getX().getType()),
         element = LoweringBuilder::signless(original);
    if (!element.isIntOrFloat())
      return op.emitOpError() << "has no lowering for elements of type " << original;
    bool isCrop = op.getCoordinateTransformationMode() == "tf_crop_and_resize";
    if (isCrop && isa<NoneType>(op.getRoi().getType()))
      return op.emitOpError() << "needs a roi in mode 'tf_crop_and_resize'";
    Dims dims = b.dimsOf(op.getX()), to = b.dimsOf(op.getY());
    auto scales = op.constantScales();
    SmallVector<Value> factors = runTimeScales(op, operands, b, *axes, dims);

    for (auto [i, axis] : llvm::enumerate(*axes)) {
      if (Value extent = runTimeExtent(op, operands, b, *axes, dims, to[axis], i))
        to[axis] = b.settle(to[axis], extent);
    }
    // Of nothing there is nothing to sample.
    for (int64_t axis : *axes)
      b.requireSome(dims[axis], to);

    Value largest = factors.front();
    for (Value factor : llvm::drop_begin(factors))
      largest = arith::MaxNumFOp::create(b, largest, factor);

    // Interpolated integers stay real until the end.
    Type type = op.getMode() == "nearest" || isa<FloatType>(element) ? element : b.getF32Type();
    Value value = operands.getX();
    if (type != element)
      value = b.map(dims, type, value, b.getMultiDimIdentityMap(dims.size()),
                    [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                      return original.isUnsignedInteger()
                                 ? arith::UIToFPOp::create(n, type, args[0]).getResult()
                                 : arith::SIToFPOp::create(n, type, args[0]).getResult();
                    });
    for (auto [i, axis] : llvm::enumerate(*axes)) {
      bool isSame = dims[axis] == to[axis];
      if (isSame && (scales ? (*scales)[i] == 1.0
                            : !isa<NoneType>(op.getSizes().getType()) &&
                                  op.getKeepAspectRatioPolicy() == "stretch"))
        continue;
      Axis resized = {b.index(dims[axis]), b.index(to[axis]), factors[i], largest, {}, {}};
      if (isCrop) {
        auto roi = [&](int64_t at) {
          Value x = tensor::ExtractOp::create(b, operands.getRoi(), b.index(at));
          if (x.getType().isF64())
            return arith::TruncFOp::create(b, b.getF32Type(), x).getResult();
          return x.getType().isF32() ? x : arith::ExtFOp::create(b, b.getF32Type(), x).getResult();
        };
        // With a scale of 1 all of a dimension is taken, as ONNX Runtime has it.
        Scalars s{b, b.getF32Type()};
        Value one = s.constant(1), zero = s.constant(0);
        Value isSame = arith::CmpFOp::create(b, arith::CmpFPredicate::OEQ, factors[i], one);
        resized.roiStart = s.select(isSame, zero, roi(i));
        resized.roiEnd = s.select(isSame, one, roi(i + axes->size()));
      }
      dims[axis] = to[axis];
      value = resizeAxis(op, b, value, dims, axis, resized);
    }
    if (type != element)
      value = b.map(dims, element, value, b.getMultiDimIdentityMap(dims.size()),
                    [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                      return saturate(n, args[0], cast<IntegerType>(element),
                                      original.isUnsignedInteger());
                    });
    return SmallVector<Value>{value};
  }

  // Of two scales, the one that the other must follow to keep the aspect ratio.
  static Value sharedScale(ResizeOp op, LoweringBuilder &b, Value one, Value other) {
    if (op.getKeepAspectRatioPolicy() == "not_larger")
      return arith::MinNumFOp::create(b, one, other);
    return arith::MaxNumFOp::create(b, one, other);
  }

  // The scale of each resized dimension as f32: given, or the ratio of the extents.
  static SmallVector<Value> runTimeScales(ResizeOp op, Adaptor operands, LoweringBuilder &b,
                                          ArrayRef<int64_t> axes, const Dims &dims) {
    Scalars s{b, b.getF32Type()};
    Dims to = b.dimsOf(op.getY());
    SmallVector<Value> scales;
    auto scaleType = dyn_cast<RankedTensorType>(op.getScales().getType());
    bool hasScales = scaleType && scaleType.getDimSize(0) != 0;
    bool stretches = op.getKeepAspectRatioPolicy() == "stretch";
    Value common;
    for (auto [i, axis] : llvm::enumerate(axes)) {
      if (hasScales) {
        scales.push_back(tensor::ExtractOp::create(b, operands.getScales(), b.index(int64_t(i))));
        continue;
      }
      Value wanted =
          stretches ? b.index(to[axis])
                    : arith::IndexCastOp::create(
                          b, b.getIndexType(),
                          tensor::ExtractOp::create(b, operands.getSizes(), b.index(int64_t(i))))
                          .getResult();
      Value scale = s.div(s.fromIndex(wanted), s.fromIndex(b.index(dims[axis])));
      scales.push_back(scale);
      common = common ? sharedScale(op, b, common, scale) : scale;
    }
    if (!hasScales && !stretches)
      scales.assign(axes.size(), common);
    return scales;
  }

  // The extent that scales, or sizes that keep the aspect ratio, lead to where
  // inference took the declared one or a symbol; null where it knew it. In f64, as
  // inference does.
  static Value runTimeExtent(ResizeOp op, Adaptor operands, LoweringBuilder &b,
                             ArrayRef<int64_t> axes, const Dims &dims, AffineExpr to,
                             size_t number) {
    auto toReal = [&](Value index) -> Value {
      return arith::SIToFPOp::create(b, b.getF64Type(),
                                     arith::IndexCastOp::create(b, b.getI64Type(), index));
    };
    auto toIndex = [&](Value x) -> Value {
      // What no extent is becomes one that no tensor has.
      Value limit = arith::ConstantOp::create(b, b.getF64FloatAttr(std::ldexp(1.0, 62)));
      Value zero = arith::ConstantOp::create(b, b.getF64FloatAttr(0));
      x = arith::MaxNumFOp::create(b, arith::MinNumFOp::create(b, x, limit), zero);
      return arith::IndexCastOp::create(b, b.getIndexType(),
                                        arith::FPToSIOp::create(b, b.getI64Type(), x));
    };
    Value in = toReal(b.index(dims[axes[number]]));
    auto scaleType = dyn_cast<RankedTensorType>(op.getScales().getType());
    if (scaleType && scaleType.getDimSize(0) != 0) {
      if (op.constantScales() && to != b.getShapes().extentOf(op.getY(), axes[number]))
        return {};
      Value scale = tensor::ExtractOp::create(b, operands.getScales(), b.index(int64_t(number)));
      scale = arith::ExtFOp::create(b, b.getF64Type(), scale);
      return toIndex(math::FloorOp::create(b, arith::MulFOp::create(b, in, scale)));
    }
    if (op.getKeepAspectRatioPolicy() == "stretch")
      return {};
    Value common;
    for (auto [k, axis] : llvm::enumerate(axes)) {
      Value size = tensor::ExtractOp::create(b, operands.getSizes(), b.index(int64_t(k)));
      size = arith::SIToFPOp::create(b, b.getF64Type(), size);
      Value scale = arith::DivFOp::create(b, size, toReal(b.index(dims[axis])));
      common = common ? sharedScale(op, b, common, scale) : scale;
    }
    Value half = arith::ConstantOp::create(b, b.getF64FloatAttr(0.5));
    return toIndex(math::FloorOp::create(
        b, arith::AddFOp::create(b, arith::MulFOp::create(b, in, common), half)));
  }

  static Value resizeAxis(ResizeOp op, LoweringBuilder &b, Value x, const Dims &dims, int64_t axis,
                          const Axis &resized) {
    Type type = cast<RankedTensorType>(x.getType()).getElementType();
    return b.map(dims, type, {}, {}, [&](ImplicitLocOpBuilder &n, ValueRange) -> Value {
      Scalars s{n, n.getF32Type()};
      Value zero = arith::ConstantIndexOp::create(n, 0);
      Value last = arith::SubIOp::create(n, resized.in, arith::ConstantIndexOp::create(n, 1));
      SmallVector<Value> at;
      for (size_t k = 0; k < dims.size(); ++k)
        at.push_back(linalg::IndexOp::create(n, k));
      Value position = sourcePosition(s, op.getCoordinateTransformationMode(), resized, at[axis]);
      auto tap = [&](Value index) -> Value {
        at[axis] = arith::MaxSIOp::create(n, arith::MinSIOp::create(n, index, last), zero);
        return tensor::ExtractOp::create(n, x, at);
      };
      Value result;
      if (op.getMode() == "nearest") {
        result = tap(s.toIndex(nearest(s, op.getNearestMode(), position, resized.largestScale)));
      } else if (op.getAntialias()) {
        result = fromF32(
            n,
            filtered(
                op, n, position, resized,
                [&](ImplicitLocOpBuilder &l, Value index) {
                  SmallVector<Value> from = at;
                  from[axis] =
                      arith::MaxSIOp::create(l, arith::MinSIOp::create(l, index, last), zero);
                  return Scalars{l, l.getF32Type()}.convert(tensor::ExtractOp::create(l, x, from));
                }),
            type);
      } else {
        Value base = s.floor(position), t = s.sub(position, base), first = s.toIndex(base);
        bool isLinear = op.getMode() == "linear";
        SmallVector<Value> weights = isLinear
                                         ? SmallVector<Value>{s.sub(s.constant(1), t), t}
                                         : cubicWeights(s, t, op.getCubicCoeffA().convertToFloat());
        Value sum = s.constant(0), total = s.constant(0);
        for (auto [k, weight] : llvm::enumerate(weights)) {
          Value index = arith::AddIOp::create(
              n, first, arith::ConstantIndexOp::create(n, int64_t(k) - (isLinear ? 0 : 1)));
          if (op.getExcludeOutside()) {
            Value inside = arith::CmpIOp::create(n, arith::CmpIPredicate::ult, index, resized.in);
            weight = s.select(inside, weight, s.constant(0));
            total = s.add(total, weight);
          }
          sum = s.add(sum, s.mul(weight, s.convert(tap(index))));
        }
        result = fromF32(n, op.getExcludeOutside() ? s.div(sum, total) : sum, type);
      }
      if (op.getCoordinateTransformationMode() != "tf_crop_and_resize")
        return result;
      Value below = arith::CmpFOp::create(n, arith::CmpFPredicate::OLT, position, s.constant(0));
      Value above =
          arith::CmpFOp::create(n, arith::CmpFPredicate::OGT, position, s.fromIndex(last));
      double value = op.getExtrapolationValue().convertToFloat();
      Value outside =
          isa<FloatType>(type)
              ? arith::ConstantOp::create(n, n.getFloatAttr(type, value)).getResult()
              : arith::ConstantOp::create(n, n.getIntegerAttr(type, int64_t(value))).getResult();
      return s.select(arith::OrIOp::create(n, below, above), outside, result);
    });
  }
};
} // namespace

void cameo::populateResizeLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                   SymbolicShapes &shapes) {
  patterns.add<ResizeLowering>(converter, shapes);
}
