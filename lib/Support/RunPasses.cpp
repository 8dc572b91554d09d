// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lib/Support/RunPasses.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Pass/PassInstrumentation.h"

using namespace mlir;

namespace {
/// The pass that failed first, and what on: the passes around it fail with it.
struct FirstFailure {
  std::string pass;
  std::optional<Location> loc;
};

struct FailureInstrumentation : PassInstrumentation {
  explicit FailureInstrumentation(FirstFailure &first) : first(first) {}
  void runAfterPassFailed(Pass *pass, Operation *op) override {
    if (!first.loc && !pass->getArgument().empty())
      first = {pass->getArgument().str(), op->getLoc()};
  }
  FirstFailure &first;
};
} // namespace

LogicalResult cameo::runPasses(PassManager &pm, Operation *op, bool verifiesEach) {
  FirstFailure first;
  pm.addInstrumentation(std::make_unique<FailureInstrumentation>(first));
  unsigned errors = 0;
  LogicalResult result = success();
  {
    ScopedDiagnosticHandler counter(op->getContext(), [&](Diagnostic &diagnostic) {
      errors += diagnostic.getSeverity() == DiagnosticSeverity::Error;
      return failure(); // the next handler prints it
    });
    pm.enableVerifier(verifiesEach);
    result = success(succeeded(pm.run(op)) && succeeded(verify(op)));
  }
  if (failed(result) && errors == 0)
    emitError(first.loc.value_or(op->getLoc()))
        << "the compiler's pass '" << first.pass
        << "' failed without a reason; this is a fault of Cameo, please report it";
  return result;
}
