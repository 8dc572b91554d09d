// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What an x86 machine must have to run code, as bits that it tells by itself:
// cpuid for the processor, XCR0 for what the operating system saves.

#ifndef CAMEO_TARGET_CPU_X86CHECK_H
#define CAMEO_TARGET_CPU_X86CHECK_H

#include "llvm/IR/Module.h"
#include "llvm/Target/TargetMachine.h"
#include <array>

namespace cameo {

/// Bits that must be set, word by word.
class X86Requirements {
public:
  /// The words: registers of cpuid's leaves (Avx10 has bit n if version n is
  /// there) and the low half of XCR0.
  enum Word { Basic1C, Basic1D, Leaf7B, Leaf7C, Leaf7D, Leaf7Sub1A, Leaf7Sub1D, Leaf1ESub1A,
              Avx10, Extended1C, Xcr0, NumWords };

  X86Requirements() = default;
  /// What code for this machine may use, beyond what every such processor has.
  explicit X86Requirements(const llvm::TargetMachine &machine);

  uint32_t operator[](unsigned word) const { return words[word]; }
  bool empty() const { return *this == X86Requirements(); }
  /// Whether a machine that fulfils these fulfils the others too.
  bool includes(const X86Requirements &other) const;
  bool operator==(const X86Requirements &other) const { return words == other.words; }

private:
  std::array<uint32_t, NumWords> words = {};
};

/// Whether a feature of LLVM's X86 target is asked for; whether it is one that
/// a model's code has no use for. Every feature of a CPU is one or the other.
bool isCheckedX86Feature(llvm::StringRef feature);
bool isIgnoredX86Feature(llvm::StringRef feature);

/// Makes a function that asks the machine, and returns the number, from 1, of
/// the first requirements that it fulfils, or 0.
llvm::Function *emitX86Find(llvm::Module &module, const llvm::Twine &name,
                            llvm::ArrayRef<X86Requirements> choices);

} // namespace cameo

#endif
