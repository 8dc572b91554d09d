// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the operators of com.microsoft share.

#ifndef CAMEO_ONNX_MICROSOFT_LAYERS_H
#define CAMEO_ONNX_MICROSOFT_LAYERS_H

#include "dialects/ONNX/Rewriting.h"

namespace cameo::onnx {

/// The channels after the batch, or last again.
mlir::Value channelsToFront(OperatorBuilder &b, mlir::Value x);
mlir::Value channelsToBack(OperatorBuilder &b, mlir::Value x);

/// f(x) on the dimensions from axis on as if they were one, which is then the last.
mlir::Value onRows(OperatorBuilder &b, mlir::Value x, int64_t axis,
                   llvm::function_ref<mlir::Value(mlir::Value)> f);

} // namespace cameo::onnx

#endif
