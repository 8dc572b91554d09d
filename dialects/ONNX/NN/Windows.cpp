// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Inference of convolutions and pools.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

using Ints = std::optional<ArrayRef<int64_t>>;

// One value a spatial dimension, each at least `least`.
static FailureOr<SmallVector<int64_t>> perDimension(InferenceContext &ctx, StringRef name,
                                                    Ints given, size_t count, int64_t least) {
  if (!given || given->empty())
    return SmallVector<int64_t>(count, least);
  if (given->size() != count)
    return ctx.emitError() << name << " has " << given->size() << " values for " << count
                           << " spatial values";
  for (int64_t value : *given)
    if (value < least || value > std::numeric_limits<int32_t>::max())
      return ctx.emitError() << name << " has the value " << value << ", which is out of range";
  return SmallVector<int64_t>(*given);
}

// Strides, dilations and explicit pads; `kernel` is checked already.
static FailureOr<Windows> readWindows(InferenceContext &ctx, SmallVector<int64_t> kernel,
                                      Ints strides, Ints dilations, Ints pads, StringRef autoPad) {
  size_t count = kernel.size();
  Windows windows;
  windows.kernel = kernel;
  auto steps = perDimension(ctx, "strides", strides, count, 1);
  auto gaps = perDimension(ctx, "dilations", dilations, count, 1);
  auto borders = perDimension(ctx, "pads", pads, 2 * count, 0);
  if (failed(steps) || failed(gaps) || failed(borders))
    return failure();
  if (autoPad != "NOTSET" && autoPad != "VALID" && autoPad != "SAME_UPPER" &&
      autoPad != "SAME_LOWER")
    return ctx.emitError() << "unknown auto_pad '" << autoPad << "'";
  windows.strides = *steps;
  windows.dilations = *gaps;
  for (size_t i = 0; i < count; ++i) {
    bool isExplicit = autoPad == "NOTSET";
    windows.low.push_back(ctx.constant(isExplicit ? (*borders)[i] : 0));
    windows.high.push_back(ctx.constant(isExplicit ? (*borders)[count + i] : 0));
  }
  windows.givenHigh = windows.high;
  windows.skipped.assign(count, ctx.constant(0));
  return windows;
}

// How many windows fit into dimensions of the given extents.
static FailureOr<Windows> placeWindows(InferenceContext &ctx, FailureOr<Windows> read,
                                       ArrayRef<AffineExpr> extents, StringRef autoPad,
                                       bool ceilMode, bool skips = false) {
  if (failed(read))
    return failure();
  Windows windows = *read;
  SymbolicShapes &shapes = ctx.getShapes();
  AffineExpr zero = ctx.constant(0);
  for (size_t i = 0; i < windows.rank(); ++i) {
    AffineExpr in = extents[i], &low = windows.low[i], &high = windows.high[i];
    int64_t stride = windows.strides[i];
    int64_t reach = (windows.kernel[i] - 1) * windows.dilations[i] + 1;
    AffineExpr out;
    if (autoPad.starts_with("SAME")) {
      out = in.ceilDiv(stride);
      AffineExpr needed = (out - 1) * stride + reach - in;
      AffineExpr total = shapes.max(needed, zero);
      // Where windows leave gaps, fewer than nothing may be needed: pools skip half of
      // what is left (ONNX Runtime's rounding), convolutions nothing.
      if (skips && reach < stride)
        windows.skipped[i] =
            shapes.max(autoPad == "SAME_UPPER" ? -needed : -needed - 1, zero).floorDiv(2);
      AffineExpr half = total.floorDiv(2);
      low = autoPad == "SAME_UPPER" ? half : total - half;
      high = total - low;
      windows.givenHigh[i] = high;
    } else {
      AffineExpr last = in + low + high - reach;
      if (auto constant = SymbolicShapes::constantOf(last); constant && *constant < 0)
        return ctx.emitError() << "a window that reaches over " << reach
                               << " elements does not fit into spatial dimension " << i
                               << ", of extent " << *constant + reach << " with its padding";
      if (!ceilMode) {
        out = last.floorDiv(stride) + 1;
      } else {
        // A window that would start in the padding after the end is dropped; one
        // that starts earlier may reach beyond the padding.
        out = shapes.min(last.ceilDiv(stride) + 1, (in + low).ceilDiv(stride));
        high = shapes.max(high, (out - 1) * stride + reach - in - low);
      }
    }
    windows.out.push_back(out);
  }
  return windows;
}

