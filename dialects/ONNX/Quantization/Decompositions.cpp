// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Quantised operators in terms of simpler ones.

#include "dialects/ONNX/Quantization/Granularity.h"
#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

namespace {

bool isScalar(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.hasStaticShape() && type.getNumElements() == 1 && type.getRank() <= 1;
}

// y = quantize((a_scale * b_scale / y_scale) * ((a - a_zero) × (b - b_zero)), 1, y_zero)
struct QLinearMatMulRewrite : Rewrite<QLinearMatMulOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(QLinearMatMulOp op, OperatorBuilder &b) const override {
    auto aType = dyn_cast<RankedTensorType>(op.getA().getType());
    auto scaleType = dyn_cast<RankedTensorType>(op.getAScale().getType());
    if (!aType || !scaleType || !isScalar(op.getYScale()) || !isScalar(op.getYZeroPoint()))
      return failure();
    // Scales of rows broadcast along the columns.
    Value aScale = op.getAScale();
    bool areRows = scaleType.getRank() == 1 && !isScalar(aScale);
    if (areRows && aType.getRank() < 2)
      return failure();
    Type real = b.getF32Type();
    Value sum =
        b.make<MatMulIntegerOp>(op.getA(), op.getB(), op.getAZeroPoint(), op.getBZeroPoint());
    if (areRows)
      aScale = b.make<ReshapeOp>(aScale, b.integers({-1, 1}), 0);
    Value scale = b.make<DivOp>(b.make<MulOp>(b.cast(aScale, real), b.cast(op.getBScale(), real)),
                                b.cast(op.getYScale(), real));
    Value y = b.make<MulOp>(b.cast(sum, real), scale);
    return SmallVector<Value>{b.make<QuantizeLinearOp>(y, b.scalar(real, 1.0), op.getYZeroPoint())};
  }
};

// A parameter of filters: one, or one a filter, which broadcasts over `rank - 1`
// dimensions after it.
Value reshapePerFilter(OperatorBuilder &b, Value parameter, int64_t rank) {
  if (isScalar(parameter))
    return parameter;
  SmallVector<int64_t> shape(rank, 1);
  shape[0] = -1;
  return b.make<ReshapeOp>(parameter, b.integers(shape), 0);
}

// x - zero point as i32.
Value shift(OperatorBuilder &b, Value x, Value zeroPoint) {
  Value wide = b.cast(x, b.getI32Type());
  return isZeroPointZero(zeroPoint) ? wide : b.make<SubOp>(wide, b.cast(zeroPoint, b.getI32Type()));
}

bool isVector(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.getRank() == 1;
}

// conv(x - x_zero, w - w_zero) + bias (or null) of i32; null when the zero points have other
// shapes than the spec's.
template <typename Op>
Value convolve(Op op, Value xZeroPoint, Value wZeroPoint, Value bias, OperatorBuilder &b) {
  auto type = dyn_cast<RankedTensorType>(op.getW().getType());
  if (!type || !(isZeroPointZero(xZeroPoint) || isScalar(xZeroPoint)) ||
      !(isZeroPointZero(wZeroPoint) || isScalar(wZeroPoint) || isVector(wZeroPoint)))
    return {};
  if (!isZeroPointZero(wZeroPoint))
    wZeroPoint = reshapePerFilter(b, wZeroPoint, type.getRank());
  return b.make<ConvOp>(shift(b, op.getX(), xZeroPoint), shift(b, op.getW(), wZeroPoint),
                        bias ? bias : b.none(), op.getAutoPadAttr(), op.getDilationsAttr(),
                        op.getGroupAttr(), op.getKernelShapeAttr(), op.getPadsAttr(),
                        op.getStridesAttr());
}

struct ConvIntegerRewrite : Rewrite<ConvIntegerOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(ConvIntegerOp op, OperatorBuilder &b) const override {
    Value sum = convolve(op, op.getXZeroPoint(), op.getWZeroPoint(), Value(), b);
    if (!sum)
      return failure();
    return SmallVector<Value>{sum};
  }
};

// y = quantize((x_scale * w_scale / y_scale) * (conv(x - x_zero, w - w_zero) + B), 1, y_zero)
struct QLinearConvRewrite : Rewrite<QLinearConvOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(QLinearConvOp op, OperatorBuilder &b) const override {
    if (!isScalar(op.getXScale()) || !(isScalar(op.getWScale()) || isVector(op.getWScale())) ||
        !isScalar(op.getYScale()) || !isScalar(op.getYZeroPoint()))
      return failure();
    Value sum = convolve(op, op.getXZeroPoint(), op.getWZeroPoint(), op.getB(), b);
    if (!sum)
      return failure();
    Type real = b.getF32Type();
    int64_t rank = cast<RankedTensorType>(op.getW().getType()).getRank();
    Value scale = b.make<DivOp>(b.make<MulOp>(op.getXScale(), op.getWScale()), op.getYScale());
    Value y = b.make<MulOp>(b.cast(sum, real), reshapePerFilter(b, scale, rank - 1));
    return SmallVector<Value>{b.make<QuantizeLinearOp>(y, b.scalar(real, 1.0), op.getYZeroPoint())};
  }
};
} // namespace

void cameo::onnx::populateQuantizationDecompositions(RewritePatternSet &patterns,
                                                     SymbolicShapes &shapes) {
  patterns.add<QLinearMatMulRewrite, ConvIntegerRewrite, QLinearConvRewrite>(shapes);
}
