// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Support vector machines: kernels of the rows and the vectors, and products
// with their coefficients.

#include "dialects/ONNX/ML/Ops.h"
#include "dialects/ONNX/ML/Scores.h"
#include "dialects/ONNX/ML/Trees.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

/// More classes have more pairs than there are in any model.
static constexpr int64_t maxClasses = int64_t(1) << 24;
/// Classes whose probabilities are coupled: matrices of their squares stand for that.
static constexpr int64_t maxCoupled = 48;

// x × mᵀ + c.
static Value product(OperatorBuilder &b, Value x, ArrayRef<float> m, int64_t rows,
                     ArrayRef<float> c, float alpha = 1) {
  Value bias = b.floats(c, {1, int64_t(c.size())});
  return b.make<GemmOp>(x, b.floats(m, {rows, int64_t(m.size()) / rows}), bias,
                        b.getF32FloatAttr(alpha), b.getF32FloatAttr(1), b.getI64IntegerAttr(0),
                        b.getI64IntegerAttr(1));
}

// The kernel of each row of x and each vector, [rows, vectors]; null after a diagnostic.
template <typename Op>
static Value kernels(Op op, OperatorBuilder &b, Value x, int64_t numVectors) {
  ArrayRef<float> vectors = op.getSupportVectors().value_or(ArrayRef<float>());
  ArrayRef<float> parameters = op.getKernelParams().value_or(ArrayRef<float>());
  if (vectors.empty() || int64_t(vectors.size()) % numVectors != 0) {
    op.emitOpError() << "has " << vectors.size() << " elements of " << numVectors
                     << " support vectors";
    return {};
  }
  if (!parameters.empty() && parameters.size() != 3) {
    op.emitOpError() << "needs kernel_params gamma, coef0 and degree, but has "
                     << parameters.size();
    return {};
  }
  float gamma = 0, constant = 0, degree = 0;
  if (!parameters.empty())
    gamma = parameters[0], constant = parameters[1], degree = parameters[2];
  Type real = b.getF32Type();
  StringRef type = op.getKernelType();
  if (type == "LINEAR")
    return product(b, x, vectors, numVectors, {0.0f});
  if (type == "RBF") {
    Value centres = b.floats(vectors, {numVectors, int64_t(vectors.size()) / numVectors});
    Value apart = b.make<SubOp>(b.make<UnsqueezeOp>(x, b.integers({1})), centres);
    Value squares = b.make<ReduceSumSquareOp>(apart, b.integers({2}), 0, 0);
    return b.make<ExpOp>(b.make<MulOp>(squares, b.scalar(real, -gamma)));
  }
  if (type == "POLY")
    return b.make<PowOp>(product(b, x, vectors, numVectors, {constant}, gamma),
                         b.scalar(real, degree));
  if (type == "SIGMOID")
    return b.make<TanhOp>(product(b, x, vectors, numVectors, {constant}, gamma));
  op.emitOpError() << "there is no kernel_type \"" << type << '"';
  return {};
}

Results MLSVMRegressorOp::decompose(OperatorBuilder &b) {
  auto x = rowsOf(b, *this, getX(), b.getF32Type());
  if (failed(x))
    return failure();
  if (getRho().size() != 1 || getCoefficients().empty())
    return emitOpError() << "needs coefficients, and one rho";
  Value y = *x;
  if (int64_t count = getNSupports(); count > 0) {
    if (int64_t(getCoefficients().size()) != count)
      return emitOpError() << "has " << getCoefficients().size() << " coefficients for " << count
                           << " support vectors";
    y = kernels(*this, b, *x, count);
    if (!y)
      return failure();
  }
  y = product(b, y, getCoefficients(), 1, getRho());
  if (getOneClass()) {
    Type real = b.getF32Type();
    y = b.make<WhereOp>(b.make<GreaterOp>(y, b.scalar(real, 0)), b.scalar(real, 1),
                        b.scalar(real, -1));
  }
  y = transformScores(b, *this, getPostTransform(), y);
  if (!y)
    return failure();
  return SmallVector<Value>{y};
}

//===-- Classes ---------------------------------------------------------------===//

