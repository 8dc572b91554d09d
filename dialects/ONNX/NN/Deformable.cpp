// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A deformable convolution: what its windows read is sampled from the operand, a
// column of samples for each window; then it is a product of matrices.

#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

/// What is constant of a deformable convolution.
struct Deformable {
  int64_t rank, channels, filters, groups, offsetGroups, taps = 1;
  SmallVector<int64_t> kernel, strides, dilations, pads;

  int64_t reach(int64_t i) const { return (kernel[i] - 1) * dilations[i] + 1; }
};

} // namespace

static FailureOr<SmallVector<int64_t>> valuesOf(DeformConvOp op, StringRef name,
                                                std::optional<ArrayRef<int64_t>> given,
                                                int64_t count, int64_t least) {
  if (!given || given->empty())
    return SmallVector<int64_t>(count, least);
  if (int64_t(given->size()) != count)
    return op.emitOpError() << name << " has " << given->size() << " values, not " << count;
  for (int64_t value : *given)
    if (value < least || value > std::numeric_limits<int32_t>::max())
      return op.emitOpError() << name << " has the value " << value << ", which is out of range";
  return SmallVector<int64_t>(*given);
}

// Whether the extents may be the wanted ones (null for any).
static bool mayBe(ArrayRef<AffineExpr> dims, ArrayRef<AffineExpr> wanted) {
  if (dims.size() != wanted.size())
    return false;
  for (auto [dim, other] : llvm::zip(dims, wanted)) {
    auto a = SymbolicShapes::constantOf(dim), b = SymbolicShapes::constantOf(other);
    if (a && b && *a != *b)
      return false;
  }
  return true;
}

static FailureOr<Deformable> check(DeformConvOp op, SymbolicShapes &shapes) {
  auto x = shapes.shapeOf(op.getX()), w = shapes.shapeOf(op.getW()),
       offset = shapes.shapeOf(op.getOffset());
  if (!x || !w || !offset)
    return op.emitOpError() << "the ranks of its operands must be known at compile time";
  if (x->size() < 3 || x->size() > 5 || w->size() != x->size())
    return op.emitOpError() << "needs an operand of 1 to 3 spatial dimensions and filters of the "
                               "same rank";
  auto filters = SymbolicShapes::constantsOf(*w);
  if (!filters)
    return op.emitOpError() << "the filters' extents must be known at compile time";
  Deformable d;
  d.rank = x->size() - 2;
  d.groups = op.getGroup();
  d.offsetGroups = op.getOffsetGroup();
  d.filters = filters->front();
  d.kernel.assign(filters->begin() + 2, filters->end());
  if (d.groups < 1 || d.offsetGroups < 1)
    return op.emitOpError() << "group and offset_group must be positive";
  d.channels = (*filters)[1] * d.groups;
  if (op.getKernelShape() && !op.getKernelShape()->empty() &&
      *op.getKernelShape() != ArrayRef(d.kernel))
    return op.emitOpError() << "kernel_shape differs from the filters' extents";
  if (llvm::is_contained(*filters, 0))
    return op.emitOpError() << "the filters are empty";
  auto channels = SymbolicShapes::constantOf((*x)[1]);
  if (channels && *channels != d.channels)
    return op.emitOpError() << "the operand has " << *channels << " channels, the filters are for "
                            << d.channels;
  if (d.filters % d.groups != 0)
    return op.emitOpError() << d.filters << " filters do not divide into " << d.groups << " groups";
  if (d.channels % d.offsetGroups != 0)
    return op.emitOpError() << d.channels << " channels do not divide into " << d.offsetGroups
                            << " groups of offsets";
  auto strides = valuesOf(op, "strides", op.getStrides(), d.rank, 1),
       dilations = valuesOf(op, "dilations", op.getDilations(), d.rank, 1),
       pads = valuesOf(op, "pads", op.getPads(), 2 * d.rank, 0);
  if (failed(strides) || failed(dilations) || failed(pads))
    return failure();
  d.strides = *strides, d.dilations = *dilations, d.pads = *pads;
  Dims windows;
  for (int64_t i = 0; i < d.rank; ++i) {
    d.taps *= d.kernel[i];
    AffineExpr last = (*x)[2 + i] + d.pads[i] + d.pads[d.rank + i] - d.reach(i);
    if (auto constant = SymbolicShapes::constantOf(last); constant && *constant < 0)
      return op.emitOpError() << "a window that reaches over " << d.reach(i)
                              << " elements does not fit into spatial dimension " << i;
    windows.push_back(last.floorDiv(d.strides[i]) + 1);
  }
  auto fits = [&](Dims dims, int64_t perTap) {
    Dims wanted{x->front(), shapes.constant(d.offsetGroups * d.taps * perTap)};
    wanted.append(windows);
    return mayBe(dims, wanted);
  };
  if (!fits(*offset, d.rank))
    return op.emitOpError() << "offset must have " << d.offsetGroups * d.taps * d.rank
                            << " channels and an element for each window";
  auto mask = shapes.shapeOf(op.getMask()), bias = shapes.shapeOf(op.getB());
  if (mask && !fits(*mask, 1))
    return op.emitOpError() << "mask must have " << d.offsetGroups * d.taps
                            << " channels and an element for each window";
  if (bias && !mayBe(*bias, {shapes.constant(d.filters)}))
    return op.emitOpError() << "the bias must be a vector of " << d.filters << " elements";
  return d;
}

