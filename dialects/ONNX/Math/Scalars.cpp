// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The scalar functions of arithmetic and of the elementary functions. No
// integer division traps: divisors that would are replaced first.

#include "dialects/ONNX/Scalars.h"
#include "dialects/ONNX/ONNX.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cameo::onnx;

// Functions that are one operation on floats.
#define FLOAT_FUNCTION(name, Function)                                                             \
  Value name##Op::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {               \
    return computeFloat(b, args[0], type, [](FloatExpr x) { return x.unary<Function>(); });        \
  }
FLOAT_FUNCTION(Acos, math::AcosOp)
FLOAT_FUNCTION(Acosh, math::AcoshOp)
FLOAT_FUNCTION(Asin, math::AsinOp)
FLOAT_FUNCTION(Asinh, math::AsinhOp)
FLOAT_FUNCTION(Atan, math::AtanOp)
FLOAT_FUNCTION(Atanh, math::AtanhOp)
FLOAT_FUNCTION(Ceil, math::CeilOp)
FLOAT_FUNCTION(Cos, math::CosOp)
FLOAT_FUNCTION(Cosh, math::CoshOp)
FLOAT_FUNCTION(Erf, math::ErfOp)
FLOAT_FUNCTION(Exp, math::ExpOp)
FLOAT_FUNCTION(Floor, math::FloorOp)
FLOAT_FUNCTION(Log, math::LogOp)
FLOAT_FUNCTION(Round, math::RoundEvenOp)
FLOAT_FUNCTION(Sin, math::SinOp)
FLOAT_FUNCTION(Sinh, math::SinhOp)
FLOAT_FUNCTION(Sqrt, math::SqrtOp)
FLOAT_FUNCTION(Tan, math::TanOp)
FLOAT_FUNCTION(Tanh, math::TanhOp)
#undef FLOAT_FUNCTION

Value ReciprocalOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  return computeFloat(b, args[0], type, [](FloatExpr x) { return 1.0 / x; });
}

Value AbsOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  if (operandElement(*this, 0).isUnsignedInteger())
    return args[0];
  return choose<math::AbsFOp, math::AbsIOp>(*this, b, args);
}

Value NegOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  if (isa<FloatType>(type))
    return arith::NegFOp::create(b, args[0]);
  return arith::SubIOp::create(b, constantInt(b, type, 0), args[0]);
}

Value SignOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  if (isa<FloatType>(type))
    return computeFloat(b, args[0], type, [](FloatExpr x) {
      FloatExpr zeroOrNaN = FloatExpr::select(equal(x, 0.0), 0.0, x);
      FloatExpr upToZero = FloatExpr::select(less(x, 0.0), -1.0, zeroOrNaN);
      return FloatExpr::select(less(0.0, x), 1.0, upToZero);
    });
  Value one = constantInt(b, type, 1);
  if (operandElement(*this, 0).isUnsignedInteger())
    return arith::MinUIOp::create(b, args[0], one);
  Value atMostOne = arith::MinSIOp::create(b, args[0], one);
  return arith::MaxSIOp::create(b, atMostOne, constantInt(b, type, -1));
}

Value AddOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return choose<arith::AddFOp, arith::AddIOp>(*this, b, args);
}

Value SubOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return choose<arith::SubFOp, arith::SubIOp>(*this, b, args);
}

Value MulOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return choose<arith::MulFOp, arith::MulIOp>(*this, b, args);
}

static Value isInt(ImplicitLocOpBuilder &b, Value value, int64_t constant) {
  return arith::CmpIOp::create(b, arith::CmpIPredicate::eq, value,
                               constantInt(b, value.getType(), constant));
}

// The divisor, or 1 in place of what divsi and remsi trap on: 0, and -1 as the
// smallest integer has no counterpart.
static Value safeDivisor(ImplicitLocOpBuilder &b, Value divisor, bool isUnsigned) {
  Value one = constantInt(b, divisor.getType(), 1);
  Value unsafe = isInt(b, divisor, 0);
  if (!isUnsigned)
    unsafe = arith::OrIOp::create(b, unsafe, isInt(b, divisor, -1));
  return arith::SelectOp::create(b, unsafe, one, divisor);
}

Value DivOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  if (isa<FloatType>(type))
    return arith::DivFOp::create(b, args[0], args[1]);
  bool isUnsigned = operandElement(*this, 0).isUnsignedInteger();
  Value divisor = safeDivisor(b, args[1], isUnsigned);
  if (isUnsigned)
    return arith::DivUIOp::create(b, args[0], divisor);
  // a / -1 = 0 - a wraps.
  Value quotient = arith::DivSIOp::create(b, args[0], divisor);
  Value negated = arith::SubIOp::create(b, constantInt(b, type, 0), args[0]);
  return arith::SelectOp::create(b, isInt(b, args[1], -1), negated, quotient);
}

