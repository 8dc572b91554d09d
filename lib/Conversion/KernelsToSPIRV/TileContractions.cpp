// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Contractions by workgroups: rows × columns of the result are cut into tiles,
//
//     C[i, j] = Σ_k A[i, k] · B[k, j]
//
// and a workgroup sums its tile over slices of k that it copies to workgroup
// memory, As[k][i] and Bs[k][j]. Invocation (y, x) owns rows y, y + Y, … and
// columns x, x + X, …, so that neighbours read and write neighbours.

#include "lib/Conversion/KernelsToSPIRV/Invocations.h"
#include "lib/Kernels/Contraction.h"
#include "lib/Kernels/Kernels.h"
#include "lib/Kernels/Tasks.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

namespace cameo {
#define GEN_PASS_DEF_TILECONTRACTIONSPASS
#include "lib/Conversion/KernelsToSPIRV/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

/// The shape of a workgroup's tile.
struct Tile {
  int64_t rows, columns;         // of the result
  int64_t rowsEach, columnsEach; // of an invocation: powers of two
  int64_t depth = 16;            // of a slice
  int64_t across() const { return columns / columnsEach; }
  int64_t down() const { return rows / rowsEach; }
  int64_t invocations() const { return across() * down(); }
};

/// A slice of one operand in workgroup memory: `depth` times `extent` elements,
/// by vectors of `width`. An invocation's elements are `each`: the vectors p,
/// p + owners, … of its place p among the owners.
struct Slice {
  Value memory;
  int64_t extent, each, width;
  int64_t stride; // vectors from one k to the next
  Slice(ImplicitLocOpBuilder &b, Type element, int64_t depth, int64_t extent, int64_t each,
        int64_t padding)
      : extent(extent), each(each), width(std::min<int64_t>(each, 4)),
        stride(extent / width + padding) {
    Type type = width == 1 ? element : VectorType::get(width, element);
    memory = sharedMemory(b, type, depth * stride);
  }
  int64_t owners() const { return extent / each; }
  int64_t vectors() const { return extent / width; }
};

class WorkgroupTiler : Contraction {
public:
  WorkgroupTiler(KernelOp kernel, ContractOp contract, OpBuilder &builder)
      : Contraction(kernel, contract, builder) {}
  LogicalResult emit();
  ArrayRef<Border> getBorders() const { return borders; }

private:
  Tile chooseTile();
  LogicalResult emitTiled(const Tile &tile);
  LogicalResult emitElements();
  void finish(Value sum, Value row, Value column);
  SmallVector<Value> reduceAll(unsigned level, Value sum, Value leftOffset, Value rightOffset);
  // The steps of k = ((k0 · n1 + k1) · n2 + …) in both operands.
  std::pair<Value, Value> stepOffsets(Value k);
  Value indexOf(const LinearAccess &access, Value row, Value column);
  FailureOr<AffineExpr> extentProduct(ArrayRef<unsigned> dims);
  Value total(ArrayRef<unsigned> dims);
  scf::IfOp when(Value condition) {
    return scf::IfOp::create(b, condition, /*withElseRegion=*/false);
  }
  Value less(Value x, Value y) {
    return b.createOrFold<arith::CmpIOp>(arith::CmpIPredicate::ult, x, y);
  }
  // Whether an index of a tile of `size` is below a limit: always, if tiles fill it.
  Value inside(Value index, Value limit, int64_t size) {
    auto known = getConstantIntValue(limit);
    if (known && *known % size == 0)
      return arith::ConstantOp::create(b, b.getBoolAttr(true));
    return less(index, limit);
  }
  // Element i of some vectors.
  Value elementOf(ArrayRef<Value> vectors, int64_t i, int64_t width) {
    if (width == 1)
      return vectors[i];
    return vector::ExtractOp::create(b, vectors[i / width], i % width);
  }
  Value both(Value x, Value y) { return b.createOrFold<arith::AndIOp>(x, y); }
  Value divide(Value x, Value y) { return b.createOrFold<arith::DivUIOp>(x, y); }
  Value modulo(Value x, Value y) { return b.createOrFold<arith::RemUIOp>(x, y); }
  // Peels the batch indices off the workgroup's number.
  void decodeBatch(Value rest);
};

Value WorkgroupTiler::total(ArrayRef<unsigned> dims) {
  Value result = constant(1);
  for (unsigned dim : dims)
    result = mul(result, extent(dim));
  return result;
}

FailureOr<AffineExpr> WorkgroupTiler::extentProduct(ArrayRef<unsigned> dims) {
  AffineExpr result = getAffineConstantExpr(1, b.getContext());
  for (unsigned dim : dims) {
    AffineExpr expr = extentExpr(kernel, extents[dim]);
    if (!expr)
      return kernel.emitOpError() << "has loops whose extent is no function of its arguments";
    result = result * expr;
  }
  return result;
}

void WorkgroupTiler::decodeBatch(Value rest) {
  batchIndices.resize(batch.size());
  for (size_t position = batch.size(); position-- > 0;) {
    Value size = extent(batch[position]);
    batchIndices[position] = position ? modulo(rest, size) : rest;
    rest = divide(rest, size);
  }
}

std::pair<Value, Value> WorkgroupTiler::stepOffsets(Value k) {
  Value leftOffset = constant(0), rightOffset = constant(0);
  for (size_t level = reductions.size(); level-- > 0;) {
    Value digit = level ? modulo(k, reductions[level].extent) : k;
    k = level ? divide(k, reductions[level].extent) : k;
    leftOffset = add(leftOffset, mul(digit, reductions[level].left));
    rightOffset = add(rightOffset, mul(digit, reductions[level].right));
  }
  return {leftOffset, rightOffset};
}

Value WorkgroupTiler::indexOf(const LinearAccess &access, Value row, Value column) {
  return add(add(batchOffset(access), rowOffsets(access, row, 1)[0]),
             mul(column, access.coefficients[n]));
}

// Applies the epilogue to one sum and stores its results.
void WorkgroupTiler::finish(Value sum, Value row, Value column) {
  SmallVector<Value> results;
  if (epilogue) {
    IRMapping mapping;
    for (auto [input, argument] : llvm::zip(inputs, epilogue.getBody()->getArguments()))
      if (!argument.use_empty())
        mapping.map(argument, input.flat
                                  ? memref::LoadOp::create(b, input.flat,
                                                           ValueRange(indexOf(input, row, column)))
                                        .getResult()
                                  : sum);
    for (Operation &op : epilogue.getBody()->without_terminator())
      b.clone(op, mapping);
    for (Value value : epilogue.getBody()->getTerminator()->getOperands())
      results.push_back(mapping.lookupOrDefault(value));
  }
  for (const Output &output : outputs)
    memref::StoreOp::create(b, output.epilogueResult < 0 ? sum : results[output.epilogueResult],
                            output.access.flat, ValueRange(indexOf(output.access, row, column)));
}

SmallVector<Value> WorkgroupTiler::reduceAll(unsigned level, Value sum, Value leftOffset,
                                             Value rightOffset) {
  if (level == reductions.size()) {
    Value x = memref::LoadOp::create(b, left.flat, leftOffset);
    Value y = memref::LoadOp::create(b, right.flat, rightOffset);
    return {math::FmaOp::create(b, x, y, sum)};
  }
  const Reduction &reduction = reductions[level];
  auto loop = scf::ForOp::create(b, constant(0), reduction.extent, constant(1), sum);
  OpBuilder::InsertionGuard guard(b);
  b.setInsertionPointToStart(loop.getBody());
  Value iv = loop.getInductionVar();
  scf::YieldOp::create(b, reduceAll(level + 1, loop.getRegionIterArg(0),
                                    add(leftOffset, mul(iv, reduction.left)),
                                    add(rightOffset, mul(iv, reduction.right))));
  return loop.getResults();
}

// One invocation an element, columns first.
LogicalResult WorkgroupTiler::emitElements() {
  constexpr int64_t workgroup = 256;
  auto rowExpr = extentProduct(m), batchExpr = extentProduct(batch), columnExpr = extentProduct(n);
  if (failed(rowExpr) || failed(batchExpr) || failed(columnExpr))
    return failure();
  Value columns = extent(n), rows = total(m);
  Value count = mul(mul(total(batch), rows), columns);
  Value linear = add(mul(workgroupOf(b), constant(workgroup)), invocationOf(b));
  auto body = when(less(linear, count));
  b.setInsertionPointToStart(body.thenBlock());
  Value column = modulo(linear, columns), rest = divide(linear, columns);
  Value row = modulo(rest, rows);
  decodeBatch(divide(rest, rows));
  Value leftOffset = add(batchOffset(left), rowOffsets(left, row, 1)[0]);
  if (vectorLeft)
    leftOffset = add(leftOffset, mul(column, left.coefficients[n]));
  Value rightOffset = add(batchOffset(right), columnOffset(column));
  Value zero = arith::ConstantOp::create(b, b.getZeroAttr(left.element));
  finish(reduceAll(0, zero, leftOffset, rightOffset)[0], row, column);
  setStage(kernel, workgroup, (*rowExpr * *batchExpr * *columnExpr).ceilDiv(workgroup));
  return success();
}

Tile WorkgroupTiler::chooseTile() {
  int64_t rows = 1;
  for (unsigned dim : m)
    rows = std::min<int64_t>(rows * getConstantIntValue(extents[dim]).value_or(64), 64);
  int64_t columns = getConstantIntValue(extents[n]).value_or(64);
  Tile tile{64, 64, 8, 8};
  while (tile.columns > 16 && columns <= tile.columns / 2)
    tile.columns /= 2;
  while (tile.rows > 8 && rows <= tile.rows / 2)
    tile.rows /= 2;
  // At least 64 invocations, so at least one for each column.
  while (tile.invocations() < 64 && (tile.rowsEach > 1 || tile.columnsEach > 1))
    (tile.rowsEach >= tile.columnsEach ? tile.rowsEach : tile.columnsEach) /= 2;
  return tile;
}

LogicalResult WorkgroupTiler::emitTiled(const Tile &tile) {
  auto rowExpr = extentProduct(m), batchExpr = extentProduct(batch), columnExpr = extentProduct(n);
  if (failed(rowExpr) || failed(batchExpr) || failed(columnExpr))
    return failure();
  Value rows = total(m), columns = extent(n), depth = constant(1);
  for (const Reduction &reduction : reductions)
    depth = mul(depth, reduction.extent);
  Value acrossTiles = ceilDiv(columns, tile.columns), downTiles = ceilDiv(rows, tile.rows);
  Value group = workgroupOf(b), invocation = invocationOf(b);
  // One more than the rows, so that the copies of a row do not share a bank.
  Slice leftSlice(b, left.element, tile.depth, tile.rows, tile.rowsEach, /*padding=*/1);
  Slice rightSlice(b, right.element, tile.depth, tile.columns, tile.columnsEach, /*padding=*/0);

  auto body = when(less(group, mul(mul(total(batch), downTiles), acrossTiles)));
  b.setInsertionPointToStart(body.thenBlock());
  Value firstColumn = mul(modulo(group, acrossTiles), constant(tile.columns));
  Value rest = divide(group, acrossTiles);
  Value firstRow = mul(modulo(rest, downTiles), constant(tile.rows));
  decodeBatch(divide(rest, downTiles));
  Value zero = arith::ConstantOp::create(b, b.getZeroAttr(left.element));

  // What this invocation copies of the left operand: always the same k of a
  // slice, as the elements of a row are neighbours in memory.
  int64_t size = tile.invocations();
  Value copyK = modulo(invocation, constant(tile.depth));
  struct Element {
    Value offset, valid;
  };
  struct Copy {
    Value vector; // in the slice, of one k
    SmallVector<Element> elements;
  };
  SmallVector<Copy> leftCopies;
  for (int64_t i = 0; i < leftSlice.vectors(); i += size / tile.depth) {
    Copy copy{add(divide(invocation, constant(tile.depth)), constant(i)), {}};
    for (int64_t lane = 0; lane < leftSlice.width; ++lane) {
      Value row = add(firstRow, add(mul(copy.vector, constant(leftSlice.width)), constant(lane)));
      Value valid = inside(row, rows, tile.rows);
      // Outside of the operand any element will do: it is replaced by zero.
      Value safe = b.createOrFold<arith::SelectOp>(valid, row, constant(0));
      copy.elements.push_back({add(batchOffset(left), rowOffsets(left, safe, 1)[0]), valid});
    }
    leftCopies.push_back(copy);
  }
  // And of the right one: always the same columns, which are neighbours.
  Copy rightCopy{modulo(invocation, constant(rightSlice.vectors())), {}};
  Value rightK = divide(invocation, constant(rightSlice.vectors()));
  for (int64_t lane = 0; lane < rightSlice.width; ++lane) {
    Value column =
        add(firstColumn, add(mul(rightCopy.vector, constant(rightSlice.width)), constant(lane)));
    Value valid = inside(column, columns, tile.columns);
    Value safe = b.createOrFold<arith::SelectOp>(valid, column, constant(0));
    rightCopy.elements.push_back({add(batchOffset(right), columnOffset(safe)), valid});
  }
  auto copy = [&](const LinearAccess &from, const Copy &what, Value step, Value kInside,
                  const Slice &to, Value k) {
    SmallVector<Value> elements;
    for (const Element &element : what.elements) {
      Value loaded = memref::LoadOp::create(b, from.flat, add(element.offset, step));
      elements.push_back(
          b.createOrFold<arith::SelectOp>(both(element.valid, kInside), loaded, zero));
    }
    Value stored = elements[0];
    if (to.width > 1)
      stored = vector::FromElementsOp::create(b, VectorType::get(to.width, from.element), elements);
    memref::StoreOp::create(b, stored, to.memory, add(mul(k, constant(to.stride)), what.vector));
  };

  // The sums: for each row a vector of columns.
  Type sumType =
      rightSlice.width == 1 ? left.element : VectorType::get(rightSlice.width, left.element);
  int64_t sumsOfRow = tile.columnsEach / rightSlice.width;
  Value zeros = arith::ConstantOp::create(b, b.getZeroAttr(sumType));
  SmallVector<Value> initial(tile.rowsEach * sumsOfRow, zeros);
  Value x = modulo(invocation, constant(tile.across()));
  Value y = divide(invocation, constant(tile.across()));
  auto slices = scf::ForOp::create(b, constant(0), depth, constant(tile.depth), initial);
  {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(slices.getBody());
    Value start = slices.getInductionVar();
    Value k = add(start, copyK), kInside = inside(k, depth, tile.depth);
    Value step = stepOffsets(b.createOrFold<arith::SelectOp>(kInside, k, constant(0))).first;
    auto copyLeft = [&] {
      for (const Copy &each : leftCopies)
        copy(left, each, step, kInside, leftSlice, copyK);
    };
    // A slice of few rows keeps only some of the invocations busy.
    if (size / tile.depth > leftSlice.vectors()) {
      auto busy = when(less(leftCopies[0].vector, constant(leftSlice.vectors())));
      OpBuilder::InsertionGuard busyGuard(b);
      b.setInsertionPointToStart(busy.thenBlock());
      copyLeft();
    } else {
      copyLeft();
    }
    for (int64_t i = 0; i < tile.depth; i += size / rightSlice.vectors()) {
      Value within = add(rightK, constant(i)), kRight = add(start, within);
      Value rightInside = inside(kRight, depth, tile.depth);
      Value stepRight =
          stepOffsets(b.createOrFold<arith::SelectOp>(rightInside, kRight, constant(0))).second;
      copy(right, rightCopy, stepRight, rightInside, rightSlice, within);
    }
    barrier(b);
    auto inner = scf::ForOp::create(b, constant(0), constant(tile.depth), constant(1),
                                    slices.getRegionIterArgs());
    {
      OpBuilder::InsertionGuard innerGuard(b);
      b.setInsertionPointToStart(inner.getBody());
      auto load = [&](const Slice &slice, Value place) {
        Value base = add(mul(inner.getInductionVar(), constant(slice.stride)), place);
        SmallVector<Value> vectors;
        for (int64_t v = 0; v < slice.each / slice.width; ++v)
          vectors.push_back(
              memref::LoadOp::create(b, slice.memory, add(base, constant(v * slice.owners()))));
        return vectors;
      };
      SmallVector<Value> lefts = load(leftSlice, y), rights = load(rightSlice, x), next;
      for (int64_t row = 0; row < tile.rowsEach; ++row) {
        Value element = elementOf(lefts, row, leftSlice.width);
        if (rightSlice.width > 1)
          element = vector::BroadcastOp::create(b, sumType, element);
        for (Value columnsOfRow : rights)
          next.push_back(
              math::FmaOp::create(b, element, columnsOfRow, inner.getRegionIterArg(next.size())));
      }
      scf::YieldOp::create(b, next);
    }
    barrier(b);
    scf::YieldOp::create(b, inner.getResults());
  }
  // The i-th element of the invocation at a place among the owners of a slice.
  auto position = [&](const Slice &slice, Value place, int64_t i) {
    Value vector = add(place, constant(i / slice.width * slice.owners()));
    return add(mul(vector, constant(slice.width)), constant(i % slice.width));
  };
  SmallVector<Value> sums(slices.getResults());
  for (int64_t i = 0; i < tile.rowsEach; ++i)
    for (int64_t j = 0; j < tile.columnsEach; ++j) {
      Value row = add(firstRow, position(leftSlice, y, i));
      Value column = add(firstColumn, position(rightSlice, x, j));
      auto valid = when(both(inside(row, rows, tile.rows), inside(column, columns, tile.columns)));
      OpBuilder::InsertionGuard guard(b);
      b.setInsertionPointToStart(valid.thenBlock());
      finish(elementOf(ArrayRef(sums).slice(i * sumsOfRow, sumsOfRow), j, rightSlice.width), row,
             column);
    }
  setStage(kernel, size,
           *batchExpr * (*rowExpr).ceilDiv(tile.rows) * (*columnExpr).ceilDiv(tile.columns));
  return success();
}

LogicalResult WorkgroupTiler::emit() {
  if (failed(analyze()))
    return failure();
  auto columns = getConstantIntValue(extents[n]);
  if (vectorLeft || (columns && *columns < 8))
    return emitElements();
  return emitTiled(chooseTile());
}

struct TileContractions : cameo::impl::TileContractionsPassBase<TileContractions> {
  void runOnOperation() override {
    KernelOp kernel = getOperation();
    auto contracts = llvm::to_vector(kernel.getOps<ContractOp>());
    if (contracts.empty())
      return;
    if (contracts.size() != 1) {
      kernel.emitOpError() << "has several contractions";
      return signalPassFailure();
    }
    OpBuilder builder(&getContext());
    WorkgroupTiler tiler(kernel, contracts.front(), builder);
    if (failed(tiler.emit()))
      return signalPassFailure();
    // Padding is a stage before.
    builder.setInsertionPoint(kernel.getBody().front().getTerminator());
    for (const Border &border : tiler.getBorders())
      linalg::FillOp::create(builder, kernel.getLoc(), border.padding, border.memref);
    // The tensor operations have been emitted.
    for (Operation &op : llvm::make_early_inc_range(llvm::reverse(kernel.getBody().front())))
      if (isa<bufferization::MaterializeInDestinationOp>(op) ||
          (!isa<YieldOp, scf::IfOp, memref::AllocOp>(op) && isOpTriviallyDead(&op)))
        op.erase();
  }
};
} // namespace
