// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Blocks and branches where C has statements; checks that add up to one.

#include "lib/Conversion/HostToLLVM/EntryBuilder.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cameo;

EntryBuilder::EntryBuilder(ModuleOp module, Location loc, StringRef name, TypeRange arguments,
                           Type result)
    : ImplicitLocOpBuilder(loc, OpBuilder::atBlockEnd(module.getBody())), module(module) {
  function = func::FuncOp::create(*this, name,
                                  getFunctionType(arguments, result ? TypeRange(result)
                                                                    : TypeRange()));
  setInsertionPointToStart(function.addEntryBlock());
}

Value EntryBuilder::i64(int64_t value) {
  return LLVM::ConstantOp::create(*this, getI64Type(), getI64IntegerAttr(value));
}

Value EntryBuilder::i32(int32_t value) {
  return LLVM::ConstantOp::create(*this, getI32Type(), getI32IntegerAttr(value));
}

Value EntryBuilder::toI64(Value index) {
  return createOrFold<arith::IndexCastOp>(getI64Type(), index);
}

Value EntryBuilder::toIndex(Value integer) {
  return createOrFold<arith::IndexCastOp>(getIndexType(), integer);
}

Value EntryBuilder::load(Type type, Value address, int64_t alignment) {
  return LLVM::LoadOp::create(*this, type, address, alignment);
}

void EntryBuilder::store(Value value, Value address) {
  LLVM::StoreOp::create(*this, value, address);
}

Value EntryBuilder::element(Type type, Value base, int64_t index) {
  if (index == 0)
    return base;
  return LLVM::GEPOp::create(*this, pointer(), type, base, ArrayRef<LLVM::GEPArg>{int32_t(index)});
}

Value EntryBuilder::advance(Value base, Value bytes) {
  return LLVM::GEPOp::create(*this, pointer(), getI8Type(), base, ArrayRef<LLVM::GEPArg>{bytes});
}

Value EntryBuilder::member(Value context, ContextMember member) {
  Type p = pointer();
  auto type = LLVM::LLVMStructType::getLiteral(
      getContext(), {p, p, p, p, p, p, getI64Type(), p, getI32Type(),
                     p, p, LLVM::LLVMArrayType::get(p, 2)});
  return LLVM::GEPOp::create(*this, p, type, context, ArrayRef<LLVM::GEPArg>{0, int32_t(member)});
}

Value EntryBuilder::isNull(Value address) {
  return LLVM::ICmpOp::create(*this, LLVM::ICmpPredicate::eq, address, null());
}

Value EntryBuilder::call(StringRef name, Type result, ValueRange arguments) {
  if (!module.lookupSymbol(name)) {
    OpBuilder::InsertionGuard guard(*this);
    setInsertionPointToEnd(module.getBody());
    auto declared = func::FuncOp::create(
        *this, name, getFunctionType(arguments.getTypes(), result ? TypeRange(result) : TypeRange()));
    declared.setPrivate();
  }
  auto call = func::CallOp::create(*this, name, result ? TypeRange(result) : TypeRange(), arguments);
  return result ? call.getResult(0) : Value();
}

Value EntryBuilder::isSet(Value address) {
  return LLVM::ICmpOp::create(*this, LLVM::ICmpPredicate::ne, address, null());
}

void EntryBuilder::require(Value condition, Status status) {
  auto result = cast<IntegerType>(function.getResultTypes().front());
  require(condition,
          LLVM::ConstantOp::create(*this, result, IntegerAttr::get(result, status)).getResult());
}

void EntryBuilder::require(Value condition, Value status) {
  require(condition, aside([&] { ret(status); }));
}

void EntryBuilder::require(Value condition, Block *otherwise) {
  Block *here = getInsertionBlock();
  Block *next = here->splitBlock(getInsertionPoint());
  setInsertionPointToEnd(here);
  cf::CondBranchOp::create(*this, condition, next, ValueRange(), otherwise, ValueRange());
  setInsertionPointToStart(next);
}

Block *EntryBuilder::aside(llvm::function_ref<void()> build) {
  OpBuilder::InsertionGuard guard(*this);
  Block *block = createBlock(&function.getBody(), function.getBody().end());
  build();
  return block;
}

void EntryBuilder::returnWhen(Value condition, llvm::function_ref<Value()> result) {
  Block *here = getInsertionBlock();
  Block *next = here->splitBlock(getInsertionPoint());
  Block *leave = createBlock(next);
  setInsertionPointToStart(leave);
  ret(result());
  setInsertionPointToEnd(here);
  cf::CondBranchOp::create(*this, condition, leave, ValueRange(), next, ValueRange());
  setInsertionPointToStart(next);
}

void EntryBuilder::when(Value condition, llvm::function_ref<void()> then) {
  Block *here = getInsertionBlock();
  Block *next = here->splitBlock(getInsertionPoint());
  Block *body = createBlock(next);
  setInsertionPointToEnd(here);
  cf::CondBranchOp::create(*this, condition, body, ValueRange(), next, ValueRange());
  setInsertionPointToStart(body);
  then();
  jump(next);
  setInsertionPointToStart(next);
}