static LogicalResult setWindowResult(InferenceContext &ctx, unsigned result, Type element,
                                     AffineExpr channels, const Windows &windows) {
  Dims dims = {ctx.shape(0)->front(), channels};
  llvm::append_range(dims, windows.out);
  return ctx.setResult(result, element, dims);
}

//===-- Convolutions ------------------------------------------------------===//

// The operands that are the filters and the bias.
struct FilterOperands {
  unsigned filters = 1, bias = 2;
};

// The filters' spatial extents, after checking ranks, groups and the bias.
static FailureOr<SmallVector<int64_t>> checkFilters(InferenceContext &ctx, Ints kernelShape,
                                                    int64_t group, unsigned outputChannelAxis,
                                                    FilterOperands operands = {}) {
  auto x = ctx.requireShape(0), w = ctx.requireShape(operands.filters);
  if (failed(x) || failed(w))
    return failure();
  if (x->size() < 3 || x->size() > 5)
    return ctx.emitError() << "an operand of rank " << x->size()
                           << " is not supported: 1 to 3 spatial dimensions are";
  if (w->size() != x->size())
    return ctx.emitError() << "the filters have rank " << w->size() << ", the operand "
                           << x->size();
  auto extents = SymbolicShapes::constantsOf(ArrayRef(*w).drop_front(2));
  if (!extents)
    return ctx.emitError() << "the filters' spatial extents must be known at compile time";
  if (kernelShape && !kernelShape->empty() && *kernelShape != ArrayRef<int64_t>(*extents))
    return ctx.emitError() << "kernel_shape differs from the filters' extents";
  if (llvm::is_contained(*extents, 0))
    return ctx.emitError() << "the filters are empty";
  if (group < 1)
    return ctx.emitError() << "group " << group << " is not positive";
  auto inputs = SymbolicShapes::constantOf((*x)[1]);
  auto first = SymbolicShapes::constantOf((*w)[0]), second = SymbolicShapes::constantOf((*w)[1]);
  bool isTransposed = outputChannelAxis == 1;
  if (!first || !second)
    return ctx.emitError() << "the filters' extents must be known at compile time";
  int64_t expected = isTransposed ? *first : *second * group;
  if (inputs && *inputs != expected)
    return ctx.emitError() << "the operand has " << *inputs << " channels, the filters are for "
                           << expected;
  if (*first % group != 0)
    return ctx.emitError() << *first << (isTransposed ? " channels" : " filters")
                           << " do not divide into " << group << " groups";
  if (!ctx.isAbsent(operands.bias)) {
    auto bias = ctx.requireShape(operands.bias);
    if (failed(bias))
      return failure();
    int64_t outputs = isTransposed ? *second * group : *first;
    auto extent = bias->size() == 1 ? SymbolicShapes::constantOf(bias->front()) : std::nullopt;
    if (bias->size() != 1 || (extent && *extent != outputs))
      return ctx.emitError() << "the bias must be a vector of " << outputs << " elements";
  }
  return *extents;
}

template <typename Op>
static FailureOr<Windows> placeConvolution(Op op, InferenceContext &ctx, FilterOperands operands) {
  auto kernel = checkFilters(ctx, op.getKernelShape(), op.getGroup(), 0, operands);
  if (failed(kernel))
    return failure();
  return placeWindows(
      ctx,
      readWindows(ctx, *kernel, op.getStrides(), op.getDilations(), op.getPads(), op.getAutoPad()),
      ArrayRef(*ctx.shape(0)).drop_front(2), op.getAutoPad(), /*ceilMode=*/false);
}

