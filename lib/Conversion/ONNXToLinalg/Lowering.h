// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the lowering rules share: the pattern class, extents from symbolic dims,
// and short ways to build structured operations.

#ifndef CAMEO_ONNXTOLINALG_LOWERING_H
#define CAMEO_ONNXTOLINALG_LOWERING_H

#include "dialects/Cameo/Cameo.h"
#include "dialects/ONNX/ONNX.h"
#include "lib/Conversion/ONNXToLinalg/ONNXToLinalg.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/Transforms/DialectConversion.h"

namespace cameo {

using onnx::Assumption;

/// The element types of a sum of products.
struct ProductTypes {
  mlir::Type lhs, rhs, sum;
};

/// Builds one operator's lowering at the operator's location.
class LoweringBuilder : public mlir::ImplicitLocOpBuilder {
public:
  LoweringBuilder(mlir::Operation *op, mlir::ConversionPatternRewriter &rewriter,
                  onnx::SymbolicShapes &shapes)
      : ImplicitLocOpBuilder(op->getLoc(), rewriter), op(op), rewriter(rewriter), shapes(shapes) {}

  using Body = llvm::function_ref<mlir::Value(mlir::ImplicitLocOpBuilder &, mlir::ValueRange)>;

  /// The extent as an attribute when constant, else as an `index` computed from
  /// the origins of its symbols.
  mlir::OpFoldResult extent(mlir::AffineExpr expr);
  mlir::Value index(mlir::AffineExpr expr);
  mlir::Value index(int64_t value);
  /// The type that holds elements inside of a program: signless (ui8 → i8), and a
  /// byte for what is smaller, or a float of a byte.
  static mlir::Type signless(mlir::Type element);
  /// The shape of a value of the original function, which must be a ranked tensor.
  onnx::Dims dimsOf(mlir::Value original) { return *shapes.shapeOf(original); }

  /// The run ends with an error unless the condition holds.
  void require(mlir::Value condition) { RequireOp::create(*this, condition); }
  void require(Assumption assumption);
  void requireEqual(mlir::Value a, mlir::Value b);
  void requireEqual(mlir::AffineExpr a, mlir::AffineExpr b) { require({Assumption::Equal, a, b}); }
  /// The extent of a result as the run computes it: in place of the symbol, if
  /// nothing else is known of it; else the run checks that it is `extent`.
  mlir::AffineExpr settle(mlir::AffineExpr extent, mlir::Value value);
  /// Elements of a dimension are read for each element of a result of extents
  /// `to`: it has some, or the result has none.
  void requireSome(mlir::AffineExpr extent, llvm::ArrayRef<mlir::AffineExpr> to);
  /// What inference assumed of the operation. Before the operation's lowering.
  void requireAssumptions(mlir::Operation *op);

  /// An uninitialised tensor, or one filled with a scalar.
  mlir::Value empty(llvm::ArrayRef<mlir::AffineExpr> dims, mlir::Type element);
  mlir::Value filled(llvm::ArrayRef<mlir::AffineExpr> dims, mlir::Value scalar);
  mlir::Value zero(mlir::Type element);

  /// y[d0, …] = body(ins[maps…]) for every element of a tensor of extents `dims`.
  mlir::Value map(llvm::ArrayRef<mlir::AffineExpr> dims, mlir::Type element, mlir::ValueRange ins,
                  llvm::ArrayRef<mlir::AffineMap> maps, Body body);
  /// Accumulates over the dimensions that `out` does not mention: acc starts as
  /// `init`; `body` gets the operand elements and then acc. `loops` are the
  /// extents of all dimensions, of which at least one operand has each.
  mlir::Value reduce(llvm::ArrayRef<mlir::AffineExpr> resultDims, mlir::Value init,
                     mlir::ValueRange ins, llvm::ArrayRef<mlir::AffineMap> maps,
                     mlir::AffineMap out, Body body);
  /// The operand of extents `from` read at the broadcast position in a result of
  /// extents `to`: the value to read and the map to read it with. Where it is
  /// known only at run time whether an extent is 1, the value is a copy.
  std::pair<mlir::Value, mlir::AffineMap> broadcast(mlir::Value value,
                                                    llvm::ArrayRef<mlir::AffineExpr> from,
                                                    llvm::ArrayRef<mlir::AffineExpr> to);
  /// The same elements in row-major order with other extents (equal product).
  mlir::Value reshape(mlir::Value value, llvm::ArrayRef<mlir::AffineExpr> from,
                      llvm::ArrayRef<mlir::AffineExpr> to);
  /// y[i0, …] = x[…] with dimension k of y being dimension perm[k] of x.
  mlir::Value transpose(mlir::Value value, llvm::ArrayRef<mlir::AffineExpr> from,
                        llvm::ArrayRef<int64_t> perm);

