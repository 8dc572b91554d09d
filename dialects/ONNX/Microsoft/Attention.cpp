// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The forms of attention: projections, masks and caches around ai.onnx's.

#include "dialects/ONNX/Microsoft/Heads.h"
#include "dialects/ONNX/Microsoft/Ops.h"
#include <cmath>

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

static std::optional<float> toFloat(std::optional<APFloat> value) {
  return value ? std::optional(value->convertToFloat()) : std::nullopt;
}
static Value extent(OperatorBuilder &b, Value x, int64_t axis) {
  return b.extents(x, axis, axis + 1);
}
static int64_t rankOf(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type ? type.getRank() : 0;
}

// The masks together: null when there is none, failure after a diagnostic.
static FailureOr<Value> biasOf(OperatorBuilder &b, Operation *op, Value mask, Value attentionBias,
                               Value batch, Value queries, Value keys, Type element,
                               const APFloat &hidden) {
  Value bias;
  if (isGiven(mask)) {
    bias = maskBias(b, op, mask, batch, queries, keys, element, hidden.convertToFloat());
    if (!bias)
      return failure();
  }
  if (attentionBias && isGiven(attentionBias))
    bias = bias ? Value(b.make<AddOp>(bias, attentionBias)) : attentionBias;
  return bias;
}

//===-- Attention -------------------------------------------------------------===//

// `projected` is [batch, length, sizes of Q, K and V].
template <typename Op>
static Results attendSelf(Op op, OperatorBuilder &b, Value projected, Type element,
                          ArrayRef<int64_t> sizes, Value attentionBias) {
  int64_t numHeads = op.getNumHeads();
  if (op.getDoRotary() || op.getPastPresentShareBuffer())
    return op.emitOpError() << "do_rotary and past_present_share_buffer are not supported";
  for (int64_t size : sizes)
    if (numHeads < 1 || size < 1 || size % numHeads != 0)
      return op.emitOpError() << "a size of " << size << " does not divide into " << numHeads
                              << " heads";
  Heads heads;
  int64_t start = 0;
  Value *parts[] = {&heads.q, &heads.k, &heads.v};
  for (auto [part, size] : llvm::zip(parts, sizes)) {
    *part = splitHeads(b, b.slice(projected, 2, start, start + size), numHeads);
    start += size;
  }
  Value keys = extent(b, projected, 1);
  if (isGiven(op.getPast())) {
    if (rankOf(op.getPast()) != 5)
      return op.emitOpError() << "needs a past of rank 5";
    auto part = [&](int64_t index) {
      return b.make<SqueezeOp>(b.slice(op.getPast(), 0, index, index + 1), b.integers({0}));
    };
    heads.pastKey = part(0), heads.pastValue = part(1);
    keys = b.make<AddOp>(keys, extent(b, op.getPast(), 3));
  }
  auto bias = biasOf(b, op, op.getMaskIndex(), attentionBias, extent(b, projected, 0),
                     extent(b, projected, 1), keys, element, op.getMaskFilterValue());
  if (failed(bias))
    return failure();
  heads.bias = *bias;
  heads.isCausal = op.getUnidirectional() != 0;
  heads.scale = toFloat(op.getScale());
  auto results = heads.attend(b);
  Value present;
  if (isGiven(op.getPresent()))
    present = b.make<ConcatOp>(ValueRange{b.make<UnsqueezeOp>(results[1], b.integers({0})),
                                          b.make<UnsqueezeOp>(results[2], b.integers({0}))},
                               0);
  return SmallVector<Value>{joinHeads(b, results[0]), present};
}

// Three equal parts, unless they are given.
static FailureOr<SmallVector<int64_t>> sizesOf(Operation *op, Value weights,
                                               std::optional<ArrayRef<int64_t>> given) {
  auto type = cast<RankedTensorType>(weights.getType());
  if (type.getRank() != 2 || type.isDynamicDim(1))
    return op->emitOpError() << "needs a matrix of weights with its columns known at compile time";
  int64_t all = type.getDimSize(1);
  if (!given || given->empty()) {
    if (all % 3 != 0)
      return op->emitOpError() << all << " columns of weights are not as many for Q, K and V";
    return SmallVector<int64_t>(3, all / 3);
  }
  if (given->size() != 3 || (*given)[0] + (*given)[1] + (*given)[2] != all)
    return op->emitOpError() << "qkv_hidden_sizes are not the three parts of " << all
                             << " columns of weights";
  return SmallVector<int64_t>(*given);
}

