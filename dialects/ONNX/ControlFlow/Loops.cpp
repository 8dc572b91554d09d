// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The types of loops. What a loop carries is taken, at first, to keep the extents
// that it begins with; an extent that an iteration changes becomes a symbol of its
// own, and the body is inferred again, until nothing changes.

#include "dialects/ONNX/ControlFlow/Loops.h"

using namespace mlir;
using namespace cameo::onnx;

namespace {

/// What a body's values had as types before anything was inferred from a guess.
class SavedTypes {
public:
  explicit SavedTypes(Region &region) : region(region) {
    save([](Value result) { return result.getType(); });
  }
  /// After inference has put other operations there: of them nothing is declared.
  void forgetDeclared() {
    types.clear();
    save([](Value result) -> Type {
      return isa<NoneType>(result.getType()) ? result.getType()
                                             : UnknownType::get(result.getContext());
    });
  }
  void restore(SymbolicShapes &shapes) {
    shapes.forget(region);
    for (auto [value, type] : types)
      value.setType(type);
  }

private:
  void save(llvm::function_ref<Type(Value)> typeOf) {
    region.walk([&](Operation *op) {
      for (Value result : op->getResults())
        types.push_back({result, typeOf(result)});
      for (Region &inner : op->getRegions())
        for (Value argument : inner.getArguments())
          types.push_back({argument, argument.getType()});
    });
  }

  Region &region;
  SmallVector<std::pair<Value, Type>> types;
};

/// An argument of the body, and what it begins with.
struct Carried {
  Value argument;
  Type element;
  std::optional<Dims> dims;
  std::optional<unsigned> returned; // its place in what the body returns, if it changes
  Type list = {};                   // of what is no tensor
};

/// Infers `body` until what it carries keeps its extents. With `isTrue`, the
/// condition that it takes and returns may be true always: says whether it is.
LogicalResult inferBody(Operation *op, SymbolicShapes &shapes, Region &body,
                        MutableArrayRef<Carried> carried, Value condition, bool *isTrue) {
  SavedTypes saved(body);
  Operation *end = body.front().getTerminator();
  for (Carried &value : carried)
    if (!value.dims && !value.list)
      return op->emitOpError() << "carries a value that is no tensor of known rank";
  while (true) {
    for (Carried &value : carried) {
      if (value.list) {
        value.argument.setType(value.list);
        continue;
      }
      value.argument.setType(SymbolicShapes::tensorType(*value.dims, value.element));
      shapes.setShape(value.argument, *value.dims);
    }
    if (isTrue && *isTrue)
      shapes.setValues(condition, {shapes.constant(1)});
    unsigned rewritings = shapes.rewritings();
    if (failed(inferRegion(body, shapes)))
      return failure();
    if (shapes.rewritings() != rewritings) {
      saved.forgetDeclared();
      end = body.front().getTerminator();
    }

    bool isStable = true;
    if (isTrue && *isTrue) {
      auto again = shapes.valuesOf(end->getOperand(0));
      *isTrue = again && again->size() == 1 && SymbolicShapes::constantOf(again->front()) == 1;
      isStable = *isTrue;
    }
    for (Carried &value : carried) {
      if (!value.returned)
        continue;
      Value returned = end->getOperand(*value.returned);
      if (value.list) {
        Type both = joinTypes(value.list, returned.getType());
        if (!both)
          return op->emitOpError() << "carries a value whose type changes from " << value.list
                                   << " to " << returned.getType();
        isStable &= both == value.list;
        value.list = both;
        continue;
      }
      auto dims = shapes.shapeOf(returned);
      if (getElementTypeOrSelf(returned.getType()) != value.element)
        return op->emitOpError() << "carries a value whose element type changes from "
                                 << value.element << " to "
                                 << getElementTypeOrSelf(returned.getType());
      if (!dims || dims->size() != value.dims->size())
        return op->emitOpError() << "carries a value whose rank changes";
      for (auto [axis, dim] : llvm::enumerate(*value.dims)) {
        AffineExpr own = shapes.extentOf(value.argument, axis);
        if (dim == (*dims)[axis] || dim == own)
          continue;
        dim = own;
        isStable = false;
      }
    }
    if (isStable)
      return success();
    saved.restore(shapes);
  }
}

/// The extents of a value of the body as they are after the loop.
Dims dimsAfter(SymbolicShapes &shapes, ArrayRef<AffineExpr> dims, Region &body, Value result,
               unsigned first) {
  Dims after;
  for (auto [axis, dim] : llvm::enumerate(dims))
    after.push_back(shapes.dependsOn(dim, body) ? shapes.extentOf(result, first + axis) : dim);
  return after;
}
} // namespace

