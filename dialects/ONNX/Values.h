// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Integer arithmetic of shape computations on expressions: what elementwise
// operators' inferValues share. Only bool, i32 and i64 elements are followed:
// narrower ones could wrap, and no exporter computes shapes in them.

#ifndef CAMEO_ONNX_VALUES_H
#define CAMEO_ONNX_VALUES_H

#include "dialects/ONNX/InferenceContext.h"

namespace cameo::onnx {

using Elements = llvm::ArrayRef<mlir::AffineExpr>;

/// Result element i = combine(operand elements at i), where every operand has one
/// element or as many as the result. A null expression gives up.
void combineValues(InferenceContext &ctx, llvm::function_ref<mlir::AffineExpr(Elements)> combine);

/// A bound that the expression cannot go below, when one is known: extents are
/// not negative, elements of tensors may be anything.
std::optional<int64_t> lowerBound(SymbolicShapes &shapes, mlir::AffineExpr expr);
/// a < b when it can be decided for every value of the symbols.
std::optional<bool> isLess(SymbolicShapes &shapes, mlir::AffineExpr a, mlir::AffineExpr b);
/// a = b, likewise.
std::optional<bool> isEqual(SymbolicShapes &shapes, mlir::AffineExpr a, mlir::AffineExpr b);

} // namespace cameo::onnx

#endif
