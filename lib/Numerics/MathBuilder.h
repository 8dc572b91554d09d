// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What functions are expanded with.

#ifndef CAMEO_KERNELS_MATHBUILDER_H
#define CAMEO_KERNELS_MATHBUILDER_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/TypeUtilities.h"

namespace cameo {

/// Arithmetic on scalars or vectors like those of an operation.
struct MathBuilder : mlir::ImplicitLocOpBuilder {
  explicit MathBuilder(mlir::Operation *op)
      : ImplicitLocOpBuilder(op->getLoc(), op), type(op->getResult(0).getType()) {}

  mlir::Type with(mlir::Type element) {
    if (auto vector = mlir::dyn_cast<mlir::VectorType>(type))
      return vector.clone(element);
    return element;
  }
  template <typename T> mlir::Value constant(mlir::Type element, T value) {
    mlir::TypedAttr attribute;
    if constexpr (std::is_floating_point_v<T>)
      attribute = getFloatAttr(element, value);
    else
      attribute = getIntegerAttr(element, value);
    if (auto vector = mlir::dyn_cast<mlir::VectorType>(type))
      attribute = mlir::DenseElementsAttr::get(vector.clone(element), attribute);
    return mlir::arith::ConstantOp::create(*this, attribute);
  }

  mlir::Type type;
};

/// The arc tangent of an operation of f32.
mlir::Value expandArcTangent(mlir::Operation *op);
/// The sine or cosine of an operation of at most 32 bits, for every operand.
mlir::Value expandSine(mlir::Operation *op);

} // namespace cameo

#endif
