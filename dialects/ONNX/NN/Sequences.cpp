// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What surrounds attention: rotary positions, caches, convolutions with a state
// and gated units. Their inference, and their parts.

#include "dialects/ONNX/NN/Attention.h"
#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

//===-- Inference ---------------------------------------------------------===//

// The number of elements of a head, and how many of them turn.
static FailureOr<std::pair<int64_t, int64_t>> headOf(RotaryEmbeddingOp op, InferenceContext &ctx) {
  auto x = ctx.requireShape(0);
  if (failed(x))
    return failure();
  int64_t heads = op.getNumHeads(), rotary = op.getRotaryEmbeddingDim();
  if (x->size() != 4 && (x->size() != 3 || heads < 1))
    return ctx.emitError() << "needs an operand of rank 4, or of rank 3 and num_heads";
  auto size = SymbolicShapes::constantOf(x->back());
  if (!size)
    return ctx.emitError() << "the size of a head must be known at compile time";
  if (x->size() == 3 && *size % heads != 0)
    return ctx.emitError() << "the last extent does not divide into " << heads << " heads";
  if (x->size() == 3)
    *size /= heads;
  if (rotary == 0)
    rotary = *size;
  if (rotary < 0 || rotary > *size || rotary % 2 != 0)
    return ctx.emitError() << "pairs of " << rotary << " elements cannot turn in a head of "
                           << *size;
  return std::pair(*size, rotary);
}

LogicalResult RotaryEmbeddingOp::inferShapes(InferenceContext &ctx) {
  auto head = headOf(*this, ctx);
  if (failed(head))
    return failure();
  Dims x = *ctx.shape(0);
  AffineExpr batch = x[0], length = x[x.size() - 2];
  bool isIndexed = !ctx.isAbsent(3);
  for (unsigned i : {1, 2}) {
    auto cache = ctx.requireShape(i);
    if (failed(cache))
      return failure();
    if (ctx.elementType(i) != ctx.elementType(0))
      return emitOpError() << "operand " << i << " has another element type than the first";
    if (cache->size() != (isIndexed ? 2 : 3) ||
        !ctx.assumeEqual(cache->back(), ctx.constant(head->second / 2)))
      return emitOpError() << "needs caches of rank " << (isIndexed ? 2 : 3) << " with "
                           << head->second / 2 << " columns";
    if (!isIndexed &&
        (!ctx.assumeEqual((*cache)[0], batch) || !ctx.assumeEqual((*cache)[1], length)))
      return emitOpError() << "needs caches of one row a position";
  }
  if (isIndexed) {
    auto ids = ctx.requireShape(3);
    if (failed(ids))
      return failure();
    if (ids->size() != 2 || !ctx.assumeEqual((*ids)[0], batch) ||
        !ctx.assumeEqual((*ids)[1], length))
      return emitOpError() << "needs one position id a position";
  }
  return ctx.inferLikeOperand(0);
}

LogicalResult TensorScatterOp::inferShapes(InferenceContext &ctx) {
  auto cache = ctx.requireShape(0), update = ctx.requireShape(1);
  if (failed(cache) || failed(update))
    return failure();
  auto axis = ctx.normalizeAxis(getAxis(), cache->size());
  if (failed(axis))
    return failure();
  if (*axis == 0)
    return emitOpError() << "cannot write along the batch";
  if (!llvm::is_contained({"linear", "circular"}, getMode()))
    return emitOpError() << "unknown mode '" << getMode() << "'";
  if (ctx.elementType(0) != ctx.elementType(1))
    return emitOpError() << "the cache and the update have different element types";
  if (update->size() != cache->size())
    return emitOpError() << "the cache and the update have different ranks";
  for (auto [i, have, want] : llvm::enumerate(*update, *cache))
    if (int64_t(i) == *axis ? !ctx.assumeAtMost(have, want) : !ctx.assumeEqual(have, want))
      return emitOpError() << "the update does not fit into the cache in dimension " << i;
  if (!ctx.isAbsent(2)) {
    auto indices = ctx.requireShape(2);
    if (failed(indices))
      return failure();
    if (indices->size() != 1 || !ctx.assumeEqual(indices->front(), cache->front()))
      return emitOpError() << "write_indices must be a vector of one element a batch";
  }
  return ctx.inferLikeOperand(0);
}

