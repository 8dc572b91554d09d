// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// mlir-opt with Cameo's dialects and passes: runs single passes over a file.
// With --import-onnx as the first argument the file is an ONNX model.

#include "dialects/Cameo/Cameo.h"
#include "dialects/ONNX/ONNX.h"
#include "lib/Conversion/HostToLLVM/HostToLLVM.h"
#include "lib/Conversion/KernelsToFunc/KernelsToFunc.h"
#include "lib/Conversion/KernelsToLoops/Passes.h"
#include "lib/Conversion/KernelsToSPIRV/KernelsToSPIRV.h"
#include "lib/Conversion/ONNXToLinalg/ONNXToLinalg.h"
#include "lib/Kernels/Passes.h"
#include "lib/Numerics/Passes.h"
#include "lib/Pipelines/Pipelines.h"
#include "lib/Transforms/ONNX/Passes.h"
#include "lib/Transforms/Tensors/Passes.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"

/// Imports argv's ONNX model, then runs argv's passes.
llvm::LogicalResult importAndRun(int argc, char **argv, mlir::DialectRegistry &registry);

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  mlir::registerAllDialects(registry);
  registry.insert<cameo::onnx::ONNXDialect, cameo::CameoDialect>();
  mlir::registerAllPasses();
  cameo::registerONNXToLinalgPasses();
  cameo::registerONNXTransformsPasses();
  cameo::registerTensorTransformsPasses();
  cameo::registerKernelsPasses();
  cameo::registerKernelsToLoopsPasses();
  cameo::registerNumericsPasses();
  cameo::registerKernelsToFuncPasses();
  cameo::registerKernelsToSPIRVPasses();
  cameo::registerHostToLLVMPasses();
  cameo::registerPipelines();
  if (argc > 1 && llvm::StringRef(argv[1]) == "--import-onnx")
    return mlir::asMainReturnCode(importAndRun(argc, argv, registry));
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "Cameo's optimizer driver\n", registry));
}
