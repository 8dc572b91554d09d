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
  }
};
} // namespace
