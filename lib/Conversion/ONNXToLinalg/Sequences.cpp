// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops in order, and a heap sort by them.

#include "lib/Conversion/ONNXToLinalg/Sequences.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

SmallVector<Value> cameo::loops(ImplicitLocOpBuilder &b, ValueRange bounds, ValueRange state,
                                LoopBody body) {
  Value zero = arith::ConstantIndexOp::create(b, 0), one = arith::ConstantIndexOp::create(b, 1);
  SmallVector<Value> from(bounds.size(), zero), steps(bounds.size(), one);
  if (bounds.empty())
    return body(b, {}, state);
  auto nest =
      scf::buildLoopNest(b, b.getLoc(), from, SmallVector<Value>(bounds), steps, state,
                         [&](OpBuilder &nested, Location loc, ValueRange ivs, ValueRange carried) {
                           ImplicitLocOpBuilder inner(loc, nested);
                           return body(inner, ivs, carried);
                         });
  return SmallVector<Value>(nest.results);
}

SmallVector<Value> cameo::writeInOrder(ImplicitLocOpBuilder &b, ValueRange bounds,
                                       ValueRange tensors, LoopBody body) {
  auto whole = SequenceOp::create(b, tensors.getTypes());
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(&whole.getBody().emplaceBlock());
  YieldOp::create(b, loops(b, bounds, tensors, body));
  return SmallVector<Value>(whole.getResults());
}

SmallVector<Value> cameo::writeRows(ImplicitLocOpBuilder &b, ValueRange bounds, ValueRange tensors,
                                    LoopBody body) {
  auto results = writeInOrder(b, bounds, tensors, body);
  if (bounds.empty())
    return results;
  Block *block = &results.front().getDefiningOp<SequenceOp>().getBody().front();
  for (size_t i = 0; i < bounds.size(); ++i) {
    auto loop = *block->getOps<scf::ForOp>().begin();
    loop->setAttr(parallelAttr, b.getUnitAttr());
    block = loop.getBody();
  }
  return results;
}

Value cameo::indexIn(LoweringBuilder &b, Value tensor) {
  return arith::IndexCastOp::create(b, b.getIndexType(),
                                    tensor::ExtractOp::create(b, tensor, ValueRange()));
}

// The number of the next row is in a tensor, too. A row that is not chosen goes
// where the next one will be, or the last one is, which stays as it is.
Value cameo::writeChosen(
    LoweringBuilder &b, ValueRange bounds, Value count, int64_t width, bool asColumns,
    function_ref<Value(ImplicitLocOpBuilder &, ValueRange)> holds,
    function_ref<SmallVector<Value>(ImplicitLocOpBuilder &, ValueRange)> row) {
  Type i64 = b.getI64Type();
  Value zero = b.index(int64_t(0)), one = b.index(1);
  SmallVector<Value> guarded(bounds);
  Value isNone = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, count, zero);
  if (!guarded.empty())
    guarded[0] = arith::SelectOp::create(b, isNone, zero, guarded[0]);
  Value last = arith::MaxSIOp::create(b, arith::SubIOp::create(b, count, one), zero);
  SmallVector<OpFoldResult> shape{count, b.getIndexAttr(width)};
  if (asColumns)
    std::swap(shape[0], shape[1]);
  Value rows = tensor::EmptyOp::create(b, shape, i64);
  if (width == 0)
    return rows;
  return writeInOrder(
      b, guarded, {rows, b.filled({}, b.zero(i64))},
      [&](ImplicitLocOpBuilder &n, ValueRange ivs, ValueRange state) -> SmallVector<Value> {
        Value next = tensor::ExtractOp::create(n, state[1], ValueRange());
        Value isChosen = holds(n, ivs), tensor = state[0];
        Value at = arith::MinSIOp::create(
            n, arith::IndexCastOp::create(n, n.getIndexType(), next), last);
        for (auto [k, element] : llvm::enumerate(row(n, ivs))) {
          SmallVector<Value> place{at, arith::ConstantIndexOp::create(n, k)};
          if (asColumns)
            std::swap(place[0], place[1]);
          Value old = tensor::ExtractOp::create(n, tensor, place);
          tensor = tensor::InsertOp::create(
              n, arith::SelectOp::create(n, isChosen, element, old), tensor, place);
        }
        next = arith::AddIOp::create(n, next, arith::ExtUIOp::create(n, i64, isChosen));
        return {tensor, tensor::InsertOp::create(n, next, state[1], ValueRange())};
      })[0];
}

SmallVector<Value> cameo::indicesOf(LoweringBuilder &b, ArrayRef<AffineExpr> dims) {
  return llvm::map_to_vector(dims, [&](AffineExpr dim) { return b.index(dim); });
}

