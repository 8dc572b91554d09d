// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Upstream's elementwise fusion with our policy: a producer is fused where it has
// one consumer, is not computed more often than before if it is expensive, and
// is not constant, as constants are computed at compile time.

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

namespace {
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
    linalg::populateConstantFoldLinalgOperations(patterns, [](OpOperand *) { return false; });
    linalg::GenericOp::getCanonicalizationPatterns(patterns, &getContext());
    tensor::EmptyOp::getCanonicalizationPatterns(patterns, &getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
