// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Negations that cancel.

#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

namespace {
#include "dialects/ONNX/Logical/Simplifications.inc"
} // namespace

void cameo::onnx::populateLogicalSimplifications(RewritePatternSet &patterns, SymbolicShapes &) {
  populateWithGenerated(patterns);
}
