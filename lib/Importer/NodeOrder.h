// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A graph's nodes should be sorted topologically. Tools write some that are not.

#ifndef CAMEO_IMPORTER_NODEORDER_H
#define CAMEO_IMPORTER_NODEORDER_H

#include "lib/Importer/Proto.h"
#include "mlir/IR/Location.h"
#include "llvm/ADT/StringSet.h"

namespace cameo {

/// The nodes with each after those whose results it, or its subgraphs, read; as
/// they stand where that is so already, else with the first in the file first.
/// Nodes on a cycle are refused by naming one and the value that closes it.
llvm::FailureOr<llvm::SmallVector<proto::NodeProto *>>
sortNodes(llvm::MutableArrayRef<proto::NodeProto> nodes, llvm::StringRef prefix,
          mlir::MLIRContext *context);

/// Adds what a node reads of the graph that it is in: its inputs, and what its
/// subgraphs do not define themselves.
void collectReads(const proto::NodeProto &node, llvm::StringSet<> &reads);

/// What a node is called in diagnostics: its name, or its first result's.
llvm::StringRef nameOf(const proto::NodeProto &node);

} // namespace cameo

#endif
