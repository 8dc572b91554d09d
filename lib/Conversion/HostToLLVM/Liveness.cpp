// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What each tensor of the host function needs: how long it lives, whether dims
// tell its size, and whether it can be made where it is to be in the end.

#include "lib/Conversion/HostToLLVM/HostLowering.h"

using namespace mlir;
using namespace cameo;

// A tensor's dynamic extents out of a list in which they follow it.
static SmallVector<Value> following(ValueRange list, unsigned place) {
  auto type = cast<RankedTensorType>(list[place].getType());
  return llvm::to_vector(list.slice(place + 1, type.getNumDynamicDims()));
}

SmallVector<Value> HostLowering::extentsOf(Value root) {
  if (auto argument = dyn_cast<BlockArgument>(root)) {
    auto loop = dyn_cast<LoopOp>(argument.getOwner()->getParentOp());
    if (!loop) {
      SmallVector<Value> extents;
      auto type = cast<RankedTensorType>(argument.getType());
      for (int64_t axis = 0; axis < type.getRank(); ++axis)
        if (Value extent = resultExtents.lookup({argument, axis}))
          extents.push_back(extent);
      return extents;
    }
    unsigned place = argument.getArgNumber() - 1;
    SmallVector<Value> extents = following(loop.getCarried(), place);
    for (auto [axis, extent] : llvm::enumerate(extents))
      if (Value invariant = loop.getInvariant(place + 1 + axis))
        extent = invariant;
    return extents;
  }
  Operation *op = root.getDefiningOp();
  unsigned place = cast<OpResult>(root).getResultNumber();
  if (auto loop = dyn_cast<LoopOp>(op)) {
    SmallVector<Value> extents = following(loop.getResults(), place);
    for (auto [axis, extent] : llvm::enumerate(extents))
      if (Value invariant = loop.getInvariant(place + 1 + axis))
        extent = invariant;
    return extents;
  }
  if (isa<IfOp, CallOp>(op))
    return following(op->getResults(), place);
  auto dispatch = dyn_cast<DispatchOp>(op);
  if (!dispatch)
    return {};
  auto extents = dispatch.getExtents().begin();
  for (Value other : dispatch.getResults()) {
    int64_t count = cast<RankedTensorType>(other.getType()).getNumDynamicDims();
    if (other == root)
      return SmallVector<Value>(extents, extents + count);
    extents += count;
  }
  llvm_unreachable("a result is among the results");
}

bool HostLowering::isOfDataSize(Value tensor) {
  auto type = cast<RankedTensorType>(tensor.getType());
  for (int64_t axis = 0; axis < type.getRank(); ++axis)
    if (auto it = resultExtents.find({tensor, axis});
        it != resultExtents.end() && dataDependent.contains(it->second))
      return true;
  return false;
}

void HostLowering::number() {
  int64_t next = 0;
  function.getBody().walk<WalkOrder::PreOrder>([&](Operation *op) {
    positions[op] = {next, next};
    ++next;
  });
  function.getBody().walk<WalkOrder::PostOrder>([&](Operation *op) {
    if (auto parent = positions.find(op->getParentOp()); parent != positions.end())
      parent->second.second = std::max(parent->second.second, positions[op].second);
  });
}

// Scalars read from tensors, what follows from them, and all that is computed in
// branches and loops, as nothing of it is known before a run.
void HostLowering::findDataDependent() {
  for (Block *block : hostBlocks(function.getBody()))
    for (Operation &op : *block) {
      if (auto loop = dyn_cast<LoopOp>(op))
        for (Value argument : loop.getBody().getArguments())
          if (!isTensor(argument))
            dataDependent.insert(argument);
      bool fromData =
          isa<tensor::ExtractOp, IfOp, LoopOp, CallOp>(op) ||
          (block != &body && !op.hasTrait<OpTrait::ConstantLike>()) ||
          llvm::any_of(op.getOperands(), [&](Value v) { return dataDependent.contains(v); });
      if (!fromData)
        continue;
      for (Value result : op.getResults())
        if (!isTensor(result))
          dataDependent.insert(result);
    }
  for (Block *block : hostBlocks(function.getBody()))
    for (Operation &op : *block) {
      hasCalls |= isa<CallOp>(op);
      if (isa<DispatchOp, IfOp, LoopOp, CallOp>(op))
        for (Value result : op.getResults())
          if (isTensor(result) && (isa<CallOp>(op) || llvm::any_of(extentsOf(result), [&](Value extent) {
                return dataDependent.contains(extent);
              })))
            onHeap.insert(result);
    }
}

