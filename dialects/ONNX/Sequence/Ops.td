// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sequences and optional values: what is no tensor. A sequence's tensors need not
// be of one shape; what is common to all of them is in its type.

#ifndef CAMEO_ONNX_SEQUENCE_OPS_TD
#define CAMEO_ONNX_SEQUENCE_OPS_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_SequenceEmptyOp : ONNX_PureOp<"SequenceEmpty", 11> {
  let summary = "a sequence of no tensors";
  let arguments = (ins DefaultValuedAttr<I64Attr, "1">:$dtype);
  let results = (outs ONNX_AnyValue:$output);
}

def ONNX_SequenceConstructOp : ONNX_PureOp<"SequenceConstruct", 11> {
  let summary = "the operands as a sequence";
  let arguments = (ins Variadic<ONNX_Tensor>:$inputs);
  let results = (outs ONNX_AnyValue:$output_sequence);
}

def ONNX_SequenceInsertOp : ONNX_PureOp<"SequenceInsert", 11> {
  let summary = "the sequence with one more tensor, before the one at a position or in the end";
  let arguments = (ins ONNX_AnyValue:$input_sequence, ONNX_Tensor:$tensor,
                       ONNX_Opt<ONNX_IndexTensor>:$position);
  let results = (outs ONNX_AnyValue:$output_sequence);
}

def ONNX_SequenceEraseOp : ONNX_PureOp<"SequenceErase", 11> {
  let summary = "the sequence without the tensor at a position, or without the last";
  let arguments = (ins ONNX_AnyValue:$input_sequence, ONNX_Opt<ONNX_IndexTensor>:$position);
  let results = (outs ONNX_AnyValue:$output_sequence);
}

def ONNX_SequenceAtOp : ONNX_PureOp<"SequenceAt", 11> {
  let summary = "the tensor at a position";
  let arguments = (ins ONNX_AnyValue:$input_sequence, ONNX_IndexTensor:$position);
  let results = (outs ONNX_AnyValue:$tensor);
}

def ONNX_SequenceLengthOp : ONNX_PureOp<"SequenceLength", 11> {
  let summary = "the number of tensors";
  let arguments = (ins ONNX_AnyValue:$input_sequence);
  let results = (outs ONNX_Result<ONNX_I64Tensor>:$length);
}

def ONNX_ConcatFromSequenceOp : ONNX_PureOp<"ConcatFromSequence", 11> {
  let summary = "the tensors joined along an axis, which may be a new one";
  let arguments = (ins ONNX_AnyValue:$input_sequence, I64Attr:$axis,
                       DefaultValuedAttr<I64Attr, "0">:$new_axis);
  let results = (outs ONNX_AnyValue:$concat_result);
}

def ONNX_SplitToSequenceOp : ONNX_PureOp<"SplitToSequence", 24> {
  let summary = "parts of a tensor along an axis: of one extent, or of given ones";
  let description = "Without `split`, parts of extent 1, which `keepdims` 0 takes away.";
  let arguments = (ins ONNX_Tensor:$input, ONNX_Opt<ONNX_IndexTensor>:$split,
                       DefaultValuedAttr<I64Attr, "0">:$axis,
                       DefaultValuedAttr<I64Attr, "1">:$keepdims);
  let results = (outs ONNX_AnyValue:$output_sequence);
}

def ONNX_SequenceMapOp : ONNX_Op<"SequenceMap", 17, [RecursiveMemoryEffects, SingleBlock]> {
  let summary = "sequences of what a graph makes of the tensors of others, one by one";
  let arguments = (ins ONNX_AnyValue:$input_sequence, Variadic<ONNX_AnyValue>:$additional_inputs);
  let regions = (region SizedRegion<1>:$body);
  let results = (outs Variadic<ONNX_AnyValue>:$out_sequence);
  let assemblyFormat = [{ operands attr-dict `:` functional-type(operands, results) $body }];
  let moreDeclarations = [{
    static ::llvm::ArrayRef<::llvm::StringRef> regionNames() {
      static constexpr ::llvm::StringRef names[] = {"body"};
      return names;
    }
  }];
}

def ONNX_OptionalOp : ONNX_PureOp<"Optional", 15> {
  let summary = "an optional value: the operand, or nothing of the type `type`";
  let arguments = (ins ONNX_AnyValue:$input, OptionalAttr<TypeAttr>:$type);
  let results = (outs ONNX_AnyValue:$output);
}

def ONNX_OptionalGetElementOp : ONNX_PureOp<"OptionalGetElement", 18> {
  let summary = "what an optional value is";
  let arguments = (ins ONNX_AnyValue:$input);
  let results = (outs ONNX_AnyValue:$output);
}

def ONNX_OptionalHasElementOp : ONNX_PureOp<"OptionalHasElement", 18, [], ["inferValues"]> {
  let summary = "whether an optional value is there";
  let arguments = (ins ONNX_AnyValue:$input);
  let results = (outs ONNX_Result<ONNX_BoolTensor>:$output);
}

#endif
