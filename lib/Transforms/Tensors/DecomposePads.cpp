// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A padded tensor is a filled one with the source inserted.

#include "lib/Transforms/Tensors/Passes.h"
#include "lib/Support/Fixpoint.h"
#include "mlir/Dialect/Linalg/Transforms/Transforms.h"

namespace cameo {
#define GEN_PASS_DEF_DECOMPOSEPADSPASS
#include "lib/Transforms/Tensors/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {
struct DecomposePads : cameo::impl::DecomposePadsPassBase<DecomposePads> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<linalg::DecomposePadOpPattern>(&getContext());
    if (failed(rewriteToFixpoint(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
