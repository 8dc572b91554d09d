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

static void collect(const std::string &folder, const std::string &name, unsigned depth,
                    std::vector<TestCase> &cases) {
  if (llvm::sys::fs::exists(folder + "/model.onnx")) {
    cases.push_back({name.empty() ? llvm::sys::path::filename(folder).str() : name, folder});
    return;
  }
  if (depth == 0)
    return;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator it(folder, error), end; it != end && !error;
       it.increment(error))
    if (llvm::sys::fs::is_directory(it->path())) {
      StringRef child = llvm::sys::path::filename(it->path());
      collect(it->path(), (name.empty() ? child.str() : name + "/" + child.str()), depth - 1,
              cases);
    }
}

std::vector<TestCase> cameo::tool::findTestCases(StringRef folder) {
  std::vector<TestCase> cases;
  collect(folder.rtrim('/').str(), "", 3, cases);
  llvm::sort(cases, [](const TestCase &a, const TestCase &b) { return a.name < b.name; });
  return cases;
}

std::vector<std::string> cameo::tool::findDataSets(StringRef folder) {
  std::vector<std::string> sets;
  for (unsigned n = 0;; ++n) {
    std::string path = (folder + "/test_data_set_" + llvm::Twine(n)).str();
    if (!llvm::sys::fs::is_directory(path))
      return sets;
    sets.push_back(path);
  }
}

llvm::Expected<std::vector<Tensor>>
cameo::tool::readDataSet(StringRef folder, StringRef prefix,
                         llvm::ArrayRef<cameo_tensor_info> infos) {
  std::vector<Tensor> tensors(infos.size());
  std::vector<Tensor> read;
  for (size_t i = 0;; ++i) {
    std::string path = (folder + "/" + prefix + "_" + llvm::Twine(i) + ".pb").str();
    if (!llvm::sys::fs::exists(path))
      break;
    int32_t rank = i < infos.size() ? infos[i].rank : 0;
    auto tensor = readTensorFile(path, std::min(rank, 0));
    if (!tensor)
      return tensor.takeError();
    read.push_back(std::move(*tensor));
  }
  if (read.size() != infos.size())
    return makeError("{0}: {1} {2} files for the model's {3} {2}s", folder, read.size(), prefix,
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
      return makeError("{0}: two {1} files for '{2}'", folder, prefix, tensor.name);
    slot = std::move(tensor);
    if (isOldBFloat(slot, infos[size_t(&slot - tensors.data())]))
      slot.dtype = CAMEO_BFLOAT16;
  }
  return tensors;
}
