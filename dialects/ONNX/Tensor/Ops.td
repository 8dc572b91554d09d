// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Moving, slicing and reshaping.

#ifndef CAMEO_ONNX_TENSOR_OPS_TD
#define CAMEO_ONNX_TENSOR_OPS_TD

include "dialects/ONNX/ONNXBase.td"

// Elementwise operators that change the type or look at the representation.
def ONNX_CastOp : ONNX_PureOp<"Cast", 25, [DeclareOpInterfaceMethods<ONNX_ElementwiseInterface>],
                              ["inferValues"]> {
  let summary = "x in the element type numbered `to`";
  let description = "Floats outside an integer's range become its nearest value, NaN its smallest.";
  let arguments = (ins ONNX_Tensor:$input, DefaultValuedStrAttr<StrAttr, "up">:$round_mode,
                       DefaultValuedAttr<I64Attr, "1">:$saturate, I64Attr:$to);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}
def ONNX_CastLikeOp : ONNX_PureOp<"CastLike", 25> {
  let summary = "x in the element type of another tensor";
  let arguments = (ins ONNX_Tensor:$input, ONNX_Tensor:$target_type,
                       DefaultValuedStrAttr<StrAttr, "up">:$round_mode,
                       DefaultValuedAttr<I64Attr, "1">:$saturate);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}
def ONNX_IsInfOp : ONNX_UnaryPredicateOp<"IsInf", 20, ONNX_FloatTensor> {
  let summary = "whether x is an infinity of the wanted signs";
  let arguments = (ins ONNX_FloatTensor:$X, DefaultValuedAttr<I64Attr, "1">:$detect_negative,
                       DefaultValuedAttr<I64Attr, "1">:$detect_positive);
}
def ONNX_IsNaNOp : ONNX_UnaryPredicateOp<"IsNaN", 20, ONNX_FloatTensor> {
  let summary = "whether x is NaN";
}
def ONNX_WhereOp : ONNX_PureOp<"Where", 16, [DeclareOpInterfaceMethods<ONNX_ElementwiseInterface>],
                               ["inferValues"]> {
  let summary = "condition ? x : y with numpy's broadcasting";
  let arguments = (ins ONNX_BoolTensor:$condition, ONNX_Tensor:$X, ONNX_Tensor:$Y);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

def ONNX_IdentityOp : ONNX_PureOp<"Identity", 25, [], ["inferValues"]> {
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
