// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One-shot bufferization of one bound kernel: upstream's analysis, in place
// where it can be, results written straight to their memory.

#include "lib/Kernels/Kernels.h"
#include "mlir/Dialect/Bufferization/Transforms/OneShotAnalysis.h"
#include "mlir/Dialect/Bufferization/Transforms/Transforms.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace cameo {
#define GEN_PASS_DEF_BUFFERIZEKERNELPASS
#include "lib/Kernels/Passes.h.inc"
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

struct BufferizeKernel : cameo::impl::BufferizeKernelPassBase<BufferizeKernel> {
  void runOnOperation() override {
    KernelOp kernel = getOperation();
    if (kernel.getTasks())
      return; // Emitted as loops already.
    bufferization::OneShotBufferizationOptions options;
    options.setFunctionBoundaryTypeConversion(bufferization::LayoutMapOption::IdentityLayoutMap);
    options.allowReturnAllocsFromLoops = true;
    options.bufferAlignment = 64;
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
    if (failed(applyPatternsGreedily(kernel, std::move(patterns))))
      return signalPassFailure();
    allocateInOutputs(kernel);
  }
};
} // namespace
