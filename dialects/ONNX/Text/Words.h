// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constant strings, and words as numbers.

#ifndef CAMEO_ONNX_TEXT_WORDS_H
#define CAMEO_ONNX_TEXT_WORDS_H

#include "dialects/ONNX/Rewriting.h"

namespace cameo::onnx {

/// All elements; the attribute of equal ones has just one.
llvm::SmallVector<llvm::StringRef> textsOf(mlir::DenseStringElementsAttr strings);

/// The position of each string of `x` among keys, the first of equal ones; -1 of none.
mlir::Value positionOf(OperatorBuilder &b, mlir::Value x, mlir::ArrayAttr keys);

} // namespace cameo::onnx

#endif
