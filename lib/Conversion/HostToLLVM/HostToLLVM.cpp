// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers the host function: every tensor an address, every dispatch a call.

#include "lib/Conversion/HostToLLVM/HostLowering.h"
#include "lib/Conversion/KernelsToFunc/KernelsToFunc.h"
#include "lib/Support/Extents.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Affine/Utils.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/SPIRV/IR/SPIRVOps.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

namespace cameo {
#define GEN_PASS_DEF_HOSTTOLLVMPASS
#include "lib/Conversion/HostToLLVM/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

// Workspaces up to this many bytes are on the stack when the caller gives none.
constexpr int64_t maxStackBytes = 64 * 1024;
// Up to this many they are there in any case: LLVM makes registers of a few numbers, but of a
// pointer that is one of two it makes a branch at each access.
constexpr int64_t maxRegisterBytes = 1024;
// Work below this many nanoseconds stays on one thread.
constexpr int64_t minParallelNanoseconds = 20000;

} // namespace

Value HostLowering::rootOf(Value tensor) {
  while (Operation *op = tensor.getDefiningOp()) {
    if (!isa<tensor::CollapseShapeOp, tensor::ExpandShapeOp, tensor::CastOp>(op))
      break;
    tensor = op->getOperand(0);
  }
  return tensor;
}

void HostLowering::hoistChecks() {
  SmallVector<RequireOp> checks = llvm::to_vector(body.getOps<RequireOp>());
  Operation *next = &body.front();
  DenseSet<Operation *> moved;
  for (RequireOp check : checks) {
    SmallVector<Operation *> needed, worklist = {check};
    DenseSet<Operation *> seen = {check};
    while (!worklist.empty()) {
      Operation *op = worklist.pop_back_val();
      needed.push_back(op);
      // What is in a branch or a loop needs values from outside, too.
      op->walk([&](Operation *inner) {
        for (Value operand : inner->getOperands())
          if (Operation *producer = operand.getDefiningOp())
            if (producer->getBlock() == &body && !moved.contains(producer) &&
                seen.insert(producer).second)
              worklist.push_back(producer);
      });
    }
    llvm::sort(needed, [](Operation *a, Operation *b) { return a->isBeforeInBlock(b); });
    for (Operation *op : needed) {
      if (op == next)
        next = next->getNextNode();
      else
        op->moveBefore(next);
      moved.insert(op);
    }
  }
}

void HostLowering::layOutWeights() {
  SmallVector<Attribute> weights;
  DenseMap<Attribute, int64_t> known;
  int64_t offset = 0;
  function.walk([&](arith::ConstantOp constant) {
    if (!isTensor(constant))
      return;
    auto [it, isNew] = known.try_emplace(constant.getValue(), offset);
    weightOffsets[constant] = it->second;
    if (!isNew)
      return;
    weights.push_back(constant.getValue());
    ByteSize size = byteSize(cast<RankedTensorType>(constant.getType()), {});
    offset += llvm::alignTo(size.coefficient, deviceAlignment);
  });
  module->setAttr(weightsAttr, ArrayAttr::get(module.getContext(), weights));
  weightsBytes = offset;
  if (options.sideWeights)
    return;
  OpBuilder b = OpBuilder::atBlockBegin(module.getBody());
  LLVM::GlobalOp::create(b, function.getLoc(),
                         LLVM::LLVMArrayType::get(b.getI8Type(), std::max<int64_t>(offset, 1)),
                         /*isConstant=*/true, LLVM::Linkage::External, prefix + "_weights",
                         Attribute(), /*alignment=*/64);
}

// Where the weights are; those of a side file must be there before anything is
// allocated.
Value HostLowering::weightsAddress(EntryBuilder &b, Value context) {
  if (!options.sideWeights)
    return LLVM::AddressOfOp::create(b, b.pointer(), prefix + "_weights");
  if (!weightsBytes)
    return b.null();
  Value weights = b.choose(
      b.isSet(context), [&] { return b.load(b.pointer(), b.member(context, Weights)); }, b.null());
  b.require(b.isSet(weights), WeightsMissing);
  Value low = LLVM::AndOp::create(
      b, LLVM::PtrToIntOp::create(b, b.getI64Type(), weights).getResult(), b.i64(63));
  b.require(LLVM::ICmpOp::create(b, LLVM::ICmpPredicate::eq, low, b.i64(0)), WeightsMissing);
  return weights;
}

