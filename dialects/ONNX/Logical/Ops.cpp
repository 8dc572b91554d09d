// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Comparisons and boolean algebra.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

#define GET_OP_CLASSES
#include "dialects/ONNX/Logical/Ops.cpp.inc"

void ONNXDialect::registerLogicalOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/Logical/Ops.cpp.inc"
      >();
}

LogicalResult BitShiftOp::inferShapes(InferenceContext &ctx) {
  if (getDirection() != "LEFT" && getDirection() != "RIGHT")
    return ctx.emitError() << "direction must be \"LEFT\" or \"RIGHT\", but is \"" << getDirection()
                           << '"';
  return ctx.inferBroadcast();
}
