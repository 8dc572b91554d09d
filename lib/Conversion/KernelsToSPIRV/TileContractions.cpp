// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Contractions by workgroups: rows × columns of the result are cut into tiles,
//
//     C[i, j] = Σ_k A[i, k] · B[k, j]
//
// and a workgroup sums its tile over slices of k that it copies to workgroup
// memory, As[k][i] and Bs[k][j]. Invocation (y, x) owns rows y, y + Y, … and
// columns x, x + X, …, so that neighbours read and write neighbours. What is known
// to be aligned is read and written four elements at a time. Where there are too
// few rows for a tile, the workgroup splits the sum instead.

#include "lib/Conversion/KernelsToSPIRV/Invocations.h"
#include "lib/Conversion/KernelsToLoops/Contraction.h"
#include "lib/Conversion/KernelsToSPIRV/Fours.h"
#include "lib/Conversion/KernelsToLoops/Tasks.h"
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

// Fewer rows are no tile, and a shorter sum is none to split.
constexpr int64_t maxSplitRows = 7, minSplitDepth = 64;

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
  LogicalResult emitSplit(int64_t rows);
  void finish(ArrayRef<Value> sums, Value row, Value column);
  // Elements of an operand as f32, of which products and sums are.
  Value readOperand(const LinearAccess &operand, Value position, int64_t width);
  // Whether four neighbouring columns, from a multiple of four on, are such
  // neighbours in memory.
  bool hasColumnsOfFours(const LinearAccess &access);
  bool hasFoursOfRight() {
    return contract.getPacked() ? comesInFours(right.element) : hasColumnsOfFours(right);
  }
  // The same of a step along the innermost reduction in the left operand.
  bool hasReductionOfFours();
  bool isAlignedOutside(const LinearAccess &access, ArrayRef<unsigned> dims);
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

bool WorkgroupTiler::isAlignedOutside(const LinearAccess &access, ArrayRef<unsigned> dims) {
  return comesInFours(access.element) && isMultipleOfFour(access.offset) &&
         llvm::all_of(dims,
                      [&](unsigned dim) { return isMultipleOfFour(access.coefficients[dim]); });
}

bool WorkgroupTiler::hasColumnsOfFours(const LinearAccess &access) {
  auto columns = getConstantIntValue(extents[n]);
  return columns && *columns % 4 == 0 && getConstantIntValue(access.coefficients[n]) == 1 &&
         isAlignedOutside(access, batch) && isAlignedOutside(access, m) &&
         isAlignedOutside(access, k);
}

bool WorkgroupTiler::hasReductionOfFours() {
  const Reduction &innermost = reductions.back();
  auto count = getConstantIntValue(innermost.extent);
  return count && *count % 4 == 0 && getConstantIntValue(innermost.left) == 1 &&
         isAlignedOutside(left, batch) && isAlignedOutside(left, m) &&
         llvm::all_of(ArrayRef(reductions).drop_back(),
                      [](const Reduction &outer) { return isMultipleOfFour(outer.left); });
}

Value WorkgroupTiler::readOperand(const LinearAccess &operand, Value position, int64_t width) {
  Value elements = loadWide(b, operand.flat, position, width);
  if (operand.element.isF32())
    return elements;
  Type wide = b.getF32Type();
  if (auto vector = dyn_cast<VectorType>(elements.getType()))
    wide = vector.clone(wide);
  return arith::ExtFOp::create(b, wide, elements);
}

