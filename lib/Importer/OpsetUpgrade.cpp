// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Everything that ever changed in the form or meaning of an operator, as one
// table of rewrites. Versions that only allow more types or shapes have no row.

#include "lib/Importer/OpsetUpgrade.h"
#include "lib/Importer/FunctionInliner.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace mlir;
using namespace cameo;
using proto::AttributeProto;
using proto::TensorProto;

using Node = NodeUpgrade &;

//===-- Attributes ---------------------------------------------------------===//

template <const char *...names> static LogicalResult drop(Node n) {
  (n.drop(names), ...);
  return success();
}

static constexpr char consumedInputs[] = "consumed_inputs", broadcastName[] = "broadcast",
                      outputSequence[] = "output_sequence", axesName[] = "axes",
                      splitName[] = "split", shapeName[] = "shape";

// An attribute that became an input.
template <const char *name, int input> static LogicalResult intsToInput(Node n) {
  if (AttributeProto *attribute = n.find(name)) {
    SmallVector<int64_t> values(attribute->ints().begin(), attribute->ints().end());
    n.setInput(input, n.ints(values));
    n.drop(name);
  }
  return success();
}

static LogicalResult floatPToInt(Node n) {
  AttributeProto *p = n.find("p");
  if (!p || !p->has_f())
    return success();
  int64_t value = int64_t(p->f());
  if (float(value) != p->f())
    return n.fail("p must be an integer");
  n.set("p", value);
  return success();
}

// Concat-1 has a default axis, which later versions do not.
static LogicalResult concat4(Node n) {
  if (!n.find("axis"))
    n.set("axis", int64_t(1));
  return success();
}

// Selu-1 has shorter defaults.
static LogicalResult selu6(Node n) {
  n.drop("consumed_inputs");
  n.set("alpha", n.number("alpha", 1.6732f));
  n.set("gamma", n.number("gamma", 1.0507f));
  return success();
}

static LogicalResult reshape5(Node n) {
  n.drop("consumed_inputs");
  return intsToInput<shapeName, 1>(n);
}

static LogicalResult cast6(Node n) {
  AttributeProto *to = n.find("to");
  if (!to || !to->has_s())
    return success();
  TensorProto::DataType type;
  if (!TensorProto::DataType_Parse(to->s(), &type))
    return n.fail("unknown element type '" + to->s() + "'");
  n.set("to", int64_t(type));
  return success();
}

// The default was to sample at the corners of the pixels.
static LogicalResult roiAlign16(Node n) {
  if (!n.find("coordinate_transformation_mode"))
    n.set("coordinate_transformation_mode", StringRef("output_half_pixel"));
  return success();
}

static LogicalResult gridSample20(Node n) {
  if (AttributeProto *mode = n.find("mode"))
    mode->set_s(llvm::StringSwitch<std::string>(mode->s())
                    .Case("bilinear", "linear")
                    .Case("bicubic", "cubic")
                    .Default(mode->s()));
  return success();
}

//===-- Attributes to inputs -----------------------------------------------===//

static LogicalResult clip11(Node n) {
  StringRef bounds[] = {"min", "max"};
  for (auto [index, bound] : llvm::enumerate(bounds))
    if (AttributeProto *attribute = n.find(bound)) {
      n.setInput(int(index) + 1, n.scalarLike(attribute->f(), n.input(0)));
      n.drop(bound);
    }
  return success();
}

static LogicalResult pad2(Node n) {
  n.rename("paddings", "pads");
  return success();
}

static constexpr char padsName[] = "pads";
static LogicalResult pad11(Node n) {
  if (failed(intsToInput<padsName, 1>(n)))
    return failure();
  if (AttributeProto *value = n.find("value")) {
    n.setInput(2, n.scalarLike(value->f(), n.input(0)));
    n.drop("value");
  }
  return success();
}

static LogicalResult slice10(Node n) {
  StringRef parts[] = {"starts", "ends", "axes"};
  for (auto [index, part] : llvm::enumerate(parts))
    if (AttributeProto *attribute = n.find(part)) {
      SmallVector<int64_t> values(attribute->ints().begin(), attribute->ints().end());
      n.setInput(int(index) + 1, n.ints(values));
      n.drop(part);
    }
  return success();
}

