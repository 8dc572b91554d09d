// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes that stay on the onnx dialect.

#ifndef CAMEO_TRANSFORMS_ONNX_PASSES_TD
#define CAMEO_TRANSFORMS_ONNX_PASSES_TD

include "mlir/Pass/PassBase.td"

def InferShapesPass : Pass<"onnx-infer-shapes", "::mlir::func::FuncOp"> {
  let summary = "Give every onnx operation the types of its results";
  let description = [{
    Infers shapes as expressions of the symbolic dims and evaluates shape
    computations on them. The types keep what is constant; a malformed operation
    is an error that names its node.
  }];
}

def SpecializeDimsPass : Pass<"onnx-specialize-dims", "::mlir::func::FuncOp"> {
  let summary = "Copies of the graph for values of its dims, one for all others";
  let description = [{
    For a dim `n` with the values 1 and 8, the function becomes a chain of branches:
    if n is 1, the graph with 1 in its place; else if it is 8, likewise; else the
    graph as it was. Constants are shared. Of several dims, all combinations.
  }];
  let options = [ListOption<"dims", "dims", "std::string", "Names with values: n:1:8">];
}

def DecomposeONNXPass : Pass<"onnx-decompose", "::mlir::func::FuncOp"> {
  let summary = "Write composite operators in terms of simpler ones";
  let description = [{
    What remains are the primitives that have a lowering of their own.
  }];
}

def SimplifyONNXPass : Pass<"onnx-simplify", "::mlir::func::FuncOp"> {
  let summary = "Remove operators that do nothing or that their neighbours can do";
  let description = [{
    Identities, conversions there and back, neutral constants, shape computations
    whose values are known: no result changes by a bit. Batch normalizations go
    into the constant weights of the convolution or product before them, up to
    rounding.
  }];
}

#endif
