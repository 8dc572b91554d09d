// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Float expressions that read as their equations.

#ifndef CAMEO_NUMERICS_FLOATEXPR_H
#define CAMEO_NUMERICS_FLOATEXPR_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cameo {

/// A float under construction, or a literal that takes the other operand's type.
class FloatExpr {
public:
  FloatExpr(double literal) : literal(literal) {}
  FloatExpr(mlir::ImplicitLocOpBuilder &b, mlir::Value value) : builder(&b), value(value) {}

  mlir::Value get() const { return value; }
  mlir::ImplicitLocOpBuilder &getBuilder() const { return *builder; }

  friend FloatExpr operator+(FloatExpr a, FloatExpr b) { return binary<mlir::arith::AddFOp>(a, b); }
  friend FloatExpr operator-(FloatExpr a, FloatExpr b) { return binary<mlir::arith::SubFOp>(a, b); }
  friend FloatExpr operator*(FloatExpr a, FloatExpr b) { return binary<mlir::arith::MulFOp>(a, b); }
  friend FloatExpr operator/(FloatExpr a, FloatExpr b) { return binary<mlir::arith::DivFOp>(a, b); }
  friend FloatExpr operator-(FloatExpr a) { return a.unary<mlir::arith::NegFOp>(); }
  /// NaN when either is.
  friend FloatExpr max(FloatExpr a, FloatExpr b) { return binary<mlir::arith::MaximumFOp>(a, b); }
  friend FloatExpr min(FloatExpr a, FloatExpr b) { return binary<mlir::arith::MinimumFOp>(a, b); }

  /// A condition; false when either is NaN.
  friend mlir::Value less(FloatExpr a, FloatExpr b) {
    return compare(mlir::arith::CmpFPredicate::OLT, a, b);
  }
  friend mlir::Value equal(FloatExpr a, FloatExpr b) {
    return compare(mlir::arith::CmpFPredicate::OEQ, a, b);
  }
  static mlir::Value compare(mlir::arith::CmpFPredicate predicate, FloatExpr a, FloatExpr b);
  /// condition ? a : b; at least one is no literal.
  static FloatExpr select(mlir::Value condition, FloatExpr a, FloatExpr b);

  /// f(x) by the operation `Op`.
  template <typename Op> FloatExpr unary() const {
    return {*builder, Op::create(*builder, value).getResult()};
  }
  template <typename Op> static FloatExpr binary(FloatExpr a, FloatExpr b) {
    unify(a, b);
    return {*a.builder, Op::create(*a.builder, a.value, b.value).getResult()};
  }

private:
  static void unify(FloatExpr &a, FloatExpr &b);

  mlir::ImplicitLocOpBuilder *builder = nullptr;
  mlir::Value value;
  double literal = 0;
};

inline FloatExpr abs(FloatExpr x) { return x.unary<mlir::math::AbsFOp>(); }
inline FloatExpr exp(FloatExpr x) { return x.unary<mlir::math::ExpOp>(); }
inline FloatExpr tanh(FloatExpr x) { return x.unary<mlir::math::TanhOp>(); }
inline FloatExpr erf(FloatExpr x) { return x.unary<mlir::math::ErfOp>(); }
inline FloatExpr sqrt(FloatExpr x) { return x.unary<mlir::math::SqrtOp>(); }

/// A constant, wrapped to the width of the type.
mlir::Value constantInt(mlir::ImplicitLocOpBuilder &b, mlir::Type type, int64_t value);

} // namespace cameo

#endif
