// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Layers of neural networks.

#ifndef CAMEO_ONNX_NN_OPS_TD
#define CAMEO_ONNX_NN_OPS_TD

include "dialects/ONNX/NN/Attention.td"
include "dialects/ONNX/NN/Recurrent.td"
include "dialects/ONNX/ONNXBase.td"

def ONNX_DropoutOp : ONNX_PureOp<"Dropout", 22> {
  let summary = "x and a mask that keeps all, or in training what chance keeps";
  let arguments = (ins ONNX_FloatTensor:$data, ONNX_Opt<ONNX_FloatTensor>:$ratio,
                       ONNX_Opt<ONNX_BoolTensor>:$training_mode, OptionalAttr<I64Attr>:$seed);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output, ONNX_Result<ONNX_BoolTensor>:$mask);
  let moreDeclarations = [{
    /// Whether it may drop elements: in training, unless the ratio is known to be 0.
    bool mayDrop(SymbolicShapes &shapes);
  }];
}

//===-- Windows ---------------------------------------------------------===//

// What operators with sliding windows share. The extents are those of spatial
// dimensions, which come after the batch and the channels.
class ONNX_WindowOp<string mnemonic, int since> : ONNX_PureOp<mnemonic, since> {
  let moreDeclarations = [{
    /// The windows and where they lie, or failure after a diagnostic.
    ::llvm::FailureOr<Windows> windows(InferenceContext &ctx);
  }];
}

def ONNX_ConvOp : ONNX_WindowOp<"Conv", 22> {
  let summary = "sums of products of a window of X and each filter of W, plus B";
  let description = "Integers are allowed for what quantized convolutions become.";
  let arguments = (ins ONNX_NumberTensor:$X, ONNX_NumberTensor:$W, ONNX_Opt<ONNX_NumberTensor>:$B,
                       DefaultValuedStrAttr<StrAttr, "NOTSET">:$auto_pad,
                       OptionalAttr<DenseI64ArrayAttr>:$dilations,
                       DefaultValuedAttr<I64Attr, "1">:$group,
                       OptionalAttr<DenseI64ArrayAttr>:$kernel_shape,
                       OptionalAttr<DenseI64ArrayAttr>:$pads,
                       OptionalAttr<DenseI64ArrayAttr>:$strides);
  let results = (outs ONNX_Result<ONNX_NumberTensor>:$Y);
}

def ONNX_ConvTransposeOp : ONNX_WindowOp<"ConvTranspose", 22> {
  let summary = "the transpose of a convolution: each element of X spreads a filter of W";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$W, ONNX_Opt<ONNX_FloatTensor>:$B,
                       DefaultValuedStrAttr<StrAttr, "NOTSET">:$auto_pad,
                       OptionalAttr<DenseI64ArrayAttr>:$dilations,
                       DefaultValuedAttr<I64Attr, "1">:$group,
                       OptionalAttr<DenseI64ArrayAttr>:$kernel_shape,
                       OptionalAttr<DenseI64ArrayAttr>:$output_padding,
                       OptionalAttr<DenseI64ArrayAttr>:$output_shape,
                       OptionalAttr<DenseI64ArrayAttr>:$pads,
                       OptionalAttr<DenseI64ArrayAttr>:$strides);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_DeformConvOp : ONNX_CompositeOp<"DeformConv", 22> {
  let summary = "a convolution whose windows read X at offset positions, between its elements, times a mask";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$W, ONNX_FloatTensor:$offset,
                       ONNX_Opt<ONNX_FloatTensor>:$B, ONNX_Opt<ONNX_FloatTensor>:$mask,
                       OptionalAttr<DenseI64ArrayAttr>:$dilations,
                       DefaultValuedAttr<I64Attr, "1">:$group,
                       OptionalAttr<DenseI64ArrayAttr>:$kernel_shape,
                       DefaultValuedAttr<I64Attr, "1">:$offset_group,
                       OptionalAttr<DenseI64ArrayAttr>:$pads,
                       OptionalAttr<DenseI64ArrayAttr>:$strides);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_MaxPoolOp : ONNX_WindowOp<"MaxPool", 22> {
  let summary = "the largest element of each window, and its row-major index in X";
  let arguments = (ins ONNX_NumberTensor:$X, DefaultValuedStrAttr<StrAttr, "NOTSET">:$auto_pad,
                       DefaultValuedAttr<I64Attr, "0">:$ceil_mode,
                       OptionalAttr<DenseI64ArrayAttr>:$dilations, DenseI64ArrayAttr:$kernel_shape,
                       OptionalAttr<DenseI64ArrayAttr>:$pads,
                       DefaultValuedAttr<I64Attr, "0">:$storage_order,
                       OptionalAttr<DenseI64ArrayAttr>:$strides);
  let results = (outs ONNX_Result<ONNX_NumberTensor>:$Y, ONNX_Result<ONNX_I64Tensor>:$Indices);
}

