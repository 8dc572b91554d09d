// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Follows an extent back to the kernel's arguments.

#include "lib/Conversion/KernelsToLoops/Tasks.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace cameo;

static unsigned firstIndexArgument(KernelOp kernel) {
  unsigned number = 0;
  while (number < kernel.getNumArguments() && !kernel.getArgument(number).getType().isIndex())
    ++number;
  return number;
}

AffineExpr cameo::extentExpr(KernelOp kernel, OpFoldResult extent) {
  MLIRContext *context = kernel.getContext();
  if (auto constant = getConstantIntValue(extent))
    return getAffineConstantExpr(*constant, context);
  Value value = cast<Value>(extent);
  unsigned first = firstIndexArgument(kernel);
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    if (argument.getOwner() != &kernel.getBody().front() || argument.getArgNumber() < first)
      return {};
    return getAffineSymbolExpr(argument.getArgNumber() - first, context);
  }
  if (auto product = value.getDefiningOp<arith::MulIOp>()) {
    AffineExpr lhs = extentExpr(kernel, product.getLhs()), rhs = extentExpr(kernel, product.getRhs());
    return lhs && rhs ? lhs * rhs : AffineExpr();
  }
  if (auto dim = value.getDefiningOp<memref::DimOp>()) {
    auto index = dim.getConstantIndex();
    auto type = dyn_cast<MemRefType>(dim.getSource().getType());
    if (!index || !type || !type.isDynamicDim(*index))
      return {};
    unsigned number = type.getDynamicDimIndex(*index);
    if (auto buffer = dim.getSource().getDefiningOp<BufferOp>())
      return extentExpr(kernel, buffer.getExtents()[number]);
    if (auto alloc = dim.getSource().getDefiningOp<memref::AllocOp>())
      return extentExpr(kernel, alloc.getDynamicSizes()[number]);
    return {};
  }
  auto apply = value.getDefiningOp<affine::AffineApplyOp>();
  if (!apply)
    return {};
  SmallVector<AffineExpr> dims, symbols;
  for (Value operand : apply.getMapOperands()) {
    AffineExpr expr = extentExpr(kernel, operand);
    if (!expr)
      return {};
    (dims.size() < apply.getAffineMap().getNumDims() ? dims : symbols).push_back(expr);
  }
  return apply.getAffineMap().getResult(0).replaceDimsAndSymbols(dims, symbols);
}

LogicalResult cameo::setTasks(KernelOp kernel, ArrayRef<AffineExpr> extents) {
  AffineExpr product = getAffineConstantExpr(1, kernel.getContext());
  for (AffineExpr extent : extents) {
    if (!extent)
      return kernel.emitOpError() << "has tasks whose number is no function of its arguments";
    product = product * extent;
  }
  // All index arguments but the range of tasks.
  unsigned symbols = kernel.getNumArguments() - firstIndexArgument(kernel) - 2;
  kernel.setTasksAttr(AffineMapAttr::get(AffineMap::get(0, symbols, product)));
  return success();
}
