// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Normalizations as reductions over some dimensions and maps that read the
// statistics back: a later pass fuses them row by row. Half precision is
// normalized in f32.

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
  if (value.getType().getIntOrFloatBitWidth() < type.getIntOrFloatBitWidth())
    return arith::ExtFOp::create(b, type, value);
  return value;
}
Value truncate(ImplicitLocOpBuilder &b, Value value, Type type) {
  if (value.getType().getIntOrFloatBitWidth() > type.getIntOrFloatBitWidth())
    return arith::TruncFOp::create(b, type, value);
  return value;
}

// A tensor whose statistics are taken over some of its dimensions.
struct Statistics {
  LoweringBuilder &b;
  Shaped x;
  Type type;          // of the statistics
  AffineMap identity; // of x
  AffineMap kept;     // x's position to that of the statistics
  Dims keptDims;
  AffineExpr count; // of elements reduced into one

  Statistics(LoweringBuilder &b, Shaped x, ArrayRef<bool> reduced)
      : b(b), x(x), type(LoweringBuilder::accumulator(
                        cast<RankedTensorType>(x.value.getType()).getElementType())),
        identity(b.getMultiDimIdentityMap(x.dims.size())), count(b.getShapes().constant(1)) {
    SmallVector<AffineExpr> position;
    for (auto [axis, extent] : llvm::enumerate(x.dims)) {
      if (reduced[axis]) {
        count = count * extent;
        continue;
      }
      position.push_back(b.getAffineDimExpr(axis));
      keptDims.push_back(extent);
    }
    kept = AffineMap::get(x.dims.size(), 0, position, b.getContext());
  }

  Type element() const { return cast<RankedTensorType>(x.value.getType()).getElementType(); }

  // Σ f(x, more…), where `more` has the statistics' extents.
  Value sum(ValueRange more, LoweringBuilder::Body f) {
    return fold(b.zero(type), more, [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
      return arith::AddFOp::create(n, args.back(), f(n, args.drop_back()));
    });
  }
  Value fold(Value init, ValueRange more, LoweringBuilder::Body body) {
    SmallVector<Value> ins = {x.value};
    llvm::append_range(ins, more);
    SmallVector<AffineMap> maps = {identity};
    maps.append(more.size(), kept);
    return b.reduce(keptDims, init, ins, maps, kept, [&](ImplicitLocOpBuilder &n, ValueRange args) {
      SmallVector<Value> wide(args);
      if (isa<FloatType>(init.getType()))
        wide[0] = extend(n, wide[0], type);
      return body(n, wide);
    });
  }
  // f of each statistic.
  Value each(Value statistic, LoweringBuilder::Body f) {
    return b.map(keptDims, type, statistic, b.getMultiDimIdentityMap(keptDims.size()), f);
  }
  // f(x, statistics…, parameters…) for each element, the operands as `type`.
  Value apply(Type element, ValueRange statistics, ValueRange parameters,
              ArrayRef<AffineMap> parameterMaps, LoweringBuilder::Body f) {
    SmallVector<Value> ins = {x.value};
    llvm::append_range(ins, statistics);
    llvm::append_range(ins, parameters);
    SmallVector<AffineMap> maps = {identity};
    maps.append(statistics.size(), kept);
    llvm::append_range(maps, parameterMaps);
    return b.map(x.dims, element, ins, maps, [&](ImplicitLocOpBuilder &n, ValueRange args) {
      SmallVector<Value> wide;
      for (Value arg : args)
        wide.push_back(extend(n, arg, type));
      return truncate(n, f(n, wide), element);
    });
  }
  Value countValue() {
    return arith::SIToFPOp::create(b, type,
                                   arith::IndexCastOp::create(b, b.getI64Type(), b.index(count)));
  }
  Value mean() {
    Value total = sum({}, [](ImplicitLocOpBuilder &, ValueRange args) -> Value { return args[0]; });
    return divide(total);
  }
  Value variance(Value mean) {
    return divide(sum(mean, [](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
      Value d = arith::SubFOp::create(n, args[0], args[1]);
      return arith::MulFOp::create(n, d, d);
    }));
  }
  Value divide(Value total) {
    Value n = countValue();
    return each(total, [&](ImplicitLocOpBuilder &s, ValueRange args) -> Value {
      return arith::DivFOp::create(s, args[0], n);
    });
  }
  // 1 / sqrt(x + epsilon)
  Value inverseRoot(Value value, const APFloat &epsilon) {
    return each(value, [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
      Value sum = arith::AddFOp::create(n, args[0], constantOf(n, type, epsilon.convertToFloat()));
      return arith::DivFOp::create(n, constantOf(n, type, 1.0), math::SqrtOp::create(n, sum));
    });
  }
};

