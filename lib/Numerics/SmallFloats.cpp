// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Conversions by integer arithmetic on the bits.

#include "lib/Numerics/SmallFloats.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "llvm/ADT/TypeSwitch.h"
#include <cmath>

using namespace mlir;
using namespace cameo;

namespace {

/// Sign, exponent and mantissa, as in IEEE's formats, but for what has no finite value.
struct Format {
  unsigned exponent, mantissa; // bits
  int bias;
  unsigned largest;  // the bits of the largest finite number
  int infinity, nan; // the bits of these; -1: there is no infinity
  bool hasNegativeZero = true;
  bool isFinite = false; // then `nan` is what NaN becomes
};

Format formatOf(Type type) {
  return llvm::TypeSwitch<Type, Format>(type)
      .Case<Float8E4M3FNType>([](auto) { return Format{4, 3, 7, 0x7e, -1, 0x7f}; })
      .Case<Float8E5M2Type>([](auto) { return Format{5, 2, 15, 0x7b, 0x7c, 0x7e}; })
      .Case<Float8E4M3FNUZType>([](auto) { return Format{4, 3, 8, 0x7f, -1, 0x80, false}; })
      .Case<Float8E5M2FNUZType>([](auto) { return Format{5, 2, 16, 0x7f, -1, 0x80, false}; })
      .Case<Float4E2M1FNType>([](auto) { return Format{2, 1, 1, 0x7, -1, 0x8, true, true}; });
}

/// Arithmetic on integers of one type, for formulas that read as such.
struct Bits {
  ImplicitLocOpBuilder &b;
  Type type;

