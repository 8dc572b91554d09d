// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Copies and conversions that change nothing.

#ifndef CAMEO_ONNX_TENSOR_SIMPLIFICATIONS_TD
#define CAMEO_ONNX_TENSOR_SIMPLIFICATIONS_TD

include "dialects/ONNX/Tensor/Ops.td"
include "mlir/IR/PatternBase.td"

def : Pat<(ONNX_IdentityOp $x), (replaceWithValue $x)>;

def HasElementType : Constraint<CPred<"hasElementType($0, $1)">>;
def HoldsElementsOf : Constraint<CPred<"holdsElementsOf($0, $1)">>;

def : Pat<(ONNX_CastOp $x, $mode, $saturate, $to), (replaceWithValue $x),
          [(HasElementType $x, $to)]>;
def : Pat<(ONNX_BitCastOp $x, $to), (replaceWithValue $x), [(HasElementType $x, $to)]>;
// There and back by way of a type that holds every value.
def : Pat<(ONNX_CastOp (ONNX_CastOp:$wide $x, $mode1, $saturate1, $to1), $mode2, $saturate2, $to2),
          (replaceWithValue $x), [(HasElementType $x, $to2), (HoldsElementsOf $wide, $x)]>;

#endif
