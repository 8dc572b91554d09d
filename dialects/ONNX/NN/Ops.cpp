// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Layers of neural networks: the inference is in this folder, by concern.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/Builders.h"

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
  // A ratio of zero drops nothing, in training as well.
  bool dropsNothing = !ctx.isAbsent(1) && matchPattern(getOperand(1), m_AnyZeroFloat());
  auto training = ctx.constants(2);
  if (!ctx.isAbsent(2) && !dropsNothing && (!training || *training != ArrayRef<int64_t>(0)))
    return emitOpError() << "only inference is supported: training_mode must be false";
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  if (failed(ctx.setResult(0, ctx.elementType(0), *dims)))
    return failure();
  return ctx.setResult(1, IntegerType::get(getContext(), 1), *dims);
}
