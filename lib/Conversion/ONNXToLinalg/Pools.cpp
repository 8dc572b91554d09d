// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pools with channels last: reductions over windows, which a tensor without
// contents gives their extents.

#include "lib/Conversion/ONNXToLinalg/ChannelsLast.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

Value constantOf(ImplicitLocOpBuilder &b, Type type, double value) {
  return arith::ConstantOp::create(b, b.getFloatAttr(type, value));
}

Value extend(ImplicitLocOpBuilder &b, Value value, Type type) {
  return value.getType() == type ? value : arith::ExtFOp::create(b, type, value).getResult();
}

Value truncate(ImplicitLocOpBuilder &b, Value value, Type type) {
  return value.getType() == type ? value : arith::TruncFOp::create(b, type, value).getResult();
}

// |x|^p, and the p-th root.
Value power(ImplicitLocOpBuilder &b, Value x, int64_t p) {
  if (p == 2)
    return arith::MulFOp::create(b, x, x);
  x = math::AbsFOp::create(b, x);
  return p == 1 ? x : math::PowFOp::create(b, x, constantOf(b, x.getType(), p)).getResult();
}
Value root(ImplicitLocOpBuilder &b, Value x, int64_t p) {
  if (p == 1)
    return x;
  if (p == 2)
    return math::SqrtOp::create(b, x);
  return math::PowFOp::create(b, x, constantOf(b, x.getType(), 1.0 / p));
}

// The smallest element of a type, neutral to max.
Value lowest(ImplicitLocOpBuilder &b, Type element, bool isUnsigned) {
  if (auto type = dyn_cast<FloatType>(element))
    return arith::ConstantOp::create(
        b, b.getFloatAttr(type, APFloat::getInf(type.getFloatSemantics(), /*Negative=*/true)));
  unsigned width = element.getIntOrFloatBitWidth();
  return arith::ConstantOp::create(
      b, b.getIntegerAttr(element,
                          isUnsigned ? APInt::getZero(width) : APInt::getSignedMinValue(width)));
}

Value larger(ImplicitLocOpBuilder &b, Value x, Value y, bool isUnsigned) {
  if (isa<FloatType>(x.getType()))
    return arith::MaximumFOp::create(b, x, y);
  return isUnsigned ? arith::MaxUIOp::create(b, x, y).getResult()
                    : arith::MaxSIOp::create(b, x, y).getResult();
}

// The loops of a pool are n, out…, kernel…, c.
struct PoolLoops {
  AffineMap operand, window, result;
  PoolLoops(LoweringBuilder &b, const Windows &windows) {
    unsigned rank = windows.rank(), loops = 2 * rank + 2;
    SmallVector<AffineExpr> at = {b.getAffineDimExpr(0)}, out = at, kernel;
    for (unsigned i = 0; i < rank; ++i) {
      at.push_back(windowPosition(b, windows, i, 1 + i, 1 + rank + i));
      out.push_back(b.getAffineDimExpr(1 + i));
      kernel.push_back(b.getAffineDimExpr(1 + rank + i));
    }
    at.push_back(b.getAffineDimExpr(loops - 1));
    out.push_back(b.getAffineDimExpr(loops - 1));
    operand = AffineMap::get(loops, 0, at, b.getContext());
    window = AffineMap::get(loops, 0, kernel, b.getContext());
    result = AffineMap::get(loops, 0, out, b.getContext());
  }
};

Dims kernelDims(LoweringBuilder &b, const Windows &windows) {
  Dims dims;
  for (int64_t extent : windows.kernel)
    dims.push_back(b.getShapes().constant(extent));
  return dims;
}

Dims pooledDims(const Shaped &x, const Windows &windows) {
  Dims dims = {x.dims.front()};
  llvm::append_range(dims, windows.out);
  dims.push_back(x.dims.back());
  return dims;
}

// The operand from the first window on.
Shaped dropSkipped(LoweringBuilder &b, const Shaped &x, const Windows &windows) {
  if (llvm::all_of(windows.skipped,
                   [](AffineExpr skipped) { return SymbolicShapes::constantOf(skipped) == 0; }))
    return x;
  Dims starts(x.dims.size(), b.getShapes().constant(0)), dims = x.dims;
  for (size_t i = 0; i < windows.rank(); ++i) {
    starts[1 + i] = windows.skipped[i];
    dims[1 + i] = dims[1 + i] - windows.skipped[i];
  }
  SmallVector<int64_t> steps(dims.size(), 1);
  return {b.slice(x.value, x.dims, starts, steps, dims), dims};
}

