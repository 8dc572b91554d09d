// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Buffers end where a guard pattern begins, and start as NaNs, so that what the
// model leaves out or writes past the end is seen.

#include "tools/cameo/LoadedModel.h"
#include "tools/cameo/NativeValues.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/Path.h"
#include <cstdlib>
#include <cstring>

using namespace cameo::tool;

namespace {

// 64-byte aligned memory with guard bytes behind it.
class GuardedBuffer {
public:
  explicit GuardedBuffer(size_t bytes)
      : bytes(bytes),
        memory(static_cast<char *>(std::aligned_alloc(64, llvm::alignTo(bytes + guard, 64)))) {
    if (memory)
      std::memset(memory, pattern, llvm::alignTo(bytes + guard, 64));
  }
  GuardedBuffer(GuardedBuffer &&other) : bytes(other.bytes), memory(other.memory) {
    other.memory = nullptr;
  }
  ~GuardedBuffer() { std::free(memory); }

  char *data() { return memory; }
  bool intact() const {
    return llvm::all_of(llvm::ArrayRef(memory + bytes, guard),
                        [](char c) { return uint8_t(c) == pattern; });
  }

private:
  static constexpr size_t guard = 64;
  static constexpr uint8_t pattern = 0xff;
  size_t bytes;
  char *memory;
};

} // namespace

llvm::Expected<LoadedModel> LoadedModel::load(llvm::StringRef path) {
  LoadedModel loaded;
  if (cameo_load(path.str().c_str(), nullptr, &loaded.library, &loaded.model) != CAMEO_OK)
    return makeError("{0}", cameo_load_message());
  if (loaded.model->weights_file) {
    llvm::SmallString<128> file(llvm::sys::path::parent_path(path));
    llvm::sys::path::append(file, loaded.model->weights_file);
    int status = cameo_weights_map(loaded.model, file.c_str(), &loaded.weights);
    if (status != CAMEO_OK)
      return makeError("{0}: {1}", file, cameo_status_string(status));
  }
  if (loaded.model->gpu) {
    cameo_context context{};
    context.weights = loaded.weights;
    if (cameo_instance_create(loaded.model, nullptr, &context, &loaded.device) != CAMEO_OK)
      return makeError("{0}", cameo_instance_message());
  }
  return loaded;
}

LoadedModel::LoadedModel(LoadedModel &&other)
    : library(other.library), model(other.model), weights(other.weights), device(other.device) {
  other.library = nullptr;
  other.weights = nullptr;
  other.device = nullptr;
}

LoadedModel::~LoadedModel() {
  cameo_instance_destroy(device);
  if (weights)
    cameo_weights_unmap(model, weights);
  cameo_unload(library);
}

llvm::ArrayRef<cameo_tensor_info> LoadedModel::inputs() const {
  return {model->inputs, size_t(model->num_inputs)};
}
llvm::ArrayRef<cameo_tensor_info> LoadedModel::outputs() const {
  return {model->outputs, size_t(model->num_outputs)};
}
llvm::ArrayRef<const char *> LoadedModel::dimNames() const {
  return {model->dim_names, size_t(model->num_dims)};
}

std::string cameo::tool::shapeText(const cameo_tensor_info &info,
                                   llvm::ArrayRef<const char *> dimNames) {
  if (info.rank < 0)
    return info.rank == CAMEO_SEQUENCE   ? "sequence"
           : info.rank == CAMEO_MAP      ? "map"
           : info.rank == CAMEO_OPTIONAL ? "optional"
                                         : "optional sequence";
  std::string text = "[";
  for (int32_t d = 0; d < info.rank; ++d) {
    int64_t extent = info.shape[d];
    text += d ? ", " : "";
    text += extent >= 0                ? std::to_string(extent)
            : extent == CAMEO_COMPUTED ? std::string("?")
                                       : std::string(dimNames[size_t(-1 - extent)]);
  }
  return text + "]";
}

std::vector<int64_t> LoadedModel::shapeOf(const cameo_tensor_info &info,
                                          llvm::ArrayRef<int64_t> dims) {
  std::vector<int64_t> shape(info.shape, info.shape + std::max(info.rank, 0));
  for (int64_t &extent : shape)
    if (extent < 0)
      extent = extent == CAMEO_COMPUTED ? -1 : dims[size_t(-1 - extent)];
  return shape;
}

