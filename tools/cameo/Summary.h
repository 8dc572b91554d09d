// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a model is, in words: for `cameo info` and `cameo report`.

#ifndef CAMEO_TOOLS_SUMMARY_H
#define CAMEO_TOOLS_SUMMARY_H

#include "dialects/ONNX/ONNX.h"
#include "llvm/Support/Error.h"
#include <map>

namespace cameo::tool {

struct ModelSummary {
  struct Value {
    std::string name, type;
  };
  std::vector<std::pair<std::string, std::string>> attributes; // the file's own
  std::vector<Value> inputs, outputs;
  std::map<std::string, unsigned> operators;
  int64_t constants = 0, parameters = 0; // floating-point elements of constants
};

/// Infers the shapes of @main and describes it; diagnostics go to the context.
llvm::Expected<ModelSummary> summarize(mlir::ModuleOp module);

/// "512 bytes", "12.5 KiB", "7.1 MiB".
std::string bytesText(uint64_t bytes);
/// "950", "18.3 M".
std::string countText(int64_t count);

} // namespace cameo::tool

#endif