FailureOr<Windows> ConvOp::windows(InferenceContext &ctx) {
  if (failed(ctx.requireSameElementTypes()))
    return failure();
  return placeConvolution(*this, ctx, {});
}

LogicalResult ConvOp::inferShapes(InferenceContext &ctx) {
  auto place = windows(ctx);
  if (failed(place))
    return failure();
  return setWindowResult(ctx, 0, ctx.elementType(0), ctx.shape(1)->front(), *place);
}

FailureOr<Windows> ConvIntegerOp::windows(InferenceContext &ctx) {
  // Without a bias: no operand has that number.
  return placeConvolution(*this, ctx, {.filters = 1, .bias = 4});
}

LogicalResult ConvIntegerOp::inferShapes(InferenceContext &ctx) {
  auto place = windows(ctx);
  if (failed(place))
    return failure();
  return setWindowResult(ctx, 0, IntegerType::get(getContext(), 32), ctx.shape(1)->front(), *place);
}

LogicalResult QLinearConvOp::inferShapes(InferenceContext &ctx) {
  auto place = placeConvolution(*this, ctx, {.filters = 3, .bias = 8});
  if (failed(place))
    return failure();
  return setWindowResult(ctx, 0, ctx.elementType(7), ctx.shape(3)->front(), *place);
}

FailureOr<Windows> ConvTransposeOp::windows(InferenceContext &ctx) {
  if (failed(ctx.requireSameElementTypes()))
    return failure();
  auto kernel = checkFilters(ctx, getKernelShape(), getGroup(), 1);
  if (failed(kernel))
    return failure();
  StringRef autoPad = getAutoPad();
  auto read = readWindows(ctx, *kernel, getStrides(), getDilations(), getPads(), autoPad);
  auto more = perDimension(ctx, "output_padding", getOutputPadding(), kernel->size(), 0);
  if (failed(read) || failed(more))
    return failure();
  Ints wanted = getOutputShape();
  Dims extents = *ctx.shape(0);
  if (wanted && !wanted->empty()) {
    if (wanted->size() == extents.size())
      wanted = wanted->drop_front(2);
    if (wanted->size() != kernel->size())
      return emitOpError() << "output_shape has " << wanted->size() << " values for "
                           << kernel->size() << " spatial dimensions";
  } else {
    wanted = std::nullopt;
  }
  Windows windows = *read;
  for (size_t i = 0; i < windows.rank(); ++i) {
    AffineExpr in = extents[2 + i];
    int64_t reach = (windows.kernel[i] - 1) * windows.dilations[i] + 1;
    // The extent before anything is cut off at the borders.
    AffineExpr full = (in - 1) * windows.strides[i] + reach + (*more)[i];
    AffineExpr out;
    if (wanted || autoPad.starts_with("SAME")) {
      // SAME wants as many elements as the strides make of the operand's, but
      // adds none where windows leave gaps; a wanted extent is kept in any case.
      out = wanted ? ctx.constant((*wanted)[i]) : in * windows.strides[i];
      AffineExpr total = ctx.getShapes().max(full - out, ctx.constant(0));
      if (!wanted)
        out = full - total;
      AffineExpr half = total.floorDiv(2);
      windows.low[i] = autoPad == "SAME_UPPER" ? half : total - half;
      windows.high[i] = full - out - windows.low[i];
    } else {
      out = full - windows.low[i] - windows.high[i];
    }
    if (auto constant = SymbolicShapes::constantOf(out); constant && *constant <= 0)
      return emitOpError() << "the result would have extent " << *constant
                           << " in spatial dimension " << i;
    windows.out.push_back(out);
  }
  return windows;
}

LogicalResult ConvTransposeOp::inferShapes(InferenceContext &ctx) {
  auto place = windows(ctx);
  if (failed(place))
    return failure();
  return setWindowResult(ctx, 0, ctx.elementType(0), (*ctx.shape(1))[1] * getGroup(), *place);
}

//===-- Pools -------------------------------------------------------------===//

