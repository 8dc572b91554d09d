// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Target machines, LLVM's pass pipeline and the emission of code.

#include "lib/Target/CPU/CodeGen.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TargetParser/Host.h"

using namespace llvm;

Expected<std::unique_ptr<TargetMachine>> cameo::createTargetMachine(StringRef tripleName,
                                                                    StringRef cpu, int optLevel) {
  static bool initialized = [] {
    InitializeAllTargetInfos();
    InitializeAllTargets();
    InitializeAllTargetMCs();
    InitializeAllAsmPrinters();
    InitializeAllAsmParsers();
    return true;
  }();
  (void)initialized;
  Triple triple(tripleName.empty() ? sys::getDefaultTargetTriple() : Triple::normalize(tripleName));
  std::string error;
  const Target *target = TargetRegistry::lookupTarget(triple, error);
  if (!target)
    return createStringError("--target=" + tripleName + ": " + error);
  std::string features;
  if (cpu == "native" || (cpu.empty() && tripleName.empty())) {
    cpu = sys::getHostCPUName();
    for (const auto &feature : sys::getHostCPUFeatures())
      features += (features.empty() ? "" : ",") + std::string(feature.second ? "+" : "-") +
                  feature.first().str();
  }
  std::unique_ptr<MCSubtargetInfo> subtarget(target->createMCSubtargetInfo(triple, "", ""));
  if (!cpu.empty() && subtarget && !subtarget->isCPUStringValid(cpu))
    return createStringError("--cpu=" + cpu + ": not a CPU of " + triple.str());
  auto level = optLevel == 0   ? CodeGenOptLevel::None
               : optLevel == 1 ? CodeGenOptLevel::Less
               : optLevel == 2 ? CodeGenOptLevel::Default
                               : CodeGenOptLevel::Aggressive;
  TargetOptions options;
  return std::unique_ptr<TargetMachine>(target->createTargetMachine(
      triple, cpu, features, options, Reloc::PIC_, std::nullopt, level));
}

cameo::VectorRegisters cameo::vectorRegisters(const TargetMachine &machine) {
  const MCSubtargetInfo &subtarget = *machine.getMCSubtargetInfo();
  const Triple &triple = machine.getTargetTriple();
  if (triple.isX86()) {
    auto has = [&](const char *features) { return subtarget.checkFeatures(features); };
    if (has("+avx512f")) // 32 registers
      return {16, 24, has("+avx512vnni") ? "words" : has("+avx512bw") ? "pairs" : "none"};
    if (has("+avx")) // 16 registers
      return {8, 12, has("+avxvnni") ? "words" : has("+avx2") ? "pairs" : "none"};
    return {4, 12, has("+sse2") ? "pairs" : "none"};
  }
  return {4, triple.isAArch64() ? 24 : 8};
}

void cameo::optimize(Module &module, TargetMachine &machine, int optLevel) {
  module.setTargetTriple(machine.getTargetTriple());
  module.setDataLayout(machine.createDataLayout());
  PipelineTuningOptions tuning;
  tuning.LoopVectorization = tuning.SLPVectorization = optLevel > 1;
  LoopAnalysisManager loops;
  FunctionAnalysisManager functions;
  CGSCCAnalysisManager sccs;
  ModuleAnalysisManager modules;
  // Jump threading finds nothing in loops over tensors, and its cost grows with the square of
  // the blocks: a program of hundreds of small kernels is one function in the end. Loops that
  // are short were unrolled before they were vectorised; more of it is only more code.
  PassInstrumentationCallbacks callbacks;
  callbacks.registerShouldRunOptionalPassCallback(
      [](StringRef pass, Any) { return pass != "JumpThreadingPass" && pass != "LoopUnrollPass"; });
  PassBuilder builder(&machine, tuning, std::nullopt, &callbacks);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(sccs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, sccs, modules);
  // LLVM's third level unrolls twice as much for no time that could be measured.
  OptimizationLevel level = optLevel == 0   ? OptimizationLevel::O0
                            : optLevel == 1 ? OptimizationLevel::O1
                                            : OptimizationLevel::O2;
  ModulePassManager passes = optLevel == 0 ? builder.buildO0DefaultPipeline(level)
                                           : builder.buildPerModuleDefaultPipeline(level);
  passes.run(module, modules);
}

Error cameo::emitCode(Module &module, TargetMachine &machine, bool assembly,
                      SmallVectorImpl<char> &output) {
  raw_svector_ostream stream(output);
  legacy::PassManager passes;
  if (machine.addPassesToEmitFile(passes, stream, nullptr,
                                  assembly ? CodeGenFileType::AssemblyFile
                                           : CodeGenFileType::ObjectFile))
    return createStringError("the target cannot emit object files");
  passes.run(module);
  return Error::success();
}
