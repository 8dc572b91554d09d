// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which invocation computes what.

#include "lib/Conversion/KernelsToSPIRV/Invocations.h"
#include "lib/Conversion/KernelsToLoops/LoopNest.h"
#include "lib/Conversion/KernelsToLoops/Structured.h"
#include "lib/Conversion/KernelsToLoops/Tasks.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace cameo {
#define GEN_PASS_DEF_MAPKERNELSTOGPUPASS
#include "lib/Conversion/KernelsToSPIRV/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

// Vulkan promises 128 invocations.
constexpr int64_t elementWorkgroup = 128, rowWorkgroup = 128;
// 64-bit elements in workgroup memory read as zero on Mesa's lavapipe (22.3).
constexpr int64_t maxSharedElement = 4;
// Workgroup memory that every device of interest has (Vulkan promises 16 KiB).
constexpr int64_t maxSharedBytes = 32 * 1024;

int64_t bytesOf(Type element) { return (element.getIntOrFloatBitWidth() + 7) / 8; }

FailureOr<AffineExpr> product(KernelOp kernel, ArrayRef<OpFoldResult> extents) {
  AffineExpr result = getAffineConstantExpr(1, kernel.getContext());
  for (OpFoldResult extent : extents) {
    AffineExpr expr = extentExpr(kernel, extent);
    if (!expr)
      return kernel.emitOpError() << "has loops whose extent is no function of its arguments";
    result = result * expr;
  }
  return result;
}

// Whether an operation reduces so many elements to each of its results that a
// workgroup is better at it than an invocation. Elements of a column, which no two
// invocations of the workgroup read together, must be more, and the columns few.
bool reducesMuch(linalg::GenericOp op) {
  auto iterators = op.getIteratorTypesArray();
  int64_t length = 1, results = 1;
  for (auto [iterator, extent] : llvm::zip(iterators, op.getStaticLoopRanges()))
    if (linalg::isParallelIterator(iterator))
      results *= ShapedType::isDynamic(extent) ? 1 : extent;
    else
      length = ShapedType::isDynamic(extent) ? 2 * rowWorkgroup : length * extent;
  bool contiguous = llvm::any_of(op.getIndexingMapsArray(), [&](AffineMap map) {
    auto dim = map.getNumResults() ? dyn_cast<AffineDimExpr>(map.getResults().back()) : nullptr;
    return dim && !linalg::isParallelIterator(iterators[dim.getPosition()]);
  });
  return contiguous ? length >= 2 * rowWorkgroup
                    : length >= 16 * rowWorkgroup && results <= 8 * rowWorkgroup;
}

/// Maps one bufferized kernel.
class KernelMapping {
public:
  KernelMapping(KernelOp kernel) : kernel(kernel), rewriter(kernel.getContext()) {}
  LogicalResult run();

private:
  LogicalResult mapRows(unsigned rows);
  LogicalResult mapReduction(linalg::GenericOp op);
  LogicalResult mapContraction();
  LogicalResult mapElements(KernelOp stage, linalg::GenericOp op, linalg::FillOp fill);
  LogicalResult allocationsToScratch(llvm::function_ref<bool(Type)> whichElements);

  KernelOp kernel;
  IRRewriter rewriter;
};

// Intermediate tensors of several stages become arguments.
LogicalResult KernelMapping::allocationsToScratch(llvm::function_ref<bool(Type)> whichElements) {
  Block &entry = kernel.getBody().front();
  SmallVector<Attribute> sizes;
  unsigned position = 0;
  while (isa<LLVM::LLVMPointerType>(entry.getArgument(position).getType()))
    ++position;
  unsigned symbols = entry.getNumArguments() - position - 2;
  for (auto alloc : llvm::make_early_inc_range(entry.getOps<memref::AllocOp>())) {
    MemRefType type = alloc.getType();
    if (!whichElements(type.getElementType()))
      continue;
    rewriter.setInsertionPoint(alloc);
    SmallVector<OpFoldResult> extents = alloc.getMixedSizes();
    auto elements = product(kernel, extents);
    if (failed(elements))
      return failure();
    sizes.push_back(
        AffineMapAttr::get(AffineMap::get(0, symbols, *elements * bytesOf(type.getElementType()))));
    Value address = entry.insertArgument(
        position++, LLVM::LLVMPointerType::get(kernel.getContext()), alloc.getLoc());
    for (Operation *user : llvm::make_early_inc_range(alloc->getUsers()))
      if (isa<memref::DeallocOp>(user))
        rewriter.eraseOp(user);
    auto plain = MemRefType::get(type.getShape(), type.getElementType());
    rewriter.replaceOpWithNewOp<BufferOp>(alloc, plain, address, alloc.getDynamicSizes());
  }
  kernel.setFunctionType(FunctionType::get(kernel.getContext(), entry.getArgumentTypes(), {}));
  if (!sizes.empty())
    kernel->setAttr(scratchAttr, rewriter.getArrayAttr(sizes));
  return success();
}

