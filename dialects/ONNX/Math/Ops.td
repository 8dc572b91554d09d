// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic and matrix products.

#ifndef CAMEO_ONNX_MATH_OPS_TD
#define CAMEO_ONNX_MATH_OPS_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_AddOp : ONNX_BinaryOp<"Add", 14, ONNX_NumberTensor, ["inferValues"]> {
  let summary = "a + b";
}

def ONNX_ReluOp : ONNX_UnaryOp<"Relu", 14, ONNX_NumberTensor> {
  let summary = "max(x, 0)";
}

#endif
