// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Attention whose scores and weights go through graphs of the model:
//
//   Y = prob_mod(softmax(score_mod(scale Q Kᵀ))) V

#include "dialects/ONNX/NN/Attention.h"
#include "dialects/ONNX/Training/Ops.h"
#include <cmath>

using namespace mlir;
using namespace cameo::onnx;

Type PreviewFlexAttentionOp::getPrecision() {
  if (auto given = getSoftmaxPrecision())
    return elementTypeOf(getContext(), *given);
  Type element = getElementTypeOrSelf(getQ().getType());
  return element.isF64() ? element : Float32Type::get(getContext());
}

// The graph's input is of the scores' shape and type, and so must its output be.
static LogicalResult inferGraph(InferenceContext &ctx, Region &graph, StringRef name, Type element,
                                const Dims &dims) {
  if (graph.empty() || graph.front().empty() || !isa<ReturnOp>(graph.front().back()))
    return ctx.emitError() << "has a " << name << " without outputs";
  Operation *end = graph.front().getTerminator();
  if (graph.getNumArguments() != 1 || end->getNumOperands() != 1)
    return ctx.emitError() << name << " must have one input and one output";
  SymbolicShapes &shapes = ctx.getShapes();
  SmallVector<int64_t> extents;
  for (AffineExpr dim : dims)
    extents.push_back(SymbolicShapes::constantOf(dim).value_or(ShapedType::kDynamic));
  Value scores = graph.getArgument(0), output = end->getOperand(0);
  scores.setType(RankedTensorType::get(extents, element));
  shapes.setShape(scores, dims);
  if (failed(inferRegion(graph, shapes)))
    return failure();
  auto shape = shapes.shapeOf(output);
  if (getElementTypeOrSelf(output.getType()) != element || !shape || shape->size() != 4)
    return ctx.emitError() << "the output of " << name << " must be of its input's type";
  for (auto [axis, have, wanted] : llvm::enumerate(*shape, dims))
    if (!ctx.assumeEqual(have, wanted))
      return ctx.emitError() << "the output of " << name << " has another extent than its input "
                             << "in dimension " << axis;
  return success();
}

LogicalResult PreviewFlexAttentionOp::inferShapes(InferenceContext &ctx) {
  auto q = ctx.requireShape(0), k = ctx.requireShape(1), v = ctx.requireShape(2);
  if (failed(q) || failed(k) || failed(v))
    return failure();
  if (q->size() != 4 || k->size() != 4 || v->size() != 4)
    return emitOpError() << "needs operands Q, K and V of rank 4";
  Type element = ctx.elementType(0);
  if (ctx.elementType(1) != element || ctx.elementType(2) != element)
    return emitOpError() << "needs operands of one element type";
  Type precision = getPrecision();
  if (!isa_and_nonnull<FloatType>(precision))
    return emitOpError() << "softmax_precision " << *getSoftmaxPrecision()
                         << " is not a floating-point type";
  auto heads = SymbolicShapes::constantOf((*q)[1]), shared = SymbolicShapes::constantOf((*k)[1]),
       size = SymbolicShapes::constantOf((*q)[3]), valueSize = SymbolicShapes::constantOf((*v)[3]);
  if (!heads || !shared || !size || !valueSize || *size == 0)
    return emitOpError() << "the number of heads and their size must be known at compile time";
  if (*shared < 1 || *heads < 1 || *heads % *shared != 0)
    return emitOpError() << "the " << *heads << " heads of Q do not divide into " << *shared
                         << " groups";
  if (!ctx.assumeEqual((*q)[0], (*k)[0]) || !ctx.assumeEqual((*q)[0], (*v)[0]))
    return emitOpError() << "Q, K and V have different batches";
  if (!ctx.assumeEqual((*q)[3], (*k)[3]))
    return emitOpError() << "heads of Q and K have different sizes";
  if (!ctx.assumeEqual((*k)[1], (*v)[1]) || !ctx.assumeEqual((*k)[2], (*v)[2]))
    return emitOpError() << "needs as many keys as values";
  Dims scores{(*q)[0], (*q)[1], (*q)[2], (*k)[2]};
  if (failed(inferGraph(ctx, getScoreMod(), "score_mod", precision, scores)) ||
      failed(inferGraph(ctx, getProbMod(), "prob_mod", precision, scores)))
    return failure();
  return ctx.setResult(0, element, {(*q)[0], (*q)[1], (*q)[2], (*v)[3]});
}

namespace {
struct FlexAttentionRewrite : OpRewritePattern<PreviewFlexAttentionOp> {
  FlexAttentionRewrite(SymbolicShapes &shapes)
      : OpRewritePattern(shapes.getContext()), shapes(shapes) {}

  // What the graph makes of the value, in the operator's place.
  static Value apply(Region &graph, Value value, Operation *op, PatternRewriter &rewriter) {
    Operation *end = graph.front().getTerminator();
    Value output = end->getOperand(0);
    if (output == graph.getArgument(0))
      output = value;
    rewriter.eraseOp(end);
    rewriter.inlineBlockBefore(&graph.front(), op, value);
    return output;
  }

  LogicalResult matchAndRewrite(PreviewFlexAttentionOp op,
                                PatternRewriter &rewriter) const override {
    auto q = dyn_cast<RankedTensorType>(op.getQ().getType());
    auto k = dyn_cast<RankedTensorType>(op.getK().getType());
    auto v = dyn_cast<RankedTensorType>(op.getV().getType());
    if (!q || !k || !v)
      return failure();
    OperatorBuilder b(op, rewriter, shapes);
    Type element = q.getElementType(), precision = op.getPrecision();
    int64_t heads = q.getDimSize(1), shared = k.getDimSize(1), size = q.getDimSize(3);
    // Heads that share one of K and V are multiplied with it as one matrix.
    Value queries = b.extents(op.getQ(), 2, 3), keys = b.extents(op.getK(), 2, 3);
    Value rows = b.make<MulOp>(queries, b.integers({heads / shared}));
    auto reshape = [&](Value x, int64_t count, Value rows, Value columns) {
      if (heads == shared)
        return x;
      Value shape = b.make<ConcatOp>(ValueRange{b.integers({0, count}), rows, columns}, 0);
      return b.make<ReshapeOp>(x, shape, 0);
    };
    double scale = op.getScale() ? op.getScale()->convertToFloat() : 1 / std::sqrt(double(size));
    Value scaled = b.make<MulOp>(op.getQ(), b.scalar(element, scale));
    Value scores = b.make<MatMulOp>(reshape(scaled, shared, rows, b.integers({size})),
                                    b.transpose(op.getK(), {0, 1, 3, 2}));
    scores = b.cast(reshape(scores, heads, queries, keys), precision);
    scores = apply(op.getScoreMod(), scores, op, rewriter);
    Value weights = apply(op.getProbMod(), b.make<SoftmaxOp>(scores, -1), op, rewriter);
    Value y = b.make<MatMulOp>(reshape(weights, shared, rows, keys), b.cast(op.getV(), precision));
    y = b.cast(reshape(y, heads, queries, b.integers({v.getDimSize(3)})), element);
    if (b.failedToInfer())
      return failure();
    rewriter.replaceOp(op, y);
    return success();
  }

  SymbolicShapes &shapes;
};
} // namespace

void cameo::onnx::populateFlexAttentionDecompositions(RewritePatternSet &patterns,
                                                      SymbolicShapes &shapes) {
  patterns.add<FlexAttentionRewrite>(shapes);
}