// (x - mean) * inverse [* scale [+ bias]]
Value affine(ImplicitLocOpBuilder &n, ValueRange args) {
  Value y = arith::MulFOp::create(n, arith::SubFOp::create(n, args[0], args[1]), args[2]);
  if (args.size() > 3)
    y = arith::MulFOp::create(n, y, args[3]);
  if (args.size() > 4)
    y = arith::AddFOp::create(n, y, args[4]);
  return y;
}

SmallVector<bool> from(int64_t axis, size_t rank) {
  SmallVector<bool> reduced(rank, false);
  std::fill(reduced.begin() + (axis < 0 ? axis + rank : axis), reduced.end(), true);
  return reduced;
}
SmallVector<bool> only(int64_t axis, size_t rank) {
  SmallVector<bool> reduced(rank, false);
  reduced[axis < 0 ? axis + rank : axis] = true;
  return reduced;
}

struct LayerNormalizationLowering : Lowering<LayerNormalizationOp> {
  using Lowering::Lowering;
  Results lower(LayerNormalizationOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getX());
    Statistics s(b, {operands.getX(), dims}, from(op.getAxis(), dims.size()));
    Value mean = s.mean(), inverse = s.inverseRoot(s.variance(mean), op.getEpsilon());
    SmallVector<Value> parameters;
    SmallVector<AffineMap> maps;
    for (auto [value, original] : {std::pair<Value, Value>(operands.getScale(), op.getScale()),
                                   std::pair<Value, Value>(operands.getB(), op.getB())}) {
      if (isa<NoneType>(original.getType()))
        continue;
      auto [parameter, map] = b.broadcast(value, b.dimsOf(original), dims);
      parameters.push_back(parameter);
      maps.push_back(map);
    }
    Value y = s.apply(s.element(), {mean, inverse}, parameters, maps, affine);
    auto statistic = [&](Value value, Value result) -> Value {
      if (isa<NoneType>(result.getType()))
        return {};
      Type element = getElementTypeOrSelf(result.getType());
      return b.reshape(b.convert(value, s.keptDims, element), s.keptDims, b.dimsOf(result));
    };
    return SmallVector<Value>{y, statistic(mean, op.getMean()),
                              statistic(inverse, op.getInvStdDev())};
  }
};

struct RMSNormalizationLowering : Lowering<RMSNormalizationOp> {
  using Lowering::Lowering;
  Results lower(RMSNormalizationOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getX());
    Statistics s(b, {operands.getX(), dims}, from(op.getAxis(), dims.size()));
    Value squares = s.divide(s.sum({}, [](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
      return arith::MulFOp::create(n, args[0], args[0]);
    }));
    Value inverse = s.inverseRoot(squares, op.getEpsilon());
    auto [scale, map] = b.broadcast(operands.getScale(), b.dimsOf(op.getScale()), dims);
    return SmallVector<Value>{s.apply(
        s.element(), inverse, scale, map, [](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
          return arith::MulFOp::create(n, arith::MulFOp::create(n, args[0], args[1]), args[2]);
        })};
  }
};

