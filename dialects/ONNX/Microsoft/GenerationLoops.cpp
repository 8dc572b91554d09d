// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A search for tokens is a loop: the decoder's graph gives logits, from which the
// search chooses a token for each row, with which the decoder goes on.

#include "dialects/ONNX/Microsoft/Beams.h"
#include "dialects/ONNX/Microsoft/Generation.h"
#include "dialects/ONNX/Microsoft/Logits.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

struct Step {
  SmallVector<Value> state;
  Value tokens;    // [rows]
  Value parents;   // [rows] the rows that they continue, or null: their own
  Value sequences; // [rows, most]
};

// How the next tokens are chosen.
class Search {
public:
  LogitsRules rules;
  Value batch, beams, rows, most; // vectors of one; rows = batch * beams
  virtual ~Search() = default;
  virtual SmallVector<Value> begin(OperatorBuilder &b, Value tokens) const = 0;
  // `logits` are [rows, vocabulary] after the rules; `number` counts the steps.
  virtual Step advance(OperatorBuilder &b, ValueRange state, Value logits, Value length,
                       Value number) const = 0;
  virtual Value isDone(ValueRange state) const = 0;
  virtual bool usesLogarithms() const { return false; }
  // What advance chooses by, of the logits (or their logarithms) after the rules.
  virtual Value totals(OperatorBuilder &b, ValueRange state, Value logits) const = 0;
};

// One sequence a batch; the likeliest token or a drawn one.
class TokenSearch : public Search {
public:
  int64_t eos = 0, pad = 0;
  std::optional<TopP> topP;
  Value uniform; // [steps, batch] numbers to draw with

  SmallVector<Value> begin(OperatorBuilder &b, Value tokens) const override {
    // Where the search ends early ONNX Runtime leaves zeros, not the pad token.
    Value rest = b.make<SubOp>(most, b.extents(tokens, 1, 2));
    Value zeros = expandTo(b, b.scalar(b.getI32Type(), 0), {batch, rest});
    return {b.make<ConcatOp>(ValueRange{tokens, zeros}, 1),
            expandTo(b, b.scalar(b.getI1Type(), 0), {batch})};
  }
  Step advance(OperatorBuilder &b, ValueRange state, Value logits, Value length,
               Value number) const override {
    Type i32 = b.getI32Type();
    Value tokens = topP ? drawColumn(b, logits, b.make<GatherOp>(uniform, number, 0))
                        : b.make<ArgMaxOp>(logits, 1, 0, 0);
    tokens = b.cast(tokens, i32);
    Value isEnd = b.make<EqualOp>(tokens, b.scalar(i32, double(eos)));
    Value done = b.make<OrOp>(state[1], isEnd);
    tokens = b.make<WhereOp>(done, b.scalar(i32, double(pad)), tokens);
    Value sequences = writeTokens(b, state[0], most, tokens, length);
    return {{sequences, done}, tokens, Value(), sequences};
  }
  Value isDone(ValueRange state) const override { return state[1]; }
  Value totals(OperatorBuilder &b, ValueRange, Value logits) const override {
    return topP ? topP->apply(b, logits) : logits;
  }
};

class BeamsSearch : public Search {
public:
  Beams how;

  SmallVector<Value> begin(OperatorBuilder &b, Value tokens) const override {
    return how.begin(b, tokens).values();
  }
  Step advance(OperatorBuilder &b, ValueRange state, Value totals, Value length,
               Value) const override {
    auto step = how.advance(b, BeamState::of(state), totals, length);
    return {step.state.values(), step.tokens, step.parents, step.state.sequences};
  }
  Value isDone(ValueRange state) const override { return BeamState::of(state).isDone; }
  bool usesLogarithms() const override { return true; }
  Value totals(OperatorBuilder &b, ValueRange state, Value logits) const override {
    return b.make<AddOp>(logits, b.reshape(BeamState::of(state).scores, {-1, 1}));
  }
};

class Generation {
public:
  Generation(OperatorBuilder &b, Search &search, GenerationGraphs graphs, int64_t modelType,
             int64_t vocabulary)
      : b(b), search(search), graphs(graphs), modelType(modelType), vocabulary(vocabulary) {}

