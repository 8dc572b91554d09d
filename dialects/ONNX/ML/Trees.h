// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ensembles of decision trees as tables: the nodes that branch, in an order in
// which children come after their parents, and the leaves by number.

#ifndef CAMEO_ONNX_ML_TREES_H
#define CAMEO_ONNX_ML_TREES_H

#include "dialects/ONNX/Rewriting.h"

namespace cameo::onnx {

/// How a node compares a feature with its threshold, as TreeEnsemble numbers them.
enum class BranchMode : int64_t { LEQ, LT, GTE, GT, EQ, NEQ, Member };
/// Set in the mode of a node that takes the branch of yes for a NaN.
inline constexpr int64_t missingIsYes = 8;

struct Branch {
  int64_t feature, mode;
  double threshold;
  /// A node, or ~l for leaf l.
  int64_t yes, no;
};

struct Forest {
  llvm::SmallVector<Branch> nodes;
  llvm::SmallVector<int64_t> roots;
  int64_t numLeaves = 0;

  /// Brings children after their parents and drops what no root leads to; a
  /// diagnostic at the operation when a node leads to itself.
  llvm::LogicalResult sort(mlir::Operation *op);
};

/// What the leaves add to the targets, or classes: an element of a table each.
struct LeafWeights {
  int64_t numTargets = 0;
  llvm::SmallVector<double> weights; // [leaf, target]
  llvm::SmallVector<bool> given;     // likewise: whether there is such a weight

  /// Makes the tables, unless they would be enormous.
  llvm::LogicalResult resize(mlir::Operation *op, int64_t numLeaves, int64_t numTargets);
  void add(int64_t leaf, int64_t target, double weight) {
    weights[leaf * numTargets + target] += weight;
    given[leaf * numTargets + target] = true;
  }
};

/// A tensor of the element type, f32 or f64, known at compile time.
mlir::Value reals(OperatorBuilder &b, mlir::Type element, llvm::ArrayRef<double> values,
                  llvm::ArrayRef<int64_t> shape);
/// The elements of an attribute of a tensor of floats or integers.
llvm::FailureOr<llvm::SmallVector<double>> numbersOf(mlir::Operation *op,
                                                     mlir::ElementsAttr tensor);

/// The rows of X in the type in which features are compared.
llvm::FailureOr<mlir::Value> rowsOf(OperatorBuilder &b, mlir::Operation *op, mlir::Value x,
                                    mlir::Type element);
/// The leaf of each row in each tree.
mlir::Value leavesOf(OperatorBuilder &b, mlir::Value rows, const Forest &forest);
/// The aggregate over the trees, [rows, targets]: "SUM", "AVERAGE", "MIN" or "MAX".
mlir::Value aggregate(OperatorBuilder &b, mlir::Value leaves, const LeafWeights &table,
                      mlir::Type element, llvm::StringRef function, int64_t numTrees);
/// Whether any tree has a weight for the target, [rows, targets]; null when always.
mlir::Value whereGiven(OperatorBuilder &b, mlir::Value leaves, const LeafWeights &table);

} // namespace cameo::onnx

#endif
