// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Kernels around a contraction become vector loops.

#include "lib/Conversion/KernelsToLoops/ContractionEmitter.h"
#include "lib/Conversion/KernelsToLoops/Passes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "llvm/ADT/StringSwitch.h"

namespace cameo {
#define GEN_PASS_DEF_EMITCONTRACTIONSPASS
#include "lib/Conversion/KernelsToLoops/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {
struct EmitContractions : cameo::impl::EmitContractionsPassBase<EmitContractions> {
  using EmitContractionsPassBase::EmitContractionsPassBase;

  void runOnOperation() override {
    KernelOp kernel = getOperation();
    DotForm form = llvm::StringSwitch<DotForm>(dot)
                       .Case("words", DotForm::Words)
                       .Case("pairs", DotForm::Pairs)
                       .Default(DotForm::None);
    auto emit = [&](ContractOp contract, OpBuilder &builder) {
      return ContractionEmitter(kernel, contract, {lanes, accumulators, form}, builder).emit();
    };
    if (failed(emitContraction(kernel, emit)))
      signalPassFailure();
  }
};
} // namespace