  /// y[i] = x[starts + steps * i]: a part of a tensor, with extents `to`.
  mlir::Value slice(mlir::Value value, llvm::ArrayRef<mlir::AffineExpr> from,
                    llvm::ArrayRef<mlir::AffineExpr> starts, llvm::ArrayRef<int64_t> steps,
                    llvm::ArrayRef<mlir::AffineExpr> to);
  /// The same elements converted to another element type of the same kind; extents `dims`.
  mlir::Value convert(mlir::Value value, llvm::ArrayRef<mlir::AffineExpr> dims, mlir::Type element);
  /// The type in which products and sums of elements are accumulated.
  static mlir::Type accumulator(mlir::Type element);
  /// The sum of products of the elements of two operands, over the dimensions that
  /// `out` does not mention, in the accumulator type. Loops are in the order
  /// batch…, m, n, k. `types` are the operands' elements with their signs and the
  /// type they are converted to before they are multiplied.
  mlir::Value contract(llvm::ArrayRef<mlir::AffineExpr> resultDims, mlir::Value lhs,
                       mlir::AffineMap lhsMap, mlir::Value rhs, mlir::AffineMap rhsMap,
                       mlir::AffineMap out, std::optional<ProductTypes> types = std::nullopt);
  /// A data-dependent index made safe for a read of a dimension of `extent`:
  /// negative ones count from the end, and all are clamped.
  static mlir::Value safeIndex(mlir::ImplicitLocOpBuilder &b, mlir::Value index, mlir::Value extent);
  /// A small integer tensor whose elements inference knows, computed from the
  /// symbols; null when it does not know them.
  mlir::Value knownElements(mlir::Value original);

  onnx::SymbolicShapes &getShapes() { return shapes; }
  mlir::ConversionPatternRewriter &getRewriter() { return rewriter; }

private:
  mlir::Value symbol(mlir::AffineExpr symbol);

  mlir::Operation *op;
  mlir::ConversionPatternRewriter &rewriter;
  onnx::SymbolicShapes &shapes;
};

/// A rule for the operator class `Op`. `lower` returns the converted results in
/// order (null for an absent one), or failure after a diagnostic at the operator.
template <typename Op> class Lowering : public mlir::OpConversionPattern<Op> {
public:
  using Adaptor = typename mlir::OpConversionPattern<Op>::OpAdaptor;
  Lowering(const mlir::TypeConverter &converter, onnx::SymbolicShapes &shapes)
      : mlir::OpConversionPattern<Op>(converter, shapes.getContext()), shapes(shapes) {}

  virtual llvm::FailureOr<llvm::SmallVector<mlir::Value>> lower(Op op, Adaptor operands,
                                                                LoweringBuilder &b) const = 0;

  llvm::LogicalResult matchAndRewrite(Op op, Adaptor operands,
                                      mlir::ConversionPatternRewriter &rewriter) const override {
    LoweringBuilder b(op, rewriter, shapes);
    b.requireAssumptions(op);
    if (op->getNumResults() == 1)
      if (mlir::Value known = b.knownElements(op->getResult(0))) {
        rewriter.replaceOp(op, known);
        return mlir::success();
      }
    auto results = lower(op, operands, b);
    if (failed(results))
      return mlir::failure();
    // What the model declares beyond what inference knows is checked.
    for (auto [result, original] : llvm::zip(*results, op->getResults()))
      if (auto type = llvm::dyn_cast<mlir::RankedTensorType>(
              this->getTypeConverter()->convertType(original.getType()));
          type && result && result.getType() != type)
        result = mlir::tensor::CastOp::create(b, type, result);
    rewriter.replaceOp(op, *results);
    return mlir::success();
  }

private:
  onnx::SymbolicShapes &shapes;
};

} // namespace cameo

#endif
