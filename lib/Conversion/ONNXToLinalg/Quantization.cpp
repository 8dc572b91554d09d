// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Quantisation and back: elementwise but for how the parameters are read.

#include "dialects/ONNX/Quantization/Granularity.h"
#include "dialects/ONNX/Scalars.h"
#include "lib/Conversion/ONNXToLinalg/Lowering.h"
#include <cmath>

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

namespace {

// What is beyond the range of the quantised type is its bound.
Value quantize(ImplicitLocOpBuilder &b, FloatExpr x, Type to) {
  auto storage = cast<IntegerType>(LoweringBuilder::signless(to));
  unsigned bits = to.getIntOrFloatBitWidth();
  if (bits < storage.getWidth()) {
    bool isUnsigned = to.isUnsignedInteger();
    double low = isUnsigned ? 0 : -std::ldexp(1.0, bits - 1);
    double high = std::ldexp(1.0, isUnsigned ? bits : bits - 1) - 1;
    x = FloatExpr::binary<arith::MinNumFOp>(FloatExpr::binary<arith::MaxNumFOp>(x, low), high);
  }
  return saturate(b, x.get(), storage, to.isUnsignedInteger());
}

// How one parameter (scales or zero points) is read at a position of the tensor.
class Parameter {
public:
  // `value` is the converted operand of the original value `original`.
  Parameter(LoweringBuilder &b, Value original, Value value, int64_t rank, int64_t axis,
            int64_t blockSize)
      : value(value), axis(axis < 0 ? axis + rank : axis), blockSize(blockSize) {
    Dims dims = b.dimsOf(original);
    granularity = granularityOf(dims, blockSize);
    if (granularity == Granularity::Tensor)
      map =
          AffineMap::get(rank, 0, SmallVector<AffineExpr>(dims.size(), b.getAffineConstantExpr(0)),
                         b.getContext());
    else
      map = AffineMap::get(rank, 0, b.getAffineDimExpr(this->axis), b.getContext());
  }

  // Scales of blocks are read at a computed position, the others by a map.
  void addOperand(SmallVectorImpl<Value> &ins, SmallVectorImpl<AffineMap> &maps) const {
    if (granularity == Granularity::Block)
      return;
    ins.push_back(value);
    maps.push_back(map);
  }