LogicalResult CausalConvWithStateOp::inferShapes(InferenceContext &ctx) {
  auto x = ctx.requireShape(0), w = ctx.requireShape(1);
  if (failed(x) || failed(w))
    return failure();
  if (x->size() != 3 || w->size() != 3)
    return emitOpError() << "needs an input and a weight of rank 3";
  auto channels = SymbolicShapes::constantOf((*w)[0]), width = SymbolicShapes::constantOf((*w)[2]);
  if (!channels || !width || *width < 1)
    return emitOpError() << "the channels and the extent of the filters must be known at compile "
                            "time, and be positive";
  if (!ctx.assumeEqual((*x)[1], (*w)[0]) || !ctx.assumeEqual((*w)[1], ctx.constant(1)))
    return emitOpError() << "needs one filter for each of the channels";
  if (!llvm::is_contained({"none", "silu", "swish"}, getActivation()))
    return emitOpError() << "unknown activation '" << getActivation() << "'";
  Dims state{(*x)[0], (*w)[0], ctx.constant(*width - 1)};
  for (auto [i, expected] : {std::pair(2u, Dims{(*w)[0]}), std::pair(3u, state)}) {
    if (ctx.isAbsent(i))
      continue;
    auto dims = ctx.requireShape(i);
    if (failed(dims))
      return failure();
    if (dims->size() != expected.size() ||
        !llvm::all_of(llvm::zip(*dims, expected), [&](auto pair) {
          return ctx.assumeEqual(std::get<0>(pair), std::get<1>(pair));
        }))
      return emitOpError() << "operand " << i << " does not fit the input and the weight";
  }
  if (failed(ctx.requireSameElementTypes()) || failed(ctx.setResult(0, ctx.elementType(0), *x)))
    return failure();
  return ctx.setResult(1, ctx.elementType(0), state);
}

//===-- Parts -------------------------------------------------------------===//

