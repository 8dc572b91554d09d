// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Upstream's elementwise fusion with our policy: a producer is fused where it has
// one consumer, is not computed more often than before if it is expensive, and
// is not constant, as constants are computed at compile time. Reshapes that stand
// between operations of one kernel go.

#include "dialects/Cameo/Cameo.h"
#include "lib/Transforms/Tensors/ConstantComputations.h"
#include "lib/Transforms/Tensors/Passes.h"
#include "lib/Support/Fixpoint.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace cameo {
#define GEN_PASS_DEF_FUSEELEMENTWISEPASS
#include "lib/Transforms/Tensors/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

static bool isExpensive(linalg::GenericOp op) {
  return op
      .walk([](Operation *nested) {
        bool cheap = !isa_and_present<math::MathDialect>(nested->getDialect()) ||
                     isa<math::AbsFOp, math::SqrtOp, math::FmaOp, math::CopySignOp>(nested);
        return cheap ? WalkResult::advance() : WalkResult::interrupt();
      })
      .wasInterrupted();
}

// Operations in the body of one elementwise operation, at most. Each fusion copies
// the body, and a loop of more has no registers left for what fusion saves.
constexpr size_t maxBody = 512;

static bool shouldFuse(OpOperand *operand, ConstantComputations &constants) {
  auto producer = operand->get().getDefiningOp<linalg::GenericOp>();
  auto consumer = dyn_cast<linalg::GenericOp>(operand->getOwner());
  if (!producer || !consumer || !producer->hasOneUse() ||
      producer->getBlock() != consumer->getBlock()) // a loop would do it again and again
    return false;
  if (producer.getBody()->getOperations().size() + consumer.getBody()->getOperations().size() >
      maxBody)
    return false;
  // What continues from its initial value would do so once a loop of the consumer.
  if (llvm::any_of(producer.getRegionOutputArgs(),
                   [](BlockArgument initial) { return !initial.use_empty(); }))
    return false;
  if (constants.contains(operand->get()))
    return false;
  AffineMap map = consumer.getMatchingIndexingMap(operand);
  // A broadcast would compute the producer again for every copy.
  if (map.getNumResults() < consumer.getNumLoops() && isExpensive(producer))
    return false;
  return true;
}

// What a contraction can apply to its sums before they are stored, so far: the
// sums, and elementwise operations on them that alone use them.
static bool followsContraction(Value value) {
  SmallVector<Value> worklist{value};
  while (!worklist.empty()) {
    Operation *producer = worklist.pop_back_val().getDefiningOp();
    if (isa_and_present<ContractOp>(producer))
      return true;
    auto generic = dyn_cast_or_null<linalg::GenericOp>(producer);
    if (!generic || generic.getNumReductionLoops())
      continue;
    for (Value input : generic.getDpsInputs())
      if (input.hasOneUse())
        worklist.push_back(input);
  }
  return false;
}

// An elementwise operation on reshaped sums becomes one on the sums, so that it
// is their epilogue: rows stay merged as the product has them.
static bool shouldCollapse(OpOperand *operand) {
  auto expand = operand->get().getDefiningOp<tensor::ExpandShapeOp>();
  auto consumer = dyn_cast<linalg::GenericOp>(operand->getOwner());
  return expand && consumer && !consumer.getNumReductionLoops() && expand->hasOneUse() &&
         expand->getBlock() == consumer->getBlock() &&
         expand.getSrc().hasOneUse() && followsContraction(expand.getSrc());
}

namespace {

// An operand reshaped only by extents of 1 is read as it was: what reductions
// keep as extents of 1 is a broadcast like any other.
struct FoldUnitExtents : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(linalg::GenericOp op, PatternRewriter &rewriter) const override {
    if (!op.hasPureTensorSemantics())
      return failure();
    for (OpOperand *operand : op.getDpsInputOperands()) {
      auto expand = operand->get().getDefiningOp<tensor::ExpandShapeOp>();
      if (!expand)
        continue;
      auto maps = op.getIndexingMapsArray();
      AffineMap &map = maps[operand->getOperandNumber()];
      auto folded = foldedMap(map, expand);
      if (!folded)
        continue;
      map = *folded;
      // Every loop still has an operand that tells its extent.
      if (!inversePermutation(concatAffineMaps(maps, getContext())))
        continue;
      rewriter.modifyOpInPlace(op, [&] {
        operand->set(expand.getSrc());
        op.setIndexingMapsAttr(rewriter.getAffineMapArrayAttr(maps));
      });
      return success();
    }
    return failure();
  }

