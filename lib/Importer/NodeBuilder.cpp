// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operands are padded with onnx.None to the operator's number, results that the
// node does not name have type none, graphs become regions. Outside of subgraphs
// types are inferred at once, so that the rules of upgrade may ask for ranks.

#include "lib/Importer/NodeBuilder.h"
#include "cameo/Support/Diagnostics.h"
#include "dialects/ONNX/ControlFlow/Continuations.h"
#include "lib/Importer/NodeOrder.h"
#include "lib/Importer/Types.h"
#include "llvm/ADT/ScopeExit.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;
using proto::AttributeProto;

/// Calls within calls within subgraphs, at most.
static constexpr unsigned maxDepth = 100;
/// Nodes after the calls are replaced: more than this is an explosion.
static constexpr unsigned maxNodes = 1u << 20;
/// Constants of more elements than this are of no interest to upgrades.
static constexpr int64_t maxFacts = 64;

// Helpers' names start with a control character; no other name may.
static bool isHelper(StringRef name) { return name.starts_with("\x01"); }

// The operator's name, with its domain unless that is ai.onnx.
static std::string qualifiedName(const proto::NodeProto &node) {
  StringRef domain = canonicalDomain(node.domain());
  return (domain + (domain.empty() ? "" : ".") + node.op_type()).str();
}

//===-- Values -------------------------------------------------------------===//

LogicalResult NodeBuilder::open(proto::GraphProto &graph, Scope &scope, Location loc) {
  auto add = [&](const std::string &name, proto::TensorProto *dense,
                 proto::SparseTensorProto *sparse) -> LogicalResult {
    if (!scope.initializers.try_emplace(name, dense, sparse).second)
      return emitError(loc) << "initializer '" << name << "' is defined twice";
    return success();
  };
  for (proto::TensorProto &tensor : *graph.mutable_initializer())
    if (failed(add(tensor.name(), &tensor, nullptr)))
      return failure();
  for (proto::SparseTensorProto &tensor : *graph.mutable_sparse_initializer())
    if (failed(add(tensor.values().name(), nullptr, &tensor)))
      return failure();
  for (const auto *list : {&graph.value_info(), &graph.output()})
    for (const proto::ValueInfoProto &info : *list)
      scope.declared.try_emplace(info.name(), &info.type());
  for (const proto::NodeProto &node : graph.node())
    collectReads(node, scope.used);
  for (const proto::ValueInfoProto &output : graph.output())
    scope.used.insert(output.name());
  return success();
}

LogicalResult NodeBuilder::define(StringRef name, Value value, Scope &scope, Location loc) {
  if (scope.initializers.contains(name) || !scope.values.try_emplace(name, value).second)
    return emitError(loc) << "value '" << name << "' is defined twice";
  return success();
}

Value NodeBuilder::none(Location loc) {
  Block *block = builder.getBlock();
  Value &none = nones[block];
  if (!none) {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(block);
    none = NoneOp::create(builder, loc, builder.getNoneType());
    Operation *&last = lastConstant[block];
    last = last ? last : none.getDefiningOp();
  }
  return none;
}

FailureOr<Value> NodeBuilder::lookup(StringRef name, Scope &scope) {
  for (Scope *inside = &scope; inside; inside = inside->parent) {
    if (auto it = inside->values.find(name); it != inside->values.end())
      return it->second;
    auto it = inside->initializers.find(name);
    if (it == inside->initializers.end())
      continue;
    auto [dense, sparse] = it->second;
    Location loc = nodeLocation(builder.getContext(), name, "initializer");
    auto value = dense ? tensors.read(*dense, loc) : tensors.read(*sparse, loc);
    if (failed(value))
      return failure();
    OpBuilder::InsertionGuard guard(builder);
    Operation *&last = lastConstant[inside->block];
    if (last)
      builder.setInsertionPointAfter(last);
    else
      builder.setInsertionPointToStart(inside->block);
    auto constant = ConstantOp::create(builder, loc, value->getShapedType(), *value);
    last = constant;
    inside->initializers.erase(it);
    inside->values[name] = constant.getResult();
    return Value(constant.getResult());
  }
  return Value();
}

