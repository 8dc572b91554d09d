// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators on quantised tensors, between dequantisation and quantisation.

#include "dialects/ONNX/Microsoft/Layers.h"
#include "dialects/ONNX/Microsoft/Ops.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

static Value dequantize(OperatorBuilder &b, Value x, Value scale, Value zeroPoint) {
  return b.make<DequantizeLinearOp>(x, scale, zeroPoint);
}

// Without a zero point, the type is that of the operand.
static Value quantize(OperatorBuilder &b, Value y, Value scale, Value zeroPoint, Value operand) {
  if (!isGiven(zeroPoint))
    zeroPoint = b.scalar(getElementTypeOrSelf(operand.getType()), 0);
  return b.make<QuantizeLinearOp>(y, scale, zeroPoint);
}

template <typename Binary, typename Op> static Results combine(Op op, OperatorBuilder &b) {
  Value x = dequantize(b, op.getA(), op.getAScale(), op.getAZeroPoint());
  Value y = dequantize(b, op.getB(), op.getBScale(), op.getBZeroPoint());
  Value z = b.make<Binary>(x, y);
  return SmallVector<Value>{quantize(b, z, op.getCScale(), op.getCZeroPoint(), op.getA())};
}

Results MicrosoftQLinearAddOp::decompose(OperatorBuilder &b) { return combine<AddOp>(*this, b); }
Results MicrosoftQLinearMulOp::decompose(OperatorBuilder &b) { return combine<MulOp>(*this, b); }

// scale * sum + bias, of i32 sums.
static Value scaleSum(OperatorBuilder &b, Value sum, Value aScale, Value bScale, Value bias) {
  Value y = b.make<MulOp>(b.cast(sum, b.getF32Type()), b.make<MulOp>(aScale, bScale));
  return b.addIfGiven(y, bias);
}

Results MicrosoftDynamicQuantizeMatMulOp::decompose(OperatorBuilder &b) {
  Type unknown = UnknownType::get(getContext());
  auto quantized = DynamicQuantizeLinearOp::create(b, TypeRange{unknown, unknown, unknown}, getA());
  b.infer(quantized);
  Value sum =
      b.make<MatMulIntegerOp>(quantized.getY(), getB(), quantized.getYZeroPoint(), getBZeroPoint());
  return SmallVector<Value>{scaleSum(b, sum, quantized.getYScale(), getBScale(), getBias())};
}

Results MicrosoftMatMulIntegerToFloatOp::decompose(OperatorBuilder &b) {
  Value sum = b.make<MatMulIntegerOp>(getA(), getB(), getAZeroPoint(), getBZeroPoint());
  return SmallVector<Value>{scaleSum(b, sum, getAScale(), getBScale(), getBias())};
}

//===-- Functions of one tensor ------------------------------------------------===//

template <typename Op>
static Results apply(Op op, OperatorBuilder &b, llvm::function_ref<Value(Value)> function) {
  Value y = function(dequantize(b, op.getX(), op.getXScale(), op.getXZeroPoint()));
  return SmallVector<Value>{quantize(b, y, op.getYScale(), op.getYZeroPoint(), op.getX())};
}

Results MicrosoftQLinearSigmoidOp::decompose(OperatorBuilder &b) {
  return apply(*this, b, [&](Value x) { return b.make<SigmoidOp>(x); });
}

Results MicrosoftQLinearLeakyReluOp::decompose(OperatorBuilder &b) {
  return apply(*this, b, [&](Value x) { return b.make<LeakyReluOp>(x, getAlphaAttr()); });
}

Results MicrosoftQLinearSoftmaxOp::decompose(OperatorBuilder &b) {
  int64_t axis = getAxis();
  return apply(*this, b, [&](Value x) -> Value {
    if (getOpset() >= 13)
      return b.make<SoftmaxOp>(x, axis);
    return onRows(b, x, axis, [&](Value rows) { return b.make<SoftmaxOp>(rows, -1); });
  });
}

Results MicrosoftQLinearReduceMeanOp::decompose(OperatorBuilder &b) {
  return apply(*this, b, [&](Value x) {
    return b.make<ReduceMeanOp>(x, b.integers(getAxes()), int64_t(getKeepdims()), 0);
  });
}

Results MicrosoftQLinearGlobalAveragePoolOp::decompose(OperatorBuilder &b) {
  return apply(*this, b, [&](Value x) -> Value {
    if (!getChannelsLast())
      return b.make<GlobalAveragePoolOp>(x);
    return channelsToBack(b, b.make<GlobalAveragePoolOp>(channelsToFront(b, x)));
  });
}

Results MicrosoftQLinearAveragePoolOp::decompose(OperatorBuilder &b) {
  return apply(*this, b, [&](Value x) -> Value {
    Value y =
        b.make<AveragePoolOp>(getChannelsLast() ? channelsToFront(b, x) : x, getAutoPadAttr(),
                              getCeilModeAttr(), getCountIncludePadAttr(), DenseI64ArrayAttr(),
                              getKernelShapeAttr(), getPadsAttr(), getStridesAttr());
    return getChannelsLast() ? channelsToBack(b, y) : y;
  });
}

//===-- Several tensors --------------------------------------------------------===//

