// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic that changes nothing.

#include "dialects/ONNX/Rewriting.h"
#include <cmath>

using namespace mlir;
using namespace cameo::onnx;

static bool isScalar(Value constant, Value other, double number) {
  auto value = constantScalar(constant);
  auto type = cast<ShapedType>(constant.getType());
  auto otherType = dyn_cast<RankedTensorType>(other.getType());
  if (value != number || !otherType || type.getRank() > otherType.getRank())
    return false;
  return !isa<FloatType>(type.getElementType()) || std::signbit(*value) == std::signbit(number);
}

namespace {
#include "dialects/ONNX/Math/Simplifications.inc"
} // namespace

void cameo::onnx::populateMathSimplifications(RewritePatternSet &patterns, SymbolicShapes &) {
  populateWithGenerated(patterns);
}
