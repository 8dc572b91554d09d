// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the scalar functions of elementwise operators are written with, beside float
// expressions: conversions between element types.

#ifndef CAMEO_ONNX_SCALARS_H
#define CAMEO_ONNX_SCALARS_H

#include "lib/Numerics/FloatExpr.h"
#include "lib/Numerics/SmallFloats.h"
#include "mlir/IR/TypeUtilities.h"

namespace cameo::onnx {

using cameo::constantInt;
using cameo::FloatExpr;

/// equation(args) in `type`, of which all arguments are; f16 and bf16 are
/// computed in f32 and rounded once.
mlir::Value computeFloat(mlir::ImplicitLocOpBuilder &b, mlir::ValueRange args, mlir::Type type,
                         llvm::function_ref<FloatExpr(llvm::ArrayRef<FloatExpr>)> equation);
mlir::Value computeFloat(mlir::ImplicitLocOpBuilder &b, mlir::Value x, mlir::Type type,
                         llvm::function_ref<FloatExpr(FloatExpr)> equation);

/// Whether `convertElement` knows the element type: bool, all integers, and all
/// floats. Those of less than a byte, and floats of a byte, are elements of type i8.
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
                           mlir::Type to, SmallFloatRounding rounding = {});

/// The element type of an operand, with its sign.
inline mlir::Type operandElement(mlir::Operation *op, unsigned operand) {
  return mlir::getElementTypeOrSelf(op->getOperand(operand).getType());
}

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
