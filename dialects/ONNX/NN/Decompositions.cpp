// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Losses as lookups.

#include "dialects/ONNX/NN/Attention.h"
#include "dialects/ONNX/NN/Images.h"
#include "dialects/ONNX/NN/Recurrent.h"
#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

Value reduceSum(OperatorBuilder &b, Value x) { return b.make<ReduceSumOp>(x, b.none(), 0, 0); }

// Of log-probabilities [N, C, …] and classes [N, …].
template <typename Op>
Value negativeLogLikelihood(Op op, Value logs, Value target, Value weight, OperatorBuilder &b) {
  Type index = getElementTypeOrSelf(target.getType()), real = getElementTypeOrSelf(logs.getType());
  Value isIgnored, zero = b.scalar(real, 0);
  if (auto ignored = op.getIgnoreIndex()) {
    isIgnored = b.make<EqualOp>(target, b.scalar(index, double(int64_t(*ignored))));
    target = b.make<WhereOp>(isIgnored, b.scalar(index, 0), target);
  }
  Value channel = b.integers({1});
  Value picked = b.make<GatherElementsOp>(logs, b.make<UnsqueezeOp>(target, channel), 1);
  Value loss = b.make<NegOp>(b.make<SqueezeOp>(picked, channel)), factor;
  if (isGiven(weight)) {
    factor = b.make<GatherOp>(weight, target, 0);
    loss = b.make<MulOp>(loss, factor);
  }
  if (isIgnored) {
    loss = b.make<WhereOp>(isIgnored, zero, loss);
    factor = b.make<WhereOp>(isIgnored, zero, factor ? factor : b.scalar(real, 1));
  }
  if (op.getReduction() == "none")
    return loss;
  if (op.getReduction() == "mean" && !factor)
    return b.make<ReduceMeanOp>(loss, b.none(), 0, 0);
  Value sum = reduceSum(b, loss);
  return op.getReduction() == "sum" ? sum : b.make<DivOp>(sum, reduceSum(b, factor));
}

struct NegativeLogLikelihoodLossRewrite : Rewrite<NegativeLogLikelihoodLossOp> {
  using Rewrite::Rewrite;
  Results rewrite(NegativeLogLikelihoodLossOp op, OperatorBuilder &b) const override {
    return SmallVector<Value>{
        negativeLogLikelihood(op, op.getInput(), op.getTarget(), op.getWeight(), b)};
  }
};

struct SoftmaxCrossEntropyLossRewrite : Rewrite<SoftmaxCrossEntropyLossOp> {
  using Rewrite::Rewrite;
  Results rewrite(SoftmaxCrossEntropyLossOp op, OperatorBuilder &b) const override {
    Value logs = b.make<LogSoftmaxOp>(op.getScores(), 1);
    Value loss = negativeLogLikelihood(op, logs, op.getLabels(), op.getWeights(), b);
    bool isWanted = isGiven(op.getLogProb());
    return SmallVector<Value>{loss, isWanted ? logs : Value()};
  }
};

} // namespace

void cameo::onnx::populateNNDecompositions(RewritePatternSet &patterns, SymbolicShapes &shapes) {
  patterns.add<NegativeLogLikelihoodLossRewrite, SoftmaxCrossEntropyLossRewrite>(shapes);
  populateImageDecompositions(patterns, shapes);
  populateRecurrentDecompositions(patterns, shapes);
  populateAttentionDecompositions(patterns, shapes);
  populateFlexAttentionDecompositions(patterns, shapes);
  populateStepDecompositions(patterns, shapes);
  populateLinearAttentionDecompositions(patterns, shapes);
  populateTrainingDecompositions(patterns, shapes);
}
