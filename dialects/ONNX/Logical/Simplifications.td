// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Negations that cancel.

#ifndef CAMEO_ONNX_LOGICAL_SIMPLIFICATIONS_TD
#define CAMEO_ONNX_LOGICAL_SIMPLIFICATIONS_TD

include "dialects/ONNX/Logical/Ops.td"
include "mlir/IR/PatternBase.td"

def : Pat<(ONNX_NotOp (ONNX_NotOp $x)), (replaceWithValue $x)>;
def : Pat<(ONNX_BitwiseNotOp (ONNX_BitwiseNotOp $x)), (replaceWithValue $x)>;

#endif
