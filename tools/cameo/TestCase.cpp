// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finding and reading test cases.

#include "tools/cameo/TestCase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace cameo::tool;
using llvm::StringRef;

constexpr const char *firstOutput = "_output_0.pb";

static void collect(const std::string &folder, const std::string &name, unsigned depth,
                    std::vector<TestCase> &cases) {
  if (std::string model = folder + "/model.onnx"; llvm::sys::fs::exists(model)) {
    cases.push_back({name.empty() ? llvm::sys::path::filename(folder).str() : name, model});
    return;
  }
  std::error_code error;
  for (llvm::sys::fs::directory_iterator it(folder, error), end; it != end && !error;
       it.increment(error)) {
    StringRef path = it->path();
    std::string child = llvm::sys::path::filename(path).str();
    if (!name.empty())
      child = name + "/" + child;
    if (llvm::sys::fs::is_directory(path)) {
      if (depth > 0)
        collect(path.str(), child, depth - 1, cases);
    } else if (path.consume_back(".onnx") && llvm::sys::fs::exists(path + firstOutput)) {
      cases.push_back({StringRef(child).drop_back(strlen(".onnx")).str(), it->path()});
    }
  }
}

std::vector<TestCase> cameo::tool::findTestCases(StringRef folder) {
  std::vector<TestCase> cases;
  collect(folder.rtrim('/').str(), "", 3, cases);
  llvm::sort(cases, [](const TestCase &a, const TestCase &b) { return a.name < b.name; });
  return cases;
}

std::vector<std::string> cameo::tool::findDataSets(StringRef model) {
  std::vector<std::string> sets;
  for (unsigned n = 0;; ++n) {
    llvm::SmallString<128> path(llvm::sys::path::parent_path(model));
    llvm::sys::path::append(path, "test_data_set_" + llvm::Twine(n));
    if (!llvm::sys::fs::is_directory(path))
      break;
    sets.push_back(std::string(path));
  }
  model.consume_back(".onnx");
  if (sets.empty() && llvm::sys::fs::exists(model + firstOutput))
    sets.push_back(model.str());
  return sets;
}

// The inputs that ONNX's own runner makes for models without any: i / n.
static llvm::Expected<std::vector<Tensor>> makeInputs(llvm::ArrayRef<cameo_tensor_info> infos) {
  std::vector<Tensor> tensors;
  for (const cameo_tensor_info &info : infos) {
    llvm::ArrayRef<int64_t> shape(info.shape, size_t(std::max(info.rank, 0)));
    if (info.dtype != CAMEO_FLOAT32 || info.rank < 0 ||
        llvm::any_of(shape, [](int64_t extent) { return extent < 0; }))
      return makeError(
          "input '{0}': only a float tensor of known extents has values without a file", info.name);
    Tensor &tensor = tensors.emplace_back();
    tensor.name = info.name;
    tensor.dtype = info.dtype;
    tensor.shape.assign(shape.begin(), shape.end());
    tensor.allocate();
    int64_t count = tensor.numElements();
    for (int64_t i = 0; i < count; ++i)
      setFloat(tensor, i, llvm::APFloat(float(double(i) / double(count))));
  }
  return tensors;
}

llvm::Expected<std::vector<Tensor>>
cameo::tool::readDataSet(StringRef set, StringRef prefix, llvm::ArrayRef<cameo_tensor_info> infos) {
  bool isFolder = llvm::sys::fs::is_directory(set);
  if (!isFolder && prefix == "input")
    return makeInputs(infos);
  std::vector<Tensor> tensors(infos.size());
  std::vector<Tensor> read;
  for (size_t i = 0;; ++i) {
    std::string path = (set + (isFolder ? "/" : "_") + prefix + "_" + llvm::Twine(i) + ".pb").str();
    if (!llvm::sys::fs::exists(path))
      break;
    int32_t rank = i < infos.size() ? infos[i].rank : 0;
    auto tensor = readTensorFile(path, std::min(rank, 0));
    if (!tensor)
      return tensor.takeError();
    read.push_back(std::move(*tensor));
  }
  if (read.size() != infos.size())
    return makeError("{0}: {1} {2} files for the model's {3} {2}s", set, read.size(), prefix,
                     infos.size());
  auto indexOf = [&](const Tensor &tensor) {
    return size_t(llvm::find_if(infos, [&](auto &info) { return tensor.name == info.name; }) -
                  infos.begin());
  };
  // ONNX's tests before 1.13 hold bfloat16 as uint16.
  auto isOldBFloat = [](const Tensor &tensor, const cameo_tensor_info &info) {
    return tensor.dtype == CAMEO_UINT16 && info.dtype == CAMEO_BFLOAT16;
  };
  bool named = llvm::all_of(read, [&](const Tensor &t) { return indexOf(t) < infos.size(); });
  for (auto [i, tensor] : llvm::enumerate(read)) {
    Tensor &slot = tensors[named ? indexOf(tensor) : i];
    if (slot.dtype)
      return makeError("{0}: two {1} files for '{2}'", set, prefix, tensor.name);
    slot = std::move(tensor);
    if (isOldBFloat(slot, infos[size_t(&slot - tensors.data())]))
      slot.dtype = CAMEO_BFLOAT16;
  }
  return tensors;
}
