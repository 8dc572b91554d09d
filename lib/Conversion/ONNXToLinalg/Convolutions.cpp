// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Convolutions with channels last: linalg's named ones in two dimensions, else
// a contraction over windows. The bias is a separate elementwise operation.

#include "lib/Conversion/ONNXToLinalg/Convolutions.h"
#include "lib/Conversion/ONNXToLinalg/Winograd.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

void cameo::insertHeight(LoweringBuilder &b, Shaped &tensor) {
  Dims dims = tensor.dims;
  dims.insert(dims.begin() + 2, b.getShapes().constant(1));
  tensor = {b.reshape(tensor.value, tensor.dims, dims), dims};
}

void cameo::insertHeight(LoweringBuilder &b, Windows &windows) {
  AffineExpr zero = b.getShapes().constant(0);
  windows.kernel.insert(windows.kernel.begin(), 1);
  windows.strides.insert(windows.strides.begin(), 1);
  windows.dilations.insert(windows.dilations.begin(), 1);
  windows.low.insert(windows.low.begin(), zero);
  windows.high.insert(windows.high.begin(), zero);
  windows.givenHigh.insert(windows.givenHigh.begin(), zero);
  windows.out.insert(windows.out.begin(), b.getShapes().constant(1));
}

// Loops n, out…, f, kernel…, c; of one filter a channel n, out…, c, kernel….
static Shaped convolveBytes(LoweringBuilder &b, const Shaped &x, const Shaped &filters,
                            const Dims &result, bool isDepthwise, const Windows &windows,
                            const ProductTypes &types) {
  size_t rank = windows.rank();
  unsigned f = 1 + rank, k = f + 1, c = isDepthwise ? f : k + rank, loops = k + rank + !isDepthwise;
  SmallVector<AffineExpr> at = {b.getAffineDimExpr(0)}, out = at, weight;
  SmallVector<int64_t> perm;
  if (!isDepthwise)
    weight.push_back(b.getAffineDimExpr(f));
  for (size_t i = 0; i < rank; ++i) {
    at.push_back(windowPosition(b, windows, i, 1 + i, k + i));
    out.push_back(b.getAffineDimExpr(1 + i));
    weight.push_back(b.getAffineDimExpr(k + i));
  }
  at.push_back(b.getAffineDimExpr(c));
  out.push_back(b.getAffineDimExpr(f));
  weight.push_back(b.getAffineDimExpr(c));
  Value kernel = filters.value;
  Dims dims = filters.dims;
  if (isDepthwise) { // [C, 1, kernel…] → [kernel…, C]
    dims.erase(dims.begin() + 1);
    kernel = b.reshape(kernel, filters.dims, dims);
  } else { // [F, C, kernel…] → [F, kernel…, C]
    perm.push_back(0);
  }
  for (size_t i = 0; i < rank; ++i)
    perm.push_back(i + (isDepthwise ? 1 : 2));
  perm.push_back(isDepthwise ? 0 : 1);
  kernel = b.transpose(kernel, dims, perm);
  auto map = [&](ArrayRef<AffineExpr> position) {
    return AffineMap::get(loops, 0, position, b.getContext());
  };
  return {b.contract(result, x.value, map(at), kernel, map(weight), map(out), types), result};
}

