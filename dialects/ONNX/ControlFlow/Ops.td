// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Branches and loops. Their graphs are regions that see the values outside.

#ifndef CAMEO_ONNX_CONTROLFLOW_OPS_TD
#define CAMEO_ONNX_CONTROLFLOW_OPS_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_IfOp : ONNX_Op<"If", 25, [RecursiveMemoryEffects, SingleBlock, NoRegionArguments]> {
  let summary = "the outputs of one of two graphs";
  let arguments = (ins ONNX_BoolTensor:$cond);
  let regions = (region SizedRegion<1>:$else_branch, SizedRegion<1>:$then_branch);
  let results = (outs Variadic<ONNX_AnyValue>:$outputs);
  let assemblyFormat = [{ $cond attr-dict `:` functional-type(operands, results)
                          `then` $then_branch `else` $else_branch }];
  let moreDeclarations = [{
    static ::llvm::ArrayRef<::llvm::StringRef> regionNames() {
      static constexpr ::llvm::StringRef names[] = {"else_branch", "then_branch"};
      return names;
    }
    /// Marks a branch that holds what follows of it (see Continuations.h).
    static constexpr ::llvm::StringLiteral continuesAttr = "onnx.continues";
    /// Marks a branch whose first graph is the second one for some values of extents:
    /// the results' extents are the second's.
    static constexpr ::llvm::StringLiteral specializesAttr = "onnx.specializes";
    /// The graph that runs, when the condition is known.
    ::mlir::Region *knownBranch(SymbolicShapes &shapes);
    /// The graph that no right run takes, emptied when it could not be inferred; or null.
    ::mlir::Region *impossibleBranch();
    /// Beside an impossible branch the other. Where the branches' results differ in
    /// rank, the only one whose results are of the ranks that the model declares of
    /// them: the other cannot run. Else null.
    ::mlir::Region *onlyBranch(SymbolicShapes &shapes);
  }];
}

def ONNX_LoopOp : ONNX_Op<"Loop", 25, [RecursiveMemoryEffects, SingleBlock]> {
  let summary = "a graph run again and again, with values carried from one run to the next";
  let arguments = (ins ONNX_Opt<ONNX_I64Tensor>:$M, ONNX_Opt<ONNX_BoolTensor>:$cond,
                       Variadic<ONNX_AnyValue>:$v_initial);
  let regions = (region SizedRegion<1>:$body);
  let results = (outs Variadic<ONNX_AnyValue>:$v_final_and_scan_outputs);
  let assemblyFormat = [{ operands attr-dict `:` functional-type(operands, results) $body }];
  let moreDeclarations = [{
    static ::llvm::ArrayRef<::llvm::StringRef> regionNames() {
      static constexpr ::llvm::StringRef names[] = {"body"};
      return names;
    }
    /// Whether M alone ends it: the condition is true at first and stays it.
    bool isCounted();
  }];
}

def ONNX_ScanOp : ONNX_Op<"Scan", 25, [RecursiveMemoryEffects, SingleBlock]> {
  let summary = "a graph run for each slice of some operands";
  let arguments = (ins Variadic<ONNX_AnyValue>:$initial_state_and_scan_inputs,
                       I64Attr:$num_scan_inputs,
                       OptionalAttr<DenseI64ArrayAttr>:$scan_input_axes,
                       OptionalAttr<DenseI64ArrayAttr>:$scan_input_directions,
                       OptionalAttr<DenseI64ArrayAttr>:$scan_output_axes,
                       OptionalAttr<DenseI64ArrayAttr>:$scan_output_directions);
  let regions = (region SizedRegion<1>:$body);
  let results = (outs Variadic<ONNX_AnyValue>:$final_state_and_scan_outputs);
  let assemblyFormat = [{ operands attr-dict `:` functional-type(operands, results) $body }];
  let moreDeclarations = [{
    static ::llvm::ArrayRef<::llvm::StringRef> regionNames() {
      static constexpr ::llvm::StringRef names[] = {"body"};
      return names;
    }
    /// The operands and results: states first, then what is scanned, with axes in
    /// range (those of outputs as given) and directions, zeros where none are given.
    struct Layout {
      unsigned states;
      ::llvm::SmallVector<int64_t> inputAxes, inputDirections, outputAxes, outputDirections;
    };
    ::llvm::FailureOr<Layout> getLayout(InferenceContext &ctx);
  }];
}

#endif
