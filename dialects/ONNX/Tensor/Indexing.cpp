// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Inference of the operators that write, choose or place elements by position.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

static LogicalResult checkScatter(InferenceContext &ctx, StringRef reduction) {
  for (unsigned i = 0; i < 3; ++i)
    if (failed(ctx.requireShape(i)))
      return failure();
  if (ctx.elementType(2) != ctx.elementType(0))
    return ctx.emitError() << "data and updates have different element types";
  if (!llvm::is_contained({"none", "add", "mul", "max", "min"}, reduction))
    return ctx.emitError() << "unknown reduction '" << reduction << "'";
  return success();
}

LogicalResult ScatterElementsOp::inferShapes(InferenceContext &ctx) {
  if (failed(checkScatter(ctx, getReduction())))
    return failure();
  Dims data = *ctx.shape(0), indices = *ctx.shape(1), updates = *ctx.shape(2);
  if (indices.size() != data.size() || updates.size() != data.size())
    return emitOpError() << "data, indices and updates must have the same rank";
  auto axis = ctx.normalizeAxis(getAxis(), data.size());
  if (failed(axis))
    return failure();
  for (size_t k = 0; k < data.size(); ++k) {
    if (!ctx.assumeEqual(indices[k], updates[k]))
      return emitOpError() << "indices and updates have different extents in dimension " << k;
    if (int64_t(k) != *axis && !ctx.assumeAtMost(indices[k], data[k]))
      return emitOpError() << "indices have extent " << *SymbolicShapes::constantOf(indices[k])
                           << " in dimension " << k << ", more than the data's "
                           << *SymbolicShapes::constantOf(data[k]);
  }
  return ctx.inferLikeOperand(0);
}

LogicalResult ScatterNDOp::inferShapes(InferenceContext &ctx) {
  if (failed(checkScatter(ctx, getReduction())))
    return failure();
  Dims data = *ctx.shape(0), indices = *ctx.shape(1), updates = *ctx.shape(2);
  if (data.empty() || indices.empty())
    return emitOpError() << "data and indices must have rank at least 1";
  auto depth = SymbolicShapes::constantOf(indices.back());
  if (!depth)
    return emitOpError() << "the length of the index tuples must be known at compile time";
  if (*depth < 1 || *depth > int64_t(data.size()))
    return emitOpError() << "index tuples of length " << *depth << " do not fit data of rank "
                         << data.size();
  Dims expected(indices.begin(), indices.end() - 1);
  expected.append(data.begin() + *depth, data.end());
  if (updates.size() != expected.size())
    return emitOpError() << "updates have rank " << updates.size() << ", not " << expected.size();
  for (size_t k = 0; k < updates.size(); ++k)
    if (!ctx.assumeEqual(updates[k], expected[k]))
      return emitOpError() << "updates have the wrong extent in dimension " << k;
  return ctx.inferLikeOperand(0);
}

LogicalResult OneHotOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0), values = ctx.requireShape(2);
  if (failed(dims) || failed(values))
    return failure();
  if (values->size() != 1 || !ctx.assumeEqual(values->front(), ctx.constant(2)))
    return emitOpError() << "values must be a vector of two elements";
  auto axis = ctx.normalizeAxis(getAxis(), dims->size() + 1);
  if (failed(axis))
    return failure();
  AffineExpr depth;
  if (auto elements = ctx.values(1, /*force=*/true); elements && elements->size() == 1)
    depth = elements->front();
  DenseFPElementsAttr real;
  if (!depth && matchPattern(getDepth(), m_Constant(&real)) && real.getNumElements() == 1)
    depth = ctx.constant(int64_t((*real.value_begin<APFloat>()).convertToDouble()));
  auto declared = dyn_cast<RankedTensorType>(getOutput().getType());
  if (!depth && declared && declared.getRank() == int64_t(dims->size()) + 1 &&
      !declared.isDynamicDim(*axis))
    depth = ctx.constant(declared.getDimSize(*axis));
  if (!depth)
    return emitOpError() << "the depth must be an integer scalar or known at compile time";
  dims->insert(dims->begin() + *axis, depth);
  return ctx.setResult(0, ctx.elementType(2), *dims);
}

LogicalResult TriluOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  if (dims->size() < 2)
    return emitOpError() << "needs an operand of rank at least 2";
  if (!ctx.isAbsent(1)) {
    auto k = ctx.requireShape(1);
    if (failed(k))
      return failure();
    if (SymbolicShapes::constantOf(ctx.getShapes().product(*k)) != 1)
      return emitOpError() << "k must be a scalar";
  }
  return ctx.inferLikeOperand(0);
}

