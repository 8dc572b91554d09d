// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic in shape computations, element by element on expressions.

#include "dialects/ONNX/ONNX.h"

using namespace mlir;
using namespace cameo::onnx;

// Element i of an operand broadcast to n elements: shape computations are on
// scalars and vectors only.
static AffineExpr at(const Dims &elements, size_t i) {
  return elements.size() == 1 ? elements[0] : elements[i];
}

using Combine = llvm::function_ref<AffineExpr(AffineExpr, AffineExpr)>;

static void combineValues(InferenceContext &ctx, Combine combine) {
  auto a = ctx.values(0), b = ctx.values(1);
  if (!a || !b || (a->size() != b->size() && a->size() != 1 && b->size() != 1))
    return;
  Dims result;
  for (size_t i = 0, e = a->size() == 1 ? b->size() : a->size(); i < e; ++i) {
    AffineExpr element = combine(at(*a, i), at(*b, i));
    if (!element)
      return;
    result.push_back(element);
  }
  ctx.setValues(0, result);
}

void AddOp::inferValues(InferenceContext &ctx) {
  combineValues(ctx, [](AffineExpr a, AffineExpr b) { return a + b; });
}
