// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Convolutions of bytes, with corrections for zero points as products have them:
// Σ (x - z)(w - v) = Σ xw - z Σ w - v Σ (x - z), over windows of x padded with z.

#include "dialects/ONNX/Quantization/Granularity.h"
#include "dialects/ONNX/Scalars.h"
#include "lib/Conversion/ONNXToLinalg/Bytes.h"
#include "lib/Conversion/ONNXToLinalg/Convolutions.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

static Bytes shifted(LoweringBuilder &b, Value original, Value value, bool isUnsigned) {
  Type element = getElementTypeOrSelf(original.getType());
  Type wanted = IntegerType::get(b.getContext(), 8,
                                 isUnsigned ? IntegerType::Unsigned : IntegerType::Signless);
  if (element.isUnsignedInteger() == isUnsigned)
    return {value, wanted, 0};
  // + 128 or - 128: another first bit.
  Dims dims = b.dimsOf(original);
  Value result = b.map(dims, b.getI8Type(), value, b.getMultiDimIdentityMap(dims.size()),
                       [](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                         return arith::XOrIOp::create(
                             n, args[0],
                             arith::ConstantOp::create(n, n.getI8IntegerAttr(-128)));
                       });
  return {result, wanted, isUnsigned ? 128 : -128};
}

Bytes cameo::asUnsigned(LoweringBuilder &b, Value original, Value value) {
  return shifted(b, original, value, true);
}
Bytes cameo::asSigned(LoweringBuilder &b, Value original, Value value) {
  return shifted(b, original, value, false);
}

namespace {

struct ConvIntegerLowering : Lowering<ConvIntegerOp> {
  using Lowering::Lowering;

  Results lower(ConvIntegerOp op, Adaptor operands, LoweringBuilder &b) const override {
    InferenceContext ctx(op, b.getShapes());
    auto windows = op.windows(ctx);
    if (failed(windows))
      return failure();
    auto isOne = [&](Value zeroPoint) {
      return isZeroPointZero(zeroPoint) ||
             granularityOf(b.dimsOf(zeroPoint), /*blockSize=*/0) == Granularity::Tensor;
    };
    if (!isOne(op.getXZeroPoint()))
      return op.emitOpError() << "has no lowering for several zero points of x";
    if (!isOne(op.getWZeroPoint()) && b.dimsOf(op.getWZeroPoint()).size() != 1)
      return op.emitOpError() << "has no lowering for zero points that are not one a filter";
    Bytes xBytes = asUnsigned(b, op.getX(), operands.getX()),
          wBytes = asSigned(b, op.getW(), operands.getW());
    Shaped x = {xBytes.value, b.dimsOf(op.getX())}, w = {wBytes.value, b.dimsOf(op.getW())};
    if (windows->rank() == 1) {
      insertHeight(b, x);
      insertHeight(b, w);
      insertHeight(b, *windows);
    }
    // The zero point of x as a number and as a byte; null if it is 0.
    Value z = zeroPointOf(b, op.getXZeroPoint(), operands.getXZeroPoint(), xBytes.shift);
    x = toChannelsLast(b, x.value, x.dims);
    x = padSpatial(b, x, *windows,
                   z ? arith::TruncIOp::create(b, b.getI8Type(), z).getResult()
                     : b.zero(b.getI8Type()));
    Type i32 = b.getI32Type();
    Shaped sum = convolve(b, x, w, op.getGroup(), *windows,
                          ProductTypes{xBytes.element, wBytes.element, i32});
    if (z)
      sum = subtract(b, sum, filterSums(b, w, wBytes.element, z));
    if (Value v = zeroPointsOf(b, op.getWZeroPoint(), operands.getWZeroPoint(), wBytes.shift, w))
      sum = correctFilters(b, sum, x, xBytes.element, w, z, v, op.getGroup(), *windows);
    Dims first = {sum.dims.front(), sum.dims.back()};
    llvm::append_range(first, windows->out);
    return SmallVector<Value>{b.reshape(toChannelsFirst(b, sum), first, b.dimsOf(op.getY()))};
  }

  // A zero point that is one number, shifted; null for 0.
  static Value zeroPointOf(LoweringBuilder &b, Value original, Value value, int64_t shift) {
    Value number = arith::ConstantOp::create(b, b.getI32IntegerAttr(shift));
    if (isZeroPointZero(original))
      return shift ? number : Value();
    Value scalar = b.reshape(value, b.dimsOf(original), {});
    Value element = tensor::ExtractOp::create(b, scalar, ValueRange());
    Value wide = convertElement(b, element, getElementTypeOrSelf(original.getType()),
                                b.getI32Type());
    return shift ? arith::AddIOp::create(b, wide, number).getResult() : wide;
  }

  // The zero points of all filters, shifted; null if all are 0.
  static Value zeroPointsOf(LoweringBuilder &b, Value original, Value value, int64_t shift,
                            const Shaped &w) {
    if (isZeroPointZero(original) && !shift)
      return {};
    Dims filters = {w.dims.front()};
    if (isZeroPointZero(original) ||
        granularityOf(b.dimsOf(original), /*blockSize=*/0) == Granularity::Tensor)
      return b.filled(filters, zeroPointOf(b, original, value, shift));
    Type element = getElementTypeOrSelf(original.getType());
    return b.map(filters, b.getI32Type(), value, b.getMultiDimIdentityMap(1),
                 [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                   Value wide = convertElement(n, args[0], element, n.getI32Type());
                   return arith::AddIOp::create(
                       n, wide, arith::ConstantOp::create(n, n.getI32IntegerAttr(shift)));
                 });
  }

