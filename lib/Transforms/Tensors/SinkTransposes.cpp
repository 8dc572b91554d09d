// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Transposes sink through what can as well work on the transposed layout, until
// they meet their inverse and cancel: layouts change only at the borders of a
// convolutional region.

#include "lib/Transforms/Tensors/Passes.h"
#include "lib/Support/Fixpoint.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cameo {
#define GEN_PASS_DEF_SINKTRANSPOSESPASS
#include "lib/Transforms/Tensors/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

// The transposed tensor with dimension k of the result being dimension perm[k].
Value transpose(ImplicitLocOpBuilder &b, Value value, ArrayRef<int64_t> perm) {
  SmallVector<OpFoldResult> sizes = tensor::getMixedSizes(b, b.getLoc(), value), permuted;
  for (int64_t axis : perm)
    permuted.push_back(sizes[axis]);
  Value init =
      tensor::EmptyOp::create(b, permuted, cast<RankedTensorType>(value.getType()).getElementType());
  return linalg::TransposeOp::create(b, value, init, perm).getResult()[0];
}

// result[perm[k]] = values[k]
template <typename T> SmallVector<T> unpermute(ArrayRef<T> values, ArrayRef<int64_t> perm) {
  SmallVector<T> result(values);
  for (auto [k, axis] : llvm::enumerate(perm))
    result[axis] = values[k];
  return result;
}

// The transpose that makes what an operation reads. One before the loop that the
// operation is in stays there, where it runs once.
linalg::TransposeOp transposeOf(Value value, Operation *reader) {
  auto transpose = value.getDefiningOp<linalg::TransposeOp>();
  return transpose && transpose->getBlock() == reader->getBlock() ? transpose
                                                                  : linalg::TransposeOp();
}

// transpose(transpose(x, p), q) ~> transpose(x, p ∘ q), or x
struct ComposeTransposes : OpRewritePattern<linalg::TransposeOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(linalg::TransposeOp op, PatternRewriter &rewriter) const override {
    auto inner = transposeOf(op.getInput(), op);
    if (!inner)
      return failure();
    SmallVector<int64_t> perm;
    for (int64_t axis : op.getPermutation())
      perm.push_back(inner.getPermutation()[axis]);
    if (llvm::equal(perm, llvm::seq<int64_t>(0, perm.size()))) {
      Value source = inner.getInput();
      Type type = op->getResult(0).getType();
      if (source.getType() != type)
        source = tensor::CastOp::create(rewriter, op.getLoc(), type, source);
      rewriter.replaceOp(op, source);
      return success();
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    rewriter.replaceOp(op, transpose(b, inner.getInput(), perm));
    return success();
  }
};

// A transpose that moves only extents of 1 is a reshape.
struct TransposeToReshape : OpRewritePattern<linalg::TransposeOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(linalg::TransposeOp op, PatternRewriter &rewriter) const override {
    auto from = cast<RankedTensorType>(op.getInput().getType());
    auto to = cast<RankedTensorType>(op->getResult(0).getType());
    int64_t last = -1;
    for (int64_t axis : op.getPermutation())
      if (from.getDimSize(axis) != 1) {
        if (axis < last)
          return failure();
        last = axis;
      }
    // Collapse to the extents other than 1, then expand.
    auto groups = [](RankedTensorType type) {
      SmallVector<ReassociationIndices> result;
      ReassociationIndices open;
      for (int64_t axis = 0; axis < type.getRank(); ++axis) {
        open.push_back(axis);
        if (type.getDimSize(axis) != 1) {
          result.push_back(open);
          open.clear();
        }
      }
      if (!result.empty())
        llvm::append_range(result.back(), open);
      return result;
    };
    SmallVector<int64_t> extents;
    for (int64_t extent : to.getShape())
      if (extent != 1)
        extents.push_back(extent);
    auto middle = RankedTensorType::get(extents, to.getElementType());
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    SmallVector<OpFoldResult> sizes = tensor::getMixedSizes(b, b.getLoc(), op.getInit());
    Value flat = op.getInput();
    if (middle.getRank() != from.getRank())
      flat = tensor::CollapseShapeOp::create(b, middle, flat, groups(from));
    if (middle.getRank() != to.getRank())
      flat = tensor::ExpandShapeOp::create(b, to, flat, groups(to), sizes);
    rewriter.replaceOp(op, flat);
    return success();
  }
};