Shaped cameo::convolve(LoweringBuilder &b, const Shaped &x, const Shaped &filters, int64_t group,
                       const Windows &windows, std::optional<ProductTypes> types) {
  SymbolicShapes &shapes = b.getShapes();
  size_t rank = windows.rank();
  Type type = types ? types->sum
                    : LoweringBuilder::accumulator(
                          cast<RankedTensorType>(x.value.getType()).getElementType());
  AffineExpr outputs = filters.dims[0], inputs = filters.dims[1];
  Dims result = {x.dims.front()};
  llvm::append_range(result, windows.out);
  result.push_back(outputs);
  auto strides = b.getI64TensorAttr(windows.strides),
       dilations = b.getI64TensorAttr(windows.dilations);
  bool isDepthwise = SymbolicShapes::constantOf(inputs) == 1 &&
                     SymbolicShapes::constantOf(outputs) == group;
  if (types && (group == 1 || isDepthwise))
    return convolveBytes(b, x, filters, result, isDepthwise && group != 1, windows, *types);

  if (rank == 2 && group == 1) {
    Value kernel = b.transpose(filters.value, filters.dims, {2, 3, 1, 0});
    Value init = b.filled(result, b.zero(type));
    auto conv = linalg::Conv2DNhwcHwcfOp::create(b, init.getType(), ValueRange{x.value, kernel},
                                                 init, strides, dilations);
    return {conv.getResult(0), result};
  }
  if (rank == 2 && isDepthwise) {
    Dims plane = {filters.dims[0], filters.dims[2], filters.dims[3]};
    Value kernel = b.transpose(b.reshape(filters.value, filters.dims, plane), plane, {1, 2, 0});
    Value init = b.filled(result, b.zero(type));
    auto conv = linalg::DepthwiseConv2DNhwcHwcOp::create(
        b, init.getType(), ValueRange{x.value, kernel}, init, strides, dilations);
    return {conv.getResult(0), result};
  }

  // Loops: n, out…, g, f, kernel…, c, with the channels taken apart into groups.
  AffineExpr groups = shapes.constant(group), perGroup = shapes.exactDiv(outputs, groups);
  Dims source(x.dims.begin(), x.dims.end() - 1), target(result.begin(), result.end() - 1);
  source.append({groups, inputs});
  target.append({groups, perGroup});
  Value operand = b.reshape(x.value, x.dims, source);
  // Filters as [g, f, kernel…, c].
  Dims split = {groups, perGroup, inputs}, kernelDims = {groups, perGroup};
  SmallVector<int64_t> perm = {0, 1};
  for (size_t i = 0; i < rank; ++i) {
    split.push_back(filters.dims[2 + i]);
    perm.push_back(3 + i);
  }
  perm.push_back(2);
  Value kernel = b.transpose(b.reshape(filters.value, filters.dims, split), split, perm);

  unsigned g = 1 + rank, f = g + 1, k = f + 1, c = k + rank, loops = c + 1;
  SmallVector<AffineExpr> at = {b.getAffineDimExpr(0)}, out = at,
                          weight = {b.getAffineDimExpr(g), b.getAffineDimExpr(f)};
  for (size_t i = 0; i < rank; ++i) {
    at.push_back(windowPosition(b, windows, i, 1 + i, k + i));
    out.push_back(b.getAffineDimExpr(1 + i));
    weight.push_back(b.getAffineDimExpr(k + i));
  }
  at.append({b.getAffineDimExpr(g), b.getAffineDimExpr(c)});
  weight.push_back(b.getAffineDimExpr(c));
  out.append({b.getAffineDimExpr(g), b.getAffineDimExpr(f)});
  auto map = [&](ArrayRef<AffineExpr> position) {
    return AffineMap::get(loops, 0, position, b.getContext());
  };
  Value sum = b.contract(target, operand, map(at), kernel, map(weight), map(out), types);
  return {b.reshape(sum, target, result), result};
}

namespace {

// Adds the bias to [N, out…, O] and leaves the accumulator's type.
Shaped finish(LoweringBuilder &b, const Shaped &sum, Value bias, Type element) {
  if (isa<NoneType>(bias.getType()))
    return {b.convert(sum.value, sum.dims, element), sum.dims};
  unsigned rank = sum.dims.size();
  auto channel = AffineMap::get(rank, 0, b.getAffineDimExpr(rank - 1), b.getContext());
  Value result =
      b.map(sum.dims, element, {sum.value, bias}, {b.getMultiDimIdentityMap(rank), channel},
            [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
              if (isa<IntegerType>(element))
                return arith::AddIOp::create(n, args[0], args[1]);
              Value addend = args[1];
              if (addend.getType() != args[0].getType())
                addend = arith::ExtFOp::create(n, args[0].getType(), addend);
              Value result = arith::AddFOp::create(n, args[0], addend);
              return result.getType() == element
                         ? result
                         : arith::TruncFOp::create(n, element, result).getResult();
            });
  return {result, sum.dims};
}

template <typename Op> struct ConvolutionLowering : Lowering<Op> {
  using Lowering<Op>::Lowering;
  // The sums [N, out…, O] of x with channels last.
  virtual Shaped sum(Op op, LoweringBuilder &b, const Shaped &x, const Shaped &filters,
                     Windows &windows) const = 0;

  Results lower(Op op, typename Op::Adaptor operands, LoweringBuilder &b) const final {
    InferenceContext ctx(op, b.getShapes());
    auto windows = op.windows(ctx);
    if (failed(windows))
      return failure();
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getY().getType()));
    Shaped x = {operands.getX(), b.dimsOf(op.getX())};
    Shaped filters = {operands.getW(), b.dimsOf(op.getW())};
    if (windows->rank() == 1) {
      insertHeight(b, x);
      insertHeight(b, filters);
      insertHeight(b, *windows);
    }
    x = toChannelsLast(b, x.value, x.dims);
    Shaped last =
        finish(b, sum(op, b, x, filters, *windows), operands.getB(), element);
    Dims first = {last.dims.front(), last.dims.back()};
    llvm::append_range(first, windows->out);
    return SmallVector<Value>{b.reshape(toChannelsFirst(b, last), first, b.dimsOf(op.getY()))};
  }
};

