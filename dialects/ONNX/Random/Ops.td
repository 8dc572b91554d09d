// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random numbers. With a seed, every run has the same ones.

#ifndef CAMEO_ONNX_RANDOM_OPS_TD
#define CAMEO_ONNX_RANDOM_OPS_TD

include "dialects/ONNX/ONNXBase.td"

// Two of these with equal operands differ: none may take the place of another.
class ONNX_RandomOp<string mnemonic, int since, list<Trait> traits = []>
    : ONNX_Op<mnemonic, since, !listconcat([MemoryEffects<[MemWrite]>], traits)>;

def ONNX_RandomUniformOp : ONNX_RandomOp<"RandomUniform", 22> {
  let summary = "numbers in [low, high), all equally likely";
  let arguments = (ins DefaultValuedAttr<I64Attr, "1">:$dtype, DefaultValuedAttr<F32Attr, "1.0f">:$high,
                       DefaultValuedAttr<F32Attr, "0.0f">:$low, OptionalAttr<F32Attr>:$seed,
                       DenseI64ArrayAttr:$shape);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output);
}

def ONNX_RandomUniformLikeOp : ONNX_RandomOp<"RandomUniformLike", 22> {
  let summary = "numbers in [low, high), of the operand's shape, and of its type if `dtype` says none";
  let arguments = (ins ONNX_Tensor:$input, OptionalAttr<I64Attr>:$dtype,
                       DefaultValuedAttr<F32Attr, "1.0f">:$high,
                       DefaultValuedAttr<F32Attr, "0.0f">:$low, OptionalAttr<F32Attr>:$seed);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output);
}

def ONNX_RandomNormalOp : ONNX_RandomOp<"RandomNormal", 22> {
  let summary = "numbers of a normal distribution";
  let arguments = (ins DefaultValuedAttr<I64Attr, "1">:$dtype, DefaultValuedAttr<F32Attr, "0.0f">:$mean,
                       DefaultValuedAttr<F32Attr, "1.0f">:$scale, OptionalAttr<F32Attr>:$seed,
                       DenseI64ArrayAttr:$shape);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output);
}

def ONNX_RandomNormalLikeOp : ONNX_RandomOp<"RandomNormalLike", 22> {
  let summary = "numbers of a normal distribution, of the operand's shape, and of its type if `dtype` says none";
  let arguments = (ins ONNX_Tensor:$input, OptionalAttr<I64Attr>:$dtype,
                       DefaultValuedAttr<F32Attr, "0.0f">:$mean,
                       DefaultValuedAttr<F32Attr, "1.0f">:$scale, OptionalAttr<F32Attr>:$seed);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output);
}

def ONNX_BernoulliOp : ONNX_RandomOp<"Bernoulli", 22> {
  let summary = "1 with the operand's probability, else 0";
  let arguments = (ins ONNX_FloatTensor:$input, OptionalAttr<I64Attr>:$dtype,
                       OptionalAttr<F32Attr>:$seed);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

def ONNX_MultinomialOp : ONNX_RandomOp<"Multinomial", 22> {
  let summary = "classes drawn from rows of logarithms of probabilities";
  let arguments = (ins ONNX_FloatTensor:$input, DefaultValuedAttr<I64Attr, "6">:$dtype,
                       DefaultValuedAttr<I64Attr, "1">:$sample_size, OptionalAttr<F32Attr>:$seed);
  let results = (outs ONNX_Result<ONNX_IndexTensor>:$output);
}

#endif