bool LoopOp::isCounted() {
  auto isConstantTrue = [](Value value) {
    DenseIntElementsAttr elements;
    return matchPattern(value, m_Constant(&elements)) && elements.getNumElements() == 1 &&
           elements.getValues<APInt>()[0].getBoolValue();
  };
  if (isa<NoneType>(getM().getType()) ||
      !(isa<NoneType>(getCond().getType()) || isConstantTrue(getCond())))
    return false;
  Value again = getBody().front().getTerminator()->getOperand(0);
  while (auto identity = again.getDefiningOp<IdentityOp>())
    again = identity.getInput();
  return again == getBody().getArgument(1) || isConstantTrue(again);
}

bool cameo::onnx::runsNever(LoopOp loop, SymbolicShapes &shapes) {
  auto isAtMost = [&](Value operand, int64_t bound) {
    auto values = isa<NoneType>(operand.getType()) ? std::nullopt : shapes.valuesOf(operand);
    auto value =
        values && values->size() == 1 ? SymbolicShapes::constantOf(values->front()) : std::nullopt;
    return value && *value <= bound;
  };
  return isAtMost(loop.getM(), 0) || isAtMost(loop.getCond(), 0);
}

LogicalResult LoopOp::inferShapes(InferenceContext &ctx) {
  SymbolicShapes &shapes = ctx.getShapes();
  Region &body = getBody();
  if (body.empty() || body.front().empty() || !isa<ReturnOp>(body.front().back()))
    return emitOpError() << "has a body without outputs";
  Operation *end = body.front().getTerminator();
  unsigned numCarried = getVInitial().size();
  if (body.getNumArguments() != numCarried + 2)
    return emitOpError() << "carries " << numCarried << " values, its body takes "
                         << body.getNumArguments() << " inputs; two more are expected";
  if (end->getNumOperands() < numCarried + 1 || end->getNumOperands() - 1 != getNumResults())
    return emitOpError() << "carries " << numCarried << " values and has " << getNumResults()
                         << " results, its body " << end->getNumOperands() << " outputs";
  for (unsigned operand : {0u, 1u})
    if (!ctx.isAbsent(operand)) {
      auto dims = ctx.requireShape(operand);
      if (failed(dims))
        return failure();
      if (auto count = SymbolicShapes::constantOf(shapes.product(*dims)); count && *count != 1)
        return emitOpError() << "operand " << operand << " must be a scalar";
    }
  // The number of the iteration, and the condition, are scalars, or as declared.
  for (auto [argument, width] :
       {std::pair(body.getArgument(0), 64), std::pair(body.getArgument(1), 1)}) {
    auto declared = dyn_cast<RankedTensorType>(argument.getType());
    SmallVector<int64_t> ones(declared ? std::min<int64_t>(declared.getRank(), 1) : 0, 1);
    argument.setType(RankedTensorType::get(ones, IntegerType::get(getContext(), width)));
  }

  SmallVector<Carried> carried;
  for (auto [k, init] : llvm::enumerate(getVInitial()))
    carried.push_back({body.getArgument(2 + k), getElementTypeOrSelf(init.getType()),
                       shapes.shapeOf(init), unsigned(1 + k),
                       isList(init.getType()) ? init.getType() : Type()});
  auto first = ctx.isAbsent(1) ? std::optional<Dims>({shapes.constant(1)}) : ctx.values(1);
  bool isTrue = first && first->size() == 1 && SymbolicShapes::constantOf(first->front()) == 1;
  // Of rows that there never will be, only extents that depend on nothing that is
  // carried are known; the others are 0, as ONNX Runtime has them.
  bool isNever = runsNever(*this, shapes);
  if (isNever)
    for (Carried &value : carried)
      for (int64_t axis = 0, rank = value.dims ? value.dims->size() : 0; axis < rank; ++axis)
        (*value.dims)[axis] = shapes.extentOf(value.argument, axis);
  if (failed(inferBody(*this, shapes, body, carried, body.getArgument(1), &isTrue)))
    return failure();

  auto count = ctx.values(0);
  for (unsigned k = 0; k < getNumResults(); ++k) {
    if (!ctx.isWanted(k))
      continue;
    Value returned = end->getOperand(1 + k);
    Type element = getElementTypeOrSelf(returned.getType());
    if (k < numCarried && carried[k].list) {
      if (failed(ctx.setResultType(k, carried[k].list)))
        return failure();
      continue;
    }
    if (k < numCarried) {
      Dims dims = isNever ? *shapes.shapeOf(getVInitial()[k])
                          : dimsAfter(shapes, *carried[k].dims, body, getResult(k), 0);
      if (failed(ctx.setResult(k, element, dims)))
        return failure();
      continue;
    }
    auto row = shapes.shapeOf(returned);
    if (!row)
      return emitOpError() << "collects a value that is no tensor of known rank";
    Dims dims = dimsAfter(shapes, *row, body, getResult(k), 1);
    if (isNever)
      for (auto [dim, inside] : llvm::zip(dims, *row))
        dim = SymbolicShapes::constantOf(inside) ? inside : shapes.constant(0);
    bool isKnown = isCounted() && count && count->size() == 1;
    AffineExpr rows = isNever   ? shapes.constant(0)
                      : isKnown ? shapes.max(count->front(), shapes.constant(0))
                                : shapes.extentOf(getResult(k), 0);
    dims.insert(dims.begin(), rows);
    if (failed(ctx.setResult(k, element, dims)))
      return failure();
  }
  return success();
}

