// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Transforms of scores, and labels.

#include "dialects/ONNX/ML/Scores.h"
#include "dialects/ONNX/ML/Ops.h"

using namespace mlir;
using namespace cameo::onnx;

// The softmax of the scores that are not 0; those that are stay 0.
static Value softmaxOfNonzero(OperatorBuilder &b, Value x) {
  Value axes = b.integers({-1}), most = b.make<ReduceMaxOp>(x, axes, 1, 0);
  Type element = b.getF32Type();
  Value isNonzero = b.make<GreaterOp>(b.make<AbsOp>(x), b.scalar(element, 1e-7f));
  Value zero = b.scalar(element, 0);
  Value exponential = b.make<ExpOp>(b.make<SubOp>(x, most));
  Value sum = b.make<ReduceSumOp>(b.make<WhereOp>(isNonzero, exponential, zero), axes, 1, 0);
  Value small = b.make<MulOp>(x, b.make<ExpOp>(b.make<NegOp>(most)));
  return b.make<DivOp>(b.make<WhereOp>(isNonzero, exponential, small), sum);
}

// The quantile of the normal distribution, by Winitzki's approximation of the
// inverse of erf.
static Value probit(OperatorBuilder &b, Value p) {
  Type element = b.getF32Type();
  auto number = [&](double value) { return b.scalar(element, value); };
  Value x = b.make<SubOp>(b.make<MulOp>(p, number(2)), number(1));
  Value isNegative = b.make<LessOp>(x, number(0));
  Value sign = b.make<WhereOp>(isNegative, number(-1), number(1));
  Value log =
      b.make<LogOp>(b.make<MulOp>(b.make<SubOp>(number(1), x), b.make<AddOp>(x, number(1))));
  Value v = b.make<AddOp>(b.make<MulOp>(log, number(0.5)), number(2 / (3.14159 * 0.147)));
  Value w = b.make<MulOp>(log, number(1 / 0.147));
  Value root = b.make<SqrtOp>(b.make<SubOp>(b.make<MulOp>(v, v), w));
  Value y = b.make<SqrtOp>(b.make<SubOp>(root, v));
  return b.make<MulOp>(b.make<MulOp>(sign, y), number(1.41421356));
}

Value cameo::onnx::transformScores(OperatorBuilder &b, Operation *op, StringRef name,
                                   Value scores) {
  if (name == "NONE")
    return scores;
  if (name == "LOGISTIC")
    return b.make<SigmoidOp>(scores);
  if (name == "SOFTMAX")
    return b.make<SoftmaxOp>(scores, -1);
  if (name == "SOFTMAX_ZERO")
    return softmaxOfNonzero(b, scores);
  if (name == "PROBIT")
    return probit(b, scores);
  op->emitOpError() << "post_transform \"" << name << "\" is not supported";
  return {};
}

FailureOr<Labels> cameo::onnx::labelsOf(OperatorBuilder &b, Operation *op,
                                        std::optional<ArrayRef<int64_t>> integers,
                                        std::optional<ArrayAttr> strings) {
  if (strings && !strings->empty())
    return Labels{b.strings(*strings), int64_t(strings->size())};
  if (!integers || integers->empty())
    return op->emitOpError() << "has no labels of classes";
  return Labels{b.integers(*integers), int64_t(integers->size())};
}

Value Labels::at(OperatorBuilder &b, Value positions) const {
  return b.make<GatherOp>(all, positions, 0);
}

Value cameo::onnx::scoresOfTwo(OperatorBuilder &b, StringRef transform, bool areProbabilities,
                               Value score) {
  bool isLogistic = transform == "LOGISTIC";
  Value other;
  if (areProbabilities && !isLogistic)
    other = b.make<SubOp>(b.scalar(b.getF32Type(), 1), score);
  else
    other = b.make<NegOp>(score);
  Value both = b.make<ConcatOp>(ValueRange{other, score}, 1);
  return isLogistic ? b.make<SigmoidOp>(both) : both;
}
