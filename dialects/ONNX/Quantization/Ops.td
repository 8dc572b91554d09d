// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Quantisation to integers and back, and products of quantised tensors:
// x = scale * (q - zero_point). A scale belongs to the whole tensor (a scalar), to
// each slice along `axis` (a vector), or to each `block_size` elements of it.

#ifndef CAMEO_ONNX_QUANTIZATION_OPS_TD
#define CAMEO_ONNX_QUANTIZATION_OPS_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_ByteTensor : TensorOf<[I8, UI8]>;
def ONNX_I32Tensor : TensorOf<[I32]>;
def ONNX_F32Tensor : TensorOf<[F32]>;
def ONNX_UI8Tensor : TensorOf<[UI8]>;
class ONNX_Int<string value> : DefaultValuedAttr<I64Attr, value>;

def ONNX_QuantizeLinearOp : ONNX_PureOp<"QuantizeLinear", 25> {
  let summary = "saturate(round(x / y_scale) + y_zero_point), rounding halves to even";
  let arguments = (ins ONNX_Tensor:$x, ONNX_FloatTensor:$y_scale, ONNX_Opt<ONNX_Tensor>:$y_zero_point,
                       ONNX_Int<"1">:$axis, ONNX_Int<"0">:$block_size, ONNX_Int<"0">:$output_dtype,
                       ONNX_Int<"0">:$precision, ONNX_Int<"1">:$saturate);
  let results = (outs ONNX_Result<ONNX_Tensor>:$y);
}

def ONNX_DequantizeLinearOp : ONNX_PureOp<"DequantizeLinear", 25> {
  let summary = "(x - x_zero_point) * x_scale";
  let arguments = (ins ONNX_Tensor:$x, ONNX_FloatTensor:$x_scale, ONNX_Opt<ONNX_Tensor>:$x_zero_point,
                       ONNX_Int<"1">:$axis, ONNX_Int<"0">:$block_size,
                       ONNX_Int<"0">:$output_dtype);
  let results = (outs ONNX_Result<ONNX_Tensor>:$y);
}

def ONNX_DynamicQuantizeLinearOp : ONNX_PureOp<"DynamicQuantizeLinear", 11> {
  let summary = "x quantised to 8 bits with the scale and zero point that fit its range";
  let arguments = (ins ONNX_F32Tensor:$x);
  let results = (outs ONNX_Result<ONNX_UI8Tensor>:$y, ONNX_Result<ONNX_F32Tensor>:$y_scale,
                      ONNX_Result<ONNX_UI8Tensor>:$y_zero_point);
}

def ONNX_MatMulIntegerOp : ONNX_PureOp<"MatMulInteger", 10> {
  let summary = "(A - a_zero_point) × (B - b_zero_point), exactly";
  let arguments = (ins ONNX_ByteTensor:$A, ONNX_ByteTensor:$B, ONNX_Opt<ONNX_ByteTensor>:$a_zero_point,
                       ONNX_Opt<ONNX_ByteTensor>:$b_zero_point);
  let results = (outs ONNX_Result<ONNX_I32Tensor>:$Y);
}

def ONNX_QLinearMatMulOp : ONNX_PureOp<"QLinearMatMul", 21> {
  let summary = "the quantised product of quantised matrices";
  let arguments = (ins ONNX_ByteTensor:$a, ONNX_FloatTensor:$a_scale, ONNX_ByteTensor:$a_zero_point,
                       ONNX_ByteTensor:$b, ONNX_FloatTensor:$b_scale, ONNX_ByteTensor:$b_zero_point,
                       ONNX_FloatTensor:$y_scale, ONNX_ByteTensor:$y_zero_point);
  let results = (outs ONNX_Result<ONNX_ByteTensor>:$y);
}

def ONNX_ConvIntegerOp : ONNX_PureOp<"ConvInteger", 10> {
  let summary = "the convolution of x - x_zero_point with w - w_zero_point, exactly";
  let arguments = (ins ONNX_ByteTensor:$x, ONNX_ByteTensor:$w, ONNX_Opt<ONNX_ByteTensor>:$x_zero_point,
                       ONNX_Opt<ONNX_ByteTensor>:$w_zero_point,
                       DefaultValuedStrAttr<StrAttr, "NOTSET">:$auto_pad,
                       OptionalAttr<DenseI64ArrayAttr>:$dilations, ONNX_Int<"1">:$group,
                       OptionalAttr<DenseI64ArrayAttr>:$kernel_shape,
                       OptionalAttr<DenseI64ArrayAttr>:$pads,
                       OptionalAttr<DenseI64ArrayAttr>:$strides);
  let results = (outs ONNX_Result<ONNX_I32Tensor>:$y);
  let moreDeclarations = [{
    ::llvm::FailureOr<Windows> windows(InferenceContext &ctx);
  }];
}

def ONNX_QLinearConvOp : ONNX_PureOp<"QLinearConv", 10> {
  let summary = "the quantised convolution of quantised tensors, plus B";
  let arguments = (ins ONNX_ByteTensor:$x, ONNX_F32Tensor:$x_scale, ONNX_ByteTensor:$x_zero_point,
                       ONNX_ByteTensor:$w, ONNX_F32Tensor:$w_scale, ONNX_ByteTensor:$w_zero_point,
                       ONNX_F32Tensor:$y_scale, ONNX_ByteTensor:$y_zero_point,
                       ONNX_Opt<ONNX_I32Tensor>:$B,
                       DefaultValuedStrAttr<StrAttr, "NOTSET">:$auto_pad,
                       OptionalAttr<DenseI64ArrayAttr>:$dilations, ONNX_Int<"1">:$group,
                       OptionalAttr<DenseI64ArrayAttr>:$kernel_shape,
                       OptionalAttr<DenseI64ArrayAttr>:$pads,
                       OptionalAttr<DenseI64ArrayAttr>:$strides);
  let results = (outs ONNX_Result<ONNX_ByteTensor>:$y);
}

#endif
