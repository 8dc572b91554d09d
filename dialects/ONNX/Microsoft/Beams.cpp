// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Beam search, with all batches and beams in step.

#include "dialects/ONNX/Microsoft/Beams.h"
#include "dialects/ONNX/Microsoft/Logits.h"

using namespace mlir;
using namespace cameo::onnx;

// The score of a sequence that is not there.
static Value noScore(OperatorBuilder &b) {
  return b.scalar(b.getF32Type(), std::numeric_limits<double>::quiet_NaN());
}

// x[:, :, …] up to `end` along the axis.
static Value firstOf(OperatorBuilder &b, Value x, Value end, int64_t axis) {
  return b.make<SliceOp>(x, b.integers({0}), end, b.integers({axis}), b.integers({1}));
}

// For each batch the rows (numbered from 0 in each) of a tensor [batch, rows, …].
static Value pickRows(OperatorBuilder &b, Value x, Value rows) {
  return b.make<GatherNDOp>(x, b.make<UnsqueezeOp>(rows, b.integers({-1})), 1);
}

BeamState Beams::begin(OperatorBuilder &b, Value tokens) const {
  Type f32 = b.getF32Type(), i32 = b.getI32Type(), i64 = b.getI64Type();
  Value rows = b.make<MulOp>(batch, beams);
  Value rest = b.make<SubOp>(most, b.extents(tokens, 1, 2));
  Value padding = expandTo(b, b.scalar(i32, pad), {rows, rest});
  // Only the first beam counts at first: they are all the same.
  Value isFirst = b.make<EqualOp>(b.positionsUpTo(beams), b.scalar(i64, 0));
  Value scores = b.make<WhereOp>(isFirst, b.scalar(f32, 0), b.scalar(f32, -1e9));
  return {b.make<ConcatOp>(ValueRange{tokens, padding}, 1), expandTo(b, scores, {batch, beams}),
          expandTo(b, b.scalar(i32, pad), {batch, beams, most}),
          expandTo(b, noScore(b), {batch, beams}),
          expandTo(b, b.scalar(b.getI1Type(), 0), {batch})};
}

Value Beams::byBatch(OperatorBuilder &b, Value sequences) const {
  return b.make<ReshapeOp>(sequences,
                           b.make<ConcatOp>(ValueRange{batch, beams, b.integers({-1})}, 0), 0);
}

std::pair<Value, Value> Beams::merge(OperatorBuilder &b, const BeamState &state, Value others,
                                     Value sums, Value length) const {
  Value divisor = b.make<PowOp>(b.cast(length, b.getF32Type()), lengthPenalty);
  Value scores = b.make<ConcatOp>(ValueRange{state.endedScores, b.make<DivOp>(sums, divisor)}, 1);
  Value all = b.make<ConcatOp>(ValueRange{state.ended, others}, 1);
  // Those that are there come first, even if they have no probability at all.
  Type f64 = b.getF64Type();
  double infinity = std::numeric_limits<double>::infinity();
  Value key = b.make<WhereOp>(
      b.make<IsNaNOp>(scores), b.scalar(f64, -infinity),
      b.make<MaxOp>(
          ValueRange{b.cast(scores, f64), b.scalar(f64, std::numeric_limits<double>::lowest())}));
  Value rows = largest(b, key, beams).indices;
  return {pickRows(b, all, rows), b.make<GatherElementsOp>(scores, rows, 1)};
}

Beams::Step Beams::advance(OperatorBuilder &b, const BeamState &state, Value totals,
                           Value length) const {
  Type f32 = b.getF32Type(), i32 = b.getI32Type(), i64 = b.getI64Type();
  auto i64Scalar = [&](int64_t value) { return b.scalar(i64, double(value)); };
  Value one = b.integers({1}), isOpen = b.make<UnsqueezeOp>(b.make<NotOp>(state.isDone), one);

  // Twice as many candidates as beams: no beam has more than one end.
  Value vocabulary = b.extents(totals, 1, 2), twice = b.make<AddOp>(beams, beams);
  Value table =
      b.make<ReshapeOp>(totals, b.make<ConcatOp>(ValueRange{batch, b.integers({-1})}, 0), 0);
  auto [sums, places] = largest(b, table, twice);
  Value parents = b.make<DivOp>(places, vocabulary);
  Value tokens = b.make<SubOp>(places, b.make<MulOp>(parents, vocabulary));
  Value isEnd = b.make<EqualOp>(tokens, i64Scalar(eos));

  // Ends among the best ones are sequences; ends below them are nothing.
  BeamState next;
  Value open = byBatch(b, state.sequences);
  Value ends = b.make<AndOp>(firstOf(b, isEnd, beams, 1), isOpen);
  std::tie(next.ended, next.endedScores) =
      merge(b, state, pickRows(b, open, firstOf(b, parents, beams, 1)),
            b.make<WhereOp>(ends, firstOf(b, sums, beams, 1), noScore(b)), length);

  // The first candidates that are no ends go on, in their order.
  Value order = b.make<SubOp>(b.make<AddOp>(twice, one), b.positionsUpTo(twice));
  Value key = b.make<WhereOp>(isEnd, i64Scalar(0), order);
  Value chosen = largest(b, key, beams).indices;
  auto pick = [&](Value x) { return b.make<GatherElementsOp>(x, chosen, 1); };
  next.scores = b.make<WhereOp>(isOpen, pick(sums), b.scalar(f32, 0));
  tokens = b.cast(b.make<WhereOp>(isOpen, pick(tokens), i64Scalar(pad)), i32);
  parents = pick(parents);

  // A batch is done when its worst sequence is better than any can become.
  Value worst = b.make<SqueezeOp>(b.slice(next.endedScores, 1, -1, INT64_MAX), one);
  Value isFull = b.make<NotOp>(b.make<IsNaNOp>(worst));
  Value first = b.make<UnsqueezeOp>(b.make<MulOp>(b.positionsUpTo(batch), beams), one);
  if (!stopsEarly) {
    // As ONNX Runtime has it: the best one from candidate batch * beams of all on, which
    // is the batch's own best one in the first batch only.
    Value seen =
        b.make<GatherOp>(b.reshape(sums, {-1}), b.make<AddOp>(first, b.positionsUpTo(twice)), 0);
    Value best = b.make<DivOp>(b.make<ReduceMaxOp>(seen, one, 0, 0),
                               b.make<PowOp>(b.cast(length, f32), lengthPenalty));
    isFull = b.make<AndOp>(isFull, b.make<GreaterOrEqualOp>(worst, best));
  }
  next.isDone = b.make<OrOp>(state.isDone, isFull);

  // What a done batch does no longer matters but for `scores`: it goes on from row 0.
  parents = b.make<WhereOp>(isOpen, b.make<AddOp>(parents, first), i64Scalar(0));
  parents = b.reshape(parents, {-1}), tokens = b.reshape(tokens, {-1});
  next.sequences =
      writeTokens(b, b.make<GatherOp>(state.sequences, parents, 0), most, tokens, length);
  return {next, tokens, parents};
}

std::pair<Value, Value> Beams::finish(OperatorBuilder &b, const BeamState &state, Value length,
                                      Value count) const {
  Value isDone = b.make<UnsqueezeOp>(state.isDone, b.integers({1}));
  auto [sequences, scores] = merge(b, state, byBatch(b, state.sequences),
                                   b.make<WhereOp>(isDone, noScore(b), state.scores), length);
  return {firstOf(b, sequences, count, 1), firstOf(b, scores, count, 1)};
}