Value ModOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  if (isa<FloatType>(type))
    return computeFloat(b, args, type, [](ArrayRef<FloatExpr> x) {
      return FloatExpr::binary<arith::RemFOp>(x[0], x[1]);
    });
  // x mod -1 = x mod 1 = 0.
  bool isUnsigned = operandElement(*this, 0).isUnsignedInteger();
  Value divisor = safeDivisor(b, args[1], isUnsigned);
  if (isUnsigned)
    return arith::RemUIOp::create(b, args[0], divisor);
  Value remainder = arith::RemSIOp::create(b, args[0], divisor);
  if (getFmod())
    return remainder;
  // A remainder other than 0 and of the other sign than b's moves by b.
  Value zero = constantInt(b, type, 0);
  Value signs = arith::XOrIOp::create(b, remainder, divisor);
  Value differ = arith::CmpIOp::create(b, arith::CmpIPredicate::slt, signs, zero);
  Value nonzero = arith::CmpIOp::create(b, arith::CmpIPredicate::ne, remainder, zero);
  Value moves = arith::AndIOp::create(b, differ, nonzero);
  Value moved = arith::AddIOp::create(b, remainder, divisor);
  return arith::SelectOp::create(b, moves, moved, remainder);
}

// The exponent when it is one number known at compile time.
static std::optional<double> constantExponent(Value exponent) {
  DenseElementsAttr elements;
  if (!matchPattern(exponent, m_Constant(&elements)) || !elements.isSplat())
    return std::nullopt;
  if (isa<FloatType>(elements.getElementType())) {
    APFloat value = elements.getSplatValue<APFloat>();
    bool losesInfo;
    value.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven, &losesInfo);
    return value.convertToDouble();
  }
  APInt value = elements.getSplatValue<APInt>();
  return value.roundToDouble(!elements.getElementType().isUnsignedInteger());
}

// x to a small power, when that is a few operations.
static std::optional<FloatExpr> smallPower(FloatExpr x, double exponent) {
  if (exponent == 1)
    return x;
  if (exponent == 2)
    return x * x;
  if (exponent == 3)
    return x * x * x;
  if (exponent == -1)
    return 1.0 / x;
  if (exponent == -2)
    return 1.0 / (x * x);
  // pow(-0, 1/2) is +0 and pow(-∞, 1/2) is +∞, other than √'s.
  if (exponent == 0.5 || exponent == -0.5) {
    double infinity = std::numeric_limits<double>::infinity();
    FloatExpr root = FloatExpr::select(equal(x, -infinity), infinity, sqrt(x) + 0.0);
    return exponent > 0 ? root : 1.0 / root;
  }
  return std::nullopt;
}

// Exponentiation by squaring, modulo 2^width: while e > 0: if e is odd, r *= x;
// x *= x; e /= 2. Negative powers truncate to 0 but for those of 1 and -1.
static Value integerPower(ImplicitLocOpBuilder &b, Value x, Value exponent, bool isUnsigned,
                          bool isExponentUnsigned) {
  Type type = x.getType(), exponentType = exponent.getType();
  Value one = constantInt(b, type, 1);
  Value count = exponent;
  if (!isExponentUnsigned)
    count = math::AbsIOp::create(b, exponent);
  auto loop = scf::WhileOp::create(
      b, TypeRange{type, type, exponentType}, ValueRange{one, x, count},
      [&](OpBuilder &nested, Location loc, ValueRange state) {
        Value zero = arith::ConstantOp::create(nested, loc, nested.getZeroAttr(exponentType));
        Value more = arith::CmpIOp::create(nested, loc, arith::CmpIPredicate::ne, state[2], zero);
        scf::ConditionOp::create(nested, loc, more, state);
      },
      [&](OpBuilder &nested, Location loc, ValueRange state) {
        ImplicitLocOpBuilder inner(loc, nested);
        Value shift = constantInt(inner, exponentType, 1);
        Value odd = isInt(inner, arith::AndIOp::create(inner, state[2], shift), 1);
        Value product = arith::MulIOp::create(inner, state[0], state[1]);
        Value result = arith::SelectOp::create(inner, odd, product, state[0]);
        Value square = arith::MulIOp::create(inner, state[1], state[1]);
        Value rest = arith::ShRUIOp::create(inner, state[2], shift);
        scf::YieldOp::create(inner, ValueRange{result, square, rest});
      });
  Value power = loop.getResult(0);
  if (isExponentUnsigned)
    return power;
  Value isUnit = isInt(b, x, 1);
  if (!isUnsigned)
    isUnit = arith::OrIOp::create(b, isUnit, isInt(b, x, -1));
  Value negative = arith::CmpIOp::create(b, arith::CmpIPredicate::slt, exponent,
                                         constantInt(b, exponentType, 0));
  Value inverse = arith::SelectOp::create(b, isUnit, power, constantInt(b, type, 0));
  return arith::SelectOp::create(b, negative, inverse, power);
}