void EntryBuilder::forEach(Value count, llvm::function_ref<void(Value)> body) {
  Block *here = getInsertionBlock();
  Block *next = here->splitBlock(getInsertionPoint());
  Block *head = createBlock(next), *inside = createBlock(next);
  Value number = head->addArgument(getI64Type(), getLoc());
  setInsertionPointToEnd(here);
  cf::BranchOp::create(*this, head, ValueRange(i64(0)));
  setInsertionPointToStart(head);
  Value isInside = LLVM::ICmpOp::create(*this, LLVM::ICmpPredicate::slt, number, count);
  cf::CondBranchOp::create(*this, isInside, inside, next);
  setInsertionPointToStart(inside);
  body(number);
  cf::BranchOp::create(*this, head, ValueRange(LLVM::AddOp::create(*this, number, i64(1))));
  setInsertionPointToStart(next);
}

Value EntryBuilder::choose(Value condition, llvm::function_ref<Value()> then, Value otherwise) {
  Block *here = getInsertionBlock();
  Block *next = here->splitBlock(getInsertionPoint());
  Value result = next->addArgument(otherwise.getType(), getLoc());
  Block *body = createBlock(next);
  setInsertionPointToEnd(here);
  cf::CondBranchOp::create(*this, condition, body, ValueRange(), next, ValueRange(otherwise));
  setInsertionPointToStart(body);
  Value value = then();
  cf::BranchOp::create(*this, next, value);
  setInsertionPointToStart(next);
  return result;
}

void EntryBuilder::startChecking() {
  refused = LLVM::ConstantOp::create(*this, getI1Type(), getBoolAttr(false));
}

Value EntryBuilder::isNothingRefused() {
  return LLVM::XOrOp::create(*this, refused,
                             LLVM::ConstantOp::create(*this, getI1Type(), getBoolAttr(true)));
}

void EntryBuilder::requireUnrefused(Block *otherwise) {
  APInt constant;
  if (!matchPattern(refused, m_ConstantInt(&constant)))
    require(isNothingRefused(), otherwise);
  refused = Value();
}

void EntryBuilder::refuse(Value condition) {
  refused = LLVM::OrOp::create(*this, refused, condition);
}

void EntryBuilder::refuseNegative(Value integer) {
  refuse(LLVM::ICmpOp::create(*this, LLVM::ICmpPredicate::slt, integer, i64(0)));
}

void EntryBuilder::refuseUnless(Value condition) {
  refuse(LLVM::XOrOp::create(*this, condition,
                             LLVM::ConstantOp::create(*this, getI1Type(), getBoolAttr(true))));
}

template <typename Op> Value EntryBuilder::withOverflow(Value a, Value b) {
  auto type = LLVM::LLVMStructType::getLiteral(getContext(), {getI64Type(), getI1Type()});
  Value both = Op::create(*this, type, a, b);
  refuse(LLVM::ExtractValueOp::create(*this, both, 1));
  return LLVM::ExtractValueOp::create(*this, both, 0);
}

Value EntryBuilder::multiply(Value a, Value b) {
  if (refused)
    return withOverflow<LLVM::SMulWithOverflowOp>(a, b);
  return LLVM::MulOp::create(*this, a, b);
}

Value EntryBuilder::add(Value a, Value b) {
  if (refused)
    return withOverflow<LLVM::SAddWithOverflowOp>(a, b);
  return LLVM::AddOp::create(*this, a, b);
}

Value EntryBuilder::checked(Operation &op, IRMapping &values) {
  if (op.getNumOperands() != 2 || op.getNumResults() != 1 || !op.getResult(0).getType().isIndex())
    return {};
  Value a = values.lookup(op.getOperand(0)), b = values.lookup(op.getOperand(1));
  if (isa<arith::FloorDivSIOp, arith::CeilDivSIOp, arith::DivSIOp, arith::RemSIOp, arith::DivUIOp,
          arith::RemUIOp, arith::CeilDivUIOp>(op)) {
    if (matchPattern(op.getOperand(1), m_Constant()))
      return {};
    Value zero = arith::ConstantIndexOp::create(*this, 0);
    Value isZero = arith::CmpIOp::create(*this, arith::CmpIPredicate::eq, b, zero);
    if (refused)
      refuse(isZero);
    Value one = arith::ConstantIndexOp::create(*this, 1);
    IRMapping safe = values;
    safe.map(op.getOperand(1), arith::SelectOp::create(*this, isZero, one, b).getResult());
    return clone(op, safe)->getResult(0);
  }
  if (!refused)
    return {};
  if (isa<arith::MulIOp>(op))
    return toIndex(withOverflow<LLVM::SMulWithOverflowOp>(toI64(a), toI64(b)));
  if (isa<arith::AddIOp>(op))
    return toIndex(withOverflow<LLVM::SAddWithOverflowOp>(toI64(a), toI64(b)));
  if (isa<arith::SubIOp>(op))
    return toIndex(withOverflow<LLVM::SSubWithOverflowOp>(toI64(a), toI64(b)));
  return {};
}
