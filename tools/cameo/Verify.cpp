// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cameo verify: PASS when every output of every data set is right, SKIP when the
// compiler says why it refuses the model, FAIL for all else.

#include "tools/cameo/Build.h"
#include "tools/cameo/Commands.h"
#include "tools/cameo/Isolate.h"
#include "tools/cameo/Link.h"
#include "tools/cameo/TestCase.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace cameo;
using namespace cameo::tool;
namespace cl = llvm::cl;
using llvm::StringRef;

static cl::list<std::string> folders(cl::Positional, cl::OneOrMore, cl::desc("DIR..."),
                                     cl::sub(verifyFlags()));
static cl::opt<double> relativeTolerance("rtol", cl::init(1e-3),
                                         cl::desc("Relative tolerance (default: 1e-3)"),
                                         cl::sub(verifyFlags()));
static cl::opt<double> absoluteTolerance("atol", cl::init(1e-7),
                                         cl::desc("Absolute tolerance (default: 1e-7)"),
                                         cl::sub(verifyFlags()));
static cl::opt<std::string> jsonFile("json", cl::value_desc("FILE"),
                                     cl::desc("Write the results as JSON"), cl::sub(verifyFlags()));
static cl::opt<unsigned> jobs("j", cl::Prefix, cl::init(1), cl::value_desc("N"),
                              cl::desc("Models at a time (default: 1)"), cl::sub(verifyFlags()));
static cl::opt<double> timeout("timeout", cl::init(120), cl::value_desc("SECONDS"),
                               cl::desc("Time for each model (default: 120)"),
                               cl::sub(verifyFlags()));
static cl::opt<std::string> filter("filter", cl::value_desc("GLOB"),
                                   cl::desc("Only the models whose name matches, e.g. '*conv*'"),
                                   cl::sub(verifyFlags()));
static cl::opt<std::string>
    manifestFile("manifest", cl::value_desc("FILE"),
                 cl::desc("JSON that tells for each model how far its expected outputs are known "
                          "(models[].ort_noise_disabled_vs_all)"),
                 cl::sub(verifyFlags()));
static cl::opt<bool> quiet("quiet", cl::desc("Print only failures and the totals"),
                           cl::sub(verifyFlags()));

namespace {

// By model, by output: the largest absolute and relative error that is noise.
struct Noise {
  double absolute = 0, relative = 0;
  double mismatch = 0; // fraction of differing integers
};
using Manifest = std::map<std::string, std::map<std::string, Noise>>;

llvm::Expected<Manifest> readManifest() {
  Manifest manifest;
  if (manifestFile.empty())
    return manifest;
  auto file = llvm::MemoryBuffer::getFile(manifestFile);
  if (!file)
    return makeError("--manifest={0}: {1}", manifestFile.getValue(), file.getError().message());
  auto json = llvm::json::parse((*file)->getBuffer());
  if (!json)
    return makeError("--manifest={0}: {1}", manifestFile.getValue(),
                     llvm::toString(json.takeError()));
  const llvm::json::Object *root = json->getAsObject();
  const llvm::json::Array *models = root ? root->getArray("models") : nullptr;
  if (!models)
    return makeError("--manifest={0}: has no array 'models'", manifestFile.getValue());
  for (const llvm::json::Value &value : *models) {
    const llvm::json::Object *model = value.getAsObject();
    auto name = model ? model->getString("name") : std::nullopt;
    const auto *outputs = name ? model->getObject("ort_noise_disabled_vs_all") : nullptr;
    if (!outputs)
      continue;
    for (const auto &[output, entry] : *outputs)
      if (const llvm::json::Object *noise = entry.getAsObject())
        manifest[name->str()][output.str()] = {noise->getNumber("max_abs").value_or(0),
                                               noise->getNumber("max_rel").value_or(0),
                                               noise->getNumber("mismatch").value_or(0)};
  }
  return manifest;
}

struct Outcome {
  std::string result = "FAIL", reason;
  double worst = 0, compileSeconds = 0;

