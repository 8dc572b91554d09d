// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The seam to MLIR's own lowering: addresses become memref descriptors.

#include "dialects/Cameo/Cameo.h"
#include "lib/Conversion/KernelsToFunc/KernelsToFunc.h"
#include "mlir/Conversion/LLVMCommon/MemRefBuilder.h"
#include "mlir/Conversion/LLVMCommon/TypeConverter.h"

namespace cameo {
#define GEN_PASS_DEF_KERNELSTOFUNCPASS
#include "lib/Conversion/KernelsToFunc/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

// The descriptor of a buffer, row-major and without offset.
static void lower(BufferOp buffer, LLVMTypeConverter &converter, IRRewriter &rewriter) {
  Location loc = buffer.getLoc();
  auto type = cast<MemRefType>(buffer.getMemory().getType());
  rewriter.setInsertionPoint(buffer);
  auto integer = [&](Value index) -> Value {
    return UnrealizedConversionCastOp::create(rewriter, loc, converter.getIndexType(), index)
        .getResult(0);
  };
  auto constant = [&](int64_t value) -> Value {
    return LLVM::ConstantOp::create(rewriter, loc, converter.getIndexType(),
                                    rewriter.getIndexAttr(value));
  };
  auto descriptor = MemRefDescriptor::poison(rewriter, loc, converter.convertType(type));
  descriptor.setAllocatedPtr(rewriter, loc, buffer.getAddress());
  descriptor.setAlignedPtr(rewriter, loc, buffer.getAddress());
  descriptor.setOffset(rewriter, loc, constant(0));
  // stride[i] = product of the extents after i
  Value stride = constant(1);
  auto extents = buffer.getExtents();
  int64_t dynamic = extents.size();
  for (int64_t axis = type.getRank(); axis-- > 0;) {
    Value size = type.isDynamicDim(axis) ? integer(extents[--dynamic])
                                         : constant(type.getDimSize(axis));
    descriptor.setSize(rewriter, loc, axis, size);
    descriptor.setStride(rewriter, loc, axis, stride);
    if (axis)
      stride = LLVM::MulOp::create(rewriter, loc, stride, size);
  }
  rewriter.replaceOpWithNewOp<UnrealizedConversionCastOp>(buffer, TypeRange(type),
                                                          ValueRange(Value(descriptor)));
}

void cameo::convertKernelsToFunctions(ModuleOp module) {
  LLVMTypeConverter converter(module.getContext());
  IRRewriter rewriter(module.getContext());
  for (auto kernel : llvm::make_early_inc_range(module.getOps<KernelOp>())) {
    kernel.walk([&](BufferOp buffer) { lower(buffer, converter, rewriter); });
    rewriter.setInsertionPoint(kernel);
    auto function = func::FuncOp::create(rewriter, kernel.getLoc(), kernel.getSymName(),
                                         kernel.getFunctionType());
    function.setPrivate();
    for (auto [number, type] : llvm::enumerate(kernel.getArgumentTypes()))
      if (isa<LLVM::LLVMPointerType>(type))
        function.setArgAttr(number, LLVM::LLVMDialect::getNoAliasAttrName(),
                            rewriter.getUnitAttr());
    function.getBody().takeBody(kernel.getBody());
    Operation *yield = function.getBody().back().getTerminator();
    rewriter.setInsertionPoint(yield);
    rewriter.replaceOpWithNewOp<func::ReturnOp>(yield);
    rewriter.eraseOp(kernel);
  }
}

namespace {
struct KernelsToFunc : cameo::impl::KernelsToFuncPassBase<KernelsToFunc> {
  void runOnOperation() override { convertKernelsToFunctions(getOperation()); }
};
} // namespace