  Value operator()(int64_t value) const {
    return arith::ConstantOp::create(b, b.getIntegerAttr(type, value));
  }
  Value add(Value x, Value y) const { return arith::AddIOp::create(b, x, y); }
  Value sub(Value x, Value y) const { return arith::SubIOp::create(b, x, y); }
  Value both(Value x, Value y) const { return arith::AndIOp::create(b, x, y); }
  Value either(Value x, Value y) const { return arith::OrIOp::create(b, x, y); }
  Value left(Value x, int64_t by) const { return arith::ShLIOp::create(b, x, (*this)(by)); }
  Value right(Value x, int64_t by) const { return arith::ShRUIOp::create(b, x, (*this)(by)); }
  Value isAbove(Value x, Value y) const {
    return arith::CmpIOp::create(b, arith::CmpIPredicate::ugt, x, y);
  }
  Value isEqual(Value x, Value y) const {
    return arith::CmpIOp::create(b, arith::CmpIPredicate::eq, x, y);
  }
  Value select(Value condition, Value x, Value y) const {
    return arith::SelectOp::create(b, condition, x, y);
  }
};

/// The format that is converted from: f32 or f64.
struct Source {
  unsigned width, mantissa;
  int64_t bias;
  explicit Source(Type type)
      : width(type.getIntOrFloatBitWidth()), mantissa(type.isF64() ? 52 : 23),
        bias(type.isF64() ? 1023 : 127) {}
  int64_t infinity() const { return ((int64_t(1) << (width - 1 - mantissa)) - 1) << mantissa; }
};

// A power of two: 2^(bits - 127), and 255 is NaN.
Value decodeScale(ImplicitLocOpBuilder &b, Value bits) {
  Bits i32{b, b.getI32Type()};
  Value wide = arith::ExtUIOp::create(b, i32.type, bits);
  // 2^-127 is no normal number of f32.
  Value number = i32.select(i32.isEqual(wide, i32(0)), i32(0x00400000), i32.left(wide, 23));
  number = i32.select(i32.isEqual(wide, i32(255)), i32(0x7fc00000), number);
  return arith::BitcastOp::create(b, b.getF32Type(), number);
}

// An f64 rounded to odd: what is not exact is the number next to it towards zero,
// with the lowest bit set. So it compares with numbers of fewer bits as the f64 does.
Value roundToOdd(ImplicitLocOpBuilder &b, Value value) {
  Type wide = value.getType();
  Value nearest = arith::TruncFOp::create(b, b.getF32Type(), value);
  Value size = math::AbsFOp::create(b, value);
  Value back = math::AbsFOp::create(b, arith::ExtFOp::create(b, wide, nearest).getResult());
  auto compare = [&](arith::CmpFPredicate predicate, Value x, Value y) -> Value {
    return arith::CmpFOp::create(b, predicate, x, y);
  };
  Bits i32{b, b.getI32Type()};
  Value bits = arith::BitcastOp::create(b, i32.type, nearest);
  Value isAbove = compare(arith::CmpFPredicate::OGT, back, size);
  Value odd = i32.either(i32.select(isAbove, i32.sub(bits, i32(1)), bits), i32(1));
  // Neither NaN nor what is beyond all f32 has a neighbour there.
  Value limit = arith::ConstantOp::create(b, b.getFloatAttr(wide, 0x1p128));
  Value isInexact = arith::AndIOp::create(b, compare(arith::CmpFPredicate::ONE, back, size),
                                          compare(arith::CmpFPredicate::OLT, size, limit));
  return arith::BitcastOp::create(b, b.getF32Type(), i32.select(isInexact, odd, bits));
}

Value encodeScale(ImplicitLocOpBuilder &b, Value value, SmallFloatRounding rounding) {
  if (value.getType().isF64())
    value = roundToOdd(b, value);
  Bits i32{b, b.getI32Type()};
  Value all = arith::BitcastOp::create(b, i32.type, value);
  Value magnitude = i32.both(all, i32(0x7fffffff));
  // The exponent is counted up by what is added to the mantissa. 2^-127 and all
  // below it has code 0.
  Value bits = magnitude;
  if (rounding.mode == "up")
    bits = i32.add(magnitude, i32(0x007fffff));
  else if (rounding.mode == "nearest")
    bits = i32.add(magnitude, i32(0x00400000));
  Value code = i32.right(bits, 23);
  // Below the normal numbers: 2^-127 is half of the smallest one.
  Value isSmall = i32.isAbove(i32(0x00800000), magnitude);
  Value half = i32(0x00400000);
  Value small = rounding.mode == "up" ? i32.select(i32.isAbove(magnitude, half), i32(1), i32(0))
                : rounding.mode == "down"
                    ? i32(0)
                    : i32.select(i32.isAbove(magnitude, i32(0x005fffff)), i32(1), i32(0));
  code = i32.select(isSmall, small, code);
  Value beyond = rounding.saturate ? i32(254) : i32(255);
  code = i32.select(i32.isAbove(code, i32(254)), beyond, code);
  code = i32.select(i32.isAbove(magnitude, i32(0x7f800000)), i32(255), code);
  return arith::TruncIOp::create(b, b.getI8Type(), code);
}
} // namespace

bool cameo::isSmallFloat(Type type) {
  return isa<Float8E4M3FNType, Float8E4M3FNUZType, Float8E5M2Type, Float8E5M2FNUZType,
             Float8E8M0FNUType, Float4E2M1FNType>(type);
}

Value cameo::decodeSmallFloat(ImplicitLocOpBuilder &b, Value bits, Type type) {
  if (isa<Float8E8M0FNUType>(type))
    return decodeScale(b, bits);
  Format format = formatOf(type);
  Bits i32{b, b.getI32Type()};
  unsigned width = format.exponent + format.mantissa;
  Value wide = arith::ExtUIOp::create(b, i32.type, bits);
  Value magnitude = i32.both(wide, i32((1 << width) - 1));
  Value sign = i32.left(i32.both(i32.right(wide, width), i32(1)), 31);
  // A number with an exponent of 0 is its mantissa times the smallest one.
  Value normal =
      i32.add(i32.left(magnitude, 23 - format.mantissa), i32(int64_t(127 - format.bias) << 23));
  Value smallest = arith::ConstantOp::create(
      b, b.getF32FloatAttr(std::ldexp(1.0f, 1 - format.bias - int(format.mantissa))));
  Value subnormal = arith::BitcastOp::create(
      b, i32.type,
      arith::MulFOp::create(b, arith::UIToFPOp::create(b, b.getF32Type(), magnitude), smallest));
  Value number = i32.select(i32.isAbove(i32(1 << format.mantissa), magnitude), subnormal, normal);
  Value nan = i32(0x7fc00000);
  if (format.infinity >= 0) {
    number = i32.select(i32.isEqual(magnitude, i32(format.infinity)), i32(0x7f800000), number);
    number = i32.select(i32.isAbove(magnitude, i32(format.infinity)), nan, number);
  } else if (format.nan == 0x7f) {
    number = i32.select(i32.isEqual(magnitude, i32(format.nan)), nan, number);
  }
  number = i32.either(number, sign);
  if (!format.hasNegativeZero) // its bits are NaN's
    number = i32.select(i32.isEqual(wide, i32(format.nan)), nan, number);
  return arith::BitcastOp::create(b, b.getF32Type(), number);
}

