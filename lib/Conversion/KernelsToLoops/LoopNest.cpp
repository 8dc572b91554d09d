// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loop order: outer parallel loops, reductions, and innermost the dimension in
// which most operands are contiguous, so that LLVM's vectoriser has unit strides.

#include "lib/Conversion/KernelsToLoops/LoopNest.h"
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
  chooseStrips();
}

// A sum of n floats errs by up to n roundings of the whole. In strips of about the
// same number of elements it errs by a strip's and those of the strips' sums.
void LoopNest::chooseStrips() {
  constexpr int64_t length = 4096;
  auto yield = cast<linalg::YieldOp>(op.getBody()->getTerminator());
  Value sum = yield.getValues()[0], accumulator = op.getRegionOutputArgs()[0];
  auto add = sum.getDefiningOp<arith::AddFOp>();
  if (!add || op.getNumDpsInits() != 1 || !accumulator.hasOneUse() ||
      !llvm::is_contained(add->getOperands(), accumulator))
    return;
  auto iterators = op.getIteratorTypesArray();
  int64_t inside = 1;
  for (unsigned depth = order.size(); depth-- > numOuter;) {
    if (!linalg::isReductionIterator(iterators[order[depth]]))
      continue;
    auto size = getConstantIntValue(extents[order[depth]]);
    if (size && *size * inside <= length) {
      inside *= *size;
      continue;
    }
    stripped = order[depth];
    strip = std::max<int64_t>(1, length / std::max<int64_t>(1, inside));
    return;
  }
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

// for (o = 0; o < extent; o += strip) body(o, min(o + strip, extent))
static scf::ForOp forStrips(
    ImplicitLocOpBuilder &b, Value extent, int64_t strip, ValueRange state,
    llvm::function_ref<SmallVector<Value>(ImplicitLocOpBuilder &, Value, Value, ValueRange)> body) {
  Value zero = arith::ConstantIndexOp::create(b, 0);
  Value step = arith::ConstantIndexOp::create(b, strip);
  return scf::ForOp::create(b, zero, extent, step, state,
                            [&](OpBuilder &nested, Location loc, Value from, ValueRange inner) {
                              ImplicitLocOpBuilder in(loc, nested);
                              Value to = arith::AddIOp::create(in, from, step);
                              to = arith::MinSIOp::create(in, to, extent);
                              scf::YieldOp::create(in, body(in, from, to, inner));
                            });
}

// The reduction loops, with accumulators in registers.
SmallVector<Value> LoopNest::accumulate(ImplicitLocOpBuilder &b, unsigned depth,
                                        ValueRange accumulators) {
  if (depth == order.size())
    return emitBodies(b, accumulators);
  Value size = extent(b, order[depth]);
  if (!strip || order[depth] != stripped)
    return accumulate(b, depth, arith::ConstantIndexOp::create(b, 0), size, accumulators);
  SmallVector<Value> zeros = llvm::map_to_vector(accumulators, [&](Value each) -> Value {
    return arith::ConstantOp::create(b, b.getZeroAttr(each.getType()));
  });
  return forStrips(b, size, strip, accumulators,
                   [&](ImplicitLocOpBuilder &in, Value from, Value to, ValueRange sums) {
                     SmallVector<Value> total;
                     for (auto [sum, part] :
                          llvm::zip(sums, accumulate(in, depth, from, to, zeros)))
                       total.push_back(arith::AddFOp::create(in, sum, part));
                     return total;
                   })
      .getResults();
}

SmallVector<Value> LoopNest::accumulate(ImplicitLocOpBuilder &b, unsigned depth, Value from,
                                        Value to, ValueRange accumulators) {
  Value one = arith::ConstantIndexOp::create(b, 1);
  auto loop = scf::ForOp::create(b, from, to, one, accumulators,
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

// Runs the innermost loop, of the row (or its tile) that the reductions accumulate
// in memory.
void LoopNest::emitRowOf(ImplicitLocOpBuilder &b,
                         llvm::function_ref<void(ImplicitLocOpBuilder &)> body) {
  Value from = tileFrom ? tileFrom : arith::ConstantIndexOp::create(b, 0).getResult();
  Value to = tileTo ? tileTo : extent(b, order.back());
  scf::ForOp::create(b, from, to, arith::ConstantIndexOp::create(b, 1), ValueRange(),
                     [&](OpBuilder &nested, Location loc, Value iv, ValueRange) {
                       ImplicitLocOpBuilder in(loc, nested);
                       ivs[order.back()] = iv;
                       body(in);
                       scf::YieldOp::create(in);
                     });
}

void LoopNest::emitLoop(ImplicitLocOpBuilder &b, unsigned depth, Value from, Value to) {
  Value one = arith::ConstantIndexOp::create(b, 1);
  scf::ForOp::create(b, from, to, one, ValueRange(),
                     [&](OpBuilder &nested, Location loc, Value iv, ValueRange) {
                       ImplicitLocOpBuilder in(loc, nested);
                       ivs[order[depth]] = iv;
                       emitLoops(in, depth + 1);
                       scf::YieldOp::create(in);
                     });
}

// The element of the sums of a strip where the loops stand.
std::pair<Value, Value> LoopNest::partialElement(ImplicitLocOpBuilder &b) {
  Value at = ivs[order.back()];
  return {partial, tileFrom ? arith::SubIOp::create(b, at, tileFrom).getResult() : at};
}

// A strip's sums are a row on the stack, which is added to the row in memory. Long
// rows are taken by tiles.
void LoopNest::emitStrips(ImplicitLocOpBuilder &b, unsigned depth) {
  constexpr int64_t tile = 1024;
  unsigned inputs = op.getNumDpsInputs();
  auto size = getConstantIntValue(extents[order.back()]);
  bool isShort = size && *size <= tile;
  Type element = op.getBody()->getTerminator()->getOperand(0).getType();
  {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(&op->getParentOfType<KernelOp>().getBody().front());
    partial = memref::AllocaOp::create(b, MemRefType::get(isShort ? *size : tile, element),
                                       b.getI64IntegerAttr(64));
  }
  auto sumStrips = [&](ImplicitLocOpBuilder &tiled) {
    forStrips(tiled, extent(tiled, order[depth]), strip, ValueRange(),
              [&](ImplicitLocOpBuilder &in, Value from, Value to, ValueRange) {
                emitRowOf(in, [&](ImplicitLocOpBuilder &n) {
                  Value zero = arith::ConstantOp::create(n, n.getZeroAttr(element));
                  auto [buffer, at] = partialElement(n);
                  memref::StoreOp::create(n, zero, buffer, at);
                });
                emitLoop(in, depth, from, to);
                emitRowOf(in, [&](ImplicitLocOpBuilder &n) {
                  auto [buffer, at] = partialElement(n);
                  Value part = memref::LoadOp::create(n, buffer, at);
                  store(n, arith::AddFOp::create(n, load(n, inputs), part), inputs);
                });
                return SmallVector<Value>();
              });
  };
  if (isShort)
    return sumStrips(b);
  forStrips(b, extent(b, order.back()), tile, ValueRange(),
            [&](ImplicitLocOpBuilder &in, Value from, Value to, ValueRange) {
              tileFrom = from;
              tileTo = to;
              sumStrips(in);
              return SmallVector<Value>();
            });
}

void LoopNest::emitLoops(ImplicitLocOpBuilder &b, unsigned depth) {
  unsigned inputs = op.getNumDpsInputs();
  if (depth == numOuter && scalarAccumulators)
    return emitReduction(b, depth);
  if (depth == numOuter && fill)
    emitRowOf(b, [&](ImplicitLocOpBuilder &in) { store(in, fill.getInputs()[0], inputs); });
  if (depth == order.size()) {
    if (partial) {
      auto [buffer, at] = partialElement(b);
      Value sum = memref::LoadOp::create(b, buffer, at);
      memref::StoreOp::create(b, emitBody(b, sum).front(), buffer, at);
      return;
    }
    for (auto [i, value] : llvm::enumerate(emitBody(b, {})))
      store(b, value, inputs + i);
    return;
  }
  if (strip && order[depth] == stripped)
    return emitStrips(b, depth);
  if (depth + 1 == order.size() && numOuter < depth)
    return emitRowOf(b, [&](ImplicitLocOpBuilder &in) { emitLoops(in, depth + 1); });
  emitLoop(b, depth, arith::ConstantIndexOp::create(b, 0), extent(b, order[depth]));
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
