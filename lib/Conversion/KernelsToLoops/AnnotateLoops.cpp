// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The order of loops is chosen for the innermost one to be vectorised. LLVM
// would unroll it first where it is short, and then vectorise the next one, in
// which nothing is contiguous. Loops over tiles of vectors have all that a step
// needs to keep the units busy: more steps in a row are only more code.

#include "lib/Conversion/KernelsToLoops/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace cameo {
#define GEN_PASS_DEF_ANNOTATELOOPSPASS
#include "lib/Conversion/KernelsToLoops/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

// Shorter loops are better unrolled, and what is around them vectorised.
constexpr int64_t minVectorised = 8;
// So many operations on vectors hide the cost of a loop around them.
constexpr unsigned minVectorOperations = 16;

struct AnnotateLoops : cameo::impl::AnnotateLoopsPassBase<AnnotateLoops> {
  void runOnOperation() override {
    KernelOp kernel = getOperation();
    kernel.walk(keepExtremes);
    if (kernel.walk(ifVector).wasInterrupted())
      kernel.walk([&](scf::ForOp loop) {
        if (isTiled(loop))
          annotate(loop, /*vectorise=*/true, /*unroll=*/false);
      });
    else
      visit(kernel.getBody());
  }

  static WalkResult ifVector(Operation *op) {
    return isa_and_present<vector::VectorDialect>(op->getDialect()) ? WalkResult::interrupt()
                                                                    : WalkResult::advance();
  }

  // Whether there are loops of vectors, or many operations on vectors, in the loop.
  static bool isTiled(scf::ForOp loop) {
    unsigned vectors = 0;
    bool nested = false;
    loop.getBody()->walk([&](Operation *op) {
      vectors += isa_and_present<vector::VectorDialect>(op->getDialect());
      nested |= isa<scf::ForOp>(op);
    });
    return nested ? vectors > 0 : vectors >= minVectorOperations;
  }

  // The largest or smallest so far as LLVM's intrinsic. As comparisons, which
  // arith's is expanded to later, it would be no reduction that LLVM vectorises.
  static void keepExtremes(scf::ForOp loop) {
    for (auto [argument, yielded] : llvm::zip(loop.getRegionIterArgs(), loop.getYieldedValues())) {
      Operation *op = yielded.getDefiningOp();
      if (!isa_and_present<arith::MaximumFOp, arith::MinimumFOp>(op) ||
          !llvm::is_contained(op->getOperands(), argument) ||
          !(yielded.getType().isF32() || yielded.getType().isF64()))
        continue;
      OpBuilder builder(op);
      Value a = op->getOperand(0), b = op->getOperand(1), extreme;
      if (isa<arith::MaximumFOp>(op))
        extreme = LLVM::MaximumOp::create(builder, op->getLoc(), a, b);
      else
        extreme = LLVM::MinimumOp::create(builder, op->getLoc(), a, b);
      op->getResult(0).replaceAllUsesWith(extreme);
      op->erase();
    }
  }

  // Whether a loop in the region is to be vectorised.
  bool visit(Region &region) {
    bool found = false;
    for (Operation &op : region.getOps()) {
      auto loop = dyn_cast<scf::ForOp>(op);
      bool inside = false;
      for (Region &nested : op.getRegions())
        inside |= visit(nested);
      if (loop && inside)
        annotate(loop, /*vectorise=*/false, /*unroll=*/true);
      else if (loop && !holdsLoops(loop)) {
        auto count = loop.getStaticTripCount();
        inside = !count || count->sge(minVectorised);
        if (count && inside)
          annotate(loop, /*vectorise=*/true, /*unroll=*/false);
      }
      found |= inside;
    }
    return found;
  }

  static bool holdsLoops(scf::ForOp loop) {
    return loop.getBody()
        ->walk([](LoopLikeOpInterface) { return WalkResult::interrupt(); })
        .wasInterrupted();
  }

  void annotate(scf::ForOp loop, bool vectorise, bool unroll) {
    MLIRContext *context = &getContext();
    auto yes = BoolAttr::get(context, true);
    LLVM::LoopVectorizeAttr vectorize;
    LLVM::LoopUnrollAttr unrolling;
    if (!vectorise)
      vectorize = LLVM::LoopVectorizeAttr::get(context, yes, {}, {}, {}, {}, {}, {});
    if (!unroll)
      unrolling = LLVM::LoopUnrollAttr::get(context, yes, {}, {}, {}, {}, {}, {});
    loop->setAttr("loop_annotation",
                  LLVM::LoopAnnotationAttr::get(context, {}, vectorize, {}, unrolling, {}, {}, {},
                                                {}, {}, {}, {}, {}, {}, {}, {}));
  }
};
} // namespace