Value cameo::encodeSmallFloat(ImplicitLocOpBuilder &b, Value value, Type type,
                              SmallFloatRounding rounding) {
  if (isa<Float8E8M0FNUType>(type))
    return encodeScale(b, value, rounding);
  Format format = formatOf(type);
  Type real = value.getType();
  Source source(real);
  Bits bits{b, b.getIntegerType(source.width)};
  unsigned dropped = source.mantissa - format.mantissa;
  Value all = arith::BitcastOp::create(b, bits.type, value);
  Value magnitude = bits.both(
      all, bits((int64_t(1) << (source.width - 2)) - 1 + (int64_t(1) << (source.width - 2))));
  // Half of the last place, or a bit less where the number is even, carries over.
  Value isOdd = bits.both(bits.right(magnitude, dropped), bits(1));
  Value rounded = bits.add(magnitude, bits.add(isOdd, bits((int64_t(1) << (dropped - 1)) - 1)));
  Value code =
      bits.sub(bits.right(rounded, dropped), bits((source.bias - format.bias) << format.mantissa));
  // Below the normal numbers a code is the number of smallest ones, which a sum
  // with 2^mantissa rounds to nearest even.
  auto constant = [&](double number) -> Value {
    return arith::ConstantOp::create(b, b.getFloatAttr(real, number));
  };
  Value absolute = arith::BitcastOp::create(b, real, magnitude);
  Value count = arith::MulFOp::create(
      b, absolute, constant(std::ldexp(1.0, format.bias - 1 + int(format.mantissa))));
  Value sum = arith::AddFOp::create(b, count, constant(std::ldexp(1.0, source.mantissa)));
  Value subnormal = bits.both(arith::BitcastOp::create(b, bits.type, sum), bits(0xff));
  Value firstNormal = bits((source.bias - format.bias + 1) << source.mantissa);
  code = bits.select(bits.isAbove(firstNormal, magnitude), subnormal, code);

  Value isInfinite = bits.isEqual(magnitude, bits(source.infinity()));
  Value isBeyond = bits.either(
      arith::AndIOp::create(
          b, arith::CmpIOp::create(b, arith::CmpIPredicate::sgt, code, bits(format.largest)),
          bits.isAbove(magnitude, firstNormal)),
      isInfinite);
  int otherwise = format.infinity >= 0 ? format.infinity : format.nan;
  bool saturates = rounding.saturate || format.isFinite;
  code = bits.select(isBeyond, bits(saturates ? int(format.largest) : otherwise), code);

  unsigned width = format.exponent + format.mantissa;
  Value sign = bits.left(bits.right(all, source.width - 1), width);
  Value isNaN = bits.isAbove(magnitude, bits(source.infinity()));
  if (format.hasNegativeZero) {
    code = bits.either(code, sign);
  } else {
    Value isZero = bits.isEqual(code, bits(0)), isAlready = bits.isEqual(code, bits(format.nan));
    code = bits.select(arith::OrIOp::create(b, isZero, isAlready), code, bits.either(code, sign));
  }
  code = bits.select(isNaN, bits(format.nan), code);
  return arith::TruncIOp::create(b, b.getI8Type(), code);
}
