// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Kahn's algorithm, with a heap for the nodes that are ready.

#include "lib/Importer/NodeOrder.h"
#include "cameo/Support/Diagnostics.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/StringMap.h"
#include <queue>

using namespace mlir;
using namespace cameo;

StringRef cameo::nameOf(const proto::NodeProto &node) {
  if (!node.name().empty())
    return node.name();
  for (const std::string &output : node.output())
    if (!output.empty())
      return output;
  return "";
}

void cameo::collectReads(const proto::NodeProto &node, llvm::StringSet<> &reads) {
  reads.insert_range(node.input());
  auto collectGraph = [&](const proto::GraphProto &graph) {
    llvm::StringSet<> inside, own;
    for (const proto::NodeProto &part : graph.node()) {
      collectReads(part, inside);
      own.insert_range(part.output());
    }
    for (const proto::ValueInfoProto &output : graph.output())
      inside.insert(output.name());
    for (const proto::ValueInfoProto &input : graph.input())
      own.insert(input.name());
    for (const proto::TensorProto &tensor : graph.initializer())
      own.insert(tensor.name());
    for (const proto::SparseTensorProto &tensor : graph.sparse_initializer())
      own.insert(tensor.values().name());
    for (const auto &name : inside.keys())
      if (!own.contains(name))
        reads.insert(name);
  };
  bool isGradient = node.op_type() == "Gradient"; // names values in attributes, too
  for (const proto::AttributeProto &attribute : node.attribute()) {
    if (isGradient) {
      reads.insert_range(attribute.strings());
      if (attribute.has_s())
        reads.insert(attribute.s());
    }
    if (attribute.has_g())
      collectGraph(attribute.g());
    for (const proto::GraphProto &graph : attribute.graphs())
      collectGraph(graph);
  }
}

FailureOr<SmallVector<proto::NodeProto *>>
cameo::sortNodes(MutableArrayRef<proto::NodeProto> nodes, StringRef prefix, MLIRContext *context) {
  llvm::StringMap<size_t> producers;
  for (auto [number, node] : llvm::enumerate(nodes))
    for (const std::string &output : node.output())
      if (!output.empty())
        producers.try_emplace(output, number);

  struct Use {
    size_t producer;
    std::string value;
  };
  SmallVector<SmallVector<size_t>> users(nodes.size());
  SmallVector<SmallVector<Use>> uses(nodes.size());
  for (auto [number, node] : llvm::enumerate(nodes)) {
    llvm::StringSet<> reads;
    collectReads(node, reads);
    for (const auto &name : reads.keys())
      if (auto it = producers.find(name); it != producers.end()) {
        users[it->second].push_back(number);
        uses[number].push_back({it->second, name.str()});
      }
  }

  SmallVector<size_t> missing;
  std::priority_queue<size_t, std::vector<size_t>, std::greater<>> ready;
  for (auto [number, list] : llvm::enumerate(uses)) {
    missing.push_back(list.size());
    if (list.empty())
      ready.push(number);
  }
  SmallVector<proto::NodeProto *> sorted;
  while (!ready.empty()) {
    size_t number = ready.top();
    ready.pop();
    sorted.push_back(&nodes[number]);
    for (size_t user : users[number])
      if (--missing[user] == 0)
        ready.push(user);
  }
  if (sorted.size() == nodes.size())
    return sorted;

  // From any node that is left, the way along what is left ends in a cycle.
  size_t number = 0;
  while (missing[number] == 0)
    ++number;
  auto back = [&] {
    return llvm::find_if(uses[number], [&](const Use &use) { return missing[use.producer] != 0; });
  };
  for (size_t step = 0; step < nodes.size(); ++step)
    number = back()->producer;
  const proto::NodeProto &node = nodes[number];
  return emitError(nodeLocation(context, (prefix + nameOf(node)).str(), node.op_type()))
         << "needs its own result: the nodes on the way to its input '" << back()->value
         << "' form a cycle";
}
