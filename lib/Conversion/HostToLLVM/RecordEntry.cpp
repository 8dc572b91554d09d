// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The host function as a recording for a device (cameo_gpu.h): tensors are
// ranges of the device's buffers, dispatches are dispatches of SPIR-V modules,
// and what no module can do is a step of the host.

#include "lib/Conversion/HostToLLVM/HostLowering.h"
#include "lib/Conversion/KernelsToSPIRV/KernelsToSPIRV.h"
#include "mlir/Dialect/Affine/Utils.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"

using namespace mlir;
using namespace cameo;

namespace {
// Spaces and members as in cameo_gpu.h.
constexpr int64_t workspaceSpace = 0, weightsSpace = 1, inputSpace = 0x10000, outputSpace = 0x20000;
enum Member { Supports, Reserve, Dispatch, Copy, Host, Read };
constexpr int64_t maxGroupsInX = 65535;
// What Vulkan promises one module: buffers, words of push constants, invocations of
// a workgroup, bytes of its memory.
constexpr int64_t minBuffers = 4, minPushWords = 32, minInvocations = 128, minShared = 16384;

/// A stage of a kernel, as kernels-to-spirv describes it.
struct Stage {
  AffineMap groups;
  SmallVector<int64_t> buffers; // which of the kernel's tensors it accesses
  SmallVector<int64_t> modules; // its versions, the best one first
  bool runsAnywhere = true;     // on ranges of any device
};

SmallVector<Stage> stagesOf(KernelOp kernel) {
  SmallVector<Stage> stages;
  auto device = kernel->getAttrOfType<DictionaryAttr>(deviceAttr);
  if (!device)
    return stages;
  int64_t pushWords =
      llvm::count_if(kernel.getArgumentTypes(), [](Type type) { return type.isIndex(); });
  llvm::StringMap<int64_t> numbers;
  for (auto shader : kernel->getParentOfType<ModuleOp>().getOps<spirv::ModuleOp>())
    numbers.try_emplace(*shader.getSymName(), numbers.size());
  for (auto fields : device.getAs<ArrayAttr>("stages").getAsRange<DictionaryAttr>()) {
    Stage &stage = stages.emplace_back();
    stage.groups = fields.getAs<AffineMapAttr>("groups").getValue();
    stage.buffers = llvm::to_vector(fields.getAs<DenseI64ArrayAttr>("buffers").asArrayRef());
    int64_t invocations = 1;
    for (int64_t size : fields.getAs<DenseI64ArrayAttr>("workgroup").asArrayRef())
      invocations *= size;
    stage.runsAnywhere = int64_t(stage.buffers.size()) <= minBuffers &&
                         pushWords <= minPushWords && invocations <= minInvocations;
    for (auto version : fields.getAs<ArrayAttr>("versions").getAsRange<DictionaryAttr>()) {
      stage.modules.push_back(numbers.at(version.getAs<FlatSymbolRefAttr>("module").getValue()));
      stage.runsAnywhere &= version.getAs<IntegerAttr>("features").getInt() == 0 &&
                            version.getAs<IntegerAttr>("shared").getInt() <= minShared;
    }
  }
  return stages;
}

// Whether every device can bind a value as one range, if it is a tensor: Vulkan
// promises 2^27 bytes, and a caller's buffer may end within a word.
bool alwaysFits(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  if (!type || !type.hasStaticShape())
    return !type;
  int64_t bytes = byteSize(type, {}).coefficient;
  return bytes < (1 << 27) && bytes % 4 == 0;
}

Type rangeType(MLIRContext *context) {
  Type i32 = IntegerType::get(context, 32), i64 = IntegerType::get(context, 64);
  return LLVM::LLVMStructType::getLiteral(context, {i32, i32, i64, i64});
}
} // namespace

