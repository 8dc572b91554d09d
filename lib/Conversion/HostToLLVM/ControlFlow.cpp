// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Branches and loops of the host function as branches of the entry's code.
//
// A tensor that a branch yields is made in, or copied to, the memory of the
// branch's result. A carried tensor has two places: an iteration reads it in one
// and writes what it will be in the other; at first it is where its initial value
// is. Rows that a loop collects are made in, or copied to, their place of the
// result. Where only data tell a size, these places are memory of the run's heap.

#include "lib/Conversion/HostToLLVM/HostLowering.h"

using namespace mlir;
using namespace cameo;

static Type typeIn(EntryBuilder &b, Value value) {
  return isTensor(value) || isa<ListType>(value.getType()) ? b.pointer() : value.getType();
}

LogicalResult HostLowering::emitIf(IfOp branch, EntryBuilder &b, IRMapping &values,
                                   EmitInner emitInner) {
  Block *here = b.getInsertionBlock();
  Block *after = here->splitBlock(b.getInsertionPoint());
  // What the branches tell each other's successor: scalars, and memory of the heap.
  auto isPassed = [&](Value result) { return !isTensor(result) || onHeap.contains(result); };
  for (Value result : branch.getResults())
    if (isPassed(result))
      after->addArgument(typeIn(b, result), branch.getLoc());

  SmallVector<Block *> starts;
  for (Region &region : branch->getRegions()) {
    Block *start = starts.emplace_back(b.createBlock(after));
    b.setInsertionPointToStart(start);
    Block &block = region.front();
    Operation *yield = block.getTerminator();
    for (auto [value, result] : llvm::zip(yield->getOperands(), branch.getResults()))
      if (isTensor(value) && directTo.lookup(rootOf(value)) == result &&
          rootOf(value).getParentBlock() == &block)
        addresses[rootOf(value)] = addresses.lookup(result);
    if (failed(emitInner(block)))
      return failure();
    SmallVector<Value> passed;
    for (auto [place, result] : llvm::enumerate(branch.getResults())) {
      Value value = yield->getOperand(place);
      if (!isTensor(value)) {
        passed.push_back(values.lookup(value));
        continue;
      }
      auto type = cast<RankedTensorType>(value.getType());
      auto extents = yield->getOperands().slice(place + 1, type.getNumDynamicDims());
      if (onHeap.contains(result))
        passed.push_back(moveToHeap(value, extents, block, b, values));
      else if (addresses.lookup(rootOf(value)) != addresses.lookup(result))
        copy(b, addresses.lookup(result), address(value, b), dataBytes(type, extents, b, values));
    }
    releaseAfter(yield, b);
    cf::BranchOp::create(b, after, passed);
  }
  b.setInsertionPointToEnd(here);
  cf::CondBranchOp::create(b, values.lookup(branch.getCondition()), starts[0], starts[1]);
  b.setInsertionPointToStart(after);
  unsigned argument = 0;
  for (Value result : branch.getResults()) {
    if (!isPassed(result))
      continue;
    Value passed = after->getArgument(argument++);
    if (isTensor(result))
      addresses[result] = owners[result] = passed;
    else
      values.map(result, passed);
  }
  return success();
}

namespace cameo {

/// Emits one loop.
class LoopEmitter {
public:
  LoopEmitter(HostLowering &host, LoopOp loop, EntryBuilder &b, IRMapping &values)
      : host(host), loop(loop), next(loop.getNext()), b(b), values(values) {}

  LogicalResult emit(HostLowering::EmitInner emitInner);

private:
  // What passes from one iteration to the next, beside its number and the condition.
  enum Kind {
    Scalar, // a carried value
    Slots,  // a tensor: where it is, where the next one goes, and the place after that
    Owned,  // a tensor of data-dependent size: where it is, and its memory to release
    Row,    // nothing: rows go to where the result is
    List,   // memory of the heap with the rows so far
    Extent, // of the rows: what it was in the last iteration
  };
  struct Item {
    Kind kind;
    unsigned place;    // among the carried or the collected values
    unsigned result;   // its number
    unsigned argument; // the first of its arguments of the loop's block
  };

  void addItems();
  void add(Kind kind, unsigned place, unsigned result, ArrayRef<std::pair<Type, Value>> arguments);
  void startIteration();
  void endIteration();
  void finish();
  Value argument(const Item &item, unsigned number = 0) {
    return header->getArgument(item.argument + number);
  }
  Value bytesOf(ValueRange list, unsigned place) {
    auto type = cast<RankedTensorType>(list[place].getType());
    return host.dataBytes(type, list.slice(place + 1, type.getNumDynamicDims()), b, values);
  }
  Value iteration() { return b.toI64(header->getArgument(0)); }

