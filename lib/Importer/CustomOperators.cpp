// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Nodes of operators that the user has bound to functions.

#include "lib/Importer/NodeBuilder.h"
#include "mlir/IR/Diagnostics.h"
#include <map>

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

// An attribute as a tensor, which is what a function takes; null after a diagnostic.
static ElementsAttr asTensor(Attribute value, StringRef name, Builder &b, Location loc) {
  auto strings = [&](ArrayRef<StringRef> texts) -> ElementsAttr {
    auto type = RankedTensorType::get(int64_t(texts.size()), StringType::get(b.getContext()));
    return DenseStringElementsAttr::get(type, texts);
  };
  if (auto tensor = dyn_cast<ElementsAttr>(value); tensor && isa<RankedTensorType>(tensor.getType()))
    return tensor;
  if (auto integer = dyn_cast<IntegerAttr>(value))
    return DenseElementsAttr::get(RankedTensorType::get({}, b.getI64Type()), integer.getInt());
  if (auto real = dyn_cast<FloatAttr>(value))
    return DenseElementsAttr::get(RankedTensorType::get({}, b.getF32Type()), real.getValue());
  if (auto integers = dyn_cast<DenseI64ArrayAttr>(value))
    return DenseElementsAttr::get(RankedTensorType::get(integers.size(), b.getI64Type()),
                                  integers.asArrayRef());
  if (auto reals = dyn_cast<DenseF32ArrayAttr>(value))
    return DenseElementsAttr::get(RankedTensorType::get(reals.size(), b.getF32Type()),
                                  reals.asArrayRef());
  if (auto text = dyn_cast<StringAttr>(value))
    return strings(text.getValue());
  if (auto texts = dyn_cast<ArrayAttr>(value)) {
    auto all = llvm::to_vector(texts.getAsValueRange<StringAttr>());
    if (all.size() == texts.size())
      return strings(all);
  }
  emitError(loc) << "attribute '" << name << "' is of a kind that a custom operator cannot have";
  return {};
}

LogicalResult NodeBuilder::buildCustom(proto::NodeProto &node, StringRef symbol, Scope &scope,
                                       Location loc) {
  SmallVector<Value> operands;
  for (const std::string &name : node.input()) {
    auto operand = name.empty() ? FailureOr<Value>(none(loc)) : lookup(name, scope);
    if (failed(operand))
      return failure();
    if (!*operand)
      return emitError(loc) << "input '" << name << "' is not defined";
    operands.push_back(*operand);
  }
  std::map<std::string, proto::AttributeProto *> byName;
  for (proto::AttributeProto &attribute : *node.mutable_attribute())
    if (!byName.try_emplace(attribute.name(), &attribute).second)
      return emitError(loc) << "attribute '" << attribute.name() << "' is given twice";
  for (auto [name, attribute] : byName) {
    auto value = buildAttribute(*attribute, loc);
    if (failed(value))
      return failure();
    ElementsAttr tensor = asTensor(*value, name, builder, loc);
    if (!tensor)
      return failure();
    operands.push_back(ConstantOp::create(builder, loc, tensor.getType(), tensor));
  }
  SmallVector<Type> types;
  for (const std::string &name : node.output()) {
    Type declared = declaredType(name, scope);
    if (!name.empty() && !declared)
      return emitError(loc) << "is a custom operator: the model must declare the type and the rank "
                               "of output '"
                            << name << "' (in its value_info)";
    types.push_back(name.empty() ? builder.getNoneType() : declared);
  }
  auto op = CustomOp::create(builder, loc, types, symbol, operands);
  if (!scope.isSubgraph && !readsUndecided(node, scope) && failed(inferOperation(op, shapes)))
    return failure();
  for (auto [name, result] : llvm::zip(node.output(), op.getResults()))
    if (!name.empty() && failed(define(name, result, scope, loc)))
      return failure();
  return success();
}
