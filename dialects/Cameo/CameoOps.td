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
  let useDefaultTypePrinterParser = 1;
}

def Cameo_ListType : TypeDef<Cameo_Dialect, "List"> {
  let mnemonic = "list";
  let summary = "a sequence of tensors, or nothing: a value of the run (cameo_sequence)";
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

def Cameo_YieldOp : Cameo_Op<"yield",
    [Pure, ReturnLike, Terminator, ParentOneOf<["KernelOp", "IfOp", "SequenceOp"]>]> {
  let summary = "ends a kernel, a branch or a sequence with its results";
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

def Cameo_SequenceOp : Cameo_Op<"sequence",
    [RecursiveMemoryEffects, NoRegionArguments, SingleBlock]> {
  let summary = "operations that run in one kernel, in order";
  let description = [{
    One operation until it is in a kernel, and its parts from then on. All results
    stay, used or not: what the parts make on the way needs memory of its size.

    Example: `%y = cameo.sequence -> tensor<4xf32> do { … cameo.yield %z : tensor<4xf32> }`
  }];
  let results = (outs Variadic<AnyType>:$results);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = "(`->` type($results)^)? attr-dict `do` $body";
}

def Cameo_IfOp : Cameo_Op<"if",
    [RecursiveMemoryEffects, NoRegionArguments, SingleBlock,
     DeclareOpInterfaceMethods<ReifyRankedShapedTypeOpInterface, ["reifyResultShapes"]>]> {
  let summary = "one of two branches of the host function";
  let description = [{
    The results are what the branch that runs yields. Each tensor among them is
    followed by its dynamic extents, so that no tensor is asked for them.

    Example:
    ```mlir
    %y, %n = cameo.if %c : tensor<?xf32>, index
        then { cameo.yield %a, %m : tensor<?xf32>, index }
        else { cameo.yield %b, %k : tensor<?xf32>, index }
    ```
  }];
  let arguments = (ins I1:$condition);
  let results = (outs Variadic<AnyType>:$results);
  let regions = (region SizedRegion<1>:$thenRegion, SizedRegion<1>:$elseRegion);
  let assemblyFormat = [{
    $condition attr-dict (`:` type($results)^)? `then` $thenRegion `else` $elseRegion
  }];
  let hasVerifier = 1;
}

def Cameo_LoopOp : Cameo_Op<"loop",
    [RecursiveMemoryEffects, SingleBlock, AttrSizedOperandSegments,
     DeclareOpInterfaceMethods<ReifyRankedShapedTypeOpInterface, ["reifyResultShapes"]>]> {
  let summary = "a loop of the host function";
  let description = [{
    Runs `body` while the number of the iteration is below `count` (if there is
    one) and the condition holds: first `condition`, then what `cameo.next` says
    (if they are there: both or neither). The body's arguments are the number of the iteration and the
    carried values, `inits` at first. The results are the carried values in the
    end, then the collected ones: tensors of which each iteration makes a row.

    As of `cameo.if`, a tensor is followed by its dynamic extents, in `inits`,
    in arguments, in results and in what `cameo.next` names; rows of one result have one
    shape, or the run ends with CAMEO_ERROR_SHAPE. `count` is not negative.

    Example: `%c:2 = cameo.loop to %n carries (%x : tensor<4xf32>) -> tensor<4xf32>, tensor<?x4xf32>, index do { … }`
  }];
  let arguments = (ins Optional<Index>:$count, Optional<I1>:$condition, Variadic<AnyType>:$inits);
  let results = (outs Variadic<AnyType>:$results);
  let regions = (region SizedRegion<1>:$body);
  let assemblyFormat = [{
    (`to` $count^)? (`while` $condition^)? (`carries` `(` $inits^ `:` type($inits) `)`)? attr-dict
    (`->` type($results)^)? `do` $body
  }];
  let hasVerifier = 1;
  let hasCanonicalizeMethod = 1;
  let extraClassDeclaration = [{
    /// A tensor that is collected: its rows' place in `getNext().getCollected()`,
    /// its own among the results, and whether its first extent is among them, too.
    struct Collected {
      unsigned row, result;
      bool isCounted;
    };
    ::llvm::SmallVector<Collected> getCollected();
    NextOp getNext();
    ::mlir::Value getIteration() { return getBody().getArgument(0); }
    /// The carried values as the body has them.
    ::mlir::ValueRange getCarried() {
      return ::mlir::ValueRange(getBody().getArguments()).drop_front();
    }
    unsigned getNumCarried() { return getInits().size(); }
    /// What a result is in every run, if that is a value from outside; else null.
    ::mlir::Value getInvariant(unsigned result);
  }];
}

def Cameo_NextOp : Cameo_Op<"next",
    [Pure, Terminator, AttrSizedOperandSegments, HasParent<"LoopOp">]> {
  let summary = "ends an iteration of a loop";
  let description = [{
    Says whether there is a next one, what it is given, and the rows that are
    collected of this one.
  }];
  let arguments = (ins Optional<I1>:$condition, Variadic<AnyType>:$carried,
                       Variadic<AnyType>:$collected);
  let assemblyFormat = [{
    (`while` $condition^)? (`carries` `(` $carried^ `:` type($carried) `)`)?
    (`collects` `(` $collected^ `:` type($collected) `)`)? attr-dict
  }];
}

def Cameo_CallOp : Cameo_Op<"call",
    [NoMemoryEffect, DeclareOpInterfaceMethods<ReifyRankedShapedTypeOpInterface, ["reifyResultShapes"]>]> {
  let summary = "a function of the runtime, or of the user's, on whole tensors";
  let description = [{
    Calls a `cameo_operator` of this name, for what no kernel computes: strings,
    lists, what a user brings along. A tensor is followed by its dynamic extents
    among operands and results; `types` are ONNX's numbers of the element types of
    the tensors and lists, of operands first.

    Results are memory of the run's heap that lasts until the run ends, or memory
    of an operand's. The run ends with what the function returns unless that is
    CAMEO_OK, and with CAMEO_ERROR_SHAPE if a result is not of its type.

    Example: `%y, %n = cameo.call "cameo_op_sequence_at"(%l, %i) types [1, 7, 1] : (!cameo.list, tensor<i64>) -> (tensor<?xf32>, index)`
  }];
  let arguments = (ins StrAttr:$callee, Variadic<AnyType>:$arguments, DenseI32ArrayAttr:$types);
  let results = (outs Variadic<AnyType>:$results);
  let assemblyFormat = [{
    $callee `(` $arguments `)` `types` $types attr-dict `:` functional-type($arguments, $results)
  }];
  let hasVerifier = 1;
}

def Cameo_StringsOp : Cameo_Op<"strings", [Pure]> {
  let summary = "constant strings: their addresses, as integers of 64 bits";
  let description = [{
    Only the linked program knows the addresses, so nothing is computed from them
    at compile time.

    Example: `%s = cameo.strings ["a", "b"] : tensor<2xi64>`
  }];
  let arguments = (ins StrArrayAttr:$strings);
  let results = (outs AnyStaticShapeTensor:$result);
  let assemblyFormat = "$strings attr-dict `:` type($result)";
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

    Operands are f32, f16 or bf16, and products and sums f32; or `lhs` is of
    unsigned bytes, `rhs` of signed ones, and products and sums are i32.
    The result does not accumulate onto `init`, which only gives its shape. The
    last result of `out` is the vectorised dimension n; `rhs` has it and `lhs`
    has it only if both are contiguous in it (depthwise convolutions).

    With `packed`, `rhs` is stored in panels of 16 columns, padded with zeros:
    [batch dims of right…, ceil(n / 16), its other dims…, 16]. Bytes are packed by
    words of four along the last dimension k of `lhs`, which is its last of the other
    dims: [batch dims of right…, ceil(n / 16), its other dims…, ceil(k / 4), 16, 4].

    With `scales`, `rhs` is packed bytes of two numbers of four bits, the first one in the
    low bits, and `lhs` is f32, at an even position of each of its rows:

        init[m, n] = Σ scales[n, b] · (lhs[m, left(b, k)] · (low(rhs[n, b, k]) - 8)
                                       + lhs[m, left(b, k) + 1] · (high(rhs[n, b, k]) - 8))

    Right is (n, b, k), and the scales are packed as [ceil(n / 16), b, 16].

    Example:
    ```mlir
    %c = cameo.contract %a, %b, %init [#left, #right, #out]
       : (tensor<4x8xf32>, tensor<8x32xf32>, tensor<4x32xf32>) -> tensor<4x32xf32>
    ```
  }];
  let arguments = (ins AnyRankedTensor:$lhs, AnyRankedTensor:$rhs, AnyRankedTensor:$init,
                       Optional<AnyRankedTensor>:$scales, AffineMapArrayAttr:$maps,
                       UnitAttr:$packed);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = [{
    $lhs `,` $rhs `,` $init (`scales` $scales^)? $maps (`packed` $packed^)? attr-dict `:`
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
