// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The cameo dialect: include this for all of it.

#ifndef CAMEO_CAMEO_CAMEO_H
#define CAMEO_CAMEO_CAMEO_H

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/IR/RegionKindInterface.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Interfaces/FunctionInterfaces.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/Cameo/CameoDialect.h.inc"

#define GET_OP_CLASSES
#include "dialects/Cameo/CameoOps.h.inc"

namespace cameo {
/// On a loop: its iterations write different elements, and read none that another
/// one writes. Only such a loop is dealt out as tasks.
inline constexpr llvm::StringLiteral parallelAttr = "cameo.parallel";
} // namespace cameo

#endif
