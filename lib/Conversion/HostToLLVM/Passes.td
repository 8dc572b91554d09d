// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
#ifndef CAMEO_HOSTTOLLVM_PASSES_TD
#define CAMEO_HOSTTOLLVM_PASSES_TD

include "mlir/Pass/PassBase.td"

def HostToLLVMPass : Pass<"host-to-llvm", "::mlir::ModuleOp"> {
  let summary = "Plan memory and make the model's entry points";
  let description = [{
    Every tensor of the host function becomes an address: in the caller's inputs
    and outputs, in the weights, or at a planned offset of the workspace. Dispatches
    become calls of their kernels, through `cameo_parallel_for` where there is
    work for several threads. Constants are laid out in the weights blob, each
    aligned for devices; the module's `cameo.weights` lists them. The blob is the
    symbol `<prefix>_weights` or, with `side-weights`, what the context's
    `weights` points to.

    With `device`, `<prefix>_record` tells a recorder (`cameo_gpu.h`) what a run
    does: kernels with `cameo.device` are dispatches of their modules, numbered in
    the module's order; the others, and those whose module the device may lack
    features for, are steps of the host.
  }];
  let options = [
    Option<"prefix", "prefix", "std::string", "\"model\"", "the prefix of all symbols">,
    Option<"threads", "threads", "int", "0", "1: kernels are called directly">,
    Option<"device", "device", "bool", "false", "record runs for a GPU, too">,
    Option<"cpu", "cpu", "bool", "true", "run on the CPU, too">,
    Option<"sideWeights", "side-weights", "bool", "false",
      "weights come from the context, not from the object">,
    Option<"profile", "profile", "bool", "false",
      "the context's hook is told when a kernel begins and ends">
  ];
  let dependentDialects = ["::mlir::LLVM::LLVMDialect", "::mlir::cf::ControlFlowDialect",
    "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect"];
}

#endif
