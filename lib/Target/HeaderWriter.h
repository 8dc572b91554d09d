// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The C header of a compiled model: C11 and C++20, one struct of inputs and
// one of outputs, named as in the model.

#ifndef CAMEO_TARGET_HEADERWRITER_H
#define CAMEO_TARGET_HEADERWRITER_H

#include "cameo/Compiler/ModelInterface.h"
#include "llvm/ADT/StringSet.h"
#include <string>

namespace cameo {

/// Turns names into distinct C identifiers that mean nothing else in C, C++ or
/// their libraries' headers.
class Identifiers {
public:
  /// `name` with what C does not allow replaced, and a number when it is taken.
  std::string unique(llvm::StringRef name);
  /// The same without looking at what is taken.
  static std::string sanitize(llvm::StringRef name);
  /// What the symbols of a model of this name start with.
  static std::string prefix(llvm::StringRef name);

private:
  llvm::StringSet<> taken;
};

/// The text of the header. `source` is the model file's name, for the reader.
std::string writeHeader(const ModelInterface &interface, llvm::StringRef source);

} // namespace cameo

#endif
