// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Linear models, and rows brought to length 1.

#include "dialects/ONNX/ML/Ops.h"

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
  Value x = b.cast(getX(), b.getF32Type());
  if (cast<RankedTensorType>(getX().getType()).getRank() == 1)
    x = b.reshape(x, {1, -1});
  Value bias = intercepts.empty() ? b.none() : b.floats(intercepts, {1, targets});
  Value y = b.make<GemmOp>(x, b.floats(coefficients, {targets, count / targets}), bias, b.getF32FloatAttr(1),
                           b.getF32FloatAttr(1), b.getI64IntegerAttr(0), b.getI64IntegerAttr(1));
  if (getPostTransform() == "LOGISTIC")
    y = b.make<SigmoidOp>(y);
  else if (getPostTransform() == "SOFTMAX")
    y = b.make<SoftmaxOp>(y, -1);
  else if (getPostTransform() != "NONE")
    return emitOpError() << "post_transform \"" << getPostTransform() << "\" is not supported";
  return SmallVector<Value>{y};
}
