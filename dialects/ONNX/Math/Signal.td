// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Fourier transforms, and windows for them.

#ifndef CAMEO_ONNX_MATH_SIGNAL_TD
#define CAMEO_ONNX_MATH_SIGNAL_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_DFTOp : ONNX_CompositeOp<"DFT", 20> {
  let summary = "Σₙ x[n] exp(-2πi kn / N) along an axis; real and imaginary parts are last";
  let arguments = (ins ONNX_FloatTensor:$input, ONNX_Opt<ONNX_IndexTensor>:$dft_length,
                       ONNX_Opt<ONNX_I64Tensor>:$axis, DefaultValuedAttr<I64Attr, "0">:$inverse,
                       DefaultValuedAttr<I64Attr, "0">:$onesided);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output);
}

def ONNX_STFTOp : ONNX_CompositeOp<"STFT", 17> {
  let summary = "the Fourier transforms of the frames of a signal, each under a window";
  let arguments = (ins ONNX_FloatTensor:$signal, ONNX_IndexTensor:$frame_step,
                       ONNX_Opt<ONNX_FloatTensor>:$window, ONNX_Opt<ONNX_IndexTensor>:$frame_length,
                       DefaultValuedAttr<I64Attr, "1">:$onesided);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output);
}

class ONNX_WindowFunctionOp<string mnemonic, string equation> : ONNX_CompositeOp<mnemonic, 17> {
  let summary = equation;
  let description = "Over N = size points, or N = size - 1 if not periodic; x = 2πn / N.";
  let arguments = (ins ONNX_IndexTensor:$size, DefaultValuedAttr<I64Attr, "1">:$output_datatype,
                       DefaultValuedAttr<I64Attr, "1">:$periodic);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}
def ONNX_HannWindowOp : ONNX_WindowFunctionOp<"HannWindow", "0.5 - 0.5 cos(x)">;
def ONNX_HammingWindowOp : ONNX_WindowFunctionOp<"HammingWindow", "25/46 - 21/46 cos(x)">;
def ONNX_BlackmanWindowOp : ONNX_WindowFunctionOp<"BlackmanWindow", "0.42 - 0.5 cos(x) + 0.08 cos(2x)">;

def ONNX_MelWeightMatrixOp : ONNX_CompositeOp<"MelWeightMatrix", 17> {
  let summary = "triangles over the bins of a spectrum, spaced evenly on the mel scale";
  let arguments = (ins ONNX_IndexTensor:$num_mel_bins, ONNX_IndexTensor:$dft_length,
                       ONNX_IndexTensor:$sample_rate, ONNX_FloatTensor:$lower_edge_hertz,
                       ONNX_FloatTensor:$upper_edge_hertz,
                       DefaultValuedAttr<I64Attr, "1">:$output_datatype);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

#endif