// Batch normalization is scale and shift a channel: y = x * a + c with
// a = scale / sqrt(var + epsilon), c = B - mean * a.
struct BatchNormalizationLowering : Lowering<BatchNormalizationOp> {
  using Lowering::Lowering;
  Results lower(BatchNormalizationOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getX()), channel = b.dimsOf(op.getScale());
    Type element = getElementTypeOrSelf(op.getY().getType());
    Type type = LoweringBuilder::accumulator(element);
    if (auto stats = getElementTypeOrSelf(op.getInputVar().getType()); stats.isF64())
      type = stats;
    auto one = b.getMultiDimIdentityMap(1);
    double epsilon = op.getEpsilon().convertToFloat();
    Value a = b.map(
        channel, type, {operands.getScale(), operands.getInputVar()}, {one, one},
        [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
          Value var =
              arith::AddFOp::create(n, extend(n, args[1], type), constantOf(n, type, epsilon));
          return arith::DivFOp::create(n, extend(n, args[0], type), math::SqrtOp::create(n, var));
        });
    Value c = b.map(channel, type, {operands.getB(), operands.getInputMean(), a}, {one, one, one},
                    [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                      Value shift = arith::MulFOp::create(n, extend(n, args[1], type), args[2]);
                      return arith::SubFOp::create(n, extend(n, args[0], type), shift);
                    });
    unsigned rank = dims.size();
    // Of a vector, every element is its own instance of channel 0.
    auto map = AffineMap::get(
        rank, 0, rank < 2 ? b.getAffineConstantExpr(0) : b.getAffineDimExpr(1), b.getContext());
    Value y =
        b.map(dims, element, {operands.getX(), a, c}, {b.getMultiDimIdentityMap(rank), map, map},
              [&](ImplicitLocOpBuilder &n, ValueRange args) {
                Value product = arith::MulFOp::create(n, extend(n, args[0], type), args[1]);
                return truncate(n, arith::AddFOp::create(n, product, args[2]), element);
              });
    return SmallVector<Value>{y, Value(), Value()};
  }
};

struct InstanceNormalizationLowering : Lowering<InstanceNormalizationOp> {
  using Lowering::Lowering;
  Results lower(InstanceNormalizationOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getInput());
    Statistics s(b, {operands.getInput(), dims}, from(2, dims.size()));
    Value mean = s.mean(), inverse = s.inverseRoot(s.variance(mean), op.getEpsilon());
    auto channel = AffineMap::get(dims.size(), 0, b.getAffineDimExpr(1), b.getContext());
    return SmallVector<Value>{s.apply(s.element(), {mean, inverse},
                                      {operands.getScale(), operands.getB()}, {channel, channel},
                                      affine)};
  }
};

// Groups are a dimension of their own: [N, G, C / G, spatial…].
struct GroupNormalizationLowering : Lowering<GroupNormalizationOp> {
  using Lowering::Lowering;
  Results lower(GroupNormalizationOp op, Adaptor operands, LoweringBuilder &b) const override {
    SymbolicShapes &shapes = b.getShapes();
    Dims dims = b.dimsOf(op.getX());
    AffineExpr groups = shapes.constant(op.getNumGroups()), size = shapes.exactDiv(dims[1], groups);
    Dims grouped = {dims[0], groups, size}, parameterDims = {groups, size};
    grouped.append(dims.begin() + 2, dims.end());
    Statistics s(b, {b.reshape(operands.getX(), dims, grouped), grouped}, from(2, grouped.size()));
    Value mean = s.mean(), inverse = s.inverseRoot(s.variance(mean), op.getEpsilon());
    auto map = AffineMap::get(grouped.size(), 0, {b.getAffineDimExpr(1), b.getAffineDimExpr(2)},
                              b.getContext());
    Value scale = b.reshape(operands.getScale(), dims[1], parameterDims);
    Value bias = b.reshape(operands.getBias(), dims[1], parameterDims);
    Value y = s.apply(s.element(), {mean, inverse}, {scale, bias}, {map, map}, affine);
    return SmallVector<Value>{b.reshape(y, grouped, dims)};
  }
};

struct MeanVarianceNormalizationLowering : Lowering<MeanVarianceNormalizationOp> {
  using Lowering::Lowering;
  Results lower(MeanVarianceNormalizationOp op, Adaptor operands,
                LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getX());
    SmallVector<bool> reduced(dims.size(), false);
    for (int64_t axis : op.getAxes())
      reduced[axis < 0 ? axis + dims.size() : axis] = true;
    Statistics s(b, {operands.getX(), dims}, reduced);
    Value mean = s.mean();
    Value inverse =
        s.each(s.variance(mean), [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
          Value deviation = arith::AddFOp::create(n, math::SqrtOp::create(n, args[0]),
                                                  constantOf(n, s.type, 1e-9));
          return arith::DivFOp::create(n, constantOf(n, s.type, 1.0), deviation);
        });
    return SmallVector<Value>{s.apply(s.element(), {mean, inverse}, {}, {}, affine)};
  }
};

