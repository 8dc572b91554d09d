// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What verification found, for readers and for programs.

#ifndef CAMEO_TOOLS_VERIFYREPORT_H
#define CAMEO_TOOLS_VERIFYREPORT_H

#include "tools/cameo/Tensor.h"
#include <string>
#include <vector>

namespace cameo::tool {

struct Outcome {
  enum Result { Pass, Fail, Skip } result = Fail;
  std::string name;
  std::string reason;
  Worst worst;
  double compileSeconds = 0, seconds = 0;

  /// All but the name and the total time, to cross a process boundary.
  std::string toText() const;
  static Outcome fromText(llvm::StringRef text);
};

llvm::StringRef resultText(Outcome::Result result);
unsigned countResults(llvm::ArrayRef<Outcome> outcomes, Outcome::Result result);
llvm::Error writeJson(llvm::ArrayRef<Outcome> outcomes, llvm::StringRef path);
/// The refused models by reason, as Markdown.
llvm::Error writeRefused(llvm::ArrayRef<Outcome> outcomes, llvm::StringRef path);

} // namespace cameo::tool

#endif
