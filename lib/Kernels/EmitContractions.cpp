// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Kernels around a contraction become vector loops.

#include "lib/Kernels/ContractionEmitter.h"
#include "lib/Kernels/Kernels.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"

namespace cameo {
#define GEN_PASS_DEF_EMITCONTRACTIONSPASS
#include "lib/Kernels/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {
struct EmitContractions : cameo::impl::EmitContractionsPassBase<EmitContractions> {
  using EmitContractionsPassBase::EmitContractionsPassBase;

  void runOnOperation() override {
    KernelOp kernel = getOperation();
    auto contracts = llvm::to_vector(kernel.getOps<ContractOp>());
    if (contracts.empty())
      return;
    if (contracts.size() != 1) {
      kernel.emitOpError() << "has several contractions";
      return signalPassFailure();
    }
    OpBuilder builder(&getContext());
    if (failed(ContractionEmitter(kernel, contracts.front(), {lanes, accumulators}, builder).emit()))
      return signalPassFailure();
    // The tensor operations have been emitted.
    Block &entry = kernel.getBody().front();
    for (Operation &op : llvm::make_early_inc_range(llvm::reverse(entry)))
      if (isa<bufferization::MaterializeInDestinationOp>(op) ||
          (!isa<YieldOp, scf::ForOp, scf::IfOp>(op) && isOpTriviallyDead(&op)))
        op.erase();
  }
};
} // namespace
