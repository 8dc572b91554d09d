// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Numbers the symbolic dims of a model's inputs in order of first appearance.

#include "lib/Conversion/HostToLLVM/HostToLLVM.h"
#include "lib/Support/Attributes.h"

using namespace mlir;
using namespace cameo;

static std::string nameOr(StringAttr name, const char *fallback, unsigned number) {
  return name && !name.getValue().empty() ? name.str() : fallback + std::to_string(number);
}

std::string cameo::inputName(func::FuncOp function, unsigned number) {
  return nameOr(function.getArgAttrOfType<StringAttr>(number, nameAttr), "input", number);
}

std::string cameo::outputName(func::FuncOp function, unsigned number) {
  return nameOr(function.getResultAttrOfType<StringAttr>(number, nameAttr), "output", number);
}

Signature::Signature(func::FuncOp function) {
  for (auto [number, type] : llvm::enumerate(function.getArgumentTypes())) {
    auto &numbers = inputs.emplace_back();
    auto tensor = dyn_cast<RankedTensorType>(type);
    if (!tensor)
      continue;
    auto names = function.getArgAttrOfType<ArrayAttr>(number, dimNamesAttr);
    for (int64_t axis = 0; axis < tensor.getRank(); ++axis) {
      if (!tensor.isDynamicDim(axis)) {
        numbers.push_back(-1);
        continue;
      }
      std::string name = names ? cast<StringAttr>(names[axis]).str() : "";
      if (name.empty())
        name = defaultDimName(inputName(function, number), axis);
      auto *it = llvm::find(dims, name);
      numbers.push_back(std::distance(dims.begin(), it));
      if (it == dims.end())
        dims.push_back(name);
    }
  }
}
