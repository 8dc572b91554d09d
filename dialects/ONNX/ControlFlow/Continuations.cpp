// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Ranks are known at compile time. Where the two graphs of a branch disagree about
// one, what depends on it is put into both, and has one rank in each:
//
//   y = If(c) { a } else { b }    →    z = If(c) { f(a) } else { f(b) }
//   z = f(y)
//
// Where f(b), say, makes no sense, a run in which c is false would have failed, and
// fails: the branch has one graph, and the run checks the condition.

#include "dialects/ONNX/ControlFlow/Continuations.h"
#include "dialects/ONNX/Rewriting.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/IRMapping.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace cameo::onnx;

// Each level doubles what follows.
static constexpr unsigned maxLevels = 4;

static bool isUndecided(Value value) { return isa<UnknownType>(value.getType()); }

bool cameo::onnx::hasUndecidedRank(Operation *op) {
  return isa<IfOp, SqueezeOp>(op) && llvm::any_of(op->getResults(), isUndecided);
}

// The operations after `op` in its block that its results reach, but for the last.
static llvm::SetVector<Operation *> dependentsOf(Operation *op) {
  llvm::SetVector<Operation *> dependents;
  DenseSet<Value> reached(op->result_begin(), op->result_end());
  for (Operation *next = op->getNextNode(); next != op->getBlock()->getTerminator();
       next = next->getNextNode()) {
    WalkResult reads = next->walk([&](Operation *inner) {
      bool depends =
          llvm::any_of(inner->getOperands(), [&](Value value) { return reached.contains(value); });
      return depends ? WalkResult::interrupt() : WalkResult::advance();
    });
    if (!reads.wasInterrupted())
      continue;
    dependents.insert(next);
    reached.insert_range(next->getResults());
  }
  return dependents;
}

// The graph of a branch, followed by copies of what depends on its results.
static void appendCopies(Region &from, Region &to, IfOp op, ArrayRef<Operation *> dependents,
                         ArrayRef<Value> results) {
  to.takeBody(from);
  Operation *end = to.front().getTerminator();
  IRMapping values;
  values.map(op.getResults(), end->getOperands());
  OpBuilder b(end);
  for (Operation *dependent : dependents)
    b.clone(*dependent, values);
  ReturnOp::create(b, op.getLoc(), llvm::map_to_vector(results, [&](Value value) {
                     return values.lookupOrDefault(value);
                   }));
  end->erase();
}

static FailureOr<Operation *> continueInBranches(IfOp op, SymbolicShapes &shapes) {
  Operation *end = op->getBlock()->getTerminator();
  llvm::SetVector<Operation *> dependents = dependentsOf(op);
  llvm::SetVector<Value> results;
  for (Value value : end->getOperands())
    if (Operation *producer = value.getDefiningOp();
        producer == op || (producer && dependents.contains(producer)))
      results.insert(value);
  for (auto [k, result] : llvm::enumerate(op.getResults()))
    if (isUndecided(result) && results.contains(result) && !isa<IfOp>(op->getParentOp()))
      return op.emitOpError() << "the branches give result " << k << " different ranks";
  if (dependents.empty())
    return static_cast<Operation *>(nullptr);
  unsigned level = 0;
  for (Operation *parent = op->getParentOp(); parent; parent = parent->getParentOp())
    level += parent->hasAttr(IfOp::continuesAttr);
  if (level >= maxLevels)
    return op.emitOpError() << "the branches give results of different ranks, as do those of "
                            << maxLevels << " branches before it";

  OpBuilder b(end);
  SmallVector<Type> types(results.size(), UnknownType::get(b.getContext()));
  auto whole = IfOp::create(b, op.getLoc(), types, op.getCond());
  whole->setAttr(IfOp::continuesAttr, b.getUnitAttr());
  for (auto [from, to] : llvm::zip(op->getRegions(), whole->getRegions()))
    appendCopies(from, to, op, dependents.getArrayRef(), results.getArrayRef());
  for (auto [value, result] : llvm::zip(results, whole.getResults()))
    end->replaceUsesOfWith(value, result);
  Operation *next = op->getNextNode();
  while (dependents.contains(next))
    next = next->getNextNode();
  for (Operation *dependent : llvm::reverse(dependents)) {
    shapes.erase(dependent);
    dependent->erase();
  }
  shapes.erase(op);
  op.erase();
  return next;
}

