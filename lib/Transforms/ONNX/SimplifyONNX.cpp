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
#define CAMEO_ONNX_FAMILY(family) onnx::populate##family##Simplifications(patterns, shapes);
#include "dialects/ONNX/Simplifications.def"
#undef CAMEO_ONNX_FAMILY
    };
    if (failed(onnx::rewriteFunction(getOperation(), populate)))
      signalPassFailure();
  }
};
} // namespace
