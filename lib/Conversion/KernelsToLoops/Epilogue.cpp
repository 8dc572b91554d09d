// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The vector form of elementwise operations.

#include "lib/Conversion/KernelsToLoops/Epilogue.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace cameo;

SmallVector<Value> cameo::evaluateOnVectors(ImplicitLocOpBuilder &b, linalg::GenericOp generic,
                                            ValueRange arguments, int64_t lanes) {
  IRMapping mapping;
  mapping.map(generic.getBody()->getArguments().take_front(arguments.size()), arguments);
  auto vectorOf = [&](Value scalar) -> Value {
    if (Value known = mapping.lookupOrNull(scalar))
      return known;
    Value splat = vector::BroadcastOp::create(b, VectorType::get(lanes, scalar.getType()), scalar);
    mapping.map(scalar, splat);
    return splat;
  };
  for (Operation &op : generic.getBody()->without_terminator()) {
    auto type = VectorType::get(lanes, op.getResult(0).getType());
    if (auto constant = dyn_cast<arith::ConstantOp>(op)) {
      mapping.map(constant.getResult(),
                  arith::ConstantOp::create(b, DenseElementsAttr::get(type, constant.getValue()))
                      .getResult());
      continue;
    }
    SmallVector<Value> operands = llvm::map_to_vector(op.getOperands(), vectorOf);
    OperationState state(op.getLoc(), op.getName(), operands, type, op.getAttrs());
    mapping.map(op.getResult(0), b.create(state)->getResult(0));
  }
  return llvm::map_to_vector(generic.getBody()->getTerminator()->getOperands(), vectorOf);
}
