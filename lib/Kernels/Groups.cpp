// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The policy of fusion into kernels.

#include "lib/Kernels/Groups.h"
#include "lib/Kernels/Fusion.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Linalg/Utils/Utils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/DestinationStyleOpInterface.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"

using namespace mlir;
using namespace cameo;

// Operations that move no data, or only compute extents and scalars, stay outside.
static bool computes(Operation *op) {
  if (isa<tensor::EmptyOp, linalg::FillOp, tensor::CollapseShapeOp, tensor::ExpandShapeOp,
          tensor::CastOp, arith::ConstantOp, DispatchOp, IfOp, LoopOp, CallOp,
          StringsOp>(op))
    return false;
  return llvm::any_of(op->getResultTypes(), [](Type type) { return isa<RankedTensorType>(type); });
}

// A fill that is a result by itself, not the start of an accumulation.
static bool isLoneFill(Operation *op) {
  auto fill = dyn_cast<linalg::FillOp>(op);
  return fill && llvm::any_of(fill->getUsers(), [&](Operation *user) {
    if (auto destination = dyn_cast<DestinationStyleOpInterface>(user))
      return llvm::any_of(destination.getDpsInputs(),
                          [&](Value input) { return input == fill.getResult(0); });
    return !isa<tensor::InsertSliceOp>(user);
  });
}

bool cameo::fitsOnStack(Value tensor, unsigned rows) {
  constexpr int64_t maxRowBytes = 16 * 1024;
  auto type = cast<RankedTensorType>(tensor.getType());
  int64_t bytes = llvm::divideCeil(type.getElementTypeBitWidth(), 8);
  for (int64_t extent : type.getShape().drop_front(rows)) {
    if (ShapedType::isDynamic(extent))
      return false;
    bytes *= extent;
  }
  return bytes <= maxRowBytes;
}

namespace {

/// Assigns operations to groups, in block order.
class Grouping {
public:
  explicit Grouping(Block &block) : block(block) {}
  SmallVector<Group> run();

private:
  bool continueInsertion(Operation *op);
  bool takeAsEpilogue(Operation *op);
  bool takeAsPadding(Operation *op);
  bool joinRows(Operation *op);
  bool dependsOn(Operation *op, unsigned group, unsigned besides);
  unsigned rowsSharedWith(linalg::GenericOp op, unsigned group);
  bool isMadeBy(unsigned group, Value value) {
    auto it = groupOf.find(value.getDefiningOp());
    return it != groupOf.end() && it->second == group;
  }
  void join(Operation *op, unsigned group) {
    groups[group].ops.push_back(op);
    groupOf[op] = group;
  }

