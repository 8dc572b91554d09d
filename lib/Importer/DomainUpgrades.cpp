// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rewrites of the domains beside ai.onnx: operators that ai.onnx has as well
// become its, and those that cannot be had are refused with a reason.

#include "lib/Importer/OpsetUpgrade.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/Sequence.h"

using namespace mlir;
using namespace cameo;
using proto::AttributeProto;

using Node = NodeUpgrade &;

// Strings to integers, or back: one list of each, the integers being positions
// where they are not given.
static LogicalResult mapCategories(Node n, StringRef strings, StringRef integers) {
  AttributeProto *texts = n.find(strings);
  if (!texts || !texts->strings_size())
    return n.fail("has no strings to encode");
  if (!n.find(integers)) {
    AttributeProto *positions = n.node.add_attribute();
    positions->set_name(integers.str());
    positions->set_type(AttributeProto::INTS);
    for (int64_t k = 0, count = n.find(strings)->strings_size(); k < count; ++k)
      positions->add_ints(k);
  }
  int64_t type = n.facts(0).elementType;
  if (type != proto::TensorProto::STRING && type != proto::TensorProto::INT64)
    return n.fail("whether the operand is of strings or integers is not known");
  bool areKeys = type == proto::TensorProto::STRING;
  n.rename(strings, areKeys ? "keys_strings" : "values_strings");
  n.rename(integers, areKeys ? "values_int64s" : "keys_int64s");
  n.node.set_op_type("LabelEncoder");
  return success();
}
static LogicalResult categoryMapper(Node n) {
  return mapCategories(n, "cats_strings", "cats_int64s");
}
static LogicalResult labelEncoder(Node n) {
  return mapCategories(n, "classes_strings", "values_int64s");
}
// What xs, zs and y name are operands.
static LogicalResult gradient(Node n) {
  if (!n.find("xs") || !n.find("y"))
    return n.fail("it lacks 'xs' or 'y'");
  if (n.find("xs")->strings_size() + (n.find("zs") ? n.find("zs")->strings_size() : 0) !=
      n.node.input_size())
    return n.fail("it has not as many inputs as names in 'xs' and 'zs'");
  for (StringRef list : {"xs", "zs"})
    if (auto *attribute = n.find(list))
      for (const std::string &name : attribute->strings())
        n.node.add_input(name);
  n.node.add_input(n.find("y")->s());
  for (StringRef name : {"xs", "zs", "y"})
    n.drop(name);
  return success();
}

// A graph that is not given changes nothing.
static LogicalResult flexAttention(Node n) {
  for (StringRef name : {"prob_mod", "score_mod"}) {
    if (n.find(name))
      continue;
    AttributeProto *attribute = n.node.add_attribute();
    attribute->set_name(name.str());
    attribute->set_type(AttributeProto::GRAPH);
    attribute->mutable_g()->add_input()->set_name("x");
    attribute->mutable_g()->add_output()->set_name("x");
  }
  return success();
}

// The operator of ai.onnx with the same name and form.
static LogicalResult standard(Node n) {
  n.node.clear_domain();
  return success();
}

template <const char *name> static LogicalResult renamed(Node n) {
  n.node.set_op_type(name);
  return success();
}

static constexpr char fusedMatMulName[] = "FusedMatMul";

static LogicalResult expandDims(Node n) {
  std::string axis = n.emit("Cast", {n.input(1).str()}, {{"to", proto::TensorProto::INT64}});
  n.setInput(1, n.emit("Reshape", {axis, n.ints({1})}));
  n.node.set_op_type("Unsqueeze");
  return standard(n);
}

// The indices may be of 32 bits.
static LogicalResult gatherND(Node n) {
  n.setInput(1, n.emit("Cast", {n.input(1).str()}, {{"to", proto::TensorProto::INT64}}));
  return standard(n);
}

static LogicalResult range(Node n) {
  if (!n.hasInput(2))
    n.setInput(2, n.scalarLike(1, n.input(0)));
  return standard(n);
}

