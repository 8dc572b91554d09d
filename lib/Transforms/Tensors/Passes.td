// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes on whole functions of tensors.

#ifndef CAMEO_TRANSFORMS_TENSORS_PASSES_TD
#define CAMEO_TRANSFORMS_TENSORS_PASSES_TD

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

def DecomposePadsPass : Pass<"decompose-pads", "::mlir::func::FuncOp"> {
  let summary = "Turn padding into a fill and an insertion";
  let dependentDialects = ["::mlir::linalg::LinalgDialect", "::mlir::tensor::TensorDialect"];
}

def FuseElementwisePass : Pass<"fuse-elementwise", "::mlir::func::FuncOp"> {
  let summary = "Fuse elementwise operations into their consumers";
  let dependentDialects = ["::mlir::linalg::LinalgDialect", "::mlir::tensor::TensorDialect"];
}

#endif
