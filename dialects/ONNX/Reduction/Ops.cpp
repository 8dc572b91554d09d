// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Inference of reductions and scans.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

#define GET_OP_CLASSES
#include "dialects/ONNX/Reduction/Ops.cpp.inc"

void ONNXDialect::registerReductionOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/Reduction/Ops.cpp.inc"
      >();
}

static Dims reduceDims(InferenceContext &ctx, ArrayRef<AffineExpr> dims, ArrayRef<bool> mask,
                       bool keepdims) {
  Dims result;
  for (auto [extent, isReduced] : llvm::zip(dims, mask)) {
    if (!isReduced)
      result.push_back(extent);
    else if (keepdims)
      result.push_back(ctx.constant(1));
  }
  return result;
}

// Whether reducing by the mask may give the declared extents: one that is known
// only at run time may be any.
static bool fits(ArrayRef<AffineExpr> reduced, RankedTensorType declared) {
  if (int64_t(reduced.size()) != declared.getRank())
    return false;
  for (auto [axis, extent] : llvm::enumerate(reduced))
    if (auto value = SymbolicShapes::constantOf(extent);
        value && !declared.isDynamicDim(axis) && *value != declared.getDimSize(axis))
      return false;
  return true;
}

// The masks that fit the declared result.
static FailureOr<SmallVector<AxisMask>> matchDeclared(InferenceContext &ctx, const Dims &dims,
                                                      bool keepdims, bool noopIfEmpty) {
  auto axes = dyn_cast<RankedTensorType>(ctx.getOperation()->getOperand(1).getType());
  auto declared = dyn_cast<RankedTensorType>(ctx.getOperation()->getResult(0).getType());
  // Without a declaration the run finds out, so far as the rank is known.
  if (!declared || !declared.hasStaticShape()) {
    if (dims.size() > 63 || (!keepdims && (!axes || axes.getRank() != 1 || !axes.hasStaticShape())))
      return ctx.emitError() << "the number of axes must be known at compile time";
    return SmallVector<AxisMask>();
  }
  if (!axes || axes.getRank() != 1 || dims.size() > 8)
    return ctx.emitError() << "the axes must be known at compile time";
  std::optional<int64_t> count;
  if (axes.hasStaticShape())
    count = axes.getNumElements();
  unsigned all = (1u << dims.size()) - 1;
  SmallVector<AxisMask> matches;
  for (unsigned bits = 0; bits <= all; ++bits) {
    // Without axes, all are meant or none.
    bool isOfNone = bits == (noopIfEmpty ? 0 : all) && count.value_or(0) == 0;
    bool isOfSome = bits != 0 && llvm::popcount(bits) <= count.value_or(8);
    if (!isOfNone && !isOfSome)
      continue;
    AxisMask mask;
    for (unsigned axis = 0; axis < dims.size(); ++axis)
      mask.push_back(bits >> axis & 1);
    if (fits(reduceDims(ctx, dims, mask, keepdims), declared))
      matches.push_back(mask);
  }
  if (matches.empty())
    return ctx.emitError() << "no axes give the result its declared shape";
  // Possibilities are computed side by side, which needs their extents to agree.
  if (matches.size() > 1 && !SymbolicShapes::constantsOf(dims))
    return ctx.emitError() << "the axes must be known at compile time";
  return matches;
}

FailureOr<SmallVector<AxisMask>> cameo::onnx::reductionCandidates(InferenceContext &ctx,
                                                                  bool keepdims, bool noopIfEmpty) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  std::optional<SmallVector<int64_t>> axes = SmallVector<int64_t>();
  if (!ctx.isAbsent(1))
    axes = ctx.constants(1);
  if (!axes)
    return matchDeclared(ctx, *dims, keepdims, noopIfEmpty);
  AxisMask mask(dims->size(), axes->empty() && !noopIfEmpty);
  for (int64_t axis : *axes) {
    auto normal = ctx.normalizeAxis(axis, dims->size());
    if (failed(normal))
      return failure();
    mask[*normal] = true;
  }
  return SmallVector<AxisMask>{mask};
}

LogicalResult cameo::onnx::inferReduction(InferenceContext &ctx,
                                          FailureOr<SmallVector<AxisMask>> masks, bool keepdims,
                                          bool noopIfEmpty) {
  if (failed(masks))
    return failure();
  // Axes known only at run time: the declared extents are what is known.
  if (!ctx.isAbsent(1) && !ctx.constants(1)) {
    int64_t rank = ctx.shape(0)->size();
    if (!keepdims && masks->empty()) {
      // None is all of them, or none.
      int64_t count = cast<RankedTensorType>(ctx.getOperation()->getOperand(1).getType())
                          .getNumElements();
      rank -= count == 0 ? (noopIfEmpty ? 0 : rank) : std::min(count, rank);
    } else if (!keepdims) {
      rank = cast<RankedTensorType>(ctx.getOperation()->getResult(0).getType()).getRank();
    }
    return ctx.setResult(0, ctx.elementType(0), ctx.computedDims(rank));
  }
  return ctx.setResult(0, ctx.elementType(0),
                       reduceDims(ctx, *ctx.shape(0), masks->front(), keepdims));
}

// The number of elements of a shape, from the shape.
void ReduceProdOp::inferValues(InferenceContext &ctx) {
  auto elements = ctx.values(0);
  auto masks = candidates(ctx);
  if (!elements || failed(masks) || masks->size() != 1 || ctx.shape(0)->size() != 1 ||
      !masks->front().front())
    return;
  ctx.setValues(0, {ctx.getShapes().product(*elements)});
}

LogicalResult cameo::onnx::inferArgument(InferenceContext &ctx, int64_t axis, bool keepdims) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  auto normal = ctx.normalizeAxis(axis, dims->size());
  if (failed(normal))
    return failure();
  if (SymbolicShapes::constantOf((*dims)[*normal]) == 0)
    return ctx.emitError() << "dimension " << *normal << " has no element to choose";
  AxisMask mask(dims->size(), false);
  mask[*normal] = true;
  return ctx.setResult(0, IntegerType::get(ctx.getOperation()->getContext(), 64),
                       reduceDims(ctx, *dims, mask, keepdims));
}

LogicalResult cameo::onnx::inferScan(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0), axis = ctx.requireShape(1);
  if (failed(dims) || failed(axis))
    return failure();
  if (SymbolicShapes::constantOf(ctx.getShapes().product(*axis)) != 1)
    return ctx.emitError() << "the axis must be a scalar";
  if (auto value = ctx.constants(1);
      value && failed(ctx.normalizeAxis(value->front(), dims->size())))
    return failure();
  return ctx.inferLikeOperand(0);
}

LogicalResult TopKOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  auto axis = ctx.normalizeAxis(getAxis(), dims->size());
  if (failed(axis))
    return failure();
  auto k = ctx.values(1, /*force=*/true);
  if (!k || k->size() != 1)
    return emitOpError() << "K must have one element";
  auto count = SymbolicShapes::constantOf(k->front());
  auto extent = SymbolicShapes::constantOf((*dims)[*axis]);
  if (count && (*count < 0 || (extent && *count > *extent)))
    return emitOpError() << "cannot choose " << *count << " of " << extent.value_or(-1)
                         << " elements";
  ctx.assumeAtMost(k->front(), (*dims)[*axis]);
  ctx.assumeAtMost(ctx.constant(0), k->front());
  (*dims)[*axis] = k->front();
  if (failed(ctx.setResult(0, ctx.elementType(0), *dims)))
    return failure();
  return ctx.setResult(1, IntegerType::get(getContext(), 64), *dims);
}
