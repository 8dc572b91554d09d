// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators on quantised tensors: x = scale * (q - zero_point).

#ifndef CAMEO_ONNX_MICROSOFT_QUANTIZATION_TD
#define CAMEO_ONNX_MICROSOFT_QUANTIZATION_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_MicrosoftByteTensor : TensorOf<[I8, UI8]>;
def ONNX_MicrosoftF32Tensor : TensorOf<[F32]>;

// c = f(a, b), all quantised.
class ONNX_QuantizedBinaryOp<string mnemonic> : ONNX_CompositeOp<mnemonic, 1> {
  let arguments = (ins ONNX_MicrosoftByteTensor:$A, ONNX_MicrosoftF32Tensor:$A_scale,
                       ONNX_Opt<ONNX_MicrosoftByteTensor>:$A_zero_point,
                       ONNX_MicrosoftByteTensor:$B, ONNX_MicrosoftF32Tensor:$B_scale,
                       ONNX_Opt<ONNX_MicrosoftByteTensor>:$B_zero_point,
                       ONNX_MicrosoftF32Tensor:$C_scale,
                       ONNX_Opt<ONNX_MicrosoftByteTensor>:$C_zero_point);
  let results = (outs ONNX_Result<ONNX_MicrosoftByteTensor>:$C);
}
def ONNX_MicrosoftQLinearAddOp : ONNX_QuantizedBinaryOp<"microsoft.QLinearAdd"> {
  let summary = "the quantised sum of quantised tensors";
}
def ONNX_MicrosoftQLinearMulOp : ONNX_QuantizedBinaryOp<"microsoft.QLinearMul"> {
  let summary = "the quantised product of quantised tensors, element by element";
}

def ONNX_MicrosoftDynamicQuantizeMatMulOp
    : ONNX_CompositeOp<"microsoft.DynamicQuantizeMatMul", 1> {
  let summary = "A × (b_scale * (B - b_zero_point)) + bias, with A quantised for the product";
  let arguments = (ins ONNX_MicrosoftF32Tensor:$A, ONNX_MicrosoftByteTensor:$B,
                       ONNX_MicrosoftF32Tensor:$b_scale,
                       ONNX_Opt<ONNX_MicrosoftByteTensor>:$b_zero_point,
                       ONNX_Opt<ONNX_MicrosoftF32Tensor>:$bias);
  let results = (outs ONNX_Result<ONNX_MicrosoftF32Tensor>:$Y);
}

def ONNX_MicrosoftMatMulIntegerToFloatOp
    : ONNX_CompositeOp<"microsoft.MatMulIntegerToFloat", 1> {
  let summary = "a_scale * b_scale * (A - a_zero_point) × (B - b_zero_point) + bias";
  let arguments = (ins ONNX_MicrosoftByteTensor:$A, ONNX_MicrosoftByteTensor:$B,
                       ONNX_MicrosoftF32Tensor:$a_scale, ONNX_MicrosoftF32Tensor:$b_scale,
                       ONNX_Opt<ONNX_MicrosoftByteTensor>:$a_zero_point,
                       ONNX_Opt<ONNX_MicrosoftByteTensor>:$b_zero_point,
                       ONNX_Opt<ONNX_MicrosoftF32Tensor>:$bias);
  let results = (outs ONNX_Result<ONNX_MicrosoftF32Tensor>:$Y);
}

// y = f(x), both quantised.
class ONNX_QuantizedUnaryOp<string mnemonic, dag attributes = (ins)> : ONNX_CompositeOp<mnemonic, 1> {
  let arguments = !con((ins ONNX_MicrosoftByteTensor:$X, ONNX_MicrosoftF32Tensor:$X_scale,
                            ONNX_Opt<ONNX_MicrosoftByteTensor>:$X_zero_point,
                            ONNX_MicrosoftF32Tensor:$Y_scale,
                            ONNX_Opt<ONNX_MicrosoftByteTensor>:$Y_zero_point),
                       attributes);
  let results = (outs ONNX_Result<ONNX_MicrosoftByteTensor>:$Y);
}
def ONNX_MicrosoftQLinearSigmoidOp : ONNX_QuantizedUnaryOp<"microsoft.QLinearSigmoid"> {
  let summary = "the quantised sigmoid of a quantised tensor";
}
def ONNX_MicrosoftQLinearLeakyReluOp
    : ONNX_QuantizedUnaryOp<"microsoft.QLinearLeakyRelu",
                            (ins DefaultValuedAttr<F32Attr, "0.01f">:$alpha)> {
  let summary = "x < 0 ? alpha * x : x of a quantised tensor, quantised";
}
def ONNX_MicrosoftQLinearSoftmaxOp
    : ONNX_QuantizedUnaryOp<"microsoft.QLinearSoftmax",
                            (ins DefaultValuedAttr<I64Attr, "-1">:$axis,
                             DefaultValuedAttr<I64Attr, "13">:$opset)> {
  let summary = "the quantised softmax; before opset 13 that of all dimensions from axis on";
}
def ONNX_MicrosoftQLinearReduceMeanOp
    : ONNX_QuantizedUnaryOp<"microsoft.QLinearReduceMean",
                            (ins DenseI64ArrayAttr:$axes, DefaultValuedAttr<I64Attr, "1">:$keepdims)> {
  let summary = "the quantised mean of a quantised tensor along axes";
}
def ONNX_MicrosoftQLinearGlobalAveragePoolOp
    : ONNX_QuantizedUnaryOp<"microsoft.QLinearGlobalAveragePool",
                            (ins DefaultValuedAttr<I64Attr, "0">:$channels_last)> {
  let summary = "the quantised means of quantised channels";
}
def ONNX_MicrosoftQLinearAveragePoolOp
    : ONNX_QuantizedUnaryOp<"microsoft.QLinearAveragePool",
                            (ins DefaultValuedStrAttr<StrAttr, "NOTSET">:$auto_pad,
                             DefaultValuedAttr<I64Attr, "0">:$ceil_mode,
                             DefaultValuedAttr<I64Attr, "0">:$channels_last,
                             DefaultValuedAttr<I64Attr, "0">:$count_include_pad,
                             DenseI64ArrayAttr:$kernel_shape,
                             OptionalAttr<DenseI64ArrayAttr>:$pads,
                             OptionalAttr<DenseI64ArrayAttr>:$strides)> {
  let summary = "the quantised means of windows of a quantised image";
}

