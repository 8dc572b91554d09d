// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Inference of the operators that read or change the shape and keep the elements
// in order: their integer elements pass through.

#include "dialects/ONNX/ONNX.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

static void passValues(InferenceContext &ctx) {
  if (auto elements = ctx.values(0))
    ctx.setValues(0, *elements);
}

std::pair<int64_t, int64_t> ShapeOp::range(int64_t rank) {
  auto clamp = [&](int64_t axis) {
    return std::clamp<int64_t>(axis < 0 ? axis + rank : axis, 0, rank);
  };
  int64_t first = clamp(getStart());
  int64_t last = getEnd() ? clamp(*getEnd()) : rank;
  return {first, std::max(first, last)};
}

LogicalResult ShapeOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  auto [first, last] = range(dims->size());
  return ctx.setResult(0, IntegerType::get(getContext(), 64), {ctx.constant(last - first)});
}

void ShapeOp::inferValues(InferenceContext &ctx) {
  Dims dims = *ctx.shape(0);
  auto [first, last] = range(dims.size());
  ctx.setValues(0, Dims(dims.begin() + first, dims.begin() + last));
}

LogicalResult SizeOp::inferShapes(InferenceContext &ctx) {
  if (failed(ctx.requireShape(0)))
    return failure();
  return ctx.setResult(0, IntegerType::get(getContext(), 64), {});
}

void SizeOp::inferValues(InferenceContext &ctx) {
  ctx.setValues(0, {ctx.getShapes().product(*ctx.shape(0))});
}

// The target of a reshape, or the axes it goes by, are known only at run time:
// what the model declares of the result must say all extents but one.
static LogicalResult reshapeAsDeclared(InferenceContext &ctx, const Dims &from, StringRef what) {
  SymbolicShapes &shapes = ctx.getShapes();
  auto declared = dyn_cast<RankedTensorType>(ctx.getOperation()->getResult(0).getType());
  auto given = ctx.shape(1);
  auto length =
      given && given->size() == 1 ? SymbolicShapes::constantOf(given->front()) : std::nullopt;
  if (!declared || declared.getNumDynamicDims() > 1) {
    // Then the run computes them; how many there are must be known.
    if (!length)
      return ctx.emitError() << "the number of elements of " << what
                             << " must be known at compile time";
    int64_t rank = isa<ReshapeOp>(ctx.getOperation())     ? *length
                   : isa<UnsqueezeOp>(ctx.getOperation()) ? from.size() + *length
                                                          : from.size() - *length;
    if (rank < 0)
      return ctx.emitError() << "has more axes than its operand has dimensions";
    return ctx.setResult(0, ctx.elementType(0), ctx.computedDims(rank));
  }
  // The run checks them one by one.
  int64_t rank = declared.getRank(), difference = std::abs(rank - int64_t(from.size()));
  int64_t expected = isa<ReshapeOp>(ctx.getOperation()) ? rank : difference;
  if (length != expected)
    return ctx.emitError() << what << " must have " << expected
                           << " elements for the declared shape of the result";
  Dims to;
  AffineExpr known = ctx.constant(1), total = shapes.product(from);
  for (int64_t extent : declared.getShape()) {
    to.push_back(ctx.constant(ShapedType::isDynamic(extent) ? 0 : extent));
    known = known * (ShapedType::isDynamic(extent) ? 1 : extent);
  }
  auto count = SymbolicShapes::constantOf(total), covered = SymbolicShapes::constantOf(known);
  bool isStatic = declared.hasStaticShape();
  if (count && (isStatic ? *count != *covered : *covered == 0 || *count % *covered != 0))
    return ctx.emitError() << *count << " elements do not fill the declared shape of the result";
  for (int64_t axis = 0; axis < declared.getRank(); ++axis)
    if (declared.isDynamicDim(axis)) {
      if (known == 0)
        return ctx.emitError() << "the declared shape does not determine the result's extents";
      to[axis] = shapes.exactDiv(total, known);
    }
  return ctx.setResult(0, ctx.elementType(0), to);
}

