// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The loops, outermost first: tasks (batch × column blocks × row chunks), rows by
// tiles, column groups, reductions. A tile's sums are iter_args of the reduction
// loops, so that they stay in registers. Operands of half precision are widened
// as they are loaded: vectors of the right one in registers, rows of the left one
// in scratch, as their elements are used one by one.

#include "lib/Conversion/KernelsToLoops/ContractionEmitter.h"
#include "lib/Conversion/KernelsToLoops/LoopNest.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace cameo;

namespace {
constexpr int64_t tilesPerTask = 4;        // row tiles
constexpr int64_t blockBytes = 256 * 1024; // of the right operand, kept in cache by a task
constexpr int64_t stripSteps = 4096;       // reduction steps that are summed by themselves
constexpr int64_t manySums = 12;           // of a tile
constexpr int64_t prefetchLines = 64;      // cache lines ahead
constexpr int64_t lineBytes = 64;          // of a cache line
constexpr int64_t sliceSteps = 256;        // of rows that are widened
constexpr int64_t wideBytes = 64 * 1024;   // of rows that are widened as a whole
} // namespace

void ContractionEmitter::chooseTile() {
  int64_t lanes = registers.lanes, budget = registers.accumulators;
  // Parts of words take registers, too.
  if (wordDim && registers.dot != DotForm::Words)
    budget = budget * 2 / 3;
  int64_t rowCount = 1;
  bool rowsKnown = true;
  for (unsigned dim : m) {
    auto extent = getConstantIntValue(extents[dim]);
    rowsKnown &= extent.has_value();
    rowCount *= extent.value_or(1);
  }
  auto columnCount = getConstantIntValue(extents[n]);
  int64_t vectors = columnCount ? llvm::divideCeil(*columnCount, lanes) : 2;
  if (rowsKnown && rowCount < 4 && columnCount)
    // Few rows: width hides the latency of the sums.
    tileVectors = std::clamp<int64_t>(budget / std::max<int64_t>(rowCount, 1), 1,
                                      std::clamp<int64_t>(vectors, 1, 8));
  else
    tileVectors = vectors == 1 ? 1 : vectors == 3 ? 3 : 2;
  tileRows = std::min<int64_t>(budget / tileVectors, 14);
  if (rowsKnown && rowCount > 0) {
    // Equal tiles rather than full ones and a thin last one.
    int64_t tiles = llvm::divideCeil(rowCount, tileRows);
    tileRows = std::max<int64_t>(1, llvm::divideCeil(rowCount, tiles));
  }
  // Rows of one image row are evenly spaced, though those of two are not: tiles
  // that do not cross them need one address.
  if (auto inner = innermostRow(); inner && !isUniform(left))
    if (auto extent = getConstantIntValue(extents[*inner]))
      for (int64_t rows = std::min<int64_t>(budget / tileVectors, 14); rows * 3 >= tileRows * 2;
           --rows)
        if (rows > 1 && *extent % rows == 0) {
          tileRows = alignedRows = rows;
          break;
        }
  // Columns of a task: as many as stay in cache beside the rows.
  int64_t depth = 1;
  for (const Reduction &reduction : reductions)
    depth *= getConstantIntValue(reduction.extent).value_or(64);
  int64_t bytes = std::max<int64_t>(depth * lanes * stepBytes(), 1);
  if (columnCount) {
    int64_t fit = std::max<int64_t>(blockBytes / bytes / tileVectors, 1) * tileVectors;
    if (rowsKnown && rowCount <= tileRows * tilesPerTask)
      fit = std::min(fit, std::max<int64_t>(llvm::divideCeil(vectors, 8 * tileVectors), 1) *
                              tileVectors);
    if (fit < vectors)
      blockVectors = fit;
    prefetch = contract.getPacked() && bytes * vectors > 2 * blockBytes;
  }
  double work =
      double(depth) * lanes * 2 * tileRows * tilesPerTask * (blockVectors ? blockVectors : vectors);
  kernel.setCost(std::max<int64_t>(1, int64_t(work / 60))); // at 60 operations a nanosecond
}

ContractionEmitter::Columns ContractionEmitter::makeColumns(Value first, int64_t count,
                                                            Value mask) {
  Columns columns;
  columns.mask = mask;
  Value base = batchOffset(right);
  for (int64_t v = 0; v < count; ++v) {
    Value start = add(first, constant(v * registers.lanes));
    columns.starts.push_back(start);
    columns.rightOffsets.push_back(add(base, columnOffset(start)));
  }
  return columns;
}

