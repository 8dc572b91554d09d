// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The cameo dialect: what the compiler adds between ONNX's graph and machine
// code. A kernel is a group of tensor operations that runs as one loop nest; a
// dispatch runs it.

#ifndef CAMEO_CAMEO_OPS_TD
#define CAMEO_CAMEO_OPS_TD

include "mlir/IR/OpBase.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/RegionKindInterface.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/DestinationStyleOpInterface.td"
include "mlir/Interfaces/FunctionInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Cameo_Dialect : Dialect {
  let name = "cameo";
  let cppNamespace = "::cameo";
  let summary = "Kernels, their dispatch, and the memory they work in";
  let dependentDialects = ["::mlir::LLVM::LLVMDialect"];
}

class Cameo_Op<string mnemonic, list<Trait> traits = []> : Op<Cameo_Dialect, mnemonic, traits>;

def Cameo_KernelOp : Cameo_Op<"kernel",
    [AutomaticAllocationScope, IsolatedFromAbove, FunctionOpInterface, Symbol]> {
  let summary = "a fused group of tensor operations, run as one loop nest";
  let description = [{
    Arguments are the tensors the group reads and the extents (`index`) of their
    dynamic dimensions; the results are what `cameo.yield` yields. Equal kernels
    are shared by their dispatches, and every target compiles the same ones.

    After lowering to loops the arguments are pointers to the read tensors,
    pointers to the results, the extents, and the half-open range of tasks
    to run; there are no results. `tasks` maps the extents (as symbols) to the
    number of tasks.

    Example:
    ```mlir
    cameo.kernel @relu(%x: tensor<4xf32>) -> tensor<4xf32> { … cameo.yield %y : tensor<4xf32> }
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, TypeAttrOf<FunctionType>:$function_type,
                       OptionalAttr<DictArrayAttr>:$arg_attrs, OptionalAttr<DictArrayAttr>:$res_attrs,
                       OptionalAttr<AffineMapAttr>:$tasks, OptionalAttr<I64Attr>:$cost);
  let regions = (region AnyRegion:$body);
  let hasCustomAssemblyFormat = 1;
  let builders = [OpBuilder<(ins "::llvm::StringRef":$name, "::mlir::FunctionType":$type), [{
    build($_builder, $_state, name, type, nullptr, nullptr, nullptr, nullptr);
  }]>];
  let extraClassDeclaration = [{
    ::llvm::ArrayRef<::mlir::Type> getArgumentTypes() { return getFunctionType().getInputs(); }
    ::llvm::ArrayRef<::mlir::Type> getResultTypes() { return getFunctionType().getResults(); }
    ::mlir::Region *getCallableRegion() { return &getBody(); }
  }];
}

def Cameo_YieldOp : Cameo_Op<"yield", [Pure, ReturnLike, Terminator, HasParent<"KernelOp">]> {
  let summary = "ends a kernel with its results";
  let arguments = (ins Variadic<AnyType>:$values);
  let builders = [OpBuilder<(ins), [{ build($_builder, $_state, ::mlir::ValueRange()); }]>];
  let assemblyFormat = "attr-dict ($values^ `:` type($values))?";
}

def Cameo_DispatchOp : Cameo_Op<"dispatch",
    [Pure, AttrSizedOperandSegments, DeclareOpInterfaceMethods<SymbolUserOpInterface>,
     DeclareOpInterfaceMethods<ReifyRankedShapedTypeOpInterface, ["reifyResultShapes"]>]> {
  let summary = "runs a kernel";
  let description = [{
    `operands` are the kernel's arguments; `extents` are the dynamic extents of
    the results, in order, so that their memory can be planned.

    Example: `%y = cameo.dispatch @relu(%x) : (tensor<4xf32>) -> tensor<4xf32>`
  }];
  let arguments = (ins FlatSymbolRefAttr:$kernel, Variadic<AnyType>:$arguments,
                       Variadic<Index>:$extents);
  let results = (outs Variadic<AnyRankedTensor>:$results);
  let assemblyFormat = [{
    $kernel `(` $arguments `)` (`[` $extents^ `]`)? attr-dict `:`
    functional-type($arguments, $results)
  }];
}

def Cameo_RequireOp : Cameo_Op<"require", [MemoryEffects<[MemWrite]>]> {
  let summary = "ends the run with CAMEO_ERROR_SHAPE unless a condition holds";
  let description = [{
    Stands in the host function before what relies on the condition: a relation
    between extents, or what the model declares of an extent that only data know.

    Example: `cameo.require %areEqual`
  }];
  let arguments = (ins I1:$condition);
  let assemblyFormat = "$condition attr-dict";
  let hasCanonicalizeMethod = 1;
}

def Cameo_ContractOp : Cameo_Op<"contract", [Pure, DestinationStyleOpInterface]> {
  let summary = "a sum of products: matrix products and convolutions";
  let description = [{
    Over the loops of the three maps, as in a `linalg.generic`:

        init[out(i)] = Σ lhs[left(i)] · rhs[right(i)]

    Operands are f32, f16 or bf16; products and sums are f32.
    The result does not accumulate onto `init`, which only gives its shape. The
    last result of `out` is the vectorised dimension n; `rhs` has it and `lhs`
    has it only if both are contiguous in it (depthwise convolutions).

    With `packed`, `rhs` is stored in panels of 16 columns, padded with zeros:
    [batch dims of right…, ceil(n / 16), its other dims…, 16].

    Example:
    ```mlir
    %c = cameo.contract %a, %b, %init [#left, #right, #out]
       : (tensor<4x8xf32>, tensor<8x32xf32>, tensor<4x32xf32>) -> tensor<4x32xf32>
    ```
  }];
  let arguments = (ins AnyRankedTensor:$lhs, AnyRankedTensor:$rhs, AnyRankedTensor:$init,
                       AffineMapArrayAttr:$maps, UnitAttr:$packed);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = [{
    $lhs `,` $rhs `,` $init $maps (`packed` $packed^)? attr-dict `:`
    functional-type(operands, results)
  }];
  let extraClassDeclaration = [{
    ::mlir::AffineMap getMap(unsigned operand) {
      return ::llvm::cast<::mlir::AffineMapAttr>(getMaps()[operand]).getValue();
    }
    ::mlir::MutableOperandRange getDpsInitsMutable() { return getInitMutable(); }
  }];
}

def Cameo_BufferOp : Cameo_Op<"buffer", [Pure]> {
  let summary = "memory at an address, as a memref";
  let description = [{
    Binds a contiguous row-major memref to a kernel's pointer argument; `extents`
    are its dynamic extents. Buffers of different arguments do not overlap.

    Example: `%m = cameo.buffer %p[%n] : memref<?x4xf32>`
  }];
  let arguments = (ins Arg<AnyType, "the address">:$address, Variadic<Index>:$extents);
  let results = (outs AnyMemRef:$memory);
  let assemblyFormat = "$address (`[` $extents^ `]`)? attr-dict `:` type($address) `->` type($memory)";
}

#endif
