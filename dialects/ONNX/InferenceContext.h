// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an operator sees while it infers the types of its results.

#ifndef CAMEO_ONNX_INFERENCECONTEXT_H
#define CAMEO_ONNX_INFERENCECONTEXT_H

#include "dialects/ONNX/SymbolicShapes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/Operation.h"

namespace cameo::onnx {

class InferenceContext {
public:
  InferenceContext(mlir::Operation *op, SymbolicShapes &shapes) : op(op), shapes(shapes) {}

  mlir::Operation *getOperation() const { return op; }
  SymbolicShapes &getShapes() const { return shapes; }

  // Operands.
  bool isAbsent(unsigned operand) const;
  mlir::Type elementType(unsigned operand) const;
  /// The extents of an operand, or nullopt (its rank is not known, or it is absent).
  std::optional<Dims> shape(unsigned operand) const;
  /// The extents, or a diagnostic at the operation that the rank must be known.
  llvm::FailureOr<Dims> requireShape(unsigned operand) const;
  /// The integer elements of an operand as expressions, or nullopt. With `force`,
  /// elements known only at run time become symbols (their number must be known).
  std::optional<Dims> values(unsigned operand, bool force = false) const;
  /// The integer elements when all are compile-time constants.
  std::optional<llvm::SmallVector<int64_t>> constants(unsigned operand) const;
  /// The same, or a diagnostic that `what` must be known at compile time.
  llvm::FailureOr<llvm::SmallVector<int64_t>> requireConstants(unsigned operand,
                                                               llvm::StringRef what) const;

  /// The extents of the first result, of this rank, which only the run will compute:
  /// what the model declares of them, else symbols of their own.
  Dims computedDims(int64_t rank) const;
  /// An extent of the first result that depends on data, or what is declared of it.
  mlir::AffineExpr declaredOr(mlir::AffineExpr extent, int64_t rank, int64_t axis) const;

  /// Notes that the extents must agree where the model runs; false when they do not.
  bool assumeEqual(mlir::AffineExpr a, mlir::AffineExpr b) const {
    return shapes.assume(op, {Assumption::Equal, a, b});
  }
  bool assumeBroadcast(mlir::AffineExpr from, mlir::AffineExpr to) const {
    return shapes.assume(op, {Assumption::OneOr, from, to});
  }
  bool assumeAtMost(mlir::AffineExpr a, mlir::AffineExpr b) const {
    return shapes.assume(op, {Assumption::AtMost, a, b});
  }

  // Results. A result that nobody asked for (type none) is skipped.
  bool isWanted(unsigned result) const;
  llvm::LogicalResult setResult(unsigned result, mlir::Type element, Dims dims);
  /// A result whose type is not a ranked tensor.
  llvm::LogicalResult setResultType(unsigned result, mlir::Type type);
  /// A tensor of unknown extents (new symbols) but known rank.
  llvm::LogicalResult setResultOfRank(unsigned result, mlir::Type element, int64_t rank);
  void setValues(unsigned result, Dims elements);

  // The commonest rules.
  llvm::LogicalResult inferLikeOperand(unsigned operand);
  /// Diagnoses present operands of different element types, or none at all.
  llvm::LogicalResult requireSameElementTypes() const;
  /// Broadcast of all operands, with the given element type or the one that all must have.
  llvm::LogicalResult inferBroadcast(mlir::Type element = {});
  /// Broadcast of all operands, with boolean elements.
  llvm::LogicalResult inferPredicate();

  /// The axis made non-negative, or a diagnostic when it is outside [-rank, rank).
  llvm::FailureOr<int64_t> normalizeAxis(int64_t axis, int64_t rank) const;

  mlir::InFlightDiagnostic emitError() const { return op->emitOpError(); }

  // Shorthands for expressions.
  mlir::AffineExpr constant(int64_t value) const { return shapes.constant(value); }

private:
  mlir::Operation *op;
  SymbolicShapes &shapes;
};

} // namespace cameo::onnx

#endif