def ONNX_AveragePoolOp : ONNX_WindowOp<"AveragePool", 22> {
  let summary = "the mean of each window";
  let arguments = (ins ONNX_FloatTensor:$X, DefaultValuedStrAttr<StrAttr, "NOTSET">:$auto_pad,
                       DefaultValuedAttr<I64Attr, "0">:$ceil_mode,
                       DefaultValuedAttr<I64Attr, "0">:$count_include_pad,
                       OptionalAttr<DenseI64ArrayAttr>:$dilations, DenseI64ArrayAttr:$kernel_shape,
                       OptionalAttr<DenseI64ArrayAttr>:$pads,
                       OptionalAttr<DenseI64ArrayAttr>:$strides);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_LpPoolOp : ONNX_WindowOp<"LpPool", 22> {
  let summary = "the p-norm of each window";
  let arguments = (ins ONNX_FloatTensor:$X, DefaultValuedStrAttr<StrAttr, "NOTSET">:$auto_pad,
                       DefaultValuedAttr<I64Attr, "0">:$ceil_mode,
                       OptionalAttr<DenseI64ArrayAttr>:$dilations, DenseI64ArrayAttr:$kernel_shape,
                       DefaultValuedAttr<I64Attr, "2">:$p,
                       OptionalAttr<DenseI64ArrayAttr>:$pads,
                       OptionalAttr<DenseI64ArrayAttr>:$strides);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

class ONNX_GlobalPoolOp<string mnemonic> : ONNX_PureOp<mnemonic, 22> {
  let arguments = (ins ONNX_FloatTensor:$X);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}
def ONNX_GlobalAveragePoolOp : ONNX_GlobalPoolOp<"GlobalAveragePool"> {
  let summary = "the mean of each channel";
}
def ONNX_GlobalMaxPoolOp : ONNX_GlobalPoolOp<"GlobalMaxPool"> {
  let summary = "the largest element of each channel";
}
def ONNX_GlobalLpPoolOp : ONNX_GlobalPoolOp<"GlobalLpPool"> {
  let summary = "the p-norm of each channel";
  let arguments = (ins ONNX_FloatTensor:$X, DefaultValuedAttr<I64Attr, "2">:$p);
}

def ONNX_MaxUnpoolOp : ONNX_PureOp<"MaxUnpool", 22> {
  let summary = "the elements of X at the row-major positions I, zero elsewhere";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_I64Tensor:$I, ONNX_Opt<ONNX_I64Tensor>:$output_shape,
                       DenseI64ArrayAttr:$kernel_shape, OptionalAttr<DenseI64ArrayAttr>:$pads,
                       OptionalAttr<DenseI64ArrayAttr>:$strides);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output);
}

def ONNX_Col2ImOp : ONNX_PureOp<"Col2Im", 18> {
  let summary = "blocks, one a column, added up where they overlap in an image";
  let arguments = (ins ONNX_NumberTensor:$input, ONNX_I64Tensor:$image_shape,
                       ONNX_I64Tensor:$block_shape, OptionalAttr<DenseI64ArrayAttr>:$dilations,
                       OptionalAttr<DenseI64ArrayAttr>:$pads,
                       OptionalAttr<DenseI64ArrayAttr>:$strides);
  let results = (outs ONNX_Result<ONNX_NumberTensor>:$output);
}

