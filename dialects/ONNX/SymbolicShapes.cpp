// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Symbols are interned by origin, so that the same extent is always the same expression.

#include "dialects/ONNX/ONNX.h"

using namespace mlir;
using namespace cameo::onnx;

AffineExpr SymbolicShapes::constant(int64_t value) { return getAffineConstantExpr(value, context); }

AffineExpr SymbolicShapes::add(SymbolOrigin origin, StringRef name) {
  origins.push_back(origin);
  names.push_back(name.str());
  if (origin.value)
    byValue[origin.value].push_back(origins.size() - 1);
  return getAffineSymbolExpr(origins.size() - 1, context);
}

AffineExpr SymbolicShapes::intern(SymbolOrigin origin) {
  auto [known, isNew] = byOrigin.try_emplace(
      {origin.kind, origin.value, origin.index, origin.lhs, origin.rhs}, origins.size());
  return isNew ? add(origin, "") : getAffineSymbolExpr(known->second, context);
}

AffineExpr SymbolicShapes::named(StringRef name, Value value, int64_t index) {
  auto [known, isNew] = byName.try_emplace(name, origins.size());
  return isNew ? add({SymbolOrigin::Extent, value, index, {}, {}}, name)
               : getAffineSymbolExpr(known->second, context);
}

AffineExpr SymbolicShapes::extentOf(Value value, int64_t index) {
  return intern({SymbolOrigin::Extent, value, index, {}, {}});
}

AffineExpr SymbolicShapes::elementOf(Value value, int64_t index) {
  return intern({SymbolOrigin::Element, value, index, {}, {}});
}

AffineExpr SymbolicShapes::known(Value index) {
  return intern({SymbolOrigin::Known, index, 0, {}, {}});
}

// A total order of expressions, so that max(a, b) and max(b, a) are one symbol;
// the same in every compilation of a model.
static int compare(AffineExpr a, AffineExpr b) {
  if (a == b)
    return 0;
  if (a.getKind() != b.getKind())
    return a.getKind() < b.getKind() ? -1 : 1;
  if (auto constant = dyn_cast<AffineConstantExpr>(a))
    return constant.getValue() < cast<AffineConstantExpr>(b).getValue() ? -1 : 1;
  if (auto symbol = dyn_cast<AffineSymbolExpr>(a))
    return symbol.getPosition() < cast<AffineSymbolExpr>(b).getPosition() ? -1 : 1;
  auto x = cast<AffineBinaryOpExpr>(a), y = cast<AffineBinaryOpExpr>(b);
  int left = compare(x.getLHS(), y.getLHS());
  return left ? left : compare(x.getRHS(), y.getRHS());
}

static bool precedes(AffineExpr a, AffineExpr b) { return compare(a, b) < 0; }

AffineExpr SymbolicShapes::max(AffineExpr a, AffineExpr b) {
  if (auto difference = constantOf(a - b))
    return *difference >= 0 ? a : b;
  if (precedes(b, a))
    std::swap(a, b);
  return intern({SymbolOrigin::Max, {}, 0, a, b});
}

AffineExpr SymbolicShapes::min(AffineExpr a, AffineExpr b) {
  if (auto difference = constantOf(a - b))
    return *difference <= 0 ? a : b;
  if (precedes(b, a))
    std::swap(a, b);
  return intern({SymbolOrigin::Min, {}, 0, a, b});
}

AffineExpr SymbolicShapes::product(ArrayRef<AffineExpr> dims) {
  AffineExpr result = constant(1);
  for (AffineExpr dim : dims)
    result = result * dim;
  return result;
}

// The factors of a product, constants multiplied into `coefficient`.
static void factorize(AffineExpr expr, int64_t &coefficient, SmallVectorImpl<AffineExpr> &factors) {
  if (auto constant = dyn_cast<AffineConstantExpr>(expr)) {
    coefficient *= constant.getValue();
  } else if (auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
             binary && binary.getKind() == AffineExprKind::Mul) {
    factorize(binary.getLHS(), coefficient, factors);
    factorize(binary.getRHS(), coefficient, factors);
  } else {
    factors.push_back(expr);
  }
}