void ContractionEmitter::columns(Value from, Value to, llvm::function_ref<void(Columns)> group) {
  int64_t lanes = registers.lanes, width = tileVectors * lanes;
  auto maskType = VectorType::get(lanes, b.getI1Type());
  auto loop = [&](Value lower, Value upper, int64_t step, llvm::function_ref<void(Value)> body) {
    auto loop = scf::ForOp::create(b, lower, upper, constant(step));
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(loop.getBody());
    body(loop.getInductionVar());
  };
  if (auto count = getConstantIntValue(extents[n])) {
    int64_t full = *count / width * width, rest = *count - full;
    if (full)
      loop(from, b.createOrFold<arith::MinUIOp>(to, constant(full)), width,
           [&](Value first) { group(makeColumns(first, tileVectors, {})); });
    if (!rest)
      return;
    Value reaches = arith::CmpIOp::create(b, arith::CmpIPredicate::ugt, to, constant(full));
    auto tail = scf::IfOp::create(b, reaches, /*withElseRegion=*/false);
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(tail.thenBlock());
    Value mask;
    if (rest % lanes)
      mask = vector::CreateMaskOp::create(b, maskType, ValueRange(constant(rest % lanes)));
    group(makeColumns(constant(full), llvm::divideCeil(rest, lanes), mask));
    return;
  }
  // Columns known at run time: groups, then vectors under a mask.
  Value size = b.createOrFold<arith::SubIOp>(to, from);
  Value groups = b.createOrFold<arith::DivUIOp>(size, constant(width));
  Value middle = add(from, mul(groups, constant(width)));
  loop(from, middle, width, [&](Value first) { group(makeColumns(first, tileVectors, {})); });
  loop(middle, to, lanes, [&](Value first) {
    Value left = b.createOrFold<arith::SubIOp>(to, first);
    Value mask = vector::CreateMaskOp::create(
        b, maskType, ValueRange(b.createOrFold<arith::MinUIOp>(left, constant(lanes))));
    group(makeColumns(first, 1, mask));
  });
}

Value ContractionEmitter::widen(Value element, bool isLeft) {
  Type type = element.getType(), wide = sumType().getElementType();
  if (getElementTypeOrSelf(type) == wide)
    return element;
  if (auto vector = dyn_cast<VectorType>(type))
    wide = vector.clone(wide);
  if (isa<FloatType>(getElementTypeOrSelf(wide)))
    return arith::ExtFOp::create(b, wide, element);
  if (isLeft)
    return arith::ExtUIOp::create(b, wide, element);
  return arith::ExtSIOp::create(b, wide, element);
}

SmallVector<Value> ContractionEmitter::step(ValueRange sums, const Steps &lefts,
                                            ArrayRef<Value> rightOffsets, Value iv, int64_t u,
                                            unsigned vectors) {
  if (wordDim)
    return stepWords(sums, lefts, rightOffsets, add(iv, constant(u)), vectors);
  if (contract.getScales())
    return stepNumbers(sums, lefts, rightOffsets, add(iv, constant(u)), u, vectors);
  VectorType type = sumType();
  const Reduction &inner = reductions.back();
  Value leftStep = add(mul(iv, lefts.step), mul(constant(u), lefts.step));
  Value rightStep = add(mul(iv, inner.right), mul(constant(u), inner.right));
  auto load = [&](const LinearAccess &from, Value offset, Value mask) -> Value {
    auto stored = VectorType::get(registers.lanes, from.element);
    bool isLeft = &from == &left;
    if (!mask)
      return widen(vector::LoadOp::create(b, stored, from.flat, ValueRange(offset)), isLeft);
    Value zero = arith::ConstantOp::create(b, b.getZeroAttr(stored));
    return widen(vector::MaskedLoadOp::create(b, stored, from.flat, ValueRange(offset), mask, zero),
                 isLeft);
  };
  SmallVector<Value> result(sums), rights;
  for (unsigned v = 0; v < vectors; ++v) {
    bool masked = !contract.getPacked() && v + 1 == vectors;
    rights.push_back(load(right, add(rightOffsets[v], rightStep), masked ? currentMask : Value()));
    fetchAhead(add(rightOffsets[v], rightStep), u);
  }
  for (size_t r = 0; r < lefts.offsets.size(); ++r) {
    Value offset = add(lefts.offsets[r], leftStep), splat;
    if (!vectorLeft)
      splat = vector::BroadcastOp::create(
          b, type, widen(memref::LoadOp::create(b, lefts.flat, ValueRange(offset)), true));
    for (unsigned v = 0; v < vectors; ++v) {
      Value element = splat;
      if (vectorLeft)
        element =
            load(left, add(offset, currentStarts[v]), v + 1 == vectors ? currentMask : Value());
      Value &sum = result[r * vectors + v];
      if (isa<FloatType>(type.getElementType()))
        sum = vector::FMAOp::create(b, element, rights[v], sum);
      else
        sum = arith::AddIOp::create(b, sum, arith::MulIOp::create(b, element, rights[v]));
    }
  }
  return result;
}

