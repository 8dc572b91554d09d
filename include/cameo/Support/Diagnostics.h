// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every diagnostic a user sees names the model, the node and the operator. The
// node travels in the operations' locations; the printer writes it out.

#ifndef CAMEO_SUPPORT_DIAGNOSTICS_H
#define CAMEO_SUPPORT_DIAGNOSTICS_H

#include "mlir/IR/Location.h"
#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/raw_ostream.h"

namespace cameo {

/// The location of what is built for a node: loc("conv1"("Conv")).
mlir::Location nodeLocation(mlir::MLIRContext *context, llvm::StringRef node,
                            llvm::StringRef opType);

/// A node of the model, as a location names it.
struct ModelNode {
  llvm::StringRef name, opType;
};
/// The nodes that a location, fused or not, speaks of.
llvm::SmallVector<ModelNode> nodesOf(mlir::Location loc);

/// Prints diagnostics, for as long as the context lives, in the form
///   FILE: node 'conv1' (Conv): reason
/// or, where no node is to blame, `FILE: reason`. Warnings and remarks say so
/// before the reason. Diagnostics about a text file keep its line and column.
void installDiagnosticPrinter(mlir::MLIRContext &context, llvm::StringRef modelPath,
                              llvm::raw_ostream &os = llvm::errs());

} // namespace cameo

#endif
