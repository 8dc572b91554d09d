// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// LLVM works on a context in one thread at a time, so that a part travels into a
// context of its own as bitcode.

#include "lib/Target/CPU/Parts.h"
#include "lib/Target/CPU/CodeGen.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/Linker/Linker.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include <mutex>

using namespace llvm;
using cameo::Bytes;

// Kernels with fewer instructions stay beside the functions that call them, to be
// inlined there.
constexpr size_t minKernel = 400;
// A part with fewer costs more to set up than it saves.
constexpr size_t minPart = 1000;
constexpr size_t maxParts = 64;
constexpr uint64_t maxCopied = 1 << 16; // bytes

// What a function refers to beside its arguments.
static SmallSetVector<GlobalValue *, 4> globalsOf(const Function &function) {
  SmallSetVector<GlobalValue *, 4> globals;
  SmallSetVector<Constant *, 8> constants;
  for (const Instruction &instruction : instructions(function))
    for (const Use &use : instruction.operands())
      if (auto *constant = dyn_cast<Constant>(use))
        constants.insert(constant);
  while (!constants.empty()) {
    Constant *constant = constants.pop_back_val();
    if (auto *global = dyn_cast<GlobalValue>(constant))
      globals.insert(global);
    else
      for (Use &use : constant->operands())
        constants.insert(cast<Constant>(use));
  }
  return globals;
}

// Whether the function can stand alone: it refers to no function that is defined here, calls
// none by an address, and its data, of which each part has a copy, are small constants.
static bool isLeaf(const Function &function) {
  auto isIndirect = [](const Instruction &instruction) {
    auto *call = dyn_cast<CallBase>(&instruction);
    return call && !call->getCalledFunction();
  };
  return none_of(instructions(function), isIndirect) &&
         all_of(globalsOf(function), [](const GlobalValue *global) {
           auto *data = dyn_cast<GlobalVariable>(global);
           return global->isDeclaration() ||
                  (data && data->isConstant() &&
                   data->getDataLayout().getTypeAllocSize(data->getValueType()) <= maxCopied);
         });
}

// The number of each large kernel's part.
static DenseMap<const GlobalValue *, size_t> choose(const Module &module, size_t &parts) {
  SmallVector<std::pair<size_t, const Function *>> kernels;
  size_t total = 0;
  for (const Function &function : module)
    if (size_t size = function.getInstructionCount();
        size >= minKernel && function.hasLocalLinkage() && isLeaf(function)) {
      kernels.push_back({size, &function});
      total += size;
    }
  parts = std::min(total / minPart, maxParts);
  DenseMap<const GlobalValue *, size_t> chosen;
  if (!parts)
    return chosen;
  // The largest first, each to the part that has least.
  stable_sort(kernels, [](auto &a, auto &b) { return a.first > b.first; });
  SmallVector<size_t> sizes(parts, 0);
  for (auto [size, kernel] : kernels) {
    auto least = min_element(sizes);
    *least += size;
    chosen[kernel] = least - sizes.begin();
  }
  return chosen;
}

// Takes the kernels out; they are declared in the module from then on.
static std::vector<Bytes> takeOut(Module &module, SmallVectorImpl<std::string> &names) {
  size_t count = 0;
  auto chosen = choose(module, count);
  std::vector<Bytes> parts;
  if (!count)
    return parts;
  for (Function &function : module) {
    if (!chosen.contains(&function))
      continue;
    function.setLinkage(GlobalValue::ExternalLinkage);
    function.setVisibility(GlobalValue::HiddenVisibility);
    function.setDSOLocal(true);
    names.push_back(function.getName().str());
    for (GlobalValue *data : globalsOf(function))
      if (data->hasLocalLinkage())
        chosen.try_emplace(data, count); // a copy in each
  }
  for (size_t part = 0; part < count; ++part) {
    ValueToValueMapTy map;
    std::unique_ptr<Module> own = CloneModule(module, map, [&](const GlobalValue *value) {
      auto found = chosen.find(value);
      return found != chosen.end() && (found->second == part || found->second == count);
    });
    for (Function &function : make_early_inc_range(*own))
      if (function.isDeclaration() && function.use_empty())
        function.eraseFromParent();
    for (GlobalVariable &data : make_early_inc_range(own->globals()))
      if (data.use_empty())
        data.eraseFromParent();
    raw_svector_ostream stream(parts.emplace_back());
    WriteBitcodeToFile(*own, stream);
  }
  for (Function &function : module)
    if (chosen.contains(&function))
      function.deleteBody();
  return parts;
}

