// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A reduction to few results keeps one workgroup each busy and the rest of the
// device idle, so a long one is a reduction of partial results.

#include "lib/Conversion/KernelsToSPIRV/KernelsToSPIRV.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

namespace cameo {
#define GEN_PASS_DEF_SPLITREDUCTIONSPASS
#include "lib/Conversion/KernelsToSPIRV/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

// A workgroup of 128 takes 65,535 steps for 8,388,480 elements, after which Mesa's
// lavapipe (22.3) ends its loop.
constexpr int64_t longReduction = 1 << 20, fewResults = 64;

// The divisor of `length` next below its square root; 1 for a prime.
int64_t partsOf(int64_t length) {
  int64_t parts = std::sqrt(double(length));
  while (length % parts)
    --parts;
  return parts;
}

// The reduced extents of `op` as one, if every operand has them side by side.
linalg::GenericOp collapse(linalg::GenericOp op, RewriterBase &rewriter) {
  SmallVector<ReassociationIndices> groups;
  auto iterators = op.getIteratorTypesArray();
  for (auto [d, iterator] : llvm::enumerate(iterators)) {
    if (d && linalg::isReductionIterator(iterator) &&
        linalg::isReductionIterator(iterators[d - 1]))
      groups.back().push_back(d);
    else
      groups.push_back({int64_t(d)});
  }
  if (groups.size() == iterators.size())
    return op;
  if (!linalg::areDimSequencesPreserved(op.getIndexingMapsArray(), groups))
    return nullptr;
  rewriter.setInsertionPoint(op);
  auto collapsed = linalg::collapseOpIterationDims(op, groups, rewriter);
  if (failed(collapsed))
    return nullptr;
  rewriter.replaceOp(op, collapsed->results);
  return cast<linalg::GenericOp>(collapsed->collapsedOp);
}

bool isLong(linalg::GenericOp op) {
  int64_t length = 1, results = 1;
  for (auto [iterator, extent] : llvm::zip(op.getIteratorTypesArray(), op.getStaticLoopRanges())) {
    if (ShapedType::isDynamic(extent))
      return false;
    (linalg::isParallelIterator(iterator) ? results : length) *= extent;
  }
  return length >= longReduction && results <= fewResults;
}

struct SplitReductions : cameo::impl::SplitReductionsPassBase<SplitReductions> {
  void runOnOperation() override {
    if (getOperation()->hasAttr(rowsAttr))
      return;
    IRRewriter rewriter(&getContext());
    for (auto op : llvm::to_vector(getOperation().getOps<linalg::GenericOp>())) {
      if (!isLong(op) || op.hasIndexSemantics())
        continue;
      op = collapse(op, rewriter);
      if (!op || op.getNumReductionLoops() != 1)
        continue;
      rewriter.setInsertionPoint(op);
      (void)linalg::splitReduction(rewriter, op, [](linalg::LinalgOp split) {
        SmallVector<unsigned> dims;
        split.getReductionDims(dims);
        int64_t parts = partsOf(split.getStaticLoopRanges()[dims[0]]);
        // The partial results come first, as the parallel loops that they are.
        return linalg::SplitReductionOptions{parts, 0, /*innerParallel=*/false};
      });
    }
  }
};
} // namespace
