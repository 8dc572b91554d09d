// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What rewrites from onnx operators to onnx operators share. New operators are
// inferred as they are made, so that the next rule sees their types.

#ifndef CAMEO_ONNX_REWRITING_H
#define CAMEO_ONNX_REWRITING_H

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/PatternMatch.h"

namespace cameo::onnx {

/// Whether the operand is not the absent one, or the result is wanted.
inline bool isGiven(mlir::Value value) { return !mlir::isa<mlir::NoneType>(value.getType()); }

/// Builds operators in place of another, at its location.
class OperatorBuilder : public mlir::ImplicitLocOpBuilder {
public:
  OperatorBuilder(mlir::Operation *op, const mlir::OpBuilder &builder, SymbolicShapes &shapes)
      : ImplicitLocOpBuilder(op->getLoc(), builder), shapes(shapes) {}

  /// The result of a new operator with one result; `args` are its operands and
  /// attributes. Null operands and types are errors of the caller; a failed
  /// inference has told the user why, and the type stays unknown, as do those of
  /// all operators made after it.
  template <typename Op, typename... Args> mlir::Value make(Args &&...args) {
    auto op =
        Op::create(*this, mlir::Type(UnknownType::get(getContext())), std::forward<Args>(args)...);
    infer(op);
    return op->getResult(0);
  }
  /// Infers an operator made by other means.
  void infer(mlir::Operation *op) { hasFailed = hasFailed || failed(inferOperation(op, shapes)); }
  bool failedToInfer() const { return hasFailed; }

  /// The absent operand.
  mlir::Value none();
  /// A scalar, or a vector of i64, known at compile time.
  mlir::Value scalar(mlir::Type element, double value);
  mlir::Value integers(llvm::ArrayRef<int64_t> values);
  mlir::Value strings(mlir::ArrayAttr values);
  /// A tensor of f32 known at compile time.
  mlir::Value floats(llvm::ArrayRef<float> values, llvm::ArrayRef<int64_t> shape);
  /// `value` cast to the element type unless it has it.
  mlir::Value cast(mlir::Value value, mlir::Type element);

  /// The extents of `value` from dimension `from` on, up to `to`, as a vector.
  mlir::Value extents(mlir::Value value, int64_t from, std::optional<int64_t> to = std::nullopt);
  mlir::Value reshape(mlir::Value value, llvm::ArrayRef<int64_t> shape);
  mlir::Value transpose(mlir::Value value, llvm::ArrayRef<int64_t> perm);
  /// 0, 1, … up to a count: a scalar, or a vector of one element; i64.
  mlir::Value positionsUpTo(mlir::Value count);
  /// The positions from `start` to `end` of `axis`, by `step`.
  mlir::Value slice(mlir::Value value, int64_t axis, int64_t start, int64_t end, int64_t step = 1);
  /// The value of one of two graphs.
  mlir::Value choose(mlir::Value condition, llvm::function_ref<mlir::Value()> then,
                     llvm::function_ref<mlir::Value()> otherwise);
  /// A loop of `count` iterations. `body` is given the iteration's number and the
  /// carried values, and returns those of the next one, then the rows of as many
  /// results as are collected.
  LoopOp
  loop(mlir::Value count, mlir::ValueRange initial, unsigned collected,
       llvm::function_ref<llvm::SmallVector<mlir::Value>(mlir::Value, mlir::ValueRange)> body);
  /// A loop of `count` iterations at most. `body` returns besides, before all else,
  /// whether there is to be another one. The extents of the last `changing` carried
  /// values may be others after each iteration.
  LoopOp
  loopWhile(mlir::Value count, mlir::ValueRange initial, unsigned changing, unsigned collected,
            llvm::function_ref<llvm::SmallVector<mlir::Value>(mlir::Value, mlir::ValueRange)> body);
  /// The outputs of a graph at these inputs: the operators of the graph become part of
  /// what is built. Its arguments and its end stay, for the owner to be erased with.
  llvm::SmallVector<mlir::Value> inlineGraph(mlir::Region &graph, mlir::ValueRange inputs);
  /// x + y, or x where y is absent.
  mlir::Value addIfGiven(mlir::Value x, mlir::Value y);

  SymbolicShapes &getShapes() { return shapes; }

private:
  SymbolicShapes &shapes;
  bool hasFailed = false;
};

/// A rule for the operator class `Op`. `rewrite` returns the values that replace
/// the results in order (null for one that nobody asked for), or failure, having
/// made nothing, when the rule does not apply.
template <typename Op> class Rewrite : public mlir::OpRewritePattern<Op> {
public:
  Rewrite(SymbolicShapes &shapes)
      : mlir::OpRewritePattern<Op>(shapes.getContext()), shapes(shapes) {}

  virtual llvm::FailureOr<llvm::SmallVector<mlir::Value>> rewrite(Op op,
                                                                  OperatorBuilder &b) const = 0;

  llvm::LogicalResult matchAndRewrite(Op op, mlir::PatternRewriter &rewriter) const override {
    OperatorBuilder b(op, rewriter, shapes);
    auto results = rewrite(op, b);
    if (failed(results))
      return mlir::failure();
    for (auto [result, value] : llvm::zip(op->getResults(), *results))
      if (!value)
        value = b.none();
    rewriter.replaceOp(op, *results);
    return mlir::success();
  }

protected:
  SymbolicShapes &shapes;
};

/// A constant of one element in `value`'s producer, as a double; nullopt when it
/// is no such constant (integers that a double does not hold count as none).
std::optional<double> constantScalar(mlir::Value value);

/// Applies the patterns to a function until none applies, with `shapes` kept in
/// step, then infers the function anew. Fails with diagnostics.
llvm::LogicalResult
rewriteFunction(mlir::func::FuncOp function,
                llvm::function_ref<void(mlir::RewritePatternSet &, SymbolicShapes &)> populate);

// One function a family: composite operators as simpler ones, …
#define CAMEO_ONNX_FAMILY(family)                                                                  \
  void populate##family##Decompositions(mlir::RewritePatternSet &, SymbolicShapes &);
#include "dialects/ONNX/Decompositions.def"
#undef CAMEO_ONNX_FAMILY
// … and operators that do nothing, or less than they seem to.
#define CAMEO_ONNX_FAMILY(family)                                                                  \
  void populate##family##Simplifications(mlir::RewritePatternSet &, SymbolicShapes &);
#include "dialects/ONNX/Simplifications.def"
#undef CAMEO_ONNX_FAMILY
/// Replaces operators that say themselves what they decompose to.
void populateCompositeDecompositions(mlir::RewritePatternSet &, SymbolicShapes &);

} // namespace cameo::onnx

#endif
