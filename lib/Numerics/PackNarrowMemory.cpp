// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Elements of 8 and 16 bits in memory that is read and written by words. What
// other kernels and the host see keeps its layout: an element is a part of a
// word there, and other invocations own the rest of the word.

#include "lib/Numerics/Passes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cameo {
#define GEN_PASS_DEF_PACKNARROWMEMORYPASS
#include "lib/Numerics/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

// The bits of an element in memory, if it is less than a word.
unsigned narrowBits(Type type) {
  Type element = getElementTypeOrSelf(type);
  if (element.isInteger(1))
    return 8;
  return element.isInteger(8) || element.isInteger(16) || element.isF16() || element.isBF16()
             ? element.getIntOrFloatBitWidth()
             : 0;
}

Type withElement(Type type, Type element) {
  if (auto vector = dyn_cast<VectorType>(type))
    return vector.clone(element);
  return element;
}

/// Rewrites the accesses to one buffer.
class Packer {
public:
  Packer(Operation *buffer) : b(buffer->getLoc(), OpBuilder(buffer)) {}
  LogicalResult packBuffer(BufferOp buffer);
  LogicalResult widenAllocation(memref::AllocOp alloc);

private:
  // An element as the low bits of a word, and back.
  Value toWord(Value element);
  Value fromWord(Value word, Type type);
  Value constant(int64_t value) { return arith::ConstantIntOp::create(b, value, 32); }
  Value index(int64_t value) { return arith::ConstantIndexOp::create(b, value); }
  template <typename Op> Value make(Value x, Value y) { return b.createOrFold<Op>(x, y); }

  ImplicitLocOpBuilder b;
};

Value Packer::toWord(Value element) {
  Type type = element.getType();
  if (isa<FloatType>(getElementTypeOrSelf(type)))
    element =
        arith::BitcastOp::create(b, withElement(type, b.getIntegerType(narrowBits(type))), element);
  return arith::ExtUIOp::create(b, withElement(type, b.getI32Type()), element);
}

Value Packer::fromWord(Value word, Type type) {
  Type element = getElementTypeOrSelf(type);
  if (element.isInteger(1)) {
    Value byte = arith::TruncIOp::create(b, withElement(type, b.getI8Type()), word);
    Value zero = arith::ConstantOp::create(b, b.getZeroAttr(byte.getType()));
    return arith::CmpIOp::create(b, arith::CmpIPredicate::ne, byte, zero);
  }
  Type integer = withElement(type, b.getIntegerType(narrowBits(type)));
  Value bits = arith::TruncIOp::create(b, integer, word);
  return isa<FloatType>(element) ? arith::BitcastOp::create(b, type, bits).getResult() : bits;
}