// The sizes of scratch buffers, computed before each dispatch.
void HostLowering::addScratchSizes() {
  for (auto dispatch : body.getOps<DispatchOp>()) {
    auto kernel = module.lookupSymbol<KernelOp>(dispatch.getKernel());
    auto device = kernel->getAttrOfType<DictionaryAttr>(deviceAttr);
    if (!device)
      continue;
    SmallVector<Value> extents;
    for (Value operand : dispatch.getArguments())
      if (!isTensor(operand))
        extents.push_back(operand);
    OpBuilder builder(dispatch);
    for (auto size : device.getAs<ArrayAttr>("scratch").getAsValueRange<AffineMapAttr>())
      scratchSizes[dispatch].push_back(
          affine::expandAffineMap(builder, dispatch.getLoc(), size, extents)->front());
  }
}

void HostLowering::checkStatus(EntryBuilder &b, Value status) {
  b.require(LLVM::ICmpOp::create(b, LLVM::ICmpPredicate::eq, status, b.i32(OK)), status);
}

Value HostLowering::callRecorder(EntryBuilder &b, unsigned member, ValueRange arguments) {
  Value recorder = b.argument(2);
  SmallVector<Value> operands{b.load(b.pointer(), b.element(b.pointer(), recorder, member)),
                              recorder};
  llvm::append_range(operands, arguments);
  auto type = LLVM::LLVMFunctionType::get(
      b.getI32Type(), llvm::to_vector(ValueRange(operands).drop_front().getTypes()));
  return LLVM::CallOp::create(b, type, operands).getResult();
}

HostLowering::Place HostLowering::placeOf(Value root, EntryBuilder &b, IRMapping &values,
                                          Value dims) {
  if (auto known = places.find(root); known != places.end())
    return known->second;
  auto type = cast<RankedTensorType>(root.getType());
  if (auto argument = dyn_cast<BlockArgument>(root)) {
    Value bytes = b.i64(byteSize(RankedTensorType::get({}, type.getElementType()), {}).coefficient);
    unsigned number = argument.getArgNumber();
    for (auto [axis, extent] : llvm::enumerate(type.getShape()))
      bytes = LLVM::MulOp::create(
          b, bytes,
          type.isDynamicDim(axis)
              ? b.load(b.getI64Type(),
                       b.element(b.getI64Type(), dims, signature.inputs[number][axis]))
              : b.i64(extent));
    return {b.i32(inputSpace + number), b.i64(0), bytes};
  }
  if (auto offset = weightOffsets.find(root); offset != weightOffsets.end())
    return {b.i32(weightsSpace), b.i64(offset->second), bytesOf(b, values, byteSize(type, {}))};
  Value bytes = bytesOf(b, values, byteSize(type, extentsOf(root)));
  if (auto output = outputOf.find(root); output != outputOf.end())
    return {b.i32(outputSpace + output->second), b.i64(0), bytes};
  return {};
}

void HostLowering::storeRanges(EntryBuilder &b, ArrayRef<Place> places, unsigned read,
                               ArrayRef<int64_t> which) {
  Type type = rangeType(b.getContext());
  for (auto [number, index] : llvm::enumerate(which)) {
    const Place &place = places[index];
    auto member = [&](int32_t field) -> Value {
      return LLVM::GEPOp::create(b, b.pointer(), type, ranges,
                                 ArrayRef<LLVM::GEPArg>{int32_t(number), field});
    };
    b.store(place.space, member(0));
    b.store(b.i32(index >= int64_t(read)), member(1));
    b.store(place.offset, member(2));
    b.store(place.bytes, member(3));
  }
}

void HostLowering::storeRanges(EntryBuilder &b, ArrayRef<Place> places, unsigned read) {
  storeRanges(b, places, read, llvm::to_vector(llvm::seq<int64_t>(0, places.size())));
}

// int step(void *const *buffers, const int64_t *values, const cameo_context *ctx)
func::FuncOp HostLowering::hostStep(KernelOp kernel) {
  std::string name = (kernel.getSymName() + "_step").str();
  if (auto known = module.lookupSymbol<func::FuncOp>(name))
    return known;
  Type pointer = LLVM::LLVMPointerType::get(module.getContext());
  EntryBuilder b(module, kernel.getLoc(), name, {pointer, pointer, pointer},
                 IntegerType::get(module.getContext(), 32));
  b.function.setPrivate();
  closure = closureOf(b);
  SmallVector<Value> addresses, extents;
  for (Type type : kernel.getArgumentTypes().drop_back(2))
    if (type.isIndex())
      extents.push_back(b.toIndex(
          b.load(b.getI64Type(), b.element(b.getI64Type(), b.argument(1), extents.size()))));
    else
      addresses.push_back(b.load(pointer, b.element(pointer, b.argument(0), addresses.size())));
  callKernel(b, kernel, addresses, extents, b.argument(2));
  b.ret(b.i32(OK));
  return b.function;
}