// Applies the epilogue to the sums of neighbouring columns and stores the results.
void WorkgroupTiler::finish(ArrayRef<Value> sums, Value row, Value column) {
  int64_t width = sums.size();
  SmallVector<SmallVector<Value>> results(outputs.size()), read;
  for (const LinearAccess &input : inputs) {
    SmallVector<Value> &elements = read.emplace_back();
    if (!input.flat) {
      elements.assign(sums.begin(), sums.end());
    } else if (width > 1 && hasColumnsOfFours(input)) {
      elements = elementsOf(b, loadWide(b, input.flat, indexOf(input, row, column), width));
    } else if (getConstantIntValue(input.coefficients[n]) == 0) {
      elements.assign(width, loadWide(b, input.flat, indexOf(input, row, column), 1));
    } else {
      for (int64_t lane = 0; lane < width; ++lane)
        elements.push_back(
            loadWide(b, input.flat, indexOf(input, row, add(column, constant(lane))), 1));
    }
  }
  for (int64_t lane = 0; lane < width; ++lane) {
    IRMapping mapping;
    if (epilogue) {
      for (auto [elements, argument] : llvm::zip(read, epilogue.getBody()->getArguments()))
        mapping.map(argument, elements[lane]);
      for (Operation &op : epilogue.getBody()->without_terminator())
        b.clone(op, mapping);
    }
    for (auto [output, elements] : llvm::zip(outputs, results))
      elements.push_back(
          output.epilogueResult < 0
              ? sums[lane]
              : mapping.lookupOrDefault(
                    epilogue.getBody()->getTerminator()->getOperand(output.epilogueResult)));
  }
  for (auto [output, elements] : llvm::zip(outputs, results)) {
    if (width > 1 && hasColumnsOfFours(output.access)) {
      storeWide(b, elements, output.access.flat, indexOf(output.access, row, column));
      continue;
    }
    for (auto [lane, element] : llvm::enumerate(elements))
      storeWide(b, element, output.access.flat,
                indexOf(output.access, row, add(column, constant(lane))));
  }
}

