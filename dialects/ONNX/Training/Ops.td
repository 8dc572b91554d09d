// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// ai.onnx.preview.training: one step of an optimizer. The operands after R and T
// are all tensors X1 … Xn, then their gradients G1 … Gn, then each kind of state;
// the results are the new tensors and states in the same order.

#ifndef CAMEO_ONNX_TRAINING_OPS_TD
#define CAMEO_ONNX_TRAINING_OPS_TD

include "dialects/ONNX/ONNXBase.td"
include "dialects/ONNX/Training/Attention.td"

class ONNX_TrainingFloat<string value> : DefaultValuedAttr<F32Attr, value>;

class ONNX_OptimizerOp<string mnemonic> : ONNX_CompositeOp<mnemonic, 1> {
  let results = (outs Variadic<ONNX_Result<ONNX_FloatTensor>>:$outputs);
}

def ONNX_TrainingAdagradOp : ONNX_OptimizerOp<"training.Adagrad"> {
  let summary = "x - r g' / (sqrt(h') + epsilon), h' = h + g'², g' = g + norm_coefficient x";
  let arguments = (ins ONNX_FloatTensor:$R, ONNX_I64Tensor:$T, Variadic<ONNX_FloatTensor>:$inputs,
                       ONNX_TrainingFloat<"0.0f">:$decay_factor,
                       ONNX_TrainingFloat<"1e-6f">:$epsilon,
                       ONNX_TrainingFloat<"0.0f">:$norm_coefficient);
}

def ONNX_TrainingAdamOp : ONNX_OptimizerOp<"training.Adam"> {
  let summary = "x less the mean of its gradients, in units of the root of that of their squares";
  let arguments = (ins ONNX_FloatTensor:$R, ONNX_I64Tensor:$T, Variadic<ONNX_FloatTensor>:$inputs,
                       ONNX_TrainingFloat<"0.9f">:$alpha, ONNX_TrainingFloat<"0.999f">:$beta,
                       ONNX_TrainingFloat<"1e-6f">:$epsilon,
                       ONNX_TrainingFloat<"0.0f">:$norm_coefficient,
                       ONNX_TrainingFloat<"0.0f">:$norm_coefficient_post);
}

def ONNX_TrainingMomentumOp : ONNX_OptimizerOp<"training.Momentum"> {
  let summary = "x - r v', or x - r (g' + alpha v') as Nesterov does";
  let description = "v' = alpha v + beta g', g' = g + norm_coefficient x; beta is 1 in the first step.";
  let arguments = (ins ONNX_FloatTensor:$R, ONNX_I64Tensor:$T, Variadic<ONNX_FloatTensor>:$inputs,
                       F32Attr:$alpha, F32Attr:$beta, StrAttr:$mode, F32Attr:$norm_coefficient);
}

def ONNX_TrainingGradientOp
    : ONNX_PureOp<"training.Gradient", 1, [DeclareOpInterfaceMethods<ONNX_CompositeInterface>]> {
  let summary = "∂y / ∂xs of the graph that leads from xs and zs to y, at other values of these";
  let description = [{
    Operands are the values to differentiate at, in the order of xs and zs, then xs and zs
    themselves, then y; the attributes of ONNX that name these are operands here.
  }];
  let arguments = (ins Variadic<ONNX_Tensor>:$values);
  let results = (outs Variadic<ONNX_Result<ONNX_FloatTensor>>:$gradients);
  let moreDeclarations = [{
    /// The first operator on the way to y that has no rule; null if all have.
    ::mlir::Operation *findUndifferentiable();
  }];
}

#endif