Type NodeBuilder::declaredType(StringRef name, Scope &scope) {
  auto it = scope.declared.find(name);
  if (it == scope.declared.end())
    return {};
  // What is declared wrongly, or as something unsupported, is not a declaration.
  std::string why;
  Type type = convertType(*it->second, knownDims, builder.getContext(), why);
  return isa_and_nonnull<UnrankedTensorType>(type) ? Type() : type;
}

ValueFacts NodeBuilder::factsOf(StringRef name, Scope &scope) {
  ValueFacts facts;
  auto value = name.empty() ? FailureOr<Value>(Value()) : lookup(name, scope);
  if (failed(value) || !*value)
    return facts;
  auto type = dyn_cast<RankedTensorType>(value->getType());
  if (!type)
    return facts;
  facts.elementType = dataTypeOf(type.getElementType());
  facts.extents.emplace();
  for (int64_t extent : type.getShape())
    facts.extents->push_back(ShapedType::isDynamic(extent) ? -1 : extent);
  DenseElementsAttr elements;
  if (!matchPattern(*value, m_Constant(&elements)) || elements.getNumElements() > maxFacts)
    return facts;
  if (isa<FloatType>(type.getElementType())) {
    facts.elements.emplace();
    for (const APFloat &element : elements.getValues<APFloat>())
      facts.elements->push_back(element.convertToDouble());
  } else if (type.getElementType().isInteger()) {
    facts.elements.emplace();
    for (const APInt &element : elements.getValues<APInt>())
      facts.elements->push_back(element.signedRoundToDouble());
  }
  return facts;
}

FailureOr<SmallVector<Value>> NodeBuilder::outputs(const proto::GraphProto &graph, Scope &scope,
                                                   Location loc) {
  SmallVector<Value> values;
  for (const proto::ValueInfoProto &output : graph.output()) {
    auto value = lookup(output.name(), scope);
    if (failed(value))
      return failure();
    if (!*value)
      return emitError(loc) << "graph output '" << output.name() << "' is not defined";
    values.push_back(*value);
  }
  return values;
}

//===-- Nodes --------------------------------------------------------------===//

LogicalResult NodeBuilder::buildNodes(proto::GraphProto &graph, Scope &scope) {
  auto &nodes = *graph.mutable_node();
  std::vector<proto::NodeProto> list(std::make_move_iterator(nodes.begin()),
                                     std::make_move_iterator(nodes.end()));
  return buildNodes(list, scope);
}

LogicalResult NodeBuilder::buildNodes(MutableArrayRef<proto::NodeProto> nodes, Scope &scope) {
  auto sorted = sortNodes(nodes, scope.prefix, builder.getContext());
  if (failed(sorted))
    return failure();
  for (proto::NodeProto *node : *sorted)
    if (failed(buildNode(*node, scope)))
      return failure();
  return success();
}

LogicalResult NodeBuilder::buildNode(proto::NodeProto &node, Scope &scope) {
  Location loc =
      nodeLocation(builder.getContext(), scope.prefix + nameOf(node).str(), node.op_type());
  if (++nodes > maxNodes)
    return emitError(loc) << "the model has more than " << maxNodes << " nodes";
  for (const auto *list : {&node.input(), &node.output()})
    for (const std::string &name : *list)
      if (isHelper(name))
        return emitError(loc) << "the name of a value starts with a control character";

  if (depth >= maxDepth)
    return emitError(loc) << "subgraphs and calls are nested more than " << maxDepth << " deep";
  ++depth;
  llvm::scope_exit leave([&] { --depth; });

  StringRef domain = canonicalDomain(node.domain());
  if (!customOps.empty()) {
    std::string key = ((domain.empty() ? "ai.onnx" : domain) + ":" + node.op_type()).str();
    if (auto bound = customOps.find(key); bound != customOps.end()) {
      builtCustom.insert(key);
      return buildCustom(node, bound->getValue(), scope, loc);
    }
  }
  if (Function *function = functions.find(node))
    return call(*function, node, scope, loc);
  auto opset = scope.opsets.find(domain);
  if (opset == scope.opsets.end())
    return emitError(loc) << "the model imports no opset of the domain '"
                          << (domain.empty() ? "ai.onnx" : domain) << "'";
  std::string name = qualifiedName(node);
  const Domain *known = findDomain(domain);
  if (!known)
    return emitError(loc) << "operator " << name << " (opset " << opset->second
                          << ") is not supported";
  if (opset->second < 1 || opset->second > known->newestOpset)
    return emitError(loc) << "operator " << name << " is of opset " << opset->second
                          << "; opsets 1 to " << known->newestOpset << " are known";

  auto facts = [&](StringRef name) { return factsOf(name, scope); }; // outlives the upgrade
  NodeUpgrade upgrade(node, facts, freshNames);
  if (failed(upgradeNode(upgrade, opset->second))) {
    if (opset->second == known->newestOpset || !domain.empty())
      return emitError(loc) << "operator " << name << " (opset " << opset->second
                            << ") is not supported: " << upgrade.reason;
    return emitError(loc) << "cannot be brought from opset " << opset->second << " to "
                          << known->newestOpset << ": " << upgrade.reason;
  }
  for (proto::NodeProto &helper : upgrade.before)
    if (failed(buildOperation(helper, opset->second, scope, loc)))
      return failure();
  if (failed(buildOperation(node, opset->second, scope, loc)))
    return failure();
  for (proto::NodeProto &helper : upgrade.after)
    if (failed(buildOperation(helper, opset->second, scope, loc)))
      return failure();
  return success();
}

