// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the dialect needs beside the spec's operators.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

// The value says its type; the result's is spelled out only where it differs.
static ParseResult parseTypedElements(OpAsmParser &parser, ElementsAttr &value, Type &type) {
  if (parser.parseAttribute(value))
    return failure();
  type = value.getType();
  return succeeded(parser.parseOptionalColon()) ? parser.parseType(type) : success();
}

static void printTypedElements(OpAsmPrinter &printer, Operation *, ElementsAttr value, Type type) {
  printer << value;
  if (type != value.getType())
    printer << " : " << type;
}

#define GET_OP_CLASSES
#include "dialects/ONNX/Core/Ops.cpp.inc"

void ONNXDialect::registerCoreOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/Core/Ops.cpp.inc"
      >();
}

LogicalResult CustomOp::inferShapes(InferenceContext &ctx) {
  for (auto [number, result] : llvm::enumerate(getOutputs())) {
    if (isList(result.getType()) || isa<NoneType>(result.getType()))
      continue;
    auto declared = dyn_cast<RankedTensorType>(result.getType());
    if (!declared)
      return emitOpError() << "is a custom operator: the model must declare the type and the rank "
                              "of its result "
                           << number;
    if (failed(ctx.setResultOfRank(number, declared.getElementType(), declared.getRank())))
      return failure();
  }
  return success();
}

OpFoldResult NoneOp::fold(FoldAdaptor) { return UnitAttr::get(getContext()); }

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getValue(); }
