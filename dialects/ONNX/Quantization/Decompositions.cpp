// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Quantised operators in terms of simpler ones.

#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

void cameo::onnx::populateQuantizationDecompositions(RewritePatternSet &patterns,
                                                     SymbolicShapes &shapes) {}
