// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes that keep to one level of the program.

#ifndef CAMEO_TRANSFORMS_PASSES_TD
#define CAMEO_TRANSFORMS_PASSES_TD

include "mlir/Pass/PassBase.td"

def InferShapesPass : Pass<"onnx-infer-shapes", "::mlir::func::FuncOp"> {
  let summary = "Give every onnx operation the types of its results";
  let description = [{
    Infers shapes as expressions of the symbolic dims and evaluates shape
    computations on them. The types keep what is constant; a malformed operation
    is an error that names its node.
  }];
}

#endif
