// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic, elementary functions and activations: inference that the common
// rules do not say.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

#define GET_OP_CLASSES
#include "dialects/ONNX/Math/Ops.cpp.inc"

void ONNXDialect::registerMathOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/Math/Ops.cpp.inc"
      >();
}

LogicalResult ModOp::inferShapes(InferenceContext &ctx) {
  if (getFmod() != 0 && getFmod() != 1)
    return ctx.emitError() << "fmod must be 0 or 1, but is " << getFmod();
  if (isa<FloatType>(ctx.elementType(0)) && getFmod() == 0)
    return ctx.emitError() << "of floats must have fmod = 1";
  return ctx.inferBroadcast();
}

LogicalResult ClipOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims) || failed(ctx.requireSameElementTypes()))
    return failure();
  for (unsigned bound : {1, 2}) {
    if (ctx.isAbsent(bound))
      continue;
    auto shape = ctx.requireShape(bound);
    if (failed(shape))
      return failure();
    // Some exporters write a scalar as a vector of one element.
    bool isOne = shape->size() == 1 && SymbolicShapes::constantOf(shape->front()) == 1;
    if (!shape->empty() && !(isOne && !dims->empty()))
      return ctx.emitError() << (bound == 1 ? "min" : "max") << " must be a scalar";
  }
  return ctx.setResult(0, ctx.elementType(0), *dims);
}

LogicalResult GeluOp::inferShapes(InferenceContext &ctx) {
  if (getApproximate() != "none" && getApproximate() != "tanh")
    return ctx.emitError() << "approximate must be \"none\" or \"tanh\", but is \""
                           << getApproximate() << '"';
  return ctx.inferLikeOperand(0);
}
