// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A loop nest as a GPU runs it: one invocation an element, or one workgroup a row.

#include "lib/Conversion/KernelsToSPIRV/Fours.h"
#include "lib/Conversion/KernelsToLoops/LoopNest.h"
#include "mlir/Analysis/SliceAnalysis.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace cameo;

SmallVector<unsigned> LoopNest::parallelLoops() {
  auto iterators = op.getIteratorTypesArray();
  SmallVector<unsigned> loops;
  for (unsigned d : order)
    if (linalg::isParallelIterator(iterators[d]))
      loops.push_back(d);
  return loops;
}

SmallVector<OpFoldResult> LoopNest::getElementExtents() {
  return llvm::map_to_vector(parallelLoops(), [&](unsigned d) { return extents[d]; });
}

void LoopNest::delinearize(ImplicitLocOpBuilder &b, Value linear, ArrayRef<unsigned> loops) {
  for (size_t position = loops.size(); position-- > 0;) {
    unsigned d = loops[position];
    if (position == 0) {
      ivs[d] = linear;
      break;
    }
    Value size = extent(b, d);
    ivs[d] = b.createOrFold<arith::RemUIOp>(linear, size);
    linear = b.createOrFold<arith::DivUIOp>(linear, size);
  }
}

// Whether an access at multiples of four in dimension `d` is one of aligned
// neighbours: its only use of `d` is d + 4 c, innermost.
static bool hasFours(Value buffer, AffineMap map, unsigned d) {
  if (map.getNumResults() == 0)
    return false;
  MLIRContext *context = map.getContext();
  for (AffineExpr expr : map.getResults().drop_back())
    if (expr.isFunctionOfDim(d))
      return false;
  auto offset = dyn_cast<AffineConstantExpr>(simplifyAffineExpr(
      map.getResults().back() - getAffineDimExpr(d, context), map.getNumDims(), 0));
  return offset && offset.getValue() % 4 == 0 && hasRowsOfFours(buffer);
}

bool LoopNest::takeFours() {
  SmallVector<unsigned> loops = parallelLoops();
  if (loops.empty() || rowBuffers)
    return false;
  auto size = getConstantIntValue(extents[loops.back()]);
  if (!size || *size % 4)
    return false;
  for (auto [i, operand, map] : llvm::enumerate(op->getOperands(), op.getIndexingMapsArray())) {
    bool same = int64_t(i) < op.getNumDpsInputs() && !map.isFunctionOfDim(loops.back());
    if (isa<MemRefType>(operand.getType()) && !same && !hasFours(operand, map, loops.back()))
      return false;
  }
  width = 4;
  wideLoop = loops.back();
  return true;
}

void LoopNest::loadNeighbours(ImplicitLocOpBuilder &b, unsigned firstOperand, unsigned endOperand) {
  if (width == 1)
    return;
  for (unsigned i = firstOperand; i < endOperand; ++i) {
    bool initial = op.getNumReductionLoops() && int64_t(i) >= op.getNumDpsInputs();
    if (!isa<MemRefType>(op->getOperand(i).getType()) ||
        (!initial && op.getBody()->getArgument(i).use_empty()))
      continue;
    bool differ = op.getIndexingMapsArray()[i].isFunctionOfDim(wideLoop);
    auto [buffer, indices] = access(b, i);
    SmallVector<Value> elements = elementsOf(b, loadWide(b, buffer, indices, differ ? width : 1));
    elements.resize(width, elements[0]);
    loaded[i] = elements;
  }
}

