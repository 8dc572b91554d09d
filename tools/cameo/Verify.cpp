// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cameo verify: PASS when every output of every data set is right, SKIP when the
// compiler says why it refuses the model, FAIL for all else.

#include "dialects/ONNX/ONNX.h"
#include "tools/cameo/Build.h"
#include "tools/cameo/Commands.h"
#include "tools/cameo/Files.h"
#include "tools/cameo/Isolate.h"
#include "tools/cameo/TestCase.h"
#include "tools/cameo/VerifyReport.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <cmath>
#include <set>

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
static cl::list<std::string> except("except", cl::value_desc("NAMES"), cl::CommaSeparated,
                                    cl::desc("Not these models, such as ones whose data are wrong"),
                                    cl::sub(verifyFlags()));
static cl::opt<std::string> filter("filter", cl::value_desc("GLOB"),
                                   cl::desc("Only the models whose name matches, e.g. '*conv*'"),
                                   cl::sub(verifyFlags()));
static cl::opt<std::string>
    manifestFile("manifest", cl::value_desc("FILE"),
                 cl::desc("JSON that tells for each model how far its expected outputs are known "
                          "(models[].ort_noise_disabled_vs_all)"),
                 cl::sub(verifyFlags()));
static cl::opt<std::string> refusedFile("refused", cl::value_desc("FILE"),
                                        cl::desc("Write the refused models by reason, as Markdown"),
                                        cl::sub(verifyFlags()));
static cl::opt<bool> specialize("specialize",
                                cl::desc("Verify models with symbolic dimensions once more, "
                                         "compiled for the extents of their data"),
                                cl::sub(verifyFlags()));