void HostLowering::recordHostStep(EntryBuilder &b, func::FuncOp step, ArrayRef<Place> places,
                                  unsigned read, ValueRange numbers) {
  storeRanges(b, places, read);
  for (auto [number, value] : llvm::enumerate(numbers))
    b.store(value.getType().isIndex() ? b.toI64(value) : value,
            b.element(b.getI64Type(), words, number));
  Value address = func::ConstantOp::create(b, step.getFunctionType(), step.getSymName());
  address = UnrealizedConversionCastOp::create(b, b.pointer(), address).getResult(0);
  checkStatus(
      b,
      callRecorder(b, Host, {address, b.i32(places.size()), ranges, b.i32(numbers.size()), words}));
}

LogicalResult HostLowering::recordDispatch(DispatchOp dispatch, EntryBuilder &b, IRMapping &values,
                                           Value dims) {
  auto kernel = module.lookupSymbol<KernelOp>(dispatch.getKernel());
  SmallVector<Place> places;
  SmallVector<Value> extents;
  for (Value operand : dispatch.getArguments())
    if (isTensor(operand))
      places.push_back(placeOf(rootOf(operand), b, values, dims));
    else
      extents.push_back(values.lookup(operand));
  unsigned read = places.size();
  for (Value result : dispatch.getResults())
    places.push_back(placeOf(result, b, values, dims));
  unsigned tensors = places.size();

  SmallVector<Stage> stages = stagesOf(kernel);
  auto runOnHost = [&] {
    recordHostStep(b, hostStep(kernel), ArrayRef(places).take_front(tensors), read, extents);
  };
  if (stages.empty()) {
    runOnHost();
    return success();
  }
  for (auto [number, size] : llvm::enumerate(scratchSizes.lookup(dispatch))) {
    const MemoryPlan::Buffer *buffer = devicePlan.lookup(dispatch.getResult(0), number + 1);
    places.push_back(
        {b.i32(workspaceSpace), workspaceOffset(b, values, *buffer), b.toI64(values.lookup(size))});
  }
  auto runOnDevice = [&](ArrayRef<Value> numbers) {
    for (auto [stage, number] : llvm::zip(stages, numbers)) {
      Value groups =
          b.toI64(affine::expandAffineMap(b, b.getLoc(), stage.groups, extents)->front());
      b.when(LLVM::ICmpOp::create(b, LLVM::ICmpPredicate::sgt, groups, b.i64(0)), [&] {
        storeRanges(b, places, read, stage.buffers);
        Type i32 = b.getI32Type();
        for (auto [slot, extent] : llvm::enumerate(extents))
          b.store(LLVM::TruncOp::create(b, i32, b.toI64(extent)), b.element(i32, words, slot));
        Value grid = b.element(i32, words, extents.size());
        Value x = LLVM::SMinOp::create(b, groups, b.i64(maxGroupsInX));
        Value y = LLVM::UDivOp::create(
            b, LLVM::SubOp::create(b, LLVM::AddOp::create(b, groups, x), b.i64(1)), x);
        b.store(LLVM::TruncOp::create(b, i32, x), grid);
        b.store(LLVM::TruncOp::create(b, i32, y), b.element(i32, grid, 1));
        b.store(b.i32(1), b.element(i32, grid, 2));
        checkStatus(b, callRecorder(b, Dispatch, {number, ranges, words, grid}));
      });
    }
  };
  SmallVector<Value> numbers;
  if (!options.cpu && llvm::all_of(stages, [](const Stage &stage) { return stage.runsAnywhere; }) &&
      llvm::all_of(dispatch->getOperands(), alwaysFits) &&
      llvm::all_of(dispatch->getResults(), alwaysFits)) {
    for (const Stage &stage : stages)
      numbers.push_back(b.i32(stage.modules.front()));
    runOnDevice(numbers);
    return success();
  }
  // A kernel's stages run together, on one side or the other.
  auto isSupported = [&](int64_t version) -> Value {
    Value answer = callRecorder(b, Supports, {b.i32(version), ranges});
    return LLVM::ICmpOp::create(b, LLVM::ICmpPredicate::ne, answer, b.i32(0));
  };
  Value onDevice;
  for (const Stage &stage : stages) {
    storeRanges(b, places, read, stage.buffers);
    Value number = b.i32(stage.modules.back()), found = isSupported(stage.modules.back());
    for (int64_t version : llvm::reverse(ArrayRef(stage.modules).drop_back())) {
      Value better = isSupported(version);
      number = LLVM::SelectOp::create(b, better, b.i32(version), number);
      found = LLVM::OrOp::create(b, found, better);
    }
    numbers.push_back(number);
    onDevice = onDevice ? LLVM::AndOp::create(b, onDevice, found).getResult() : found;
  }
  b.when(onDevice, [&] { runOnDevice(numbers); });
  Value no = LLVM::ConstantOp::create(b, onDevice.getType(), 0);
  b.when(LLVM::ICmpOp::create(b, LLVM::ICmpPredicate::eq, onDevice, no), runOnHost);
  return success();
}