namespace {
/// The machines for two classes each, in their order.
struct Pairs {
  int64_t numClasses;
  SmallVector<std::pair<int64_t, int64_t>> pairs;

  explicit Pairs(int64_t numClasses) : numClasses(numClasses) {
    for (int64_t i = 0; i < numClasses; ++i)
      for (int64_t j = i + 1; j < numClasses; ++j)
        pairs.push_back({i, j});
  }
  int64_t count() const { return pairs.size(); }

  /// A matrix of one row a machine, with these elements for its classes.
  Value matrix(OperatorBuilder &b, float first, float second) const {
    SmallVector<float> elements(count() * numClasses, 0.0f);
    for (auto [index, pair] : llvm::enumerate(pairs)) {
      elements[index * numClasses + pair.first] = first;
      elements[index * numClasses + pair.second] = second;
    }
    return b.floats(elements, {count(), numClasses});
  }
};
} // namespace

// The classes' probabilities from those of the first class of each pair.
static Value couple(OperatorBuilder &b, Value first, const Pairs &pairs) {
  int64_t n = pairs.numClasses;
  Type real = b.getF32Type();
  Value second = b.make<SubOp>(b.scalar(real, 1), first);
  // With r for the first class of a pair and s for the second, Q_ij = -r s, and
  // r² is added to Q_jj, s² to Q_ii.
  SmallVector<float> mixed(pairs.count() * n * n, 0.0f), ofFirst(mixed), ofSecond(mixed);
  for (auto [index, pair] : llvm::enumerate(pairs.pairs)) {
    int64_t i = pair.first, j = pair.second, start = index * n * n;
    mixed[start + i * n + j] = mixed[start + j * n + i] = -1;
    ofFirst[start + j * n + j] = 1;
    ofSecond[start + i * n + i] = 1;
  }
  auto spread = [&](Value x, ArrayRef<float> m) {
    return b.make<MatMulOp>(x, b.floats(m, {pairs.count(), n * n}));
  };
  Value q = b.make<AddOp>(spread(b.make<MulOp>(first, first), ofFirst),
                          spread(b.make<MulOp>(second, second), ofSecond));
  q = b.make<AddOp>(q, spread(b.make<MulOp>(first, second), mixed));
  return b.make<MLCoupledProbabilitiesOp>(b.reshape(q, {-1, n, n}));
}