AffineExpr SymbolicShapes::exactDiv(AffineExpr a, AffineExpr b) {
  int64_t numerator = 1, denominator = 1;
  SmallVector<AffineExpr> above, below;
  factorize(a, numerator, above);
  factorize(b, denominator, below);
  for (AffineExpr factor : llvm::make_early_inc_range(below))
    if (auto *it = llvm::find(above, factor); it != above.end()) {
      above.erase(it);
      below.erase(llvm::find(below, factor));
      return exactDiv(product(above) * numerator, product(below) * denominator);
    }
  AffineExpr top = product(above) * numerator;
  if (below.empty() && denominator != 0)
    return top.floorDiv(denominator);
  return top.floorDiv(product(below) * denominator);
}

bool SymbolicShapes::divides(AffineExpr a, AffineExpr b) const {
  int64_t numerator = 1, denominator = 1;
  SmallVector<AffineExpr> above, below;
  factorize(b, numerator, above);
  factorize(a, denominator, below);
  for (AffineExpr factor : below) {
    auto *it = llvm::find(above, factor);
    if (it == above.end())
      return false;
    above.erase(it);
  }
  return denominator != 0 && numerator % denominator == 0;
}

AffineExpr SymbolicShapes::broadcast(AffineExpr a, AffineExpr b) {
  // An extent of 1 yields to the other; equal ones agree; a constant other than
  // 1 wins over an unknown one, which must be it or 1. A maximum would not do: of
  // 1 and 0 it is 0.
  auto ca = constantOf(a), cb = constantOf(b);
  if (a == b || cb == 1)
    return a;
  if (ca == 1)
    return b;
  if (ca)
    return a;
  if (cb)
    return b;
  if (precedes(b, a))
    std::swap(a, b);
  return intern({SymbolOrigin::Broadcast, {}, 0, a, b});
}

Dims SymbolicShapes::broadcast(ArrayRef<AffineExpr> a, ArrayRef<AffineExpr> b) {
  if (a.size() < b.size())
    std::swap(a, b);
  Dims result(a);
  size_t offset = a.size() - b.size();
  for (size_t i = 0; i < b.size(); ++i)
    result[offset + i] = broadcast(a[offset + i], b[i]);
  return result;
}

std::optional<Dims> SymbolicShapes::shapeOf(Value value) {
  if (auto it = shapes.find(value); it != shapes.end())
    return it->second;
  auto type = dyn_cast<RankedTensorType>(value.getType());
  if (!type)
    return std::nullopt;
  Dims dims;
  for (int64_t i = 0; i < type.getRank(); ++i)
    dims.push_back(type.isDynamicDim(i) ? extentOf(value, i) : constant(type.getDimSize(i)));
  shapes[value] = dims;
  return dims;
}

std::optional<Dims> SymbolicShapes::valuesOf(Value value, bool force) {
  if (auto it = values.find(value); it != values.end())
    return it->second;
  auto type = dyn_cast<RankedTensorType>(value.getType());
  if (!type || !type.getElementType().isInteger() || !type.hasStaticShape() ||
      type.getNumElements() > maxElements)
    return std::nullopt;
  Dims elements;
  DenseIntElementsAttr attribute;
  if (matchPattern(value, m_Constant(&attribute))) {
    bool isUnsigned = type.getElementType().isUnsignedInteger() || type.getElementType().isInteger(1);
    for (const APInt &element : attribute.getValues<APInt>())
      elements.push_back(constant(isUnsigned ? element.getZExtValue() : element.getSExtValue()));
  } else if (force) {
    for (int64_t i = 0, e = type.getNumElements(); i < e; ++i)
      elements.push_back(elementOf(value, i));
  } else {
    return std::nullopt;
  }
  values[value] = elements;
  return elements;
}

void SymbolicShapes::setValues(Value value, Dims elements) {
  if (elements.size() <= size_t(maxElements))
    values[value] = std::move(elements);
}

void SymbolicShapes::erase(Value value) {
  shapes.erase(value);
  values.erase(value);
  // A later value at the same address is another one.
  for (unsigned symbol : byValue.lookup(value)) {
    SymbolOrigin &origin = origins[symbol];
    byOrigin.erase({origin.kind, origin.value, origin.index, origin.lhs, origin.rhs});
    origin.value = {};
  }
  byValue.erase(value);
}

void SymbolicShapes::forget(Region &region) {
  auto forget = [&](Value value) {
    shapes.erase(value);
    values.erase(value);
  };
  llvm::for_each(region.getArguments(), forget);
  region.walk([&](Operation *op) {
    assumptions.erase(op);
    llvm::for_each(op->getResults(), forget);
    for (Region &inner : op->getRegions())
      llvm::for_each(inner.getArguments(), forget);
  });
}