  // A row of x for each beam of a batch.
  Value expandRows(Value x) {
    Value one = b.integers({1});
    int64_t rank = cast<RankedTensorType>(x.getType()).getRank();
    Value expanded = b.make<UnsqueezeOp>(x, one);
    SmallVector<Value> shape{one, search.beams};
    SmallVector<Value> rows{search.rows};
    if (rank > 1) {
      shape.push_back(b.integers(SmallVector<int64_t>(rank - 1, 1)));
      rows.push_back(b.extents(x, 1));
    }
    return b.make<ReshapeOp>(expandTo(b, expanded, shape), b.make<ConcatOp>(rows, 0), 0);
  }

  struct Outcome {
    SmallVector<Value> state;
    Value scores; // [steps, rows, vocabulary], if they are collected
    Value lastLogits;
  };

  // Searches on from `tokens`, [rows, length]. `changing` is what the decoder is given
  // at first: the tokens, and what becomes of the rest is as the model has it.
  Outcome run(Value tokens, SmallVector<Value> changing, Value firstLogits, bool collects,
              bool keepsLogits) {
    Type i64 = b.getI64Type();
    Value start = b.make<SqueezeOp>(b.extents(tokens, 1, 2), b.integers({0}));
    SmallVector<Value> state = search.begin(b, tokens);
    unsigned numStates = state.size();
    Value count =
        b.make<SqueezeOp>(b.make<SubOp>(search.most, b.extents(tokens, 1, 2)), b.integers({0}));
    Value first; // the scores of a step before the loop
    SmallVector<Value> presents;
    if (!graphs.first.empty()) {
      presents = decode(graphs.first, changing);
      firstLogits = presents.front();
      presents.erase(presents.begin());
    }
    if (firstLogits) {
      Value totals;
      auto next = step(state, changing, firstLogits, presents, b.scalar(i64, 0), start, totals,
                       b.scalar(b.getI1Type(), 1));
      state.assign(next.begin(), next.begin() + numStates);
      changing.assign(next.begin() + numStates, next.end());
      first = totals;
      count = b.make<SubOp>(count, b.scalar(i64, 1));
    }
    int64_t before = firstLogits ? 1 : 0;
    SmallVector<Value> initial = state;
    llvm::append_range(initial, changing);
    if (keepsLogits) // in front: its extents do not change
      initial.insert(initial.begin(), emptyLogits());
    unsigned kept = keepsLogits ? 1 : 0;
    LoopOp loop = b.loopWhile(
        count, initial, changing.size(), collects ? 1 : 0, [&](Value number, ValueRange carried) {
          carried = carried.drop_front(kept);
          ValueRange state = carried.take_front(numStates), rest = carried.drop_front(numStates);
          Value steps = before ? b.make<AddOp>(number, b.scalar(i64, 1)) : number;
          Value isFirst = b.make<EqualOp>(steps, b.scalar(i64, 0)), totals;
          SmallVector<Value> outputs = decode(graphs.decoder, rest);
          SmallVector<Value> next =
              step(state, rest, outputs.front(), ArrayRef(outputs).drop_front(), steps,
                   b.make<AddOp>(start, steps), totals, isFirst);
          Value done =
              b.cast(search.isDone(ValueRange(next).take_front(numStates)), b.getI32Type());
          Value all = b.make<ReduceMinOp>(done, b.integers({0}), 0, 0);
          SmallVector<Value> results{b.make<EqualOp>(all, b.scalar(b.getI32Type(), 0))};
          if (kept)
            results.push_back(totals);
          llvm::append_range(results, next);
          if (collects)
            results.push_back(totals);
          return results;
        });
    Outcome outcome;
    outcome.state.assign(loop->result_begin() + kept, loop->result_begin() + kept + numStates);
    if (kept)
      outcome.lastLogits = loop->getResult(0);
    if (collects) {
      outcome.scores = loop->getResults().back();
      if (first)
        outcome.scores = b.make<ConcatOp>(
            ValueRange{b.make<UnsqueezeOp>(first, b.integers({0})), outcome.scores}, 0);
    }
    return outcome;
  }

  // What a decoder alone begins with: tokens, positions, mask and empty pasts.
  SmallVector<Value> beginAlone(Value ids, Value mask, int64_t pad) {
    Type i32 = b.getI32Type(), i64 = b.getI64Type();
    Value isToken = b.make<NotOp>(b.make<EqualOp>(ids, b.scalar(i32, double(pad))));
    Value ones = b.cast(isToken, i32), zero = b.scalar(i32, 0);
    Value positions = b.make<WhereOp>(
        isToken, b.make<CumSumOp>(ones, b.scalar(i64, 1), /*exclusive=*/1, 0), zero);
    lengths = expandRows(b.make<ReduceSumOp>(ones, b.integers({1}), 1, 0));
    SmallVector<Value> changing{expandRows(ids), expandRows(positions),
                                expandRows(isGiven(mask) ? mask : ones)};
    for (Value past : graphs.decoder.getArguments().drop_front(3))
      changing.push_back(emptyPast(past));
    return changing;
  }

