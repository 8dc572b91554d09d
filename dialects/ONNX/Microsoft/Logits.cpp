// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rules of the next token: penalties, masks, what may not be repeated, and the draw.

#include "dialects/ONNX/Microsoft/Logits.h"

using namespace mlir;
using namespace cameo::onnx;

Largest cameo::onnx::largest(OperatorBuilder &b, Value x, Value count, bool isLargest) {
  Type unknown = UnknownType::get(b.getContext());
  auto op = TopKOp::create(b, TypeRange{unknown, unknown}, x, count, -1, isLargest, 1);
  b.infer(op);
  return {op->getResult(0), op->getResult(1)};
}

Value cameo::onnx::expandTo(OperatorBuilder &b, Value x, ValueRange shape) {
  return b.make<ExpandOp>(x, shape.size() == 1 ? shape.front() : b.make<ConcatOp>(shape, 0));
}

Value cameo::onnx::writeTokens(OperatorBuilder &b, Value sequences, Value most, Value tokens,
                               Value length) {
  Value isHere = b.make<EqualOp>(b.positionsUpTo(most), length);
  return b.make<WhereOp>(isHere, b.make<UnsqueezeOp>(tokens, b.integers({1})), sequences);
}

// 1 for each token of the vocabulary that is in a row of `tokens` where `counts`, else 0.
static Value markTokens(OperatorBuilder &b, Value tokens, Value counts, Value logits) {
  Type f32 = b.getF32Type();
  Value zeros = b.make<ExpandOp>(b.scalar(f32, 0), b.extents(logits, 0));
  // What does not count may be no token at all.
  Value known = b.make<WhereOp>(counts, tokens, b.scalar(b.getI32Type(), 0));
  Value isThere = b.make<ExpandOp>(b.cast(counts, f32), b.extents(tokens, 0));
  return b.make<ScatterElementsOp>(zeros, known, isThere, 1, "max");
}

static Value hide(OperatorBuilder &b, Value logits, Value isHidden) {
  Value lowest = b.scalar(b.getF32Type(), std::numeric_limits<float>::lowest());
  return b.make<WhereOp>(isHidden, lowest, logits);
}

static bool has(Value value) { return value && isGiven(value); }

static Value isZero(OperatorBuilder &b, Value x) {
  return b.make<EqualOp>(x, b.scalar(getElementTypeOrSelf(x.getType()), 0));
}

// The tokens that would end a sequence of n tokens that is there already.
static Value markRepeated(OperatorBuilder &b, Value logits, Value sequences, Value length,
                          int64_t n) {
  Type i64 = b.getI64Type();
  Value most = b.extents(sequences, 1, 2);
  // Of each place where such a sequence may begin, whether the n - 1 tokens there are the
  // last ones.
  Value count =
      b.make<MaxOp>(ValueRange{b.make<SubOp>(most, b.integers({n - 1})), b.integers({0})});
  Value places = b.make<UnsqueezeOp>(b.positionsUpTo(count), b.integers({0}));
  Value isSame = b.make<LessOrEqualOp>(places, b.make<SubOp>(length, b.scalar(i64, n)));
  auto from = [&](int64_t offset) {
    Value start = b.integers({offset});
    return b.make<SliceOp>(sequences, start, b.make<AddOp>(start, count), b.integers({1}),
                           b.integers({1}));
  };
  for (int64_t k = 0; k < n - 1; ++k) {
    Value at = b.make<MaxOp>(
        ValueRange{b.make<SubOp>(length, b.scalar(i64, n - 1 - k)), b.scalar(i64, 0)});
    Value last = b.make<UnsqueezeOp>(b.make<GatherOp>(sequences, at, 1), b.integers({1}));
    isSame = b.make<AndOp>(isSame, b.make<EqualOp>(from(k), last));
  }
  return markTokens(b, from(n - 1), isSame, logits);
}

