// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tries each kernel on its own, so that one that no GPU can run stays on the
// host and the others do not.

#include "lib/Conversion/KernelsToSPIRV/KernelsToSPIRV.h"
#include "lib/Conversion/KernelsToLoops/Passes.h"
#include "lib/Numerics/Passes.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Affine/IR/AffineOps.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/SCF/Transforms/Passes.h"
#include "mlir/Dialect/SPIRV/Transforms/Passes.h"
#include "mlir/Dialect/UB/IR/UBOps.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Transforms/Passes.h"

namespace cameo {
#define GEN_PASS_DEF_KERNELSTOSPIRVPASS
#include "lib/Conversion/KernelsToSPIRV/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

// In the order of CAMEO_GPU_FLOAT16, … of cameo_gpu.h.
int64_t featuresOf(spirv::ModuleOp module) {
  using spirv::Capability;
  int64_t features = 0;
  for (Capability capability : module.getVceTriple()->getCapabilities())
    switch (capability) {
    case Capability::Float16:
      features |= 1;
      break;
    case Capability::Float64:
      features |= 2;
      break;
    case Capability::Int8:
    case Capability::StorageBuffer8BitAccess:
    case Capability::UniformAndStorageBuffer8BitAccess:
      features |= 4;
      break;
    case Capability::Int16:
      features |= 8;
      break;
    case Capability::StorageBuffer16BitAccess:
    case Capability::StorageUniform16:
      features |= 1;
      break;
    case Capability::Int64:
      features |= 16;
      break;
    default:
      break;
    }
  return features;
}

int64_t sharedBytes(KernelOp stage) {
  int64_t bytes = 0;
  stage.walk([&](memref::AllocOp alloc) {
    MemRefType type = alloc.getType();
    Type element = type.getElementType();
    int64_t bits = getElementTypeOrSelf(element).getIntOrFloatBitWidth();
    if (auto vector = dyn_cast<VectorType>(element))
      bits *= vector.getNumElements();
    bytes += type.getNumElements() * ((bits + 7) / 8);
  });
  return bytes;
}

void buildStagePipeline(OpPassManager &pm) {
  OpPassManager &kernel = pm.nest<KernelOp>();
  kernel.addPass(createExpandByteContractionsPass()); // contractions of bytes → reductions
  kernel.addPass(createSplitReductionsPass());   // reductions of millions → partial ones
  kernel.addPass(createBindKernelBuffersPass()); // tensors → addresses
  kernel.addPass(createTileContractionsPass());  // contractions → tiles of workgroups
  kernel.addPass(createBufferizeKernelPass());   // tensor operations → buffer operations
  kernel.addPass(createCanonicalizerPass());
  kernel.addPass(createCSEPass());
  pm.addPass(createMapKernelsToGPUPass()); // operations → stages
  OpPassManager &stage = pm.nest<KernelOp>();
  stage.addPass(memref::createFoldMemRefAliasOpsPass()); // views → indices
  stage.addPass(createLowerAffinePass());
  stage.addPass(createExpandFunctionsPass()); // pow, sinh, … → exp, log, …
  stage.addPass(createExpandMathPass());      // exp, tanh, erf, … → polynomials
  stage.addPass(arith::createArithExpandOpsPass());
  stage.addPass(createGuardSpecialValuesPass()); // x + 0, x - x, … → what drivers keep
  stage.addPass(createCanonicalizerPass());
  stage.addPass(createCSEPass());
  stage.addPass(createLoopInvariantCodeMotionPass());
  // Upstream's conversion of scf.for leaves the results of a loop that runs zero
  // times undefined; that of scf.while does not.
  stage.addPass(createForToWhileLoopPass());
}

// What devices without narrow or wide types can run: the same in words. Memory
// keeps its layout, so that stages of both kinds work together.
void buildEmulationPipeline(OpPassManager &pm) {
  OpPassManager &stage = pm.nest<KernelOp>();
  stage.addPass(createPackNarrowMemoryPass()); // memory of i8, f16, … → of words
  EmulateFloatsPassOptions floats;
  floats.types = {"f16", "bf16"};
  pm.addPass(createEmulateFloatsPass(floats)); // arithmetic on f16 → on f32
  OpPassManager &rest = pm.nest<KernelOp>();
  rest.addPass(createWidenNarrowTypesPass());  // i8, f16, … → i32
  rest.addPass(createSplitWideIntegersPass()); // i64 → pairs of i32
  rest.addPass(createCanonicalizerPass());
  rest.addPass(createCSEPass());
  rest.addPass(createLoopInvariantCodeMotionPass());
}

void buildModulePipeline(OpPassManager &pm) {
  OpPassManager &module = pm.nest<spirv::ModuleOp>();
  module.addPass(spirv::createSPIRVLowerABIAttributesPass());
  module.addPass(createCanonicalizerPass());
  module.addPass(createCSEPass());
  module.addPass(spirv::createSPIRVRewriteInsertsPass());
  module.addPass(spirv::createSPIRVCanonicalizeGLPass());
  module.addPass(spirv::createSPIRVUpdateVCEPass());
}

void finish(spirv::ModuleOp module) {
  // Push constants have no binding.
  for (auto variable : module.getOps<spirv::GlobalVariableOp>())
    if (cast<spirv::PointerType>(variable.getType()).getStorageClass() ==
        spirv::StorageClass::PushConstant) {
      variable.removeBindingAttr();
      variable.removeDescriptorSetAttr();
    }
  // Atomic operations that only must not lose bits order nothing else.
  module.walk([](Operation *op) {
    if (auto clear = dyn_cast<spirv::AtomicAndOp>(op))
      clear.setSemantics(spirv::MemorySemantics::None);
    else if (auto set = dyn_cast<spirv::AtomicOrOp>(op))
      set.setSemantics(spirv::MemorySemantics::None);
  });
}

/// A stage as a module.
struct Version {
  OwningOpRef<spirv::ModuleOp> module;
  int64_t features, shared;
};

struct KernelsToSPIRV : cameo::impl::KernelsToSPIRVPassBase<KernelsToSPIRV> {
  // Runs `function`; the first error that it reports becomes the reason.
  template <typename F> auto attempt(std::string &reason, F &&function) {
    ScopedDiagnosticHandler handler(&getContext(), [&](Diagnostic &diagnostic) {
      if (diagnostic.getSeverity() == DiagnosticSeverity::Error && reason.empty())
        reason = diagnostic.str();
      return success();
    });
    return function();
  }

