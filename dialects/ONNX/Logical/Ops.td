// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Comparisons, boolean algebra and bits.

#ifndef CAMEO_ONNX_LOGICAL_OPS_TD
#define CAMEO_ONNX_LOGICAL_OPS_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_UnsignedTensor : TensorOf<[UI8, UI16, UI32, UI64]>;

def ONNX_EqualOp : ONNX_CompareOp<"Equal", 19, ONNX_Tensor> { let summary = "a = b"; }
def ONNX_GreaterOp : ONNX_CompareOp<"Greater", 13, ONNX_NumberTensor> { let summary = "a > b"; }
def ONNX_GreaterOrEqualOp : ONNX_CompareOp<"GreaterOrEqual", 16, ONNX_NumberTensor> {
  let summary = "a >= b";
}
def ONNX_LessOp : ONNX_CompareOp<"Less", 13, ONNX_NumberTensor> { let summary = "a < b"; }
def ONNX_LessOrEqualOp : ONNX_CompareOp<"LessOrEqual", 16, ONNX_NumberTensor> {
  let summary = "a <= b";
}

def ONNX_AndOp : ONNX_BinaryOp<"And", 7, ONNX_BoolTensor, ["inferValues"]> {
  let summary = "a and b";
}
def ONNX_OrOp : ONNX_BinaryOp<"Or", 7, ONNX_BoolTensor, ["inferValues"]> { let summary = "a or b"; }
def ONNX_XorOp : ONNX_BinaryOp<"Xor", 7, ONNX_BoolTensor> { let summary = "either a or b"; }
def ONNX_NotOp : ONNX_UnaryOp<"Not", 1, ONNX_BoolTensor, ["inferValues"]> {
  let summary = "not x";
}

def ONNX_BitwiseAndOp : ONNX_BinaryOp<"BitwiseAnd", 18, ONNX_IntTensor> { let summary = "a & b"; }
def ONNX_BitwiseOrOp : ONNX_BinaryOp<"BitwiseOr", 18, ONNX_IntTensor> { let summary = "a | b"; }
def ONNX_BitwiseXorOp : ONNX_BinaryOp<"BitwiseXor", 18, ONNX_IntTensor> { let summary = "a ^ b"; }
def ONNX_BitwiseNotOp : ONNX_UnaryOp<"BitwiseNot", 18, ONNX_IntTensor> { let summary = "~x"; }
def ONNX_BitShiftOp : ONNX_BinaryOp<"BitShift", 11, ONNX_UnsignedTensor> {
  let summary = "x << y or x >> y; 0 when all bits are shifted out";
  let arguments = (ins ONNX_UnsignedTensor:$X, ONNX_UnsignedTensor:$Y, StrAttr:$direction);
  let extraClassDefinition = "";
}

#endif
