// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tensor names may hold any text ("conv1/out:0", "123", "class"); struct
// members may not.

#include "lib/Target/HeaderWriter.h"
#include "llvm/ADT/StringExtras.h"

using namespace cameo;
using llvm::StringRef;

// Keywords of C11 and C++20, and what the usual compilers and headers define.
static const llvm::StringSet<> &reserved() {
  static const llvm::StringSet<> words = [] {
    llvm::StringSet<> set;
    StringRef text =
        "alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t "
        "char16_t char32_t class co_await co_return co_yield compl concept const const_cast "
        "consteval constexpr constinit continue decltype default delete do double dynamic_cast "
        "else enum explicit export extern false far float for friend goto if inline int linux "
        "long mutable namespace near new noexcept not not_eq nullptr operator or or_eq private "
        "protected public register reinterpret_cast requires restrict return short signed sizeof "
        "static static_assert static_cast struct switch template this thread_local throw true "
        "try typedef typeid typename typeof union unix unsigned using virtual void volatile "
        "wchar_t while xor xor_eq NULL EOF";
    llvm::SmallVector<StringRef> parts;
    text.split(parts, ' ');
    for (StringRef part : parts)
      set.insert(part);
    return set;
  }();
  return words;
}

std::string Identifiers::sanitize(StringRef name) {
  std::string result;
  for (char c : name) {
    bool letter = llvm::isAlnum(c);
    // A run of other characters becomes one underscore: two are reserved in C++.
    if (letter || result.empty() || result.back() != '_')
      result += letter ? c : '_';
  }
  if (result.empty() || llvm::isDigit(result.front()) || result.front() == '_')
    result = "t" + result;
  if (reserved().contains(result))
    result += "_";
  return result;
}

std::string Identifiers::unique(StringRef name) {
  std::string base = sanitize(name), candidate = base;
  for (unsigned n = 2; !taken.insert(candidate).second; ++n)
    candidate = base + "_" + std::to_string(n);
  return candidate;
}
