// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lib/Numerics/FloatExpr.h"
#include "mlir/IR/TypeUtilities.h"

using namespace mlir;
using namespace cameo;

void FloatExpr::unify(FloatExpr &a, FloatExpr &b) {
  auto materialize = [](FloatExpr &x, const FloatExpr &like) {
    if (x.builder)
      return;
    Type type = like.value.getType();
    TypedAttr attribute = like.builder->getFloatAttr(getElementTypeOrSelf(type), x.literal);
    if (auto vector = dyn_cast<VectorType>(type))
      attribute = DenseElementsAttr::get(vector, attribute);
    x = {*like.builder, arith::ConstantOp::create(*like.builder, attribute).getResult()};
  };
  materialize(a, b);
  materialize(b, a);
}

Value FloatExpr::compare(arith::CmpFPredicate predicate, FloatExpr a, FloatExpr b) {
  unify(a, b);
  return arith::CmpFOp::create(*a.builder, predicate, a.value, b.value);
}

FloatExpr FloatExpr::select(Value condition, FloatExpr a, FloatExpr b) {
  unify(a, b);
  return {*a.builder, arith::SelectOp::create(*a.builder, condition, a.value, b.value).getResult()};
}

Value cameo::constantInt(ImplicitLocOpBuilder &b, Type type, int64_t value) {
  APInt wrapped(type.getIntOrFloatBitWidth(), value, /*isSigned=*/true, /*implicitTrunc=*/true);
  return arith::ConstantOp::create(b, IntegerAttr::get(type, wrapped));
}