static LogicalResult topK10(Node n) {
  if (!n.find("k"))
    return n.fail("attribute 'k' is missing");
  n.setInput(1, n.ints({n.integer("k", 0)}));
  n.drop("k");
  return success();
}

// Split-1 takes the lengths as attribute or second input and has no default axis.
static LogicalResult split2(Node n) {
  if (!n.find("axis"))
    return n.fail("attribute 'axis' is missing");
  return success();
}

static LogicalResult split18(Node n) {
  if (!n.hasInput(1) && !n.find("num_outputs"))
    n.set("num_outputs", int64_t(n.node.output_size()));
  return success();
}

static LogicalResult dft20(Node n) {
  n.setInput(2, n.intScalar(n.integer("axis", 1)));
  n.drop("axis");
  return success();
}

// Tile-1 repeats one axis; both numbers are scalars.
static LogicalResult tile6(Node n) {
  if (!n.hasInput(2))
    return success();
  auto axis = n.facts(2).elements;
  auto rank = n.rank(0);
  if (!axis || axis->size() != 1 || !rank || axis->front() < 0 || axis->front() >= *rank)
    return n.fail("the axis must be a constant below the rank, which must be known");
  int64_t before = int64_t(axis->front()), after = *rank - before - 1;
  std::string tiles = n.emit("Cast", {n.input(1).str()}, {{"to", TensorProto::INT64}});
  std::string repeats = n.emit("Reshape", {tiles, n.ints({1})});
  std::string left = n.ints(SmallVector<int64_t>(before, 1));
  std::string right = n.ints(SmallVector<int64_t>(after, 1));
  n.setInput(1, n.emit("Concat", {left, repeats, right}, {{"axis", 0}}));
  n.node.mutable_input()->RemoveLast();
  return success();
}

//===-- Broadcasting -------------------------------------------------------===//

// Before numpy's rules, B was broadcast to A only when asked, with its first
// dimension at `axis` of A (by default at the end, as numpy has it).
static LogicalResult broadcast7(Node n) {
  bool broadcast = n.integer("broadcast", 0) != 0;
  AttributeProto *axisAttribute = n.find("axis");
  int64_t axis = n.integer("axis", 0);
  n.drop("broadcast");
  n.drop("axis");
  n.drop("consumed_inputs");
  if (!broadcast || !axisAttribute)
    return success();
  auto rankA = n.rank(0), rankB = n.rank(1);
  if (!rankA || !rankB)
    return n.fail("the ranks of the operands of a broadcast along 'axis' must be known");
  if (axis < 0)
    axis += *rankA;
  int64_t trailing = *rankA - axis - *rankB;
  if (axis < 0 || trailing < 0)
    return n.fail("B does not fit into A at axis " + Twine(axis));
  if (trailing == 0 || *rankB == 0)
    return success();
  SmallVector<int64_t> axes;
  for (int64_t i = 0; i < trailing; ++i)
    axes.push_back(*rankB + i);
  n.setInput(1, n.emit("Unsqueeze", {n.input(1).str(), n.ints(axes)}));
  return success();
}

// PRelu's slope was one a channel: numpy's rules need it as [C, 1, …, 1].
static LogicalResult prelu7(Node n) {
  auto rankX = n.rank(0), rankSlope = n.rank(1);
  if (!rankX || !rankSlope)
    return n.fail("the rank of the operands must be known");
  if (*rankSlope != 1 || *rankX <= 2)
    return success();
  SmallVector<int64_t> axes;
  for (int64_t i = 1; i < *rankX - 1; ++i)
    axes.push_back(i);
  n.setInput(1, n.emit("Unsqueeze", {n.input(1).str(), n.ints(axes)}));
  return success();
}

//===-- Training -----------------------------------------------------------===//

static void keepOutputs(Node n, int count) {
  while (n.node.output_size() > count)
    n.node.mutable_output()->RemoveLast();
}

// is_test = 0, the default, is training: what the batch itself says of mean and
// variance is used.
static LogicalResult batchNormalization7(Node n) {
  if (n.integer("is_test", 0) != 0)
    keepOutputs(n, 1);
  else
    n.set("training_mode", int64_t(1));
  n.drop("is_test");
  return success();
}

static LogicalResult batchNormalization9(Node n) {
  if (n.integer("spatial", 1) == 0)
    return n.fail("spatial = 0 (statistics for every position) is not supported");
  n.drop("spatial");
  return success();
}