template <typename Op> static FailureOr<Windows> poolWindows(Op op, InferenceContext &ctx) {
  auto x = ctx.requireShape(0);
  if (failed(x))
    return failure();
  ArrayRef<int64_t> kernel = op.getKernelShape();
  if (x->size() < 3 || x->size() > 5)
    return ctx.emitError() << "an operand of rank " << x->size()
                           << " is not supported: 1 to 3 spatial dimensions are";
  if (kernel.size() + 2 != x->size())
    return ctx.emitError() << "kernel_shape has " << kernel.size() << " values for "
                           << x->size() - 2 << " spatial dimensions";
  auto checked = perDimension(ctx, "kernel_shape", kernel, kernel.size(), 1);
  if (failed(checked))
    return failure();
  return placeWindows(
      ctx,
      readWindows(ctx, *checked, op.getStrides(), op.getDilations(), op.getPads(), op.getAutoPad()),
      ArrayRef(*x).drop_front(2), op.getAutoPad(), op.getCeilMode() != 0, /*skips=*/true);
}

template <typename Op> static LogicalResult inferPool(Op op, InferenceContext &ctx) {
  auto place = op.windows(ctx);
  if (failed(place))
    return failure();
  AffineExpr channels = (*ctx.shape(0))[1];
  if (failed(setWindowResult(ctx, 0, ctx.elementType(0), channels, *place)))
    return failure();
  return setWindowResult(ctx, 1, IntegerType::get(op.getContext(), 64), channels, *place);
}

FailureOr<Windows> MaxPoolOp::windows(InferenceContext &ctx) { return poolWindows(*this, ctx); }
LogicalResult MaxPoolOp::inferShapes(InferenceContext &ctx) { return inferPool(*this, ctx); }

FailureOr<Windows> AveragePoolOp::windows(InferenceContext &ctx) { return poolWindows(*this, ctx); }
LogicalResult AveragePoolOp::inferShapes(InferenceContext &ctx) { return inferPool(*this, ctx); }

FailureOr<Windows> LpPoolOp::windows(InferenceContext &ctx) { return poolWindows(*this, ctx); }
LogicalResult LpPoolOp::inferShapes(InferenceContext &ctx) {
  if (int64_t(getP()) < 1)
    return emitOpError() << "p must be positive";
  return inferPool(*this, ctx);
}

static LogicalResult inferGlobalPool(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  if (dims->size() < 2)
    return ctx.emitError() << "needs an operand of rank at least 2";
  for (AffineExpr &extent : MutableArrayRef(*dims).drop_front(2))
    extent = ctx.constant(1);
  return ctx.setResult(0, ctx.elementType(0), *dims);
}

LogicalResult GlobalAveragePoolOp::inferShapes(InferenceContext &ctx) {
  return inferGlobalPool(ctx);
}
LogicalResult GlobalMaxPoolOp::inferShapes(InferenceContext &ctx) { return inferGlobalPool(ctx); }
LogicalResult GlobalLpPoolOp::inferShapes(InferenceContext &ctx) {
  if (int64_t(getP()) < 1)
    return emitOpError() << "p must be positive";
  return inferGlobalPool(ctx);
}

//===-- What undoes windows -----------------------------------------------===//

LogicalResult MaxUnpoolOp::inferShapes(InferenceContext &ctx) {
  auto x = ctx.requireShape(0), positions = ctx.requireShape(1);
  if (failed(x) || failed(positions))
    return failure();
  ArrayRef<int64_t> kernel = getKernelShape();
  size_t count = kernel.size();
  if (count + 2 != x->size() || positions->size() != x->size())
    return emitOpError() << "needs operands of rank " << count + 2
                         << ", two more than kernel_shape has values";
  auto sizes = perDimension(ctx, "kernel_shape", kernel, count, 1);
  auto steps = perDimension(ctx, "strides", getStrides(), count, 1);
  auto borders = perDimension(ctx, "pads", getPads(), 2 * count, 0);
  if (failed(sizes) || failed(steps) || failed(borders))
    return failure();
  Dims to = *x;
  for (size_t i = 0; i < count; ++i)
    to[2 + i] =
        ((*x)[2 + i] - 1) * (*steps)[i] + (*sizes)[i] - (*borders)[i] - (*borders)[count + i];
  if (!ctx.isAbsent(2)) {
    auto shape = ctx.values(2, /*force=*/true);
    if (!shape)
      return emitOpError() << "the number of values of output_shape is not known at compile time";
    if (shape->size() != x->size())
      return emitOpError() << "output_shape has " << shape->size() << " values for rank "
                           << x->size();
    to = *shape;
  }
  return ctx.setResult(0, ctx.elementType(0), to);
}

