// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// mlir-opt with Cameo's dialects and passes: runs single passes over a file.

#include "dialects/Cameo/Cameo.h"
#include "dialects/ONNX/ONNX.h"
#include "lib/Conversion/ONNXToLinalg/ONNXToLinalg.h"
#include "lib/Transforms/Passes.h"
#include "lib/Conversion/HostToLLVM/HostToLLVM.h"
#include "lib/Conversion/KernelsToLLVM/KernelsToLLVM.h"
#include "lib/Kernels/Kernels.h"
#include "lib/Pipelines/Pipelines.h"
#include "mlir/InitAllDialects.h"
#include "mlir/InitAllPasses.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  mlir::registerAllDialects(registry);
  registry.insert<cameo::onnx::ONNXDialect, cameo::CameoDialect>();
  mlir::registerAllPasses();
  cameo::registerONNXToLinalgPasses();
  cameo::registerTransformsPasses();
  cameo::registerKernelsPasses();
  cameo::registerKernelsToLLVMPasses();
  cameo::registerHostToLLVMPasses();
  cameo::registerPipelines();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "Cameo's optimizer driver\n", registry));
}
