// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Each version is the same set of functions under other names, with LLVM's
// attributes `target-cpu` and `target-features`; one module holds them all.

#include "lib/Target/CPU/Versions.h"
#include "lib/Target/CPU/CodeGen.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/TargetParser/Host.h"

using namespace llvm;
using namespace cameo;

Expected<std::vector<Version>> cameo::chooseVersions(StringRef triple, ArrayRef<std::string> cpus,
                                                     int optLevel) {
  std::vector<std::string> names(cpus.begin(), cpus.end());
  if (names.empty())
    names.push_back(triple.empty() ? "native" : "");
  std::vector<Version> given;
  for (const std::string &name : names) {
    auto machine = createTargetMachine(triple, name, optLevel);
    if (!machine)
      return machine.takeError();
    bool isX86 = (*machine)->getTargetTriple().isX86();
    if (names.size() > 1 && !isX86)
      return createStringError("--cpu: an object for " + (*machine)->getTargetTriple().str() +
                               " holds code for one CPU: nothing there tells a program its CPU "
                               "on every system; compile once for each");
    Version version;
    version.cpu = name.empty()       ? "generic"
                  : name == "native" ? ("native-" + sys::getHostCPUName()).str()
                                     : name;
    if (isX86)
      version.requirements = X86Requirements(**machine);
    version.machine = std::move(*machine);
    // Of two that ask for the same, the second could not be chosen.
    if (none_of(given, [&](const Version &other) {
          return other.requirements == version.requirements;
        }))
      given.push_back(std::move(version));
  }
  std::vector<Version> ordered;
  while (!given.empty()) {
    // The first in the list that no other one goes beyond.
    auto best = find_if(given, [&](const Version &candidate) {
      return none_of(given, [&](const Version &other) {
        return &other != &candidate && other.requirements.includes(candidate.requirements);
      });
    });
    ordered.push_back(std::move(*best));
    given.erase(best);
  }
  return ordered;
}

bool cameo::needsCheck(ArrayRef<Version> versions) {
  return versions.size() > 1 || !versions.front().requirements.empty();
}

Expected<std::unique_ptr<TargetMachine>> cameo::createBaselineMachine(ArrayRef<Version> versions,
                                                                      int optLevel) {
  return createTargetMachine(versions.front().machine->getTargetTriple().str(), "", optLevel);
}

static std::string nameIn(const Version &version, StringRef name) {
  return (name + "." + version.cpu).str();
}

void cameo::specialize(Module &module, const Version &version, bool isFirst,
                       ArrayRef<std::string> shared, ArrayRef<std::string> entries) {
  StringRef features = version.machine->getTargetFeatureString();
  for (Function &function : module) {
    if (function.isDeclaration())
      continue;
    if (is_contained(shared, function.getName())) {
      if (!isFirst)
        function.deleteBody();
      continue;
    }
    function.setName(nameIn(version, function.getName()));
    function.addFnAttr("target-cpu", version.machine->getTargetCPU());
    if (!features.empty())
      function.addFnAttr("target-features", features);
  }
  for (const std::string &entry : entries) {
    Function *own = module.getFunction(nameIn(version, entry));
    Function *plain = Function::Create(own->getFunctionType(), GlobalValue::ExternalLinkage, entry,
                                       module);
    own->replaceUsesWithIf(plain, [&](Use &use) {
      auto *user = dyn_cast<Instruction>(use.getUser());
      return user && is_contained(shared, user->getFunction()->getName());
    });
  }
}

namespace {

class DispatcherBuilder {
public:
  DispatcherBuilder(Module &module, StringRef prefix, ArrayRef<Version> versions)
      : module(module), versions(versions), b(module.getContext()), i32(b.getInt32Ty()) {
    SmallVector<X86Requirements> requirements;
    for (const Version &version : versions)
      requirements.push_back(version.requirements);
    find = emitX86Find(module, prefix + ".find_cpu", requirements);
    // What was found, plus 1; 0 at first. Threads that find out at the same
    // time store the same, so this is no state that anyone could see.
    known = new GlobalVariable(module, i32, false, GlobalValue::InternalLinkage, b.getInt32(0),
                               prefix + ".cpu");
  }
  void add(const std::string &entry);

private:
  Module &module;
  ArrayRef<Version> versions;
  IRBuilder<> b;
  Type *i32;
  Function *find;
  GlobalVariable *known;
};

void DispatcherBuilder::add(const std::string &entry) {
  Function *dispatcher = module.getFunction(entry);
  LLVMContext &context = module.getContext();
  auto block = [&](const char *name) { return BasicBlock::Create(context, name, dispatcher); };
  auto *start = block(""), *ask = block("ask"), *choose = block("choose"), *none = block("none");
  b.SetInsertPoint(start);
  LoadInst *stored = b.CreateAlignedLoad(i32, known, Align(4));
  stored->setAtomic(AtomicOrdering::Monotonic);
  b.CreateCondBr(b.CreateICmpEQ(stored, b.getInt32(0)), ask, choose,
                 MDBuilder(context).createUnlikelyBranchWeights());
  b.SetInsertPoint(ask);
  Value *found = b.CreateAdd(b.CreateCall(find), b.getInt32(1));
  b.CreateAlignedStore(found, known, Align(4))->setAtomic(AtomicOrdering::Monotonic);
  b.CreateBr(choose);
  b.SetInsertPoint(choose);
  PHINode *number = b.CreatePHI(i32, 2);
  number->addIncoming(stored, start);
  number->addIncoming(found, ask);
  SwitchInst *which = b.CreateSwitch(number, none, versions.size());
  b.SetInsertPoint(none);
  b.CreateRet(ConstantInt::getSigned(i32, -4)); // CAMEO_ERROR_UNSUPPORTED_CPU
  SmallVector<Value *> arguments;
  for (Argument &argument : dispatcher->args())
    arguments.push_back(&argument);
  for (auto [position, version] : enumerate(versions)) {
    auto *run = block("run");
    which->addCase(b.getInt32(position + 2), run);
    b.SetInsertPoint(run);
    CallInst *call = b.CreateCall(module.getFunction(nameIn(version, entry)), arguments);
    call->setTailCallKind(CallInst::TCK_Tail);
    b.CreateRet(call);
  }
}

} // namespace

void cameo::addDispatchers(Module &module, StringRef prefix, ArrayRef<std::string> entries,
                           ArrayRef<Version> versions) {
  DispatcherBuilder builder(module, prefix, versions);
  for (const std::string &entry : entries)
    builder.add(entry);
}

void cameo::splitMissingFMA(Module &module, const TargetMachine &machine) {
  const MCSubtargetInfo &subtarget = *machine.getMCSubtargetInfo();
  if (!machine.getTargetTriple().isX86() || subtarget.checkFeatures("+fma") ||
      subtarget.checkFeatures("+avx512f") || subtarget.checkFeatures("+fma4"))
    return;
  for (Function &function : make_early_inc_range(module)) {
    if (function.getIntrinsicID() != Intrinsic::fma)
      continue;
    // The same where it is cheap, else a product and a sum.
    function.replaceAllUsesWith(Intrinsic::getOrInsertDeclaration(
        &module, Intrinsic::fmuladd, function.getReturnType()));
    function.eraseFromParent();
  }
}
