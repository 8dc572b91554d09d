// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// ONNX models to the onnx dialect.

#ifndef CAMEO_IMPORTER_IMPORTER_H
#define CAMEO_IMPORTER_IMPORTER_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBufferRef.h"

namespace cameo {

struct ImportOptions {
  /// Extents for the model's symbolic dims, by name.
  llvm::StringMap<int64_t> dims;
  /// Functions (cameo_operator) to call in place of operators: symbols by
  /// "domain:Name", the domain ai.onnx spelled out.
  llvm::StringMap<std::string> customOps;
};

/// Reads an ONNX model of any opset into a module with one function, `main`, of
/// the newest opset's operators with all types inferred. Arguments and results
/// carry the model's names for them. Large weights are resources that the
/// context owns, taken over from the file without a copy. The file is not
/// trusted: whatever is wrong with it is a diagnostic, and the result is null.
mlir::OwningOpRef<mlir::ModuleOp> importModel(llvm::StringRef path, mlir::MLIRContext &context,
                                              const ImportOptions &options = {});

/// The same from memory. External data is looked for in `directory`; without
/// one, a model that has any is refused.
mlir::OwningOpRef<mlir::ModuleOp> importModel(llvm::MemoryBufferRef model,
                                              llvm::StringRef directory, mlir::MLIRContext &context,
                                              const ImportOptions &options = {});

/// The module attribute with the graph's name.
inline constexpr llvm::StringLiteral modelNameAttr = "onnx.model_name";

} // namespace cameo

#endif
