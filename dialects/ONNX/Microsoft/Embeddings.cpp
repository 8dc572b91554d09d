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