// f(transpose(x), …) ~> transpose(f(x, …)) for elementwise f
struct SinkThroughElementwise : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(linalg::GenericOp op, PatternRewriter &rewriter) const override {
    if (!op.hasPureTensorSemantics() || op.getNumReductionLoops() || op.getNumLoops() < 2)
      return failure();
    for (OpOperand &init : op.getDpsInitsMutable())
      if (!op.getMatchingIndexingMap(&init).isIdentity() ||
          !op.getMatchingBlockArgument(&init).use_empty())
        return failure();
    SmallVector<int64_t> perm;
    unsigned transposed = 0, straight = 0;
    for (OpOperand *operand : op.getDpsInputOperands()) {
      if (!op.getMatchingIndexingMap(operand).isIdentity())
        continue;
      auto producer = transposeOf(operand->get(), operand->getOwner());
      if (producer && (perm.empty() || llvm::equal(perm, producer.getPermutation()))) {
        perm = llvm::to_vector(producer.getPermutation());
        ++transposed;
      } else if (!matchPattern(operand->get(), m_Constant())) {
        ++straight;
      }
    }
    if (!transposed || straight > transposed)
      return failure();

    // Loop k becomes loop perm[k].
    MLIRContext *context = getContext();
    SmallVector<AffineExpr> loops;
    for (int64_t axis : perm)
      loops.push_back(getAffineDimExpr(axis, context));
    SmallVector<Value> inputs, inits;
    SmallVector<AffineMap> maps;
    unsigned rank = perm.size();
    for (OpOperand *operand : op.getDpsInputOperands()) {
      AffineMap map = op.getMatchingIndexingMap(operand);
      auto producer = transposeOf(operand->get(), operand->getOwner());
      if (map.isIdentity() && producer && llvm::equal(perm, producer.getPermutation())) {
        inputs.push_back(producer.getInput());
        maps.push_back(AffineMap::getMultiDimIdentityMap(rank, context));
      } else {
        inputs.push_back(operand->get());
        maps.push_back(map.replaceDimsAndSymbols(loops, {}, rank, 0));
      }
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    SmallVector<Type> types;
    for (Value init : op.getDpsInits()) {
      SmallVector<OpFoldResult> sizes = tensor::getMixedSizes(b, b.getLoc(), init);
      inits.push_back(tensor::EmptyOp::create(
          b, unpermute<OpFoldResult>(sizes, perm),
          cast<RankedTensorType>(init.getType()).getElementType()));
      types.push_back(inits.back().getType());
      maps.push_back(AffineMap::getMultiDimIdentityMap(rank, context));
    }
    auto sunk = linalg::GenericOp::create(b, types, inputs, inits, maps, op.getIteratorTypesArray());
    rewriter.inlineRegionBefore(op.getRegion(), sunk.getRegion(), sunk.getRegion().begin());
    sunk.walk([&](linalg::IndexOp index) {
      rewriter.modifyOpInPlace(index, [&] { index.setDim(perm[index.getDim()]); });
    });
    SmallVector<Value> results;
    for (auto [result, original] : llvm::zip(sunk.getResults(), op.getResults())) {
      Value back = transpose(b, result, perm);
      if (back.getType() != original.getType())
        back = tensor::CastOp::create(b, original.getType(), back);
      results.push_back(back);
    }
    rewriter.replaceOp(op, results);
    return success();
  }
};

// A reduction reads the transposed operand through its map.
struct FoldIntoReduction : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(linalg::GenericOp op, PatternRewriter &rewriter) const override {
    if (!op.hasPureTensorSemantics() || !op.getNumReductionLoops())
      return failure();
    auto maps = op.getIndexingMapsArray();
    bool changed = false;
    // Products fold their own transposes, by what suits their operands.
    if (op.getNumDpsInputs() == 2)
      return failure();
    for (OpOperand *operand : op.getDpsInputOperands()) {
      auto producer = transposeOf(operand->get(), operand->getOwner());
      if (!producer)
        continue;
      unsigned number = operand->getOperandNumber();
      SmallVector<AffineExpr> exprs =
          unpermute<AffineExpr>(maps[number].getResults(), producer.getPermutation());
      maps[number] = AffineMap::get(op.getNumLoops(), 0, exprs, getContext());
      rewriter.modifyOpInPlace(op, [&] { operand->set(producer.getInput()); });
      changed = true;
    }
    if (!changed)
      return failure();
    rewriter.modifyOpInPlace(
        op, [&] { op.setIndexingMapsAttr(rewriter.getAffineMapArrayAttr(maps)); });
    return success();
  }
};

