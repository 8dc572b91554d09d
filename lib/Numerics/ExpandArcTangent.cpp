// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// atan|x| = a + atan(t) with |t| at most tan(π/8), as in the Cephes library: a is 0,
// π/4 with t = (|x| - 1) / (|x| + 1), or π/2 with t = -1 / |x|; there atan(t) is t plus
// an odd polynomial from t³ on.

#include "lib/Numerics/FloatExpr.h"
#include "lib/Numerics/MathBuilder.h"

using namespace mlir;
using namespace cameo;

Value cameo::expandArcTangent(Operation *op) {
  MathBuilder b(op);
  FloatExpr x(b, op->getOperand(0)), a = abs(x);
  Value isMiddle = less(0.414213562373095, a), isLarge = less(2.414213562373095, a);
  auto choose = [&](FloatExpr small, FloatExpr middle, FloatExpr large) {
    return FloatExpr::select(isLarge, large, FloatExpr::select(isMiddle, middle, small));
  };
  auto real = [&](double value) { return FloatExpr(b, b.constant(b.getF32Type(), value)); };
  FloatExpr t = choose(a, a - 1.0, real(-1)) / choose(real(1), a + 1.0, a);
  FloatExpr start = choose(real(0), real(M_PI_4), real(M_PI_2)), z = t * t;
  FloatExpr p = z * 8.05374449538e-2 - 1.38776856032e-1;
  p = p * z + 1.99777106478e-1;
  p = p * z - 3.33329491539e-1;
  return FloatExpr::binary<math::CopySignOp>(start + (p * z * t + t), x).get();
}