LogicalResult RoiAlignOp::inferShapes(InferenceContext &ctx) {
  auto x = ctx.requireShape(0), rois = ctx.requireShape(1), batches = ctx.requireShape(2);
  if (failed(x) || failed(rois) || failed(batches))
    return failure();
  if (x->size() != 4 || rois->size() != 2 || batches->size() != 1 ||
      !ctx.assumeEqual((*rois)[1], ctx.constant(4)) ||
      !ctx.assumeEqual((*rois)[0], batches->front()))
    return emitOpError() << "needs images [batches, channels, height, width], regions [n, 4] and "
                            "the image of each";
  if (getMode() != "avg" && getMode() != "max")
    return emitOpError() << "unknown mode '" << getMode() << "'";
  if (getCoordinateTransformationMode() != "half_pixel" &&
      getCoordinateTransformationMode() != "output_half_pixel")
    return emitOpError() << "unknown coordinate_transformation_mode '"
                         << getCoordinateTransformationMode() << "'";
  constexpr int64_t most = 1 << 20;
  if (getOutputHeight() < 1 || getOutputWidth() < 1 || getSamplingRatio() < 0 ||
      getOutputHeight() > most || getOutputWidth() > most || getSamplingRatio() > most)
    return emitOpError() << "output_height, output_width or sampling_ratio is out of range";
  if (ctx.elementType(0) != ctx.elementType(1))
    return emitOpError() << "needs images and regions of one element type";
  return ctx.setResult(
      0, ctx.elementType(0),
      {rois->front(), (*x)[1], ctx.constant(getOutputHeight()), ctx.constant(getOutputWidth())});
}

LogicalResult MaxRoiPoolOp::inferShapes(InferenceContext &ctx) {
  auto x = ctx.requireShape(0), rois = ctx.requireShape(1);
  if (failed(x) || failed(rois) || failed(ctx.requireSameElementTypes()))
    return failure();
  if (x->size() != 4 || rois->size() != 2 || !ctx.assumeEqual((*rois)[1], ctx.constant(5)))
    return emitOpError() << "needs images [batches, channels, height, width] and regions [n, 5]";
  ArrayRef<int64_t> pooled = getPooledShape();
  if (pooled.size() != 2)
    return emitOpError() << "pooled_shape has " << pooled.size() << " values, not 2";
  if (failed(perDimension(ctx, "pooled_shape", pooled, 2, 1)))
    return failure();
  return ctx.setResult(0, ctx.elementType(0),
                       {rois->front(), (*x)[1], ctx.constant(pooled[0]), ctx.constant(pooled[1])});
}

