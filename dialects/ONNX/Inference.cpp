// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs the operators' own inference over a function, in order.

#include "dialects/ONNX/ControlFlow/Continuations.h"
#include "mlir/IR/Verifier.h"

using namespace mlir;
using namespace cameo::onnx;

LogicalResult cameo::onnx::inferOperation(Operation *op, SymbolicShapes &shapes) {
  auto operation = dyn_cast<OperatorInterface>(op);
  if (!operation)
    return success();
  // Rules of inference rely on what the operator's definition promises. (Whether
  // operands dominate is no question of types, and not true of what is only tried.)
  if (failed(op->getName().verifyInvariants(op)))
    return failure();
  InferenceContext ctx(op, shapes);
  if (failed(operation.inferShapes(ctx)))
    return failure();
  operation.inferValues(ctx);
  return success();
}

LogicalResult cameo::onnx::inferRegion(Region &region, SymbolicShapes &shapes) {
  if (region.empty())
    return success();
  for (Operation *op = &region.front().front(); op;) {
    if (failed(inferOperation(op, shapes)))
      return failure();
    if (hasUndecidedRank(op)) {
      auto next = decideRank(op, shapes);
      if (failed(next))
        return failure();
      if (*next) {
        op = *next;
        continue;
      }
    }
    op = op->getNextNode();
  }
  return success();
}

void cameo::onnx::nameArguments(func::FuncOp function, SymbolicShapes &shapes) {
  for (BlockArgument argument : function.getArguments()) {
    auto type = dyn_cast<RankedTensorType>(argument.getType());
    auto names = function.getArgAttrOfType<ArrayAttr>(argument.getArgNumber(), dimNamesAttr);
    if (!type || !names || names.size() != size_t(type.getRank()))
      continue;
    Dims dims;
    for (int64_t axis = 0; axis < type.getRank(); ++axis) {
      StringRef name = cast<StringAttr>(names[axis]).getValue();
      if (!type.isDynamicDim(axis))
        dims.push_back(shapes.constant(type.getDimSize(axis)));
      else
        dims.push_back(name.empty() ? shapes.extentOf(argument, axis)
                                    : shapes.named(name, argument, axis));
    }
    shapes.setShape(argument, dims);
  }
}

LogicalResult cameo::onnx::inferFunction(func::FuncOp function, SymbolicShapes &shapes) {
  nameArguments(function, shapes);
  if (failed(inferRegion(function.getBody(), shapes)))
    return failure();
  Operation *terminator = function.getBody().front().getTerminator();
  function.setFunctionType(FunctionType::get(function.getContext(),
                                             function.getArgumentTypes(),
                                             terminator->getOperandTypes()));
  return success();
}
