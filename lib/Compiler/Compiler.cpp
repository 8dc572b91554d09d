// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One call through all stages.

#include "cameo/Compiler/Compiler.h"
#include "dialects/ONNX/ONNX.h"
#include "lib/Compiler/ConstantEvaluation.h"
#include "lib/Conversion/HostToLLVM/HostToLLVM.h"
#include "lib/Pipelines/Pipelines.h"
#include "lib/Support/RunPasses.h"
#include "lib/Target/CPU/CodeGen.h"
#include "lib/Target/CPU/Parts.h"
#include "lib/Target/CPU/Versions.h"
#include "lib/Target/DataObject.h"
#include "lib/Target/ModelObject.h"
#include "lib/Target/RuntimeModules.h"
#include "lib/Target/SPIRV/Shaders.h"
#include "mlir/Dialect/Linalg/Transforms/AllInterfaces.h"
#include "mlir/InitAllDialects.h"
#include "mlir/Pass/PassInstrumentation.h"
#include "mlir/Target/LLVMIR/Dialect/All.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "runtime/cameo_runtime.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Linker/Linker.h"

using namespace mlir;
using namespace cameo;

namespace {

// Code reaches data of its own at a distance of up to 2 GiB, and needs some of
// that itself.
constexpr uint64_t maxEmbeddedBytes = (uint64_t(1) << 31) - (uint64_t(1) << 26);

// Fewer bytes of weights are data of the code's object.
constexpr uint64_t minApartBytes = 1 << 20;

/// Tells the options' progress hook which pass runs on what.
struct ProgressInstrumentation : PassInstrumentation {
  ProgressInstrumentation(const CompileOptions &options) : progress(options.progress) {}
  void runBeforePass(Pass *pass, Operation *op) override {
    if (pass->getArgument().empty())
      return;
    auto symbol = op->getAttrOfType<StringAttr>(SymbolTable::getSymbolAttrName());
    progress(pass->getArgument(), symbol ? symbol.getValue() : StringRef());
  }
  std::function<void(StringRef, StringRef)> progress;
};

class Compilation {
public:
  Compilation(ModuleOp module, const CompileOptions &options)
      : module(module), options(options), context(module.getContext()) {}

  FailureOr<CompiledModel> run();

private:
  LogicalResult chooseMachines();
  LogicalResult describe();
  LogicalResult stage(ModuleOp on, llvm::function_ref<void(OpPassManager &)> build,
                      bool verifiesEach = false);
  LogicalResult stage(llvm::function_ref<void(OpPassManager &)> build, bool verifiesEach = false) {
    return stage(module, build, verifiesEach);
  }
  CompiledModel text();
  LogicalResult lower(ModuleOp on, const llvm::TargetMachine &machine);
  LogicalResult add(ModuleOp lowered, const Version &version);
  std::vector<std::string> sharedFunctions() const;
  std::vector<std::string> entries() const;
  LogicalResult emit();

