// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The outside of a model: its file, its signature, and the function around its nodes.

#include "cameo/Importer/Importer.h"
#include "cameo/Support/Diagnostics.h"
#include "lib/Importer/ModelReader.h"
#include "lib/Importer/NodeBuilder.h"
#include "lib/Importer/Types.h"
#include "mlir/IR/Verifier.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

namespace {
/// One argument of the model.
struct Input {
  StringRef name;
  Type type;
  SmallVector<std::string> dimNames;
};
} // namespace

// Inputs with an initializer are constants, whatever the IR version: a default
// that nobody overrides is what every compiled model would run with.
static FailureOr<SmallVector<Input>> readInputs(const proto::GraphProto &graph,
                                                const ImportOptions &options, MLIRContext *context,
                                                Location loc) {
  llvm::StringSet<> constants, used;
  for (const auto &tensor : graph.initializer())
    constants.insert(tensor.name());
  for (const auto &tensor : graph.sparse_initializer())
    constants.insert(tensor.values().name());
  SmallVector<Input> inputs;
  for (const proto::ValueInfoProto &info : graph.input()) {
    if (constants.contains(info.name()))
      continue;
    std::string why;
    Type type = convertType(info.type(), options.dims, context, why);
    if (!type)
      return emitError(loc) << "input '" << info.name() << "' has " << why;
    if (isa<UnrankedTensorType>(type))
      return emitError(loc) << "input '" << info.name() << "' has no shape; its rank must be known";
    Input &input = inputs.emplace_back(Input{info.name(), type, {}});
    for (StringRef name : dimNames(info.type()))
      input.dimNames.push_back(name.str());
    if (auto tensor = dyn_cast<RankedTensorType>(type)) {
      // --dim may speak of a dimension without a name by the one that it will have.
      SmallVector<int64_t> shape(tensor.getShape());
      for (auto [axis, extent] : llvm::enumerate(shape)) {
        std::string &name = input.dimNames[axis];
        if (!name.empty() || !ShapedType::isDynamic(extent))
          continue;
        name = defaultDimName(input.name, axis);
        if (auto given = options.dims.find(name); given != options.dims.end())
          extent = given->second;
      }
      input.type = tensor.clone(shape);
    }
    used.insert_range(input.dimNames);
  }
  for (const auto &override : options.dims) {
    if (!used.contains(override.getKey()))
      return emitError(loc) << "no input has a dimension named '" << override.getKey() << "'";
    if (override.getValue() <= 0)
      return emitError(loc) << "dimension '" << override.getKey() << "' must be positive, not "
                            << override.getValue();
  }
  return inputs;
}

static func::FuncOp createMain(ModuleOp module, ArrayRef<Input> inputs) {
  OpBuilder builder(module.getContext());
  builder.setInsertionPointToEnd(module.getBody());
  SmallVector<Type> types;
  for (const Input &input : inputs)
    types.push_back(input.type);
  auto main =
      func::FuncOp::create(builder, module.getLoc(), "main", builder.getFunctionType(types, {}));
  main.addEntryBlock();
  for (auto [index, input] : llvm::enumerate(inputs)) {
    main.setArgAttr(index, nameAttr, builder.getStringAttr(input.name));
    // Only what is not known needs a name.
    auto tensor = dyn_cast<RankedTensorType>(input.type);
    if (!tensor)
      continue;
    SmallVector<StringRef> names(input.dimNames.begin(), input.dimNames.end());
    for (int64_t axis = 0; axis < tensor.getRank(); ++axis)
      if (!tensor.isDynamicDim(axis))
        names[axis] = "";
    if (llvm::any_of(names, [](StringRef name) { return !name.empty(); }))
      main.setArgAttr(index, dimNamesAttr, builder.getStrArrayAttr(names));
  }
  return main;
}

