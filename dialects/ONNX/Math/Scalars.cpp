// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The scalar functions of the elementwise operators.

#include "dialects/ONNX/ONNX.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace cameo::onnx;

// The operation for the element type: of floats, of signed or of unsigned integers.
template <typename FloatOp, typename SignedOp, typename UnsignedOp = SignedOp>
static Value choose(Operation *op, ImplicitLocOpBuilder &b, Type type, ValueRange operands) {
  if (isa<FloatType>(type))
    return FloatOp::create(b, operands);
  if (getElementTypeOrSelf(op->getOperand(0).getType()).isUnsignedInteger())
    return UnsignedOp::create(b, operands);
  return SignedOp::create(b, operands);
}

Value AddOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  return choose<arith::AddFOp, arith::AddIOp>(*this, b, type, args);
}

// NaN stays NaN, as max(x, 0) propagates it.
Value ReluOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  Value zero = arith::ConstantOp::create(b, b.getZeroAttr(type));
  return choose<arith::MaximumFOp, arith::MaxSIOp, arith::MaxUIOp>(*this, b, type, {args[0], zero});
}
