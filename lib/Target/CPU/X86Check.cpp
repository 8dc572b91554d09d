// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The bits are those of Intel's and AMD's manuals, and of LLVM's Host.cpp.

#include "lib/Target/CPU/X86Check.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/MC/MCSubtargetInfo.h"

using namespace llvm;
using cameo::X86Requirements;

namespace {

using Word = X86Requirements::Word;
enum : uint32_t {
  Ymm = 0x6,     // XCR0: SSE and AVX registers
  Zmm = 0xe6,    // and those of AVX-512
  Tile = 0x60000, // tiles and their configuration
  Gpr = 0x80000, // APX's registers
};

struct Feature {
  const char *name;
  Word word;
  unsigned bit;
  uint32_t xcr0 = 0;
};

// What computations may use.
constexpr Feature features[] = {
    {"sse3", Word::Basic1C, 0},
    {"pclmul", Word::Basic1C, 1},
    {"ssse3", Word::Basic1C, 9},
    {"fma", Word::Basic1C, 12, Ymm},
    {"cx16", Word::Basic1C, 13},
    {"sse4.1", Word::Basic1C, 19},
    {"sse4.2", Word::Basic1C, 20},
    {"crc32", Word::Basic1C, 20},
    {"movbe", Word::Basic1C, 22},
    {"popcnt", Word::Basic1C, 23},
    {"aes", Word::Basic1C, 25},
    {"avx", Word::Basic1C, 28, Ymm},
    {"f16c", Word::Basic1C, 29, Ymm},
    {"cx8", Word::Basic1D, 8},
    {"cmov", Word::Basic1D, 15},
    {"mmx", Word::Basic1D, 23},
    {"fxsr", Word::Basic1D, 24},
    {"sse", Word::Basic1D, 25},
    {"sse2", Word::Basic1D, 26},
    {"bmi", Word::Leaf7B, 3},
    {"avx2", Word::Leaf7B, 5, Ymm},
    {"bmi2", Word::Leaf7B, 8},
    {"avx512f", Word::Leaf7B, 16, Zmm},
    {"avx512dq", Word::Leaf7B, 17, Zmm},
    {"adx", Word::Leaf7B, 19},
    {"avx512ifma", Word::Leaf7B, 21, Zmm},
    {"avx512cd", Word::Leaf7B, 28, Zmm},
    {"sha", Word::Leaf7B, 29},
    {"avx512bw", Word::Leaf7B, 30, Zmm},
    {"avx512vl", Word::Leaf7B, 31, Zmm},
    {"avx512vbmi", Word::Leaf7C, 1, Zmm},
    {"avx512vbmi2", Word::Leaf7C, 6, Zmm},
    {"gfni", Word::Leaf7C, 8},
    {"vaes", Word::Leaf7C, 9, Ymm},
    {"vpclmulqdq", Word::Leaf7C, 10, Ymm},
    {"avx512vnni", Word::Leaf7C, 11, Zmm},
    {"avx512bitalg", Word::Leaf7C, 12, Zmm},
    {"avx512vpopcntdq", Word::Leaf7C, 14, Zmm},
    {"movdiri", Word::Leaf7C, 27},
    {"movdir64b", Word::Leaf7C, 28},
    {"avx512vp2intersect", Word::Leaf7D, 8, Zmm},
    {"amx-bf16", Word::Leaf7D, 22, Tile},
    {"avx512fp16", Word::Leaf7D, 23, Zmm},
    {"amx-tile", Word::Leaf7D, 24, Tile},
    {"amx-int8", Word::Leaf7D, 25, Tile},
    {"sha512", Word::Leaf7Sub1A, 0, Ymm},
    {"sm3", Word::Leaf7Sub1A, 1, Ymm},
    {"sm4", Word::Leaf7Sub1A, 2, Ymm},
    {"raoint", Word::Leaf7Sub1A, 3},
    {"avxvnni", Word::Leaf7Sub1A, 4, Ymm},
    {"avx512bf16", Word::Leaf7Sub1A, 5, Zmm},
    {"cmpccxadd", Word::Leaf7Sub1A, 7},
    {"amx-fp16", Word::Leaf7Sub1A, 21, Tile},
    {"avxifma", Word::Leaf7Sub1A, 23, Ymm},
    {"movrs", Word::Leaf7Sub1A, 31},
    {"avxvnniint8", Word::Leaf7Sub1D, 4, Ymm},
    {"avxneconvert", Word::Leaf7Sub1D, 5, Ymm},
    {"amx-complex", Word::Leaf7Sub1D, 8, Tile},
    {"avxvnniint16", Word::Leaf7Sub1D, 10, Ymm},
    {"prefetchi", Word::Leaf7Sub1D, 14},
    {"ccmp", Word::Leaf7Sub1D, 21, Gpr}, // APX, in parts
    {"cf", Word::Leaf7Sub1D, 21, Gpr},
    {"egpr", Word::Leaf7Sub1D, 21, Gpr},
    {"ndd", Word::Leaf7Sub1D, 21, Gpr},
    {"nf", Word::Leaf7Sub1D, 21, Gpr},
    {"ppx", Word::Leaf7Sub1D, 21, Gpr},
    {"push2pop2", Word::Leaf7Sub1D, 21, Gpr},
    {"zu", Word::Leaf7Sub1D, 21, Gpr},
    {"amx-fp8", Word::Leaf1ESub1A, 4, Tile},
    {"amx-tf32", Word::Leaf1ESub1A, 6, Tile},
    {"amx-avx512", Word::Leaf1ESub1A, 7, Tile},
    {"amx-movrs", Word::Leaf1ESub1A, 8, Tile},
    {"avx10.1", Word::Avx10, 1, Zmm},
    {"avx10.2", Word::Avx10, 2, Zmm},
    {"sahf", Word::Extended1C, 0},
    {"lzcnt", Word::Extended1C, 5},
    {"sse4a", Word::Extended1C, 6},
    {"xop", Word::Extended1C, 11, Ymm},
    {"fma4", Word::Extended1C, 16, Ymm},
    {"tbm", Word::Extended1C, 21},
};

// What only operating systems, allocators and the like use. That a machine
// lacks one, or hides it from programs, is no reason to refuse it.
constexpr const char *ignored[] = {
    "64bit",   "cldemote", "clflushopt", "clwb",    "clzero", "enqcmd", "evex512",  "fsgsbase",
    "hreset",  "invpcid",  "kl",         "lwp",     "mwaitx", "pconfig", "pku",     "prfchw",
    "ptwrite", "rdpid",    "rdpru",      "rdrnd",   "rdseed", "rtm",    "serialize", "sgx",
    "shstk",   "tsxldtrk", "uintr",      "usermsr", "waitpkg", "wbnoinvd", "widekl", "x87",
    "xsave",   "xsavec",   "xsaveopt",   "xsaves"};

} // namespace