Results MicrosoftAttentionOp::decompose(OperatorBuilder &b) {
  if (rankOf(getInput()) != 3)
    return emitOpError() << "needs an input of rank 3";
  auto sizes = sizesOf(*this, getWeights(), getQkvHiddenSizes());
  if (failed(sizes))
    return failure();
  Value projected = b.addIfGiven(b.make<MatMulOp>(getInput(), getWeights()), getBias());
  return attendSelf(*this, b, projected, getElementTypeOrSelf(getInput().getType()), *sizes,
                    getAttentionBias());
}

Results MicrosoftQAttentionOp::decompose(OperatorBuilder &b) {
  if (rankOf(getInput()) != 3)
    return emitOpError() << "needs an input of rank 3";
  auto sizes = sizesOf(*this, getWeight(), std::nullopt);
  if (failed(sizes))
    return failure();
  Value sum =
      b.make<MatMulIntegerOp>(getInput(), getWeight(), getInputZeroPoint(), getWeightZeroPoint());
  Value scale = b.make<MulOp>(getInputScale(), getWeightScale());
  Value projected = b.make<AddOp>(b.make<MulOp>(b.cast(sum, b.getF32Type()), scale), getBias());
  return attendSelf(*this, b, projected, b.getF32Type(), *sizes, Value());
}

//===-- MultiHeadAttention ------------------------------------------------------===//

Results MicrosoftMultiHeadAttentionOp::decompose(OperatorBuilder &b) {
  int64_t numHeads = getNumHeads();
  if (isGiven(getPastSequenceLength()) || isGiven(getCacheIndirection()))
    return emitOpError() << "caches that are shared by beams are not supported";
  Heads heads;
  // Parts of [batch, length, heads, parts, size].
  auto part = [&](Value x, int64_t index) {
    Value one = b.make<SqueezeOp>(b.slice(x, 3, index, index + 1), b.integers({3}));
    return b.transpose(one, {0, 2, 1, 3});
  };
  int64_t rank = rankOf(getQuery()), keyRank = isGiven(getKey()) ? rankOf(getKey()) : 0;
  if (numHeads < 1)
    return emitOpError() << "has no heads";
  Value query = getQuery(), key = getKey(), value = getValue();
  if (isGiven(getBias())) {
    auto all = cast<RankedTensorType>(getBias().getType());
    auto q = cast<RankedTensorType>(query.getType());
    if (rank != 3 || (keyRank != 3 && keyRank != 4) || !isGiven(value) || all.getRank() != 1 ||
        q.isDynamicDim(2))
      return emitOpError() << "a bias is only for Q, K and V apart, of known size";
    int64_t size = q.getDimSize(2);
    query = b.make<AddOp>(query, b.slice(getBias(), 0, 0, size));
    // Keys and values of another sequence have had theirs.
    if (keyRank == 3) {
      key = b.make<AddOp>(key, b.slice(getBias(), 0, size, 2 * size));
      value = b.make<AddOp>(value,
                            b.slice(getBias(), 0, 2 * size, std::numeric_limits<int64_t>::max()));
    }
  }
  if (rank == 5) {
    heads.q = part(query, 0), heads.k = part(query, 1), heads.v = part(query, 2);
  } else if (rank == 3 && keyRank == 5) {
    heads.q = splitHeads(b, query, numHeads);
    heads.k = part(key, 0), heads.v = part(key, 1);
  } else if (rank == 3 && (keyRank == 3 || keyRank == 4) && isGiven(value) &&
             rankOf(value) == keyRank) {
    heads.q = splitHeads(b, query, numHeads);
    heads.k = keyRank == 3 ? splitHeads(b, key, numHeads) : key;
    heads.v = keyRank == 3 ? splitHeads(b, value, numHeads) : value;
  } else {
    return emitOpError() << "needs Q, K and V apart, or K and V or all of them in one";
  }
  Value keys = extent(b, heads.k, 2);
  if (isGiven(getPastKey()) != isGiven(getPastValue()))
    return emitOpError() << "needs both past_key and past_value, or none";
  if (isGiven(getPastKey())) {
    heads.pastKey = getPastKey(), heads.pastValue = getPastValue();
    keys = b.make<AddOp>(keys, extent(b, getPastKey(), 2));
  }
  auto bias = biasOf(b, *this, getKeyPaddingMask(), getAttentionBias(), extent(b, heads.q, 0),
                     extent(b, heads.q, 2), keys, getElementTypeOrSelf(getQuery().getType()),
                     getMaskFilterValue());
  if (failed(bias))
    return failure();
  heads.bias = *bias;
  heads.isCausal = getUnidirectional() != 0;
  heads.scale = toFloat(getScale());
  auto results = heads.attend(b);
  return SmallVector<Value>{joinHeads(b, results[0]), results[1], results[2], Value()};
}