// More than one output meant training; two of the five are gone.
static LogicalResult batchNormalization14(Node n) {
  if (n.hasOutput(3) || n.hasOutput(4))
    return n.fail("the saved mean and variance, of training only, are not supported");
  keepOutputs(n, 3);
  if (n.hasOutput(1) || n.hasOutput(2))
    n.set("training_mode", int64_t(1));
  return success();
}

static LogicalResult dropout7(Node n) {
  if (n.integer("is_test", 0) == 0)
    n.setInput(2, n.boolScalar(true));
  n.drop("is_test");
  return success();
}

// The mask was of the data's type.
static LogicalResult dropout10(Node n) {
  if (n.hasOutput(1)) {
    std::string mask = n.node.output(1);
    std::string boolean = n.divertOutput(1);
    n.append("CastLike", {boolean, n.input(0).str()}, mask);
  }
  return success();
}

static LogicalResult dropout12(Node n) {
  if (AttributeProto *ratio = n.find("ratio"))
    n.setInput(1, n.scalarLike(ratio->f(), n.input(0)));
  n.drop("ratio");
  return success();
}

//===-- Shapes -------------------------------------------------------------===//

// Softmax was of the matrix [d0 ⋯ d(axis-1), d(axis) ⋯ dn]:
//   y = reshape(softmax(flatten(x, axis)), shape(x))
static LogicalResult softmax13(Node n) {
  int64_t axis = n.integer("axis", 1);
  auto rank = n.rank(0);
  if (axis == -1 || (rank && axis == *rank - 1)) {
    n.set("axis", int64_t(-1));
    return success();
  }
  if (n.node.output_size() < 1 || n.node.input_size() < 1)
    return n.fail("an input and an output are needed");
  std::string x = n.input(0).str(), y = n.node.output(0);
  std::string shape = n.emit("Shape", {x});
  n.setInput(0, n.emit("Flatten", {x}, {{"axis", axis}}));
  n.set("axis", int64_t(-1));
  n.append("Reshape", {n.divertOutput(0), shape}, y);
  return success();
}

// One scale and bias a group become one a channel: each is repeated C/G times.
static LogicalResult groupNormalization21(Node n) {
  int64_t groups = n.integer("num_groups", 0);
  if (groups <= 0)
    return n.fail("num_groups must be positive");
  std::string shape = n.emit("Shape", {n.input(0).str()}, {{"start", 1}, {"end", 2}});
  std::string channels = n.emit("Div", {shape, n.ints({groups})});
  std::string expanded = n.emit("Concat", {n.ints({groups}), channels}, {{"axis", 0}});
  for (int index : {1, 2}) {
    std::string column = n.emit("Unsqueeze", {n.input(index).str(), n.ints({1})});
    std::string repeated = n.emit("Expand", {column, expanded});
    n.setInput(index, n.emit("Reshape", {repeated, n.ints({-1})}));
  }
  return success();
}

// Scan-8 has a batch in front of every value. One sequence is the Scan of today.
static LogicalResult scan9(Node n) {
  if (n.hasInput(0))
    return n.fail("sequence_lens is not supported");
  if (n.node.input_size() < 1)
    return n.fail("an input is missing");
  n.rename("directions", "scan_input_directions");
  n.node.mutable_input()->DeleteSubrange(0, 1);
  for (int i = 0; i < n.node.input_size(); ++i) {
    auto extents = n.facts(i).extents;
    if (!extents || extents->empty() || extents->front() != 1)
      return n.fail("a batch of other than one sequence is not supported");
    n.setInput(i, n.emit("Squeeze", {n.input(i).str(), n.ints({0})}));
  }
  for (int i = 0; i < n.node.output_size(); ++i) {
    if (n.node.output(i).empty())
      continue;
    std::string output = n.node.output(i);
    std::string axes = n.ints({0});
    n.append("Unsqueeze", {n.divertOutput(i), axes}, output);
  }
  return success();
}

static LogicalResult scatter11(Node n) {
  n.node.set_op_type("ScatterElements");
  return success();
}

//===-- Resampling ---------------------------------------------------------===//