bool cameo::isCheckedX86Feature(StringRef feature) {
  return any_of(features, [&](const Feature &known) { return feature == known.name; });
}
bool cameo::isIgnoredX86Feature(StringRef feature) { return is_contained(ignored, feature); }

X86Requirements::X86Requirements(const TargetMachine &machine) {
  const MCSubtargetInfo &subtarget = *machine.getMCSubtargetInfo();
  bool is64Bit = machine.getTargetTriple().isX86_64();
  // Darwin enables AVX-512's registers when a program first uses them.
  uint32_t lazy = machine.getTargetTriple().isOSDarwin() ? Zmm & ~Ymm : 0;
  for (const Feature &feature : features) {
    if (is64Bit && feature.word == Basic1D) // every 64-bit processor has these
      continue;
    if (!subtarget.checkFeatures("+" + std::string(feature.name)))
      continue;
    words[feature.word] |= 1u << feature.bit;
    words[Xcr0] |= feature.xcr0 & ~lazy;
  }
}

bool X86Requirements::includes(const X86Requirements &other) const {
  return all_of(seq<unsigned>(0, NumWords),
                [&](unsigned word) { return (words[word] & other[word]) == other[word]; });
}

namespace {

/// Emits the questions to the machine.
class FindBuilder {
public:
  FindBuilder(Module &module, const Twine &name, ArrayRef<X86Requirements> choices)
      : b(module.getContext()), i32(b.getInt32Ty()), choices(choices) {
    function = Function::Create(FunctionType::get(i32, false), GlobalValue::InternalLinkage, name,
                                module);
    function->addFnAttr(Attribute::Cold);
    function->addFnAttr(Attribute::NoInline);
    b.SetInsertPoint(BasicBlock::Create(module.getContext(), "", function));
  }
  Function *emit();

private:
  enum Register { A, B, C, D };
  Value *cpuid(uint32_t leaf, uint32_t subleaf = 0);
  Value *get(Value *registers, Register which) { return b.CreateExtractValue(registers, which); }
  /// `value` where `condition` holds, else 0.
  Value *only(Value *condition, Value *value) {
    return b.CreateSelect(condition, value, b.getInt32(0));
  }
  Value *xcr0(Value *basic1C);
  bool isNeeded(unsigned word) const {
    return any_of(choices, [&](const X86Requirements &choice) { return choice[word]; });
  }

