// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Features scaled, binarized and picked.

#include "dialects/ONNX/ML/Ops.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

Results MLScalerOp::decompose(OperatorBuilder &b) {
  Value y = b.cast(getX(), b.getF32Type());
  if (auto offset = getOffset(); offset && !offset->empty())
    y = b.make<SubOp>(y, b.floats(*offset, int64_t(offset->size())));
  if (auto scale = getScale(); scale && !scale->empty())
    y = b.make<MulOp>(y, b.floats(*scale, int64_t(scale->size())));
  return SmallVector<Value>{y};
}

Results MLBinarizerOp::decompose(OperatorBuilder &b) {
  Type element = getElementTypeOrSelf(getX().getType());
  Type real = element.isF64() ? element : b.getF32Type();
  Value threshold = b.scalar(real, getThreshold().convertToFloat());
  return SmallVector<Value>{b.cast(b.make<GreaterOp>(b.cast(getX(), real), threshold), element)};
}

Results MLArrayFeatureExtractorOp::decompose(OperatorBuilder &b) {
  int64_t rank = cast<RankedTensorType>(getX().getType()).getRank();
  if (rank == 0)
    return emitOpError() << "needs a tensor of rank at least 1";
  Value x = rank == 1 ? b.reshape(getX(), {1, -1}) : getX();
  return SmallVector<Value>{b.make<GatherOp>(x, b.reshape(getY(), {-1}), -1)};
}
