// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Attention without softmax: a state of one matrix a head, which each step changes.
//
//   S = exp(g) S,  v' = β (v - kᵀ S) or v,  S = S + k v',  o = scale qᵀ S

#include "dialects/ONNX/NN/Attention.h"
#include "dialects/ONNX/Rewriting.h"
#include <cmath>

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

static bool decays(LinearAttentionOp op) { return op.getUpdateRule().starts_with("gated"); }
static bool corrects(LinearAttentionOp op) { return op.getUpdateRule().ends_with("delta"); }

LogicalResult LinearAttentionOp::inferShapes(InferenceContext &ctx) {
  if (!llvm::is_contained({"linear", "gated", "delta", "gated_delta"}, getUpdateRule()))
    return emitOpError() << "unknown update_rule '" << getUpdateRule() << "'";
  int64_t queryHeads = getQNumHeads(), heads = getKvNumHeads();
  if (heads < 1 || queryHeads < 1 || queryHeads % heads)
    return emitOpError() << "q_num_heads must be a multiple of kv_num_heads, which is positive";
  if ((decays(*this) && ctx.isAbsent(4)) || (corrects(*this) && ctx.isAbsent(5)))
    return emitOpError() << "update_rule '" << getUpdateRule() << "' needs "
                         << (ctx.isAbsent(4) && decays(*this) ? "decay" : "beta");
  SmallVector<Dims> dims;
  for (unsigned operand : {0, 1, 2}) {
    auto shape = ctx.requireShape(operand);
    if (failed(shape))
      return failure();
    if (shape->size() != 3)
      return emitOpError() << "operand " << operand << " must be of rank 3";
    auto extent = SymbolicShapes::constantOf(shape->back());
    if (!extent || *extent % (operand == 0 ? queryHeads : heads))
      return emitOpError() << "operand " << operand
                           << " must have a last extent that is known, and a multiple of its heads";
    dims.push_back(*shape);
  }
  int64_t dk = *SymbolicShapes::constantOf(dims[1].back()) / heads;
  int64_t dv = *SymbolicShapes::constantOf(dims[2].back()) / heads;
  if (*SymbolicShapes::constantOf(dims[0].back()) != dk * queryHeads)
    return emitOpError() << "queries and keys must be of one length";
  for (const Dims &other : dims)
    for (unsigned axis : {0, 1})
      if (!ctx.assumeEqual(other[axis], dims[0][axis]))
        return emitOpError() << "operands differ in extent " << axis;
  Dims y{dims[0][0], dims[0][1], ctx.constant(queryHeads * dv)};
  Dims state{dims[0][0], ctx.constant(heads), ctx.constant(dk), ctx.constant(dv)};
  if (auto past = ctx.shape(3)) {
    if (past->size() != 4)
      return emitOpError() << "past_state must be of rank 4";
    for (auto [a, b] : llvm::zip(*past, state))
      if (!ctx.assumeEqual(a, b))
        return emitOpError() << "past_state does not fit the heads";
  }
  if (failed(ctx.setResult(0, ctx.elementType(0), y)))
    return failure();
  return ctx.setResult(1, ctx.isAbsent(3) ? ctx.elementType(0) : ctx.elementType(3), state);
}

namespace {
struct LinearAttentionRewrite : Rewrite<LinearAttentionOp> {
  using Rewrite::Rewrite;

  Results rewrite(LinearAttentionOp op, OperatorBuilder &b) const override {
    int64_t heads = op.getKvNumHeads(), groups = op.getQNumHeads() / heads;
    auto lastOf = [](Value value) { return cast<RankedTensorType>(value.getType()).getShape().back(); };
    int64_t dk = lastOf(op.getKey()) / heads, dv = lastOf(op.getValue()) / heads;
    // States sum over all steps: in single precision at least.
    Type element = getElementTypeOrSelf(op.getQuery().getType());
    Type sum = element.isF64() ? element : Type(b.getF32Type());
    auto split = [&](Value x, ArrayRef<int64_t> last) {
      SmallVector<int64_t> shape{0, 0, heads};
      llvm::append_range(shape, last);
      return b.reshape(b.cast(x, sum), shape);
    };
    Value q = split(op.getQuery(), {groups, dk}), k = split(op.getKey(), {1, dk}),
          v = split(op.getValue(), {1, dv}), g, beta;
    double scale = op.getScale().convertToDouble();
    q = b.make<MulOp>(q, b.scalar(sum, scale != 0 ? scale : 1 / std::sqrt(double(dk))));
    if (decays(op)) // one a head, or one a row of the state
      g = b.make<ExpOp>(split(op.getDecay(), {lastOf(op.getDecay()) == heads ? 1 : dk, 1}));
    if (corrects(op)) // one a head, or one for all
      beta = b.reshape(b.cast(op.getBeta(), sum), {0, 0, lastOf(op.getBeta()) == 1 ? 1 : heads, 1, 1});
    Value state;
    if (isGiven(op.getPastState())) {
      state = b.cast(op.getPastState(), sum);
    } else {
      Value shape = b.make<ConcatOp>(
          ValueRange{b.extents(op.getQuery(), 0, 1), b.integers({heads, dk, dv})}, 0);
      state = b.make<ExpandOp>(b.scalar(sum, 0), shape);
    }

    Value count = b.make<SqueezeOp>(b.extents(op.getQuery(), 1, 2), b.integers({0}));
    LoopOp loop = b.loop(count, state, /*collected=*/1, [&](Value number, ValueRange carried) {
      auto step = [&](Value x) { return b.make<GatherOp>(x, number, 1); };
      Value s = carried[0];
      if (g)
        s = b.make<MulOp>(s, step(g));
      Value key = step(k), value = step(v);
      if (beta)
        value = b.make<MulOp>(b.make<SubOp>(value, b.make<MatMulOp>(key, s)), step(beta));
      Value column = b.transpose(key, {0, 1, 3, 2});
      s = b.make<AddOp>(s, b.make<MulOp>(column, value));
      return SmallVector<Value>{s, b.make<MatMulOp>(step(q), s)};
    });
    // [steps, batch, heads, groups, dv]: the batch comes first.
    Value y = b.transpose(loop->getResult(1), {1, 0, 2, 3, 4});
    y = b.reshape(y, {0, 0, heads * groups * dv});
    SmallVector<Value> results{b.cast(y, element), Value()};
    if (isGiven(op.getPresentState()))
      results[1] =
          b.cast(loop->getResult(0), getElementTypeOrSelf(op.getPresentState().getType()));
    return results;
  }
};
} // namespace

void cameo::onnx::populateLinearAttentionDecompositions(RewritePatternSet &patterns,
                                                        SymbolicShapes &shapes) {
  patterns.add<LinearAttentionRewrite>(shapes);
}
