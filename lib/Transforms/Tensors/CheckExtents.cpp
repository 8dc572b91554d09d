// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Extents that structured operations take to be equal, and that only a run can
// know, are compared before anything relies on them.

#include "lib/Support/Attributes.h"
#include "lib/Support/Extents.h"
#include "lib/Transforms/Tensors/Passes.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/Matchers.h"

namespace cameo {
#define GEN_PASS_DEF_CHECKEXTENTSPASS
#include "lib/Transforms/Tensors/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

class Checker {
public:
  explicit Checker(Operation *op) : op(op), b(op) {}

  void check();

private:
  Value extent(Value tensor, int64_t axis) {
    auto type = cast<RankedTensorType>(tensor.getType());
    if (type.isDynamicDim(axis))
      return extentOf(b, tensor, axis);
    return arith::ConstantIndexOp::create(b, op->getLoc(), type.getDimSize(axis));
  }
  Value index(OpFoldResult size) { return getValueOrCreateConstantIndexOp(b, op->getLoc(), size); }
  void requireEqual(Value x, Value y);
  void checkLoops(linalg::LinalgOp linalg);

  Operation *op;
  OpBuilder b;
};

void Checker::requireEqual(Value x, Value y) {
  APInt a, c;
  if (x == y ||
      (matchPattern(x, m_ConstantInt(&a)) && matchPattern(y, m_ConstantInt(&c)) && a == c))
    return;
  Value areEqual = arith::CmpIOp::create(b, op->getLoc(), arith::CmpIPredicate::eq, x, y);
  RequireOp::create(b, op->getLoc(), areEqual);
}

// Each loop has one extent, whichever operand tells it.
void Checker::checkLoops(linalg::LinalgOp linalg) {
  DenseMap<unsigned, Value> extents;
  for (OpOperand &operand : linalg->getOpOperands()) {
    auto type = dyn_cast<RankedTensorType>(operand.get().getType());
    if (!type)
      continue;
    AffineMap map = linalg.getMatchingIndexingMap(&operand);
    for (auto [axis, position] : llvm::enumerate(map.getResults())) {
      auto loop = dyn_cast<AffineDimExpr>(position);
      if (!loop)
        continue;
      Value here = extent(operand.get(), axis);
      auto [known, isNew] = extents.try_emplace(loop.getPosition(), here);
      if (!isNew)
        requireEqual(known->second, here);
    }
  }
}

void Checker::check() {
  if (auto linalg = dyn_cast<linalg::LinalgOp>(op)) {
    checkLoops(linalg);
  } else if (auto cast = dyn_cast<tensor::CastOp>(op)) {
    auto from = dyn_cast<RankedTensorType>(cast.getSource().getType());
    auto to = dyn_cast<RankedTensorType>(cast.getType());
    for (int64_t axis = 0; from && to && axis < to.getRank(); ++axis)
      if (from.isDynamicDim(axis) && !to.isDynamicDim(axis))
        requireEqual(extent(cast.getSource(), axis), index(b.getIndexAttr(to.getDimSize(axis))));
  } else if (auto insert = dyn_cast<tensor::InsertSliceOp>(op)) {
    if (insert.getSourceType().getRank() == insert.getDestType().getRank())
      for (auto [axis, size] : llvm::enumerate(insert.getMixedSizes()))
        requireEqual(extent(insert.getSource(), axis), index(size));
  } else if (auto expand = dyn_cast<tensor::ExpandShapeOp>(op)) {
    auto sizes = expand.getMixedOutputShape();
    for (auto [axis, group] : llvm::enumerate(expand.getReassociationIndices())) {
      if (!expand.getSrcType().isDynamicDim(axis) &&
          llvm::none_of(group, [&](int64_t to) { return expand.getResultType().isDynamicDim(to); }))
        continue;
      Value product;
      for (int64_t to : group)
        product = product ? b.createOrFold<arith::MulIOp>(op->getLoc(), product, index(sizes[to]))
                          : index(sizes[to]);
      requireEqual(extent(expand.getSrc(), axis), product);
    }
  } else if (auto pad = dyn_cast<tensor::PadOp>(op)) {
    auto low = pad.getMixedLowPad(), high = pad.getMixedHighPad();
    for (int64_t axis = 0; axis < pad.getResultType().getRank(); ++axis)
      if (!pad.getResultType().isDynamicDim(axis)) {
        Value sum =
            b.createOrFold<arith::AddIOp>(op->getLoc(), index(low[axis]), index(high[axis]));
        sum = b.createOrFold<arith::AddIOp>(op->getLoc(), sum, extent(pad.getSource(), axis));
        requireEqual(sum, index(b.getIndexAttr(pad.getResultType().getDimSize(axis))));
      }
  }
}

// Dimensions of one name are one number.
void shareNamedDims(func::FuncOp function) {
  DenseMap<StringAttr, Value> known;
  OpBuilder b = OpBuilder::atBlockBegin(&function.getBody().front());
  function.walk([&](tensor::DimOp dim) {
    auto argument = dyn_cast<BlockArgument>(dim.getSource());
    auto axis = dim.getConstantIndex();
    if (!argument || !axis || argument.getOwner() != &function.getBody().front())
      return;
    auto names = function.getArgAttrOfType<ArrayAttr>(argument.getArgNumber(), dimNamesAttr);
    auto name = names ? cast<StringAttr>(names[*axis]) : StringAttr();
    if (!name || name.empty())
      return;
    Value &extent = known[name];
    if (!extent)
      extent = b.createOrFold<tensor::DimOp>(dim.getLoc(), argument, *axis);
    if (extent != dim.getResult())
      dim.replaceAllUsesWith(extent);
  });
}

struct CheckExtents : cameo::impl::CheckExtentsPassBase<CheckExtents> {
  void runOnOperation() override {
    func::FuncOp function = getOperation();
    if (function.isExternal())
      return;
    for (Block *block : hostBlocks(function.getBody()))
      for (Operation &op : llvm::make_early_inc_range(*block))
        Checker(&op).check();
    shareNamedDims(function);
  }
};
} // namespace
