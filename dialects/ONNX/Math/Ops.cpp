// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic and matrix products.

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