Value HostLowering::workspaceOffset(EntryBuilder &b, IRMapping &values,
                                    const MemoryPlan::Buffer &buffer) {
  Value offset = b.i64(buffer.offset);
  for (Value factor : devicePlan.getArenas()[buffer.arena].factors)
    offset = LLVM::MulOp::create(b, offset, b.toI64(values.lookup(factor)));
  return LLVM::AddOp::create(b, arenaStarts[buffer.arena], offset);
}

// int record(const int64_t *dims, int64_t *const *output_shapes, cameo_gpu_recorder *recorder)
LogicalResult HostLowering::emitRecord() {
  Type pointer = LLVM::LLVMPointerType::get(module.getContext());
  EntryBuilder b(module, function.getLoc(), prefix + "_record", {pointer, pointer, pointer},
                 IntegerType::get(module.getContext(), 32));
  Value dims = b.argument(0), shapes = b.argument(1);
  addresses.clear();
  places.clear();
  size_t most = 2, mostWords = 1;
  for (auto dispatch : body.getOps<DispatchOp>()) {
    most = std::max(most, dispatch.getArguments().size() + dispatch.getNumResults() +
                              scratchSizes.lookup(dispatch).size());
    mostWords = std::max<size_t>(mostWords, dispatch.getArguments().size());
  }
  Type i64 = b.getI64Type();
  ranges = LLVM::AllocaOp::create(b, pointer, rangeType(b.getContext()), b.i64(most), 16);
  words = LLVM::AllocaOp::create(b, pointer, i64, b.i64(mostWords + 3), 16);
  Value readAddress = LLVM::AllocaOp::create(b, pointer, pointer, b.i64(1), 16);

  callPlan(b, dims); // refuses dims that no run can have
  IRMapping values;
  emitExtents(b, values, dims);

  // The spaces: each class of sizes of the workspace after the other.
  Value total = b.i64(0);
  arenaStarts.clear();
  for (const MemoryPlan::Arena &arena : devicePlan.getArenas()) {
    arenaStarts.push_back(total);
    total = LLVM::AddOp::create(b, total, arenaBytes(b, values, arena));
  }
  auto reserve = [&](Value space, Value bytes) {
    checkStatus(b, callRecorder(b, Reserve, {space, bytes}));
  };
  reserve(b.i32(workspaceSpace), total);
  for (BlockArgument argument : body.getArguments()) {
    places[argument] = placeOf(argument, b, values, dims);
    reserve(places[argument].space, places[argument].bytes);
  }
  SmallVector<Value> outputBytes;
  for (auto [number, result] : llvm::enumerate(body.getTerminator()->getOperands())) {
    Value bytes = bytesOf(b, values, outputSize(result));
    outputBytes.push_back(bytes);
    reserve(b.i32(outputSpace + number), bytes);
    if (cast<RankedTensorType>(result.getType()).getRank())
      b.when(b.isSet(shapes), [&] { storeShape(b, values, shapes, number, result); });
  }
  for (Operation &op : body)
    for (Value result : op.getResults()) {
      if (!isTensor(result) || rootOf(result) != result)
        continue;
      if (const MemoryPlan::Buffer *buffer = devicePlan.lookup(result)) {
        Value bytes = bytesOf(
            b, values, byteSize(cast<RankedTensorType>(result.getType()), extentsOf(result)));
        places[result] = {b.i32(workspaceSpace), workspaceOffset(b, values, *buffer), bytes};
      } else {
        places[result] = placeOf(result, b, values, dims);
      }
    }

  // What a run has computed so far happens before it is read.
  auto read = [&](tensor::ExtractOp extract) {
    Value root = rootOf(extract.getTensor());
    storeRanges(b, places.lookup(root), /*read=*/1);
    checkStatus(b, callRecorder(b, Read, {ranges, readAddress}));
    addresses[root] = b.load(pointer, readAddress);
  };
  if (failed(emitBlock(
          body, b, values, dims,
          [&](DispatchOp dispatch) { return recordDispatch(dispatch, b, values, dims); }, read,
          [&](Value condition) { b.require(condition, Shape); })))
    return failure();
  for (auto [number, result] : llvm::enumerate(body.getTerminator()->getOperands())) {
    Value root = rootOf(result);
    auto direct = outputOf.find(root);
    if (direct != outputOf.end() && direct->second == number)
      continue;
    Value bytes = outputBytes[number];
    b.when(LLVM::ICmpOp::create(b, LLVM::ICmpPredicate::ne, bytes, b.i64(0)), [&] {
      Place from = places.lookup(root);
      from.bytes = bytes;
      storeRanges(b, {from, {b.i32(outputSpace + number), b.i64(0), bytes}}, /*read=*/1);
      Value to = LLVM::GEPOp::create(b, b.pointer(), rangeType(b.getContext()), ranges,
                                     ArrayRef<LLVM::GEPArg>{1});
      checkStatus(b, callRecorder(b, Copy, {ranges, to}));
    });
  }
  b.ret(b.i32(OK));
  return success();
}