// The past keys with the new one at `at`, a vector of one.
static Value putIntoCache(OperatorBuilder &b, Value past, Value update, Value at) {
  Value position = b.make<UnsqueezeOp>(b.positionsUpTo(extent(b, past, 2)), b.integers({1}));
  return b.make<WhereOp>(b.make<EqualOp>(position, at), update, past);
}

// A cache [batch * beams, heads, length, size] in which position t < past of a row is in
// the row of the beam that `beamOf`, [batch, beams, most], says.
static Value alongBeams(OperatorBuilder &b, Value cache, Value beamOf, Value past) {
  Type i64 = b.getI64Type();
  auto at = [&](Value x, ArrayRef<int64_t> axes) {
    return b.make<UnsqueezeOp>(x, b.integers(axes));
  };
  Value length = extent(b, cache, 2), rows = extent(b, cache, 0), beams = extent(b, beamOf, 1);
  Value row = b.positionsUpTo(rows), place = b.positionsUpTo(length);
  Value beam =
      b.make<SliceOp>(b.make<ReshapeOp>(b.cast(beamOf, i64),
                                        b.make<ConcatOp>(ValueRange{rows, b.integers({-1})}, 0), 0),
                      b.integers({0}), length, b.integers({1}), b.integers({1}));
  Value first = b.make<MulOp>(b.make<DivOp>(row, beams), beams);
  Value from = b.make<WhereOp>(b.make<LessOp>(place, past), b.make<AddOp>(at(first, {1}), beam),
                               at(row, {1}));
  Value places = b.make<ExpandOp>(place, b.extents(from, 0));
  Value tuples = b.make<ConcatOp>(ValueRange{at(from, {2}), at(places, {2})}, 2);
  return b.transpose(b.make<GatherNDOp>(b.transpose(cache, {0, 2, 1, 3}), tuples, 0), {0, 2, 1, 3});
}

Results MicrosoftDecoderMaskedMultiHeadAttentionOp::decompose(OperatorBuilder &b) {
  int64_t numHeads = getNumHeads();
  bool isShared = getPastPresentShareBuffer() != 0;
  if (isGiven(getQk()))
    return emitOpError() << "qk is not supported";
  if (isGiven(getCacheIndirection()) && (!isShared || rankOf(getCacheIndirection()) != 3))
    return emitOpError() << "needs a cache with room where cache_indirection, of rank 3, is given";
  if (rankOf(getQuery()) != 3 || numHeads < 1 || !isGiven(getKey()) || !isGiven(getValue()))
    return emitOpError() << "needs a query of rank 3, a key and a value, and heads";
  if (isGiven(getPastKey()) != isGiven(getPastValue()) ||
      (isShared && (!isGiven(getPastKey()) || !isGiven(getPastSequenceLength()))))
    return emitOpError() << "needs past_key and past_value, and past_sequence_length where the "
                            "cache has room";
  Value parts[] = {getQuery(), getKey(), getValue()};
  bool isCross = rankOf(getKey()) == 4; // then K and V are all there is
  if (isGiven(getBias())) {
    int64_t start = 0;
    for (Value &part : parts) {
      int64_t size = cast<RankedTensorType>(part.getType()).getShape().back();
      if (ShapedType::isDynamic(size) || isCross)
        return emitOpError() << "a bias is only for Q, K and V of known size";
      part = b.make<AddOp>(part, b.slice(getBias(), 0, start, start + size));
      start += size;
    }
  }
  Heads heads;
  heads.q = splitHeads(b, parts[0], numHeads);
  heads.k = isCross ? parts[1] : splitHeads(b, parts[1], numHeads);
  heads.v = isCross ? parts[2] : splitHeads(b, parts[2], numHeads);
  Value presentKey = heads.k, presentValue = heads.v;
  if (isGiven(getPastKey()) && !isCross && isShared) {
    Value past = b.reshape(b.cast(getPastSequenceLength(), b.getI64Type()), {1});
    presentKey = putIntoCache(b, getPastKey(), heads.k, past);
    presentValue = putIntoCache(b, getPastValue(), heads.v, past);
    auto used = [&](Value cache) {
      return b.make<SliceOp>(cache, b.integers({0}), b.make<AddOp>(past, b.integers({1})),
                             b.integers({2}), b.integers({1}));
    };
    heads.k = used(presentKey), heads.v = used(presentValue);
    if (isGiven(getCacheIndirection())) {
      heads.k = alongBeams(b, heads.k, getCacheIndirection(), past);
      heads.v = alongBeams(b, heads.v, getCacheIndirection(), past);
    }
  } else if (isGiven(getPastKey()) && !isCross) {
    presentKey = heads.k = b.make<ConcatOp>(ValueRange{getPastKey(), heads.k}, 2);
    presentValue = heads.v = b.make<ConcatOp>(ValueRange{getPastValue(), heads.v}, 2);
  }
  auto bias = biasOf(b, *this, getMaskIndex(), getAttentionBias(), extent(b, heads.q, 0),
                     extent(b, heads.q, 2), extent(b, heads.k, 2),
                     getElementTypeOrSelf(getQuery().getType()), getMaskFilterValue());
  if (failed(bias))
    return failure();
  heads.bias = *bias;
  heads.scale = toFloat(getScale());
  auto results = heads.attend(b);
  return SmallVector<Value>{joinHeads(b, results[0]), presentKey, presentValue, Value()};
}

