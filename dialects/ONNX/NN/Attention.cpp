// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Attention: its inference, and its products, masks and softmax one by one.

#include "dialects/ONNX/NN/Attention.h"
#include "dialects/ONNX/Rewriting.h"
#include <cmath>

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

//===-- Inference ---------------------------------------------------------===//

namespace {
// Extents that must be known at compile time.
struct Heads {
  int64_t q, kv;           // how many there are
  int64_t size, valueSize; // of each of Q and K, and of V
  bool areSeparate;        // a dimension of their own: rank 4
};
} // namespace

static FailureOr<Heads> headsOf(AttentionOp op, InferenceContext &ctx) {
  auto q = ctx.requireShape(0), k = ctx.requireShape(1), v = ctx.requireShape(2);
  if (failed(q) || failed(k) || failed(v))
    return failure();
  if ((q->size() != 3 && q->size() != 4) || k->size() != q->size() || v->size() != q->size())
    return ctx.emitError() << "needs operands Q, K and V of rank 3, or of rank 4";
  bool areSeparate = q->size() == 4;
  if (!areSeparate && (!op.getQNumHeads() || !op.getKvNumHeads()))
    return ctx.emitError() << "needs q_num_heads and kv_num_heads for operands of rank 3";
  auto count = [&](Dims &dims, std::optional<uint64_t> given) {
    return areSeparate ? SymbolicShapes::constantOf(dims[1]) : std::optional<int64_t>(*given);
  };
  auto qHeads = count(*q, op.getQNumHeads()), kvHeads = count(*k, op.getKvNumHeads());
  auto size = SymbolicShapes::constantOf(q->back()),
       keySize = SymbolicShapes::constantOf(k->back()),
       valueSize = SymbolicShapes::constantOf(v->back());
  if (!qHeads || !kvHeads || !size || !keySize || !valueSize)
    return ctx.emitError() << "the number of heads and their size must be known at compile time";
  if (*qHeads < 1 || *kvHeads < 1 || *qHeads % *kvHeads != 0)
    return ctx.emitError() << "the " << *qHeads << " heads of Q do not divide into " << *kvHeads
                           << " groups";
  if (areSeparate && !ctx.assumeEqual((*k)[1], (*v)[1]))
    return ctx.emitError() << "K and V have different numbers of heads";
  if (!areSeparate) {
    if (*size % *qHeads != 0 || *keySize % *kvHeads != 0 || *valueSize % *kvHeads != 0)
      return ctx.emitError() << "the last extents do not divide into heads";
    *size /= *qHeads, *keySize /= *kvHeads, *valueSize /= *kvHeads;
  }
  if (*size != *keySize || *size == 0)
    return ctx.emitError() << "heads of Q have size " << *size << ", those of K " << *keySize;
  return Heads{*qHeads, *kvHeads, *size, *valueSize, areSeparate};
}

// A mask broadcasts to the scores, but its last extent may be smaller.
static LogicalResult checkMask(InferenceContext &ctx, const Dims &scores) {
  if (ctx.isAbsent(3))
    return success();
  auto mask = ctx.requireShape(3);
  if (failed(mask))
    return failure();
  if (mask->empty() || mask->size() > scores.size())
    return ctx.emitError() << "needs a mask of rank 1 to 4";
  auto last = SymbolicShapes::constantOf(mask->back());
  // One column is broadcast by some versions, and padded by others.
  if (last == 1 && SymbolicShapes::constantOf(scores.back()) != 1)
    return ctx.emitError() << "a mask of one column has no single meaning for more keys";
  if (!ctx.assumeAtMost(mask->back(), scores.back()))
    return ctx.emitError() << "the mask has more columns than there are keys";
  for (size_t i = 2; i <= mask->size(); ++i)
    if (!ctx.assumeBroadcast((*mask)[mask->size() - i], scores[scores.size() - i]))
      return ctx.emitError() << "the mask does not broadcast to the scores in dimension -" << i;
  return success();
}