llvm::Expected<std::vector<int64_t>> LoadedModel::bindDims(llvm::ArrayRef<Tensor> tensors) const {
  std::vector<int64_t> dims(size_t(model->num_dims), -1);
  if (tensors.size() != inputs().size())
    return makeError("the model takes {0} inputs, not {1}", inputs().size(), tensors.size());
  for (auto [info, tensor] : llvm::zip(inputs(), tensors)) {
    auto wrong = [&](llvm::StringRef why) {
      return makeError("input '{0}' is {1}, but the model takes {2} {3}{4}", info.name,
                       typeText(tensor.dtype, tensor.shape), typeName(info.dtype),
                       shapeText(info, dimNames()), why);
    };
    if (tensor.kind || info.rank < 0) {
      if (tensor.kind != std::min(info.rank, 0))
        return wrong("");
      continue;
    }
    if (tensor.dtype != info.dtype || int64_t(tensor.shape.size()) != info.rank)
      return wrong("");
    for (auto [declared, extent] : llvm::zip(llvm::ArrayRef(info.shape, info.rank), tensor.shape)) {
      if (declared >= 0) {
        if (declared != extent)
          return wrong("");
        continue;
      }
      int64_t &dim = dims[size_t(-1 - declared)];
      if (dim >= 0 && dim != extent)
        return wrong(
            llvm::formatv(" where {0} is {1}", dimNames()[size_t(-1 - declared)], dim).str());
      dim = extent;
    }
  }
  return dims;
}

llvm::Expected<std::vector<Tensor>> LoadedModel::run(llvm::ArrayRef<Tensor> tensors,
                                                     int threads) const {
  auto dims = bindDims(tensors);
  if (!dims)
    return dims.takeError();
  // What the outputs will be, as far as that is known before the run.
  std::vector<Tensor> results(outputs().size());
  std::vector<int64_t *> shapes;
  for (auto [info, result] : llvm::zip(outputs(), results)) {
    result.name = info.name;
    result.dtype = info.dtype;
    result.kind = std::min(info.rank, 0);
    result.shape.assign(size_t(std::max(info.rank, 0)), -1);
    shapes.push_back(result.shape.data());
  }
  if (int status = model->output_shapes(dims->data(), shapes.data()))
    return makeError("output_shapes: {0}", cameo_status_string(status));

  std::vector<GuardedBuffer> inputBuffers, outputBuffers;
  std::vector<const void *> inputPointers;
  std::vector<void *> outputPointers;
  NativeInputs native;
  for (const Tensor &tensor : tensors) {
    GuardedBuffer &buffer = inputBuffers.emplace_back(tensor.bytes.size());
    std::memcpy(buffer.data(), tensor.bytes.data(), tensor.bytes.size());
    inputPointers.push_back(isNative(tensor) ? native.add(tensor) : buffer.data());
  }
  for (const Tensor &result : results) {
    int64_t count = isNative(result) ? -1 : result.numElements();
    GuardedBuffer &buffer =
        outputBuffers.emplace_back(count < 0 ? 0 : byteSize(result.dtype, count));
    outputPointers.push_back(count < 0 ? nullptr : buffer.data());
  }

  cameo_context context{};
  size_t workspaceBytes = model->workspace_size(dims->data());
  GuardedBuffer workspace(workspaceBytes);
  context.workspace = workspaceBytes ? workspace.data() : nullptr;
  context.workspace_bytes = workspaceBytes;
  context.weights = weights;
  context.num_threads = threads;
  context.instance = device;
  std::string log;
  context.user = &log;
  context.log = [](const cameo_context *ctx, int level, const char *message) {
    if (level == 0)
      *static_cast<std::string *>(ctx->user) = message;
  };
  // The library has a pool of its own; share this program's, which outlives it.
  context.parallel_for = cameo_parallel_for;
  std::vector<void *> givenPointers = outputPointers;
  std::vector<std::vector<int64_t>> expectedShapes;
  for (const Tensor &result : results)
    expectedShapes.push_back(result.shape);
  int status = model->invoke(dims->data(), inputPointers.data(), outputPointers.data(),
                             shapes.data(), &context);
  if (status != CAMEO_OK)
    return makeError("run: {0}{1}{2}", cameo_status_string(status), log.empty() ? "" : ": ", log);

  if (!workspace.intact())
    return makeError("the model wrote past the end of its workspace of {0} bytes", workspaceBytes);
  for (auto [info, buffer, tensor] : llvm::zip(inputs(), inputBuffers, tensors))
    if (!buffer.intact() || std::memcmp(buffer.data(), tensor.bytes.data(), tensor.bytes.size()))
      return makeError("the model wrote to its input '{0}'", info.name);
  for (size_t i = 0; i < results.size(); ++i) {
    Tensor &result = results[i];
    int64_t count = result.numElements();
    if (result.kind || (result.dtype == CAMEO_STRING && outputPointers[i] && count >= 0)) {
      takeOutput(result, outputPointers[i], context);
      continue;
    }
    if (!outputBuffers[i].intact())
      return makeError("the model wrote past the end of its output '{0}'", result.name);
    if (count < 0 || !outputPointers[i])
      return makeError("the model did not tell the shape of its output '{0}'", result.name);
    if (givenPointers[i] && result.shape != expectedShapes[i])
      return makeError("output '{0}' is {1}, but output_shapes said {2}", result.name,
                       typeText(result.dtype, result.shape),
                       typeText(result.dtype, expectedShapes[i]));
    const char *data = static_cast<const char *>(outputPointers[i]);
    result.bytes.assign(data, data + byteSize(result.dtype, count));
    if (!givenPointers[i])
      cameo_deallocate(&context, outputPointers[i], result.bytes.size());
  }
  return results;
}