// Upsample-1 scales the height and width of an image.
static LogicalResult upsample7(Node n) {
  if (n.find("scales"))
    return success();
  AttributeProto scales;
  scales.set_name("scales");
  scales.set_type(AttributeProto::FLOATS);
  for (float scale : {1.f, 1.f, n.number("height_scale", 1), n.number("width_scale", 1)})
    scales.add_floats(scale);
  n.drop("height_scale");
  n.drop("width_scale");
  *n.node.add_attribute() = scales;
  return success();
}

static LogicalResult upsample9(Node n) {
  if (AttributeProto *scales = n.find("scales")) {
    SmallVector<float> values(scales->floats().begin(), scales->floats().end());
    n.setInput(1, n.floats(values));
    n.drop("scales");
  }
  return success();
}

static LogicalResult upsample10(Node n) {
  if (AttributeProto *mode = n.find("mode"); mode && mode->s() == "bilinear")
    mode->set_s("linear");
  n.node.set_op_type("Resize");
  return success();
}

// Resize-10 maps a result position i to i / scale, and takes the element above if it
// enlarges no dimension, else the one below.
static LogicalResult resize11(Node n) {
  std::string scales = n.input(1).str();
  bool nearest = true;
  if (AttributeProto *mode = n.find("mode"))
    nearest = mode->s() == "nearest";
  if (nearest)
    n.set("nearest_mode", StringRef("by_scale"));
  n.set("coordinate_transformation_mode", StringRef("asymmetric"));
  n.setInput(1, "");
  n.setInput(2, scales);
  return success();
}

// `sizes` and `scales` exclude each other; exporters leave the other one empty.
static LogicalResult resizeOneOfTwo(Node n) {
  for (int index : {2, 3})
    if (auto extents = n.facts(index).extents; extents && llvm::is_contained(*extents, 0))
      n.setInput(index, "");
  return success();
}

//===-- Constants ----------------------------------------------------------===//

// However a Constant gives its value, it has `value` after.
static LogicalResult constantToTensor(Node n) {
  if (n.node.attribute_size() != 1)
    return n.fail("exactly one attribute must give the value");
  AttributeProto &given = *n.node.mutable_attribute(0);
  std::string name = given.name();
  TensorProto tensor;
  if (name == "value_float" || name == "value_floats") {
    tensor.set_data_type(TensorProto::FLOAT);
    name == "value_float" ? tensor.add_float_data(given.f())
                          : tensor.mutable_float_data()->Swap(given.mutable_floats());
  } else if (name == "value_int" || name == "value_ints") {
    tensor.set_data_type(TensorProto::INT64);
    name == "value_int" ? tensor.add_int64_data(given.i())
                        : tensor.mutable_int64_data()->Swap(given.mutable_ints());
  } else if (name == "value_string" || name == "value_strings") {
    tensor.set_data_type(TensorProto::STRING);
    name == "value_string" ? tensor.add_string_data(given.s())
                           : tensor.mutable_string_data()->Swap(given.mutable_strings());
  } else {
    if (name == "sparse_value")
      given.set_name("value");
    return success();
  }
  if (name.ends_with("s"))
    tensor.add_dims(tensor.float_data_size() + tensor.int64_data_size() +
                    tensor.string_data_size());
  given.Clear();
  given.set_name("value");
  given.set_type(AttributeProto::TENSOR);
  *given.mutable_t() = std::move(tensor);
  return success();
}

//===-- Operators that never left the experiment ---------------------------===//

// y = alpha x + beta
static LogicalResult linearFunction(Node n) {
  std::string scaled =
      n.emit("Mul", {n.input(0).str(), n.scalarLike(n.number("alpha", 1), n.input(0))});
  std::string beta = n.scalarLike(n.number("beta", 0), n.input(0));
  n.node.clear_attribute();
  n.setInput(0, scaled);
  n.setInput(1, beta);
  n.node.set_op_type("Add");
  return success();
}

// y = scale x + bias, with a bias for every channel
static LogicalResult imageScaler(Node n) {
  SmallVector<float> bias;
  if (AttributeProto *attribute = n.find("bias"))
    bias.assign(attribute->floats().begin(), attribute->floats().end());
  std::string scaled =
      n.emit("Mul", {n.input(0).str(), n.scalarLike(n.number("scale", 1), n.input(0))});
  std::string column = n.emit("Unsqueeze", {n.vectorLike(bias, n.input(0)), n.ints({1, 2})});
  n.node.clear_attribute();
  n.setInput(0, scaled);
  n.setInput(1, column);
  n.node.set_op_type("Add");
  return success();
}

