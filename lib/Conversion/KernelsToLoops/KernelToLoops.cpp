// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Replaces a bound kernel's structured operations by loops and names its tasks.

#include "lib/Conversion/KernelsToLoops/Passes.h"
#include "lib/Conversion/KernelsToLoops/LoopNest.h"
#include "lib/Conversion/KernelsToLoops/Structured.h"
#include "lib/Conversion/KernelsToLoops/Tasks.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/SCF/Utils/Utils.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

namespace cameo {
#define GEN_PASS_DEF_KERNELTOLOOPSPASS
#include "lib/Conversion/KernelsToLoops/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

// Scratch of up to this many bytes lives on the stack.
constexpr int64_t maxScratchBytes = 64 * 1024;

struct KernelToLoops : cameo::impl::KernelToLoopsPassBase<KernelToLoops> {
  void runOnOperation() override {
    KernelOp kernel = getOperation();
    if (kernel.getTasks())
      return; // Emitted as loops already.
    IRRewriter rewriter(&getContext());
    if (failed(generalize(kernel, rewriter)))
      return signalPassFailure();
    if (auto rows = kernel->getAttrOfType<IntegerAttr>(rowsAttr))
      if (failed(emitRows(kernel, rows.getInt(), rewriter)))
        return signalPassFailure();
    if (unsigned rows = rowsOfInsertions(kernel))
      if (failed(emitRows(kernel, rows, rewriter)))
        return signalPassFailure();
    if (kernel.getTasks())
      return;
    if (failed(scratchToStack(kernel, rewriter)))
      return signalPassFailure();

    // What tasks partition: the only nest at the top, or the only loop.
    Block &entry = kernel.getBody().front();
    SmallVector<Operation *> nests;
    for (Operation &op : entry)
      if (isa<linalg::LinalgOp, scf::ForOp>(op))
        nests.push_back(&op);
    unsigned arguments = entry.getNumArguments();
    TaskRange tasks{entry.getArgument(arguments - 2), entry.getArgument(arguments - 1), {}};
    bool single = nests.size() == 1 || (nests.size() == 2 && isa<linalg::GenericOp>(nests[1]) &&
                                        fillOf(cast<linalg::GenericOp>(nests[1])) == nests[0]);
    if (single && isa<scf::ForOp>(nests.back()))
      partitionLoop(cast<scf::ForOp>(nests.back()), tasks, rewriter);

    SmallVector<linalg::GenericOp> generics;
    kernel.walk([&](linalg::GenericOp op) { generics.push_back(op); });
    for (linalg::GenericOp op : generics) {
      linalg::FillOp fill = fillOf(op);
      rewriter.setInsertionPoint(op);
      ImplicitLocOpBuilder b(op.getLoc(), rewriter);
      bool partition = single && op == nests.back();
      LoopNest(op, fill).emit(b, partition ? &tasks : nullptr);
      op->erase();
      if (fill)
        fill->erase();
    }
    SmallVector<linalg::FillOp> fills;
    kernel.walk([&](linalg::FillOp op) { fills.push_back(op); });
    for (linalg::FillOp op : fills) {
      rewriter.setInsertionPoint(op);
      auto generic = linalg::generalizeNamedOp(rewriter, op);
      rewriter.setInsertionPoint(*generic);
      ImplicitLocOpBuilder b(generic->getLoc(), rewriter);
      LoopNest(*generic, {}).emit(b, single && nests.size() == 1 ? &tasks : nullptr);
      (*generic)->erase();
    }
    SmallVector<AffineExpr> extents;
    for (OpFoldResult extent : tasks.extents)
      extents.push_back(extentExpr(kernel, extent));
    if (failed(setTasks(kernel, extents)))
      signalPassFailure();
  }

