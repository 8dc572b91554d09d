// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The operators of ai.onnx.preview.training: one step of an optimizer.

#include "dialects/ONNX/Training/Ops.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

#define GET_OP_CLASSES
#include "dialects/ONNX/Training/Ops.cpp.inc"

void ONNXDialect::registerTrainingOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/Training/Ops.cpp.inc"
      >();
}
