// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a loop would compute again and again moves before it, and constants move
// before branches and loops, so that they are computed at compile time.

#include "lib/Kernels/Passes.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace cameo {
#define GEN_PASS_DEF_HOISTINVARIANTSPASS
#include "lib/Kernels/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

struct HoistInvariants : cameo::impl::HoistInvariantsPassBase<HoistInvariants> {
  // Inner blocks come first, so that what leaves one may leave the next.
  void runOnOperation() override {
    SmallVector<Block *> blocks = hostBlocks(getOperation().getBody());
    for (Block *block : llvm::reverse(blocks))
      if (Operation *parent = block->getParentOp(); isa<IfOp, LoopOp>(parent))
        for (Operation &op : llvm::make_early_inc_range(*block))
          if (isInvariant(&op, parent))
            op.moveBefore(parent);
  }

  bool isInvariant(Operation *op, Operation *parent) {
    if (op->getNumRegions() || !isPure(op) || op->hasTrait<OpTrait::IsTerminator>())
      return false;
    if (op->hasTrait<OpTrait::ConstantLike>())
      return true;
    bool isOutside = llvm::all_of(op->getOperands(), [&](Value operand) {
      return !parent->isProperAncestor(operand.getParentBlock()->getParentOp()) &&
             operand.getParentBlock()->getParentOp() != parent;
    });
    if (!isOutside)
      return false;
    // An element may be there only where the block runs.
    if (auto extract = dyn_cast<tensor::ExtractOp>(op))
      return isa<LoopOp>(parent) && extract.getTensor().getType().hasStaticShape();
    if (!isa<DispatchOp>(op))
      return true;
    if (isa<LoopOp>(parent) || isConstant(op))
      return true;
    return false;
  }

  // Whether a dispatch runs at compile time.
  bool isConstant(Operation *op) {
    bool result = llvm::all_of(op->getOperands(), [&](Value operand) {
      Operation *producer = operand.getDefiningOp();
      return producer &&
             (producer->hasTrait<OpTrait::ConstantLike>() || constants.contains(producer));
    });
    if (result)
      constants.insert(op);
    return result;
  }

  DenseSet<Operation *> constants;
};
} // namespace
