// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cameo compile: a model file to an object, a library, or an earlier stage.

#include "lib/Target/HeaderWriter.h"
#include "tools/cameo/Build.h"
#include "tools/cameo/Commands.h"
#include "tools/cameo/Files.h"
#include "tools/cameo/Link.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace cameo;
using namespace cameo::tool;
namespace cl = llvm::cl;
using llvm::StringRef;

static cl::opt<std::string> input(cl::Positional, cl::Required, cl::desc("MODEL.onnx|MODEL.mlir"),
                                  cl::sub(compileFlags()));
static cl::opt<std::string>
    output("o", cl::value_desc("OUT.o|OUT.a|OUT.so"),
           cl::desc("The object or library to write; OUT.h comes beside it"),
           cl::sub(compileFlags()));
static cl::opt<bool> noHeader("no-header", cl::desc("Write no header"), cl::sub(compileFlags()));

static cl::opt<CompileOptions::Emit>
    emitStage("emit", cl::desc("Stop early and write text, to OUT or the standard output:"),
              cl::init(CompileOptions::Object),
              cl::values(clEnumValN(CompileOptions::ONNX, "onnx", "the model, decomposed and simplified"),
                         clEnumValN(CompileOptions::Linalg, "linalg", "tensor operations"),
                         clEnumValN(CompileOptions::Kernels, "kernels", "fused kernels"),
                         clEnumValN(CompileOptions::SPIRV, "spirv",
                                    "SPIR-V: modules in the folder OUT, or their text"),
                         clEnumValN(CompileOptions::LLVM, "llvm", "LLVM IR"),
                         clEnumValN(CompileOptions::Asm, "asm", "assembly"),
                         clEnumValN(CompileOptions::Object, "obj", "an object file (default)")),
              cl::sub(compileFlags()));

// The name of what comes beside the output, without its extension.
static StringRef outputStem() {
  StringRef stem = llvm::sys::path::stem(output), extension = llvm::sys::path::extension(output);
  if (extension == ".a" || extension == ".so")
    stem.consume_front("lib");
  return stem;
}

// Each module as <folder>/<kernel>.spv.
static llvm::Error writeShaders(const ModelInterface &interface, StringRef folder) {
  if (std::error_code error = llvm::sys::fs::create_directories(folder))
    return makeError("{0}: {1}", folder, error.message());
  for (const DeviceKernel &kernel : interface.deviceKernels) {
    llvm::SmallString<128> path(folder);
    llvm::sys::path::append(path, kernel.name + ".spv");
    StringRef bytes(reinterpret_cast<const char *>(kernel.code.data()),
                    kernel.code.size() * sizeof(uint32_t));
    if (llvm::Error error = writeFile(path, bytes))
      return error;
  }
  return llvm::Error::success();
}

static llvm::Expected<int> run() {
  bool text = emitStage != CompileOptions::Object;
  StringRef extension = llvm::sys::path::extension(output);
  if (!text && extension != ".o" && extension != ".obj" && extension != ".a" && extension != ".so")
    return makeError(output.empty() ? "say what to write: -o OUT.o, -o OUT.a or -o OUT.so{0}"
                                    : "-o {0}: the name must end in .o, .a or .so",
                     output.getValue());
  auto options = readCompileOptions(
      prefixFor(text && (output.empty() || output == "-") ? input : output));
  if (!options)
    return options.takeError();
  options->emit = emitStage;
  options->vulkan |= emitStage == CompileOptions::SPIRV;
  if (!options->weightsFile.empty() && !output.empty())
    options->weightsFile = (outputStem() + ".weights").str();
  options->progress = progressLine();
  if (extension == ".so") // before the long part
    if (auto runtime = readRuntime(); !runtime)
      return runtime.takeError();
  if (!readSysroot().empty() && !llvm::sys::fs::is_directory(readSysroot()))
    return makeError("--sysroot={0}: no such folder", readSysroot());

  // The header includes the runtime's by name.
  if (!text && !noHeader && (outputStem() == "cameo_runtime" || outputStem() == "cameo_gpu"))
    return makeError("-o {0}: the header beside it would hide the runtime's {1}.h", output,
                     outputStem());
  mlir::DialectRegistry registry;
  registerDialects(registry);
  auto context = std::make_unique<mlir::MLIRContext>(registry);
  auto module = readModel(input, *context, *options);
  if (!module)
    return module.takeError();
  auto compiled = compile(**module, *options);
  if (!compiled)
    return compiled.takeError();

  if (emitStage == CompileOptions::SPIRV && !output.empty()) {
    if (llvm::Error error = writeShaders(compiled->interface, output))
      return std::move(error);
    return 0;
  }
  if (text) {
    StringRef contents(compiled->object.data(), compiled->object.size());
    if (llvm::Error error =
            writeFile(output.empty() ? StringRef("-") : StringRef(output), contents))
      return std::move(error);
    return 0;
  }
  auto files = writeObjects(*compiled);
  if (!files)
    return files.takeError();
  module->release().erase(); // the weights are in files now
  context.reset();
  if (llvm::Error error = extension == ".so"  ? writeSharedLibrary(*files, output)
                          : extension == ".a" ? writeStaticLibrary(*files, output)
                                              : writeObject(*files, output))
    return std::move(error);
  if (noHeader)
    return 0;
  llvm::SmallString<128> header(llvm::sys::path::parent_path(output));
  llvm::sys::path::append(header, outputStem() + ".h");
  if (llvm::Error error =
          writeFile(header, writeHeader(compiled->interface, llvm::sys::path::filename(input))))
    return std::move(error);
  return 0;
}

const Command tool::compileCommand = {compileFlags(),
                                      R"(EXAMPLES:
  cameo compile mnist.onnx -o mnist.o            mnist.o and mnist.h
  cameo compile bert.onnx -o libbert.a --dim=batch=1
  cameo compile net.onnx -o net.so               a library that cameo_load opens
  cameo compile llm.onnx -o llm.o --weights=file llm.o, llm.h and llm.weights
  cameo compile net.onnx -o net.o --target=aarch64-linux-gnu
  cameo compile net.onnx -o net.o --cpu=x86-64-v4,x86-64-v3,x86-64-v2
  cameo compile net.onnx -o net.o --device=cpu,vulkan   the GPU if there is one
  cameo compile net.onnx --emit=kernels          look at the fused kernels
  cameo compile net.onnx --emit=spirv -o shaders   shaders/<kernel>.spv
)",
                                      run};