LogicalResult NodeBuilder::call(Function &function, proto::NodeProto &node, Scope &scope,
                                Location loc) {
  const proto::FunctionProto &body = *function.proto;
  if (function.active)
    return emitError(loc) << "function '" << body.name() << "' calls itself";
  if (node.input_size() > body.input_size() || node.output_size() > body.output_size())
    return emitError(loc) << "function '" << body.name() << "' has " << body.input_size()
                          << " inputs and " << body.output_size() << " outputs; the call has "
                          << node.input_size() << " and " << node.output_size();
  auto nodes = instantiate(function, node, loc);
  if (failed(nodes))
    return failure();

  Scope inside(nullptr, function.opsets, scope.block);
  inside.prefix = scope.prefix + nameOf(node).str() + "/";
  inside.isSubgraph = scope.isSubgraph;
  for (const proto::NodeProto &node : body.node())
    collectReads(node, inside.used);
  inside.used.insert_range(body.output());
  for (int i = 0; i < body.input_size(); ++i) {
    Value argument = none(loc);
    if (i < node.input_size() && !node.input(i).empty()) {
      auto given = lookup(node.input(i), scope);
      if (failed(given))
        return failure();
      if (!*given)
        return emitError(loc) << "input '" << node.input(i) << "' is not defined";
      argument = *given;
    }
    if (failed(define(body.input(i), argument, inside, loc)))
      return failure();
  }
  function.active = true;
  llvm::scope_exit leave([&] { function.active = false; });
  if (failed(buildNodes(*nodes, inside)))
    return failure();
  for (int i = 0; i < node.output_size(); ++i) {
    if (node.output(i).empty())
      continue;
    auto result = lookup(body.output(i), inside);
    if (failed(result))
      return failure();
    if (!*result)
      return emitError(loc) << "function '" << body.name() << "' does not define its output '"
                            << body.output(i) << "'";
    if (failed(define(node.output(i), *result, scope, loc)))
      return failure();
  }
  return success();
}

bool NodeBuilder::readsUndecided(const proto::NodeProto &node, Scope &scope) {
  if (!undecided)
    return false;
  llvm::StringSet<> reads;
  collectReads(node, reads);
  return llvm::any_of(reads.keys(), [&](StringRef name) {
    auto value = lookup(name, scope);
    return succeeded(value) && *value && isa<onnx::UnknownType>(value->getType());
  });
}

