// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sequences and optional values: lists of the run. An optional tensor is a list of
// one; nothing is no list.

#include "lib/Conversion/ONNXToLinalg/Calls.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

static int32_t dataType(Type type) {
  Type element = listElement(type);
  return element ? dataTypeOf(element) : 0;
}

RuntimeCall &RuntimeCall::add(Value value, Value original) {
  if (!isList(original.getType()))
    return add(value, b.dimsOf(original), getElementTypeOrSelf(original.getType()));
  operands.push_back(value);
  types.push_back(dataType(original.getType()));
  return *this;
}

RuntimeCall &RuntimeCall::add(Value value, ArrayRef<AffineExpr> dims, Type element) {
  operands.push_back(value);
  types.push_back(dataTypeOf(element));
  for (auto [axis, dim] : llvm::enumerate(dims))
    if (cast<RankedTensorType>(value.getType()).isDynamicDim(axis))
      operands.push_back(b.index(dim));
  return *this;
}

RuntimeCall &RuntimeCall::add(int64_t integer) {
  auto type = RankedTensorType::get({}, b.getI64Type());
  auto value = arith::ConstantOp::create(b, DenseElementsAttr::get(type, integer));
  return add(value, ArrayRef<AffineExpr>(), b.getI64Type());
}

RuntimeCall &RuntimeCall::add(ArrayRef<std::string> strings) {
  AffineExpr count = b.getAffineConstantExpr(strings.size());
  return add(constantStrings(b, strings), count, StringType::get(b.getContext()));
}

SmallVector<Value> RuntimeCall::results(ValueRange originals) {
  SmallVector<Type> all;
  for (Value original : originals) {
    types.push_back(dataType(original.getType()));
    // A result that nobody asked for has a place all the same.
    if (isList(original.getType()) || isa<NoneType>(original.getType())) {
      all.push_back(ListType::get(b.getContext()));
      continue;
    }
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(original.getType()));
    auto type = SymbolicShapes::tensorType(b.dimsOf(original), element);
    all.push_back(type);
    all.append(type.getNumDynamicDims(), b.getIndexType());
  }
  auto call = CallOp::create(b, all, name, operands, types);
  SmallVector<Value> results;
  unsigned place = 0;
  for (Value original : originals) {
    Value value = call.getResult(place++);
    results.push_back(value);
    if (isa<NoneType>(original.getType()))
      results.back() = Value();
    if (!isa<TensorType>(original.getType()))
      continue;
    // An extent that inference knows from elsewhere must be what the function says.
    for (auto [axis, dim] : llvm::enumerate(b.dimsOf(original)))
      if (cast<RankedTensorType>(value.getType()).isDynamicDim(axis))
        b.settle(dim, call.getResult(place++));
  }
  return results;
}

Value cameo::constantStrings(LoweringBuilder &b, ArrayRef<std::string> strings) {
  SmallVector<StringRef> texts(strings.begin(), strings.end());
  auto type = RankedTensorType::get(int64_t(strings.size()), b.getI64Type());
  return StringsOp::create(b, type, b.getStrArrayAttr(texts));
}

namespace {

// A function of the operator's operands, in their order, and of what `more` adds
// after the first.
template <typename Op> struct CallLowering : Lowering<Op> {
  using More = void (*)(Op, RuntimeCall &);
  CallLowering(const TypeConverter &converter, SymbolicShapes &shapes, StringRef name,
               More more = nullptr)
      : Lowering<Op>(converter, shapes), name(name), more(more) {}

  Results lower(Op op, typename Lowering<Op>::Adaptor operands,
                LoweringBuilder &b) const override {
    RuntimeCall call(b, name);
    for (auto [number, value] : llvm::enumerate(operands.getOperands())) {
      if (!isa<NoneType>(op->getOperand(number).getType()))
        call.add(value, op->getOperand(number));
      if (number == 0 && more)
        more(op, call);
    }
    return call.results(op->getResults());
  }

  StringRef name;
  More more;
};

struct OptionalLowering : Lowering<OptionalOp> {
  using Lowering::Lowering;
  Results lower(OptionalOp op, Adaptor operands, LoweringBuilder &b) const override {
    if (isList(op.getInput().getType()))
      return SmallVector<Value>{operands.getInput()};
    if (isa<NoneType>(op.getInput().getType()))
      return RuntimeCall(b, "cameo_op_nothing").results(op->getResults());
    RuntimeCall call(b, "cameo_op_sequence_construct");
    return call.add(operands.getInput(), op.getInput()).results(op->getResults());
  }
};

struct OptionalGetElementLowering : Lowering<OptionalGetElementOp> {
  using Lowering::Lowering;
  Results lower(OptionalGetElementOp op, Adaptor operands, LoweringBuilder &b) const override {
    if (!isa<TensorType>(op.getOutput().getType()) || !isList(op.getInput().getType()))
      return SmallVector<Value>{operands.getInput()};
    RuntimeCall call(b, "cameo_op_sequence_at");
    return call.add(operands.getInput(), op.getInput()).add(0).results(op->getResults());
  }
};
} // namespace

void cameo::populateListsLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                  SymbolicShapes &shapes) {
  auto call = [&]<typename Op>(StringRef name, void (*more)(Op, RuntimeCall &)) {
    patterns.add<CallLowering<Op>>(converter, shapes, name, more);
  };
  patterns.add<CallLowering<SequenceEmptyOp>, CallLowering<SequenceConstructOp>>(
      converter, shapes, "cameo_op_sequence_construct");
  patterns.add<CallLowering<SequenceInsertOp>>(converter, shapes, "cameo_op_sequence_insert");
  patterns.add<CallLowering<SequenceEraseOp>>(converter, shapes, "cameo_op_sequence_erase");
  patterns.add<CallLowering<SequenceAtOp>>(converter, shapes, "cameo_op_sequence_at");
  patterns.add<CallLowering<SequenceLengthOp>>(converter, shapes, "cameo_op_sequence_length");
  call("cameo_op_sequence_concat", +[](ConcatFromSequenceOp op, RuntimeCall &call) {
    call.add(op.getAxis()).add(op.getNewAxis());
  });
  call("cameo_op_sequence_split", +[](SplitToSequenceOp op, RuntimeCall &call) {
    call.add(op.getAxis()).add(op.getKeepdims());
  });
  patterns.add<CallLowering<OptionalHasElementOp>>(converter, shapes, "cameo_op_is_there");
  patterns.add<OptionalLowering, OptionalGetElementLowering>(converter, shapes);
}
