// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which elementwise operations fuse with a contraction, and their vector form.

#include "lib/Kernels/Epilogue.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace cameo;

OpOperand *cameo::operandOf(linalg::GenericOp generic, Value value) {
  OpOperand *found = nullptr;
  for (OpOperand *operand : generic.getDpsInputOperands())
    if (operand->get() == value) {
      if (found)
        return nullptr;
      found = operand;
    }
  return found;
}

// Elements that lie in memory as vectors hold them.
static bool isPlain(Type type) {
  return type.isIntOrFloat() && type.getIntOrFloatBitWidth() >= 8;
}

bool cameo::isEpilogueOf(linalg::GenericOp generic, ContractOp contract) {
  OpOperand *operand = operandOf(generic, contract.getResult());
  if (!operand || generic.getNumReductionLoops())
    return false;
  AffineMap through = generic.getMatchingIndexingMap(operand);
  if (!through.isPermutation())
    return false;
  AffineExpr n = through.getResults().back();
  for (OpOperand &other : generic->getOpOperands()) {
    AffineMap map = generic.getMatchingIndexingMap(&other);
    if (!isPlain(getElementTypeOrSelf(other.get().getType())))
      return false;
    bool isOutput = generic.isDpsInit(&other);
    if (isOutput && (!map.isPermutation() || map.getResults().back() != n))
      return false;
    unsigned position = cast<AffineDimExpr>(n).getPosition();
    for (auto [axis, expr] : llvm::enumerate(map.getResults())) {
      if (!isa<AffineDimExpr, AffineConstantExpr>(expr))
        return false;
      if (expr.isFunctionOfDim(position) && axis + 1 != map.getNumResults())
        return false;
    }
    if (isOutput && !generic.getMatchingBlockArgument(&other).use_empty())
      return false;
  }
  return llvm::all_of(generic.getBody()->without_terminator(), [](Operation &op) {
    return op.getNumResults() == 1 && op.getNumRegions() == 0 &&
           op.getResult(0).getType().isIntOrFloat() &&
           (OpTrait::hasElementwiseMappableTraits(&op) || isa<arith::ConstantOp>(op));
  });
}

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
