// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Kernels for Vulkan devices.

#ifndef CAMEO_KERNELSTOSPIRV_H
#define CAMEO_KERNELSTOSPIRV_H

#include "dialects/Cameo/Cameo.h"
#include "mlir/Dialect/GPU/IR/GPUDialect.h"
#include "mlir/Dialect/SPIRV/IR/SPIRVDialect.h"
#include "mlir/Dialect/SPIRV/IR/SPIRVOps.h"
#include "mlir/Pass/Pass.h"
#include "mlir/Transforms/DialectConversion.h"

namespace cameo {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "lib/Conversion/KernelsToSPIRV/Passes.h.inc"

/// Converts a stage to a module, right before the stage.
llvm::FailureOr<mlir::spirv::ModuleOp> convertStage(KernelOp stage);

} // namespace cameo

#endif