LogicalResult HostLowering::emitScalar(Operation &op, EntryBuilder &b, IRMapping &values,
                                       Value dims) {
  if (auto dim = dyn_cast<tensor::DimOp>(op)) {
    auto argument = dyn_cast<BlockArgument>(dim.getSource());
    auto axis = dim.getConstantIndex();
    if (!argument || !axis)
      return op.emitOpError() << "is an extent that cannot be computed";
    int64_t number = signature.inputs[argument.getArgNumber()][*axis];
    values.map(dim.getResult(),
               b.toIndex(b.load(b.getI64Type(), b.element(b.getI64Type(), dims, number))));
    return success();
  }
  if (auto extract = dyn_cast<tensor::ExtractOp>(op)) {
    auto type = cast<RankedTensorType>(extract.getTensor().getType());
    // The first extent has no say in where an element is.
    if (type.getRank() && !type.clone(type.getShape().drop_front(), type.getElementType()).hasStaticShape())
      return op.emitOpError() << "reads a scalar from a tensor of dynamic shape";
    Value linear = arith::ConstantIndexOp::create(b, 0);
    for (auto [axis, index] : llvm::enumerate(extract.getIndices())) {
      if (axis)
        linear = arith::MulIOp::create(b, linear,
                                       arith::ConstantIndexOp::create(b, type.getDimSize(axis)));
      linear = arith::AddIOp::create(b, linear, values.lookup(index));
    }
    Type element = type.getElementType();
    Type stored = element.isInteger(1) ? b.getI8Type() : element;
    Value where = LLVM::GEPOp::create(b, b.pointer(), stored, address(extract.getTensor(), b),
                                      ArrayRef<LLVM::GEPArg>{b.toI64(linear)});
    Value loaded = b.load(stored, where);
    if (stored != element)
      loaded = arith::TruncIOp::create(b, element, loaded);
    values.map(extract.getResult(), loaded);
    return success();
  }
  if (Value checked = b.checked(op, values))
    values.map(op.getResult(0), checked);
  else
    b.clone(op, values);
  return success();
}

bool HostLowering::isDataDependent(Operation &op) {
  return llvm::any_of(op.getResults(), [&](Value v) { return dataDependent.contains(v); });
}

// The scalars that follow from the dims alone.
void HostLowering::emitExtents(EntryBuilder &b, IRMapping &values, Value dims) {
  for (Operation &op : body)
    if (isScalar(op) && !isDataDependent(op))
      (void)emitScalar(op, b, values, dims);
}

void HostLowering::storeShape(EntryBuilder &b, IRMapping &values, Value shapes, unsigned number,
                              Value result) {
  Value shape = b.load(b.pointer(), b.element(b.pointer(), shapes, number));
  auto type = cast<RankedTensorType>(result.getType());
  b.when(b.isSet(shape), [&] {
    for (int64_t axis = 0; axis < type.getRank(); ++axis) {
      Value extent = b.i64(type.getDimSize(axis));
      if (type.isDynamicDim(axis)) {
        Value known = values.lookupOrNull(resultExtents[{result, axis}]);
        extent = known ? b.toI64(known) : b.i64(-1); // what only data will tell
      }
      b.store(extent, b.element(b.getI64Type(), shape, axis));
    }
  });
}

void HostLowering::emitOutputShapes() {
  Type pointer = LLVM::LLVMPointerType::get(function.getContext());
  EntryBuilder b(module, function.getLoc(), prefix + "_output_shapes", {pointer, pointer},
                 IntegerType::get(function.getContext(), 32));
  if (body.getTerminator()->getNumOperands())
    b.require(b.isSet(b.argument(1)), InvalidArgument);
  callPlan(b, b.argument(0));
  IRMapping values;
  emitExtents(b, values, b.argument(0));
  for (auto [number, result] : llvm::enumerate(body.getTerminator()->getOperands()))
    if (isTensor(result))
      storeShape(b, values, b.argument(1), number, result);
  b.ret(b.i32(OK));
}

