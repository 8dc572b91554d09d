// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Recurrent layers: their inference, and their steps one after another. What does
// not depend on the state, X Wᵀ + b, is computed for all steps at once.

#include "dialects/ONNX/NN/Recurrent.h"
#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

//===-- Inference ---------------------------------------------------------===//

static bool isActivation(StringRef name) {
  return llvm::is_contained({"tanh", "sigmoid", "relu", "softsign", "softplus", "leakyrelu", "elu",
                             "thresholdedrelu", "hardsigmoid", "affine", "scaledtanh"},
                            name.lower());
}

// Ranks, and the extents that are known.
static LogicalResult checkOperand(InferenceContext &ctx, unsigned operand,
                                  ArrayRef<AffineExpr> expected) {
  if (ctx.isAbsent(operand))
    return success();
  auto dims = ctx.requireShape(operand);
  if (failed(dims))
    return failure();
  if (dims->size() != expected.size())
    return ctx.emitError() << "operand " << operand << " has rank " << dims->size() << ", expected "
                           << expected.size();
  for (auto [axis, dim, wanted] : llvm::enumerate(*dims, expected)) {
    auto have = SymbolicShapes::constantOf(dim), want = SymbolicShapes::constantOf(wanted);
    if (have && want && *have != *want)
      return ctx.emitError() << "operand " << operand << " has extent " << *have << " in dimension "
                             << axis << ", expected " << *want;
  }
  return success();
}

template <typename Op> static LogicalResult inferRecurrent(Op op, InferenceContext &ctx) {
  auto x = ctx.requireShape(0), r = ctx.requireShape(2);
  if (failed(x) || failed(r))
    return failure();
  if (x->size() != 3 || r->size() != 3)
    return ctx.emitError() << "needs operands X, W and R of rank 3";
  if (!llvm::is_contained({"forward", "reverse", "bidirectional"}, op.getDirection()))
    return ctx.emitError() << "unknown direction '" << op.getDirection() << "'";
  if (op.getLayout() > 1)
    return ctx.emitError() << "layout must be 0 or 1";
  int64_t directions = op.getDirection() == "bidirectional" ? 2 : 1;
  if (auto given = op.getActivations()) {
    if (given->size() != directions * Op::defaultActivations().size())
      return ctx.emitError() << "needs " << Op::defaultActivations().size()
                             << " activations a direction";
    for (StringRef name : given->template getAsValueRange<StringAttr>())
      if (!isActivation(name))
        return ctx.emitError() << "unknown activation '" << name << "'";
  }
  bool batchFirst = op.getLayout() == 1;
  AffineExpr steps = (*x)[batchFirst], batch = (*x)[!batchFirst];
  auto hidden = SymbolicShapes::constantOf(r->back());
  if (!hidden || (op.getHiddenSize() && int64_t(*op.getHiddenSize()) != *hidden))
    return ctx.emitError() << "the last extent of R must be known, and be hidden_size";
  AffineExpr d = ctx.constant(directions), h = ctx.constant(*hidden);
  AffineExpr all = ctx.constant(Op::gates * *hidden);
  Dims state = batchFirst ? Dims{batch, d, h} : Dims{d, batch, h};
  bool isLSTM = Op::gates == 4;
  for (unsigned i = 0; i < ctx.getOperation()->getNumOperands(); ++i)
    if (i != 4 && !ctx.isAbsent(i) && ctx.elementType(i) != ctx.elementType(0))
      return ctx.emitError() << "operand " << i << " has another element type than the first";
  if (failed(checkOperand(ctx, 1, {d, all, x->back()})) ||
      failed(checkOperand(ctx, 2, {d, all, h})) || failed(checkOperand(ctx, 3, {d, all * 2})) ||
      failed(checkOperand(ctx, 4, {batch})) || failed(checkOperand(ctx, 5, state)) ||
      (isLSTM && (failed(checkOperand(ctx, 6, state)) || failed(checkOperand(ctx, 7, {d, h * 3})))))
    return failure();
  Type element = ctx.elementType(0);
  Dims y = batchFirst ? Dims{batch, steps, d, h} : Dims{steps, d, batch, h};
  if (failed(ctx.setResult(0, element, y)) || failed(ctx.setResult(1, element, state)))
    return failure();
  return isLSTM ? ctx.setResult(2, element, state) : success();
}

