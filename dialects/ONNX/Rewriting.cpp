// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Applying rules to a function while its symbolic shapes stay in step.

#include "dialects/ONNX/Rewriting.h"
#include "lib/Support/Fixpoint.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cameo::onnx;

Value OperatorBuilder::none() { return NoneOp::create(*this, getNoneType()); }

Value OperatorBuilder::scalar(Type element, double value) {
  auto type = RankedTensorType::get({}, element);
  Attribute attribute;
  if (isa<FloatType>(element))
    attribute = getFloatAttr(element, value);
  else
    attribute = getIntegerAttr(element, int64_t(value));
  return ConstantOp::create(*this, type, DenseElementsAttr::get(type, attribute));
}

Value OperatorBuilder::strings(ArrayAttr values) {
  auto texts = llvm::to_vector(values.getAsValueRange<StringAttr>());
  auto type = RankedTensorType::get(int64_t(texts.size()), StringType::get(getContext()));
  return ConstantOp::create(*this, type, DenseStringElementsAttr::get(type, texts));
}

Value OperatorBuilder::integers(ArrayRef<int64_t> values) {
  auto attribute = getI64TensorAttr(values);
  return ConstantOp::create(*this, attribute.getType(), attribute);
}

Value OperatorBuilder::floats(ArrayRef<float> values, ArrayRef<int64_t> shape) {
  auto attribute = DenseElementsAttr::get(RankedTensorType::get(shape, getF32Type()), values);
  return ConstantOp::create(*this, attribute.getType(), attribute);
}

Value OperatorBuilder::cast(Value value, Type element) {
  if (getElementTypeOrSelf(value.getType()) == element)
    return value;
  return make<CastOp>(value, "up", 1, dataTypeOf(element));
}

Value OperatorBuilder::extents(Value value, int64_t from, std::optional<int64_t> to) {
  return make<ShapeOp>(value, to ? getI64IntegerAttr(*to) : IntegerAttr(), from);
}

Value OperatorBuilder::reshape(Value value, ArrayRef<int64_t> shape) {
  return make<ReshapeOp>(value, integers(shape), 0);
}

Value OperatorBuilder::transpose(Value value, ArrayRef<int64_t> perm) {
  return make<TransposeOp>(value, getDenseI64ArrayAttr(perm));
}

Value OperatorBuilder::slice(Value value, int64_t axis, int64_t start, int64_t end, int64_t step) {
  return make<SliceOp>(value, integers(start), integers(end), integers(axis), integers(step));
}

Value OperatorBuilder::choose(Value condition, llvm::function_ref<Value()> then,
                              llvm::function_ref<Value()> otherwise) {
  auto op = IfOp::create(*this, TypeRange(UnknownType::get(getContext())), condition);
  for (auto [branch, build] :
       {std::pair(&op.getThenBranch(), then), std::pair(&op.getElseBranch(), otherwise)}) {
    OpBuilder::InsertionGuard guard(*this);
    createBlock(branch);
    ReturnOp::create(*this, build());
  }
  infer(op);
  return op->getResult(0);
}

// A loop that is not inferred yet. `build` is given the iteration's number, the condition
// and the carried values, of which the last `changing` ones may get other extents.
static LoopOp makeLoop(OperatorBuilder &b, Value count, ValueRange initial, unsigned changing,
                       unsigned collected,
                       llvm::function_ref<SmallVector<Value>(Value, Value, ValueRange)> build) {
  SmallVector<Type> types(initial.size() + collected, UnknownType::get(b.getContext()));
  auto loop = LoopOp::create(b, types, count, b.none(), initial);
  OpBuilder::InsertionGuard guard(b);
  Block *body = b.createBlock(&loop.getBody());
  auto add = [&](Type type) { return body->addArgument(type, b.getLoc()); };
  Value number = add(RankedTensorType::get({}, b.getI64Type()));
  Value condition = add(RankedTensorType::get({}, b.getI1Type()));
  SmallVector<Value> carried;
  for (auto [position, value] : llvm::enumerate(initial)) {
    Type type = value.getType();
    auto ranked = dyn_cast<RankedTensorType>(type);
    bool changes = ranked && position + changing >= initial.size();
    if (changes)
      type = ranked.clone(SmallVector<int64_t>(ranked.getRank(), ShapedType::kDynamic));
    carried.push_back(add(type));
    if (auto dims = b.getShapes().shapeOf(value); dims && !changes)
      b.getShapes().setShape(carried.back(), *dims);
  }
  ReturnOp::create(b, build(number, condition, carried));
  return loop;
}

