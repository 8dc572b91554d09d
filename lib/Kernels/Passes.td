// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
#ifndef CAMEO_KERNELS_PASSES_TD
#define CAMEO_KERNELS_PASSES_TD

include "mlir/Pass/PassBase.td"

def SinkTransposesPass : Pass<"sink-transposes", "::mlir::func::FuncOp"> {
  let summary = "Move transposes down until they cancel";
  let description = [{
    `linalg.transpose` sinks through elementwise operations, padding, reshapes and
    concatenation, folds into reductions, composes with the next transpose, and
    becomes a reshape where it moves only extents of 1.
  }];
  let dependentDialects = ["::mlir::linalg::LinalgDialect", "::mlir::tensor::TensorDialect"];
}

def CheckExtentsPass : Pass<"check-extents", "::mlir::func::FuncOp"> {
  let summary = "Require that extents are equal where operations take them to be";
  let description = [{
    The operands of a structured operation that share a loop, the parts of a
    concatenation, the factors of a reshape: where their extents are not known to
    agree at compile time, `cameo.require` compares them.
  }];
  let dependentDialects = ["::cameo::CameoDialect", "::mlir::arith::ArithDialect",
    "::mlir::tensor::TensorDialect"];
}

def DecomposePadsPass : Pass<"decompose-pads", "::mlir::func::FuncOp"> {
  let summary = "Turn padding into a fill and an insertion";
  let dependentDialects = ["::mlir::linalg::LinalgDialect", "::mlir::tensor::TensorDialect"];
}

def ExpandMathPass : Pass<"expand-math", "::cameo::KernelOp"> {
  let summary = "Approximate transcendental functions by polynomials";
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::math::MathDialect",
    "::mlir::vector::VectorDialect"];
}

def FuseElementwisePass : Pass<"fuse-elementwise", "::mlir::func::FuncOp"> {
  let summary = "Fuse elementwise operations into their consumers";
  let dependentDialects = ["::mlir::linalg::LinalgDialect", "::mlir::tensor::TensorDialect"];
}

def FormContractionsPass : Pass<"form-contractions", "::mlir::func::FuncOp"> {
  let summary = "Recognise matrix products and convolutions; pack their right operands";
  let description = [{
    A structured operation that sums products in f32 becomes `cameo.contract`; it may
    widen its operands from f16 or bf16. Its right
    operand is packed into panels of 16 columns by an operation of its own, which
    runs at compile time when the operand is constant, unless its columns are
    contiguous and it is made at run time. Transposes fold into the maps.
  }];
  let dependentDialects = ["::cameo::CameoDialect", "::mlir::linalg::LinalgDialect",
    "::mlir::tensor::TensorDialect"];
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
    Option<"accumulators", "accumulators", "int64_t", "24", "registers for accumulators">
  ];
  let dependentDialects = ["::mlir::scf::SCFDialect", "::mlir::memref::MemRefDialect",
    "::mlir::vector::VectorDialect", "::mlir::arith::ArithDialect"];
}

def FormKernelsPass : Pass<"form-kernels", "::mlir::ModuleOp"> {
  let summary = "Group tensor operations into kernels and dispatch them";
  let description = [{
    What runs as one loop nest becomes one `cameo.kernel`: a contraction with the
    elementwise operation that consumes it, reductions along rows with their
    elementwise neighbours, or a single operation. Reshapes stay outside, where
    they are views; extents and scalars become `index` arguments. Equal kernels
    are shared.
  }];
  let dependentDialects = ["::cameo::CameoDialect", "::mlir::tensor::TensorDialect"];
}

def BindKernelBuffersPass : Pass<"bind-kernel-buffers", "::cameo::KernelOp"> {
  let summary = "Give a kernel its machine signature: addresses, extents, a range of tasks";
  let description = [{
    Tensor arguments and results become addresses bound by `cameo.buffer`; the
    results are written where their addresses say.
  }];
  let dependentDialects = ["::mlir::bufferization::BufferizationDialect",
    "::mlir::memref::MemRefDialect", "::mlir::LLVM::LLVMDialect"];
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
    vectorised, and no loop around it is vectorised in its place. Kernels that
    have vectors already stay as they are.
  }];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

def EmulateFloatsPass : Pass<"emulate-floats", "::mlir::ModuleOp"> {
  let summary = "Compute on narrow floats in f32, and round each result";
  let description = [{
    MLIR's `arith-emulate-unsupported-floats`, without the flags by which it lets
    a conversion to the narrow type cancel the one back; `math-extend-to-supported-types`;
    and conversions between bf16 and f64 by way of f32. What remains on bf16 are
    conversions from and to f32, and what only moves it.
  }];
  let options = [ListOption<"types", "types", "std::string", "The types to do without, e.g. bf16">];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::math::MathDialect"];
}

def BF16ToIntegersPass : Pass<"bf16-to-integers", "::mlir::ModuleOp"> {
  let summary = "Hold bf16 as i16 in functions";
  let description = [{
    After arithmetic and conversions are gone: what remains are loads, stores,
    selections and constants.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}

#endif
