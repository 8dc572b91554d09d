// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a model's object holds beside its code: weights, metadata, the typed
// entry points.

#ifndef CAMEO_TARGET_MODELOBJECT_H
#define CAMEO_TARGET_MODELOBJECT_H

#include "cameo/Compiler/ModelInterface.h"
#include "mlir/IR/BuiltinAttributeInterfaces.h"
#include "llvm/IR/Module.h"

namespace cameo {

/// The constants of a model as they lie in memory, each aligned for devices.
/// Booleans take a byte each. The data stay where they are: in the context.
class ModelWeights {
public:
  /// The constants that the module lists. Fails with a diagnostic.
  static llvm::FailureOr<ModelWeights> collect(mlir::ModuleOp module);

  uint64_t bytes() const { return total; }
  /// Gives all bytes in order, in pieces.
  void write(llvm::function_ref<void(llvm::ArrayRef<char>)> sink) const;
  /// All bytes in one piece.
  llvm::SmallVector<char, 0> pack() const;
  /// Their MD5.
  std::array<uint8_t, 16> digest() const;

private:
  llvm::SmallVector<mlir::ElementsAttr> constants;
  uint64_t total = 0;
};

/// The first bytes of a file with these weights.
std::array<char, 64> weightsHeader(const ModelInterface &interface, bool isLittleEndian);

/// Adds the weights (unless they are in a file, or `isApart`: in an object of their
/// own), <name>_run, <name>_workspace_size and <name>_model to the module, and hides
/// every other symbol.
void completeModel(llvm::Module &module, const ModelInterface &interface,
                   const ModelWeights &weights, bool isApart);

} // namespace cameo

#endif
