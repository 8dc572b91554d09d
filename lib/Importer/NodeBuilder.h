// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Builds operations for nodes. It knows no operator: what there is to know is in
// the operator's own definition.

#ifndef CAMEO_IMPORTER_NODEBUILDER_H
#define CAMEO_IMPORTER_NODEBUILDER_H

#include "cameo/Importer/Importer.h"
#include "dialects/ONNX/ONNX.h"
#include "lib/Importer/FunctionInliner.h"
#include "lib/Importer/OpsetUpgrade.h"
#include "lib/Importer/Tensors.h"
#include "mlir/IR/Builders.h"
#include "llvm/ADT/StringSet.h"

namespace cameo {

/// The names of a graph or a function's body. Subgraphs see their parents'.
struct Scope {
  Scope(Scope *parent, const Opsets &opsets, mlir::Block *block)
      : parent(parent), opsets(opsets), block(block) {}

  Scope *parent;
  const Opsets &opsets;
  mlir::Block *block;
  llvm::StringMap<mlir::Value> values;
  /// Initializers that nothing has used yet.
  llvm::StringMap<std::pair<proto::TensorProto *, proto::SparseTensorProto *>> initializers;
  /// Names that something reads.
  llvm::StringSet<> used;
  /// What the model says of the types of its values.
  llvm::StringMap<const proto::TypeProto *> declared;
  /// What the names of nodes start with: the calls that led here.
  std::string prefix;
  /// In a subgraph, whose arguments' types its operation gives later on.
  bool isSubgraph = false;
};

class NodeBuilder {
public:
  NodeBuilder(mlir::OpBuilder &builder, TensorReader &tensors, FunctionTable &functions,
              onnx::SymbolicShapes &shapes, const ImportOptions &options)
      : builder(builder), tensors(tensors), functions(functions), shapes(shapes),
        knownDims(options.dims), customOps(options.customOps) {}

  /// Makes the graph's initializers and declared types known in `scope`.
  llvm::LogicalResult open(proto::GraphProto &graph, Scope &scope, mlir::Location loc);
  llvm::LogicalResult buildNodes(proto::GraphProto &graph, Scope &scope);
  /// The values of the graph's outputs.
  llvm::FailureOr<llvm::SmallVector<mlir::Value>> outputs(const proto::GraphProto &graph,
                                                          Scope &scope, mlir::Location loc);
  llvm::LogicalResult define(llvm::StringRef name, mlir::Value value, Scope &scope,
                             mlir::Location loc);
  /// Whether some values have no type yet: inference of the whole function, when
  /// all of it is there, decides what ranks they have.
  bool hasUndecidedRanks() const { return undecided; }
  /// Whether a node is of the custom operator "domain:Name".
  bool hasBuilt(llvm::StringRef customOp) const { return builtCustom.contains(customOp); }

private:
  llvm::LogicalResult buildNodes(llvm::MutableArrayRef<proto::NodeProto> nodes, Scope &scope);
  llvm::LogicalResult buildNode(proto::NodeProto &node, Scope &scope);
  llvm::LogicalResult call(Function &function, proto::NodeProto &node, Scope &scope,
                           mlir::Location loc);
  llvm::LogicalResult buildCustom(proto::NodeProto &node, llvm::StringRef symbol, Scope &scope,
                                  mlir::Location loc);
  llvm::LogicalResult buildOperation(proto::NodeProto &node, int64_t opset, Scope &scope,
                                     mlir::Location loc);
  llvm::LogicalResult buildRegion(proto::GraphProto &graph, mlir::Region &region, Scope &parent,
                                  mlir::Location loc);
  llvm::FailureOr<mlir::Attribute> buildAttribute(proto::AttributeProto &attribute,
                                                  mlir::Location loc);

  /// The value, or null when the name is not defined; fails when its initializer
  /// cannot be read.
  llvm::FailureOr<mlir::Value> lookup(llvm::StringRef name, Scope &scope);
  ValueFacts factsOf(llvm::StringRef name, Scope &scope);
  mlir::Type declaredType(llvm::StringRef name, Scope &scope);
  mlir::Value none(mlir::Location loc);
  /// Whether the node, or a subgraph of it, reads a value without a type.
  bool readsUndecided(const proto::NodeProto &node, Scope &scope);

  mlir::OpBuilder &builder;
  TensorReader &tensors;
  FunctionTable &functions;
  onnx::SymbolicShapes &shapes;
  const llvm::StringMap<int64_t> &knownDims;
  const llvm::StringMap<std::string> &customOps;
  llvm::StringSet<> builtCustom;
  llvm::DenseMap<mlir::Block *, mlir::Operation *> lastConstant;
  llvm::DenseMap<mlir::Block *, mlir::Value> nones;
  unsigned freshNames = 0, depth = 0, nodes = 0;
  bool undecided = false;
};

} // namespace cameo

#endif