  static std::optional<AffineMap> foldedMap(AffineMap map, tensor::ExpandShapeOp expand) {
    SmallVector<AffineExpr> position;
    for (const ReassociationIndices &group : expand.getReassociationIndices()) {
      AffineExpr carrier;
      for (int64_t axis : group) {
        if (expand.getResultType().getDimSize(axis) == 1)
          continue;
        if (carrier)
          return std::nullopt;
        carrier = map.getResult(axis);
      }
      position.push_back(carrier ? carrier : map.getResult(group.front()));
    }
    return AffineMap::get(map.getNumDims(), 0, position, map.getContext());
  }
};

// A reduction over no loops continues once from what fills its result, and so is
// a function of that and its operands.
struct ReadFilledOnce : OpRewritePattern<linalg::GenericOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(linalg::GenericOp op, PatternRewriter &rewriter) const override {
    if (!op.hasPureTensorSemantics() || op.getNumReductionLoops())
      return failure();
    for (OpOperand &init : op.getDpsInitsMutable()) {
      auto fill = init.get().getDefiningOp<linalg::FillOp>();
      if (!fill)
        continue;
      rewriter.modifyOpInPlace(op, [&] {
        BlockArgument initial = op.getMatchingBlockArgument(&init);
        rewriter.replaceAllUsesWith(initial, fill.getInputs()[0]);
        init.set(fill.getDpsInits()[0]);
      });
      return success();
    }
    return failure();
  }
};

struct FuseElementwise : cameo::impl::FuseElementwisePassBase<FuseElementwise> {
  void runOnOperation() override {
    // Initial values stay fills: kernels recognise them.
    IRRewriter rewriter(&getContext());
    getOperation().walk([&](linalg::LinalgOp op) {
      rewriter.setInsertionPoint(op);
      if (!isa<linalg::GenericOp, linalg::FillOp>(op.getOperation()))
        (void)linalg::generalizeNamedOp(rewriter, op);
    });
    // First what is alike in size: a chain becomes one in pairs, and pairs of pairs.
    // One by one, each step would copy all that was fused before it.
    if (failed(fuse([](size_t a, size_t b) { return a <= 2 * b && b <= 2 * a; })) ||
        failed(fuse([](size_t, size_t) { return true; })))
      return signalPassFailure();
    readExpandedExtents(rewriter);
  }

  // An extent of an expanded tensor is told by the expansion; asked of its result, it
  // would be a second use of what is expanded, which an epilogue must use alone.
  void readExpandedExtents(IRRewriter &rewriter) {
    SmallVector<tensor::DimOp> found;
    getOperation().walk([&](tensor::DimOp op) {
      if (op.getSource().getDefiningOp<tensor::ExpandShapeOp>() && op.getConstantIndex())
        found.push_back(op);
    });
    for (tensor::DimOp op : found) {
      auto expand = op.getSource().getDefiningOp<tensor::ExpandShapeOp>();
      rewriter.setInsertionPoint(op);
      OpFoldResult extent = expand.getMixedOutputShape()[*op.getConstantIndex()];
      rewriter.replaceOp(op, getValueOrCreateConstantIndexOp(rewriter, op.getLoc(), extent));
      if (expand->use_empty())
        rewriter.eraseOp(expand);
    }
  }

  LogicalResult fuse(llvm::function_ref<bool(size_t, size_t)> mayJoin) {
    ConstantComputations constants;
    RewritePatternSet patterns(&getContext());
    linalg::populateElementwiseOpsFusionPatterns(patterns, [&](OpOperand *operand) {
      auto size = [](Operation *op) {
        return cast<linalg::GenericOp>(op).getBody()->getOperations().size();
      };
      return shouldFuse(operand, constants) &&
             mayJoin(size(operand->get().getDefiningOp()), size(operand->getOwner()));
    });
    linalg::populateFoldReshapeOpsByCollapsingPatterns(patterns, shouldCollapse);
    patterns.add<FoldUnitExtents, ReadFilledOnce>(&getContext());
    linalg::populateConstantFoldLinalgOperations(patterns, [](OpOperand *) { return false; });
    linalg::GenericOp::getCanonicalizationPatterns(patterns, &getContext());
    tensor::EmptyOp::getCanonicalizationPatterns(patterns, &getContext());
    return rewriteToFixpoint(getOperation(), std::move(patterns), &constants);
  }
};
} // namespace
