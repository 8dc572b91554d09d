// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Weights are packed, folded and transposed by the kernels that would do it at
// run time: one implementation, and no folders.

#include "lib/Compiler/ConstantEvaluation.h"
#include "dialects/Cameo/Cameo.h"
#include "lib/Pipelines/Pipelines.h"
#include "lib/Target/CPU/CodeGen.h"
#include "lib/Target/CPU/Parts.h"
#include "lib/Target/ModelObject.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "mlir/IR/IRMapping.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/Support/MathExtras.h"
#include <cstdlib>

using namespace mlir;
using namespace cameo;

namespace {

// What the compiled code may call of the runtime.
void *allocate(const void *, size_t bytes, size_t alignment) {
  return std::aligned_alloc(alignment, llvm::alignTo(bytes, alignment));
}
void deallocate(const void *, void *memory, size_t) { std::free(memory); }

bool isFoldable(Value value) {
  auto type = dyn_cast<RankedTensorType>(value.getType());
  return type && type.hasStaticShape() && type.getElementType().isIntOrFloat() &&
         (type.getElementTypeBitWidth() % 8 == 0 || type.getElementTypeBitWidth() == 1);
}

/// The results of constant dispatches that anything not constant uses.
SmallVector<Value> constantFrontier(func::FuncOp function) {
  DenseSet<Value> constants;
  for (Operation &op : function.getBody().front()) {
    bool known = op.hasTrait<OpTrait::ConstantLike>() ||
                 (isPure(&op) && op.getNumOperands() &&
                  llvm::all_of(op.getOperands(), [&](Value v) { return constants.contains(v); })) ||
                 (isa<DispatchOp>(op) && op.getNumOperands() == 0);
    if (known && llvm::all_of(op.getResults(), [](Value result) {
          return !isa<RankedTensorType>(result.getType()) || isFoldable(result);
        }))
      constants.insert(op.result_begin(), op.result_end());
  }
  SmallVector<Value> frontier;
  for (auto dispatch : function.getOps<DispatchOp>())
    for (Value result : dispatch.getResults())
      if (constants.contains(result) && !result.use_empty())
        if (llvm::any_of(result.getUsers(), [&](Operation *user) {
              return user->getNumResults() == 0 || !constants.contains(user->getResult(0));
            }))
          frontier.push_back(result);
  return frontier;
}

/// A module whose @main computes the values, with the kernels it needs.
OwningOpRef<ModuleOp> extract(ModuleOp module, ArrayRef<Value> values) {
  Location loc = module.getLoc();
  OwningOpRef<ModuleOp> result = ModuleOp::create(loc);
  OpBuilder b = OpBuilder::atBlockEnd(result->getBody());
  SmallVector<Type> types = llvm::to_vector(ValueRange(values).getTypes());
  auto main = func::FuncOp::create(b, loc, "main", b.getFunctionType({}, types));

  llvm::SetVector<Operation *> slice;
  SmallVector<Operation *> worklist;
  auto need = [&](Value value) {
    if (Operation *op = value.getDefiningOp(); op && slice.insert(op))
      worklist.push_back(op);
  };
  llvm::for_each(values, need);
  while (!worklist.empty())
    for (Value operand : worklist.pop_back_val()->getOperands())
      need(operand);
  SmallVector<Operation *> ordered = llvm::to_vector(slice);
  llvm::sort(ordered, [](Operation *a, Operation *b) { return a->isBeforeInBlock(b); });

  SymbolTable kernels(module);
  DenseSet<StringAttr> copied;
  b.setInsertionPointToStart(main.addEntryBlock());
  IRMapping mapping;
  for (Operation *op : ordered) {
    if (auto dispatch = dyn_cast<DispatchOp>(op))
      if (copied.insert(dispatch.getKernelAttr().getAttr()).second) {
        OpBuilder::InsertionGuard guard(b);
        b.setInsertionPointToEnd(result->getBody());
        b.clone(*kernels.lookup(dispatch.getKernel()));
      }
    b.clone(*op, mapping);
  }
  func::ReturnOp::create(b, loc, llvm::map_to_vector(values, [&](Value v) {
                           return mapping.lookup(v);
                         }));
  return result;
}

LogicalResult report(ModuleOp module, llvm::Error error) {
  return module.emitError() << "constants could not be computed: "
                            << llvm::toString(std::move(error));
}

/// Runs constants_invoke with these output buffers.
LogicalResult run(ModuleOp module, ArrayRef<char> weights, MutableArrayRef<void *> outputs) {
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> code = translateModuleToLLVMIR(module, context, "constants");
  if (!code)
    return failure();
  constexpr int level = 1; // it runs once
  auto machine = createTargetMachine("", "native", level);
  if (!machine)
    return report(module, machine.takeError());
  auto objects = emitObjects(*code, **machine, level);
  if (!objects)
    return report(module, objects.takeError());

  auto targetMachine = llvm::orc::JITTargetMachineBuilder::detectHost();
  if (!targetMachine)
    return report(module, targetMachine.takeError());
  auto jit = llvm::orc::LLJITBuilder().setJITTargetMachineBuilder(std::move(*targetMachine)).create();
  if (!jit)
    return report(module, jit.takeError());
  auto &library = (*jit)->getMainJITDylib();
  llvm::orc::SymbolMap known;
  auto define = [&](const char *name, const void *address, llvm::JITSymbolFlags::FlagNames flags) {
    known[(*jit)->mangleAndIntern(name)] = {llvm::orc::ExecutorAddr::fromPtr(address), flags};
  };
  define("constants_weights", weights.data(), llvm::JITSymbolFlags::Exported);
  define("cameo_allocate", reinterpret_cast<void *>(&allocate), llvm::JITSymbolFlags::Exported);
  define("cameo_deallocate", reinterpret_cast<void *>(&deallocate), llvm::JITSymbolFlags::Exported);
  if (auto error = library.define(llvm::orc::absoluteSymbols(known)))
    return report(module, std::move(error));
  auto process = llvm::orc::DynamicLibrarySearchGenerator::GetForCurrentProcess(
      (*jit)->getDataLayout().getGlobalPrefix());
  if (!process)
    return report(module, process.takeError());
  library.addGenerator(std::move(*process));
  for (const Bytes &object : *objects)
    if (auto error = (*jit)->addObjectFile(llvm::MemoryBuffer::getMemBuffer(
            StringRef(object.data(), object.size()), "constants", false)))
      return report(module, std::move(error));
  auto entry = (*jit)->lookup("constants_invoke");
  if (!entry)
    return report(module, entry.takeError());
  using Invoke = int(const int64_t *, const void *const *, void **, int64_t *const *, const void *);
  if (int status = entry->toPtr<Invoke>()(nullptr, nullptr, outputs.data(), nullptr, nullptr))
    return module.emitError() << "constants could not be computed: status " << status;
  return success();
}
} // namespace

