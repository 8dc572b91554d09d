// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Offsets by greedy placement: largest buffer first, lowest offset that is free
// during its life.

#include "lib/Conversion/HostToLLVM/MemoryPlan.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace cameo;

static void factorize(Value extent, ByteSize &size) {
  APInt constant;
  if (matchPattern(extent, m_ConstantInt(&constant))) {
    size.coefficient *= constant.getSExtValue();
  } else if (auto product = extent.getDefiningOp<arith::MulIOp>()) {
    factorize(product.getLhs(), size);
    factorize(product.getRhs(), size);
  } else {
    size.factors.push_back(extent);
  }
}

// The order of definition, which is the same in every compilation.
static bool isBefore(Value a, Value b) {
  Operation *x = a.getDefiningOp(), *y = b.getDefiningOp();
  if (x && y)
    return x == y ? cast<OpResult>(a).getResultNumber() < cast<OpResult>(b).getResultNumber()
                  : x->isBeforeInBlock(y);
  if (x || y)
    return !x;
  return cast<BlockArgument>(a).getArgNumber() < cast<BlockArgument>(b).getArgNumber();
}

static void sortFactors(ByteSize &size) { llvm::sort(size.factors, isBefore); }

ByteSize cameo::byteSize(Value bytes) {
  ByteSize size;
  factorize(bytes, size);
  sortFactors(size);
  return size;
}

ByteSize cameo::byteSize(RankedTensorType type, ArrayRef<Value> extents) {
  ByteSize size;
  Type element = type.getElementType();
  unsigned bits = isa<ComplexType>(element)
                      ? 2 * cast<ComplexType>(element).getElementType().getIntOrFloatBitWidth()
                  : element.isIndex() ? 64
                                      : element.getIntOrFloatBitWidth();
  size.coefficient = llvm::divideCeil(bits, 8u);
  for (int64_t extent : type.getShape())
    if (!ShapedType::isDynamic(extent))
      size.coefficient *= extent;
  for (Value extent : extents)
    factorize(extent, size);
  sortFactors(size);
  return size;
}

void MemoryPlan::add(Key key, ByteSize size, int64_t first, int64_t last) {
  auto *arena = llvm::find_if(arenas, [&](const Arena &a) { return a.factors == size.factors; });
  unsigned number = std::distance(arenas.begin(), arena);
  if (arena == arenas.end())
    arenas.push_back({size.factors, 0});
  buffers[key] = {std::move(size), first, last, number, 0};
}

void MemoryPlan::place() {
  SmallVector<Buffer *> bySize;
  for (auto &[key, buffer] : buffers)
    bySize.push_back(&buffer);
  auto extentOf = [&](const Buffer *b) {
    return int64_t(llvm::alignTo(std::max<int64_t>(b->size.coefficient, 1), alignment));
  };
  llvm::sort(bySize, [&](Buffer *a, Buffer *b) { return std::pair(-extentOf(a), a->first) < std::pair(-extentOf(b), b->first);
  });
  SmallVector<Buffer *> placed;
  for (Buffer *buffer : bySize) {
    SmallVector<std::pair<int64_t, int64_t>> taken;
    for (Buffer *other : placed)
      if (other->arena == buffer->arena && other->first <= buffer->last &&
          buffer->first <= other->last)
        taken.push_back({other->offset, other->offset + extentOf(other)});
    llvm::sort(taken);
    int64_t offset = 0;
    for (auto [from, to] : taken) {
      if (offset + extentOf(buffer) <= from)
        break;
      offset = std::max(offset, to);
    }
    buffer->offset = offset;
    Arena &arena = arenas[buffer->arena];
    arena.extent = std::max(arena.extent, offset + extentOf(buffer));
    placed.push_back(buffer);
  }
}
