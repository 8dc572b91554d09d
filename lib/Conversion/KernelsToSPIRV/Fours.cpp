// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known to be aligned, and the accesses.

#include "lib/Conversion/KernelsToSPIRV/Fours.h"
#include "dialects/Cameo/Cameo.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace cameo;

bool cameo::comesInFours(Type element) {
  if (!element.isIntOrFloat())
    return false;
  unsigned bits = element.getIntOrFloatBitWidth();
  return bits == 8 || bits == 16 || bits == 32;
}

bool cameo::isMultipleOfFour(Value value) {
  if (auto known = getConstantIntValue(value))
    return *known % 4 == 0;
  if (auto product = value.getDefiningOp<arith::MulIOp>())
    return isMultipleOfFour(product.getLhs()) || isMultipleOfFour(product.getRhs());
  if (auto sum = value.getDefiningOp<arith::AddIOp>())
    return isMultipleOfFour(sum.getLhs()) && isMultipleOfFour(sum.getRhs());
  return false;
}

bool cameo::hasRowsOfFours(Value buffer) {
  auto type = dyn_cast<MemRefType>(buffer.getType());
  if (!type || type.getRank() == 0 || !comesInFours(type.getElementType()))
    return false;
  if (auto view = buffer.getDefiningOp<memref::SubViewOp>()) {
    // Innermost it begins at a multiple of four; the other dimensions step by rows.
    auto offset = getConstantIntValue(view.getMixedOffsets().back());
    return offset && *offset % 4 == 0 && getConstantIntValue(view.getMixedStrides().back()) == 1 &&
           !view.getDroppedDims().test(view.getSourceType().getRank() - 1) &&
           hasRowsOfFours(view.getSource());
  }
  int64_t innermost = type.getShape().back();
  return buffer.getDefiningOp<BufferOp>() && !ShapedType::isDynamic(innermost) &&
         innermost % 4 == 0;
}

Value cameo::loadWide(ImplicitLocOpBuilder &b, Value buffer, ValueRange indices, int64_t width) {
  if (width == 1)
    return memref::LoadOp::create(b, buffer, indices);
  auto type = VectorType::get(width, cast<MemRefType>(buffer.getType()).getElementType());
  return vector::LoadOp::create(b, type, buffer, indices);
}

void cameo::storeWide(ImplicitLocOpBuilder &b, ArrayRef<Value> elements, Value buffer,
                      ValueRange indices) {
  if (elements.size() == 1) {
    memref::StoreOp::create(b, elements[0], buffer, indices);
    return;
  }
  auto type = VectorType::get(elements.size(), elements[0].getType());
  vector::StoreOp::create(b, vector::FromElementsOp::create(b, type, elements), buffer, indices);
}

SmallVector<Value> cameo::elementsOf(ImplicitLocOpBuilder &b, Value value) {
  auto type = dyn_cast<VectorType>(value.getType());
  if (!type)
    return {value};
  SmallVector<Value> elements;
  for (int64_t i = 0; i < type.getNumElements(); ++i)
    elements.push_back(vector::ExtractOp::create(b, value, i));
  return elements;
}
