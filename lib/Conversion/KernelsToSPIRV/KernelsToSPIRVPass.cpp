// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tries each kernel on its own, so that one that no GPU can run stays on the
// host and the others do not.

#include "lib/Conversion/KernelsToSPIRV/KernelsToSPIRV.h"
#include "lib/Kernels/Kernels.h"
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
  stage.addPass(createExpandMathPass()); // exp, tanh, erf, … → polynomials
  stage.addPass(arith::createArithExpandOpsPass());
  stage.addPass(createCanonicalizerPass());
  stage.addPass(createCSEPass());
  stage.addPass(createLoopInvariantCodeMotionPass());
  // Upstream's conversion of scf.for leaves the results of a loop that runs zero
  // times undefined; that of scf.while does not.
  stage.addPass(createForToWhileLoopPass());
}

struct KernelsToSPIRV : cameo::impl::KernelsToSPIRVPassBase<KernelsToSPIRV> {
  // The stages of one kernel, in a module of their own; null and a reason if it
  // has none.
  LogicalResult compile(ModuleOp scratch) {
    OpPassManager stages(ModuleOp::getOperationName());
    buildStagePipeline(stages);
    if (failed(runPipeline(stages, scratch)))
      return failure();
    for (auto stage : llvm::to_vector(scratch.getOps<KernelOp>()))
      if (failed(convertStage(stage)))
        return failure();
    OpPassManager pm(ModuleOp::getOperationName());
    OpPassManager &module = pm.nest<spirv::ModuleOp>();
    module.addPass(spirv::createSPIRVLowerABIAttributesPass());
    module.addPass(createCanonicalizerPass());
    module.addPass(createCSEPass());
    module.addPass(spirv::createSPIRVRewriteInsertsPass());
    module.addPass(spirv::createSPIRVCanonicalizeGLPass());
    module.addPass(spirv::createSPIRVUpdateVCEPass());
    if (failed(runPipeline(pm, scratch)))
      return failure();
    // Push constants have no binding.
    scratch.walk([](spirv::GlobalVariableOp variable) {
      if (cast<spirv::PointerType>(variable.getType()).getStorageClass() ==
          spirv::StorageClass::PushConstant) {
        variable.removeBindingAttr();
        variable.removeDescriptorSetAttr();
      }
    });
    return success();
  }

  void attach(KernelOp kernel, ModuleOp scratch) {
    Builder b(&getContext());
    SmallVector<Attribute> stages;
    Attribute scratchSizes = b.getArrayAttr({});
    SymbolTable symbols(getOperation());
    for (auto stage : llvm::to_vector(scratch.getOps<KernelOp>())) {
      auto module = cast<spirv::ModuleOp>(stage->getPrevNode());
      if (auto sizes = stage->getAttr(scratchAttr))
        scratchSizes = sizes;
      module->remove();
      module.setSymName(stage.getSymName());
      StringAttr name = symbols.insert(module, std::next(Block::iterator(kernel)));
      stages.push_back(b.getDictionaryAttr({
          b.getNamedAttr("features", b.getI64IntegerAttr(featuresOf(module))),
          b.getNamedAttr("groups", stage->getAttr(groupsAttr)),
          b.getNamedAttr("module", FlatSymbolRefAttr::get(name)),
          b.getNamedAttr("shared", b.getI64IntegerAttr(sharedBytes(stage))),
          b.getNamedAttr("workgroup", stage->getAttr(workgroupAttr)),
      }));
    }
    kernel->setAttr(deviceAttr, b.getDictionaryAttr({
                                    b.getNamedAttr("scratch", scratchSizes),
                                    b.getNamedAttr("stages", b.getArrayAttr(stages)),
                                }));
  }

  void runOnOperation() override {
    ModuleOp module = getOperation();
    for (auto kernel : llvm::to_vector(module.getOps<KernelOp>())) {
      std::string reason;
      OpBuilder builder(kernel);
      auto scratch = ModuleOp::create(builder, kernel.getLoc());
      scratch.push_back(kernel->clone());
      LogicalResult compiled = success();
      {
        ScopedDiagnosticHandler handler(&getContext(), [&](Diagnostic &diagnostic) {
          if (diagnostic.getSeverity() == DiagnosticSeverity::Error && reason.empty())
            reason = diagnostic.str();
          return success();
        });
        compiled = compile(scratch);
      }
      if (succeeded(compiled))
        attach(kernel, scratch);
      else
        kernel->setAttr(hostAttr,
                        builder.getStringAttr(reason.empty() ? "has no SPIR-V form" : reason));
      scratch->erase();
    }
  }
};
} // namespace
