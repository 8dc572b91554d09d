// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reductions: a function of each element, an accumulation, and a function of
// each result. Half precision accumulates in f32.

#include "dialects/ONNX/Scalars.h"
#include "lib/Conversion/ONNXToLinalg/Lowering.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

Value constant(ImplicitLocOpBuilder &b, Type type, double value) {
  if (isa<FloatType>(type))
    return arith::ConstantOp::create(b, b.getFloatAttr(type, value));
  return arith::ConstantOp::create(b, b.getIntegerAttr(type, int64_t(value)));
}
Value add(ImplicitLocOpBuilder &b, Value x, Value y) {
  return isa<FloatType>(x.getType()) ? arith::AddFOp::create(b, x, y).getResult()
                                     : arith::AddIOp::create(b, x, y).getResult();
}
Value multiply(ImplicitLocOpBuilder &b, Value x, Value y) {
  return isa<FloatType>(x.getType()) ? arith::MulFOp::create(b, x, y).getResult()
                                     : arith::MulIOp::create(b, x, y).getResult();
}
Value larger(ImplicitLocOpBuilder &b, Value x, Value y, bool isUnsigned) {
  if (isa<FloatType>(x.getType()))
    return arith::MaximumFOp::create(b, x, y);
  return isUnsigned ? arith::MaxUIOp::create(b, x, y).getResult()
                    : arith::MaxSIOp::create(b, x, y).getResult();
}
Value smaller(ImplicitLocOpBuilder &b, Value x, Value y, bool isUnsigned) {
  if (isa<FloatType>(x.getType()))
    return arith::MinimumFOp::create(b, x, y);
  return isUnsigned ? arith::MinUIOp::create(b, x, y).getResult()
                    : arith::MinSIOp::create(b, x, y).getResult();
}
Value absolute(ImplicitLocOpBuilder &b, Value x, bool isUnsigned) {
  if (isa<FloatType>(x.getType()))
    return math::AbsFOp::create(b, x);
  return isUnsigned ? x : math::AbsIOp::create(b, x).getResult();
}

// The element that any other is at least (or at most) as large as.
Value bound(ImplicitLocOpBuilder &b, Type type, bool isUnsigned, bool isLowest) {
  if (auto real = dyn_cast<FloatType>(type))
    return arith::ConstantOp::create(
        b, b.getFloatAttr(real, APFloat::getInf(real.getFloatSemantics(), isLowest)));
  unsigned width = type.getIntOrFloatBitWidth();
  APInt value =
      isUnsigned ? (isLowest ? APInt::getZero(width) : APInt::getMaxValue(width))
                 : (isLowest ? APInt::getSignedMinValue(width) : APInt::getSignedMaxValue(width));
  return arith::ConstantOp::create(b, b.getIntegerAttr(type, value));
}

// A function of reals on an integer: by way of f64, towards zero.
Value onReals(ImplicitLocOpBuilder &b, Value x, bool isUnsigned,
              llvm::function_ref<Value(Value)> f) {
  Type type = x.getType();
  if (isa<FloatType>(type))
    return f(x);
  Type real = b.getF64Type();
  Value y =
      isUnsigned ? f(arith::UIToFPOp::create(b, real, x)) : f(arith::SIToFPOp::create(b, real, x));
  return saturate(b, y, cast<IntegerType>(type), isUnsigned);
}