static cl::opt<unsigned> atLeast("at-least", cl::value_desc("N"),
                                 cl::desc("Fail unless so many models pass"),
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

// Verifies one model, in a process of its own.
class Verifier {
public:
  Verifier(const TestCase &test, const Manifest &manifest, mlir::MLIRContext &context,
           Reporter &reporter)
      : test(test), manifest(manifest), context(context), reporter(reporter) {}

  Outcome run() {
    std::vector<std::string> sets = findDataSets(test.model);
    if (sets.empty())
      return skip("no test_data_set_0");
    auto model = build({});
    if (!model)
      return outcome;
    for (const std::string &set : sets)
      if (!verifySet(*model, set))
        return outcome;
    if (specialize && !model->dimNames().empty() && !verifySpecialized(*model, sets))
      return outcome;
    outcome.result = Outcome::Pass;
    if (outcome.worst.overTolerance > 0)
      outcome.reason = llvm::formatv("largest error {0:f3} of the tolerance, {1:f0} ULP",
                                     outcome.worst.overTolerance, std::ceil(outcome.worst.ulps));
    if (!special.empty())
      outcome.reason += (outcome.reason.empty() ? "also" : ", also") + special;
    return outcome;
  }

private:
  using Dims = std::map<std::string, int64_t>;

  // The model with some more of its dims fixed, as a library in this process; none when
  // it cannot be had, which `outcome` says then.
  std::optional<LoadedModel> build(const Dims &dims) {
    reporter.stage("import");
    auto options = readCompileOptions("model");
    if (!options)
      return fail(options.takeError()), std::nullopt;
    threads = options->threads;
    for (const auto &[name, extent] : dims)
      options->dims[name] = extent;
    auto module = readModel(test.model, context, *options, messages);
    if (!module)
      return refused(module.takeError()), std::nullopt;
    declared = declaredInputs(**module);
    random = randomOutputs(**module);
    reporter.stage("compile");
    auto start = std::chrono::steady_clock::now();
    options->progress = [&](StringRef stage, StringRef what) {
      reporter.stage(("compile: " + stage + ": " + what.take_front(100)).str());
    };
    auto compiled = compile(**module, *options);
    outcome.compileSeconds +=
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (!compiled)
      return refused(compiled.takeError()), std::nullopt;
    reporter.stage("link");
    auto files = writeObjects(*compiled);
    if (!files)
      return fail(files.takeError()), std::nullopt;
    std::string library = files->folder.file("model.so");
    if (llvm::Error error = writeSharedLibrary(*files, library))
      return fail(std::move(error)), std::nullopt;
    reporter.stage("load");
    // The folder goes here: a crash in the model must not leave files behind.
    auto model = LoadedModel::load(library);
    if (!model)
      return fail(model.takeError()), std::nullopt;
    return std::move(*model);
  }

  // Builds the model once more for each of its data sets' extents, and verifies those sets.
  bool verifySpecialized(const LoadedModel &symbolic, llvm::ArrayRef<std::string> sets) {
    std::map<Dims, std::vector<std::string>> setsOf;
    for (const std::string &set : sets) {
      auto inputs = readDataSet(set, "input", symbolic.inputs());
      if (!inputs)
        return fail(inputs.takeError()), false;
      auto extents = symbolic.bindDims(*inputs);
      if (!extents)
        return fail(extents.takeError()), false;
      Dims dims;
      for (auto [name, extent] : llvm::zip(symbolic.dimNames(), *extents))
        dims[name] = extent;
      setsOf[dims].push_back(set);
    }
    for (const auto &[dims, sets] : setsOf) {
      special = " with";
      for (const auto &[name, extent] : dims)
        special += llvm::formatv(" --dim={0}={1}", name, extent);
      auto model = build(dims);
      if (!model)
        return false;
      for (const std::string &set : sets)
        if (!verifySet(*model, set))
          return false;
    }
    return true;
  }

  Outcome skip(const llvm::Twine &reason) {
    outcome.result = Outcome::Skip;
    outcome.reason = reason.str() + special;
    return outcome;
  }
  Outcome fail(const llvm::Twine &reason) {
    outcome.result = Outcome::Fail;
    outcome.reason = reason.str() + special;
    return outcome;
  }
  Outcome fail(llvm::Error error) { return fail(llvm::toString(std::move(error))); }

  // The compiler said no: a reason that names the cause is a SKIP.
  Outcome refused(llvm::Error error) {
    bool diagnosed = error.isA<Diagnosed>();
    std::string message = llvm::toString(std::move(error));
    if (!diagnosed)
      return fail(message);
    auto [first, rest] = StringRef(text).split('\n');
    while (first.contains(": warning: ") && !rest.empty())
      std::tie(first, rest) = rest.split('\n');
    if (first.trim().empty())
      return fail("the compiler refused the model without a diagnostic");
    first.consume_front(test.model);
    return skip(first.ltrim(": "));
  }

  // The shapes that the model itself gives its inputs; -1 where it does not say.
  static std::vector<std::vector<int64_t>> declaredInputs(mlir::ModuleOp module) {
    std::vector<std::vector<int64_t>> shapes;
    if (auto main = module.lookupSymbol<mlir::func::FuncOp>("main"))
      for (mlir::Type type : main.getArgumentTypes()) {
        std::vector<int64_t> &shape = shapes.emplace_back();
        if (auto tensor = mlir::dyn_cast<mlir::RankedTensorType>(type))
          for (int64_t extent : tensor.getShape())
            shape.push_back(mlir::ShapedType::isDynamic(extent) ? -1 : extent);
      }
    return shapes;
  }

  // The outputs that random numbers have a part in: only their types and shapes can
  // be as a test says.
  static std::set<unsigned> randomOutputs(mlir::ModuleOp module) {
    std::set<unsigned> outputs;
    mlir::SmallVector<mlir::Operation *> worklist;
    llvm::DenseSet<mlir::Operation *> seen;
    auto add = [&](mlir::Operation *op) {
      if (seen.insert(op).second)
        worklist.push_back(op);
    };
    onnx::SymbolicShapes shapes(module.getContext());
    module.walk([&](mlir::Operation *op) {
      auto dropout = mlir::dyn_cast<onnx::DropoutOp>(op);
      if (mlir::isa<onnx::RandomUniformOp, onnx::RandomUniformLikeOp, onnx::RandomNormalOp,
                    onnx::RandomNormalLikeOp, onnx::BernoulliOp, onnx::MultinomialOp>(op) ||
          (dropout && dropout.mayDrop(shapes)))
        add(op);
    });
    while (!worklist.empty()) {
      mlir::Operation *op = worklist.pop_back_val();
      if (mlir::isa<onnx::ReturnOp>(op))
        add(op->getParentOp());
      for (mlir::OpOperand &use : op->getUses()) {
        if (mlir::isa<mlir::func::ReturnOp>(use.getOwner()))
          outputs.insert(use.getOperandNumber());
        else
          add(use.getOwner());
      }
    }
    return outputs;
  }

  // A test whose data contradict its model's own declaration.
  std::string findMisfit(llvm::ArrayRef<Tensor> inputs) const {
    for (auto [tensor, shape] : llvm::zip(inputs, declared))
      if (tensor.kind)
        continue;
      else if (tensor.shape.size() != shape.size() ||
               llvm::any_of(llvm::zip(tensor.shape, shape), [](auto pair) {
                 return std::get<1>(pair) >= 0 && std::get<0>(pair) != std::get<1>(pair);
               }))
        return typeText(tensor.dtype, tensor.shape) + " for an input declared as " +
               typeText(tensor.dtype, shape);
    return "";
  }

  bool verifySet(const LoadedModel &model, const std::string &set) {
    StringRef label = llvm::sys::path::filename(set);
    auto inputs = readDataSet(set, "input", model.inputs());
    if (!inputs)
      return fail(inputs.takeError()), false;
    auto expected = readDataSet(set, "output", model.outputs());
    if (!expected)
      return fail(expected.takeError()), false;
    if (std::string misfit = findMisfit(*inputs); !misfit.empty())
      return skip(label + ": the data do not fit the model: " + misfit), false;
    reporter.stage("run " + label.str());
    auto actual = model.run(*inputs, threads);
    if (!actual)
      return fail(actual.takeError()), false;
    reporter.stage("compare");
    for (auto [number, pair] : llvm::enumerate(llvm::zip(*actual, *expected))) {
      auto &[result, reference] = pair;
      std::string difference =
          random.count(number) && result.dtype == reference.dtype && result.shape == reference.shape
              ? ""
              : compare(result, reference);
      if (!difference.empty())
        return fail(label + ": output '" + result.name + "' " + difference), false;
    }
    return true;
  }

  std::string compare(const Tensor &actual, const Tensor &expected) {
    Tolerance tolerance{relativeTolerance, absoluteTolerance};
    auto model = manifest.find(test.name);
    if (model == manifest.end())
      model = manifest.find(llvm::sys::path::filename(test.name).str());
    if (model != manifest.end()) {
      tolerance.absolute = std::max(tolerance.absolute, 1e-5);
      if (auto noise = model->second.find(actual.name); noise != model->second.end()) {
        // Ten times the noise of the reference itself.
        tolerance.absolute = std::max(tolerance.absolute, 10 * noise->second.absolute);
        tolerance.mismatch = 10 * noise->second.mismatch;
        tolerance.range = 0.03;
      }
    }
    return compareTensors(actual, expected, tolerance, outcome.worst);
  }

  const TestCase &test;
  const Manifest &manifest;
  mlir::MLIRContext &context;
  Reporter &reporter;
  std::vector<std::vector<int64_t>> declared;
  std::set<unsigned> random;
  std::string special; // the dims that are fixed, at the end of what is said
  std::string text;
  llvm::raw_string_ostream messages{text};
  Outcome outcome;
  int threads = 0;
};

} // namespace

