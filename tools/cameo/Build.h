// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a model file to a compiled model, to a loaded one.

#ifndef CAMEO_TOOLS_BUILD_H
#define CAMEO_TOOLS_BUILD_H

#include "cameo/Compiler/Compiler.h"
#include "mlir/IR/OwningOpRef.h"
#include "tools/cameo/LoadedModel.h"
#include "llvm/Support/raw_ostream.h"

namespace cameo::tool {

/// Reads M.onnx, or M.mlir with a function @main of the onnx dialect, whose
/// arguments and results get the names they have in the text. Diagnostics of
/// the context are printed to `messages` from here on.
llvm::Expected<mlir::OwningOpRef<mlir::ModuleOp>>
readModel(llvm::StringRef path, mlir::MLIRContext &context, const CompileOptions &options,
          llvm::raw_ostream &messages = llvm::errs());

/// Compiles what readModel gave.
llvm::Expected<CompiledModel> compile(mlir::ModuleOp module, const CompileOptions &options);

/// Writes the shared library, and the weights beside it when they are not in it.
llvm::Error writeSharedLibrary(const CompiledModel &compiled, llvm::StringRef path);
/// Writes the weights into the folder of `path`, unless they are in the object.
/// The context that the model was compiled in must be alive.
llvm::Error writeWeights(const CompiledModel &compiled, llvm::StringRef path);

/// Compiles a model file for this machine and loads it; M.so is only loaded.
llvm::Expected<LoadedModel> buildAndLoad(llvm::StringRef path, ModelInterface *interface = nullptr);

/// Shows on a terminal what the compiler does when it takes its time.
std::function<void(llvm::StringRef, llvm::StringRef)> progressLine();
/// Clears that line.
void endProgress();

} // namespace cameo::tool

#endif
