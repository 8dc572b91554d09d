// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Steps of the forms of attention.

#include "dialects/ONNX/Microsoft/Heads.h"
#include "dialects/ONNX/Microsoft/Ops.h"

using namespace mlir;
using namespace cameo::onnx;

Value cameo::onnx::normalizeLayer(OperatorBuilder &b, Value x, Value gamma, Value beta,
                                  FloatAttr epsilon) {
  auto normalization = LayerNormalizationOp::create(
      b, TypeRange{UnknownType::get(b.getContext()), b.getNoneType(), b.getNoneType()}, x, gamma,
      beta, b.getI64IntegerAttr(-1), epsilon, b.getI64IntegerAttr(1));
  b.infer(normalization);
  return normalization.getY();
}

Value cameo::onnx::splitHeads(OperatorBuilder &b, Value x, int64_t numHeads) {
  auto type = dyn_cast<RankedTensorType>(x.getType());
  int64_t size = type && type.getRank() == 3 && !type.isDynamicDim(2) ? type.getDimSize(2) : -1;
  return b.transpose(b.reshape(x, {0, 0, numHeads, size < 0 ? -1 : size / numHeads}), {0, 2, 1, 3});
}

Value cameo::onnx::joinHeads(OperatorBuilder &b, Value y) {
  auto type = dyn_cast<RankedTensorType>(y.getType());
  bool isKnown = type && type.getRank() == 4 && !type.isDynamicDim(1) && !type.isDynamicDim(3);
  int64_t all = isKnown ? type.getDimSize(1) * type.getDimSize(3) : -1;
  return b.reshape(b.transpose(y, {0, 2, 1, 3}), {0, 0, all});
}

Value cameo::onnx::maskBias(OperatorBuilder &b, Operation *op, Value mask, Value batch,
                            Value queries, Value keys, Type element, double hidden) {
  auto type = cast<RankedTensorType>(mask.getType());
  Value isSeen;
  if (type.getRank() == 1) {
    // Ends of sequences, and after these the starts, if there are twice as many.
    auto have = b.getShapes().shapeOf(mask);
    auto want = b.getShapes().valuesOf(batch);
    bool hasStarts = have && want && have->front() == want->front() * 2;
    if (!hasStarts && !(have && want && have->front() == want->front())) {
      op->emitOpError() << "needs a mask of one or two elements a batch, known at compile time";
      return {};
    }
    mask = b.cast(mask, b.getI64Type());
    Value positions = b.positionsUpTo(keys);
    auto column = [&](int64_t row) {
      Value part = hasStarts ? b.slice(b.reshape(mask, {2, -1}), 0, row, row + 1) : mask;
      return b.reshape(part, {-1, 1, 1, 1});
    };
    isSeen = b.make<LessOp>(positions, column(0));
    if (hasStarts)
      isSeen = b.make<AndOp>(isSeen, b.make<GreaterOrEqualOp>(positions, column(1)));
  } else if (type.getRank() == 2 || type.getRank() == 3) {
    isSeen = b.make<GreaterOp>(mask, b.scalar(type.getElementType(), 0));
    isSeen =
        b.make<UnsqueezeOp>(isSeen, type.getRank() == 2 ? b.integers({1, 2}) : b.integers({1}));
  } else if (type.getRank() == 4) {
    // A square for all the keys there may ever be: the queries are the last of these.
    Value none = b.integers({0}), first = b.make<SubOp>(keys, queries);
    mask =
        b.make<SliceOp>(mask, b.make<ConcatOp>(ValueRange{first, none}, 0),
                        b.make<ConcatOp>(ValueRange{keys, keys}, 0), b.integers({2, 3}), b.none());
    isSeen = b.make<GreaterOp>(mask, b.scalar(type.getElementType(), 0));
  } else {
    op->emitOpError() << "a mask of rank " << type.getRank() << " is not supported";
    return {};
  }
  return b.make<WhereOp>(isSeen, b.scalar(element, 0), b.scalar(element, hidden));
}

SmallVector<Value> Heads::attend(OperatorBuilder &b) const {
  auto given = [&](Value value) { return value ? value : b.none(); };
  Type unknown = UnknownType::get(b.getContext());
  auto attention = AttentionOp::create(
      b, TypeRange{unknown, unknown, unknown, b.getNoneType()}, q, k, v, given(bias),
      given(pastKey), given(pastValue), b.none(), b.getI64IntegerAttr(isCausal), IntegerAttr(),
      IntegerAttr(), b.getI64IntegerAttr(0), scale ? b.getF32FloatAttr(*scale) : FloatAttr(),
      b.getF32FloatAttr(softcap), IntegerAttr());
  b.infer(attention);
  return {attention.getY(), attention.getPresentKey(), attention.getPresentValue()};
}