LoopOp OperatorBuilder::loop(Value count, ValueRange initial, unsigned collected,
                             llvm::function_ref<SmallVector<Value>(Value, ValueRange)> build) {
  LoopOp loop = makeLoop(*this, count, initial, /*changing=*/0, collected,
                         [&](Value number, Value condition, ValueRange carried) {
                           SmallVector<Value> outputs{condition};
                           llvm::append_range(outputs, build(number, carried));
                           return outputs;
                         });
  infer(loop);
  return loop;
}

// Nothing is known of the types in the region but that some values are absent.
static void forgetTypes(Region &region, SymbolicShapes &shapes) {
  shapes.forget(region);
  region.walk([&](Operation *op) {
    if (isa<ConstantOp>(op))
      return;
    for (Value result : op->getResults())
      if (!isa<NoneType>(result.getType()))
        result.setType(UnknownType::get(op->getContext()));
  });
}

LoopOp OperatorBuilder::loopWhile(Value count, ValueRange initial, unsigned changing,
                                  unsigned collected,
                                  llvm::function_ref<SmallVector<Value>(Value, ValueRange)> build) {
  LoopOp loop =
      makeLoop(*this, count, initial, changing, collected,
               [&](Value number, Value, ValueRange carried) { return build(number, carried); });
  // What was inferred while it was built is true of one iteration.
  forgetTypes(loop.getBody(), shapes);
  infer(loop);
  return loop;
}

SmallVector<Value> OperatorBuilder::inlineGraph(Region &graph, ValueRange inputs) {
  forgetTypes(graph, shapes);
  Block &block = graph.front();
  Operation *end = block.getTerminator();
  SmallVector<Operation *> inlined;
  for (Operation &op : block.without_terminator())
    inlined.push_back(&op);
  for (auto [argument, value] : llvm::zip(block.getArguments(), inputs))
    argument.replaceAllUsesWith(value);
  SmallVector<Value> outputs(end->getOperands());
  for (Operation *op : inlined) {
    op->remove();
    insert(op);
    infer(op);
  }
  return outputs;
}

Value OperatorBuilder::positionsUpTo(Value count) {
  if (cast<RankedTensorType>(count.getType()).getRank() == 1)
    count = make<SqueezeOp>(count, integers({0}));
  Type i64 = getI64Type();
  return make<RangeOp>(scalar(i64, 0), count, scalar(i64, 1));
}

Value OperatorBuilder::addIfGiven(Value x, Value y) { return isGiven(y) ? make<AddOp>(x, y) : x; }

std::optional<double> cameo::onnx::constantScalar(Value value) {
  DenseElementsAttr elements;
  if (!matchPattern(value, m_Constant(&elements)) || elements.getNumElements() != 1)
    return std::nullopt;
  if (isa<FloatType>(elements.getElementType())) {
    APFloat element = *elements.value_begin<APFloat>();
    bool losesInfo;
    element.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven, &losesInfo);
    return element.convertToDouble();
  }
  if (!elements.getElementType().isInteger())
    return std::nullopt;
  APInt element = *elements.value_begin<APInt>();
  bool isSigned = !elements.getElementType().isUnsignedInteger();
  if ((isSigned ? element.getSignificantBits() : element.getActiveBits()) > 53)
    return std::nullopt;
  return element.roundToDouble(isSigned);
}

namespace {
struct ShapesListener : RewriterBase::Listener {
  ShapesListener(SymbolicShapes &shapes) : shapes(shapes) {}
  void notifyOperationErased(Operation *op) override { shapes.erase(op); }
  void notifyBlockErased(Block *block) override {
    for (Value argument : block->getArguments())
      shapes.erase(argument);
  }
  SymbolicShapes &shapes;
};
} // namespace

LogicalResult cameo::onnx::rewriteFunction(
    func::FuncOp function,
    llvm::function_ref<void(RewritePatternSet &, SymbolicShapes &)> populate) {
  MLIRContext *context = function.getContext();
  SymbolicShapes shapes(context);
  if (failed(inferFunction(function, shapes)))
    return failure();
  RewritePatternSet patterns(context);
  populate(patterns, shapes);
  ShapesListener listener(shapes);
  if (failed(rewriteToFixpoint(function, std::move(patterns), &listener)))
    return failure();
  // Results may have become more static.
  SymbolicShapes again(context);
  return inferFunction(function, again);
}