def ONNX_ImageDecoderOp : ONNX_PureOp<"ImageDecoder", 20> {
  let summary = "the pixels of a picture in a file of any of seven formats, none if it is damaged";
  let arguments = (ins TensorOf<[UI8]>:$encoded_stream,
                       DefaultValuedAttr<StrAttr, "\"RGB\"">:$pixel_format);
  let results = (outs ONNX_Result<TensorOf<[UI8]>>:$image);
}

def ONNX_AffineGridOp : ONNX_PureOp<"AffineGrid", 20> {
  let summary = "where each pixel of an image of that size, in [-1, 1], is taken by theta";
  let arguments = (ins ONNX_FloatTensor:$theta, ONNX_I64Tensor:$size,
                       DefaultValuedAttr<I64Attr, "0">:$align_corners);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$grid);
}

//===-- Normalizations --------------------------------------------------===//

def ONNX_BatchNormalizationOp : ONNX_PureOp<"BatchNormalization", 15> {
  let summary = "scale * (x - mean) / sqrt(var + epsilon) + B, a channel at a time";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$scale, ONNX_FloatTensor:$B,
                       ONNX_FloatTensor:$input_mean, ONNX_FloatTensor:$input_var,
                       DefaultValuedAttr<F32Attr, "1e-5f">:$epsilon,
                       DefaultValuedAttr<F32Attr, "0.9f">:$momentum,
                       DefaultValuedAttr<I64Attr, "0">:$training_mode);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y, ONNX_Result<ONNX_FloatTensor>:$running_mean,
                      ONNX_Result<ONNX_FloatTensor>:$running_var);
}

def ONNX_InstanceNormalizationOp : ONNX_PureOp<"InstanceNormalization", 22> {
  let summary = "scale * (x - mean) / sqrt(var + epsilon) + B, with each instance's own channel statistics";
  let arguments = (ins ONNX_FloatTensor:$input, ONNX_FloatTensor:$scale, ONNX_FloatTensor:$B,
                       DefaultValuedAttr<F32Attr, "1e-5f">:$epsilon);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output);
}

def ONNX_LayerNormalizationOp : ONNX_PureOp<"LayerNormalization", 17> {
  let summary = "Scale * (x - mean) / sqrt(var + epsilon) + B over the dimensions from `axis` on";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$Scale, ONNX_Opt<ONNX_FloatTensor>:$B,
                       DefaultValuedAttr<I64Attr, "-1">:$axis,
                       DefaultValuedAttr<F32Attr, "1e-5f">:$epsilon,
                       DefaultValuedAttr<I64Attr, "1">:$stash_type);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y, ONNX_Result<ONNX_FloatTensor>:$Mean,
                      ONNX_Result<ONNX_FloatTensor>:$InvStdDev);
}

def ONNX_GroupNormalizationOp : ONNX_PureOp<"GroupNormalization", 21> {
  let summary = "scale * (x - mean) / sqrt(var + epsilon) + bias, with the statistics of groups of channels";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$scale, ONNX_FloatTensor:$bias,
                       DefaultValuedAttr<F32Attr, "1e-5f">:$epsilon, I64Attr:$num_groups,
                       DefaultValuedAttr<I64Attr, "1">:$stash_type);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_RMSNormalizationOp : ONNX_PureOp<"RMSNormalization", 23> {
  let summary = "scale * x / sqrt(mean(x²) + epsilon) over the dimensions from `axis` on";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$scale,
                       DefaultValuedAttr<I64Attr, "-1">:$axis,
                       DefaultValuedAttr<F32Attr, "1e-5f">:$epsilon,
                       DefaultValuedAttr<I64Attr, "1">:$stash_type);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_LpNormalizationOp : ONNX_PureOp<"LpNormalization", 22> {
  let summary = "x divided by its p-norm along `axis` (0 where the norm is 0)";
  let arguments = (ins ONNX_FloatTensor:$input, DefaultValuedAttr<I64Attr, "-1">:$axis,
                       DefaultValuedAttr<I64Attr, "2">:$p);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output);
}