def ONNX_MicrosoftQLinearConcatOp : ONNX_CompositeOp<"microsoft.QLinearConcat", 1> {
  let summary = "quantised tensors, each with its scale and zero point, joined as one";
  let arguments = (ins ONNX_MicrosoftF32Tensor:$Y_scale, ONNX_MicrosoftByteTensor:$Y_zero_point,
                       Variadic<ONNX_Tensor>:$inputs, I64Attr:$axis);
  let results = (outs ONNX_Result<ONNX_MicrosoftByteTensor>:$Y);
}

def ONNX_MicrosoftQLinearWhereOp : ONNX_CompositeOp<"microsoft.QLinearWhere", 1> {
  let summary = "x where the condition holds, else y, all quantised";
  let arguments = (ins ONNX_BoolTensor:$condition, ONNX_MicrosoftByteTensor:$X,
                       ONNX_MicrosoftF32Tensor:$x_scale, ONNX_MicrosoftByteTensor:$x_zero_point,
                       ONNX_MicrosoftByteTensor:$Y, ONNX_MicrosoftF32Tensor:$y_scale,
                       ONNX_MicrosoftByteTensor:$y_zero_point, ONNX_MicrosoftF32Tensor:$z_scale,
                       ONNX_MicrosoftByteTensor:$z_zero_point);
  let results = (outs ONNX_Result<ONNX_MicrosoftByteTensor>:$Z);
}

def ONNX_MicrosoftQGemmOp : ONNX_CompositeOp<"microsoft.QGemm", 1> {
  let summary = "alpha * A × B + C, quantised if y_scale is given; C has the scale of the product";
  let arguments = (ins ONNX_MicrosoftByteTensor:$A, ONNX_MicrosoftF32Tensor:$a_scale,
                       ONNX_MicrosoftByteTensor:$a_zero_point, ONNX_MicrosoftByteTensor:$B,
                       ONNX_MicrosoftF32Tensor:$b_scale, ONNX_MicrosoftByteTensor:$b_zero_point,
                       ONNX_Opt<TensorOf<[I32]>>:$C, ONNX_Opt<ONNX_MicrosoftF32Tensor>:$y_scale,
                       ONNX_Opt<ONNX_MicrosoftByteTensor>:$y_zero_point,
                       DefaultValuedAttr<F32Attr, "1.0f">:$alpha,
                       DefaultValuedAttr<I64Attr, "0">:$transA,
                       DefaultValuedAttr<I64Attr, "0">:$transB);
  let results = (outs ONNX_Result<TensorOf<[F32, I8, UI8]>>:$Y);
}

def ONNX_MicrosoftQLinearConvOp : ONNX_CompositeOp<"microsoft.QLinearConv", 1> {
  let summary = "the quantised convolution of a quantised image, whose channels may be last";
  let arguments = (ins ONNX_MicrosoftByteTensor:$x, ONNX_MicrosoftF32Tensor:$x_scale,
                       ONNX_MicrosoftByteTensor:$x_zero_point, ONNX_MicrosoftByteTensor:$w,
                       ONNX_MicrosoftF32Tensor:$w_scale, ONNX_MicrosoftByteTensor:$w_zero_point,
                       ONNX_MicrosoftF32Tensor:$y_scale, ONNX_MicrosoftByteTensor:$y_zero_point,
                       ONNX_Opt<TensorOf<[I32]>>:$B,
                       DefaultValuedStrAttr<StrAttr, "NOTSET">:$auto_pad,
                       DefaultValuedAttr<I64Attr, "0">:$channels_last,
                       OptionalAttr<DenseI64ArrayAttr>:$dilations,
                       DefaultValuedAttr<I64Attr, "1">:$group,
                       OptionalAttr<DenseI64ArrayAttr>:$kernel_shape,
                       OptionalAttr<DenseI64ArrayAttr>:$pads,
                       OptionalAttr<DenseI64ArrayAttr>:$strides);
  let results = (outs ONNX_Result<ONNX_MicrosoftByteTensor>:$y);
}