  // The same after an encoder; sets what the decoder is given besides, and the logits of
  // the first step if the encoder has them.
  SmallVector<Value> beginAfterEncoder(Value inputs, Value mask, Value tokens, int64_t pad,
                                       Value &firstLogits) {
    Type i32 = b.getI32Type(), i64 = b.getI64Type();
    SmallVector<Value> encoderInputs{inputs};
    if (modelType == GenerationGraphs::t5) {
      if (!isGiven(mask)) {
        // Padding is in front only.
        Value isToken = b.make<NotOp>(b.make<EqualOp>(inputs, b.scalar(i32, double(pad))));
        Value count = b.make<CumSumOp>(b.cast(isToken, i32), b.scalar(i64, 1), 0, 0);
        mask = b.cast(b.make<GreaterOp>(count, b.scalar(i32, 0)), i32);
      }
      encoderInputs.push_back(mask);
      fixed.push_back(expandRows(mask));
    }
    encoderInputs.push_back(tokens);
    unsigned states = 2 * (graphs.decoder.front().getTerminator()->getNumOperands() - 1);
    bool givesLogits = graphs.encoderGivesLogits(modelType);
    auto pasts = graphs.decoder.getArguments().take_back(states).take_front(states / 2);
    bool takesHidden =
        graphs.decoder.getNumArguments() - states == 1 + fixed.size() + (givesLogits ? 1 : 0);
    encoderInputs.resize(graphs.encoder.getNumArguments());
    SmallVector<Value> outputs = b.inlineGraph(graphs.encoder, encoderInputs);
    SmallVector<Value> changing{expandRows(tokens)};
    if (givesLogits) {
      firstLogits = expandRows(outputs[0]);
      if (takesHidden)
        fixed.push_back(expandRows(outputs[1]));
      for (Value past : ArrayRef(outputs).slice(2, states / 2))
        changing.push_back(expandRows(past));
    } else {
      for (Value past : pasts)
        changing.push_back(emptyPast(past));
    }
    for (Value past : ArrayRef(outputs).take_back(states / 2))
      across.push_back(expandRows(past));
    return changing;
  }

  SmallVector<Value> decode(Region &graph, ValueRange changing) {
    SmallVector<Value> inputs{changing.front()};
    llvm::append_range(inputs, fixed);
    llvm::append_range(inputs, changing.drop_front());
    llvm::append_range(inputs, across);
    return b.inlineGraph(graph, inputs);
  }

  // A step after the decoder's run: the next state, then what changes. Without presents,
  // these are what changes now.
  SmallVector<Value> step(ValueRange state, ValueRange changing, Value logits,
                          ArrayRef<Value> presents, Value number, Value length, Value &totals,
                          Value isFirst) {
    Type i32 = b.getI32Type();
    totals = nextTotals(state, logits, length, isFirst);
    Step next = search.advance(b, state, totals, length, number);
    SmallVector<Value> results = next.state;
    Value one = b.integers({1}), tokens = b.make<UnsqueezeOp>(next.tokens, one);
    bool isAlone = modelType == GenerationGraphs::gpt;
    auto declared = cast<RankedTensorType>(graphs.decoder.getArgument(0).getType());
    if (!isAlone && declared.getDimSize(1) != 1) {
      // The decoder takes all tokens so far.
      Value end =
          b.make<UnsqueezeOp>(b.make<AddOp>(length, b.scalar(b.getI64Type(), 1)), b.integers({0}));
      tokens = b.make<SliceOp>(next.sequences, b.integers({0}), end, one, one);
    }
    results.push_back(tokens);
    if (isAlone) {
      results.push_back(b.make<AddOp>(lengths, b.cast(number, i32)));
      Value ones = b.make<ExpandOp>(b.scalar(i32, 1), b.extents(results.back(), 0));
      results.push_back(b.make<ConcatOp>(ValueRange{changing[2], ones}, 1));
    }
    if (presents.empty())
      llvm::append_range(results, changing.drop_front(isAlone ? 3 : 1));
    for (Value present : presents)
      results.push_back(next.parents ? b.make<GatherOp>(present, next.parents, isAlone ? 1 : 0)
                                     : present);
    return results;
  }

private:
  // The logits of the last token after the rules; Σ log p with them in a beam search.
  Value nextTotals(ValueRange state, Value logits, Value length, Value isFirst) {
    Value one = b.integers({1});
    logits = b.make<SqueezeOp>(b.slice(logits, 1, -1, INT64_MAX), one);
    if (vocabulary > 0)
      logits = b.slice(logits, 1, 0, vocabulary);
    logits = b.cast(logits, b.getF32Type());
    if (search.usesLogarithms())
      logits = b.make<LogSoftmaxOp>(logits, 1);
    logits = search.rules.apply(b, logits, state[0], length, isFirst);
    return search.totals(b, state, logits);
  }