void ContractionEmitter::fetchAhead(Value offset, int64_t u) {
  int64_t bytes = panelColumns * stepBytes();
  if (!prefetch || u * bytes % lineBytes != 0)
    return;
  int64_t steps = std::max<int64_t>(prefetchLines * lineBytes / bytes, 1);
  memref::PrefetchOp::create(b, right.flat,
                             ValueRange(add(offset, mul(constant(steps), reductions.back().right))),
                             /*isWrite=*/false, /*localityHint=*/3, /*isDataCache=*/true);
}

SmallVector<Value> ContractionEmitter::stepNumbers(ValueRange sums, const Steps &lefts,
                                                   ArrayRef<Value> rightOffsets, Value k, int64_t u,
                                                   unsigned vectors) {
  VectorType floats = sumType();
  auto ints = VectorType::get(registers.lanes, b.getI32Type());
  auto bytes = VectorType::get(registers.lanes, b.getI8Type());
  auto all = [&](int64_t value) {
    return arith::ConstantOp::create(b, DenseElementsAttr::get(ints, b.getI32IntegerAttr(value)));
  };
  Value rightStep = mul(k, reductions.back().right);
  SmallVector<std::array<Value, byteNumbers>> rights;
  for (unsigned v = 0; v < vectors; ++v) {
    Value offset = add(rightOffsets[v], rightStep);
    Value both = arith::ExtUIOp::create(
        b, ints, vector::LoadOp::create(b, bytes, right.flat, ValueRange(offset)));
    fetchAhead(offset, u);
    Value low = arith::AndIOp::create(b, both, all(15));
    Value high = arith::ShRUIOp::create(b, both, all(4));
    rights.push_back({arith::SIToFPOp::create(b, floats, low).getResult(),
                      arith::SIToFPOp::create(b, floats, high).getResult()});
  }
  SmallVector<Value> result(sums);
  for (size_t r = 0; r < lefts.offsets.size(); ++r)
    for (int64_t part = 0; part < byteNumbers; ++part) {
      Value offset = add(add(lefts.offsets[r], mul(k, lefts.step)), constant(part));
      Value splat = vector::BroadcastOp::create(
          b, floats, memref::LoadOp::create(b, lefts.flat, ValueRange(offset)));
      for (unsigned v = 0; v < vectors; ++v) {
        Value &sum = result[r * vectors + v];
        sum = vector::FMAOp::create(b, splat, rights[v][part], sum);
      }
    }
  return result;
}

Value ContractionEmitter::sumOfBlock(Value offset) {
  Value count = mul(reductions.back().extent, constant(byteNumbers));
  int64_t lanes = registers.lanes;
  auto known = getConstantIntValue(count);
  if (!known || *known % lanes != 0) {
    Value zero = arith::ConstantOp::create(b, b.getF32FloatAttr(0));
    return loop(constant(0), count, 1, zero, [&](Value k, ValueRange sum) {
      Value element = memref::LoadOp::create(b, left.flat, ValueRange(add(offset, k)));
      return SmallVector<Value>{arith::AddFOp::create(b, sum[0], element)};
    })[0];
  }
  Value sum;
  for (int64_t k = 0; k < *known; k += lanes) {
    Value part = vector::LoadOp::create(b, VectorType::get(lanes, b.getF32Type()), left.flat,
                                        ValueRange(add(offset, constant(k))));
    sum = sum ? arith::AddFOp::create(b, sum, part).getResult() : part;
  }
  return vector::ReductionOp::create(b, vector::CombiningKind::ADD, sum,
                                     arith::FastMathFlags::reassoc);
}

