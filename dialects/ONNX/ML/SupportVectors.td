// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Support vector machines.

#ifndef CAMEO_ONNX_ML_SUPPORTVECTORS_TD
#define CAMEO_ONNX_ML_SUPPORTVECTORS_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_MLSVMRegressorOp : ONNX_CompositeOp<"ml.SVMRegressor", 1> {
  let summary = "Σ coefficients * kernel(X, support vector) + rho, or its sign";
  let arguments = (ins ONNX_NumberTensor:$X, DenseF32ArrayAttr:$coefficients,
                       OptionalAttr<DenseF32ArrayAttr>:$kernel_params,
                       DefaultValuedStrAttr<StrAttr, "LINEAR">:$kernel_type,
                       DefaultValuedAttr<I64Attr, "0">:$n_supports,
                       DefaultValuedAttr<I64Attr, "0">:$one_class,
                       DefaultValuedStrAttr<StrAttr, "NONE">:$post_transform,
                       DenseF32ArrayAttr:$rho,
                       OptionalAttr<DenseF32ArrayAttr>:$support_vectors);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MLSVMClassifierOp : ONNX_CompositeOp<"ml.SVMClassifier", 1> {
  let summary = "the class that most machines for two classes vote for, and their scores or probabilities";
  let arguments = (ins ONNX_NumberTensor:$X, OptionalAttr<DenseI64ArrayAttr>:$classlabels_ints,
                       OptionalAttr<StrArrayAttr>:$classlabels_strings,
                       DenseF32ArrayAttr:$coefficients,
                       OptionalAttr<DenseF32ArrayAttr>:$kernel_params,
                       DefaultValuedStrAttr<StrAttr, "LINEAR">:$kernel_type,
                       DefaultValuedStrAttr<StrAttr, "NONE">:$post_transform,
                       OptionalAttr<DenseF32ArrayAttr>:$prob_a,
                       OptionalAttr<DenseF32ArrayAttr>:$prob_b, DenseF32ArrayAttr:$rho,
                       OptionalAttr<DenseF32ArrayAttr>:$support_vectors,
                       OptionalAttr<DenseI64ArrayAttr>:$vectors_per_class);
  let results = (outs ONNX_Result<TensorOf<[I64, ONNX_String]>>:$Y, ONNX_Result<ONNX_FloatTensor>:$Z);
}

def ONNX_MLCoupledProbabilitiesOp : ONNX_PureOp<"ml.CoupledProbabilities", 1> {
  let summary = "the probabilities p of classes with the least pᵀ Q p, by the iteration of libsvm";
  let description = [{
    Q is [rows, classes, classes]. The iteration starts with equal probabilities,
    and ends where they are near enough, or after 100 rounds.
  }];
  let arguments = (ins TensorOf<[F32]>:$Q);
  let results = (outs ONNX_Result<TensorOf<[F32]>>:$p);
}

#endif