LogicalResult Col2ImOp::inferShapes(InferenceContext &ctx) {
  auto input = ctx.requireShape(0);
  auto image = ctx.values(1, /*force=*/true), block = ctx.values(2, /*force=*/true);
  if (failed(input))
    return failure();
  if (!image || !block)
    return emitOpError() << "the numbers of extents in image_shape and block_shape must be known "
                            "at compile time";
  size_t count = image->size();
  if (input->size() != 3 || count == 0 || block->size() != count)
    return emitOpError()
           << "needs an operand of rank 3, and as many extents of blocks as of images";
  auto gaps = perDimension(ctx, "dilations", getDilations(), count, 1);
  auto steps = perDimension(ctx, "strides", getStrides(), count, 1);
  auto borders = perDimension(ctx, "pads", getPads(), 2 * count, 0);
  if (failed(gaps) || failed(steps) || failed(borders))
    return failure();
  AffineExpr columns = ctx.constant(1);
  AffineExpr elements = ctx.constant(1);
  for (size_t i = 0; i < count; ++i) {
    AffineExpr extent = (*image)[i];
    for (auto [name, value] :
         {std::pair("image_shape", extent), std::pair("block_shape", (*block)[i])})
      if (auto constant = SymbolicShapes::constantOf(value); constant && *constant < 1)
        return emitOpError() << name << " has the value " << *constant << ", which is out of range";
    AffineExpr room =
        extent + (*borders)[i] + (*borders)[count + i] - ((*block)[i] - 1) * (*gaps)[i];
    if (auto constant = SymbolicShapes::constantOf(room); constant && *constant < 1)
      return emitOpError() << "a block does not fit into dimension " << i << " of the image";
    columns = ctx.getShapes().product({columns, (room - 1).floorDiv((*steps)[i]) + 1});
    elements = ctx.getShapes().product({elements, (*block)[i]});
  }
  auto have = SymbolicShapes::constantOf((*input)[2]), blocks = SymbolicShapes::constantOf(columns),
       rows = SymbolicShapes::constantOf((*input)[1]), each = SymbolicShapes::constantOf(elements);
  if (have && blocks && *have != *blocks)
    return emitOpError() << "the operand has " << *have << " columns, the image " << *blocks
                         << " blocks";
  if (rows && each && *rows % *each != 0)
    return emitOpError() << *rows << " rows do not divide into blocks of " << *each;
  Dims to = {input->front(), each ? ctx.getShapes().exactDiv((*input)[1], elements)
                                  : ctx.computedDims(2 + count)[1]};
  to.append(*image);
  return ctx.setResult(0, ctx.elementType(0), to);
}

LogicalResult ImageDecoderOp::inferShapes(InferenceContext &ctx) {
  auto file = ctx.requireShape(0);
  if (failed(file))
    return failure();
  if (file->size() != 1)
    return emitOpError() << "needs a file as a vector of bytes";
  StringRef format = getPixelFormat();
  if (format != "RGB" && format != "BGR" && format != "Grayscale")
    return emitOpError() << "unknown pixel_format '" << format << "'";
  SymbolicShapes &shapes = ctx.getShapes();
  return ctx.setResult(0, ctx.elementType(0),
                       {shapes.extentOf(getImage(), 0), shapes.extentOf(getImage(), 1),
                        ctx.constant(format == "Grayscale" ? 1 : 3)});
}

LogicalResult AffineGridOp::inferShapes(InferenceContext &ctx) {
  auto theta = ctx.requireShape(0);
  auto size = ctx.values(1, /*force=*/true);
  if (failed(theta))
    return failure();
  if (!size)
    return emitOpError() << "the number of extents in size is not known at compile time";
  int64_t rank = int64_t(size->size()) - 2;
  if (rank != 2 && rank != 3)
    return emitOpError() << "needs a size of 4 or 5 extents";
  if (llvm::any_of(*size, [](AffineExpr extent) {
        return SymbolicShapes::constantOf(extent).value_or(0) < 0;
      }))
    return emitOpError() << "has a negative extent in its size";
  auto spatial = ArrayRef(*size).drop_front(2);
  if (getAlignCorners() && llvm::is_contained(spatial, ctx.constant(1)))
    return emitOpError() << "with align_corners needs spatial extents other than 1";
  if (theta->size() != 3 || !ctx.assumeEqual((*theta)[0], size->front()) ||
      !ctx.assumeEqual((*theta)[1], ctx.constant(rank)) ||
      !ctx.assumeEqual((*theta)[2], ctx.constant(rank + 1)))
    return emitOpError() << "needs a theta of shape [N, " << rank << ", " << rank + 1 << "]";
  Dims dims{size->front()};
  dims.append(spatial.begin(), spatial.end());
  dims.push_back(ctx.constant(rank));
  return ctx.setResult(0, ctx.elementType(0), dims);
}