// pad(transpose(x)) ~> transpose(pad(x))
struct SinkThroughPad : OpRewritePattern<tensor::PadOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(tensor::PadOp op, PatternRewriter &rewriter) const override {
    auto producer = transposeOf(op.getSource(), op);
    Value padding = op.getConstantPaddingValue();
    if (!producer || !padding)
      return failure();
    ArrayRef<int64_t> perm = producer.getPermutation();
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    auto low = unpermute<OpFoldResult>(op.getMixedLowPad(), perm);
    auto high = unpermute<OpFoldResult>(op.getMixedHighPad(), perm);
    auto shape = unpermute<int64_t>(op.getResultType().getShape(), perm);
    Value padded = tensor::PadOp::create(
        b, RankedTensorType::get(shape, op.getResultType().getElementType()), producer.getInput(),
        low, high, padding);
    Value back = transpose(b, padded, perm);
    if (back.getType() != op.getType())
      back = tensor::CastOp::create(b, op.getType(), back);
    rewriter.replaceOp(op, back);
    return success();
  }
};

// A concatenation of transposed parts is the transposed concatenation.
struct SinkThroughConcatenation : OpRewritePattern<tensor::InsertSliceOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(tensor::InsertSliceOp op, PatternRewriter &rewriter) const override {
    if (llvm::any_of(op->getUsers(), [&](Operation *user) {
          auto next = dyn_cast<tensor::InsertSliceOp>(user);
          return next && next.getDest() == op.getResult();
        }))
      return failure();
    SmallVector<tensor::InsertSliceOp> chain;
    Value dest = op.getResult();
    while (auto insert = dest.getDefiningOp<tensor::InsertSliceOp>()) {
      if (insert != op && !insert->hasOneUse())
        return failure();
      chain.push_back(insert);
      dest = insert.getDest();
    }
    auto empty = dest.getDefiningOp<tensor::EmptyOp>();
    if (!empty)
      return failure();
    SmallVector<int64_t> perm;
    for (tensor::InsertSliceOp insert : chain) {
      auto producer = transposeOf(insert.getSource(), insert);
      if (!producer || insert.getSourceType().getRank() != op.getType().getRank() ||
          (!perm.empty() && !llvm::equal(perm, producer.getPermutation())))
        return failure();
      perm = llvm::to_vector(producer.getPermutation());
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value whole = tensor::EmptyOp::create(b, unpermute<OpFoldResult>(empty.getMixedSizes(), perm),
                                          op.getType().getElementType());
    for (tensor::InsertSliceOp insert : llvm::reverse(chain))
      whole = tensor::InsertSliceOp::create(
          b, transposeOf(insert.getSource(), insert).getInput(), whole,
          unpermute<OpFoldResult>(insert.getMixedOffsets(), perm),
          unpermute<OpFoldResult>(insert.getMixedSizes(), perm),
          unpermute<OpFoldResult>(insert.getMixedStrides(), perm));
    Value back = transpose(b, whole, perm);
    if (back.getType() != op.getType())
      back = tensor::CastOp::create(b, op.getType(), back);
    rewriter.replaceOp(op, back);
    return success();
  }
};

bool keepsExtents(linalg::TransposeOp op) {
  auto from = cast<RankedTensorType>(op.getInput().getType());
  auto to = cast<RankedTensorType>(op->getResult(0).getType());
  return llvm::all_of(llvm::enumerate(op.getPermutation()), [&](auto axis) {
    return from.getDimSize(axis.value()) == to.getDimSize(axis.index());
  });
}