// kernel.task(closure, begin, end): unpacks the arguments and runs the range.
func::FuncOp HostLowering::taskFunction(KernelOp kernel) {
  std::string name = (kernel.getSymName() + "_task").str();
  if (auto known = module.lookupSymbol<func::FuncOp>(name))
    return known;
  Type pointer = LLVM::LLVMPointerType::get(module.getContext());
  Type i64 = IntegerType::get(module.getContext(), 64);
  EntryBuilder b(module, kernel.getLoc(), name, {pointer, i64, i64}, {});
  b.function.setPrivate();
  SmallVector<Value> arguments;
  for (auto [slot, type] : llvm::enumerate(kernel.getArgumentTypes().drop_back(2))) {
    Value where = b.element(i64, b.argument(0), slot);
    Value loaded = b.load(type.isIndex() ? i64 : type, where);
    arguments.push_back(type.isIndex() ? b.toIndex(loaded) : loaded);
  }
  arguments.push_back(b.toIndex(b.argument(1)));
  arguments.push_back(b.toIndex(b.argument(2)));
  func::CallOp::create(b, kernel.getSymName(), TypeRange(), arguments);
  func::ReturnOp::create(b);
  return b.function;
}

LogicalResult HostLowering::emitDispatch(DispatchOp dispatch, EntryBuilder &b, IRMapping &values,
                                         Value context) {
  auto kernel = module.lookupSymbol<KernelOp>(dispatch.getKernel());
  if (!kernel || !kernel.getTasks())
    return dispatch.emitOpError() << "runs a kernel that has not been lowered to loops";
  // The kernel's order: tensors read, tensors written, extents.
  SmallVector<Value> arguments, indices;
  for (Value operand : dispatch.getArguments())
    if (isTensor(operand))
      arguments.push_back(address(operand, b));
    else
      indices.push_back(values.lookup(operand));
  for (Value result : dispatch.getResults()) {
    if (onHeap.contains(result))
      addresses[result] = owners[result] = allocateOnHeap(
          dataBytes(cast<RankedTensorType>(result.getType()), extentsOf(result), b, values), b);
    arguments.push_back(addresses.lookup(result));
  }
  if (llvm::is_contained(arguments, Value()))
    return dispatch.emitOpError() << "works on a tensor that is nowhere";
  StringRef name = kernel.getSymName();
  name.consume_front(prefix + "_main_");
  profiled(b, name, [&] {
    callKernel(b, kernel, std::move(arguments), indices, context);
  });
  return success();
}

void HostLowering::callKernel(EntryBuilder &b, KernelOp kernel, SmallVector<Value> arguments,
                              ValueRange indices, Value context) {
  llvm::append_range(arguments, indices);
  Value tasks =
      affine::expandAffineMap(b, b.getLoc(), kernel.getTasksAttr().getValue(), indices)->front();
  Value zero = arith::ConstantIndexOp::create(b, 0);
  APInt constant;
  int64_t cost = kernel.getCost().value_or(1000);
  std::optional<int64_t> known;
  if (matchPattern(tasks, m_ConstantInt(&constant)))
    known = constant.getSExtValue();
  if (options.threads == 1 || (known && (*known <= 1 || *known * cost < minParallelNanoseconds))) {
    arguments.append({zero, tasks});
    func::CallOp::create(b, kernel.getSymName(), TypeRange(), arguments);
    return;
  }
  for (auto [slot, argument] : llvm::enumerate(arguments))
    b.store(argument.getType().isIndex() ? b.toI64(argument) : argument,
            b.element(b.getI64Type(), closure, slot));
  func::FuncOp task = taskFunction(kernel);
  Value function = func::ConstantOp::create(b, task.getFunctionType(), task.getSymName());
  function = UnrealizedConversionCastOp::create(b, b.pointer(), function).getResult(0);
  int64_t grain = std::max<int64_t>(1, minParallelNanoseconds / std::max<int64_t>(cost, 1));
  b.call("cameo_parallel_for", {}, {context, function, closure, b.toI64(tasks), b.i64(grain)});
}

Value HostLowering::closureOf(EntryBuilder &b) {
  size_t slots = 1;
  for (auto kernel : module.getOps<KernelOp>())
    slots = std::max<size_t>(slots, kernel.getArgumentTypes().size());
  return LLVM::AllocaOp::create(b, b.pointer(), b.getI64Type(), b.i64(slots), 16);
}

