// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tensors made from shapes and ranges.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

#define GET_OP_CLASSES
#include "dialects/ONNX/Generator/Ops.cpp.inc"

void ONNXDialect::registerGeneratorOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/Generator/Ops.cpp.inc"
      >();
}