void SymbolicShapes::erase(Operation *op) {
  // What is inside goes with it.
  op->walk([&](Operation *inner) {
    assumptions.erase(inner);
    for (Value result : inner->getResults())
      erase(result);
    for (Region &region : inner->getRegions())
      for (Value argument : region.getArguments())
        erase(argument);
  });
}

bool SymbolicShapes::assume(Operation *op, Assumption assumption) {
  if (assumption.lhs == assumption.rhs)
    return true;
  auto lhs = constantOf(assumption.lhs), rhs = constantOf(assumption.rhs);
  if (lhs && rhs)
    return assumption.kind == Assumption::AtMost
               ? *lhs <= *rhs
               : assumption.kind == Assumption::OneOr && *lhs == 1;
  if (assumption.kind == Assumption::OneOr && lhs == 1)
    return true;
  auto &known = assumptions[op];
  if (!llvm::is_contained(known, assumption))
    known.push_back(assumption);
  return true;
}

ArrayRef<Assumption> SymbolicShapes::assumptionsOf(Operation *op) const {
  auto it = assumptions.find(op);
  return it == assumptions.end() ? ArrayRef<Assumption>() : ArrayRef(it->second);
}

const SymbolOrigin &SymbolicShapes::origin(AffineExpr symbol) const {
  return origins[cast<AffineSymbolExpr>(symbol).getPosition()];
}

StringRef SymbolicShapes::nameOf(AffineExpr symbol) const {
  return names[cast<AffineSymbolExpr>(symbol).getPosition()];
}

RankedTensorType SymbolicShapes::tensorType(ArrayRef<AffineExpr> dims, Type element) {
  SmallVector<int64_t> extents;
  for (AffineExpr dim : dims)
    extents.push_back(constantOf(dim).value_or(ShapedType::kDynamic));
  return RankedTensorType::get(extents, element);
}

std::optional<int64_t> SymbolicShapes::constantOf(AffineExpr expr) {
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return constant.getValue();
  return std::nullopt;
}

std::optional<SmallVector<int64_t>> SymbolicShapes::constantsOf(ArrayRef<AffineExpr> exprs) {
  SmallVector<int64_t> result;
  for (AffineExpr expr : exprs) {
    auto value = constantOf(expr);
    if (!value)
      return std::nullopt;
    result.push_back(*value);
  }
  return result;
}

bool SymbolicShapes::isNonNegative(AffineExpr expr) const {
  if (auto constant = constantOf(expr))
    return *constant >= 0;
  if (isa<AffineSymbolExpr>(expr)) {
    const SymbolOrigin &from = origin(expr);
    switch (from.kind) {
    case SymbolOrigin::Extent:
    case SymbolOrigin::Known:
      return true;
    case SymbolOrigin::Element:
      return false;
    case SymbolOrigin::Max:
      return isNonNegative(from.lhs) || isNonNegative(from.rhs);
    case SymbolOrigin::Min:
    case SymbolOrigin::Broadcast:
      return isNonNegative(from.lhs) && isNonNegative(from.rhs);
    }
  }
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  return binary && (expr.getKind() == AffineExprKind::Mod ||
                    (isNonNegative(binary.getLHS()) && isNonNegative(binary.getRHS())));
}

bool SymbolicShapes::dependsOn(AffineExpr expr, Region &region) const {
  if (isa<AffineSymbolExpr>(expr)) {
    SymbolOrigin from = origin(expr);
    if (from.value)
      return region.isAncestor(from.value.getParentRegion());
    return from.lhs && (dependsOn(from.lhs, region) || dependsOn(from.rhs, region));
  }
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  return binary && (dependsOn(binary.getLHS(), region) || dependsOn(binary.getRHS(), region));
}

bool SymbolicShapes::dependsOnData(AffineExpr expr) const {
  if (isa<AffineSymbolExpr>(expr)) {
    const SymbolOrigin &from = origin(expr);
    return from.kind == SymbolOrigin::Element ||
           (from.lhs && (dependsOnData(from.lhs) || dependsOnData(from.rhs)));
  }
  auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
  return binary && (dependsOnData(binary.getLHS()) || dependsOnData(binary.getRHS()));
}
