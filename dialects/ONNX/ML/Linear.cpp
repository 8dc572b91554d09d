// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Linear models, and rows brought to length 1.

#include "dialects/ONNX/ML/Ops.h"
#include "dialects/ONNX/ML/Scores.h"
#include "dialects/ONNX/ML/Trees.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

Results MLNormalizerOp::decompose(OperatorBuilder &b) {
  Value x = b.cast(getX(), b.getF32Type());
  int64_t rank = cast<RankedTensorType>(getX().getType()).getRank();
  if (rank != 1 && rank != 2)
    return emitOpError() << "needs a vector or a matrix, but has rank " << rank;
  Value axes = b.integers({rank - 1}), norm;
  if (getNorm() == "MAX")
    norm = b.make<ReduceMaxOp>(x, axes, 1, 0);
  else if (getNorm() == "L1")
    norm = b.make<ReduceL1Op>(x, axes, 1, 0);
  else if (getNorm() == "L2")
    norm = b.make<ReduceL2Op>(x, axes, 1, 0);
  else
    return emitOpError() << "norm must be \"MAX\", \"L1\" or \"L2\", but is \"" << getNorm() << '"';
  Value isZero = b.make<EqualOp>(norm, b.scalar(b.getF32Type(), 0));
  Value divisor = b.make<WhereOp>(isZero, b.scalar(b.getF32Type(), 1), norm);
  return SmallVector<Value>{b.make<DivOp>(x, divisor)};
}

// x × coefficientsᵀ + intercepts, [rows, targets].
static Value linear(OperatorBuilder &b, Value x, ArrayRef<float> coefficients,
                    ArrayRef<float> intercepts, int64_t targets) {
  Value bias = intercepts.empty() ? b.none() : b.floats(intercepts, {1, targets});
  Value weights = b.floats(coefficients, {targets, int64_t(coefficients.size()) / targets});
  return b.make<GemmOp>(x, weights, bias, b.getF32FloatAttr(1), b.getF32FloatAttr(1),
                        b.getI64IntegerAttr(0), b.getI64IntegerAttr(1));
}

Results MLLinearRegressorOp::decompose(OperatorBuilder &b) {
  ArrayRef<float> coefficients = getCoefficients().value_or(ArrayRef<float>());
  ArrayRef<float> intercepts = getIntercepts().value_or(ArrayRef<float>());
  int64_t targets = getTargets(), count = coefficients.size();
  if (targets < 1 || count == 0 || count % targets != 0)
    return emitOpError() << "has " << count << " coefficients, which are not as many for each of "
                         << targets << " targets";
  if (!intercepts.empty() && int64_t(intercepts.size()) != targets)
    return emitOpError() << "has " << intercepts.size() << " intercepts for " << targets
                         << " targets";
  auto rows = rowsOf(b, *this, getX(), b.getF32Type());
  if (failed(rows))
    return failure();
  Value y = transformScores(b, *this, getPostTransform(),
                            linear(b, *rows, coefficients, intercepts, targets));
  if (!y)
    return failure();
  return SmallVector<Value>{y};
}

Results MLLinearClassifierOp::decompose(OperatorBuilder &b) {
  auto labels = labelsOf(b, *this, getClasslabelsInts(), getClasslabelsStrings());
  if (failed(labels))
    return failure();
  ArrayRef<float> coefficients = getCoefficients();
  ArrayRef<float> intercepts = getIntercepts().value_or(ArrayRef<float>());
  int64_t numClasses = labels->count, count = coefficients.size();
  int64_t targets = intercepts.empty() ? numClasses : int64_t(intercepts.size());
  // One target tells two classes from each other.
  bool isBinary = targets == 1 && numClasses == 2;
  if (targets != numClasses && !isBinary)
    return emitOpError() << "has " << targets << " intercepts for " << numClasses << " classes";
  if (numClasses < 2)
    return emitOpError() << "needs at least two classes";
  if (count == 0 || count % targets != 0)
    return emitOpError() << "has " << count << " coefficients, which are not as many for each of "
                         << targets << " targets";
  auto rows = rowsOf(b, *this, getX(), b.getF32Type());
  if (failed(rows))
    return failure();
  Value scores = linear(b, *rows, coefficients, intercepts, targets), label;
  if (!isBinary) {
    label = labels->at(b, b.make<ArgMaxOp>(scores, 1, 0, 0));
    scores = transformScores(b, *this, getPostTransform(), scores);
    if (!scores)
      return failure();
    return SmallVector<Value>{label, scores};
  }
  Value isSecond = b.make<GreaterOp>(scores, b.scalar(b.getF32Type(), 0));
  isSecond = b.make<SqueezeOp>(b.cast(isSecond, b.getI64Type()), b.integers({1}));
  if (getPostTransform() == "PROBIT")
    return emitOpError() << "post_transform \"PROBIT\" of one score for two classes is not defined";
  if (!transformScores(b, *this, getPostTransform(), scores))
    return failure();
  return SmallVector<Value>{labels->at(b, isSecond),
                            scoresOfTwo(b, getPostTransform(), true, scores)};
}