LogicalResult KernelMapping::mapElements(KernelOp stage, linalg::GenericOp op,
                                         linalg::FillOp fill) {
  rewriter.setInsertionPoint(op);
  ImplicitLocOpBuilder b(op.getLoc(), rewriter);
  LoopNest nest(op, fill);
  int64_t each = nest.takeFours() ? 4 : 1;
  auto elements = product(stage, nest.getElementExtents());
  if (failed(elements))
    return failure();
  Value count = arith::ConstantIndexOp::create(b, 1);
  for (OpFoldResult extent : nest.getElementExtents())
    count = b.createOrFold<arith::MulIOp>(count,
                                          getValueOrCreateConstantIndexOp(b, b.getLoc(), extent));
  count = b.createOrFold<arith::DivUIOp>(count, arith::ConstantIndexOp::create(b, each));
  Value linear = arith::AddIOp::create(
      b,
      arith::MulIOp::create(b, workgroupOf(b), arith::ConstantIndexOp::create(b, elementWorkgroup)),
      invocationOf(b));
  Value inside = arith::CmpIOp::create(b, arith::CmpIPredicate::ult, linear, count);
  auto branch = scf::IfOp::create(b, inside, /*withElseRegion=*/false);
  ImplicitLocOpBuilder in(b.getLoc(), branch.getThenBodyBuilder());
  nest.emitElement(in, linear);
  rewriter.eraseOp(op);
  if (fill)
    rewriter.eraseOp(fill);
  setStage(stage, elementWorkgroup, (*elements).ceilDiv(elementWorkgroup * each));
  return success();
}

LogicalResult KernelMapping::mapRows(unsigned rows) {
  Block &entry = kernel.getBody().front();
  auto generics = llvm::to_vector(entry.getOps<linalg::GenericOp>());
  if (generics.empty())
    return kernel.emitOpError() << "has no operations on rows";

  if (failed(
          allocationsToScratch([](Type element) { return bytesOf(element) > maxSharedElement; })))
    return failure();
  rewriter.setInsertionPoint(entry.getTerminator());
  ImplicitLocOpBuilder b(kernel.getLoc(), rewriter);
  // One row of each intermediate tensor is shared by the workgroup.
  LoopNest::RowBuffers rowBuffers;
  int64_t bytes = 0;
  SmallVector<memref::AllocOp> allocations(entry.getOps<memref::AllocOp>());
  for (memref::AllocOp alloc : allocations) {
    if (alloc.getType().getRank() < int64_t(rows)) // tells the extents of windows only
      continue;
    auto shape = alloc.getType().getShape().drop_front(rows);
    if (llvm::any_of(shape, ShapedType::isDynamic))
      return alloc.emitOpError() << "needs rows of dynamic extent in workgroup memory";
    Type element = alloc.getType().getElementType();
    int64_t count = ShapedType::getNumElements(shape);
    bytes += count * bytesOf(element);
    auto space = spirv::StorageClassAttr::get(b.getContext(), spirv::StorageClass::Workgroup);
    rowBuffers[alloc] = memref::AllocOp::create(
        b, MemRefType::get(shape, element, MemRefLayoutAttrInterface(), space));
  }
  SmallVector<OpFoldResult> extents(
      LoopNest(generics.back(), {}, rows).getExtents().take_front(rows));
  auto groups = product(kernel, extents);
  if (failed(groups))
    return failure();
  Value count = arith::ConstantIndexOp::create(b, 1);
  for (OpFoldResult extent : extents)
    count = b.createOrFold<arith::MulIOp>(count,
                                          getValueOrCreateConstantIndexOp(b, b.getLoc(), extent));
  Value row = workgroupOf(b), invocation = invocationOf(b);
  // The same for the whole workgroup, so that all of it meets the barriers.
  Value inside = arith::CmpIOp::create(b, arith::CmpIPredicate::ult, row, count);
  auto branch = scf::IfOp::create(b, inside, /*withElseRegion=*/false);
  llvm::DenseMap<Type, SmallVector<Value>> cells;
  ImplicitLocOpBuilder in(b.getLoc(), branch.getThenBodyBuilder());
  SmallVector<Value> indices(rows);
  Value rest = row;
  for (unsigned k = rows; k-- > 1;) {
    Value size = getValueOrCreateConstantIndexOp(in, in.getLoc(), extents[k]);
    indices[k] = arith::RemUIOp::create(in, rest, size);
    rest = arith::DivUIOp::create(in, rest, size);
  }
  if (rows)
    indices[0] = rest;
  for (linalg::GenericOp op : generics) {
    linalg::FillOp fill = fillOf(op);
    auto barrierHere = [&] { barrier(in); };
    llvm::DenseMap<Type, unsigned> used;
    auto shared = [&](Type element) {
      SmallVector<Value> &known = cells[element];
      unsigned number = used[element]++;
      if (number == known.size()) {
        known.push_back(sharedMemory(b, element, rowWorkgroup));
        known.back().getDefiningOp()->moveBefore(branch);
        bytes += rowWorkgroup * bytesOf(element);
      }
      return known[number];
    };
    LoopNest(op, fill, rows)
        .emitRow(in, indices, rowBuffers,
                 {invocation, rowWorkgroup, barrierHere, shared, 8 * maxSharedElement});
    rewriter.eraseOp(op);
    if (fill)
      rewriter.eraseOp(fill);
  }
  if (bytes > maxSharedBytes)
    return kernel.emitOpError() << "needs " << bytes << " bytes of workgroup memory";
  for (memref::AllocOp alloc : allocations) {
    for (Operation *user : llvm::make_early_inc_range(alloc->getUsers()))
      if (isa<memref::DeallocOp>(user))
        rewriter.eraseOp(user);
    if (alloc->use_empty())
      rewriter.eraseOp(alloc);
  }
  setStage(kernel, rowWorkgroup, *groups);
  return success();
}