SmallVector<Value> ContractionEmitter::sumBlocks(ValueRange sums, ArrayRef<Value> leftOffsets,
                                                 ArrayRef<Value> rightOffsets, unsigned vectors) {
  const Reduction &blocks = reductions.front(), &inside = reductions.back();
  Value blockStep = constant(panelColumns), panel = mul(blocks.extent, blockStep);
  return loop(constant(0), blocks.extent, 1, sums, [&](Value block, ValueRange outer) {
    Steps lefts{left.flat, shifted(leftOffsets, mul(block, blocks.left)), inside.left};
    // Σ (q - 8) x = Σ q x - 8 Σ x
    Value factor = arith::ConstantOp::create(b, b.getF32FloatAttr(-float(middleNumber)));
    SmallVector<Value> initial;
    for (Value offset : lefts.offsets) {
      Value rest = arith::MulFOp::create(b, sumOfBlock(offset), factor);
      initial.append(vectors, vector::BroadcastOp::create(b, sumType(), rest));
    }
    SmallVector<Value> parts = sumProducts(
        inside.extent, initial, lefts, shifted(rightOffsets, mul(block, blocks.right)), vectors);
    for (unsigned v = 0; v < vectors; ++v) {
      Value column = currentStarts[v];
      Value offset =
          add(mul(b.createOrFold<arith::DivUIOp>(column, blockStep), panel),
              add(mul(block, blockStep), b.createOrFold<arith::RemUIOp>(column, blockStep)));
      Value scale = vector::LoadOp::create(b, sumType(), scales, ValueRange(offset));
      for (size_t r = 0; r < leftOffsets.size(); ++r) {
        Value &part = parts[r * vectors + v];
        part = vector::FMAOp::create(b, scale, part, outer[r * vectors + v]);
      }
    }
    return parts;
  });
}

SmallVector<Value> ContractionEmitter::stepWords(ValueRange sums, const Steps &lefts,
                                                 ArrayRef<Value> rightOffsets, Value k,
                                                 unsigned vectors, Value mask) {
  DotProducts dot(b, registers.dot, registers.lanes);
  auto word = VectorType::get(wordBytes, b.getI8Type());
  auto words = VectorType::get(registers.lanes * wordBytes, b.getI8Type());
  auto whole = VectorType::get(1, b.getI32Type());
  Value rightStep = mul(k, reductions.back().right);
  SmallVector<DotProducts::Parts> rights;
  for (unsigned v = 0; v < vectors; ++v)
    rights.push_back(dot.split(
        vector::LoadOp::create(b, words, right.flat, ValueRange(add(rightOffsets[v], rightStep)))));
  SmallVector<Value> result(sums);
  for (size_t r = 0; r < lefts.offsets.size(); ++r) {
    Value offset = add(lefts.offsets[r], mul(k, lefts.step)), bytes;
    if (mask)
      bytes = vector::MaskedLoadOp::create(
          b, word, lefts.flat, ValueRange(offset), mask,
          arith::ConstantOp::create(b, b.getZeroAttr(word)).getResult());
    else
      bytes = vector::LoadOp::create(b, word, lefts.flat, ValueRange(offset));
    DotProducts::Parts left =
        dot.splat(vector::ExtractOp::create(b, vector::BitCastOp::create(b, whole, bytes), 0));
    for (unsigned v = 0; v < vectors; ++v) {
      Value &sum = result[r * vectors + v];
      sum = dot.add(sum, left, rights[v]);
    }
  }
  return result;
}

SmallVector<Value> ContractionEmitter::addRest(ValueRange sums, const Steps &lefts,
                                               ArrayRef<Value> rightOffsets, unsigned vectors) {
  auto maskType = VectorType::get(wordBytes, b.getI1Type());
  Value mask = vector::CreateMaskOp::create(b, maskType, ValueRange(restBytes));
  Value words = reductions.back().extent;
  if (getConstantIntValue(restBytes))
    return stepWords(sums, lefts, rightOffsets, words, vectors, mask);
  // None or one.
  Value some = b.createOrFold<arith::MinUIOp>(restBytes, constant(1));
  return loop(words, add(words, some), 1, sums, [&](Value k, ValueRange inner) {
    return stepWords(inner, lefts, rightOffsets, k, vectors, mask);
  });
}

