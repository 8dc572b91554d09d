// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Layers with a bias, normalizations, and layers of images whose channels are last.

#ifndef CAMEO_ONNX_MICROSOFT_LAYERS_TD
#define CAMEO_ONNX_MICROSOFT_LAYERS_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_MicrosoftBiasAddOp : ONNX_CompositeOp<"microsoft.BiasAdd", 1> {
  let summary = "X + bias + skip";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$bias, ONNX_FloatTensor:$skip);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MicrosoftBiasDropoutOp : ONNX_CompositeOp<"microsoft.BiasDropout", 1> {
  let summary = "the dropout of data + bias, plus the residual";
  let arguments = (ins ONNX_FloatTensor:$data, ONNX_FloatTensor:$bias,
                       ONNX_Opt<ONNX_FloatTensor>:$residual, ONNX_Opt<ONNX_FloatTensor>:$ratio,
                       ONNX_Opt<ONNX_BoolTensor>:$training_mode, OptionalAttr<I64Attr>:$seed);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output, ONNX_Result<ONNX_BoolTensor>:$mask);
}

def ONNX_MicrosoftBiasSoftmaxOp : ONNX_CompositeOp<"microsoft.BiasSoftmax", 1> {
  let summary = "the softmax of data + bias over all dimensions from axis on";
  let arguments = (ins ONNX_FloatTensor:$data, ONNX_FloatTensor:$bias,
                       DefaultValuedAttr<I64Attr, "1">:$axis, I64Attr:$is_inner_broadcast);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output);
}

def ONNX_MicrosoftBiasSplitGeluOp : ONNX_CompositeOp<"microsoft.BiasSplitGelu", 1> {
  let summary = "a * gelu(b), of the halves of X + bias along the last dimension";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$bias);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MicrosoftGroupNormOp : ONNX_CompositeOp<"microsoft.GroupNorm", 1> {
  let summary = "a group normalization, and x * sigmoid(x) of it if `activation`";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$gamma, ONNX_FloatTensor:$beta,
                       I64Attr:$activation, DefaultValuedAttr<I64Attr, "1">:$channels_last,
                       DefaultValuedAttr<F32Attr, "1e-5f">:$epsilon, I64Attr:$groups);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MicrosoftSkipGroupNormOp : ONNX_CompositeOp<"microsoft.SkipGroupNorm", 1> {
  let summary = "the group normalization of X + skip + bias, and this sum";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$gamma, ONNX_FloatTensor:$beta,
                       ONNX_FloatTensor:$skip, ONNX_Opt<ONNX_FloatTensor>:$bias,
                       I64Attr:$activation, DefaultValuedAttr<I64Attr, "1">:$channels_last,
                       DefaultValuedAttr<F32Attr, "1e-5f">:$epsilon, I64Attr:$groups);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y, ONNX_Result<ONNX_FloatTensor>:$S);
}

def ONNX_MicrosoftCDistOp : ONNX_CompositeOp<"microsoft.CDist", 1> {
  let summary = "the distance of each row of A from each row of B, or its square";
  let arguments = (ins ONNX_FloatTensor:$A, ONNX_FloatTensor:$B,
                       DefaultValuedStrAttr<StrAttr, "sqeuclidean">:$metric);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$C);
}

def ONNX_MicrosoftNhwcConvOp : ONNX_CompositeOp<"microsoft.NhwcConv", 1> {
  let summary = "the convolution of an image whose channels are last";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$W, ONNX_Opt<ONNX_FloatTensor>:$B,
                       DefaultValuedStrAttr<StrAttr, "NOTSET">:$auto_pad,
                       OptionalAttr<DenseI64ArrayAttr>:$dilations,
                       DefaultValuedAttr<I64Attr, "1">:$group,
                       OptionalAttr<DenseI64ArrayAttr>:$kernel_shape,
                       OptionalAttr<DenseI64ArrayAttr>:$pads,
                       OptionalAttr<DenseI64ArrayAttr>:$strides);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MicrosoftNhwcMaxPoolOp : ONNX_CompositeOp<"microsoft.NhwcMaxPool", 1> {
  let summary = "the largest elements of windows of an image whose channels are last";
  let arguments = (ins TensorOf<[I8, UI8]>:$x, DefaultValuedStrAttr<StrAttr, "NOTSET">:$auto_pad,
                       DefaultValuedAttr<I64Attr, "0">:$ceil_mode,
                       OptionalAttr<DenseI64ArrayAttr>:$dilations, DenseI64ArrayAttr:$kernel_shape,
                       OptionalAttr<DenseI64ArrayAttr>:$pads,
                       OptionalAttr<DenseI64ArrayAttr>:$strides);
  let results = (outs ONNX_Result<TensorOf<[I8, UI8]>>:$y);
}

def ONNX_MicrosoftInverseOp : ONNX_PureOp<"microsoft.Inverse", 1> {
  let summary = "the inverses of square matrices; of those that have none, infinities and NaNs";
  let arguments = (ins ONNX_FloatTensor:$X);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

#endif
