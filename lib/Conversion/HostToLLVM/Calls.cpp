// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of the runtime, or of the user, on whole tensors (cameo_operator), and
// constant strings.

#include "lib/Conversion/HostToLLVM/HostLowering.h"

using namespace mlir;
using namespace cameo;

// Members of cameo_tensor, and its rank if it is a sequence.
enum class TensorMember { DataType, Rank, Shape, Data };
constexpr int32_t sequenceRank = -1;

static Type tensorLayout(EntryBuilder &b) {
  return LLVM::LLVMStructType::getLiteral(
      b.getContext(), {b.getI32Type(), b.getI32Type(), b.pointer(), b.pointer()});
}

static Value memberOf(EntryBuilder &b, Value tensors, int64_t number, TensorMember member) {
  return LLVM::GEPOp::create(b, b.pointer(), tensorLayout(b), tensors,
                             ArrayRef<LLVM::GEPArg>{int32_t(number), int32_t(member)});
}

static int64_t rankOf(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  return tensor ? tensor.getRank() : 0;
}

// Room for what functions are given, as much as the largest call needs.
void HostLowering::openCalls(EntryBuilder &b) {
  int64_t tensors = 1, extents = 1;
  function.walk([&](CallOp call) {
    int64_t ranks = 0;
    for (Type type : call.getOperandTypes())
      ranks += rankOf(type);
    tensors = std::max<int64_t>(tensors, call.getTypes().size());
    extents = std::max(extents, ranks);
  });
  callStatus = LLVM::AllocaOp::create(b, b.pointer(), b.getI32Type(), b.i64(1), 8);
  callTensors = LLVM::AllocaOp::create(b, b.pointer(), tensorLayout(b), b.i64(tensors), 8);
  callExtents = LLVM::AllocaOp::create(b, b.pointer(), b.getI64Type(), b.i64(extents), 8);
}

LogicalResult HostLowering::emitCall(CallOp call, EntryBuilder &b, IRMapping &values) {
  Type i64 = b.getI64Type(), i32 = b.getI32Type();
  int64_t number = 0, extents = 0;
  auto open = [&](Type type) {
    auto tensor = dyn_cast<RankedTensorType>(type);
    b.store(b.i32(call.getTypes()[number]),
            memberOf(b, callTensors, number, TensorMember::DataType));
    b.store(b.i32(tensor ? tensor.getRank() : sequenceRank),
            memberOf(b, callTensors, number, TensorMember::Rank));
    return tensor;
  };
  ValueRange operands = call.getArguments();
  for (unsigned place = 0; place < operands.size(); ++place, ++number) {
    RankedTensorType type = open(operands[place].getType());
    Value data = type ? address(operands[place], b) : values.lookup(operands[place]);
    if (!data)
      return call.emitOpError() << "works on a tensor that is nowhere";
    b.store(data, memberOf(b, callTensors, number, TensorMember::Data));
    b.store(b.element(i64, callExtents, extents),
            memberOf(b, callTensors, number, TensorMember::Shape));
    for (int64_t axis = 0, rank = rankOf(operands[place].getType()); axis < rank; ++axis) {
      Value extent = type.isDynamicDim(axis) ? b.toI64(values.lookup(operands[++place]))
                                             : b.i64(type.getDimSize(axis));
      b.store(extent, b.element(i64, callExtents, extents++));
    }
  }
  int64_t firstResult = number;
  for (Value result : call.getResults())
    if (!result.getType().isIndex()) {
      open(result.getType());
      ++number;
    }

  Value results = b.element(tensorLayout(b), callTensors, firstResult);
  Value status;
  profiled(b, call.getCallee(), [&] {
    status = b.call(call.getCallee(), i32,
                    {heap, callTensors, b.i32(firstResult), results,
                     b.i32(number - firstResult)});
  });
  b.store(status, callStatus);
  auto isEqual = [&](Value x, Value y) {
    return LLVM::ICmpOp::create(b, LLVM::ICmpPredicate::eq, x, y).getResult();
  };
  b.require(isEqual(status, b.i32(OK)), callFailed);

  number = firstResult;
  ValueRange all = call.getResults();
  for (unsigned place = 0; place < all.size(); ++place, ++number) {
    Value data = b.load(b.pointer(), memberOf(b, callTensors, number, TensorMember::Data));
    auto type = dyn_cast<RankedTensorType>(all[place].getType());
    if (!type) {
      values.map(all[place], data);
      continue;
    }
    addresses[all[place]] = data;
    Value rank = b.load(i32, memberOf(b, callTensors, number, TensorMember::Rank));
    b.require(isEqual(rank, b.i32(type.getRank())), noData);
    Value shape = b.load(b.pointer(), memberOf(b, callTensors, number, TensorMember::Shape));
    for (int64_t axis = 0; axis < type.getRank(); ++axis) {
      Value extent = b.load(i64, b.element(i64, shape, axis));
      if (type.isDynamicDim(axis))
        values.map(all[++place], b.toIndex(extent));
      else
        b.require(isEqual(extent, b.i64(type.getDimSize(axis))), noData);
    }
  }
  return success();
}

// An array of addresses, which the linker or loader fills in; the model's object
// has it beside its metadata.
Value HostLowering::stringTable(StringsOp strings, EntryBuilder &b) {
  std::string name = prefix + "_strings" + std::to_string(stringTables.size());
  stringTables.push_back(strings.getStrings());
  OpBuilder top = OpBuilder::atBlockBegin(module.getBody());
  LLVM::GlobalOp::create(
      top, strings.getLoc(),
      LLVM::LLVMArrayType::get(b.pointer(), std::max<size_t>(strings.getStrings().size(), 1)),
      /*isConstant=*/true, LLVM::Linkage::External, name, Attribute());
  return LLVM::AddressOfOp::create(b, b.pointer(), name);
}
