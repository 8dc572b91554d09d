// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The compiler as a library: one call from a module of the onnx dialect to an
// object file (or to an earlier stage, as text).

#ifndef CAMEO_COMPILER_COMPILER_H
#define CAMEO_COMPILER_COMPILER_H

#include "cameo/Compiler/ModelInterface.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/LogicalResult.h"
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace cameo {

struct CompileOptions {
  /// The prefix of every symbol: a C identifier.
  std::string name;
  /// The target; empty means this machine.
  std::string triple;
  /// The CPUs to compile for, preferred ones first (but one that has all
  /// features of another always goes before it); empty means the triple's default.
  std::vector<std::string> cpus;
  int optLevel = 3;
  /// strict: sums as the model has them; default: also by fewer products, as exact;
  /// fast: with larger errors, too.
  std::string math = "default";
  /// The number of threads the code is tuned for; 0 means unknown.
  int threads = 0;
  /// The name of a file for the weights, beside the object; empty means that
  /// they are in the object.
  std::string weightsFile;
  /// Whether runs tell cameo_context::profile of their kernels.
  bool profile = false;
  /// Values for symbolic dims, by name.
  std::map<std::string, int64_t> dims;
  /// Symbolic dims with values to have code of their own for: "n:1:8".
  std::vector<std::string> specializations;
  /// Functions to call in place of operators: symbols by "domain:Name".
  std::map<std::string, std::string> customOps;
  /// The devices to compile for: at least one.
  bool cpu = true, vulkan = false;
  enum Emit { ONNX, Linalg, Kernels, SPIRV, LLVM, Asm, Object };
  Emit emit = Object;
  /// Told what is in hand: a stage, and the pass or kernel.
  std::function<void(llvm::StringRef stage, llvm::StringRef what)> progress;
  /// Shown the host function and its kernels before they are lowered; may read only.
  std::function<void(mlir::ModuleOp)> inspect;
};

struct CompiledModel {
  /// The object file, or the text of an earlier stage.
  llvm::SmallVector<char, 0> object;
  /// More objects, to be linked with it (ELF only).
  std::vector<llvm::SmallVector<char, 0>> parts;
  ModelInterface interface;
  /// Gives the contents of the weights' file piece by piece; empty when they are
  /// linked into the code. Reads from the module's context, which must be alive.
  std::function<void(llvm::function_ref<void(llvm::ArrayRef<char>)>)> weights;
  /// Gives one more object (ELF), which holds the weights, piece by piece; empty when
  /// they are in the first one or in a file. Reads from the module's context, too.
  std::function<llvm::Error(llvm::function_ref<void(llvm::ArrayRef<char>)>)> weightsObject;
};

/// Everything a context needs to compile: call before making it.
void registerDialects(mlir::DialectRegistry &registry);

/// Compiles @main of `module`, which it consumes. Diagnostics go to the context.
llvm::FailureOr<CompiledModel> compileModule(mlir::ModuleOp module, const CompileOptions &options);

} // namespace cameo

#endif