LogicalResult ReshapeOp::inferShapes(InferenceContext &ctx) {
  auto from = ctx.requireShape(0);
  if (failed(from))
    return failure();
  SymbolicShapes &shapes = ctx.getShapes();
  auto target = ctx.values(1);
  // An element read at run time may be 0 or -1: it is no extent.
  if (!target || llvm::any_of(*target, [&](AffineExpr e) { return shapes.dependsOnData(e); }))
    return reshapeAsDeclared(ctx, *from, "the target shape");

  Dims to;
  std::optional<size_t> inferred;
  AffineExpr known = ctx.constant(1);
  for (auto [axis, extent] : llvm::enumerate(*target)) {
    auto constant = SymbolicShapes::constantOf(extent);
    if (constant == 0 && !getAllowzero()) {
      if (axis >= from->size())
        return emitOpError() << "target extent 0 in dimension " << axis
                             << " copies an extent that the operand of rank " << from->size()
                             << " lacks";
      extent = (*from)[axis];
    } else if (constant == -1) {
      if (inferred)
        return emitOpError() << "the target shape has more than one -1";
      inferred = axis;
      to.push_back(extent);
      continue;
    } else if (constant && *constant < 0) {
      return emitOpError() << "the target shape has the negative extent " << *constant;
    }
    to.push_back(extent);
    known = known * extent;
  }
  AffineExpr total = shapes.product(*from);
  auto totalCount = SymbolicShapes::constantOf(total),
       knownCount = SymbolicShapes::constantOf(known);
  if (inferred) {
    if (knownCount == 0)
      return emitOpError() << "the target extent -1 is not determined, as another one is 0";
    if (totalCount && knownCount && *totalCount % *knownCount != 0)
      return emitOpError() << *totalCount << " elements do not divide into parts of "
                           << *knownCount;
    to[*inferred] = shapes.exactDiv(total, known);
  } else if (totalCount && knownCount && *totalCount != *knownCount) {
    return emitOpError() << *totalCount << " elements do not fill a shape of " << *knownCount;
  }
  return ctx.setResult(0, ctx.elementType(0), to);
}

void ReshapeOp::inferValues(InferenceContext &ctx) { passValues(ctx); }

LogicalResult FlattenOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  int64_t rank = dims->size(), axis = getAxis();
  if (axis < -rank || axis > rank)
    return emitOpError() << "axis " << axis << " is outside [" << -rank << ", " << rank << "]";
  ArrayRef<AffineExpr> all(*dims);
  axis = axis < 0 ? axis + rank : axis;
  SymbolicShapes &shapes = ctx.getShapes();
  return ctx.setResult(
      0, ctx.elementType(0),
      {shapes.product(all.take_front(axis)), shapes.product(all.drop_front(axis))});
}

LogicalResult SqueezeOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  SmallVector<bool> drop(dims->size(), false);
  if (ctx.isAbsent(1)) {
    SmallVector<AffineExpr> unknown;
    for (auto [axis, extent] : llvm::enumerate(*dims)) {
      drop[axis] = SymbolicShapes::constantOf(extent) == 1;
      if (!SymbolicShapes::constantOf(extent))
        unknown.push_back(extent);
    }
    // A declared rank may say that all of the unknown extents stay, or that none does;
    // else the rank is known in a branch (see ControlFlow/Continuations.h).
    auto declared = dyn_cast<RankedTensorType>(getSqueezed().getType());
    int64_t most = llvm::count(drop, false), least = most - int64_t(unknown.size());
    if (!unknown.empty() && declared && declared.getRank() == least) {
      for (auto [axis, extent] : llvm::enumerate(*dims))
        if (!SymbolicShapes::constantOf(extent)) {
          ctx.assumeEqual(extent, ctx.constant(1));
          drop[axis] = true;
        }
      unknown.clear();
    }
    if (!unknown.empty() && (!declared || declared.getRank() != most))
      return ctx.setResultType(0, UnknownType::get(getContext()));
    // (e − 1)² ≥ 1
    for (AffineExpr extent : unknown)
      if (AffineExpr less = extent - 1; !ctx.getShapes().assume(
              *this, {Assumption::AtMost, ctx.constant(1), less * less}))
        return emitOpError() << "without axes, drops dimensions that its result is declared to have";
  } else {
    if (!ctx.constants(1))
      return reshapeAsDeclared(ctx, *dims, "the axes");
    auto axes = ctx.requireConstants(1, "the axes");
    if (failed(axes))
      return failure();
    for (int64_t axis : *axes) {
      auto normal = ctx.normalizeAxis(axis, dims->size());
      if (failed(normal))
        return failure();
      if (auto extent = SymbolicShapes::constantOf((*dims)[*normal]); extent && *extent != 1)
        return emitOpError() << "dimension " << *normal << " has extent " << *extent << ", not 1";
      drop[*normal] = true;
    }
  }
  Dims result;
  for (auto [axis, extent] : llvm::enumerate(*dims))
    if (!drop[axis])
      result.push_back(extent);
  return ctx.setResult(0, ctx.elementType(0), result);
}

void SqueezeOp::inferValues(InferenceContext &ctx) { passValues(ctx); }

