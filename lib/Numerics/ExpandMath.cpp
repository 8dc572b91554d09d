// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Transcendental functions as polynomials, for scalars and vectors alike, so
// that loops around them vectorise and nothing calls a library.

#include "lib/Numerics/Passes.h"
#include "lib/Numerics/MathBuilder.h"
#include "lib/Support/Fixpoint.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"

namespace cameo {
#define GEN_PASS_DEF_EXPANDMATHPASS
#include "lib/Numerics/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

// The polynomials lose the sign of -0, and of the logarithm's operand they take
// what is denormal for the smallest normal number. Put right around them:
//   erf(x) = ±|erf(x)|    log(x) = log(2³²x) - log(2³²)
void surround(Operation *op) {
  MathBuilder b(op);
  Type element = getElementTypeOrSelf(b.type);
  Value x = op->getOperand(0), y = op->getResult(0), right;
  auto constant = [&](double value) { return b.constant(element, value); };
  SmallPtrSet<Operation *, 2> except = {op};
  if (isa<math::ErfOp>(op)) {
    b.setInsertionPointAfter(op);
    right = math::CopySignOp::create(b, y, x);
  } else if (element.isF32()) {
    Value isSmall = arith::CmpFOp::create(b, arith::CmpFPredicate::OLT, x,
                                          constant(std::numeric_limits<float>::min()));
    Value scaled = arith::MulFOp::create(b, x, constant(std::ldexp(1.0, 32)));
    op->setOperand(0, arith::SelectOp::create(b, isSmall, scaled, x));
    b.setInsertionPointAfter(op);
    Value shift = arith::SelectOp::create(b, isSmall, constant(32 * std::log(2.0)), constant(0));
    right = arith::SubFOp::create(b, y, shift);
  } else {
    return;
  }
  except.insert(right.getDefiningOp());
  y.replaceAllUsesExcept(right, except);
}

struct ExpandMath : cameo::impl::ExpandMathPassBase<ExpandMath> {
  void runOnOperation() override {
    SmallVector<Operation *> found;
    getOperation().walk([&](Operation *op) {
      // Those of double precision are the C library's.
      if (isa<math::SinOp, math::CosOp, math::ErfOp, math::LogOp>(op) &&
          getElementTypeOrSelf(op->getResult(0)).getIntOrFloatBitWidth() <= 32)
        found.push_back(op);
      else if (isa<math::AtanOp>(op) && getElementTypeOrSelf(op->getResult(0)).isF32())
        found.push_back(op);
    });
    for (Operation *op : found)
      if (isa<math::AtanOp>(op)) {
        op->getResult(0).replaceAllUsesWith(expandArcTangent(op));
        op->erase();
      } else if (isa<math::SinOp, math::CosOp>(op)) {
        op->getResult(0).replaceAllUsesWith(expandSine(op));
        op->erase();
      } else {
        surround(op);
      }
    RewritePatternSet patterns(&getContext());
    populateMathPolynomialApproximationPatterns(patterns);
    if (failed(rewriteToFixpoint(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
