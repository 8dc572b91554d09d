// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Register-tiled vector loops for one contraction and its epilogue.

#ifndef CAMEO_KERNELS_CONTRACTIONEMITTER_H
#define CAMEO_KERNELS_CONTRACTIONEMITTER_H

#include "lib/Kernels/Contraction.h"
#include "lib/Kernels/Tasks.h"

namespace cameo {

/// The machine's registers.
struct RegisterFile {
  int64_t lanes;        // f32 elements of a vector
  int64_t accumulators; // vectors available for sums
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

  void chooseTile();
  void rows(mlir::Value from, mlir::Value to, std::optional<int64_t> total,
            llvm::function_ref<void(mlir::Value, int64_t)> tile);
  void columns(mlir::Value from, mlir::Value to, llvm::function_ref<void(Columns)> group);
  Columns makeColumns(mlir::Value first, int64_t count, mlir::Value mask);
  void tile(mlir::Value firstRow, int64_t count, const Columns &columns);
  llvm::SmallVector<mlir::Value> reduce(unsigned level, mlir::ValueRange sums,
                                        llvm::ArrayRef<mlir::Value> left,
                                        llvm::ArrayRef<mlir::Value> right, unsigned vectors);
  llvm::SmallVector<mlir::Value> step(mlir::ValueRange sums, llvm::ArrayRef<mlir::Value> left,
                                      llvm::ArrayRef<mlir::Value> right, mlir::Value k, int64_t u,
                                      unsigned vectors);
  void finish(mlir::ValueRange sums, mlir::Value firstRow, int64_t count, const Columns &columns);

  RegisterFile registers;
  // Of the tile in hand.
  mlir::Value currentMask;
  llvm::SmallVector<mlir::Value> currentStarts;
  int64_t tileRows = 1, tileVectors = 1;
  int64_t blockVectors = 0; // columns of a task, in vectors; 0: all
  bool prefetch = false;
};

} // namespace cameo

#endif