LogicalResult HostLowering::emitBlock(Block &block, EntryBuilder &b, IRMapping &values,
                                      Value dims,
                                      function_ref<LogicalResult(DispatchOp)> dispatch,
                                      function_ref<void(tensor::ExtractOp)> beforeRead,
                                      function_ref<void(Value)> require) {
  auto emitInner = [&](Block &inner) {
    return emitBlock(inner, b, values, dims, dispatch, beforeRead, require);
  };
  for (Operation &op : block) {
    b.setLoc(op.getLoc());
    if (auto branch = dyn_cast<IfOp>(op)) {
      if (failed(emitIf(branch, b, values, emitInner)))
        return failure();
    } else if (auto loop = dyn_cast<LoopOp>(op)) {
      if (failed(emitLoop(loop, b, values, emitInner)))
        return failure();
    } else if (auto call = dyn_cast<CallOp>(op)) {
      if (failed(emitCall(call, b, values)))
        return failure();
    } else if (auto strings = dyn_cast<StringsOp>(op)) {
      addresses[strings] = stringTable(strings, b);
    } else if (auto kernel = dyn_cast<DispatchOp>(op)) {
      if (failed(dispatch(kernel)))
        return failure();
    } else if (isScalar(op)) {
      if (values.contains(op.getResult(0)))
        continue;
      if (auto read = dyn_cast<tensor::ExtractOp>(op))
        beforeRead(read);
      if (failed(emitScalar(op, b, values, dims)))
        return failure();
    } else if (auto check = dyn_cast<RequireOp>(op)) {
      if (!isPlanned(check))
        require(values.lookup(check.getCondition()));
    } else if (!isa<tensor::CollapseShapeOp, tensor::ExpandShapeOp, tensor::CastOp,
                    arith::ConstantOp, func::ReturnOp, YieldOp, NextOp>(op)) {
      return op.emitOpError() << "is no part of a host function";
    }
    if (!op.hasTrait<OpTrait::IsTerminator>())
      releaseAfter(&op, b);
  }
  return success();
}