  // `alone` is a module with only this stage.
  FailureOr<Version> compileStage(ModuleOp alone, KernelOp stage, bool emulated) {
    std::string name = (stage.getSymName() + (emulated ? "_emulated" : "")).str();
    OpPassManager before(ModuleOp::getOperationName()), after(ModuleOp::getOperationName());
    if (emulated)
      buildEmulationPipeline(before);
    if (failed(runPipeline(before, alone)))
      return failure();
    auto module = convertStage(stage);
    if (failed(module))
      return failure();
    buildModulePipeline(after);
    if (failed(runPipeline(after, alone)))
      return failure();
    finish(*module);
    (*module)->remove();
    module->setSymName(name);
    return Version{*module, featuresOf(*module), sharedBytes(stage)};
  }

  FailureOr<Version> compileStage(KernelOp original, bool emulated, std::string &reason) {
    OpBuilder builder(original);
    auto alone = ModuleOp::create(builder, original.getLoc());
    KernelOp stage = original.clone();
    alone.push_back(stage);
    auto version = attempt(reason, [&] { return compileStage(alone, stage, emulated); });
    alone.erase();
    return version;
  }

  // Leaves a stage only the buffers that it accesses: of a kernel with many, each
  // stage has few, and a device binds no more than so many. Returns which they are.
  static SmallVector<int64_t> keepUsedBuffers(KernelOp stage) {
    for (auto buffer : llvm::make_early_inc_range(stage.getOps<BufferOp>()))
      if (buffer->use_empty())
        buffer.erase();
    SmallVector<int64_t> used;
    Block &entry = stage.getBody().front();
    llvm::BitVector unused(entry.getNumArguments());
    for (BlockArgument argument : entry.getArguments())
      if (isa<LLVM::LLVMPointerType>(argument.getType())) {
        if (argument.use_empty())
          unused.set(argument.getArgNumber());
        else
          used.push_back(argument.getArgNumber());
      }
    stage.removeArgAttrsAttr();
    entry.eraseArguments(unused);
    stage.setFunctionType(
        FunctionType::get(stage.getContext(), entry.getArgumentTypes(), {}));
    return used;
  }

