// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// com.microsoft: what ONNX Runtime's optimizer fuses. Operators that ai.onnx has
// as well become its when they are imported.

#ifndef CAMEO_ONNX_MICROSOFT_OPS_TD
#define CAMEO_ONNX_MICROSOFT_OPS_TD

include "dialects/ONNX/Microsoft/Attention.td"
include "dialects/ONNX/Microsoft/Experts.td"
include "dialects/ONNX/Microsoft/Generation.td"
include "dialects/ONNX/Microsoft/Layers.td"
include "dialects/ONNX/Microsoft/Quantization.td"
include "dialects/ONNX/ONNXBase.td"

class ONNX_MicrosoftFloat<string value> : DefaultValuedAttr<F32Attr, value>;
class ONNX_MicrosoftInt<string value> : DefaultValuedAttr<I64Attr, value>;

def ONNX_MicrosoftFusedMatMulOp : ONNX_CompositeOp<"microsoft.FusedMatMul", 1> {
  let summary = "alpha * A × B, of matrices that may be transposed";
  let description = [{
    `transBatchA` moves the first dimension of A to the place before the last one,
    before `transA` exchanges the last two.
  }];
  let arguments = (ins ONNX_FloatTensor:$A, ONNX_FloatTensor:$B, ONNX_MicrosoftFloat<"1.0f">:$alpha,
                       ONNX_MicrosoftInt<"0">:$transA, ONNX_MicrosoftInt<"0">:$transB,
                       ONNX_MicrosoftInt<"0">:$transBatchA, ONNX_MicrosoftInt<"0">:$transBatchB);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MicrosoftFusedGemmOp : ONNX_CompositeOp<"microsoft.FusedGemm", 1> {
  let summary = "an activation of alpha * A * B + beta * C";
  let arguments = (ins ONNX_FloatTensor:$A, ONNX_FloatTensor:$B, ONNX_Opt<ONNX_FloatTensor>:$C,
                       DefaultValuedStrAttr<StrAttr, "">:$activation,
                       OptionalAttr<F32Attr>:$activation_alpha,
                       OptionalAttr<F32Attr>:$activation_beta,
                       OptionalAttr<F32Attr>:$activation_gamma, ONNX_MicrosoftFloat<"1.0f">:$alpha,
                       ONNX_MicrosoftFloat<"1.0f">:$beta, ONNX_MicrosoftInt<"0">:$transA,
                       ONNX_MicrosoftInt<"0">:$transB);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MicrosoftFusedConvOp : ONNX_CompositeOp<"microsoft.FusedConv", 1> {
  let summary = "an activation of the convolution of X plus Z";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$W, ONNX_Opt<ONNX_FloatTensor>:$B,
                       ONNX_Opt<ONNX_FloatTensor>:$Z, DefaultValuedStrAttr<StrAttr, "">:$activation,
                       OptionalAttr<DenseF32ArrayAttr>:$activation_params,
                       DefaultValuedStrAttr<StrAttr, "NOTSET">:$auto_pad,
                       OptionalAttr<DenseI64ArrayAttr>:$dilations, ONNX_MicrosoftInt<"1">:$group,
                       OptionalAttr<DenseI64ArrayAttr>:$kernel_shape,
                       OptionalAttr<DenseI64ArrayAttr>:$pads,
                       OptionalAttr<DenseI64ArrayAttr>:$strides);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MicrosoftBiasGeluOp : ONNX_CompositeOp<"microsoft.BiasGelu", 1> {
  let summary = "gelu(A + B)";
  let arguments = (ins ONNX_FloatTensor:$A, ONNX_FloatTensor:$B);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$C);
}

def ONNX_MicrosoftFastGeluOp : ONNX_CompositeOp<"microsoft.FastGelu", 1> {
  let summary = "gelu(X + bias), approximated by tanh";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_Opt<ONNX_FloatTensor>:$bias);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MicrosoftQuickGeluOp : ONNX_CompositeOp<"microsoft.QuickGelu", 1> {
  let summary = "x * sigmoid(alpha * x)";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_MicrosoftFloat<"1.702f">:$alpha);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MicrosoftSkipLayerNormalizationOp
    : ONNX_CompositeOp<"microsoft.SkipLayerNormalization", 1> {
  let summary = "the layer normalization of input + skip + bias, and this sum";
  let arguments = (ins ONNX_FloatTensor:$input, ONNX_FloatTensor:$skip, ONNX_FloatTensor:$gamma,
                       ONNX_Opt<ONNX_FloatTensor>:$beta, ONNX_Opt<ONNX_FloatTensor>:$bias,
                       ONNX_MicrosoftFloat<"1e-12f">:$epsilon);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output, ONNX_Result<ONNX_FloatTensor>:$mean,
                      ONNX_Result<ONNX_FloatTensor>:$inv_std_var,
                      ONNX_Result<ONNX_FloatTensor>:$input_skip_bias_sum);
}

def ONNX_MicrosoftSkipSimplifiedLayerNormalizationOp
    : ONNX_CompositeOp<"microsoft.SkipSimplifiedLayerNormalization", 1> {
  let summary = "gamma * x / sqrt(mean(x²) + epsilon) of x = input + skip + bias, and x";
  let arguments = (ins ONNX_FloatTensor:$input, ONNX_FloatTensor:$skip, ONNX_FloatTensor:$gamma,
                       ONNX_Opt<ONNX_FloatTensor>:$bias, ONNX_MicrosoftFloat<"1e-12f">:$epsilon);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output, ONNX_Result<ONNX_FloatTensor>:$mean,
                      ONNX_Result<ONNX_FloatTensor>:$inv_std_var,
                      ONNX_Result<ONNX_FloatTensor>:$input_skip_bias_sum);
}

def ONNX_MicrosoftTokenizerOp : ONNX_PureOp<"microsoft.Tokenizer", 1> {
  let summary = "strings cut into tokens: what matches `tokenexp`, or is between separators";
  let description = "Rows shorter than the longest end with `pad_value`; `mark` puts U+2 and U+3 around.";
  let arguments = (ins TensorOf<[ONNX_String]>:$X, I64Attr:$mark, I64Attr:$mincharnum,
                       StrAttr:$pad_value, OptionalAttr<StrArrayAttr>:$separators,
                       OptionalAttr<StrAttr>:$tokenexp);
  let results = (outs ONNX_Result<TensorOf<[ONNX_String]>>:$Y);
}

#endif
