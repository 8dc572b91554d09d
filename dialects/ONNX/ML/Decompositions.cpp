// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators of classical machine learning in terms of simpler uses of themselves.

#include "dialects/ONNX/ML/Ops.h"

using namespace mlir;
using namespace cameo::onnx;

namespace {
// Categories are integers, whatever they are given as.
struct OneHotEncoderOfIntegers : Rewrite<MLOneHotEncoderOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(MLOneHotEncoderOp op, OperatorBuilder &b) const override {
    if (getElementTypeOrSelf(op.getX().getType()).isInteger(64))
      return failure();
    return SmallVector<Value>{
        b.make<MLOneHotEncoderOp>(b.cast(op.getX(), b.getI64Type()), op.getCatsInt64sAttr(),
                                  op.getCatsStringsAttr(), op.getZerosAttr())};
  }
};
} // namespace

void cameo::onnx::populateMLDecompositions(RewritePatternSet &patterns, SymbolicShapes &shapes) {
  patterns.add<OneHotEncoderOfIntegers>(shapes);
}
