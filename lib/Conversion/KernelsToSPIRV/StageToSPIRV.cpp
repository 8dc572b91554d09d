// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One stage to one SPIR-V module: buffers become runtime arrays, indices 32-bit
// positions in them, and upstream's patterns do the rest in one conversion.

#include "lib/Conversion/KernelsToSPIRV/KernelsToSPIRV.h"
#include "mlir/Conversion/ArithToSPIRV/ArithToSPIRV.h"
#include "mlir/Conversion/FuncToSPIRV/FuncToSPIRV.h"
#include "mlir/Conversion/GPUToSPIRV/GPUToSPIRV.h"
#include "mlir/Conversion/IndexToSPIRV/IndexToSPIRV.h"
#include "mlir/Conversion/MathToSPIRV/MathToSPIRV.h"
#include "mlir/Conversion/MemRefToSPIRV/MemRefToSPIRV.h"
#include "mlir/Conversion/SCFToSPIRV/SCFToSPIRV.h"
#include "mlir/Conversion/UBToSPIRV/UBToSPIRV.h"
#include "mlir/Conversion/VectorToSPIRV/VectorToSPIRV.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SPIRV/IR/SPIRVAttributes.h"
#include "mlir/Dialect/SPIRV/IR/TargetAndABI.h"
#include "mlir/Dialect/SPIRV/Transforms/SPIRVConversion.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

using namespace mlir;
using namespace cameo;

namespace {

// What the modules may use; a device without one of the optional ones does not
// get the modules that need it.
spirv::TargetEnvAttr targetEnvironment(MLIRContext *context) {
  using spirv::Capability;
  using spirv::Extension;
  auto triple = spirv::VerCapExtAttr::get(
      spirv::Version::V_1_3,
      {Capability::Shader, Capability::Float16, Capability::Float64, Capability::Int8,
       Capability::Int16, Capability::Int64, Capability::StorageBuffer16BitAccess,
       Capability::StorageBuffer8BitAccess},
      {Extension::SPV_KHR_storage_buffer_storage_class, Extension::SPV_KHR_8bit_storage,
       Extension::SPV_KHR_16bit_storage},
      context);
  return spirv::TargetEnvAttr::get(
      triple, spirv::getDefaultResourceLimits(context), spirv::ClientAPI::Vulkan,
      spirv::Vendor::Unknown, spirv::DeviceType::Unknown, spirv::TargetEnvAttr::kUnknownDeviceID);
}

/// Rewrites a stage as a kernel of the gpu dialect.
class StageBuilder {
public:
  StageBuilder(KernelOp stage)
      : stage(stage), context(stage.getContext()), b(stage.getLoc(), OpBuilder(stage)) {}
  FailureOr<gpu::GPUModuleOp> build();

private:
  void bindArguments(gpu::GPUFuncOp function, unsigned addresses);
  LogicalResult clone(Block &from);
  Value linear(Value buffer, ValueRange indices);
  Value extent(Value buffer, int64_t axis);
  // The flat buffer behind a memref of the stage; null if that is no buffer.
  Value flat(Value buffer);
  FailureOr<Type> elementOf(Value address);
  SmallVector<Value> positions(Value buffer, ValueRange indices, Type vector);

