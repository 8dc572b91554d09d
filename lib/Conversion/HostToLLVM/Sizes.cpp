// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the dims say of a run: its workspace, or that there can be none.

#include "lib/Conversion/HostToLLVM/HostLowering.h"

using namespace mlir;
using namespace cameo;

Value HostLowering::bytesOf(EntryBuilder &b, IRMapping &values, const ByteSize &size) {
  Value bytes = b.i64(size.coefficient);
  for (Value factor : size.factors)
    bytes = b.multiply(bytes, b.toI64(values.lookup(factor)));
  return bytes;
}

Value HostLowering::arenaBytes(EntryBuilder &b, IRMapping &values, const MemoryPlan::Arena &arena) {
  return bytesOf(b, values, {arena.extent, arena.factors});
}

ByteSize HostLowering::outputSize(Value result) {
  auto type = cast<RankedTensorType>(result.getType());
  SmallVector<Value> extents;
  for (int64_t axis = 0; axis < type.getRank(); ++axis)
    if (type.isDynamicDim(axis))
      extents.push_back(resultExtents[{result, axis}]);
  return byteSize(type, extents);
}

// int64_t plan(const int64_t *dims): the bytes of workspace, or the status with
// which dims are refused that no run can have. What follows from dims that it
// accepts needs no more checks.
void HostLowering::emitPlan() {
  Type pointer = LLVM::LLVMPointerType::get(function.getContext());
  EntryBuilder b(module, function.getLoc(), prefix + "_plan", {pointer},
                 IntegerType::get(function.getContext(), 64));
  b.function.setPrivate();
  Value dims = b.argument(0);
  if (!signature.dims.empty())
    b.require(b.isSet(dims), InvalidArgument);
  b.startChecking();
  for (size_t k = 0; k < signature.dims.size(); ++k)
    b.refuseNegative(b.load(b.getI64Type(), b.element(b.getI64Type(), dims, k)));
  IRMapping values;
  emitExtents(b, values, dims);
  for (BlockArgument argument : body.getArguments()) {
    auto type = dyn_cast<RankedTensorType>(argument.getType());
    if (!type)
      continue;
    Value bytes =
        b.i64(byteSize(type.clone(SmallVector<int64_t>(type.getRank(), 1)), {}).coefficient);
    for (auto [axis, extent] : llvm::enumerate(type.getShape()))
      bytes =
          b.multiply(bytes, type.isDynamicDim(axis)
                                ? b.load(b.getI64Type(),
                                         b.element(b.getI64Type(), dims,
                                                   signature.inputs[argument.getArgNumber()][axis]))
                                : b.i64(extent));
  }
  for (auto dispatch : body.getOps<DispatchOp>())
    for (Value extent : dispatch.getExtents())
      if (Value known = values.lookupOrNull(extent)) // else the run looks
        b.refuseNegative(b.toI64(known));
  for (auto require : body.getOps<RequireOp>())
    if (isPlanned(require))
      b.refuseUnless(values.lookup(require.getCondition()));
  for (Value result : body.getTerminator()->getOperands())
    if (isTensor(result) && !isOfDataSize(result))
      bytesOf(b, values, outputSize(result));
  Value total = b.i64(0);
  for (const MemoryPlan::Arena &arena : plan.getArenas())
    total = b.add(total, arenaBytes(b, values, arena));
  b.require(b.isNothingRefused(), Shape);
  b.ret(total);
}

// The bytes of workspace; the caller's function returns where dims are refused.
Value HostLowering::callPlan(EntryBuilder &b, Value dims) {
  if (signature.dims.empty()) {
    int64_t total = 0;
    for (const MemoryPlan::Arena &arena : plan.getArenas())
      total += arena.extent;
    return b.i64(total);
  }
  Value total = b.call(prefix + "_plan", b.getI64Type(), {dims});
  b.require(LLVM::ICmpOp::create(b, LLVM::ICmpPredicate::sge, total, b.i64(0)),
            LLVM::TruncOp::create(b, b.getI32Type(), total));
  return total;
}

// size_t workspace_bytes(const int64_t *dims): 0 of dims that a run refuses.
void HostLowering::emitWorkspaceBytes() {
  OpBuilder attributes(function.getContext());
  Type pointer = LLVM::LLVMPointerType::get(function.getContext());
  EntryBuilder b(module, function.getLoc(), prefix + "_workspace_bytes", {pointer},
                 attributes.getI64Type());
  int64_t constant = 0;
  for (const MemoryPlan::Arena &arena : plan.getArenas())
    constant += arena.extent;
  if (signature.dims.empty()) {
    b.ret(b.i64(constant));
  } else {
    Value total = b.call(prefix + "_plan", b.getI64Type(), {b.argument(0)});
    b.ret(LLVM::SMaxOp::create(b, total, b.i64(0)));
  }
  if (llvm::all_of(plan.getArenas(),
                   [](const MemoryPlan::Arena &arena) { return arena.factors.empty(); }))
    module->setAttr(workspaceAttr, attributes.getI64IntegerAttr(constant));
}
