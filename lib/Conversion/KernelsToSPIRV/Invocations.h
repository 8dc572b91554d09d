// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an invocation of a shader knows about itself, and what it shares.

#ifndef CAMEO_KERNELSTOSPIRV_INVOCATIONS_H
#define CAMEO_KERNELSTOSPIRV_INVOCATIONS_H

#include "lib/Conversion/KernelsToSPIRV/KernelsToSPIRV.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cameo {

/// The number of this invocation in its workgroup, of which only x is used.
mlir::Value invocationOf(mlir::ImplicitLocOpBuilder &b);
/// The number of this workgroup: y · (groups in x) + x, as a grid has at most
/// 65535 groups in one dimension.
mlir::Value workgroupOf(mlir::ImplicitLocOpBuilder &b);
/// `count` elements that the workgroup shares.
mlir::Value sharedMemory(mlir::ImplicitLocOpBuilder &b, mlir::Type element, int64_t count);
/// All invocations of the workgroup have come here, and see what the others
/// wrote, to workgroup memory and to buffers.
void barrier(mlir::ImplicitLocOpBuilder &b);
/// Makes the kernel a stage.
void setStage(KernelOp kernel, int64_t workgroup, mlir::AffineExpr groups);

} // namespace cameo

#endif
