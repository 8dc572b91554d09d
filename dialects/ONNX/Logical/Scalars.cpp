// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The scalar functions of comparisons, boolean algebra and bits.

#include "dialects/ONNX/Scalars.h"
#include "dialects/ONNX/ONNX.h"

using namespace mlir;
using namespace cameo::onnx;

// a ⋈ b; false when either is NaN.
static Value compare(Operation *op, ImplicitLocOpBuilder &b, ValueRange args,
                     arith::CmpFPredicate ofFloats, arith::CmpIPredicate ofSigned,
                     arith::CmpIPredicate ofUnsigned) {
  if (isa<FloatType>(args[0].getType()))
    return arith::CmpFOp::create(b, ofFloats, args[0], args[1]);
  bool isUnsigned = operandElement(op, 0).isUnsignedInteger();
  return arith::CmpIOp::create(b, isUnsigned ? ofUnsigned : ofSigned, args[0], args[1]);
}

Value EqualOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return compare(*this, b, args, arith::CmpFPredicate::OEQ, arith::CmpIPredicate::eq,
                 arith::CmpIPredicate::eq);
}

Value GreaterOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return compare(*this, b, args, arith::CmpFPredicate::OGT, arith::CmpIPredicate::sgt,
                 arith::CmpIPredicate::ugt);
}

Value GreaterOrEqualOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return compare(*this, b, args, arith::CmpFPredicate::OGE, arith::CmpIPredicate::sge,
                 arith::CmpIPredicate::uge);
}

Value LessOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return compare(*this, b, args, arith::CmpFPredicate::OLT, arith::CmpIPredicate::slt,
                 arith::CmpIPredicate::ult);
}

Value LessOrEqualOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return compare(*this, b, args, arith::CmpFPredicate::OLE, arith::CmpIPredicate::sle,
                 arith::CmpIPredicate::ule);
}

Value AndOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return arith::AndIOp::create(b, args[0], args[1]);
}

Value OrOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return arith::OrIOp::create(b, args[0], args[1]);
}

Value XorOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return arith::XOrIOp::create(b, args[0], args[1]);
}

Value NotOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  return arith::XOrIOp::create(b, args[0], constantInt(b, type, 1));
}

Value BitwiseAndOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return arith::AndIOp::create(b, args[0], args[1]);
}

Value BitwiseOrOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return arith::OrIOp::create(b, args[0], args[1]);
}

Value BitwiseXorOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return arith::XOrIOp::create(b, args[0], args[1]);
}

Value BitwiseNotOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  return arith::XOrIOp::create(b, args[0], constantInt(b, type, -1));
}

// Shifting by the width or more is undefined in arith; all bits are then gone.
Value BitShiftOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  Value shifted = getDirection() == "LEFT" ? Value(arith::ShLIOp::create(b, args[0], args[1]))
                                           : Value(arith::ShRUIOp::create(b, args[0], args[1]));
  Value width = constantInt(b, type, type.getIntOrFloatBitWidth());
  Value inRange = arith::CmpIOp::create(b, arith::CmpIPredicate::ult, args[1], width);
  return arith::SelectOp::create(b, inRange, shifted, constantInt(b, type, 0));
}