struct LpNormalizationLowering : Lowering<LpNormalizationOp> {
  using Lowering::Lowering;
  Results lower(LpNormalizationOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getInput());
    Statistics s(b, {operands.getInput(), dims}, only(op.getAxis(), dims.size()));
    bool isEuclidean = op.getP() == 2;
    Value norm = s.sum({}, [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
      return isEuclidean ? arith::MulFOp::create(n, args[0], args[0]).getResult()
                         : math::AbsFOp::create(n, args[0]).getResult();
    });
    if (isEuclidean)
      norm = s.each(norm, [](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
        return math::SqrtOp::create(n, args[0]);
      });
    return SmallVector<Value>{
        s.apply(s.element(), norm, {}, {}, [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
          Value zero = constantOf(n, s.type, 0.0);
          Value isZero = arith::CmpFOp::create(n, arith::CmpFPredicate::OEQ, args[1], zero);
          return arith::SelectOp::create(n, isZero, zero,
                                         arith::DivFOp::create(n, args[0], args[1]));
        })};
  }
};

// The sum of squares is over the channels [c - (size - 1) / 2, c + size / 2].
struct LRNLowering : Lowering<LRNOp> {
  using Lowering::Lowering;
  Results lower(LRNOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getX());
    Type element = getElementTypeOrSelf(op.getX().getType());
    Type type = LoweringBuilder::accumulator(element);
    int64_t size = op.getSize();
    unsigned rank = dims.size();
    SmallVector<OpFoldResult> low(rank, b.getIndexAttr(0)), high = low;
    low[1] = b.getIndexAttr((size - 1) / 2);
    high[1] = b.getIndexAttr(size / 2);
    Dims padded = dims;
    padded[1] = dims[1] + (size - 1);
    Value x = tensor::PadOp::create(b, SymbolicShapes::tensorType(padded, element), operands.getX(),
                                    low, high, b.zero(element));
    Value window = b.empty(b.getShapes().constant(size), element);
    SmallVector<AffineExpr> at;
    for (unsigned i = 0; i < rank; ++i)
      at.push_back(b.getAffineDimExpr(i));
    at[1] = at[1] + b.getAffineDimExpr(rank);
    auto identity = b.getMultiDimIdentityMap(rank);
    Value squares =
        b.reduce(dims, b.zero(type), {x, window},
                 {AffineMap::get(rank + 1, 0, at, b.getContext()),
                  AffineMap::get(rank + 1, 0, b.getAffineDimExpr(rank), b.getContext())},
                 AffineMap::getMultiDimIdentityMap(rank + 1, b.getContext()).dropResult(rank),
                 [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                   Value wide = extend(n, args[0], type);
                   return arith::AddFOp::create(n, args[2], arith::MulFOp::create(n, wide, wide));
                 });
    double factor = op.getAlpha().convertToFloat() / double(size);
    return SmallVector<Value>{b.map(
        dims, element, {operands.getX(), squares}, {identity, identity},
        [&](ImplicitLocOpBuilder &n, ValueRange args) {
          Value base = arith::MulFOp::create(n, args[1], constantOf(n, type, factor));
          base = arith::AddFOp::create(n, base, constantOf(n, type, op.getBias().convertToFloat()));
          Value divisor =
              math::PowFOp::create(n, base, constantOf(n, type, op.getBeta().convertToFloat()));
          return truncate(n, arith::DivFOp::create(n, extend(n, args[0], type), divisor), element);
        })};
  }
};

//===-- Softmax and its relatives -----------------------------------------===//

