// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loop order: outer parallel loops, reductions, and innermost the dimension in
// which most operands are contiguous, so that LLVM's vectoriser has unit strides.

#include "lib/Kernels/LoopNest.h"
#include "dialects/Cameo/Cameo.h"
#include "mlir/Dialect/Affine/Utils.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"

using namespace mlir;
using namespace cameo;

OpFoldResult cameo::bufferExtent(OpBuilder &b, Location loc, Value buffer, int64_t axis) {
  auto type = cast<MemRefType>(buffer.getType());
  if (!type.isDynamicDim(axis))
    return b.getIndexAttr(type.getDimSize(axis));
  if (auto bound = buffer.getDefiningOp<BufferOp>())
    return Value(bound.getExtents()[type.getDynamicDimIndex(axis)]);
  if (auto view = buffer.getDefiningOp<memref::SubViewOp>())
    if (view.getSourceType().getRank() == type.getRank())
      return view.getMixedSizes()[axis];
  return b.createOrFold<memref::DimOp>(loc, buffer, axis);
}

// How operand `map` moves when dimension `d` steps: 0 not at all, 1 to the next
// element, 2 farther.
static int strideClass(AffineMap map, unsigned d) {
  int result = 0;
  for (auto [axis, expr] : llvm::enumerate(map.getResults()))
    if (expr.isFunctionOfDim(d))
      result = axis + 1 == map.getNumResults() && expr == getAffineDimExpr(d, map.getContext()) ? 1 : 2;
  return result;
}

LoopNest::LoopNest(linalg::GenericOp op, linalg::FillOp fill, unsigned rows)
    : op(op), fill(fill), rows(rows) {
  OpBuilder b(op);
  extents.resize(op.getNumLoops());
  ivs.resize(op.getNumLoops());
  // An operand that a plain dimension indexes tells its extent.
  for (auto [operand, map] : llvm::zip(op->getOperands(), op.getIndexingMapsArray()))
    for (auto [axis, expr] : llvm::enumerate(map.getResults()))
      if (auto dim = dyn_cast<AffineDimExpr>(expr); dim && !extents[dim.getPosition()])
        extents[dim.getPosition()] = bufferExtent(b, op.getLoc(), operand, axis);

  if (op.getNumLoops() == rows)
    return;
  unsigned innermost = chooseInnermost();
  auto iterators = op.getIteratorTypesArray();
  bool hasReduction = op.getNumReductionLoops() > 0;
  scalarAccumulators =
      hasReduction && linalg::isReductionIterator(iterators[innermost]);
  for (unsigned d = rows; d < op.getNumLoops(); ++d)
    if (linalg::isParallelIterator(iterators[d]) && d != innermost)
      order.push_back(d);
  numOuter = order.size();
  for (unsigned d = 0; d < op.getNumLoops(); ++d)
    if (linalg::isReductionIterator(iterators[d]) && d != innermost)
      order.push_back(d);
  order.push_back(innermost);
}

unsigned LoopNest::chooseInnermost() {
  int best = INT_MIN;
  unsigned choice = rows;
  for (unsigned d = rows; d < op.getNumLoops(); ++d) {
    int score = 0;
    for (auto [position, map] : llvm::enumerate(op.getIndexingMapsArray())) {
      int stride = strideClass(map, d);
      int weight = int64_t(position) >= op.getNumDpsInputs() ? 3 : 2;
      score += stride == 1 ? weight : stride == 2 ? -2 * weight : 0;
    }
    if (auto size = getConstantIntValue(extents[d]); size && *size < 4)
      score -= 8;
    if (score >= best) {
      best = score;
      choice = d;
    }
  }
  return choice;
}

Value LoopNest::extent(ImplicitLocOpBuilder &b, unsigned dim) {
  return getValueOrCreateConstantIndexOp(b, b.getLoc(), extents[dim]);
}