SmallVector<Value>
ContractionEmitter::loop(Value lower, Value upper, int64_t by, ValueRange initial,
                         llvm::function_ref<SmallVector<Value>(Value, ValueRange)> body) {
  auto loop = scf::ForOp::create(b, lower, upper, constant(by), initial,
                                 [&](OpBuilder &nested, Location, Value iv, ValueRange inner) {
                                   OpBuilder::InsertionGuard guard(b);
                                   b.setInsertionPoint(nested.getInsertionBlock(),
                                                       nested.getInsertionPoint());
                                   SmallVector<Value> yielded = body(iv, inner);
                                   scf::YieldOp::create(b, yielded);
                                 });
  return SmallVector<Value>(loop.getResults());
}

SmallVector<Value> ContractionEmitter::shifted(ArrayRef<Value> offsets, Value shift) {
  return llvm::map_to_vector(offsets, [&](Value offset) { return add(offset, shift); });
}

SmallVector<Value> ContractionEmitter::reduce(unsigned level, ValueRange sums,
                                              ArrayRef<Value> leftOffsets,
                                              ArrayRef<Value> rightOffsets, unsigned vectors) {
  if (contract.getScales())
    return sumBlocks(sums, leftOffsets, rightOffsets, vectors);
  const Reduction &reduction = reductions[level];
  if (level + 1 < reductions.size())
    return loop(constant(0), reduction.extent, 1, sums, [&](Value iv, ValueRange inner) {
      return reduce(level + 1, inner, shifted(leftOffsets, mul(iv, reduction.left)),
                    shifted(rightOffsets, mul(iv, reduction.right)), vectors);
    });
  if (wholeRows)
    return sumProducts(reduction.extent, sums, wideRows, rightOffsets, vectors);
  if (!wide) {
    Steps lefts{left.flat, SmallVector<Value>(leftOffsets), reduction.left};
    SmallVector<Value> whole = sumProducts(reduction.extent, sums, lefts, rightOffsets, vectors);
    return restBytes ? addRest(whole, lefts, rightOffsets, vectors) : whole;
  }

  // By slices of the left operand's rows.
  auto slice = [&](Value first, Value count, ValueRange sums) {
    Steps rows = widenRows(shifted(leftOffsets, mul(first, reduction.left)), count);
    return sumProducts(count, sums, rows, shifted(rightOffsets, mul(first, reduction.right)),
                       vectors);
  };
  auto known = getConstantIntValue(reduction.extent);
  if (!known)
    return loop(constant(0), reduction.extent, wideSteps, sums, [&](Value first, ValueRange inner) {
      Value rest = b.createOrFold<arith::SubIOp>(reduction.extent, first);
      return slice(first, b.createOrFold<arith::MinUIOp>(rest, constant(wideSteps)), inner);
    });
  int64_t full = *known / wideSteps * wideSteps;
  SmallVector<Value> current(sums);
  if (full)
    current =
        loop(constant(0), constant(full), wideSteps, current, [&](Value first, ValueRange inner) {
          return slice(first, constant(wideSteps), inner);
        });
  return full == *known ? current : slice(constant(full), constant(*known - full), current);
}

ContractionEmitter::Steps ContractionEmitter::widenRows(ArrayRef<Value> offsets, Value count) {
  int64_t lanes = registers.lanes;
  Steps result{wide, {}, constant(1)};
  for (size_t r = 0; r < offsets.size(); ++r)
    result.offsets.push_back(constant(r * (wideSteps + lanes)));
  auto copy = [&](Value k, bool isVector) {
    for (auto [from, to] : llvm::zip(offsets, result.offsets)) {
      Value source = add(from, mul(k, reductions.back().left)), target = add(to, k);
      if (isVector) {
        Value elements = vector::LoadOp::create(b, VectorType::get(lanes, left.element), left.flat,
                                                ValueRange(source));
        vector::StoreOp::create(b, widen(elements, true), wide, ValueRange(target));
      } else {
        Value element = memref::LoadOp::create(b, left.flat, ValueRange(source));
        memref::StoreOp::create(b, widen(element, true), wide, ValueRange(target));
      }
    }
  };
  auto copies = [&](Value lower, Value upper, bool isVector) {
    loop(lower, upper, isVector ? lanes : 1, {}, [&](Value k, ValueRange) {
      copy(k, isVector);
      return SmallVector<Value>();
    });
  };
  Value full = constant(0);
  if (getConstantIntValue(reductions.back().left) == 1) {
    full = mul(b.createOrFold<arith::DivUIOp>(count, constant(lanes)), constant(lanes));
    copies(constant(0), full, /*isVector=*/true);
  }
  auto known = getConstantIntValue(count), done = getConstantIntValue(full);
  if (known && done == known)
    return result;
  // The last vector may overlap the one before.
  if (known && *done)
    copy(constant(*known - lanes), /*isVector=*/true);
  else
    copies(full, count, /*isVector=*/false);
  return result;
}