  ModuleOp module;
  const CompileOptions &options;
  MLIRContext *context;
  CompiledModel result;
  /// The CPUs to compile for; whether a run has to find out which one it is on.
  std::vector<Version> versions;
  bool isChecked = false;
  /// Whether the CPU runs all of the model, too, or instead of the device.
  bool hasCPU = false;
  /// Of the code of all versions together.
  std::unique_ptr<llvm::TargetMachine> machine;
  llvm::LLVMContext llvmContext;
  std::unique_ptr<llvm::Module> code;
};

// What an input or output is that is no tensor, as cameo_tensor_info::rank has it.
int32_t kindOf(Type type) {
  if (auto optional = dyn_cast<onnx::OptionalType>(type))
    return isa<onnx::SequenceType>(optional.getElementType()) ? CAMEO_OPTIONAL_SEQUENCE
                                                              : CAMEO_OPTIONAL;
  return isa<onnx::SequenceType>(type) ? CAMEO_SEQUENCE : isa<onnx::MapType>(type) ? CAMEO_MAP : 0;
}

LogicalResult Compilation::describe() {
  auto function = module.lookupSymbol<func::FuncOp>("main");
  if (!function || function.isExternal())
    return module.emitError() << "the module has no function @main";
  // A module without a single operator of it may not have loaded it.
  context->loadDialect<onnx::ONNXDialect>();
  onnx::SymbolicShapes shapes(context);
  if (failed(onnx::inferFunction(function, shapes)))
    return failure();
  Signature signature(function);
  ModelInterface &interface = result.interface;
  interface.name = options.name;
  interface.dims.assign(signature.dims.begin(), signature.dims.end());
  auto describe = [&](Value value, std::string name) -> FailureOr<TensorDesc> {
    int32_t kind = kindOf(value.getType());
    Type element = onnx::listElement(value.getType());
    bool isKnown = element && (element.isIntOrFloat() || isa<onnx::StringType>(element)),
         isEmpty = kind && isa_and_nonnull<onnx::UnknownType>(element); // a list of no tensors
    int64_t dtype = isKnown ? onnx::dataTypeOf(element) : 0;
    if (!dtype && !isEmpty)
      return emitError(value.getLoc()) << "'" << name << "' has type " << value.getType()
                                       << ", which cannot be an input or output";
    TensorDesc tensor{std::move(name), int32_t(dtype), kind, {}};
    if (tensor.kind)
      return tensor;
    onnx::Dims dims = *shapes.shapeOf(value);
    for (AffineExpr dim : dims) {
      int64_t extent = INT64_MIN;
      if (auto constant = onnx::SymbolicShapes::constantOf(dim)) {
        extent = *constant;
      } else if (isa<AffineSymbolExpr>(dim)) {
        const onnx::SymbolOrigin &origin = shapes.origin(dim);
        auto argument = dyn_cast_or_null<BlockArgument>(origin.value);
        if (origin.kind == onnx::SymbolOrigin::Extent && argument &&
            argument.getOwner() == &function.getBody().front())
          extent = -1 - signature.inputs[argument.getArgNumber()][origin.index];
      }
      tensor.shape.push_back(extent);
    }
    return tensor;
  };
  for (BlockArgument argument : function.getArguments()) {
    auto tensor = describe(argument, inputName(function, argument.getArgNumber()));
    if (failed(tensor))
      return failure();
    interface.inputs.push_back(*tensor);
  }
  Operation *terminator = function.getBody().front().getTerminator();
  for (auto [number, value] : llvm::enumerate(terminator->getOperands())) {
    auto tensor = describe(value, outputName(function, number));
    if (failed(tensor))
      return failure();
    interface.outputs.push_back(*tensor);
  }
  return success();
}

LogicalResult Compilation::stage(ModuleOp on, llvm::function_ref<void(OpPassManager &)> build,
                                 bool verifiesEach) {
  PassManager pm(context);
  if (failed(applyPassManagerCLOptions(pm)))
    return failure();
  applyDefaultTimingPassManagerCLOptions(pm);
  if (options.progress)
    pm.addInstrumentation(std::make_unique<ProgressInstrumentation>(options));
  build(pm);
  return runPasses(pm, on, verifiesEach);
}

CompiledModel Compilation::text() {
  llvm::raw_svector_ostream stream(result.object);
  OpPrintingFlags flags;
  flags.elideLargeElementsAttrs(64).elideLargeResourceString(64);
  module->print(stream, flags);
  return std::move(result);
}

// Refuses what cannot be compiled for before any work is done.
LogicalResult Compilation::chooseMachines() {
  auto chosen = chooseVersions(options.triple, options.cpus, options.optLevel);
  if (!chosen)
    return module.emitError() << llvm::toString(chosen.takeError());
  versions = std::move(*chosen);
  for (const Version &version : versions)
    result.interface.cpus.push_back(version.cpu);
  isChecked = needsCheck(versions);
  if (!isChecked) {
    machine = std::move(versions.front().machine);
    return success();
  }
  auto baseline = createBaselineMachine(versions, options.optLevel);
  if (!baseline)
    return module.emitError() << llvm::toString(baseline.takeError());
  machine = std::move(*baseline);
  return success();
}

// Kernels and the host function to the LLVM dialect, for one machine.
LogicalResult Compilation::lower(ModuleOp on, const llvm::TargetMachine &target) {
  HostOptions host{options.name, options.threads, options.vulkan, options.cpu,
                   !options.weightsFile.empty(), options.profile};
  VectorRegisters registers = vectorRegisters(target);
  return success(succeeded(stage(on,
                                 [&](OpPassManager &pm) {
                                   buildKernelLoweringPipeline(
                                       pm, {registers.lanes, registers.accumulators,
                                            registers.dot});
                                 })) &&
                 succeeded(stage(on, [&](OpPassManager &pm) { buildLLVMPipeline(pm, host); })));
}

// Those that compute nothing but sizes, or only choose a device.
std::vector<std::string> Compilation::sharedFunctions() const {
  std::vector<std::string> names = {options.name + "_plan", options.name + "_workspace_bytes",
                                    options.name + "_output_shapes"};
  if (options.vulkan)
    names.push_back(options.name + "_invoke");
  return names;
}

// Those by which a run enters the code of a version.
std::vector<std::string> Compilation::entries() const {
  if (!options.vulkan)
    return {options.name + "_invoke"};
  std::vector<std::string> names = {options.name + "_record"};
  if (hasCPU)
    names.push_back(options.name + "_invoke_cpu");
  return names;
}

// Adds what was lowered for a version to the code.
LogicalResult Compilation::add(ModuleOp lowered, const Version &version) {
  auto part = translateModuleToLLVMIR(lowered, llvmContext, options.name);
  if (!part)
    return module.emitError() << "cannot be translated to LLVM IR";
  const llvm::TargetMachine &target = isChecked ? *version.machine : *machine;
  splitMissingFMA(*part, target);
  if (isChecked)
    specialize(*part, version, !code, sharedFunctions(), entries());
  if (!code)
    code = std::move(part);
  else if (llvm::Linker::linkModules(*code, std::move(part)))
    return module.emitError() << "the code for " << version.cpu << " cannot be added";
  return success();
}

LogicalResult Compilation::emit() {
  auto fail = [&](llvm::Error error) {
    return module.emitError() << llvm::toString(std::move(error));
  };
  // Weights and workspace are the same for all versions.
  for (const Version &version : versions) {
    bool isLast = &version == &versions.back();
    OwningOpRef<ModuleOp> copy;
    if (!isLast)
      copy = module.clone();
    ModuleOp on = isLast ? module : *copy;
    if (failed(lower(on, isChecked ? *version.machine : *machine)))
      return failure();
    hasCPU = options.cpu || on.lookupSymbol(options.name + "_invoke_cpu");
    result.interface.cpu = hasCPU;
    result.interface.hasDataExtents |= bool(on->removeAttr(dataExtentsAttr));
    auto tables = dyn_cast_or_null<ArrayAttr>(on->removeAttr(stringTablesAttr));
    Attribute weights = on->removeAttr(weightsAttr), workspace = on->removeAttr(workspaceAttr);
    if (failed(add(on, version)))
      return failure();
    if (!isLast)
      continue;
    on->setAttr(weightsAttr, weights);
    if (tables)
      for (auto table : tables.getAsRange<ArrayAttr>()) {
        auto &strings = result.interface.stringTables.emplace_back();
        for (auto string : table.getAsRange<StringAttr>())
          strings.push_back(string.str());
      }
    if (workspace)
      result.interface.workspaceBytes = cast<IntegerAttr>(workspace).getInt();
  }
  auto weights = ModelWeights::collect(module);
  if (failed(weights))
    return failure();
  result.interface.weightsBytes = weights->bytes();
  if (!options.weightsFile.empty()) {
    result.interface.weightsFile = options.weightsFile;
    result.interface.weightsDigest = weights->digest();
    auto header = weightsHeader(result.interface, machine->createDataLayout().isLittleEndian());
    result.weights = [header, weights = *weights](auto sink) {
      sink(header);
      weights.write(sink);
    };
  } else if (weights->bytes() > maxEmbeddedBytes) {
    return module.emitError() << "the weights, " << weights->bytes()
                              << " bytes, are more than an object can hold; put them into a file "
                                 "with --weights=file";
  }
  if (isChecked)
    addDispatchers(*code, options.name, entries(), versions);
  bool isELF = machine->getTargetTriple().isOSBinFormatELF() &&
               options.emit == CompileOptions::Object;
  bool isApart = isELF && options.weightsFile.empty() && weights->bytes() >= minApartBytes &&
                 code->getNamedGlobal(options.name + "_weights");
  completeModel(*code, result.interface, *weights, isApart);
  if (options.progress)
    options.progress("optimize", options.name);
  if (isELF) {
    auto objects = emitObjects(*code, *machine, options.optLevel);
    if (!objects)
      return fail(objects.takeError());
    result.object = std::move(objects->front());
    result.parts.assign(std::make_move_iterator(objects->begin() + 1),
                        std::make_move_iterator(objects->end()));
    if (isApart)
      result.weightsObject = [weights = *weights, name = options.name + "_weights",
                              like = StringRef(result.object.data(),
                                               result.object.size())](auto sink) {
        return writeDataObject(
            like, name, weights.bytes(), [&](auto give) { weights.write(give); }, sink);
      };
    return success();
  }
  if (auto error = optimizeParts(*code, *machine, options.optLevel))
    return fail(std::move(error));
  if (options.emit == CompileOptions::LLVM) {
    llvm::raw_svector_ostream stream(result.object);
    code->print(stream, nullptr);
    return success();
  }
  if (options.progress)
    options.progress("code", options.name);
  bool assembly = options.emit == CompileOptions::Asm;
  if (auto error = emitCode(*code, *machine, assembly, result.object))
    return fail(std::move(error));
  return success();
}

FailureOr<CompiledModel> Compilation::run() {
  if (failed(chooseMachines()))
    return failure();
  if (failed(describe()) ||
      failed(stage([&](OpPassManager &pm) { buildONNXPipeline(pm, options.specializations); })))
    return failure();
  if (options.emit == CompileOptions::ONNX)
    return text();
  if (options.math != "strict" && !options.vulkan)
    module->setAttr(mathAttr, StringAttr::get(context, options.math));
  if (failed(stage(buildLinalgPipeline)))
    return failure();
  if (options.emit == CompileOptions::Linalg)
    return text();
  if (failed(stage(buildKernelPipeline)))
    return failure();
  if (failed(evaluateConstants(module,
                               [&](ModuleOp on, llvm::function_ref<void(OpPassManager &)> build) {
                                 return stage(on, build);
                               })) ||
      failed(stage(buildCleanUpPipeline)))
    return failure();
  llvm::SetVector<StringRef> calls;
  module.walk([&](CallOp call) { calls.insert(call.getCallee()); });
  for (StringRef name : calls)
    if (!name.starts_with("cameo_op_") ||
        llvm::any_of(runtimeModules, [&](auto &part) { return name.starts_with(part.symbols); }))
      result.interface.calls.push_back(name.str());
  result.interface.kernels = llvm::range_size(module.getOps<KernelOp>());
  if (options.emit == CompileOptions::Kernels)
    return text();
  if (options.vulkan) {
    // A kernel that the verifier refuses as SPIR-V is the host's.
    if (failed(stage(buildDevicePipeline, /*verifiesEach=*/true)) ||
        failed(serializeShaders(module, result.interface)))
      return failure();
    result.interface.device = true;
  }
  if (options.inspect)
    options.inspect(module);
  if (options.emit == CompileOptions::SPIRV)
    return text();
  if (failed(emit()))
    return failure();
  return std::move(result);
}
} // namespace

void cameo::registerDialects(DialectRegistry &registry) {
  registerAllDialects(registry);
  registerAllToLLVMIRTranslations(registry);
  registry.insert<onnx::ONNXDialect, CameoDialect>();
}

FailureOr<CompiledModel> cameo::compileModule(ModuleOp module, const CompileOptions &options) {
  return Compilation(module, options).run();
}