SmallVector<Value> LoopNest::emitBodies(ImplicitLocOpBuilder &b, ValueRange accumulators) {
  if (width == 1)
    return emitBody(b, accumulators);
  loadNeighbours(b, 0, accumulators.empty() ? op->getNumOperands() : op.getNumDpsInputs());
  unsigned outputs = op.getNumDpsInits();
  Value first = ivs[wideLoop];
  SmallVector<Value> results;
  for (neighbour = 0; neighbour < width; ++neighbour) {
    ivs[wideLoop] = arith::AddIOp::create(b, first, arith::ConstantIndexOp::create(b, neighbour));
    llvm::append_range(results,
                       emitBody(b, accumulators.empty()
                                       ? accumulators
                                       : accumulators.slice(neighbour * outputs, outputs)));
  }
  ivs[wideLoop] = first;
  loaded.clear();
  return results;
}

void LoopNest::storeAll(ImplicitLocOpBuilder &b, ValueRange values) {
  unsigned outputs = op.getNumDpsInits();
  for (unsigned i = 0; i < outputs; ++i) {
    SmallVector<Value> elements;
    for (unsigned each = i; each < values.size(); each += outputs)
      elements.push_back(values[each]);
    auto [buffer, indices] = access(b, op.getNumDpsInputs() + i);
    storeWide(b, elements, buffer, indices);
  }
}

void LoopNest::emitElement(ImplicitLocOpBuilder &b, Value linear) {
  SmallVector<unsigned> loops = parallelLoops();
  if (width > 1) {
    Value four = arith::ConstantIndexOp::create(b, width);
    linear = arith::MulIOp::create(b, linear, four);
  }
  delinearize(b, linear, loops);
  if (op.getNumReductionLoops() == 0)
    return storeAll(b, emitBodies(b, {}));
  llvm::erase_if(order, [&](unsigned d) { return llvm::is_contained(loops, d); });
  emitReduction(b, 0);
}

// for (i = invocation; i < count; i += size)
static void dealOut(ImplicitLocOpBuilder &b, const LoopNest::Workgroup &workgroup, Value count,
                    llvm::function_ref<void(ImplicitLocOpBuilder &, Value)> body) {
  Value step = arith::ConstantIndexOp::create(b, workgroup.size);
  scf::ForOp::create(b, workgroup.invocation, count, step, ValueRange(),
                     [&](OpBuilder &nested, Location loc, Value iv, ValueRange) {
                       ImplicitLocOpBuilder in(loc, nested);
                       body(in, iv);
                       scf::YieldOp::create(in);
                     });
}

// What a combining operation begins with. Upstream's neutral element of maxnum
// and minnum is a NaN, which shaders need not honour.
static std::optional<TypedAttr> neutralElement(Operation *combiner) {
  auto infinity = [&](bool negative) -> TypedAttr {
    auto type = cast<FloatType>(combiner->getResult(0).getType());
    return FloatAttr::get(type, APFloat::getInf(type.getFloatSemantics(), negative));
  };
  if (isa<arith::MaxNumFOp, arith::MinNumFOp>(combiner))
    return infinity(isa<arith::MaxNumFOp>(combiner));
  return arith::getNeutralElement(combiner);
}

