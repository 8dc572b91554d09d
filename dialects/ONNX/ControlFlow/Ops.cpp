// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Branches and loops.

#include "dialects/ONNX/ControlFlow/Continuations.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace cameo::onnx;

#define GET_OP_CLASSES
#include "dialects/ONNX/ControlFlow/Ops.cpp.inc"

void ONNXDialect::registerControlFlowOps() {
  addOperations<
#define GET_OP_LIST
#include "dialects/ONNX/ControlFlow/Ops.cpp.inc"
      >();
}

Region *IfOp::knownBranch(SymbolicShapes &shapes) {
  auto condition = shapes.valuesOf(getCond());
  auto value = condition && condition->size() == 1 ? SymbolicShapes::constantOf(condition->front())
                                                   : std::nullopt;
  if (!value)
    return nullptr;
  return *value ? &getThenBranch() : &getElseBranch();
}

Region *IfOp::impossibleBranch() {
  if (!(*this)->hasAttr(continuesAttr) || getNumResults() == 0)
    return nullptr;
  for (Region *branch : {&getThenBranch(), &getElseBranch()})
    if (branch->front().getTerminator()->getNumOperands() == 0)
      return branch;
  return nullptr;
}

Region *IfOp::onlyBranch(SymbolicShapes &shapes) {
  if (Region *impossible = impossibleBranch())
    return impossible == &getThenBranch() ? &getElseBranch() : &getThenBranch();
  auto ranksOf = [&](Region &branch) {
    return llvm::map_to_vector(branch.front().getTerminator()->getOperands(), [&](Value value) {
      auto dims = shapes.shapeOf(value);
      return dims ? int64_t(dims->size()) : -1;
    });
  };
  auto isAsDeclared = [&](Region &branch) {
    auto end = cast<ReturnOp>(branch.front().getTerminator());
    auto declared = end.getRanks();
    return declared && llvm::all_of(llvm::zip(ranksOf(branch), *declared), [](auto pair) {
             auto [rank, wanted] = pair;
             return rank == -1 || wanted == -1 || rank == wanted;
           });
  };
  Region &a = getThenBranch(), &b = getElseBranch();
  if (ranksOf(a) == ranksOf(b) || isAsDeclared(a) == isAsDeclared(b))
    return nullptr;
  return isAsDeclared(a) ? &a : &b;
}

void cameo::onnx::inlineKnownBranches(func::FuncOp function, SymbolicShapes &shapes) {
  IRRewriter rewriter(function.getContext());
  // Outer ones come first: what is left of them is visited, too.
  SmallVector<IfOp> worklist;
  auto add = [&](Operation *op) {
    op->walk<WalkOrder::PreOrder>([&](IfOp inner) {
      worklist.push_back(inner);
      return WalkResult::skip();
    });
  };
  auto addInside = [&](Block &block) {
    for (Operation &op : block)
      add(&op);
  };
  add(function);
  while (!worklist.empty()) {
    IfOp op = worklist.pop_back_val();
    Region *known = op.knownBranch(shapes);
    for (Region &branch : op->getRegions())
      if (!known || known == &branch)
        addInside(branch.front());
    if (!known)
      continue;
    Operation *end = known->front().getTerminator();
    SmallVector<Value> outputs(end->getOperands());
    rewriter.eraseOp(end);
    rewriter.inlineBlockBefore(&known->front(), op);
    for (Region &branch : op->getRegions())
      branch.walk([&](Operation *inner) { shapes.erase(inner); });
    shapes.erase(op);
    rewriter.replaceOp(op, outputs);
  }
}

// A result's type and shape are the branch's value's, which is to replace it.
static LogicalResult takeFrom(InferenceContext &ctx, unsigned result, Value value) {
  if (auto dims = ctx.getShapes().shapeOf(value))
    ctx.getShapes().setShape(ctx.getOperation()->getResult(result), *dims);
  return ctx.setResultType(result, value.getType());
}

LogicalResult IfOp::inferShapes(InferenceContext &ctx) {
  SymbolicShapes &shapes = ctx.getShapes();
  SmallVector<Operation *> ends;
  // Of a known condition, the other branch may be nonsense.
  Region *known = knownBranch(shapes);
  if (!known && failed(inferBranches(*this, shapes)))
    return failure();
  for (Region *branch : {&getThenBranch(), &getElseBranch()}) {
    if ((known && branch != known) || branch == impossibleBranch())
      continue;
    if (branch->empty() || branch->front().empty() || !isa<ReturnOp>(branch->front().back()))
      return emitOpError() << "has a branch without outputs";
    if (known && failed(inferRegion(*branch, shapes)))
      return failure();
    ends.push_back(&branch->front().back());
    if (ends.back()->getNumOperands() != getNumResults())
      return emitOpError() << "has " << getNumResults() << " results, a branch "
                           << ends.back()->getNumOperands();
  }
  if (ends.size() == 2)
    if (Region *only = onlyBranch(shapes))
      ends = {&only->front().back()};
  for (unsigned i = 0; i < getNumResults(); ++i) {
    Value first = ends[0]->getOperand(i);
    if (ends.size() == 1) {
      if (failed(takeFrom(ctx, i, first)))
        return failure();
      continue;
    }
    Value second = ends[1]->getOperand(i);
    if (isList(first.getType()) || isList(second.getType())) {
      Type both = joinTypes(first.getType(), second.getType());
      if (!both)
        return emitOpError() << "the branches give result " << i << " different types";
      if (failed(ctx.setResultType(i, both)))
        return failure();
      continue;
    }
    // What follows is put into the branches.
    auto a = shapes.shapeOf(first), b = shapes.shapeOf(second);
    if (!a || !b || a->size() != b->size()) {
      if (failed(ctx.setResultType(i, UnknownType::get(getContext()))))
        return failure();
      continue;
    }
    if (getElementTypeOrSelf(first.getType()) != getElementTypeOrSelf(second.getType()))
      return emitOpError() << "the branches give result " << i << " different element types";
    if ((*this)->hasAttr(specializesAttr))
      a = b;
    // Extents that the branches disagree about are known only when one has run.
    for (auto [axis, extent] : llvm::enumerate(*a))
      if (extent != (*b)[axis] || shapes.dependsOn(extent, getThenBranch()) ||
          shapes.dependsOn(extent, getElseBranch()))
        extent = shapes.extentOf(getResult(i), axis);
    if (failed(ctx.setResult(i, getElementTypeOrSelf(first.getType()), *a)))
      return failure();
  }
  return success();
}
