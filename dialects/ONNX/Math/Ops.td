// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Arithmetic, elementary functions and activations.

#ifndef CAMEO_ONNX_MATH_OPS_TD
#define CAMEO_ONNX_MATH_OPS_TD

include "dialects/ONNX/ONNXBase.td"
include "dialects/ONNX/Math/Linear.td"
include "dialects/ONNX/Math/Signal.td"

def ONNX_SignedNumberTensor : TensorOf<[ONNX_AnyFloat, I8, I16, I32, I64]>;
// An attribute FLOAT with a default.
class ONNX_Float<string value> : DefaultValuedAttr<F32Attr, value>;

// Functions of floats that are one call.
class ONNX_FloatFunction<string mnemonic, int since, string equation>
    : ONNX_UnaryOp<mnemonic, since, ONNX_FloatTensor> {
  let summary = equation;
}
def ONNX_AcosOp : ONNX_FloatFunction<"Acos", 22, "acos(x)">;
def ONNX_AcoshOp : ONNX_FloatFunction<"Acosh", 22, "acosh(x)">;
def ONNX_AsinOp : ONNX_FloatFunction<"Asin", 22, "asin(x)">;
def ONNX_AsinhOp : ONNX_FloatFunction<"Asinh", 22, "asinh(x)">;
def ONNX_AtanOp : ONNX_FloatFunction<"Atan", 22, "atan(x)">;
def ONNX_AtanhOp : ONNX_FloatFunction<"Atanh", 22, "atanh(x)">;
def ONNX_CeilOp : ONNX_FloatFunction<"Ceil", 13, "⌈x⌉">;
def ONNX_CosOp : ONNX_FloatFunction<"Cos", 22, "cos(x)">;
def ONNX_CoshOp : ONNX_FloatFunction<"Cosh", 22, "cosh(x)">;
def ONNX_ErfOp : ONNX_FloatFunction<"Erf", 13, "erf(x)">;
def ONNX_ExpOp : ONNX_FloatFunction<"Exp", 13, "exp(x)">;
def ONNX_FloorOp : ONNX_FloatFunction<"Floor", 13, "⌊x⌋">;
def ONNX_LogOp : ONNX_FloatFunction<"Log", 13, "ln(x)">;
def ONNX_ReciprocalOp : ONNX_FloatFunction<"Reciprocal", 13, "1 / x">;
def ONNX_RoundOp : ONNX_FloatFunction<"Round", 22, "the nearest integer, of two the even one">;
def ONNX_SinOp : ONNX_FloatFunction<"Sin", 22, "sin(x)">;
def ONNX_SinhOp : ONNX_FloatFunction<"Sinh", 22, "sinh(x)">;
def ONNX_SqrtOp : ONNX_FloatFunction<"Sqrt", 13, "√x">;
def ONNX_TanOp : ONNX_FloatFunction<"Tan", 22, "tan(x)">;
def ONNX_TanhOp : ONNX_FloatFunction<"Tanh", 13, "tanh(x)">;

def ONNX_AbsOp : ONNX_UnaryOp<"Abs", 13, ONNX_NumberTensor, ["inferValues"]> {
  let summary = "|x|";
}
def ONNX_NegOp : ONNX_UnaryOp<"Neg", 13, ONNX_SignedNumberTensor, ["inferValues"]> {
  let summary = "-x";
}
def ONNX_SignOp : ONNX_UnaryOp<"Sign", 13, ONNX_NumberTensor> {
  let summary = "-1, 0 or 1; NaN of NaN";
}

// Arithmetic.
def ONNX_AddOp : ONNX_BinaryOp<"Add", 14, ONNX_NumberTensor, ["inferValues"]> {
  let summary = "a + b";
}
def ONNX_SubOp : ONNX_BinaryOp<"Sub", 14, ONNX_NumberTensor, ["inferValues"]> {
  let summary = "a - b";
}
def ONNX_MulOp : ONNX_BinaryOp<"Mul", 14, ONNX_NumberTensor, ["inferValues"]> {
  let summary = "a * b";
}
def ONNX_DivOp : ONNX_BinaryOp<"Div", 14, ONNX_NumberTensor, ["inferValues"]> {
  let summary = "a / b; integers round towards zero, and a / 0 is some value";
}
def ONNX_ModOp : ONNX_BinaryOp<"Mod", 13, ONNX_NumberTensor, ["inferValues"]> {
  let summary = "the remainder with the sign of b, or of a with fmod";
  let arguments = (ins ONNX_NumberTensor:$A, ONNX_NumberTensor:$B,
                       DefaultValuedAttr<I64Attr, "0">:$fmod);
  let extraClassDefinition = "";
}
def ONNX_PowOp : ONNX_BinaryOp<"Pow", 15, ONNX_NumberTensor> {
  let summary = "a to the power of b, in a's element type";
  let extraClassDefinition = ONNX_Infer<"ctx.inferBroadcast(ctx.elementType(0))">.body;
}
def ONNX_MaxOp : ONNX_VariadicOp<"Max", 13, ONNX_NumberTensor, ["inferValues"]> {
  let summary = "the largest; NaN when any is";
}
def ONNX_MinOp : ONNX_VariadicOp<"Min", 13, ONNX_NumberTensor, ["inferValues"]> {
  let summary = "the smallest; NaN when any is";
}
def ONNX_SumOp : ONNX_VariadicOp<"Sum", 13, ONNX_FloatTensor> {
  let summary = "x0 + x1 + …";
}
def ONNX_MeanOp : ONNX_VariadicOp<"Mean", 13, ONNX_FloatTensor> {
  let summary = "(x0 + x1 + …) / n";
}
def ONNX_ClipOp : ONNX_UnaryOp<"Clip", 13, ONNX_NumberTensor> {
  let summary = "min(max(x, lower), upper) with scalar bounds";
  let arguments = (ins ONNX_NumberTensor:$input, ONNX_Opt<ONNX_NumberTensor>:$min,
                       ONNX_Opt<ONNX_NumberTensor>:$max);
  let extraClassDefinition = "";
}