  std::string toText() const {
    return llvm::formatv("{0}\n{1}\n{2}\n{3}", result, worst, compileSeconds, reason);
  }
  static Outcome fromText(StringRef text) {
    Outcome outcome;
    auto [result, rest] = text.split('\n');
    auto [worst, more] = rest.split('\n');
    auto [seconds, reason] = more.split('\n');
    outcome.result = result.str();
    worst.getAsDouble(outcome.worst);
    seconds.getAsDouble(outcome.compileSeconds);
    outcome.reason = reason.str();
    return outcome;
  }
};

// Verifies one model, in a process of its own.
class Verifier {
public:
  Verifier(const TestCase &test, const Manifest &manifest, mlir::MLIRContext &context,
           Reporter &reporter)
      : test(test), manifest(manifest), context(context), reporter(reporter) {}

  Outcome run() {
    std::vector<std::string> sets = findDataSets(test.folder);
    if (sets.empty())
      return skip("no test_data_set_0");
    reporter.stage("import");
    auto options = readCompileOptions("model");
    if (!options)
      return fail(options.takeError());
    auto module = readModel(test.model(), context, *options, messages);
    if (!module)
      return refused(module.takeError());
    reporter.stage("compile");
    auto start = std::chrono::steady_clock::now();
    options->progress = [&](StringRef stage, StringRef what) {
      reporter.stage(("compile: " + stage + ": " + what.take_front(100)).str());
    };
    auto compiled = compile(**module, *options);
    outcome.compileSeconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!compiled)
      return refused(compiled.takeError());
    reporter.stage("link");
    auto folder = TemporaryFolder::create();
    if (!folder)
      return fail(folder.takeError());
    if (llvm::Error error = writeSharedLibrary(*compiled, folder->file("model.so")))
      return fail(std::move(error));
    reporter.stage("load");
    auto model = LoadedModel::load(folder->file("model.so"));
    if (!model)
      return fail(model.takeError());
    // A crash in the model must not leave files behind.
    {
      auto gone = std::move(*folder);
    }
    for (const std::string &set : sets)
      if (!verifySet(*model, set))
        return outcome;
    outcome.result = "PASS";
    return outcome;
  }

private:
  Outcome skip(const llvm::Twine &reason) {
    outcome.result = "SKIP";
    outcome.reason = reason.str();
    return outcome;
  }
  Outcome fail(const llvm::Twine &reason) {
    outcome.result = "FAIL";
    outcome.reason = reason.str();
    return outcome;
  }
  Outcome fail(llvm::Error error) { return fail(llvm::toString(std::move(error))); }

  // The compiler said no: a reason that names the cause is a SKIP.
  Outcome refused(llvm::Error error) {
    bool diagnosed = error.isA<Diagnosed>();
    std::string message = llvm::toString(std::move(error));
    if (!diagnosed)
      return fail(message);
    StringRef first = StringRef(text).split('\n').first;
    if (first.trim().empty())
      return fail("the compiler refused the model without a diagnostic");
    first.consume_front(test.model());
    return skip(first.ltrim(": "));
  }

  bool verifySet(const LoadedModel &model, const std::string &set) {
    StringRef label = llvm::sys::path::filename(set);
    auto inputs = readDataSet(set, "input", model.inputs());
    if (!inputs)
      return fail(inputs.takeError()), false;
    auto expected = readDataSet(set, "output", model.outputs());
    if (!expected)
      return fail(expected.takeError()), false;
    reporter.stage("run " + label.str());
    auto actual = model.run(*inputs, readThreads());
    if (!actual)
      return fail(actual.takeError()), false;
    reporter.stage("compare");
    for (auto [result, reference] : llvm::zip(*actual, *expected)) {
      std::string difference = compare(result, reference);
      if (!difference.empty())
        return fail(label + ": output '" + result.name + "' " + difference), false;
    }
    return true;
  }

  std::string compare(const Tensor &actual, const Tensor &expected) {
    Tolerance tolerance{relativeTolerance, absoluteTolerance};
    auto model = manifest.find(test.name);
    if (model == manifest.end())
      model = manifest.find(llvm::sys::path::filename(test.folder).str());
    if (model != manifest.end()) {
      tolerance.absolute = std::max(tolerance.absolute, 1e-5);
      if (auto noise = model->second.find(actual.name); noise != model->second.end()) {
        // Ten times the noise of the reference itself.
        tolerance.absolute = std::max(tolerance.absolute, 10 * noise->second.absolute);
        tolerance.mismatch = 10 * noise->second.mismatch;
      }
    }
    return compareTensors(actual, expected, tolerance, outcome.worst);
  }

