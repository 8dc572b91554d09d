// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Layers with a bias, normalizations, and layers of images whose channels are last.

#include "dialects/ONNX/Microsoft/Layers.h"
#include "dialects/ONNX/Microsoft/Ops.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

static Value moveDimension(OperatorBuilder &b, Value x, int64_t from, int64_t to) {
  auto type = dyn_cast<RankedTensorType>(x.getType());
  if (!type || type.getRank() < 2)
    return x;
  from += from < 0 ? type.getRank() : 0, to += to < 0 ? type.getRank() : 0;
  auto perm = llvm::to_vector(llvm::seq<int64_t>(0, type.getRank()));
  perm.erase(perm.begin() + from);
  perm.insert(perm.begin() + to, from);
  return b.transpose(x, perm);
}

Value cameo::onnx::channelsToFront(OperatorBuilder &b, Value x) {
  return moveDimension(b, x, -1, 1);
}
Value cameo::onnx::channelsToBack(OperatorBuilder &b, Value x) {
  return moveDimension(b, x, 1, -1);
}

Value cameo::onnx::onRows(OperatorBuilder &b, Value x, int64_t axis,
                          llvm::function_ref<Value(Value)> f) {
  auto type = dyn_cast<RankedTensorType>(x.getType());
  int64_t rank = type ? type.getRank() : 0;
  if (axis == -1 || axis == rank - 1)
    return f(x);
  return b.make<ReshapeOp>(f(b.make<FlattenOp>(x, axis)), b.extents(x, 0), 1);
}

Results MicrosoftBiasAddOp::decompose(OperatorBuilder &b) {
  return SmallVector<Value>{b.make<AddOp>(b.make<AddOp>(getX(), getBias()), getSkip())};
}

Results MicrosoftBiasDropoutOp::decompose(OperatorBuilder &b) {
  Type unknown = UnknownType::get(getContext());
  Type mask = isGiven(getMask()) ? unknown : Type(b.getNoneType());
  auto dropout = DropoutOp::create(b, TypeRange{unknown, mask}, b.make<AddOp>(getData(), getBias()),
                                   getRatio(), getTrainingMode(), getSeedAttr());
  b.infer(dropout);
  return SmallVector<Value>{b.addIfGiven(dropout.getOutput(), getResidual()), dropout.getMask()};
}

Results MicrosoftBiasSoftmaxOp::decompose(OperatorBuilder &b) {
  Value sum = b.make<AddOp>(getData(), getBias());
  return SmallVector<Value>{
      onRows(b, sum, int64_t(getAxis()), [&](Value x) { return b.make<SoftmaxOp>(x, -1); })};
}

Results MicrosoftBiasSplitGeluOp::decompose(OperatorBuilder &b) {
  Value sum = b.make<AddOp>(getX(), getBias());
  auto type = dyn_cast<RankedTensorType>(sum.getType());
  if (!type || type.getRank() == 0)
    return failure();
  int64_t axis = type.getRank() - 1, extent = type.getDimSize(axis);
  if (ShapedType::isDynamic(extent) || extent % 2 != 0)
    return emitOpError() << "needs a last extent that is even and known at compile time";
  Value a = b.slice(sum, axis, 0, extent / 2), c = b.slice(sum, axis, extent / 2, extent);
  return SmallVector<Value>{b.make<MulOp>(a, b.make<GeluOp>(c, "none"))};
}

//===-- Normalizations --------------------------------------------------------===//

template <typename Op> static Results normalizeGroups(Op op, OperatorBuilder &b, Value x) {
  if (op.getActivation() > 1)
    return op.emitOpError() << "activation must be 0 or 1, but is " << op.getActivation();
  Type element = getElementTypeOrSelf(op.getX().getType());
  Value y = op.getChannelsLast() ? channelsToFront(b, x) : x;
  y = b.make<GroupNormalizationOp>(y, b.cast(op.getGamma(), element), b.cast(op.getBeta(), element),
                                   op.getEpsilonAttr(), op.getGroupsAttr(), b.getI64IntegerAttr(1));
  if (op.getActivation() == 1)
    y = b.make<SwishOp>(y, b.getF32FloatAttr(1));
  return SmallVector<Value>{op.getChannelsLast() ? channelsToBack(b, y) : y};
}

Results MicrosoftGroupNormOp::decompose(OperatorBuilder &b) {
  return normalizeGroups(*this, b, getX());
}

Results MicrosoftSkipGroupNormOp::decompose(OperatorBuilder &b) {
  int64_t rank = cast<RankedTensorType>(getX().getType()).getRank();
  Value skip = getSkip();
  // One a channel, for all of the image.
  if (cast<RankedTensorType>(skip.getType()).getRank() == 2 && rank == 4)
    skip = b.make<UnsqueezeOp>(
        skip, b.integers(getChannelsLast() ? ArrayRef<int64_t>{1, 2} : ArrayRef<int64_t>{2, 3}));
  Value sum = b.make<AddOp>(getX(), skip);
  if (isGiven(getBias()))
    sum = b.make<AddOp>(sum, getChannelsLast()
                                 ? getBias()
                                 : Value(b.make<UnsqueezeOp>(getBias(), b.integers({1, 2}))));
  auto y = normalizeGroups(*this, b, sum);
  if (failed(y))
    return failure();
  return SmallVector<Value>{y->front(), sum};
}

Results MicrosoftCDistOp::decompose(OperatorBuilder &b) {
  for (Value operand : {getA(), getB()})
    if (cast<RankedTensorType>(operand.getType()).getRank() != 2)
      return emitOpError() << "needs matrices";
  Value apart = b.make<SubOp>(b.make<UnsqueezeOp>(getA(), b.integers({1})), getB());
  Value squares = b.make<ReduceSumSquareOp>(apart, b.integers({2}), 0, 0);
  if (getMetric() == "sqeuclidean")
    return SmallVector<Value>{squares};
  if (getMetric() == "euclidean")
    return SmallVector<Value>{b.make<SqrtOp>(squares)};
  return emitOpError() << "there is no metric \"" << getMetric() << '"';
}

//===-- Channels last ---------------------------------------------------------===//

Results MicrosoftNhwcConvOp::decompose(OperatorBuilder &b) {
  Value y = b.make<ConvOp>(channelsToFront(b, getX()), getW(), getB(), getAutoPadAttr(),
                           getDilationsAttr(), getGroupAttr(), getKernelShapeAttr(), getPadsAttr(),
                           getStridesAttr());
  return SmallVector<Value>{channelsToBack(b, y)};
}

Results MicrosoftNhwcMaxPoolOp::decompose(OperatorBuilder &b) {
  auto pool = MaxPoolOp::create(b, TypeRange{UnknownType::get(getContext()), b.getNoneType()},
                                channelsToFront(b, getX()), getAutoPadAttr(), getCeilModeAttr(),
                                getDilationsAttr(), getKernelShapeAttr(), getPadsAttr(),
                                b.getI64IntegerAttr(0), getStridesAttr());
  b.infer(pool);
  return SmallVector<Value>{channelsToBack(b, pool.getY())};
}