Value largest(Statistics &s) {
  auto type = cast<FloatType>(s.type);
  Value init = arith::ConstantOp::create(
      s.b, s.b.getFloatAttr(type, APFloat::getInf(type.getFloatSemantics(), /*Negative=*/true)));
  return s.fold(init, {}, [](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
    return arith::MaxNumFOp::create(n, args[0], args[1]);
  });
}

// exp(x - max) / sum(exp(x - max)): the exponentials are computed once.
struct SoftmaxLowering : Lowering<SoftmaxOp> {
  using Lowering::Lowering;
  Results lower(SoftmaxOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getInput());
    SmallVector<bool> reduced = only(op.getAxis(), dims.size());
    Statistics s(b, {operands.getInput(), dims}, reduced);
    Value exponentials =
        s.apply(s.type, largest(s), {}, {}, [](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
          return math::ExpOp::create(n, arith::SubFOp::create(n, args[0], args[1]));
        });
    Statistics e(b, {exponentials, dims}, reduced);
    Value total =
        e.sum({}, [](ImplicitLocOpBuilder &, ValueRange args) -> Value { return args[0]; });
    return SmallVector<Value>{
        e.apply(s.element(), total, {}, {}, [](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
          return arith::DivFOp::create(n, args[0], args[1]);
        })};
  }
};

// x - max - log(sum(exp(x - max)))
struct LogSoftmaxLowering : Lowering<LogSoftmaxOp> {
  using Lowering::Lowering;
  Results lower(LogSoftmaxOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getInput());
    Statistics s(b, {operands.getInput(), dims}, only(op.getAxis(), dims.size()));
    Value max = largest(s);
    Value total = s.sum(max, [](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
      return math::ExpOp::create(n, arith::SubFOp::create(n, args[0], args[1]));
    });
    Value logarithm = s.each(total, [](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
      return math::LogOp::create(n, args[0]);
    });
    return SmallVector<Value>{s.apply(s.element(), {max, logarithm}, {}, {},
                                      [](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                                        return arith::SubFOp::create(
                                            n, arith::SubFOp::create(n, args[0], args[1]), args[2]);
                                      })};
  }
};

// 1 where the position is the first of the largest.
struct HardmaxLowering : Lowering<HardmaxOp> {
  using Lowering::Lowering;
  Results lower(HardmaxOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getInput());
    int64_t axis = op.getAxis();
    axis = axis < 0 ? axis + dims.size() : axis;
    Statistics s(b, {operands.getInput(), dims}, only(axis, dims.size()));
    Value none =
        arith::ConstantOp::create(b, b.getI64IntegerAttr(std::numeric_limits<int64_t>::max()));
    auto position = [axis](ImplicitLocOpBuilder &n) -> Value {
      return arith::IndexCastOp::create(n, n.getI64Type(), linalg::IndexOp::create(n, axis));
    };
    Value first = s.fold(none, largest(s), [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
      Value x = extend(n, args[0], s.type);
      Value isLargest = arith::CmpFOp::create(n, arith::CmpFPredicate::OEQ, x, args[1]);
      // NaN is larger than any number.
      Value isNaN = arith::CmpFOp::create(n, arith::CmpFPredicate::UNO, x, x);
      isLargest = arith::OrIOp::create(n, isLargest, isNaN);
      Value candidate = arith::SelectOp::create(n, isLargest, position(n), none);
      return arith::MinSIOp::create(n, args[2], candidate);
    });
    return SmallVector<Value>{b.map(
        dims, s.element(), first, s.kept, [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
          Value isFirst = arith::CmpIOp::create(n, arith::CmpIPredicate::eq, position(n), args[0]);
          return arith::UIToFPOp::create(n, s.element(), isFirst);
        })};
  }
};
} // namespace

void cameo::populateNormalizationsLowering(RewritePatternSet &patterns,
                                           const TypeConverter &converter, SymbolicShapes &shapes) {
  patterns.add<LayerNormalizationLowering, RMSNormalizationLowering, BatchNormalizationLowering,
               InstanceNormalizationLowering, GroupNormalizationLowering,
               MeanVarianceNormalizationLowering, LpNormalizationLowering, LRNLowering,
               SoftmaxLowering, LogSoftmaxLowering, HardmaxLowering>(converter, shapes);
}