namespace {

// (a, b) becomes (a cos - b sin, a sin + b cos).
struct RotaryEmbeddingRewrite : Rewrite<RotaryEmbeddingOp> {
  using Rewrite::Rewrite;
  Results rewrite(RotaryEmbeddingOp op, OperatorBuilder &b) const override {
    auto type = dyn_cast<RankedTensorType>(op.getX().getType());
    if (!type)
      return failure();
    InferenceContext ctx(op, b.getShapes());
    auto head = headOf(op, ctx);
    if (failed(head))
      return failure();
    auto [size, rotary] = *head;
    bool isSeparate = type.getRank() == 4;
    Value x = op.getX();
    if (!isSeparate)
      x = b.make<ReshapeOp>(x, b.integers({0, 0, int64_t(op.getNumHeads()), size}), 0);
    auto cache = [&](Value values) {
      if (isGiven(op.getPositionIds()))
        values = b.make<GatherOp>(values, op.getPositionIds(), 0);
      return b.make<UnsqueezeOp>(values, b.integers({isSeparate ? 1 : 2}));
    };
    Value cos = cache(op.getCosCache()), sin = cache(op.getSinCache());
    bool isInterleaved = op.getInterleaved();
    int64_t half = rotary / 2;
    Value first = isInterleaved ? b.slice(x, 3, 0, rotary, 2) : b.slice(x, 3, 0, half);
    Value second = isInterleaved ? b.slice(x, 3, 1, rotary, 2) : b.slice(x, 3, half, rotary);
    Value real = b.make<SubOp>(b.make<MulOp>(cos, first), b.make<MulOp>(sin, second));
    Value imaginary = b.make<AddOp>(b.make<MulOp>(sin, first), b.make<MulOp>(cos, second));
    SmallVector<Value> parts{real, imaginary};
    if (isInterleaved) {
      Value last = b.integers({4});
      Value pairs = b.make<ConcatOp>(
          ValueRange{b.make<UnsqueezeOp>(real, last), b.make<UnsqueezeOp>(imaginary, last)}, 4);
      parts = {b.make<ReshapeOp>(pairs, b.integers({0, 0, 0, rotary}), 0)};
    }
    if (rotary < size)
      parts.push_back(b.slice(x, 3, rotary, size));
    Value y = b.make<ConcatOp>(parts, 3);
    if (!isSeparate)
      y = b.make<ReshapeOp>(y, b.integers({0, 0, int64_t(op.getNumHeads()) * size}), 0);
    return SmallVector<Value>{y};
  }
};

struct TensorScatterRewrite : Rewrite<TensorScatterOp> {
  using Rewrite::Rewrite;
  Results rewrite(TensorScatterOp op, OperatorBuilder &b) const override {
    auto type = dyn_cast<RankedTensorType>(op.getPastCache().getType());
    if (!type || !isa<RankedTensorType>(op.getUpdate().getType()))
      return failure();
    int64_t rank = type.getRank(), axis = op.getAxis();
    axis += axis < 0 ? rank : 0;
    auto extent = [&](Value x) { return b.extents(x, axis, axis + 1); };
    // A vector along one dimension.
    auto along = [&](Value vector, int64_t dimension) {
      SmallVector<int64_t> shape(rank, 1);
      shape[dimension] = -1;
      return b.make<ReshapeOp>(vector, b.integers(shape), 0);
    };
    Value where = along(b.positionsUpTo(extent(op.getUpdate())), axis);
    if (isGiven(op.getWriteIndices()))
      where = b.make<AddOp>(where, along(op.getWriteIndices(), 0));
    if (op.getMode() == "circular")
      where = b.make<ModOp>(where, extent(op.getPastCache()), 0);
    where = b.make<ExpandOp>(where, b.make<ShapeOp>(op.getUpdate(), IntegerAttr(), 0));
    return SmallVector<Value>{
        b.make<ScatterElementsOp>(op.getPastCache(), where, op.getUpdate(), axis, "none")};
  }
};

struct CausalConvWithStateRewrite : Rewrite<CausalConvWithStateOp> {
  using Rewrite::Rewrite;
  Results rewrite(CausalConvWithStateOp op, OperatorBuilder &b) const override {
    auto weight = dyn_cast<RankedTensorType>(op.getWeight().getType());
    if (!weight || !isa<RankedTensorType>(op.getInput().getType()))
      return failure();
    int64_t channels = weight.getDimSize(0), width = weight.getDimSize(2);
    Value all = isGiven(op.getPastState())
                    ? b.make<ConcatOp>(ValueRange{op.getPastState(), op.getInput()}, 2)
                    : b.make<PadOp>(op.getInput(), b.integers({width - 1, 0}), b.none(),
                                    b.integers({2}), "constant");
    Value y =
        b.make<ConvOp>(all, op.getWeight(), op.getBias(), "NOTSET", DenseI64ArrayAttr(), channels,
                       DenseI64ArrayAttr(), DenseI64ArrayAttr(), DenseI64ArrayAttr());
    if (op.getActivation() != "none")
      y = b.make<SwishOp>(y, llvm::APFloat(1.0f));
    Value state;
    if (isGiven(op.getPresentState())) {
      Value end = b.make<ShapeOp>(all, b.getI64IntegerAttr(3), 2);
      state = b.make<SliceOp>(all, b.make<SubOp>(end, b.integers({width - 1})), end,
                              b.integers({2}), b.none());
    }
    return SmallVector<Value>{y, state};
  }
};

struct SwiGLURewrite : Rewrite<SwiGLUOp> {
  using Rewrite::Rewrite;
  Results rewrite(SwiGLUOp op, OperatorBuilder &b) const override {
    return SmallVector<Value>{b.make<MulOp>(b.make<SwishOp>(op.getA(), op.getAlpha()), op.getB())};
  }
};
} // namespace

void cameo::onnx::populateStepDecompositions(RewritePatternSet &patterns, SymbolicShapes &shapes) {
  patterns
      .add<RotaryEmbeddingRewrite, TensorScatterRewrite, CausalConvWithStateRewrite, SwiGLURewrite>(
          shapes);
}