LogicalResult NodeBuilder::buildOperation(proto::NodeProto &node, int64_t opset, Scope &scope,
                                          Location loc) {
  MLIRContext *context = builder.getContext();
  const Domain *domain = findDomain(canonicalDomain(node.domain()));
  auto name = RegisteredOperationName::lookup((domain->prefix + node.op_type()).str(), context);
  auto *interface = name ? name->getInterface<onnx::OperatorInterface>() : nullptr;
  // With a dot it would be the name of another domain's operator.
  if (!interface || node.op_type() == "None" || node.op_type() == "Custom" || StringRef(node.op_type()).contains('.'))
    return emitError(loc) << "operator " << qualifiedName(node) << " (opset " << opset
                          << ") is not supported";
  OperatorSpec spec = interface->getSpec();

  // Trailing empty names are absent inputs.
  int numInputs = node.input_size(), numOutputs = node.output_size();
  while (numInputs > 0 && node.input(numInputs - 1).empty())
    --numInputs;
  while (numOutputs > 0 && node.output(numOutputs - 1).empty())
    --numOutputs;
  if (unsigned(numInputs) > spec.operands && !spec.variadicOperands)
    return emitError(loc) << "has " << numInputs << " inputs; " << node.op_type()
                          << " takes at most " << spec.operands;
  if (unsigned(numOutputs) > spec.results && !spec.variadicResults)
    return emitError(loc) << "has " << numOutputs << " outputs; " << node.op_type()
                          << " gives at most " << spec.results;

  OperationState state(loc, *name);
  for (int i = 0; i < std::max<int>(numInputs, spec.operands); ++i) {
    if (i >= numInputs || node.input(i).empty()) {
      state.operands.push_back(none(loc));
      continue;
    }
    auto operand = lookup(node.input(i), scope);
    if (failed(operand))
      return failure();
    if (!*operand)
      return emitError(loc) << "input '" << node.input(i) << "' is not defined";
    state.operands.push_back(*operand);
  }
  for (int i = 0; i < std::max<int>(numOutputs, spec.results); ++i) {
    // A secondary result that nothing reads need not be computed.
    bool wanted = i < numOutputs && !node.output(i).empty() &&
                  (i == 0 || i >= int(spec.results) || isHelper(node.output(i)) ||
                   scope.used.contains(node.output(i)));
    if (!wanted) {
      state.types.push_back(builder.getNoneType());
      continue;
    }
    Type declared = declaredType(node.output(i), scope);
    state.types.push_back(declared ? declared : UnknownType::get(context));
  }

  NamedAttrList attributes;
  SmallVector<proto::GraphProto *> graphs(spec.regions.size());
  for (AttributeProto &attribute : *node.mutable_attribute()) {
    StringRef key = attribute.name();
    if (auto *region = llvm::find(spec.regions, key); region != spec.regions.end()) {
      if (!attribute.has_g())
        return emitError(loc) << "attribute '" << key << "' must be a graph";
      graphs[region - spec.regions.begin()] = attribute.mutable_g();
      continue;
    }
    if (!llvm::any_of(name->getAttributeNames(), [&](StringAttr known) { return known == key; }))
      return emitError(loc) << "unknown attribute '" << key << "'";
    auto value = buildAttribute(attribute, loc);
    if (failed(value))
      return failure();
    if (attributes.set(key, *value))
      return emitError(loc) << "attribute '" << key << "' is given twice";
  }
  for (auto [index, region] : llvm::enumerate(spec.regions)) {
    if (!graphs[index] && !llvm::is_contained(spec.optionalRegions, region))
      return emitError(loc) << "attribute '" << region << "' is missing";
    state.addRegion();
  }

  bool waits = scope.isSubgraph || readsUndecided(node, scope);
  Operation *op = builder.create(state);
  if (!attributes.empty() &&
      failed(op->setPropertiesFromAttribute(attributes.getDictionary(context),
                                            [&] { return emitError(loc); })))
    return failure();
  for (auto [index, graph] : llvm::enumerate(graphs))
    if (graph && failed(buildRegion(*graph, op->getRegion(index), scope, loc)))
      return failure();

  // In a subgraph the types of what it is given may not be known yet; the
  // operation that owns it infers all of it.
  bool isConstant = op->getNumOperands() == 0 && op->getNumRegions() == 0;
  if (isConstant || !waits) {
    if (failed(inferOperation(op, shapes)))
      return failure();
    undecided |= hasUndecidedRank(op);
    for (int i = 0; i < numOutputs && !hasUndecidedRank(op); ++i)
      if (isa<onnx::UnknownType>(op->getResult(i).getType()))
        return emitError(loc) << "the type of output '" << node.output(i) << "' cannot be inferred";
  }
  for (int i = 0; i < numOutputs; ++i)
    if (!node.output(i).empty() && failed(define(node.output(i), op->getResult(i), scope, loc)))
      return failure();
  return success();
}

