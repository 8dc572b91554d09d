// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A contraction and its epilogue as linear accesses over loops: what every
// target's loops are made from.

#ifndef CAMEO_KERNELS_CONTRACTION_H
#define CAMEO_KERNELS_CONTRACTION_H

#include "lib/Conversion/KernelsToLoops/Border.h"
#include "lib/Conversion/KernelsToLoops/Epilogue.h"
#include "lib/Kernels/Fusion.h"

namespace cameo {

/// A buffer read or written at offset + Σ coefficients[d] · loop[d], in elements.
struct LinearAccess {
  mlir::Value flat; // the buffer as one dimension
  mlir::Value offset;
  llvm::SmallVector<mlir::Value> coefficients;
  mlir::Type element;
};

class Contraction {
protected:
  Contraction(KernelOp kernel, ContractOp contract, mlir::OpBuilder &builder);

  /// Fills what follows; moves the builder to the end of the kernel.
  llvm::LogicalResult analyze();

  /// The position of each row firstRow, firstRow + 1, … in an operand.
  llvm::SmallVector<mlir::Value> rowOffsets(const LinearAccess &access, mlir::Value firstRow,
                                            int64_t count);
  /// The position of the batch at `batchIndices`, the operand's offset included.
  mlir::Value batchOffset(const LinearAccess &access);
  /// The position of a column in the right operand, packed or not.
  mlir::Value columnOffset(mlir::Value column);
  mlir::Value extent(unsigned dim);

  // Index arithmetic that folds.
  mlir::Value constant(int64_t value);
  mlir::Value add(mlir::Value a, mlir::Value b);
  mlir::Value mul(mlir::Value a, mlir::Value b);
  mlir::Value ceilDiv(mlir::Value a, int64_t b);

  struct Output {
    LinearAccess access;
    int epilogueResult; // -1: the sum itself
  };
  struct Reduction {
    mlir::Value extent, left, right; // and the operands' steps
  };

  KernelOp kernel;
  ContractOp contract;
  mlir::linalg::GenericOp epilogue; // null: none
  mlir::ImplicitLocOpBuilder b;

  unsigned n = 0;
  llvm::SmallVector<unsigned> batch, m, k;       // dims by kind, outermost first
  llvm::SmallVector<mlir::OpFoldResult> extents; // by dim
  LinearAccess left, right;
  mlir::Value panelStride;                // of a packed right operand
  bool vectorLeft = false;                // the left operand has the columns too
  /// The dim that packed bytes are words along; its reduction is the last one, and
  /// counts words. What is left of a word is not in it.
  std::optional<unsigned> wordDim;
  mlir::Value restBytes; // so many; null: none
  /// Of numbers of four bits, whose reductions are blocks and the bytes of a block.
  mlir::Value scales;
  llvm::SmallVector<LinearAccess> inputs; // of the epilogue; flat is null for the sum
  llvm::SmallVector<Output> outputs;
  llvm::SmallVector<Border> borders;       // of outputs that are padded
  llvm::SmallVector<Reduction> reductions; // merged where operands step evenly
  llvm::SmallVector<mlir::Value> batchIndices;
  /// So many rows from a multiple of their number on differ only in the innermost
  /// row dimension; 0: no such number is promised.
  int64_t alignedRows = 0;

  /// Whether rows are evenly spaced in an operand.
  bool isUniform(const LinearAccess &access);
  /// The innermost row dimension that is not 1.
  std::optional<unsigned> innermostRow();

private:
  void classify();
  void mergeReductions();
  LinearAccess access(mlir::Value memref, mlir::AffineMap map);
  LinearAccess packedAccess(mlir::Value memref, mlir::AffineMap map);
};

/// Has `emit` replace the contraction of a kernel, if it has one, and erases the
/// tensor operations that it was emitted from. Fails if there are several.
llvm::LogicalResult
emitContraction(KernelOp kernel,
                llvm::function_ref<llvm::LogicalResult(ContractOp, mlir::OpBuilder &)> emit);

} // namespace cameo

#endif
