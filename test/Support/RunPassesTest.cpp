// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lib/Support/RunPasses.h"
#include "cameo/Support/Diagnostics.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/Pass.h"
#include <gtest/gtest.h>

using namespace mlir;

namespace {

struct FailingPass : PassWrapper<FailingPass, OperationPass<func::FuncOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(FailingPass)
  explicit FailingPass(bool speaks) : speaks(speaks) {}
  StringRef getArgument() const override { return "failing"; }
  void runOnOperation() override {
    if (speaks)
      getOperation().emitError("a reason");
    signalPassFailure();
  }
  bool speaks;
};

std::string messageOf(bool speaks) {
  MLIRContext context;
  context.loadDialect<func::FuncDialect>();
  std::string text;
  llvm::raw_string_ostream os(text);
  cameo::installDiagnosticPrinter(context, "net.onnx", os);
  OpBuilder b(&context);
  OwningOpRef<ModuleOp> module = ModuleOp::create(b.getUnknownLoc());
  b.setInsertionPointToEnd(module->getBody());
  func::FuncOp::create(b, cameo::nodeLocation(&context, "conv1", "Conv"), "f",
                       b.getFunctionType({}, {}))
      .setPrivate();
  PassManager pm(&context);
  pm.nest<func::FuncOp>().addPass(std::make_unique<FailingPass>(speaks));
  EXPECT_TRUE(failed(cameo::runPasses(pm, *module)));
  return text;
}

TEST(RunPasses, SpeaksForASilentPass) {
  EXPECT_EQ(messageOf(false), "net.onnx: node 'conv1' (Conv): the compiler's pass 'failing' failed "
                              "without a reason; this is a fault of Cameo, please report it\n");
}

TEST(RunPasses, LeavesAReasonAlone) {
  EXPECT_EQ(messageOf(true), "net.onnx: node 'conv1' (Conv): a reason\n");
}

} // namespace
