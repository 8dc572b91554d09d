// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators on quantised tensors, between dequantisation and quantisation.

#include "dialects/ONNX/Microsoft/Ops.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

template <typename Binary, typename Op> static Results combine(Op op, OperatorBuilder &b) {
  Value x = b.make<DequantizeLinearOp>(op.getA(), op.getAScale(), op.getAZeroPoint());
  Value y = b.make<DequantizeLinearOp>(op.getB(), op.getBScale(), op.getBZeroPoint());
  // Without a zero point, the type is that of the operands.
  Value zero = op.getCZeroPoint();
  if (!isGiven(zero))
    zero = b.scalar(getElementTypeOrSelf(op.getA().getType()), 0);
  Value z = b.make<Binary>(x, y);
  return SmallVector<Value>{b.make<QuantizeLinearOp>(z, op.getCScale(), zero)};
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
