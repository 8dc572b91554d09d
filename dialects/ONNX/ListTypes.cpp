// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The types of sequences, maps and optional values, which the run has as lists.

#include "dialects/ONNX/ONNX.h"

using namespace mlir;
using namespace cameo::onnx;

bool cameo::onnx::isList(Type type) { return isa<SequenceType, MapType, OptionalType>(type); }

Type cameo::onnx::listElement(Type type) {
  while (true) {
    if (auto optional = dyn_cast<OptionalType>(type))
      type = optional.getElementType();
    else if (auto sequence = dyn_cast<SequenceType>(type))
      type = sequence.getElementType();
    else if (auto map = dyn_cast<MapType>(type))
      return map.getValueType();
    else
      break;
  }
  return isa<TensorType, UnknownType>(type) ? getElementTypeOrSelf(type) : Type();
}

Type cameo::onnx::joinTypes(Type a, Type b) {
  if (a == b || isa<UnknownType>(b))
    return a;
  if (isa<UnknownType>(a))
    return b;
  auto optionalA = dyn_cast<OptionalType>(a), optionalB = dyn_cast<OptionalType>(b);
  if (optionalA || optionalB) {
    Type element = joinTypes(optionalA ? optionalA.getElementType() : a,
                             optionalB ? optionalB.getElementType() : b);
    return element ? OptionalType::get(a.getContext(), element) : Type();
  }
  auto sequenceA = dyn_cast<SequenceType>(a), sequenceB = dyn_cast<SequenceType>(b);
  if (sequenceA && sequenceB) {
    Type element = joinTypes(sequenceA.getElementType(), sequenceB.getElementType());
    return element ? SequenceType::get(a.getContext(), element) : Type();
  }
  auto tensorA = dyn_cast<TensorType>(a), tensorB = dyn_cast<TensorType>(b);
  if (!tensorA || !tensorB || tensorA.getElementType() != tensorB.getElementType())
    return {};
  if (!tensorA.hasRank() || !tensorB.hasRank() || tensorA.getRank() != tensorB.getRank())
    return UnrankedTensorType::get(tensorA.getElementType());
  SmallVector<int64_t> shape;
  for (auto [x, y] : llvm::zip(tensorA.getShape(), tensorB.getShape()))
    shape.push_back(x == y ? x : ShapedType::kDynamic);
  return RankedTensorType::get(shape, tensorA.getElementType());
}
