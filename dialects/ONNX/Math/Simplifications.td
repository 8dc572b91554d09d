// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic that changes nothing, exactly: not even the sign of a zero.

#ifndef CAMEO_ONNX_MATH_SIMPLIFICATIONS_TD
#define CAMEO_ONNX_MATH_SIMPLIFICATIONS_TD

include "dialects/ONNX/Math/Ops.td"
include "mlir/IR/PatternBase.td"

// A constant of one element that does not raise the rank of the other operand.
class IsScalar<string number> : Constraint<CPred<"isScalar($0, $1, " # number # ")">>;

// x + -0 = x, but -0 + 0 = 0; of integers there is one zero.
def : Pat<(ONNX_AddOp $x, $c), (replaceWithValue $x), [(IsScalar<"-0.0"> $c, $x)]>;
def : Pat<(ONNX_AddOp $c, $x), (replaceWithValue $x), [(IsScalar<"-0.0"> $c, $x)]>;
// x - 0 = x
def : Pat<(ONNX_SubOp $x, $c), (replaceWithValue $x), [(IsScalar<"0.0"> $c, $x)]>;
// x * 1 = x
def : Pat<(ONNX_MulOp $x, $c), (replaceWithValue $x), [(IsScalar<"1.0"> $c, $x)]>;
def : Pat<(ONNX_MulOp $c, $x), (replaceWithValue $x), [(IsScalar<"1.0"> $c, $x)]>;
// x / 1 = x
def : Pat<(ONNX_DivOp $x, $c), (replaceWithValue $x), [(IsScalar<"1.0"> $c, $x)]>;
// x¹ = x
def : Pat<(ONNX_PowOp $x, $c), (replaceWithValue $x), [(IsScalar<"1.0"> $c, $x)]>;
// -(-x) = x
def : Pat<(ONNX_NegOp (ONNX_NegOp $x)), (replaceWithValue $x)>;

#endif
