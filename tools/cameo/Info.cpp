// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cameo info: what a model is, and what it becomes.

#include "dialects/ONNX/ONNX.h"
#include "tools/cameo/Build.h"
#include "tools/cameo/Commands.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/Support/Path.h"

using namespace cameo;
using namespace cameo::tool;
namespace cl = llvm::cl;

static cl::opt<std::string> input(cl::Positional, cl::Required,
                                  cl::desc("MODEL.onnx|MODEL.mlir|MODEL.so"), cl::sub(infoFlags()));
static cl::opt<bool> noCompile("no-compile", cl::desc("Only read the model"), cl::sub(infoFlags()));

static std::string bytesText(uint64_t bytes) {
  if (bytes < 10240)
    return std::to_string(bytes) + " bytes";
  return bytes < 10485760 ? llvm::formatv("{0:f1} KiB", bytes / 1024.0).str()
                          : llvm::formatv("{0:f1} MiB", bytes / 1048576.0).str();
}

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

// A value's name in the model and its type with the names of its dims.
static void describe(mlir::func::FuncOp function) {
  auto print = [](mlir::Type type, mlir::DictionaryAttr attributes) {
    auto name = attributes ? attributes.getAs<mlir::StringAttr>(onnx::nameAttr) : nullptr;
    auto dims = attributes ? attributes.getAs<mlir::ArrayAttr>(onnx::dimNamesAttr) : nullptr;
    llvm::outs() << "  " << (name ? name.getValue() : "?") << ": ";
    auto tensor = mlir::dyn_cast<mlir::RankedTensorType>(type);
    if (!tensor) {
      llvm::outs() << type << "\n";
      return;
    }
    llvm::outs() << tensor.getElementType() << " [";
    for (auto [d, extent] : llvm::enumerate(tensor.getShape())) {
      llvm::outs() << (d ? ", " : "");
      auto dim = dims && d < dims.size() ? mlir::dyn_cast<mlir::StringAttr>(dims[d]) : nullptr;
      if (!mlir::ShapedType::isDynamic(extent))
        llvm::outs() << extent;
      else
        llvm::outs() << (dim && !dim.getValue().empty() ? dim.getValue() : "?");
    }
    llvm::outs() << "]\n";
  };
  llvm::outs() << "inputs:\n";
  for (unsigned i = 0; i < function.getNumArguments(); ++i)
    print(function.getArgumentTypes()[i], function.getArgAttrDict(i));
  llvm::outs() << "outputs:\n";
  for (unsigned i = 0; i < function.getNumResults(); ++i)
    print(function.getResultTypes()[i], function.getResultAttrDict(i));
}

static void describeOperators(mlir::ModuleOp module) {
  std::map<llvm::StringRef, unsigned> histogram;
  int64_t parameters = 0, constants = 0;
  module->walk([&](onnx::OperatorInterface op) {
    if (mlir::isa<onnx::NoneOp>(op))
      return;
    if (auto constant = mlir::dyn_cast<onnx::ConstantOp>(op.getOperation())) {
      ++constants;
      if (auto type = mlir::dyn_cast<mlir::ShapedType>(constant.getValue().getType());
          type && mlir::isa<mlir::FloatType>(type.getElementType()))
        parameters += type.getNumElements();
      return;
    }
    ++histogram[op->getName().stripDialect()];
  });
  llvm::outs() << "operators (of the newest opset):\n";
  for (auto [name, count] : histogram)
    llvm::outs() << "  " << llvm::left_justify(name, 28) << count << "\n";
  llvm::outs() << "constants: " << constants << ", with " << parameters
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
  std::map<uint32_t, unsigned> features;
  for (const DeviceKernel &kernel : interface.deviceKernels)
    ++features[kernel.features];
  for (auto [mask, count] : features) {
    if (!mask)
      continue;
    llvm::outs() << "  " << count << " need";
    for (auto [bit, name] : llvm::enumerate(names))
      if (mask >> bit & 1)
        llvm::outs() << " " << name;
    llvm::outs() << ", or run on the host\n";
  }
  for (const auto &[kernel, reason] : interface.hostKernels)
    llvm::outs() << "on the host: " << kernel << ": " << reason << "\n";
}

static llvm::Expected<int> run() {
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
  auto main = (*module)->lookupSymbol<mlir::func::FuncOp>("main");
  for (mlir::NamedAttribute attribute : (**module)->getDiscardableAttrs())
    if (attribute.getName().strref().starts_with("onnx."))
      llvm::outs() << attribute.getName().strref().drop_front(5) << ": " << attribute.getValue()
                   << "\n";
  onnx::SymbolicShapes shapes(&context);
  if (failed(onnx::inferFunction(main, shapes)))
    return llvm::make_error<Diagnosed>();
  describe(main);
  describeOperators(**module);
  if (noCompile)
    return 0;
  llvm::outs().flush();
  options->progress = progressLine();
  auto compiled = compile(**module, *options);
  if (!compiled)
    return compiled.takeError();
  const ModelInterface &interface = compiled->interface;
  llvm::outs() << "compiled:\n"
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
)",
                                   run};
