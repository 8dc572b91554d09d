// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Branches and loops of the host function.

#include "dialects/Cameo/Cameo.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/PatternMatch.h"

using namespace mlir;
using namespace cameo;

SmallVector<Block *> cameo::hostBlocks(Region &region) {
  SmallVector<Block *> blocks{&region.front()};
  for (size_t next = 0; next < blocks.size(); ++next)
    for (Operation &op : *blocks[next])
      if (isa<IfOp, LoopOp>(op))
        for (Region &inner : op.getRegions())
          blocks.push_back(&inner.front());
  return blocks;
}

static int64_t dynamicDims(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor ? tensor.getNumDynamicDims() : 0;
}

unsigned cameo::placeOfExtent(TypeRange list, unsigned place, int64_t axis) {
  return place + 1 + cast<RankedTensorType>(list[place]).getDynamicDimIndex(axis);
}

// Each tensor must be followed by its dynamic extents.
static LogicalResult verifyExtents(Operation *op, TypeRange list) {
  for (size_t place = 0; place < list.size(); ++place)
    for (int64_t left = dynamicDims(list[place]); left > 0; --left)
      if (++place == list.size() || !list[place].isIndex())
        return op->emitOpError() << "has a tensor that its dynamic extents do not follow";
  return success();
}

// The shapes of the tensors among an operation's results, extents being results, too.
static void reify(Operation *op, OpBuilder &builder, ReifiedRankedShapedTypeDims &shapes) {
  for (OpResult result : op->getResults()) {
    SmallVector<OpFoldResult> &dims = shapes.emplace_back();
    auto type = dyn_cast<RankedTensorType>(result.getType());
    for (int64_t axis = 0; type && axis < type.getRank(); ++axis)
      if (type.isDynamicDim(axis))
        dims.push_back(
            op->getResult(placeOfExtent(op->getResultTypes(), result.getResultNumber(), axis)));
      else
        dims.push_back(builder.getIndexAttr(type.getDimSize(axis)));
  }
}

//===-- Calls --------------------------------------------------------------===//

LogicalResult CallOp::verify() {
  auto typed = [](TypeRange list) {
    return llvm::count_if(list, [](Type type) { return isa<RankedTensorType, ListType>(type); });
  };
  if (typed(getOperandTypes()) + typed(getResultTypes()) != int64_t(getTypes().size()))
    return emitOpError() << "needs an element type for each tensor and list";
  if (failed(verifyExtents(*this, getOperandTypes())))
    return failure();
  return verifyExtents(*this, getResultTypes());
}

LogicalResult CallOp::reifyResultShapes(OpBuilder &builder, ReifiedRankedShapedTypeDims &shapes) {
  reify(*this, builder, shapes);
  return success();
}

//===-- Branches -----------------------------------------------------------===//

LogicalResult IfOp::verify() {
  for (Region *branch : {&getThenRegion(), &getElseRegion()}) {
    auto yield = branch->front().empty() ? YieldOp() : dyn_cast<YieldOp>(branch->front().back());
    if (!yield)
      return emitOpError() << "has a branch that cameo.yield does not end";
    if (yield->getOperandTypes() != getResultTypes())
      return emitOpError() << "has a branch that yields other types than the results'";
  }
  return verifyExtents(*this, getResultTypes());
}

LogicalResult IfOp::reifyResultShapes(OpBuilder &builder, ReifiedRankedShapedTypeDims &shapes) {
  reify(*this, builder, shapes);
  return success();
}

//===-- Loops --------------------------------------------------------------===//

NextOp LoopOp::getNext() { return cast<NextOp>(getBody().front().getTerminator()); }

SmallVector<LoopOp::Collected> LoopOp::getCollected() {
  SmallVector<Collected> collected;
  TypeRange rows = getNext().getCollected().getTypes();
  unsigned result = getNumCarried();
  for (unsigned row = 0; row < rows.size();) {
    bool isCounted = cast<RankedTensorType>(getResultTypes()[result]).isDynamicDim(0);
    collected.push_back({row, result, isCounted});
    int64_t extents = dynamicDims(rows[row]);
    row += 1 + extents;
    result += 1 + extents + isCounted;
  }
  return collected;
}

