// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Strings.

#ifndef CAMEO_ONNX_TEXT_OPS_TD
#define CAMEO_ONNX_TEXT_OPS_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_StringTensor : TensorOf<[ONNX_String]>;

def ONNX_StringConcatOp : ONNX_PureOp<"StringConcat", 20> {
  let summary = "x followed by y, with numpy's broadcasting";
  let arguments = (ins ONNX_StringTensor:$X, ONNX_StringTensor:$Y);
  let results = (outs ONNX_Result<ONNX_StringTensor>:$Z);
  let extraClassDefinition = ONNX_Infer<"ctx.inferBroadcast()">.body;
}

def ONNX_StringSplitOp : ONNX_PureOp<"StringSplit", 20> {
  let summary = "the parts of strings between delimiters, and how many there are";
  let description = [{
    Without a delimiter, white space separates parts. The last dimension of the
    parts is as long as the most parts of one string; the rest is empty.
  }];
  let arguments = (ins ONNX_StringTensor:$X, OptionalAttr<StrAttr>:$delimiter,
                       OptionalAttr<I64Attr>:$maxsplit);
  let results = (outs ONNX_Result<ONNX_StringTensor>:$Y, ONNX_Result<ONNX_I64Tensor>:$Z);
}

def ONNX_StringNormalizerOp : ONNX_PureOp<"StringNormalizer", 10> {
  let summary = "strings without stop words, in upper or lower case";
  let arguments = (ins ONNX_StringTensor:$X,
                       DefaultValuedStrAttr<StrAttr, "NONE">:$case_change_action,
                       DefaultValuedAttr<I64Attr, "0">:$is_case_sensitive,
                       OptionalAttr<StrAttr>:$locale, OptionalAttr<StrArrayAttr>:$stopwords);
  let results = (outs ONNX_Result<ONNX_StringTensor>:$Y);
}

def ONNX_TfIdfVectorizerOp : ONNX_PureOp<"TfIdfVectorizer", 9> {
  let summary = "how often n-grams of a pool are in rows of words, perhaps weighted";
  let description = [{
    The pool has the grams of one word first, from `ngram_counts[0]` on, then those
    of two, and so on. The columns of the result that they count in are
    `ngram_indexes`. The words of a gram may have up to `max_skip_count` others
    between each two.
  }];
  let arguments = (ins TensorOf<[ONNX_String, I32, I64]>:$X, I64Attr:$max_gram_length,
                       I64Attr:$max_skip_count, I64Attr:$min_gram_length, StrAttr:$mode,
                       DenseI64ArrayAttr:$ngram_counts, DenseI64ArrayAttr:$ngram_indexes,
                       OptionalAttr<DenseI64ArrayAttr>:$pool_int64s,
                       OptionalAttr<StrArrayAttr>:$pool_strings,
                       OptionalAttr<DenseF32ArrayAttr>:$weights);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
  let moreDeclarations = [{
    /// The number of columns.
    int64_t getWidth();
  }];
}

def ONNX_RegexFullMatchOp : ONNX_PureOp<"RegexFullMatch", 20> {
  let summary = "whether a regular expression of RE2 matches the whole string";
  let arguments = (ins ONNX_StringTensor:$X, OptionalAttr<StrAttr>:$pattern);
  let results = (outs ONNX_Result<ONNX_BoolTensor>:$Y);
}

#endif
