// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Few CPUs compute on bf16; on the others LLVM calls the C compiler's library
// for every operation, which not every toolchain has. Few GPUs do, either, and
// some do not on f16.

#include "lib/Numerics/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Pass/PassManager.h"

namespace cameo {
#define GEN_PASS_DEF_EMULATEFLOATSPASS
#include "lib/Numerics/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {
struct EmulateFloats : cameo::impl::EmulateFloatsPassBase<EmulateFloats> {
  using EmulateFloatsPassBase::EmulateFloatsPassBase;

  void runOnOperation() override {
    OpPassManager pm(ModuleOp::getOperationName());
    math::MathExtendToSupportedTypesOptions functions;
    if (!llvm::is_contained(types, "f16"))
      functions.extraTypeStrs = {"f16"};
    functions.targetTypeStr = "f32";
    pm.addPass(math::createMathExtendToSupportedTypes(functions));
    arith::ArithEmulateUnsupportedFloatsOptions options;
    options.sourceTypeStrs.assign(types.begin(), types.end());
    options.targetTypeStr = "f32";
    pm.addPass(arith::createArithEmulateUnsupportedFloats(options));
    if (failed(runPipeline(pm, getOperation())))
      return signalPassFailure();
    getOperation()->walk([&](Operation *op) {
      if (!isa<arith::ExtFOp, arith::TruncFOp>(op))
        return;
      op->removeAttr("fastmath");
      convertByF32(op);
    });
  }

  // From and to f64 by way of f32.
  static void convertByF32(Operation *op) {
    Value from = op->getOperand(0);
    Type type = op->getResult(0).getType();
    auto isBF16 = [](Type type) { return getElementTypeOrSelf(type).isBF16(); };
    auto isF32 = [](Type type) { return getElementTypeOrSelf(type).isF32(); };
    bool widens = isBF16(from.getType()) && !isF32(type);
    if (!widens && !(isBF16(type) && !isF32(from.getType())))
      return;
    OpBuilder b(op);
    Type single = b.getF32Type();
    if (auto shaped = dyn_cast<ShapedType>(type))
      single = shaped.clone(single);
    op->setOperand(0, widens ? arith::ExtFOp::create(b, op->getLoc(), single, from).getResult()
                             : arith::TruncFOp::create(b, op->getLoc(), single, from).getResult());
  }
};
} // namespace