// Whether constants alone determine the value, by few operators.
bool isOfConstants(Value value) {
  constexpr size_t most = 32;
  llvm::SetVector<Operation *> operators;
  SmallVector<Value> worklist{value};
  while (!worklist.empty()) {
    Operation *op = worklist.pop_back_val().getDefiningOp();
    if (!op || !isPure(op) || op->getNumRegions() || operators.size() > most)
      return false;
    if (operators.insert(op))
      llvm::append_range(worklist, op->getOperands());
  }
  return true;
}

// The constant that the filters [F, C, …] are, but for a factor of each, as the scale of a
// normalisation that follows the convolution is.
Attribute knownFilters(Value filters) {
  Attribute constant;
  if (matchPattern(filters, m_Constant(&constant)))
    return constant;
  auto product = filters.getDefiningOp<MulOp>();
  if (!product)
    return {};
  for (auto [own, factors] : {std::pair(product.getA(), product.getB()),
                              std::pair(product.getB(), product.getA())}) {
    auto type = dyn_cast<RankedTensorType>(own.getType()),
         others = dyn_cast<RankedTensorType>(factors.getType());
    if (type && others && type == filters.getType() && others.getRank() == type.getRank() &&
        llvm::all_of(others.getShape().drop_front(), [](int64_t extent) { return extent == 1; }) &&
        matchPattern(own, m_Constant(&constant)) && isOfConstants(factors))
      return constant;
  }
  return {};
}

struct ConvLowering : ConvolutionLowering<ConvOp> {
  using ConvolutionLowering::ConvolutionLowering;
  Shaped sum(ConvOp op, LoweringBuilder &b, const Shaped &x, const Shaped &filters,
             Windows &windows) const override {
    Attribute weights = knownFilters(op.getW()),
              math = op->getParentOfType<ModuleOp>()->getAttr(mathAttr);
    if (auto sums = convolveByTiles(b, x, filters, weights, op.getGroup(), windows, math))
      return *sums;
    Value zero = b.zero(getElementTypeOrSelf(x.value.getType()));
    return convolve(b, padSpatial(b, x, windows, zero), filters, op.getGroup(), windows);
  }
};

// A transposed convolution is a convolution with stride 1. With strides s > 1, the
// result has s phases in a dimension, s q + r for each r: a convolution of x each,
// with every s-th element of the filters, and all of them are filters of one.
// Otherwise x is spread out by the strides with zeros between.
struct ConvTransposeLowering : ConvolutionLowering<ConvTransposeOp> {
  using ConvolutionLowering::ConvolutionLowering;
  Shaped sum(ConvTransposeOp op, LoweringBuilder &b, const Shaped &x, const Shaped &filters,
             Windows &windows) const override {
    int64_t group = op.getGroup();
    if (auto phases = phasesOf(x, group, windows))
      return sumPhases(b, x, filters, windows, *phases);
    Shaped spread = spreadOut(b, x, windows), turned = turn(b, filters, group);
    windows.strides.assign(windows.rank(), 1);
    return convolve(b, spread, turned, group, windows);
  }

  /// Of each spatial dimension.
  struct Phases {
    SmallVector<int64_t> taps;      // elements of a filter, at most
    SmallVector<int64_t> low, high; // what is added to x
    SmallVector<int64_t> start;     // where the result begins in all phases
  };

  // The result is y[o] = full[o + low], full[s q + r] = Σ_u x[q - u] w[s u + r], of which the
  // first low / s positions q are not needed.
  static std::optional<Phases> phasesOf(const Shaped &x, int64_t group, const Windows &windows) {
    Phases phases;
    bool isStrided = false;
    for (size_t i = 0; i < windows.rank(); ++i) {
      int64_t stride = windows.strides[i], taps = llvm::divideCeil(windows.kernel[i], stride);
      auto low = SymbolicShapes::constantOf(windows.low[i]);
      AffineExpr more = windows.low[i] + windows.out[i] - x.dims[1 + i] * stride;
      unsigned symbols = 0;
      more.walk([&](AffineExpr part) {
        if (auto symbol = dyn_cast<AffineSymbolExpr>(part))
          symbols = std::max(symbols, symbol.getPosition() + 1);
      });
      more = simplifyAffineExpr(more, 0, symbols);
      auto beyond = SymbolicShapes::constantOf(more);
      if (windows.dilations[i] != 1 || !low || *low < 0 || !beyond || *beyond < 0 ||
          taps - 1 < *low / stride)
        return std::nullopt;
      isStrided |= stride != 1;
      phases.taps.push_back(taps);
      phases.low.push_back(taps - 1 - *low / stride);
      phases.high.push_back(llvm::divideCeil(*beyond, stride));
      phases.start.push_back(*low % stride);
    }
    return isStrided && group == 1 ? std::optional(phases) : std::nullopt;
  }

