// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Loops over the elements of tensors in an order that matters, and the selection
// of positions by such loops.

#ifndef CAMEO_ONNXTOLINALG_SEQUENCES_H
#define CAMEO_ONNXTOLINALG_SEQUENCES_H

#include "lib/Conversion/ONNXToLinalg/Lowering.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

namespace cameo {

using LoopBody = llvm::function_ref<llvm::SmallVector<mlir::Value>(
    mlir::ImplicitLocOpBuilder &, mlir::ValueRange ivs, mlir::ValueRange state)>;

/// Nested loops from 0 to the bounds that carry some values.
llvm::SmallVector<mlir::Value> loops(mlir::ImplicitLocOpBuilder &b, mlir::ValueRange bounds,
                                     mlir::ValueRange state, LoopBody body);
/// The same for tensors, as one operation until it is a kernel: however few
/// elements there are, no part of the loops runs elsewhere.
llvm::SmallVector<mlir::Value> writeInOrder(mlir::ImplicitLocOpBuilder &b, mlir::ValueRange bounds,
                                            mlir::ValueRange tensors, LoopBody body);
/// The same where the iterations are independent of each other: only what the body
/// does is in order.
llvm::SmallVector<mlir::Value> writeRows(mlir::ImplicitLocOpBuilder &b, mlir::ValueRange bounds,
                                         mlir::ValueRange tensors, LoopBody body);

/// The rows of those positions that `holds` chooses, `count` of them, in order: a
/// tensor of i64 [count, width], or [width, count] with `asColumns`.
mlir::Value writeChosen(
    LoweringBuilder &b, mlir::ValueRange bounds, mlir::Value count, int64_t width, bool asColumns,
    llvm::function_ref<mlir::Value(mlir::ImplicitLocOpBuilder &, mlir::ValueRange ivs)> holds,
    llvm::function_ref<llvm::SmallVector<mlir::Value>(mlir::ImplicitLocOpBuilder &,
                                                      mlir::ValueRange ivs)>
        row);
/// The only element of a tensor of rank 0, as an index.
mlir::Value indexIn(LoweringBuilder &b, mlir::Value tensor);

llvm::SmallVector<mlir::Value> indicesOf(LoweringBuilder &b, llvm::ArrayRef<mlir::AffineExpr> dims);

/// Selects some of the positions 0 to `length`, the first ones in a strict order.
struct Selection {
  mlir::Value count, length; // count <= length, as index
  /// Whether position i comes before position j, another one.
  llvm::function_ref<mlir::Value(mlir::ImplicitLocOpBuilder &, mlir::Value i, mlir::Value j)>
      precedes;
  /// Where the k-th selected position stands in the tensor of i64.
  llvm::function_ref<llvm::SmallVector<mlir::Value>(mlir::Value k)> at;

  /// The tensor with the positions in their order: n log k steps, in place.
  mlir::Value write(mlir::ImplicitLocOpBuilder &b, mlir::Value tensor) const;

private:
  mlir::Value read(mlir::ImplicitLocOpBuilder &b, mlir::Value tensor, mlir::Value k) const;
  mlir::Value insert(mlir::ImplicitLocOpBuilder &b, mlir::Value tensor, mlir::Value k,
                     mlir::Value position) const;
  mlir::Value sink(mlir::ImplicitLocOpBuilder &b, mlir::Value tensor, mlir::Value hole,
                   mlir::Value position, mlir::Value size, mlir::Value levels) const;
};

} // namespace cameo

#endif
