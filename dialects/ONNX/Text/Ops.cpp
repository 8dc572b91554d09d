// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The shapes of results of strings.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

#define GET_OP_CLASSES
#include "dialects/ONNX/Text/Ops.cpp.inc"

void ONNXDialect::registerTextOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/Text/Ops.cpp.inc"
      >();
}

LogicalResult StringSplitOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  Dims parts = *dims;
  parts.push_back(ctx.getShapes().extentOf(getY(), dims->size()));
  if (failed(ctx.setResult(0, ctx.elementType(0), parts)))
    return failure();
  return ctx.setResult(1, IntegerType::get(getContext(), 64), *dims);
}

LogicalResult StringNormalizerOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  if (!llvm::is_contained({"NONE", "LOWER", "UPPER"}, getCaseChangeAction()))
    return emitOpError() << "case_change_action must be NONE, LOWER or UPPER, not '"
                         << getCaseChangeAction() << "'";
  bool isRow = dims->size() == 2 && SymbolicShapes::constantOf(dims->front()).value_or(1) == 1;
  if (dims->size() != 1 && !isRow)
    return emitOpError() << "needs an operand of shape [n] or [1, n]";
  Dims left = *dims;
  left.back() = ctx.getShapes().extentOf(getY(), dims->size() - 1);
  if (isRow)
    left.front() = ctx.constant(1);
  return ctx.setResult(0, ctx.elementType(0), left);
}

LogicalResult RegexFullMatchOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  return ctx.setResult(0, IntegerType::get(getContext(), 1), *dims);
}
