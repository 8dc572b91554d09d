// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Inference of the operators that take tensors apart and put them together.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

//===-- Concat ------------------------------------------------------------===//

LogicalResult ConcatOp::inferShapes(InferenceContext &ctx) {
  if (getInputs().empty())
    return emitOpError() << "needs at least one operand";
  auto result = ctx.requireShape(0);
  if (failed(result))
    return failure();
  auto axis = ctx.normalizeAxis(getAxis(), result->size());
  if (failed(axis))
    return failure();
  for (unsigned i = 1; i < getInputs().size(); ++i) {
    auto dims = ctx.requireShape(i);
    if (failed(dims))
      return failure();
    if (dims->size() != result->size())
      return emitOpError() << "operand " << i << " has rank " << dims->size() << ", the first has "
                           << result->size();
    if (ctx.elementType(i) != ctx.elementType(0))
      return emitOpError() << "operand " << i << " has elements of another type than the first";
    for (auto [k, extent] : llvm::enumerate(*dims)) {
      AffineExpr &known = (*result)[k];
      if (int64_t(k) == *axis) {
        known = known + extent;
        continue;
      }
      auto a = SymbolicShapes::constantOf(known), b = SymbolicShapes::constantOf(extent);
      if (a && b && *a != *b)
        return emitOpError() << "operand " << i << " has extent " << *b << " in dimension " << k
                             << ", others " << *a;
      if (b)
        known = extent;
    }
  }
  return ctx.setResult(0, ctx.elementType(0), *result);
}

void ConcatOp::inferValues(InferenceContext &ctx) {
  unsigned count = getInputs().size();
  auto dims = ctx.shape(0);
  bool any = false;
  for (unsigned i = 0; i < count; ++i)
    any |= ctx.values(i).has_value();
  if (!any || !dims || dims->size() != 1)
    return;
  // What is not known becomes symbols beside what is.
  Dims all;
  for (unsigned i = 0; i < count; ++i) {
    auto elements = ctx.values(i, /*force=*/true);
    if (!elements)
      return;
    llvm::append_range(all, *elements);
  }
  ctx.setValues(0, all);
}

//===-- Split -------------------------------------------------------------===//

FailureOr<Dims> SplitOp::parts(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  auto axis = ctx.normalizeAxis(getAxis(), dims->size());
  if (failed(axis))
    return failure();
  AffineExpr extent = (*dims)[*axis];
  auto total = SymbolicShapes::constantOf(extent);
  int64_t count = getOutputs().size();
  if (!ctx.isAbsent(1)) {
    if (getNumOutputs())
      return emitOpError() << "has both a split and num_outputs";
    auto parts = ctx.values(1, /*force=*/true);
    if (!parts || int64_t(parts->size()) != count)
      return emitOpError() << "the split must have one extent for each of the " << count
                           << " results";
    AffineExpr sum = ctx.constant(0);
    for (AffineExpr part : *parts) {
      if (auto value = SymbolicShapes::constantOf(part); value && *value < 0)
        return emitOpError() << "the split has the negative extent " << *value;
      sum = sum + part;
    }
    if (!ctx.assumeEqual(sum, extent))
      return emitOpError() << "the split adds up to " << *SymbolicShapes::constantOf(sum)
                           << ", the dimension's extent is " << *total;
    for (AffineExpr part : *parts)
      if (!SymbolicShapes::constantOf(part))
        ctx.assumeAtMost(ctx.constant(0), part);
    return *parts;
  }
  if (auto number = getNumOutputs(); number && int64_t(*number) != count)
    return emitOpError() << "has " << count << " results but num_outputs is " << *number;
  if (count == 0)
    return emitOpError() << "needs at least one result";
  AffineExpr part = extent.ceilDiv(count);
  Dims parts(count - 1, part);
  parts.push_back(extent - part * (count - 1));
  if (total) {
    int64_t size = llvm::divideCeil(*total, count);
    for (auto [i, each] : llvm::enumerate(parts))
      each = ctx.constant(std::clamp<int64_t>(*total - int64_t(i) * size, 0, size));
  }
  return parts;
}