static llvm::Expected<std::vector<TestCase>> selectCases() {
  std::vector<TestCase> cases;
  for (const std::string &folder : folders) {
    std::vector<TestCase> found = findTestCases(folder);
    if (found.empty())
      return makeError("{0}: no model.onnx and no NAME.onnx with NAME_output_0.pb here or below",
                       folder);
    llvm::append_range(cases, found);
  }
  llvm::erase_if(cases, [](const TestCase &test) { return llvm::is_contained(except, test.name); });
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

  std::vector<Outcome> outcomes(cases->size());
  runIsolated(
      cases->size(), jobs, timeout,
      [&](size_t i, Reporter &reporter) {
        reporter.result(Verifier((*cases)[i], *manifest, context, reporter).run().toText());
      },
      [&](size_t i, const Ending &ending) {
        Outcome &outcome = outcomes[i];
        if (ending.kind == Ending::Done)
          outcome = Outcome::fromText(ending.text);
        else if (ending.kind == Ending::TimedOut)
          outcome.reason =
              llvm::formatv("no end after {0:f0} s, in {1}", timeout.getValue(), ending.stage);
        else
          outcome.reason = "crash in " + ending.stage + ": " + ending.text;
        outcome.name = (*cases)[i].name;
        outcome.seconds = ending.seconds;
        if (!quiet || outcome.result == Outcome::Fail)
          llvm::outs() << resultText(outcome.result) << " " << outcome.name
                       << (outcome.reason.empty() ? "" : " " + outcome.reason) << "\n";
        llvm::outs().flush();
      });
  unsigned passed = countResults(outcomes, Outcome::Pass);
  unsigned failed = countResults(outcomes, Outcome::Fail);
  llvm::outs() << passed << " passed, " << failed << " failed, "
               << countResults(outcomes, Outcome::Skip) << " skipped\n";
  if (!jsonFile.empty())
    if (llvm::Error error = writeJson(outcomes, jsonFile))
      return std::move(error);
  if (!refusedFile.empty())
    if (llvm::Error error = writeRefused(outcomes, refusedFile))
      return std::move(error);
  if (passed < atLeast)
    return makeError("{0} passed, but --at-least={1}", passed, atLeast.getValue());
  return failed ? 1 : 0;
}

const Command tool::verifyCommand = {verifyFlags(),
                                     R"(EXAMPLES:
  cameo verify /usr/share/libonnx-testdata/data/node -j 4
  cameo verify my_model --rtol=1e-4 --atol=1e-6
  cameo verify node --filter='test_conv*' --json=results.json

A model that the compiler refuses with a diagnostic is a SKIP; a wrong result, a crash and a
hang are a FAIL, and the exit status is 1 then. bfloat16 results may differ by one rounding. Of
outputs that random operators have a part in, types and shapes are compared. With a manifest, float16
outputs may differ by 3 % of their range if their largest element is the same one.
)",
                                     run};