// int invoke(const int64_t *dims, const void *const *inputs, void **outputs,
//            int64_t *const *output_shapes, const cameo_context *ctx)
LogicalResult HostLowering::emitInvoke() {
  MLIRContext *context = module.getContext();
  Type pointer = LLVM::LLVMPointerType::get(context);
  Type i64 = IntegerType::get(context, 64);
  EntryBuilder b(module, function.getLoc(), prefix + (options.device ? "_invoke_cpu" : "_invoke"),
                 {pointer, pointer, pointer, pointer, pointer}, IntegerType::get(context, 32));
  Value dims = b.argument(0), inputs = b.argument(1), outputs = b.argument(2),
        shapes = b.argument(3), given = b.argument(4);

  closure = closureOf(b);
  int64_t stackBytes = 0;
  if (auto fixed = module->getAttrOfType<IntegerAttr>(workspaceAttr))
    stackBytes = fixed.getInt() <= maxStackBytes ? fixed.getInt() : 0;
  Value stack =
      stackBytes
          ? LLVM::AllocaOp::create(b, pointer, b.getI8Type(), b.i64(stackBytes), 64).getResult()
          : Value();

  if (body.getNumArguments())
    b.require(b.isSet(inputs), InvalidArgument);
  if (body.getTerminator()->getNumOperands())
    b.require(b.isSet(outputs), InvalidArgument);
  IRMapping values;
  for (BlockArgument argument : body.getArguments()) {
    Value address = b.load(pointer, b.element(pointer, inputs, argument.getArgNumber()));
    if (!function.getArgAttr(argument.getArgNumber(), optionalAttr))
      b.require(b.isSet(address), InvalidArgument);
    if (isTensor(argument))
      addresses[argument] = address;
    else
      values.map(argument, address);
  }
  if (hasCalls)
    openCalls(b);

  Value weights = weightsAddress(b, given);
  openProfile(b, given);

  Value total = callPlan(b, dims);
  emitExtents(b, values, dims);
  // The caller's workspace, if it gives one, must do.
  bool needed = !plan.getArenas().empty();
  Value offered = b.null();
  if (needed) {
    offered = b.choose(
        b.isSet(given), [&] { return b.load(pointer, b.member(given, WorkspacePointer)); },
        b.null());
    b.when(b.isSet(offered), [&] {
      Value bytes = b.load(i64, b.member(given, WorkspaceBytes));
      b.require(LLVM::ICmpOp::create(b, LLVM::ICmpPredicate::uge, bytes, total), Workspace);
      Value low =
          LLVM::AndOp::create(b, LLVM::PtrToIntOp::create(b, i64, offered).getResult(), b.i64(63));
      b.require(LLVM::ICmpOp::create(b, LLVM::ICmpPredicate::eq, low, b.i64(0)), Workspace);
    });
  }

  // Outputs that the caller leaves to the model. If memory runs out, or data are
  // not as the model declares, they are given back one after another, each block
  // going on with the one before.
  Block *outOfMemory = b.aside([&] { b.ret(b.i32(OutOfMemory)); });
  Block *wrongData = nullptr;
  callFailed = hasCalls ? b.aside([&] { b.ret(b.load(b.getI32Type(), callStatus)); }) : nullptr;
  auto isLate = [&](RequireOp op) {
    return isPlanned(op) ? WalkResult::advance() : WalkResult::interrupt();
  };
  if (isProgram() || function.walk(isLate).wasInterrupted())
    wrongData = b.aside([&] { b.ret(b.i32(Shape)); });
  SmallVector<Value> outputAddresses, outputBytes;
  for (auto [number, result] : llvm::enumerate(body.getTerminator()->getOperands())) {
    Value slot = b.element(pointer, outputs, number);
    Value callers = b.load(pointer, slot);
    if (isModels(number, result)) {
      // Its size is not known to anybody yet.
      b.require(b.isNull(callers), InvalidArgument);
      outputAddresses.emplace_back();
      outputBytes.emplace_back();
      continue;
    }
    Value bytes = bytesOf(b, values, outputSize(result));
    if (Type element = packedElement(result, number))
      bytes = packedBytes(b, bytes, element);
    Value mine = b.choose(
        b.isNull(callers),
        [&] {
          Value fresh = b.call("cameo_allocate", pointer, {given, bytes, b.i64(64)});
          b.require(b.isSet(fresh), outOfMemory);
          b.store(fresh, slot);
          return fresh;
        },
        b.null());
    for (Block **failure : {&outOfMemory, &wrongData, &callFailed})
      if (*failure)
        *failure = b.aside([&, earlier = *failure] {
          b.when(b.isSet(mine), [&] {
            b.call("cameo_deallocate", {}, {given, mine, bytes});
            b.store(b.null(), slot);
          });
          b.jump(earlier);
        });
    outputAddresses.push_back(LLVM::SelectOp::create(b, b.isSet(callers), callers, mine));
    outputBytes.push_back(bytes);
  }

  // The workspace: the caller's, or the stack's, or allocated for this run.
  Value workspace = b.null(), mine = b.null();
  if (needed && stack) {
    workspace = stackBytes <= maxRegisterBytes
                    ? stack
                    : LLVM::SelectOp::create(b, b.isSet(offered), offered, stack).getResult();
  } else if (needed) {
    mine = b.choose(
        b.isNull(offered),
        [&] {
          Value fresh = b.call("cameo_allocate", pointer, {given, total, b.i64(64)});
          b.require(b.isSet(fresh), outOfMemory);
          return fresh;
        },
        b.null());
    workspace = LLVM::SelectOp::create(b, b.isSet(offered), offered, mine);
  }

  auto freeWorkspace = [&] {
    if (needed && !stack)
      b.when(b.isSet(mine), [&] { b.call("cameo_deallocate", {}, {given, mine, total}); });
  };
  // All that a run has at its end, or where it fails.
  heap = Value();
  if (!onHeap.empty() || hasCalls) {
    Type layout = LLVM::LLVMStructType::getLiteral(context, {pointer, pointer});
    heap = LLVM::AllocaOp::create(b, pointer, layout, b.i64(1), 8);
    b.store(given, heap);
    b.store(b.null(), b.element(pointer, heap, 1));
  }
  auto cleanUp = [&] {
    if (heap)
      b.call("cameo_heap_close", {}, {heap});
    freeWorkspace();
  };
  for (Block **failure : {&outOfMemory, &wrongData, &callFailed})
    if (*failure && (heap || failure == &wrongData))
      *failure = b.aside([&, earlier = *failure] {
        cleanUp();
        b.jump(earlier);
      });
  noMemory = outOfMemory;
  noData = wrongData;

  // Addresses of all roots; those of packed inputs are of what becomes of them.
  DenseMap<Value, Value> packed;
  for (Value argument : body.getArguments())
    if (packedElement(argument))
      packed[argument] = addresses.lookup(argument);
  SmallVector<Value> bases;
  Value base = workspace;
  for (const MemoryPlan::Arena &arena : plan.getArenas()) {
    bases.push_back(base);
    base = b.advance(base, arenaBytes(b, values, arena));
  }
  for (auto [tensor, offset] : weightOffsets)
    addresses[tensor] = b.advance(weights, b.i64(offset));
  for (auto [result, number] : outputOf)
    addresses[result] = outputAddresses[number];
  for (auto &[key, buffer] : plan.getBuffers()) {
    Value offset = b.i64(buffer.offset);
    for (Value factor : plan.getArenas()[buffer.arena].factors)
      offset = LLVM::MulOp::create(b, offset, b.toI64(values.lookup(factor)));
    Value address = b.advance(bases[buffer.arena], offset);
    if (key.second == 0)
      addresses[key.first] = address;
    else
      secondSlots[key.first] = address;
  }

  for (Value argument : body.getArguments())
    if (Type element = packedElement(argument)) {
      auto type = cast<RankedTensorType>(argument.getType());
      Value count = bytesOf(b, values, byteSize(type, extentsOf(argument)));
      unpack(b, packed[argument], addresses.lookup(argument), count, element);
    }
  if (failed(emitBlock(
          body, b, values, dims,
          [&](DispatchOp dispatch) { return emitDispatch(dispatch, b, values, given); },
          /*beforeRead=*/[](tensor::ExtractOp) {},
          [&](Value condition) { b.require(condition, wrongData); })))
    return failure();

  // The bytes of a result whose extents are known now.
  auto knownBytes = [&](Value result) {
    auto type = cast<RankedTensorType>(result.getType());
    SmallVector<Value> extents;
    for (int64_t axis = 0; axis < type.getRank(); ++axis)
      if (type.isDynamicDim(axis))
        extents.push_back(resultExtents[{result, axis}]);
    return dataBytes(type, extents, b, values);
  };
  // Copies strings or a list to a block that the caller owns, unless a later one fails.
  // Of a list, `count` is null.
  auto exportOutput = [&](Value slot, Value from, Value count) {
    SmallVector<Value> arguments{given, from};
    if (count)
      arguments.push_back(count);
    arguments.push_back(slot);
    StringRef name = count ? "cameo_strings_export" : "cameo_sequence_export";
    Value status = b.call(name, b.getI32Type(), arguments);
    b.require(LLVM::ICmpOp::create(b, LLVM::ICmpPredicate::eq, status, b.i32(OK)), noMemory);
    noMemory = b.aside([&, earlier = noMemory] {
      SmallVector<Value> freed{given, b.load(pointer, slot)};
      if (count)
        freed.push_back(count);
      b.call(count ? "cameo_strings_free" : "cameo_sequence_free", {}, freed);
      b.store(b.null(), slot);
      b.jump(earlier);
    });
  };
  for (auto [number, result] : llvm::enumerate(body.getTerminator()->getOperands())) {
    Value slot = b.element(pointer, outputs, number);
    if (!isTensor(result)) {
      exportOutput(slot, values.lookup(result), Value());
      continue;
    }
    Value root = rootOf(result);
    auto direct = outputOf.find(root);
    Type packedAs = packedElement(result, number);
    if (function.getResultAttr(number, stringsAttr)) {
      // An address has eight bytes.
      Value count = LLVM::LShrOp::create(b, knownBytes(result), b.i64(3));
      exportOutput(slot, address(result, b), count);
    } else if (packedAs && !isOfDataSize(result)) {
      pack(b, address(result, b), outputAddresses[number], bytesOf(b, values, outputSize(result)),
           packedAs);
    } else if (isOfDataSize(result)) {
      Value count = knownBytes(result);
      Value bytes = packedAs ? packedBytes(b, count, packedAs) : count;
      Value fresh = b.call("cameo_allocate", pointer, {given, bytes, b.i64(64)});
      b.require(b.isSet(fresh), noMemory);
      b.store(fresh, slot);
      noMemory = b.aside([&, earlier = noMemory] {
        b.call("cameo_deallocate", {}, {given, fresh, bytes});
        b.store(b.null(), slot);
        b.jump(earlier);
      });
      if (packedAs)
        pack(b, address(result, b), fresh, count, packedAs);
      else
        copy(b, fresh, address(result, b), bytes);
    } else if (direct == outputOf.end() || direct->second != number) {
      LLVM::MemmoveOp::create(b, outputAddresses[number], address(result, b), outputBytes[number],
                              /*isVolatile=*/false);
    }
    if (cast<RankedTensorType>(result.getType()).getRank())
      b.when(b.isSet(shapes), [&] { storeShape(b, values, shapes, number, result); });
  }
  cleanUp();
  b.ret(b.i32(OK));
  return success();
}

