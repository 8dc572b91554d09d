// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The vocabulary that the upgrade rules are written in.

#include "lib/Importer/OpsetUpgrade.h"

using namespace mlir;
using namespace cameo;
using proto::AttributeProto;
using proto::TensorProto;

LogicalResult NodeUpgrade::fail(const Twine &why) {
  reason = why.str();
  return failure();
}

AttributeProto *NodeUpgrade::find(StringRef name) {
  for (AttributeProto &attribute : *node.mutable_attribute())
    if (StringRef(attribute.name()) == name)
      return &attribute;
  return nullptr;
}

void NodeUpgrade::drop(StringRef name) {
  auto &attributes = *node.mutable_attribute();
  for (int i = attributes.size() - 1; i >= 0; --i)
    if (StringRef(attributes[i].name()) == name)
      attributes.DeleteSubrange(i, 1);
}

void NodeUpgrade::rename(StringRef from, StringRef to) {
  if (AttributeProto *attribute = find(from))
    attribute->set_name(to.str());
}

int64_t NodeUpgrade::integer(StringRef name, int64_t otherwise) {
  AttributeProto *attribute = find(name);
  return attribute && attribute->has_i() ? attribute->i() : otherwise;
}

float NodeUpgrade::number(StringRef name, float otherwise) {
  AttributeProto *attribute = find(name);
  return attribute && attribute->has_f() ? attribute->f() : otherwise;
}

static AttributeProto &addAttribute(proto::NodeProto &node, StringRef name,
                                    AttributeProto::AttributeType type) {
  AttributeProto &attribute = *node.add_attribute();
  attribute.set_name(name.str());
  attribute.set_type(type);
  return attribute;
}

void NodeUpgrade::set(StringRef name, int64_t value) {
  drop(name);
  addAttribute(node, name, AttributeProto::INT).set_i(value);
}

void NodeUpgrade::set(StringRef name, float value) {
  drop(name);
  addAttribute(node, name, AttributeProto::FLOAT).set_f(value);
}

void NodeUpgrade::set(StringRef name, StringRef value) {
  drop(name);
  addAttribute(node, name, AttributeProto::STRING).set_s(value.str());
}

bool NodeUpgrade::hasInput(int index) const { return !input(index).empty(); }

StringRef NodeUpgrade::input(int index) const {
  return index < node.input_size() ? StringRef(node.input(index)) : StringRef();
}

void NodeUpgrade::setInput(int index, StringRef name) {
  while (node.input_size() <= index)
    node.add_input("");
  node.set_input(index, name.str());
}

bool NodeUpgrade::hasOutput(int index) const {
  return index < node.output_size() && !node.output(index).empty();
}

std::optional<int64_t> NodeUpgrade::rank(int input) const {
  auto extents = facts(input).extents;
  return extents ? std::optional<int64_t>(extents->size()) : std::nullopt;
}

// No name of a model starts with a control character.
std::string NodeUpgrade::fresh() { return "\x01" + std::to_string(names++); }

std::string NodeUpgrade::constant(TensorProto tensor) {
  std::string name = emit("Constant", {});
  *addAttribute(before.back(), "value", AttributeProto::TENSOR).mutable_t() = std::move(tensor);
  return name;
}

std::string NodeUpgrade::ints(ArrayRef<int64_t> values) {
  TensorProto tensor;
  tensor.set_data_type(TensorProto::INT64);
  tensor.add_dims(values.size());
  tensor.mutable_int64_data()->Add(values.begin(), values.end());
  return constant(std::move(tensor));
}

std::string NodeUpgrade::intScalar(int64_t value) {
  TensorProto tensor;
  tensor.set_data_type(TensorProto::INT64);
  tensor.add_int64_data(value);
  return constant(std::move(tensor));
}

std::string NodeUpgrade::boolScalar(bool value) {
  TensorProto tensor;
  tensor.set_data_type(TensorProto::BOOL);
  tensor.add_int32_data(value);
  return constant(std::move(tensor));
}

std::string NodeUpgrade::floats(ArrayRef<float> values) {
  TensorProto tensor;
  tensor.set_data_type(TensorProto::FLOAT);
  tensor.add_dims(values.size());
  tensor.mutable_float_data()->Add(values.begin(), values.end());
  return constant(std::move(tensor));
}

std::string NodeUpgrade::vectorLike(ArrayRef<float> values, StringRef like) {
  std::string vector = floats(values);
  if (factsOf(like).elementType == TensorProto::FLOAT)
    return vector;
  return emit("CastLike", {vector, like.str()});
}

std::string NodeUpgrade::scalarLike(float value, StringRef like) {
  TensorProto tensor;
  tensor.set_data_type(TensorProto::FLOAT);
  tensor.add_float_data(value);
  int64_t element = factsOf(like).elementType;
  if (element == TensorProto::DOUBLE) {
    tensor.Clear();
    tensor.set_data_type(TensorProto::DOUBLE);
    tensor.add_double_data(value);
  }
  std::string scalar = constant(std::move(tensor));
  if (element == TensorProto::FLOAT || element == TensorProto::DOUBLE)
    return scalar;
  return emit("CastLike", {scalar, like.str()});
}

std::string NodeUpgrade::emit(StringRef op, ArrayRef<std::string> inputs, Integers attributes) {
  proto::NodeProto &helper = before.emplace_back();
  helper.set_op_type(op.str());
  for (const std::string &input : inputs)
    helper.add_input(input);
  for (auto [attribute, value] : attributes)
    addAttribute(helper, attribute, AttributeProto::INT).set_i(value);
  helper.add_output(fresh());
  return helper.output(0);
}

std::string NodeUpgrade::divertOutput(int index) {
  std::string name = fresh();
  node.set_output(index, name);
  return name;
}

void NodeUpgrade::append(StringRef op, ArrayRef<std::string> inputs, StringRef output) {
  proto::NodeProto &helper = after.emplace_back();
  helper.set_op_type(op.str());
  for (const std::string &input : inputs)
    helper.add_input(input);
  helper.add_output(output.str());
}
