// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Applies the families' decompositions.

#include "dialects/ONNX/Rewriting.h"
#include "lib/Transforms/ONNX/Passes.h"

namespace cameo {
#define GEN_PASS_DEF_DECOMPOSEONNXPASS
#include "lib/Transforms/ONNX/Passes.h.inc"
} // namespace cameo

using namespace cameo;

namespace {
struct DecomposeONNX : cameo::impl::DecomposeONNXPassBase<DecomposeONNX> {
  void runOnOperation() override {
    auto populate = [](mlir::RewritePatternSet &patterns, onnx::SymbolicShapes &shapes) {
#define CAMEO_ONNX_FAMILY(family) onnx::populate##family##Decompositions(patterns, shapes);
#include "dialects/ONNX/Decompositions.def"
#undef CAMEO_ONNX_FAMILY
      onnx::populateCompositeDecompositions(patterns, shapes);
    };
    if (failed(onnx::rewriteFunction(getOperation(), populate)))
      signalPassFailure();
  }
};
} // namespace
