// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Embeddings of words and of positions.

#include "dialects/ONNX/Microsoft/Heads.h"
#include "dialects/ONNX/Microsoft/Ops.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

Results MicrosoftEmbedLayerNormalizationOp::decompose(OperatorBuilder &b) {
  if (cast<RankedTensorType>(getInputIds().getType()).getRank() != 2)
    return emitOpError() << "needs input_ids of rank 2";
  if (isGiven(getSegmentIds()) != isGiven(getSegmentEmbedding()))
    return emitOpError() << "needs both segment_ids and segment_embedding, or none";
  Value positions = getPositionIds();
  if (!isGiven(positions))
    positions =
        b.make<UnsqueezeOp>(b.positionsUpTo(b.extents(getInputIds(), 1, 2)), b.integers({0}));
  Value sum = b.make<AddOp>(b.make<GatherOp>(getWordEmbedding(), getInputIds(), 0),
                            b.make<GatherOp>(getPositionEmbedding(), positions, 0));
  if (isGiven(getSegmentIds()))
    sum = b.make<AddOp>(sum, b.make<GatherOp>(getSegmentEmbedding(), getSegmentIds(), 0));
  Value y = normalizeLayer(b, sum, getGamma(), getBeta(), getEpsilonAttr());

  // The number of words that are not masked.
  Type index = b.getI32Type();
  Value count;
  if (isGiven(getMask())) {
    Value isOne =
        b.make<EqualOp>(getMask(), b.scalar(getElementTypeOrSelf(getMask().getType()), 1));
    count = b.make<ReduceSumOp>(b.cast(isOne, index), b.integers({1}), 0, 0);
  } else {
    count = b.make<ExpandOp>(b.scalar(index, 0), b.extents(getInputIds(), 0, 1));
  }
  return SmallVector<Value>{y, count, sum};
}

Results MicrosoftRotaryEmbeddingOp::decompose(OperatorBuilder &b) {
  if (getIsPackedBatching() || getScale().convertToFloat() != 1)
    return emitOpError() << "is_packed_batching and a scale are not supported";
  auto type = cast<RankedTensorType>(getInput().getType());
  auto cache = cast<RankedTensorType>(getCosCache().getType());
  if ((type.getRank() != 3 && type.getRank() != 4) || cache.getRank() != 2)
    return emitOpError() << "needs an input of rank 3 or 4, and caches of rank 2";
  int64_t numHeads = getNumHeads(), dim = getRotaryEmbeddingDim();
  if (type.getRank() == 3 && numHeads == 0) {
    // Then all of a head is turned.
    int64_t size = 2 * cache.getDimSize(1), all = type.getDimSize(2);
    if (ShapedType::isDynamic(all) || cache.isDynamicDim(1) || size == 0 || all % size != 0)
      return emitOpError() << "needs num_heads where the size of a head is not that of the caches";
    numHeads = all / size;
  }
  Value x = getInput();
  Value batch = b.extents(x, 0, 1);
  Value length = b.extents(x, type.getRank() == 3 ? 1 : 2, type.getRank() == 3 ? 2 : 3);
  Value ids = b.cast(getPositionIds(), b.getI64Type());
  // One position is that of the first of all.
  if (cast<RankedTensorType>(getPositionIds().getType()).getRank() == 1) {
    Value positions = b.make<AddOp>(ids, b.positionsUpTo(length));
    ids = b.make<ExpandOp>(positions, b.make<ConcatOp>(ValueRange{batch, length}, 0));
  }
  return SmallVector<Value>{
      b.make<RotaryEmbeddingOp>(x, getCosCache(), getSinCache(), ids, getInterleavedAttr(),
                                b.getI64IntegerAttr(numHeads), b.getI64IntegerAttr(dim))};
}

// The windows that begin inside of the word, or the first, as filters see them.
Results MicrosoftWordConvEmbeddingOp::decompose(OperatorBuilder &b) {
  auto words = cast<RankedTensorType>(getSequence().getType()),
       filters = cast<RankedTensorType>(getW().getType());
  if (words.getRank() != 2 || filters.getRank() != 4 || !filters.hasStaticShape() ||
      words.isDynamicDim(1) || filters.getDimSize(2) > words.getDimSize(1))
    return emitOpError() << "needs words of a known number of characters, and filters [filters, 1, "
                            "window, size] no longer than these";
  int64_t window = filters.getDimSize(2), count = words.getDimSize(1) - window + 1;
  Type element = b.getF32Type(), index = b.getI32Type();
  // [words, 1, characters, size] * W -> [words, filters, windows]
  Value characters = b.make<UnsqueezeOp>(b.make<GatherOp>(getC(), getSequence(), 0), b.integers({1}));
  Value sums = b.make<ConvOp>(characters, getW(), getB(), "NOTSET", DenseI64ArrayAttr(), 1,
                              DenseI64ArrayAttr(), DenseI64ArrayAttr(), DenseI64ArrayAttr());
  sums = b.make<SqueezeOp>(sums, b.integers({3}));
  Value isCharacter = b.make<GreaterOp>(getSequence(), b.scalar(index, 0));
  Value length = b.make<ReduceSumOp>(b.cast(isCharacter, index), b.integers({1}), 1, 0);
  Value last = b.make<MaxOp>(ValueRange{
      b.make<SubOp>(b.cast(length, b.getI64Type()), b.scalar(b.getI64Type(), double(window))),
      b.scalar(b.getI64Type(), 0)});
  Value isInside = b.make<LessOrEqualOp>(b.positionsUpTo(b.integers({count})), last);
  sums = b.make<WhereOp>(b.make<UnsqueezeOp>(isInside, b.integers({1})), sums,
                         b.scalar(element, -INFINITY));
  Value y = b.make<TanhOp>(b.make<ReduceMaxOp>(sums, b.integers({2}), 0, 0));
  Value isWord = b.slice(isCharacter, 1, 0, 1);
  return SmallVector<Value>{b.make<WhereOp>(isWord, y, b.scalar(element, 0))};
}
