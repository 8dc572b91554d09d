// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Element-by-element evaluation of shape computations, and what can be proved
// of the signs of expressions.

#include "dialects/ONNX/Values.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace cameo::onnx;

static bool isFollowed(Type element) {
  return element.isSignlessInteger(1) || element.isSignlessInteger(32) ||
         element.isSignlessInteger(64);
}

void cameo::onnx::combineValues(InferenceContext &ctx,
                                llvm::function_ref<AffineExpr(Elements)> combine) {
  Operation *op = ctx.getOperation();
  auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
  if (!type || !type.hasStaticShape() || type.getNumElements() > SymbolicShapes::maxElements ||
      !isFollowed(type.getElementType()))
    return;
  size_t count = type.getNumElements();
  SmallVector<Dims> operands;
  for (unsigned i = 0; i < op->getNumOperands(); ++i) {
    if (ctx.isAbsent(i))
      continue;
    auto values = ctx.values(i);
    if (!values || !isFollowed(ctx.elementType(i)) ||
        (values->size() != count && values->size() != 1))
      return;
    operands.push_back(*values);
  }
  Dims result;
  for (size_t i = 0; i < count; ++i) {
    Dims elements;
    for (const Dims &values : operands)
      elements.push_back(values.size() == 1 ? values[0] : values[i]);
    AffineExpr element = combine(elements);
    if (!element)
      return;
    // What wraps at run time is not followed.
    if (auto constant = SymbolicShapes::constantOf(element);
        constant && type.getElementTypeBitWidth() == 32 && !llvm::isInt<32>(*constant))
      return;
    result.push_back(element);
  }
  ctx.setValues(0, result);
}

std::optional<int64_t> cameo::onnx::lowerBound(SymbolicShapes &shapes, AffineExpr expr) {
  if (auto constant = SymbolicShapes::constantOf(expr))
    return constant;
  if (isa<AffineSymbolExpr>(expr)) {
    const SymbolOrigin origin = shapes.origin(expr);
    if (origin.kind == SymbolOrigin::Extent)
      return 0;
    if (origin.kind == SymbolOrigin::Element)
      return std::nullopt;
    auto lhs = lowerBound(shapes, origin.lhs), rhs = lowerBound(shapes, origin.rhs);
    if (origin.kind == SymbolOrigin::Max && (lhs || rhs))
      return lhs && rhs ? std::max(*lhs, *rhs) : lhs ? lhs : rhs;
    if (origin.kind != SymbolOrigin::Max && lhs && rhs)
      return std::min(*lhs, *rhs);
    return std::nullopt;
  }
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  if (!binary)
    return std::nullopt;
  auto lhs = lowerBound(shapes, binary.getLHS()), rhs = lowerBound(shapes, binary.getRHS());
  if (!lhs || !rhs)
    return std::nullopt;
  int64_t bound;
  switch (expr.getKind()) {
  case AffineExprKind::Add:
    return llvm::AddOverflow(*lhs, *rhs, bound) ? std::nullopt : std::optional(bound);
  case AffineExprKind::Mul:
    if (*lhs < 0 || *rhs < 0 || llvm::MulOverflow(*lhs, *rhs, bound))
      return std::nullopt;
    return bound;
  case AffineExprKind::FloorDiv:
  case AffineExprKind::CeilDiv:
  case AffineExprKind::Mod:
    if (*lhs < 0 || *rhs < 1)
      return std::nullopt;
    return 0;
  default:
    return std::nullopt;
  }
}

std::optional<bool> cameo::onnx::isLess(SymbolicShapes &shapes, AffineExpr a, AffineExpr b) {
  if (auto bound = lowerBound(shapes, b - a); bound && *bound > 0)
    return true;
  if (auto bound = lowerBound(shapes, a - b); bound && *bound >= 0)
    return false;
  return std::nullopt;
}

std::optional<bool> cameo::onnx::isEqual(SymbolicShapes &shapes, AffineExpr a, AffineExpr b) {
  if (a == b)
    return true;
  if (isLess(shapes, a, b) == true || isLess(shapes, b, a) == true)
    return false;
  return std::nullopt;
}
