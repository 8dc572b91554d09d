// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a model file to a compiled model, to a loaded one.

#ifndef CAMEO_TOOLS_BUILD_H
#define CAMEO_TOOLS_BUILD_H

#include "cameo/Compiler/Compiler.h"
#include "mlir/IR/OwningOpRef.h"
#include "tools/cameo/Files.h"
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

/// A model's objects as files, the weights' last, and the weights' own file.
struct ObjectFiles {
  TemporaryFolder folder;
  std::string name;
  std::vector<std::string> objects;
  bool hasWeights = false;
  /// The name of the weights' own file; empty where they are linked in.
  std::string weights;
};
/// Writes them. The context that the model was compiled in must be alive; it may go
/// before they are linked, which takes much memory again where weights are large.
llvm::Expected<ObjectFiles> writeObjects(const CompiledModel &compiled);
/// Links them to one object, with the weights' own file beside it.
llvm::Error writeObject(const ObjectFiles &files, llvm::StringRef path);
llvm::Error writeStaticLibrary(const ObjectFiles &files, llvm::StringRef path);
/// Links them to a shared library that cameo_load opens.
llvm::Error writeSharedLibrary(const ObjectFiles &files, llvm::StringRef path);

/// Compiles a model file for this machine and loads it; M.so is only loaded.
llvm::Expected<LoadedModel> buildAndLoad(llvm::StringRef path, ModelInterface *interface = nullptr);

/// Shows on a terminal what the compiler does when it takes its time.
std::function<void(llvm::StringRef, llvm::StringRef)> progressLine();
/// Clears that line.
void endProgress();

} // namespace cameo::tool

#endif
