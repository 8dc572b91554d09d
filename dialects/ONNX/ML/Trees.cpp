// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tables of ensembles of trees, and what is made of the leaves that rows
// come to.

#include "dialects/ONNX/ML/Trees.h"
#include "dialects/ONNX/ML/Ops.h"
#include "llvm/ADT/STLExtras.h"
#include <cmath>

using namespace mlir;
using namespace cameo::onnx;

/// Elements of a table of weights, at most.
static constexpr int64_t maxTable = int64_t(1) << 28;

LogicalResult Forest::sort(Operation *op) {
  enum State : char { New, Open, Done };
  SmallVector<State> states(nodes.size(), New);
  SmallVector<int64_t> order, stack; // children before their parents
  for (int64_t root : roots) {
    if (root >= 0 && states[root] == New)
      stack.push_back(root);
    while (!stack.empty()) {
      int64_t node = stack.back();
      if (states[node] != New) {
        if (states[node] == Open)
          order.push_back(node);
        states[node] = Done;
        stack.pop_back();
        continue;
      }
      states[node] = Open;
      for (int64_t child : {nodes[node].yes, nodes[node].no}) {
        if (child >= 0 && states[child] == Open)
          return op->emitOpError() << "a node of a tree leads to itself";
        if (child >= 0 && states[child] == New)
          stack.push_back(child);
      }
    }
  }
  std::reverse(order.begin(), order.end());
  SmallVector<int64_t> position(nodes.size(), 0);
  for (auto [index, node] : llvm::enumerate(order))
    position[node] = index;
  auto moved = [&](int64_t child) { return child < 0 ? child : position[child]; };
  SmallVector<Branch> sorted;
  for (int64_t node : order) {
    sorted.push_back(nodes[node]);
    sorted.back().yes = moved(sorted.back().yes);
    sorted.back().no = moved(sorted.back().no);
  }
  nodes = std::move(sorted);
  for (int64_t &root : roots)
    root = moved(root);
  return success();
}

LogicalResult LeafWeights::resize(Operation *op, int64_t numLeaves, int64_t numTargets) {
  if (numTargets < 1 || numLeaves < 1)
    return op->emitOpError() << "has " << numLeaves << " leaves for " << numTargets << " targets";
  if (numTargets > maxTable / numLeaves)
    return op->emitOpError() << "the weights of " << numLeaves << " leaves for " << numTargets
                             << " targets are too many";
  this->numTargets = numTargets;
  weights.assign(numLeaves * numTargets, 0);
  given.assign(numLeaves * numTargets, false);
  return success();
}

Value cameo::onnx::reals(OperatorBuilder &b, Type element, ArrayRef<double> values,
                         ArrayRef<int64_t> shape) {
  if (element.isF32())
    return b.floats(SmallVector<float>(values), shape);
  auto attribute = DenseElementsAttr::get(RankedTensorType::get(shape, element), values);
  return ConstantOp::create(b, attribute.getType(), attribute);
}

FailureOr<SmallVector<double>> cameo::onnx::numbersOf(Operation *op, ElementsAttr tensor) {
  Type element = tensor.getElementType();
  SmallVector<double> numbers;
  if (auto dense = dyn_cast<DenseElementsAttr>(tensor)) {
    if (isa<FloatType>(element)) {
      for (APFloat value : dense.getValues<APFloat>()) {
        bool losesInfo;
        value.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven, &losesInfo);
        numbers.push_back(value.convertToDouble());
      }
      return numbers;
    }
    if (element.isInteger()) {
      for (const APInt &value : dense.getValues<APInt>())
        numbers.push_back(value.roundToDouble(!element.isUnsignedInteger()));
      return numbers;
    }
  }
  auto copy = [&](auto values) {
    if (values)
      numbers.append(values->begin(), values->end());
    return bool(values);
  };
  if (isa<DenseResourceElementsAttr>(tensor))
    if ((element.isF32() && copy(cast<DenseF32ResourceElementsAttr>(tensor).tryGetAsArrayRef())) ||
        (element.isF64() && copy(cast<DenseF64ResourceElementsAttr>(tensor).tryGetAsArrayRef())) ||
        (element.isUnsignedInteger(8) &&
         copy(cast<DenseUI8ResourceElementsAttr>(tensor).tryGetAsArrayRef())))
      return numbers;
  return op->emitOpError() << "cannot read an attribute with elements of type " << element;
}

FailureOr<Value> cameo::onnx::rowsOf(OperatorBuilder &b, Operation *op, Value x, Type element) {
  int64_t rank = cast<RankedTensorType>(x.getType()).getRank();
  if (rank != 1 && rank != 2)
    return op->emitOpError() << "needs a vector or a matrix, but has rank " << rank;
  x = b.cast(x, element);
  return rank == 1 ? b.make<UnsqueezeOp>(x, b.integers({0})) : x;
}

Value cameo::onnx::leavesOf(OperatorBuilder &b, Value rows, const Forest &forest) {
  SmallVector<int64_t> features, modes, yes, no;
  SmallVector<double> thresholds;
  for (const Branch &node : forest.nodes) {
    features.push_back(node.feature);
    modes.push_back(node.mode);
    yes.push_back(node.yes);
    no.push_back(node.no);
    thresholds.push_back(node.threshold);
  }
  return b.make<MLTreeLeavesOp>(rows, features, modes, no, forest.roots, thresholds, yes);
}

Value cameo::onnx::aggregate(OperatorBuilder &b, Value leaves, const LeafWeights &table,
                             Type element, StringRef function, int64_t numTrees) {
  bool isExtremum = function == "MIN" || function == "MAX";
  SmallVector<double> weights(table.weights);
  if (isExtremum)
    for (auto [weight, isGiven] : llvm::zip(weights, table.given))
      if (!isGiven)
        weight = function == "MIN" ? INFINITY : -INFINITY;
  int64_t numLeaves = int64_t(weights.size()) / table.numTargets;
  Value ofTrees =
      b.make<GatherOp>(reals(b, element, weights, {numLeaves, table.numTargets}), leaves, 0);
  Value axes = b.integers({1});
  if (function == "MIN")
    return b.make<ReduceMinOp>(ofTrees, axes, 0, 0);
  if (function == "MAX")
    return b.make<ReduceMaxOp>(ofTrees, axes, 0, 0);
  Value sum = b.make<ReduceSumOp>(ofTrees, axes, 0, 0);
  return function == "AVERAGE" ? b.make<DivOp>(sum, b.scalar(element, double(numTrees))) : sum;
}

Value cameo::onnx::whereGiven(OperatorBuilder &b, Value leaves, const LeafWeights &table) {
  if (llvm::all_of(table.given, [](bool isGiven) { return isGiven; }))
    return {};
  SmallVector<double> marks(table.given.begin(), table.given.end());
  int64_t numLeaves = int64_t(marks.size()) / table.numTargets;
  Value given =
      b.make<GatherOp>(reals(b, b.getF32Type(), marks, {numLeaves, table.numTargets}), leaves, 0);
  return b.make<GreaterOp>(b.make<ReduceMaxOp>(given, b.integers({1}), 0, 0),
                           b.scalar(b.getF32Type(), 0));
}
