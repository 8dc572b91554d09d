// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registration, syntax and verification of the cameo dialect.

#include "dialects/Cameo/Cameo.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Interfaces/FunctionImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cameo;

#include "dialects/Cameo/CameoDialect.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/Cameo/CameoTypes.cpp.inc"

#define GET_OP_CLASSES
#include "dialects/Cameo/CameoOps.cpp.inc"

void CameoDialect::initialize() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "dialects/Cameo/CameoTypes.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/Cameo/CameoOps.cpp.inc"
      >();
}

ParseResult KernelOp::parse(OpAsmParser &parser, OperationState &result) {
  auto buildType = [](Builder &builder, ArrayRef<Type> inputs, ArrayRef<Type> results,
                      function_interface_impl::VariadicFlag, std::string &) {
    return builder.getFunctionType(inputs, results);
  };
  return function_interface_impl::parseFunctionOp(
      parser, result, /*allowVariadic=*/false, getFunctionTypeAttrName(result.name), buildType,
      getArgAttrsAttrName(result.name), getResAttrsAttrName(result.name));
}

void KernelOp::print(OpAsmPrinter &printer) {
  function_interface_impl::printFunctionOp(printer, *this, /*isVariadic=*/false,
                                           getFunctionTypeAttrName(), getArgAttrsAttrName(),
                                           getResAttrsAttrName());
}

// What holds anyway, or is required before.
LogicalResult RequireOp::canonicalize(RequireOp op, PatternRewriter &rewriter) {
  bool isKnown = matchPattern(op.getCondition(), m_One());
  for (Operation *user : op.getCondition().getUsers())
    isKnown |= isa<RequireOp>(user) && user != op && user->getBlock() == op->getBlock() &&
               user->isBeforeInBlock(op);
  if (!isKnown)
    return failure();
  rewriter.eraseOp(op);
  return success();
}

LogicalResult DispatchOp::verifySymbolUses(SymbolTableCollection &symbols) {
  auto kernel = symbols.lookupNearestSymbolFrom<KernelOp>(*this, getKernelAttr());
  if (!kernel)
    return emitOpError() << "names no kernel: " << getKernelAttr();
  int64_t dynamic = 0;
  for (Type type : getResultTypes())
    dynamic += cast<RankedTensorType>(type).getNumDynamicDims();
  if (dynamic != int64_t(getExtents().size()))
    return emitOpError() << "has " << getExtents().size() << " extents for " << dynamic
                         << " dynamic dimensions of its results";
  if (kernel.getResultTypes().empty())
    return success(); // Lowered to loops.
  if (kernel.getArgumentTypes() != ArrayRef<Type>(llvm::to_vector(getArguments().getTypes())))
    return emitOpError() << "operand types differ from the kernel's arguments";
  if (kernel.getResultTypes() != ArrayRef<Type>(llvm::to_vector(getResultTypes())))
    return emitOpError() << "result types differ from the kernel's results";
  return success();
}

LogicalResult DispatchOp::reifyResultShapes(OpBuilder &builder,
                                            ReifiedRankedShapedTypeDims &shapes) {
  auto extents = getExtents().begin();
  for (Type result : getResultTypes()) {
    SmallVector<OpFoldResult> &dims = shapes.emplace_back();
    for (int64_t extent : cast<RankedTensorType>(result).getShape())
      dims.push_back(ShapedType::isDynamic(extent) ? OpFoldResult(*extents++)
                                                   : builder.getIndexAttr(extent));
  }
  return success();
}