LogicalResult SplitOp::inferShapes(InferenceContext &ctx) {
  auto each = parts(ctx);
  if (failed(each))
    return failure();
  Dims dims = *ctx.shape(0);
  int64_t axis = *ctx.normalizeAxis(getAxis(), dims.size());
  for (auto [i, part] : llvm::enumerate(*each)) {
    dims[axis] = part;
    if (failed(ctx.setResult(i, ctx.elementType(0), dims)))
      return failure();
  }
  return success();
}

void SplitOp::inferValues(InferenceContext &ctx) {
  auto elements = ctx.values(0);
  auto each = parts(ctx);
  if (!elements || failed(each) || ctx.shape(0)->size() != 1)
    return;
  auto sizes = SymbolicShapes::constantsOf(*each);
  if (!sizes)
    return;
  auto next = elements->begin();
  for (auto [i, size] : llvm::enumerate(*sizes)) {
    ctx.setValues(i, Dims(next, next + size));
    next += size;
  }
}

//===-- Slice -------------------------------------------------------------===//

namespace {
// Indices beyond these are meant as "to the end": exporters write INT32_MAX and
// INT64_MAX, and no extent is as large.
constexpr int64_t infinity = std::numeric_limits<int32_t>::max();

// An index counted from the end when negative, as an expression, of a dimension
// of extent n and clamped to [low, high].
AffineExpr clampIndex(SymbolicShapes &shapes, AffineExpr index, AffineExpr n, int64_t low,
                      AffineExpr high) {
  AffineExpr lowest = shapes.constant(low);
  if (auto constant = SymbolicShapes::constantOf(index)) {
    if (*constant >= 0)
      return *constant >= infinity ? high : shapes.min(index, high);
    if (*constant <= -infinity)
      return lowest;
    return shapes.min(shapes.max(n + *constant, lowest), high);
  }
  if (shapes.isNonNegative(index))
    return shapes.min(index, high);
  if (SymbolicShapes::constantOf(n - index) == 1)
    return shapes.min(shapes.max(index, lowest), high);
  // The floor division is 0, or -1 for a negative index.
  int64_t large = int64_t(1) << 40;
  AffineExpr finite =
      shapes.max(shapes.min(index, shapes.constant(large)), shapes.constant(-large));
  AffineExpr wrapped = finite - n * finite.floorDiv(2 * large);
  return shapes.min(shapes.max(wrapped, lowest), high);
}

// How many steps fit between two clamped indices.
AffineExpr countSteps(SymbolicShapes &shapes, AffineExpr distance, int64_t step) {
  AffineExpr count = step == 1 ? distance : distance.ceilDiv(step);
  return shapes.isNonNegative(count) ? count : shapes.max(count, shapes.constant(0));
}
} // namespace