SmallVector<Value> ContractionEmitter::sumProducts(Value extent, ValueRange sums,
                                                   const Steps &lefts, ArrayRef<Value> rightOffsets,
                                                   unsigned vectors) {
  auto known = getConstantIntValue(extent);
  if (known && *known > stripSteps && isa<FloatType>(sumType().getElementType()))
    return sumStrips(*known, sums, lefts, rightOffsets, vectors);
  // Steps of many sums hide the loop's own instructions.
  int64_t steps = int64_t(sums.size()) >= manySums ? 2 : 4;
  int64_t unroll = known && *known <= 2 * steps ? std::max<int64_t>(*known, 1) : steps;
  auto unrolled = [&](Value iv, ValueRange inner, int64_t count) {
    SmallVector<Value> current(inner);
    for (int64_t u = 0; u < count; ++u)
      current = step(current, lefts, rightOffsets, iv, u, vectors);
    return current;
  };
  if (known) {
    int64_t full = *known / unroll * unroll;
    SmallVector<Value> current(sums);
    if (full == unroll)
      current = unrolled(constant(0), current, unroll);
    else if (full)
      current = loop(constant(0), constant(full), unroll, current,
                     [&](Value iv, ValueRange inner) { return unrolled(iv, inner, unroll); });
    return unrolled(constant(full), current, *known - full);
  }
  Value full = mul(b.createOrFold<arith::DivUIOp>(extent, constant(unroll)), constant(unroll));
  SmallVector<Value> current =
      loop(constant(0), full, unroll, sums,
           [&](Value iv, ValueRange inner) { return unrolled(iv, inner, unroll); });
  return loop(full, extent, 1, current,
              [&](Value iv, ValueRange inner) { return unrolled(iv, inner, 1); });
}

// Sums of strips, so that long sums err by roundings of a strip's and of few others.
SmallVector<Value> ContractionEmitter::sumStrips(int64_t extent, ValueRange sums,
                                                 const Steps &lefts, ArrayRef<Value> rightOffsets,
                                                 unsigned vectors) {
  auto addStrip = [&](Value first, int64_t count, ValueRange inner) {
    SmallVector<Value> zeros = llvm::map_to_vector(inner, [&](Value each) -> Value {
      return arith::ConstantOp::create(b, b.getZeroAttr(each.getType()));
    });
    Steps rows{lefts.flat, shifted(lefts.offsets, mul(first, lefts.step)), lefts.step};
    auto parts = sumProducts(constant(count), zeros, rows,
                             shifted(rightOffsets, mul(first, reductions.back().right)), vectors);
    for (auto [sum, part] : llvm::zip(inner, parts))
      part = arith::AddFOp::create(b, sum, part);
    return parts;
  };
  int64_t full = extent / stripSteps * stripSteps;
  SmallVector<Value> current =
      loop(constant(0), constant(full), stripSteps, sums,
           [&](Value first, ValueRange inner) { return addStrip(first, stripSteps, inner); });
  return full == extent ? current : addStrip(constant(full), extent - full, current);
}