std::pair<Value, SmallVector<Value>> LoopNest::access(ImplicitLocOpBuilder &b, unsigned operand) {
  Value buffer = op->getOperand(operand);
  ArrayRef<AffineExpr> results = op.getIndexingMapsArray()[operand].getResults();
  if (rowBuffers)
    if (Value row = rowBuffers->lookup(buffer)) {
      buffer = row;
      results = results.drop_front(rows);
    }
  SmallVector<Value> indices;
  for (AffineExpr expr : results)
    indices.push_back(mlir::affine::expandAffineExpr(b, b.getLoc(), expr, ivs, {}));
  return {buffer, indices};
}

Value LoopNest::load(ImplicitLocOpBuilder &b, unsigned operand) {
  if (auto known = loaded.find(operand); known != loaded.end())
    return known->second[neighbour];
  auto [buffer, indices] = access(b, operand);
  return memref::LoadOp::create(b, buffer, indices);
}

void LoopNest::store(ImplicitLocOpBuilder &b, Value value, unsigned operand) {
  auto [buffer, indices] = access(b, operand);
  memref::StoreOp::create(b, value, buffer, indices);
}

SmallVector<Value> LoopNest::emitBody(ImplicitLocOpBuilder &b, ValueRange accumulators) {
  IRMapping mapping;
  Block *body = op.getBody();
  unsigned inputs = op.getNumDpsInputs();
  for (auto [i, argument] : llvm::enumerate(body->getArguments())) {
    if (argument.use_empty())
      continue;
    Value operand = op->getOperand(i);
    if (i >= inputs && !accumulators.empty())
      mapping.map(argument, accumulators[i - inputs]);
    else if (isa<MemRefType>(operand.getType()))
      mapping.map(argument, load(b, i));
    else
      mapping.map(argument, operand);
  }
  // Sums are taken in any order. All else rounds as it is written: quantisation
  // turns the last bit's difference into one of a whole step.
  auto flags = arith::FastMathFlags::reassoc | arith::FastMathFlags::contract |
               arith::FastMathFlags::nsz;
  for (Operation &nested : body->without_terminator()) {
    if (auto index = dyn_cast<linalg::IndexOp>(nested)) {
      mapping.map(index.getResult(), ivs[index.getDim()]);
      continue;
    }
    Operation *clone = b.clone(nested, mapping);
    // Conversions round: with flags, one would cancel the other way's.
    if (auto fast = dyn_cast<arith::ArithFastMathInterface>(clone);
        fast && op.getNumReductionLoops() && !isa<arith::ExtFOp, arith::TruncFOp>(clone))
      clone->setAttr(fast.getFastMathAttrName(), arith::FastMathFlagsAttr::get(b.getContext(), flags));
  }
  return llvm::map_to_vector(body->getTerminator()->getOperands(),
                             [&](Value value) { return mapping.lookupOrDefault(value); });
}

// The reduction loops, with accumulators in registers.
SmallVector<Value> LoopNest::accumulate(ImplicitLocOpBuilder &b, unsigned depth,
                                        ValueRange accumulators) {
  if (depth == order.size())
    return emitBodies(b, accumulators);
  Value zero = arith::ConstantIndexOp::create(b, 0), one = arith::ConstantIndexOp::create(b, 1);
  auto loop = scf::ForOp::create(b, zero, extent(b, order[depth]), one, accumulators,
                                 [&](OpBuilder &nested, Location loc, Value iv, ValueRange inner) {
                                   ImplicitLocOpBuilder in(loc, nested);
                                   ivs[order[depth]] = iv;
                                   scf::YieldOp::create(in, accumulate(in, depth + 1, inner));
                                 });
  return loop.getResults();
}

void LoopNest::emitReduction(ImplicitLocOpBuilder &b, unsigned depth) {
  unsigned inputs = op.getNumDpsInputs();
  SmallVector<Value> initial;
  if (!fill)
    loadNeighbours(b, inputs, op->getNumOperands());
  for (neighbour = 0; neighbour < width; ++neighbour)
    for (unsigned i = inputs; i < op->getNumOperands(); ++i)
      initial.push_back(fill ? fill.getInputs()[0] : load(b, i));
  loaded.clear();
  storeAll(b, accumulate(b, depth, initial));
}

