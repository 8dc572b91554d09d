// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The classes that operators are defined with: what is common is said once here,
// so that a plain operator is one line.

#ifndef CAMEO_ONNX_BASE_TD
#define CAMEO_ONNX_BASE_TD

include "dialects/ONNX/ONNXDialect.td"
include "dialects/ONNX/ONNXInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

// Types. Operands accept a tensor that inference has yet to rank.
def ONNX_IsString : CPred<"::llvm::isa<::cameo::onnx::StringType>($_self)">;
def ONNX_String : Type<ONNX_IsString, "string">;
def ONNX_AnyFloat : AnyTypeOf<[F16, F32, F64, BF16]>;
def ONNX_AnyInt : AnyTypeOf<[I8, I16, I32, I64, UI8, UI16, UI32, UI64]>;
def ONNX_AnyNumber : AnyTypeOf<[F16, F32, F64, BF16, I8, I16, I32, I64, UI8, UI16, UI32, UI64]>;
def ONNX_FloatTensor : TensorOf<[ONNX_AnyFloat]>;
def ONNX_IntTensor : TensorOf<[ONNX_AnyInt]>;
def ONNX_NumberTensor : TensorOf<[ONNX_AnyNumber]>;
def ONNX_BoolTensor : TensorOf<[I1]>;
def ONNX_I64Tensor : TensorOf<[I64]>;
def ONNX_IndexTensor : TensorOf<[I32, I64]>;
def ONNX_Tensor : TensorOf<[AnyType]>;
def ONNX_UnknownOrAbsent : Type<
    CPred<"::llvm::isa<::cameo::onnx::UnknownType, ::mlir::NoneType>($_self)">,
    "absent or not yet inferred">;
class ONNX_Opt<Type tensor> : AnyTypeOf<[tensor, NoneType], "absent or " # tensor.summary>;
// A result: its tensor type, or none when nobody asked, or not yet inferred.
class ONNX_Result<Type tensor> : AnyTypeOf<[tensor, ONNX_UnknownOrAbsent], tensor.summary>;
def ONNX_AnyValue : Type<CPred<"true">, "any value">;

// An operator. `since` is the opset that gave it its present form; the
// importer's table of upgrades is tested against it. `methods` are the optional
// interface methods it implements (`["inferValues"]`).
class ONNX_Op<string mnemonic, int since, list<Trait> traits = [], list<string> methods = []>
    : Op<ONNX_Dialect, mnemonic,
         !listconcat([DeclareOpInterfaceMethods<ONNX_OperatorInterface, methods>], traits)> {
  // What an operator adds to its class.
  code moreDeclarations = "";
  // For the list of operators: `since` as a field, and whether models have it.
  int sinceVersion = since;
  bit isInternal = false;
  let extraClassDeclaration =
      "static constexpr int sinceVersion = " # since # ";\n" # moreDeclarations;
  let assemblyFormat = [{ operands attr-dict `:` functional-type(operands, results) }];
}

// An operator without side effects: the value of its results is all it is for.
class ONNX_PureOp<string mnemonic, int since, list<Trait> traits = [], list<string> methods = []>
    : ONNX_Op<mnemonic, since, !listconcat([Pure], traits), methods>;

// The method bodies for the commonest rules of inference.
class ONNX_Infer<string rule> {
  code body = "::llvm::LogicalResult $cppClass::inferShapes(InferenceContext &ctx) { return "
              # rule # "; }\n";
}

// An operator that says itself what simpler ones it consists of.
class ONNX_CompositeOp<string mnemonic, int since>
    : ONNX_PureOp<mnemonic, since, [DeclareOpInterfaceMethods<ONNX_CompositeInterface>]> {
  let extraClassDefinition = ONNX_Infer<"inferComposite(ctx)">.body;
}

// y = f(x), of x's shape and type.
class ONNX_UnaryOp<string mnemonic, int since, Type tensor, list<string> methods = []>
    : ONNX_PureOp<mnemonic, since, [DeclareOpInterfaceMethods<ONNX_ElementwiseInterface>], methods> {
  let arguments = (ins tensor:$X);
  let results = (outs ONNX_Result<tensor>:$Y);
  let extraClassDefinition = ONNX_Infer<"ctx.inferLikeOperand(0)">.body;
}

// y = f(x) of x's shape, with boolean elements.
class ONNX_UnaryPredicateOp<string mnemonic, int since, Type tensor>
    : ONNX_PureOp<mnemonic, since, [DeclareOpInterfaceMethods<ONNX_ElementwiseInterface>]> {
  let arguments = (ins tensor:$X);
  let results = (outs ONNX_Result<ONNX_BoolTensor>:$Y);
  let extraClassDefinition = ONNX_Infer<"ctx.inferPredicate()">.body;
}

// c = f(a, b) with numpy's broadcasting; both of one element type, which is the result's.
class ONNX_BinaryOp<string mnemonic, int since, Type tensor, list<string> methods = []>
    : ONNX_PureOp<mnemonic, since, [DeclareOpInterfaceMethods<ONNX_ElementwiseInterface>], methods> {
  let arguments = (ins tensor:$A, tensor:$B);
  let results = (outs ONNX_Result<tensor>:$C);
  let extraClassDefinition = ONNX_Infer<"ctx.inferBroadcast()">.body;
}

// c = a ⋈ b with numpy's broadcasting: boolean elements.
class ONNX_CompareOp<string mnemonic, int since, Type tensor>
    : ONNX_PureOp<mnemonic, since, [DeclareOpInterfaceMethods<ONNX_ElementwiseInterface>],
                  ["inferValues"]> {
  let arguments = (ins tensor:$A, tensor:$B);
  let results = (outs ONNX_Result<ONNX_BoolTensor>:$C);
  let extraClassDefinition = ONNX_Infer<"ctx.inferPredicate()">.body;
}

// y = f(x0, x1, …) with numpy's broadcasting.
class ONNX_VariadicOp<string mnemonic, int since, Type tensor, list<string> methods = []>
    : ONNX_PureOp<mnemonic, since, [DeclareOpInterfaceMethods<ONNX_ElementwiseInterface>], methods> {
  let arguments = (ins Variadic<tensor>:$data_0);
  let results = (outs ONNX_Result<tensor>:$Y);
  let extraClassDefinition = ONNX_Infer<"ctx.inferBroadcast()">.body;
}

#endif
