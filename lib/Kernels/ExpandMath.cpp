// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Transcendental functions as polynomials, for scalars and vectors alike, so
// that loops around them vectorise and nothing calls a library.

#include "lib/Kernels/Kernels.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace cameo {
#define GEN_PASS_DEF_EXPANDMATHPASS
#include "lib/Kernels/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

// The polynomials lose the sign of -0, and of the logarithm's operand they take
// what is denormal for the smallest normal number. Put right around them:
//   sin(x) = ±sin(|x|)    erf(x) = ±|erf(x)|    log(x) = log(2³²x) - log(2³²)
void surround(Operation *op) {
  Type type = op->getResult(0).getType(), element = getElementTypeOrSelf(type);
  if (element.getIntOrFloatBitWidth() > 32)
    return; // the C library's
  ImplicitLocOpBuilder b(op->getLoc(), op);
  Value x = op->getOperand(0), y = op->getResult(0), right;
  auto constant = [&](double value) -> Value {
    TypedAttr attribute = b.getFloatAttr(element, value);
    if (auto vector = dyn_cast<VectorType>(type))
      attribute = DenseElementsAttr::get(vector, attribute);
    return arith::ConstantOp::create(b, attribute);
  };
  SmallPtrSet<Operation *, 2> except = {op};
  if (isa<math::SinOp>(op)) {
    op->setOperand(0, math::AbsFOp::create(b, x));
    b.setInsertionPointAfter(op);
    right = arith::MulFOp::create(b, y, math::CopySignOp::create(b, constant(1), x));
  } else if (isa<math::ErfOp>(op)) {
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
      if (isa<math::SinOp, math::ErfOp, math::LogOp>(op))
        found.push_back(op);
    });
    llvm::for_each(found, surround);
    RewritePatternSet patterns(&getContext());
    populateMathPolynomialApproximationPatterns(patterns);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
