// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "lib/Kernels/Fusion.h"
#include "mlir/Dialect/Utils/StaticValueUtils.h"

using namespace mlir;
using namespace cameo;

OpOperand *cameo::operandOf(linalg::GenericOp generic, Value value) {
  OpOperand *found = nullptr;
  for (OpOperand *operand : generic.getDpsInputOperands())
    if (operand->get() == value) {
      if (found)
        return nullptr;
      found = operand;
    }
  return found;
}

// Elements that lie in memory as vectors hold them.
static bool isPlain(Type type) {
  return type.isIntOrFloat() && type.getIntOrFloatBitWidth() >= 8;
}

bool cameo::isEpilogueOf(linalg::GenericOp generic, ContractOp contract) {
  OpOperand *operand = operandOf(generic, contract.getResult());
  if (!operand || generic.getNumReductionLoops())
    return false;
  AffineMap through = generic.getMatchingIndexingMap(operand);
  if (!through.isPermutation())
    return false;
  AffineExpr n = through.getResults().back();
  for (OpOperand &other : generic->getOpOperands()) {
    AffineMap map = generic.getMatchingIndexingMap(&other);
    if (!isPlain(getElementTypeOrSelf(other.get().getType())))
      return false;
    bool isOutput = generic.isDpsInit(&other);
    if (isOutput && (!map.isPermutation() || map.getResults().back() != n))
      return false;
    unsigned position = cast<AffineDimExpr>(n).getPosition();
    auto shape = cast<RankedTensorType>(other.get().getType()).getShape();
    for (auto [axis, expr] : llvm::enumerate(map.getResults())) {
      if (!isa<AffineDimExpr, AffineConstantExpr>(expr))
        return false;
      // Columns are neighbours in memory: only extents of 1 may follow them.
      if (expr.isFunctionOfDim(position) &&
          llvm::any_of(shape.drop_front(axis + 1), [](int64_t extent) { return extent != 1; }))
        return false;
    }
    if (isOutput && !generic.getMatchingBlockArgument(&other).use_empty())
      return false;
  }
  return llvm::all_of(generic.getBody()->without_terminator(), [](Operation &op) {
    return op.getNumResults() == 1 && op.getNumRegions() == 0 &&
           op.getResult(0).getType().isIntOrFloat() &&
           (OpTrait::hasElementwiseMappableTraits(&op) || isa<arith::ConstantOp>(op));
  });
}

bool cameo::isPaddingOf(tensor::InsertSliceOp insert, ContractOp contract) {
  auto fill = insert.getDest().getDefiningOp<linalg::FillOp>();
  auto empty = fill ? fill.getDpsInits()[0].getDefiningOp<tensor::EmptyOp>() : tensor::EmptyOp();
  if (!empty || !matchPattern(fill.getInputs()[0], m_Constant()) || !insert.hasUnitStride() ||
      insert.getSourceType().getRank() != insert.getType().getRank() ||
      llvm::any_of(insert.getStaticOffsets(), ShapedType::isDynamic))
    return false;
  AffineMap out = contract.getMap(2);
  auto result = dyn_cast<OpResult>(insert.getSource());
  if (auto epilogue = result ? dyn_cast<linalg::GenericOp>(result.getOwner()) : nullptr) {
    AffineMap through = epilogue.getMatchingIndexingMap(operandOf(epilogue, contract.getResult()));
    AffineMap stored =
        epilogue.getIndexingMapsArray()[epilogue.getNumDpsInputs() + result.getResultNumber()];
    out = stored.compose(inversePermutation(through).compose(out));
  }
  // A run without tasks stores no padding, so there must be some tasks: only
  // rows may be none.
  auto sizes = insert.getMixedSizes(), extents = empty.getMixedSizes();
  for (auto [axis, expr] : llvm::enumerate(out.getResults())) {
    auto dim = dyn_cast<AffineDimExpr>(expr);
    bool padded =
        insert.getStaticOffset(axis) != 0 || !isEqualConstantIntOrValue(sizes[axis], extents[axis]);
    auto size = getConstantIntValue(sizes[axis]);
    bool isRow = dim && expr != contract.getMap(2).getResults().back() &&
                 !contract.getMap(1).isFunctionOfDim(dim.getPosition());
    if (padded && (size ? *size == 0 : !isRow))
      return false;
  }
  return true;
}
