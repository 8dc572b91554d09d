// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Numbers are printed and read in the widest type of their kind; words of n-grams
// are numbers.

#include "dialects/ONNX/Text/Words.h"

using namespace mlir;
using namespace cameo::onnx;

namespace {

Type widest(Type element) {
  MLIRContext *context = element.getContext();
  if (isa<FloatType>(element))
    return element.isF64() ? element : Type(Float32Type::get(context));
  bool isWideUnsigned = element.isUnsignedInteger(64);
  return isWideUnsigned ? element : IntegerType::get(context, 64);
}

struct CastOfStrings : Rewrite<CastOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(CastOp op, OperatorBuilder &b) const override {
    Type from = getElementTypeOrSelf(op.getInput().getType());
    Type to = elementTypeOf(getContext(), op.getTo());
    if (!to || isa<StringType>(from) == isa<StringType>(to))
      return failure();
    Type number = isa<StringType>(from) ? to : from, wide = widest(number);
    if (!number.isIntOrFloat() || number == wide)
      return failure();
    auto cast = [&](Value x, Type element) {
      return b.make<CastOp>(x, op.getRoundModeAttr(), op.getSaturateAttr(),
                            b.getI64IntegerAttr(dataTypeOf(element)));
    };
    return SmallVector<Value>{cast(cast(op.getInput(), wide), to)};
  }
};

// Words are i64: strings by their place among the pool's, others are none.
struct WordsAsNumbers : Rewrite<TfIdfVectorizerOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(TfIdfVectorizerOp op, OperatorBuilder &b) const override {
    Type element = getElementTypeOrSelf(op.getX().getType());
    if (element.isInteger(64))
      return failure();
    Value words;
    SmallVector<int64_t> pool;
    if (isa<StringType>(element)) {
      words = positionOf(b, op.getX(), *op.getPoolStrings());
      // Of equal strings the first one's place is meant.
      llvm::DenseMap<Attribute, int64_t> places;
      for (auto [place, text] : llvm::enumerate(*op.getPoolStrings()))
        pool.push_back(places.try_emplace(text, place).first->second);
    } else {
      words = b.cast(op.getX(), b.getI64Type());
      pool.assign(op.getPoolInt64s()->begin(), op.getPoolInt64s()->end());
    }
    return SmallVector<Value>{b.make<TfIdfVectorizerOp>(
        words, op.getMaxGramLengthAttr(), op.getMaxSkipCountAttr(), op.getMinGramLengthAttr(),
        op.getModeAttr(), op.getNgramCountsAttr(), op.getNgramIndexesAttr(),
        b.getDenseI64ArrayAttr(pool), ArrayAttr(), op.getWeightsAttr())};
  }
};
} // namespace

void cameo::onnx::populateTextDecompositions(RewritePatternSet &patterns, SymbolicShapes &shapes) {
  patterns.add<CastOfStrings, WordsAsNumbers>(shapes);
}