def ONNX_MeanVarianceNormalizationOp : ONNX_PureOp<"MeanVarianceNormalization", 13> {
  let summary = "(x - mean) / (standard deviation + 1e-9) over `axes`";
  let arguments = (ins ONNX_FloatTensor:$X,
                       DefaultValuedAttr<DenseI64ArrayAttr, "{0, 2, 3}">:$axes);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_LRNOp : ONNX_PureOp<"LRN", 13> {
  let summary = "x / (bias + alpha / size * the sum of squares of nearby channels) ^ beta";
  let arguments = (ins ONNX_FloatTensor:$X, DefaultValuedAttr<F32Attr, "1e-4f">:$alpha,
                       DefaultValuedAttr<F32Attr, "0.75f">:$beta,
                       DefaultValuedAttr<F32Attr, "1.0f">:$bias, I64Attr:$size);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

class ONNX_AxisOp<string mnemonic> : ONNX_PureOp<mnemonic, 13> {
  let arguments = (ins ONNX_FloatTensor:$input, DefaultValuedAttr<I64Attr, "-1">:$axis);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output);
}
def ONNX_SoftmaxOp : ONNX_AxisOp<"Softmax"> {
  let summary = "exp(x) / sum(exp(x)) along `axis`";
}
def ONNX_LogSoftmaxOp : ONNX_AxisOp<"LogSoftmax"> {
  let summary = "log(softmax(x)) along `axis`";
}
def ONNX_HardmaxOp : ONNX_AxisOp<"Hardmax"> {
  let summary = "1 at the first largest element along `axis`, 0 elsewhere";
}

//===-- Losses ----------------------------------------------------------===//

def ONNX_NegativeLogLikelihoodLossOp : ONNX_PureOp<"NegativeLogLikelihoodLoss", 22> {
  let summary = "-weight[c] * input[n, c, …] with c = target[n, …], or the sum or mean of these";
  let arguments = (ins ONNX_FloatTensor:$input, ONNX_IndexTensor:$target,
                       ONNX_Opt<ONNX_FloatTensor>:$weight, OptionalAttr<I64Attr>:$ignore_index,
                       DefaultValuedStrAttr<StrAttr, "mean">:$reduction);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$loss);
}

def ONNX_SoftmaxCrossEntropyLossOp : ONNX_PureOp<"SoftmaxCrossEntropyLoss", 13> {
  let summary = "the negative log-likelihood of softmax(scores), and log(softmax(scores))";
  let arguments = (ins ONNX_FloatTensor:$scores, ONNX_IndexTensor:$labels,
                       ONNX_Opt<ONNX_FloatTensor>:$weights, OptionalAttr<I64Attr>:$ignore_index,
                       DefaultValuedStrAttr<StrAttr, "mean">:$reduction);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$output, ONNX_Result<ONNX_FloatTensor>:$log_prob);
}

def ONNX_MaxRoiPoolOp : ONNX_PureOp<"MaxRoiPool", 22> {
  let summary = "the largest element of each bin of regions of images";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$rois,
                       DenseI64ArrayAttr:$pooled_shape,
                       DefaultValuedAttr<F32Attr, "1.0f">:$spatial_scale);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

def ONNX_RoiAlignOp : ONNX_PureOp<"RoiAlign", 22> {
  let summary = "regions of images, each sampled at the points of a grid of bins";
  let arguments = (ins ONNX_FloatTensor:$X, ONNX_FloatTensor:$rois, ONNX_I64Tensor:$batch_indices,
                       DefaultValuedStrAttr<StrAttr, "half_pixel">:$coordinate_transformation_mode,
                       DefaultValuedStrAttr<StrAttr, "avg">:$mode,
                       DefaultValuedAttr<I64Attr, "1">:$output_height,
                       DefaultValuedAttr<I64Attr, "1">:$output_width,
                       DefaultValuedAttr<I64Attr, "0">:$sampling_ratio,
                       DefaultValuedAttr<F32Attr, "1.0">:$spatial_scale);
  let results = (outs ONNX_Result<ONNX_FloatTensor>:$Y);
}

#endif