Results MLSVMClassifierOp::decompose(OperatorBuilder &b) {
  auto labels = labelsOf(b, *this, getClasslabelsInts(), getClasslabelsStrings());
  auto x = rowsOf(b, *this, getX(), b.getF32Type());
  if (failed(labels) || failed(x))
    return failure();
  Type real = b.getF32Type();
  int64_t numClasses = labels->count, numVectors = 0;
  ArrayRef<float> coefficients = getCoefficients(), rho = getRho();
  ArrayRef<float> probA = getProbA().value_or(ArrayRef<float>()),
                  probB = getProbB().value_or(ArrayRef<float>());
  ArrayRef<int64_t> perClass = getVectorsPerClass().value_or(ArrayRef<int64_t>());
  for (int64_t count : perClass) {
    if (count < 0 || count > int64_t(coefficients.size()))
      return emitOpError() << "has a class of " << count << " vectors";
    numVectors += count;
  }
  if (numClasses < 2 || coefficients.empty() || rho.empty())
    return emitOpError() << "needs at least two classes, coefficients and rho";
  StringRef transform = getPostTransform();
  if (numVectors == 0) {
    if (int64_t(coefficients.size()) % numClasses != 0)
      return emitOpError() << "has " << coefficients.size() << " coefficients for " << numClasses
                           << " classes";
    Value scores = product(b, *x, coefficients, numClasses, rho.take_front());
    Value best = b.make<ArgMaxOp>(scores, 1, 0, 0);
    if (numClasses == 2 && probA.empty()) {
      // The second class is taken wherever any score is large enough.
      bool arePositive = llvm::all_of(coefficients, [](float value) { return value >= 0; });
      Value most = b.make<ReduceMaxOp>(scores, b.integers({1}), 0, 0);
      Value limit = b.scalar(real, arePositive ? 0.5 : 0);
      Value isLarge =
          arePositive ? b.make<GreaterOrEqualOp>(most, limit) : b.make<GreaterOp>(most, limit);
      best = b.make<WhereOp>(isLarge, b.scalar(b.getI64Type(), 1), best);
    }
    scores = transformScores(b, *this, transform, scores);
    if (!scores)
      return failure();
    return SmallVector<Value>{labels->at(b, best), scores};
  }

  int64_t count = numClasses < maxClasses ? numClasses * (numClasses - 1) / 2 : maxClasses;
  if (int64_t(perClass.size()) != numClasses || int64_t(rho.size()) < count ||
      int64_t(coefficients.size()) < (numClasses - 1) * numVectors ||
      probA.size() != probB.size() || (!probA.empty() && int64_t(probA.size()) < count))
    return emitOpError() << "has too few vectors_per_class, rho, coefficients, prob_a or prob_b "
                            "for "
                         << numClasses << " classes";
  if (!probA.empty() && numClasses > maxCoupled)
    return emitOpError() << "probabilities of more than " << maxCoupled
                         << " classes are not supported";
  Pairs pairs(numClasses);
  Value kernel = kernels(*this, b, *x, numVectors);
  if (!kernel)
    return failure();
  // The vectors of class i have a coefficient for each of the other classes.
  SmallVector<float> weights(count * numVectors, 0.0f);
  SmallVector<int64_t> starts{0};
  for (int64_t size : perClass)
    starts.push_back(starts.back() + size);
  for (auto [index, pair] : llvm::enumerate(pairs.pairs)) {
    auto [i, j] = pair;
    for (int64_t v = starts[i]; v < starts[i + 1]; ++v)
      weights[index * numVectors + v] = coefficients[(j - 1) * numVectors + v];
    for (int64_t v = starts[j]; v < starts[j + 1]; ++v)
      weights[index * numVectors + v] = coefficients[i * numVectors + v];
  }
  Value scores = product(b, kernel, weights, count, rho.take_front(count));
  Value isFirst = b.cast(b.make<GreaterOp>(scores, b.scalar(real, 0)), real);
  Value isSecond = b.make<SubOp>(b.scalar(real, 1), isFirst);
  Value votes = b.make<AddOp>(b.make<MatMulOp>(isFirst, pairs.matrix(b, 1, 0)),
                              b.make<MatMulOp>(isSecond, pairs.matrix(b, 0, 1)));
  Value label = labels->at(b, b.make<ArgMaxOp>(votes, 1, 0, 0));

  if (!probA.empty()) {
    Value odds = b.make<AddOp>(b.make<MulOp>(scores, b.floats(probA.take_front(count), {1, count})),
                               b.floats(probB.take_front(count), {1, count}));
    Value first = b.make<ClipOp>(b.make<SigmoidOp>(b.make<NegOp>(odds)), b.scalar(real, 1e-7f),
                                 b.scalar(real, 1 - 1e-7f));
    scores = couple(b, first, pairs);
  } else if (count == 1) {
    if (transform == "PROBIT")
      return emitOpError() << "post_transform \"PROBIT\" of one score for two classes is not "
                              "defined";
    if (!transformScores(b, *this, transform, scores))
      return failure();
    return SmallVector<Value>{label, scoresOfTwo(b, transform, transform != "NONE", scores)};
  }
  scores = transformScores(b, *this, transform, scores);
  if (!scores)
    return failure();
  return SmallVector<Value>{label, scores};
}

LogicalResult MLCoupledProbabilitiesOp::inferShapes(InferenceContext &ctx) {
  auto q = ctx.requireShape(0);
  if (failed(q))
    return failure();
  if (q->size() != 3 || !ctx.assumeEqual((*q)[1], (*q)[2]) ||
      SymbolicShapes::constantOf((*q)[1]).value_or(0) < 1)
    return emitOpError() << "needs square matrices of extents known at compile time";
  return ctx.setResult(0, ctx.elementType(0), {(*q)[0], (*q)[1]});
}
