// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The compiler's table of contents: every pass, and what it turns into what.

#include "lib/Pipelines/Pipelines.h"
#include "lib/Conversion/HostToLLVM/HostToLLVM.h"
#include "lib/Conversion/KernelsToFunc/KernelsToFunc.h"
#include "lib/Conversion/KernelsToLoops/Passes.h"
#include "lib/Conversion/KernelsToSPIRV/KernelsToSPIRV.h"
#include "lib/Conversion/ONNXToLinalg/ONNXToLinalg.h"
#include "lib/Kernels/Passes.h"
#include "lib/Numerics/Passes.h"
#include "lib/Transforms/ONNX/Passes.h"
#include "lib/Transforms/Tensors/Passes.h"
#include "mlir/Conversion/Passes.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Linalg/Passes.h"
#include "mlir/Dialect/Math/Transforms/Passes.h"
#include "mlir/Dialect/MemRef/Transforms/Passes.h"
#include "mlir/Pass/PassRegistry.h"
#include "mlir/Transforms/Passes.h"

using namespace mlir;
using namespace cameo;

static void cleanUp(OpPassManager &pm) {
  pm.addPass(createCanonicalizerPass());
  pm.addPass(createCSEPass());
}

void cameo::buildONNXPipeline(OpPassManager &pm, ArrayRef<std::string> dims) {
  OpPassManager &function = pm.nest<func::FuncOp>();
  if (!dims.empty())
    function.addPass(createSpecializeDimsPass({llvm::to_vector(dims)})); // a graph → one a value
  function.addPass(createDecomposeONNXPass()); // composite operators → primitives
  function.addPass(createSimplifyONNXPass());  // operators that change nothing → their operands
  cleanUp(pm); // dead nodes, equal nodes
}

void cameo::buildLinalgPipeline(OpPassManager &pm) {
  pm.addPass(createONNXToLinalgPass()); // onnx → linalg, tensor, arith; extents from symbolic dims
  pm.addNestedPass<func::FuncOp>(createCheckExtentsPass()); // what extents must agree at run time
  cleanUp(pm);                          // dead shape computations
}

void cameo::buildKernelPipeline(OpPassManager &pm) {
  pm.addNestedPass<func::FuncOp>(createSinkTransposesPass()); // layouts change at borders only
  pm.addNestedPass<func::FuncOp>(createFormContractionsPass()); // sums of products → cameo.contract
  pm.addNestedPass<func::FuncOp>(createDecomposePadsPass()); // padding → fill + insertion
  cleanUp(pm);
  pm.addNestedPass<func::FuncOp>(createFuseElementwisePass()); // elementwise chains → one operation
  cleanUp(pm);
  pm.addPass(createFormKernelsPass()); // operations → cameo.kernel + cameo.dispatch
  pm.addPass(memref::createResolveShapedTypeResultDimsPass()); // extents → functions of the inputs'
  cleanUp(pm);
  pm.addNestedPass<func::FuncOp>(createHoistInvariantsPass()); // what loops repeat → before them
}

void cameo::buildCleanUpPipeline(OpPassManager &pm) {
  cleanUp(pm);
  pm.addPass(createSymbolDCEPass()); // kernels that ran at compile time
}

void cameo::buildDevicePipeline(OpPassManager &pm) {
  pm.addPass(createKernelsToSPIRVPass()); // kernels → spirv modules for a GPU
}

void cameo::buildKernelLoweringPipeline(OpPassManager &pm, const KernelOptions &options) {
  EmitContractionsPassOptions registers;
  registers.lanes = options.lanes;
  registers.accumulators = options.accumulators;
  registers.dot = options.dot;
  OpPassManager &kernel = pm.nest<KernelOp>();
  kernel.addPass(createBindKernelBuffersPass()); // tensors → addresses
  kernel.addPass(createEmitContractionsPass(registers));  // contractions → vector loops
  kernel.addPass(createBufferizeKernelPass());   // tensor operations → buffer operations
  cleanUp(kernel);
  kernel.addPass(createKernelToLoopsPass()); // structured operations → loops over tasks
  cleanUp(kernel);
  kernel.addPass(createExpandMathPass()); // exp, tanh, erf, … → polynomials
  kernel.addPass(createLoopInvariantCodeMotionPass());
  kernel.addPass(createAnnotateLoopsPass()); // which loops LLVM vectorises
}

void cameo::buildLLVMPipeline(OpPassManager &pm, const HostOptions &options) {
  HostToLLVMPassOptions host;
  host.prefix = options.prefix;
  host.threads = options.threads;
  host.device = options.device;
  host.cpu = options.cpu;
  host.sideWeights = options.sideWeights;
  host.profile = options.profile;
  pm.addPass(createHostToLLVMPass(host)); // dispatches → calls, tensors → planned memory
  // Kernels and host functions are lowered several at a time where a pass allows it.
  {
    OpPassManager &each = pm.nestAny();
    each.addPass(memref::createExpandStridedMetadataPass());
    each.addPass(createLowerAffinePass());
  }
  EmulateFloatsPassOptions floats;
  floats.types = {"bf16"};
  pm.addPass(createEmulateFloatsPass(floats)); // arithmetic on bf16 → on f32
  arith::ArithExpandOpsPassOptions expand;
  expand.includeBf16 = true;
  pm.nestAny().addPass(arith::createArithExpandOpsPass(expand)); // what LLVM lacks; bf16's conversions
  pm.addPass(createBF16ToIntegersPass()); // what only moves → i16
  pm.nestAny().addPass(createSCFToControlFlowPass());
  pm.addPass(createFinalizeMemRefToLLVMConversionPass());
  pm.nestAny().addPass(createConvertMathToLLVMPass());
  pm.addPass(createConvertMathToLibmPass()); // what LLVM has no intrinsic for
  {
    OpPassManager &each = pm.nestAny();
    each.addPass(createConvertVectorToLLVMPass());
    each.addPass(createConvertComplexToLLVMPass());
    each.addPass(createArithToLLVMConversionPass());
    each.addPass(createConvertIndexToLLVMPass());
    each.addPass(createUBToLLVMConversionPass());
  }
  pm.addPass(createConvertFuncToLLVMPass());
  pm.addPass(createConvertControlFlowToLLVMPass());
  pm.addPass(createReconcileUnrealizedCastsPass());
  cleanUp(pm.nestAny());
}

void cameo::registerPipelines() {
  PassPipelineRegistration<>("cameo-onnx", "the stage on the onnx dialect",
                                 [](OpPassManager &pm) { buildONNXPipeline(pm); });
  PassPipelineRegistration<>("cameo-linalg", "onnx to linalg on tensors", buildLinalgPipeline);
  PassPipelineRegistration<>("cameo-kernels", "linalg to kernels", buildKernelPipeline);
  PassPipelineRegistration<>("cameo-device", "kernels to SPIR-V", buildDevicePipeline);
  PassPipelineRegistration<>("cameo-lower-kernels", "kernels to loops and vectors",
                             [](OpPassManager &pm) { buildKernelLoweringPipeline(pm, {}); });
  PassPipelineRegistration<>("cameo-llvm", "host function and kernels to the LLVM dialect",
                             [](OpPassManager &pm) { buildLLVMPipeline(pm, {}); });
}
