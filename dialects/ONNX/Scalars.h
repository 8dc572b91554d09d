// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the scalar functions of elementwise operators are written with: float
// expressions that read as their equations, and conversions between element types.

#ifndef CAMEO_ONNX_SCALARS_H
#define CAMEO_ONNX_SCALARS_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/TypeUtilities.h"

namespace cameo::onnx {

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

/// equation(args) in `type`, of which all arguments are; f16 and bf16 are
/// computed in f32 and rounded once.
mlir::Value computeFloat(mlir::ImplicitLocOpBuilder &b, mlir::ValueRange args, mlir::Type type,
                         llvm::function_ref<FloatExpr(llvm::ArrayRef<FloatExpr>)> equation);
mlir::Value computeFloat(mlir::ImplicitLocOpBuilder &b, mlir::Value x, mlir::Type type,
                         llvm::function_ref<FloatExpr(FloatExpr)> equation);

/// Whether `convertElement` knows the element type: bool, 8 to 64 bit integers,
/// f16, bf16, f32 and f64.
bool isConvertible(mlir::Type element);
/// A float truncated towards zero to the nearest integer that the type has; NaN
/// becomes the smallest.
mlir::Value saturate(mlir::ImplicitLocOpBuilder &b, mlir::Value value, mlir::IntegerType to,
                     bool isUnsigned);
/// `value` of (possibly unsigned) element type `from` as one of `to`. Floats
/// saturate to integers of 32 and 64 bits, NaN becomes the smallest, and what is
/// negative wraps to unsigned ones; narrower integers are the lowest bits of those
/// of 32. Integers wrap. Any value other than 0 is true.
mlir::Value convertElement(mlir::ImplicitLocOpBuilder &b, mlir::Value value, mlir::Type from,
                           mlir::Type to);

/// The element type of an operand, with its sign.
inline mlir::Type operandElement(mlir::Operation *op, unsigned operand) {
  return mlir::getElementTypeOrSelf(op->getOperand(operand).getType());
}

mlir::Value constantInt(mlir::ImplicitLocOpBuilder &b, mlir::Type type, int64_t value);

/// The operation for the element type of the first operand: a float, a signed or
/// an unsigned integer (bool counts as unsigned).
template <typename FloatOp, typename SignedOp, typename UnsignedOp = SignedOp>
mlir::Value choose(mlir::Operation *op, mlir::ImplicitLocOpBuilder &b, mlir::ValueRange operands) {
  mlir::Type element = operands[0].getType();
  if (mlir::isa<mlir::FloatType>(element))
    return FloatOp::create(b, operands).getResult();
  if (operandElement(op, 0).isUnsignedInteger() || element.isInteger(1))
    return UnsignedOp::create(b, operands).getResult();
  return SignedOp::create(b, operands).getResult();
}

} // namespace cameo::onnx

#endif
