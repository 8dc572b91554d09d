// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cameo-opt on an ONNX model: cameo-opt --import-onnx model.onnx --some-pass

#include "cameo/Importer/Importer.h"
#include "cameo/Support/Diagnostics.h"
#include "mlir/IR/AsmState.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "llvm/Support/CommandLine.h"

using namespace mlir;

LogicalResult importAndRun(int argc, char **argv, DialectRegistry &registry) {
  namespace cl = llvm::cl;
  cl::opt<std::string> path(cl::Positional, cl::Required, cl::desc("<model.onnx>"));
  cl::opt<bool> import("import-onnx", cl::desc("Read an ONNX model"));
  cl::list<std::string> dims("dim", cl::desc("The extent of a symbolic dim"),
                             cl::value_desc("NAME=N"));
  PassPipelineCLParser passes("", "Passes to run");
  registerAsmPrinterCLOptions();
  registerPassManagerCLOptions();
  cl::ParseCommandLineOptions(argc, argv, "Cameo's optimizer driver\n");

  MLIRContext context(registry);
  cameo::installDiagnosticPrinter(context, path);
  Location loc = UnknownLoc::get(&context);
  cameo::ImportOptions options;
  for (StringRef dim : dims) {
    auto [name, extent] = dim.rsplit('=');
    if (extent.getAsInteger(10, options.dims[name]))
      return emitError(loc) << "--dim=" << dim << ": NAME=N expected";
  }
  OwningOpRef<ModuleOp> module = cameo::importModel(path, context, options);
  PassManager manager(&context);
  if (!module || failed(applyPassManagerCLOptions(manager)) ||
      failed(
          passes.addToPipeline(manager, [&](const Twine &why) { return emitError(loc) << why; })) ||
      failed(manager.run(*module)))
    return failure();
  module->print(llvm::outs());
  llvm::outs() << "\n";
  return success();
}
