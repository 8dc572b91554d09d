// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Padding around what a kernel stores.

#include "lib/Conversion/KernelsToLoops/Border.h"
#include "lib/Conversion/KernelsToLoops/LoopNest.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace cameo;

Border cameo::borderOf(tensor::InsertSliceOp insert, Value memref) {
  auto fill = insert.getDest().getDefiningOp<linalg::FillOp>();
  return {memref,
          {},
          fill.getInputs()[0],
          llvm::to_vector(insert.getStaticOffsets()),
          insert.getMixedSizes()};
}

AffineMap cameo::insidePadding(AffineMap map, const Border &border) {
  SmallVector<AffineExpr> position;
  for (auto [expr, offset] : llvm::zip(map.getResults(), border.offsets))
    position.push_back(expr + offset);
  return AffineMap::get(map.getNumDims(), 0, position, map.getContext());
}

void cameo::fillBorder(ImplicitLocOpBuilder &b, const Border &border) {
  int64_t rank = border.sizes.size();
  auto constant = [&](int64_t value) { return arith::ConstantIndexOp::create(b, value); };
  auto add = [&](Value x, Value y) { return b.createOrFold<arith::AddIOp>(x, y); };
  auto mul = [&](Value x, Value y) { return b.createOrFold<arith::MulIOp>(x, y); };
  SmallVector<Value> extents(rank), strides(rank);
  Value stride = constant(1);
  int64_t innermost = -1; // padded
  for (int64_t axis = rank; axis-- > 0;) {
    OpFoldResult extent = bufferExtent(b, b.getLoc(), border.memref, axis);
    if (innermost < 0 &&
        (border.offsets[axis] || !isEqualConstantIntOrValue(extent, border.sizes[axis])))
      innermost = axis;
    extents[axis] = getValueOrCreateConstantIndexOp(b, b.getLoc(), extent);
    strides[axis] = stride;
    stride = mul(stride, extents[axis]);
  }
  auto loop = [&](Value from, Value to, llvm::function_ref<void(Value)> body) {
    auto from_ = getConstantIntValue(from), to_ = getConstantIntValue(to);
    if (from_ && to_ && *from_ >= *to_)
      return;
    auto loop = scf::ForOp::create(b, from, to, constant(1));
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(loop.getBody());
    body(loop.getInductionVar());
  };
  // What is before and after the result in a dimension is contiguous.
  std::function<void(int64_t, Value)> fill = [&](int64_t axis, Value base) {
    Value low = constant(border.offsets[axis]);
    Value high = add(low, getValueOrCreateConstantIndexOp(b, b.getLoc(), border.sizes[axis]));
    auto slab = [&](Value from, Value to) {
      loop(mul(from, strides[axis]), mul(to, strides[axis]), [&](Value i) {
        memref::StoreOp::create(b, border.padding, border.flat, ValueRange(add(base, i)));
      });
    };
    slab(constant(0), low);
    slab(high, extents[axis]);
    if (axis < innermost)
      loop(low, high, [&](Value i) { fill(axis + 1, add(base, mul(i, strides[axis]))); });
  };
  fill(0, constant(0));
}
