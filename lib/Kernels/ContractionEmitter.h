// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Register-tiled vector loops for one contraction and its epilogue.

#ifndef CAMEO_KERNELS_CONTRACTIONEMITTER_H
#define CAMEO_KERNELS_CONTRACTIONEMITTER_H

#include "lib/Kernels/Epilogue.h"
#include "lib/Kernels/Tasks.h"

namespace cameo {

/// A buffer read or written at offset + Σ coefficients[d] · loop[d], in elements.
struct LinearAccess {
  mlir::Value flat; // the buffer as one dimension
  mlir::Value offset;
  llvm::SmallVector<mlir::Value> coefficients;
  mlir::Type element;
};

/// The machine's registers.
struct RegisterFile {
  int64_t lanes;        // f32 elements of a vector
  int64_t accumulators; // vectors available for sums
};

class ContractionEmitter {
public:
  ContractionEmitter(KernelOp kernel, ContractOp contract, RegisterFile registers,
                     mlir::OpBuilder &builder);

  /// Emits the loops; the tensor operations are left without use.
  llvm::LogicalResult emit();

private:
  struct Output {
    LinearAccess access;
    int epilogueResult; // -1: the sum itself
  };
  // What is fixed within one panel group of one batch.
  struct Columns {
    llvm::SmallVector<mlir::Value> starts;       // the column of each vector
    llvm::SmallVector<mlir::Value> rightOffsets; // of each vector
    mlir::Value mask;                            // of the last vector; null: all lanes
  };

  void classify();
  void chooseTile();
  LinearAccess access(mlir::Value memref, mlir::AffineMap map);
  LinearAccess packedAccess(mlir::Value memref, mlir::AffineMap map);
  void mergeReductions();
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
  llvm::SmallVector<mlir::Value> rowOffsets(const LinearAccess &access, mlir::Value firstRow,
                                            int64_t count);
  mlir::Value batchOffset(const LinearAccess &access);
  bool isUniform(const LinearAccess &access);

  // Index arithmetic that folds.
  mlir::Value constant(int64_t value);
  mlir::Value add(mlir::Value a, mlir::Value b);
  mlir::Value mul(mlir::Value a, mlir::Value b);
  mlir::Value ceilDiv(mlir::Value a, int64_t b);

  KernelOp kernel;
  ContractOp contract;
  mlir::linalg::GenericOp epilogue;
  RegisterFile registers;
  mlir::ImplicitLocOpBuilder b;

  unsigned n = 0;
  llvm::SmallVector<unsigned> batch, m, k;      // dims by kind, outermost first
  llvm::SmallVector<mlir::OpFoldResult> extents; // by dim
  LinearAccess left, right;
  mlir::Value panelStride; // of a packed right operand
  bool vectorLeft = false;
  llvm::SmallVector<LinearAccess> inputs; // of the epilogue; flat is null for the sum
  llvm::SmallVector<Output> outputs;
  struct Reduction {
    mlir::Value extent, left, right;
  };
  llvm::SmallVector<Reduction> reductions;
  llvm::SmallVector<mlir::Value> batchIndices;
  // Of the tile in hand.
  mlir::Value currentMask;
  llvm::SmallVector<mlir::Value> currentStarts;
  int64_t tileRows = 1, tileVectors = 1;
  int64_t blockVectors = 0; // columns of a task, in vectors; 0: all
  bool prefetch = false;
};

} // namespace cameo

#endif
