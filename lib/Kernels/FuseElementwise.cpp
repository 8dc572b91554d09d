// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Upstream's elementwise fusion with our policy: a producer is fused where it has
// one consumer, is not computed more often than before if it is expensive, and
// is not constant, as constants are computed at compile time. Reshapes that stand
// between operations of one kernel go.

#include "dialects/Cameo/Cameo.h"
#include "lib/Kernels/Kernels.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"

namespace cameo {
#define GEN_PASS_DEF_FUSEELEMENTWISEPASS
#include "lib/Kernels/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

bool cameo::isConstantComputation(Value value) {
  Operation *producer = value.getDefiningOp();
  if (!producer)
    return false;
  if (producer->hasTrait<OpTrait::ConstantLike>() || isa<tensor::EmptyOp>(producer))
    return true;
  if (!isPure(producer) || producer->getNumOperands() == 0)
    return false;
  bool constant = llvm::all_of(producer->getOperands(), isConstantComputation);
  producer->walk([&](Operation *nested) {
    for (Value operand : nested->getOperands())
      if (!producer->isAncestor(operand.getParentBlock()->getParentOp()))
        constant = constant && isConstantComputation(operand);
  });
  return constant;
}

static bool isExpensive(linalg::GenericOp op) {
  return op
      .walk([](Operation *nested) {
        bool cheap = !isa_and_present<math::MathDialect>(nested->getDialect()) ||
                     isa<math::AbsFOp, math::SqrtOp, math::FmaOp, math::CopySignOp>(nested);
        return cheap ? WalkResult::advance() : WalkResult::interrupt();
      })
      .wasInterrupted();
}

static bool shouldFuse(OpOperand *operand) {
  auto producer = operand->get().getDefiningOp<linalg::GenericOp>();
  auto consumer = dyn_cast<linalg::GenericOp>(operand->getOwner());
  if (!producer || !consumer || !producer->hasOneUse())
    return false;
  if (isConstantComputation(operand->get()))
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
  if (value.getDefiningOp<ContractOp>())
    return true;
  auto generic = value.getDefiningOp<linalg::GenericOp>();
  return generic && !generic.getNumReductionLoops() &&
         llvm::any_of(generic.getDpsInputs(), [](Value input) {
           return input.hasOneUse() && followsContraction(input);
         });
}

// An elementwise operation on reshaped sums becomes one on the sums, so that it
// is their epilogue: rows stay merged as the product has them.
static bool shouldCollapse(OpOperand *operand) {
  auto expand = operand->get().getDefiningOp<tensor::ExpandShapeOp>();
  auto consumer = dyn_cast<linalg::GenericOp>(operand->getOwner());
  return expand && consumer && !consumer.getNumReductionLoops() && expand->hasOneUse() &&
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

struct FuseElementwise : cameo::impl::FuseElementwisePassBase<FuseElementwise> {
  void runOnOperation() override {
    // Initial values stay fills: kernels recognise them.
    IRRewriter rewriter(&getContext());
    getOperation().walk([&](linalg::LinalgOp op) {
      rewriter.setInsertionPoint(op);
      if (!isa<linalg::GenericOp, linalg::FillOp>(op.getOperation()))
        (void)linalg::generalizeNamedOp(rewriter, op);
    });
    RewritePatternSet patterns(&getContext());
    linalg::populateElementwiseOpsFusionPatterns(patterns, shouldFuse);
    linalg::populateFoldReshapeOpsByCollapsingPatterns(patterns, shouldCollapse);
    patterns.add<FoldUnitExtents>(&getContext());
    linalg::populateConstantFoldLinalgOperations(patterns, [](OpOperand *) { return false; });
    linalg::GenericOp::getCanonicalizationPatterns(patterns, &getContext());
    tensor::EmptyOp::getCanonicalizationPatterns(patterns, &getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