// A workgroup for each result, whichever loops were the outer ones.
LogicalResult KernelMapping::mapReduction(linalg::GenericOp op) {
  SmallVector<unsigned> order, reductions;
  for (auto [d, iterator] : llvm::enumerate(op.getIteratorTypesArray()))
    (linalg::isParallelIterator(iterator) ? order : reductions).push_back(d);
  unsigned rows = order.size();
  order.append(reductions);
  rewriter.setInsertionPoint(op);
  if (!llvm::is_sorted(order) && failed(linalg::interchangeGenericOp(rewriter, op, order)))
    return failure();
  return mapRows(rows);
}

// A contraction is a stage, after one for each padded tensor that it stores to.
LogicalResult KernelMapping::mapContraction() {
  std::string name = kernel.getSymName().str();
  auto fills = llvm::to_vector(kernel.getOps<linalg::FillOp>());
  for (size_t number = 0; number < fills.size(); ++number) {
    rewriter.setInsertionPoint(kernel);
    auto stage = cast<KernelOp>(rewriter.clone(*kernel));
    stage.setSymName((name + "_stage" + Twine(number)).str());
    auto mine = *std::next(stage.getOps<linalg::FillOp>().begin(), number);
    for (Operation &op : llvm::make_early_inc_range(llvm::reverse(stage.getBody().front())))
      if (&op != mine.getOperation() && !isa<YieldOp>(op) && op.use_empty())
        rewriter.eraseOp(&op);
    rewriter.setInsertionPoint(mine);
    auto generic = linalg::generalizeNamedOp(rewriter, mine);
    if (failed(generic) || failed(mapElements(stage, *generic, nullptr)))
      return failure();
  }
  for (linalg::FillOp fill : fills)
    rewriter.eraseOp(fill);
  kernel.setSymName((name + "_stage" + Twine(fills.size())).str());
  return success();
}

LogicalResult KernelMapping::run() {
  if (kernel->hasAttr(groupsAttr))
    return mapContraction();
  if (failed(generalize(kernel, rewriter)))
    return failure();
  for (auto fill : llvm::make_early_inc_range(kernel.getOps<linalg::FillOp>()))
    if (!reductionFrom(fill)) {
      rewriter.setInsertionPoint(fill);
      (void)linalg::generalizeNamedOp(rewriter, fill);
    }
  if (auto rows = kernel->getAttrOfType<IntegerAttr>(rowsAttr)) {
    kernel->removeAttr(rowsAttr);
    kernel.setSymName((kernel.getSymName() + "_stage0").str());
    return mapRows(rows.getInt());
  }
  if (failed(allocationsToScratch([](Type) { return true; })))
    return failure();

  // What has effects must be a generic operation, or the fill of one.
  unsigned stages = 0;
  for (Operation &op : kernel.getBody().front().without_terminator()) {
    if (isa<linalg::GenericOp>(op))
      ++stages;
    else if (!isa<linalg::FillOp>(op) && !isPure(&op))
      return op.emitOpError() << "runs on the host only";
  }
  if (!stages)
    return kernel.emitOpError() << "computes nothing";
  for (unsigned number = 0; number < stages; ++number) {
    rewriter.setInsertionPoint(kernel);
    auto stage = cast<KernelOp>(rewriter.clone(*kernel));
    stage.setSymName((kernel.getSymName() + "_stage" + Twine(number)).str());
    unsigned position = 0;
    linalg::GenericOp mine;
    linalg::FillOp fill;
    for (Operation &op : llvm::make_early_inc_range(stage.getBody().front().without_terminator())) {
      auto generic = dyn_cast<linalg::GenericOp>(op);
      if (!generic)
        continue;
      linalg::FillOp before = fillOf(generic);
      if (position++ == number) {
        mine = generic;
        fill = before;
        continue;
      }
      if (before)
        rewriter.eraseOp(before);
      rewriter.eraseOp(generic);
    }
    if (failed(reducesMuch(mine) ? KernelMapping(stage).mapReduction(mine)
                                 : mapElements(stage, mine, fill)))
      return failure();
    if (number)
      stage->removeAttr(scratchAttr);
  }
  rewriter.eraseOp(kernel);
  return success();
}

struct MapKernelsToGPU : cameo::impl::MapKernelsToGPUPassBase<MapKernelsToGPU> {
  void runOnOperation() override {
    for (auto kernel : llvm::to_vector(getOperation().getOps<KernelOp>()))
      if (failed(KernelMapping(kernel).run()))
        return signalPassFailure();
  }
};
} // namespace
