// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Recurrent layers: a cell run for each step of a sequence, forwards, backwards
// or both. The gates' weights are stacked along the second dimension.

#ifndef CAMEO_ONNX_NN_RECURRENT_TD
#define CAMEO_ONNX_NN_RECURRENT_TD

include "dialects/ONNX/ONNXBase.td"

class ONNX_RecurrentOp<string mnemonic, string gates, string activations>
    : ONNX_PureOp<mnemonic, 22> {
  let moreDeclarations = [{
    static constexpr int64_t gates = }] # gates # [{;
    static ::llvm::ArrayRef<::llvm::StringRef> defaultActivations() {
      static constexpr ::llvm::StringRef names[] = {}] # activations # [{};
      return names;
    }
  }];
}

def ONNX_RNNOp : ONNX_RecurrentOp<"RNN", "1", "\"Tanh\""> {
  let summary = "h = f(x Wᵀ + h Rᵀ + b)";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$W, ONNX_FloatTensor:$R,
                       ONNX_Opt<ONNX_FloatTensor>:$B, ONNX_Opt<ONNX_IndexTensor>:$sequence_lens,
                       ONNX_Opt<ONNX_FloatTensor>:$initial_h,
                       OptionalAttr<DenseF32ArrayAttr>:$activation_alpha,
                       OptionalAttr<DenseF32ArrayAttr>:$activation_beta,
                       OptionalAttr<StrArrayAttr>:$activations, OptionalAttr<F32Attr>:$clip,
                       DefaultValuedStrAttr<StrAttr, "forward">:$direction,
                       OptionalAttr<I64Attr>:$hidden_size,
                       DefaultValuedAttr<I64Attr, "0">:$layout);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y, ONNX_Result<ONNX_FloatTensor>:$Y_h);
}

def ONNX_GRUOp : ONNX_RecurrentOp<"GRU", "3", "\"Sigmoid\", \"Tanh\""> {
  let summary = "h = (1 - z) g + z h, with update gate z, reset gate r and candidate g(x, r h)";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$W, ONNX_FloatTensor:$R,
                       ONNX_Opt<ONNX_FloatTensor>:$B, ONNX_Opt<ONNX_IndexTensor>:$sequence_lens,
                       ONNX_Opt<ONNX_FloatTensor>:$initial_h,
                       OptionalAttr<DenseF32ArrayAttr>:$activation_alpha,
                       OptionalAttr<DenseF32ArrayAttr>:$activation_beta,
                       OptionalAttr<StrArrayAttr>:$activations, OptionalAttr<F32Attr>:$clip,
                       DefaultValuedStrAttr<StrAttr, "forward">:$direction,
                       OptionalAttr<I64Attr>:$hidden_size,
                       DefaultValuedAttr<I64Attr, "0">:$layout,
                       DefaultValuedAttr<I64Attr, "0">:$linear_before_reset);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y, ONNX_Result<ONNX_FloatTensor>:$Y_h);
}

def ONNX_LSTMOp : ONNX_RecurrentOp<"LSTM", "4", "\"Sigmoid\", \"Tanh\", \"Tanh\""> {
  let summary = "c = f c + i g, h = o tanh(c), with gates i, o and f and candidate g";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$W, ONNX_FloatTensor:$R,
                       ONNX_Opt<ONNX_FloatTensor>:$B, ONNX_Opt<ONNX_IndexTensor>:$sequence_lens,
                       ONNX_Opt<ONNX_FloatTensor>:$initial_h,
                       ONNX_Opt<ONNX_FloatTensor>:$initial_c, ONNX_Opt<ONNX_FloatTensor>:$P,
                       OptionalAttr<DenseF32ArrayAttr>:$activation_alpha,
                       OptionalAttr<DenseF32ArrayAttr>:$activation_beta,
                       OptionalAttr<StrArrayAttr>:$activations, OptionalAttr<F32Attr>:$clip,
                       DefaultValuedStrAttr<StrAttr, "forward">:$direction,
                       OptionalAttr<I64Attr>:$hidden_size,
                       DefaultValuedAttr<I64Attr, "0">:$input_forget,
                       DefaultValuedAttr<I64Attr, "0">:$layout);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y, ONNX_Result<ONNX_FloatTensor>:$Y_h,
                      ONNX_Result<ONNX_FloatTensor>:$Y_c);
}

#endif
