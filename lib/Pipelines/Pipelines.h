// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The compiler's stages, each a pipeline of passes.

#ifndef CAMEO_PIPELINES_PIPELINES_H
#define CAMEO_PIPELINES_PIPELINES_H

#include "mlir/Pass/PassManager.h"
#include <string>

namespace cameo {

/// The onnx dialect → its primitives → linalg on tensors.
/// `dims`: values to specialize dims for, as onnx-specialize-dims has them.
void buildONNXPipeline(mlir::OpPassManager &pm, llvm::ArrayRef<std::string> dims = {});
void buildLinalgPipeline(mlir::OpPassManager &pm);
/// linalg on tensors → kernels and their dispatches.
void buildKernelPipeline(mlir::OpPassManager &pm);
/// Removes what is dead after constants have been computed.
void buildCleanUpPipeline(mlir::OpPassManager &pm);
/// Kernels → loops and vectors on buffers, for a machine's registers.
struct KernelOptions {
  int64_t lanes = 16;        // f32 elements of a vector register
  int64_t accumulators = 24; // vector registers for sums
  std::string dot = "none";  // products of bytes, as emit-contractions has them
};
void buildKernelLoweringPipeline(mlir::OpPassManager &pm, const KernelOptions &options);
/// Kernels → SPIR-V modules beside them.
void buildDevicePipeline(mlir::OpPassManager &pm);
/// Dispatches → entry points and a memory plan; all → the LLVM dialect.
struct HostOptions {
  std::string prefix = "model";
  int threads = 0;
  bool device = false, cpu = true;
  bool sideWeights = false, profile = false;
};
void buildLLVMPipeline(mlir::OpPassManager &pm, const HostOptions &options);

/// Registers the stages as cameo-opt pipelines: cameo-kernels, cameo-lower-kernels, ….
void registerPipelines();

} // namespace cameo

#endif
