// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The operators of ai.onnx.ml: what they are composed of is in this folder, by concern.

#include "dialects/ONNX/ML/Ops.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

#define GET_OP_CLASSES
#include "dialects/ONNX/ML/Ops.cpp.inc"

void ONNXDialect::registerMLOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/ML/Ops.cpp.inc"
      >();
}
