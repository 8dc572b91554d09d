// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Losses as lookups, and layers that undo others as scatters.

#include "dialects/ONNX/NN/Attention.h"
#include "dialects/ONNX/NN/Recurrent.h"
#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

Value reduceSum(OperatorBuilder &b, Value x) { return b.make<ReduceSumOp>(x, b.none(), 0, 0); }

// Of log-probabilities [N, C, …] and classes [N, …].
template <typename Op>
Value negativeLogLikelihood(Op op, Value logs, Value target, Value weight, OperatorBuilder &b) {
  Type index = getElementTypeOrSelf(target.getType()), real = getElementTypeOrSelf(logs.getType());
  Value isIgnored, zero = b.scalar(real, 0);
  if (auto ignored = op.getIgnoreIndex()) {
    isIgnored = b.make<EqualOp>(target, b.scalar(index, double(int64_t(*ignored))));
    target = b.make<WhereOp>(isIgnored, b.scalar(index, 0), target);
  }
  Value channel = b.integers({1});
  Value picked = b.make<GatherElementsOp>(logs, b.make<UnsqueezeOp>(target, channel), 1);
  Value loss = b.make<NegOp>(b.make<SqueezeOp>(picked, channel)), factor;
  if (isGiven(weight)) {
    factor = b.make<GatherOp>(weight, target, 0);
    loss = b.make<MulOp>(loss, factor);
  }
  if (isIgnored) {
    loss = b.make<WhereOp>(isIgnored, zero, loss);
    factor = b.make<WhereOp>(isIgnored, zero, factor ? factor : b.scalar(real, 1));
  }
  if (op.getReduction() == "none")
    return loss;
  if (op.getReduction() == "mean" && !factor)
    return b.make<ReduceMeanOp>(loss, b.none(), 0, 0);
  Value sum = reduceSum(b, loss);
  return op.getReduction() == "sum" ? sum : b.make<DivOp>(sum, reduceSum(b, factor));
}

struct NegativeLogLikelihoodLossRewrite : Rewrite<NegativeLogLikelihoodLossOp> {
  using Rewrite::Rewrite;
  Results rewrite(NegativeLogLikelihoodLossOp op, OperatorBuilder &b) const override {
    return SmallVector<Value>{
        negativeLogLikelihood(op, op.getInput(), op.getTarget(), op.getWeight(), b)};
  }
};

struct SoftmaxCrossEntropyLossRewrite : Rewrite<SoftmaxCrossEntropyLossOp> {
  using Rewrite::Rewrite;
  Results rewrite(SoftmaxCrossEntropyLossOp op, OperatorBuilder &b) const override {
    Value logs = b.make<LogSoftmaxOp>(op.getScores(), 1);
    Value loss = negativeLogLikelihood(op, logs, op.getLabels(), op.getWeights(), b);
    bool isWanted = isGiven(op.getLogProb());
    return SmallVector<Value>{loss, isWanted ? logs : Value()};
  }
};

struct MaxUnpoolRewrite : Rewrite<MaxUnpoolOp> {
  using Rewrite::Rewrite;
  Results rewrite(MaxUnpoolOp op, OperatorBuilder &b) const override {
    auto type = dyn_cast<RankedTensorType>(op.getOutput().getType());
    if (!type || !type.hasStaticShape())
      return failure();
    Value flat = b.integers({-1});
    Value zeros =
        b.make<ExpandOp>(b.scalar(type.getElementType(), 0), b.integers({type.getNumElements()}));
    Value placed = b.make<ScatterElementsOp>(zeros, b.make<ReshapeOp>(op.getI(), flat, 0),
                                             b.make<ReshapeOp>(op.getX(), flat, 0), 0, "none");
    return SmallVector<Value>{b.make<ReshapeOp>(placed, b.integers(type.getShape()), 0)};
  }
};