// y = scale x
static LogicalResult scale(Node n) {
  n.setInput(1, n.scalarLike(n.number("scale", 1), n.input(0)));
  n.node.clear_attribute();
  n.node.set_op_type("Mul");
  return success();
}

// y = alpha f(beta x)
static LogicalResult scaledFunction(Node n, StringRef function) {
  std::string inner =
      n.emit("Mul", {n.input(0).str(), n.scalarLike(n.number("beta", 1), n.input(0))});
  std::string curve = n.emit(function, {inner});
  std::string alpha = n.scalarLike(n.number("alpha", 1), n.input(0));
  n.node.clear_attribute();
  n.setInput(0, curve);
  n.setInput(1, alpha);
  n.node.set_op_type("Mul");
  return success();
}
static LogicalResult scaledTanh(Node n) { return scaledFunction(n, "Tanh"); }
static LogicalResult parametricSoftplus(Node n) { return scaledFunction(n, "Softplus"); }

// What exporters called RMSNormalization before the standard had it.
static LogicalResult simplifiedLayerNormalization(Node n) {
  if (n.hasOutput(1))
    return n.fail("the inverse standard deviation, its second output, is not supported");
  n.node.set_op_type("RMSNormalization");
  return success();
}

// The spatial part of an image with the border (left, top, right, bottom) cut off.
static LogicalResult crop(Node n) {
  AttributeProto *border = n.find("border"), *size = n.find("scale");
  if (!border || border->ints_size() != 4)
    return n.fail("attribute 'border' must have four integers");
  int64_t left = border->ints(0), top = border->ints(1), right = border->ints(2),
          bottom = border->ints(3);
  SmallVector<int64_t> ends = {-bottom, -right};
  if (size) {
    if (size->ints_size() != 2)
      return n.fail("attribute 'scale' must have two integers");
    ends = {top + size->ints(0), left + size->ints(1)};
  } else {
    for (int64_t &end : ends)
      end = end == 0 ? std::numeric_limits<int64_t>::max() : end;
  }
  n.setInput(1, n.ints({top, left}));
  n.setInput(2, n.ints(ends));
  n.setInput(3, n.ints({2, 3}));
  n.node.clear_attribute();
  n.node.set_op_type("Slice");
  return success();
}

//===-- The table ----------------------------------------------------------===//

static constexpr auto dropConsumed = drop<consumedInputs>;
static constexpr auto axesToInput = intsToInput<axesName, 1>;
static constexpr auto dropOutputSequence = drop<outputSequence>;