  // One loop over rows around all operations; what they pass to each other is
  // one row, on the stack.
  LogicalResult emitRows(KernelOp kernel, unsigned rows, IRRewriter &rewriter) {
    Block &entry = kernel.getBody().front();
    unsigned arguments = entry.getNumArguments();
    for (auto fill : llvm::make_early_inc_range(entry.getOps<linalg::FillOp>()))
      if (!reductionFrom(fill)) {
        rewriter.setInsertionPoint(fill);
        (void)linalg::generalizeNamedOp(rewriter, fill);
      }
    auto generics = llvm::to_vector(entry.getOps<linalg::GenericOp>());
    auto fits = [&](linalg::GenericOp op) {
      auto iterators = op.getIteratorTypesArray();
      return op.getNumLoops() >= rows &&
             llvm::all_of(ArrayRef(iterators).take_front(rows), linalg::isParallelIterator);
    };
    if (generics.empty() || !llvm::all_of(generics, fits))
      return kernel.emitOpError() << "has operations that do not share " << rows << " row loops";

    LoopNest::RowBuffers rowBuffers;
    for (auto alloc : llvm::make_early_inc_range(entry.getOps<memref::AllocOp>())) {
      if (alloc.getType().getRank() < int64_t(rows)) // tells the extents of windows only
        continue;
      auto shape = alloc.getType().getShape().drop_front(rows);
      auto type = MemRefType::get(shape, alloc.getType().getElementType());
      if (!type.hasStaticShape())
        return alloc.emitOpError() << "needs rows of dynamic extent in a kernel";
      rewriter.setInsertionPointToStart(&entry);
      rowBuffers[alloc] = memref::AllocaOp::create(rewriter, alloc.getLoc(), type,
                                                   rewriter.getI64IntegerAttr(64));
    }
    rewriter.setInsertionPoint(entry.getTerminator());
    ImplicitLocOpBuilder b(kernel.getLoc(), rewriter);
    SmallVector<OpFoldResult> extents(
        LoopNest(generics.back(), {}, rows).getExtents().take_front(rows));
    auto loop = scf::ForOp::create(b, entry.getArgument(arguments - 2),
                                   entry.getArgument(arguments - 1),
                                   arith::ConstantIndexOp::create(b, 1));
    b.setInsertionPointToStart(loop.getBody());
    SmallVector<Value> indices(rows);
    Value rest = loop.getInductionVar();
    for (unsigned k = rows; k-- > 1;) {
      Value size = getValueOrCreateConstantIndexOp(b, b.getLoc(), extents[k]);
      indices[k] = arith::RemUIOp::create(b, rest, size);
      rest = arith::DivUIOp::create(b, rest, size);
    }
    indices[0] = rest;
    for (linalg::GenericOp op : generics) {
      linalg::FillOp fill = fillOf(op);
      LoopNest(op, fill, rows).emitRow(b, indices, rowBuffers);
      op->erase();
      if (fill)
        fill->erase();
    }
    for (auto alloc : llvm::make_early_inc_range(entry.getOps<memref::AllocOp>())) {
      for (Operation *user : llvm::make_early_inc_range(alloc->getUsers()))
        if (isa<memref::DeallocOp>(user))
          user->erase();
      if (!alloc.use_empty())
        return alloc.emitOpError("is read by position in a kernel that runs by rows");
      alloc.erase();
    }
    return setTasks(kernel, llvm::map_to_vector(extents, [&](OpFoldResult extent) {
                      return extentExpr(kernel, extent);
                    }));
  }

  // Whether memory only tells loops their extents, as the window of a pool does.
  static bool isOnlyShape(memref::AllocOp alloc) {
    return llvm::all_of(alloc->getUses(), [](OpOperand &use) {
      auto generic = dyn_cast<linalg::GenericOp>(use.getOwner());
      return isa<memref::DeallocOp>(use.getOwner()) ||
             (generic && generic.isDpsInput(&use) &&
              generic.getMatchingBlockArgument(&use).use_empty());
    });
  }

  LogicalResult scratchToStack(KernelOp kernel, IRRewriter &rewriter) {
    WalkResult result = kernel.walk([&](memref::AllocOp alloc) {
      if (isOnlyShape(alloc))
        return WalkResult::advance();
      auto type = alloc.getType();
      int64_t bytes = type.hasStaticShape()
                          ? type.getNumElements() * ((type.getElementTypeBitWidth() + 7) / 8)
                          : maxScratchBytes + 1;
      if (bytes > maxScratchBytes) {
        alloc.emitOpError() << "needs scratch of " << type << " in a kernel";
        return WalkResult::interrupt();
      }
      rewriter.setInsertionPointToStart(&kernel.getBody().front());
      auto local = memref::AllocaOp::create(rewriter, alloc.getLoc(), type,
                                            rewriter.getI64IntegerAttr(64));
      rewriter.replaceOp(alloc, local.getResult());
      return WalkResult::advance();
    });
    kernel.walk([](memref::DeallocOp dealloc) { dealloc.erase(); });
    return failure(result.wasInterrupted());
  }

  // A loop over rows runs the rows that are its tasks.
  void partitionLoop(scf::ForOp loop, TaskRange &tasks, IRRewriter &rewriter) {
    SmallVector<scf::ForOp> band;
    getPerfectlyNestedLoops(band, loop);
    // Only loops from 0 by 1 with constant or argument extents are tasks.
    auto plain = [](scf::ForOp candidate) {
      return candidate->hasAttr(parallelAttr) && candidate.getInitArgs().empty() &&
             isConstantIntValue(candidate.getLowerBound(), 0) &&
             isConstantIntValue(candidate.getStep(), 1);
    };
    size_t depth = 0;
    while (depth < band.size() && plain(band[depth]))
      ++depth;
    band.resize(depth);
    if (band.empty())
      return;
    for (scf::ForOp candidate : band)
      tasks.extents.push_back(getAsOpFoldResult(candidate.getUpperBound()));
    if (band.size() > 1 && failed(coalesceLoops(rewriter, band)))
      tasks.extents.resize(1);
    loop.setLowerBound(tasks.begin);
    loop.setUpperBound(tasks.end);
  }
};
} // namespace
