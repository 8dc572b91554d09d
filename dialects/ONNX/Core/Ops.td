// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the dialect needs beside the spec's operators.

#ifndef CAMEO_ONNX_CORE_OPS_TD
#define CAMEO_ONNX_CORE_OPS_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_NoneOp : ONNX_PureOp<"None", 1, [ConstantLike]> {
  let summary = "the absent operand";
  let isInternal = true;
  let description = "Stands where a node leaves an optional input out.\nExample: `%0 = onnx.None : none`";
  let results = (outs NoneType:$value);
  let assemblyFormat = "attr-dict `:` type($value)";
  let hasFolder = 1;
  let extraClassDefinition = ONNX_Infer<"::llvm::success()">.body;
}

def ONNX_ConstantOp : ONNX_PureOp<"Constant", 25, [ConstantLike]> {
  let summary = "a tensor known at compile time";
  let description = [{
    Initialisers and `Constant` nodes, whichever attribute the node used.
    Example: `%0 = onnx.Constant dense<1.0> : tensor<2xf32>`
  }];
  let arguments = (ins ElementsAttr:$value);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
  let assemblyFormat = "attr-dict custom<TypedElements>($value, type($output))";
  let hasFolder = 1;
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::inferShapes(InferenceContext &ctx) {
      return ctx.setResultType(0, getValue().getType());
    }
  }];
}

def ONNX_CustomOp : ONNX_Op<"Custom", 1> {
  let summary = "a function of the user's, in place of an operator that it was bound to";
  let isInternal = true;
  let description = [{
    Its operands are the node's inputs, then its attributes as constants in the order
    of their names. The model declares the types of the results; extents that it does
    not know are those that the function returns.
  }];
  let arguments = (ins StrAttr:$callee, Variadic<ONNX_AnyValue>:$inputs);
  let results = (outs Variadic<ONNX_AnyValue>:$outputs);
  let assemblyFormat = "$callee `(` $inputs `)` attr-dict `:` functional-type($inputs, $outputs)";
}

def ONNX_ReturnOp : Op<ONNX_Dialect, "Return", [Pure, ReturnLike, Terminator]> {
  let summary = "ends a subgraph with its outputs";
  let description = [{
    `ranks` are those that the model declares of the outputs, -1 where it does not.
  }];
  let arguments = (ins Variadic<ONNX_AnyValue>:$outputs,
                       OptionalAttr<DenseI64ArrayAttr>:$ranks);
  let builders = [OpBuilder<(ins "::mlir::ValueRange":$outputs), [{
    build($_builder, $_state, outputs, nullptr);
  }]>];
  let assemblyFormat = "attr-dict ($outputs^ `:` type($outputs))?";
}

#endif