  IRBuilder<> b;
  Type *i32;
  ArrayRef<X86Requirements> choices;
  Function *function;
};

Value *FindBuilder::cpuid(uint32_t leaf, uint32_t subleaf) {
  auto *result = StructType::get(i32, i32, i32, i32);
  auto *code = InlineAsm::get(FunctionType::get(result, {i32, i32}, false), "cpuid",
                              "={ax},={bx},={cx},={dx},{ax},{cx}", /*hasSideEffects=*/true);
  return b.CreateCall(code, {b.getInt32(leaf), b.getInt32(subleaf)});
}

// The instruction is there if the system has turned it on.
Value *FindBuilder::xcr0(Value *basic1C) {
  Value *isOn = b.CreateICmpNE(b.CreateAnd(basic1C, 1u << 27), b.getInt32(0));
  BasicBlock *here = b.GetInsertBlock();
  auto *read = BasicBlock::Create(b.getContext(), "", function);
  auto *next = BasicBlock::Create(b.getContext(), "", function);
  b.CreateCondBr(isOn, read, next);
  b.SetInsertPoint(read);
  auto *code = InlineAsm::get(FunctionType::get(StructType::get(i32, i32), {i32}, false), "xgetbv",
                              "={ax},={dx},{cx}", /*hasSideEffects=*/true);
  Value *value = b.CreateExtractValue(b.CreateCall(code, {b.getInt32(0)}), 0);
  b.CreateBr(next);
  b.SetInsertPoint(next);
  PHINode *result = b.CreatePHI(i32, 2);
  result->addIncoming(value, read);
  result->addIncoming(b.getInt32(0), here);
  return result;
}

Function *FindBuilder::emit() {
  // A leaf that is not there reads as another one: it counts as zeros.
  Value *last = get(cpuid(0), A);
  Value *basic1 = cpuid(1);
  Value *words[X86Requirements::NumWords] = {};
  words[Word::Basic1C] = get(basic1, C);
  words[Word::Basic1D] = get(basic1, D);
  Value *leaf7 = cpuid(7), *has7 = b.CreateICmpUGE(last, b.getInt32(7));
  words[Word::Leaf7B] = only(has7, get(leaf7, B));
  words[Word::Leaf7C] = only(has7, get(leaf7, C));
  words[Word::Leaf7D] = only(has7, get(leaf7, D));
  Value *hasSub1 = b.CreateICmpUGE(only(has7, get(leaf7, A)), b.getInt32(1));
  if (isNeeded(Word::Leaf7Sub1A) || isNeeded(Word::Leaf7Sub1D)) {
    Value *sub1 = cpuid(7, 1);
    words[Word::Leaf7Sub1A] = only(hasSub1, get(sub1, A));
    words[Word::Leaf7Sub1D] = only(hasSub1, get(sub1, D));
  }
  if (isNeeded(Word::Leaf1ESub1A))
    words[Word::Leaf1ESub1A] =
        only(b.CreateICmpUGE(last, b.getInt32(0x1e)), get(cpuid(0x1e, 1), A));
  if (isNeeded(Word::Avx10)) {
    // Version n has all before it: bits 1 to n.
    Value *has = b.CreateICmpUGE(last, b.getInt32(0x24));
    Value *version = b.CreateAnd(only(has, get(cpuid(0x24), B)), 0xff);
    Value *shift = b.CreateBinaryIntrinsic(Intrinsic::umin, version, b.getInt32(30));
    words[Word::Avx10] = b.CreateSub(b.CreateShl(b.getInt32(2), shift), b.getInt32(2));
  }
  if (isNeeded(Word::Extended1C)) {
    Value *has = b.CreateICmpUGE(get(cpuid(0x80000000), A), b.getInt32(0x80000001));
    words[Word::Extended1C] = only(has, get(cpuid(0x80000001), C));
  }
  if (isNeeded(Word::Xcr0))
    words[Word::Xcr0] = xcr0(words[Word::Basic1C]);

  for (auto [number, choice] : enumerate(choices)) {
    Value *missing = b.getInt32(0);
    for (unsigned word = 0; word < X86Requirements::NumWords; ++word)
      if (choice[word])
        missing = b.CreateOr(
            missing, b.CreateAnd(b.CreateNot(words[word]), b.getInt32(choice[word])));
    auto *found = BasicBlock::Create(b.getContext(), "", function);
    auto *next = BasicBlock::Create(b.getContext(), "", function);
    b.CreateCondBr(b.CreateICmpEQ(missing, b.getInt32(0)), found, next);
    b.SetInsertPoint(found);
    b.CreateRet(b.getInt32(number + 1));
    b.SetInsertPoint(next);
  }
  b.CreateRet(b.getInt32(0));
  return function;
}

} // namespace

Function *cameo::emitX86Find(Module &module, const Twine &name,
                             ArrayRef<X86Requirements> choices) {
  return FindBuilder(module, name, choices).emit();
}
