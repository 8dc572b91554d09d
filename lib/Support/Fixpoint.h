// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Greedy rewriting that ends when no pattern applies, however deep the model.

#ifndef CAMEO_SUPPORT_FIXPOINT_H
#define CAMEO_SUPPORT_FIXPOINT_H

#include "mlir/IR/PatternMatch.h"

namespace cameo {

/// Applies patterns to what is inside `op` until none applies. Operations are
/// visited in their order, so that what moves towards the results arrives there
/// in one round. Upstream's driver gives up after ten rounds, which a deep model
/// needs more of; every pattern set here makes progress towards a normal form.
/// Fails, with a diagnostic, only if a pattern has broken the IR.
mlir::LogicalResult rewriteToFixpoint(mlir::Operation *op, mlir::RewritePatternSet &&patterns,
                                      mlir::RewriterBase::Listener *listener = nullptr);

} // namespace cameo

#endif
