// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators that write, choose or place elements by their positions, and those
// that rearrange or sample images.

#ifndef CAMEO_ONNX_TENSOR_INDEXING_TD
#define CAMEO_ONNX_TENSOR_INDEXING_TD

include "dialects/ONNX/ONNXBase.td"

def ONNX_ScatterElementsOp : ONNX_PureOp<"ScatterElements", 18> {
  let summary = "data with updates[i…] at i… with indices[i…] at `axis`";
  let arguments = (ins ONNX_Tensor:$data, ONNX_IndexTensor:$indices, ONNX_Tensor:$updates,
                       DefaultValuedAttr<I64Attr, "0">:$axis,
                       DefaultValuedStrAttr<StrAttr, "none">:$reduction);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

def ONNX_ScatterNDOp : ONNX_PureOp<"ScatterND", 18> {
  let summary = "data with slices of updates at the index tuples in the last dimension of indices";
  let arguments = (ins ONNX_Tensor:$data, ONNX_I64Tensor:$indices, ONNX_Tensor:$updates,
                       DefaultValuedStrAttr<StrAttr, "none">:$reduction);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

def ONNX_OneHotOp : ONNX_PureOp<"OneHot", 11> {
  let summary = "values[1] where the position along a new `axis` is the index, values[0] elsewhere";
  let arguments = (ins ONNX_NumberTensor:$indices, ONNX_NumberTensor:$depth, ONNX_Tensor:$values,
                       DefaultValuedAttr<I64Attr, "-1">:$axis);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

def ONNX_TriluOp : ONNX_PureOp<"Trilu", 14> {
  let summary = "the upper (or lower) triangle of matrices from diagonal k on, zero elsewhere";
  let arguments = (ins ONNX_Tensor:$input, ONNX_Opt<ONNX_I64Tensor>:$k,
                       DefaultValuedAttr<I64Attr, "1">:$upper);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

def ONNX_NonZeroOp : ONNX_PureOp<"NonZero", 13> {
  let summary = "the positions of the elements that are not zero, a column each";
  let arguments = (ins ONNX_Tensor:$X);
  let results = (outs ONNX_Result<ONNX_I64Tensor>:$Y);
}

def ONNX_UniqueOp : ONNX_PureOp<"Unique", 11> {
  let summary = "the distinct elements, or parts along an axis, and where they are";
  let arguments = (ins ONNX_Tensor:$X, OptionalAttr<I64Attr>:$axis,
                       DefaultValuedAttr<I64Attr, "1">:$sorted);
  let results = (outs ONNX_Result<ONNX_Tensor>:$Y, ONNX_Result<ONNX_I64Tensor>:$indices,
                      ONNX_Result<ONNX_I64Tensor>:$inverse_indices,
                      ONNX_Result<ONNX_I64Tensor>:$counts);
}

def ONNX_NonMaxSuppressionOp : ONNX_PureOp<"NonMaxSuppression", 11> {
  let summary = "boxes by score, without those that overlap a better one: batch, class, box";
  let arguments = (ins ONNX_Tensor:$boxes, ONNX_Tensor:$scores,
                       ONNX_Opt<ONNX_I64Tensor>:$max_output_boxes_per_class,
                       ONNX_Opt<ONNX_Tensor>:$iou_threshold, ONNX_Opt<ONNX_Tensor>:$score_threshold,
                       DefaultValuedAttr<I64Attr, "0">:$center_point_box);
  let results = (outs ONNX_Result<ONNX_I64Tensor>:$selected_indices);
}

def ONNX_CompressOp : ONNX_CompositeOp<"Compress", 11> {
  let summary = "the parts of a tensor along an axis, or the elements, for which a condition holds";
  let arguments = (ins ONNX_Tensor:$input, ONNX_BoolTensor:$condition,
                       OptionalAttr<I64Attr>:$axis);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

def ONNX_ReverseSequenceOp : ONNX_PureOp<"ReverseSequence", 10> {
  let summary = "each sequence of a batch with its first sequence_lens elements reversed";
  let arguments = (ins ONNX_Tensor:$input, ONNX_I64Tensor:$sequence_lens,
                       DefaultValuedAttr<I64Attr, "1">:$batch_axis,
                       DefaultValuedAttr<I64Attr, "0">:$time_axis);
  let results = (outs ONNX_Result<ONNX_Tensor>:$Y);
}

def ONNX_DepthToSpaceOp : ONNX_PureOp<"DepthToSpace", 13> {
  let summary = "blocks of channels become blocks of pixels";
  let arguments = (ins ONNX_Tensor:$input, I64Attr:$blocksize,
                       DefaultValuedStrAttr<StrAttr, "DCR">:$mode);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

def ONNX_SpaceToDepthOp : ONNX_PureOp<"SpaceToDepth", 13> {
  let summary = "blocks of pixels become blocks of channels";
  let arguments = (ins ONNX_Tensor:$input, I64Attr:$blocksize);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output);
}

def ONNX_ResizeOp : ONNX_PureOp<"Resize", 19> {
  let summary = "an image sampled at other positions, by nearest neighbour or interpolation";
  let arguments = (ins ONNX_Tensor:$X, ONNX_Opt<ONNX_FloatTensor>:$roi,
                       ONNX_Opt<TensorOf<[F32]>>:$scales, ONNX_Opt<ONNX_I64Tensor>:$sizes,
                       DefaultValuedAttr<I64Attr, "0">:$antialias,
                       OptionalAttr<DenseI64ArrayAttr>:$axes,
                       DefaultValuedStrAttr<StrAttr, "half_pixel">:$coordinate_transformation_mode,
                       DefaultValuedAttr<F32Attr, "-0.75f">:$cubic_coeff_a,
                       DefaultValuedAttr<I64Attr, "0">:$exclude_outside,
                       DefaultValuedAttr<F32Attr, "0.0f">:$extrapolation_value,
                       DefaultValuedStrAttr<StrAttr, "stretch">:$keep_aspect_ratio_policy,
                       DefaultValuedStrAttr<StrAttr, "nearest">:$mode,
                       DefaultValuedStrAttr<StrAttr, "round_prefer_floor">:$nearest_mode);
  let results = (outs ONNX_Result<ONNX_Tensor>:$Y);
  let moreDeclarations = [{
    /// The dimensions that are resized, or failure after a diagnostic.
    ::llvm::FailureOr<::llvm::SmallVector<int64_t>> resizedAxes(InferenceContext &ctx);
    /// The scales when they are constants.
    ::std::optional<::llvm::SmallVector<double>> constantScales();
  }];
}

def ONNX_CenterCropPadOp : ONNX_PureOp<"CenterCropPad", 18> {
  let summary = "the middle of a tensor, or the tensor in the middle of zeros, to the extents `shape`";
  let arguments = (ins ONNX_Tensor:$input_data, ONNX_IndexTensor:$shape,
                       OptionalAttr<DenseI64ArrayAttr>:$axes);
  let results = (outs ONNX_Result<ONNX_Tensor>:$output_data);
}

def ONNX_GridSampleOp : ONNX_PureOp<"GridSample", 22> {
  let summary = "an image sampled at the positions in grid, which go from -1 to 1";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$grid,
                       DefaultValuedAttr<I64Attr, "0">:$align_corners,
                       DefaultValuedStrAttr<StrAttr, "linear">:$mode,
                       DefaultValuedStrAttr<StrAttr, "zeros">:$padding_mode);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

#endif
