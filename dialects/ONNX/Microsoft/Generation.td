// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Generating sequences of tokens: a graph that gives the next token's logits, run
// again and again.

#ifndef CAMEO_ONNX_MICROSOFT_GENERATION_TD
#define CAMEO_ONNX_MICROSOFT_GENERATION_TD

include "dialects/ONNX/ONNXBase.td"

// The decoder takes the tokens, what it has computed of those before them, and what
// else its kind of model (`model_type`: 0 GPT, 1 T5, 2 Whisper) needs.
class ONNX_GenerationOp<string mnemonic>
    : ONNX_Op<mnemonic, 1, [RecursiveMemoryEffects]> {
  let regions = (region SizedRegion<1>:$decoder, MaxSizedRegion<1>:$encoder,
                         MaxSizedRegion<1>:$init_decoder);
  let assemblyFormat = [{ operands attr-dict `:` functional-type(operands, results)
                          `decoder` $decoder `encoder` $encoder `first` $init_decoder }];
  let extraClassDeclaration = [{
    static constexpr int sinceVersion = 1;
    static ::llvm::ArrayRef<::llvm::StringRef> regionNames() {
      static constexpr ::llvm::StringRef names[] = {"decoder", "encoder", "init_decoder"};
      return names;
    }
    static ::llvm::ArrayRef<::llvm::StringRef> optionalRegionNames() {
      return regionNames().drop_front();
    }
  }];
}

defvar generationAttributes = (ins I64Attr:$eos_token_id, I64Attr:$pad_token_id,
                               DefaultValuedAttr<I64Attr, "-1">:$decoder_start_token_id,
                               DefaultValuedAttr<I64Attr, "0">:$model_type,
                               DefaultValuedAttr<I64Attr, "0">:$no_repeat_ngram_size,
                               DefaultValuedAttr<I64Attr, "-1">:$vocab_size);

def ONNX_MicrosoftGreedySearchOp : ONNX_GenerationOp<"microsoft.GreedySearch"> {
  let summary = "each token the likeliest one after those before it";
  let arguments = !con((ins TensorOf<[I32]>:$input_ids, TensorOf<[I32]>:$max_length,
                            ONNX_Opt<TensorOf<[I32]>>:$min_length,
                            ONNX_Opt<ONNX_FloatTensor>:$repetition_penalty,
                            ONNX_Opt<TensorOf<[I32]>>:$vocab_mask,
                            ONNX_Opt<TensorOf<[I32]>>:$prefix_vocab_mask,
                            ONNX_Opt<TensorOf<[I32]>>:$attention_mask), generationAttributes);
  let results = (outs ONNX_Result<TensorOf<[I32]>>:$sequences);
}

def ONNX_MicrosoftSamplingOp : ONNX_GenerationOp<"microsoft.Sampling"> {
  let summary = "each token drawn from the likeliest ones, by their probabilities";
  let description = [{
    The tokens are drawn from those whose probabilities make up `top_p`; with `custom`
    1, from the likeliest ones up to the one with which the sum is above it. The others'
    logits become `filter_value`. The second result are the logits of the last step.
  }];
  let arguments = !con((ins TensorOf<[I32]>:$input_ids, TensorOf<[I32]>:$max_length,
                            ONNX_Opt<TensorOf<[I32]>>:$min_length,
                            ONNX_Opt<ONNX_FloatTensor>:$repetition_penalty,
                            ONNX_Opt<TensorOf<[I32]>>:$vocab_mask,
                            ONNX_Opt<TensorOf<[I32]>>:$prefix_vocab_mask,
                            ONNX_Opt<TensorOf<[I32]>>:$attention_mask,
                            ONNX_Opt<TensorOf<[I32]>>:$presence_mask,
                            ONNX_Opt<TensorOf<[I32]>>:$seed,
                            DefaultValuedAttr<I64Attr, "0">:$custom,
                            DefaultValuedAttr<F32Attr, "-1e20f">:$filter_value,
                            DefaultValuedAttr<I64Attr, "0">:$min_tokens_to_keep,
                            DefaultValuedAttr<F32Attr, "0.0f">:$presence_penalty,
                            DefaultValuedAttr<F32Attr, "1.0f">:$temperature,
                            DefaultValuedAttr<F32Attr, "0.0f">:$top_p), generationAttributes);
  let results = (outs ONNX_Result<TensorOf<[I32]>>:$sequences,
                      ONNX_Result<TensorOf<[F32]>>:$filtered_logits);
}

def ONNX_MicrosoftBeamSearchOp : ONNX_GenerationOp<"microsoft.BeamSearch"> {
  let summary = "the likeliest sequences among those that the likeliest beginnings go on to";
  let description = [{
    A sequence's score is Σ log p / length^`length_penalty`. `scores` are, for each step,
    the scores of all that could follow.
  }];
  let arguments = !con((ins ONNX_Tensor:$input_ids, TensorOf<[I32]>:$max_length,
                            ONNX_Opt<TensorOf<[I32]>>:$min_length, TensorOf<[I32]>:$num_beams,
                            TensorOf<[I32]>:$num_return_sequences,
                            ONNX_Opt<ONNX_FloatTensor>:$length_penalty,
                            ONNX_Opt<ONNX_FloatTensor>:$repetition_penalty,
                            ONNX_Opt<TensorOf<[I32]>>:$vocab_mask,
                            ONNX_Opt<TensorOf<[I32]>>:$prefix_vocab_mask,
                            ONNX_Opt<TensorOf<[I32]>>:$attention_mask,
                            ONNX_Opt<TensorOf<[I32]>>:$decoder_input_ids,
                            ONNX_Opt<TensorOf<[I32]>>:$logits_processor,
                            DefaultValuedAttr<I64Attr, "0">:$early_stopping),
                       generationAttributes);
  let results = (outs ONNX_Result<TensorOf<[I32]>>:$sequences,
                      ONNX_Result<ONNX_FloatTensor>:$sequences_scores,
                      ONNX_Result<ONNX_FloatTensor>:$scores);
}

#endif