LogicalResult RNNOp::inferShapes(InferenceContext &ctx) { return inferRecurrent(*this, ctx); }
LogicalResult GRUOp::inferShapes(InferenceContext &ctx) { return inferRecurrent(*this, ctx); }
LogicalResult LSTMOp::inferShapes(InferenceContext &ctx) { return inferRecurrent(*this, ctx); }

//===-- Steps -------------------------------------------------------------===//

namespace {

struct Activation {
  std::string name;
  std::optional<float> alpha, beta;

  Value operator()(OperatorBuilder &b, Value x) const {
    auto number = [](std::optional<float> given, float otherwise) {
      return llvm::APFloat(given.value_or(otherwise));
    };
    auto constant = [&](std::optional<float> given, float otherwise) {
      return b.scalar(getElementTypeOrSelf(x.getType()), given.value_or(otherwise));
    };
    if (name == "tanh")
      return b.make<TanhOp>(x);
    if (name == "sigmoid")
      return b.make<SigmoidOp>(x);
    if (name == "relu")
      return b.make<ReluOp>(x);
    if (name == "softsign")
      return b.make<SoftsignOp>(x);
    if (name == "softplus")
      return b.make<SoftplusOp>(x);
    if (name == "leakyrelu")
      return b.make<LeakyReluOp>(x, number(alpha, 0.01f));
    if (name == "elu")
      return b.make<EluOp>(x, number(alpha, 1.0f));
    if (name == "thresholdedrelu")
      return b.make<ThresholdedReluOp>(x, number(alpha, 1.0f));
    if (name == "hardsigmoid")
      return b.make<HardSigmoidOp>(x, number(alpha, 0.2f), number(beta, 0.5f));
    if (name == "affine")
      return b.make<AddOp>(b.make<MulOp>(x, constant(alpha, 1)), constant(beta, 0));
    // scaledtanh
    return b.make<MulOp>(b.make<TanhOp>(b.make<MulOp>(x, constant(beta, 1))), constant(alpha, 1));
  }
};

// The activations of all directions; each takes the next of the parameters it has.
template <typename Op> SmallVector<Activation> activationsOf(Op op, int64_t directions) {
  SmallVector<Activation> result;
  if (auto given = op.getActivations())
    for (StringRef name : given->template getAsValueRange<StringAttr>())
      result.push_back({name.lower(), {}, {}});
  else
    for (int64_t d = 0; d < directions; ++d)
      for (StringRef name : Op::defaultActivations())
        result.push_back({name.lower(), {}, {}});
  ArrayRef<float> alphas = op.getActivationAlpha().value_or(ArrayRef<float>());
  ArrayRef<float> betas = op.getActivationBeta().value_or(ArrayRef<float>());
  auto take = [](ArrayRef<float> &from) -> std::optional<float> {
    if (from.empty())
      return std::nullopt;
    float value = from.front();
    from = from.drop_front();
    return value;
  };
  for (Activation &activation : result) {
    bool hasBeta = llvm::is_contained({"hardsigmoid", "affine", "scaledtanh"}, activation.name);
    if (hasBeta || llvm::is_contained({"leakyrelu", "elu", "thresholdedrelu"}, activation.name))
      activation.alpha = take(alphas);
    if (hasBeta)
      activation.beta = take(betas);
  }
  return result;
}

/// One direction of a layer.
struct Cell {
  OperatorBuilder &b;
  int64_t hidden;
  ArrayRef<Activation> activations;
  std::optional<llvm::APFloat> clip;
  Value weights;  // Rᵀ: [hidden, gates * hidden]
  Value bias;     // of the candidate's recurrent part, for linear_before_reset
  Value peephole; // [3 * hidden], or null
  bool flag;      // linear_before_reset or input_forget

  struct State {
    Value h, c;
  };

  // The part of gates [first, last).
  Value gates(Value x, int64_t first, int64_t last, int64_t axis) {
    return b.make<SliceOp>(x, b.integers({first * hidden}), b.integers({last * hidden}),
                           b.integers({axis}), b.none());
  }
  Value gate(Value x, int64_t number) { return gates(x, number, number + 1, 1); }
  Value activate(unsigned number, Value x) {
    if (clip) {
      double bound = clip->convertToFloat();
      Type element = getElementTypeOrSelf(x.getType());
      x = b.make<ClipOp>(x, b.scalar(element, -bound), b.scalar(element, bound));
    }
    return activations[number](b, x);
  }
  Value add(Value x, Value y) { return b.make<AddOp>(x, y); }
  Value mul(Value x, Value y) { return b.make<MulOp>(x, y); }
  Value oneMinus(Value x) {
    return b.make<SubOp>(b.scalar(getElementTypeOrSelf(x.getType()), 1), x);
  }