LogicalResult NodeBuilder::buildRegion(proto::GraphProto &graph, Region &region, Scope &parent,
                                       Location loc) {
  OpBuilder::InsertionGuard guard(builder);
  Block *block = builder.createBlock(&region);
  Scope scope(&parent, parent.opsets, block);
  scope.prefix = parent.prefix;
  scope.isSubgraph = true;
  if (failed(open(graph, scope, loc)))
    return failure();
  for (const proto::ValueInfoProto &input : graph.input()) {
    if (scope.initializers.contains(input.name()))
      continue;
    scope.declared[input.name()] = &input.type();
    Type type = declaredType(input.name(), scope);
    Value argument = block->addArgument(type ? type : UnknownType::get(builder.getContext()), loc);
    if (failed(define(input.name(), argument, scope, loc)))
      return failure();
  }
  if (failed(buildNodes(graph, scope)))
    return failure();
  auto values = outputs(graph, scope, loc);
  if (failed(values))
    return failure();
  // Declared ranks decide between branches that disagree.
  SmallVector<int64_t> ranks;
  for (const proto::ValueInfoProto &output : graph.output()) {
    auto type = dyn_cast_or_null<RankedTensorType>(declaredType(output.name(), scope));
    ranks.push_back(type ? type.getRank() : -1);
  }
  builder.setInsertionPointToEnd(block);
  ReturnOp::create(builder, loc, *values, builder.getDenseI64ArrayAttr(ranks));
  return success();
}

FailureOr<Attribute> NodeBuilder::buildAttribute(AttributeProto &attribute, Location loc) {
  auto type = attribute.type();
  // Files of the first versions do not say the type.
  if (type == AttributeProto::UNDEFINED) {
    if (attribute.has_f())
      type = AttributeProto::FLOAT;
    else if (attribute.has_i())
      type = AttributeProto::INT;
    else if (attribute.has_s())
      type = AttributeProto::STRING;
    else if (attribute.has_t())
      type = AttributeProto::TENSOR;
    else if (attribute.floats_size())
      type = AttributeProto::FLOATS;
    else if (attribute.ints_size())
      type = AttributeProto::INTS;
    else if (attribute.strings_size())
      type = AttributeProto::STRINGS;
  }
  if (!attribute.ref_attr_name().empty())
    return emitError(loc) << "attribute '" << attribute.name()
                          << "' refers to an attribute of a function, outside of one";
  auto asAttribute = [](auto result) -> FailureOr<Attribute> {
    return failed(result) ? FailureOr<Attribute>(failure()) : FailureOr<Attribute>(*result);
  };
  switch (type) {
  case AttributeProto::FLOAT:
    return Attribute(builder.getF32FloatAttr(attribute.f()));
  case AttributeProto::INT:
    return Attribute(builder.getI64IntegerAttr(attribute.i()));
  case AttributeProto::STRING:
    return Attribute(builder.getStringAttr(attribute.s()));
  case AttributeProto::TENSOR:
    return asAttribute(tensors.read(*attribute.mutable_t(), loc));
  case AttributeProto::SPARSE_TENSOR:
    return asAttribute(tensors.read(*attribute.mutable_sparse_tensor(), loc));
  case AttributeProto::FLOATS:
    return Attribute(
        builder.getDenseF32ArrayAttr({attribute.floats().data(), size_t(attribute.floats_size())}));
  case AttributeProto::INTS:
    return Attribute(
        builder.getDenseI64ArrayAttr({attribute.ints().data(), size_t(attribute.ints_size())}));
  case AttributeProto::STRINGS: {
    SmallVector<StringRef> strings(attribute.strings().begin(), attribute.strings().end());
    return Attribute(builder.getStrArrayAttr(strings));
  }
  case AttributeProto::TYPE_PROTO: {
    std::string why;
    Type converted = convertType(attribute.tp(), knownDims, builder.getContext(), why);
    if (!converted)
      return emitError(loc) << "attribute '" << attribute.name() << "' is " << why;
    return Attribute(TypeAttr::get(converted));
  }
  default:
    return emitError(loc) << "attribute '" << attribute.name() << "' is of a kind (" << int(type)
                          << ") that is not supported";
  }
}