static std::unique_ptr<TargetMachine> another(const TargetMachine &machine) {
  return std::unique_ptr<TargetMachine>(machine.getTarget().createTargetMachine(
      machine.getTargetTriple(), machine.getTargetCPU(), machine.getTargetFeatureString(),
      machine.Options, machine.getRelocationModel(), machine.getCodeModel(),
      machine.getOptLevel()));
}

using Finish = function_ref<Error(Module &, TargetMachine &, Bytes &)>;

// Optimises all parts, the module itself last in the order but first in time, and
// finishes each.
static Error compile(Module &module, TargetMachine &machine, int optLevel,
                     MutableArrayRef<Bytes> parts, Bytes &own, Finish finish) {
  std::mutex mutex;
  Error failure = Error::success();
  auto note = [&](Error error) {
    std::lock_guard lock(mutex);
    failure = joinErrors(std::move(failure), std::move(error));
  };
  {
    DefaultThreadPool pool(hardware_concurrency());
    for (Bytes &part : parts)
      pool.async([&] {
        LLVMContext context;
        auto parsed =
            parseBitcodeFile(MemoryBufferRef(StringRef(part.data(), part.size()), "part"), context);
        if (!parsed)
          return note(parsed.takeError());
        auto target = another(machine);
        cameo::optimize(**parsed, *target, optLevel);
        Bytes output;
        note(finish(**parsed, *target, output));
        part = std::move(output);
      });
    cameo::optimize(module, machine, optLevel);
    note(finish(module, machine, own));
  }
  return failure;
}

Expected<std::vector<Bytes>> cameo::emitObjects(Module &module, TargetMachine &machine,
                                                int optLevel) {
  SmallVector<std::string> names;
  std::vector<Bytes> objects = takeOut(module, names);
  Bytes own;
  if (Error error = compile(module, machine, optLevel, objects, own,
                            [](Module &part, TargetMachine &target, Bytes &output) {
                              return emitCode(part, target, /*assembly=*/false, output);
                            }))
    return error;
  objects.insert(objects.begin(), std::move(own));
  return objects;
}

Error cameo::optimizeParts(Module &module, TargetMachine &machine, int optLevel) {
  SmallVector<std::string> names;
  std::vector<Bytes> parts = takeOut(module, names);
  Bytes own;
  if (Error error = compile(module, machine, optLevel, parts, own,
                            [&](Module &part, TargetMachine &, Bytes &output) {
                              if (&part != &module) {
                                raw_svector_ostream stream(output);
                                WriteBitcodeToFile(part, stream);
                              }
                              return Error::success();
                            }))
    return error;
  for (Bytes &part : parts) {
    auto parsed = parseBitcodeFile(MemoryBufferRef(StringRef(part.data(), part.size()), "part"),
                                   module.getContext());
    if (!parsed)
      return parsed.takeError();
    if (Linker::linkModules(module, std::move(*parsed)))
      return createStringError("the parts of the code do not fit together");
  }
  for (const std::string &name : names) {
    Function *kernel = module.getFunction(name);
    kernel->setVisibility(GlobalValue::DefaultVisibility);
    kernel->setLinkage(GlobalValue::InternalLinkage);
  }
  return Error::success();
}