  // `x` is the step's part of X Wᵀ + b.
  State step(RNNOp, Value x, State state) {
    return {activate(0, add(x, b.make<MatMulOp>(state.h, weights))), Value()};
  }

  State step(GRUOp, Value x, State state) {
    Value own = b.make<MatMulOp>(state.h, flag ? weights : gates(weights, 0, 2, 1));
    Value z = activate(0, add(gate(x, 0), gate(own, 0)));
    Value r = activate(0, add(gate(x, 1), gate(own, 1)));
    Value candidate;
    if (flag) {
      candidate = gate(own, 2);
      candidate = mul(r, bias ? add(candidate, bias) : candidate);
    } else {
      candidate = b.make<MatMulOp>(mul(r, state.h), gates(weights, 2, 3, 1));
    }
    candidate = activate(1, add(gate(x, 2), candidate));
    return {add(mul(oneMinus(z), candidate), mul(z, state.h)), Value()};
  }

  State step(LSTMOp, Value x, State state) {
    Value all = add(x, b.make<MatMulOp>(state.h, weights));
    auto peep = [&](int64_t number, Value gate, Value c) {
      return peephole ? add(gate, mul(gates(peephole, number, number + 1, 0), c)) : gate;
    };
    Value i = activate(0, peep(0, gate(all, 0), state.c));
    Value f = flag ? oneMinus(i) : activate(0, peep(2, gate(all, 2), state.c));
    Value c = add(mul(f, state.c), mul(i, activate(1, gate(all, 3))));
    Value o = activate(0, peep(1, gate(all, 1), c));
    // The clip is for what goes into gates.
    return {mul(o, activations[2](b, c)), c};
  }
};

/// Layers become loops over steps, one a direction.
template <typename Op> struct Roll : Rewrite<Op> {
  using Rewrite<Op>::Rewrite;

  Results rewrite(Op op, OperatorBuilder &b) const override {
    auto type = dyn_cast<RankedTensorType>(op.getX().getType());
    auto recurrent = dyn_cast<RankedTensorType>(op.getR().getType());
    if (!type || !recurrent)
      return failure();
    bool batchFirst = op.getLayout() == 1, isLSTM = Op::gates == 4;
    int64_t directions = op.getDirection() == "bidirectional" ? 2 : 1;
    int64_t hidden = recurrent.getDimSize(2);
    auto swap = [&](Value value) {
      return batchFirst && value && isGiven(value) ? b.transpose(value, {1, 0, 2}) : value;
    };
    Value x = swap(op.getX()), initialH = swap(op.getInitialH()), initialC;
    if constexpr (Op::gates == 4)
      initialC = swap(op.getInitialC());
    SmallVector<Activation> activations = activationsOf(op, directions);
    size_t perDirection = Op::defaultActivations().size();

    SmallVector<Value> ys, hs, cs;
    for (int64_t d = 0; d < directions; ++d) {
      auto part = [&](Value value) {
        return b.make<GatherOp>(value, b.scalar(b.getI64Type(), d), 0);
      };
      auto transposed = [&](Value value) { return b.transpose(part(value), {1, 0}); };
      Cell cell{b,
                hidden,
                ArrayRef(activations).slice(d * perDirection, perDirection),
                op.getClip(),
                transposed(op.getR()),
                {},
                {},
                hasFlag(op)};
      // What the inputs contribute is one product for all steps.
      Value inputs = b.make<MatMulOp>(x, transposed(op.getW()));
      if (isGiven(op.getB()))
        inputs = b.make<AddOp>(inputs, biasOf(op, cell, part(op.getB())));
      auto initial = [&](Value value) {
        return value && isGiven(value) ? part(value) : zeros(b, x, hidden);
      };
      typename Cell::State state{initial(initialH), isLSTM ? initial(initialC) : Value()};
      if constexpr (Op::gates == 4)
        if (isGiven(op.getP()))
          cell.peephole = part(op.getP());

      bool isReverse = d == 1 || op.getDirection() == "reverse";
      LoopOp loop = overSteps(op, cell, inputs, state, isReverse);
      // [steps, batch, hidden] and [batch, hidden]: stacked by direction.
      Value y = loop->getResults().back();
      if (isReverse)
        y = b.slice(y, 0, -1, std::numeric_limits<int64_t>::min(), -1);
      ys.push_back(b.make<UnsqueezeOp>(y, b.integers({1})));
      hs.push_back(b.make<UnsqueezeOp>(loop->getResult(0), b.integers({0})));
      if (isLSTM)
        cs.push_back(b.make<UnsqueezeOp>(loop->getResult(1), b.integers({0})));
    }
    auto stack = [&](unsigned result, ValueRange parts, int64_t axis) -> Value {
      if (!isGiven(op->getResult(result)))
        return Value();
      Value all = b.make<ConcatOp>(parts, axis);
      if (!batchFirst)
        return all;
      return result == 0 ? b.transpose(all, {2, 0, 1, 3}) : b.transpose(all, {1, 0, 2});
    };
    SmallVector<Value> results{stack(0, ys, 1), stack(1, hs, 0)};
    if (isLSTM)
      results.push_back(stack(2, cs, 0));
    return results;
  }

  // The final states, and the outputs of all steps in the order in which they are made.
  LoopOp overSteps(Op op, Cell &cell, Value inputs, typename Cell::State first,
                   bool isReverse) const {
    OperatorBuilder &b = cell.b;
    Type element = getElementTypeOrSelf(inputs.getType()), i64 = b.getI64Type();
    Value count = b.make<SqueezeOp>(b.extents(inputs, 0, 1), b.integers({0}));
    Value last = b.make<SubOp>(count, b.scalar(i64, 1));
    Value lens = isGiven(op.getSequenceLens()) ? b.cast(op.getSequenceLens(), i64) : Value();
    SmallVector<Value> initial{first.h};
    if (first.c)
      initial.push_back(first.c);
    return b.loop(count, initial, /*collected=*/1, [&](Value number, ValueRange carried) {
      typename Cell::State state{carried[0], first.c ? carried[1] : Value()};
      Value step = isReverse ? b.make<SubOp>(last, number) : number;
      auto next = cell.step(op, b.make<GatherOp>(inputs, step, 0), state);
      Value output = next.h;
      // A sequence that has ended keeps its state.
      if (lens) {
        Value runs = b.make<UnsqueezeOp>(b.make<LessOp>(step, lens), b.integers({1}));
        output = b.make<WhereOp>(runs, next.h, b.scalar(element, 0));
        next.h = b.make<WhereOp>(runs, next.h, state.h);
        if (next.c)
          next.c = b.make<WhereOp>(runs, next.c, state.c);
      }
      SmallVector<Value> outputs{next.h};
      if (next.c)
        outputs.push_back(next.c);
      outputs.push_back(output);
      return outputs;
    });
  }

  static bool hasFlag(RNNOp) { return false; }
  static bool hasFlag(GRUOp op) { return op.getLinearBeforeReset() != 0; }
  static bool hasFlag(LSTMOp op) { return op.getInputForget() != 0; }

  // The sum of both biases, but for what the reset gate is to scale first.
  static Value biasOf(Op, Cell &cell, Value both) {
    OperatorBuilder &b = cell.b;
    Value w = cell.gates(both, 0, Op::gates, 0), r = cell.gates(both, Op::gates, 2 * Op::gates, 0);
    if (Op::gates != 3 || !cell.flag)
      return b.make<AddOp>(w, r);
    cell.bias = cell.gates(r, 2, 3, 0);
    Value sum = b.make<AddOp>(cell.gates(w, 0, 2, 0), cell.gates(r, 0, 2, 0));
    return b.make<ConcatOp>(ValueRange{sum, cell.gates(w, 2, 3, 0)}, 0);
  }

  // [batch, hidden] for X [steps, batch, …].
  static Value zeros(OperatorBuilder &b, Value x, int64_t hidden) {
    Value batch = b.make<ShapeOp>(x, b.getI64IntegerAttr(2), 1);
    Value shape = b.make<ConcatOp>(ValueRange{batch, b.integers({hidden})}, 0);
    return b.make<ExpandOp>(b.scalar(getElementTypeOrSelf(x.getType()), 0), shape);
  }
};
} // namespace

void cameo::onnx::populateRecurrentDecompositions(RewritePatternSet &patterns,
                                                  SymbolicShapes &shapes) {
  patterns.add<Roll<RNNOp>, Roll<GRUOp>, Roll<LSTMOp>>(shapes);
}
