// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cameo bench: what a model costs. Compiling and running are measured in two
// processes of their own, this command as a user calls it and cameo-runner, so
// that neither's memory counts for the other.

#include "tools/cameo/Build.h"
#include "tools/cameo/Commands.h"
#include "tools/cameo/Files.h"
#include "tools/cameo/Link.h"
#include "tools/cameo/Profile.h"
#include "tools/cameo/TestCase.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <chrono>

using namespace cameo;
using namespace cameo::tool;
namespace cl = llvm::cl;
using llvm::StringRef;

static cl::list<std::string> models(cl::Positional, cl::OneOrMore, cl::desc("MODEL.onnx|DIR..."),
                                    cl::sub(benchFlags()));
static cl::opt<double> seconds("seconds", cl::init(2), cl::value_desc("S"),
                               cl::desc("How long to run each model (default: 2)"),
                               cl::sub(benchFlags()));
static cl::opt<std::string> jsonFile("json", cl::value_desc("FILE"),
                                     cl::desc("Write the results as JSON"), cl::sub(benchFlags()));

namespace {

struct Finished {
  double milliseconds, peakMegabytes;
};

// Runs a program; its standard error is the reason when it fails.
llvm::Expected<Finished> execute(StringRef program, const std::vector<std::string> &arguments,
                                 const std::string &out, const std::string &errors) {
  std::vector<StringRef> views{program};
  views.insert(views.end(), arguments.begin(), arguments.end());
  std::optional<StringRef> redirects[] = {StringRef(), StringRef(out), StringRef(errors)};
  std::optional<llvm::sys::ProcessStatistics> statistics;
  std::string message;
  auto start = std::chrono::steady_clock::now();
  int status = llvm::sys::ExecuteAndWait(program, views, std::nullopt, redirects, 0, 0, &message,
                                         nullptr, &statistics);
  std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
  if (status) {
    auto file = llvm::MemoryBuffer::getFile(errors);
    StringRef text = file ? (*file)->getBuffer().trim() : "";
    return makeError("{0}", text.empty() ? StringRef(message) : text);
  }
  return Finished{time.count(), statistics ? double(statistics->PeakMemory) / 1024 : 0};
}

std::string besideThisProgram(StringRef name) {
  static int anchor;
  llvm::SmallString<128> path(
      llvm::sys::path::parent_path(llvm::sys::fs::getMainExecutable("cameo", &anchor)));
  llvm::sys::path::append(path, name);
  return std::string(path);
}

// The inputs of test_data_set_0, or random ones with every dim 1 or as --dim says.
llvm::Expected<std::vector<Tensor>> makeInputs(const LoadedModel &model, StringRef file) {
  std::vector<std::string> sets = findDataSets(file);
  if (!sets.empty())
    return readDataSet(sets[0], "input", model.inputs());
  std::vector<int64_t> dims(model.dimNames().size(), 1);
  std::vector<Tensor> tensors;
  for (auto [i, info] : llvm::enumerate(model.inputs())) {
    if (info.rank < 0)
      return makeError("input '{0}' is no tensor: put a test_data_set_0 beside the model",
                       info.name);
    Tensor &tensor = tensors.emplace_back();
    tensor.dtype = info.dtype;
    tensor.shape = LoadedModel::shapeOf(info, dims);
    tensor.allocate();
    fillRandom(tensor, i + 1);
  }
  return tensors;
}

class Bench {
public:
  Bench(StringRef path, const TemporaryFolder &folder) : folder(folder) {
    bool directory = llvm::sys::fs::is_directory(path);
    path = path.rtrim('/');
    model = directory ? (path + "/model.onnx").str() : path.str();
    name = directory ? llvm::sys::path::filename(path).str() : llvm::sys::path::stem(path).str();
  }