Results MicrosoftQLinearConcatOp::decompose(OperatorBuilder &b) {
  OperandRange inputs = getInputs();
  if (inputs.empty() || inputs.size() % 3 != 0)
    return emitOpError() << "needs a tensor, a scale and a zero point each, but has "
                         << inputs.size() << " operands";
  SmallVector<Value> parts;
  for (size_t i = 0; i < inputs.size(); i += 3)
    parts.push_back(dequantize(b, inputs[i], inputs[i + 1], inputs[i + 2]));
  Value y = b.make<ConcatOp>(parts, int64_t(getAxis()));
  return SmallVector<Value>{b.make<QuantizeLinearOp>(y, getYScale(), getYZeroPoint())};
}

Results MicrosoftQLinearWhereOp::decompose(OperatorBuilder &b) {
  Value x = dequantize(b, getX(), getXScale(), getXZeroPoint());
  Value y = dequantize(b, getY(), getYScale(), getYZeroPoint());
  Value z = b.make<WhereOp>(getCondition(), x, y);
  return SmallVector<Value>{b.make<QuantizeLinearOp>(z, getZScale(), getZZeroPoint())};
}

Results MicrosoftQGemmOp::decompose(OperatorBuilder &b) {
  for (Value operand : {getA(), getB()})
    if (cast<RankedTensorType>(operand.getType()).getRank() != 2)
      return emitOpError() << "needs matrices";
  Value a = getTransA() ? b.transpose(getA(), {1, 0}) : getA();
  Value w = getTransB() ? b.transpose(getB(), {1, 0}) : getB();
  Value sum = b.make<MatMulIntegerOp>(a, w, getAZeroPoint(), getBZeroPoint());
  Value scale = b.make<MulOp>(getAScale(), getBScale());
  if (float alpha = getAlpha().convertToFloat(); alpha != 1)
    scale = b.make<MulOp>(scale, b.scalar(b.getF32Type(), alpha));
  Value y = scaleSum(b, b.addIfGiven(sum, getC()), scale, b.scalar(b.getF32Type(), 1), b.none());
  if (isGiven(getYScale()))
    y = quantize(b, y, getYScale(), getYZeroPoint(), getA());
  return SmallVector<Value>{y};
}

Results MicrosoftQLinearConvOp::decompose(OperatorBuilder &b) {
  Value y = b.make<QLinearConvOp>(
      getChannelsLast() ? channelsToFront(b, getX()) : getX(), getXScale(), getXZeroPoint(), getW(),
      getWScale(), getWZeroPoint(), getYScale(), getYZeroPoint(), getB(), getAutoPadAttr(),
      getDilationsAttr(), getGroupAttr(), getKernelShapeAttr(), getPadsAttr(), getStridesAttr());
  return SmallVector<Value>{getChannelsLast() ? channelsToBack(b, y) : y};
}

Results MicrosoftMatMulInteger16Op::decompose(OperatorBuilder &b) {
  bool isUnsigned = getElementTypeOrSelf(getA().getType()).isUnsignedInteger() &&
                    getElementTypeOrSelf(getB().getType()).isUnsignedInteger();
  Type sum = isUnsigned ? b.getIntegerType(32, false) : Type(b.getI32Type());
  return SmallVector<Value>{b.make<MatMulOp>(b.cast(getA(), sum), b.cast(getB(), sum))};
}

// Scales of the gates, or one for all.
static Value ofGates(OperatorBuilder &b, Value parameter) {
  auto type = dyn_cast<RankedTensorType>(parameter.getType());
  return type && type.getRank() == 2 ? b.make<UnsqueezeOp>(parameter, b.integers({1}))
         : type && type.getRank() == 1 && type.getDimSize(0) != 1
             ? b.make<UnsqueezeOp>(parameter, b.integers({1, 2}))
             : parameter;
}

Results MicrosoftDynamicQuantizeLSTMOp::decompose(OperatorBuilder &b) {
  auto weights = [&](Value w, Value scale, Value zeroPoint) -> Value {
    if (cast<RankedTensorType>(w.getType()).getRank() != 3)
      return w;
    // A scale and a zero point for each gate, or each direction.
    Value apart =
        b.make<SubOp>(b.cast(w, b.getF32Type()), b.cast(ofGates(b, zeroPoint), b.getF32Type()));
    return b.transpose(b.make<MulOp>(apart, ofGates(b, scale)), {0, 2, 1});
  };
  Type unknown = UnknownType::get(getContext());
  SmallVector<Type> types;
  for (Value result : getOperation()->getResults())
    types.push_back(isGiven(result) ? unknown : Type(b.getNoneType()));
  auto lstm = LSTMOp::create(b, types, getX(), weights(getW(), getWScale(), getWZeroPoint()),
                             weights(getR(), getRScale(), getRZeroPoint()), getB(),
                             getSequenceLens(), getInitialH(), getInitialC(), getP(),
                             getActivationAlphaAttr(), getActivationBetaAttr(),
                             getActivationsAttr(), getClipAttr(), getDirectionAttr(),
                             getHiddenSizeAttr(), getInputForgetAttr(), b.getI64IntegerAttr(0));
  b.infer(lstm);
  return SmallVector<Value>{lstm.getY(), lstm.getYH(), lstm.getYC()};
}