  static Shaped sumPhases(LoweringBuilder &b, const Shaped &x, const Shaped &filters,
                          const Windows &windows, const Phases &phases) {
    SymbolicShapes &shapes = b.getShapes();
    size_t rank = windows.rank();
    Windows each = windows;
    each.strides.assign(rank, 1);
    each.kernel = phases.taps;
    for (size_t i = 0; i < rank; ++i) {
      each.low[i] = shapes.constant(phases.low[i]);
      each.high[i] = shapes.constant(phases.high[i]);
      each.out[i] = x.dims[1 + i] + (phases.low[i] + phases.high[i] - phases.taps[i] + 1);
    }
    Value zero = b.zero(getElementTypeOrSelf(x.value.getType()));
    Shaped sums = convolve(b, padSpatial(b, x, each, zero),
                           filtersOfPhases(b, filters, windows, phases), 1, each);
    // [N, q…, (r…, F)] → [N, q, r, …, F]
    Dims split = {sums.dims.front()}, merged = split;
    SmallVector<int64_t> perm = {0};
    for (size_t i = 0; i < rank; ++i) {
      split.push_back(each.out[i]);
      merged.push_back(each.out[i] * windows.strides[i]);
      perm.append({int64_t(1 + i), int64_t(1 + rank + i)});
    }
    for (int64_t stride : windows.strides)
      split.push_back(shapes.constant(stride));
    split.push_back(filters.dims[1]);
    merged.push_back(filters.dims[1]);
    perm.push_back(1 + 2 * rank);
    Dims turned;
    for (int64_t axis : perm)
      turned.push_back(split[axis]);
    Value all = b.transpose(b.reshape(sums.value, sums.dims, split), split, perm);
    all = b.reshape(all, turned, merged);
    Dims starts(merged.size(), shapes.constant(0)), result = merged;
    for (size_t i = 0; i < rank; ++i) {
      starts[1 + i] = shapes.constant(phases.start[i]);
      result[1 + i] = windows.out[i];
    }
    return {b.slice(all, merged, starts, SmallVector<int64_t>(starts.size(), 1), result), result};
  }

  // Filters [C, F, kernel…] as [(r…, F), C, taps…], w[c, f, s (taps - 1 - u) + r] or 0.
  static Shaped filtersOfPhases(LoweringBuilder &b, const Shaped &filters, const Windows &windows,
                                const Phases &phases) {
    SymbolicShapes &shapes = b.getShapes();
    size_t rank = windows.rank();
    Dims dims, result;
    AffineExpr count = filters.dims[1];
    for (int64_t stride : windows.strides) {
      dims.push_back(shapes.constant(stride));
      count = count * stride;
    }
    result = {count, filters.dims[0]};
    dims.append({filters.dims[1], filters.dims[0]});
    for (int64_t taps : phases.taps) {
      dims.push_back(shapes.constant(taps));
      result.push_back(shapes.constant(taps));
    }
    Type element = cast<RankedTensorType>(filters.value.getType()).getElementType();
    Value value = b.map(dims, element, {}, {}, [&](ImplicitLocOpBuilder &n, ValueRange) -> Value {
      auto constant = [&](int64_t value) -> Value {
        return arith::ConstantIndexOp::create(n, value);
      };
      SmallVector<Value> at = {linalg::IndexOp::create(n, rank + 1),
                               linalg::IndexOp::create(n, rank)};
      Value isInside = arith::ConstantOp::create(n, n.getBoolAttr(true));
      for (size_t i = 0; i < rank; ++i) {
        Value tap = arith::SubIOp::create(n, constant(phases.taps[i] - 1),
                                          linalg::IndexOp::create(n, rank + 2 + i));
        Value position =
            arith::AddIOp::create(n, arith::MulIOp::create(n, tap, constant(windows.strides[i])),
                                  linalg::IndexOp::create(n, i));
        isInside = arith::AndIOp::create(
            n, isInside,
            arith::CmpIOp::create(n, arith::CmpIPredicate::ult, position,
                                  constant(windows.kernel[i])));
        at.push_back(arith::MinUIOp::create(n, position, constant(windows.kernel[i] - 1)));
      }
      Value weight = tensor::ExtractOp::create(n, filters.value, at);
      Value none = arith::ConstantOp::create(n, n.getZeroAttr(element));
      return arith::SelectOp::create(n, isInside, weight, none);
    });
    return {b.reshape(value, dims, result), result};
  }

