// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Layers that inference does not need, or that their neighbour can do. What is
// computed of constants here is computed at compile time later.

#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

bool isUnused(Value result) { return result.use_empty(); }
bool isConstant(Value value) { return value.getDefiningOp<ConstantOp>() != nullptr; }

// A dropout whose mask nobody reads is its operand.
struct RemoveDropout : Rewrite<DropoutOp> {
  using Rewrite::Rewrite;
  Results rewrite(DropoutOp op, OperatorBuilder &b) const override {
    if (!isUnused(op.getMask()) || op.mayDrop(shapes))
      return failure();
    return SmallVector<Value>{op.getData(), Value()};
  }
};

Value alongAxis(OperatorBuilder &b, Value vector, int64_t axis, int64_t rank) {
  SmallVector<int64_t> shape(rank, 1);
  shape[axis] = -1;
  return b.make<ReshapeOp>(vector, b.integers(shape), 0);
}

// With a = scale / √(var + ε), one a channel of a linear operator's result:
// a * (x · W + b - mean) + B = x · (a * W) + (a * (b - mean) + B)
template <typename Linear> struct FoldBatchNormalization : Rewrite<BatchNormalizationOp> {
  using Rewrite::Rewrite;
  Results rewrite(BatchNormalizationOp op, OperatorBuilder &b) const override {
    auto linear = op.getX().template getDefiningOp<Linear>();
    if (!linear || !op.getX().hasOneUse() || op.getTrainingMode() ||
        !isUnused(op.getRunningMean()) || !isUnused(op.getRunningVar()))
      return failure();
    Value weights = linear->getOperand(1), bias = linear->getOperand(2);
    bool hasBias = !isa<NoneType>(bias.getType());
    auto type = dyn_cast<RankedTensorType>(weights.getType());
    if (!type || type.getElementTypeBitWidth() < 32)
      return failure();
    SmallVector<Value> parameters{weights};
    if (hasBias)
      parameters.push_back(bias);
    llvm::append_range(parameters, op->getOperands().drop_front());
    for (Value parameter : parameters)
      if (!isConstant(parameter) ||
          getElementTypeOrSelf(parameter.getType()) != type.getElementType())
        return failure();
    std::optional<int64_t> axis = channelsOf(linear);
    if (!axis)
      return failure();

    Value epsilon = b.scalar(type.getElementType(), op.getEpsilon().convertToFloat());
    Value deviation = b.make<SqrtOp>(b.make<AddOp>(op.getInputVar(), epsilon));
    Value factor = b.make<DivOp>(op.getScale(), deviation);
    Value scaled = b.make<MulOp>(weights, alongAxis(b, factor, *axis, type.getRank()));
    Value offset =
        hasBias ? b.make<SubOp>(bias, op.getInputMean()) : b.make<NegOp>(op.getInputMean());
    Value shifted = b.make<AddOp>(b.make<MulOp>(offset, factor), op.getB());
    Value y =
        b.make<Linear>(ValueRange{linear->getOperand(0), scaled, shifted}, linear->getAttrs());
    return SmallVector<Value>{y, Value(), Value()};
  }

  // The dimension of the weights that is the result's channels.
  static std::optional<int64_t> channelsOf(ConvOp) { return 0; }
  static std::optional<int64_t> channelsOf(ConvTransposeOp op) {
    return op.getGroup() == 1 ? std::optional<int64_t>(1) : std::nullopt;
  }
  static std::optional<int64_t> channelsOf(GemmOp op) {
    if (!op.getAlpha().isExactlyValue(1.0) || !op.getBeta().isExactlyValue(1.0))
      return std::nullopt;
    return op.getTransB() ? 0 : 1;
  }
};
} // namespace

void cameo::onnx::populateNNSimplifications(RewritePatternSet &patterns, SymbolicShapes &shapes) {
  patterns.add<RemoveDropout, FoldBatchNormalization<ConvOp>,
               FoldBatchNormalization<ConvTransposeOp>, FoldBatchNormalization<GemmOp>>(shapes);
}