LogicalResult NonZeroOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  AffineExpr rank = ctx.constant(dims->size());
  return ctx.setResult(0, IntegerType::get(getContext(), 64),
                       {rank, ctx.getShapes().extentOf(getY(), 1)});
}

LogicalResult UniqueOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  SymbolicShapes &shapes = ctx.getShapes();
  if (!ctx.elementType(0).isIntOrFloat())
    return emitOpError() << "has no lowering for elements of type " << ctx.elementType(0);
  AffineExpr length = shapes.product(*dims);
  Dims y;
  int64_t counted = 0; // the dimension of Y that has one part for each distinct one
  if (getAxis()) {
    auto axis = ctx.normalizeAxis(*getAxis(), dims->size());
    if (failed(axis))
      return failure();
    counted = *axis;
    length = (*dims)[counted];
    y = *dims;
    y[counted] = shapes.extentOf(getY(), counted);
  } else {
    y = {shapes.extentOf(getY(), 0)};
  }
  Type i64 = IntegerType::get(getContext(), 64);
  if (failed(ctx.setResult(0, ctx.elementType(0), y)) || failed(ctx.setResult(2, i64, {length})))
    return failure();
  AffineExpr count = (*shapes.shapeOf(getY()))[counted]; // or what is declared of it
  for (unsigned result : {1u, 3u})
    if (failed(ctx.setResult(result, i64, {count})))
      return failure();
  return success();
}

LogicalResult NonMaxSuppressionOp::inferShapes(InferenceContext &ctx) {
  auto boxes = ctx.requireShape(0), scores = ctx.requireShape(1);
  if (failed(boxes) || failed(scores))
    return failure();
  if (boxes->size() != 3 || scores->size() != 3 ||
      SymbolicShapes::constantOf((*boxes)[2]).value_or(4) != 4)
    return emitOpError() << "needs boxes [batches, boxes, 4] and scores [batches, classes, boxes]";
  if (!ctx.assumeEqual((*boxes)[0], (*scores)[0]) || !ctx.assumeEqual((*boxes)[1], (*scores)[2]) ||
      !ctx.assumeEqual((*boxes)[2], ctx.constant(4)))
    return emitOpError() << "the scores are for another number of boxes or batches";
  if (getCenterPointBox() != 0 && getCenterPointBox() != 1)
    return emitOpError() << "center_point_box must be 0 or 1";
  if (!ctx.elementType(0).isF32() || !ctx.elementType(1).isF32())
    return emitOpError() << "needs boxes and scores of type f32";
  for (unsigned operand : {2u, 3u, 4u})
    if (auto dims = ctx.shape(operand))
      if (SymbolicShapes::constantOf(ctx.getShapes().product(*dims)) != 1)
        return emitOpError() << "operand " << operand << " must be a scalar";
  return ctx.setResult(0, IntegerType::get(getContext(), 64),
                       {ctx.getShapes().extentOf(getSelectedIndices(), 0), ctx.constant(3)});
}

LogicalResult ReverseSequenceOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0), lengths = ctx.requireShape(1);
  if (failed(dims) || failed(lengths))
    return failure();
  int64_t batch = getBatchAxis(), time = getTimeAxis();
  if (dims->size() < 2 || batch + time != 1 || batch * time != 0)
    return emitOpError() << "needs rank at least 2, and 0 and 1 as batch_axis and time_axis";
  if (lengths->size() != 1 || !ctx.assumeEqual(lengths->front(), (*dims)[batch]))
    return emitOpError() << "sequence_lens must be a vector of one element a sequence";
  return ctx.inferLikeOperand(0);
}

//===-- Images ------------------------------------------------------------===//

static FailureOr<Dims> imageDims(InferenceContext &ctx, int64_t block) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  if (dims->size() != 4)
    return ctx.emitError() << "needs an operand of rank 4";
  if (block < 1 || block > 1 << 15)
    return ctx.emitError() << "blocksize " << block << " is out of range";
  return *dims;
}

LogicalResult DepthToSpaceOp::inferShapes(InferenceContext &ctx) {
  int64_t block = getBlocksize();
  auto dims = imageDims(ctx, block);
  if (failed(dims))
    return failure();
  if (getMode() != "DCR" && getMode() != "CRD")
    return emitOpError() << "unknown mode '" << getMode() << "'";
  auto channels = SymbolicShapes::constantOf((*dims)[1]);
  if (channels && *channels % (block * block) != 0)
    return emitOpError() << *channels << " channels do not divide into blocks of " << block * block;
  AffineExpr depth = ctx.getShapes().exactDiv((*dims)[1], ctx.constant(block * block));
  return ctx.setResult(0, ctx.elementType(0),
                       {(*dims)[0], depth, (*dims)[2] * block, (*dims)[3] * block});
}

