// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Layers of neural networks: the inference is in this folder, by concern.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cameo::onnx;

#define GET_OP_CLASSES
#include "dialects/ONNX/NN/Ops.cpp.inc"

void ONNXDialect::registerNNOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/NN/Ops.cpp.inc"
      >();
}

LogicalResult DropoutOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  if (failed(ctx.setResult(0, ctx.elementType(0), *dims)))
    return failure();
  return ctx.setResult(1, IntegerType::get(getContext(), 1), *dims);
}

//===-- Losses ------------------------------------------------------------===//

// The loss of operands [N, C, …], [N, …] and perhaps [C].
static LogicalResult inferLoss(InferenceContext &ctx, StringRef reduction) {
  auto scores = ctx.requireShape(0), classes = ctx.requireShape(1);
  if (failed(scores) || failed(classes))
    return failure();
  if (scores->size() < 2)
    return ctx.emitError() << "needs scores of rank at least 2";
  if (!llvm::is_contained({"none", "sum", "mean"}, reduction))
    return ctx.emitError() << "unknown reduction '" << reduction << "'";
  auto differ = [](AffineExpr a, AffineExpr b) {
    auto x = SymbolicShapes::constantOf(a), y = SymbolicShapes::constantOf(b);
    return x && y && *x != *y;
  };
  Dims expected = *scores;
  expected.erase(expected.begin() + 1);
  if (classes->size() != expected.size() ||
      llvm::any_of(llvm::zip(*classes, expected),
                   [&](auto pair) { return differ(std::get<0>(pair), std::get<1>(pair)); }))
    return ctx.emitError() << "needs one class for each score of a class";
  if (!ctx.isAbsent(2)) {
    auto weights = ctx.requireShape(2);
    if (failed(weights))
      return failure();
    if (weights->size() != 1 || differ(weights->front(), (*scores)[1]))
      return ctx.emitError() << "needs one weight a class";
    if (ctx.elementType(2) != ctx.elementType(0))
      return ctx.emitError() << "weights and scores have different element types";
  }
  return ctx.setResult(0, ctx.elementType(0), reduction == "none" ? expected : Dims());
}

LogicalResult NegativeLogLikelihoodLossOp::inferShapes(InferenceContext &ctx) {
  return inferLoss(ctx, getReduction());
}

LogicalResult SoftmaxCrossEntropyLossOp::inferShapes(InferenceContext &ctx) {
  if (failed(inferLoss(ctx, getReduction())))
    return failure();
  return ctx.setResult(1, ctx.elementType(0), *ctx.shape(0));
}
