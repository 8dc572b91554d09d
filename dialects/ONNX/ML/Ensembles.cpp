// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The forms in which models have ensembles of trees, read into tables.

#include "dialects/ONNX/ML/Ops.h"
#include "dialects/ONNX/ML/Scores.h"
#include "dialects/ONNX/ML/Trees.h"
#include "llvm/ADT/StringSwitch.h"
#include <cmath>
#include <map>

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

//===-- TreeEnsemble --------------------------------------------------------===//

// A node that asks for membership of a set becomes one a member; the sets end
// with a NaN each.
static void splitMembership(SmallVectorImpl<Branch> &nodes, ArrayRef<double> members) {
  size_t next = 0;
  for (size_t i = 0, count = nodes.size(); i < count; ++i) {
    int64_t missing = nodes[i].mode & missingIsYes;
    if ((nodes[i].mode & ~missingIsYes) != int64_t(BranchMode::Member))
      continue;
    Branch last = nodes[i];
    last.mode = int64_t(BranchMode::EQ) | missing;
    last.threshold = NAN; // of an empty set there are no members
    size_t at = i;
    bool isFirst = true;
    for (; next < members.size() && !std::isnan(members[next]); ++next, isFirst = false) {
      if (!isFirst) {
        nodes[at].no = int64_t(nodes.size());
        at = nodes.size();
        nodes.push_back(last);
      } else {
        nodes[at] = last;
      }
      nodes[at].threshold = members[next];
    }
    if (isFirst)
      nodes[at] = last;
    ++next;
  }
}

Results MLTreeEnsembleOp::decompose(OperatorBuilder &b) {
  static constexpr StringRef functions[] = {"AVERAGE", "SUM", "MIN", "MAX"},
                             transforms[] = {"NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO",
                                             "PROBIT"};
  if (getAggregateFunction() > 3 || getPostTransform() > 4)
    return emitOpError() << "has aggregate_function " << getAggregateFunction()
                         << " and post_transform " << getPostTransform()
                         << ", which must be at most 3 and 4";
  if (!getNodesModes().getElementType().isInteger(8))
    return emitOpError() << "needs nodes_modes of 8-bit integers";
  auto splits = numbersOf(*this, getNodesSplits()), modes = numbersOf(*this, getNodesModes());
  auto weights = numbersOf(*this, getLeafWeights());
  FailureOr<SmallVector<double>> members = SmallVector<double>();
  if (getMembershipValues())
    members = numbersOf(*this, *getMembershipValues());
  if (failed(splits) || failed(modes) || failed(weights) || failed(members))
    return failure();
  ArrayRef<int64_t> missing = getNodesMissingValueTracksTrue().value_or(ArrayRef<int64_t>());
  size_t count = splits->size();
  for (size_t length : {modes->size(), getNodesFeatureids().size(), getNodesTruenodeids().size(),
                        getNodesFalsenodeids().size(), getNodesTrueleafs().size(),
                        getNodesFalseleafs().size(), missing.empty() ? count : missing.size()})
    if (length != count)
      return emitOpError() << "has attributes of " << count << " and of " << length << " nodes";
  int64_t numLeaves = weights->size(), numTargets = getNTargets();
  if (int64_t(getLeafTargetids().size()) != numLeaves)
    return emitOpError() << "has " << numLeaves << " weights of leaves for "
                         << getLeafTargetids().size() << " targets";

  Forest forest;
  forest.numLeaves = numLeaves;
  auto child = [&](int64_t id, int64_t isLeaf) -> FailureOr<int64_t> {
    if (id < 0 || id >= int64_t(isLeaf ? numLeaves : count))
      return emitOpError() << "there is no " << (isLeaf ? "leaf " : "node ") << id;
    return isLeaf ? ~id : id;
  };
  size_t numSets = 0;
  for (size_t i = 0; i < count; ++i) {
    int64_t mode = (*modes)[i];
    if (mode < 0 || mode > int64_t(BranchMode::Member))
      return emitOpError() << "node " << i << " has the unknown mode " << mode;
    numSets += mode == int64_t(BranchMode::Member);
    auto yes = child(getNodesTruenodeids()[i], getNodesTrueleafs()[i]),
         no = child(getNodesFalsenodeids()[i], getNodesFalseleafs()[i]);
    if (failed(yes) || failed(no))
      return failure();
    bool isMissingYes = !missing.empty() && missing[i] != 0;
    forest.nodes.push_back({getNodesFeatureids()[i], mode | (isMissingYes ? missingIsYes : 0),
                            (*splits)[i], *yes, *no});
  }
  size_t numEnds = llvm::count_if(*members, [](double value) { return std::isnan(value); });
  if (numEnds < numSets && numEnds + 1 != numSets)
    return emitOpError() << "has " << numEnds << " sets of members for " << numSets << " nodes";
  splitMembership(forest.nodes, *members);
  for (int64_t root : getTreeRoots()) {
    if (failed(child(root, false)))
      return failure();
    forest.roots.push_back(root);
  }
  LeafWeights table;
  if (failed(forest.sort(*this)) || failed(table.resize(*this, numLeaves, numTargets)))
    return failure();
  for (auto [leaf, target] : llvm::enumerate(getLeafTargetids())) {
    if (target < 0 || target >= numTargets)
      return emitOpError() << "there is no target " << target;
    table.add(leaf, target, (*weights)[leaf]);
  }

  Type given = getElementTypeOrSelf(getX().getType());
  Type element = given.isF64() ? given : b.getF32Type();
  auto rows = rowsOf(b, *this, getX(), element);
  if (failed(rows))
    return failure();
  Value leaves = leavesOf(b, *rows, forest);
  Value y =
      aggregate(b, leaves, table, element, functions[getAggregateFunction()], forest.roots.size());
  if (Value isGiven = whereGiven(b, leaves, table))
    y = b.make<WhereOp>(isGiven, y, b.scalar(element, 0));
  y = transformScores(b, *this, transforms[getPostTransform()], y);
  return SmallVector<Value>{b.cast(y, given)};
}

