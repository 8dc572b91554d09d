// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One-shot bufferization of one bound kernel: upstream's analysis, in place
// where it can be, results written straight to their memory.

#include "lib/Conversion/KernelsToLoops/Passes.h"
#include "lib/Support/Fixpoint.h"
#include "mlir/Dialect/Bufferization/Transforms/OneShotAnalysis.h"
#include "mlir/Dialect/Bufferization/Transforms/Transforms.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"

namespace cameo {
#define GEN_PASS_DEF_BUFFERIZEKERNELPASS
#include "lib/Conversion/KernelsToLoops/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

// Whether `copy`, at the kernel's top level, is the last to use the memory.
bool isLastUse(Value memory, memref::CopyOp copy) {
  SmallVector<Value> aliases = {memory};
  for (size_t i = 0; i < aliases.size(); ++i)
    for (Operation *user : aliases[i].getUsers()) {
      Operation *ancestor = copy->getBlock()->findAncestorOpInBlock(*user);
      if (user != copy && (!ancestor || !ancestor->isBeforeInBlock(copy)))
        return false;
      for (Value result : user->getResults())
        if (isa<MemRefType>(result.getType()))
          aliases.push_back(result);
    }
  return true;
}

// Memory that is copied to an output in the end is the output from the start.
// That is how a loop writes into a copy of an operand.
void allocateInOutputs(KernelOp kernel) {
  for (auto copy : llvm::make_early_inc_range(kernel.getBody().front().getOps<memref::CopyOp>())) {
    auto alloc = copy.getSource().getDefiningOp<memref::AllocOp>();
    auto output = copy.getTarget().getDefiningOp<BufferOp>();
    if (!alloc || !output || alloc.getType() != output.getType() ||
        !output.getMemory().hasOneUse() || !output->isBeforeInBlock(alloc) ||
        !isLastUse(alloc, copy))
      continue;
    copy.erase();
    alloc.replaceAllUsesWith(output.getMemory());
    alloc.erase();
  }
}

// insert(insert(empty, a), b) stored to memory is a and b stored to its parts. The
// analysis would compare every insertion with every other, and then some.
void storeParts(bufferization::MaterializeInDestinationOp store) {
  SmallVector<tensor::InsertSliceOp> insertions;
  Value base = store.getSource();
  for (auto insert = base.getDefiningOp<tensor::InsertSliceOp>(); insert && base.hasOneUse();
       insert = base.getDefiningOp<tensor::InsertSliceOp>()) {
    insertions.push_back(insert);
    base = insert.getDest();
  }
  if (insertions.size() < 2)
    return;
  Value memory = store.getDest();
  OpBuilder b(store);
  auto into = [&](Location loc, Value source, Value target) {
    bufferization::MaterializeInDestinationOp::create(b, loc, TypeRange(), source, target,
                                                      /*restrict=*/true, /*writable=*/true);
  };
  if (!base.getDefiningOp<tensor::EmptyOp>())
    into(store.getLoc(), base, memory);
  for (tensor::InsertSliceOp insert : llvm::reverse(insertions)) {
    auto type = memref::SubViewOp::inferRankReducedResultType(
        insert.getSourceType().getShape(), cast<MemRefType>(memory.getType()),
        insert.getMixedOffsets(), insert.getMixedSizes(), insert.getMixedStrides());
    into(insert.getLoc(), insert.getSource(),
         memref::SubViewOp::create(b, insert.getLoc(), cast<MemRefType>(type), memory,
                                   insert.getMixedOffsets(), insert.getMixedSizes(),
                                   insert.getMixedStrides()));
  }
  store.erase();
  for (tensor::InsertSliceOp insert : insertions)
    insert.erase();
}

struct BufferizeKernel : cameo::impl::BufferizeKernelPassBase<BufferizeKernel> {
  void runOnOperation() override {
    KernelOp kernel = getOperation();
    if (kernel.getTasks())
      return; // Emitted as loops already.
    bufferization::OneShotBufferizationOptions options;
    options.setFunctionBoundaryTypeConversion(bufferization::LayoutMapOption::IdentityLayoutMap);
    options.allowReturnAllocsFromLoops = true;
    options.bufferAlignment = 64;
    for (auto store : llvm::make_early_inc_range(
             kernel.getBody().front().getOps<bufferization::MaterializeInDestinationOp>()))
      storeParts(store);
    {
      bufferization::OneShotAnalysisState state(kernel, options);
      if (failed(bufferization::analyzeOp(kernel, state)))
        return signalPassFailure();
      IRRewriter rewriter(&getContext());
      if (failed(bufferization::eliminateEmptyTensors(rewriter, kernel, state)))
        return signalPassFailure();
    }
    bufferization::BufferizationState state;
    if (failed(bufferization::runOneShotBufferize(kernel, options, state)))
      return signalPassFailure();
    // Loops no longer hand on memory that stays the same.
    RewritePatternSet patterns(&getContext());
    scf::ForOp::getCanonicalizationPatterns(patterns, &getContext());
    if (failed(rewriteToFixpoint(kernel, std::move(patterns))))
      return signalPassFailure();
    allocateInOutputs(kernel);
  }
};
} // namespace
