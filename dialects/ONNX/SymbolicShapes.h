// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Shapes as affine expressions of symbolic dims, and the propagation of small
// integer tensors through shape computations. Two dims are known to be equal
// when their expressions are the same; every dim of a graph can be computed
// from the symbols' origins alone.

#ifndef CAMEO_ONNX_SYMBOLICSHAPES_H
#define CAMEO_ONNX_SYMBOLICSHAPES_H

#include "mlir/IR/AffineExpr.h"
#include "mlir/IR/Value.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include <optional>

namespace cameo::onnx {

using Dims = llvm::SmallVector<mlir::AffineExpr, 4>;

/// Where the value of a symbol comes from.
struct SymbolOrigin {
  enum Kind {
    Extent,    // the extent of dimension `index` of `value`
    Element,   // element `index` (row-major) of the integer tensor `value`
    Max,       // max(lhs, rhs)
    Min,       // min(lhs, rhs)
    Broadcast, // rhs where lhs is 1, else lhs
    Known,     // `value` itself, an index: what a lowering has computed
  };
  Kind kind;
  mlir::Value value;
  int64_t index = 0;
  mlir::AffineExpr lhs, rhs;
};

/// What a rule of inference takes for granted, and only a run can confirm.
struct Assumption {
  enum Kind { Equal, AtMost, OneOr } kind; // OneOr: lhs is 1 or rhs
  mlir::AffineExpr lhs, rhs;
  bool operator==(const Assumption &other) const {
    return kind == other.kind && lhs == other.lhs && rhs == other.rhs;
  }
};

/// What is known of the shapes and small integer contents of the values of one
/// function. Scalars and vectors of up to `maxElements` elements are tracked.
class SymbolicShapes {
public:
  static constexpr int64_t maxElements = 64;

  explicit SymbolicShapes(mlir::MLIRContext *context) : context(context) {}

  /// The extents of `value`; nullopt when it is not a tensor of known rank.
  std::optional<Dims> shapeOf(mlir::Value value);
  /// The elements of an integer or boolean tensor, row-major, or nullopt. With
  /// `force`, a tensor of known length whose elements are unknown gets symbols for them.
  std::optional<Dims> valuesOf(mlir::Value value, bool force = false);

  void setShape(mlir::Value value, Dims dims) { shapes[value] = std::move(dims); }
  void setValues(mlir::Value value, Dims elements);
  /// Forgets `value`, before it is erased.
  void erase(mlir::Value value);
  /// Forgets an operation and its results, before it is erased.
  void erase(mlir::Operation *op);
  /// Forgets what is known inside a region, which is to be inferred anew.
  void forget(mlir::Region &region);

  mlir::AffineExpr constant(int64_t value);
  /// The symbol named `name`, with `value`'s extent `index` as origin when new.
  mlir::AffineExpr named(llvm::StringRef name, mlir::Value value, int64_t index);
  mlir::AffineExpr extentOf(mlir::Value value, int64_t index);
  mlir::AffineExpr elementOf(mlir::Value value, int64_t index);
  mlir::AffineExpr known(mlir::Value index);
  mlir::AffineExpr max(mlir::AffineExpr a, mlir::AffineExpr b);
  mlir::AffineExpr min(mlir::AffineExpr a, mlir::AffineExpr b);
  /// The product of extents: the number of elements.
  mlir::AffineExpr product(llvm::ArrayRef<mlir::AffineExpr> dims);
  /// a / b where b is known to divide a: cancels common factors.
  mlir::AffineExpr exactDiv(mlir::AffineExpr a, mlir::AffineExpr b);
  /// Whether b is a times something, by its factors; false when that is not known.
  bool divides(mlir::AffineExpr a, mlir::AffineExpr b) const;

  /// Whether the value is at least 0 for all extents; false when that is not known.
  bool isNonNegative(mlir::AffineExpr expr) const;
  /// Whether the value depends on an element of a tensor known only at run time.
  bool dependsOnData(mlir::AffineExpr expr) const;
  /// Whether the value depends on one that is defined inside the region.
  bool dependsOn(mlir::AffineExpr expr, mlir::Region &region) const;

  /// The extent of one dimension of numpy's broadcast of two.
  mlir::AffineExpr broadcast(mlir::AffineExpr a, mlir::AffineExpr b);
  Dims broadcast(llvm::ArrayRef<mlir::AffineExpr> a, llvm::ArrayRef<mlir::AffineExpr> b);

  /// Notes what the operation's rule assumes, to be checked where it is lowered.
  /// False when it is known to be wrong.
  bool assume(mlir::Operation *op, Assumption assumption);
  llvm::ArrayRef<Assumption> assumptionsOf(mlir::Operation *op) const;

  const SymbolOrigin &origin(mlir::AffineExpr symbol) const;
  /// The name of the symbol when it has one, else empty.
  llvm::StringRef nameOf(mlir::AffineExpr symbol) const;
  size_t numSymbols() const { return origins.size(); }

  /// The tensor type with these extents; what is not constant is dynamic.
  static mlir::RankedTensorType tensorType(llvm::ArrayRef<mlir::AffineExpr> dims,
                                           mlir::Type element);
  /// The extent when it is constant.
  static std::optional<int64_t> constantOf(mlir::AffineExpr expr);
  static std::optional<llvm::SmallVector<int64_t>> constantsOf(llvm::ArrayRef<mlir::AffineExpr>);

  /// Inference may change what it infers (see ControlFlow/Continuations.h): how
  /// often it has.
  unsigned rewritings() const { return numRewritings; }
  void noteRewriting() { ++numRewritings; }

  mlir::MLIRContext *getContext() const { return context; }

private:
  mlir::AffineExpr intern(SymbolOrigin origin);
  mlir::AffineExpr add(SymbolOrigin origin, llvm::StringRef name);

  mlir::MLIRContext *context;
  unsigned numRewritings = 0;
  llvm::DenseMap<mlir::Value, Dims> shapes, values;
  llvm::SmallVector<SymbolOrigin> origins;
  llvm::SmallVector<std::string> names;
  llvm::StringMap<unsigned> byName; // symbols by what they were made of
  llvm::DenseMap<
      std::tuple<unsigned, mlir::Value, int64_t, mlir::AffineExpr, mlir::AffineExpr>, unsigned>
      byOrigin;
  llvm::DenseMap<mlir::Value, llvm::SmallVector<unsigned, 2>> byValue;
  llvm::DenseMap<mlir::Operation *, llvm::SmallVector<Assumption, 2>> assumptions;
};

} // namespace cameo::onnx

#endif
