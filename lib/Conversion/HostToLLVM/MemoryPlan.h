// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where each tensor of the host function lives. A size is a constant times a
// product of symbolic extents; buffers with the same symbolic product are
// planned against each other as if that product were one byte, so that one plan
// holds for all extents.

#ifndef CAMEO_HOSTTOLLVM_MEMORYPLAN_H
#define CAMEO_HOSTTOLLVM_MEMORYPLAN_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/MapVector.h"

namespace cameo {

/// coefficient · Π factors, in bytes.
struct ByteSize {
  int64_t coefficient = 1;
  llvm::SmallVector<mlir::Value> factors; // sorted
};

/// The bytes of a tensor with these dynamic extents.
ByteSize byteSize(mlir::RankedTensorType type, llvm::ArrayRef<mlir::Value> extents);

/// A number of bytes that is computed.
ByteSize byteSize(mlir::Value bytes);

class MemoryPlan {
public:
  /// `alignment`: of each buffer, in bytes.
  explicit MemoryPlan(int64_t alignment) : alignment(alignment) {}

  struct Buffer {
    ByteSize size;
    int64_t first, last; // positions in the block between which it is live
    unsigned arena;      // which class of sizes
    int64_t offset = 0;  // in units of the class's product
  };
  /// The buffers of one symbolic product, and what they need together.
  struct Arena {
    llvm::SmallVector<mlir::Value> factors;
    int64_t extent = 0; // in units of the product, aligned
  };

  /// A tensor, or (from 1 on) a scratch buffer of the dispatch that makes it.
  using Key = std::pair<mlir::Value, unsigned>;

  /// Adds a buffer, live from position `first` to `last`.
  void add(Key key, ByteSize size, int64_t first, int64_t last);
  /// Assigns offsets: largest first, each at the lowest free offset.
  void place();

  const Buffer *lookup(mlir::Value tensor, unsigned part = 0) const {
    auto it = buffers.find({tensor, part});
    return it == buffers.end() ? nullptr : &it->second;
  }
  llvm::ArrayRef<Arena> getArenas() const { return arenas; }
  /// In the order in which they were added.
  const llvm::MapVector<Key, Buffer> &getBuffers() const { return buffers; }

private:
  llvm::MapVector<Key, Buffer> buffers;
  llvm::SmallVector<Arena> arenas;
  int64_t alignment;
};

} // namespace cameo

#endif