// acc = body(x, acc) over each window of a padded operand.
Shaped pool(LoweringBuilder &b, const Shaped &padded, const Windows &windows, Value init,
            LoweringBuilder::Body body) {
  PoolLoops loops(b, windows);
  Value window = b.empty(kernelDims(b, windows), init.getType());
  Dims dims = pooledDims(padded, windows);
  Value result = b.reduce(dims, init, {padded.value, window}, {loops.operand, loops.window},
                          loops.result, [&](ImplicitLocOpBuilder &n, ValueRange args) {
                            return body(n, {args[0], args[2]});
                          });
  return {result, dims};
}

struct MaxPoolLowering : Lowering<MaxPoolOp> {
  using Lowering::Lowering;
  Results lower(MaxPoolOp op, Adaptor operands, LoweringBuilder &b) const override {
    InferenceContext ctx(op, b.getShapes());
    auto windows = op.windows(ctx);
    if (failed(windows))
      return failure();
    Type type = getElementTypeOrSelf(op.getX().getType());
    bool isUnsigned = type.isUnsignedInteger();
    Type element = LoweringBuilder::signless(type);
    Value init = lowest(b, element, isUnsigned);
    Shaped x = toChannelsLast(b, operands.getX(), b.dimsOf(op.getX()));
    Shaped padded = padSpatial(b, dropSkipped(b, x, *windows), *windows, init);
    Value indices;
    if (!isa<NoneType>(op.getIndices().getType()))
      indices = toChannelsFirst(b, argMax(op, b, x, padded, *windows, init, isUnsigned));
    Value largest;
    if (!isa<NoneType>(op.getY().getType()))
      largest = toChannelsFirst(
          b, pool(b, padded, *windows, init, [&](ImplicitLocOpBuilder &n, ValueRange args) {
            return larger(n, args[0], args[1], isUnsigned);
          }));
    return SmallVector<Value>{largest, indices};
  }

  // The position of the first largest element of each window in the flattened X.
  static Shaped argMax(MaxPoolOp op, LoweringBuilder &b, const Shaped &x, const Shaped &padded,
                       const Windows &windows, Value init, bool isUnsigned) {
    PoolLoops loops(b, windows);
    unsigned rank = windows.rank();
    Dims dims = pooledDims(padded, windows);
    Value window = b.empty(kernelDims(b, windows), init.getType());
    Value values = b.filled(dims, init), positions = b.filled(dims, b.zero(b.getI64Type()));
    SmallVector<Value> extents, lows;
    for (unsigned i = 0; i < rank; ++i) {
      extents.push_back(b.index(x.dims[1 + i]));
      lows.push_back(b.index(windows.low[i] - windows.skipped[i]));
    }
    Value channels = b.index(x.dims.back());
    SmallVector<utils::IteratorType> iterators(2 * rank + 2, utils::IteratorType::parallel);
    std::fill(iterators.begin() + 1 + rank, iterators.end() - 1, utils::IteratorType::reduction);
    auto generic = linalg::GenericOp::create(
        b, TypeRange{values.getType(), positions.getType()}, ValueRange{padded.value, window},
        ValueRange{values, positions},
        ArrayRef{loops.operand, loops.window, loops.result, loops.result}, iterators,
        [&](OpBuilder &nested, Location loc, ValueRange args) {
          ImplicitLocOpBuilder n(loc, nested);
          auto loop = [&](unsigned i) -> Value { return linalg::IndexOp::create(n, i); };
          auto multiplyAdd = [&](Value a, Value factor, Value addend) -> Value {
            return arith::AddIOp::create(n, arith::MulIOp::create(n, a, factor), addend);
          };
          Value flat = multiplyAdd(loop(0), channels, loop(2 * rank + 1));
          SmallVector<Value> at;
          for (unsigned i = 0; i < rank; ++i) {
            Value o = arith::MulIOp::create(n, loop(1 + i),
                                            arith::ConstantIndexOp::create(n, windows.strides[i]));
            Value k = arith::MulIOp::create(
                n, loop(1 + rank + i), arith::ConstantIndexOp::create(n, windows.dilations[i]));
            at.push_back(arith::SubIOp::create(n, arith::AddIOp::create(n, o, k), lows[i]));
          }
          // Column-major order counts the last dimension slowest.
          for (unsigned i = 0; i < rank; ++i) {
            unsigned axis = op.getStorageOrder() ? rank - 1 - i : i;
            flat = multiplyAdd(flat, extents[axis], at[axis]);
          }
          Value position = arith::IndexCastOp::create(n, n.getI64Type(), flat);
          // The first NaN is larger than any number, as it is the result.
          using P = arith::CmpFPredicate;
          Value isLarger =
              isa<FloatType>(args[0].getType())
                  ? arith::AndIOp::create(n, arith::CmpFOp::create(n, P::UGT, args[0], args[2]),
                                          arith::CmpFOp::create(n, P::ORD, args[2], args[2]))
                        .getResult()
                  : arith::CmpIOp::create(
                        n, isUnsigned ? arith::CmpIPredicate::ugt : arith::CmpIPredicate::sgt,
                        args[0], args[2])
                        .getResult();
          linalg::YieldOp::create(
              n, ValueRange{arith::SelectOp::create(n, isLarger, args[0], args[2]),
                            arith::SelectOp::create(n, isLarger, position, args[3])});
        });
    return {generic.getResult(1), dims};
  }
};

