// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic on positions between the elements of an image.

#ifndef CAMEO_ONNXTOLINALG_SCALARS_H
#define CAMEO_ONNXTOLINALG_SCALARS_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cameo::onnx {

/// Arithmetic on scalars of one float type.
struct Scalars {
  using Value = mlir::Value;
  mlir::ImplicitLocOpBuilder &b;
  mlir::Type type;
  Value constant(double value) {
    return mlir::arith::ConstantOp::create(b, b.getFloatAttr(type, value));
  }
  Value add(Value x, Value y) { return mlir::arith::AddFOp::create(b, x, y); }
  Value sub(Value x, Value y) { return mlir::arith::SubFOp::create(b, x, y); }
  Value mul(Value x, Value y) { return mlir::arith::MulFOp::create(b, x, y); }
  Value div(Value x, Value y) { return mlir::arith::DivFOp::create(b, x, y); }
  /// A NaN becomes the bound.
  Value atLeast(Value x, Value bound) { return mlir::arith::MaxNumFOp::create(b, x, bound); }
  Value atMost(Value x, Value bound) { return mlir::arith::MinNumFOp::create(b, x, bound); }
  Value floor(Value x) { return mlir::math::FloorOp::create(b, x); }
  Value ceil(Value x) { return mlir::math::CeilOp::create(b, x); }
  Value isLess(Value x, Value y) {
    return mlir::arith::CmpFOp::create(b, mlir::arith::CmpFPredicate::OLT, x, y);
  }
  Value isFinite(Value x) {
    return isLess(mlir::math::AbsFOp::create(b, x),
                  constant(std::numeric_limits<double>::infinity()));
  }
  Value select(Value condition, Value x, Value y) {
    return mlir::arith::SelectOp::create(b, condition, x, y);
  }
  Value convert(Value x) {
    unsigned from = x.getType().getIntOrFloatBitWidth(), to = type.getIntOrFloatBitWidth();
    if (from == to)
      return x;
    return from < to ? mlir::arith::ExtFOp::create(b, type, x).getResult()
                     : mlir::arith::TruncFOp::create(b, type, x).getResult();
  }
  Value fromIndex(Value index) {
    return mlir::arith::SIToFPOp::create(
        b, type, mlir::arith::IndexCastOp::create(b, b.getI64Type(), index));
  }
  Value toIndex(Value x) {
    return mlir::arith::IndexCastOp::create(b, b.getIndexType(),
                                            mlir::arith::FPToSIOp::create(b, b.getI64Type(), x));
  }
  Value isOne(Value index) {
    return mlir::arith::CmpIOp::create(b, mlir::arith::CmpIPredicate::eq, index,
                                       mlir::arith::ConstantIndexOp::create(b, 1));
  }
};

/// The cubic kernel of the parameter a at distances up to 1, and from 1 to 2.
inline std::pair<mlir::Value, mlir::Value> cubicPieces(Scalars &s, mlir::Value x, double a) {
  auto poly = [&](std::array<double, 4> c) {
    mlir::Value y = s.constant(c[0]);
    for (double next : llvm::ArrayRef(c).drop_front())
      y = s.add(s.mul(y, x), s.constant(next));
    return y;
  };
  return {poly({a + 2, -(a + 3), 0, 1}), poly({a, -5 * a, 8 * a, -4 * a})};
}

/// The weights of the four taps around a position at the fraction t in [0, 1).
inline llvm::SmallVector<mlir::Value> cubicWeights(Scalars &s, mlir::Value t, double a) {
  mlir::Value one = s.constant(1), two = s.constant(2);
  return {cubicPieces(s, s.add(t, one), a).second, cubicPieces(s, t, a).first,
          cubicPieces(s, s.sub(one, t), a).first, cubicPieces(s, s.sub(two, t), a).second};
}

} // namespace cameo::onnx

#endif
