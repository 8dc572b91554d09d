// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic in shape computations, element by element on expressions.

#include "dialects/ONNX/Values.h"
#include "dialects/ONNX/ONNX.h"

using namespace mlir;
using namespace cameo::onnx;

static bool isNonNegative(SymbolicShapes &shapes, AffineExpr expr) {
  auto bound = lowerBound(shapes, expr);
  return bound && *bound >= 0;
}

void AbsOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [&](Elements x) -> AffineExpr {
    if (isNonNegative(ctx.getShapes(), x[0]))
      return x[0];
    return isNonNegative(ctx.getShapes(), -x[0]) ? -x[0] : AffineExpr();
  });
}

void NegOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [](Elements x) { return -x[0]; });
}

void AddOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [](Elements x) { return x[0] + x[1]; });
}

void SubOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [](Elements x) { return x[0] - x[1]; });
}

void MulOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [](Elements x) { return x[0] * x[1]; });
}

void MaxOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [&](Elements x) {
    AffineExpr result = x[0];
    for (AffineExpr next : x.drop_front())
      result = ctx.getShapes().max(result, next);
    return result;
  });
}

void MinOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [&](Elements x) {
    AffineExpr result = x[0];
    for (AffineExpr next : x.drop_front())
      result = ctx.getShapes().min(result, next);
    return result;
  });
}

// Truncating division is the affine floor division where both are not negative.
void DivOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [&](Elements x) -> AffineExpr {
    auto a = SymbolicShapes::constantOf(x[0]), b = SymbolicShapes::constantOf(x[1]);
    if (a && b && *b != 0 && *b != -1)
      return ctx.constant(*a / *b);
    if (b && *b > 0 && isNonNegative(ctx.getShapes(), x[0]))
      return x[0].floorDiv(*b);
    if (b)
      return {};
    // A symbolic divisor may be 0 at run time, unless it cancels.
    AffineExpr quotient = ctx.getShapes().exactDiv(x[0], x[1]);
    return quotient * x[1] == x[0] ? quotient : AffineExpr();
  });
}

void ModOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [&](Elements x) -> AffineExpr {
    auto a = SymbolicShapes::constantOf(x[0]), b = SymbolicShapes::constantOf(x[1]);
    if (a && b && *b != 0 && *b != -1) {
      int64_t remainder = *a % *b;
      bool moves = !getFmod() && remainder != 0 && (remainder < 0) != (*b < 0);
      return ctx.constant(moves ? remainder + *b : remainder);
    }
    if (b && *b > 0 && isNonNegative(ctx.getShapes(), x[0]))
      return x[0] % *b;
    return {};
  });
}
