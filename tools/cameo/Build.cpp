// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading, compiling, linking and loading, as several commands need them.

#include "tools/cameo/Build.h"
#include "cameo/Importer/Importer.h"
#include "cameo/Support/Diagnostics.h"
#include "dialects/ONNX/ONNX.h"
#include "mlir/AsmParser/AsmParser.h"
#include "mlir/AsmParser/AsmParserState.h"
#include "mlir/IR/Verifier.h"
#include "tools/cameo/Commands.h"
#include "tools/cameo/Files.h"
#include "tools/cameo/Link.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/SourceMgr.h"
#include <chrono>
#include <set>

using namespace cameo;
using namespace cameo::tool;
using namespace mlir;

// Of the weights' own file, before it is where it belongs.
constexpr const char *weightsName = "weights";

// Names for arguments and results that have none: those of the text's SSA
// values. A result that the text only numbers is Y, or Y0, Y1, ...
static void nameValues(func::FuncOp function, const AsmParserState &state) {
  auto text = [](SMRange range) {
    return StringRef(range.Start.getPointer(), range.End.getPointer() - range.Start.getPointer())
        .ltrim('%');
  };
  auto *context = function.getContext();
  Block &body = function.getBody().front();
  if (const AsmParserState::BlockDefinition *definition = state.getBlockDef(&body))
    for (auto [i, argument] : llvm::enumerate(definition->arguments))
      if (!function.getArgAttr(i, nameAttr))
        function.setArgAttr(i, nameAttr, StringAttr::get(context, text(argument.loc)));
  ValueRange results = body.getTerminator()->getOperands();
  for (auto [i, result] : llvm::enumerate(results)) {
    if (function.getResultAttr(i, nameAttr))
      continue;
    std::string name = results.size() == 1 ? "Y" : "Y" + std::to_string(i);
    if (auto produced = dyn_cast<OpResult>(result))
      if (const auto *definition = state.getOpDef(produced.getOwner()))
        for (const auto &group : definition->resultGroups) {
          StringRef given = text(group.definition.loc);
          if (group.startIndex == produced.getResultNumber() && !given.empty() &&
              !llvm::isDigit(given.front()))
            name = given.str();
        }
    function.setResultAttr(i, nameAttr, StringAttr::get(context, name));
  }
}

// Gives the symbolic extents of the arguments the values of --dim.
static llvm::Error fixDims(func::FuncOp function, const std::map<std::string, int64_t> &values) {
  std::set<StringRef> unused;
  for (const auto &[name, value] : values)
    unused.insert(name);
  Block &body = function.getBody().front();
  for (BlockArgument argument : body.getArguments()) {
    auto names = function.getArgAttrOfType<ArrayAttr>(argument.getArgNumber(), dimNamesAttr);
    auto type = dyn_cast<RankedTensorType>(argument.getType());
    if (!names || !type || names.size() != size_t(type.getRank()))
      continue;
    SmallVector<int64_t> shape(type.getShape());
    for (auto [name, extent] : llvm::zip(names.getAsValueRange<StringAttr>(), shape))
      if (auto value = values.find(name.str());
          value != values.end() && ShapedType::isDynamic(extent)) {
        extent = value->second;
        unused.erase(value->first);
      }
    argument.setType(type.clone(shape));
  }
  // An argument may be a result, too.
  function.setType(FunctionType::get(function.getContext(), body.getArgumentTypes(),
                                     body.getTerminator()->getOperandTypes()));
  if (unused.empty())
    return llvm::Error::success();
  return makeError("--dim={0}={1}: no input has a dimension named '{0}'",
                   *unused.begin(), values.at(unused.begin()->str()));
}

static llvm::Expected<OwningOpRef<ModuleOp>> readText(StringRef path, MLIRContext &context,
                                                      const std::map<std::string, int64_t> &dims) {
  auto sources = std::make_shared<llvm::SourceMgr>();
  auto file = llvm::MemoryBuffer::getFile(path);
  if (!file)
    return makeError("{0}: {1}", path, file.getError().message());
  sources->AddNewSourceBuffer(std::move(*file), llvm::SMLoc());
  Block block;
  AsmParserState state;
  if (failed(parseAsmSourceFile(*sources, &block, ParserConfig(&context), &state)))
    return llvm::make_error<Diagnosed>();
  OwningOpRef<ModuleOp> module;
  if (llvm::hasSingleElement(block))
    module = dyn_cast<ModuleOp>(block.front());
  if (module) {
    module->getOperation()->remove();
  } else {
    module = ModuleOp::create(FileLineColLoc::get(&context, path, 1, 1));
    module->getBody()->getOperations().splice(module->getBody()->end(), block.getOperations());
  }
  auto main = module->lookupSymbol<func::FuncOp>("main");
  if (!main || main.isDeclaration())
    return makeError("{0}: no function @main, which is what is compiled", path);
  nameValues(main, state);
  if (llvm::Error error = fixDims(main, dims))
    return std::move(error);
  if (failed(mlir::verify(*module)))
    return llvm::make_error<Diagnosed>();
  return module;
}