LogicalResult LoopOp::verify() {
  Block &body = getBody().front();
  if (body.empty() || !isa<NextOp>(body.back()))
    return emitOpError() << "has a body that cameo.next does not end";
  NextOp next = getNext();
  if (bool(next.getCondition()) != bool(getCondition()))
    return emitOpError() << "has a condition at first, or in the end, only";
  if (body.getNumArguments() != getNumCarried() + 1 || !body.getArgument(0).getType().isIndex())
    return emitOpError() << "has a body whose arguments are not its iteration and what it carries";
  TypeRange results(getResultTypes());
  if (getCarried().getTypes() != getInits().getTypes() ||
      next.getCarried().getTypes() != getInits().getTypes() || getNumResults() < getNumCarried() ||
      results.take_front(getNumCarried()) != getInits().getTypes())
    return emitOpError() << "carries values whose types change";
  if (failed(verifyExtents(*this, getInits().getTypes())) ||
      failed(verifyExtents(*this, getResultTypes())) ||
      failed(verifyExtents(*this, next.getCollected().getTypes())))
    return failure();
  size_t result = getNumCarried();
  TypeRange rows = next.getCollected().getTypes();
  for (size_t row = 0; row < rows.size();) {
    auto type = dyn_cast<RankedTensorType>(rows[row]);
    auto all = result < getNumResults() ? dyn_cast<RankedTensorType>(getResultTypes()[result])
                                        : RankedTensorType();
    if (!type || !all || all.getRank() != type.getRank() + 1 ||
        all.getElementType() != type.getElementType() ||
        all.getShape().drop_front() != type.getShape())
      return emitOpError() << "collects a value that is no row of its result";
    row += 1 + type.getNumDynamicDims();
    result += 1 + all.getNumDynamicDims();
  }
  if (result != getNumResults())
    return emitOpError() << "has results that are neither carried nor collected";
  return success();
}

LogicalResult LoopOp::reifyResultShapes(OpBuilder &builder, ReifiedRankedShapedTypeDims &shapes) {
  reify(*this, builder, shapes);
  return success();
}

Value LoopOp::getInvariant(unsigned result) {
  NextOp next = getNext();
  if (result < getNumCarried()) {
    Value init = getInits()[result], again = next.getCarried()[result];
    return again == init || again == getCarried()[result] ? init : Value();
  }
  for (Collected collected : getCollected()) {
    unsigned first = collected.result + 1;
    if (result < first)
      return {};
    if (collected.isCounted && result == first)
      return getCondition() ? Value() : getCount();
    unsigned place = collected.row + 1 + (result - first - collected.isCounted);
    if (place > collected.row + dynamicDims(next.getCollected()[collected.row].getType()))
      continue;
    Value extent = next.getCollected()[place];
    return getBody().isAncestor(extent.getParentRegion()) ? Value() : extent;
  }
  return {};
}

// What is the same in each iteration is that value; the extents of a carried tensor are carried.
LogicalResult LoopOp::canonicalize(LoopOp op, PatternRewriter &rewriter) {
  bool changed = false;
  for (unsigned k = 0; k < op.getNumResults(); ++k) {
    if (isa<RankedTensorType>(op.getResult(k).getType()))
      continue;
    Value invariant = op.getInvariant(k);
    if (!invariant)
      continue;
    SmallVector<Value> same{op.getResult(k)};
    if (k < op.getNumCarried())
      same.push_back(op.getCarried()[k]);
    for (Value value : same)
      if (!value.use_empty()) {
        rewriter.replaceAllUsesWith(value, invariant);
        changed = true;
      }
  }
  ValueRange carried = op.getCarried();
  for (auto [place, argument] : llvm::enumerate(carried)) {
    auto type = dyn_cast<RankedTensorType>(argument.getType());
    if (!type)
      continue;
    for (Operation *user : llvm::make_early_inc_range(argument.getUsers())) {
      auto dim = dyn_cast<tensor::DimOp>(user);
      auto axis = dim ? dim.getConstantIndex() : std::nullopt;
      if (!axis || *axis < 0 || *axis >= type.getRank() || !type.isDynamicDim(*axis))
        continue;
      rewriter.replaceOp(dim, carried[placeOfExtent(carried.getTypes(), place, *axis)]);
      changed = true;
    }
  }
  return success(changed);
}