// Activations.
def ONNX_ReluOp : ONNX_UnaryOp<"Relu", 14, ONNX_SignedNumberTensor> {
  let summary = "max(x, 0)";
}
def ONNX_SigmoidOp : ONNX_FloatFunction<"Sigmoid", 13, "1 / (1 + exp(-x))">;
def ONNX_SoftplusOp : ONNX_FloatFunction<"Softplus", 22, "ln(1 + exp(x))">;
def ONNX_SoftsignOp : ONNX_FloatFunction<"Softsign", 22, "x / (1 + |x|)">;
def ONNX_MishOp : ONNX_FloatFunction<"Mish", 22, "x * tanh(softplus(x))">;
def ONNX_HardSwishOp : ONNX_FloatFunction<"HardSwish", 22, "x * max(0, min(1, x / 6 + 1 / 2))">;
def ONNX_GeluOp : ONNX_FloatFunction<"Gelu", 20, "x * P(X <= x), X normally distributed"> {
  let arguments = (ins ONNX_FloatTensor:$X, DefaultValuedStrAttr<StrAttr, "none">:$approximate);
  let extraClassDefinition = "";
}

// An activation with the parameter alpha.
class ONNX_AlphaActivation<string mnemonic, int since, string value, string equation>
    : ONNX_FloatFunction<mnemonic, since, equation> {
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_Float<value>:$alpha);
}
def ONNX_CeluOp : ONNX_AlphaActivation<"Celu", 12, "1.0f",
    "max(0, x) + min(0, alpha * (exp(x / alpha) - 1))">;
def ONNX_EluOp : ONNX_AlphaActivation<"Elu", 22, "1.0f", "x < 0 ? alpha * (exp(x) - 1) : x">;
def ONNX_LeakyReluOp : ONNX_AlphaActivation<"LeakyRelu", 16, "0.01f", "x < 0 ? alpha * x : x">;
def ONNX_SwishOp : ONNX_AlphaActivation<"Swish", 24, "1.0f", "x * sigmoid(alpha * x)">;
def ONNX_ThresholdedReluOp : ONNX_AlphaActivation<"ThresholdedRelu", 22, "1.0f",
    "x > alpha ? x : 0">;
def ONNX_HardSigmoidOp : ONNX_FloatFunction<"HardSigmoid", 22, "max(0, min(1, alpha * x + beta))"> {
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_Float<"0.2f">:$alpha, ONNX_Float<"0.5f">:$beta);
}
def ONNX_SeluOp : ONNX_FloatFunction<"Selu", 22,
    "x > 0 ? gamma * x : gamma * alpha * (exp(x) - 1)"> {
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_Float<"1.67326319217681884765625f">:$alpha,
                       ONNX_Float<"1.05070102214813232421875f">:$gamma);
}
def ONNX_ShrinkOp : ONNX_UnaryOp<"Shrink", 9, ONNX_NumberTensor> {
  let summary = "x < -lambd ? x + bias : x > lambd ? x - bias : 0";
  let arguments = (ins ONNX_NumberTensor:$input, ONNX_Float<"0.0f">:$bias,
                       ONNX_Float<"0.5f">:$lambd);
}
def ONNX_PReluOp : ONNX_BinaryOp<"PRelu", 16, ONNX_NumberTensor> {
  let summary = "x < 0 ? slope * x : x";
  let description = "The slope may have more dimensions than x, as ONNX Runtime allows.";
  let arguments = (ins ONNX_NumberTensor:$X, ONNX_NumberTensor:$slope);
}

#endif