llvm::Expected<OwningOpRef<ModuleOp>> tool::readModel(StringRef path, MLIRContext &context,
                                                      const CompileOptions &options,
                                                      raw_ostream &messages) {
  installDiagnosticPrinter(context, path, messages);
  if (!llvm::sys::fs::exists(path))
    return makeError("{0}: no such file", path);
  if (llvm::sys::path::extension(path) == ".mlir")
    return readText(path, context, options.dims);
  ImportOptions import;
  for (const auto &[name, extent] : options.dims)
    import.dims[name] = extent;
  for (const auto &[op, symbol] : options.customOps)
    import.customOps[op] = symbol;
  OwningOpRef<ModuleOp> module = importModel(path, context, import);
  if (!module)
    return llvm::make_error<Diagnosed>();
  return module;
}

llvm::Expected<CompiledModel> tool::compile(ModuleOp module, const CompileOptions &options) {
  FailureOr<CompiledModel> compiled = compileModule(module, options);
  endProgress();
  if (failed(compiled))
    return llvm::make_error<Diagnosed>();
  return std::move(*compiled);
}

llvm::Expected<ObjectFiles> tool::writeObjects(const CompiledModel &compiled) {
  auto folder = TemporaryFolder::create();
  if (!folder)
    return folder.takeError();
  ObjectFiles files{std::move(*folder), compiled.interface.name, {}, false, {}};
  auto next = [&] {
    return files.objects.emplace_back(
        files.folder.file("model" + std::to_string(files.objects.size()) + ".o"));
  };
  auto add = [&](ArrayRef<char> bytes) {
    return writeFile(next(), StringRef(bytes.data(), bytes.size()));
  };
  if (llvm::Error error = add(compiled.object))
    return std::move(error);
  for (const auto &part : compiled.parts)
    if (llvm::Error error = add(part))
      return std::move(error);
  auto stream = [&](StringRef path, auto give) {
    return llvm::writeToOutput(path, [&](raw_ostream &out) -> llvm::Error {
      return give([&](ArrayRef<char> piece) { out.write(piece.data(), piece.size()); });
    });
  };
  files.hasWeights = bool(compiled.weightsObject);
  if (files.hasWeights)
    if (llvm::Error error = stream(next(), compiled.weightsObject))
      return std::move(error);
  if (compiled.weights) {
    files.weights = compiled.interface.weightsFile;
    if (llvm::Error error = stream(files.folder.file(weightsName), [&](auto sink) {
          compiled.weights(sink);
          return llvm::Error::success();
        }))
      return std::move(error);
  }
  return files;
}

// Puts the weights' own file beside what was linked.
static llvm::Error moveWeights(const ObjectFiles &files, StringRef path) {
  if (files.weights.empty())
    return llvm::Error::success();
  SmallString<128> to(llvm::sys::path::parent_path(path));
  llvm::sys::path::append(to, files.weights);
  return moveFile(files.folder.file(weightsName), to);
}

llvm::Error tool::writeObject(const ObjectFiles &files, StringRef path) {
  llvm::Error error = files.objects.size() == 1
                          ? moveFile(files.objects.front(), path)
                          : joinObjects(files.objects, files.hasWeights, path);
  return error ? std::move(error) : moveWeights(files, path);
}

llvm::Error tool::writeStaticLibrary(const ObjectFiles &files, StringRef path) {
  std::string object = files.objects.front();
  if (files.objects.size() > 1) {
    object = files.folder.file("joined.o");
    if (llvm::Error error = joinObjects(files.objects, files.hasWeights, object))
      return error;
  }
  if (llvm::Error error = archiveObject(object, path))
    return error;
  return moveWeights(files, path);
}

llvm::Error tool::writeSharedLibrary(const ObjectFiles &files, StringRef path) {
  auto runtime = readRuntime();
  if (!runtime)
    return runtime.takeError();
  auto libraries = readLibraries();
  if (!libraries)
    return libraries.takeError();
  LinkOptions options{files.name, *runtime, readSysroot().str(), *libraries};
  if (llvm::Error error = linkSharedLibrary(files.objects, path, options))
    return error;
  return moveWeights(files, path);
}

llvm::Expected<LoadedModel> tool::buildAndLoad(StringRef path, ModelInterface *interface) {
  if (llvm::sys::path::extension(path) == ".so")
    return LoadedModel::load(path);
  auto options = readCompileOptions(prefixFor(path));
  if (!options)
    return options.takeError();
  options->progress = progressLine();
  DialectRegistry registry;
  registerDialects(registry);
  MLIRContext context(registry);
  auto module = readModel(path, context, *options);
  if (!module)
    return module.takeError();
  auto compiled = compile(**module, *options);
  if (!compiled)
    return compiled.takeError();
  if (interface)
    *interface = compiled->interface;
  auto files = writeObjects(*compiled);
  if (!files)
    return files.takeError();
  std::string library = files->folder.file("model.so");
  if (llvm::Error error = writeSharedLibrary(*files, library))
    return error;
  return LoadedModel::load(library); // stays mapped when the file goes
}

static bool progressShown = false;

std::function<void(StringRef, StringRef)> tool::progressLine() {
  if (!llvm::sys::Process::StandardErrIsDisplayed())
    return [](StringRef, StringRef) {};
  auto start = std::chrono::steady_clock::now();
  return [start, last = start](StringRef stage, StringRef what) mutable {
    auto now = std::chrono::steady_clock::now();
    if (now - start < std::chrono::seconds(1) || now - last < std::chrono::milliseconds(100))
      return;
    last = now;
    progressShown = true;
    llvm::errs() << "\r\x1b[K" << stage << ": " << what.take_front(60);
    llvm::errs().flush();
  };
}

void tool::endProgress() {
  if (progressShown)
    llvm::errs() << "\r\x1b[K";
  progressShown = false;
}