//===-- The forms before ----------------------------------------------------===//

namespace {
/// Which target each weight is for, and which node of which tree has it.
struct Weights {
  std::optional<ArrayRef<int64_t>> ids, nodes, trees;
};

/// What an operator of one of the forms consists of.
struct Ensemble {
  Forest forest;
  LeafWeights table;
  Type element; // that features are compared in, and weights summed up
  SmallVector<double> base;
};
} // namespace

// FLOATS, or the same as a tensor that may be of doubles.
template <typename Op>
static FailureOr<SmallVector<double>> numbers(Op op, std::optional<ArrayRef<float>> floats,
                                              std::optional<ElementsAttr> tensor, Type &element) {
  if (tensor && tensor->getNumElements() > 0) {
    if (floats && !floats->empty())
      return op.emitOpError() << "has floats and a tensor for the same attribute";
    if (tensor->getElementType().isF64())
      element = tensor->getElementType();
    return numbersOf(op, *tensor);
  }
  ArrayRef<float> values = floats.value_or(ArrayRef<float>());
  return SmallVector<double>(values.begin(), values.end());
}

template <typename Op>
static FailureOr<Ensemble> read(Op op, Weights weights, std::optional<ArrayRef<float>> weightFloats,
                                std::optional<ElementsAttr> weightTensor, int64_t numTargets) {
  Ensemble result;
  Type given = getElementTypeOrSelf(op.getX().getType());
  result.element = given.isF64() ? given : Float32Type::get(op.getContext());
  auto thresholds = numbers(op, op.getNodesValues(), op.getNodesValuesAsTensor(), result.element);
  auto values = numbers(op, weightFloats, weightTensor, result.element);
  auto base = numbers(op, op.getBaseValues(), op.getBaseValuesAsTensor(), result.element);
  if (failed(thresholds) || failed(values) || failed(base))
    return failure();
  result.base = *base;

  auto list = [](std::optional<ArrayRef<int64_t>> values) {
    return values.value_or(ArrayRef<int64_t>());
  };
  ArrayRef<int64_t> trees = list(op.getNodesTreeids()), ids = list(op.getNodesNodeids()),
                    features = list(op.getNodesFeatureids()), yes = list(op.getNodesTruenodeids()),
                    no = list(op.getNodesFalsenodeids()),
                    missing = list(op.getNodesMissingValueTracksTrue());
  SmallVector<StringRef> modes;
  for (Attribute mode : op.getNodesModes().value_or(ArrayAttr::get(op.getContext(), {})))
    modes.push_back(cast<StringAttr>(mode).getValue());
  size_t count = ids.size();
  for (size_t length : {trees.size(), features.size(), yes.size(), no.size(), modes.size(),
                        thresholds->size(), missing.empty() ? count : missing.size()})
    if (length != count)
      return op.emitOpError() << "has attributes of " << count << " and of " << length << " nodes";

  // Nodes that branch and leaves are numbered each for themselves.
  using Id = std::pair<int64_t, int64_t>;
  std::map<Id, int64_t> numbered;
  int64_t numBranches = 0;
  for (size_t i = 0; i < count; ++i) {
    bool isLeaf = modes[i] == "LEAF";
    int64_t number = isLeaf ? ~result.forest.numLeaves++ : numBranches++;
    if (ids[i] < 0 || trees[i] < 0 || !numbered.try_emplace(Id(trees[i], ids[i]), number).second)
      return op.emitOpError() << "node " << ids[i] << " of tree " << trees[i]
                              << " is negative, or there twice";
    if (i == 0 || trees[i] != trees[i - 1])
      result.forest.roots.push_back(number);
  }
  for (size_t i = 0; i < count; ++i) {
    if (modes[i] == "LEAF")
      continue;
    auto mode = llvm::StringSwitch<std::optional<BranchMode>>(modes[i])
                    .Case("BRANCH_LEQ", BranchMode::LEQ)
                    .Case("BRANCH_LT", BranchMode::LT)
                    .Case("BRANCH_GTE", BranchMode::GTE)
                    .Case("BRANCH_GT", BranchMode::GT)
                    .Case("BRANCH_EQ", BranchMode::EQ)
                    .Case("BRANCH_NEQ", BranchMode::NEQ)
                    .Default(std::nullopt);
    if (!mode)
      return op.emitOpError() << "there is no mode \"" << modes[i] << "\" of nodes";
    auto toYes = numbered.find(Id(trees[i], yes[i])), toNo = numbered.find(Id(trees[i], no[i]));
    if (toYes == numbered.end() || toNo == numbered.end())
      return op.emitOpError() << "node " << ids[i] << " of tree " << trees[i]
                              << " leads to a node that is not there";
    bool isMissingYes = !missing.empty() && missing[i] != 0;
    result.forest.nodes.push_back({features[i], int64_t(*mode) | (isMissingYes ? missingIsYes : 0),
                                   (*thresholds)[i], toYes->second, toNo->second});
  }
  if (failed(result.forest.sort(op)) ||
      failed(result.table.resize(op, result.forest.numLeaves, numTargets)))
    return failure();

  ArrayRef<int64_t> targets = list(weights.ids), nodes = list(weights.nodes),
                    ofTrees = list(weights.trees);
  for (size_t length : {nodes.size(), ofTrees.size(), values->size()})
    if (length != targets.size())
      return op.emitOpError() << "has attributes of " << targets.size() << " and of " << length
                              << " weights";
  for (size_t i = 0; i < targets.size(); ++i) {
    auto leaf = numbered.find(Id(ofTrees[i], nodes[i]));
    if (leaf == numbered.end() || targets[i] < 0 || targets[i] >= numTargets)
      return op.emitOpError() << "there is no node " << nodes[i] << " in tree " << ofTrees[i]
                              << ", or no target " << targets[i];
    // Some converters give nodes weights that are no leaves; they mean nothing.
    if (leaf->second < 0)
      result.table.add(~leaf->second, targets[i], (*values)[i]);
  }
  return result;
}

