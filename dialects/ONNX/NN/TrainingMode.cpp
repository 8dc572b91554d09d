// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What layers do differently while a network is trained.

#include "dialects/ONNX/NN/Images.h"
#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {
// The batch's own statistics normalize it, and the running ones move towards them:
// running * momentum + own * (1 - momentum).
struct BatchNormalizationRewrite : Rewrite<BatchNormalizationOp> {
  using Rewrite::Rewrite;
  Results rewrite(BatchNormalizationOp op, OperatorBuilder &b) const override {
    auto type = dyn_cast<RankedTensorType>(op.getX().getType());
    if (!op.getTrainingMode() || !type || type.getRank() < 2)
      return failure();
    Type element = type.getElementType(),
         real = element.isF64() ? b.getF64Type() : Type(b.getF32Type());
    SmallVector<int64_t> others = llvm::to_vector(llvm::seq<int64_t>(2, type.getRank())), after;
    for (int64_t axis : others)
      after.push_back(axis - 1);
    others.insert(others.begin(), 0);
    auto mean = [&](Value x) { return b.make<ReduceMeanOp>(x, b.integers(others), 1, 0); };
    auto perChannel = [&](Value vector) {
      vector = b.cast(vector, real);
      return after.empty() ? vector : b.make<UnsqueezeOp>(vector, b.integers(after));
    };
    Value x = b.cast(op.getX(), real), center = mean(x), distance = b.make<SubOp>(x, center);
    Value variance = mean(b.make<MulOp>(distance, distance));
    Value epsilon = b.scalar(real, op.getEpsilon().convertToFloat());
    Value deviation = b.make<SqrtOp>(b.make<AddOp>(variance, epsilon));
    Value scale = b.make<DivOp>(perChannel(op.getScale()), deviation);
    Value y = b.make<AddOp>(b.make<MulOp>(distance, scale), perChannel(op.getB()));
    float momentum = op.getMomentum().convertToFloat();
    auto moved = [&](Value running, Value own) {
      own = b.make<SqueezeOp>(own, b.integers(others));
      Value kept = b.make<MulOp>(b.cast(running, real), b.scalar(real, momentum));
      Value moved = b.make<AddOp>(kept, b.make<MulOp>(own, b.scalar(real, 1 - momentum)));
      return b.cast(moved, getElementTypeOrSelf(running.getType()));
    };
    SmallVector<Value> results{b.cast(y, element), Value(), Value()};
    if (isGiven(op.getRunningMean()))
      results[1] = moved(op.getInputMean(), center);
    if (isGiven(op.getRunningVar()))
      results[2] = moved(op.getInputVar(), variance);
    return results;
  }
};
} // namespace

void cameo::onnx::populateTrainingModeDecompositions(RewritePatternSet &patterns,
                                                     SymbolicShapes &shapes) {
  patterns.add<BatchNormalizationRewrite>(shapes);
}