static ArrayRef<UpgradeRow> standardUpgrades() {
  static const UpgradeRow rows[] = {
      {"Abs", 6, dropConsumed},
      {"Add", 6, dropConsumed},
      {"Add", 7, broadcast7},
      {"Affine", anyOpset, linearFunction},
      {"And", 7, broadcast7},
      {"BatchNormalization", 6, dropConsumed},
      {"BatchNormalization", 7, batchNormalization7},
      {"BatchNormalization", 9, batchNormalization9},
      {"BatchNormalization", 14, batchNormalization14},
      {"Cast", 6, cast6},
      {"Ceil", 6, dropConsumed},
      {"Clip", 6, dropConsumed},
      {"Clip", 11, clip11},
      {"Concat", 4, concat4},
      {"Constant", anyOpset, constantToTensor},
      {"Crop", anyOpset, crop},
      {"DFT", 20, dft20},
      {"Div", 6, dropConsumed},
      {"Div", 7, broadcast7},
      {"Dropout", 6, dropConsumed},
      {"Dropout", 7, dropout7},
      {"Dropout", 10, dropout10},
      {"Dropout", 12, dropout12},
      {"Elu", 6, dropConsumed},
      {"Equal", 7, broadcast7},
      {"Exp", 6, dropConsumed},
      {"Floor", 6, dropConsumed},
      {"GRU", 7, dropOutputSequence},
      {"Gemm", 7, drop<broadcastName>},
      {"GlobalLpPool", 2, floatPToInt},
      {"Greater", 7, broadcast7},
      {"GridSample", 20, gridSample20},
      {"GroupNormalization", 21, groupNormalization21},
      {"HardSigmoid", 6, dropConsumed},
      {"Hardmax", 13, softmax13},
      {"ImageScaler", anyOpset, imageScaler},
      {"InstanceNormalization", 6, dropConsumed},
      {"LSTM", 7, dropOutputSequence},
      {"LeakyRelu", 6, dropConsumed},
      {"Less", 7, broadcast7},
      {"Log", 6, dropConsumed},
      {"LogSoftmax", 13, softmax13},
      {"LpPool", 2, floatPToInt},
      {"Max", 6, dropConsumed},
      {"Mean", 6, dropConsumed},
      {"Min", 6, dropConsumed},
      {"Mul", 6, dropConsumed},
      {"Mul", 7, broadcast7},
      {"Neg", 6, dropConsumed},
      {"Or", 7, broadcast7},
      {"PRelu", 6, dropConsumed},
      {"PRelu", 7, prelu7},
      {"Pad", 2, pad2},
      {"Pad", 11, pad11},
      {"ParametricSoftplus", anyOpset, parametricSoftplus},
      {"Pow", 7, broadcast7},
      {"RNN", 7, dropOutputSequence},
      {"Reciprocal", 6, dropConsumed},
      {"ReduceL1", 18, axesToInput},
      {"ReduceL2", 18, axesToInput},
      {"ReduceLogSum", 18, axesToInput},
      {"ReduceLogSumExp", 18, axesToInput},
      {"ReduceMax", 18, axesToInput},
      {"ReduceMean", 18, axesToInput},
      {"ReduceMin", 18, axesToInput},
      {"ReduceProd", 18, axesToInput},
      {"ReduceSum", 13, axesToInput},
      {"ReduceSumSquare", 18, axesToInput},
      {"Relu", 6, dropConsumed},
      {"Reshape", 5, reshape5},
      {"Resize", 11, resize11},
      {"Resize", anyOpset, resizeOneOfTwo},
      {"RoiAlign", 16, roiAlign16},
      {"Scale", anyOpset, scale},
      {"ScaledTanh", anyOpset, scaledTanh},
      {"Scan", 9, scan9},
      {"Scatter", 11, scatter11},
      {"Selu", 6, selu6},
      {"Sigmoid", 6, dropConsumed},
      {"SimplifiedLayerNormalization", anyOpset, simplifiedLayerNormalization},
      {"Slice", 10, slice10},
      {"Softmax", 13, softmax13},
      {"Split", 2, split2},
      {"Split", 13, intsToInput<splitName, 1>},
      {"Split", 18, split18},
      {"Sqrt", 6, dropConsumed},
      {"Squeeze", 13, axesToInput},
      {"Sub", 6, dropConsumed},
      {"Sub", 7, broadcast7},
      {"Sum", 6, dropConsumed},
      {"Tanh", 6, dropConsumed},
      {"Tile", 6, tile6},
      {"TopK", 10, topK10},
      {"Unsqueeze", 13, axesToInput},
      {"Upsample", 7, upsample7},
      {"Upsample", 9, upsample9},
      {"Upsample", 10, upsample10},
      {"Xor", 7, broadcast7},
  };
  return rows;
}

ArrayRef<UpgradeRow> cameo::upgradeTable(StringRef domain) {
  static const std::pair<StringLiteral, ArrayRef<UpgradeRow>> tables[] = {
      {"", standardUpgrades()},
      {"ai.onnx.ml", mlUpgrades()},
      {"ai.onnx.preview", previewUpgrades()},
      {"ai.onnx.preview.training", trainingUpgrades()},
      {"com.microsoft", microsoftUpgrades()},
  };
  const auto *table = llvm::find_if(tables, [&](const auto &pair) { return pair.first == domain; });
  return table == std::end(tables) ? ArrayRef<UpgradeRow>() : table->second;
}

LogicalResult cameo::upgradeNode(NodeUpgrade &upgrade, int64_t opset) {
  while (true) {
    // A rule may turn the node into another operator's, so look again each time.
    StringRef op = upgrade.node.op_type();
    ArrayRef<UpgradeRow> rows = upgradeTable(canonicalDomain(upgrade.node.domain()));
    const UpgradeRow *next = llvm::find_if(
        rows, [&](const UpgradeRow &row) { return row.op == op && row.version > opset; });
    if (next == rows.end())
      return success();
    opset = next->version;
    if (failed(next->rule(upgrade)))
      return failure();
  }
}
