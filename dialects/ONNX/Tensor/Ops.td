// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Moving, slicing and reshaping.

#ifndef CAMEO_ONNX_TENSOR_OPS_TD
#define CAMEO_ONNX_TENSOR_OPS_TD

include "dialects/ONNX/ONNXBase.td"
include "dialects/ONNX/Tensor/Indexing.td"

// Elementwise operators that change the type or look at the representation.
def ONNX_CastOp : ONNX_PureOp<"Cast", 25, [DeclareOpInterfaceMethods<ONNX_ElementwiseInterface>],
                              ["inferValues"]> {
  let summary = "x in the element type numbered `to`";
  let description = "Floats outside an integer's range become its nearest value, NaN its smallest.";
  let arguments = (ins ONNX_Tensor:$input, DefaultValuedStrAttr<StrAttr, "up">:$round_mode,
                       DefaultValuedAttr<I64Attr, "1">:$saturate, I64Attr:$to);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}
def ONNX_BitCastOp : ONNX_PureOp<"BitCast", 26, [DeclareOpInterfaceMethods<ONNX_ElementwiseInterface>]> {
  let summary = "the elements' bits as elements of the type numbered `to`, which has as many";
  let arguments = (ins ONNX_Tensor:$input, I64Attr:$to);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}
def ONNX_CastLikeOp : ONNX_PureOp<"CastLike", 25> {
  let summary = "x in the element type of another tensor";
  let arguments = (ins ONNX_Tensor:$input, ONNX_Tensor:$target_type,
                       DefaultValuedStrAttr<StrAttr, "up">:$round_mode,
                       DefaultValuedAttr<I64Attr, "1">:$saturate);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}