def ONNX_MicrosoftMatMulInteger16Op : ONNX_CompositeOp<"microsoft.MatMulInteger16", 1> {
  let summary = "the product of matrices of 16-bit integers, in 32 bits";
  let arguments = (ins TensorOf<[I16, UI16]>:$A, TensorOf<[I16, UI16]>:$B);
  let results = (outs ONNX_Result<TensorOf<[I32, UI32]>>:$Y);
}

def ONNX_MicrosoftMatMulNBitsOp : ONNX_CompositeOp<"microsoft.MatMulNBits", 1> {
  let summary = "A × Bᵀ + bias, of rows of B in blocks of few bits a number";
  let description = [{
    B is [N, blocks, bytes], the first number in a byte's lowest bits; a number q
    is scale * (q - zero_point) with the scale and the zero point of its block.
  }];
  let arguments = (ins ONNX_FloatTensor:$A, TensorOf<[UI8]>:$B, ONNX_FloatTensor:$scales,
                       ONNX_Opt<ONNX_NumberTensor>:$zero_points, ONNX_Opt<ONNX_IntTensor>:$g_idx,
                       ONNX_Opt<ONNX_FloatTensor>:$bias, I64Attr:$K, I64Attr:$N,
                       DefaultValuedAttr<I64Attr, "0">:$accuracy_level,
                       DefaultValuedAttr<I64Attr, "4">:$bits, I64Attr:$block_size,
                       DefaultValuedAttr<I64Attr, "0">:$weight_prepacked);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

// No operator of models: MatMulNBits of weights that stay as they are.
def ONNX_MicrosoftBlockProductOp : ONNX_PureOp<"microsoft.BlockProduct", 1> {
  let isInternal = true;
  let summary = "A × Bᵀ, of rows of B in blocks of two numbers of four bits to a byte";
  let description = [{
    B is [N, blocks, bytes], the first number of a byte in its low bits; a number q
    stands for scales[n, block] * (q - 8).
  }];
  let arguments = (ins TensorOf<[F32]>:$A, TensorOf<[UI8]>:$B, TensorOf<[F32]>:$scales);
  let results = (outs ONNX_Result<TensorOf<[F32]>>:$Y);
}

def ONNX_MicrosoftGatherBlockQuantizedOp
    : ONNX_CompositeOp<"microsoft.GatherBlockQuantized", 1> {
  let summary = "rows of a table in blocks of few bits a number, at the indices";
  let arguments = (ins TensorOf<[UI8]>:$data, ONNX_IndexTensor:$indices, ONNX_FloatTensor:$scales,
                       ONNX_Opt<TensorOf<[UI8]>>:$zero_points,
                       DefaultValuedAttr<I64Attr, "4">:$bits,
                       DefaultValuedAttr<I64Attr, "128">:$block_size,
                       DefaultValuedAttr<I64Attr, "0">:$gather_axis,
                       DefaultValuedAttr<I64Attr, "1">:$quantize_axis);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output);
}

def ONNX_MicrosoftDynamicQuantizeLSTMOp : ONNX_CompositeOp<"microsoft.DynamicQuantizeLSTM", 1> {
  let summary = "an LSTM whose weights, [directions, rows, gates], are quantised";
  let arguments = (ins ONNX_MicrosoftF32Tensor:$X, ONNX_MicrosoftByteTensor:$W,
                       ONNX_MicrosoftByteTensor:$R, ONNX_Opt<ONNX_MicrosoftF32Tensor>:$B,
                       ONNX_Opt<ONNX_IndexTensor>:$sequence_lens,
                       ONNX_Opt<ONNX_MicrosoftF32Tensor>:$initial_h,
                       ONNX_Opt<ONNX_MicrosoftF32Tensor>:$initial_c,
                       ONNX_Opt<ONNX_MicrosoftF32Tensor>:$P, ONNX_MicrosoftF32Tensor:$W_scale,
                       ONNX_MicrosoftByteTensor:$W_zero_point, ONNX_MicrosoftF32Tensor:$R_scale,
                       ONNX_MicrosoftByteTensor:$R_zero_point,
                       OptionalAttr<DenseF32ArrayAttr>:$activation_alpha,
                       OptionalAttr<DenseF32ArrayAttr>:$activation_beta,
                       OptionalAttr<StrArrayAttr>:$activations, OptionalAttr<F32Attr>:$clip,
                       DefaultValuedStrAttr<StrAttr, "forward">:$direction,
                       OptionalAttr<I64Attr>:$hidden_size,
                       DefaultValuedAttr<I64Attr, "0">:$input_forget);
  let results = (outs ONNX_Result<ONNX_MicrosoftF32Tensor>:$Y,
                      ONNX_Result<ONNX_MicrosoftF32Tensor>:$Y_h,
                      ONNX_Result<ONNX_MicrosoftF32Tensor>:$Y_c);
}

#endif
