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

#define GET_TYPEDEF_CLASSES
#include "dialects/Cameo/CameoTypes.h.inc"

#define GET_OP_CLASSES
#include "dialects/Cameo/CameoOps.h.inc"

namespace cameo {

/// The blocks of a host function's region: its own, and those of its branches and
/// loops, outer ones first. Kernels' work inside of operations is none of them.
llvm::SmallVector<mlir::Block *> hostBlocks(mlir::Region &region);

/// The ancestor of `op` that is in `block`, or null.
inline mlir::Operation *ancestorIn(mlir::Block *block, mlir::Operation *op) {
  return block->findAncestorOpInBlock(*op);
}

/// In lists in which each tensor is followed by its dynamic extents: the place of
/// the extent of dimension `axis` of the tensor at `place`. The dimension is dynamic.
unsigned placeOfExtent(mlir::TypeRange list, unsigned place, int64_t axis);

/// Argument and result attribute of a kernel: the numbers of the `index`
/// arguments that are the dynamic extents of the tensor, in order.
inline constexpr llvm::StringLiteral extentsAttr = "cameo.extents";

/// Attribute of a kernel of several operations: the number of leading loops they
/// share, which become one loop around all of them.
inline constexpr llvm::StringLiteral rowsAttr = "cameo.rows";

/// Of a stage: the invocations of a workgroup (DenseI64ArrayAttr of 3), and the
/// number of workgroups (a map of the extents, as symbols).
inline constexpr llvm::StringLiteral workgroupAttr = "cameo.workgroup";
inline constexpr llvm::StringLiteral groupsAttr = "cameo.groups";
/// Of a stage: the bytes of each scratch buffer, as maps of the extents.
inline constexpr llvm::StringLiteral scratchAttr = "cameo.scratch";

/// Of a kernel after conversion: its stages on the device, or why it has none.
inline constexpr llvm::StringLiteral deviceAttr = "cameo.device";
inline constexpr llvm::StringLiteral hostAttr = "cameo.host";

/// Of tensors in the workspace and in the weights: a cache line; and as much as
/// any Vulkan device asks for (the greatest minStorageBufferOffsetAlignment).
inline constexpr int64_t hostAlignment = 64, deviceAlignment = 256;

/// Module attribute: "default" or "fast" where sums may be computed in another way, with
/// errors as small as before, or with larger ones.
inline constexpr llvm::StringLiteral mathAttr = "cameo.math";

/// Module attribute: the constants of the weights blob (`ElementsAttr`s), each
/// aligned for devices, in order.
inline constexpr llvm::StringLiteral weightsAttr = "cameo.weights";
/// Module attribute: the bytes of workspace, where they are known.
inline constexpr llvm::StringLiteral workspaceAttr = "cameo.workspace";

/// Argument and result attribute of the host function: the element type (below a
/// byte) of a tensor that the caller has packed, the first element in the low bits.
inline constexpr llvm::StringLiteral packedAttr = "cameo.packed";

/// Argument and result attribute of the host function: elements are strings (their
/// addresses); a list may be none.
inline constexpr llvm::StringLiteral stringsAttr = "cameo.of_strings";
inline constexpr llvm::StringLiteral optionalAttr = "cameo.optional";

/// Module attribute: the constant strings of `<prefix>_strings0` and so on.
inline constexpr llvm::StringLiteral stringTablesAttr = "cameo.string_tables";

/// Module attribute: some output has extents that only data tell.
inline constexpr llvm::StringLiteral dataExtentsAttr = "cameo.data_extents";

/// On a loop: its iterations write different elements, and read none that another
/// one writes. Only such a loop is dealt out as tasks.
inline constexpr llvm::StringLiteral parallelAttr = "cameo.parallel";
} // namespace cameo

#endif