Value LogitsRules::apply(OperatorBuilder &b, Value logits, Value sequences, Value length,
                         Value isFirst) const {
  Type f32 = b.getF32Type(), i64 = b.getI64Type();
  Value zero = b.scalar(f32, 0);
  if (has(repetitionPenalty) && constantScalar(repetitionPenalty) != 1.0) {
    Value penalty = b.reshape(b.cast(repetitionPenalty, f32), {1});
    Value position =
        b.make<UnsqueezeOp>(b.positionsUpTo(b.extents(sequences, 1, 2)), b.integers({0}));
    Value isThere = markTokens(b, sequences, b.make<LessOp>(position, length), logits);
    Value less = b.make<WhereOp>(b.make<LessOp>(logits, zero), b.make<MulOp>(logits, penalty),
                                 b.make<DivOp>(logits, penalty));
    logits = b.make<WhereOp>(b.make<GreaterOp>(isThere, zero), less, logits);
  }
  if (noRepeatSize > 0)
    logits =
        hide(b, logits,
             b.make<GreaterOp>(markRepeated(b, logits, sequences, length, noRepeatSize), zero));
  if (has(vocabMask))
    logits = hide(b, logits, isZero(b, vocabMask));
  if (has(prefixVocabMask)) {
    // A row of the mask for each beam of a batch.
    Value mask = b.make<UnsqueezeOp>(prefixVocabMask, b.integers({1}));
    Value beams = b.make<DivOp>(b.extents(logits, 0, 1), b.extents(prefixVocabMask, 0, 1));
    mask = expandTo(b, mask, {b.integers({1}), beams, b.integers({1})});
    mask = b.make<ReshapeOp>(mask, b.extents(logits, 0), 0);
    logits = hide(b, logits, b.make<AndOp>(isFirst, isZero(b, mask)));
  }
  if (has(minLength)) {
    Value isEnd = b.make<EqualOp>(b.positionsUpTo(b.extents(logits, 1, 2)), b.scalar(i64, eos));
    Value isShort = b.make<LessOp>(length, b.reshape(b.cast(minLength, i64), {1}));
    logits = hide(b, logits, b.make<AndOp>(isEnd, isShort));
  }
  if (temperature > 0 && temperature != 1)
    logits = b.make<DivOp>(logits, b.scalar(f32, temperature));
  if (has(presenceMask) && presencePenalty != 0)
    logits = b.make<SubOp>(
        logits, b.make<MulOp>(b.cast(presenceMask, f32), b.scalar(f32, presencePenalty)));
  return logits;
}

Value TopP::apply(OperatorBuilder &b, Value logits) const {
  Type f32 = b.getF32Type(), i64 = b.getI64Type();
  Value size = b.extents(logits, 1, 2);
  auto [sorted, order] = largest(b, logits, size, isAtLeast);
  Value place = b.positionsUpTo(size);
  Value sums = b.make<CumSumOp>(b.make<SoftmaxOp>(sorted, -1), b.scalar(i64, 1), isAtLeast, 0);
  Value isOut;
  if (isAtLeast) {
    // Σ of those before it.
    isOut = b.make<AndOp>(b.make<GreaterOp>(sums, b.scalar(f32, share)),
                          b.make<GreaterOp>(place, b.scalar(i64, 0)));
  } else {
    Value end =
        b.make<MaxOp>(ValueRange{b.make<SubOp>(size, b.integers({atLeast})), b.integers({1})});
    isOut = b.make<AndOp>(b.make<LessOrEqualOp>(sums, b.scalar(f32, 1 - share)),
                          b.make<LessOp>(place, end));
  }
  return b.make<ScatterElementsOp>(
      logits, order, b.make<WhereOp>(isOut, b.scalar(f32, filtered), sorted), 1, "none");
}

Value cameo::onnx::drawColumn(OperatorBuilder &b, Value logits, Value uniform) {
  Type i64 = b.getI64Type();
  Value sums = b.make<CumSumOp>(b.make<SoftmaxOp>(logits, -1), b.scalar(i64, 1), 0, 0);
  // Rounding may leave the last sum below the number: the likeliest column is right then.
  Value isBeyond = b.make<GreaterOp>(sums, b.make<UnsqueezeOp>(uniform, b.integers({1})));
  Value drawn = b.make<ArgMaxOp>(b.cast(isBeyond, b.getI32Type()), 1, 0, 0);
  Value isAny = b.make<ReduceMaxOp>(b.cast(isBeyond, b.getI32Type()), b.integers({1}), 0, 0);
  return b.make<WhereOp>(b.cast(isAny, b.getI1Type()), drawn, b.make<ArgMaxOp>(logits, 1, 0, 0));
}