  // z Σ w of each filter.
  static Value filterSums(LoweringBuilder &b, const Shaped &w, Type element, Value z) {
    AffineMap all = b.getMultiDimIdentityMap(w.dims.size());
    Value sums = b.reduce({w.dims.front()}, b.zero(b.getI32Type()), w.value, all,
                          all.getMajorSubMap(1),
                          [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                            return arith::AddIOp::create(
                                n, args[1], convertElement(n, args[0], element, n.getI32Type()));
                          });
    return b.map({w.dims.front()}, b.getI32Type(), sums, b.getMultiDimIdentityMap(1),
                 [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                   return arith::MulIOp::create(n, args[0], z);
                 });
  }

  // sum - terms, which has one a filter.
  static Shaped subtract(LoweringBuilder &b, const Shaped &sum, Value terms) {
    unsigned rank = sum.dims.size();
    auto filter = AffineMap::get(rank, 0, b.getAffineDimExpr(rank - 1), b.getContext());
    return {b.map(sum.dims, b.getI32Type(), {sum.value, terms},
                  {b.getMultiDimIdentityMap(rank), filter},
                  [](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                    return arith::SubIOp::create(n, args[0], args[1]);
                  }),
            sum.dims};
  }

  // sum - v Σ (x - z): the channels of a group are summed at each position, then
  // the positions of each window.
  static Shaped correctFilters(LoweringBuilder &b, const Shaped &sum, const Shaped &x, Type element,
                               const Shaped &w, Value z, Value v, int64_t group,
                               const Windows &windows) {
    SymbolicShapes &shapes = b.getShapes();
    size_t rank = windows.rank();
    Type i32 = b.getI32Type();
    AffineExpr groups = shapes.constant(group), channels = w.dims[1],
               perGroup = shapes.exactDiv(w.dims[0], groups);
    auto accumulate = [&](bool areBytes) {
      return [&, areBytes](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
        Value term = areBytes ? convertElement(n, args[0], element, i32) : args[0];
        return arith::AddIOp::create(n, args.back(), term);
      };
    };
    // [N, in…, group]
    Dims split(x.dims.begin(), x.dims.end() - 1), grouped = split;
    split.append({groups, channels});
    grouped.push_back(groups);
    AffineMap all = b.getMultiDimIdentityMap(split.size());
    Value positions = b.reduce(grouped, b.zero(i32), b.reshape(x.value, x.dims, split), all,
                               all.dropResult(split.size() - 1), accumulate(true));
    // [N, out…, group]; loops n, out…, group, kernel….
    unsigned g = 1 + rank, k = g + 1, loops = k + rank;
    SmallVector<AffineExpr> at = {b.getAffineDimExpr(0)}, out = at, kernel;
    Dims target = {sum.dims.front()}, extents;
    int64_t count = *SymbolicShapes::constantOf(channels);
    for (size_t i = 0; i < rank; ++i) {
      at.push_back(windowPosition(b, windows, i, 1 + i, k + i));
      out.push_back(b.getAffineDimExpr(1 + i));
      kernel.push_back(b.getAffineDimExpr(k + i));
      target.push_back(windows.out[i]);
      extents.push_back(shapes.constant(windows.kernel[i]));
      count *= windows.kernel[i];
    }
    at.push_back(b.getAffineDimExpr(g));
    out.push_back(b.getAffineDimExpr(g));
    target.push_back(groups);
    auto map = [&](ArrayRef<AffineExpr> position) {
      return AffineMap::get(loops, 0, position, b.getContext());
    };
    Value shape = b.empty(extents, i32); // tells the extents of windows only
    Value inWindows = b.reduce(target, b.zero(i32), {positions, shape}, {map(at), map(kernel)},
                               map(out), accumulate(false));
    // [N, out…, group, filters of one]
    Dims parts = target, filters = {groups, perGroup};
    parts.push_back(perGroup);
    unsigned last = parts.size() - 1;
    auto filter = AffineMap::get(parts.size(), 0,
                                 {b.getAffineDimExpr(last - 1), b.getAffineDimExpr(last)},
                                 b.getContext());
    AffineMap identity = b.getMultiDimIdentityMap(parts.size());
    Value corrected = b.map(
        parts, i32,
        {b.reshape(sum.value, sum.dims, parts), inWindows, b.reshape(v, {w.dims.front()}, filters)},
        {identity, identity.dropResult(last), filter},
        [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
          Value window = args[1];
          if (z) {
            Value number = arith::ConstantOp::create(n, n.getI32IntegerAttr(count));
            window = arith::SubIOp::create(n, window, arith::MulIOp::create(n, z, number));
          }
          return arith::SubIOp::create(n, args[0], arith::MulIOp::create(n, args[2], window));
        });
    return {b.reshape(corrected, parts, sum.dims), sum.dims};
  }
};
} // namespace

void cameo::populateQuantizedConvolutionsLowering(RewritePatternSet &patterns,
                                                  const TypeConverter &converter,
                                                  SymbolicShapes &shapes) {
  patterns.add<ConvIntegerLowering>(converter, shapes);
}