Results MLTreeEnsembleRegressorOp::decompose(OperatorBuilder &b) {
  StringRef function = getAggregateFunction();
  if (!llvm::is_contained({"SUM", "AVERAGE", "MIN", "MAX"}, function))
    return emitOpError() << "there is no aggregate_function \"" << function << '"';
  auto ensemble = read(*this, {getTargetIds(), getTargetNodeids(), getTargetTreeids()},
                       getTargetWeights(), getTargetWeightsAsTensor(), getNTargets());
  if (failed(ensemble))
    return failure();
  int64_t numTargets = getNTargets(), numBase = ensemble->base.size();
  if (numBase != 0 && numBase != numTargets)
    return emitOpError() << "has " << numBase << " base values for " << numTargets << " targets";
  auto rows = rowsOf(b, *this, getX(), ensemble->element);
  if (failed(rows))
    return failure();
  Value leaves = leavesOf(b, *rows, ensemble->forest);
  Value y = aggregate(b, leaves, ensemble->table, ensemble->element, function,
                      ensemble->forest.roots.size());
  if (Value isGiven = whereGiven(b, leaves, ensemble->table))
    y = b.make<WhereOp>(isGiven, y, b.scalar(ensemble->element, 0));
  if (numBase != 0)
    y = b.make<AddOp>(y, reals(b, ensemble->element, ensemble->base, {1, numTargets}));
  y = transformScores(b, *this, getPostTransform(), b.cast(y, b.getF32Type()));
  if (!y)
    return failure();
  return SmallVector<Value>{y};
}

//===-- Classes ---------------------------------------------------------------===//

