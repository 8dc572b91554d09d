// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The common rules of shape inference.

#include "dialects/ONNX/ONNX.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace cameo::onnx;

bool InferenceContext::isAbsent(unsigned operand) const {
  return operand >= op->getNumOperands() || isa<NoneType>(op->getOperand(operand).getType());
}

Type InferenceContext::elementType(unsigned operand) const {
  return getElementTypeOrSelf(op->getOperand(operand).getType());
}

std::optional<Dims> InferenceContext::shape(unsigned operand) const {
  if (isAbsent(operand))
    return std::nullopt;
  return shapes.shapeOf(op->getOperand(operand));
}

FailureOr<Dims> InferenceContext::requireShape(unsigned operand) const {
  if (auto dims = shape(operand))
    return *dims;
  if (isAbsent(operand))
    return emitError() << "needs operand " << operand;
  return emitError() << "the rank of operand " << operand << " is not known at compile time";
}

std::optional<Dims> InferenceContext::values(unsigned operand, bool force) const {
  if (isAbsent(operand))
    return std::nullopt;
  return shapes.valuesOf(op->getOperand(operand), force);
}

std::optional<SmallVector<int64_t>> InferenceContext::constants(unsigned operand) const {
  auto elements = values(operand);
  if (!elements)
    return std::nullopt;
  return SymbolicShapes::constantsOf(*elements);
}

FailureOr<SmallVector<int64_t>> InferenceContext::requireConstants(unsigned operand,
                                                                   StringRef what) const {
  if (auto elements = constants(operand))
    return *elements;
  return emitError() << what << " must be known at compile time";
}

bool InferenceContext::isWanted(unsigned result) const {
  return result < op->getNumResults() && !isa<NoneType>(op->getResult(result).getType());
}

LogicalResult InferenceContext::setResult(unsigned result, Type element, Dims dims) {
  if (!isWanted(result))
    return success();
  for (auto [axis, dim] : llvm::enumerate(dims))
    if (auto extent = SymbolicShapes::constantOf(dim); extent && *extent < 0)
      return emitError() << "result " << result << " would have the negative extent " << *extent
                         << " in dimension " << axis;
  // Beyond this no machine addresses the elements, and their number overflows.
  constexpr int64_t maxElements = int64_t(1) << 46;
  int64_t elements = 1;
  for (AffineExpr dim : dims) {
    int64_t extent = std::max<int64_t>(SymbolicShapes::constantOf(dim).value_or(1), 1);
    if (llvm::MulOverflow(elements, extent, elements) || elements > maxElements)
      return emitError() << "result " << result << " would have more than 2^46 elements";
  }
  Value value = op->getResult(result);
  // What the model declares about an extent that inference cannot know is kept.
  if (auto declared = dyn_cast<RankedTensorType>(value.getType());
      declared && declared.getRank() == int64_t(dims.size()))
    for (auto [axis, dim] : llvm::enumerate(dims))
      if (!declared.isDynamicDim(axis) && isa<AffineSymbolExpr>(dim) &&
          shapes.nameOf(dim).empty()) {
        AffineExpr inferred = std::exchange(dim, constant(declared.getDimSize(axis)));
        // What nothing but the result tells is for its lowering to check.
        if (shapes.origin(inferred).value != value)
          assumeEqual(inferred, dim);
      }
  value.setType(SymbolicShapes::tensorType(dims, element));
  shapes.setShape(value, std::move(dims));
  return success();
}

LogicalResult InferenceContext::setResultType(unsigned result, Type type) {
  if (isWanted(result))
    op->getResult(result).setType(type);
  return success();
}

LogicalResult InferenceContext::setResultOfRank(unsigned result, Type element, int64_t rank) {
  if (!isWanted(result))
    return success();
  Dims dims;
  for (int64_t axis = 0; axis < rank; ++axis)
    dims.push_back(shapes.extentOf(op->getResult(result), axis));
  return setResult(result, element, dims);
}

void InferenceContext::setValues(unsigned result, Dims elements) {
  shapes.setValues(op->getResult(result), std::move(elements));
}

LogicalResult InferenceContext::inferLikeOperand(unsigned operand) {
  auto dims = requireShape(operand);
  if (failed(dims))
    return failure();
  return setResult(0, elementType(operand), *dims);
}

LogicalResult InferenceContext::requireSameElementTypes() const {
  Type first;
  for (unsigned i = 0; i < op->getNumOperands(); ++i) {
    if (isAbsent(i))
      continue;
    if (first && elementType(i) != first)
      return emitError() << "operands must have one element type, but have " << first << " and "
                         << elementType(i);
    first = elementType(i);
  }
  if (!first)
    return emitError() << "needs at least one operand";
  return success();
}

LogicalResult InferenceContext::inferBroadcast(Type element) {
  Dims dims;
  if (!element) {
    if (failed(requireSameElementTypes()))
      return failure();
    if (isAbsent(0))
      return emitError() << "needs operand 0";
  }
  for (unsigned i = 0; i < op->getNumOperands(); ++i) {
    if (isAbsent(i))
      continue;
    auto operand = requireShape(i);
    if (failed(operand))
      return failure();
    for (size_t k = 1; k <= std::min(dims.size(), operand->size()); ++k) {
      auto a = SymbolicShapes::constantOf(dims[dims.size() - k]);
      auto b = SymbolicShapes::constantOf((*operand)[operand->size() - k]);
      if (a && b && *a != *b && *a != 1 && *b != 1)
        return emitError() << "operands do not broadcast: extents " << *a << " and " << *b
                           << " in dimension -" << k;
    }
    dims = shapes.broadcast(dims, *operand);
  }
  return setResult(0, element ? element : elementType(0), dims);
}

LogicalResult InferenceContext::inferPredicate() {
  if (failed(requireSameElementTypes()))
    return failure();
  return inferBroadcast(IntegerType::get(op->getContext(), 1));
}

FailureOr<int64_t> InferenceContext::normalizeAxis(int64_t axis, int64_t rank) const {
  if (axis < -rank || axis >= rank)
    return emitError() << "axis " << axis << " is outside [" << -rank << ", " << rank - 1 << "]";
  return axis < 0 ? axis + rank : axis;
}

AffineExpr InferenceContext::declaredOr(AffineExpr extent, int64_t rank, int64_t axis) const {
  auto declared = dyn_cast<RankedTensorType>(op->getResult(0).getType());
  bool isDeclared = declared && declared.getRank() == rank && !declared.isDynamicDim(axis);
  return isDeclared && shapes.dependsOnData(extent) ? constant(declared.getDimSize(axis)) : extent;
}

Dims InferenceContext::computedDims(int64_t rank) const {
  auto declared = dyn_cast<RankedTensorType>(op->getResult(0).getType());
  Dims dims;
  for (int64_t axis = 0; axis < rank; ++axis)
    dims.push_back(declared && declared.getRank() == rank && !declared.isDynamicDim(axis)
                       ? constant(declared.getDimSize(axis))
                       : shapes.extentOf(op->getResult(0), axis));
  return dims;
}