  KernelOp stage;
  MLIRContext *context;
  ImplicitLocOpBuilder b;
  IRMapping mapping;
};

// Row-major, as all buffers are.
Value StageBuilder::extent(Value buffer, int64_t axis) {
  auto type = cast<MemRefType>(buffer.getType());
  if (!type.isDynamicDim(axis))
    return arith::ConstantIndexOp::create(b, type.getDimSize(axis));
  auto bound = buffer.getDefiningOp<BufferOp>();
  return mapping.lookup(bound.getExtents()[type.getDynamicDimIndex(axis)]);
}

Value StageBuilder::linear(Value buffer, ValueRange indices) {
  Value result;
  for (auto [axis, index] : llvm::enumerate(indices)) {
    Value mapped = mapping.lookup(index);
    result = result ? b.createOrFold<arith::AddIOp>(
                          b.createOrFold<arith::MulIOp>(result, extent(buffer, axis)), mapped)
                    : mapped;
  }
  return result ? result : arith::ConstantIndexOp::create(b, 0);
}

Value StageBuilder::flat(Value buffer) {
  if (auto bound = buffer.getDefiningOp<BufferOp>())
    return mapping.lookup(bound.getAddress());
  return buffer.getDefiningOp<memref::AllocOp>() ? mapping.lookup(buffer) : Value();
}

// The element type of a binding: vectors, if that is how all accesses are. They are
// aligned to their size.
FailureOr<Type> StageBuilder::elementOf(Value address) {
  Type element, unit;
  bool mixed = false;
  for (Operation *user : address.getUsers()) {
    auto buffer = dyn_cast<BufferOp>(user);
    if (!buffer)
      return user->emitOpError() << "uses an address otherwise than as a buffer";
    Type other = cast<MemRefType>(buffer.getType()).getElementType();
    if (element && element != other)
      return buffer.emitOpError() << "gives a buffer a second type";
    element = other;
    for (Operation *access : buffer->getUsers()) {
      Type accessed = element;
      if (auto load = dyn_cast<vector::LoadOp>(access))
        accessed = load.getVectorType();
      else if (auto store = dyn_cast<vector::StoreOp>(access))
        accessed = store.getVectorType();
      mixed |= unit && unit != accessed;
      unit = accessed;
    }
  }
  return unit && !mixed ? unit : element;
}

// Where an access by a vector is in the flat buffer: one position if that has
// vectors for elements, else one of each element.
SmallVector<Value> StageBuilder::positions(Value buffer, ValueRange indices, Type type) {
  auto vector = cast<VectorType>(type);
  Value first = linear(buffer, indices);
  auto constant = [&](int64_t value) { return arith::ConstantIndexOp::create(b, value); };
  if (cast<MemRefType>(flat(buffer).getType()).getElementType() == type)
    return {b.createOrFold<arith::DivUIOp>(first, constant(vector.getNumElements()))};
  SmallVector<Value> result;
  for (int64_t i = 0; i < vector.getNumElements(); ++i)
    result.push_back(b.createOrFold<arith::AddIOp>(first, constant(i)));
  return result;
}

LogicalResult StageBuilder::clone(Block &from) {
  for (Operation &op : from) {
    b.setLoc(op.getLoc());
    if (isa<BufferOp>(op) || isa<YieldOp>(op))
      continue;
    if (auto load = dyn_cast<memref::LoadOp>(op)) {
      if (!flat(load.getMemref()))
        return op.emitOpError() << "reads memory that is no buffer";
      mapping.map(load.getResult(),
                  memref::LoadOp::create(b, flat(load.getMemref()),
                                         linear(load.getMemref(), load.getIndices()))
                      .getResult());
      continue;
    }
    if (auto load = dyn_cast<vector::LoadOp>(op)) {
      if (!flat(load.getBase()))
        return op.emitOpError() << "reads memory that is no buffer";
      SmallVector<Value> loaded;
      for (Value at : positions(load.getBase(), load.getIndices(), load.getVectorType()))
        loaded.push_back(memref::LoadOp::create(b, flat(load.getBase()), at));
      if (loaded.size() > 1)
        loaded = {vector::FromElementsOp::create(b, load.getVectorType(), loaded)};
      mapping.map(load.getResult(), loaded[0]);
      continue;
    }
    if (auto store = dyn_cast<memref::StoreOp>(op)) {
      if (!flat(store.getMemref()))
        return op.emitOpError() << "writes memory that is no buffer";
      memref::StoreOp::create(b, mapping.lookup(store.getValue()), flat(store.getMemref()),
                              linear(store.getMemref(), store.getIndices()));
      continue;
    }
    if (auto store = dyn_cast<vector::StoreOp>(op)) {
      if (!flat(store.getBase()))
        return op.emitOpError() << "writes memory that is no buffer";
      Value value = mapping.lookup(store.getValueToStore());
      auto places = positions(store.getBase(), store.getIndices(), store.getVectorType());
      for (auto [i, at] : llvm::enumerate(places)) {
        Value part = value;
        if (places.size() > 1)
          part = vector::ExtractOp::create(b, value, i);
        memref::StoreOp::create(b, part, flat(store.getBase()), at);
      }
      continue;
    }
    if (auto atomic = dyn_cast<memref::AtomicRMWOp>(op)) {
      mapping.map(atomic.getResult(),
                  memref::AtomicRMWOp::create(
                      b, atomic.getKind(), mapping.lookup(atomic.getValue()),
                      flat(atomic.getMemref()), linear(atomic.getMemref(), atomic.getIndices()))
                      .getResult());
      continue;
    }
    if (auto alloc = dyn_cast<memref::AllocOp>(op)) {
      MemRefType type = alloc.getType();
      auto flatType = MemRefType::get({type.getNumElements()}, type.getElementType(),
                                      MemRefLayoutAttrInterface(), type.getMemorySpace());
      mapping.map(alloc.getResult(), memref::AllocOp::create(b, flatType).getResult());
      continue;
    }
    if (op.getNumRegions() == 0) {
      b.clone(op, mapping);
      continue;
    }
    Operation *copy = b.insert(op.cloneWithoutRegions(mapping));
    for (auto [region, target] : llvm::zip(op.getRegions(), copy->getRegions())) {
      if (region.empty())
        continue;
      Block &block = target.emplaceBlock();
      for (BlockArgument argument : region.front().getArguments())
        mapping.map(argument, block.addArgument(argument.getType(), argument.getLoc()));
      OpBuilder::InsertionGuard guard(b);
      b.setInsertionPointToStart(&block);
      if (failed(clone(region.front())))
        return failure();
    }
    for (auto [result, replacement] : llvm::zip(op.getResults(), copy->getResults()))
      mapping.map(result, replacement);
  }
  return success();
}

void StageBuilder::bindArguments(gpu::GPUFuncOp function, unsigned addresses) {
  b.setInsertionPointToStart(&function.getBody().front());
  unsigned next = 0;
  for (auto [number, argument] : llvm::enumerate(stage.getArguments())) {
    if (argument.use_empty())
      continue;
    if (number < addresses) {
      function.setArgAttr(next, spirv::getInterfaceVarABIAttrName(),
                          spirv::InterfaceVarABIAttr::get(0, number, std::nullopt, context));
      mapping.map(argument, function.getArgument(next++));
      continue;
    }
    Value push = function.getArgument(function.getNumArguments() - 1);
    Value word = memref::LoadOp::create(
        b, push, arith::ConstantIndexOp::create(b, number - addresses).getResult());
    mapping.map(argument, arith::IndexCastUIOp::create(b, b.getIndexType(), word).getResult());
  }
}

FailureOr<gpu::GPUModuleOp> StageBuilder::build() {
  auto space = [&](spirv::StorageClass kind) {
    return spirv::StorageClassAttr::get(context, kind);
  };
  unsigned addresses = 0;
  while (isa<LLVM::LLVMPointerType>(stage.getArgument(addresses).getType()))
    ++addresses;
  unsigned words = stage.getNumArguments() - addresses - 2;
  SmallVector<Type> types;
  bool pushes = false;
  for (auto [number, argument] : llvm::enumerate(stage.getArguments())) {
    if (argument.use_empty())
      continue;
    if (number >= addresses + words)
      return stage.emitOpError() << "is not mapped to invocations";
    pushes |= number >= addresses;
    if (number >= addresses)
      continue;
    FailureOr<Type> element = elementOf(argument);
    if (failed(element))
      return failure();
    types.push_back(MemRefType::get({ShapedType::kDynamic}, *element, MemRefLayoutAttrInterface(),
                                    space(spirv::StorageClass::StorageBuffer)));
  }
  if (pushes)
    types.push_back(MemRefType::get({words}, b.getI32Type(), MemRefLayoutAttrInterface(),
                                    space(spirv::StorageClass::PushConstant)));
  auto module = gpu::GPUModuleOp::create(b, (stage.getSymName() + "_gpu").str());
  module->setAttr(spirv::getTargetEnvAttrName(), targetEnvironment(context));
  b.setInsertionPointToStart(module.getBody());
  auto function = gpu::GPUFuncOp::create(b, "main", b.getFunctionType(types, {}));
  function->setAttr(gpu::GPUDialect::getKernelFuncAttrName(), b.getUnitAttr());
  SmallVector<int32_t> size(stage->getAttrOfType<DenseI64ArrayAttr>(workgroupAttr).asArrayRef());
  function->setAttr(spirv::getEntryPointABIAttrName(), spirv::getEntryPointABIAttr(context, size));
  bindArguments(function, addresses);
  if (pushes) // its binding goes after conversion
    function.setArgAttr(types.size() - 1, spirv::getInterfaceVarABIAttrName(),
                        spirv::InterfaceVarABIAttr::get(0, addresses, std::nullopt, context));
  if (failed(clone(stage.getBody().front())))
    return failure();
  b.setLoc(stage.getLoc());
  gpu::ReturnOp::create(b);
  return module;
}

/// x - x / y · y. MLIR's takes the absolute value of x, which the smallest number
/// does not have: lavapipe's remainder of int8's is wrong then.
struct RemainderByDivision : OpConversionPattern<arith::RemSIOp> {
  RemainderByDivision(const TypeConverter &types, MLIRContext *context)
      : OpConversionPattern(types, context, /*benefit=*/10) {}
  LogicalResult matchAndRewrite(arith::RemSIOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Value x = adaptor.getLhs(), y = adaptor.getRhs();
    Value quotient = spirv::SDivOp::create(rewriter, loc, x, y);
    rewriter.replaceOpWithNewOp<spirv::ISubOp>(op, x,
                                               spirv::IMulOp::create(rewriter, loc, quotient, y));
    return success();
  }
};

LogicalResult convert(gpu::GPUModuleOp module) {
  MLIRContext *context = module.getContext();
  auto environment = spirv::lookupTargetEnvOrDefault(module);
  SPIRVConversionOptions options;
  // Types are what they are: no narrow type is widened in silence.
  options.emulateUnsupportedFloatTypes = false;
  options.emulateLT32BitScalarTypes = false;
  SPIRVTypeConverter converter(environment, options);
  RewritePatternSet patterns(context);
  ScfToSPIRVContext loops;
  populateGPUToSPIRVPatterns(converter, patterns);
  populateSCFToSPIRVPatterns(converter, loops, patterns);
  populateMemRefToSPIRVPatterns(converter, patterns);
  arith::populateCeilFloorDivExpandOpsPatterns(patterns);
  arith::populateArithToSPIRVPatterns(converter, patterns);
  patterns.add<RemainderByDivision>(converter, context);
  populateMathToSPIRVPatterns(converter, patterns);
  populateFuncToSPIRVPatterns(converter, patterns);
  populateVectorToSPIRVPatterns(converter, patterns);
  populateBuiltinFuncToSPIRVPatterns(converter, patterns);
  ub::populateUBToSPIRVConversionPatterns(converter, patterns);
  index::populateIndexToSPIRVPatterns(converter, patterns);
  auto target = SPIRVConversionTarget::get(environment);
  return applyFullConversion(module, *target, std::move(patterns));
}

} // namespace

// Drivers may otherwise reorder arithmetic ((1 + x) - 1 = x), which takes from
// polynomials and compensated sums what they are written for.
static void forbidContraction(spirv::ModuleOp module) {
  module.walk([](Operation *op) {
    if (isa<spirv::FAddOp, spirv::FSubOp, spirv::FMulOp, spirv::FDivOp, spirv::FNegateOp>(op))
      op->setAttr("no_contraction", UnitAttr::get(op->getContext()));
  });
}

FailureOr<spirv::ModuleOp> cameo::convertStage(KernelOp stage) {
  auto module = StageBuilder(stage).build();
  if (failed(module))
    return failure();
  if (failed(convert(*module)))
    return failure();
  // The conversion puts the module before the gpu.module, and erases that.
  auto converted = dyn_cast_or_null<spirv::ModuleOp>(stage->getPrevNode());
  if (!converted)
    return stage.emitOpError() << "has no SPIR-V form";
  forbidContraction(converted);
  return converted;
}