LogicalResult cameo::evaluateConstants(ModuleOp module, RunStage runStage) {
  auto function = module.lookupSymbol<func::FuncOp>("main");
  SmallVector<Value> frontier = constantFrontier(function);
  if (frontier.empty())
    return success();

  OwningOpRef<ModuleOp> constants = extract(module, frontier);
  HostOptions host{"constants", /*threads=*/1};
  if (failed(runStage(*constants, [](OpPassManager &pm) { buildKernelLoweringPipeline(pm, {8, 12}); })) ||
      failed(runStage(*constants, [&](OpPassManager &pm) { buildLLVMPipeline(pm, host); })))
    return failure();
  auto collected = ModelWeights::collect(*constants);
  if (failed(collected))
    return failure();
  // The code relies on the weights' alignment.
  AsmResourceBlob weights =
      HeapAsmResourceBlob::allocate(std::max<size_t>(collected->bytes(), 1), 64);
  char *next = weights.getMutableData().data();
  collected->write([&](ArrayRef<char> piece) { next = llvm::copy(piece, next); });

  SmallVector<AsmResourceBlob> blobs;
  SmallVector<void *> outputs;
  for (Value value : frontier) {
    auto type = cast<RankedTensorType>(value.getType());
    size_t bytes = type.getNumElements() * llvm::divideCeil(type.getElementTypeBitWidth(), 8);
    blobs.push_back(HeapAsmResourceBlob::allocate(std::max<size_t>(bytes, 1), 64));
    outputs.push_back(const_cast<char *>(blobs.back().getData().data()));
  }
  if (failed(run(*constants, weights.getData(), outputs)))
    return failure();

  OpBuilder b(module.getContext());
  for (auto [value, blob] : llvm::zip(frontier, blobs)) {
    auto type = cast<RankedTensorType>(value.getType());
    b.setInsertionPointAfterValue(value);
    TypedAttr attribute;
    // Small ones stay visible to folding.
    if (type.getNumElements() <= 16 && type.getElementTypeBitWidth() >= 8)
      attribute = cast<TypedAttr>(
          DenseElementsAttr::getFromRawBuffer(type, blob.getData().take_front(
              type.getNumElements() * type.getElementTypeBitWidth() / 8)));
    else
      attribute = DenseResourceElementsAttr::get(type, "constant", std::move(blob));
    Value constant = arith::ConstantOp::create(b, value.getLoc(), attribute);
    value.replaceAllUsesWith(constant);
  }
  return success();
}
