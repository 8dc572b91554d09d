// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Built-in values, workgroup memory and barriers.

#include "lib/Conversion/KernelsToSPIRV/Invocations.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"

using namespace mlir;
using namespace cameo;

Value cameo::invocationOf(ImplicitLocOpBuilder &b) {
  return gpu::ThreadIdOp::create(b, gpu::Dimension::x);
}

Value cameo::workgroupOf(ImplicitLocOpBuilder &b) {
  Value x = gpu::BlockIdOp::create(b, gpu::Dimension::x);
  Value y = gpu::BlockIdOp::create(b, gpu::Dimension::y);
  Value width = gpu::GridDimOp::create(b, gpu::Dimension::x);
  return arith::AddIOp::create(b, arith::MulIOp::create(b, y, width), x);
}

Value cameo::sharedMemory(ImplicitLocOpBuilder &b, Type element, int64_t count) {
  auto space = spirv::StorageClassAttr::get(b.getContext(), spirv::StorageClass::Workgroup);
  return memref::AllocOp::create(
      b, MemRefType::get({count}, element, MemRefLayoutAttrInterface(), space));
}

void cameo::barrier(ImplicitLocOpBuilder &b) {
  // gpu.barrier would order workgroup memory only.
  spirv::ControlBarrierOp::create(b, spirv::Scope::Workgroup, spirv::Scope::Workgroup,
                                  spirv::MemorySemantics::AcquireRelease |
                                      spirv::MemorySemantics::WorkgroupMemory |
                                      spirv::MemorySemantics::UniformMemory);
}

void cameo::setStage(KernelOp kernel, int64_t workgroup, AffineExpr groups) {
  unsigned symbols = 0;
  for (Type type : kernel.getArgumentTypes())
    symbols += type.isIndex();
  kernel->setAttr(workgroupAttr, DenseI64ArrayAttr::get(kernel.getContext(), {workgroup, 1, 1}));
  kernel->setAttr(groupsAttr, AffineMapAttr::get(AffineMap::get(0, symbols - 2, groups)));
}
