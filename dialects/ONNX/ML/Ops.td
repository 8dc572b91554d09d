// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// ai.onnx.ml: classical machine learning.

#ifndef CAMEO_ONNX_ML_OPS_TD
#define CAMEO_ONNX_ML_OPS_TD

include "dialects/ONNX/ML/Encoders.td"
include "dialects/ONNX/ML/Maps.td"
include "dialects/ONNX/ML/SupportVectors.td"
include "dialects/ONNX/ML/Trees.td"
include "dialects/ONNX/ONNXBase.td"

def ONNX_MLScalerOp : ONNX_CompositeOp<"ml.Scaler", 1> {
  let summary = "(x - offset) * scale, each one number or one a feature";
  let arguments = (ins ONNX_NumberTensor:$X, OptionalAttr<DenseF32ArrayAttr>:$offset,
                       OptionalAttr<DenseF32ArrayAttr>:$scale);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MLBinarizerOp : ONNX_CompositeOp<"ml.Binarizer", 1> {
  let summary = "1 where x > threshold, else 0";
  let arguments = (ins ONNX_NumberTensor:$X, DefaultValuedAttr<F32Attr, "0.0f">:$threshold);
  let results = (outs ONNX_Result<ONNX_NumberTensor>:$Y);
}

def ONNX_MLArrayFeatureExtractorOp : ONNX_CompositeOp<"ml.ArrayFeatureExtractor", 1> {
  let summary = "the positions Y of the last dimension of X; of a vector, a matrix of one row";
  let arguments = (ins ONNX_NumberTensor:$X, ONNX_I64Tensor:$Y);
  let results = (outs ONNX_Result<ONNX_NumberTensor>:$Z);
}

def ONNX_MLNormalizerOp : ONNX_CompositeOp<"ml.Normalizer", 1> {
  let summary = "rows divided by their largest element, or their L1 or L2 norm; of zeros, zeros";
  let arguments = (ins ONNX_NumberTensor:$X, DefaultValuedStrAttr<StrAttr, "MAX">:$norm);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MLLinearRegressorOp : ONNX_CompositeOp<"ml.LinearRegressor", 1> {
  let summary = "X × coefficientsᵀ + intercepts, and a function of it";
  let arguments = (ins ONNX_NumberTensor:$X, OptionalAttr<DenseF32ArrayAttr>:$coefficients,
                       OptionalAttr<DenseF32ArrayAttr>:$intercepts,
                       DefaultValuedStrAttr<StrAttr, "NONE">:$post_transform,
                       DefaultValuedAttr<I64Attr, "1">:$targets);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MLLinearClassifierOp : ONNX_CompositeOp<"ml.LinearClassifier", 1> {
  let summary = "the class with the largest of X × coefficientsᵀ + intercepts, and a function of these";
  let arguments = (ins ONNX_NumberTensor:$X, OptionalAttr<DenseI64ArrayAttr>:$classlabels_ints,
                       OptionalAttr<StrArrayAttr>:$classlabels_strings,
                       DenseF32ArrayAttr:$coefficients, OptionalAttr<DenseF32ArrayAttr>:$intercepts,
                       DefaultValuedAttr<I64Attr, "0">:$multi_class,
                       DefaultValuedStrAttr<StrAttr, "NONE">:$post_transform);
  let results = (outs ONNX_Result<TensorOf<[I64, ONNX_String]>>:$Y, ONNX_Result<ONNX_FloatTensor>:$Z);
}

#endif
