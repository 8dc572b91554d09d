// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Inference of the matrix products.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

static LogicalResult checkContracted(InferenceContext &ctx, AffineExpr a, AffineExpr b) {
  auto x = SymbolicShapes::constantOf(a), y = SymbolicShapes::constantOf(b);
  if (x && y && *x != *y)
    return ctx.emitError() << "the contracted dimensions have extents " << *x << " and " << *y;
  if (ctx.elementType(0) != ctx.elementType(1))
    return ctx.emitError() << "A and B have different element types";
  return success();
}

LogicalResult MatMulOp::inferShapes(InferenceContext &ctx) {
  auto a = ctx.requireShape(0), b = ctx.requireShape(1);
  if (failed(a) || failed(b))
    return failure();
  if (a->empty() || b->empty())
    return emitOpError() << "operands must have rank at least 1";
  if (failed(checkContracted(ctx, a->back(), (*b)[b->size() < 2 ? 0 : b->size() - 2])))
    return failure();
  ArrayRef<AffineExpr> left = a->size() < 2 ? ArrayRef<AffineExpr>() : ArrayRef(*a).drop_back(2);
  ArrayRef<AffineExpr> right = b->size() < 2 ? ArrayRef<AffineExpr>() : ArrayRef(*b).drop_back(2);
  for (size_t k = 1; k <= std::min(left.size(), right.size()); ++k) {
    auto x = SymbolicShapes::constantOf(left[left.size() - k]);
    auto y = SymbolicShapes::constantOf(right[right.size() - k]);
    if (x && y && *x != *y && *x != 1 && *y != 1)
      return emitOpError() << "batch extents " << *x << " and " << *y << " do not broadcast";
  }
  Dims result = ctx.getShapes().broadcast(left, right);
  if (a->size() > 1)
    result.push_back((*a)[a->size() - 2]);
  if (b->size() > 1)
    result.push_back(b->back());
  return ctx.setResult(0, ctx.elementType(0), result);
}

LogicalResult GemmOp::inferShapes(InferenceContext &ctx) {
  auto a = ctx.requireShape(0), b = ctx.requireShape(1);
  if (failed(a) || failed(b))
    return failure();
  if (a->size() != 2 || b->size() != 2)
    return emitOpError() << "A and B must be matrices";
  bool transA = getTransA() != 0, transB = getTransB() != 0;
  if (failed(checkContracted(ctx, (*a)[transA ? 0 : 1], (*b)[transB ? 1 : 0])))
    return failure();
  Dims result = {(*a)[transA ? 1 : 0], (*b)[transB ? 0 : 1]};
  if (!ctx.isAbsent(2)) {
    auto c = ctx.requireShape(2);
    if (failed(c))
      return failure();
    if (ctx.elementType(2) != ctx.elementType(0))
      return emitOpError() << "C has another element type than A";
    if (c->size() > 2)
      return emitOpError() << "C must have rank at most 2";
    for (size_t k = 1; k <= c->size(); ++k) {
      auto have = SymbolicShapes::constantOf((*c)[c->size() - k]);
      auto want = SymbolicShapes::constantOf(result[2 - k]);
      if (have && *have != 1 && want && *want != *have)
        return emitOpError() << "C of extent " << *have << " does not broadcast to " << *want;
    }
  }
  return ctx.setResult(0, ctx.elementType(0), result);
}

LogicalResult DetOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  if (dims->size() < 2)
    return emitOpError() << "needs matrices, but its operand has rank " << dims->size();
  AffineExpr rows = (*dims)[dims->size() - 2];
  if (!ctx.assumeEqual(rows, dims->back()))
    return emitOpError() << "needs square matrices";
  return ctx.setResult(0, ctx.elementType(0), Dims(ArrayRef(*dims).drop_back(2)));
}