// int record(...) of a model that runs on the CPU alone.
void HostLowering::emitNoRecord() {
  Type pointer = LLVM::LLVMPointerType::get(module.getContext());
  EntryBuilder b(module, function.getLoc(), prefix + "_record", {pointer, pointer, pointer},
                 IntegerType::get(module.getContext(), 32));
  b.ret(b.i32(NoDevice));
}

// int invoke(...): on the context's instance, else on the CPU if there is code for it.
void HostLowering::emitDeviceInvoke() {
  Type pointer = LLVM::LLVMPointerType::get(module.getContext());
  SmallVector<Type> types(5, pointer);
  EntryBuilder b(module, function.getLoc(), prefix + "_invoke", types,
                 IntegerType::get(module.getContext(), 32));
  SmallVector<Value> arguments(b.function.getArguments());
  Value context = arguments.back();
  Value instance = b.choose(
      b.isSet(context), [&] { return b.load(pointer, b.member(context, Instance)); }, b.null());
  b.returnWhen(b.isSet(instance), [&] {
    // An instance begins with the function that runs it.
    SmallVector<Value> operands{b.load(pointer, instance), instance};
    llvm::append_range(operands, arguments);
    auto type = LLVM::LLVMFunctionType::get(b.getI32Type(), SmallVector<Type>(6, pointer));
    return LLVM::CallOp::create(b, type, operands).getResult();
  });
  if (options.cpu)
    b.ret(b.call(prefix + "_invoke_cpu", b.getI32Type(), arguments));
  else
    b.ret(b.i32(NoDevice));
}
