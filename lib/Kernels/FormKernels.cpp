// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Groups tensor operations, outlines each group as a kernel, shares equal ones.

#include "lib/Kernels/Groups.h"
#include "lib/Kernels/Passes.h"
#include "lib/Support/Extents.h"
#include "mlir/Analysis/TopologicalSortUtils.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Transforms/RegionUtils.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringMap.h"

namespace cameo {
#define GEN_PASS_DEF_FORMKERNELSPASS
#include "lib/Kernels/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

/// Outlines one group after another from a function.
class Outliner {
public:
  Outliner(func::FuncOp function)
      : function(function), module(function->getParentOfType<ModuleOp>()), symbols(module) {}

  void outline(const Group &group);

private:
  // The dynamic extents of a tensor, as values of the function.
  SmallVector<Value> dynamicExtents(OpBuilder &builder, Value tensor);
  KernelOp shared(KernelOp kernel);

  func::FuncOp function;
  ModuleOp module;
  SymbolTable symbols;
  DenseMap<std::pair<Value, int64_t>, Value> extents;
  llvm::StringMap<KernelOp> kernels;
};

/// What an operation of a group uses from outside and takes along by cloning:
/// constants, initial values and scalars computed from them.
bool isCloned(Operation *op) {
  if (isa<tensor::EmptyOp>(op))
    return true;
  if (auto fill = dyn_cast<linalg::FillOp>(op))
    return true;
  if (op->getNumResults() != 1 || isa<TensorType>(op->getResult(0).getType()))
    return false;
  if (op->hasTrait<OpTrait::ConstantLike>())
    return true;
  // Extents and other index values are arguments.
  return !op->getResult(0).getType().isIndex() && isPure(op);
}

SmallVector<Value> Outliner::dynamicExtents(OpBuilder &builder, Value tensor) {
  SmallVector<Value> result;
  auto type = cast<RankedTensorType>(tensor.getType());
  for (int64_t axis = 0; axis < type.getRank(); ++axis) {
    if (!type.isDynamicDim(axis))
      continue;
    Value &extent = extents[{tensor, axis}];
    if (!extent) {
      OpBuilder::InsertionGuard guard(builder);
      builder.setInsertionPointAfterValue(tensor);
      extent = extentOf(builder, tensor, axis);
    }
    result.push_back(extent);
  }
  return result;
}

KernelOp Outliner::shared(KernelOp kernel) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  std::string name = kernel.getSymName().str();
  kernel.setSymName("kernel");
  // All that makes a difference, and nothing else, whatever the flags for printing say.
  OpPrintingFlags flags;
  flags.useLocalScope().enableDebugInfo(false).printGenericOpForm(false);
  flags.elideLargeElementsAttrs(INT64_MAX).elideLargeResourceString(INT64_MAX);
  kernel->print(stream, flags);
  kernel.setSymName(name);
  auto [it, isNew] = kernels.try_emplace(text, kernel);
  if (!isNew)
    kernel->erase();
  else
    symbols.insert(kernel);
  return it->second;
}

// What was one operation, to be in one kernel, is its parts from here on.
static void inlineRegions(Block &kernel) {
  IRRewriter rewriter(kernel.getParentOp()->getContext());
  for (auto region : llvm::make_early_inc_range(kernel.getOps<SequenceOp>())) {
    Block &body = region.getBody().front();
    SmallVector<Value> yielded(body.getTerminator()->getOperands());
    rewriter.eraseOp(body.getTerminator());
    rewriter.inlineBlockBefore(&body, region);
    rewriter.replaceOp(region, yielded);
  }
}

