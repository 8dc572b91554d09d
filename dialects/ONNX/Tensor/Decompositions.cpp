// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tensor operators in terms of simpler ones.

#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

namespace {
struct CastLikeRewrite : Rewrite<CastLikeOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(CastLikeOp op, OperatorBuilder &b) const override {
    int64_t to = dataTypeOf(getElementTypeOrSelf(op.getTargetType().getType()));
    if (!to)
      return failure();
    return SmallVector<Value>{
        b.make<CastOp>(op.getInput(), op.getRoundMode(), op.getSaturate(), to)};
  }
};
} // namespace

FailureOr<SmallVector<Value>> CompressOp::decompose(OperatorBuilder &b) {
  auto input = b.getShapes().shapeOf(getInput()), condition = b.getShapes().shapeOf(getCondition());
  if (!input || !condition || condition->size() != 1)
    return emitOpError() << "needs an operand of known rank and a vector as condition";
  int64_t axis = getAxis().value_or(0), rank = input->size();
  if (getAxis() && (axis < -rank || axis >= rank))
    return emitOpError() << "axis " << axis << " is outside [" << -rank << ", " << rank - 1 << "]";
  AffineExpr extent = getAxis() ? (*input)[axis < 0 ? axis + rank : axis]
                                : b.getShapes().product(*input);
  if (!b.getShapes().assume(*this, {Assumption::AtMost, condition->front(), extent}))
    return emitOpError() << "has a condition that is longer than what it selects from";
  Value positions = b.make<SqueezeOp>(b.make<NonZeroOp>(getCondition()), b.integers({0}));
  Value data = getAxis() ? getInput() : b.reshape(getInput(), {-1});
  return SmallVector<Value>{b.make<GatherOp>(data, positions, axis)};
}

void cameo::onnx::populateTensorDecompositions(RewritePatternSet &patterns,
                                               SymbolicShapes &shapes) {
  patterns.add<CastLikeRewrite>(shapes);
}