LogicalResult SpaceToDepthOp::inferShapes(InferenceContext &ctx) {
  int64_t block = getBlocksize();
  auto dims = imageDims(ctx, block);
  if (failed(dims))
    return failure();
  for (size_t axis : {2, 3})
    if (auto extent = SymbolicShapes::constantOf((*dims)[axis]); extent && *extent % block != 0)
      return emitOpError() << "extent " << *extent << " does not divide into blocks of " << block;
  SymbolicShapes &shapes = ctx.getShapes();
  return ctx.setResult(0, ctx.elementType(0),
                       {(*dims)[0], (*dims)[1] * (block * block),
                        shapes.exactDiv((*dims)[2], ctx.constant(block)),
                        shapes.exactDiv((*dims)[3], ctx.constant(block))});
}

FailureOr<SmallVector<int64_t>> ResizeOp::resizedAxes(InferenceContext &ctx) {
  int64_t rank = ctx.shape(0)->size();
  SmallVector<int64_t> axes;
  if (!getAxes() || getAxes()->empty())
    return llvm::to_vector(llvm::seq<int64_t>(0, rank));
  ArrayRef<int64_t> given = *getAxes();
  for (int64_t axis : given) {
    auto normal = ctx.normalizeAxis(axis, rank);
    if (failed(normal))
      return failure();
    if (llvm::is_contained(axes, *normal))
      return emitOpError() << "axis " << axis << " is given twice";
    axes.push_back(*normal);
  }
  return axes;
}

std::optional<SmallVector<double>> ResizeOp::constantScales() {
  DenseFPElementsAttr constant;
  if (!matchPattern(getScales(), m_Constant(&constant)))
    return std::nullopt;
  SmallVector<double> scales;
  for (const APFloat &scale : constant.getValues<APFloat>())
    scales.push_back(scale.convertToFloat());
  return scales;
}

// floor(extent * scale) as an expression, when the scale is a simple fraction.
static AffineExpr scaleExtent(AffineExpr extent, double scale) {
  if (auto constant = SymbolicShapes::constantOf(extent))
    return getAffineConstantExpr(int64_t(std::floor(double(*constant) * scale)),
                                 extent.getContext());
  for (int64_t denominator = 1; denominator <= 64; denominator *= 2)
    if (double numerator = scale * double(denominator); numerator == std::floor(numerator))
      return (extent * int64_t(numerator)).floorDiv(denominator);
  return {};
}

