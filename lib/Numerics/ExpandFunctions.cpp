// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// f32 functions that GLSL has, but promises little of: written with those that
// `expand-math` makes polynomials of.

#include "lib/Numerics/FloatExpr.h"
#include "lib/Numerics/Passes.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

#include <limits>

namespace cameo {
#define GEN_PASS_DEF_EXPANDFUNCTIONSPASS
#include "lib/Numerics/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double minNormal = std::numeric_limits<float>::min();
constexpr double ln2 = 0.693147180559945309;
constexpr double large = 1e9; // x² is 1 + x² from here on

FloatExpr log(FloatExpr x) { return x.unary<math::LogOp>(); }
FloatExpr log1p(FloatExpr x) { return x.unary<math::Log1pOp>(); }
FloatExpr floor(FloatExpr x) { return x.unary<math::FloorOp>(); }
FloatExpr withSign(FloatExpr x, FloatExpr sign) {
  return FloatExpr::binary<math::CopySignOp>(x, sign);
}

// e = exp|x| - 1:  sinh|x| = (e + e / (e + 1)) / 2,  and exp(|x|/2)² / 2 where the
// exponential overflows
FloatExpr sinh(FloatExpr x) {
  FloatExpr a = abs(x), e = a.unary<math::ExpM1Op>(), half = exp(a * 0.5);
  return withSign(FloatExpr::select(less(a, 20), (e + e / (e + 1.0)) * 0.5, half * 0.5 * half), x);
}

FloatExpr cosh(FloatExpr x) {
  FloatExpr half = exp(abs(x) * 0.5);
  return half * 0.5 * half + 0.5 / half / half;
}

// A polynomial's division need not reach 1.
FloatExpr saturatedTanh(FloatExpr x) {
  return FloatExpr::select(less(9.02, abs(x)), withSign(1, x), x.unary<math::TanhOp>());
}

FloatExpr tan(FloatExpr x) { return x.unary<math::SinOp>() / x.unary<math::CosOp>(); }

// asinh|x| = log(1 + |x| + x² / (1 + √(1 + x²))) = log|x| + log 2 for large ones
FloatExpr asinh(FloatExpr x) {
  FloatExpr a = abs(x), square = a * a;
  FloatExpr near = log1p(a + square / (sqrt(square + 1.0) + 1.0));
  return withSign(FloatExpr::select(less(a, large), near, log(a) + ln2), x);
}

// t = x - 1:  acosh x = log(1 + t + √(t (t + 2)))
FloatExpr acosh(FloatExpr x) {
  FloatExpr t = x - 1.0, near = log1p(t + sqrt(t * (t + 2.0)));
  FloatExpr result = FloatExpr::select(less(x, large), near, log(x) + ln2);
  return FloatExpr::select(less(x, 1), nan, result);
}

// atanh|x| = log(1 + 2|x| / (1 - |x|)) / 2
FloatExpr atanh(FloatExpr x) {
  FloatExpr a = abs(x), result = log1p(a * 2.0 / (1.0 - a)) * 0.5;
  result = FloatExpr::select(equal(a, 1), inf, result);
  return withSign(FloatExpr::select(less(1, a), nan, result), x);
}

/// The functions whose value is put together from bits.
struct Builder {
  ImplicitLocOpBuilder &b;

  FloatExpr expr(Value value) { return {b, value}; }
  Value both(Value x, Value y) { return arith::AndIOp::create(b, x, y); }
  Value either(Value x, Value y) { return arith::OrIOp::create(b, x, y); }
  Value inverse(Value x) {
    return arith::XOrIOp::create(b, x, arith::ConstantOp::create(b, b.getBoolAttr(true)));
  }
  Value i32(int32_t value) { return constantInt(b, b.getI32Type(), value); }

  // 2^n for n in [-126, 127]
  FloatExpr powerOfTwo(Value n) {
    Value bits = arith::ShLIOp::create(b, arith::AddIOp::create(b, n, i32(127)), i32(23));
    return expr(arith::BitcastOp::create(b, b.getF32Type(), bits));
  }

  // 2^t = 2^n · exp((t - n) log 2), n the integer next to t
  FloatExpr exp2(FloatExpr t) {
    t = FloatExpr::select(less(200, t), 200, t); // NaN remains
    t = FloatExpr::select(less(t, -200), -200, t);
    FloatExpr whole = t.unary<math::RoundEvenOp>();
    Value n = arith::FPToSIOp::create(b, b.getI32Type(), whole.get());
    Value half = arith::ShRSIOp::create(b, n, i32(1));
    return exp((t - whole) * ln2) * powerOfTwo(half) *
           powerOfTwo(arith::SubIOp::create(b, n, half));
  }

  // |x|^y = 2^(y log2|x|), and C's special cases
  FloatExpr pow(FloatExpr x, FloatExpr y) {
    FloatExpr a = abs(x);
    Value isSmall = less(a, minNormal);
    FloatExpr log2 = FloatExpr::select(isSmall, a * 0x1p32, a).unary<math::Log2Op>();
    log2 = FloatExpr::select(isSmall, log2 - 32.0, log2);
    FloatExpr result = exp2(y * log2), half = y * 0.5;
    Value isInteger = equal(floor(y), y);
    Value isOdd = both(isInteger, inverse(equal(floor(half), half)));
    // Mesa's lavapipe (22.3) miscompiles select(isOdd, withSign(result, x), result).
    result = result * FloatExpr::select(isOdd, withSign(1, x), 1);
    Value isComplex = both(both(less(x, 0), less(-inf, x)), inverse(isInteger));
    result = FloatExpr::select(isComplex, nan, result);
    Value isOne = either(equal(y, 0), either(equal(x, 1), both(equal(a, 1), equal(abs(y), inf))));
    return FloatExpr::select(isOne, 1, result);
  }