  Block &block;
  SmallVector<Group> groups;
  DenseMap<Operation *, unsigned> groupOf;
};

// An insertion continues the operation that made its destination.
bool Grouping::continueInsertion(Operation *op) {
  auto insert = dyn_cast<tensor::InsertSliceOp>(op);
  Operation *dest = insert ? insert.getDest().getDefiningOp() : nullptr;
  if (!isa_and_present<tensor::InsertSliceOp>(dest) || !dest->hasOneUse() || !groupOf.count(dest) ||
      isa<ContractOp>(groups[groupOf[dest]].ops.front()))
    return false;
  join(op, groupOf[dest]);
  return true;
}

// A contraction takes the elementwise operation that alone consumes it.
bool Grouping::takeAsEpilogue(Operation *op) {
  auto generic = dyn_cast<linalg::GenericOp>(op);
  if (!generic)
    return false;
  for (Value input : generic.getDpsInputs()) {
    auto contract = input.getDefiningOp<ContractOp>();
    if (!contract || !contract->hasOneUse() || !isEpilogueOf(generic, contract))
      continue;
    unsigned group = groupOf[contract];
    if (groups[group].ops.size() == 1 && !dependsOn(op, group, group)) {
      join(op, group);
      return true;
    }
  }
  return false;
}

// A contraction stores where its result is padded, instead of what is padded or besides.
bool Grouping::takeAsPadding(Operation *op) {
  auto insert = dyn_cast<tensor::InsertSliceOp>(op);
  Operation *producer = insert ? insert.getSource().getDefiningOp() : nullptr;
  auto it = producer ? groupOf.find(producer) : groupOf.end();
  if (it == groupOf.end() || groups[it->second].ops.back() != producer)
    return false;
  auto contract = dyn_cast<ContractOp>(groups[it->second].ops.front());
  if (!contract || !isPaddingOf(insert, contract) || dependsOn(op, it->second, it->second))
    return false;
  join(op, it->second);
  return true;
}

// Whether something \p op reads, other than the group's own results, needs the group.
bool Grouping::dependsOn(Operation *op, unsigned group, unsigned besides) {
  SmallVector<Operation *> worklist;
  DenseSet<Operation *> seen;
  auto visit = [&](Operation *from) {
    from->walk([&](Operation *nested) {
      for (Value operand : nested->getOperands())
        if (Operation *producer = operand.getDefiningOp()) {
          producer = block.findAncestorOpInBlock(*producer);
          if (producer && producer != from && seen.insert(producer).second)
            worklist.push_back(producer);
        }
    });
  };
  visit(op);
  // The group's own results are read inside the kernel; what reads them outside is met below.
  llvm::erase_if(worklist, [&](Operation *producer) {
    auto it = groupOf.find(producer);
    return it != groupOf.end() && it->second == besides && seen.erase(producer);
  });
  while (!worklist.empty()) {
    Operation *producer = worklist.pop_back_val();
    if (auto it = groupOf.find(producer); it != groupOf.end()) {
      if (it->second == group)
        return true;
      // A kernel needs all that its operations need.
      for (Operation *member : groups[it->second].ops)
        if (seen.insert(member).second)
          worklist.push_back(member);
    }
    visit(producer);
  }
  return false;
}

// The first \p rows extents of the operation's loops, where its initial tensor tells.
std::optional<SmallVector<OpFoldResult>> rowExtents(linalg::GenericOp op, unsigned rows) {
  Value init = op.getDpsInits()[0];
  if (auto fill = init.getDefiningOp<linalg::FillOp>())
    init = fill.getDpsInits()[0];
  auto empty = init.getDefiningOp<tensor::EmptyOp>();
  if (!empty)
    return std::nullopt;
  auto sizes = empty.getMixedSizes();
  sizes.resize(rows);
  return sizes;
}

bool startsWithRows(AffineMap map, unsigned rows) {
  if (map.getNumResults() < rows)
    return false;
  for (unsigned i = 0; i < map.getNumResults(); ++i) {
    if (i < rows && map.getResult(i) != getAffineDimExpr(i, map.getContext()))
      return false;
    for (unsigned d = 0; i >= rows && d < rows; ++d)
      if (map.getResult(i).isFunctionOfDim(d))
        return false;
  }
  return true;
}

// The number of leading loops a row operation has: all its parallel ones before
// the contiguous reduction, or 0.
unsigned reducedRows(linalg::GenericOp op) {
  auto iterators = op.getIteratorTypesArray();
  unsigned rows = 0;
  while (rows < iterators.size() && linalg::isParallelIterator(iterators[rows]))
    ++rows;
  if (rows == 0 || rows == iterators.size() || op.getNumDpsInits() != 1 ||
      op.getNumReductionLoops() + rows != iterators.size())
    return 0;
  auto maps = op.getIndexingMapsArray();
  if (!startsWithRows(maps.back(), rows) || maps.back().getNumResults() != rows)
    return 0;
  AffineExpr last = getAffineDimExpr(iterators.size() - 1, op.getContext());
  for (AffineMap map : ArrayRef(maps).drop_back())
    if (map.getNumResults() && map.isFunctionOfDim(iterators.size() - 1) &&
        map.getResults().back() != last)
      return 0;
  return rows;
}

unsigned Grouping::rowsSharedWith(linalg::GenericOp op, unsigned group) {
  auto root = dyn_cast<linalg::GenericOp>(groups[group].ops.back());
  // A contraction's kernel is not run by rows.
  bool isSingle = groups[group].ops.size() == 1;
  if (!root || (!groups[group].rows && !isSingle) || !op.hasPureTensorSemantics())
    return 0;
  unsigned rows = groups[group].rows ? groups[group].rows : reducedRows(root);
  if (!rows && (rows = reducedRows(op)) == 0)
    return 0;
  for (linalg::GenericOp member : {root, op}) {
    auto iterators = member.getIteratorTypesArray();
    if (iterators.size() < rows ||
        !llvm::all_of(ArrayRef(iterators).take_front(rows), linalg::isParallelIterator))
      return 0;
    for (OpOperand &init : member.getDpsInitsMutable())
      if (!startsWithRows(member.getMatchingIndexingMap(&init), rows))
        return 0;
  }
  // What is read by position may be of a row that is not made yet.
  llvm::SetVector<Value> read;
  getUsedValuesDefinedAbove(op->getRegions(), read);
  if (llvm::any_of(read, [&](Value value) { return isMadeBy(group, value); }))
    return 0;
  for (OpOperand *operand : op.getDpsInputOperands())
    if (isMadeBy(group, operand->get()) &&
        !startsWithRows(op.getMatchingIndexingMap(operand), rows))
      return 0;
  auto a = rowExtents(root, rows), b = rowExtents(op, rows);
  return a && b && *a == *b ? rows : 0;
}

// An operation that works on the rows its predecessor has just made joins it.
bool Grouping::joinRows(Operation *op) {
  auto generic = dyn_cast<linalg::GenericOp>(op);
  if (!generic)
    return false;
  for (Value input : generic.getDpsInputs()) {
    Operation *producer = input.getDefiningOp();
    auto it = producer ? groupOf.find(producer) : groupOf.end();
    if (it == groupOf.end() || groups[it->second].ops.back() != producer)
      continue;
    unsigned group = it->second;
    if (unsigned rows = rowsSharedWith(generic, group))
      if (!dependsOn(op, group, group)) {
        groups[group].rows = rows;
        join(op, group);
        return true;
      }
  }
  return false;
}

SmallVector<Group> Grouping::run() {
  for (Operation &op : block) {
    if (!computes(&op) && !isLoneFill(&op))
      continue;
    if (continueInsertion(&op) || takeAsPadding(&op) || takeAsEpilogue(&op) || joinRows(&op))
      continue;
    groupOf[&op] = groups.size();
    groups.push_back({{&op}, 0});
  }
  llvm::sort(groups, [](const Group &a, const Group &b) {
    return a.ops.back()->isBeforeInBlock(b.ops.back());
  });
  return std::move(groups);
}
} // namespace

SmallVector<Group> cameo::formGroups(Block &block) { return Grouping(block).run(); }

std::string cameo::groupName(const Group &group) {
  StringRef name = group.ops.front()->getName().stripDialect();
  return group.rows ? "rows" : name.str();
}