//===-- GroupQueryAttention -----------------------------------------------------===//

// The past with zeros behind it, for as many keys as there will be at least.
static Value withRoom(OperatorBuilder &b, Value past, Type element, Value total) {
  Value have = extent(b, past, 2);
  Value missing = b.make<MaxOp>(ValueRange{b.make<SubOp>(total, have), b.integers({0})});
  SmallVector<Value> shape{b.extents(past, 0, 2), missing, extent(b, past, 3)};
  Value zeros = b.make<ExpandOp>(b.scalar(element, 0), b.make<ConcatOp>(shape, 0));
  return b.make<ConcatOp>(ValueRange{past, zeros}, 2);
}

// One key more, which scores 0 and gives 0, with `sink` (of each head, or one) added to
// its score: it takes part of the softmax.
static void addSink(OperatorBuilder &b, Heads &heads, Value sink, Type element) {
  auto zeroAfter = [&](Value x) {
    SmallVector<Value> shape{b.extents(x, 0, 2), b.integers({1}), extent(b, x, 3)};
    Value zero = b.make<ExpandOp>(b.scalar(element, 0), b.make<ConcatOp>(shape, 0));
    return b.make<ConcatOp>(ValueRange{x, zero}, 2);
  };
  heads.k = zeroAfter(heads.k), heads.v = zeroAfter(heads.v);
  SmallVector<Value> shape{extent(b, heads.q, 0), extent(b, heads.q, 1), extent(b, heads.q, 2),
                           b.integers({1})};
  Value column = b.make<ExpandOp>(b.reshape(sink, {-1, 1, 1}), b.make<ConcatOp>(shape, 0));
  shape.back() = extent(b, heads.bias, 3);
  Value bias = b.make<ExpandOp>(heads.bias, b.make<ConcatOp>(shape, 0));
  heads.bias = b.make<ConcatOp>(ValueRange{bias, column}, 3);
}