// Of two classes, the second has a score of its own, or the first has that of both.
static Results classifyTwo(MLTreeEnsembleClassifierOp op, OperatorBuilder &b,
                           const Ensemble &ensemble, Value sums, Value isGiven, bool isBinary,
                           bool arePositive, const Labels &labels) {
  Type element = ensemble.element, real = b.getF32Type();
  Value zero = b.scalar(element, 0);
  Value first = b.slice(sums, 1, 0, 1), second = b.slice(sums, 1, 1, 2);
  Value hasFirst = isGiven ? b.slice(isGiven, 1, 0, 1) : Value();
  Value hasSecond = isGiven ? b.slice(isGiven, 1, 1, 2) : Value();
  auto choose = [&](Value condition, Value x, Value y) {
    return condition ? b.make<WhereOp>(condition, x, y) : x;
  };
  ArrayRef<double> base = ensemble.base;
  if (base.size() == 2) {
    Value sum = b.make<AddOp>(first, b.scalar(element, base[1]));
    second = choose(hasSecond, sum, b.make<AddOp>(second, b.scalar(element, base[1])));
    first = choose(hasSecond, b.make<NegOp>(sum), b.make<AddOp>(first, b.scalar(element, base[0])));
  } else if (base.size() == 1) {
    first = b.make<AddOp>(first, b.scalar(element, base[0]));
  }
  Value score = choose(hasSecond, second, first);
  double limit = isBinary && arePositive ? 0.5 : 0;
  Value isSecond = b.cast(b.make<GreaterOp>(score, b.scalar(element, limit)), b.getI64Type());
  Value label = labels.at(b, b.make<SqueezeOp>(isSecond, b.integers({1})));

  Value both = b.make<ConcatOp>(
      ValueRange{choose(hasFirst, first, zero), choose(hasSecond, second, zero)}, 1);
  both = transformScores(b, op, op.getPostTransform(), b.cast(both, real));
  if (!both)
    return failure();
  if (hasSecond && base.size() != 2) {
    if (op.getPostTransform() == "PROBIT")
      return op.emitOpError() << "post_transform \"PROBIT\" of one score for two classes is not "
                                 "defined";
    Value ofOne =
        scoresOfTwo(b, op.getPostTransform(), isBinary && arePositive, b.cast(first, real));
    both = b.make<WhereOp>(hasSecond, both, ofOne);
  }
  return SmallVector<Value>{label, both};
}

Results MLTreeEnsembleClassifierOp::decompose(OperatorBuilder &b) {
  auto labels = labelsOf(b, *this, getClasslabelsInt64s(), getClasslabelsStrings());
  if (failed(labels))
    return failure();
  int64_t numClasses = labels->count;
  if (numClasses < 2)
    return emitOpError() << "needs at least two classes";
  auto ensemble = read(*this, {getClassIds(), getClassNodeids(), getClassTreeids()},
                       getClassWeights(), getClassWeightsAsTensor(), numClasses);
  if (failed(ensemble))
    return failure();
  int64_t numBase = ensemble->base.size();
  if (numBase > numClasses)
    return emitOpError() << "has " << numBase << " base values for " << numClasses << " classes";
  auto rows = rowsOf(b, *this, getX(), ensemble->element);
  if (failed(rows))
    return failure();
  Value leaves = leavesOf(b, *rows, ensemble->forest);
  Value sums = aggregate(b, leaves, ensemble->table, ensemble->element, "SUM",
                         ensemble->forest.roots.size());
  Value isGiven = whereGiven(b, leaves, ensemble->table);
  if (numClasses == 2) {
    ArrayRef<int64_t> ids = getClassIds().value_or(ArrayRef<int64_t>());
    bool isBinary = llvm::all_equal(ids);
    bool arePositive =
        llvm::all_of(ensemble->table.weights, [](double weight) { return weight >= 0; });
    return classifyTwo(*this, b, *ensemble, sums, isGiven, isBinary, arePositive, *labels);
  }

  if (numBase > 0) {
    SmallVector<double> base(ensemble->base), isBased(numClasses, 0);
    base.resize(numClasses, 0);
    std::fill_n(isBased.begin(), numBase, 1);
    sums = b.make<AddOp>(sums, reals(b, ensemble->element, base, {1, numClasses}));
    Value marks = b.cast(reals(b, b.getF32Type(), isBased, {1, numClasses}), b.getI1Type());
    if (isGiven)
      isGiven = b.make<OrOp>(isGiven, marks);
  }
  Value scores = sums, ranked = sums;
  if (isGiven) {
    scores = b.make<WhereOp>(isGiven, sums, b.scalar(ensemble->element, 0));
    ranked = b.make<WhereOp>(isGiven, sums, b.scalar(ensemble->element, -INFINITY));
  }
  Value label = labels->at(b, b.make<ArgMaxOp>(ranked, 1, 0, 0));
  scores = transformScores(b, *this, getPostTransform(), b.cast(scores, b.getF32Type()));
  if (!scores)
    return failure();
  return SmallVector<Value>{label, scores};
}