void ContractionEmitter::finish(ValueRange sums, Value firstRow, int64_t count,
                                const Columns &columns) {
  int64_t lanes = registers.lanes;
  unsigned vectors = columns.starts.size();
  SmallVector<SmallVector<Value>> inputRows(inputs.size()), outputRows;
  SmallVector<Value> inputBatch(inputs.size());
  for (auto [i, input] : llvm::enumerate(inputs))
    if (input.flat) {
      inputRows[i] = rowOffsets(input, firstRow, count);
      inputBatch[i] = batchOffset(input);
    }
  SmallVector<Value> outputBatch;
  for (Output &output : outputs) {
    outputRows.push_back(rowOffsets(output.access, firstRow, count));
    outputBatch.push_back(batchOffset(output.access));
  }
  for (int64_t r = 0; r < count; ++r)
    for (unsigned v = 0; v < vectors; ++v) {
      Value mask = v + 1 == vectors ? columns.mask : Value();
      Value sum = sums[r * vectors + v];
      SmallVector<Value> arguments;
      for (auto [i, input] : llvm::enumerate(inputs)) {
        if (!input.flat) {
          arguments.push_back(sum);
          continue;
        }
        auto type = VectorType::get(lanes, input.element);
        Value offset = add(inputBatch[i], inputRows[i][r]);
        if (getConstantIntValue(input.coefficients[n]) == 0) {
          Value element = memref::LoadOp::create(b, input.flat, ValueRange(offset));
          arguments.push_back(vector::BroadcastOp::create(b, type, element));
          continue;
        }
        offset = add(offset, columns.starts[v]);
        if (mask)
          arguments.push_back(vector::MaskedLoadOp::create(
              b, type, input.flat, ValueRange(offset), mask,
              arith::ConstantOp::create(b, b.getZeroAttr(type)).getResult()));
        else
          arguments.push_back(vector::LoadOp::create(b, type, input.flat, ValueRange(offset)));
      }
      SmallVector<Value> results;
      if (epilogue)
        results = evaluateOnVectors(b, epilogue, arguments, lanes);
      for (auto [i, output] : llvm::enumerate(outputs)) {
        Value value = output.epilogueResult < 0 ? sum : results[output.epilogueResult];
        Value offset = add(add(outputBatch[i], outputRows[i][r]), columns.starts[v]);
        if (mask)
          vector::MaskedStoreOp::create(b, output.access.flat, ValueRange(offset), mask, value);
        else
          vector::StoreOp::create(b, value, output.access.flat, ValueRange(offset));
      }
    }
}

void ContractionEmitter::tile(Value firstRow, int64_t count, const Columns &columns) {
  unsigned vectors = columns.starts.size();
  currentMask = columns.mask;
  currentStarts = columns.starts;
  Value zero = arith::ConstantOp::create(b, b.getZeroAttr(sumType()));
  SmallVector<Value> sums(count * vectors, zero);
  SmallVector<Value> leftOffsets = shifted(rowOffsets(left, firstRow, count), batchOffset(left));
  finish(reduce(0, sums, leftOffsets, columns.rightOffsets, vectors), firstRow, count, columns);
}