// Roots that are made where a result is to be: in the caller's buffer, or in the
// memory of the branch's or loop's result that they become.
void HostLowering::findDirect() {
  for (auto [number, value] : llvm::enumerate(body.getTerminator()->getOperands())) {
    if (isModels(number, value))
      continue;
    Value root = rootOf(value);
    Operation *producer = root.getDefiningOp();
    bool isCarried =
        isa_and_present<LoopOp>(producer) &&
        cast<OpResult>(root).getResultNumber() < cast<LoopOp>(producer).getNumCarried();
    if (isa_and_present<DispatchOp, IfOp, LoopOp>(producer) && !isCarried &&
        !packedElement(value, number) && !onHeap.contains(root) &&
        !outputOf.count(root))
      outputOf[root] = number;
  }
  auto direct = [&](Value value, Value result, Block *block) {
    if (!isTensor(value) || onHeap.contains(result))
      return;
    Value root = rootOf(value);
    if (root.getDefiningOp<DispatchOp>() && root.getParentBlock() == block &&
        !onHeap.contains(root))
      directTo.try_emplace(root, result);
  };
  for (Block *block : hostBlocks(function.getBody()))
    for (Operation &op : *block)
      if (auto branch = dyn_cast<IfOp>(op)) {
        for (Region &region : branch->getRegions())
          for (auto [value, result] :
               llvm::zip(region.front().getTerminator()->getOperands(), branch.getResults()))
            direct(value, result, &region.front());
      } else if (auto loop = dyn_cast<LoopOp>(op)) {
        NextOp next = loop.getNext();
        for (auto [value, result] : llvm::zip(next.getCarried(), loop.getResults()))
          direct(value, result, &loop.getBody().front());
        for (LoopOp::Collected collected : loop.getCollected())
          direct(next.getCollected()[collected.row], loop.getResult(collected.result),
                 &loop.getBody().front());
      }
}

void HostLowering::findLastUsers() {
  auto note = [&](Value root, Operation *user) {
    Operation *own = ancestorIn(root.getParentBlock(), user);
    Operation *&last = lastUser[root];
    if (own && (!last || last->isBeforeInBlock(own)))
      last = own;
  };
  SmallVector<Operation *> order;
  function.getBody().walk<WalkOrder::PreOrder>([&](Operation *op) { order.push_back(op); });
  for (Operation *op : llvm::reverse(order)) {
    for (Value operand : op->getOperands())
      if (isTensor(operand))
        note(rootOf(operand), op);
    // A carried tensor may still be, in the end, what it was at first.
    if (auto loop = dyn_cast<LoopOp>(op))
      for (auto [init, result] : llvm::zip(loop.getInits(), loop.getResults()))
        if (isTensor(init) && lastUser.lookup(result))
          note(rootOf(init), lastUser[result]);
  }
  for (Value root : onHeap) {
    Operation *last = lastUser.lookup(root);
    releases[last ? last : root.getDefiningOp()].push_back(root);
  }
}

int64_t HostLowering::endOfLife(Value root) {
  Operation *last = lastUser.lookup(root);
  if (!last && !root.getDefiningOp())
    return 0;
  return positions[last ? last : root.getDefiningOp()].second;
}

bool HostLowering::isProgram() {
  for (unsigned number = 0; number < function.getNumResults(); ++number)
    if (packedElement({}, number) || isModels(number, body.getTerminator()->getOperand(number)))
      return true;
  return llvm::any_of(body.getArguments(),
                      [&](BlockArgument argument) {
                        return !isTensor(argument) || packedElement(argument) ||
                               function.getArgAttr(argument.getArgNumber(), stringsAttr);
                      }) ||
         !onHeap.empty() || hasCalls ||
         llvm::any_of(body, [](Operation &op) { return isa<IfOp, LoopOp, StringsOp>(op); });
}

LogicalResult HostLowering::analyze() {
  number();
  findDataDependent();
  findDirect();
  findLastUsers();
  if (options.device && !isProgram() && failed(planMemory(devicePlan, /*withScratch=*/true)))
    return failure();
  return planMemory(plan, /*withScratch=*/false);
}

LogicalResult HostLowering::planMemory(MemoryPlan &plan, bool withScratch) {
  if (withScratch) {
    addScratchSizes();
    number();
  }
  SmallVector<Operation *> order;
  function.getBody().walk<WalkOrder::PreOrder>([&](Operation *op) {
    if (isa<DispatchOp, IfOp, LoopOp>(op))
      order.push_back(op);
  });
  for (Value argument : body.getArguments())
    if (packedElement(argument))
      plan.add({argument, 0},
               byteSize(cast<RankedTensorType>(argument.getType()), extentsOf(argument)), 0,
               endOfLife(argument));
  for (Operation *op : order) {
    auto [first, last] = positions[op];
    auto loop = dyn_cast<LoopOp>(op);
    for (OpResult result : op->getResults()) {
      if (!isTensor(result) || onHeap.contains(result) || outputOf.count(result) ||
          directTo.contains(result))
        continue;
      ByteSize size = byteSize(cast<RankedTensorType>(result.getType()), extentsOf(result));
      int64_t end = std::max(endOfLife(result), last);
      plan.add({result, 0}, size, first, end);
      // What a loop carries is read while the next is made.
      if (loop && result.getResultNumber() < loop.getNumCarried())
        plan.add({result, 1}, size, first, end);
    }
    if (auto dispatch = dyn_cast<DispatchOp>(op); dispatch && withScratch)
      for (auto [number, size] : llvm::enumerate(scratchSizes.lookup(dispatch)))
        plan.add({dispatch.getResult(0), unsigned(number + 1)}, byteSize(size), first, first);
  }
  plan.place();
  return success();
}
