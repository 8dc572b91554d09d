// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A compiled model in a shared library, called as a C program would call it,
// with memory that tells when the model wrote where it must not.

#ifndef CAMEO_TOOLS_LOADEDMODEL_H
#define CAMEO_TOOLS_LOADEDMODEL_H

#include "runtime/cameo_gpu.h"
#include "tools/cameo/Tensor.h"
#include <map>

namespace cameo::tool {

class LoadedModel {
public:
  /// Opens `path` and maps the weights beside it, if it has any.
  static llvm::Expected<LoadedModel> load(llvm::StringRef path);
  LoadedModel(LoadedModel &&other);
  ~LoadedModel();

  const cameo_model &interface() const { return *model; }
  llvm::ArrayRef<cameo_tensor_info> inputs() const;
  llvm::ArrayRef<cameo_tensor_info> outputs() const;
  llvm::ArrayRef<const char *> dimNames() const;

  /// The values of the symbolic dims, from the shapes of all inputs in order.
  llvm::Expected<std::vector<int64_t>> bindDims(llvm::ArrayRef<Tensor> inputs) const;
  /// The shape of a tensor under these values; what is computed becomes -1.
  static std::vector<int64_t> shapeOf(const cameo_tensor_info &info, llvm::ArrayRef<int64_t> dims);
  /// Runs the model; the outputs in order.
  llvm::Expected<std::vector<Tensor>> run(llvm::ArrayRef<Tensor> inputs, int threads) const;

  /// Where runs happen: null, the CPU, for a model without a device part.
  cameo_instance *instance() const { return device; }

private:
  LoadedModel() = default;
  cameo_library *library = nullptr;
  const cameo_model *model = nullptr;
  const void *weights = nullptr;
  cameo_instance *device = nullptr;
};

/// The shape as a user writes it: "[N, 3, ?]".
std::string shapeText(const cameo_tensor_info &info, llvm::ArrayRef<const char *> dimNames);

} // namespace cameo::tool

#endif
