// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// cameo run: a model on inputs from the command line, its outputs as text.

#include "tools/cameo/Build.h"
#include "tools/cameo/Commands.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace cameo;
using namespace cameo::tool;
namespace cl = llvm::cl;
using llvm::StringRef;

static cl::opt<std::string> input(cl::Positional, cl::Required,
                                  cl::desc("MODEL.onnx|MODEL.mlir|MODEL.so"), cl::sub(runFlags()));
static cl::list<std::string>
    inputs("input", cl::value_desc("NAME=VALUE"),
           cl::desc("An input: nested lists such as [[1, 2.5], [nan, -inf]], a .pb or .npy file, "
                    "or random; the NAME may be left out, and the model's order holds then"),
           cl::sub(runFlags()));
static cl::opt<std::string> outputFolder("output-dir", cl::value_desc("DIR"),
                                         cl::desc("Write the outputs to DIR/output_N.pb as well"),
                                         cl::sub(runFlags()));
static cl::opt<bool> full("full", cl::desc("Print long tensors in full"), cl::sub(runFlags()));
static cl::opt<unsigned> seed("seed", cl::init(1), cl::desc("Seed of random inputs (default: 1)"),
                              cl::sub(runFlags()));

// Splits NAME=VALUE where NAME is an input of the model; a value may contain
// `=` too, and a name as well.
static std::pair<StringRef, StringRef> splitName(StringRef text, const LoadedModel &model) {
  for (const cameo_tensor_info &info : model.inputs()) {
    StringRef value = text;
    if (value.consume_front(info.name) && value.consume_front("="))
      return {info.name, value};
  }
  return {"", text};
}

static llvm::Expected<Tensor> readValue(StringRef value, const cameo_tensor_info &info) {
  StringRef extension = llvm::sys::path::extension(value);
  bool isFile = extension == ".pb" || extension == ".npy";
  bool isMap = info.rank == CAMEO_MAP;
  if (info.rank < 0 && !isFile && !isMap)
    return makeError("--input {0}: give a sequence or an optional value as a .pb file", info.name);
  auto tensor = isFile  ? readTensorFile(value, std::min(info.rank, 0))
                : isMap ? parseMap(value, info.dtype)
                        : parseTensor(value, info.dtype);
  if (!tensor)
    return makeError("--input {0}: {1}", info.name, llvm::toString(tensor.takeError()));
  // A list without elements does not show its inner extents.
  if (!tensor->kind && tensor->numElements() == 0 && int64_t(tensor->shape.size()) < info.rank)
    for (size_t d = tensor->shape.size(); d < size_t(info.rank); ++d)
      tensor->shape.push_back(std::max<int64_t>(info.shape[d], 0));
  return tensor;
}

// The shape of a random input: dims that no other input tells are --dim's, or 1.
static std::vector<int64_t> randomShape(const LoadedModel &model, const cameo_tensor_info &info,
                                        llvm::ArrayRef<Tensor> given) {
  std::vector<int64_t> dims(model.dimNames().size(), 1);
  for (auto [other, tensor] : llvm::zip(model.inputs(), given))
    if (tensor.dtype && int64_t(tensor.shape.size()) == other.rank)
      for (int32_t d = 0; d < other.rank; ++d)
        if (other.shape[d] < 0)
          dims[size_t(-1 - other.shape[d])] = tensor.shape[d];
  return LoadedModel::shapeOf(info, dims);
}

static llvm::Expected<std::vector<Tensor>> readInputs(const LoadedModel &model) {
  std::vector<Tensor> tensors(model.inputs().size());
  std::vector<bool> random(tensors.size());
  size_t next = 0;
  for (StringRef text : inputs) {
    auto [name, value] = splitName(text, model);
    size_t index = next++;
    if (!name.empty())
      for (index = 0; model.inputs()[index].name != name;)
        ++index;
    if (name.empty() && text.contains('=') && !llvm::sys::fs::exists(text)) {
      auto names = llvm::map_range(model.inputs(), [](const auto &info) { return info.name; });
      return makeError("--input {0}: the model has no input '{1}'; it has {2}", text,
                       text.split('=').first, llvm::join(names, ", "));
    }
    if (index >= tensors.size())
      return makeError("--input {0}: the model has {1} inputs only", text, tensors.size());
    if (tensors[index].dtype || tensors[index].kind || random[index])
      return makeError("--input {0}: this input is given twice", text);
    if (value == "random") {
      random[index] = true;
      continue;
    }
    auto tensor = readValue(value, model.inputs()[index]);
    if (!tensor)
      return tensor.takeError();
    tensors[index] = std::move(*tensor);
  }
  for (auto [i, tensor] : llvm::enumerate(tensors)) {
    const cameo_tensor_info &info = model.inputs()[i];
    if (!tensor.dtype && !tensor.kind && !random[i])
      return makeError("input '{0}' ({1} {2}) is missing: give --input '{0}=...', or "
                       "--input {0}=random",
                       info.name, typeName(info.dtype), shapeText(info, model.dimNames()));
    if (!random[i])
      continue;
    if (info.rank < 0)
      return makeError("input '{0}' is no tensor: give a .pb file", info.name);
    std::vector<int64_t> shape = randomShape(model, info, tensors);
    tensor.dtype = info.dtype;
    tensor.shape = shape;
    tensor.allocate();
    fillRandom(tensor, seed + i);
  }
  return tensors;
}

static llvm::Expected<int> run() {
  auto options = readCompileOptions("model"); // complains about flags before the long part
  if (!options)
    return options.takeError();
  auto model = buildAndLoad(input);
  if (!model)
    return model.takeError();
  auto tensors = readInputs(*model);
  if (!tensors)
    return tensors.takeError();
  auto results = model->run(*tensors, options->threads);
  if (!results)
    return results.takeError();
  for (const Tensor &result : *results)
    llvm::outs() << result.name << ": " << printValue(result, full) << "\n";
  if (outputFolder.empty())
    return 0;
  if (std::error_code error = llvm::sys::fs::create_directories(outputFolder))
    return makeError("{0}: {1}", outputFolder.getValue(), error.message());
  for (auto [i, result] : llvm::enumerate(*results)) {
    llvm::SmallString<128> path(outputFolder.getValue());
    llvm::sys::path::append(path, "output_" + std::to_string(i) + ".pb");
    if (llvm::Error error = writeTensorFile(result, path))
      return std::move(error);
  }
  return 0;
}

const Command tool::runCommand = {runFlags(),
                                  R"(EXAMPLES:
  cameo run net.onnx --input x='[[1, 2, 3]]'
  cameo run net.onnx --input x=test_data_set_0/input_0.pb --input mask=random
  cameo run net.onnx --input x=picture.npy --output-dir results
  cameo run net.so --input x=random --full
)",
                                  run};