LogicalResult AttentionOp::inferShapes(InferenceContext &ctx) {
  auto heads = headsOf(*this, ctx);
  if (failed(heads))
    return failure();
  Type element = ctx.elementType(0);
  for (unsigned i : {1, 2, 4, 5})
    if (!ctx.isAbsent(i) && ctx.elementType(i) != element)
      return emitOpError() << "operand " << i << " has another element type than the first";
  if (getQkMatmulOutputMode() > 3)
    return emitOpError() << "qk_matmul_output_mode must be 0, 1, 2 or 3";
  if (auto precision = getSoftmaxPrecision();
      precision && !isa_and_nonnull<FloatType>(elementTypeOf(getContext(), *precision)))
    return emitOpError() << "softmax_precision " << *precision << " is not a floating-point type";
  Dims q = *ctx.shape(0), k = *ctx.shape(1), v = *ctx.shape(2);
  int64_t along = heads->areSeparate ? 2 : 1;
  AffineExpr batch = q[0], queries = q[along], keys = k[along];
  if (!ctx.assumeEqual(batch, k[0]) || !ctx.assumeEqual(batch, v[0]))
    return emitOpError() << "Q, K and V have different batches";
  if (!ctx.assumeEqual(keys, v[along]))
    return emitOpError() << "needs as many keys as values";
  AffineExpr kvHeads = ctx.constant(heads->kv), size = ctx.constant(heads->size),
             valueSize = ctx.constant(heads->valueSize);
  if (ctx.isAbsent(4) != ctx.isAbsent(5))
    return emitOpError() << "needs both past_key and past_value, or none";
  if (!ctx.isAbsent(4)) {
    auto pastKey = ctx.requireShape(4), pastValue = ctx.requireShape(5);
    if (failed(pastKey) || failed(pastValue))
      return failure();
    auto fits = [&](const Dims &past, AffineExpr last) {
      return past.size() == 4 && ctx.assumeEqual(past[0], batch) &&
             ctx.assumeEqual(past[1], kvHeads) && ctx.assumeEqual(past[3], last);
    };
    if (!fits(*pastKey, size) || !fits(*pastValue, valueSize) ||
        !ctx.assumeEqual((*pastKey)[2], (*pastValue)[2]))
      return emitOpError() << "the past keys or values do not fit the present ones";
    keys = keys + (*pastKey)[2];
  }
  if (!ctx.isAbsent(6)) {
    auto lengths = ctx.requireShape(6);
    if (failed(lengths))
      return failure();
    if (!ctx.isAbsent(4))
      return emitOpError() << "nonpad_kv_seqlen and a past exclude each other";
    if (lengths->size() != 1 || !ctx.assumeEqual(lengths->front(), batch))
      return emitOpError() << "nonpad_kv_seqlen must be a vector of one element a batch";
  }
  Dims scores{batch, ctx.constant(heads->q), queries, keys};
  if (failed(checkMask(ctx, scores)))
    return failure();
  Dims y = heads->areSeparate ? Dims{batch, scores[1], queries, valueSize}
                              : Dims{batch, queries, ctx.constant(heads->q * heads->valueSize)};
  if (failed(ctx.setResult(0, element, y)) ||
      failed(ctx.setResult(1, element, {batch, kvHeads, keys, size})) ||
      failed(ctx.setResult(2, element, {batch, kvHeads, keys, valueSize})))
    return failure();
  return ctx.setResult(3, element, scores);
}

//===-- Steps -------------------------------------------------------------===//

namespace {

struct AttentionRewrite : Rewrite<AttentionOp> {
  using Rewrite::Rewrite;

  static Value extent(OperatorBuilder &b, Value x, int64_t axis) {
    return b.extents(x, axis, axis + 1);
  }

  // The mask with -∞ for the keys after its last column.
  static Value padded(Value bias, Value columns, Value keys, int64_t axis, OperatorBuilder &b) {
    Type element = getElementTypeOrSelf(bias.getType());
    Value hidden = b.scalar(element, -INFINITY), missing = b.make<SubOp>(keys, columns);
    auto count = b.getShapes().valuesOf(missing);
    if (auto known = count ? SymbolicShapes::constantOf(count->front()) : std::nullopt) {
      Value pads = b.make<ConcatOp>(ValueRange{b.integers({0}), missing}, 0);
      return *known == 0 ? bias : b.make<PadOp>(bias, pads, hidden, b.integers({axis}), "constant");
    }
    Value key = b.positionsUpTo(keys), last = b.make<SubOp>(columns, b.integers({1}));
    Value column = b.make<GatherOp>(bias, b.make<MinOp>(ValueRange{key, last}), axis);
    return b.make<WhereOp>(b.make<LessOp>(key, columns), column, hidden);
  }

  // What is added to the scores: 0 where a query sees a key, -∞ where it does
  // not, or the float mask that is given; null when everything is seen.
  static Value bias(AttentionOp op, Value queries, Value keys, OperatorBuilder &b) {
    Type element = getElementTypeOrSelf(op.getQ().getType());
    Value zero = b.scalar(element, 0), hidden = b.scalar(element, -INFINITY), bias;
    if (Value mask = op.getAttnMask(); isGiven(mask)) {
      auto type = cast<RankedTensorType>(mask.getType());
      bias = type.getElementType().isInteger(1) ? b.make<WhereOp>(mask, zero, hidden)
                                                : b.cast(mask, element);
      bias = padded(bias, extent(b, mask, type.getRank() - 1), keys, type.getRank() - 1, b);
    }
    Value lengths = op.getNonpadKvSeqlen(), perBatch = b.integers({-1, 1, 1, 1});
    Value column = b.positionsUpTo(keys);
    if (op.getIsCausal()) {
      // Query i is the key of position i + offset.
      Value row = b.make<UnsqueezeOp>(b.positionsUpTo(queries), b.integers({1}));
      if (isGiven(op.getPastKey()))
        row = b.make<AddOp>(row, extent(b, op.getPastKey(), 2));
      if (isGiven(lengths))
        row = b.make<AddOp>(row, b.make<ReshapeOp>(b.make<SubOp>(lengths, queries), perBatch, 0));
      bias = b.make<WhereOp>(b.make<LessOp>(row, column), hidden, bias ? bias : zero);
    }
    if (isGiven(lengths))
      bias = b.make<WhereOp>(b.make<LessOp>(column, b.make<ReshapeOp>(lengths, perBatch, 0)),
                             bias ? bias : zero, hidden);
    return bias;
  }

