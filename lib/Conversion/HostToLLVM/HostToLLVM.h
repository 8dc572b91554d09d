// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The host part of a model: its memory plan and its entry points.

#ifndef CAMEO_HOSTTOLLVM_H
#define CAMEO_HOSTTOLLVM_H

#include "dialects/Cameo/Cameo.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Pass/Pass.h"

namespace cameo {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "lib/Conversion/HostToLLVM/Passes.h.inc"

/// The symbolic dims of a model: which of them each dynamic extent of an input is.
struct Signature {
  llvm::SmallVector<std::string> dims;
  /// For each input and dimension: the number of its dim, or -1 when it is static.
  llvm::SmallVector<llvm::SmallVector<int64_t>> inputs;

  explicit Signature(mlir::func::FuncOp function);
};

/// The name of an argument or result in the model.
std::string inputName(mlir::func::FuncOp function, unsigned number);
std::string outputName(mlir::func::FuncOp function, unsigned number);

} // namespace cameo

#endif
