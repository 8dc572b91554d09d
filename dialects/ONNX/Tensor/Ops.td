// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Moving, slicing and reshaping.

#ifndef CAMEO_ONNX_TENSOR_OPS_TD
#define CAMEO_ONNX_TENSOR_OPS_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_IdentityOp : ONNX_PureOp<"Identity", 25> {
  let summary = "x";
  let arguments = (ins ONNX_AnyValue:$input);
  let results = (outs ONNX_AnyValue:$output);
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferShapes(InferenceContext &ctx) {
      if (!::llvm::isa<::mlir::RankedTensorType>(getInput().getType()))
        return ctx.setResultType(0, getInput().getType());
      return ctx.inferLikeOperand(0);
    }
  }];
}

#endif
