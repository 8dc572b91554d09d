// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What normalization and dropout do while a model is trained.

#include "dialects/ONNX/NN/Attention.h"
#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

// The batch's own mean and variance; the running ones move towards them.
struct TrainBatchNormalization : Rewrite<BatchNormalizationOp> {
  using Rewrite::Rewrite;
  Results rewrite(BatchNormalizationOp op, OperatorBuilder &b) const override {
    auto type = dyn_cast<RankedTensorType>(op.getX().getType());
    if (!op.getTrainingMode() || !type)
      return failure();
    SmallVector<int64_t> axes, channel(type.getRank(), 1);
    for (int64_t axis = 0; axis < type.getRank(); ++axis)
      if (axis != 1)
        axes.push_back(axis);
    channel[1] = -1;
    // Half precision is too narrow for sums of squares.
    Type element = type.getElementType(), wide = element.isF64() ? element : b.getF32Type();
    Value x = b.cast(op.getX(), wide);
    auto meanOf = [&](Value y) { return b.make<ReduceMeanOp>(y, b.integers(axes), 1, 0); };
    auto perChannel = [&](Value vector) { return b.reshape(b.cast(vector, wide), channel); };
    Value mean = meanOf(x), centred = b.make<SubOp>(x, mean);
    Value variance = meanOf(b.make<MulOp>(centred, centred));
    Value deviation =
        b.make<SqrtOp>(b.make<AddOp>(variance, b.scalar(wide, op.getEpsilon().convertToDouble())));
    Value y = b.make<MulOp>(b.make<DivOp>(centred, deviation), perChannel(op.getScale()));
    y = b.make<AddOp>(y, perChannel(op.getB()));
    auto moved = [&](unsigned result, Value before, Value now) {
      if (!isGiven(op->getResult(result)))
        return Value();
      double momentum = op.getMomentum().convertToDouble();
      Value old = b.make<MulOp>(b.cast(before, wide), b.scalar(wide, momentum));
      Value part = b.make<MulOp>(b.reshape(now, {-1}), b.scalar(wide, 1 - momentum));
      return b.cast(b.make<AddOp>(old, part), getElementTypeOrSelf(before.getType()));
    };
    return SmallVector<Value>{b.cast(y, element), moved(1, op.getInputMean(), mean),
                              moved(2, op.getInputVar(), variance)};
  }
};

// What is kept is scaled by what is dropped, so that sums stay.
struct TrainDropout : Rewrite<DropoutOp> {
  using Rewrite::Rewrite;
  Results rewrite(DropoutOp op, OperatorBuilder &b) const override {
    if (!op.mayDrop(shapes))
      return failure();
    Value x = op.getData(), training = op.getTrainingMode();
    Type element = getElementTypeOrSelf(x.getType());
    Type real = element.isF64() ? element : Type(b.getF32Type());
    Value ratio = isGiven(op.getRatio()) ? b.cast(op.getRatio(), real) : b.scalar(real, 0.5);
    auto seed = op.getSeed() ? b.getF32FloatAttr(float(*op.getSeed())) : FloatAttr();
    Value random = b.make<RandomUniformLikeOp>(x, b.getI64IntegerAttr(dataTypeOf(real)),
                                               b.getF32FloatAttr(1), b.getF32FloatAttr(0), seed);
    Value isKept = b.make<OrOp>(b.make<GreaterOrEqualOp>(random, ratio),
                                b.make<NotOp>(training));
    Value scale = b.make<DivOp>(b.scalar(real, 1), b.make<SubOp>(b.scalar(real, 1), ratio));
    scale = b.cast(b.make<WhereOp>(training, scale, b.scalar(real, 1)), element);
    Value y = b.make<WhereOp>(isKept, b.make<MulOp>(x, scale), b.scalar(element, 0));
    return SmallVector<Value>{y, isGiven(op.getMask()) ? isKept : Value()};
  }
};
} // namespace

bool DropoutOp::mayDrop(SymbolicShapes &shapes) {
  if (!isGiven(getTrainingMode()) || matchPattern(getRatio(), m_AnyZeroFloat()))
    return false;
  auto training = shapes.valuesOf(getTrainingMode());
  return !training || training->size() != 1 ||
         SymbolicShapes::constantOf(training->front()) != 0;
}

void cameo::onnx::populateTrainingDecompositions(RewritePatternSet &patterns,
                                                 SymbolicShapes &shapes) {
  patterns.add<TrainBatchNormalization, TrainDropout>(shapes);
}