Value Selection::read(ImplicitLocOpBuilder &b, Value tensor, Value k) const {
  Value position = tensor::ExtractOp::create(b, tensor, at(k));
  return arith::IndexCastOp::create(b, b.getIndexType(), position);
}

Value Selection::insert(ImplicitLocOpBuilder &b, Value tensor, Value k, Value position) const {
  Value element = arith::IndexCastOp::create(b, b.getI64Type(), position);
  return tensor::InsertOp::create(b, element, tensor, at(k));
}

// Puts a position into the heap of `size` below a hole: each parent comes after
// its children, which stand at 2h + 1 and 2h + 2. What comes after the position
// moves up.
Value Selection::sink(ImplicitLocOpBuilder &b, Value tensor, Value hole, Value position, Value size,
                      Value levels) const {
  auto sunk =
      loops(b, levels, {tensor, hole},
            [&](ImplicitLocOpBuilder &n, ValueRange, ValueRange state) -> SmallVector<Value> {
              Value zero = arith::ConstantIndexOp::create(n, 0);
              Value one = arith::ConstantIndexOp::create(n, 1);
              auto isBelow = [&](Value x, Value y) -> Value {
                return arith::CmpIOp::create(n, arith::CmpIPredicate::slt, x, y);
              };
              Value left = arith::AddIOp::create(
                  n, arith::MulIOp::create(n, state[1], arith::ConstantIndexOp::create(n, 2)), one);
              Value hasChild = isBelow(left, size);
              left = arith::SelectOp::create(n, hasChild, left, zero);
              Value right = arith::AddIOp::create(n, left, one);
              right = arith::SelectOp::create(n, isBelow(right, size), right, left);
              Value a = read(n, state[0], left), c = read(n, state[0], right);
              Value isRight = precedes(n, a, c);
              Value child = arith::SelectOp::create(n, isRight, right, left);
              Value last = arith::SelectOp::create(n, isRight, c, a);
              Value moves = arith::AndIOp::create(n, hasChild, precedes(n, position, last));
              Value element = arith::SelectOp::create(n, moves, last, position);
              return {insert(n, state[0], state[1], element),
                      arith::SelectOp::create(n, moves, child, state[1])};
            });
  return insert(b, sunk[0], sunk[1], position);
}

// The heap is in the tensor; at its root is the last of the selected positions,
// for which another one is exchanged that comes before it. In the end the root
// goes behind the rest, again and again.
Value Selection::write(ImplicitLocOpBuilder &b, Value tensor) const {
  Value zero = arith::ConstantIndexOp::create(b, 0), one = arith::ConstantIndexOp::create(b, 1);
  // The number of levels below the root: ⌊log₂ count⌋.
  Value some = arith::IndexCastOp::create(b, b.getI64Type(), arith::MaxSIOp::create(b, count, one));
  Value levels = arith::SubIOp::create(b, arith::ConstantOp::create(b, b.getI64IntegerAttr(63)),
                                       math::CountLeadingZerosOp::create(b, some));
  levels = arith::IndexCastOp::create(b, b.getIndexType(), levels);
  auto forEach = [&](Value bound, Value on, LoopBody body) {
    return loops(b, bound, on, body).front();
  };
  tensor = forEach(count, tensor, [&](auto &n, ValueRange k, ValueRange state) {
    return SmallVector<Value>{insert(n, state[0], k[0], k[0])};
  });
  Value half = arith::DivSIOp::create(b, count, arith::ConstantIndexOp::create(b, 2));
  tensor = forEach(half, tensor, [&](auto &n, ValueRange k, ValueRange state) {
    Value hole = arith::SubIOp::create(n, arith::SubIOp::create(n, half, one), k[0]);
    return SmallVector<Value>{sink(n, state[0], hole, read(n, state[0], hole), count, levels)};
  });
  // Of no selected positions there is no root.
  Value rest = arith::SubIOp::create(b, length, count);
  Value isNone = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, count, zero);
  rest = arith::SelectOp::create(b, isNone, zero, rest);
  tensor = forEach(rest, tensor, [&](auto &n, ValueRange k, ValueRange state) {
    Value position = arith::AddIOp::create(n, k[0], count), root = read(n, state[0], zero);
    Value enters = precedes(n, position, root);
    return SmallVector<Value>{sink(n, state[0], zero,
                                   arith::SelectOp::create(n, enters, position, root), count,
                                   arith::SelectOp::create(n, enters, levels, zero))};
  });
  Value sorted = arith::SubIOp::create(b, count, one);
  return forEach(sorted, tensor, [&](auto &n, ValueRange k, ValueRange state) {
    Value end = arith::SubIOp::create(n, sorted, k[0]);
    Value last = read(n, state[0], end), root = read(n, state[0], zero);
    Value behind = insert(n, state[0], end, root);
    return SmallVector<Value>{sink(n, behind, zero, last, end, levels)};
  });
}