FailureOr<SliceOp::Bounds> SliceOp::bounds(InferenceContext &ctx) {
  SymbolicShapes &shapes = ctx.getShapes();
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  auto starts = ctx.values(1, /*force=*/true), ends = ctx.values(2, /*force=*/true);
  if (!starts || !ends || starts->size() != ends->size())
    return emitOpError() << "the number of starts and ends must be known at compile time and equal";
  SmallVector<int64_t> axes = llvm::to_vector(llvm::seq<int64_t>(0, starts->size()));
  if (!ctx.isAbsent(3)) {
    auto given = ctx.requireConstants(3, "the axes");
    if (failed(given))
      return failure();
    axes = *given;
  }
  SmallVector<int64_t> steps(axes.size(), 1);
  if (!ctx.isAbsent(4)) {
    auto given = ctx.requireConstants(4, "the steps");
    if (failed(given))
      return failure();
    steps = *given;
  }
  if (axes.size() != starts->size() || steps.size() != starts->size())
    return emitOpError() << "has " << starts->size() << " starts for " << axes.size()
                         << " axes and " << steps.size() << " steps";

  auto declared = dyn_cast<RankedTensorType>(getOutput().getType());
  Bounds result{Dims(dims->size(), ctx.constant(0)), *dims, SmallVector<int64_t>(dims->size(), 1)};
  SmallVector<bool> seen(dims->size(), false);
  for (auto [given, start, end, step] : llvm::zip(axes, *starts, *ends, steps)) {
    auto axis = ctx.normalizeAxis(given, dims->size());
    if (failed(axis))
      return failure();
    if (seen[*axis])
      return emitOpError() << "axis " << given << " is given twice";
    seen[*axis] = true;
    if (step == 0)
      return emitOpError() << "a step must not be 0";
    // One beyond all extents takes one element, whatever it is.
    step = std::clamp(step, -infinity, infinity);
    AffineExpr n = (*dims)[*axis], &extent = result.extents[*axis];
    AffineExpr first, last;
    if (step > 0) {
      // A start beyond the end gives nothing: it needs no upper clamp.
      auto constant = SymbolicShapes::constantOf(start);
      first = constant && *constant >= 0 && *constant < infinity
                  ? start
                  : clampIndex(shapes, start, n, 0, n);
      last = clampIndex(shapes, end, n, 0, n);
      if (constant && *constant < 0 && *constant > -infinity && last == n && step == 1)
        extent = shapes.min(n, ctx.constant(-*constant)); // the last so many
      else
        extent = countSteps(shapes, last - first, step);
    } else {
      first = clampIndex(shapes, start, n, 0, n - 1);
      last = clampIndex(shapes, end, n, -1, n - 1);
      extent = countSteps(shapes, first - last, -step);
    }
    result.starts[*axis] = first;
    result.steps[*axis] = step;
    // Bounds that come from data: what the model declares about the extent holds.
    if (shapes.dependsOnData(extent) && declared && declared.getRank() == int64_t(dims->size()) &&
        !declared.isDynamicDim(*axis)) {
      AffineExpr trusted = ctx.constant(declared.getDimSize(*axis));
      ctx.assumeEqual(std::exchange(extent, trusted), trusted);
    }
  }
  return result;
}

bool SliceOp::isRunTime(InferenceContext &ctx) {
  return (!ctx.isAbsent(3) && !ctx.constants(3)) || (!ctx.isAbsent(4) && !ctx.constants(4));
}

LogicalResult SliceOp::inferShapes(InferenceContext &ctx) {
  if (isRunTime(ctx)) {
    auto dims = ctx.requireShape(0);
    if (failed(dims))
      return failure();
    auto starts = ctx.shape(1);
    if (!starts || starts->size() != 1 || !SymbolicShapes::constantOf(starts->front()))
      return emitOpError() << "the number of starts must be known at compile time";
    return ctx.setResult(0, ctx.elementType(0), ctx.computedDims(dims->size()));
  }
  auto part = bounds(ctx);
  if (failed(part))
    return failure();
  return ctx.setResult(0, ctx.elementType(0), part->extents);
}

void SliceOp::inferValues(InferenceContext &ctx) {
  if (isRunTime(ctx))
    return;
  auto elements = ctx.values(0);
  auto part = bounds(ctx);
  auto shape = ctx.shape(0);
  if (!elements || !shape || failed(part))
    return;
  auto extents = SymbolicShapes::constantsOf(*shape);
  auto starts = SymbolicShapes::constantsOf(part->starts);
  auto counts = SymbolicShapes::constantsOf(part->extents);
  if (!extents || !starts || !counts)
    return;
  // The positions of what is picked, a dimension more at a time.
  SmallVector<int64_t> positions{0};
  for (auto [axis, extent] : llvm::enumerate(*extents)) {
    SmallVector<int64_t> inner;
    for (int64_t position : positions)
      for (int64_t i = 0; i < (*counts)[axis]; ++i)
        inner.push_back(position * extent + (*starts)[axis] + i * part->steps[axis]);
    positions = std::move(inner);
  }
  Dims picked;
  for (int64_t position : positions)
    picked.push_back((*elements)[position]);
  ctx.setValues(0, picked);
}

