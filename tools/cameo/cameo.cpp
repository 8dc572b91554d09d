// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command line: finds the subcommand, parses its flags and runs it.

#include "mlir/IR/AsmState.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Support/Timing.h"
#include "tools/cameo/Commands.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/TargetSelect.h"

using namespace cameo::tool;
namespace cl = llvm::cl;

static const Command *const commands[] = {&compileCommand, &runCommand, &verifyCommand,
                                          &benchCommand, &infoCommand, &reportCommand};

static constexpr const char *overview =
    "Cameo: compiles ONNX models ahead of time into native objects\n";

// MLIR registers its flags (-mlir-print-ir-after-all, -mlir-timing, ...) outside
// of all subcommands; ours take them too.
static void shareMLIRFlags(cl::SubCommand &command) {
  for (auto &[name, option] : cl::getRegisteredOptions(cl::SubCommand::getTopLevel()))
    if (name.starts_with("mlir-")) {
      option->setHiddenFlag(cl::Hidden);
      command.OptionsMap.try_emplace(name, option);
    }
}

static int usage(llvm::raw_ostream &out) {
  out << overview << "\nUSAGE: cameo COMMAND [flags]\n\nCOMMANDS:\n";
  for (const Command *command : commands)
    out << "  " << llvm::left_justify(command->flags.getName(), 9)
        << command->flags.getDescription() << "\n";
  out << "\n`cameo COMMAND --help` tells the flags of a command and shows examples.\n"
         "Compiler developers: --help-hidden shows MLIR's flags as well.\n";
  return &out == &llvm::errs();
}

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  llvm::StringRef first = argc > 1 ? argv[1] : "";
  if (first.empty())
    return usage(llvm::errs());
  // `cameo help compile` is `cameo compile --help`.
  const char *asked[] = {argv[0], argc > 2 ? argv[2] : nullptr, "--help"};
  if (first == "help" && argc == 3) {
    first = asked[1];
    argv = const_cast<char **>(asked);
  }
  if (first == "--help" || first == "-h" || first == "-help" || first == "help")
    return usage(llvm::outs());
  auto version = [](llvm::raw_ostream &out) {
    out << "cameo " CAMEO_VERSION "\nLLVM " LLVM_VERSION_STRING "\n";
  };
  if (first == "--version") {
    version(llvm::outs());
    return 0;
  }
  const auto *found = llvm::find_if(
      commands, [&](const Command *command) { return command->flags.getName() == first; });
  if (found == std::end(commands)) {
    llvm::errs() << "cameo: '" << first << "' is not a command; `cameo --help` lists them\n";
    return 1;
  }
  const Command &command = **found;

  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargets();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmPrinters();
  llvm::InitializeAllAsmParsers();
  mlir::registerAsmPrinterCLOptions();
  mlir::registerMLIRContextCLOptions();
  mlir::registerPassManagerCLOptions();
  mlir::registerDefaultTimingManagerCLOptions();
  shareMLIRFlags(command.flags);
  std::string examples = std::string("\n") + command.examples;
  cl::extrahelp help(examples);
  cl::SetVersionPrinter(version);
  cl::ParseCommandLineOptions(argc, argv, overview);
  // lld resets all registered flags when it is called; ours keep their values.
  for (const Command *each : commands)
    each->flags.reset();

  llvm::Expected<int> status = command.run();
  if (status)
    return *status;
  llvm::handleAllErrors(
      status.takeError(), [](const Diagnosed &) {},
      [&](const llvm::ErrorInfoBase &error) {
        llvm::errs() << "cameo " << first << ": " << error.message() << "\n";
      });
  return 1;
}