static LogicalResult checkResults(func::FuncOp main, const proto::GraphProto &graph,
                                  OpBuilder &builder) {
  OperandRange values = main.getBody().front().getTerminator()->getOperands();
  for (auto [info, value] : llvm::zip(graph.output(), values)) {
    // Extents are inferred better than they are declared, but the element type is a promise.
    std::string why;
    auto declared =
        dyn_cast_or_null<ShapedType>(convertType(info.type(), {}, builder.getContext(), why));
    auto inferred = dyn_cast<ShapedType>(value.getType());
    if (declared && inferred && declared.getElementType() != inferred.getElementType())
      return emitError(main.getLoc())
             << "output '" << info.name() << "' is declared with elements of type "
             << declared.getElementType() << ", but has " << inferred.getElementType();
    if (isa<NoneType>(value.getType()))
      return emitError(main.getLoc()) << "output '" << info.name() << "' is absent";
  }
  main.setFunctionType(builder.getFunctionType(main.getArgumentTypes(), TypeRange(values)));
  for (auto [index, info] : llvm::enumerate(graph.output()))
    main.setResultAttr(index, nameAttr, builder.getStringAttr(info.name()));
  return success();
}

static OwningOpRef<ModuleOp> buildModule(proto::ModelProto &model, StringRef directory,
                                         MLIRContext &context, Location loc,
                                         const ImportOptions &options) {
  proto::GraphProto &graph = *model.mutable_graph();
  if (graph.output_size() == 0)
    return emitError(loc) << "the graph has no outputs", nullptr;
  auto inputs = readInputs(graph, options, &context, loc);
  if (failed(inputs))
    return nullptr;

  Opsets opsets;
  // Before IR version 3 there was no opset_import and one opset.
  if (model.ir_version() < 3 && model.opset_import_size() == 0)
    opsets[""] = 1;
  FunctionTable functions;
  if (failed(readOpsets(model.opset_import(), opsets, loc)) ||
      failed(functions.add(model, opsets, loc)))
    return nullptr;

  OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
  (*module)->setAttr(modelNameAttr, StringAttr::get(&context, graph.name()));
  func::FuncOp main = createMain(*module, *inputs);
  OpBuilder builder(main.getBody());
  TensorReader tensors(&context, directory);
  SymbolicShapes shapes(&context);
  nameArguments(main, shapes);
  NodeBuilder nodes(builder, tensors, functions, shapes, options);
  Scope scope(nullptr, opsets, &main.getBody().front());
  if (failed(nodes.open(graph, scope, loc)))
    return nullptr;
  for (auto [input, argument] : llvm::zip(*inputs, main.getArguments()))
    if (failed(nodes.define(input.name, argument, scope, loc)))
      return nullptr;
  if (failed(nodes.buildNodes(graph, scope)))
    return nullptr;
  auto values = nodes.outputs(graph, scope, loc);
  if (failed(values))
    return nullptr;
  for (const auto &bound : options.customOps)
    if (!nodes.hasBuilt(bound.getKey()))
      return emitError(loc) << "no node is of the operator " << bound.getKey()
                            << ", to which a function was bound", nullptr;
  func::ReturnOp::create(builder, loc, *values);
  if (nodes.hasUndecidedRanks() && failed(inferFunction(main, shapes)))
    return nullptr;
  if (failed(checkResults(main, graph, builder)))
    return nullptr;
  inlineKnownBranches(main, shapes);
  main.setFunctionType(
      builder.getFunctionType(main.getArgumentTypes(),
                              main.getBody().front().getTerminator()->getOperandTypes()));
  if (failed(verify(*module)))
    return nullptr;
  return module;
}

OwningOpRef<ModuleOp> cameo::importModel(llvm::MemoryBufferRef bytes, StringRef directory,
                                         MLIRContext &context, const ImportOptions &options) {
  context.loadDialect<onnx::ONNXDialect, func::FuncDialect>();
  Location loc = FileLineColLoc::get(&context, bytes.getBufferIdentifier(), 0, 0);
  auto model = readModel(bytes, loc);
  return model ? buildModule(*model, directory, context, loc, options) : nullptr;
}

OwningOpRef<ModuleOp> cameo::importModel(StringRef path, MLIRContext &context,
                                         const ImportOptions &options) {
  context.loadDialect<onnx::ONNXDialect, func::FuncDialect>();
  Location loc = FileLineColLoc::get(&context, path, 0, 0);
  auto file = openFile(path, loc);
  if (!file)
    return nullptr;
  auto model = readModel(*file, loc);
  // What the model keeps of the file, it has copied.
  file.reset();
  if (!model)
    return nullptr;
  StringRef directory = llvm::sys::path::parent_path(path);
  return buildModule(*model, directory.empty() ? "." : directory, context, loc, options);
}