SmallVector<Value> WorkgroupTiler::reduceAll(unsigned level, Value sum, Value leftOffset,
                                             Value rightOffset) {
  if (level == reductions.size()) {
    auto vector = dyn_cast<VectorType>(sum.getType());
    int64_t width = vector ? vector.getNumElements() : 1;
    Value x = readOperand(left, leftOffset, vectorLeft ? width : 1);
    Value y = readOperand(right, rightOffset, width);
    if (vector && !vectorLeft)
      x = vector::BroadcastOp::create(b, vector, x);
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

// One invocation an element or four neighbours, columns first.
LogicalResult WorkgroupTiler::emitElements() {
  constexpr int64_t workgroup = 256;
  auto rowExpr = extentProduct(m), batchExpr = extentProduct(batch), columnExpr = extentProduct(n);
  if (failed(rowExpr) || failed(batchExpr) || failed(columnExpr))
    return failure();
  bool fours = hasColumnsOfFours(right) && (!vectorLeft || hasColumnsOfFours(left));
  int64_t width = fours ? 4 : 1;
  Value columns = divide(extent(n), constant(width)), rows = total(m);
  Value count = mul(mul(total(batch), rows), columns);
  Value linear = add(mul(workgroupOf(b), constant(workgroup)), invocationOf(b));
  auto body = when(less(linear, count));
  b.setInsertionPointToStart(body.thenBlock());
  Value column = mul(modulo(linear, columns), constant(width)), rest = divide(linear, columns);
  Value row = modulo(rest, rows);
  decodeBatch(divide(rest, rows));
  Value leftOffset = add(batchOffset(left), rowOffsets(left, row, 1)[0]);
  if (vectorLeft)
    leftOffset = add(leftOffset, mul(column, left.coefficients[n]));
  Value rightOffset = add(batchOffset(right), columnOffset(column));
  Type sumType = b.getF32Type();
  if (fours)
    sumType = VectorType::get(width, sumType);
  Value zero = arith::ConstantOp::create(b, b.getZeroAttr(sumType));
  finish(elementsOf(b, reduceAll(0, zero, leftOffset, rightOffset)[0]), row, column);
  setStage(kernel, workgroup, (*rowExpr * *batchExpr * *columnExpr).ceilDiv(workgroup * width));
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
  Slice leftSlice(b, b.getF32Type(), tile.depth, tile.rows, tile.rowsEach, /*padding=*/1);
  Slice rightSlice(b, b.getF32Type(), tile.depth, tile.columns, tile.columnsEach, /*padding=*/0);

  auto body = when(less(group, mul(mul(total(batch), downTiles), acrossTiles)));
  b.setInsertionPointToStart(body.thenBlock());
  Value firstColumn = mul(modulo(group, acrossTiles), constant(tile.columns));
  Value rest = divide(group, acrossTiles);
  Value firstRow = mul(modulo(rest, downTiles), constant(tile.rows));
  decodeBatch(divide(rest, downTiles));
  Value zero = arith::ConstantOp::create(b, b.getZeroAttr(b.getF32Type()));

  // What this invocation copies of the left operand: always the same k of a
  // slice, as the elements of a row are neighbours in memory. Where they come in
  // fours, it is four of them in each row of a vector, turned to four vectors.
  int64_t size = tile.invocations();
  int64_t leftWidth = hasReductionOfFours() ? 4 : 1, leftSteps = tile.depth / leftWidth;
  Value copyK = mul(modulo(invocation, constant(leftSteps)), constant(leftWidth));
  struct Copy {
    Value vector; // in the slice, of one k
    SmallVector<Value> offsets;
  };
  SmallVector<Copy> leftCopies;
  // Outside of an operand any element will do, as nothing is made of its sums.
  for (int64_t i = 0; i < leftSlice.vectors(); i += size / leftSteps) {
    Copy copy{add(divide(invocation, constant(leftSteps)), constant(i)), {}};
    for (int64_t lane = 0; lane < leftSlice.width; ++lane) {
      Value row = add(firstRow, add(mul(copy.vector, constant(leftSlice.width)), constant(lane)));
      Value safe = b.createOrFold<arith::SelectOp>(inside(row, rows, tile.rows), row, constant(0));
      copy.offsets.push_back(add(batchOffset(left), rowOffsets(left, safe, 1)[0]));
    }
    leftCopies.push_back(copy);
  }
  // And of the right one: always the same columns, which are neighbours.
  bool rightFours = rightSlice.width == 4 && hasFoursOfRight();
  int64_t rightWidth = rightFours ? 4 : 1;
  Copy rightCopy{modulo(invocation, constant(rightSlice.vectors())), {}};
  Value rightK = divide(invocation, constant(rightSlice.vectors()));
  for (int64_t lane = 0; lane < rightSlice.width; lane += rightWidth) {
    Value column =
        add(firstColumn, add(mul(rightCopy.vector, constant(rightSlice.width)), constant(lane)));
    Value safe =
        b.createOrFold<arith::SelectOp>(inside(column, columns, tile.columns), column, constant(0));
    rightCopy.offsets.push_back(add(batchOffset(right), columnOffset(safe)));
  }
  auto read = [&](const LinearAccess &from, Value offset, Value step, Value kInside,
                  int64_t width) {
    SmallVector<Value> elements = elementsOf(b, readOperand(from, add(offset, step), width));
    for (Value &element : elements)
      element = b.createOrFold<arith::SelectOp>(kInside, element, zero);
    return elements;
  };
  auto write = [&](ArrayRef<Value> elements, const Slice &to, Value k, Value vector) {
    Value stored = elements[0];
    if (to.width > 1)
      stored =
          vector::FromElementsOp::create(b, VectorType::get(to.width, b.getF32Type()), elements);
    memref::StoreOp::create(b, stored, to.memory, add(mul(k, constant(to.stride)), vector));
  };

  // The sums: for each row a vector of columns.
  Type sumType = b.getF32Type();
  if (rightSlice.width > 1)
    sumType = VectorType::get(rightSlice.width, sumType);
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
      for (const Copy &each : leftCopies) {
        SmallVector<SmallVector<Value>> rowsOf;
        for (Value offset : each.offsets)
          rowsOf.push_back(read(left, offset, step, kInside, leftWidth));
        for (int64_t i = 0; i < leftWidth; ++i)
          write(llvm::map_to_vector(rowsOf, [&](const auto &row) { return row[i]; }), leftSlice,
                add(copyK, constant(i)), each.vector);
      }
    };
    // A slice of few rows keeps only some of the invocations busy.
    if (size / leftSteps > leftSlice.vectors()) {
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
      SmallVector<Value> elements;
      for (Value offset : rightCopy.offsets)
        llvm::append_range(elements, read(right, offset, stepRight, rightInside, rightWidth));
      write(elements, rightSlice, within, rightCopy.vector);
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
  // Columns of which four are inside or none are finished together.
  bool together = rightSlice.width == 4 && getConstantIntValue(extents[n]).value_or(1) % 4 == 0;
  int64_t width = together ? 4 : 1;
  SmallVector<Value> sums(slices.getResults());
  for (int64_t i = 0; i < tile.rowsEach; ++i)
    for (int64_t j = 0; j < tile.columnsEach; j += width) {
      Value row = add(firstRow, position(leftSlice, y, i));
      Value column = add(firstColumn, position(rightSlice, x, j));
      auto valid = when(both(inside(row, rows, tile.rows), inside(column, columns, tile.columns)));
      OpBuilder::InsertionGuard guard(b);
      b.setInsertionPointToStart(valid.thenBlock());
      SmallVector<Value> neighbours;
      for (int64_t lane = 0; lane < width; ++lane)
        neighbours.push_back(
            elementOf(ArrayRef(sums).slice(i * sumsOfRow, sumsOfRow), j + lane, rightSlice.width));
      finish(neighbours, row, column);
    }
  setStage(kernel, size,
           *batchExpr * (*rowExpr).ceilDiv(tile.rows) * (*columnExpr).ceilDiv(tile.columns));
  return success();
}

// Few rows: invocation (y, x) sums what k = y, y + Y, … contribute to all rows of
// columns x, and a tree in workgroup memory adds these shares. Every element of the
// right operand is read once, by neighbours that read neighbours.
LogicalResult WorkgroupTiler::emitSplit(int64_t rows) {
  constexpr int64_t size = 128;
  auto batchExpr = extentProduct(batch), columnExpr = extentProduct(n);
  if (failed(batchExpr) || failed(columnExpr))
    return failure();
  int64_t width = hasFoursOfRight() ? 4 : 1, each = hasReductionOfFours() ? 4 : 1;
  Value columns = extent(n), depth = constant(1);
  for (const Reduction &reduction : reductions)
    depth = mul(depth, reduction.extent);
  // A panel's columns; fewer if there are no more, more if k is too short to keep
  // all invocations busy a few times.
  int64_t across = 16 / width;
  int64_t least = getConstantIntValue(columns).value_or(INT64_MAX);
  int64_t length = getConstantIntValue(depth).value_or(INT64_MAX);
  while (across > 1 && least <= across / 2 * width)
    across /= 2;
  while (size / across > 8 && size / across * each > length / 4 && least > across * width)
    across *= 2;
  int64_t lanes = size / across;

  Value group = workgroupOf(b), invocation = invocationOf(b);
  Value groupsOfRow = ceilDiv(columns, across * width);
  Type sumType = b.getF32Type();
  if (width > 1)
    sumType = VectorType::get(width, sumType);
  Value shares = sharedMemory(b, sumType, rows * size);
  auto body = when(less(group, mul(total(batch), groupsOfRow)));
  b.setInsertionPointToStart(body.thenBlock());
  decodeBatch(divide(group, groupsOfRow));
  Value x = modulo(invocation, constant(across)), y = divide(invocation, constant(across));
  Value column = mul(add(mul(modulo(group, groupsOfRow), constant(across)), x), constant(width));
  Value safe = b.createOrFold<arith::SelectOp>(less(column, columns), column, constant(0));
  Value rightOffset = add(batchOffset(right), columnOffset(safe));
  SmallVector<Value> leftOffsets = rowOffsets(left, constant(0), rows);
  for (Value &offset : leftOffsets)
    offset = add(batchOffset(left), offset);

  SmallVector<Value> initial(rows, arith::ConstantOp::create(b, b.getZeroAttr(sumType)));
  auto steps =
      scf::ForOp::create(b, mul(y, constant(each)), depth, constant(lanes * each), initial);
  {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(steps.getBody());
    auto [leftStep, rightStep] = stepOffsets(steps.getInductionVar());
    SmallVector<SmallVector<Value>> lefts;
    for (Value offset : leftOffsets)
      lefts.push_back(elementsOf(b, readOperand(left, add(offset, leftStep), each)));
    SmallVector<Value> sums(steps.getRegionIterArgs());
    for (int64_t i = 0; i < each; ++i) {
      Value next = mul(constant(i), reductions.back().right);
      Value columnsOfRow = readOperand(right, add(add(rightOffset, rightStep), next), width);
      for (auto [sum, elements] : llvm::zip(sums, lefts)) {
        Value element = elements[i];
        if (width > 1)
          element = vector::BroadcastOp::create(b, sumType, element);
        sum = math::FmaOp::create(b, element, columnsOfRow, sum);
      }
    }
    scf::YieldOp::create(b, sums);
  }
  SmallVector<Value> sums(steps.getResults());
  auto cell = [&](Value row, Value number) { return add(mul(row, constant(size)), number); };
  for (int64_t row = 0; row < rows; ++row)
    memref::StoreOp::create(b, sums[row], shares, cell(constant(row), invocation));
  barrier(b);
  for (int64_t half = size / 2; half >= across; half /= 2) {
    auto active = when(less(invocation, constant(half)));
    {
      OpBuilder::InsertionGuard guard(b);
      b.setInsertionPointToStart(active.thenBlock());
      auto each = scf::ForOp::create(b, constant(0), constant(rows), constant(1));
      b.setInsertionPointToStart(each.getBody());
      Value place = cell(each.getInductionVar(), invocation), other = add(place, constant(half));
      Value mine = memref::LoadOp::create(b, shares, place);
      Value theirs = memref::LoadOp::create(b, shares, other);
      memref::StoreOp::create(b, arith::AddFOp::create(b, mine, theirs), shares, place);
    }
    barrier(b);
  }
  // Each row's sums are another invocation's to finish.
  auto finishing = when(both(less(y, constant(rows)), less(column, columns)));
  b.setInsertionPointToStart(finishing.thenBlock());
  Value sum = memref::LoadOp::create(b, shares, cell(y, x));
  SmallVector<Value> elements = elementsOf(b, sum);
  if (getConstantIntValue(columns).value_or(1) % width == 0) {
    finish(elements, y, column);
  } else {
    for (auto [lane, element] : llvm::enumerate(elements)) {
      Value mine = add(column, constant(lane));
      auto valid = when(less(mine, columns));
      OpBuilder::InsertionGuard guard(b);
      b.setInsertionPointToStart(valid.thenBlock());
      finish(element, y, mine);
    }
  }
  setStage(kernel, size, *batchExpr * (*columnExpr).ceilDiv(across * width));
  return success();
}

LogicalResult WorkgroupTiler::emit() {
  if (failed(analyze()))
    return failure();
  auto columns = getConstantIntValue(extents[n]);
  auto count = [&](ArrayRef<unsigned> dims) { // INT64_MAX: not known
    int64_t result = 1;
    for (unsigned dim : dims)
      result =
          llvm::MulOverflow(result, getConstantIntValue(extents[dim]).value_or(INT64_MAX), result)
              ? INT64_MAX
              : result;
    return result;
  };
  int64_t rows = count(m);
  if (!vectorLeft && rows > 0 && rows <= maxSplitRows && count(k) >= minSplitDepth)
    return emitSplit(rows);
  if (vectorLeft || (columns && *columns < 8))
    return emitElements();
  return emitTiled(chooseTile());
}

struct TileContractions : cameo::impl::TileContractionsPassBase<TileContractions> {
  void runOnOperation() override {
    KernelOp kernel = getOperation();
    auto emit = [&](ContractOp contract, OpBuilder &builder) -> LogicalResult {
      WorkgroupTiler tiler(kernel, contract, builder);
      if (failed(tiler.emit()))
        return failure();
      // Padding is a stage before.
      builder.setInsertionPoint(kernel.getBody().front().getTerminator());
      for (const Border &border : tiler.getBorders())
        linalg::FillOp::create(builder, kernel.getLoc(), border.padding, border.memref);
      return success();
    };
    if (failed(emitContraction(kernel, emit)))
      signalPassFailure();
  }
};
} // namespace
