// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Register-tiled vector loops for one contraction and its epilogue.

#ifndef CAMEO_KERNELS_CONTRACTIONEMITTER_H
#define CAMEO_KERNELS_CONTRACTIONEMITTER_H

#include "lib/Conversion/KernelsToLoops/Contraction.h"
#include "lib/Conversion/KernelsToLoops/DotProducts.h"
#include "lib/Conversion/KernelsToLoops/Tasks.h"

namespace cameo {

/// The machine's registers.
struct RegisterFile {
  int64_t lanes;        // f32 elements of a vector
  int64_t accumulators; // vectors available for sums
  DotForm dot = DotForm::None;
};

class ContractionEmitter : Contraction {
public:
  ContractionEmitter(KernelOp kernel, ContractOp contract, RegisterFile registers,
                     mlir::OpBuilder &builder)
      : Contraction(kernel, contract, builder), registers(registers) {}

  /// Emits the loops; the tensor operations are left without use.
  llvm::LogicalResult emit();

private:
  // What is fixed within one panel group of one batch.
  struct Columns {
    llvm::SmallVector<mlir::Value> starts;       // the column of each vector
    llvm::SmallVector<mlir::Value> rightOffsets; // of each vector
    mlir::Value mask;                            // of the last vector; null: all lanes
  };

  // The left operand's rows as the innermost reduction reads them.
  struct Steps {
    mlir::Value flat;
    llvm::SmallVector<mlir::Value> offsets; // of each row
    mlir::Value step;
  };

  void chooseTile();
  void rows(mlir::Value from, mlir::Value to, std::optional<int64_t> total,
            llvm::function_ref<void(mlir::Value, int64_t)> tile);
  void columns(mlir::Value from, mlir::Value to, llvm::function_ref<void(Columns)> group);
  Columns makeColumns(mlir::Value first, int64_t count, mlir::Value mask);
  void tile(mlir::Value firstRow, int64_t count, const Columns &columns);
  llvm::SmallVector<mlir::Value> reduce(unsigned level, mlir::ValueRange sums,
                                        llvm::ArrayRef<mlir::Value> left,
                                        llvm::ArrayRef<mlir::Value> right, unsigned vectors);
  void planWidening();
  // Copies `count` reduction steps of rows at the offsets to `wide`.
  Steps widenRows(llvm::ArrayRef<mlir::Value> offsets, mlir::Value count);
  // The innermost reduction.
  llvm::SmallVector<mlir::Value> sumProducts(mlir::Value extent, mlir::ValueRange sums,
                                             const Steps &lefts, llvm::ArrayRef<mlir::Value> right,
                                             unsigned vectors);
  llvm::SmallVector<mlir::Value> sumStrips(int64_t extent, mlir::ValueRange sums,
                                           const Steps &lefts, llvm::ArrayRef<mlir::Value> right,
                                           unsigned vectors);
  llvm::SmallVector<mlir::Value> step(mlir::ValueRange sums, const Steps &lefts,
                                      llvm::ArrayRef<mlir::Value> right, mlir::Value k, int64_t u,
                                      unsigned vectors);
  // The same of words of bytes; with a mask, of the bytes of one that it tells.
  llvm::SmallVector<mlir::Value> stepWords(mlir::ValueRange sums, const Steps &lefts,
                                           llvm::ArrayRef<mlir::Value> right, mlir::Value k,
                                           unsigned vectors, mlir::Value mask = {});
  // The same of bytes of two numbers of four bits.
  llvm::SmallVector<mlir::Value> stepNumbers(mlir::ValueRange sums, const Steps &lefts,
                                             llvm::ArrayRef<mlir::Value> right, mlir::Value k,
                                             int64_t u, unsigned vectors);
  // Sums of blocks, each with its scale.
  llvm::SmallVector<mlir::Value> sumBlocks(mlir::ValueRange sums,
                                           llvm::ArrayRef<mlir::Value> left,
                                           llvm::ArrayRef<mlir::Value> right, unsigned vectors);
  // The sum of a block of the left operand.
  mlir::Value sumOfBlock(mlir::Value offset);
  // Has what is read `prefetchLines` after the right operand's vector at `offset`
  // fetched, once a cache line of steps `u`.
  void fetchAhead(mlir::Value offset, int64_t u);
  // Adds the products of what is less than a word.
  llvm::SmallVector<mlir::Value> addRest(mlir::ValueRange sums, const Steps &lefts,
                                         llvm::ArrayRef<mlir::Value> right, unsigned vectors);
  // An element or vector as the sums are; bytes of the left operand are unsigned.
  mlir::Value widen(mlir::Value element, bool isLeft);
  mlir::VectorType sumType() {
    return mlir::VectorType::get(registers.lanes,
                                 mlir::getElementTypeOrSelf(contract.getInit().getType()));
  }
  // Bytes of the right operand in a reduction step, for each column.
  int64_t stepBytes() const {
    return wordDim ? wordBytes : right.element.getIntOrFloatBitWidth() / 8;
  }
  llvm::SmallVector<mlir::Value> shifted(llvm::ArrayRef<mlir::Value> offsets, mlir::Value shift);
  llvm::SmallVector<mlir::Value>
  loop(mlir::Value lower, mlir::Value upper, int64_t by, mlir::ValueRange initial,
       llvm::function_ref<llvm::SmallVector<mlir::Value>(mlir::Value, mlir::ValueRange)> body);
  void finish(mlir::ValueRange sums, mlir::Value firstRow, int64_t count, const Columns &columns);

  RegisterFile registers;
  // Of the tile in hand.
  mlir::Value currentMask;
  llvm::SmallVector<mlir::Value> currentStarts;
  Steps wideRows;
  mlir::Value wide;       // scratch for a tile's rows as f32; null: not needed
  bool wholeRows = false; // all reduction steps of them
  int64_t wideSteps = 0;  // or so many
  int64_t tileRows = 1, tileVectors = 1;
  int64_t blockVectors = 0; // columns of a task, in vectors; 0: all
  bool prefetch = false;
};

} // namespace cameo

#endif
