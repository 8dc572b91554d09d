// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Features replaced, joined and encoded.

#ifndef CAMEO_ONNX_ML_ENCODERS_TD
#define CAMEO_ONNX_ML_ENCODERS_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_NumberOrString : AnyTypeOf<[ONNX_NumberTensor, TensorOf<[ONNX_String]>]>;

def ONNX_MLImputerOp : ONNX_CompositeOp<"ml.Imputer", 1> {
  let summary = "x, or where it is the replaced value the imputed one, which may be one a feature";
  let arguments = (ins ONNX_NumberTensor:$X, OptionalAttr<DenseF32ArrayAttr>:$imputed_value_floats,
                       OptionalAttr<DenseI64ArrayAttr>:$imputed_value_int64s,
                       DefaultValuedAttr<F32Attr, "0.0f">:$replaced_value_float,
                       DefaultValuedAttr<I64Attr, "0">:$replaced_value_int64);
  let results = (outs ONNX_Result<ONNX_NumberTensor>:$Y);
}

def ONNX_MLFeatureVectorizerOp : ONNX_CompositeOp<"ml.FeatureVectorizer", 1> {
  let summary = "rows of features side by side, each cut or filled up to its number";
  let arguments = (ins Variadic<ONNX_NumberTensor>:$X,
                       OptionalAttr<DenseI64ArrayAttr>:$inputdimensions);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MLOneHotEncoderOp : ONNX_PureOp<"ml.OneHotEncoder", 1> {
  let summary = "along a new last dimension, 1 at the position of the category, else 0";
  let description = "Unless `zeros`, a run ends with an error at an element of no category.";
  let arguments = (ins ONNX_NumberOrString:$X, OptionalAttr<DenseI64ArrayAttr>:$cats_int64s,
                       OptionalAttr<StrArrayAttr>:$cats_strings,
                       DefaultValuedAttr<I64Attr, "1">:$zeros);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MLLabelEncoderOp : ONNX_CompositeOp<"ml.LabelEncoder", 4> {
  let summary = "the value of each key, or the default";
  let arguments = (ins ONNX_NumberOrString:$X, DefaultValuedAttr<F32Attr, "-0.0f">:$default_float,
                       DefaultValuedAttr<I64Attr, "-1">:$default_int64,
                       DefaultValuedStrAttr<StrAttr, "_Unused">:$default_string,
                       OptionalAttr<ElementsAttr>:$default_tensor,
                       OptionalAttr<DenseF32ArrayAttr>:$keys_floats,
                       OptionalAttr<DenseI64ArrayAttr>:$keys_int64s,
                       OptionalAttr<StrArrayAttr>:$keys_strings,
                       OptionalAttr<ElementsAttr>:$keys_tensor,
                       OptionalAttr<DenseF32ArrayAttr>:$values_floats,
                       OptionalAttr<DenseI64ArrayAttr>:$values_int64s,
                       OptionalAttr<StrArrayAttr>:$values_strings,
                       OptionalAttr<ElementsAttr>:$values_tensor);
  let results = (outs ONNX_Result<ONNX_NumberOrString>:$Y);
}

// No operator of ONNX: what those that look up strings have in common.
def ONNX_MLStringPositionOp : ONNX_PureOp<"ml.StringPosition", 1> {
  let isInternal = true;
  let summary = "the position of each string among sorted keys, or -1";
  let arguments = (ins TensorOf<[ONNX_String]>:$X, StrArrayAttr:$keys);
  let results = (outs ONNX_Result<ONNX_I64Tensor>:$Y);
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferShapes(InferenceContext &ctx) {
      auto dims = ctx.requireShape(0);
      if (failed(dims))
        return ::mlir::failure();
      return ctx.setResult(0, ::mlir::IntegerType::get(getContext(), 64), *dims);
    }
  }];
}

#endif
