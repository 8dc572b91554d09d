// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known of loops before they run.

#ifndef CAMEO_ONNX_CONTROLFLOW_LOOPS_H
#define CAMEO_ONNX_CONTROLFLOW_LOOPS_H

#include "dialects/ONNX/ONNX.h"

namespace cameo::onnx {

/// Whether the loop has no iterations: its count or its first condition says so.
bool runsNever(LoopOp loop, SymbolicShapes &shapes);

} // namespace cameo::onnx

#endif
