// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the names, types and operators off a module of the onnx dialect.

#include "tools/cameo/Summary.h"
#include "tools/cameo/Commands.h"
#include "llvm/Support/FormatVariadic.h"

using namespace cameo;
using namespace cameo::tool;
using namespace mlir;

std::string tool::bytesText(uint64_t bytes) {
  if (bytes < 10240)
    return std::to_string(bytes) + " bytes";
  return bytes < 10485760 ? llvm::formatv("{0:f1} KiB", bytes / 1024.0).str()
                          : llvm::formatv("{0:f1} MiB", bytes / 1048576.0).str();
}

std::string tool::countText(int64_t count) {
  if (count < 10000)
    return std::to_string(count);
  if (count < 1000000)
    return llvm::formatv("{0:f1} k", count / 1e3).str();
  return count < 1000000000 ? llvm::formatv("{0:f1} M", count / 1e6).str()
                            : llvm::formatv("{0:f2} G", count / 1e9).str();
}

// "f32 [batch, 3]": a symbolic extent by its name, or by the one that the file gives it.
static std::string symbolicType(Value value, ArrayAttr names, onnx::SymbolicShapes &shapes) {
  std::string text;
  llvm::raw_string_ostream out(text);
  auto tensor = dyn_cast<RankedTensorType>(value.getType());
  auto extents = shapes.shapeOf(value);
  if (!tensor || !extents) {
    out << value.getType();
    return text;
  }
  out << tensor.getElementType() << " [";
  for (auto [axis, extent] : llvm::enumerate(*extents)) {
    auto declared = names && axis < names.size() ? dyn_cast<StringAttr>(names[axis]) : StringAttr();
    StringRef name = isa<AffineSymbolExpr>(extent) ? shapes.nameOf(extent) : StringRef();
    if (name.empty() && declared)
      name = declared.getValue();
    out << (axis ? ", " : "");
    if (auto constant = onnx::SymbolicShapes::constantOf(extent))
      out << *constant;
    else
      out << (name.empty() ? "?" : name);
  }
  out << "]";
  return text;
}

llvm::Expected<ModelSummary> tool::summarize(ModuleOp module) {
  ModelSummary summary;
  for (NamedAttribute attribute : module->getDiscardableAttrs()) {
    StringRef name = attribute.getName().strref();
    auto text = dyn_cast<StringAttr>(attribute.getValue());
    if (name.consume_front("onnx.") && text && !text.empty())
      summary.attributes.push_back({name.str(), text.str()});
  }
  auto main = module.lookupSymbol<func::FuncOp>("main");
  onnx::SymbolicShapes shapes(module.getContext());
  if (failed(onnx::inferFunction(main, shapes)))
    return llvm::make_error<Diagnosed>();
  auto describe = [&](Value value, DictionaryAttr attributes) {
    auto name = attributes ? attributes.getAs<StringAttr>(nameAttr) : StringAttr();
    auto dims = attributes ? attributes.getAs<ArrayAttr>(dimNamesAttr) : ArrayAttr();
    return ModelSummary::Value{name ? name.str() : "?", symbolicType(value, dims, shapes)};
  };
  Block &body = main.getBody().front();
  for (auto [i, argument] : llvm::enumerate(body.getArguments()))
    summary.inputs.push_back(describe(argument, main.getArgAttrDict(i)));
  for (auto [i, result] : llvm::enumerate(body.getTerminator()->getOperands()))
    summary.outputs.push_back(describe(result, main.getResultAttrDict(i)));

  module->walk([&](onnx::OperatorInterface op) {
    if (isa<onnx::NoneOp>(op))
      return;
    auto constant = dyn_cast<onnx::ConstantOp>(op.getOperation());
    if (!constant) {
      ++summary.operators[op->getName().stripDialect().str()];
      return;
    }
    ++summary.constants;
    if (auto type = dyn_cast<ShapedType>(constant.getValue().getType());
        type && isa<FloatType>(type.getElementType()))
      summary.parameters += type.getNumElements();
  });
  return summary;
}
