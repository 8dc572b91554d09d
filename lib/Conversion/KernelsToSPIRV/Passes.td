// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes that compile kernels for Vulkan.

#ifndef CAMEO_KERNELSTOSPIRV_PASSES_TD
#define CAMEO_KERNELSTOSPIRV_PASSES_TD

include "mlir/Pass/PassBase.td"

def SplitReductionsPass : Pass<"split-reductions-for-gpu", "::cameo::KernelOp"> {
  let summary = "Reduce very many elements by way of partial results";
  let description = [{
    A reduction of a million elements or more to few results becomes one to many
    partial results, each a workgroup's, and one of those. Extents must be known
    and have a divisor.
  }];
  let dependentDialects = ["::mlir::linalg::LinalgDialect", "::mlir::tensor::TensorDialect"];
}

def ExpandByteContractionsPass : Pass<"expand-byte-contractions-for-gpu", "::cameo::KernelOp"> {
  let summary = "Turn contractions of bytes into reductions";
  let dependentDialects = ["::mlir::linalg::LinalgDialect", "::mlir::arith::ArithDialect"];
}

def TileContractionsPass : Pass<"tile-contractions-for-gpu", "::cameo::KernelOp"> {
  let summary = "Emit contraction kernels as tiles of workgroups";
  let description = [{
    A workgroup computes a tile of the result from tiles of both operands that its
    invocations copy to workgroup memory; each invocation keeps a few sums in
    registers and applies the elementwise operation that follows to them.
    Sums of few rows are split among the invocations of a workgroup instead.
    Contractions without two operands to share (depthwise convolutions, few
    columns) get one invocation an element or four neighbouring columns. What
    extents and strides prove to be aligned is read and written by vectors of
    four.
  }];
  let dependentDialects = ["::mlir::scf::SCFDialect", "::mlir::memref::MemRefDialect",
    "::mlir::gpu::GPUDialect", "::mlir::spirv::SPIRVDialect", "::mlir::math::MathDialect",
    "::mlir::arith::ArithDialect", "::mlir::vector::VectorDialect"];
}

def MapKernelsToGPUPass : Pass<"map-kernels-to-gpu", "::mlir::ModuleOp"> {
  let summary = "Split bufferized kernels into stages and map them to invocations";
  let description = [{
    A stage is what runs between two barriers of the whole device. Operations
    outside of row groups are a stage each, with one invocation an element, or four
    that are neighbours in memory; a row group is one stage with a workgroup a row. What stages pass to each other is
    in scratch buffers, additional arguments after the results.

    A stage is a `cameo.kernel` with `cameo.workgroup`, its size, and
    `cameo.groups`, the number of workgroups as a function of its extents. Stage k
    of kernel `f` is named `f_stage<k>`; the kernel itself goes.
  }];
  let dependentDialects = ["::mlir::scf::SCFDialect", "::mlir::memref::MemRefDialect",
    "::mlir::gpu::GPUDialect", "::mlir::spirv::SPIRVDialect", "::mlir::vector::VectorDialect"];
}

def KernelsToSPIRVPass : Pass<"kernels-to-spirv", "::mlir::ModuleOp"> {
  let summary = "Compile kernels to SPIR-V modules";
  let description = [{
    Beside each kernel that a GPU can run come the `spirv.module`s of its stages;
    the kernel stays, and `cameo.device` on it lists them: for each stage its
    versions, workgroup size and number of workgroups; and the bytes of its
    scratch buffers. A version is a module and the features that it needs; the
    first one that the device can run is the one to take. Only a stage that needs
    features has a second version, which does without (`pack-narrow-memory`,
    `widen-narrow-types`, `split-wide-integers`). A kernel that runs on the host
    only has `cameo.host`, the reason, instead.

    Buffers are bound in the order of the kernel's tensors (read, written) and its
    scratch; extents are push constants of 32 bits.
  }];
  let dependentDialects = ["::mlir::gpu::GPUDialect", "::mlir::spirv::SPIRVDialect",
    "::mlir::scf::SCFDialect", "::mlir::memref::MemRefDialect", "::mlir::arith::ArithDialect",
    "::mlir::math::MathDialect", "::mlir::vector::VectorDialect", "::mlir::LLVM::LLVMDialect",
    "::mlir::bufferization::BufferizationDialect", "::mlir::affine::AffineDialect",
    "::mlir::ub::UBDialect"];
}

#endif