template <typename Op> struct ReduceLowering : Lowering<Op> {
  using Lowering<Op>::Lowering;

  Results lower(Op op, typename Lowering<Op>::Adaptor operands, LoweringBuilder &b) const override {
    InferenceContext ctx(op, b.getShapes());
    auto masks = op.candidates(ctx);
    if (failed(masks))
      return failure();
    Type original = getElementTypeOrSelf(op.getData().getType());
    if (!original.isIntOrFloat())
      return op.emitOpError() << "has no lowering for elements of type " << original;
    Dims from = b.dimsOf(op.getData()), to = b.dimsOf(op.getReduced());
    if (masks->empty())
      return SmallVector<Value>{reduceByAxes(op, operands, from, to, b)};
    SmallVector<Value> results;
    for (const AxisMask &mask : *masks)
      results.push_back(reduce(op, operands.getData(), from, mask, to, b));
    if (results.size() == 1 && (op.getAxes().getType() == b.getNoneType() || ctx.constants(1)))
      return results;

    // The axes choose among the possibilities when the model runs.
    Value bits = maskOf(op, b, operands.getAxes(), masks->front().size());
    SmallVector<Value> chosen;
    for (const AxisMask &mask : *masks) {
      int64_t wanted = 0;
      for (auto [axis, isReduced] : llvm::enumerate(mask))
        wanted |= int64_t(isReduced) << axis;
      Value expected = arith::ConstantOp::create(b, b.getI64IntegerAttr(wanted));
      chosen.push_back(arith::CmpIOp::create(b, arith::CmpIPredicate::eq, bits, expected));
    }
    Value anyChosen = chosen.front();
    for (Value one : ArrayRef(chosen).drop_front())
      anyChosen = arith::OrIOp::create(b, anyChosen, one);
    b.require(anyChosen);
    if (results.size() == 1)
      return results;
    SmallVector<AffineMap> maps(results.size(), b.getMultiDimIdentityMap(to.size()));
    return SmallVector<Value>{b.map(to, LoweringBuilder::signless(original), results, maps,
                                    [&](ImplicitLocOpBuilder &n, ValueRange args) {
                                      Value result = args[0];
                                      for (size_t i = 1; i < args.size(); ++i)
                                        result =
                                            arith::SelectOp::create(n, chosen[i], args[i], result);
                                      return result;
                                    })};
  }

  // The dimensions that run-time axes name, one bit each.
  static Value maskOf(Op op, LoweringBuilder &b, Value axes, int64_t rank) {
    Type i64 = b.getI64Type();
    auto scalar = [](ImplicitLocOpBuilder &n, int64_t value) -> Value {
      return arith::ConstantOp::create(n, n.getI64IntegerAttr(value));
    };
    Value named = b.reduce(
        {}, b.zero(i64), axes, b.getMultiDimIdentityMap(1), AffineMap::get(1, 0, b.getContext()),
        [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
          Value isNegative =
              arith::CmpIOp::create(n, arith::CmpIPredicate::slt, args[0], scalar(n, 0));
          Value axis = arith::SelectOp::create(
              n, isNegative, arith::AddIOp::create(n, args[0], scalar(n, rank)), args[0]);
          // An axis outside names nothing.
          axis = arith::AndIOp::create(n, axis, scalar(n, 63));
          return arith::OrIOp::create(n, args[1], arith::ShLIOp::create(n, scalar(n, 1), axis));
        });
    Value bits = tensor::ExtractOp::create(b, named, ValueRange());
    Value isNone = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, bits, scalar(b, 0));
    int64_t all = (int64_t(1) << rank) - 1;
    return arith::SelectOp::create(b, isNone, scalar(b, op.getNoopWithEmptyAxes() ? 0 : all), bits);
  }

  // The axes, and the result's extents with them, are known when the model runs: the
  // elements become a matrix whose rows are what is reduced.
  static Value reduceByAxes(Op op, typename Lowering<Op>::Adaptor operands, const Dims &from,
                            Dims to, LoweringBuilder &b) {
    int64_t rank = from.size();
    Value bits = maskOf(op, b, operands.getAxes(), rank), zero = b.index(int64_t(0)),
          one = b.index(1), position = zero;
    SmallVector<Value> isReduced, extents;
    for (auto [axis, extent] : llvm::enumerate(from)) {
      Value bit = arith::ConstantOp::create(b, b.getI64IntegerAttr(int64_t(1) << axis));
      Value none = arith::ConstantOp::create(b, b.getI64IntegerAttr(0));
      isReduced.push_back(arith::CmpIOp::create(b, arith::CmpIPredicate::ne,
                                                arith::AndIOp::create(b, bits, bit), none));
      extents.push_back(b.index(extent));
    }
    // Of each dimension, the elements between its neighbours, of its own kind.
    SmallVector<Value> strides(rank);
    Value kept = one, reduced = one;
    for (int64_t axis = rank; axis-- > 0;) {
      strides[axis] = arith::SelectOp::create(b, isReduced[axis], reduced, kept);
      Value next = arith::MulIOp::create(b, strides[axis], extents[axis]);
      kept = arith::SelectOp::create(b, isReduced[axis], kept, next);
      reduced = arith::SelectOp::create(b, isReduced[axis], next, reduced);
    }
    SymbolicShapes &shapes = b.getShapes();
    Dims matrix{shapes.known(kept), shapes.known(reduced)}, rows{matrix[0]};
    Value data = b.map(
        matrix, LoweringBuilder::signless(getElementTypeOrSelf(op.getData().getType())), {}, {},
        [&](ImplicitLocOpBuilder &n, ValueRange) -> Value {
          Value row = linalg::IndexOp::create(n, 0), column = linalg::IndexOp::create(n, 1);
          SmallVector<Value> at;
          for (int64_t axis = 0; axis < rank; ++axis) {
            Value linear = arith::SelectOp::create(n, isReduced[axis], column, row);
            at.push_back(arith::RemUIOp::create(
                n, arith::DivUIOp::create(n, linear, strides[axis]), extents[axis]));
          }
          return tensor::ExtractOp::create(n, operands.getData(), at);
        });
    if (op.getKeepdims()) {
      for (int64_t axis = 0; axis < rank; ++axis)
        to[axis] = b.settle(to[axis],
                            arith::SelectOp::create(b, isReduced[axis], one, extents[axis]));
      return reduce(op, data, matrix, {false, true}, to, b);
    }
    // The result's dimensions are those that are kept, of which there must be as many.
    SmallVector<Value> left(to.size(), one);
    for (int64_t axis = 0; axis < rank; ++axis) {
      for (auto [k, extent] : llvm::enumerate(left)) {
        Value isThis = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, position,
                                             b.index(int64_t(k)));
        Value taken = arith::SelectOp::create(b, isReduced[axis], extent, extents[axis]);
        extent = arith::SelectOp::create(b, isThis, taken, extent);
      }
      position = arith::AddIOp::create(b, position,
                                       arith::SelectOp::create(b, isReduced[axis], zero, one));
    }
    b.requireEqual(position, b.index(int64_t(to.size())));
    for (auto [extent, value] : llvm::zip(to, left))
      extent = b.settle(extent, value);
    return reduce(op, data, matrix, {false, true}, to, b);
  }

  static Value reduce(Op op, Value data, const Dims &dims, const AxisMask &mask, const Dims &to,
                      LoweringBuilder &b) {
    Dims kept;
    SmallVector<AffineExpr> position;
    AffineExpr count = b.getShapes().constant(1);
    for (auto [axis, extent] : llvm::enumerate(dims)) {
      if (mask[axis]) {
        count = count * extent;
        continue;
      }
      position.push_back(b.getAffineDimExpr(axis));
      kept.push_back(extent);
    }
    auto identity = b.getMultiDimIdentityMap(dims.size());
    auto out = AffineMap::get(dims.size(), 0, position, b.getContext());
    auto keptIdentity = b.getMultiDimIdentityMap(kept.size());

    Type original = getElementTypeOrSelf(op.getData().getType());
    bool isUnsigned = original.isUnsignedInteger() || original.isInteger(1);
    Type element = LoweringBuilder::signless(original);
    constexpr bool isMax = std::is_same_v<Op, ReduceMaxOp>, isMin = std::is_same_v<Op, ReduceMinOp>;
    constexpr bool isProduct = std::is_same_v<Op, ReduceProdOp>;
    constexpr bool isMean = std::is_same_v<Op, ReduceMeanOp>;
    constexpr bool isL1 = std::is_same_v<Op, ReduceL1Op>, isL2 = std::is_same_v<Op, ReduceL2Op>;
    constexpr bool isSumSquare = std::is_same_v<Op, ReduceSumSquareOp>;
    constexpr bool isLog = std::is_same_v<Op, ReduceLogSumOp>;
    constexpr bool isLogExp = std::is_same_v<Op, ReduceLogSumExpOp>;
    Type type = isMax || isMin ? element : LoweringBuilder::accumulator(element);
    if (isLogExp && isa<IntegerType>(type))
      type = b.getF64Type();
    auto widen = [&](ImplicitLocOpBuilder &n, Value x) -> Value {
      if (x.getType() == type)
        return x;
      if (isa<FloatType>(x.getType()))
        return arith::ExtFOp::create(n, type, x);
      return isUnsigned ? arith::UIToFPOp::create(n, type, x).getResult()
                        : arith::SIToFPOp::create(n, type, x).getResult();
    };

    // log(Σ exp(x)) = m + log(Σ exp(x - m)), with the largest finite x as m.
    Value shift;
    if (isLogExp) {
      Value lowest = bound(b, type, false, /*isLowest=*/true);
      Value largest = b.reduce(kept, lowest, data, identity, out,
                               [&](ImplicitLocOpBuilder &n, ValueRange args) {
                                 return larger(n, widen(n, args[0]), args[1], false);
                               });
      shift = b.map(kept, type, largest, keptIdentity,
                    [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                      Value infinite = arith::CmpFOp::create(
                          n, arith::CmpFPredicate::OEQ, math::AbsFOp::create(n, args[0]),
                          bound(n, type, false, /*isLowest=*/false));
                      return arith::SelectOp::create(n, infinite, constant(n, type, 0), args[0]);
                    });
    }

    Value init =
        isMax || isMin ? bound(b, type, isUnsigned, isMax) : constant(b, type, isProduct ? 1 : 0);
    SmallVector<Value> ins = {data};
    SmallVector<AffineMap> maps = {identity};
    if (shift) {
      ins.push_back(shift);
      maps.push_back(out);
    }
    Value result = b.reduce(kept, init, ins, maps, out,
                            [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                              Value x = widen(n, args[0]), acc = args.back();
                              if (isMax)
                                return larger(n, x, acc, isUnsigned);
                              if (isMin)
                                return smaller(n, x, acc, isUnsigned);
                              if (isProduct)
                                return multiply(n, acc, x);
                              if (isL1)
                                x = absolute(n, x, isUnsigned);
                              if (isL2 || isSumSquare)
                                x = multiply(n, x, x);
                              if (isLogExp)
                                x = math::ExpOp::create(n, arith::SubFOp::create(n, x, args[1]));
                              return add(n, acc, x);
                            });

    // The function of the result, and its own type.
    bool isChanged = isMean || isL2 || isLog || isLogExp || type != element;
    if (isChanged) {
      Value n64;
      if (isMean)
        n64 = arith::IndexCastOp::create(b, b.getI64Type(), b.index(count));
      SmallVector<Value> finals = {result};
      SmallVector<AffineMap> finalMaps = {keptIdentity};
      if (shift) {
        finals.push_back(shift);
        finalMaps.push_back(keptIdentity);
      }
      result = b.map(kept, element, finals, finalMaps,
                     [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                       Value x = args[0];
                       if (isMean && isa<FloatType>(type))
                         x = arith::DivFOp::create(n, x, arith::SIToFPOp::create(n, type, n64));
                       else if (isMean)
                         x = divide(n, x, n64, isUnsigned);
                       if (isL2)
                         x = onReals(n, x, isUnsigned,
                                     [&](Value y) -> Value { return math::SqrtOp::create(n, y); });
                       if (isLog || isLogExp)
                         x = onReals(n, x, isUnsigned,
                                     [&](Value y) -> Value { return math::LogOp::create(n, y); });
                       if (isLogExp)
                         x = arith::AddFOp::create(n, x, args[1]);
                       if (x.getType() == element)
                         return x;
                       if (isa<FloatType>(element))
                         return arith::TruncFOp::create(n, element, x);
                       return saturate(n, x, cast<IntegerType>(element), isUnsigned);
                     });
    }
    return b.reshape(result, kept, to);
  }

  // An integer mean; of nothing it is 0.
  static Value divide(ImplicitLocOpBuilder &b, Value x, Value count, bool isUnsigned) {
    Type wide = b.getI64Type(), type = x.getType();
    bool isNarrow = type != wide;
    if (isNarrow)
      x = isUnsigned ? arith::ExtUIOp::create(b, wide, x).getResult()
                     : arith::ExtSIOp::create(b, wide, x).getResult();
    count = arith::MaxSIOp::create(b, count, constant(b, wide, 1));
    x = isUnsigned ? arith::DivUIOp::create(b, x, count).getResult()
                   : arith::DivSIOp::create(b, x, count).getResult();
    return isNarrow ? arith::TruncIOp::create(b, type, x).getResult() : x;
  }
};

