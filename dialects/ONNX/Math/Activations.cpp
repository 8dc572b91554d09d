// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The scalar functions of the activations, written so that no intermediate
// overflows where the result does not, and NaN gives NaN.

#include "dialects/ONNX/ONNX.h"
#include "dialects/ONNX/Scalars.h"

using namespace mlir;
using namespace cameo::onnx;

static FloatExpr sigmoid(FloatExpr x) { return 1.0 / (1.0 + exp(-x)); }

// ln(1 + exp(x)) = max(x, 0) + ln(1 + e) with e = exp(-|x|): what rounding 1 + e
// lost is added, so that a small e is not.
static FloatExpr softplus(FloatExpr x) {
  FloatExpr e = exp(-abs(x));
  FloatExpr sum = 1.0 + e;
  return max(x, 0.0) + (sum.unary<math::LogOp>() + (e - (sum - 1.0)));
}

// exp(x) - 1 = 2t / (1 - t) with t = tanh(x / 2), which keeps its digits near 0.
static FloatExpr expMinusOne(FloatExpr x) {
  FloatExpr t = tanh(0.5 * x);
  return 2.0 * t / (1.0 - t);
}

// x · gate, which is 0 where the gate is: a gate closes faster than x grows.
static FloatExpr gated(FloatExpr x, FloatExpr gate) {
  return FloatExpr::select(equal(gate, 0.0), FloatExpr::binary<math::CopySignOp>(gate, x),
                           x * gate);
}

static FloatExpr clampToUnit(FloatExpr x) { return max(min(x, 1.0), 0.0); }

Value ReluOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  Value zero = arith::ConstantOp::create(b, b.getZeroAttr(type));
  return choose<arith::MaximumFOp, arith::MaxSIOp>(*this, b, {args[0], zero});
}

Value SigmoidOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  return computeFloat(b, args[0], type, sigmoid);
}

Value SoftplusOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  return computeFloat(b, args[0], type, softplus);
}

Value SoftsignOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  return computeFloat(b, args[0], type, [](FloatExpr x) {
    FloatExpr distance = abs(x);
    FloatExpr limit = FloatExpr::binary<math::CopySignOp>(1.0, x);
    Value isInfinite = equal(distance, std::numeric_limits<double>::infinity());
    return FloatExpr::select(isInfinite, limit, x / (1.0 + distance));
  });
}

Value MishOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  return computeFloat(b, args[0], type, [](FloatExpr x) { return gated(x, tanh(softplus(x))); });
}

Value HardSwishOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  return computeFloat(b, args[0], type,
                      [](FloatExpr x) { return gated(x, clampToUnit(x / 6.0 + 0.5)); });
}

Value HardSigmoidOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  double alpha = getAlpha().convertToFloat(), beta = getBeta().convertToFloat();
  return computeFloat(b, args[0], type, [&](FloatExpr x) { return clampToUnit(alpha * x + beta); });
}

// x/2 (1 + erf(x/√2)), or x/2 (1 + tanh(√(2/π) (x + 0.044715 x³)))
Value GeluOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  bool isTanh = getApproximate() == "tanh";
  return computeFloat(b, args[0], type, [&](FloatExpr x) {
    FloatExpr spread = isTanh ? tanh(0.7978845608028654 * (x + 0.044715 * (x * x * x)))
                              : erf(x * 0.7071067811865476);
    return gated(x, 0.5 * (1.0 + spread));
  });
}

Value SwishOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  double alpha = getAlpha().convertToFloat();
  return computeFloat(b, args[0], type,
                      [&](FloatExpr x) { return gated(x, sigmoid(alpha == 1.0 ? x : alpha * x)); });
}

// x > 0 ? scale * x : scale * alpha * (exp(x / divisor) - 1)
static Value buildExponentialUnit(ImplicitLocOpBuilder &b, Value x, Type type, double alpha,
                                  double scale, double divisor) {
  return computeFloat(b, x, type, [&](FloatExpr x) {
    FloatExpr curve = scale * alpha * expMinusOne(divisor == 1.0 ? x : x / divisor);
    return FloatExpr::select(less(0.0, x), scale == 1.0 ? x : scale * x, curve);
  });
}

Value EluOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  return buildExponentialUnit(b, args[0], type, getAlpha().convertToFloat(), 1.0, 1.0);
}

Value SeluOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  return buildExponentialUnit(b, args[0], type, getAlpha().convertToFloat(),
                              getGamma().convertToFloat(), 1.0);
}

// alpha * (exp(x / alpha) - 1) has x's sign whatever alpha's is.
Value CeluOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  double alpha = getAlpha().convertToFloat();
  return buildExponentialUnit(b, args[0], type, alpha, 1.0, alpha);
}

Value LeakyReluOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  double alpha = getAlpha().convertToFloat();
  return computeFloat(b, args[0], type,
                      [&](FloatExpr x) { return FloatExpr::select(less(x, 0.0), alpha * x, x); });
}

Value PReluOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  Value scaled = choose<arith::MulFOp, arith::MulIOp>(*this, b, args);
  if (isa<FloatType>(type)) {
    FloatExpr x(b, args[0]);
    return FloatExpr::select(less(x, 0.0), {b, scaled}, x).get();
  }
  if (operandElement(*this, 0).isUnsignedInteger())
    return args[0];
  Value negative =
      arith::CmpIOp::create(b, arith::CmpIPredicate::slt, args[0], constantInt(b, type, 0));
  return arith::SelectOp::create(b, negative, scaled, args[0]);
}

Value ThresholdedReluOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  double alpha = getAlpha().convertToFloat();
  return computeFloat(b, args[0], type,
                      [&](FloatExpr x) { return FloatExpr::select(less(alpha, x), x, 0.0); });
}

// Integers are shrunk as reals and rounded towards zero.
Value ShrinkOp::buildScalar(ImplicitLocOpBuilder &b, ValueRange args, Type type) {
  double bias = getBias().convertToFloat(), lambd = getLambd().convertToFloat();
  Type element = operandElement(*this, 0);
  Type computed = isa<FloatType>(element) ? element : b.getF64Type();
  Value real = convertElement(b, args[0], element, computed);
  Value shrunk = computeFloat(b, real, computed, [&](FloatExpr x) {
    FloatExpr above = FloatExpr::select(less(lambd, x), x - bias, 0.0);
    return FloatExpr::select(less(x, -lambd), x + bias, above);
  });
  return convertElement(b, shrunk, computed, element);
}
