// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Newer fields of functions and nodes are unknown ones to the installed schema,
// and are read as such.

#include "lib/Importer/FunctionInliner.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/STLExtras.h"
#include <google/protobuf/unknown_field_set.h>

using namespace mlir;
using namespace cameo;
using proto::AttributeProto;

// Field numbers the schema may lack.
static constexpr int functionAttributeProto = 11, functionOverload = 13, nodeOverload = 8;

StringRef cameo::canonicalDomain(StringRef domain) { return domain == "ai.onnx" ? "" : domain; }

LogicalResult
cameo::readOpsets(const google::protobuf::RepeatedPtrField<proto::OperatorSetIdProto> &imports,
                  Opsets &opsets, Location loc) {
  Opsets own;
  for (const auto &import : imports) {
    StringRef domain = canonicalDomain(import.domain());
    auto [it, isNew] = own.try_emplace(domain, import.version());
    if (!isNew && it->second != import.version())
      return emitError(loc) << "opset_import has both version " << it->second << " and version "
                            << import.version() << " of '" << (domain.empty() ? "ai.onnx" : domain)
                            << "'";
    opsets[domain] = import.version();
  }
  return success();
}

static std::string unknownString(const google::protobuf::UnknownFieldSet &fields, int number) {
  for (int i = 0; i < fields.field_count(); ++i)
    if (const auto &field = fields.field(i);
        field.number() == number &&
        field.type() == google::protobuf::UnknownField::TYPE_LENGTH_DELIMITED)
      return field.length_delimited();
  return {};
}

static std::string keyOf(StringRef domain, StringRef name, StringRef overload) {
  return (canonicalDomain(domain) + Twine('\0') + name + Twine('\0') + overload).str();
}

LogicalResult FunctionTable::add(proto::ModelProto &model, const Opsets &modelOpsets,
                                 Location loc) {
  for (proto::FunctionProto &proto : *model.mutable_functions()) {
    std::string overload = unknownString(proto.unknown_fields(), functionOverload);
    auto [it, isNew] = functions.try_emplace(keyOf(proto.domain(), proto.name(), overload));
    if (!isNew)
      return emitError(loc) << "function '" << proto.name() << "' is defined twice";
    Function &function = it->second;
    function.proto = &proto;
    function.opsets = modelOpsets;
    if (failed(readOpsets(proto.opset_import(), function.opsets, loc)))
      return failure();
    const auto &fields = proto.unknown_fields();
    for (int i = 0; i < fields.field_count(); ++i) {
      const auto &field = fields.field(i);
      if (field.number() != functionAttributeProto)
        continue;
      AttributeProto attribute;
      if (field.type() != google::protobuf::UnknownField::TYPE_LENGTH_DELIMITED ||
          !attribute.ParseFromString(field.length_delimited()))
        return emitError(loc) << "function '" << proto.name()
                              << "' has a default attribute that cannot be decoded";
      function.defaults.push_back(std::move(attribute));
    }
  }
  return success();
}

Function *FunctionTable::find(const proto::NodeProto &node) {
  if (functions.empty())
    return nullptr;
  std::string overload = unknownString(node.unknown_fields(), nodeOverload);
  auto it = functions.find(keyOf(node.domain(), node.op_type(), overload));
  return it == functions.end() ? nullptr : &it->second;
}

namespace {
/// The values of a function's attributes in one call.
struct Arguments {
  const Function &function;
  const proto::NodeProto &call;

  const AttributeProto *find(StringRef name) const {
    for (const AttributeProto &given : call.attribute())
      if (name == given.name())
        return &given;
    for (const AttributeProto &given : function.defaults)
      if (name == given.name())
        return &given;
    return nullptr;
  }
};
} // namespace

static void bind(google::protobuf::RepeatedPtrField<AttributeProto> &attributes,
                 const Arguments &arguments);

static void bind(proto::GraphProto &graph, const Arguments &arguments) {
  for (proto::NodeProto &node : *graph.mutable_node())
    bind(*node.mutable_attribute(), arguments);
}

static void bind(google::protobuf::RepeatedPtrField<AttributeProto> &attributes,
                 const Arguments &arguments) {
  for (int i = attributes.size() - 1; i >= 0; --i) {
    AttributeProto &attribute = attributes[i];
    if (!attribute.ref_attr_name().empty()) {
      std::string name = attribute.name();
      // An attribute that the call does not give is absent in the body too.
      if (const AttributeProto *given = arguments.find(attribute.ref_attr_name())) {
        attribute = *given;
        attribute.set_name(name);
      } else {
        attributes.DeleteSubrange(i, 1);
      }
      continue;
    }
    if (attribute.has_g())
      bind(*attribute.mutable_g(), arguments);
    for (proto::GraphProto &graph : *attribute.mutable_graphs())
      bind(graph, arguments);
  }
}

FailureOr<std::vector<proto::NodeProto>>
cameo::instantiate(const Function &function, const proto::NodeProto &call, Location loc) {
  for (const AttributeProto &given : call.attribute()) {
    // A graph's free names are the caller's, and the body's scope is not.
    if (given.has_g() || given.graphs_size() != 0)
      return emitError(loc) << "attribute '" << given.name()
                            << "' passes a graph to a function, which is not supported";
    bool declared = llvm::is_contained(function.proto->attribute(), given.name()) ||
                    llvm::any_of(function.defaults, [&](const AttributeProto &attribute) {
                      return attribute.name() == given.name();
                    });
    if (!declared)
      return emitError(loc) << "the function has no attribute '" << given.name() << "'";
  }
  std::vector<proto::NodeProto> nodes(function.proto->node().begin(), function.proto->node().end());
  for (proto::NodeProto &node : nodes)
    bind(*node.mutable_attribute(), {function, call});
  return nodes;
}