// 0, step, 2 step, … for the windows, before `after` more dimensions.
static Value windowStarts(OperatorBuilder &b, Value count, int64_t step, int64_t after, Type real) {
  Value positions = b.cast(b.positionsUpTo(count), real);
  positions = b.make<MulOp>(positions, b.scalar(real, double(step)));
  if (after == 0)
    return positions;
  return b.make<UnsqueezeOp>(positions,
                             b.integers(llvm::to_vector(llvm::seq<int64_t>(1, 1 + after))));
}

// Where the taps lie in dimension i relative to their window, before all windows.
static Value tapPositions(OperatorBuilder &b, const Deformable &d, int64_t i, Type real) {
  int64_t inner = 1;
  for (int64_t extent : ArrayRef(d.kernel).drop_front(i + 1))
    inner *= extent;
  SmallVector<float> positions;
  for (int64_t tap = 0; tap < d.taps; ++tap)
    positions.push_back(float(tap / inner % d.kernel[i] * d.dilations[i] - d.pads[i]));
  SmallVector<int64_t> shape(1 + d.rank, 1);
  shape.front() = d.taps;
  return b.cast(b.floats(positions, shape), real);
}

Results DeformConvOp::decompose(OperatorBuilder &b) {
  auto checked = check(*this, b.getShapes());
  if (failed(checked))
    return failure();
  const Deformable &d = *checked;
  Type element = getElementTypeOrSelf(getX().getType());
  Type real = element.isF64() ? b.getF64Type() : Type(b.getF32Type());
  auto reshape = [&](Value value, ArrayRef<Value> shape) {
    return b.make<ReshapeOp>(value, b.make<ConcatOp>(shape, 0), 1);
  };
  auto number = [&](int64_t value) { return b.integers({value}); };

  Value batch = b.extents(getX(), 0, 1), samples = b.make<MulOp>(batch, number(d.offsetGroups));
  Value all = number(1);
  SmallVector<Value> in, out; // extents
  for (int64_t i = 0; i < d.rank; ++i) {
    in.push_back(b.extents(getX(), 2 + i, 3 + i));
    Value last = b.make<AddOp>(in[i], number(d.pads[i] + d.pads[d.rank + i] - d.reach(i)));
    out.push_back(b.make<AddOp>(b.make<DivOp>(last, number(d.strides[i])), number(1)));
    all = b.make<MulOp>(all, out[i]);
  }
  // As an image for the sampler, the windows of all taps are one above the other.
  SmallVector<Value> image = out;
  image.front() = b.make<MulOp>(number(d.taps), out.front());

  // Where pixel x of an extent n lies from -1 to 1: (2x + 1) / n - 1.
  SmallVector<Value> offsets{batch, number(d.offsetGroups), number(d.taps), number(d.rank)};
  offsets.append(out);
  Value offset = reshape(b.cast(getOffset(), real), offsets);
  SmallVector<Value> coordinates;
  for (int64_t i = d.rank - 1; i >= 0; --i) {
    Value at = b.make<SqueezeOp>(b.slice(offset, 3, i, i + 1), number(3));
    at = b.make<AddOp>(at, tapPositions(b, d, i, real));
    at = b.make<AddOp>(at, windowStarts(b, out[i], d.strides[i], d.rank - 1 - i, real));
    at = b.make<AddOp>(b.make<MulOp>(at, b.scalar(real, 2)), b.scalar(real, 1));
    at = b.make<SubOp>(b.make<DivOp>(at, b.cast(in[i], real)), b.scalar(real, 1));
    coordinates.push_back(b.make<UnsqueezeOp>(at, number(-1)));
  }
  auto join = [](Value first, ArrayRef<Value> rest, ArrayRef<Value> last = {}) {
    SmallVector<Value> parts{first};
    parts.append(rest.begin(), rest.end());
    parts.append(last.begin(), last.end());
    return parts;
  };
  Value grid = reshape(b.make<ConcatOp>(coordinates, -1), join(samples, image, number(d.rank)));
  SmallVector<Value> grouped{samples, number(d.channels / d.offsetGroups)};
  grouped.append(in);
  Value x = reshape(b.cast(getX(), real), grouped);
  Value columns = b.make<GridSampleOp>(x, grid, 0, "linear", "zeros");
  if (isGiven(getMask()))
    columns = b.make<MulOp>(
        columns, reshape(b.cast(getMask(), real), join(samples, join(number(1), image))));

  int64_t terms = d.channels / d.groups * d.taps;
  columns = reshape(columns, {batch, number(d.groups), number(terms), all});
  Value w = b.reshape(b.cast(getW(), real), {d.groups, d.filters / d.groups, terms});
  Value y = reshape(b.make<MatMulOp>(w, columns), join(batch, join(number(d.filters), out)));
  if (isGiven(getB())) {
    SmallVector<int64_t> shape(1 + d.rank, 1);
    shape.front() = d.filters;
    y = b.make<AddOp>(y, b.reshape(b.cast(getB(), real), shape));
  }
  return SmallVector<Value>{b.cast(y, element)};
}