// Each element of a block is added to its pixel of the padded image; the padding
// is cut off at the end.
struct Col2ImRewrite : Rewrite<Col2ImOp> {
  using Rewrite::Rewrite;
  Results rewrite(Col2ImOp op, OperatorBuilder &b) const override {
    InferenceContext ctx(op, b.getShapes());
    auto image = ctx.constants(1), block = ctx.constants(2);
    if (!isa<RankedTensorType>(op.getInput().getType()) || !image || !block)
      return failure();
    Type element = getElementTypeOrSelf(op.getInput().getType());
    size_t rank = image->size();
    auto valueOf = [](std::optional<ArrayRef<int64_t>> given, size_t i, int64_t otherwise) {
      return given && !given->empty() ? (*given)[i] : otherwise;
    };
    SmallVector<int64_t> padded, low, high;
    for (size_t i = 0; i < rank; ++i) {
      low.push_back(valueOf(op.getPads(), i, 0));
      high.push_back(low[i] + (*image)[i]);
      padded.push_back(high[i] + valueOf(op.getPads(), rank + i, 0));
    }
    // The pixels of block element k and column o, in that order.
    SmallVector<int64_t> pixels{0};
    for (bool isElement : {true, false})
      for (size_t i = 0; i < rank; ++i) {
        int64_t dilation = valueOf(op.getDilations(), i, 1),
                stride = valueOf(op.getStrides(), i, 1);
        int64_t count =
            isElement ? (*block)[i] : (padded[i] - dilation * ((*block)[i] - 1) - 1) / stride + 1;
        int64_t pitch = isElement ? dilation : stride;
        for (int64_t extent : ArrayRef(padded).drop_front(i + 1))
          pitch *= extent;
        SmallVector<int64_t> next;
        for (int64_t pixel : pixels)
          for (int64_t k = 0; k < count; ++k)
            next.push_back(pixel + k * pitch);
        pixels = std::move(next);
      }
    int64_t count = pixels.size();
    auto extent = [&](int64_t axis) {
      return b.make<ShapeOp>(op.getInput(), b.getI64IntegerAttr(axis + 1), axis);
    };
    auto join = [&](ArrayRef<Value> parts) { return b.make<ConcatOp>(parts, 0); };
    Value batch = extent(0);
    Value channels = b.make<DivOp>(extent(1), b.integers({ShapedType::getNumElements(*block)}));
    Value planes = b.make<MulOp>(batch, channels);
    Value updates = b.make<TransposeOp>(
        b.make<ReshapeOp>(op.getInput(), join({planes, b.integers({count})}), 0),
        b.getDenseI64ArrayAttr({1, 0}));
    Value zeros = b.make<ExpandOp>(
        b.scalar(element, 0), join({b.integers({ShapedType::getNumElements(padded)}), planes}));
    Value positions = b.make<ReshapeOp>(b.integers(pixels), b.integers({count, 1}), 0);
    Value sums = b.make<ScatterNDOp>(zeros, positions, updates, "add");
    auto axes = llvm::to_vector(llvm::seq<int64_t>(2, 2 + rank));
    Value y = b.make<ReshapeOp>(b.make<TransposeOp>(sums, b.getDenseI64ArrayAttr({1, 0})),
                                join({batch, channels, b.integers(padded)}), 0);
    return SmallVector<Value>{
        b.make<SliceOp>(y, b.integers(low), b.integers(high), b.integers(axes), b.none())};
  }
};

// grid[n, pixel…, i] = Σ theta[n, i, j] * (coordinate j of the pixel) + theta[n, i, last];
// the coordinates are numbered from the last dimension of the image.
struct AffineGridRewrite : Rewrite<AffineGridOp> {
  using Rewrite::Rewrite;
  Results rewrite(AffineGridOp op, OperatorBuilder &b) const override {
    auto size = InferenceContext(op, b.getShapes()).constants(1);
    if (!size || !isa<RankedTensorType>(op.getTheta().getType()))
      return failure();
    Type element = getElementTypeOrSelf(op.getTheta().getType());
    int64_t rank = size->size() - 2;
    // A column of theta, before all pixels.
    SmallVector<int64_t> columnShape(rank + 2, 1);
    columnShape.front() = size->front();
    columnShape.back() = rank;
    auto column = [&](int64_t j) {
      Value index = b.make<SqueezeOp>(b.integers({j}), b.none());
      return b.make<ReshapeOp>(b.make<GatherOp>(op.getTheta(), index, 2), b.integers(columnShape),
                               0);
    };
    Value sum = column(rank);
    for (int64_t j = 0; j < rank; ++j) {
      int64_t extent = (*size)[rank + 1 - j];
      SmallVector<Attribute> coordinates;
      for (int64_t i = 0; i < extent; ++i)
        coordinates.push_back(b.getFloatAttr(element, op.getAlignCorners()
                                                          ? 2.0 * i / (extent - 1) - 1
                                                          : (2.0 * i + 1) / extent - 1));
      SmallVector<int64_t> shape(j + 2, 1);
      shape.front() = extent;
      auto type = RankedTensorType::get(shape, element);
      Value points = ConstantOp::create(b, type, DenseElementsAttr::get(type, coordinates));
      sum = b.make<AddOp>(sum, b.make<MulOp>(column(j), points));
    }
    return SmallVector<Value>{sum};
  }
};
} // namespace

void cameo::onnx::populateNNDecompositions(RewritePatternSet &patterns, SymbolicShapes &shapes) {
  patterns.add<NegativeLogLikelihoodLossRewrite, SoftmaxCrossEntropyLossRewrite, MaxUnpoolRewrite,
               Col2ImRewrite, AffineGridRewrite>(shapes);
  populateRecurrentDecompositions(patterns, shapes);
  populateAttentionDecompositions(patterns, shapes);
  populateFlexAttentionDecompositions(patterns, shapes);
  populateStepDecompositions(patterns, shapes);
  populateLinearAttentionDecompositions(patterns, shapes);
  populateTrainingDecompositions(patterns, shapes);
}
