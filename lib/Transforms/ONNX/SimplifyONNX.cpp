// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Applies the families' simplifications.

#include "dialects/ONNX/Rewriting.h"
#include "lib/Transforms/ONNX/Passes.h"

namespace cameo {
#define GEN_PASS_DEF_SIMPLIFYONNXPASS
#include "lib/Transforms/ONNX/Passes.h.inc"
} // namespace cameo

using namespace cameo;

namespace {
struct SimplifyONNX : cameo::impl::SimplifyONNXPassBase<SimplifyONNX> {
  void runOnOperation() override {
    auto populate = [](mlir::RewritePatternSet &patterns, onnx::SymbolicShapes &shapes) {
#define POPULATE(family) onnx::populate##family##Simplifications(patterns, shapes);
      CAMEO_ONNX_SIMPLIFICATIONS(POPULATE)
#undef POPULATE
    };
    if (failed(onnx::rewriteFunction(getOperation(), populate)))
      signalPassFailure();
  }
};
} // namespace