  FloatExpr loop(FloatExpr start, FloatExpr rest, llvm::function_ref<Value(FloatExpr t)> goesOn,
                 llvm::function_ref<std::pair<FloatExpr, FloatExpr>(FloatExpr, FloatExpr)> step,
                 unsigned result) {
    auto type = b.getF32Type();
    auto whileOp = scf::WhileOp::create(
        b, TypeRange{type, type}, ValueRange{start.get(), rest.get()},
        [&](OpBuilder &nested, Location loc, ValueRange values) {
          OpBuilder::InsertionGuard guard(b);
          b.setInsertionPoint(nested.getInsertionBlock(), nested.getInsertionPoint());
          scf::ConditionOp::create(b, goesOn(expr(values[0])), values);
        },
        [&](OpBuilder &nested, Location loc, ValueRange values) {
          OpBuilder::InsertionGuard guard(b);
          b.setInsertionPoint(nested.getInsertionBlock(), nested.getInsertionPoint());
          auto [t, r] = step(expr(values[0]), expr(values[1]));
          scf::YieldOp::create(b, ValueRange{t.get(), r.get()});
        });
    return expr(whileOp.getResult(result));
  }

  // Long division, every step of which is exact: subtracts 2^k |y| where it fits,
  // for k from high to 0. What is below the normal numbers counts as 0.
  FloatExpr rem(FloatExpr x, FloatExpr y) {
    FloatExpr dividend = abs(x), divisor = abs(y);
    Value isFinite = both(less(dividend, inf), less(0, divisor));
    Value divides = both(isFinite, both(less(divisor, inf), less(minNormal / 2, divisor)));
    FloatExpr a = FloatExpr::select(divides, dividend, 0);
    FloatExpr m = FloatExpr::select(divides, divisor, 1);
    m = FloatExpr::select(less(m, minNormal), minNormal, m);
    FloatExpr half = a * 0.5;
    FloatExpr top = loop(
        m, a, [&](FloatExpr t) { return inverse(less(half, t)); },
        [&](FloatExpr t, FloatExpr r) { return std::pair(t + t, r); }, 0);
    FloatExpr rest = loop(
        top, a, [&](FloatExpr t) { return inverse(less(t, m)); },
        [&](FloatExpr t, FloatExpr r) {
          return std::pair(t * 0.5, FloatExpr::select(less(r, t), r, r - t));
        },
        1);
    rest = FloatExpr::select(equal(divisor, inf), dividend, rest);
    return FloatExpr::select(isFinite, withSign(rest, x), nan);
  }

  FloatExpr expand(Operation *op, FloatExpr x, FloatExpr y) {
    return llvm::TypeSwitch<Operation *, FloatExpr>(op)
        .Case([&](math::SinhOp) { return sinh(x); })
        .Case([&](math::CoshOp) { return cosh(x); })
        .Case([&](math::TanhOp) { return saturatedTanh(x); })
        .Case([&](math::TanOp) { return tan(x); })
        .Case([&](math::AsinhOp) { return asinh(x); })
        .Case([&](math::AcoshOp) { return acosh(x); })
        .Case([&](math::AtanhOp) { return atanh(x); })
        .Case([&](math::PowFOp) { return pow(x, y); })
        .Case([&](arith::RemFOp) { return rem(x, y); });
  }
};

struct ExpandFunctions : cameo::impl::ExpandFunctionsPassBase<ExpandFunctions> {
  void runOnOperation() override {
    SmallVector<Operation *> found;
    getOperation().walk([&](Operation *op) {
      if (isa<math::SinhOp, math::CoshOp, math::TanhOp, math::TanOp, math::AsinhOp, math::AcoshOp,
              math::AtanhOp, math::PowFOp, arith::RemFOp>(op) &&
          getElementTypeOrSelf(op->getResult(0).getType()).isF32())
        found.push_back(op);
    });
    for (Operation *op : found) {
      ImplicitLocOpBuilder b(op->getLoc(), op);
      auto expanded = [&](Value x, Value y) { return Builder{b}.expand(op, {b, x}, {b, y}).get(); };
      Value x = op->getOperand(0), y = op->getOperands().back();
      auto vector = dyn_cast<VectorType>(op->getResult(0).getType());
      if (!vector) {
        op->getResult(0).replaceAllUsesWith(expanded(x, y));
        op->erase();
        continue;
      }
      SmallVector<Value> elements;
      for (int64_t i = 0; i < vector.getNumElements(); ++i)
        elements.push_back(expanded(vector::ExtractOp::create(b, x, i).getResult(),
                                    vector::ExtractOp::create(b, y, i).getResult()));
      op->getResult(0).replaceAllUsesWith(
          vector::FromElementsOp::create(b, vector, elements).getResult());
      op->erase();
    }
  }
};
} // namespace
