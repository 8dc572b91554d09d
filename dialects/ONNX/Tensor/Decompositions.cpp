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

void cameo::onnx::populateTensorDecompositions(RewritePatternSet &patterns,
                                               SymbolicShapes &shapes) {
  patterns.add<CastLikeRewrite>(shapes);
}
