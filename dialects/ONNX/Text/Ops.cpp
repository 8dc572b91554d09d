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

int64_t TfIdfVectorizerOp::getWidth() {
  int64_t width = 0;
  for (int64_t column : getNgramIndexes())
    width = std::max(width, column + 1);
  return width;
}

LogicalResult TfIdfVectorizerOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  if (dims->size() != 1 && dims->size() != 2)
    return emitOpError() << "needs an operand of rank 1 or 2";
  bool areStrings = isa<StringType>(ctx.elementType(0));
  if (areStrings ? !getPoolStrings() : !getPoolInt64s())
    return emitOpError() << "has no pool of the operand's type";
  if (!llvm::is_contained({"TF", "IDF", "TFIDF"}, getMode()))
    return emitOpError() << "mode must be TF, IDF or TFIDF, not '" << getMode() << "'";
  if (getMinGramLength() < 1 || getMaxGramLength() < getMinGramLength() || getMaxSkipCount() < 0 ||
      getNgramCounts().size() < getMaxGramLength())
    return emitOpError() << "has gram lengths or skips that are none";
  if (llvm::any_of(getNgramIndexes(), [](int64_t column) { return column < 0; }))
    return emitOpError() << "has a negative index of an n-gram";
  Dims to = *dims;
  to.back() = ctx.constant(getWidth());
  return ctx.setResult(0, Float32Type::get(getContext()), to);
}
