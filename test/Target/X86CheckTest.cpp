// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a run asks the machine, against what LLVM knows of CPUs and finds out
// about this one.

#include "lib/Target/CPU/CodeGen.h"
#include "lib/Target/CPU/Versions.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/X86TargetParser.h"
#include "gtest/gtest.h"

using namespace llvm;
using namespace cameo;

namespace {

constexpr const char *linux64 = "x86_64-unknown-linux-gnu";

std::vector<std::string> allCPUs() {
  SmallVector<StringRef> names;
  X86::fillValidCPUArchList(names, /*Only64Bit=*/true);
  return {names.begin(), names.end()};
}

SmallVector<StringRef> featuresOf(StringRef cpu) {
  SmallVector<StringRef> features;
  X86::getFeaturesForCPU(cpu, features);
  return features;
}

X86Requirements requirementsOf(StringRef triple, StringRef cpu) {
  auto machine = createTargetMachine(triple, cpu, 2);
  if (!machine) {
    ADD_FAILURE() << toString(machine.takeError());
    return {};
  }
  return X86Requirements(**machine);
}

std::vector<std::string> order(std::vector<std::string> cpus) {
  auto versions = chooseVersions(linux64, cpus, 2);
  std::vector<std::string> names;
  if (!versions)
    ADD_FAILURE() << toString(versions.takeError());
  else
    for (const Version &version : *versions)
      names.push_back(version.cpu);
  return names;
}

/// What the emitted function says on this machine.
int find(ArrayRef<X86Requirements> choices) {
  auto jit = orc::LLJITBuilder().create();
  if (!jit) {
    ADD_FAILURE() << toString(jit.takeError());
    return -1;
  }
  auto context = std::make_unique<LLVMContext>();
  auto module = std::make_unique<Module>("find", *context);
  module->setTargetTriple((*jit)->getTargetTriple());
  module->setDataLayout((*jit)->getDataLayout());
  emitX86Find(*module, "find", choices)->setLinkage(GlobalValue::ExternalLinkage);
  cantFail((*jit)->addIRModule({std::move(module), std::move(context)}));
  return cantFail((*jit)->lookup("find")).toPtr<int()>()();
}

} // namespace

TEST(X86Check, KnowsEveryFeatureOfEveryCPU) {
  for (const std::string &cpu : allCPUs())
    for (StringRef feature : featuresOf(cpu))
      EXPECT_TRUE(isCheckedX86Feature(feature) || isIgnoredX86Feature(feature)) << feature.str() << " of " << cpu;
  EXPECT_FALSE(isCheckedX86Feature("fast-gather") || isIgnoredX86Feature("fast-gather"));
}

TEST(X86Check, AsksForNothingThatAllHave) {
  EXPECT_TRUE(requirementsOf(linux64, "x86-64").empty());
  EXPECT_TRUE(requirementsOf(linux64, "").empty());
  EXPECT_FALSE(requirementsOf("i686-unknown-linux-gnu", "pentium4").empty());
}

TEST(X86Check, AsksForRegistersThatTheSystemSaves) {
  EXPECT_EQ(requirementsOf(linux64, "x86-64-v2")[X86Requirements::Xcr0], 0u);
  EXPECT_EQ(requirementsOf(linux64, "x86-64-v3")[X86Requirements::Xcr0], 0x6u);
  EXPECT_EQ(requirementsOf(linux64, "x86-64-v4")[X86Requirements::Xcr0], 0xe6u);
  EXPECT_EQ(requirementsOf(linux64, "sapphirerapids")[X86Requirements::Xcr0], 0x600e6u);
  EXPECT_EQ(requirementsOf("x86_64-apple-macosx", "x86-64-v4")[X86Requirements::Xcr0], 0x6u);
  EXPECT_EQ(requirementsOf(linux64, "diamondrapids")[X86Requirements::Avx10], 0x6u);
}

TEST(X86Check, FindsOutAboutThisMachine) {
  if (!Triple(sys::getProcessTriple()).isX86_64())
    GTEST_SKIP() << "this is no x86-64";
  StringMap<bool> host = sys::getHostCPUFeatures();
  // Absent from the list of the host, for all 64-bit ones have them.
  for (const char *feature : {"x87", "64bit", "sse", "sse2", "cx8", "cmov", "mmx", "fxsr"})
    host[feature] = true;
  unsigned supported = 0;
  for (const std::string &cpu : allCPUs()) {
    X86Requirements all = requirementsOf(linux64, cpu);
    // What LLVM finds missing, of that which is asked for.
    std::string missing;
    for (StringRef feature : featuresOf(cpu))
      if (isCheckedX86Feature(feature) && !host.lookup(feature))
        missing += " " + feature.str();
    int found = find(all);
    supported += found;
    EXPECT_EQ(found == 1, missing.empty()) << cpu << " lacks" << missing;
  }
  EXPECT_GT(supported, 0u); // x86-64 at least
  X86Requirements native = requirementsOf("", "native"), none;
  EXPECT_EQ(find(native), 1);
  EXPECT_EQ(find({requirementsOf(linux64, "bdver4"), native, none}), 2);
  EXPECT_EQ(find(requirementsOf(linux64, "bdver4")), 0);
  EXPECT_EQ(find(none), 1);
}

TEST(Versions, PrefersWhatHasMore) {
  using Names = std::vector<std::string>;
  Names levels = {"x86-64-v4", "x86-64-v3", "x86-64-v2"};
  EXPECT_EQ(order({"x86-64-v4", "x86-64-v3", "x86-64-v2"}), levels);
  EXPECT_EQ(order({"x86-64-v2", "x86-64-v3", "x86-64-v4"}), levels);
  // Neither has all of the other: as listed.
  EXPECT_EQ(order({"znver4", "sapphirerapids"}), (Names{"znver4", "sapphirerapids"}));
  EXPECT_EQ(order({"sapphirerapids", "znver4"}), (Names{"sapphirerapids", "znver4"}));
  EXPECT_EQ(order({"x86-64", "sapphirerapids", "znver4"}),
            (Names{"sapphirerapids", "znver4", "x86-64"}));
}

TEST(Versions, LeavesOutWhatIsNeverChosen) {
  EXPECT_EQ(order({"znver4", "znver4"}), std::vector<std::string>{"znver4"});
}

TEST(Versions, TellsWhetherToAsk) {
  auto baseline = cantFail(chooseVersions(linux64, {"x86-64"}, 2));
  EXPECT_FALSE(needsCheck(baseline));
  auto arm = cantFail(chooseVersions("aarch64-linux-gnu", {"neoverse-n1"}, 2));
  EXPECT_FALSE(needsCheck(arm));
  auto one = cantFail(chooseVersions(linux64, {"x86-64-v2"}, 2));
  EXPECT_TRUE(needsCheck(one));
}
