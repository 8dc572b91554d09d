// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Numbers are printed and read in the widest type of their kind.

#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

namespace {

Type widest(Type element) {
  MLIRContext *context = element.getContext();
  if (isa<FloatType>(element))
    return element.isF64() ? element : Type(Float32Type::get(context));
  bool isWideUnsigned = element.isUnsignedInteger(64);
  return isWideUnsigned ? element : IntegerType::get(context, 64);
}

struct CastOfStrings : Rewrite<CastOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(CastOp op, OperatorBuilder &b) const override {
    Type from = getElementTypeOrSelf(op.getInput().getType());
    Type to = elementTypeOf(getContext(), op.getTo());
    if (!to || isa<StringType>(from) == isa<StringType>(to))
      return failure();
    Type number = isa<StringType>(from) ? to : from, wide = widest(number);
    if (!number.isIntOrFloat() || number == wide)
      return failure();
    auto cast = [&](Value x, Type element) {
      return b.make<CastOp>(x, op.getRoundModeAttr(), op.getSaturateAttr(),
                            b.getI64IntegerAttr(dataTypeOf(element)));
    };
    return SmallVector<Value>{cast(cast(op.getInput(), wide), to)};
  }
};
} // namespace

void cameo::onnx::populateTextDecompositions(RewritePatternSet &patterns, SymbolicShapes &shapes) {
  patterns.add<CastOfStrings>(shapes);
}
