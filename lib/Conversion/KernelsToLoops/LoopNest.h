// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Emits one structured operation on buffers as a loop nest.

#ifndef CAMEO_KERNELS_LOOPNEST_H
#define CAMEO_KERNELS_LOOPNEST_H

#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cameo {

/// A range of tasks that a loop nest runs, and what tasks there are.
struct TaskRange {
  mlir::Value begin, end;
  /// Set by emission: the extents whose product is the number of tasks.
  llvm::SmallVector<mlir::OpFoldResult> extents;
};

class LoopNest {
public:
  /// `fill`, when given, initialises the only output of the reduction `op`. The
  /// first `rows` loops are emitted by the caller.
  LoopNest(mlir::linalg::GenericOp op, mlir::linalg::FillOp fill, unsigned rows = 0);

  /// Emits the loops at the builder's position. With `tasks`, its outer parallel
  /// loops become the range [begin, end) of tasks.
  void emit(mlir::ImplicitLocOpBuilder &b, TaskRange *tasks);

  /// Emits what is inside the row loops; buffers in `rowBuffers` hold one row.
  using RowBuffers = llvm::DenseMap<mlir::Value, mlir::Value>;
  void emitRow(mlir::ImplicitLocOpBuilder &b, mlir::ValueRange rowIndices,
               const RowBuffers &rowBuffers);

  /// Emits what one invocation of a GPU computes: element `linear` of the
  /// parallel loops, neighbours in the contiguous one, with all reductions. With
  /// takeFours() it is the elements 4 · `linear` and on.
  void emitElement(mlir::ImplicitLocOpBuilder &b, mlir::Value linear);
  /// Takes four neighbours at a time from now on, if all operands have them so.
  bool takeFours();
  /// The extents whose product is the number of elements.
  llvm::SmallVector<mlir::OpFoldResult> getElementExtents();

  /// The invocations of a workgroup, which share a row.
  struct Workgroup {
    mlir::Value invocation;
    int64_t size; // a power of two
    llvm::function_ref<void()> barrier;
    llvm::function_ref<mlir::Value(mlir::Type)> shared; // `size` elements
    unsigned maxSharedBits;                             // of an element
  };
  /// Emits what is inside the row loops, by a workgroup: elements are dealt out,
  /// a reduction of the whole row is a tree. Ends with a barrier.
  void emitRow(mlir::ImplicitLocOpBuilder &b, mlir::ValueRange rowIndices,
               const RowBuffers &rowBuffers, const Workgroup &workgroup);

  llvm::ArrayRef<mlir::OpFoldResult> getExtents() const { return extents; }

private:
  unsigned chooseInnermost();
  void chooseStrips();
  void emitLoops(mlir::ImplicitLocOpBuilder &b, unsigned depth);
  void emitReduction(mlir::ImplicitLocOpBuilder &b, unsigned depth);
  llvm::SmallVector<mlir::Value> accumulate(mlir::ImplicitLocOpBuilder &b, unsigned depth,
                                            mlir::ValueRange accumulators);
  llvm::SmallVector<mlir::Value> accumulate(mlir::ImplicitLocOpBuilder &b, unsigned depth,
                                            mlir::Value from, mlir::Value to,
                                            mlir::ValueRange accumulators);
  void emitLoop(mlir::ImplicitLocOpBuilder &b, unsigned depth, mlir::Value from, mlir::Value to);
  void emitStrips(mlir::ImplicitLocOpBuilder &b, unsigned depth);
  std::pair<mlir::Value, mlir::Value> partialElement(mlir::ImplicitLocOpBuilder &b);
  void emitRowOf(mlir::ImplicitLocOpBuilder &b,
                 llvm::function_ref<void(mlir::ImplicitLocOpBuilder &)> body);
  // `linear` as the indices of these loops, the last one fastest.
  void delinearize(mlir::ImplicitLocOpBuilder &b, mlir::Value linear,
                   llvm::ArrayRef<unsigned> loops);
  llvm::SmallVector<unsigned> parallelLoops();
  void emitTree(mlir::ImplicitLocOpBuilder &b, const Workgroup &workgroup,
                llvm::ArrayRef<unsigned> reductions, llvm::ArrayRef<mlir::Operation *> combiners);
  llvm::SmallVector<mlir::Value> emitBody(mlir::ImplicitLocOpBuilder &b,
                                          mlir::ValueRange accumulators);
  // The body for each of `width` neighbours, the values of one after the other.
  llvm::SmallVector<mlir::Value> emitBodies(mlir::ImplicitLocOpBuilder &b,
                                            mlir::ValueRange accumulators);
  void storeAll(mlir::ImplicitLocOpBuilder &b, mlir::ValueRange values);
  void loadNeighbours(mlir::ImplicitLocOpBuilder &b, unsigned firstOperand, unsigned endOperand);
  // Where the loops stand in an operand: its buffer and the indices in it.
  std::pair<mlir::Value, llvm::SmallVector<mlir::Value>> access(mlir::ImplicitLocOpBuilder &b,
                                                                unsigned operand);
  mlir::Value load(mlir::ImplicitLocOpBuilder &b, unsigned operand);
  void store(mlir::ImplicitLocOpBuilder &b, mlir::Value value, unsigned operand);
  mlir::Value extent(mlir::ImplicitLocOpBuilder &b, unsigned dim);

  mlir::linalg::GenericOp op;
  mlir::linalg::FillOp fill;
  llvm::SmallVector<mlir::OpFoldResult> extents; // by dimension
  llvm::SmallVector<mlir::Value> ivs;            // by dimension
  llvm::SmallVector<unsigned> order;             // loops, outermost first
  unsigned rows = 0;
  const RowBuffers *rowBuffers = nullptr;
  unsigned numOuter = 0; // parallel loops outside all reductions
  bool scalarAccumulators = false;
  // A long float sum is one of sums: the loop over dimension `stripped` runs in
  // strips of `strip` (0: it does not), each summed by itself.
  int64_t strip = 0;
  unsigned stripped = 0;
  mlir::Value partial;          // the row of a strip's sums, where they are in memory …
  mlir::Value tileFrom, tileTo; // … of this part of the innermost dimension
  int64_t width = 1;                                               // neighbours taken at a time …
  unsigned wideLoop = 0;                                           // … in this dimension
  unsigned neighbour = 0;                                          // of them
  llvm::DenseMap<unsigned, llvm::SmallVector<mlir::Value>> loaded; // by operand: each neighbour's
};

/// The extent of a buffer's dimension, from the kernel's arguments where it is dynamic.
mlir::OpFoldResult bufferExtent(mlir::OpBuilder &b, mlir::Location loc, mlir::Value buffer,
                                int64_t axis);

} // namespace cameo

#endif
