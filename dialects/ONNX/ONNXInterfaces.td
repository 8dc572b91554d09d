// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What every operator of the onnx dialect can be asked, so that passes need no names.

#ifndef CAMEO_ONNX_INTERFACES_TD
#define CAMEO_ONNX_INTERFACES_TD

include "mlir/IR/OpBase.td"

def ONNX_OperatorInterface : OpInterface<"OperatorInterface"> {
  let cppNamespace = "::cameo::onnx";
  let description = "An operator of the spec.";
  let methods = [
    StaticInterfaceMethod<[{
        The operator's signature, for builders that know no operator.
      }], "::cameo::onnx::OperatorSpec", "getSpec", (ins), [{}], [{
        return ::cameo::onnx::specOf<ConcreteOp>();
      }]>,
    InterfaceMethod<[{
        Gives the results their types through `ctx`: the element types, and the
        extents as expressions of the symbolic dims. Fails with a diagnostic at
        the operation.
      }], "::llvm::LogicalResult", "inferShapes",
      (ins "::cameo::onnx::InferenceContext &":$ctx)>,
    InterfaceMethod<[{
        Computes integer results element by element where the operands' elements
        are known as expressions (`Shape`, `Gather`, `Concat`, … of a shape
        computation). The default knows nothing.
      }], "void", "inferValues", (ins "::cameo::onnx::InferenceContext &":$ctx), [{}], [{ (void)ctx; }]>,
  ];
}

def ONNX_CompositeInterface : OpInterface<"CompositeInterface"> {
  let cppNamespace = "::cameo::onnx";
  let description = [{
    An operator that is defined by simpler ones: its types are inferred from them,
    and `onnx-decompose` replaces it by them.
  }];
  let methods = [
    InterfaceMethod<[{
        Makes the operators and returns the values of the results in order, null
        for one that is absent or that nobody asked for; failure after a diagnostic
        at the operation.
      }], "::llvm::FailureOr<::llvm::SmallVector<::mlir::Value>>", "decompose",
      (ins "::cameo::onnx::OperatorBuilder &":$b)>,
  ];
}

def ONNX_ElementwiseInterface : OpInterface<"ElementwiseInterface"> {
  let cppNamespace = "::cameo::onnx";
  let description = [{
    An operator whose every result element is a function of the operand elements
    at the same (broadcast) position.
  }];
  let methods = [
    InterfaceMethod<[{
        Builds the function of one element. `args` are the operands' elements in
        signless types (absent operands are null); the result has `type`.
        The operation's own operand types tell signedness. Returns null after a
        diagnostic when there is no such function for the types.
      }], "::mlir::Value", "buildScalar",
      (ins "::mlir::ImplicitLocOpBuilder &":$b, "::mlir::ValueRange":$args,
           "::mlir::Type":$type)>,
  ];
}

#endif
