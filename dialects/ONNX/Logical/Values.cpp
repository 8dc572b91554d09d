// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Conditions in shape computations, as far as they hold for all extents.

#include "dialects/ONNX/Values.h"
#include "dialects/ONNX/ONNX.h"

using namespace mlir;
using namespace cameo::onnx;

static AffineExpr truth(InferenceContext &ctx, std::optional<bool> value) {
  return value ? ctx.constant(*value) : AffineExpr();
}

void EqualOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [&](Elements x) { return truth(ctx, isEqual(ctx.getShapes(), x[0], x[1])); });
}

void LessOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [&](Elements x) { return truth(ctx, isLess(ctx.getShapes(), x[0], x[1])); });
}

void GreaterOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [&](Elements x) { return truth(ctx, isLess(ctx.getShapes(), x[1], x[0])); });
}

// a <= b is not b < a.
static AffineExpr isNotLess(InferenceContext &ctx, AffineExpr a, AffineExpr b) {
  auto less = isLess(ctx.getShapes(), a, b);
  return truth(ctx, less ? std::optional(!*less) : std::nullopt);
}

void LessOrEqualOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [&](Elements x) { return isNotLess(ctx, x[1], x[0]); });
}

void GreaterOrEqualOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [&](Elements x) { return isNotLess(ctx, x[0], x[1]); });
}

// Conditions are 0 or 1: the smaller is their conjunction, the larger their disjunction.
void AndOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [&](Elements x) { return ctx.getShapes().min(x[0], x[1]); });
}

void OrOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [&](Elements x) { return ctx.getShapes().max(x[0], x[1]); });
}

void NotOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [&](Elements x) { return 1 - x[0]; });
}