  // x with stride - 1 zeros between its elements and so many around them (or
  // fewer of it) that there are `out` windows.
  static Shaped spreadOut(LoweringBuilder &b, const Shaped &x, const Windows &windows) {
    SymbolicShapes &shapes = b.getShapes();
    Type element = cast<RankedTensorType>(x.value.getType()).getElementType();
    Shaped result = x;
    SmallVector<OpFoldResult> offsets(x.dims.size(), b.getIndexAttr(0)), sizes, strides;
    bool isStrided = false;
    for (AffineExpr extent : x.dims) {
      sizes.push_back(b.extent(extent));
      strides.push_back(b.getIndexAttr(1));
    }
    for (size_t i = 0; i < windows.rank(); ++i) {
      isStrided |= windows.strides[i] != 1;
      strides[1 + i] = b.getIndexAttr(windows.strides[i]);
      result.dims[1 + i] = (x.dims[1 + i] - 1) * windows.strides[i] + 1;
    }
    if (isStrided)
      result.value = tensor::InsertSliceOp::create(
          b, x.value, b.filled(result.dims, b.zero(element)), offsets, sizes, strides);
    // Borders: positive ones pad, negative ones crop.
    Windows border = windows;
    Dims starts(x.dims.size(), shapes.constant(0)), cropped = result.dims;
    for (size_t i = 0; i < windows.rank(); ++i) {
      int64_t reach = (windows.kernel[i] - 1) * windows.dilations[i] + 1;
      AffineExpr zero = shapes.constant(0), low = shapes.constant(reach - 1) - windows.low[i];
      AffineExpr high = windows.out[i] + (reach - 1) - low - result.dims[1 + i];
      border.low[i] = shapes.max(low, zero);
      border.high[i] = shapes.max(high, zero);
      starts[1 + i] = border.low[i] - low;
      cropped[1 + i] = cropped[1 + i] - starts[1 + i] - (border.high[i] - high);
    }
    result = {
        b.slice(result.value, result.dims, starts, SmallVector<int64_t>(starts.size(), 1), cropped),
        cropped};
    return padSpatial(b, result, border, b.zero(element));
  }

  // Filters [C, O / group, kernel…] as [O, C / group, kernel… reversed].
  static Shaped turn(LoweringBuilder &b, const Shaped &filters, int64_t group) {
    SymbolicShapes &shapes = b.getShapes();
    AffineExpr groups = shapes.constant(group), perGroup = filters.dims[1];
    AffineExpr inputs = shapes.exactDiv(filters.dims[0], groups);
    Dims from = {groups, inputs, perGroup}, to = {groups, perGroup, inputs};
    SmallVector<AffineExpr> position = {b.getAffineDimExpr(0), b.getAffineDimExpr(2),
                                        b.getAffineDimExpr(1)};
    Dims result = {perGroup * group, inputs};
    for (size_t i = 2; i < filters.dims.size(); ++i) {
      AffineExpr extent = filters.dims[i];
      from.push_back(extent);
      to.push_back(extent);
      result.push_back(extent);
      position.push_back(extent - 1 - b.getAffineDimExpr(1 + i));
      // A map reads a dimension of extent 1 as it is.
      if (SymbolicShapes::constantOf(extent) == 1)
        position.back() = b.getAffineDimExpr(1 + i);
    }
    Type element = cast<RankedTensorType>(filters.value.getType()).getElementType();
    Value turned = b.map(to, element, b.reshape(filters.value, filters.dims, from),
                         AffineMap::get(to.size(), 0, position, b.getContext()),
                         [](ImplicitLocOpBuilder &, ValueRange args) -> Value { return args[0]; });
    return {b.reshape(turned, to, result), result};
  }
};
} // namespace

void cameo::populateConvolutionsLowering(RewritePatternSet &patterns,
                                         const TypeConverter &converter, SymbolicShapes &shapes) {
  patterns.add<ConvLowering, ConvTransposeLowering>(converter, shapes);
}
