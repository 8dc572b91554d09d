// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Transcendental functions as polynomials, for scalars and vectors alike, so
// that loops around them vectorise and nothing calls a library.

#include "lib/Kernels/Kernels.h"
#include "lib/Support/Fixpoint.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"

namespace cameo {
#define GEN_PASS_DEF_EXPANDMATHPASS
#include "lib/Kernels/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

/// Arithmetic on scalars or vectors like those of an operation.
struct MathBuilder : ImplicitLocOpBuilder {
  explicit MathBuilder(Operation *op)
      : ImplicitLocOpBuilder(op->getLoc(), op), type(op->getResult(0).getType()) {}

  Type with(Type element) {
    if (auto vector = dyn_cast<VectorType>(type))
      return vector.clone(element);
    return element;
  }
  template <typename T> Value constant(Type element, T value) {
    TypedAttr attribute;
    if constexpr (std::is_floating_point_v<T>)
      attribute = getFloatAttr(element, value);
    else
      attribute = getIntegerAttr(element, value);
    if (auto vector = dyn_cast<VectorType>(type))
      attribute = DenseElementsAttr::get(vector.clone(element), attribute);
    return arith::ConstantOp::create(*this, attribute);
  }

  Type type;
};

// sin(x) = (-1)ᵏ sin(x - kπ) for the whole number k that is nearest to x / π, and
// cos(x) = sin(x + π/2). π is a sum of three numbers of few bits: products with k
// lose next to nothing up to 2¹⁵, fused ones up to 2²³; beyond, where floats are a
// radian and more apart, both functions are 0.
Value expandSine(Operation *op) {
  MathBuilder b(op);
  Type f32 = b.getF32Type(), i32 = b.getI32Type();
  auto constant = [&](double value) { return b.constant(f32, value); };
  Value x = op->getOperand(0);
  if (getElementTypeOrSelf(b.type) != f32)
    x = arith::ExtFOp::create(b, b.with(f32), x);
  Value turns = arith::MulFOp::create(b, x, constant(M_1_PI));
  if (isa<math::CosOp>(op))
    turns = arith::AddFOp::create(b, turns, constant(0.5));
  // At 1.5 · 2²³ the last bit of a float stands for 1: adding it rounds, and k's
  // last bit is the sum's.
  Value shift = constant(0x1.8p23);
  Value sum = arith::AddFOp::create(b, turns, shift);
  Value k = arith::SubFOp::create(b, sum, shift);
  if (isa<math::CosOp>(op))
    k = arith::SubFOp::create(b, k, constant(0.5));
  Value r = x;
  for (double part : {3.140625, 9.67502593994140625e-4, 1.509957990978376432e-7})
    r = math::FmaOp::create(b, k, constant(-part), r);
  auto bits = [&](Value value) { return arith::BitcastOp::create(b, b.with(i32), value); };
  Value sign = arith::ShLIOp::create(b, bits(sum), b.constant(i32, 31));
  r = arith::BitcastOp::create(b, b.with(f32), arith::XOrIOp::create(b, bits(r), sign));
  Value distance = math::AbsFOp::create(b, x);
  auto isBelow = [&](double limit) {
    return arith::CmpFOp::create(b, arith::CmpFPredicate::OLT, distance, constant(limit));
  };
  Value outside = arith::SelectOp::create(b, isBelow(HUGE_VAL), constant(0), constant(NAN));
  r = arith::SelectOp::create(b, isBelow(0x1p23), r, outside);
  // r + r³P(r²), the polynomial that errs least on [-π/2, π/2]: by 7e-9.
  Value square = arith::MulFOp::create(b, r, r), p;
  for (double coefficient : {2.634744532770128e-06, -0.00019822735339403152, 0.008333242498338223,
                             -0.1666666567325592}) {
    Value c = b.constant(f32, coefficient);
    p = p ? math::FmaOp::create(b, p, square, c).getResult() : c;
  }
  Value y = math::FmaOp::create(b, arith::MulFOp::create(b, p, square), r, r);
  y = math::CopySignOp::create(b, y, r); // -0 too
  return b.type == y.getType() ? y : arith::TruncFOp::create(b, b.type, y);
}

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
    });
    for (Operation *op : found)
      if (isa<math::SinOp, math::CosOp>(op)) {
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
