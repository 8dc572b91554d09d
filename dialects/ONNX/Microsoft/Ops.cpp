// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The operators of com.microsoft: what they are composed of is in this folder, by concern.

#include "dialects/ONNX/Microsoft/Ops.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

#define GET_OP_CLASSES
#include "dialects/ONNX/Microsoft/Ops.cpp.inc"

void ONNXDialect::registerMicrosoftOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/Microsoft/Ops.cpp.inc"
      >();
}

LogicalResult MicrosoftTokenizerOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  bool hasExpression = getTokenexp() && !getTokenexp()->empty();
  if (!hasExpression && (!getSeparators() || getSeparators()->empty()))
    return emitOpError() << "needs a tokenexp or separators";
  Dims tokens = *dims;
  tokens.push_back(ctx.getShapes().extentOf(getY(), dims->size()));
  return ctx.setResult(0, ctx.elementType(0), tokens);
}
