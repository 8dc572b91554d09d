// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Kernels around a contraction become vector loops.

#include "lib/Kernels/ContractionEmitter.h"
#include "lib/Kernels/Kernels.h"

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
    auto emit = [&](ContractOp contract, OpBuilder &builder) {
      return ContractionEmitter(kernel, contract, {lanes, accumulators}, builder).emit();
    };
    if (failed(emitContraction(kernel, emit)))
      signalPassFailure();
  }
};
} // namespace
