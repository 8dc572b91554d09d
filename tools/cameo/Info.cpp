// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cameo info: what a model is, and what it becomes.

#include "tools/cameo/Build.h"
#include "tools/cameo/Commands.h"
#include "tools/cameo/Summary.h"
#include "tools/cameo/Support.h"
#include "llvm/Support/Path.h"

using namespace cameo;
using namespace cameo::tool;
namespace cl = llvm::cl;

static cl::opt<std::string> input(cl::Positional,
                                  cl::desc("MODEL.onnx|MODEL.mlir|MODEL.so"), cl::sub(infoFlags()));
static cl::opt<bool> noCompile("no-compile", cl::desc("Only read the model"), cl::sub(infoFlags()));

static cl::opt<bool> support("support",
                             cl::desc("List every operator: versions, types, what is refused"),
                             cl::sub(infoFlags()));

static void describe(const LoadedModel &model) {
  auto tensors = [&](const char *title, llvm::ArrayRef<cameo_tensor_info> infos) {
    llvm::outs() << title << ":\n";
    for (const cameo_tensor_info &info : infos)
      llvm::outs() << "  " << info.name << ": " << cameo_dtype_name(info.dtype) << " "
                   << shapeText(info, model.dimNames()) << "\n";
  };
  llvm::outs() << "name: " << model.interface().name << "\n"
               << "producer: " << model.interface().producer << "\n";
  tensors("inputs", model.inputs());
  tensors("outputs", model.outputs());
  if (model.dimNames().empty())
    llvm::outs() << "arena: " << bytesText(model.interface().workspace_size(nullptr)) << "\n";
  else
    llvm::outs() << "dims: " << llvm::join(model.dimNames(), ", ") << "\n";
  if (model.interface().weights_file)
    llvm::outs() << "weights file: " << model.interface().weights_file << ", "
                 << bytesText(model.interface().weights_bytes) << "\n";
}

static void describe(const ModelSummary &model) {
  for (const auto &[name, value] : model.attributes)
    llvm::outs() << name << ": " << value << "\n";
  auto print = [](const char *title, llvm::ArrayRef<ModelSummary::Value> values) {
    llvm::outs() << title << ":\n";
    for (const ModelSummary::Value &value : values)
      llvm::outs() << "  " << value.name << ": " << value.type << "\n";
  };
  print("inputs", model.inputs);
  print("outputs", model.outputs);
  llvm::outs() << "operators (of the newest opset):\n";
  for (const auto &[name, count] : model.operators)
    llvm::outs() << "  " << llvm::left_justify(name, 28) << count << "\n";
  llvm::outs() << "constants: " << model.constants << ", with " << model.parameters
               << " floating-point parameters\n";
}

// Which kernels run where.
static void describeDevice(const ModelInterface &interface) {
  uint64_t bytes = 0;
  for (const DeviceKernel &kernel : interface.deviceKernels)
    bytes += kernel.code.size() * sizeof(uint32_t);
  llvm::outs() << "on the GPU: " << interface.kernels - interface.hostKernels.size() << " of "
               << interface.kernels << " kernels, " << interface.deviceKernels.size()
               << " SPIR-V modules, " << bytesText(bytes) << "\n";
  constexpr const char *names[] = {"float16", "float64", "int8", "int16", "int64"};
  // What is needed, and whether there is another version: how many modules.
  std::map<std::pair<uint32_t, bool>, unsigned> features;
  llvm::DenseSet<uint32_t> replaced;
  for (const DeviceKernel &kernel : interface.deviceKernels)
    if (kernel.replaces)
      replaced.insert(kernel.replaces - 1);
  for (auto [number, kernel] : llvm::enumerate(interface.deviceKernels))
    ++features[{kernel.features, replaced.contains(number)}];
  for (auto [need, count] : features) {
    if (!need.first)
      continue;
    llvm::outs() << "  " << count << " need";
    for (auto [bit, name] : llvm::enumerate(names))
      if (need.first >> bit & 1)
        llvm::outs() << " " << name;
    llvm::outs() << (need.second ? ", or run in a version with 32-bit types\n"
                                 : ", or run on the host\n");
  }
  for (const auto &[kernel, reason] : interface.hostKernels)
    llvm::outs() << "on the host: " << kernel << ": " << reason << "\n";
}

static llvm::Expected<int> run() {
  if (support) {
    printSupport(llvm::outs());
    return 0;
  }
  if (input.empty())
    return makeError("give a model, or --support for a list of all operators");
  if (llvm::sys::path::extension(input) == ".so") {
    auto model = LoadedModel::load(input);
    if (!model)
      return model.takeError();
    describe(*model);
    return 0;
  }
  auto options = readCompileOptions(prefixFor(input));
  if (!options)
    return options.takeError();
  mlir::DialectRegistry registry;
  registerDialects(registry);
  mlir::MLIRContext context(registry);
  auto module = readModel(input, context, *options);
  if (!module)
    return module.takeError();
  llvm::outs() << "model: " << llvm::sys::path::filename(input) << "\n";
  auto summary = summarize(**module);
  if (!summary)
    return summary.takeError();
  describe(*summary);
  if (noCompile)
    return 0;
  llvm::outs().flush();
  options->progress = progressLine();
  auto compiled = compile(**module, *options);
  if (!compiled)
    return compiled.takeError();
  const ModelInterface &interface = compiled->interface;
  llvm::outs() << "compiled:\n"
               << "  CPUs: " << llvm::join(interface.cpus, ", ") << "\n"
               << "  kernels: " << interface.kernels << "\n"
               << "  object: " << bytesText(compiled->object.size()) << "\n"
               << "  weights: " << bytesText(interface.weightsBytes) << "\n"
               << "  arena: "
               << (interface.dims.empty() ? bytesText(interface.workspaceBytes)
                                          : "depends on " + llvm::join(interface.dims, ", "))
               << "\n";
  if (interface.device)
    describeDevice(interface);
  return 0;
}

const Command tool::infoCommand = {infoFlags(),
                                   R"(EXAMPLES:
  cameo info net.onnx                  operators, shapes; kernels, weights and arena once compiled
  cameo info net.onnx --no-compile
  cameo info net.onnx --device=vulkan  which kernels run on the GPU
  cameo info net.so
  cameo info --support                 all operators that can be compiled
)",
                                   run};