def ONNX_IsInfOp : ONNX_UnaryPredicateOp<"IsInf", 20, ONNX_FloatTensor> {
  let summary = "whether x is an infinity of the wanted signs";
  let arguments = (ins ONNX_FloatTensor:$X, DefaultValuedAttr<I64Attr, "1">:$detect_negative,
                       DefaultValuedAttr<I64Attr, "1">:$detect_positive);
}
def ONNX_IsNaNOp : ONNX_UnaryPredicateOp<"IsNaN", 20, ONNX_FloatTensor> {
  let summary = "whether x is NaN";
}
def ONNX_WhereOp : ONNX_PureOp<"Where", 16, [DeclareOpInterfaceMethods<ONNX_ElementwiseInterface>],
                               ["inferValues"]> {
  let summary = "condition ? x : y with numpy's broadcasting";
  let arguments = (ins ONNX_BoolTensor:$condition, ONNX_Tensor:$X, ONNX_Tensor:$Y);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

def ONNX_IdentityOp : ONNX_PureOp<"Identity", 25, [], ["inferValues"]> {
  let summary = "x";
  let arguments = (ins ONNX_AnyValue:$input);
  let results = (outs ONNX_AnyValue:$output);
}

//===-- Shapes ----------------------------------------------------------===//

def ONNX_ShapeOp : ONNX_PureOp<"Shape", 25, [], ["inferValues"]> {
  let summary = "the extents of dimensions [start, end)";
  let arguments = (ins ONNX_Tensor:$data, OptionalAttr<I64Attr>:$end,
                       DefaultValuedAttr<I64Attr, "0">:$start);
  let results = (outs ONNX_Result<ONNX_I64Tensor>:$shape);
  let moreDeclarations = [{
    /// The clamped range of dimensions of a tensor of that rank.
    std::pair<int64_t, int64_t> range(int64_t rank);
  }];
}

def ONNX_SizeOp : ONNX_PureOp<"Size", 25, [], ["inferValues"]> {
  let summary = "the number of elements";
  let arguments = (ins ONNX_Tensor:$data);
  let results = (outs ONNX_Result<ONNX_I64Tensor>:$size);
}

def ONNX_ReshapeOp : ONNX_PureOp<"Reshape", 25, [], ["inferValues"]> {
  let summary = "the same elements in row-major order with another shape";
  let description = [{
    A target extent of 0 copies the operand's (unless `allowzero`), one of -1 is
    what remains of the number of elements.
  }];
  let arguments = (ins ONNX_Tensor:$data, ONNX_I64Tensor:$shape,
                       DefaultValuedAttr<I64Attr, "0">:$allowzero);
  let results = (outs ONNX_Result<ONNX_Tensor>:$reshaped);
}

def ONNX_FlattenOp : ONNX_PureOp<"Flatten", 25> {
  let summary = "a matrix: the dimensions before `axis` by those from it on";
  let arguments = (ins ONNX_Tensor:$input, DefaultValuedAttr<I64Attr, "1">:$axis);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

def ONNX_SqueezeOp : ONNX_PureOp<"Squeeze", 25, [], ["inferValues"]> {
  let summary = "without the dimensions `axes`, of extent 1";
  let arguments = (ins ONNX_Tensor:$data, ONNX_Opt<ONNX_I64Tensor>:$axes);
  let results = (outs ONNX_Result<ONNX_Tensor>:$squeezed);
}

def ONNX_UnsqueezeOp : ONNX_PureOp<"Unsqueeze", 25, [], ["inferValues"]> {
  let summary = "with dimensions of extent 1 inserted at `axes` of the result";
  let arguments = (ins ONNX_Tensor:$data, ONNX_I64Tensor:$axes);
  let results = (outs ONNX_Result<ONNX_Tensor>:$expanded);
}

def ONNX_TransposeOp : ONNX_PureOp<"Transpose", 25, [], ["inferValues"]> {
  let summary = "dimension k of the result is dimension perm[k]";
  let arguments = (ins ONNX_Tensor:$data, OptionalAttr<DenseI64ArrayAttr>:$perm);
  let results = (outs ONNX_Result<ONNX_Tensor>:$transposed);
  let moreDeclarations = [{
    /// `perm`, or its default: the dimensions reversed.
    ::llvm::SmallVector<int64_t> permutation();
  }];
}

//===-- Parts -----------------------------------------------------------===//

def ONNX_ConcatOp : ONNX_PureOp<"Concat", 13, [], ["inferValues"]> {
  let summary = "the operands one after another along `axis`";
  let arguments = (ins Variadic<ONNX_Tensor>:$inputs, I64Attr:$axis);
  let results = (outs ONNX_Result<ONNX_Tensor>:$concat_result);
}

def ONNX_SplitOp : ONNX_PureOp<"Split", 18, [], ["inferValues"]> {
  let summary = "consecutive parts along `axis`";
  let description = [{
    The extents of the parts are `split`; without it the parts are equal but for
    a smaller last one.
  }];
  let arguments = (ins ONNX_Tensor:$input, ONNX_Opt<ONNX_I64Tensor>:$split,
                       DefaultValuedAttr<I64Attr, "0">:$axis, OptionalAttr<I64Attr>:$num_outputs);
  let results = (outs Variadic<ONNX_Result<ONNX_Tensor>>:$outputs);
  let moreDeclarations = [{
    /// The extents of the parts along the axis, or failure after a diagnostic.
    ::llvm::FailureOr<Dims> parts(InferenceContext &ctx);
  }];
}

def ONNX_SliceOp : ONNX_PureOp<"Slice", 13, [], ["inferValues"]> {
  let summary = "every step-th position of [start, end) along each of `axes`";
  let arguments = (ins ONNX_Tensor:$data, ONNX_IndexTensor:$starts, ONNX_IndexTensor:$ends,
                       ONNX_Opt<ONNX_IndexTensor>:$axes, ONNX_Opt<ONNX_IndexTensor>:$steps);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
  let moreDeclarations = [{
    /// y[i] = x[starts + steps * i], for i below `extents`.
    struct Bounds {
      Dims starts, extents;
      ::llvm::SmallVector<int64_t> steps;
    };
    ::llvm::FailureOr<Bounds> bounds(InferenceContext &ctx);
    /// Whether the axes or the steps are known only at run time: the declared
    /// shape of the result is then all that is known.
    bool isRunTime(InferenceContext &ctx);
  }];
}

def ONNX_PadOp : ONNX_PureOp<"Pad", 25> {
  let summary = "with elements added (or, by negative pads, removed) at the borders";
  let arguments = (ins ONNX_Tensor:$data, ONNX_I64Tensor:$pads,
                       ONNX_Opt<ONNX_Tensor>:$constant_value, ONNX_Opt<ONNX_IndexTensor>:$axes,
                       DefaultValuedAttr<StrAttr, "\"constant\"">:$mode);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
  let moreDeclarations = [{
    /// What is added before and after each dimension, or failure after a diagnostic.
    ::llvm::FailureOr<std::pair<Dims, Dims>> padding(InferenceContext &ctx);
    /// Whether the pads or their axes are known only at run time.
    bool isRunTime(InferenceContext &ctx);
  }];
}

//===-- Copies ----------------------------------------------------------===//

def ONNX_ExpandOp : ONNX_PureOp<"Expand", 13, [], ["inferValues"]> {
  let summary = "broadcast with a shape";
  let arguments = (ins ONNX_Tensor:$input, ONNX_I64Tensor:$shape);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

def ONNX_TileOp : ONNX_PureOp<"Tile", 13> {
  let summary = "repeated along each dimension";
  let arguments = (ins ONNX_Tensor:$input, ONNX_I64Tensor:$repeats);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

//===-- Indexed reads ---------------------------------------------------===//

def ONNX_GatherOp : ONNX_PureOp<"Gather", 13, [], ["inferValues"]> {
  let summary = "the slices of `data` along `axis` that `indices` names";
  let arguments = (ins ONNX_Tensor:$data, ONNX_IndexTensor:$indices,
                       DefaultValuedAttr<I64Attr, "0">:$axis);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

def ONNX_GatherElementsOp : ONNX_PureOp<"GatherElements", 13> {
  let summary = "y[i…] = data[i… with indices[i…] at `axis`]";
  let arguments = (ins ONNX_Tensor:$data, ONNX_IndexTensor:$indices,
                       DefaultValuedAttr<I64Attr, "0">:$axis);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

def ONNX_GatherNDOp : ONNX_PureOp<"GatherND", 13> {
  let summary = "the slices of `data` at the index tuples in the last dimension of `indices`";
  let arguments = (ins ONNX_Tensor:$data, ONNX_I64Tensor:$indices,
                       DefaultValuedAttr<I64Attr, "0">:$batch_dims);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

#endif