// The best element so far and its position are accumulated together. NaN is better
// than any number.
template <typename Op> struct ArgLowering : Lowering<Op> {
  using Lowering<Op>::Lowering;
  Results lower(Op op, typename Lowering<Op>::Adaptor operands, LoweringBuilder &b) const override {
    constexpr bool isMax = std::is_same_v<Op, ArgMaxOp>;
    Dims dims = b.dimsOf(op.getData()), to = b.dimsOf(op.getReduced()), kept = dims;
    int64_t axis = op.getAxis(), rank = dims.size();
    axis = axis < 0 ? axis + rank : axis;
    kept.erase(kept.begin() + axis);
    Type original = getElementTypeOrSelf(op.getData().getType());
    bool isUnsigned = original.isUnsignedInteger();
    Type element = LoweringBuilder::signless(original);
    Value best = b.filled(kept, bound(b, element, isUnsigned, isMax));
    Value positions = b.filled(kept, b.zero(b.getI64Type()));
    auto identity = b.getMultiDimIdentityMap(rank), out = identity.dropResult(axis);
    SmallVector<utils::IteratorType> iterators(rank, utils::IteratorType::parallel);
    iterators[axis] = utils::IteratorType::reduction;
    bool last = op.getSelectLastIndex() != 0;
    auto generic = linalg::GenericOp::create(
        b, TypeRange{best.getType(), positions.getType()}, operands.getData(),
        ValueRange{best, positions}, ArrayRef{identity, out, out}, iterators,
        [&](OpBuilder &nested, Location loc, ValueRange args) {
          ImplicitLocOpBuilder n(loc, nested);
          Value isBetter;
          if (isa<FloatType>(element)) {
            using P = arith::CmpFPredicate;
            P predicate = isMax ? (last ? P::UGE : P::UGT) : (last ? P::ULE : P::ULT);
            isBetter = arith::CmpFOp::create(n, predicate, args[0], args[1]);
            // A NaN stays the best, but for a later one.
            Value yields = arith::CmpFOp::create(n, P::ORD, args[1], args[1]);
            if (last)
              yields = arith::OrIOp::create(n, yields,
                                            arith::CmpFOp::create(n, P::UNO, args[0], args[0]));
            isBetter = arith::AndIOp::create(n, isBetter, yields);
          } else {
            using P = arith::CmpIPredicate;
            P isSigned = isMax ? (last ? P::sge : P::sgt) : (last ? P::sle : P::slt);
            P unsignedOne = isMax ? (last ? P::uge : P::ugt) : (last ? P::ule : P::ult);
            isBetter =
                arith::CmpIOp::create(n, isUnsigned ? unsignedOne : isSigned, args[0], args[1]);
          }
          Value i = arith::IndexCastOp::create(n, n.getI64Type(), linalg::IndexOp::create(n, axis));
          linalg::YieldOp::create(n,
                                  ValueRange{arith::SelectOp::create(n, isBetter, args[0], args[1]),
                                             arith::SelectOp::create(n, isBetter, i, args[2])});
        });
    return SmallVector<Value>{b.reshape(generic.getResult(1), kept, to)};
  }
};
} // namespace

void cameo::populateReductionsLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                       SymbolicShapes &shapes) {
  patterns.add<ReduceLowering<ReduceSumOp>, ReduceLowering<ReduceMeanOp>,
               ReduceLowering<ReduceProdOp>, ReduceLowering<ReduceMaxOp>,
               ReduceLowering<ReduceMinOp>, ReduceLowering<ReduceL1Op>, ReduceLowering<ReduceL2Op>,
               ReduceLowering<ReduceLogSumOp>, ReduceLowering<ReduceLogSumExpOp>,
               ReduceLowering<ReduceSumSquareOp>, ArgLowering<ArgMaxOp>, ArgLowering<ArgMinOp>>(
      converter, shapes);
}