LogicalResult ContractionEmitter::emit() {
  if (failed(analyze()))
    return failure();
  chooseTile();

  // Tasks: batches × blocks of columns × chunks of rows.
  int64_t chunkRows = tileRows * tilesPerTask, blockWidth = blockVectors * registers.lanes;
  Value rowCount = constant(1);
  AffineExpr rowExpr = b.getAffineConstantExpr(1), batchExpr = rowExpr, blockExpr = rowExpr;
  for (unsigned dim : m) {
    rowCount = mul(rowCount, getValueOrCreateConstantIndexOp(b, b.getLoc(), extents[dim]));
    AffineExpr expr = extentExpr(kernel, extents[dim]);
    rowExpr = rowExpr && expr ? rowExpr * expr : AffineExpr();
  }
  for (unsigned dim : batch) {
    AffineExpr expr = extentExpr(kernel, extents[dim]);
    batchExpr = batchExpr && expr ? batchExpr * expr : AffineExpr();
  }
  Value columnCount = getValueOrCreateConstantIndexOp(b, b.getLoc(), extents[n]);
  Value chunks = ceilDiv(rowCount, chunkRows), blocks = constant(1);
  AffineExpr chunkExpr = rowExpr ? rowExpr.ceilDiv(chunkRows) : AffineExpr();
  if (!borders.empty() && !getConstantIntValue(rowCount)) {
    // A task at least, for the padding.
    chunks = add(b.createOrFold<arith::DivUIOp>(rowCount, constant(chunkRows)), constant(1));
    chunkExpr = rowExpr ? rowExpr.floorDiv(chunkRows) + 1 : AffineExpr();
  }
  if (blockVectors) {
    blocks = ceilDiv(columnCount, blockWidth);
    blockExpr =
        b.getAffineConstantExpr(llvm::divideCeil(*getConstantIntValue(extents[n]), blockWidth));
  }
  if (failed(setTasks(kernel, {batchExpr, blockExpr, chunkExpr})))
    return failure();

  planWidening();
  unsigned arguments = kernel.getNumArguments();
  if (!borders.empty()) {
    Value isFirst = arith::CmpIOp::create(b, arith::CmpIPredicate::eq,
                                          kernel.getArgument(arguments - 2), constant(0));
    auto first = scf::IfOp::create(b, isFirst, /*withElseRegion=*/false);
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(first.thenBlock());
    for (const Border &border : borders)
      fillBorder(b, border);
  }
  auto tasks = scf::ForOp::create(b, kernel.getArgument(arguments - 2),
                                  kernel.getArgument(arguments - 1), constant(1));
  b.setInsertionPointToStart(tasks.getBody());
  Value rest = tasks.getInductionVar();
  Value chunk = b.createOrFold<arith::RemUIOp>(rest, chunks);
  rest = b.createOrFold<arith::DivUIOp>(rest, chunks);
  Value block = b.createOrFold<arith::RemUIOp>(rest, blocks);
  rest = b.createOrFold<arith::DivUIOp>(rest, blocks);
  batchIndices.resize(batch.size());
  for (size_t position = batch.size(); position-- > 0;) {
    Value extent = getValueOrCreateConstantIndexOp(b, b.getLoc(), extents[batch[position]]);
    batchIndices[position] = position ? b.createOrFold<arith::RemUIOp>(rest, extent) : rest;
    rest = b.createOrFold<arith::DivUIOp>(rest, extent);
  }
  Value fromRow = mul(chunk, constant(chunkRows));
  Value toRow = b.createOrFold<arith::MinUIOp>(add(fromRow, constant(chunkRows)), rowCount);
  Value fromColumn = constant(0), toColumn = columnCount;
  if (blockVectors) {
    fromColumn = mul(block, constant(blockWidth));
    toColumn = b.createOrFold<arith::MinUIOp>(add(fromColumn, constant(blockWidth)), columnCount);
  }
  rows(fromRow, toRow, getConstantIntValue(rowCount), [&](Value first, int64_t count) {
    if (wholeRows)
      wideRows = widenRows(shifted(rowOffsets(left, first, count), batchOffset(left)),
                           reductions.back().extent);
    columns(fromColumn, toColumn, [&](Columns group) { tile(first, count, group); });
  });
  return success();
}

void ContractionEmitter::planWidening() {
  auto steps = getConstantIntValue(reductions.back().extent);
  // Short rows are widened element by element.
  if (vectorLeft || left.element.isF32() || left.element.isInteger() ||
      (steps && *steps < registers.lanes))
    return;
  // Once for all columns, where they fit.
  wholeRows = steps && reductions.size() == 1 && *steps * tileRows * 4 <= wideBytes;
  wideSteps = wholeRows ? *steps : sliceSteps;
  wide = memref::AllocaOp::create(
      b, MemRefType::get({tileRows * (wideSteps + registers.lanes)}, b.getF32Type()),
      b.getI64IntegerAttr(64));
}

void ContractionEmitter::rows(Value from, Value to, std::optional<int64_t> total,
                              llvm::function_ref<void(Value, int64_t)> tile) {
  auto loop = [&](Value lower, Value upper, int64_t by) {
    auto loop = scf::ForOp::create(b, lower, upper, constant(by));
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(loop.getBody());
    tile(loop.getInductionVar(), by);
  };
  if (total) {
    int64_t full = *total / tileRows * tileRows, rest = *total - full;
    if (full)
      loop(from, b.createOrFold<arith::MinUIOp>(to, constant(full)), tileRows);
    if (!rest)
      return;
    Value reaches = arith::CmpIOp::create(b, arith::CmpIPredicate::ugt, to, constant(full));
    auto tail = scf::IfOp::create(b, reaches, /*withElseRegion=*/false);
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(tail.thenBlock());
    tile(constant(full), rest);
    return;
  }
  // Rows known at run time: full tiles, tiles of four, single rows.
  for (int64_t by : {tileRows, int64_t(4), int64_t(1)}) {
    if (by > tileRows)
      continue;
    Value count =
        b.createOrFold<arith::DivUIOp>(b.createOrFold<arith::SubIOp>(to, from), constant(by));
    Value middle = add(from, mul(count, constant(by)));
    loop(from, middle, by);
    from = middle;
    if (by == 1)
      break;
  }
}