  static int readThreads() { return 1; }

  const TestCase &test;
  const Manifest &manifest;
  mlir::MLIRContext &context;
  Reporter &reporter;
  std::string text;
  llvm::raw_string_ostream messages{text};
  Outcome outcome;
};

} // namespace

static llvm::Expected<std::vector<TestCase>> selectCases() {
  std::vector<TestCase> cases;
  for (const std::string &folder : folders) {
    std::vector<TestCase> found = findTestCases(folder);
    if (found.empty())
      return makeError("{0}: no model.onnx here or below", folder);
    llvm::append_range(cases, found);
  }
  if (filter.empty())
    return cases;
  auto glob = llvm::GlobPattern::create(filter);
  if (!glob)
    return makeError("--filter={0}: {1}", filter.getValue(), llvm::toString(glob.takeError()));
  llvm::erase_if(cases, [&](const TestCase &test) { return !glob->match(test.name); });
  if (cases.empty())
    return makeError("--filter={0}: no model's name matches", filter.getValue());
  return cases;
}

static llvm::Expected<int> run() {
  if (jobs == 0 || timeout <= 0)
    return makeError("-j and --timeout must be positive");
  if (auto options = readCompileOptions("model"); !options)
    return options.takeError();
  if (auto runtime = readRuntime(); !runtime)
    return runtime.takeError();
  auto manifest = readManifest();
  if (!manifest)
    return manifest.takeError();
  auto cases = selectCases();
  if (!cases)
    return cases.takeError();

  mlir::DialectRegistry registry;
  registerDialects(registry);
  // Threads do not survive a fork.
  mlir::MLIRContext context(registry, mlir::MLIRContext::Threading::DISABLED);
  context.loadAllAvailableDialects();

  std::map<StringRef, unsigned> totals;
  llvm::json::Array results;
  runIsolated(
      cases->size(), jobs, timeout,
      [&](size_t i, Reporter &reporter) {
        reporter.result(Verifier((*cases)[i], *manifest, context, reporter).run().toText());
      },
      [&](size_t i, const Ending &ending) {
        Outcome outcome;
        if (ending.kind == Ending::Done)
          outcome = Outcome::fromText(ending.text);
        else if (ending.kind == Ending::TimedOut)
          outcome.reason =
              llvm::formatv("no end after {0:f0} s, in {1}", timeout.getValue(), ending.stage);
        else
          outcome.reason = "crash in " + ending.stage + ": " + ending.text;
        const std::string &name = (*cases)[i].name;
        ++totals[outcome.result == "PASS" ? "PASS" : outcome.result == "SKIP" ? "SKIP" : "FAIL"];
        if (!quiet || outcome.result == "FAIL")
          llvm::outs() << outcome.result << " " << name
                       << (outcome.reason.empty() ? "" : " " + outcome.reason) << "\n";
        llvm::outs().flush();
        results.push_back(llvm::json::Object{{"name", name},
                                             {"result", outcome.result},
                                             {"reason", llvm::json::fixUTF8(outcome.reason)},
                                             {"seconds", ending.seconds},
                                             {"compile_seconds", outcome.compileSeconds},
                                             {"error_over_tolerance", outcome.worst}});
      });
  llvm::outs() << totals["PASS"] << " passed, " << totals["FAIL"] << " failed, " << totals["SKIP"]
               << " skipped\n";
  if (!jsonFile.empty()) {
    llvm::json::Object root{{"passed", totals["PASS"]},
                            {"failed", totals["FAIL"]},
                            {"skipped", totals["SKIP"]},
                            {"results", std::move(results)}};
    std::string text = llvm::formatv("{0:2}\n", llvm::json::Value(std::move(root)));
    if (llvm::Error error = writeFile(jsonFile, text))
      return std::move(error);
  }
  return totals["FAIL"] ? 1 : 0;
}

const Command tool::verifyCommand = {verifyFlags(),
                                     R"(EXAMPLES:
  cameo verify /usr/share/libonnx-testdata/data/node -j 4
  cameo verify my_model --rtol=1e-4 --atol=1e-6
  cameo verify node --filter='test_conv*' --json=results.json

A model that the compiler refuses with a diagnostic is a SKIP; a wrong result, a crash and a
hang are a FAIL, and the exit status is 1 then. bfloat16 results may differ by one rounding.
)",
                                     run};