  // The element at the current position; `args` are the operands not yet read.
  Value read(ImplicitLocOpBuilder &b, ValueRange &args) const {
    if (granularity != Granularity::Block) {
      Value element = args.front();
      args = args.drop_front();
      return element;
    }
    SmallVector<Value> position;
    for (int64_t i = 0, rank = cast<RankedTensorType>(value.getType()).getRank(); i < rank; ++i)
      position.push_back(linalg::IndexOp::create(b, i));
    Value size = arith::ConstantIndexOp::create(b, blockSize);
    position[axis] = arith::DivUIOp::create(b, position[axis], size);
    return tensor::ExtractOp::create(b, value, position);
  }

private:
  Value value;
  int64_t axis, blockSize;
  Granularity granularity;
  AffineMap map;
};

bool isQuantized(Type element) {
  auto integer = dyn_cast<IntegerType>(element);
  return isSmallFloat(element) || (integer && llvm::is_contained({2, 4, 8, 16}, integer.getWidth()));
}

// y = map(x, scale, zero point), the parameters as `Parameter` reads them and the
// zero point null where it is 0.
using Body =
    llvm::function_ref<Value(ImplicitLocOpBuilder &, Value x, Value scale, Value zeroPoint)>;
template <typename Op>
Value mapWithParameters(Op op, ValueRange operands, LoweringBuilder &b, Body body) {
  Dims dims = b.dimsOf(op.getX());
  int64_t rank = dims.size();
  SmallVector<Value> ins = {operands[0]};
  SmallVector<AffineMap> maps = {b.getMultiDimIdentityMap(rank)};
  Parameter scale(b, op->getOperand(1), operands[1], rank, op.getAxis(), op.getBlockSize());
  scale.addOperand(ins, maps);
  std::optional<Parameter> zeroPoint;
  if (!isZeroPointZero(op->getOperand(2))) {
    zeroPoint.emplace(b, op->getOperand(2), operands[2], rank, op.getAxis(), op.getBlockSize());
    zeroPoint->addOperand(ins, maps);
  }
  return b.map(dims, getElementTypeOrSelf(op.getType()), ins, maps,
               [&](ImplicitLocOpBuilder &inner, ValueRange args) {
                 Value x = args.front();
                 args = args.drop_front();
                 Value scaleElement = scale.read(inner, args);
                 return body(inner, x, scaleElement,
                             zeroPoint ? zeroPoint->read(inner, args) : Value());
               });
}

// saturate(round(x / scale) + zero point): the quotient in the given precision
// (the scale's type by default), the rest exactly.
struct QuantizeLowering : Lowering<QuantizeLinearOp> {
  using Lowering::Lowering;
  FailureOr<SmallVector<Value>> lower(QuantizeLinearOp op, Adaptor operands,
                                      LoweringBuilder &b) const override {
    Type from = operandElement(op, 0), scale = operandElement(op, 1);
    Type to = getElementTypeOrSelf(op.getType());
    if (!isConvertible(from) || !isQuantized(to))
      return op.emitOpError() << "has no lowering from " << from << " to " << to;
    Type precision = scale;
    if (op.getPrecision())
      precision = elementTypeOf(op.getContext(), op.getPrecision());
    if (!isConvertible(precision))
      return op.emitOpError() << "has no lowering in precision " << precision;
    Type exact = precision.isF64() ? precision : b.getF32Type();
    return SmallVector<Value>{mapWithParameters(
        op, operands.getOperands(), b,
        [&](ImplicitLocOpBuilder &b, Value x, Value s, Value zeroPoint) {
          FloatExpr quotient = FloatExpr(b, convertElement(b, x, from, precision)) /
                               FloatExpr(b, convertElement(b, s, scale, precision));
          FloatExpr wide(b, convertElement(b, quotient.get(), precision, exact));
          if (isSmallFloat(to)) {
            if (zeroPoint)
              wide = wide + FloatExpr(b, convertElement(b, zeroPoint, to, exact));
            return convertElement(b, wide.get(), exact, to, {op.getSaturate() != 0, "nearest"});
          }
          FloatExpr rounded = wide.unary<math::RoundEvenOp>();
          if (zeroPoint)
            rounded = rounded + FloatExpr(b, convertElement(b, zeroPoint, to, exact));
          return quantize(b, rounded, to);
        })};
  }
};

// (x - zero point) * scale, rounded once.
struct DequantizeLowering : Lowering<DequantizeLinearOp> {
  using Lowering::Lowering;
  FailureOr<SmallVector<Value>> lower(DequantizeLinearOp op, Adaptor operands,
                                      LoweringBuilder &b) const override {
    Type from = operandElement(op, 0), scale = operandElement(op, 1);
    Type to = getElementTypeOrSelf(op.getType());
    if (!(isQuantized(from) || from.isInteger(32)) || !isConvertible(scale) || !isConvertible(to))
      return op.emitOpError() << "has no lowering from " << from << " to " << to;
    Type computed = scale.isF64() || to.isF64() ? b.getF64Type() : b.getF32Type();
    return SmallVector<Value>{mapWithParameters(
        op, operands.getOperands(), b,
        [&](ImplicitLocOpBuilder &b, Value x, Value s, Value zeroPoint) {
          FloatExpr difference(b, convertElement(b, x, from, computed));
          if (zeroPoint)
            difference = difference - FloatExpr(b, convertElement(b, zeroPoint, from, computed));
          FloatExpr result = difference * FloatExpr(b, convertElement(b, s, scale, computed));
          return convertElement(b, result.get(), computed, to);
        })};
  }
};

// scale = (max(x, 0) - min(x, 0)) / 255, zero point = saturate(round(-min(x, 0) / scale)).
// Of zeros alone the scale is 1, as ONNX Runtime has it.
struct DynamicQuantizeLowering : Lowering<DynamicQuantizeLinearOp> {
  using Lowering::Lowering;
  FailureOr<SmallVector<Value>> lower(DynamicQuantizeLinearOp op, Adaptor operands,
                                      LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getX());
    Type real = b.getF32Type(), quantized = b.getIntegerType(8, /*isSigned=*/false);
    AffineMap all = b.getMultiDimIdentityMap(dims.size());
    AffineMap scalar = AffineMap::get(dims.size(), 0, b.getContext());
    AffineMap none = AffineMap::get(b.getContext());
    Value x = operands.getX(), zero = b.zero(real);
    Value least = b.reduce({}, zero, x, all, scalar, [](ImplicitLocOpBuilder &b, ValueRange args) {
      return Value(arith::MinimumFOp::create(b, args[0], args[1]));
    });
    Value greatest =
        b.reduce({}, zero, x, all, scalar, [](ImplicitLocOpBuilder &b, ValueRange args) {
          return Value(arith::MaximumFOp::create(b, args[0], args[1]));
        });
    Value scale = b.map({}, real, {least, greatest}, {none, none},
                        [](ImplicitLocOpBuilder &b, ValueRange args) {
                          FloatExpr range = FloatExpr(b, args[1]) - FloatExpr(b, args[0]);
                          return FloatExpr::select(equal(range, 0), 1, range / 255.0).get();
                        });
    Value zeroPoint = b.map(
        {}, quantized, {least, scale}, {none, none}, [&](ImplicitLocOpBuilder &b, ValueRange args) {
          FloatExpr shift = 0.0 - FloatExpr(b, args[0]) / FloatExpr(b, args[1]);
          return quantize(b, shift.unary<math::RoundEvenOp>(), quantized);
        });
    Value y = b.map(dims, quantized, {x, scale, zeroPoint}, {all, scalar, scalar},
                    [&](ImplicitLocOpBuilder &b, ValueRange args) {
                      FloatExpr quotient = FloatExpr(b, args[0]) / FloatExpr(b, args[1]);
                      FloatExpr shift(b, convertElement(b, args[2], quantized, real));
                      FloatExpr sum = quotient.unary<math::RoundEvenOp>() + shift;
                      return quantize(b, sum, quantized);
                    });
    return SmallVector<Value>{y, scale, zeroPoint};
  }
};
} // namespace

void cameo::populateQuantizationLowering(RewritePatternSet &patterns,
                                         const TypeConverter &converter, SymbolicShapes &shapes) {
  patterns.add<QuantizeLowering, DequantizeLowering, DynamicQuantizeLowering>(converter, shapes);
}