  Value emptyPast(Value argument) {
    auto type = cast<RankedTensorType>(argument.getType());
    int64_t rank = type.getRank();
    SmallVector<Value> shape;
    if (rank == 5)
      shape.push_back(b.integers({2}));
    llvm::append_range(shape, ValueRange{search.rows, b.integers({type.getDimSize(rank - 3)}),
                                         b.integers({0}), b.integers({type.getDimSize(rank - 1)})});
    return expandTo(b, b.scalar(type.getElementType(), 0), shape);
  }

  Value emptyLogits() {
    Value zero = b.scalar(b.getF32Type(), 0);
    if (vocabulary > 0)
      return expandTo(b, zero, {search.rows, b.integers({vocabulary})});
    Value logits = graphs.decoder.front().getTerminator()->getOperand(0);
    return expandTo(
        b, zero,
        {search.rows, b.integers({cast<RankedTensorType>(logits.getType()).getShape().back()})});
  }

  OperatorBuilder &b;
  Search &search;
  GenerationGraphs graphs;
  int64_t modelType, vocabulary;
  Value lengths;                    // [rows, 1] of what a decoder alone begins with
  SmallVector<Value> fixed, across; // what the decoder is given in each step, after the tokens
                                    // and at the end
};

Value vectorOf(OperatorBuilder &b, Value scalar) {
  return b.reshape(b.cast(scalar, b.getI64Type()), {1});
}

template <typename Op> LogitsRules rulesOf(Op op) {
  LogitsRules rules;
  rules.eos = op.getEosTokenId();
  rules.noRepeatSize = op.getNoRepeatNgramSize();
  rules.minLength = op.getMinLength();
  rules.repetitionPenalty = op.getRepetitionPenalty();
  rules.vocabMask = op.getVocabMask();
  rules.prefixVocabMask = op.getPrefixVocabMask();
  return rules;
}

void setExtents(OperatorBuilder &b, Search &search, Value ids, Value beams, Value most) {
  search.batch = b.extents(ids, 0, 1);
  search.beams = beams;
  search.rows = b.make<MulOp>(search.batch, beams);
  search.most = vectorOf(b, most);
}

template <typename Op> struct TokenSearchRewrite : Rewrite<Op> {
  using Rewrite<Op>::Rewrite;
  Results rewrite(Op op, OperatorBuilder &b) const override {
    constexpr bool draws = std::is_same_v<Op, MicrosoftSamplingOp>;
    TokenSearch search;
    search.rules = rulesOf(op);
    search.eos = op.getEosTokenId(), search.pad = op.getPadTokenId();
    setExtents(b, search, op.getInputIds(), b.integers({1}), op.getMaxLength());
    bool keepsLogits = false;
    if constexpr (draws) {
      search.rules.temperature = op.getTemperature().convertToFloat();
      search.rules.presencePenalty = op.getPresencePenalty().convertToFloat();
      search.rules.presenceMask = op.getPresenceMask();
      search.topP = TopP{op.getTopP().convertToFloat(), op.getCustom() != 0,
                         int64_t(op.getMinTokensToKeep()), op.getFilterValue().convertToFloat()};
      Value steps = b.make<SubOp>(search.most, b.extents(op.getInputIds(), 1, 2));
      Value like = expandTo(b, b.scalar(b.getF32Type(), 0), {steps, search.batch});
      FloatAttr seed;
      if (isGiven(op.getSeed()))
        seed = b.getF32FloatAttr(float(*constantScalar(op.getSeed())));
      search.uniform = b.make<RandomUniformLikeOp>(like, IntegerAttr(), b.getF32FloatAttr(1),
                                                   b.getF32FloatAttr(0), seed);
      keepsLogits = isGiven(op.getFilteredLogits());
    }
    GenerationGraphs graphs = GenerationGraphs::of(op);
    Generation generation(b, search, graphs, GenerationGraphs::gpt, op.getVocabSize());
    auto changing = generation.beginAlone(op.getInputIds(), op.getAttentionMask(), search.pad);
    auto outcome = generation.run(op.getInputIds(), changing, Value(), false, keepsLogits);
    if (b.failedToInfer())
      return failure();
    if constexpr (draws)
      return SmallVector<Value>{outcome.state[0], outcome.lastLogits};
    return SmallVector<Value>{outcome.state[0]};
  }
};