LogicalResult ResizeOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  auto axes = resizedAxes(ctx);
  if (failed(axes))
    return failure();
  if (!llvm::is_contained({"nearest", "linear", "cubic"}, getMode()))
    return emitOpError() << "unknown mode '" << getMode() << "'";
  if (!llvm::is_contained({"half_pixel", "half_pixel_symmetric", "pytorch_half_pixel",
                           "align_corners", "asymmetric", "tf_half_pixel_for_nn",
                           "tf_crop_and_resize"},
                          getCoordinateTransformationMode()))
    return emitOpError() << "unknown coordinate_transformation_mode '"
                         << getCoordinateTransformationMode() << "'";
  if (!llvm::is_contained({"round_prefer_floor", "round_prefer_ceil", "floor", "ceil", "by_scale"},
                          getNearestMode()))
    return emitOpError() << "unknown nearest_mode '" << getNearestMode() << "'";
  if (!llvm::is_contained({"stretch", "not_larger", "not_smaller"}, getKeepAspectRatioPolicy()))
    return emitOpError() << "unknown keep_aspect_ratio_policy '" << getKeepAspectRatioPolicy()
                         << "'";

  // An empty tensor stands for an absent one in older exports.
  auto isGiven = [&](unsigned operand) {
    auto shape = ctx.shape(operand);
    return shape && !(shape->size() == 1 && SymbolicShapes::constantOf(shape->front()) == 0);
  };
  bool hasScales = isGiven(2), hasSizes = isGiven(3);
  if (hasScales == hasSizes)
    return emitOpError() << "needs either scales or sizes";
  auto given = ctx.shape(hasScales ? 2 : 3);
  if (given->size() != 1 || SymbolicShapes::constantOf(given->front()) != int64_t(axes->size()))
    return emitOpError() << "needs one " << (hasScales ? "scale" : "size") << " for each of the "
                         << axes->size() << " axes";
  auto declared = dyn_cast<RankedTensorType>(getY().getType());
  auto declaredExtent = [&](int64_t axis) -> AffineExpr {
    if (!declared || declared.getRank() != int64_t(dims->size()) || declared.isDynamicDim(axis))
      return {};
    return ctx.constant(declared.getDimSize(axis));
  };

  Dims result = *dims;
  auto scales = hasScales ? constantScales() : std::nullopt;
  auto sizes = hasSizes ? ctx.values(3, /*force=*/true) : std::nullopt;
  for (auto [i, axis] : llvm::enumerate(*axes)) {
    AffineExpr extent;
    if (scales) {
      double scale = (*scales)[i];
      if (!(scale > 0 && scale < 65536))
        return emitOpError() << "scale " << scale << " is out of range";
      extent = scaleExtent((*dims)[axis], scale);
    } else if (sizes && getKeepAspectRatioPolicy() == "stretch") {
      extent = (*sizes)[i];
      if (auto value = SymbolicShapes::constantOf(extent); value && *value < 1)
        return emitOpError() << "size " << *value << " is not positive";
      if (ctx.getShapes().dependsOnData(extent) && declaredExtent(axis))
        ctx.assumeEqual(std::exchange(extent, declaredExtent(axis)), declaredExtent(axis));
    } else if (auto known = sizes ? SymbolicShapes::constantsOf(*sizes) : std::nullopt) {
      // One scale for all axes: the smallest or the largest wanted.
      std::optional<double> scale;
      for (auto [k, other] : llvm::enumerate(*axes)) {
        auto in = SymbolicShapes::constantOf((*dims)[other]);
        if (!in || *in == 0) {
          scale.reset();
          break;
        }
        double wanted = double((*known)[k]) / double(*in);
        scale = !scale ? wanted
                       : (getKeepAspectRatioPolicy() == "not_larger" ? std::min(*scale, wanted)
                                                                     : std::max(*scale, wanted));
      }
      if (scale)
        extent =
            ctx.constant(std::llround(double(*SymbolicShapes::constantOf((*dims)[axis])) * *scale));
    }
    if (!extent)
      extent = declaredExtent(axis);
    if (!extent) // the run computes it
      extent = ctx.getShapes().extentOf(getY(), axis);
    result[axis] = extent;
  }
  return ctx.setResult(0, ctx.elementType(0), result);
}

LogicalResult CenterCropPadOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  auto extents = ctx.values(1, /*force=*/true);
  if (failed(dims))
    return failure();
  if (!extents)
    return emitOpError() << "the number of extents in shape is not known at compile time";
  SmallVector<int64_t> axes = llvm::to_vector(llvm::seq<int64_t>(0, dims->size()));
  if (getAxes())
    axes.assign(getAxes()->begin(), getAxes()->end());
  if (axes.size() != extents->size())
    return emitOpError() << "shape has " << extents->size() << " extents for " << axes.size()
                         << " axes";
  for (auto [axis, extent] : llvm::zip(axes, *extents)) {
    auto at = ctx.normalizeAxis(axis, dims->size());
    if (failed(at))
      return failure();
    (*dims)[*at] = extent;
  }
  return ctx.setResult(0, ctx.elementType(0), *dims);
}

LogicalResult GridSampleOp::inferShapes(InferenceContext &ctx) {
  auto x = ctx.requireShape(0), grid = ctx.requireShape(1);
  if (failed(x) || failed(grid))
    return failure();
  size_t spatial = x->size() < 3 ? 0 : x->size() - 2;
  if (spatial < 1 || spatial > 3 || grid->size() != x->size() ||
      SymbolicShapes::constantOf(grid->back()) != int64_t(spatial))
    return emitOpError() << "needs an image of 1 to 3 spatial dimensions and a grid of the same "
                            "rank, with that number of coordinates last";
  if (!llvm::is_contained({"nearest", "linear", "cubic"}, getMode()))
    return emitOpError() << "unknown mode '" << getMode() << "'";
  if (!llvm::is_contained({"zeros", "border", "reflection"}, getPaddingMode()))
    return emitOpError() << "unknown padding_mode '" << getPaddingMode() << "'";
  Dims to = {(*x)[0], (*x)[1]};
  to.append(grid->begin() + 1, grid->end() - 1);
  return ctx.setResult(0, ctx.elementType(0), to);
}
