// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators of classical machine learning in terms of simpler uses of themselves.

#include "dialects/ONNX/ML/Ops.h"
#include "dialects/ONNX/Text/Words.h"

using namespace mlir;
using namespace cameo::onnx;

namespace {
// Categories are integers, whatever they are given as: strings are numbered.
struct OneHotEncoderOfIntegers : Rewrite<MLOneHotEncoderOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(MLOneHotEncoderOp op, OperatorBuilder &b) const override {
    Type element = getElementTypeOrSelf(op.getX().getType());
    if (element.isInteger(64))
      return failure();
    if (isa<StringType>(element)) {
      Value position = positionOf(b, op.getX(), *op.getCatsStrings());
      auto numbers = llvm::to_vector(llvm::seq<int64_t>(0, op.getCatsStrings()->size()));
      return SmallVector<Value>{b.make<MLOneHotEncoderOp>(
          position, b.getDenseI64ArrayAttr(numbers), ArrayAttr(), op.getZerosAttr())};
    }
    return SmallVector<Value>{
        b.make<MLOneHotEncoderOp>(b.cast(op.getX(), b.getI64Type()), op.getCatsInt64sAttr(),
                                  op.getCatsStringsAttr(), op.getZerosAttr())};
  }
};

// A cast of the values as they are.
struct CastMapWithCast : Rewrite<MLCastMapOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(MLCastMapOp op, OperatorBuilder &b) const override {
    auto map = dyn_cast<MapType>(op.getX().getType());
    Type wanted = getElementTypeOrSelf(op.getY().getType());
    if (!map || isa<UnknownType>(wanted) || map.getValueType() == wanted)
      return failure();
    StringRef as = map.getValueType().isF32() ? "TO_FLOAT" : "TO_STRING";
    Value values = b.make<MLCastMapOp>(op.getX(), as, op.getMapForm(), op.getMaxMap());
    return SmallVector<Value>{b.cast(values, wanted)};
  }
};
} // namespace

void cameo::onnx::populateMLDecompositions(RewritePatternSet &patterns, SymbolicShapes &shapes) {
  patterns.add<OneHotEncoderOfIntegers, CastMapWithCast>(shapes);
}
