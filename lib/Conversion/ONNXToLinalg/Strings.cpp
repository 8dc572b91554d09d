// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Strings: what looks at their characters is a function of the runtime. All else
// takes the elements as they are: addresses.

#include "dialects/ONNX/ML/Ops.h"
#include "dialects/ONNX/Microsoft/Ops.h"
#include "lib/Conversion/ONNXToLinalg/Calls.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

bool isOfStrings(Value value) { return isa<StringType>(getElementTypeOrSelf(value.getType())); }

// An operand as a tensor of the result's extents.
Value broadcastTo(LoweringBuilder &b, Value value, Value original, Value result) {
  Dims from = b.dimsOf(original), to = b.dimsOf(result);
  auto [read, map] = b.broadcast(value, from, to);
  if (read.getType() == value.getType() && map.isIdentity() && from == to)
    return value;
  Type element = cast<RankedTensorType>(value.getType()).getElementType();
  return b.map(to, element, read, map,
               [](ImplicitLocOpBuilder &, ValueRange args) -> Value { return args[0]; });
}

SmallVector<Value> callBroadcast(LoweringBuilder &b, StringRef name, Operation *op,
                                 ValueRange operands) {
  RuntimeCall call(b, name);
  for (auto [value, original] : llvm::zip(operands, op->getOperands()))
    call.add(broadcastTo(b, value, original, op->getResult(0)), b.dimsOf(op->getResult(0)),
             getElementTypeOrSelf(original.getType()));
  return call.results(op->getResults());
}

struct StringConcatLowering : Lowering<StringConcatOp> {
  using Lowering::Lowering;
  Results lower(StringConcatOp op, Adaptor operands, LoweringBuilder &b) const override {
    return callBroadcast(b, "cameo_op_strings_concat", op, operands.getOperands());
  }
};

struct StringSplitLowering : Lowering<StringSplitOp> {
  using Lowering::Lowering;
  Results lower(StringSplitOp op, Adaptor operands, LoweringBuilder &b) const override {
    RuntimeCall call(b, "cameo_op_strings_split");
    call.add(operands.getX(), op.getX()).add({op.getDelimiter().value_or("").str()});
    call.add(op.getMaxsplit().value_or(-1));
    return call.results(op->getResults());
  }
};

struct StringNormalizerLowering : Lowering<StringNormalizerOp> {
  using Lowering::Lowering;
  Results lower(StringNormalizerOp op, Adaptor operands, LoweringBuilder &b) const override {
    SmallVector<std::string> words;
    if (auto given = op.getStopwords())
      for (StringRef word : given->getAsValueRange<StringAttr>())
        words.push_back(word.str());
    StringRef action = op.getCaseChangeAction();
    RuntimeCall call(b, "cameo_op_strings_normalize");
    call.add(operands.getX(), op.getX()).add(words);
    call.add(action == "LOWER" ? 1 : action == "UPPER" ? 2 : 0).add(op.getIsCaseSensitive());
    return call.results(op->getResults());
  }
};

struct RegexFullMatchLowering : Lowering<RegexFullMatchOp> {
  using Lowering::Lowering;
  Results lower(RegexFullMatchOp op, Adaptor operands, LoweringBuilder &b) const override {
    RuntimeCall call(b, "cameo_op_regex_full_match");
    call.add(operands.getX(), op.getX()).add({op.getPattern().value_or("").str()});
    return call.results(op->getResults());
  }
};

struct TokenizerLowering : Lowering<MicrosoftTokenizerOp> {
  using Lowering::Lowering;
  Results lower(MicrosoftTokenizerOp op, Adaptor operands, LoweringBuilder &b) const override {
    SmallVector<std::string> separators;
    if (auto given = op.getSeparators())
      for (StringRef separator : given->getAsValueRange<StringAttr>())
        separators.push_back(separator.str());
    RuntimeCall call(b, "cameo_op_regex_tokenize");
    call.add(operands.getX(), op.getX()).add({op.getPadValue().str()}).add(separators);
    call.add({op.getTokenexp().value_or("").str()});
    int64_t how[] = {int64_t(op.getMark()), int64_t(op.getMincharnum())};
    call.add(ArrayRef<int64_t>(how), b.getI64Type());
    return call.results(op->getResults());
  }
};

struct StringPositionLowering : Lowering<MLStringPositionOp> {
  using Lowering::Lowering;
  Results lower(MLStringPositionOp op, Adaptor operands, LoweringBuilder &b) const override {
    SmallVector<std::string> keys;
    for (StringRef key : op.getKeys().getAsValueRange<StringAttr>())
      keys.push_back(key.str());
    RuntimeCall call(b, "cameo_op_strings_find");
    return call.add(operands.getX(), op.getX()).add(keys).results(op->getResults());
  }
};

// Of strings only; else the elementwise rule has it.
struct StringEqualLowering : Lowering<EqualOp> {
  using Lowering::Lowering;
  Results lower(EqualOp op, Adaptor operands, LoweringBuilder &b) const override {
    if (!isOfStrings(op.getA()))
      return failure();
    return callBroadcast(b, "cameo_op_strings_equal", op, operands.getOperands());
  }
};

struct StringCastLowering : Lowering<CastOp> {
  using Lowering::Lowering;
  Results lower(CastOp op, Adaptor operands, LoweringBuilder &b) const override {
    bool from = isOfStrings(op.getInput()), to = isOfStrings(op.getOutput());
    if (!from && !to)
      return failure();
    if (from && to)
      return SmallVector<Value>{operands.getInput()};
    RuntimeCall call(b, from ? "cameo_op_strings_to_number" : "cameo_op_number_to_strings");
    return call.add(operands.getInput(), op.getInput()).results(op->getResults());
  }
};
} // namespace

void cameo::populateStringsLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                    SymbolicShapes &shapes) {
  patterns.add<RegexFullMatchLowering, TokenizerLowering, StringPositionLowering, StringConcatLowering, StringSplitLowering, StringNormalizerLowering,
               StringEqualLowering, StringCastLowering>(converter, shapes);
}
