// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Layers that undo others as scatters, and grids of positions; the extents of
// their results may be known only by the run.

#include "dialects/ONNX/NN/Images.h"
#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

int64_t valueOf(std::optional<ArrayRef<int64_t>> given, size_t i, int64_t otherwise) {
  return given && !given->empty() ? (*given)[i] : otherwise;
}

// Element i of a vector, as a vector of one.
Value part(OperatorBuilder &b, Value vector, int64_t i) { return b.slice(vector, 0, i, i + 1); }

// A vector before `after` more dimensions.
Value before(OperatorBuilder &b, Value vector, int64_t after) {
  if (after == 0)
    return vector;
  return b.make<UnsqueezeOp>(vector, b.integers(llvm::to_vector(llvm::seq<int64_t>(1, 1 + after))));
}

struct MaxUnpoolRewrite : Rewrite<MaxUnpoolOp> {
  using Rewrite::Rewrite;
  Results rewrite(MaxUnpoolOp op, OperatorBuilder &b) const override {
    auto type = dyn_cast<RankedTensorType>(op.getOutput().getType());
    if (!type)
      return failure();
    int64_t spatial = op.getKernelShape().size();
    SmallVector<int64_t> strides, more;
    for (int64_t i = 0; i < spatial; ++i) {
      strides.push_back(valueOf(op.getStrides(), i, 1));
      more.push_back(op.getKernelShape()[i] - valueOf(op.getPads(), i, 0) -
                     valueOf(op.getPads(), spatial + i, 0) - strides[i]);
    }
    Value extents = b.make<MulOp>(b.extents(op.getX(), 2), b.integers(strides));
    extents = b.make<AddOp>(extents, b.integers(more));
    Value pooled = b.make<ConcatOp>(ValueRange{b.extents(op.getX(), 0, 2), extents}, 0);
    Value shape = isGiven(op.getOutputShape()) ? op.getOutputShape() : pooled;
    // A position is the number of an element of what was pooled, whatever output_shape
    // says; the first digit tells whether it is beyond the last one, and what is
    // written there is lost.
    Value flat = b.integers({-1}), rest = b.make<ReshapeOp>(op.getI(), flat, 0);
    SmallVector<Value> digits(spatial + 2);
    for (int64_t i = spatial + 1; i >= 0; --i) {
      Value extent = part(b, pooled, i), digit = rest;
      if (i > 0) {
        Value next = b.make<DivOp>(rest, extent);
        digit = b.make<SubOp>(rest, b.make<MulOp>(next, extent));
        rest = next;
      }
      digits[i] = b.make<UnsqueezeOp>(digit, b.integers({1}));
    }
    Value zeros = b.make<ExpandOp>(b.scalar(type.getElementType(), 0), shape);
    return SmallVector<Value>{b.make<ScatterNDOp>(zeros, b.make<ConcatOp>(digits, 1),
                                                  b.make<ReshapeOp>(op.getX(), flat, 0), "none")};
  }
};