LogicalResult UnsqueezeOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  if (!ctx.constants(1))
    return reshapeAsDeclared(ctx, *dims, "the axes");
  auto axes = ctx.requireConstants(1, "the axes");
  if (failed(axes))
    return failure();
  SmallVector<bool> inserted(dims->size() + axes->size(), false);
  for (int64_t axis : *axes) {
    auto normal = ctx.normalizeAxis(axis, inserted.size());
    if (failed(normal))
      return failure();
    if (inserted[*normal])
      return emitOpError() << "axis " << axis << " is given twice";
    inserted[*normal] = true;
  }
  Dims result;
  auto next = dims->begin();
  for (bool isNew : inserted)
    result.push_back(isNew ? ctx.constant(1) : *next++);
  return ctx.setResult(0, ctx.elementType(0), result);
}

void UnsqueezeOp::inferValues(InferenceContext &ctx) { passValues(ctx); }

SmallVector<int64_t> TransposeOp::permutation() {
  if (auto perm = getPerm())
    return SmallVector<int64_t>(*perm);
  SmallVector<int64_t> reversed;
  for (int64_t axis = cast<RankedTensorType>(getData().getType()).getRank(); axis > 0; --axis)
    reversed.push_back(axis - 1);
  return reversed;
}

LogicalResult TransposeOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  SmallVector<int64_t> perm = permutation();
  if (perm.size() != dims->size() || !isPermutationVector(perm))
    return emitOpError() << "perm is not a permutation of the operand's " << dims->size()
                         << " dimensions";
  Dims result;
  for (int64_t axis : perm)
    result.push_back((*dims)[axis]);
  return ctx.setResult(0, ctx.elementType(0), result);
}

void TransposeOp::inferValues(InferenceContext &ctx) {
  auto elements = ctx.values(0);
  auto shape = ctx.shape(0);
  auto extents = elements && shape ? SymbolicShapes::constantsOf(*shape) : std::nullopt;
  if (!extents)
    return;
  SmallVector<int64_t> strides = computeStrides(*extents), positions{0};
  for (int64_t axis : permutation()) {
    SmallVector<int64_t> inner;
    for (int64_t position : positions)
      for (int64_t i = 0; i < (*extents)[axis]; ++i)
        inner.push_back(position + i * strides[axis]);
    positions = std::move(inner);
  }
  Dims moved;
  for (int64_t position : positions)
    moved.push_back((*elements)[position]);
  ctx.setValues(0, moved);
}

LogicalResult ExpandOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  auto target = ctx.values(1, /*force=*/true);
  if (!target)
    return emitOpError() << "the length of the target shape must be known at compile time";
  for (size_t k = 1; k <= std::min(dims->size(), target->size()); ++k) {
    auto a = SymbolicShapes::constantOf((*dims)[dims->size() - k]);
    auto b = SymbolicShapes::constantOf((*target)[target->size() - k]);
    if (a && b && *a != *b && *a != 1 && *b != 1)
      return emitOpError() << "extents " << *a << " and " << *b << " of dimension -" << k
                           << " do not broadcast";
  }
  if (failed(ctx.setResult(0, ctx.elementType(0), ctx.getShapes().broadcast(*dims, *target))))
    return failure();
  Dims result = *ctx.getShapes().shapeOf(getOutput());
  for (size_t k = 1; k <= target->size(); ++k)
    ctx.assumeBroadcast((*target)[target->size() - k], result[result.size() - k]);
  return success();
}

void ExpandOp::inferValues(InferenceContext &ctx) {
  auto elements = ctx.values(0);
  auto type = dyn_cast<RankedTensorType>(getOutput().getType());
  if (!elements || elements->size() != 1 || !type || !type.hasStaticShape() ||
      type.getNumElements() > SymbolicShapes::maxElements)
    return;
  ctx.setValues(0, Dims(type.getNumElements(), elements->front()));
}

LogicalResult TileOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  auto repeats = ctx.values(1, /*force=*/true);
  if (!repeats)
    return emitOpError() << "the number of repeats must be known at compile time";
  if (repeats->size() != dims->size())
    return emitOpError() << repeats->size() << " repeats for an operand of rank " << dims->size();
  Dims result;
  for (auto [extent, repeat] : llvm::zip(*dims, *repeats)) {
    if (auto count = SymbolicShapes::constantOf(repeat); count && *count < 0)
      return emitOpError() << "the number of repeats " << *count << " is negative";
    result.push_back(extent * repeat);
  }
  return ctx.setResult(0, ctx.elementType(0), result);
}