struct AveragePoolLowering : Lowering<AveragePoolOp> {
  using Lowering::Lowering;
  Results lower(AveragePoolOp op, Adaptor operands, LoweringBuilder &b) const override {
    InferenceContext ctx(op, b.getShapes());
    auto windows = op.windows(ctx);
    if (failed(windows))
      return failure();
    Type element = getElementTypeOrSelf(op.getX().getType());
    Type type = LoweringBuilder::accumulator(element);
    Shaped x = dropSkipped(b, toChannelsLast(b, operands.getX(), b.dimsOf(op.getX())), *windows);
    Shaped sum = pool(b, padSpatial(b, x, *windows, b.zero(element)), *windows, b.zero(type),
                      [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                        return arith::AddFOp::create(n, args[1], extend(n, args[0], type));
                      });
    // Padding counts when the attributes say so, what lies beyond it never.
    bool includePad = op.getCountIncludePad() != 0;
    bool isWhole = includePad ? windows->high == windows->givenHigh : !windows->hasPadding();
    int64_t count = 1;
    for (int64_t extent : windows->kernel)
      count *= extent;
    SmallVector<Value> first, end;
    for (size_t i = 0; i < windows->rank() && !isWhole; ++i) {
      AffineExpr low = windows->low[i], extent = x.dims[1 + i];
      first.push_back(b.index(includePad ? low - low : low));
      end.push_back(b.index(includePad ? low + extent + windows->givenHigh[i] : low + extent));
    }
    auto identity = b.getMultiDimIdentityMap(sum.dims.size());
    Value mean = b.map(sum.dims, element, sum.value, identity,
                       [&](ImplicitLocOpBuilder &n, ValueRange args) {
                         Value divisor = isWhole ? constantOf(n, type, count)
                                                 : countPositions(n, *windows, first, end, type);
                         return truncate(n, arith::DivFOp::create(n, args[0], divisor), element);
                       });
    return SmallVector<Value>{toChannelsFirst(b, {mean, sum.dims})};
  }

  // How many positions o * stride + k * dilation of a window are in [first, end).
  static Value countPositions(ImplicitLocOpBuilder &b, const Windows &windows,
                              ArrayRef<Value> first, ArrayRef<Value> end, Type type) {
    Value total;
    for (size_t i = 0; i < windows.rank(); ++i) {
      auto constant = [&](int64_t value) -> Value {
        return arith::ConstantIndexOp::create(b, value);
      };
      Value start =
          arith::MulIOp::create(b, linalg::IndexOp::create(b, 1 + i), constant(windows.strides[i]));
      // The number of k with start + k * dilation < bound, within the kernel.
      auto below = [&](Value bound) -> Value {
        Value steps = arith::CeilDivSIOp::create(b, arith::SubIOp::create(b, bound, start),
                                                 constant(windows.dilations[i]));
        return arith::MaxSIOp::create(
            b, arith::MinSIOp::create(b, steps, constant(windows.kernel[i])), constant(0));
      };
      Value count = arith::SubIOp::create(b, below(end[i]), below(first[i]));
      total = total ? arith::MulIOp::create(b, total, count).getResult() : count;
    }
    total = arith::MaxSIOp::create(b, total, arith::ConstantIndexOp::create(b, 1));
    return arith::SIToFPOp::create(b, type, arith::IndexCastOp::create(b, b.getI64Type(), total));
  }
};