LogicalResult Packer::packBuffer(BufferOp buffer) {
  auto type = cast<MemRefType>(buffer.getType());
  if (isa<VectorType>(type.getElementType()))
    return buffer.emitOpError() << "has vectors of narrow elements";
  unsigned bits = narrowBits(type), perWord = 32 / bits;
  SmallVector<Value> extents;
  auto dynamic = buffer.getExtents().begin();
  for (int64_t extent : type.getShape())
    extents.push_back(ShapedType::isDynamic(extent) ? Value(*dynamic++) : index(extent));
  Value count = index(perWord - 1);
  Value elements = index(1);
  for (Value extent : extents)
    elements = make<arith::MulIOp>(elements, extent);
  count = make<arith::AddIOp>(elements, count);
  Value words = BufferOp::create(b, MemRefType::get({ShapedType::kDynamic}, b.getI32Type()),
                                 buffer.getAddress(),
                                 make<arith::ShRUIOp>(count, index(llvm::Log2_32(perWord))));
  // What this stage writes by atomic operations it reads by them, too.
  bool written = llvm::any_of(buffer.getAddress().getUsers(), [](Operation *view) {
    return llvm::any_of(view->getUsers(),
                        llvm::IsaPred<memref::StoreOp, memref::AtomicRMWOp, vector::StoreOp>);
  });

  for (Operation *user : llvm::make_early_inc_range(buffer->getUsers())) {
    b.setInsertionPoint(user);
    b.setLoc(user->getLoc());
    auto load = dyn_cast<memref::LoadOp>(user);
    auto store = dyn_cast<memref::StoreOp>(user);
    auto wideLoad = dyn_cast<vector::LoadOp>(user);
    auto wideStore = dyn_cast<vector::StoreOp>(user);
    if (!load && !store && !wideLoad && !wideStore)
      return user->emitOpError() << "uses narrow elements otherwise than as elements";
    ValueRange positions = load       ? ValueRange(load.getIndices())
                           : store    ? ValueRange(store.getIndices())
                           : wideLoad ? ValueRange(wideLoad.getIndices())
                                      : ValueRange(wideStore.getIndices());
    Value linear = index(0);
    for (auto [position, extent] : llvm::zip(positions, extents))
      linear = make<arith::AddIOp>(make<arith::MulIOp>(linear, extent), position);
    Value word = make<arith::ShRUIOp>(linear, index(llvm::Log2_32(perWord)));
    auto atomic = [&](arith::AtomicRMWKind kind, Value operand) -> Value {
      return memref::AtomicRMWOp::create(b, kind, operand, words, word);
    };
    auto wordAt = [&](Value at) -> Value {
      return written
                 ? memref::AtomicRMWOp::create(b, arith::AtomicRMWKind::ori, constant(0), words, at)
                       .getResult()
                 : memref::LoadOp::create(b, words, at).getResult();
    };
    // A vector begins and ends with a word: it is aligned to its size.
    auto vector = wideLoad ? wideLoad.getVectorType()
                           : (wideStore ? wideStore.getVectorType() : VectorType());
    if (vector && vector.getNumElements() % perWord)
      return user->emitOpError() << "accesses a part of a word as a vector";
    if (wideLoad) {
      SmallVector<Value> elements;
      for (int64_t i = 0; i < vector.getNumElements(); i += perWord) {
        Value all = wordAt(make<arith::AddIOp>(word, index(i / perWord)));
        for (unsigned k = 0; k < perWord; ++k)
          elements.push_back(
              fromWord(make<arith::ShRUIOp>(all, constant(k * bits)), type.getElementType()));
      }
      wideLoad.replaceAllUsesWith(vector::FromElementsOp::create(b, vector, elements).getResult());
    } else if (wideStore) {
      for (int64_t i = 0; i < vector.getNumElements(); i += perWord) {
        Value all;
        for (unsigned k = 0; k < perWord; ++k) {
          Value part = toWord(vector::ExtractOp::create(b, wideStore.getValueToStore(), i + k));
          part = make<arith::ShLIOp>(part, constant(k * bits));
          all = all ? make<arith::OrIOp>(all, part) : part;
        }
        memref::StoreOp::create(b, all, words, make<arith::AddIOp>(word, index(i / perWord)));
      }
    } else {
      Value place =
          make<arith::MulIOp>(make<arith::AndIOp>(linear, index(perWord - 1)), index(bits));
      Value shift = arith::IndexCastUIOp::create(b, b.getI32Type(), place);
      if (load) {
        load.replaceAllUsesWith(
            fromWord(make<arith::ShRUIOp>(wordAt(word), shift), type.getElementType()));
      } else {
        Value mask = make<arith::ShLIOp>(constant((1 << bits) - 1), shift);
        atomic(arith::AtomicRMWKind::andi, make<arith::XOrIOp>(mask, constant(-1)));
        atomic(arith::AtomicRMWKind::ori, make<arith::ShLIOp>(toWord(store.getValue()), shift));
      }
    }
    user->erase();
  }
  buffer.erase();
  return success();
}

// Memory of the workgroup has a word for each element: nobody else sees it.
LogicalResult Packer::widenAllocation(memref::AllocOp alloc) {
  MemRefType type = alloc.getType();
  Type element = type.getElementType();
  Value words = memref::AllocOp::create(
      b, MemRefType::get(type.getShape(), withElement(element, b.getI32Type()), type.getLayout(),
                         type.getMemorySpace()));
  for (Operation *user : llvm::make_early_inc_range(alloc->getUsers())) {
    b.setInsertionPoint(user);
    b.setLoc(user->getLoc());
    if (auto load = dyn_cast<memref::LoadOp>(user))
      load.replaceAllUsesWith(
          fromWord(memref::LoadOp::create(b, words, load.getIndices()), element));
    else if (auto store = dyn_cast<memref::StoreOp>(user))
      memref::StoreOp::create(b, toWord(store.getValue()), words, store.getIndices());
    else
      return user->emitOpError() << "uses narrow elements otherwise than as elements";
    user->erase();
  }
  alloc.erase();
  return success();
}

struct PackNarrowMemory : cameo::impl::PackNarrowMemoryPassBase<PackNarrowMemory> {
  void runOnOperation() override {
    SmallVector<Operation *> found;
    getOperation().walk([&](Operation *op) {
      if (isa<BufferOp, memref::AllocOp>(op) &&
          narrowBits(cast<MemRefType>(op->getResult(0).getType()).getElementType()))
        found.push_back(op);
    });
    for (Operation *op : found) {
      auto buffer = dyn_cast<BufferOp>(op);
      if (failed(buffer ? Packer(op).packBuffer(buffer)
                        : Packer(op).widenAllocation(cast<memref::AllocOp>(op))))
        return signalPassFailure();
    }
  }
};
} // namespace
