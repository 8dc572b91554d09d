// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lib/Support/Fixpoint.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

using namespace mlir;

LogicalResult cameo::rewriteToFixpoint(Operation *op, RewritePatternSet &&patterns,
                                       RewriterBase::Listener *listener) {
  GreedyRewriteConfig config;
  config.setUseTopDownTraversal()
      .setMaxIterations(GreedyRewriteConfig::kNoLimit)
      .setRegionSimplificationLevel(GreedySimplifyRegionLevel::Disabled)
      .setListener(listener);
  if (failed(applyPatternsGreedily(op, std::move(patterns), config)))
    return op->emitError("rewriting did not come to an end");
  return success();
}