struct LpPoolLowering : Lowering<LpPoolOp> {
  using Lowering::Lowering;
  Results lower(LpPoolOp op, Adaptor operands, LoweringBuilder &b) const override {
    InferenceContext ctx(op, b.getShapes());
    auto windows = op.windows(ctx);
    if (failed(windows))
      return failure();
    int64_t p = op.getP();
    Type element = getElementTypeOrSelf(op.getX().getType());
    Type type = LoweringBuilder::accumulator(element);
    Shaped x = dropSkipped(b, toChannelsLast(b, operands.getX(), b.dimsOf(op.getX())), *windows);
    Shaped sum =
        pool(b, padSpatial(b, x, *windows, b.zero(element)), *windows, b.zero(type),
             [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
               return arith::AddFOp::create(n, args[1], power(n, extend(n, args[0], type), p));
             });
    Value norm = b.map(sum.dims, element, sum.value, b.getMultiDimIdentityMap(sum.dims.size()),
                       [&](ImplicitLocOpBuilder &n, ValueRange args) {
                         return truncate(n, root(n, args[0], p), element);
                       });
    return SmallVector<Value>{toChannelsFirst(b, {norm, sum.dims})};
  }
};

// One window a channel: [N, spatial…, C] reduces to [N, C].
template <typename Op> struct GlobalPoolLowering : Lowering<Op> {
  using Lowering<Op>::Lowering;
  Results lower(Op op, typename Lowering<Op>::Adaptor operands, LoweringBuilder &b) const override {
    Type element = getElementTypeOrSelf(op.getX().getType());
    constexpr bool isMax = std::is_same_v<Op, GlobalMaxPoolOp>;
    constexpr bool isMean = std::is_same_v<Op, GlobalAveragePoolOp>;
    Type type = isMax ? element : LoweringBuilder::accumulator(element);
    Shaped x = toChannelsLast(b, operands.getX(), b.dimsOf(op.getX()));
    unsigned rank = x.dims.size();
    auto out = AffineMap::get(rank, 0, {b.getAffineDimExpr(0), b.getAffineDimExpr(rank - 1)},
                              b.getContext());
    Dims dims = {x.dims.front(), x.dims.back()};
    int64_t p = 2;
    if constexpr (!isMax && !isMean)
      p = op.getP();
    Value init = isMax ? lowest(b, type, false) : b.zero(type);
    Value result =
        b.reduce(dims, init, x.value, b.getMultiDimIdentityMap(rank), out,
                 [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                   if (isMax)
                     return larger(n, args[0], args[1], false);
                   Value term = extend(n, args[0], type);
                   return arith::AddFOp::create(n, args[1], isMean ? term : power(n, term, p));
                 });
    if (!isMax) {
      AffineExpr count = b.getShapes().product(ArrayRef(x.dims).drop_front().drop_back());
      Value divisor;
      if (isMean)
        divisor = arith::SIToFPOp::create(
            b, type, arith::IndexCastOp::create(b, b.getI64Type(), b.index(count)));
      result = b.map(dims, element, result, b.getMultiDimIdentityMap(2),
                     [&](ImplicitLocOpBuilder &n, ValueRange args) {
                       Value value = isMean ? arith::DivFOp::create(n, args[0], divisor).getResult()
                                            : root(n, args[0], p);
                       return truncate(n, value, element);
                     });
    }
    return SmallVector<Value>{b.reshape(result, dims, b.dimsOf(op.getY()))};
  }
};
} // namespace

void cameo::populatePoolsLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                  SymbolicShapes &shapes) {
  patterns.add<MaxPoolLowering, AveragePoolLowering, LpPoolLowering,
               GlobalPoolLowering<GlobalAveragePoolOp>, GlobalPoolLowering<GlobalMaxPoolOp>,
               GlobalPoolLowering<GlobalLpPoolOp>>(converter, shapes);
}