  // A stage as it is and, if that needs features, as what needs fewer. Nothing,
  // and the reason, if it has neither form.
  SmallVector<Version> compileVersions(KernelOp stage, std::string &reason) {
    SmallVector<Version> versions;
    auto first = compileStage(stage, /*emulated=*/false, reason);
    bool isOne = succeeded(first);
    if (isOne)
      versions.push_back(std::move(*first));
    if (isOne && !versions[0].features)
      return versions;
    std::string ignored;
    auto second = compileStage(stage, /*emulated=*/true, ignored);
    auto needsLess = [](const Version &a, const Version &b) {
      return (a.features & ~b.features) == 0 && a.features != b.features;
    };
    if (succeeded(second) && (!isOne || needsLess(*second, versions[0])))
      versions.push_back(std::move(*second));
    return versions;
  }

  // `scratch` is a module with only a copy of the kernel.
  LogicalResult compile(KernelOp kernel, ModuleOp scratch, std::string &reason) {
    Builder b(&getContext());
    OpPassManager pm(ModuleOp::getOperationName());
    buildStagePipeline(pm);
    if (failed(attempt(reason, [&] { return runPipeline(pm, scratch); })))
      return failure();
    SmallVector<SmallVector<Version>> compiled;
    SmallVector<SmallVector<int64_t>> buffers;
    for (auto stage : llvm::to_vector(scratch.getOps<KernelOp>())) {
      buffers.push_back(keepUsedBuffers(stage));
      compiled.push_back(compileVersions(stage, reason));
      if (compiled.back().empty())
        return failure();
    }
    SmallVector<Attribute> stages;
    Attribute scratchSizes = b.getArrayAttr({});
    SymbolTable symbols(getOperation());
    Operation *last = kernel;
    for (auto [stage, versions, used] :
         llvm::zip(scratch.getOps<KernelOp>(), compiled, buffers)) {
      if (auto sizes = stage->getAttr(scratchAttr))
        scratchSizes = sizes;
      SmallVector<Attribute> attributes;
      for (Version &version : versions) {
        spirv::ModuleOp module = version.module.release();
        StringAttr name = symbols.insert(module, std::next(Block::iterator(last)));
        last = module;
        attributes.push_back(b.getDictionaryAttr({
            b.getNamedAttr("features", b.getI64IntegerAttr(version.features)),
            b.getNamedAttr("module", FlatSymbolRefAttr::get(name)),
            b.getNamedAttr("shared", b.getI64IntegerAttr(version.shared)),
        }));
      }
      stages.push_back(b.getDictionaryAttr({
          b.getNamedAttr("buffers", b.getDenseI64ArrayAttr(used)),
          b.getNamedAttr("groups", stage->getAttr(groupsAttr)),
          b.getNamedAttr("versions", b.getArrayAttr(attributes)),
          b.getNamedAttr("workgroup", stage->getAttr(workgroupAttr)),
      }));
    }
    kernel->setAttr(deviceAttr, b.getDictionaryAttr({
                                    b.getNamedAttr("scratch", scratchSizes),
                                    b.getNamedAttr("stages", b.getArrayAttr(stages)),
                                }));
    return success();
  }

  void runOnOperation() override {
    for (auto kernel : llvm::to_vector(getOperation().getOps<KernelOp>())) {
      std::string reason;
      OpBuilder builder(kernel);
      auto scratch = ModuleOp::create(builder, kernel.getLoc());
      scratch.push_back(kernel.clone());
      if (failed(compile(kernel, scratch, reason)))
        kernel->setAttr(hostAttr,
                        builder.getStringAttr(reason.empty() ? "has no SPIR-V form" : reason));
      scratch.erase();
    }
  }
};
} // namespace