// expand(transpose(x)) ~> transpose(expand(x))
struct SinkThroughExpansion : OpRewritePattern<tensor::ExpandShapeOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(tensor::ExpandShapeOp op,
                                PatternRewriter &rewriter) const override {
    auto producer = transposeOf(op.getSrc(), op);
    if (!producer || !keepsExtents(producer))
      return failure();
    ArrayRef<int64_t> perm = producer.getPermutation();
    auto groups = op.getReassociationIndices();
    auto sizes = op.getMixedOutputShape();
    SmallVector<ReassociationIndices> sunkGroups(perm.size());
    for (auto [k, axis] : llvm::enumerate(perm))
      sunkGroups[axis] = groups[k];
    SmallVector<int64_t> shape, back(sizes.size());
    SmallVector<OpFoldResult> sunkSizes;
    for (ReassociationIndices &group : sunkGroups)
      for (int64_t &axis : group) {
        back[axis] = shape.size();
        sunkSizes.push_back(sizes[axis]);
        shape.push_back(op.getResultType().getDimSize(axis));
        axis = shape.size() - 1;
      }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    auto type = RankedTensorType::get(shape, op.getResultType().getElementType());
    Value expanded =
        tensor::ExpandShapeOp::create(b, type, producer.getInput(), sunkGroups, sunkSizes);
    Value result = transpose(b, expanded, back);
    if (result.getType() != op.getType())
      result = tensor::CastOp::create(b, op.getType(), result);
    rewriter.replaceOp(op, result);
    return success();
  }
};

// collapse(transpose(x)) ~> transpose(collapse(transpose(x))), where the inner
// transpose, if any, moves only dimensions that collapse into one.
struct SinkThroughCollapse : OpRewritePattern<tensor::CollapseShapeOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(tensor::CollapseShapeOp op,
                                PatternRewriter &rewriter) const override {
    auto producer = transposeOf(op.getSrc(), op);
    if (!producer || !keepsExtents(producer))
      return failure();
    ArrayRef<int64_t> perm = producer.getPermutation();
    // The dimensions of x that each result dimension is made of.
    struct Part {
      SmallVector<int64_t> axes;
      int64_t first;
    };
    SmallVector<Part> parts;
    for (const ReassociationIndices &group : op.getReassociationIndices()) {
      Part part;
      for (int64_t axis : group)
        part.axes.push_back(perm[axis]);
      part.first = *llvm::min_element(part.axes);
      if (*llvm::max_element(part.axes) - part.first + 1 != int64_t(part.axes.size()))
        return failure();
      parts.push_back(part);
    }
    SmallVector<int64_t> order = llvm::to_vector(llvm::seq<int64_t>(0, parts.size()));
    llvm::sort(order, [&](int64_t a, int64_t b) { return parts[a].first < parts[b].first; });
    if (llvm::equal(order, llvm::seq<int64_t>(0, parts.size())))
      return failure();
    SmallVector<int64_t> inner, shape, back(parts.size());
    SmallVector<ReassociationIndices> groups;
    for (auto [position, number] : llvm::enumerate(order)) {
      back[number] = position;
      shape.push_back(op.getResultType().getDimSize(number));
      ReassociationIndices &group = groups.emplace_back();
      for (int64_t axis : parts[number].axes) {
        group.push_back(inner.size());
        inner.push_back(axis);
      }
    }
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value source = producer.getInput();
    if (!llvm::equal(inner, llvm::seq<int64_t>(0, inner.size())))
      source = transpose(b, source, inner);
    auto type = RankedTensorType::get(shape, op.getResultType().getElementType());
    Value collapsed = tensor::CollapseShapeOp::create(b, type, source, groups);
    Value result = transpose(b, collapsed, back);
    if (result.getType() != op.getType())
      result = tensor::CastOp::create(b, op.getType(), result);
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct SinkTransposes : cameo::impl::SinkTransposesPassBase<SinkTransposes> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<ComposeTransposes, TransposeToReshape, SinkThroughElementwise, FoldIntoReduction,
                 SinkThroughPad, SinkThroughConcatenation, SinkThroughExpansion,
                 SinkThroughCollapse>(&getContext());
    tensor::EmptyOp::getCanonicalizationPatterns(patterns, &getContext());
    tensor::CastOp::getCanonicalizationPatterns(patterns, &getContext());
    if (failed(rewriteToFixpoint(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
