// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The pass that forms kernels.

#ifndef CAMEO_KERNELS_PASSES_TD
#define CAMEO_KERNELS_PASSES_TD

include "mlir/Pass/PassBase.td"

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

def HoistInvariantsPass : Pass<"hoist-invariants", "::mlir::func::FuncOp"> {
  let summary = "Move what is the same in each iteration before the loop";
  let description = [{
    Dispatches, views and scalars of a loop's body whose operands are all from
    outside run once, before it; of a branch, those that constants alone determine.
  }];
}

#endif
