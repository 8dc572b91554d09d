// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The subcommands of `cameo`, one file each, and the flags that they share.

#ifndef CAMEO_TOOLS_COMMANDS_H
#define CAMEO_TOOLS_COMMANDS_H

#include "cameo/Compiler/Compiler.h"
#include "tools/cameo/Tensor.h"
#include "llvm/Support/CommandLine.h"

namespace cameo::tool {

struct Command {
  llvm::cl::SubCommand &flags;
  /// Shown at the end of the command's help.
  const char *examples;
  /// Returns what is wrong, or the exit status.
  llvm::Expected<int> (*run)();
};

/// Every command, in the order of the help.
extern const Command compileCommand, verifyCommand, benchCommand, runCommand, infoCommand,
    reportCommand;
llvm::cl::SubCommand &compileFlags(), &verifyFlags(), &benchFlags(), &runFlags(), &infoFlags(),
    &reportFlags();

/// What the shared flags say, for a model whose symbols start with `name`
/// unless --name says otherwise.
llvm::Expected<CompileOptions> readCompileOptions(llvm::StringRef name);
/// The runtime library to link into shared libraries; empty for none.
llvm::Expected<std::string> readRuntime();
llvm::StringRef readSysroot();
/// --library: what else goes into a shared library.
llvm::Expected<std::vector<std::string>> readLibraries();
/// The shared flags again, for another process: those of `report` only where `ofReport`.
std::vector<std::string> forwardedFlags(bool ofReport = false);

/// The prefix for a file's symbols: its name without folder, `lib` (of a
/// library) and extension, as a C identifier.
std::string prefixFor(llvm::StringRef path);

/// An error that has been told as diagnostics already.
class Diagnosed : public llvm::ErrorInfo<Diagnosed> {
public:
  static char ID;
  void log(llvm::raw_ostream &) const override {}
  std::error_code convertToErrorCode() const override { return llvm::inconvertibleErrorCode(); }
};

} // namespace cameo::tool

#endif