Results MicrosoftGroupQueryAttentionOp::decompose(OperatorBuilder &b) {
  int64_t numHeads = getNumHeads(), kvHeads = getKvNumHeads(), window = getLocalWindowSize();
  if (getQkOutput() != 0)
    return emitOpError() << "qk_output is not supported";
  if (rankOf(getQuery()) != 3 || numHeads < 1 || kvHeads < 1 || numHeads % kvHeads != 0)
    return emitOpError() << "needs a query of rank 3, and heads that divide into groups";
  if (isGiven(getKey()) != isGiven(getValue()) || isGiven(getPastKey()) != isGiven(getPastValue()))
    return emitOpError() << "needs both keys and values, or none";
  Value query = getQuery(), key = getKey(), value = getValue();
  Type element = getElementTypeOrSelf(getQuery().getType()), index = b.getI64Type();
  if (!isGiven(key)) {
    int64_t all = cast<RankedTensorType>(query.getType()).getDimSize(2);
    if (ShapedType::isDynamic(all) || all % (numHeads + 2 * kvHeads) != 0)
      return emitOpError() << "the last extent does not divide into heads";
    int64_t size = all / (numHeads + 2 * kvHeads), end = numHeads * size;
    key = b.slice(query, 2, end, end + kvHeads * size);
    value = b.slice(query, 2, end + kvHeads * size, all);
    query = b.slice(query, 2, 0, end);
  }
  Value q = splitHeads(b, query, numHeads), k = splitHeads(b, key, kvHeads),
        v = splitHeads(b, value, kvHeads);

  // New keys go behind the past ones; a sequence that is all there is has no past.
  Value length = extent(b, query, 1);
  Value total = b.reshape(b.cast(getTotalSequenceLength(), index), {1});
  Value last = b.reshape(b.cast(getSeqlensK(), index), {-1});
  Value before = b.make<SubOp>(b.make<AddOp>(last, b.integers({1})), length);
  before = b.make<WhereOp>(b.make<EqualOp>(length, total), b.scalar(index, 0), before);
  Value row = b.make<AddOp>(b.make<UnsqueezeOp>(before, b.integers({1})),
                            b.positionsUpTo(length)); // [batch, length]
  if (getDoRotary()) {
    if (!isGiven(getCosCache()) || !isGiven(getSinCache()) || rankOf(getCosCache()) != 2)
      return emitOpError() << "needs cos_cache and sin_cache of rank 2";
    Value ids = isGiven(getPositionIds()) ? b.cast(getPositionIds(), index) : row;
    int64_t size = 2 * cast<RankedTensorType>(getCosCache().getType()).getShape().back();
    auto head = dyn_cast<RankedTensorType>(q.getType());
    if (!head || size < 0)
      return emitOpError() << "the size of the caches must be known at compile time";
    bool isPart = size != head.getDimSize(3);
    auto turn = [&](Value x, int64_t count) {
      return b.make<RotaryEmbeddingOp>(x, getCosCache(), getSinCache(), ids,
                                       getRotaryInterleavedAttr(), b.getI64IntegerAttr(count),
                                       b.getI64IntegerAttr(isPart ? size : 0));
    };
    q = turn(q, numHeads), k = turn(k, kvHeads);
  }
  if (isGiven(getPastKey())) {
    // What stands behind the past keys of a batch means nothing.
    Value end = b.reshape(before, {-1, 1, 1, 1});
    auto append = [&](Value past, Value update) {
      Value position = b.make<UnsqueezeOp>(b.positionsUpTo(extent(b, past, 2)), b.integers({1}));
      past = b.make<WhereOp>(b.make<LessOp>(position, end), past, b.scalar(element, 0));
      return b.make<TensorScatterOp>(withRoom(b, past, element, total), update, before, -2,
                                     "linear");
    };
    k = append(getPastKey(), k), v = append(getPastValue(), v);
  }

  Value column = b.positionsUpTo(extent(b, k, 2));
  row = b.make<UnsqueezeOp>(row, b.integers({1, 3})); // [batch, 1, length, 1]
  Value isSeen =
      b.make<LessOrEqualOp>(column, b.make<MinOp>(ValueRange{row, b.reshape(last, {-1, 1, 1, 1})}));
  if (window > 0)
    isSeen =
        b.make<AndOp>(isSeen, b.make<GreaterOp>(column, b.make<SubOp>(row, b.integers({window}))));
  Heads heads;
  heads.q = q, heads.k = k, heads.v = v;
  heads.bias = b.make<WhereOp>(isSeen, b.scalar(element, 0), b.scalar(element, -INFINITY));
  if (isGiven(getAttentionBias())) {
    // It is of the keys that there are; the cache may have room behind them.
    Value room = b.make<SubOp>(extent(b, k, 2), extent(b, getAttentionBias(), 3));
    Value zeros = b.integers(SmallVector<int64_t>(7, 0));
    Value given =
        b.make<PadOp>(b.cast(getAttentionBias(), element),
                      b.make<ConcatOp>(ValueRange{zeros, room}, 0), b.none(), b.none(), "constant");
    heads.bias = b.make<AddOp>(heads.bias, given);
  }
  if (isGiven(getHeadSink()) || int64_t(getSmoothSoftmax()) > 0)
    addSink(b, heads,
            isGiven(getHeadSink()) ? b.cast(getHeadSink(), element) : b.scalar(element, 0),
            element);
  float scale = getScale() ? getScale()->convertToFloat() : 0;
  if (scale != 0)
    heads.scale = scale;
  heads.softcap = getSoftcap().convertToFloat();
  auto results = heads.attend(b);
  return SmallVector<Value>{joinHeads(b, results[0]), k, v, Value()};
}
