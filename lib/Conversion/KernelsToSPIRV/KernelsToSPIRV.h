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

/// Of a stage: the invocations of a workgroup (DenseI64ArrayAttr of 3), and the
/// number of workgroups (a map of the extents, as symbols).
inline constexpr llvm::StringLiteral workgroupAttr = "cameo.workgroup";
inline constexpr llvm::StringLiteral groupsAttr = "cameo.groups";
/// Of a stage: the bytes of each scratch buffer, as maps of the extents.
inline constexpr llvm::StringLiteral scratchAttr = "cameo.scratch";

/// Of a kernel after conversion: its stages on the device, or why it has none.
inline constexpr llvm::StringLiteral deviceAttr = "cameo.device";
inline constexpr llvm::StringLiteral hostAttr = "cameo.host";

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "lib/Conversion/KernelsToSPIRV/Passes.h.inc"

/// Converts whatever in a stage has types that are not legal for `types`, by
/// `patterns` and those for branches and loops.
llvm::LogicalResult convertTypes(KernelOp stage, const mlir::TypeConverter &types,
                                 mlir::RewritePatternSet &&patterns);

/// Converts a stage to a module, right before the stage.
llvm::FailureOr<mlir::spirv::ModuleOp> convertStage(KernelOp stage);

} // namespace cameo

#endif