void LoopNest::emitLoops(ImplicitLocOpBuilder &b, unsigned depth) {
  unsigned inputs = op.getNumDpsInputs();
  Value zero = arith::ConstantIndexOp::create(b, 0), one = arith::ConstantIndexOp::create(b, 1);
  if (depth == numOuter && scalarAccumulators)
    return emitReduction(b, depth);
  if (depth == numOuter && fill) {
    // The row that the reductions accumulate in memory.
    unsigned innermost = order.back();
    scf::ForOp::create(b, zero, extent(b, innermost), one, ValueRange(),
                       [&](OpBuilder &nested, Location loc, Value iv, ValueRange) {
                         ImplicitLocOpBuilder in(loc, nested);
                         ivs[innermost] = iv;
                         store(in, fill.getInputs()[0], inputs);
                         scf::YieldOp::create(in);
                       });
  }
  if (depth == order.size()) {
    for (auto [i, value] : llvm::enumerate(emitBody(b, {})))
      store(b, value, inputs + i);
    return;
  }
  scf::ForOp::create(b, zero, extent(b, order[depth]), one, ValueRange(),
                     [&](OpBuilder &nested, Location loc, Value iv, ValueRange) {
                       ImplicitLocOpBuilder in(loc, nested);
                       ivs[order[depth]] = iv;
                       emitLoops(in, depth + 1);
                       scf::YieldOp::create(in);
                     });
}

void LoopNest::emitRow(ImplicitLocOpBuilder &b, ValueRange rowIndices,
                       const RowBuffers &buffers) {
  rowBuffers = &buffers;
  llvm::copy(rowIndices, ivs.begin());
  emitLoops(b, 0);
}

void LoopNest::emit(ImplicitLocOpBuilder &b, TaskRange *tasks) {
  if (!tasks)
    return emitLoops(b, 0);
  Value one = arith::ConstantIndexOp::create(b, 1);
  bool parallelOnly = op.getNumReductionLoops() == 0;
  if (numOuter == 0 && parallelOnly && order.size() == 1) {
    // One long loop: a task is a chunk of it.
    constexpr int64_t chunk = 4096;
    AffineExpr d0 = b.getAffineDimExpr(0);
    tasks->extents.push_back(affine::makeComposedFoldedAffineApply(
        b, b.getLoc(), d0.ceilDiv(chunk), {extents[order[0]]}));
    Value size = arith::ConstantIndexOp::create(b, chunk);
    Value from = arith::MulIOp::create(b, tasks->begin, size);
    Value to = arith::MinSIOp::create(b, arith::MulIOp::create(b, tasks->end, size),
                                      extent(b, order[0]));
    scf::ForOp::create(b, from, to, one, ValueRange(),
                       [&](OpBuilder &nested, Location loc, Value iv, ValueRange) {
                         ImplicitLocOpBuilder in(loc, nested);
                         ivs[order[0]] = iv;
                         emitLoops(in, 1);
                         scf::YieldOp::create(in);
                       });
    return;
  }
  if (numOuter == 0)
    return emitLoops(b, 0);
  // As many outer loops as give enough tasks.
  unsigned flattened = 0;
  for (int64_t known = 1; flattened < numOuter && known < 64;) {
    OpFoldResult size = extents[order[flattened++]];
    tasks->extents.push_back(size);
    known *= getConstantIntValue(size).value_or(1);
  }
  scf::ForOp::create(b, tasks->begin, tasks->end, one, ValueRange(),
                     [&](OpBuilder &nested, Location loc, Value iv, ValueRange) {
                       ImplicitLocOpBuilder in(loc, nested);
                       // iv = ((i0 · n1 + i1) · n2 + i2) …
                       Value rest = iv;
                       for (unsigned k = flattened; k-- > 1;) {
                         Value size = extent(in, order[k]);
                         ivs[order[k]] = arith::RemUIOp::create(in, rest, size);
                         rest = arith::DivUIOp::create(in, rest, size);
                       }
                       ivs[order[0]] = rest;
                       emitLoops(in, flattened);
                       scf::YieldOp::create(in);
                     });
}
