// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Moving, slicing and reshaping: the inference is in this folder, by concern.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

#define GET_OP_CLASSES
#include "dialects/ONNX/Tensor/Ops.cpp.inc"

void ONNXDialect::registerTensorOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/Tensor/Ops.cpp.inc"
      >();
}

LogicalResult IdentityOp::inferShapes(InferenceContext &ctx) {
  if (!isa<RankedTensorType>(getInput().getType()))
    return ctx.setResultType(0, getInput().getType());
  return ctx.inferLikeOperand(0);
}
