// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The onnx dialect: include this for all of it.

#ifndef CAMEO_ONNX_ONNX_H
#define CAMEO_ONNX_ONNX_H

#include "dialects/ONNX/InferenceContext.h"
#include "lib/Support/Attributes.h"
#include "dialects/ONNX/NN/Windows.h"
#include "dialects/ONNX/OperatorSpec.h"
#include "dialects/ONNX/Reduction/Axes.h"
#include "dialects/ONNX/SymbolicShapes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/OpImplementation.h"
#include "mlir/Interfaces/ControlFlowInterfaces.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/ONNX/ONNXDialect.h.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/ONNX/ONNXTypes.h.inc"

namespace cameo::onnx {
class OperatorBuilder;
}

#include "dialects/ONNX/ONNXInterfaces.h.inc"

namespace cameo::onnx {

/// ONNX's TensorProto.DataType number as an element type; null when it is none.
/// Unsigned integers keep their sign (ui8); bool is i1.
mlir::Type elementTypeOf(mlir::MLIRContext *context, int64_t dataType);
/// The inverse; 0 when the type has no number.
int64_t dataTypeOf(mlir::Type elementType);

/// Whether the type is of a sequence, a map or an optional value.
bool isList(mlir::Type type);
/// The element type of a tensor, or of the tensors of a list, which may be unknown, or
/// of a map's values;
/// null if it is neither.
mlir::Type listElement(mlir::Type type);
/// The type of values that are of the one type or the other; null if there is none.
/// Tensors of different extents are of dynamic ones, of different ranks unranked.
mlir::Type joinTypes(mlir::Type a, mlir::Type b);

/// Infers `op`'s result types and integer values. Fails with a diagnostic at the operation.
llvm::LogicalResult inferOperation(mlir::Operation *op, SymbolicShapes &shapes);
/// Gives a composite operator's results the types of what it decomposes to.
llvm::LogicalResult inferComposite(InferenceContext &ctx);
/// Infers every operation of the region in order; block arguments keep their types.
llvm::LogicalResult inferRegion(mlir::Region &region, SymbolicShapes &shapes);
/// Names the extents of a function's arguments as `onnx.dim_names` says.
void nameArguments(mlir::func::FuncOp function, SymbolicShapes &shapes);
/// Names the arguments' extents, infers the body and updates the function's type.
llvm::LogicalResult inferFunction(mlir::func::FuncOp function, SymbolicShapes &shapes);
/// Puts the graph of a branch whose condition is known in its operator's place. The
/// other one need not have types.
void inlineKnownBranches(mlir::func::FuncOp function, SymbolicShapes &shapes);

} // namespace cameo::onnx

#include "dialects/ONNX/Families.h.inc"

#endif
