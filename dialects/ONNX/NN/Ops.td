// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Layers of neural networks.

#ifndef CAMEO_ONNX_NN_OPS_TD
#define CAMEO_ONNX_NN_OPS_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_DropoutOp : ONNX_PureOp<"Dropout", 22> {
  let summary = "x, and a mask that keeps all: inference drops nothing";
  let arguments = (ins ONNX_FloatTensor:$data, ONNX_Opt<ONNX_FloatTensor>:$ratio,
                       ONNX_Opt<ONNX_BoolTensor>:$training_mode, OptionalAttr<I64Attr>:$seed);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output, ONNX_Result<ONNX_BoolTensor>:$mask);
}

#endif
