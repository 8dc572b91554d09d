// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Conversions between element types.

#include "dialects/ONNX/Scalars.h"
#include <cmath>

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

Value cameo::onnx::computeFloat(ImplicitLocOpBuilder &b, ValueRange args, Type type,
                                llvm::function_ref<FloatExpr(ArrayRef<FloatExpr>)> equation) {
  Type computed = type.isF16() || type.isBF16() ? b.getF32Type() : type;
  SmallVector<FloatExpr> operands;
  for (Value arg : args)
    operands.emplace_back(b, convertElement(b, arg, type, computed));
  return convertElement(b, equation(operands).get(), computed, type);
}

Value cameo::onnx::computeFloat(ImplicitLocOpBuilder &b, Value x, Type type,
                                llvm::function_ref<FloatExpr(FloatExpr)> equation) {
  return computeFloat(b, ValueRange(x), type,
                      [&](ArrayRef<FloatExpr> args) { return equation(args[0]); });
}

bool cameo::onnx::isConvertible(Type element) {
  if (auto integer = dyn_cast<IntegerType>(element))
    return llvm::is_contained({1, 2, 4, 8, 16, 32, 64}, integer.getWidth());
  return element.isF16() || element.isBF16() || element.isF32() || element.isF64() ||
         isSmallFloat(element);
}

static Value convertFloat(ImplicitLocOpBuilder &b, Value value, FloatType to) {
  auto from = cast<FloatType>(value.getType());
  if (from == to)
    return value;
  // Between halves, and from f64 to bf16 (as numpy does it): by way of f32.
  if (from.getWidth() == to.getWidth() || (from.isF64() && to.isBF16()))
    return convertFloat(b, convertFloat(b, value, b.getF32Type()), to);
  if (from.getWidth() < to.getWidth())
    return arith::ExtFOp::create(b, to, value);
  return arith::TruncFOp::create(b, to, value);
}

// Out of range, the conversion instructions' result is undefined.
Value cameo::onnx::saturate(ImplicitLocOpBuilder &b, Value value, IntegerType to, bool isUnsigned) {
  if (value.getType().getIntOrFloatBitWidth() < 32)
    value = convertFloat(b, value, b.getF32Type());
  FloatExpr x(b, value);
  unsigned bits = isUnsigned ? to.getWidth() : to.getWidth() - 1;
  unsigned mantissa = cast<FloatType>(value.getType()).getFPMantissaWidth();
  bool exact = bits <= mantissa;
  double bound = std::ldexp(1.0, bits);
  double largest = exact ? bound - 1 : bound - std::ldexp(1.0, bits - mantissa);
  // maxnum turns NaN into the bound.
  FloatExpr low = FloatExpr::binary<arith::MaxNumFOp>(x, isUnsigned ? 0.0 : -bound);
  FloatExpr clamped = FloatExpr::binary<arith::MinNumFOp>(low, largest);
  Value result = isUnsigned ? Value(arith::FPToUIOp::create(b, to, clamped.get()))
                            : Value(arith::FPToSIOp::create(b, to, clamped.get()));
  if (exact)
    return result;
  APInt greatest =
      isUnsigned ? APInt::getMaxValue(to.getWidth()) : APInt::getSignedMaxValue(to.getWidth());
  Value tooLarge = FloatExpr::compare(arith::CmpFPredicate::OGE, x, bound);
  return arith::SelectOp::create(
      b, tooLarge, arith::ConstantOp::create(b, IntegerAttr::get(to, greatest)), result);
}

static Value convertFloatToInteger(ImplicitLocOpBuilder &b, Value value, IntegerType to,
                                   bool isUnsigned) {
  if (to.getWidth() < 32)
    return arith::TruncIOp::create(b, to, saturate(b, value, b.getI32Type(), false));
  Value result = saturate(b, value, to, isUnsigned);
  if (!isUnsigned)
    return result;
  Value isNegative = less(FloatExpr(b, value), 0.0);
  return arith::SelectOp::create(b, isNegative, saturate(b, value, to, false), result);
}

// Integers of less than a byte have one each, with the value's sign or zeros above.
static bool isNarrow(Type type) {
  return isa<IntegerType>(type) && llvm::is_contained({2, 4}, type.getIntOrFloatBitWidth());
}