// Squeeze of dimensions that may have extent 1:
//   If(extent == 1) { Squeeze(axes and this) } else { Squeeze(axes) }
static Value squeezeInBranches(OperatorBuilder &b, Value x, ArrayRef<int64_t> maybe,
                               SmallVector<int64_t> axes) {
  if (maybe.empty())
    return SqueezeOp::create(b, UnknownType::get(b.getContext()), x, b.integers(axes));
  auto unknown = UnknownType::get(b.getContext());
  int64_t axis = maybe.front();
  Value extent = ShapeOp::create(b, unknown, x, b.getI64IntegerAttr(axis + 1), axis);
  Value isOne = EqualOp::create(b, unknown, extent, b.integers(1));
  auto branch = IfOp::create(b, TypeRange(unknown), isOne);
  for (Region *region : {&branch.getThenBranch(), &branch.getElseBranch()}) {
    OpBuilder::InsertionGuard guard(b);
    b.createBlock(region);
    SmallVector<int64_t> dropped = axes;
    if (region == &branch.getThenBranch())
      dropped.push_back(axis);
    ReturnOp::create(b, squeezeInBranches(b, x, maybe.drop_front(), std::move(dropped)));
  }
  return branch->getResult(0);
}

FailureOr<Operation *> cameo::onnx::decideRank(Operation *op, SymbolicShapes &shapes) {
  shapes.noteRewriting();
  if (auto branch = dyn_cast<IfOp>(op))
    return continueInBranches(branch, shapes);
  auto squeeze = cast<SqueezeOp>(op);
  if (!isa<IfOp>(op->getParentOp()) &&
      llvm::is_contained(op->getBlock()->getTerminator()->getOperands(), squeeze.getSqueezed()))
    return op->emitOpError() << "without axes, has a result whose rank only the run knows";
  SmallVector<int64_t> axes, maybe;
  for (auto [axis, extent] : llvm::enumerate(*shapes.shapeOf(squeeze.getData())))
    if (auto constant = SymbolicShapes::constantOf(extent); !constant)
      maybe.push_back(axis);
    else if (*constant == 1)
      axes.push_back(axis);
  if (maybe.size() > maxLevels)
    return op->emitOpError() << "without axes, the extents of more than " << maxLevels
                             << " dimensions are not known at compile time";
  Operation *before = op->getPrevNode();
  Block *block = op->getBlock();
  OperatorBuilder b(op, OpBuilder(op), shapes);
  op->getResult(0).replaceAllUsesWith(squeezeInBranches(b, squeeze.getData(), maybe, axes));
  shapes.erase(op);
  op->erase();
  return before ? before->getNextNode() : &block->front();
}

LogicalResult cameo::onnx::inferBranches(IfOp op, SymbolicShapes &shapes) {
  if (op.impossibleBranch())
    return inferRegion(*op.onlyBranch(shapes), shapes);
  Region *branches[] = {&op.getThenBranch(), &op.getElseBranch()};
  SmallVector<Diagnostic> reasons[2];
  bool fails[2];
  for (unsigned i : {0, 1}) {
    ScopedDiagnosticHandler keep(op.getContext(), [&](Diagnostic &diagnostic) {
      reasons[i].push_back(std::move(diagnostic));
      return success();
    });
    fails[i] = failed(inferRegion(*branches[i], shapes));
  }
  auto tell = [&](unsigned i) {
    for (Diagnostic &diagnostic : reasons[i])
      op.getContext()->getDiagEngine().emit(std::move(diagnostic));
  };
  if (fails[0] && fails[1])
    return tell(0), failure();
  for (unsigned i : {0, 1})
    if (!fails[i]) // warnings
      tell(i);
  if (!fails[0] && !fails[1])
    return success();
  unsigned bad = fails[0] ? 0 : 1;
  auto *error = llvm::find_if(reasons[bad], [](Diagnostic &diagnostic) {
    return diagnostic.getSeverity() == DiagnosticSeverity::Error;
  });
  std::string why = error == reasons[bad].end() ? "" : error->str();
  op.emitWarning() << "a run whose condition is " << (bad == 0 ? "true" : "false")
                   << " is refused, since what follows makes no sense then: " << why;
  Block &graph = branches[bad]->front();
  for (Operation &inner : graph)
    shapes.erase(&inner);
  graph.dropAllDefinedValueUses();
  graph.clear();
  OpBuilder b = OpBuilder::atBlockBegin(&graph);
  ReturnOp::create(b, op.getLoc(), ValueRange());
  op->setAttr(IfOp::continuesAttr, b.getUnitAttr());
  return success();
}