  HostLowering &host;
  LoopOp loop;
  NextOp next;
  EntryBuilder &b;
  IRMapping &values;
  SmallVector<Item> items;
  SmallVector<Value> initial, again; // the values of the header's arguments
  DenseMap<unsigned, Value> rows;    // where an iteration's rows go
  Block *header = nullptr;
};

void LoopEmitter::add(Kind kind, unsigned place, unsigned result,
                      ArrayRef<std::pair<Type, Value>> arguments) {
  items.push_back({kind, place, result, header->getNumArguments()});
  for (auto [type, value] : arguments) {
    header->addArgument(type, loop.getLoc());
    initial.push_back(value);
  }
}

void LoopEmitter::addItems() {
  Type pointer = b.pointer();
  for (auto [place, init] : llvm::enumerate(loop.getInits())) {
    Value result = loop.getResult(place);
    if (!isTensor(init))
      add(Scalar, place, place, {{typeIn(b, init), values.lookup(init)}});
    else if (host.onHeap.contains(result))
      add(Owned, place, place, {{pointer, host.address(init, b)}, {pointer, b.null()}});
    else
      add(Slots, place, place,
          {{pointer, host.address(init, b)},
           {pointer, host.addresses.lookup(result)},
           {pointer, host.secondSlots.lookup(result)}});
  }
  Value zero = arith::ConstantIndexOp::create(b, 0);
  for (LoopOp::Collected collected : loop.getCollected()) {
    if (!host.onHeap.contains(loop.getResult(collected.result))) {
      add(Row, collected.row, collected.result, {});
      continue;
    }
    add(List, collected.row, collected.result, {{pointer, b.null()}});
    auto type = cast<RankedTensorType>(next.getCollected()[collected.row].getType());
    unsigned first = collected.result + 1 + collected.isCounted;
    for (unsigned k = 0; k < type.getNumDynamicDims(); ++k)
      add(Extent, collected.row + 1 + k, first + k, {{b.getIndexType(), zero}});
  }
}

// Where the iteration finds what is carried, and makes what it will be.
void LoopEmitter::startIteration() {
  values.map(loop.getIteration(), header->getArgument(0));
  auto direct = [&](Value value, const Item &item, Value to) {
    Value root = HostLowering::rootOf(value);
    if (host.directTo.lookup(root) == loop.getResult(item.result))
      host.addresses[root] = to;
  };
  for (const Item &item : items) {
    if (item.kind == Scalar)
      values.map(loop.getCarried()[item.place], argument(item));
    else if (item.kind == Slots || item.kind == Owned)
      host.addresses[loop.getCarried()[item.place]] = argument(item);
    if (item.kind == Slots)
      direct(next.getCarried()[item.place], item, argument(item, 1));
    if (item.kind == Row) {
      // All of a row's extents are known before the loop; the result has one more.
      Value row = next.getCollected()[item.place], result = loop.getResult(item.result);
      auto type = cast<RankedTensorType>(row.getType());
      SmallVector<Value> extents = host.extentsOf(result);
      Value bytes =
          host.dataBytes(type, ArrayRef(extents).take_back(type.getNumDynamicDims()), b, values);
      Value offset = LLVM::MulOp::create(b, iteration(), bytes);
      Value place = b.advance(host.addresses.lookup(loop.getResult(item.result)), offset);
      rows[item.place] = place;
      direct(row, item, place);
    }
  }
}

void LoopEmitter::endIteration() {
  SmallVector<Value> released;
  for (const Item &item : items)
    switch (item.kind) {
    case Scalar:
      again.push_back(values.lookup(next.getCarried()[item.place]));
      break;
    case Slots: {
      Value value = next.getCarried()[item.place], from = host.address(value, b);
      if (HostLowering::rootOf(value) == loop.getCarried()[item.place]) {
        again.append({argument(item), argument(item, 1), argument(item, 2)});
        break;
      }
      if (from != argument(item, 1))
        host.copy(b, argument(item, 1), from, bytesOf(next.getCarried(), item.place));
      again.append({argument(item, 1), argument(item, 2), argument(item, 1)});
      break;
    }
    case Owned: {
      Value value = next.getCarried()[item.place];
      if (HostLowering::rootOf(value) == loop.getCarried()[item.place]) {
        again.append({argument(item), argument(item, 1)});
        break;
      }
      auto type = cast<RankedTensorType>(value.getType());
      auto extents = next.getCarried().slice(item.place + 1, type.getNumDynamicDims());
      Value memory = host.moveToHeap(value, extents, loop.getBody().front(), b, values);
      again.append({memory, memory});
      released.push_back(argument(item, 1));
      break;
    }
    case Row: {
      Value from = host.address(next.getCollected()[item.place], b);
      if (from != rows[item.place])
        host.copy(b, rows[item.place], from, bytesOf(next.getCollected(), item.place));
      break;
    }
    case List: {
      Value bytes = bytesOf(next.getCollected(), item.place);
      b.startChecking();
      Value used = b.multiply(iteration(), bytes);
      b.requireUnrefused(host.noData);
      Value list =
          b.call("cameo_heap_extend", b.pointer(), {host.heap, argument(item), used, bytes});
      b.require(b.isSet(list), host.noMemory);
      host.copy(b, b.advance(list, used), host.address(next.getCollected()[item.place], b), bytes);
      again.push_back(list);
      break;
    }
    case Extent: {
      Value extent = values.lookup(next.getCollected()[item.place]);
      Value isFirst = LLVM::ICmpOp::create(b, LLVM::ICmpPredicate::eq, iteration(), b.i64(0));
      Value isSame = LLVM::ICmpOp::create(b, LLVM::ICmpPredicate::eq, b.toI64(extent),
                                          b.toI64(argument(item)));
      b.require(LLVM::OrOp::create(b, isFirst, isSame), host.noData);
      again.push_back(extent);
      break;
    }
    }
  host.releaseAfter(next, b);
  for (Value memory : released)
    b.call("cameo_heap_release", {}, {host.heap, memory});
}

// The results are what the header's arguments are when no iteration follows.
void LoopEmitter::finish() {
  for (const Item &item : items) {
    Value result = loop.getResult(item.result);
    if (item.kind == Scalar || item.kind == Extent)
      values.map(result, argument(item));
    else if (item.kind != Row)
      host.addresses[result] = argument(item);
    if (item.kind == Owned)
      host.owners[result] = argument(item, 1);
    if (item.kind == List)
      host.owners[result] = argument(item);
  }
  for (LoopOp::Collected collected : loop.getCollected())
    if (collected.isCounted)
      values.map(loop.getResult(collected.result + 1), header->getArgument(0));
  for (OpResult result : loop.getResults())
    if (Value same = isTensor(result) ? Value() : loop.getInvariant(result.getResultNumber()))
      values.map(result, values.lookup(same));
}

LogicalResult LoopEmitter::emit(HostLowering::EmitInner emitInner) {
  Block *here = b.getInsertionBlock();
  Block *after = here->splitBlock(b.getInsertionPoint());
  header = b.createBlock(after);
  Block *start = b.createBlock(after);
  b.setInsertionPointToEnd(here);
  Value zero = arith::ConstantIndexOp::create(b, 0), one = arith::ConstantIndexOp::create(b, 1);
  header->addArgument(b.getIndexType(), loop.getLoc());
  initial.push_back(zero);
  if (loop.getCondition()) {
    header->addArgument(b.getI1Type(), loop.getLoc());
    initial.push_back(values.lookup(loop.getCondition()));
  }
  addItems();
  cf::BranchOp::create(b, header, initial);

  b.setInsertionPointToStart(header);
  Value goesOn;
  if (loop.getCount())
    goesOn = arith::CmpIOp::create(b, arith::CmpIPredicate::slt, header->getArgument(0),
                                   values.lookup(loop.getCount()));
  if (loop.getCondition())
    goesOn = goesOn ? arith::AndIOp::create(b, goesOn, header->getArgument(1)).getResult()
                    : Value(header->getArgument(1));
  if (goesOn)
    cf::CondBranchOp::create(b, goesOn, start, after);
  else
    b.jump(start);

  b.setInsertionPointToStart(start);
  startIteration();
  if (failed(emitInner(loop.getBody().front())))
    return failure();
  again.push_back(arith::AddIOp::create(b, header->getArgument(0), one));
  if (next.getCondition())
    again.push_back(values.lookup(next.getCondition()));
  endIteration();
  cf::BranchOp::create(b, header, again);
  b.setInsertionPointToStart(after);
  finish();
  return success();
}

} // namespace cameo

LogicalResult HostLowering::emitLoop(LoopOp loop, EntryBuilder &b, IRMapping &values,
                                     EmitInner emitInner) {
  return LoopEmitter(*this, loop, b, values).emit(emitInner);
}