// Each invocation reduces its share, then the shares are combined in pairs.
void LoopNest::emitTree(ImplicitLocOpBuilder &b, const Workgroup &workgroup,
                        ArrayRef<unsigned> reductions, ArrayRef<Operation *> combiners) {
  unsigned inputs = op.getNumDpsInputs();
  SmallVector<Value> neutral;
  for (Operation *combiner : combiners)
    neutral.push_back(arith::ConstantOp::create(b, *neutralElement(combiner)));
  Value count = arith::ConstantIndexOp::create(b, 1);
  for (unsigned d : reductions)
    count = b.createOrFold<arith::MulIOp>(count, extent(b, d));
  Value step = arith::ConstantIndexOp::create(b, workgroup.size);
  auto shares =
      scf::ForOp::create(b, workgroup.invocation, count, step, neutral,
                         [&](OpBuilder &nested, Location loc, Value iv, ValueRange inner) {
                           ImplicitLocOpBuilder in(loc, nested);
                           delinearize(in, iv, reductions);
                           scf::YieldOp::create(in, emitBody(in, inner));
                         });
  auto combine = [&](ImplicitLocOpBuilder &in, Operation *combiner, Value x, Value y) {
    OperationState state(in.getLoc(), combiner->getName(), ValueRange{x, y}, x.getType(),
                         combiner->getAttrs());
    return in.create(state)->getResult(0);
  };
  SmallVector<Value> memory;
  for (Value share : shares.getResults()) {
    memory.push_back(workgroup.shared(share.getType()));
    memref::StoreOp::create(b, share, memory.back(), workgroup.invocation);
  }
  workgroup.barrier();
  for (int64_t half = workgroup.size / 2; half > 0; half /= 2) {
    Value limit = arith::ConstantIndexOp::create(b, half);
    Value active = arith::CmpIOp::create(b, arith::CmpIPredicate::ult, workgroup.invocation, limit);
    auto branch = scf::IfOp::create(b, active, /*withElseRegion=*/false);
    {
      ImplicitLocOpBuilder in(b.getLoc(), branch.getThenBodyBuilder());
      Value other = arith::AddIOp::create(in, workgroup.invocation, limit);
      for (auto [cells, combiner] : llvm::zip(memory, combiners)) {
        Value mine = memref::LoadOp::create(in, cells, workgroup.invocation);
        Value theirs = memref::LoadOp::create(in, cells, other);
        memref::StoreOp::create(in, combine(in, combiner, mine, theirs), cells,
                                workgroup.invocation);
      }
    }
    workgroup.barrier();
  }
  Value zero = arith::ConstantIndexOp::create(b, 0);
  Value first = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, workgroup.invocation, zero);
  auto branch = scf::IfOp::create(b, first, /*withElseRegion=*/false);
  ImplicitLocOpBuilder in(b.getLoc(), branch.getThenBodyBuilder());
  for (auto [i, cells, combiner] : llvm::enumerate(memory, combiners)) {
    Value initial = fill ? fill.getInputs()[0] : load(in, inputs + i);
    Value sum = memref::LoadOp::create(in, cells, zero);
    store(in, combine(in, combiner, initial, sum), inputs + i);
  }
}

void LoopNest::emitRow(ImplicitLocOpBuilder &b, ValueRange rowIndices, const RowBuffers &buffers,
                       const Workgroup &workgroup) {
  rowBuffers = &buffers;
  llvm::copy(rowIndices, ivs.begin());
  SmallVector<unsigned> elements, reductions;
  auto iterators = op.getIteratorTypesArray();
  for (unsigned d : order)
    (linalg::isParallelIterator(iterators[d]) ? elements : reductions).push_back(d);

  // Reductions whose outputs each have a combining operation with a neutral
  // element, and fit workgroup memory.
  SmallVector<Operation *> combiners;
  for (unsigned i = 0; i < op.getNumDpsInits(); ++i) {
    SmallVector<Operation *> chain;
    if (matchReduction(op.getRegionOutputArgs(), i, chain) && chain.size() == 1 &&
        neutralElement(chain[0]) &&
        chain[0]->getResult(0).getType().getIntOrFloatBitWidth() <= workgroup.maxSharedBits)
      combiners.push_back(chain[0]);
  }
  if (elements.empty() && !reductions.empty() && int64_t(combiners.size()) == op.getNumDpsInits()) {
    llvm::sort(reductions); // neighbours in memory by neighbouring invocations
    emitTree(b, workgroup, reductions, combiners);
  } else {
    Value count = arith::ConstantIndexOp::create(b, 1);
    for (unsigned d : elements)
      count = b.createOrFold<arith::MulIOp>(count, extent(b, d));
    order = reductions;
    dealOut(b, workgroup, count, [&](ImplicitLocOpBuilder &in, Value linear) {
      delinearize(in, linear, elements);
      if (!reductions.empty())
        return emitReduction(in, 0);
      for (auto [i, value] : llvm::enumerate(emitBody(in, {})))
        store(in, value, op.getNumDpsInputs() + i);
    });
  }
  workgroup.barrier();
}