//===-- Pad ---------------------------------------------------------------===//

FailureOr<std::pair<Dims, Dims>> PadOp::padding(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  if (failed(dims))
    return failure();
  StringRef mode = getMode();
  if (mode != "constant" && mode != "reflect" && mode != "edge" && mode != "wrap")
    return emitOpError() << "unknown mode '" << mode << "'";
  SmallVector<int64_t> axes = llvm::to_vector(llvm::seq<int64_t>(0, dims->size()));
  if (!ctx.isAbsent(3)) {
    auto given = ctx.requireConstants(3, "the axes");
    if (failed(given))
      return failure();
    axes = *given;
  }
  auto pads = ctx.values(1, /*force=*/true);
  if (!pads)
    return emitOpError() << "the number of pads must be known at compile time";
  if (pads->size() != 2 * axes.size())
    return emitOpError() << "has " << pads->size() << " pads for " << axes.size() << " axes";
  Dims low(dims->size(), ctx.constant(0)), high = low;
  for (auto [i, given] : llvm::enumerate(axes)) {
    auto axis = ctx.normalizeAxis(given, dims->size());
    if (failed(axis))
      return failure();
    low[*axis] = low[*axis] + (*pads)[i];
    high[*axis] = high[*axis] + (*pads)[i + axes.size()];
  }
  return std::make_pair(low, high);
}

bool PadOp::isRunTime(InferenceContext &ctx) {
  auto pads = ctx.values(1);
  return !pads || (!ctx.isAbsent(3) && !ctx.constants(3)) ||
         llvm::any_of(*pads, [&](AffineExpr pad) {
           return !SymbolicShapes::constantOf(pad) && !ctx.getShapes().isNonNegative(pad);
         });
}

LogicalResult PadOp::inferShapes(InferenceContext &ctx) {
  if (isRunTime(ctx)) {
    auto dims = ctx.requireShape(0);
    if (failed(dims))
      return failure();
    auto pads = ctx.shape(1);
    if (!pads || pads->size() != 1 || !SymbolicShapes::constantOf(pads->front()))
      return emitOpError() << "the number of pads must be known at compile time";
    int64_t rank = dims->size();
    if (!ctx.isAbsent(3) && !ctx.constants(3))
      return ctx.setResult(0, ctx.elementType(0), ctx.computedDims(rank));
    auto known = padding(ctx);
    if (failed(known))
      return failure();
    for (int64_t axis = 0; axis < rank; ++axis)
      (*dims)[axis] = ctx.declaredOr((*dims)[axis] + known->first[axis] + known->second[axis],
                                     rank, axis);
    return ctx.setResult(0, ctx.elementType(0), *dims);
  }
  auto pads = padding(ctx);
  if (failed(pads))
    return failure();
  Dims dims = *ctx.shape(0);
  for (auto [extent, low, high] : llvm::zip(dims, pads->first, pads->second)) {
    auto count = SymbolicShapes::constantOf(extent), before = SymbolicShapes::constantOf(low),
         after = SymbolicShapes::constantOf(high);
    if (getMode() == "reflect" && count && before && after &&
        (*before >= *count || *after >= *count) && (*before > 0 || *after > 0))
      return emitOpError() << "cannot reflect " << std::max(*before, *after)
                           << " elements of a dimension of extent " << *count;
    if (count == 0 && getMode() != "constant" && (before != 0 || after != 0))
      return emitOpError() << "cannot pad an empty dimension in mode '" << getMode() << "'";
    extent = extent + low + high;
  }
  if (!ctx.isAbsent(2) && ctx.elementType(2) != ctx.elementType(0))
    return emitOpError() << "the constant value has another element type than the operand";
  return ctx.setResult(0, ctx.elementType(0), dims);
}
