// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One function for several values of its dims: a chain of branches, each with a copy
// of the graph in which they are constant; the last is for all other values.

#include "dialects/ONNX/Rewriting.h"
#include "lib/Transforms/ONNX/Passes.h"
#include "mlir/IR/IRMapping.h"

namespace cameo {
#define GEN_PASS_DEF_SPECIALIZEDIMSPASS
#include "lib/Transforms/ONNX/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

namespace {

// Copies of the graph, at most.
constexpr size_t maxCopies = 16;

/// A dim, the values that it may have, and where it is an extent.
struct Dim {
  StringRef name;
  SmallVector<int64_t> values;
  SmallVector<std::pair<BlockArgument, int64_t>> places;
};

struct SpecializeDims : cameo::impl::SpecializeDimsPassBase<SpecializeDims> {
  using SpecializeDimsPassBase::SpecializeDimsPassBase;

  void runOnOperation() override {
    if (dims.empty())
      return;
    SmallVector<Dim> all;
    size_t copies = 1;
    for (StringRef text : dims) {
      auto dim = read(text);
      if (failed(dim))
        return signalPassFailure();
      copies *= dim->values.size();
      all.push_back(std::move(*dim));
    }
    if (copies > maxCopies) {
      getOperation().emitError() << copies << " copies of the graph, for the values of its dims, "
                                 << "are more than " << maxCopies;
      return signalPassFailure();
    }
    specialize(all, copies);
    SymbolicShapes shapes(&getContext());
    if (failed(inferFunction(getOperation(), shapes)))
      signalPassFailure();
  }

private:
  FailureOr<Dim> read(StringRef text);
  void specialize(ArrayRef<Dim> all, size_t copies);
};

// "name:1:8"
FailureOr<Dim> SpecializeDims::read(StringRef text) {
  func::FuncOp function = getOperation();
  SmallVector<StringRef> parts;
  auto [name, values] = text.split(':');
  values.split(parts, ':');
  Dim dim{name, {}, {}};
  for (StringRef part : parts) {
    int64_t value;
    if (part.getAsInteger(10, value) || value < 1 || llvm::is_contained(dim.values, value)) {
      function.emitError() << "the values of dimension '" << name
                           << "' must be positive and each another";
      return failure();
    }
    dim.values.push_back(value);
  }
  for (BlockArgument argument : function.getArguments()) {
    auto names = function.getArgAttrOfType<ArrayAttr>(argument.getArgNumber(), dimNamesAttr);
    for (auto [axis, given] : llvm::enumerate(names ? names.getValue() : ArrayRef<Attribute>()))
      if (cast<StringAttr>(given).getValue() == name)
        dim.places.push_back({argument, axis});
  }
  if (dim.places.empty()) {
    function.emitError() << "no input has a dimension named '" << name << "'";
    return failure();
  }
  return dim;
}

void SpecializeDims::specialize(ArrayRef<Dim> all, size_t copies) {
  func::FuncOp function = getOperation();
  Block *block = &function.getBody().front();
  Operation *end = block->getTerminator();
  SmallVector<Value> outputs(end->getOperands());
  // Constants are for all copies.
  SmallVector<Operation *> graph;
  for (Operation &op : block->without_terminator())
    if (!isa<ConstantOp, NoneOp>(op))
      graph.push_back(&op);
  Location loc = function.getLoc();
  auto unknown = UnknownType::get(&getContext());
  ImplicitLocOpBuilder b(loc, end);
  auto integers = [&](ArrayRef<int64_t> values) -> Value {
    auto attribute = b.getI64TensorAttr(values);
    return ConstantOp::create(b, attribute.getType(), attribute);
  };
  SmallVector<Value> extents;
  for (const Dim &dim : all) {
    auto [argument, axis] = dim.places.front();
    extents.push_back(ShapeOp::create(b, unknown, argument, b.getI64IntegerAttr(axis + 1), axis));
  }
  SmallVector<Type> types(outputs.size(), unknown);
  SmallVector<Value> results;
  for (size_t copy = 0; copy < copies; ++copy) {
    // The values of this copy, and whether the run's are these.
    SmallVector<int64_t> values;
    size_t rest = copy;
    for (const Dim &dim : all) {
      values.push_back(dim.values[rest % dim.values.size()]);
      rest /= dim.values.size();
    }
    Value condition;
    for (auto [extent, value] : llvm::zip(extents, values)) {
      Value isValue = EqualOp::create(b, unknown, extent, integers(value));
      condition = condition ? Value(AndOp::create(b, unknown, condition, isValue)) : isValue;
    }
    auto branch = IfOp::create(b, types, condition);
    branch->setAttr(IfOp::specializesAttr, b.getUnitAttr());
    if (copy == 0)
      results = branch.getResults();
    else
      ReturnOp::create(b, branch.getResults());
    b.createBlock(&branch.getThenBranch());
    IRMapping mapping;
    for (BlockArgument argument : function.getArguments()) {
      // An extent of 0 is the operand's.
      SmallVector<int64_t> shape;
      if (auto type = dyn_cast<RankedTensorType>(argument.getType()))
        shape.assign(type.getRank(), 0);
      bool isFixed = false;
      for (auto [dim, value] : llvm::zip(all, values))
        for (auto [place, axis] : dim.places)
          if (place == argument) {
            shape[axis] = value;
            isFixed = true;
          }
      if (isFixed)
        mapping.map(argument, ReshapeOp::create(b, unknown, argument, integers(shape), 0));
    }
    for (Operation *op : graph)
      b.clone(*op, mapping);
    ReturnOp::create(b, llvm::map_to_vector(
                            outputs, [&](Value value) { return mapping.lookupOrDefault(value); }));
    b.createBlock(&branch.getElseBranch());
  }
  for (Operation *op : graph)
    op->moveBefore(b.getInsertionBlock(), b.getInsertionPoint());
  ReturnOp::create(b, outputs);
  end->setOperands(results);
}
} // namespace