Value PowOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  Type base = operandElement(*this, 0), exponent = operandElement(*this, 1);
  auto known = constantExponent(getOperand(1));
  if (isa<IntegerType>(base) && isa<IntegerType>(exponent)) {
    if (known == 2)
      return arith::MulIOp::create(b, args[0], args[0]);
    return integerPower(b, args[0], args[1], base.isUnsignedInteger(),
                        exponent.isUnsignedInteger());
  }
  // In f32 where it holds every value of both types, else in f64.
  auto fits = [](Type element) {
    unsigned width = element.getIntOrFloatBitWidth();
    return isa<FloatType>(element) ? width <= 32 : width <= 16;
  };
  Type computed = fits(base) && (known || fits(exponent)) ? b.getF32Type() : b.getF64Type();
  FloatExpr x(b, convertElement(b, args[0], base, computed));
  if (known)
    if (auto power = smallPower(x, *known))
      return convertElement(b, power->get(), computed, base);
  // A known exponent that f32 does not hold.
  if (known && computed.isF32() && !fits(exponent) && double(float(*known)) != *known) {
    computed = b.getF64Type();
    x = {b, convertElement(b, args[0], base, computed)};
  }
  FloatExpr y(b, convertElement(b, args[1], exponent, computed));
  return convertElement(b, FloatExpr::binary<math::PowFOp>(x, y).get(), computed, base);
}

// What two zeros make, by addition: 0 + -0 = 0, and -(-0 - -0) = -0. Of what is no
// two zeros, the operation tells.
template <typename Op> static FloatExpr extremum(FloatExpr x, FloatExpr y) {
  constexpr bool isMax = std::is_same_v<Op, arith::MaximumFOp>;
  FloatExpr zero = isMax ? x + y : -(-x - y);
  Value areZero = arith::AndIOp::create(x.getBuilder(), equal(x, 0.0), equal(y, 0.0));
  return FloatExpr::select(areZero, zero, FloatExpr::binary<Op>(x, y));
}

template <typename FloatOp, typename SignedOp, typename UnsignedOp>
static Value chain(Operation *op, ImplicitLocOpBuilder &b, ValueRange args) {
  Value result = args[0];
  for (Value arg : args.drop_front())
    result = isa<FloatType>(arg.getType())
                 ? extremum<FloatOp>({b, result}, {b, arg}).get()
                 : choose<FloatOp, SignedOp, UnsignedOp>(op, b, {result, arg});
  return result;
}

Value MaxOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return chain<arith::MaximumFOp, arith::MaxSIOp, arith::MaxUIOp>(*this, b, args);
}

Value MinOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  return chain<arith::MinimumFOp, arith::MinSIOp, arith::MinUIOp>(*this, b, args);
}

static FloatExpr total(ArrayRef<FloatExpr> terms) {
  FloatExpr sum = terms[0];
  for (FloatExpr term : terms.drop_front())
    sum = sum + term;
  return sum;
}

Value SumOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  return computeFloat(b, args, type, total);
}

Value MeanOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  return computeFloat(
      b, args, type, [](ArrayRef<FloatExpr> terms) { return total(terms) / double(terms.size()); });
}

// A bound that is NaN bounds nothing.
Value ClipOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type) {
  Value result = args[0];
  bool isFloat = isa<FloatType>(result.getType());
  bool isUnsigned = operandElement(*this, 0).isUnsignedInteger();
  auto isLess = [&](Value x, Value y) -> Value {
    if (isFloat)
      return arith::CmpFOp::create(b, arith::CmpFPredicate::OLT, x, y);
    return arith::CmpIOp::create(
        b, isUnsigned ? arith::CmpIPredicate::ult : arith::CmpIPredicate::slt, x, y);
  };
  if (args[1])
    result = arith::SelectOp::create(b, isLess(result, args[1]), args[1], result);
  if (args[2])
    result = arith::SelectOp::create(b, isLess(args[2], result), args[2], result);
  return result;
}