  Results rewrite(AttentionOp op, OperatorBuilder &b) const override {
    if (!isa<RankedTensorType>(op.getQ().getType()))
      return failure();
    InferenceContext ctx(op, b.getShapes());
    auto heads = headsOf(op, ctx);
    if (failed(heads))
      return failure();
    Type element = getElementTypeOrSelf(op.getQ().getType());
    auto swap = b.getDenseI64ArrayAttr({0, 2, 1, 3});
    auto byHead = [&](Value x, int64_t count, int64_t size) {
      if (heads->areSeparate)
        return x;
      return b.make<TransposeOp>(b.make<ReshapeOp>(x, b.integers({0, 0, count, size}), 0), swap);
    };
    Value q = byHead(op.getQ(), heads->q, heads->size);
    Value k = byHead(op.getK(), heads->kv, heads->size);
    Value v = byHead(op.getV(), heads->kv, heads->valueSize);
    if (isGiven(op.getPastKey())) {
      k = b.make<ConcatOp>(ValueRange{op.getPastKey(), k}, 2);
      v = b.make<ConcatOp>(ValueRange{op.getPastValue(), v}, 2);
    }
    Value queries = extent(b, q, 2), keys = extent(b, k, 2);

    // Heads that share one of K and V are multiplied with it as one matrix.
    int64_t sharing = heads->q / heads->kv;
    auto reshape = [&](Value x, int64_t count, Value rows, Value columns) {
      if (sharing == 1)
        return x;
      Value shape = b.make<ConcatOp>(ValueRange{b.integers({0, count}), rows, columns}, 0);
      return b.make<ReshapeOp>(x, shape, 0);
    };
    Value shared = b.make<MulOp>(queries, b.integers({sharing}));
    // A number of keys that is read at run time is none of a shape: it is the rest.
    auto extents = b.getShapes().shapeOf(k);
    bool isRead = extents && b.getShapes().dependsOnData((*extents)[2]);
    Value columns = isRead ? b.integers({-1}) : keys;
    double scale = op.getScale() ? op.getScale()->convertToFloat() : 1 / std::sqrt(heads->size);
    Value product = b.make<MatMulOp>(reshape(b.make<MulOp>(q, b.scalar(element, scale)), heads->kv,
                                             shared, b.integers({heads->size})),
                                     b.make<TransposeOp>(k, b.getDenseI64ArrayAttr({0, 1, 3, 2})));
    SmallVector<Value, 4> stages{reshape(product, heads->q, queries, columns)};
    stages.push_back(stages.back());
    if (float cap = op.getSoftcap().convertToFloat(); cap != 0) {
      Value limit = b.scalar(element, cap);
      stages.back() = b.make<MulOp>(b.make<TanhOp>(b.make<DivOp>(stages.back(), limit)), limit);
    }
    Value added = bias(op, queries, keys, b);
    stages.push_back(added ? b.make<AddOp>(stages.back(), added) : stages.back());
    Value logits = stages.back();
    if (auto precision = op.getSoftmaxPrecision())
      logits = b.cast(logits, elementTypeOf(op.getContext(), *precision));
    Value weights = b.cast(b.make<SoftmaxOp>(logits, -1), element);
    // Only masks and lengths hide all of a row: a causal query sees the first key.
    if (isGiven(op.getAttnMask()) || isGiven(op.getNonpadKvSeqlen())) {
      Value most = b.make<ReduceMaxOp>(added, b.integers({-1}), 1, 0);
      weights = b.make<WhereOp>(b.make<EqualOp>(most, b.scalar(element, -INFINITY)),
                                b.scalar(element, 0), weights);
    }
    stages.push_back(weights);
    Value size = b.integers({heads->valueSize});
    Value y = reshape(b.make<MatMulOp>(reshape(weights, heads->kv, shared, columns), v), heads->q,
                      queries, size);
    if (!heads->areSeparate)
      y = b.make<ReshapeOp>(b.make<TransposeOp>(y, swap),
                            b.integers({0, 0, heads->q * heads->valueSize}), 0);
    SmallVector<Value> results{y, k, v, stages[op.getQkMatmulOutputMode()]};
    for (auto [result, value] : llvm::zip(op->getResults(), results))
      if (!isGiven(result))
        value = Value();
    return results;
  }
};
} // namespace

void cameo::onnx::populateAttentionDecompositions(RewritePatternSet &patterns,
                                                  SymbolicShapes &shapes) {
  patterns.add<AttentionRewrite>(shapes);
}
