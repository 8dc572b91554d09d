// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators on quantised tensors: x = scale * (q - zero_point).

#ifndef CAMEO_ONNX_MICROSOFT_QUANTIZATION_TD
#define CAMEO_ONNX_MICROSOFT_QUANTIZATION_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_MicrosoftByteTensor : TensorOf<[I8, UI8]>;
def ONNX_MicrosoftF32Tensor : TensorOf<[F32]>;

// c = f(a, b), all quantised.
class ONNX_QuantizedBinaryOp<string mnemonic> : ONNX_CompositeOp<mnemonic, 1> {
  let arguments = (ins ONNX_MicrosoftByteTensor:$A, ONNX_MicrosoftF32Tensor:$A_scale,
                       ONNX_Opt<ONNX_MicrosoftByteTensor>:$A_zero_point,
                       ONNX_MicrosoftByteTensor:$B, ONNX_MicrosoftF32Tensor:$B_scale,
                       ONNX_Opt<ONNX_MicrosoftByteTensor>:$B_zero_point,
                       ONNX_MicrosoftF32Tensor:$C_scale,
                       ONNX_Opt<ONNX_MicrosoftByteTensor>:$C_zero_point);
  let results = (outs ONNX_Result<ONNX_MicrosoftByteTensor>:$C);
}
def ONNX_MicrosoftQLinearAddOp : ONNX_QuantizedBinaryOp<"microsoft.QLinearAdd"> {
  let summary = "the quantised sum of quantised tensors";
}
def ONNX_MicrosoftQLinearMulOp : ONNX_QuantizedBinaryOp<"microsoft.QLinearMul"> {
  let summary = "the quantised product of quantised tensors, element by element";
}

def ONNX_MicrosoftDynamicQuantizeMatMulOp
    : ONNX_CompositeOp<"microsoft.DynamicQuantizeMatMul", 1> {
  let summary = "A × (b_scale * (B - b_zero_point)) + bias, with A quantised for the product";
  let arguments = (ins ONNX_MicrosoftF32Tensor:$A, ONNX_MicrosoftByteTensor:$B,
                       ONNX_MicrosoftF32Tensor:$b_scale,
                       ONNX_Opt<ONNX_MicrosoftByteTensor>:$b_zero_point,
                       ONNX_Opt<ONNX_MicrosoftF32Tensor>:$bias);
  let results = (outs ONNX_Result<ONNX_MicrosoftF32Tensor>:$Y);
}

def ONNX_MicrosoftMatMulIntegerToFloatOp
    : ONNX_CompositeOp<"microsoft.MatMulIntegerToFloat", 1> {
  let summary = "a_scale * b_scale * (A - a_zero_point) × (B - b_zero_point) + bias";
  let arguments = (ins ONNX_MicrosoftByteTensor:$A, ONNX_MicrosoftByteTensor:$B,
                       ONNX_MicrosoftF32Tensor:$a_scale, ONNX_MicrosoftF32Tensor:$b_scale,
                       ONNX_Opt<ONNX_MicrosoftByteTensor>:$a_zero_point,
                       ONNX_Opt<ONNX_MicrosoftByteTensor>:$b_zero_point,
                       ONNX_Opt<ONNX_MicrosoftF32Tensor>:$bias);
  let results = (outs ONNX_Result<ONNX_MicrosoftF32Tensor>:$Y);
}

#endif
