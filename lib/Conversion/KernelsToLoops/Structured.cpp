// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Brings a bufferized kernel's operations into the two forms that loops are
// emitted from: generic operations, and fills right before accumulations.

#include "lib/Conversion/KernelsToLoops/Structured.h"
#include "lib/Conversion/KernelsToLoops/LoopNest.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace mlir;
using namespace cameo;

static bool initialises(linalg::FillOp fill, linalg::GenericOp reduction) {
  return reduction.getNumReductionLoops() && reduction.getNumDpsInits() == 1 &&
         reduction.getDpsInits()[0] == fill.getDpsInits()[0];
}

linalg::FillOp cameo::fillOf(linalg::GenericOp reduction) {
  Operation *before = reduction->getPrevNode();
  while (before && isMemoryEffectFree(before))
    before = before->getPrevNode();
  auto fill = dyn_cast_or_null<linalg::FillOp>(before);
  return fill && initialises(fill, reduction) ? fill : linalg::FillOp();
}

linalg::GenericOp cameo::reductionFrom(linalg::FillOp fill) {
  Operation *after = fill->getNextNode();
  while (after && isMemoryEffectFree(after))
    after = after->getNextNode();
  auto reduction = dyn_cast_or_null<linalg::GenericOp>(after);
  return reduction && initialises(fill, reduction) ? reduction : linalg::GenericOp();
}

LogicalResult cameo::generalize(KernelOp kernel, IRRewriter &rewriter) {
  SmallVector<Operation *> worklist;
  kernel.walk([&](Operation *op) { worklist.push_back(op); });
  for (Operation *op : worklist) {
    rewriter.setInsertionPoint(op);
    if (auto copy = dyn_cast<memref::CopyOp>(op)) {
      linalg::makeMemRefCopyOp(rewriter, copy.getLoc(), copy.getSource(), copy.getTarget());
      copy.erase();
    } else if (auto named = dyn_cast<linalg::LinalgOp>(op);
               named && !isa<linalg::GenericOp, linalg::FillOp>(op)) {
      if (failed(linalg::generalizeNamedOp(rewriter, named)))
        return op->emitOpError() << "has no loops";
    }
  }
  // An accumulation continues right after its initialisation: the fill moves
  // to the next operation on the buffer, if that accumulates.
  SmallVector<linalg::FillOp> fills;
  kernel.walk([&](linalg::FillOp fill) { fills.push_back(fill); });
  for (linalg::FillOp fill : fills) {
    Value buffer = fill.getDpsInits()[0];
    Operation *next = fill->getNextNode();
    while (next && !llvm::is_contained(next->getOperands(), buffer))
      next = next->getNextNode();
    auto generic = dyn_cast_or_null<linalg::GenericOp>(next);
    if (generic && generic.getNumDpsInits() == 1 && generic.getDpsInits()[0] == buffer)
      fill->moveBefore(generic);
  }
  return success();
}

unsigned cameo::rowsOfInsertions(KernelOp kernel) {
  Block &entry = kernel.getBody().front();
  SmallVector<linalg::LinalgOp> ops;
  DenseSet<Value> written;
  for (Operation &op : entry.without_terminator()) {
    auto linalg = dyn_cast<linalg::LinalgOp>(op);
    if (!linalg && !isPure(&op))
      return 0;
    if (!linalg)
      continue;
    if (linalg.getNumReductionLoops() || linalg.getNumDpsInits() != 1)
      return 0;
    ops.push_back(linalg);
  }
  auto sourceOf = [](Value buffer) {
    auto view = buffer.getDefiningOp<memref::SubViewOp>();
    return view ? view.getSource() : buffer;
  };
  for (linalg::LinalgOp op : ops)
    written.insert(sourceOf(op.getDpsInits()[0]));
  std::optional<SmallVector<OpFoldResult>> shared;
  for (linalg::LinalgOp op : ops) {
    // What is read must not change meanwhile.
    for (Value input : op.getDpsInputs())
      if (isa<MemRefType>(input.getType()) && written.contains(sourceOf(input)))
        return 0;
    OpOperand &init = op.getDpsInitsMutable()[0];
    if (!op.getMatchingIndexingMap(&init).isIdentity())
      return 0;
    // All of the written tensor's extent, in so many leading dimensions.
    Value target = sourceOf(init.get());
    auto view = init.get().getDefiningOp<memref::SubViewOp>();
    if (view && view.getSourceType().getRank() != view.getType().getRank())
      return 0;
    OpBuilder b(op);
    SmallVector<OpFoldResult> extents;
    for (int64_t axis = 0; axis < cast<MemRefType>(target.getType()).getRank(); ++axis) {
      OpFoldResult extent = bufferExtent(b, op.getLoc(), target, axis);
      if (view && (!isZeroInteger(view.getMixedOffsets()[axis]) ||
                   !isEqualConstantIntOrValue(view.getMixedSizes()[axis], extent)))
        break;
      extents.push_back(extent);
    }
    if (!shared)
      shared = extents;
    size_t rows = 0;
    while (rows < std::min(shared->size(), extents.size()) &&
           isEqualConstantIntOrValue((*shared)[rows], extents[rows]))
      ++rows;
    shared->resize(rows);
  }
  return ops.size() > 1 ? shared->size() : 0;
}
