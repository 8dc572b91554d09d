// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Inference as a pass of its own.

#include "dialects/ONNX/ONNX.h"
#include "lib/Transforms/ONNX/Passes.h"

namespace cameo {
#define GEN_PASS_DEF_INFERSHAPESPASS
#include "lib/Transforms/ONNX/Passes.h.inc"
} // namespace cameo

using namespace cameo;

namespace {
struct InferShapes : cameo::impl::InferShapesPassBase<InferShapes> {
  void runOnOperation() override {
    onnx::SymbolicShapes shapes(&getContext());
    if (failed(onnx::inferFunction(getOperation(), shapes)))
      signalPassFailure();
  }
};
} // namespace
