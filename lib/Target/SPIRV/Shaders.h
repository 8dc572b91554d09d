// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The SPIR-V modules of a model as binaries.

#ifndef CAMEO_TARGET_SPIRV_SHADERS_H
#define CAMEO_TARGET_SPIRV_SHADERS_H

#include "cameo/Compiler/ModelInterface.h"

namespace cameo {

/// Serializes the `spirv.module`s that kernels-to-spirv made, in order, and
/// notes the kernels that have none. Fails with a diagnostic.
llvm::LogicalResult serializeShaders(mlir::ModuleOp module, ModelInterface &interface);

} // namespace cameo

#endif
