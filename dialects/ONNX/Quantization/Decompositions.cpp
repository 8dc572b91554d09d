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

bool isVector(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.getRank() == 1;
}

// conv(x - x_zero, w - w_zero) over the windows of `op`.
template <typename Op>
Value convolve(Op op, Value x, Value w, Value xZeroPoint, Value wZeroPoint, OperatorBuilder &b) {
  return b.make<ConvIntegerOp>(x, w, xZeroPoint, wZeroPoint, op.getAutoPadAttr(),
                               op.getDilationsAttr(), op.getGroupAttr(), op.getKernelShapeAttr(),
                               op.getPadsAttr(), op.getStridesAttr());
}

// y = quantize((x_scale * w_scale / y_scale) * (conv(x - x_zero, w - w_zero) + B), 1, y_zero)
struct QLinearConvRewrite : Rewrite<QLinearConvOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(QLinearConvOp op, OperatorBuilder &b) const override {
    if (!isScalar(op.getXScale()) || !(isScalar(op.getWScale()) || isVector(op.getWScale())) ||
        !isScalar(op.getYScale()) || !isScalar(op.getYZeroPoint()))
      return failure();
    Type real = b.getF32Type();
    int64_t rank = cast<RankedTensorType>(op.getW().getType()).getRank();
    Value sum = convolve(op, op.getX(), op.getW(), op.getXZeroPoint(), op.getWZeroPoint(), b);
    if (isGiven(op.getB()))
      sum = b.make<AddOp>(sum, reshapePerFilter(b, op.getB(), rank - 1));
    Value scale = b.make<DivOp>(b.make<MulOp>(op.getXScale(), op.getWScale()), op.getYScale());
    Value y = b.make<MulOp>(b.cast(sum, real), reshapePerFilter(b, scale, rank - 1));
    return SmallVector<Value>{b.make<QuantizeLinearOp>(y, b.scalar(real, 1.0), op.getYZeroPoint())};
  }
};

/// What a DequantizeLinear makes numbers of: bytes with one scale or one a slice of `axis`.
struct Quantized {
  Value bytes, scale, zeroPoint;
  bool isPerAxis;
};

std::optional<Quantized> quantizedOperand(Value value, int64_t axis) {
  auto op = value.getDefiningOp<DequantizeLinearOp>();
  if (!op || !getElementTypeOrSelf(op.getX().getType()).isInteger(8) ||
      !getElementTypeOrSelf(value.getType()).isF32() ||
      !getElementTypeOrSelf(op.getXScale().getType()).isF32() || op.getBlockSize() != 0)
    return std::nullopt;
  auto type = dyn_cast<RankedTensorType>(op.getX().getType());
  bool isOne = isScalar(op.getXScale());
  int64_t given = op.getAxis();
  if (!type || (!isOne && (!isVector(op.getXScale()) ||
                           (given < 0 ? given + type.getRank() : given) != axis)))
    return std::nullopt;
  return Quantized{op.getX(), op.getXScale(), op.getXZeroPoint(), !isOne};
}

// So many products of bytes cannot overflow 32 bits.
constexpr int64_t maxProducts = 65000;

// conv(sx (x - zx), sw (w - zw)) + b = sx sw conv(x - zx, w - zw) + b, by bytes.
struct DequantizedConvRewrite : Rewrite<ConvOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(ConvOp op, OperatorBuilder &b) const override {
    auto x = quantizedOperand(op.getX(), 0), w = quantizedOperand(op.getW(), 0);
    auto type = dyn_cast<RankedTensorType>(op.getW().getType());
    if (!x || !w || x->isPerAxis || !type || !type.hasStaticShape() || type.getDimSize(0) == 0 ||
        type.getNumElements() / type.getDimSize(0) > maxProducts)
      return failure();
    Value sum = convolve(op, x->bytes, w->bytes, x->zeroPoint, w->zeroPoint, b);
    Value scale = b.make<MulOp>(x->scale, w->scale);
    Value y = b.make<MulOp>(b.cast(sum, b.getF32Type()),
                            reshapePerFilter(b, scale, type.getRank() - 1));
    if (isGiven(op.getB()))
      y = b.make<AddOp>(y, reshapePerFilter(b, op.getB(), type.getRank() - 1));
    return SmallVector<Value>{y};
  }
};

// The same of a product whose right operand has one scale or one a column.
Value multiplyBytes(OperatorBuilder &b, Value lhs, Value rhs, bool isTransposed) {
  auto type = dyn_cast<RankedTensorType>(rhs.getType());
  if (!type || type.getRank() < 2)
    return {};
  int64_t columns = isTransposed ? 0 : type.getRank() - 1,
          depth = type.getDimSize(isTransposed ? 1 : type.getRank() - 2);
  auto x = quantizedOperand(lhs, 0), w = quantizedOperand(rhs, columns);
  if (!x || !w || x->isPerAxis || (w->isPerAxis && type.getRank() != 2) ||
      ShapedType::isDynamic(depth) || depth > maxProducts)
    return {};
  Value bytes = isTransposed ? b.transpose(w->bytes, {1, 0}) : w->bytes;
  Value sum = b.make<MatMulIntegerOp>(x->bytes, bytes, x->zeroPoint, w->zeroPoint);
  return b.make<MulOp>(b.cast(sum, b.getF32Type()), b.make<MulOp>(x->scale, w->scale));
}

struct DequantizedMatMulRewrite : Rewrite<MatMulOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(MatMulOp op, OperatorBuilder &b) const override {
    Value y = multiplyBytes(b, op.getA(), op.getB(), /*isTransposed=*/false);
    if (!y)
      return failure();
    return SmallVector<Value>{y};
  }
};

struct DequantizedGemmRewrite : Rewrite<GemmOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(GemmOp op, OperatorBuilder &b) const override {
    if (op.getTransA() || op.getAlpha().convertToFloat() != 1.0f ||
        (isGiven(op.getC()) && op.getBeta().convertToFloat() != 1.0f))
      return failure();
    Value y = multiplyBytes(b, op.getA(), op.getB(), op.getTransB());
    if (!y)
      return failure();
    return SmallVector<Value>{b.addIfGiven(y, op.getC())};
  }
};
} // namespace

void cameo::onnx::populateQuantizationDecompositions(RewritePatternSet &patterns,
                                                     SymbolicShapes &shapes) {
  patterns.add<QLinearMatMulRewrite, QLinearConvRewrite, DequantizedConvRewrite,
               DequantizedMatMulRewrite, DequantizedGemmRewrite>(shapes);
}
