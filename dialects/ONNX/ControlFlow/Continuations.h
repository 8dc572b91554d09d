// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What follows where a rank is known only by the branch that was taken.

#ifndef CAMEO_ONNX_CONTROLFLOW_CONTINUATIONS_H
#define CAMEO_ONNX_CONTROLFLOW_CONTINUATIONS_H

#include "dialects/ONNX/ONNX.h"

namespace cameo::onnx {

/// Whether the operation, inferred, has a result whose rank a run decides.
bool hasUndecidedRank(mlir::Operation *op);

/// Puts what depends on such an operation's results into branches in which their
/// ranks are known. Returns the first operation to infer instead; null where what
/// is around has to do it. Fails with a diagnostic where nothing can.
llvm::FailureOr<mlir::Operation *> decideRank(mlir::Operation *op, SymbolicShapes &shapes);

/// Infers the graphs of a branch whose condition only the run knows. One that cannot be
/// inferred where the other one can is emptied, with a warning (and marked by
/// IfOp::continuesAttr): a run that takes it is refused.
llvm::LogicalResult inferBranches(IfOp op, SymbolicShapes &shapes);

} // namespace cameo::onnx

#endif
