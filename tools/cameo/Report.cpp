// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cameo report: a page about a model, and the same as JSON.

#include "tools/cameo/Report.h"
#include "tools/cameo/Build.h"
#include "tools/cameo/Commands.h"
#include "tools/cameo/Files.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

using namespace cameo;
using namespace cameo::tool;
namespace cl = llvm::cl;
namespace json = llvm::json;
using llvm::StringRef;

static cl::opt<std::string> input(cl::Positional, cl::Required, cl::desc("MODEL.onnx|MODEL.mlir"),
                                  cl::sub(reportFlags()));
static cl::opt<std::string> output("o", cl::value_desc("OUT.html"),
                                   cl::desc("The page to write (default: report.html, unless "
                                            "--json is given)"),
                                   cl::sub(reportFlags()));
static cl::opt<std::string> jsonFile("json", cl::value_desc("FILE"),
                                     cl::desc("Write the report as JSON; - is the standard output"),
                                     cl::sub(reportFlags()));

static json::Value orNull(std::optional<int64_t> number) {
  return number ? json::Value(*number) : json::Value(nullptr);
}

static json::Array values(llvm::ArrayRef<ModelSummary::Value> list) {
  json::Array result;
  for (const ModelSummary::Value &value : list)
    result.push_back(json::Object{{"name", value.name}, {"type", value.type}});
  return result;
}

static json::Array kernels(const Report &report) {
  json::Array result;
  for (const Report::Kernel &kernel : report.kernels) {
    std::optional<int64_t> multiplyAdds, operations;
    if (kernel.work)
      multiplyAdds = kernel.work->multiplyAdds, operations = kernel.work->operations;
    json::Array nodes;
    for (unsigned dispatch : kernel.dispatches)
      for (const std::string &node : report.dispatches[dispatch].nodes)
        nodes.push_back(node);
    json::Object entry{{"name", kernel.name},
                       {"dispatches", json::Array(kernel.dispatches)},
                       {"multiply_adds", orNull(multiplyAdds)},
                       {"operations", orNull(operations)},
                       {"bytes", orNull(kernel.traffic)},
                       {"nodes", std::move(nodes)}};
    if (!kernel.host.empty())
      entry["host"] = kernel.host;
    result.push_back(std::move(entry));
  }
  return result;
}

static json::Array arenas(const Report &report) {
  json::Array result;
  for (const Report::Arena &arena : report.arenas) {
    json::Array buffers;
    for (const Report::Buffer &buffer : arena.buffers)
      buffers.push_back(json::Object{{"type", buffer.type},
                                     {"first", buffer.dispatch},
                                     {"last", buffer.last},
                                     {"offset", buffer.offset},
                                     {"bytes", buffer.bytes}});
    result.push_back(json::Object{{"times", arena.product},
                                  {"bytes", arena.extent},
                                  {"live_bytes", arena.live},
                                  {"buffers", std::move(buffers)}});
  }
  return result;
}

std::string tool::reportJson(const Report &report) {
  json::Object root{{"file", report.file}, {"compiled", report.compiled()}};
  json::Array diagnostics;
  llvm::SmallVector<StringRef> lines;
  StringRef(report.diagnostics).split(lines, '\n', -1, false);
  for (StringRef line : lines)
    diagnostics.push_back(line);
  root["diagnostics"] = std::move(diagnostics);
  if (const auto &model = report.model) {
    json::Object operators;
    for (const auto &[name, count] : model->operators)
      operators[name] = count;
    root["inputs"] = values(model->inputs);
    root["outputs"] = values(model->outputs);
    root["operators"] = std::move(operators);
    root["parameters"] = model->parameters;
  }
  if (report.compiled()) {
    json::Array weights;
    for (const Report::Weight &weight : report.weights)
      weights.push_back(
          json::Object{{"name", weight.name}, {"type", weight.type}, {"bytes", weight.bytes}});
    root["dims"] = json::Array(report.dims);
    if (report.device)
      root["device_share_of_multiply_adds"] =
          report.deviceShare() ? json::Value(*report.deviceShare()) : json::Value(nullptr);
    root["kernels"] = kernels(report);
    root["dispatches"] = int64_t(report.dispatches.size());
    root["arenas"] = arenas(report);
    root["workspace_bytes"] = orNull(report.workspaceBytes());
    root["weights"] = std::move(weights);
    root["weights_bytes"] = report.weightsBytes;
    root["object_bytes"] = report.objectBytes;
  }
  return llvm::formatv("{0:2}\n", json::Value(std::move(root)));
}

// Fills in as much as the compiler gets to.
static llvm::Error makeReport(Report &report, CompileOptions &options) {
  mlir::DialectRegistry registry;
  registerDialects(registry);
  mlir::MLIRContext context(registry);
  llvm::raw_string_ostream messages(report.diagnostics);
  auto module = readModel(input, context, options, messages);
  if (!module)
    return module.takeError();
  auto model = summarize(**module);
  if (!model)
    return model.takeError();
  report.model = std::move(*model);
  options.inspect = [&](mlir::ModuleOp kernels) { inspectKernels(kernels, report); };
  auto compiled = compile(**module, options);
  if (!compiled)
    return compiled.takeError();
  report.objectBytes = compiled->object.size();
  report.device = options.vulkan;
  report.weightsBytes = compiled->interface.weightsBytes;
  return llvm::Error::success();
}

static llvm::Expected<int> run() {
  auto options = readCompileOptions(prefixFor(input));
  if (!options)
    return options.takeError();
  options->progress = progressLine();
  if (output.empty() && jsonFile.empty())
    output = "report.html";
  Report report;
  report.file = llvm::sys::path::filename(input).str();
  llvm::Error refusal = makeReport(report, *options);
  llvm::errs() << report.diagnostics;
  if (refusal && !refusal.isA<Diagnosed>()) // nothing to report on
    return std::move(refusal);
  llvm::consumeError(std::move(refusal));
  if (!output.empty())
    if (llvm::Error error = writeFile(output, reportPage(report)))
      return std::move(error);
  if (!jsonFile.empty())
    if (llvm::Error error = writeFile(jsonFile, reportJson(report)))
      return std::move(error);
  if (!output.empty() && output != "-" && jsonFile != "-")
    llvm::outs() << output << ": "
                 << (report.compiled()
                         ? std::to_string(report.kernels.size()) + " kernels, " +
                               std::to_string(report.dispatches.size()) + " dispatches\n"
                         : "the model does not compile\n");
  return report.compiled() ? 0 : 1;
}

const Command tool::reportCommand = {reportFlags(),
                                     R"(EXAMPLES:
  cameo report net.onnx                     report.html: open it in a browser
  cameo report net.onnx -o net.html --dim=batch=1
  cameo report net.onnx --json=net.json     the same for programs
  cameo report net.onnx --device=vulkan     what runs on the GPU, and why the rest does not

The page needs no network. Work is counted where extents are known: fix symbolic ones with --dim.
What the compiler refuses is on the page too; the exit status is 1 then.
)",
                                     run};
