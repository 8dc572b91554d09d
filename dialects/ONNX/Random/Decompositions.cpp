// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Draws from uniform numbers.

#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

static Value uniformLike(OperatorBuilder &b, Value x, FloatAttr seed) {
  return b.make<RandomUniformLikeOp>(x, b.getI64IntegerAttr(dataTypeOf(b.getF32Type())),
                                     b.getF32FloatAttr(1), b.getF32FloatAttr(0), seed);
}

namespace {

struct BernoulliRewrite : Rewrite<BernoulliOp> {
  using Rewrite::Rewrite;
  Results rewrite(BernoulliOp op, OperatorBuilder &b) const override {
    Type to = getElementTypeOrSelf(op.getOutput().getType());
    Value isOne = b.make<LessOp>(uniformLike(b, op.getInput(), op.getSeedAttr()),
                                 b.cast(op.getInput(), b.getF32Type()));
    return SmallVector<Value>{b.cast(isOne, to)};
  }
};

// The class whose log p - log(-log u) is largest, a u for each class and draw, is
// drawn with probability p.
struct MultinomialRewrite : Rewrite<MultinomialOp> {
  using Rewrite::Rewrite;
  Results rewrite(MultinomialOp op, OperatorBuilder &b) const override {
    Value p = b.make<UnsqueezeOp>(b.cast(op.getInput(), b.getF32Type()), b.integers({1}));
    p = b.make<ExpandOp>(p, b.integers({1, int64_t(op.getSampleSize()), 1}));
    auto minusLog = [&](Value x) { return b.make<NegOp>(b.make<LogOp>(x)); };
    Value noise = minusLog(minusLog(uniformLike(b, p, op.getSeedAttr())));
    Value drawn = b.make<ArgMaxOp>(b.make<AddOp>(p, noise), -1, 0, 0);
    return SmallVector<Value>{b.cast(drawn, getElementTypeOrSelf(op.getOutput().getType()))};
  }
};

// The largest number of a format that is below a bound.
static double below(const APFloat &bound, FloatType format) {
  APFloat value = bound;
  bool isInexact;
  value.convert(format.getFloatSemantics(), APFloat::rmTowardNegative, &isInexact);
  if (!isInexact)
    value.next(/*nextDown=*/true);
  return value.convertToDouble();
}

// The runtime draws in single and double precision. What a narrower format rounds up
// to the bound of uniform numbers stays below it.
template <typename Op> struct DrawWide : Rewrite<Op> {
  using Rewrite<Op>::Rewrite;
  Results rewrite(Op op, OperatorBuilder &b) const override {
    Type to = getElementTypeOrSelf(op.getOutput().getType());
    if (to.isF32() || to.isF64() || !isa<FloatType>(to))
      return failure();
    auto wide = cast<Op>(b.clone(*op));
    wide.getOutput().setType(UnknownType::get(op.getContext()));
    wide.setDtypeAttr(b.getI64IntegerAttr(dataTypeOf(b.getF32Type())));
    b.infer(wide);
    Value narrow = b.cast(wide.getOutput(), to);
    if constexpr (requires { op.getHigh(); })
      narrow = b.make<MinOp>(
          ValueRange{narrow, b.scalar(to, below(op.getHigh(), cast<FloatType>(to)))});
    return SmallVector<Value>{narrow};
  }
};
} // namespace

void cameo::onnx::populateRandomDecompositions(RewritePatternSet &patterns,
                                               SymbolicShapes &shapes) {
  patterns.add<BernoulliRewrite, MultinomialRewrite, DrawWide<RandomUniformOp>,
               DrawWide<RandomUniformLikeOp>, DrawWide<RandomNormalOp>,
               DrawWide<RandomNormalLikeOp>>(shapes);
}