void Outliner::outline(const Group &group) {
  OpBuilder builder(function.getContext());
  // A dispatch knows every node that it runs; the last one is to blame for errors.
  // The padding that a contraction stores is of a node that runs elsewhere.
  SmallVector<Operation *> own(group.ops);
  if (isa<ContractOp>(own.front()) && isa<tensor::InsertSliceOp>(own.back()))
    own.pop_back();
  Location loc = own.back()->getLoc();
  SmallVector<Location> locations{loc};
  for (Operation *op : own)
    op->walk([&](Operation *part) { locations.push_back(part->getLoc()); });
  Location nodes = FusedLoc::get(function.getContext(), locations);

  // The operations of the body, cloned producers included, in order.
  llvm::SetVector<Operation *> body(group.ops.begin(), group.ops.end());
  SmallVector<Operation *> worklist(group.ops.rbegin(), group.ops.rend());
  llvm::SetVector<Value> captured;
  auto visit = [&](Value value) {
    Operation *producer = value.getDefiningOp();
    if (producer && body.contains(producer))
      return;
    if (producer && isCloned(producer)) {
      body.insert(producer);
      worklist.push_back(producer);
    } else {
      captured.insert(value);
    }
  };
  while (!worklist.empty()) {
    Operation *op = worklist.pop_back_val();
    for (Value operand : op->getOperands())
      visit(operand);
    llvm::SetVector<Value> used;
    getUsedValuesDefinedAbove(op->getRegions(), used);
    for (Value value : used)
      visit(value);
  }
  // What is cloned may stand in a block around this one.
  llvm::SetVector<Operation *> ordered = topologicalSort(body);

  Block *block = group.ops.back()->getBlock();
  // Results: what others use, and what the stack is too small for: rows, and what
  // nobody uses.
  SmallVector<Value> results;
  for (Operation *op : group.ops)
    for (Value result : op->getResults())
      if ((isa<RankedTensorType>(result.getType()) && (group.rows || result.use_empty()) &&
           !fitsOnStack(result, group.rows)) ||
          llvm::any_of(result.getUsers(), [&](Operation *user) {
            return !body.contains(ancestorIn(block, user));
          }))
        results.push_back(result);

  // Arguments: tensors, then index values (captured ones and extents).
  SmallVector<Value> tensors, indices;
  auto indexArgument = [&](Value value) -> int64_t {
    auto *it = llvm::find(indices, value);
    if (it == indices.end()) {
      indices.push_back(value);
      it = std::prev(indices.end());
    }
    return std::distance(indices.begin(), it);
  };
  for (Value value : captured)
    if (isa<RankedTensorType>(value.getType()))
      tensors.push_back(value);
    else
      indexArgument(value);
  SmallVector<SmallVector<int64_t>> argumentExtents, resultExtents;
  SmallVector<Value> dispatchExtents;
  auto numbers = [&](Value tensor) {
    SmallVector<int64_t> list;
    for (Value extent : dynamicExtents(builder, tensor))
      list.push_back(indexArgument(extent) + tensors.size());
    return list;
  };
  for (Value tensor : tensors)
    argumentExtents.push_back(numbers(tensor));
  for (Value result : results) {
    resultExtents.push_back(numbers(result));
    llvm::append_range(dispatchExtents, dynamicExtents(builder, result));
  }

  SmallVector<Value> operands(tensors);
  llvm::append_range(operands, indices);
  builder.setInsertionPointToEnd(module.getBody());
  auto type = builder.getFunctionType(ValueRange(operands).getTypes(), ValueRange(results).getTypes());
  std::string name = (function.getSymName() + "_" + groupName(group)).str();
  auto kernel = KernelOp::create(builder, loc, name, type);
  auto attributes = [&](ArrayRef<SmallVector<int64_t>> lists, size_t count) {
    SmallVector<Attribute> dictionaries(count, builder.getDictionaryAttr({}));
    for (auto [position, list] : llvm::enumerate(lists))
      if (!list.empty())
        dictionaries[position] = builder.getDictionaryAttr(
            builder.getNamedAttr(extentsAttr, builder.getDenseI64ArrayAttr(list)));
    return builder.getArrayAttr(dictionaries);
  };
  kernel.setArgAttrsAttr(attributes(argumentExtents, operands.size()));
  kernel.setResAttrsAttr(attributes(resultExtents, results.size()));

  Block *entry = kernel.addEntryBlock();
  builder.setInsertionPointToStart(entry);
  IRMapping mapping;
  mapping.map(operands, entry->getArguments());
  for (Operation *op : ordered)
    builder.clone(*op, mapping);
  YieldOp::create(builder, loc, llvm::map_to_vector(results, [&](Value value) {
                    return mapping.lookup(value);
                  }));
  inlineRegions(*entry);
  // Extents of arguments are arguments.
  entry->walk([&](tensor::DimOp dim) {
    auto argument = dyn_cast<BlockArgument>(dim.getSource());
    auto axis = dim.getConstantIndex();
    if (!argument || argument.getOwner() != entry || !axis)
      return;
    auto tensorType = cast<RankedTensorType>(argument.getType());
    if (!tensorType.isDynamicDim(*axis))
      return;
    int64_t number =
        argumentExtents[argument.getArgNumber()][tensorType.getDynamicDimIndex(*axis)];
    dim.replaceAllUsesWith(entry->getArgument(number));
    dim.erase();
  });

  kernel.setPrivate();
  if (group.rows)
    kernel->setAttr(rowsAttr, builder.getI64IntegerAttr(group.rows));
  kernel = shared(kernel);
  builder.setInsertionPoint(group.ops.back());
  auto dispatch = DispatchOp::create(builder, nodes, ValueRange(results).getTypes(),
                                     kernel.getSymName(), operands, dispatchExtents);
  for (auto [value, replacement] : llvm::zip(results, dispatch.getResults())) {
    auto tensorType = cast<RankedTensorType>(value.getType());
    for (int64_t axis = 0; axis < tensorType.getRank(); ++axis)
      if (auto it = extents.find({value, axis}); it != extents.end()) {
        Value extent = it->second;
        extents[{replacement, axis}] = extent;
      }
    value.replaceAllUsesWith(replacement);
  }
  for (Operation *op : llvm::reverse(group.ops))
    op->erase();
}

// A tensor without elements that no operation writes is a constant.
void setEmpty(func::FuncOp function) {
  function.walk([](tensor::EmptyOp empty) {
    if (!empty.getType().hasStaticShape() || empty.getType().getNumElements() != 0)
      return;
    OpBuilder builder(empty);
    Value constant = arith::ConstantOp::create(
        builder, empty.getLoc(), DenseElementsAttr::get(empty.getType(), ArrayRef<Attribute>()));
    empty.getResult().replaceUsesWithIf(constant, [](OpOperand &use) {
      auto destination = dyn_cast<DestinationStyleOpInterface>(use.getOwner());
      return !destination || !destination.isDpsInit(&use);
    });
  });
}

struct FormKernels : cameo::impl::FormKernelsPassBase<FormKernels> {
  void runOnOperation() override {
    for (auto function : llvm::to_vector(getOperation().getOps<func::FuncOp>())) {
      setEmpty(function);
      Outliner outliner(function);
      for (Block *block : hostBlocks(function.getBody())) {
        for (const Group &group : formGroups(*block))
          outliner.outline(group);
        sortTopologically(block);
      }
    }
  }
};
} // namespace