// The pads may be a matrix of one row.
static LogicalResult pad(Node n) {
  n.setInput(1, n.emit("Reshape", {n.input(1).str(), n.ints({-1})}));
  return standard(n);
}

// In the order in which they come; of the positions only those of all elements are wanted.
static LogicalResult unique(Node n) {
  n.set("sorted", int64_t(0));
  auto &outputs = *n.node.mutable_output();
  outputs.Add();
  for (int i = outputs.size() - 1; i > 1; --i)
    outputs.SwapElements(i, i - 1);
  return standard(n);
}

// All that a convolution without pads gives, but for what the pads say.
static LogicalResult convTransposeWithDynamicPads(Node n) {
  bool hasPads = n.hasInput(2);
  std::string pads = hasPads ? n.input(2).str() : "", bias = n.hasInput(3) ? n.input(3).str() : "";
  auto extents = n.facts(1).extents;
  if (!extents || extents->size() < 3)
    return n.fail("the rank of its weights is not known");
  int64_t spatial = int64_t(extents->size()) - 2;
  auto &inputs = *n.node.mutable_input();
  while (inputs.size() > 2)
    inputs.RemoveLast();
  if (!bias.empty())
    n.setInput(2, bias);
  n.node.set_op_type("ConvTranspose");
  if (!hasPads)
    return standard(n);
  n.drop("pads");
  std::string zero = n.ints({0}), two = n.ints({2}), middle = n.ints({spatial}),
              end = n.ints({2 * spatial}), all = n.ints({std::numeric_limits<int64_t>::max()});
  std::string low = n.emit("Slice", {pads, zero, middle, zero}),
              high = n.emit("Slice", {pads, middle, end, zero});
  std::string axes = n.ints(llvm::to_vector(llvm::seq<int64_t>(2, 2 + spatial)));
  std::string result = n.node.output(0), whole = n.divertOutput(0);
  std::string shape = n.fresh(), last = n.fresh(), ends = n.fresh();
  n.append("Shape", {whole}, shape);
  n.append("Slice", {shape, two, all, zero}, last);
  n.append("Sub", {last, high}, ends);
  n.append("Slice", {whole, low, ends, axes}, result);
  return standard(n);
}

static LogicalResult gridSample(Node n) {
  if (AttributeProto *mode = n.find("mode"); mode && mode->s() != "nearest")
    mode->set_s(mode->s() == "bilinear" ? "linear" : mode->s() == "bicubic" ? "cubic" : mode->s());
  return standard(n);
}

ArrayRef<UpgradeRow> cameo::mlUpgrades() {
  static const UpgradeRow rows[] = {
      {"CategoryMapper", anyOpset, categoryMapper},
      {"LabelEncoder", 2, labelEncoder},
  };
  return rows;
}

ArrayRef<UpgradeRow> cameo::microsoftUpgrades() {
  static const UpgradeRow rows[] = {
      {"ConvTransposeWithDynamicPads", anyOpset, convTransposeWithDynamicPads},
      {"DequantizeLinear", anyOpset, standard},
      {"ExpandDims", anyOpset, expandDims},
      {"GatherND", anyOpset, gatherND},
      {"Gelu", anyOpset, standard},
      {"GridSample", anyOpset, gridSample},
      {"Pad", anyOpset, pad},
      {"QuantizeLinear", anyOpset, standard},
      {"Range", anyOpset, range},
      {"TransposeMatMul", anyOpset, renamed<fusedMatMulName>},
      {"Trilu", anyOpset, standard},
      {"Unique", anyOpset, unique},
  };
  return rows;
}

ArrayRef<UpgradeRow> cameo::previewUpgrades() {
  static const UpgradeRow rows[] = {
      {"FlexAttention", anyOpset, flexAttention},
  };
  return rows;
}

ArrayRef<UpgradeRow> cameo::trainingUpgrades() {
  static const UpgradeRow rows[] = {
      {"Gradient", anyOpset, gradient},
  };
  return rows;
}