// Each element of a block is added to its pixel; what falls onto the padding is lost.
struct Col2ImRewrite : Rewrite<Col2ImOp> {
  using Rewrite::Rewrite;
  Results rewrite(Col2ImOp op, OperatorBuilder &b) const override {
    auto image = b.getShapes().shapeOf(op.getImageShape());
    auto rank = image ? SymbolicShapes::constantOf(image->front()) : std::nullopt;
    if (!isa<RankedTensorType>(op.getInput().getType()) || !rank)
      return failure();
    Type i64 = b.getI64Type();
    // The product of the block's extents from i on.
    SmallVector<Value> inner(*rank + 1, b.integers({1}));
    for (int64_t i = *rank - 1; i >= 0; --i)
      inner[i] = b.make<MulOp>(part(b, op.getBlockShape(), i), inner[i + 1]);
    Value elements = inner.front(), all = b.scalar(i64, 0), tap = b.positionsUpTo(elements);
    // Pixel k * dilation + o * stride - pad of element k in block o, as [k, o…].
    SmallVector<Value> coordinates;
    for (int64_t i = 0; i < *rank; ++i) {
      int64_t dilation = valueOf(op.getDilations(), i, 1), stride = valueOf(op.getStrides(), i, 1),
              low = valueOf(op.getPads(), i, 0), high = valueOf(op.getPads(), *rank + i, 0);
      Value extent = part(b, op.getBlockShape(), i);
      Value k = b.make<ModOp>(b.make<DivOp>(tap, inner[i + 1]), extent, 0);
      Value taps = b.make<SubOp>(b.make<MulOp>(k, b.integers({dilation})), b.integers({low}));
      Value reach = b.make<MulOp>(extent, b.integers({dilation}));
      Value room = b.make<AddOp>(b.make<SubOp>(part(b, op.getImageShape(), i), reach),
                                 b.integers({low + high + dilation - 1}));
      Value count = b.make<AddOp>(b.make<DivOp>(room, b.integers({stride})), b.integers({1}));
      Value starts = b.make<MulOp>(b.positionsUpTo(count), b.scalar(i64, double(stride)));
      starts = before(b, starts, *rank - 1 - i);
      all = b.make<AddOp>(all, b.make<MulOp>(starts, b.scalar(i64, 0)));
      coordinates.push_back(b.make<AddOp>(before(b, taps, *rank), starts));
    }
    // All of k and columns in one dimension, below 0 moved to where no image reaches.
    auto join = [&](ArrayRef<Value> parts) { return b.make<ConcatOp>(parts, 0); };
    for (Value &at : coordinates) {
      Value isOutside = b.make<LessOp>(at, b.scalar(i64, 0));
      at = b.make<WhereOp>(isOutside, b.scalar(i64, double(int64_t(1) << 40)), at);
      at = b.reshape(b.make<AddOp>(at, all), {-1, 1});
    }
    Value positions = b.make<ConcatOp>(coordinates, 1);
    Value batch = b.extents(op.getInput(), 0, 1), columns = b.extents(op.getInput(), 2, 3);
    Value channels = b.make<DivOp>(b.extents(op.getInput(), 1, 2), elements);
    Value updates = b.make<ReshapeOp>(op.getInput(),
                                      join({batch, channels, elements, columns}), 1);
    Value zeros = b.make<ExpandOp>(b.scalar(getElementTypeOrSelf(op.getInput().getType()), 0),
                                   join({op.getImageShape(), batch, channels}));
    updates = b.make<ReshapeOp>(b.transpose(updates, {2, 3, 0, 1}),
                                join({b.make<MulOp>(elements, columns), batch, channels}), 1);
    Value sums = b.make<ScatterNDOp>(zeros, positions, updates, "add");
    SmallVector<int64_t> perm{*rank, *rank + 1};
    llvm::append_range(perm, llvm::seq<int64_t>(0, *rank));
    return SmallVector<Value>{b.transpose(sums, perm)};
  }
};

// grid[n, pixel…, i] = Σ theta[n, i, j] * (coordinate j of the pixel) + theta[n, i, last];
// the coordinates are numbered from the last dimension of the image.
struct AffineGridRewrite : Rewrite<AffineGridOp> {
  using Rewrite::Rewrite;
  Results rewrite(AffineGridOp op, OperatorBuilder &b) const override {
    auto type = dyn_cast<RankedTensorType>(op.getGrid().getType());
    if (!type || !isa<RankedTensorType>(op.getTheta().getType()))
      return failure();
    Type element = getElementTypeOrSelf(op.getTheta().getType()), real = b.getF64Type();
    int64_t rank = type.getRank() - 2;
    // A column of theta, before all pixels.
    SmallVector<int64_t> pixels = llvm::to_vector(llvm::seq<int64_t>(1, 1 + rank));
    auto column = [&](int64_t j) {
      Value index = b.make<SqueezeOp>(b.integers({j}), b.none());
      return b.make<UnsqueezeOp>(b.make<GatherOp>(op.getTheta(), index, 2), b.integers(pixels));
    };
    Value one = b.scalar(real, 1), two = b.scalar(real, 2), sum = column(rank);
    for (int64_t j = 0; j < rank; ++j) {
      Value extent = part(b, op.getSize(), rank + 1 - j);
      Value points = b.make<MulOp>(b.cast(b.positionsUpTo(extent), real), two);
      Value count = b.cast(extent, real);
      if (op.getAlignCorners())
        // A single pixel is at the first corner.
        points = b.make<DivOp>(points, b.make<MaxOp>(ValueRange{b.make<SubOp>(count, one), one}));
      else
        points = b.make<DivOp>(b.make<AddOp>(points, one), count);
      points = before(b, b.cast(b.make<SubOp>(points, one), element), j + 1);
      sum = b.make<AddOp>(sum, b.make<MulOp>(column(j), points));
    }
    // Of as many images as size says: one for each theta.
    Value shape =
        b.make<ConcatOp>(ValueRange{part(b, op.getSize(), 0), b.slice(op.getSize(), 0, 2, 2 + rank),
                                    b.integers({rank})},
                         0);
    return SmallVector<Value>{b.make<ReshapeOp>(sum, shape, 1)};
  }
};
} // namespace

void cameo::onnx::populateImageDecompositions(RewritePatternSet &patterns, SymbolicShapes &shapes) {
  patterns.add<MaxUnpoolRewrite, Col2ImRewrite, AffineGridRewrite>(shapes);
}
