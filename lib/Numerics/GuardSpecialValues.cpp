// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic that drivers simplify as if there were no signed zeros, infinities
// and NaNs, also where a shader forbids it: Mesa's gallivm (22.3) takes x + 0 for
// x, x * 0, 0 / x and x - x for 0. Comparisons say the same and are left alone.

#include "lib/Numerics/FloatExpr.h"
#include "lib/Numerics/MathBuilder.h"
#include "lib/Numerics/Passes.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/Matchers.h"

namespace cameo {
#define GEN_PASS_DEF_GUARDSPECIALVALUESPASS
#include "lib/Numerics/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

struct Guard : MathBuilder {
  Guard(Operation *op) : MathBuilder(op), element(getElementTypeOrSelf(type)) {}

  Value number(double value) { return constant(element, value); }
  Value select(arith::CmpFPredicate predicate, Value a, Value b, Value yes, Value no) {
    return arith::SelectOp::create(*this, arith::CmpFOp::create(*this, predicate, a, b), yes, no);
  }
  Value magnitude(Value x) { return math::AbsFOp::create(*this, x); }
  Value withSign(Value x, Value sign) { return math::CopySignOp::create(*this, x, sign); }

  // x, with +0 for both zeros
  Value plusZero(Value x) {
    Value zero = number(0.0);
    return select(arith::CmpFPredicate::OEQ, x, zero, zero, x);
  }
  // `value` where x is a finite number, NaN elsewhere
  Value ifFinite(Value x, Value value) {
    return select(arith::CmpFPredicate::OLT, magnitude(x),
                  number(std::numeric_limits<double>::infinity()), value,
                  number(std::numeric_limits<double>::quiet_NaN()));
  }
  // `value` where x is neither 0 nor NaN, NaN elsewhere
  Value ifDivides(Value x, Value value) {
    return select(arith::CmpFPredicate::OGT, magnitude(x), number(0.0), value,
                  number(std::numeric_limits<double>::quiet_NaN()));
  }

  Type element;
};

// Nothing if drivers do as they should.
Value guarded(Operation *op) {
  Value x = op->getOperand(0), y = op->getOperand(1);
  bool xIsZero = matchPattern(x, m_AnyZeroFloat()), yIsZero = matchPattern(y, m_AnyZeroFloat());
  bool yIsPlusZero = matchPattern(y, m_PosZeroFloat());
  Guard b(op);
  if (isa<arith::AddFOp>(op)) {
    if (xIsZero)
      return matchPattern(x, m_PosZeroFloat()) ? b.plusZero(y) : y;
    if (yIsZero)
      return yIsPlusZero ? b.plusZero(x) : x;
  }
  if (isa<arith::SubFOp>(op)) {
    if (yIsZero)
      return yIsPlusZero ? x : b.plusZero(x);
    if (x == y)
      return b.ifFinite(x, b.number(0.0));
  }
  if (isa<arith::MulFOp>(op) && (xIsZero || yIsZero)) {
    Value zero = xIsZero ? x : y, factor = xIsZero ? y : x;
    Value sign = matchPattern(zero, m_NegZeroFloat()) ? arith::NegFOp::create(b, factor) : factor;
    return b.ifFinite(factor, b.withSign(b.number(0.0), sign));
  }
  if (isa<arith::DivFOp>(op)) {
    if (x == y)
      return b.ifDivides(x, b.ifFinite(x, b.number(1.0)));
    if (xIsZero) {
      Value sign = matchPattern(x, m_NegZeroFloat()) ? arith::NegFOp::create(b, y) : y;
      return b.ifDivides(y, b.withSign(b.number(0.0), sign));
    }
  }
  return nullptr;
}

struct GuardSpecialValues : cameo::impl::GuardSpecialValuesPassBase<GuardSpecialValues> {
  void runOnOperation() override {
    SmallVector<Operation *> found;
    getOperation().walk([&](Operation *op) {
      if (isa<arith::AddFOp, arith::SubFOp, arith::MulFOp, arith::DivFOp>(op))
        found.push_back(op);
    });
    for (Operation *op : found)
      if (Value value = guarded(op)) {
        op->getResult(0).replaceAllUsesWith(value);
        op->erase();
      }
  }
};
} // namespace
