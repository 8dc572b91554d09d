// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
#ifndef CAMEO_KERNELSTOLLVM_PASSES_TD
#define CAMEO_KERNELSTOLLVM_PASSES_TD

include "mlir/Pass/PassBase.td"

def KernelsToFuncPass : Pass<"kernels-to-func", "::mlir::ModuleOp"> {
  let summary = "Make functions of kernels";
  let description = [{
    A kernel becomes a private function whose addresses do not alias;
    `cameo.buffer` becomes the descriptor that MLIR's lowering of memrefs expects.
  }];
  let dependentDialects = ["::mlir::func::FuncDialect", "::mlir::LLVM::LLVMDialect"];
}

#endif
