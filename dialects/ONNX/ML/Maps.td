// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Maps: what classifiers give programs that want names, and what these give them.

#ifndef CAMEO_ONNX_ML_MAPS_TD
#define CAMEO_ONNX_ML_MAPS_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_MLZipMapOp : ONNX_PureOp<"ml.ZipMap", 1> {
  let summary = "a map for each row, from labels to its values";
  let arguments = (ins TensorOf<[F32]>:$X, OptionalAttr<DenseI64ArrayAttr>:$classlabels_int64s,
                       OptionalAttr<StrArrayAttr>:$classlabels_strings);
  let results = (outs ONNX_AnyValue:$Z);
}

def ONNX_MLCastMapOp : ONNX_PureOp<"ml.CastMap", 1> {
  let summary = "a map's values as a row, cast: by the order of the keys, or where they say";
  let description = "In the form SPARSE a row has `max_map` columns, 0 without a key.";
  let arguments = (ins ONNX_AnyValue:$X, DefaultValuedStrAttr<StrAttr, "TO_FLOAT">:$cast_to,
                       DefaultValuedStrAttr<StrAttr, "DENSE">:$map_form,
                       DefaultValuedAttr<I64Attr, "1">:$max_map);
  let results = (outs ONNX_Result<TensorOf<[F32, I64, ONNX_String]>>:$Y);
}

def ONNX_MLDictVectorizerOp : ONNX_PureOp<"ml.DictVectorizer", 1> {
  let summary = "a map's values as a row, by a vocabulary of keys; zero or empty without one";
  let arguments = (ins ONNX_AnyValue:$X, OptionalAttr<DenseI64ArrayAttr>:$int64_vocabulary,
                       OptionalAttr<StrArrayAttr>:$string_vocabulary);
  let results = (outs ONNX_Result<TensorOf<[F32, F64, I64, ONNX_String]>>:$Y);
}

#endif
