// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The table of upgrades, row by row: a node in text, its opset, and the nodes of
// the newest opset that it becomes, one a line.

#include "dialects/ONNX/ONNX.h"
#include "lib/Importer/OpsetUpgrade.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/OperationSupport.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>
#include <map>
#include <sstream>

using namespace cameo;
using namespace cameo::onnx;
using proto::AttributeProto;

namespace {

using Facts = std::map<std::string, ValueFacts>;

ValueFacts f32(std::initializer_list<int64_t> extents) {
  return {proto::TensorProto::FLOAT, llvm::SmallVector<int64_t>(extents), std::nullopt};
}

template <typename List> std::string list(const List &values) {
  std::ostringstream text;
  for (const auto &value : values)
    text << (&value == &*values.begin() ? "" : ",") << value;
  return "[" + text.str() + "]";
}

std::string show(const proto::TensorProto &tensor) {
  std::string shape = list(tensor.dims());
  switch (tensor.data_type()) {
  case proto::TensorProto::FLOAT:
    return "f32" + shape + list(tensor.float_data());
  case proto::TensorProto::DOUBLE:
    return "f64" + shape + list(tensor.double_data());
  case proto::TensorProto::INT64:
    return "i64" + shape + list(tensor.int64_data());
  case proto::TensorProto::BOOL:
    return "i1" + shape + list(tensor.int32_data());
  case proto::TensorProto::STRING:
    return "str" + shape + list(tensor.string_data());
  }
  return "?";
}

std::string show(const AttributeProto &attribute) {
  std::string text = attribute.name() + "=";
  llvm::raw_string_ostream os(text);
  switch (attribute.type()) {
  case AttributeProto::INT:
    os << attribute.i();
    break;
  case AttributeProto::FLOAT:
    os << llvm::formatv("{0:f4}", attribute.f());
    break;
  case AttributeProto::STRING:
    os << attribute.s();
    break;
  case AttributeProto::INTS:
    os << list(attribute.ints());
    break;
  case AttributeProto::FLOATS:
    os << list(attribute.floats());
    break;
  case AttributeProto::TENSOR:
    os << show(attribute.t());
    break;
  default:
    os << "?";
  }
  return text;
}

std::string show(const proto::NodeProto &node) {
  auto names = [](const auto &values) {
    std::string text;
    for (const std::string &value : values) {
      std::string name = value;
      if (!name.empty() && name[0] == '\x01')
        name[0] = '%';
      text += (&value == &*values.begin() ? "" : ",") + (name.empty() ? "_" : name);
    }
    return text;
  };
  std::string text =
      names(node.output()) + " = " + node.op_type() + "(" + names(node.input()) + ")";
  for (const AttributeProto &attribute : node.attribute())
    text += " " + show(attribute);
  return text + "\n";
}

/// The nodes that `text`, a node of `opset`, becomes, or "refused: why".
std::string upgraded(int64_t opset, const std::string &text, const Facts &known = {}) {
  proto::NodeProto node;
  if (!google::protobuf::TextFormat::ParseFromString(text, &node))
    return "bad test";
  auto factsOf = [&](llvm::StringRef name) {
    auto it = known.find(name.str());
    return it == known.end() ? ValueFacts() : it->second;
  };
  unsigned names = 0;
  NodeUpgrade upgrade(node, factsOf, names);
  if (failed(upgradeNode(upgrade, opset)))
    return "refused: " + upgrade.reason;
  std::string result;
  for (const auto &helper : upgrade.before)
    result += show(helper);
  result += show(node);
  for (const auto &helper : upgrade.after)
    result += show(helper);
  return result;
}

const char axesOne[] = "attribute { name: 'axes' type: INTS ints: 1 }";

std::string node(const std::string &op, const std::string &inputs, const std::string &attributes,
                 const std::string &outputs = "y") {
  std::string text = "op_type: '" + op + "'";
  llvm::SmallVector<llvm::StringRef> names;
  llvm::StringRef(inputs).split(names, ',');
  for (llvm::StringRef name : names)
    text += " input: '" + name.str() + "'";
  names.clear();
  llvm::StringRef(outputs).split(names, ',');
  for (llvm::StringRef name : names)
    text += " output: '" + name.str() + "'";
  return text + " " + attributes;
}

std::string attribute(const std::string &name, int64_t value) {
  return " attribute { name: '" + name + "' type: INT i: " + std::to_string(value) + " }";
}

TEST(UpgradeTable, IsSortedAndUnique) {
  for (const Domain &domain : domains) {
    auto rows = upgradeTable(domain.name);
    for (size_t i = 1; i < rows.size(); ++i) {
      bool ordered = rows[i - 1].op < rows[i].op ||
                     (rows[i - 1].op == rows[i].op && rows[i - 1].version < rows[i].version);
      EXPECT_TRUE(ordered) << rows[i].op.str() << " " << rows[i].version;
    }
  }
}

// A row for a version after the operator's last one is a row for a version that
// does not exist, or the operator's definition is out of date.
TEST(UpgradeTable, AgreesWithTheDialect) {
  mlir::MLIRContext context;
  context.loadDialect<ONNXDialect>();
  // Operators that the last row turns into others.
  llvm::StringSet<> gone = {"Scatter", "Upsample"};
  for (const UpgradeRow &row : upgradeTable()) {
    if (gone.contains(row.op) || row.version == anyOpset)
      continue;
    auto name = mlir::RegisteredOperationName::lookup(("onnx." + row.op).str(), &context);
    // Operators that the dialect does not have are refused whatever their form.
    if (!name)
      continue;
    auto spec = name->getInterface<OperatorInterface>()->getSpec();
    EXPECT_LE(row.version, spec.sinceVersion) << row.op.str();
  }
}

TEST(Upgrade, NewNodesStay) {
  EXPECT_EQ(upgraded(28, node("Clip", "x,lo", "")), "y = Clip(x,lo)\n");
  EXPECT_EQ(upgraded(13, node("Squeeze", "x,a", "")), "y = Squeeze(x,a)\n");
}

TEST(Upgrade, ConsumedInputs) {
  EXPECT_EQ(
      upgraded(1, node("Relu", "x", "attribute { name: 'consumed_inputs' type: INTS ints: 0 }")),
      "y = Relu(x)\n");
}

TEST(Upgrade, LegacyBroadcast) {
  std::string attributes = attribute("broadcast", 1) + attribute("axis", 1);
  Facts ranks = {{"a", f32({2, 3, 4, 5})}, {"b", f32({3, 4})}, {"c", f32({4, 5})}};
  EXPECT_EQ(upgraded(6, node("Add", "a,b", attributes), ranks),
            "%0 = Constant() value=i64[1][2]\n%1 = Unsqueeze(b,%0)\ny = Add(a,%1)\n");
  EXPECT_EQ(
      upgraded(6, node("Pow", "a,c", attribute("broadcast", 1) + attribute("axis", 2)), ranks),
      "y = Pow(a,c)\n");
  EXPECT_EQ(upgraded(6, node("Less", "a,c", attribute("broadcast", 1)), ranks), "y = Less(a,c)\n");
  EXPECT_EQ(upgraded(6, node("Mul", "a,b", attributes)),
            "refused: the ranks of the operands of a broadcast along 'axis' must be known");
  EXPECT_EQ(upgraded(6, node("Mul", "b,a", attributes), ranks),
            "refused: B does not fit into A at axis 1");
}

TEST(Upgrade, PReluSlopePerChannel) {
  EXPECT_EQ(upgraded(6, node("PRelu", "x,s", ""), {{"x", f32({1, 3, 4, 4})}, {"s", f32({3})}}),
            "%0 = Constant() value=i64[2][1,2]\n%1 = Unsqueeze(s,%0)\ny = PRelu(x,%1)\n");
}

TEST(Upgrade, BatchNormalization) {
  std::string inputs = "x,s,b,m,v";
  EXPECT_EQ(upgraded(6, node("BatchNormalization", inputs,
                             attribute("is_test", 1) + attribute("spatial", 1), "y,mean,var")),
            "y = BatchNormalization(x,s,b,m,v)\n");
  EXPECT_EQ(upgraded(6, node("BatchNormalization", inputs, "")),
            "y = BatchNormalization(x,s,b,m,v) training_mode=1\n");
  EXPECT_EQ(upgraded(9, node("BatchNormalization", inputs, "", "y,mean,var,,")),
            "y,mean,var = BatchNormalization(x,s,b,m,v) training_mode=1\n");
  EXPECT_EQ(upgraded(7, node("BatchNormalization", inputs, attribute("spatial", 0))),
            "refused: spatial = 0 (statistics for every position) is not supported");
  EXPECT_EQ(upgraded(9, node("BatchNormalization", inputs, "", "y,mean,var,saved,")),
            "refused: the saved mean and variance, of training only, are not supported");
}

TEST(Upgrade, Dropout) {
  std::string ratio = "attribute { name: 'ratio' type: FLOAT f: 0.25 }";
  EXPECT_EQ(upgraded(6, node("Dropout", "x", attribute("is_test", 1) + ratio), {{"x", f32({2})}}),
            "%0 = Constant() value=f32[][0.25]\ny = Dropout(x,%0)\n");
  EXPECT_EQ(upgraded(1, node("Dropout", "x", "")),
            "%0 = Constant() value=i1[][1]\ny = Dropout(x,_,%0)\n");
  EXPECT_EQ(upgraded(7, node("Dropout", "x", "", "y,mask")),
            "y,%0 = Dropout(x)\nmask = CastLike(%0,x)\n");
}

TEST(Upgrade, AttributesToInputs) {
  EXPECT_EQ(upgraded(6, node("Clip", "x", "attribute { name: 'max' type: FLOAT f: 6 }"),
                     {{"x", f32({2})}}),
            "%0 = Constant() value=f32[][6]\ny = Clip(x,_,%0)\n");
  // The bounds are of the type of x: where that is not known, x is asked.
  EXPECT_EQ(upgraded(6, node("Clip", "x", "attribute { name: 'min' type: FLOAT f: 1 }")),
            "%0 = Constant() value=f32[][1]\n%1 = CastLike(%0,x)\ny = Clip(x,%1)\n");
  EXPECT_EQ(upgraded(1, node("Pad", "x", "attribute { name: 'paddings' type: INTS ints: [1, 2] }")),
            "%0 = Constant() value=i64[2][1,2]\ny = Pad(x,%0)\n");
  EXPECT_EQ(
      upgraded(9, node("Slice", "x",
                       "attribute { name: 'starts' type: INTS ints: 1 }"
                       "attribute { name: 'ends' type: INTS ints: 9 }")),
      "%0 = Constant() value=i64[1][1]\n%1 = Constant() value=i64[1][9]\ny = Slice(x,%0,%1)\n");
  EXPECT_EQ(upgraded(1, node("Reshape", "x", "attribute { name: 'shape' type: INTS ints: -1 }")),
            "%0 = Constant() value=i64[1][-1]\ny = Reshape(x,%0)\n");
  EXPECT_EQ(upgraded(9, node("TopK", "x", attribute("k", 3), "v,i")),
            "%0 = Constant() value=i64[1][3]\nv,i = TopK(x,%0)\n");
  EXPECT_EQ(upgraded(9, node("TopK", "x", "")), "refused: attribute 'k' is missing");
  for (const char *op : {"Squeeze", "Unsqueeze", "ReduceSum"})
    EXPECT_EQ(upgraded(12, node(op, "x", axesOne)),
              "%0 = Constant() value=i64[1][1]\ny = " + std::string(op) + "(x,%0)\n");
  for (const char *op : {"ReduceMax", "ReduceMean", "ReduceL2", "ReduceLogSumExp"})
    EXPECT_EQ(upgraded(17, node(op, "x", axesOne)),
              "%0 = Constant() value=i64[1][1]\ny = " + std::string(op) + "(x,%0)\n");
  EXPECT_EQ(upgraded(17, node("DFT", "x", "")),
            "%0 = Constant() value=i64[][1]\ny = DFT(x,_,%0)\n");
}

TEST(Upgrade, Split) {
  EXPECT_EQ(
      upgraded(2, node("Split", "x", "attribute { name: 'split' type: INTS ints: [1, 2] }", "a,b")),
      "%0 = Constant() value=i64[2][1,2]\na,b = Split(x,%0)\n");
  EXPECT_EQ(upgraded(13, node("Split", "x", "", "a,b,c")), "a,b,c = Split(x) num_outputs=3\n");
  EXPECT_EQ(upgraded(1, node("Split", "x", "")), "refused: attribute 'axis' is missing");
}

// Before opset 13 Softmax saw a matrix.
TEST(Upgrade, Softmax) {
  EXPECT_EQ(upgraded(11, node("LogSoftmax", "x", ""), {{"x", f32({2, 3})}}),
            "y = LogSoftmax(x) axis=-1\n");
  EXPECT_EQ(
      upgraded(12, node("Softmax", "x", ""), {{"x", f32({2, 3, 4})}}),
      "%0 = Shape(x)\n%1 = Flatten(x) axis=1\n%2 = Softmax(%1) axis=-1\ny = Reshape(%2,%0)\n");
  EXPECT_EQ(upgraded(11, node("Hardmax", "x", attribute("axis", -1))), "y = Hardmax(x) axis=-1\n");
}

TEST(Upgrade, Resampling) {
  std::string scales = "attribute { name: 'scales' type: FLOATS floats: [1, 1, 2, 2] }";
  EXPECT_EQ(upgraded(7, node("Upsample", "x", scales)),
            "%0 = Constant() value=f32[4][1,1,2,2]\ny = Resize(x,_,%0) nearest_mode=by_scale "
            "coordinate_transformation_mode=asymmetric\n");
  EXPECT_EQ(upgraded(1, node("Upsample", "x",
                             "attribute { name: 'mode' type: STRING s: 'bilinear' }"
                             "attribute { name: 'width_scale' type: FLOAT f: 3 }"
                             "attribute { name: 'height_scale' type: FLOAT f: 2 }")),
            "%0 = Constant() value=f32[4][1,1,2,3]\ny = Resize(x,_,%0) mode=linear "
            "coordinate_transformation_mode=asymmetric\n");
  ValueFacts half, mixed;
  half.elements = {1, 0.5};
  mixed.elements = {2, 0.5};
  EXPECT_EQ(upgraded(10, node("Resize", "x,s", ""), {{"s", half}}),
            "y = Resize(x,_,s) nearest_mode=by_scale coordinate_transformation_mode=asymmetric\n");
  EXPECT_EQ(upgraded(10, node("Resize", "x,s", ""), {{"s", mixed}}),
            "y = Resize(x,_,s) nearest_mode=by_scale coordinate_transformation_mode=asymmetric\n");
  // Exporters leave the one of scales and sizes that they do not use empty.
  EXPECT_EQ(upgraded(11, node("Resize", "x,r,s,z", ""), {{"s", f32({0})}, {"z", f32({4})}}),
            "y = Resize(x,r,_,z)\n");
}

TEST(Upgrade, GroupNormalizationPerChannel) {
  EXPECT_EQ(upgraded(18, node("GroupNormalization", "x,s,b", attribute("num_groups", 2))),
            "%0 = Shape(x) start=1 end=2\n"
            "%1 = Constant() value=i64[1][2]\n%2 = Div(%0,%1)\n"
            "%3 = Constant() value=i64[1][2]\n%4 = Concat(%3,%2) axis=0\n"
            "%5 = Constant() value=i64[1][1]\n%6 = Unsqueeze(s,%5)\n%7 = Expand(%6,%4)\n"
            "%8 = Constant() value=i64[1][-1]\n%9 = Reshape(%7,%8)\n"
            "%10 = Constant() value=i64[1][1]\n%11 = Unsqueeze(b,%10)\n%12 = Expand(%11,%4)\n"
            "%13 = Constant() value=i64[1][-1]\n%14 = Reshape(%12,%13)\n"
            "y = GroupNormalization(x,%9,%14) num_groups=2\n");
}

TEST(Upgrade, Scan) {
  Facts one = {{"s", f32({1, 2})}, {"x", f32({1, 3, 2})}};
  EXPECT_EQ(upgraded(8, node("Scan", ",s,x", "", "f"), one),
            "%0 = Constant() value=i64[1][0]\n%1 = Squeeze(s,%0)\n"
            "%2 = Constant() value=i64[1][0]\n%3 = Squeeze(x,%2)\n"
            "%4 = Constant() value=i64[1][0]\n%5 = Scan(%1,%3)\nf = Unsqueeze(%5,%4)\n");
  EXPECT_EQ(upgraded(8, node("Scan", ",s", "", "f"), {{"s", f32({2, 2})}}),
            "refused: a batch of other than one sequence is not supported");
}

TEST(Upgrade, SmallChanges) {
  EXPECT_EQ(upgraded(1, node("Cast", "x", "attribute { name: 'to' type: STRING s: 'INT64' }")),
            "y = Cast(x) to=7\n");
  EXPECT_EQ(upgraded(1, node("Cast", "x", "attribute { name: 'to' type: STRING s: 'HALF' }")),
            "refused: unknown element type 'HALF'");
  EXPECT_EQ(upgraded(1, node("Concat", "a,b", "")), "y = Concat(a,b) axis=1\n");
  EXPECT_EQ(upgraded(6, node("Gemm", "a,b,c", attribute("broadcast", 1))), "y = Gemm(a,b,c)\n");
  EXPECT_EQ(upgraded(10, node("Scatter", "d,i,u", "")), "y = ScatterElements(d,i,u)\n");
  EXPECT_EQ(upgraded(1, node("LSTM", "x,w,r", attribute("output_sequence", 1))),
            "y = LSTM(x,w,r)\n");
  EXPECT_EQ(upgraded(10, node("RoiAlign", "x,r,b", "")),
            "y = RoiAlign(x,r,b) coordinate_transformation_mode=output_half_pixel\n");
  EXPECT_EQ(upgraded(16, node("GridSample", "x,g",
                              "attribute { name: 'mode' type: STRING s: 'bicubic' }")),
            "y = GridSample(x,g) mode=cubic\n");
  EXPECT_EQ(upgraded(1, node("LpPool", "x", "attribute { name: 'p' type: FLOAT f: 2 }")),
            "y = LpPool(x) p=2\n");
  EXPECT_EQ(upgraded(1, node("Selu", "x", "")), "y = Selu(x) alpha=1.6732 gamma=1.0507\n");
  ValueFacts axis;
  axis.elements = {1};
  EXPECT_EQ(upgraded(1, node("Tile", "x,t,a", ""), {{"x", f32({2, 3, 4})}, {"a", axis}}),
            "%0 = Cast(t) to=7\n%1 = Constant() value=i64[1][1]\n%2 = Reshape(%0,%1)\n"
            "%3 = Constant() value=i64[1][1]\n%4 = Constant() value=i64[1][1]\n"
            "%5 = Concat(%3,%2,%4) axis=0\ny = Tile(x,%5)\n");
}

TEST(Upgrade, ConstantsOfAnyOpset) {
  auto constant = [](const char *value) {
    return upgraded(28, "op_type: 'Constant' output: 'y' attribute { " + std::string(value) + " }");
  };
  EXPECT_EQ(constant("name: 'value_int' type: INT i: 5"), "y = Constant() value=i64[][5]\n");
  EXPECT_EQ(constant("name: 'value_ints' type: INTS ints: [5, 6]"),
            "y = Constant() value=i64[2][5,6]\n");
  EXPECT_EQ(constant("name: 'value_floats' type: FLOATS floats: 1"),
            "y = Constant() value=f32[1][1]\n");
  EXPECT_EQ(constant("name: 'value_string' type: STRING s: 'a'"),
            "y = Constant() value=str[][a]\n");
}

TEST(Upgrade, Experiments) {
  Facts image = {{"x", f32({1, 3, 8, 8})}};
  EXPECT_EQ(upgraded(8,
                     node("ImageScaler", "x",
                          "attribute { name: 'scale' type: FLOAT f: 0.5 }"
                          "attribute { name: 'bias' type: FLOATS floats: [1, 2, 3] }"),
                     image),
            "%0 = Constant() value=f32[][0.5]\n%1 = Mul(x,%0)\n"
            "%2 = Constant() value=f32[3][1,2,3]\n%3 = Constant() value=i64[2][1,2]\n"
            "%4 = Unsqueeze(%2,%3)\ny = Add(%1,%4)\n");
  EXPECT_EQ(
      upgraded(8, node("Crop", "x", "attribute { name: 'border' type: INTS ints: [1, 2, 3, 0] }")),
      "%0 = Constant() value=i64[2][2,1]\n%1 = Constant() value=i64[2][9223372036854775807,-3]\n"
      "%2 = Constant() value=i64[2][2,3]\ny = Slice(x,%0,%1,%2)\n");
  // They are gone from opset 10 on, but models use them still.
  EXPECT_EQ(upgraded(17, node("Scale", "x", "attribute { name: 'scale' type: FLOAT f: 0.5 }"), image),
            "%0 = Constant() value=f32[][0.5]\ny = Mul(x,%0)\n");
}

} // namespace
