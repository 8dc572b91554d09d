// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators that are functions of the runtime, on whole tensors and lists.

#ifndef CAMEO_ONNXTOLINALG_CALLS_H
#define CAMEO_ONNXTOLINALG_CALLS_H

#include "lib/Conversion/ONNXToLinalg/Lowering.h"

namespace cameo {

/// Calls a function of the runtime (runtime/operators.h) with operands in place of
/// those of an operation.
class RuntimeCall {
public:
  RuntimeCall(LoweringBuilder &b, llvm::StringRef name) : b(b), name(name) {}

  /// An operand that the operation has: a tensor, or a list.
  RuntimeCall &add(mlir::Value value, mlir::Value original);
  /// A tensor of these extents, with elements of the original type `element`.
  RuntimeCall &add(mlir::Value value, llvm::ArrayRef<mlir::AffineExpr> dims, mlir::Type element);
  RuntimeCall &add(int64_t integer);
  /// A constant vector.
  template <typename T> RuntimeCall &add(llvm::ArrayRef<T> values, mlir::Type element) {
    auto type = mlir::RankedTensorType::get(int64_t(values.size()), element);
    mlir::Value constant =
        mlir::arith::ConstantOp::create(b, mlir::DenseElementsAttr::get(type, values));
    return add(constant, b.getAffineConstantExpr(values.size()), element);
  }
  RuntimeCall &add(llvm::ArrayRef<std::string> strings);

  /// The values of results that are as these of the operation.
  llvm::SmallVector<mlir::Value> results(mlir::ValueRange originals);

private:
  LoweringBuilder &b;
  llvm::StringRef name;
  llvm::SmallVector<mlir::Value> operands;
  llvm::SmallVector<int32_t> types;
};

/// Constant strings as a vector.
mlir::Value constantStrings(LoweringBuilder &b, llvm::ArrayRef<std::string> strings);

} // namespace cameo

#endif
