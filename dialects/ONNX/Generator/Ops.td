// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tensors made from shapes and ranges.

#ifndef CAMEO_ONNX_GENERATOR_OPS_TD
#define CAMEO_ONNX_GENERATOR_OPS_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_ConstantOfShapeOp : ONNX_PureOp<"ConstantOfShape", 25, [], ["inferValues"]> {
  let summary = "a tensor of one value (default 0.0)";
  let arguments = (ins ONNX_I64Tensor:$input, OptionalAttr<ElementsAttr>:$value);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

def ONNX_RangeOp : ONNX_PureOp<"Range", 11, [], ["inferValues"]> {
  let summary = "start, start + delta, … up to limit (exclusive)";
  let arguments = (ins ONNX_NumberTensor:$start, ONNX_NumberTensor:$limit, ONNX_NumberTensor:$delta);
  let results = (outs ONNX_Result<ONNX_NumberTensor>:$output);
  let moreDeclarations = [{
    /// The number of elements where it follows from what is known of the operands.
    ::std::optional<::mlir::AffineExpr> inferCount(InferenceContext &ctx);
  }];
}

def ONNX_EyeLikeOp : ONNX_PureOp<"EyeLike", 22> {
  let summary = "ones on diagonal k of a matrix, zero elsewhere";
  let arguments = (ins ONNX_Tensor:$input, OptionalAttr<I64Attr>:$dtype,
                       DefaultValuedAttr<I64Attr, "0">:$k);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

#endif
