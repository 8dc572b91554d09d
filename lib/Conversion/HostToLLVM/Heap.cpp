// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tensors of a size that only data tell: memory of the run's heap, allocated when
// the extents are known and released after the last operation that needs it.

#include "lib/Conversion/HostToLLVM/HostLowering.h"

using namespace mlir;
using namespace cameo;

// The extents are checked, as no plan has seen them.
Value HostLowering::dataBytes(RankedTensorType type, ValueRange extents, EntryBuilder &b,
                              IRMapping &values) {
  if (type.hasStaticShape())
    return b.i64(byteSize(type, {}).coefficient);
  b.startChecking();
  Value bytes =
      b.i64(byteSize(type.clone(SmallVector<int64_t>(type.getRank(), 1)), {}).coefficient);
  auto dynamic = extents.begin();
  for (int64_t extent : type.getShape()) {
    if (!ShapedType::isDynamic(extent)) {
      bytes = b.multiply(bytes, b.i64(extent));
      continue;
    }
    Value known = b.toI64(values.lookup(*dynamic++));
    b.refuseNegative(known);
    bytes = b.multiply(bytes, known);
  }
  b.requireUnrefused(noData);
  return bytes;
}

Value HostLowering::allocateOnHeap(Value bytes, EntryBuilder &b) {
  Value fresh = b.call("cameo_heap_allocate", b.pointer(), {heap, bytes});
  b.require(b.isSet(fresh), noMemory);
  return fresh;
}

void HostLowering::copy(EntryBuilder &b, Value to, Value from, Value bytes) {
  LLVM::MemcpyOp::create(b, to, from, bytes, /*isVolatile=*/false);
}

// The memory of a tensor that leaves its block with the terminator: its own, which
// then is not released with the block, or a copy.
Value HostLowering::moveToHeap(Value tensor, ValueRange extents, Block &from, EntryBuilder &b,
                               IRMapping &values) {
  Value root = rootOf(tensor);
  if (onHeap.contains(root) && root.getDefiningOp<DispatchOp>() && root.getParentBlock() == &from)
    if (Value own = owners.lookup(root)) {
      owners.erase(root);
      return own;
    }
  Value bytes = dataBytes(cast<RankedTensorType>(tensor.getType()), extents, b, values);
  Value fresh = allocateOnHeap(bytes, b);
  copy(b, fresh, address(tensor, b), bytes);
  return fresh;
}

void HostLowering::releaseAfter(Operation *op, EntryBuilder &b) {
  for (Value root : releases.lookup(op))
    if (Value own = owners.lookup(root)) {
      b.call("cameo_heap_release", {}, {heap, own});
      owners.erase(root);
    }
}