//===-- Scan ---------------------------------------------------------------===//

FailureOr<ScanOp::Layout> ScanOp::getLayout(InferenceContext &ctx) {
  Region &body = getBody();
  if (body.empty() || body.front().empty() || !isa<ReturnOp>(body.front().back()))
    return emitOpError() << "has a body without outputs";
  Operation *end = body.front().getTerminator();
  int64_t operands = getNumOperands(), scanned = getNumScanInputs();
  if (scanned < 1 || scanned > operands)
    return emitOpError() << "has " << operands << " operands, of which " << scanned
                         << " cannot be scanned";
  Layout layout;
  layout.states = operands - scanned;
  if (body.getNumArguments() != operands)
    return emitOpError() << "has " << operands << " operands, its body " << body.getNumArguments()
                         << " inputs";
  if (end->getNumOperands() != getNumResults() || getNumResults() < layout.states)
    return emitOpError() << "has " << getNumResults() << " results, its body "
                         << end->getNumOperands() << " outputs";
  int64_t outputs = getNumResults() - layout.states;
  auto take = [&](std::optional<ArrayRef<int64_t>> given, int64_t count, StringRef what,
                  SmallVectorImpl<int64_t> &to) -> LogicalResult {
    if (given && int64_t(given->size()) != count)
      return emitOpError() << "needs " << count << " " << what;
    to.assign(count, 0);
    if (given)
      llvm::copy(*given, to.begin());
    return success();
  };
  if (failed(take(getScanInputAxes(), scanned, "scan_input_axes", layout.inputAxes)) ||
      failed(take(getScanInputDirections(), scanned, "scan_input_directions",
                  layout.inputDirections)) ||
      failed(take(getScanOutputAxes(), outputs, "scan_output_axes", layout.outputAxes)) ||
      failed(take(getScanOutputDirections(), outputs, "scan_output_directions",
                  layout.outputDirections)))
    return failure();
  for (int64_t k = 0; k < scanned; ++k) {
    auto dims = ctx.requireShape(layout.states + k);
    if (failed(dims))
      return failure();
    auto axis = ctx.normalizeAxis(layout.inputAxes[k], dims->size());
    if (failed(axis))
      return failure();
    layout.inputAxes[k] = *axis;
  }
  for (int64_t direction : llvm::concat<int64_t>(layout.inputDirections, layout.outputDirections))
    if (direction != 0 && direction != 1)
      return emitOpError() << "a direction must be 0 or 1, not " << direction;
  return layout;
}

LogicalResult ScanOp::inferShapes(InferenceContext &ctx) {
  SymbolicShapes &shapes = ctx.getShapes();
  auto layout = getLayout(ctx);
  if (failed(layout))
    return failure();
  Region &body = getBody();
  Operation *end = body.front().getTerminator();
  AffineExpr steps;
  SmallVector<Carried> carried;
  for (auto [k, operand] : llvm::enumerate(getOperands())) {
    Value argument = body.getArgument(k);
    if (k < layout->states) {
      carried.push_back({argument, getElementTypeOrSelf(operand.getType()), shapes.shapeOf(operand),
                         unsigned(k)});
      continue;
    }
    Dims dims = *ctx.shape(k);
    int64_t axis = layout->inputAxes[k - layout->states];
    if (steps && !ctx.assumeEqual(dims[axis], steps))
      return emitOpError() << "scans operands of different lengths";
    steps = steps ? steps : dims[axis];
    dims.erase(dims.begin() + axis);
    carried.push_back({argument, ctx.elementType(k), dims, std::nullopt});
  }
  if (failed(inferBody(*this, shapes, body, carried, Value(), nullptr)))
    return failure();
  for (unsigned k = 0; k < getNumResults(); ++k) {
    Value returned = end->getOperand(k);
    auto dims =
        k < layout->states ? std::optional<Dims>(carried[k].dims) : shapes.shapeOf(returned);
    if (!dims)
      return emitOpError() << "collects a value that is no tensor of known rank";
    int64_t rank = dims->size();
    int64_t axis = k < layout->states ? 0 : layout->outputAxes[k - layout->states];
    if (k >= layout->states) {
      auto normal = ctx.normalizeAxis(axis, rank + 1);
      if (failed(normal))
        return failure();
      axis = *normal;
      dims->insert(dims->begin() + axis, steps);
    }
    if (failed(ctx.setResult(k, getElementTypeOrSelf(returned.getType()),
                             dimsAfter(shapes, *dims, body, getResult(k), 0))))
      return failure();
  }
  return success();
}