LogicalResult HostLowering::lower() {
  // Extents are arithmetic whose overflow can be seen.
  WalkResult expanded = function.walk([&](affine::AffineApplyOp apply) -> WalkResult {
    OpBuilder builder(apply);
    auto results = affine::expandAffineMap(builder, apply.getLoc(), apply.getAffineMap(),
                                           llvm::to_vector(apply.getOperands()));
    if (!results)
      return apply.emitOpError() << "is an extent that cannot be computed";
    apply.replaceAllUsesWith(results->front());
    apply.erase();
    return WalkResult::advance();
  });
  if (expanded.wasInterrupted())
    return failure();
  hoistChecks();
  // Extents of packed inputs and of the results, as scalars of the function.
  OpBuilder atStart = OpBuilder::atBlockBegin(&body);
  for (Value argument : body.getArguments())
    if (auto type = dyn_cast<RankedTensorType>(argument.getType()); type && packedElement(argument))
      for (int64_t axis = 0; axis < type.getRank(); ++axis)
        if (type.isDynamicDim(axis))
          resultExtents[{argument, axis}] =
              tensor::DimOp::create(atStart, function.getLoc(), argument, axis);
  OpBuilder builder(body.getTerminator());
  for (Value result : body.getTerminator()->getOperands()) {
    auto type = dyn_cast<RankedTensorType>(result.getType());
    if (!type && !isa<ListType>(result.getType()))
      return function.emitOpError() << "has a result that is neither tensor nor list";
    if (!type)
      continue;
    for (int64_t axis = 0; axis < type.getRank(); ++axis)
      if (type.isDynamicDim(axis)) {
        Value extent = extentOf(builder, result, axis);
        if (auto loop = extent.getDefiningOp<LoopOp>())
          if (Value same = loop.getInvariant(cast<OpResult>(extent).getResultNumber()))
            extent = same;
        resultExtents[{result, axis}] = extent;
      }
  }
  if (failed(analyze()))
    return failure();
  if (llvm::any_of(llvm::enumerate(body.getTerminator()->getOperands()),
                   [&](auto it) { return isModels(it.index(), it.value()); }))
    module->setAttr(dataExtentsAttr, builder.getUnitAttr());
  layOutWeights();
  if (!signature.dims.empty())
    emitPlan();
  emitWorkspaceBytes();
  emitOutputShapes();
  // What a run does of a program is not known when it is recorded: it is the CPU's.
  options.cpu |= isProgram();
  if (options.cpu && failed(emitInvoke()))
    return failure();
  if (!stringTables.empty())
    module->setAttr(stringTablesAttr, builder.getArrayAttr(stringTables));
  if (options.device) {
    if (isProgram())
      emitNoRecord();
    else if (failed(emitRecord()))
      return failure();
    emitDeviceInvoke();
  }
  function.erase();
  return success();
}

