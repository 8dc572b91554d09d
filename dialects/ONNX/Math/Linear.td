// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Matrix products.

#ifndef CAMEO_ONNX_MATH_LINEAR_TD
#define CAMEO_ONNX_MATH_LINEAR_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_MatMulOp : ONNX_PureOp<"MatMul", 13> {
  let summary = "numpy's matmul";
  let arguments = (ins ONNX_NumberTensor:$A, ONNX_NumberTensor:$B);
  let results = (outs ONNX_Result<ONNX_NumberTensor>:$Y);
}

def ONNX_GemmOp : ONNX_PureOp<"Gemm", 13> {
  let summary = "alpha * A * B + beta * C, of matrices that may be transposed";
  let arguments = (ins ONNX_NumberTensor:$A, ONNX_NumberTensor:$B, ONNX_Opt<ONNX_NumberTensor>:$C,
                       DefaultValuedAttr<F32Attr, "1.0">:$alpha,
                       DefaultValuedAttr<F32Attr, "1.0">:$beta,
                       DefaultValuedAttr<I64Attr, "0">:$transA,
                       DefaultValuedAttr<I64Attr, "0">:$transB);
  let results = (outs ONNX_Result<ONNX_NumberTensor>:$Y);
}

def ONNX_DetOp : ONNX_PureOp<"Det", 22> {
  let summary = "the determinants of square matrices";
  let arguments = (ins ONNX_FloatTensor:$X);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_EinsumOp : ONNX_PureOp<"Einsum", 12> {
  let summary = "a sum of products given by an equation of labels";
  let arguments = (ins Variadic<ONNX_NumberTensor>:$Inputs, StrAttr:$equation);
  let results = (outs ONNX_Result<ONNX_NumberTensor>:$Output);
}

#endif