static Type byteOf(Type narrow) {
  auto type = cast<IntegerType>(narrow);
  return IntegerType::get(type.getContext(), 8, type.getSignedness());
}

static Value wrapToWidth(ImplicitLocOpBuilder &b, Value byte, Type narrow) {
  unsigned width = narrow.getIntOrFloatBitWidth();
  if (narrow.isUnsignedInteger())
    return arith::AndIOp::create(b, byte, constantInt(b, byte.getType(), (1 << width) - 1));
  Value above = constantInt(b, byte.getType(), 8 - width);
  return arith::ShRSIOp::create(b, arith::ShLIOp::create(b, byte, above), above);
}

// An integer of 64 bits that an f64 holds: of the lowest 11 bits, only whether one is
// set matters then, unless they are all that there is.
static Value withStickyBit(ImplicitLocOpBuilder &b, Value value, bool isUnsigned) {
  auto constant = [&](int64_t bits) { return constantInt(b, value.getType(), bits); };
  using P = arith::CmpIPredicate;
  Value low = arith::AndIOp::create(b, value, constant(0x7ff));
  Value high = arith::SubIOp::create(b, value, low);
  Value isExact = arith::CmpIOp::create(b, P::eq, low, constant(0));
  Value sticky = arith::SelectOp::create(b, isExact, constant(0), constant(0x800));
  // Below 2^53, and from -2^53 on if there are negative numbers, all of it fits.
  int64_t below = isUnsigned ? 0 : int64_t(1) << 53;
  Value shifted = arith::AddIOp::create(b, value, constant(below));
  Value fits = arith::CmpIOp::create(b, P::ult, shifted, constant((int64_t(1) << 53) + below));
  return arith::SelectOp::create(b, fits, value, arith::OrIOp::create(b, high, sticky));
}

Value cameo::onnx::convertElement(ImplicitLocOpBuilder &b, Value value, Type from, Type to,
                                  SmallFloatRounding rounding) {
  if (from == to)
    return value;
  if (isSmallFloat(from))
    return convertElement(b, decodeSmallFloat(b, value, from), b.getF32Type(), to, rounding);
  if (isSmallFloat(to)) {
    Type computed = from.isF64() ? from : b.getF32Type();
    // How an exponent alone is rounded depends on all bits below it.
    if (isa<Float8E8M0FNUType>(to) && isa<IntegerType>(from) && from.getIntOrFloatBitWidth() >= 32) {
      computed = b.getF64Type();
      if (from.getIntOrFloatBitWidth() == 64)
        value = withStickyBit(b, value, from.isUnsignedInteger());
    }
    return encodeSmallFloat(b, convertElement(b, value, from, computed), to, rounding);
  }
  if (isNarrow(from))
    from = byteOf(from);
  if (isNarrow(to))
    return wrapToWidth(b, convertElement(b, value, from, byteOf(to)), to);
  bool fromUnsigned = from.isUnsignedInteger() || from.isInteger(1);
  if (to.isInteger(1)) {
    if (isa<FloatType>(from))
      return FloatExpr::compare(arith::CmpFPredicate::UNE, {b, value}, 0.0);
    if (from.isInteger(1))
      return value;
    return arith::CmpIOp::create(b, arith::CmpIPredicate::ne, value,
                                 constantInt(b, value.getType(), 0));
  }
  if (auto toFloat = dyn_cast<FloatType>(to)) {
    if (isa<FloatType>(from))
      return convertFloat(b, value, toFloat);
    Type computed = toFloat.getWidth() < 32 ? Type(b.getF32Type()) : to;
    Value result = fromUnsigned ? Value(arith::UIToFPOp::create(b, computed, value))
                                : Value(arith::SIToFPOp::create(b, computed, value));
    return convertFloat(b, result, toFloat);
  }
  auto target = b.getIntegerType(to.getIntOrFloatBitWidth());
  if (isa<FloatType>(from))
    return convertFloatToInteger(b, value, target, to.isUnsignedInteger());
  unsigned width = from.getIntOrFloatBitWidth();
  if (width == target.getWidth())
    return value;
  if (width > target.getWidth())
    return arith::TruncIOp::create(b, target, value);
  if (fromUnsigned)
    return arith::ExtUIOp::create(b, target, value);
  return arith::ExtSIOp::create(b, target, value);
}
