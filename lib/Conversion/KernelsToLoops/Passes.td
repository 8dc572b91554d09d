// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes that lower a kernel to loops for a CPU.

#ifndef CAMEO_KERNELSTOLOOPS_PASSES_TD
#define CAMEO_KERNELSTOLOOPS_PASSES_TD

include "mlir/Pass/PassBase.td"

def BindKernelBuffersPass : Pass<"bind-kernel-buffers", "::cameo::KernelOp"> {
  let summary = "Give a kernel its machine signature: addresses, extents, a range of tasks";
  let description = [{
    Tensor arguments and results become addresses bound by `cameo.buffer`; the
    results are written where their addresses say.
  }];
  let dependentDialects = ["::mlir::bufferization::BufferizationDialect",
    "::mlir::memref::MemRefDialect", "::mlir::LLVM::LLVMDialect"];
}

def EmitContractionsPass : Pass<"emit-contractions", "::cameo::KernelOp"> {
  let summary = "Emit contraction kernels as register-tiled vector loops";
  let description = [{
    A tile of the result, `rows` × `vectors` registers, stays in registers over
    all reduction loops; the elementwise operation that consumes it is applied to
    the registers before they are stored.
  }];
  let options = [
    Option<"lanes", "lanes", "int64_t", "16", "f32 elements of a vector register">,
    Option<"accumulators", "accumulators", "int64_t", "24", "registers for accumulators">,
    Option<"dot", "dot", "std::string", "\"none\"",
           "what there is for products of bytes: none, pairs (pmaddwd), words (vpdpbusd)">
  ];
  let dependentDialects = ["::mlir::scf::SCFDialect", "::mlir::memref::MemRefDialect",
    "::mlir::vector::VectorDialect", "::mlir::arith::ArithDialect", "::mlir::LLVM::LLVMDialect"];
}

def BufferizeKernelPass : Pass<"bufferize-kernel", "::cameo::KernelOp"> {
  let summary = "Bufferize a bound kernel in place";
  let dependentDialects = ["::mlir::bufferization::BufferizationDialect",
    "::mlir::memref::MemRefDialect"];
}

def KernelToLoopsPass : Pass<"kernel-to-loops", "::cameo::KernelOp"> {
  let summary = "Lower the structured operations of a kernel to loops over its tasks";
  let description = [{
    The innermost loop is the one most operands are contiguous in, for LLVM to
    vectorise; the outer parallel loops are flattened into the kernel's tasks.
  }];
  let dependentDialects = ["::mlir::scf::SCFDialect", "::mlir::memref::MemRefDialect",
    "::mlir::affine::AffineDialect"];
}

def AnnotateLoopsPass : Pass<"annotate-loops", "::cameo::KernelOp"> {
  let summary = "Tell LLVM which loops to vectorise";
  let description = [{
    An innermost loop of eight iterations or more is not unrolled before it is
    vectorised, and no loop around it is vectorised in its place. In kernels that
    have vectors already, loops around tiles of them are not unrolled.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

#endif