  llvm::Expected<llvm::json::Object> run(const CompileOptions &options) {
    std::string object = folder.file("bench.o"), library = folder.file("bench.so");
    std::vector<std::string> arguments{"compile", model,         "-o",
                                       object,    "--no-header", "--name=bench"};
    llvm::append_range(arguments, forwardedFlags());
    auto compiled =
        execute(besideThisProgram("cameo"), arguments, folder.file("out"), folder.file("errors"));
    if (!compiled)
      return compiled.takeError();
    uint64_t bytes = 0;
    if (std::error_code error = llvm::sys::fs::file_size(object, bytes))
      return makeError("{0}: {1}", object, error.message());
    auto runtime = readRuntime();
    if (!runtime)
      return runtime.takeError();
    auto libraries = readLibraries();
    if (!libraries)
      return libraries.takeError();
    if (llvm::Error error = linkSharedLibrary(object, library,
                                              {"bench", *runtime, "", *libraries}))
      return std::move(error);

    std::vector<std::string> call{library, folder.file("bench.weights"),
                                  std::to_string(options.threads), std::to_string(seconds)};
    if (options.profile)
      call.insert(call.begin(), "--profile");
    if (llvm::Error error = addInputs(library, call))
      return std::move(error);
    auto measured = ask("cameo-runner", call);
    if (!measured)
      return measured.takeError();
    llvm::json::Object result = std::move(*measured);
    if (options.profile) {
      std::vector<std::string> question{"report", model, "--json=-"};
      llvm::append_range(question, forwardedFlags(/*ofReport=*/true));
      auto report = ask("cameo", question);
      if (!report)
        return report.takeError();
      completeProfile(result, *report);
    }
    result["name"] = name;
    result["compile_ms"] = compiled->milliseconds;
    result["compile_rss_mb"] = compiled->peakMegabytes;
    result["object_bytes"] = int64_t(bytes);
    return result;
  }

private:
  // What a program prints, which is an object.
  llvm::Expected<llvm::json::Object> ask(StringRef program, std::vector<std::string> arguments) {
    std::string out = folder.file("out");
    if (auto ran = execute(besideThisProgram(program), arguments, out, folder.file("errors"));
        !ran)
      return ran.takeError();
    auto text = llvm::MemoryBuffer::getFile(out);
    auto json = llvm::json::parse(text ? (*text)->getBuffer() : "");
    if (!json)
      return json.takeError();
    return std::move(*json->getAsObject());
  }

  // Appends the dims and the files of the inputs.
  llvm::Error addInputs(const std::string &library, std::vector<std::string> &call) {
    auto loaded = LoadedModel::load(library);
    if (!loaded)
      return loaded.takeError();
    auto inputs = makeInputs(*loaded, model);
    if (!inputs)
      return inputs.takeError();
    auto dims = loaded->bindDims(*inputs);
    if (!dims)
      return dims.takeError();
    for (int64_t dim : *dims)
      call.push_back(std::to_string(dim));
    for (auto [i, tensor] : llvm::enumerate(*inputs)) {
      call.push_back(folder.file("input_" + std::to_string(i)));
      if (llvm::Error error =
              writeFile(call.back(), StringRef(tensor.bytes.data(), tensor.bytes.size())))
        return error;
    }
    return llvm::Error::success();
  }

  const TemporaryFolder &folder;
  std::string model, name;
};

} // namespace

static llvm::Expected<int> run() {
  auto options = readCompileOptions("bench");
  if (!options)
    return options.takeError();
  if (!(seconds > 0))
    return makeError("--seconds must be positive");
  llvm::json::Array results;
  bool failed = false;
  llvm::outs() << "model                     compile ms    RSS MB  object KB   load ms  first ms"
                  "    min ms median ms    RSS MB  arena KB\n";
  for (const std::string &path : models) {
    auto folder = TemporaryFolder::create();
    if (!folder)
      return folder.takeError();
    auto result = Bench(path, *folder).run(*options);
    if (!result) {
      llvm::errs() << path << ": " << llvm::toString(result.takeError()) << "\n";
      failed = true;
      continue;
    }
    auto number = [&](StringRef key) { return result->getNumber(key).value_or(0); };
    llvm::outs() << llvm::formatv(
        "{0,-25} {1,10:f0} {2,9:f1} {3,10:f1} {4,9:f3} {5,9:f3} {6,9:f5} {7,9:f5} {8,9:f1} "
        "{9,9:f1}\n",
        *result->getString("name"), number("compile_ms"), number("compile_rss_mb"),
        number("object_bytes") / 1024, number("load_ms"), number("first_ms"), number("min_ms"),
        number("median_ms"), number("rss_mb"), number("arena_bytes") / 1024);
    if (options->profile)
      printProfile(*result, llvm::outs());
    llvm::outs().flush();
    results.push_back(std::move(*result));
  }
  if (!jsonFile.empty()) {
    llvm::json::Object root{{"threads", options->threads},
                            {"seconds", seconds.getValue()},
                            {"results", std::move(results)}};
    std::string text = llvm::formatv("{0:2}\n", llvm::json::Value(std::move(root)));
    if (llvm::Error error = writeFile(jsonFile, text))
      return std::move(error);
  }
  return failed ? 1 : 0;
}

const Command tool::benchCommand = {benchFlags(),
                                    R"(EXAMPLES:
  cameo bench net.onnx --threads=1
  cameo bench models/*/ --seconds=1 --json=results.json
  cameo bench net.onnx --threads=1 --profile     the time and work of each kernel

Inputs come from test_data_set_0 beside the model, or are random (symbolic dims are 1 then,
unless --dim fixes them). RSS is the peak of the compiler's process and of the one that runs.
)",
                                    run};
