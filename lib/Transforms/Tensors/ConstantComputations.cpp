// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lib/Transforms/Tensors/ConstantComputations.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace cameo;

bool ConstantComputations::contains(Value value) {
  Operation *root = value.getDefiningOp();
  if (!root)
    return false;
  SmallVector<Operation *> stack{root};
  while (!stack.empty()) {
    Operation *op = stack.back();
    if (known.contains(op)) {
      stack.pop_back();
      continue;
    }
    if (op->hasTrait<OpTrait::ConstantLike>() || isa<tensor::EmptyOp>(op)) {
      known[op] = true;
      continue;
    }
    llvm::SetVector<Value> used(op->operand_begin(), op->operand_end());
    getUsedValuesDefinedAbove(op->getRegions(), used);
    bool constant = isPure(op) && op->getNumOperands() != 0, isReady = true;
    for (Value operand : used) {
      Operation *producer = operand.getDefiningOp();
      auto it = producer ? known.find(producer) : known.end();
      if (!constant || !producer || (it != known.end() && !it->second)) {
        constant = false;
        break;
      }
      if (it == known.end()) {
        stack.push_back(producer);
        isReady = false;
      }
    }
    if (!constant || isReady)
      known[op] = constant;
  }
  return known.lookup(root);
}
