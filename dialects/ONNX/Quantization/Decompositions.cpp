// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Quantised operators in terms of simpler ones.

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
} // namespace

void cameo::onnx::populateQuantizationDecompositions(RewritePatternSet &patterns,
                                                     SymbolicShapes &shapes) {
  patterns.add<QLinearMatMulRewrite>(shapes);
}
