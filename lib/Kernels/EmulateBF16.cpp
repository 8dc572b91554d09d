// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Few CPUs compute on bf16; on the others LLVM calls the C compiler's library
// for every operation, which not every toolchain has.

#include "lib/Kernels/Kernels.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Pass/PassManager.h"

namespace cameo {
#define GEN_PASS_DEF_EMULATEBF16PASS
#include "lib/Kernels/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {
struct EmulateBF16 : cameo::impl::EmulateBF16PassBase<EmulateBF16> {
  void runOnOperation() override {
    OpPassManager pm(ModuleOp::getOperationName());
    arith::ArithEmulateUnsupportedFloatsOptions options;
    options.sourceTypeStrs = {"bf16"};
    options.targetTypeStr = "f32";
    pm.addPass(arith::createArithEmulateUnsupportedFloats(options));
    if (failed(runPipeline(pm, getOperation())))
      return signalPassFailure();
    getOperation()->walk([&](Operation *op) {
      if (isa<arith::ExtFOp, arith::TruncFOp>(op))
        op->removeAttr("fastmath");
    });
  }
};
} // namespace
