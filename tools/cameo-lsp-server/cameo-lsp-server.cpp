// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// MLIR's language server with Cameo's dialects, for editors.

#include "dialects/Cameo/Cameo.h"
#include "dialects/ONNX/ONNX.h"
#include "mlir/InitAllDialects.h"
#include "mlir/Tools/mlir-lsp-server/MlirLspServerMain.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  mlir::registerAllDialects(registry);
  registry.insert<cameo::onnx::ONNXDialect, cameo::CameoDialect>();
  return mlir::failed(mlir::MlirLspServerMain(argc, argv, registry));
}