namespace {
struct HostToLLVM : cameo::impl::HostToLLVMPassBase<HostToLLVM> {
  using HostToLLVMPassBase::HostToLLVMPassBase;
  void runOnOperation() override {
    auto function = getOperation().lookupSymbol<func::FuncOp>("main");
    if (!function) {
      getOperation().emitError() << "the module has no function @main";
      return signalPassFailure();
    }
    // Kernels carry the model's prefix, as all symbols do.
    DenseMap<StringAttr, FlatSymbolRefAttr> names;
    for (auto kernel : getOperation().getOps<KernelOp>()) {
      StringAttr old = kernel.getSymNameAttr();
      kernel.setSymName((prefix + "_" + old.getValue()).str());
      names[old] = FlatSymbolRefAttr::get(kernel);
    }
    AttrTypeReplacer renames;
    renames.addReplacement([&](FlatSymbolRefAttr reference) -> std::optional<Attribute> {
      if (FlatSymbolRefAttr renamed = names.lookup(reference.getAttr()))
        return renamed;
      return std::nullopt;
    });
    renames.recursivelyReplaceElementsIn(function);
    if (failed(HostLowering(function, {prefix, threads, device, cpu, sideWeights, profile}).lower()))
      return signalPassFailure();
    convertKernelsToFunctions(getOperation());
    // They are in the object as data.
    for (auto shader : llvm::make_early_inc_range(getOperation().getOps<spirv::ModuleOp>()))
      shader.erase();
  }
};
} // namespace