struct BeamSearchRewrite : Rewrite<MicrosoftBeamSearchOp> {
  using Rewrite::Rewrite;
  Results rewrite(MicrosoftBeamSearchOp op, OperatorBuilder &b) const override {
    Type f32 = b.getF32Type(), i32 = b.getI32Type();
    int64_t modelType = op.getModelType(), pad = op.getPadTokenId();
    Value ids = op.getInputIds(), mask = op.getAttentionMask();
    BeamsSearch search;
    search.rules = rulesOf(op);
    setExtents(b, search, ids, vectorOf(b, op.getNumBeams()), op.getMaxLength());
    Value penalty = isGiven(op.getLengthPenalty())
                        ? b.reshape(b.cast(op.getLengthPenalty(), f32), {})
                        : b.scalar(f32, 1);
    search.how = {search.batch,
                  search.beams,
                  search.most,
                  penalty,
                  int64_t(op.getEosTokenId()),
                  pad,
                  op.getEarlyStopping() == 1};
    GenerationGraphs graphs = GenerationGraphs::of(op);
    Generation generation(b, search, graphs, modelType, op.getVocabSize());

    Value tokens, firstLogits;
    SmallVector<Value> changing;
    if (modelType == GenerationGraphs::gpt) {
      changing = generation.beginAlone(ids, mask, pad);
      tokens = changing.front();
    } else {
      bool isGivenFirst =
          modelType == GenerationGraphs::whisper && isGiven(op.getDecoderInputIds());
      Value first = isGivenFirst ? op.getDecoderInputIds()
                                 : expandTo(b, b.scalar(i32, double(op.getDecoderStartTokenId())),
                                            {search.batch, b.integers({1})});
      changing = generation.beginAfterEncoder(ids, mask, first, pad, firstLogits);
      tokens = changing.front();
    }
    bool collects = isGiven(op.getScores());
    auto outcome = generation.run(tokens, changing, firstLogits, collects, false);
    if (b.failedToInfer())
      return failure();
    Value length = b.make<SqueezeOp>(search.most, b.integers({0}));
    auto [sequences, scores] = search.how.finish(b, BeamState::of(outcome.state), length,
                                                 vectorOf(b, op.getNumReturnSequences()));
    if (collects) {
      // Zeros for the steps that were not needed.
      Value have = b.extents(outcome.scores, 0, 1), vocabulary = b.extents(outcome.scores, 2, 3);
      Value steps = b.make<SubOp>(search.most, b.extents(tokens, 1, 2));
      Value rest =
          expandTo(b, b.scalar(f32, 0), {b.make<SubOp>(steps, have), search.rows, vocabulary});
      outcome.scores = b.make<ReshapeOp>(
          b.make<ConcatOp>(ValueRange{outcome.scores, rest}, 0),
          b.make<ConcatOp>(ValueRange{steps, search.batch, search.beams, vocabulary}, 0), 0);
      outcome.scores = b.cast(outcome.scores, getElementTypeOrSelf(op.getScores().getType()));
    }
    if (isGiven(op.getSequencesScores()))
      scores = b.cast(scores, getElementTypeOrSelf(op.getSequencesScores().getType()));
    return SmallVector<Value>{sequences, scores, outcome.scores};
  }
};
} // namespace

void cameo::onnx::populateGenerationDecompositions(RewritePatternSet &patterns,
                                                   SymbolicShapes &shapes) {
  patterns.add<TokenSearchRewrite<MicrosoftGreedySearchOp>, TokenSearchRewrite<MicrosoftSamplingOp>,
               BeamSearchRewrite>(shapes);
}
