// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Old opsets end here: a node of any opset of its domain is rewritten to the
// newest one before an operation is built for it.

#ifndef CAMEO_IMPORTER_OPSETUPGRADE_H
#define CAMEO_IMPORTER_OPSETUPGRADE_H

#include "dialects/ONNX/Domains.h"
#include "lib/Importer/Proto.h"
#include "mlir/Support/LLVM.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/Twine.h"
#include <vector>

namespace cameo {

using onnx::newestOpset;

/// What is known of a value when a node that reads it is upgraded.
struct ValueFacts {
  int64_t elementType = 0;                           // 0: not known
  std::optional<llvm::SmallVector<int64_t>> extents; // -1: not known
  std::optional<llvm::SmallVector<double>> elements; // of a small constant
};

/// One node on its way to the newest opset. Rules change `node` in place and
/// put helper nodes, already of ai.onnx's newest opset, before and after it. The
/// node may become one of another domain, which is of its newest opset then.
class NodeUpgrade {
public:
  using Facts = llvm::function_ref<ValueFacts(llvm::StringRef)>;

  NodeUpgrade(proto::NodeProto &node, Facts factsOf, unsigned &names)
      : node(node), factsOf(factsOf), names(names) {}

  proto::NodeProto &node;
  std::vector<proto::NodeProto> before, after;
  /// Why the node cannot be upgraded, when a rule fails.
  std::string reason;

  llvm::LogicalResult fail(const llvm::Twine &why);

  // Attributes.
  proto::AttributeProto *find(llvm::StringRef name);
  void drop(llvm::StringRef name);
  void rename(llvm::StringRef from, llvm::StringRef to);
  int64_t integer(llvm::StringRef name, int64_t otherwise);
  float number(llvm::StringRef name, float otherwise);
  void set(llvm::StringRef name, int64_t value);
  void set(llvm::StringRef name, float value);
  void set(llvm::StringRef name, llvm::StringRef value);

  // Inputs and outputs.
  bool hasInput(int index) const;
  llvm::StringRef input(int index) const;
  void setInput(int index, llvm::StringRef name);
  bool hasOutput(int index) const;
  ValueFacts facts(int input) const { return factsOf(this->input(input)); }
  std::optional<int64_t> rank(int input) const;

  // Helper nodes; each returns the name of its value.
  std::string fresh();
  std::string ints(llvm::ArrayRef<int64_t> values);
  std::string intScalar(int64_t value);
  std::string boolScalar(bool value);
  std::string floats(llvm::ArrayRef<float> values);
  /// A scalar of the element type of `like`.
  std::string scalarLike(float value, llvm::StringRef like);
  /// A vector of the element type of `like`.
  std::string vectorLike(llvm::ArrayRef<float> values, llvm::StringRef like);
  using Integers = llvm::ArrayRef<std::pair<llvm::StringRef, int64_t>>;
  /// `op(inputs)` with integer attributes, computed before the node.
  std::string emit(llvm::StringRef op, llvm::ArrayRef<std::string> inputs,
                   Integers attributes = {});
  /// Renames output `index` of the node and returns the new name; the old one
  /// is then for a node in `after` to define.
  std::string divertOutput(int index);
  /// A node after this one that defines `output`.
  void append(llvm::StringRef op, llvm::ArrayRef<std::string> inputs, llvm::StringRef output);

private:
  std::string constant(proto::TensorProto tensor);

  Facts factsOf;
  unsigned &names;
};

/// A rewrite of nodes of `op` that were written for an opset before `version`.
struct UpgradeRow {
  llvm::StringLiteral op;
  int64_t version;
  llvm::LogicalResult (*rule)(NodeUpgrade &);
};

/// The version of rows that bring a node into the dialect's form whatever its opset.
inline constexpr int64_t anyOpset = newestOpset + 1;

/// All rewrites between opsets of a domain, by operator and version.
llvm::ArrayRef<UpgradeRow> upgradeTable(llvm::StringRef domain = "");
/// The rewrites of the domains beside ai.onnx.
llvm::ArrayRef<UpgradeRow> mlUpgrades();
llvm::ArrayRef<UpgradeRow> microsoftUpgrades();
llvm::ArrayRef<UpgradeRow> previewUpgrades();
llvm::ArrayRef<UpgradeRow> trainingUpgrades();

/// Rewrites `upgrade.node`, of opset `opset`, to the newest.
llvm::LogicalResult upgradeNode(NodeUpgrade &upgrade, int64_t opset);

} // namespace cameo

#endif
