// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Mixtures of experts as a loop over the experts, which leaves out those that no
// token goes to: one token reads the weights of k experts only.

#include "dialects/ONNX/Microsoft/Blocks.h"
#include "dialects/ONNX/Microsoft/Ops.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {
/// A layer of all experts: what gives the weights of one, [to, from], and the bias.
struct Layer {
  llvm::function_ref<Value(OperatorBuilder &, Value)> weights;
  Value bias;

  // Rows of x through the layer of one expert, whose number is a scalar.
  Value apply(OperatorBuilder &b, Value x, Value expert) const {
    Value y = b.make<MatMulOp>(x, b.transpose(weights(b, expert), {1, 0}));
    return isGiven(bias) ? b.make<AddOp>(y, b.make<GatherOp>(bias, expert, 0)) : y;
  }
};
} // namespace

// Of rows whose columns are gates and what they gate, in turn or one after the other:
//   g sigmoid(alpha g) (l + beta), with g at most and l within the limit.
static Value swiGLU(OperatorBuilder &b, Value rows, bool areInTurn, float alpha, float beta,
                    std::optional<float> limit) {
  Type element = getElementTypeOrSelf(rows.getType());
  auto type = dyn_cast<RankedTensorType>(rows.getType());
  if (!type || type.isDynamicDim(1))
    return rows;
  int64_t size = type.getDimSize(1) / 2;
  auto part = [&](int64_t index) {
    return areInTurn ? b.slice(rows, 1, index, 2 * size, 2)
                     : b.slice(rows, 1, index * size, (index + 1) * size);
  };
  Value gate = part(0), linear = part(1);
  if (limit) {
    Value most = b.scalar(element, *limit);
    gate = b.make<MinOp>(ValueRange{gate, most});
    linear = b.make<ClipOp>(linear, b.scalar(element, -*limit), most);
  }
  Value open = b.make<SigmoidOp>(b.make<MulOp>(gate, b.scalar(element, alpha)));
  linear = b.make<AddOp>(linear, b.scalar(element, beta));
  return b.make<MulOp>(b.make<MulOp>(gate, open), linear);
}

// The activation of an operator; failure after a diagnostic.
template <typename Op>
static FailureOr<std::function<Value(OperatorBuilder &, Value)>> activationOf(Op op) {
  using Function = std::function<Value(OperatorBuilder &, Value)>;
  StringRef name = op.getActivationType();
  if (name == "identity")
    return Function([](OperatorBuilder &, Value x) { return x; });
  if (name == "relu")
    return Function([](OperatorBuilder &b, Value x) { return b.make<ReluOp>(x); });
  if (name == "gelu")
    return Function([](OperatorBuilder &b, Value x) { return b.make<GeluOp>(x, "tanh"); });
  if (name == "silu")
    return Function([](OperatorBuilder &b, Value x) {
      return b.make<MulOp>(x, b.make<SigmoidOp>(x));
    });
  if (name != "swiglu") {
    op.emitOpError() << "unknown activation_type '" << name << "'";
    return failure();
  }
  int64_t fusion = op.getSwigluFusion();
  if (fusion != 1 && fusion != 2) {
    op.emitOpError() << "swiglu needs its two layers in one: swiglu_fusion 1 or 2";
    return failure();
  }
  float alpha = op.getActivationAlpha().convertToFloat(),
        beta = op.getActivationBeta().convertToFloat();
  std::optional<float> limit;
  if (auto given = op.getSwigluLimit())
    limit = given->convertToFloat();
  return Function([=](OperatorBuilder &b, Value x) {
    return swiGLU(b, x, fusion == 1, alpha, beta, limit);
  });
}

// [rows, experts]: the probabilities of the k likeliest experts, else 0.
static Value routes(OperatorBuilder &b, Value logits, int64_t k, bool normalize) {
  Type element = getElementTypeOrSelf(logits.getType()), unknown = UnknownType::get(b.getContext());
  Value probabilities = b.make<SoftmaxOp>(logits, -1);
  auto best = TopKOp::create(b, TypeRange{unknown, unknown}, probabilities, b.integers({k}), -1, 1, 1);
  b.infer(best);
  Value weights = best.getValues();
  if (normalize)
    weights = b.make<DivOp>(weights, b.make<ReduceSumOp>(weights, b.integers({-1}), 1, 0));
  Value zeros = b.make<ExpandOp>(b.scalar(element, 0), b.extents(probabilities, 0));
  return b.make<ScatterElementsOp>(zeros, best.getIndices(), weights, 1, "none");
}

template <typename Op>
static Results mix(Op op, OperatorBuilder &b, const Layer &first, const Layer &second,
                   const Layer *third) {
  auto input = cast<RankedTensorType>(op.getInput().getType()),
       router = cast<RankedTensorType>(op.getRouterProbs().getType());
  int64_t k = op.getK();
  if (op.getUseSparseMixer())
    return op.emitOpError() << "use_sparse_mixer is not supported";
  if ((input.getRank() != 2 && input.getRank() != 3) || router.getRank() != 2 ||
      router.isDynamicDim(1) || k < 1 || k > router.getDimSize(1))
    return op.emitOpError() << "needs rows of tokens, and k of a number of experts that is known "
                               "at compile time";
  auto activation = activationOf(op);
  if (failed(activation))
    return failure();
  Value shape = b.extents(op.getInput(), 0);
  Value last = b.extents(op.getInput(), input.getRank() - 1);
  Value x = b.make<ReshapeOp>(op.getInput(), b.make<ConcatOp>(ValueRange{b.integers({-1}), last}, 0), 0);
  Type element = input.getElementType();
  Value weights = b.cast(routes(b, op.getRouterProbs(), k, op.getNormalizeRoutingWeights()), element);
  Value zeros = b.make<ExpandOp>(b.scalar(element, 0), b.extents(x, 0));
  auto loop = b.loop(b.integers({router.getDimSize(1)}), zeros, 0, [&](Value expert, ValueRange carried) {
    Value share = b.make<UnsqueezeOp>(b.make<GatherOp>(weights, expert, 1), b.integers({1}));
    Value isChosen = b.make<GreaterOp>(b.make<ReduceMaxOp>(share, b.none(), 0, 0), b.scalar(element, 0));
    Value sum = b.choose(
        isChosen,
        [&] {
          Value hidden = (*activation)(b, first.apply(b, x, expert));
          if (third)
            hidden = b.make<MulOp>(hidden, third->apply(b, x, expert));
          Value y = b.make<MulOp>(share, second.apply(b, hidden, expert));
          // What an expert makes of tokens that do not go to it may be infinite.
          y = b.make<WhereOp>(b.make<GreaterOp>(share, b.scalar(element, 0)), y, b.scalar(element, 0));
          return b.make<AddOp>(carried[0], y);
        },
        [&] { return carried[0]; });
    return SmallVector<Value>{sum};
  });
  return SmallVector<Value>{b.make<ReshapeOp>(loop->getResult(0), shape, 1)};
}

Results MicrosoftMoEOp::decompose(OperatorBuilder &b) {
  auto of = [](Value table) {
    return [table](OperatorBuilder &b, Value expert) { return b.make<GatherOp>(table, expert, 0); };
  };
  auto weights1 = of(getFc1ExpertsWeights()), weights2 = of(getFc2ExpertsWeights()),
       weights3 = of(getFc3ExpertsWeights());
  Layer first{weights1, getFc1ExpertsBias()}, second{weights2, getFc2ExpertsBias()},
      third{weights3, getFc3ExpertsBias()};
  return mix(*this, b, first, second, isGiven(getFc3ExpertsWeights()) ? &third : nullptr);
}

Results MicrosoftQMoEOp::decompose(OperatorBuilder &b) {
  int64_t bits = getExpertWeightBits(), block = getBlockSize();
  if ((bits != 2 && bits != 4 && bits != 8) || block < 0)
    return emitOpError() << "needs numbers of 2, 4 or 8 bits";
  SmallVector<Value> tables{getFc1ExpertsWeights(), getFc2ExpertsWeights()};
  if (isGiven(getFc3ExpertsWeights()))
    tables.push_back(getFc3ExpertsWeights());
  for (Value table : tables) {
    auto type = cast<RankedTensorType>(table.getType());
    if (type.getRank() != 3 || type.isDynamicDim(1) || type.isDynamicDim(2))
      return emitOpError() << "needs weights of rank 3, whose extents are known at compile time";
    if (int64_t count = type.getDimSize(2) * 8 / bits; block && count % block != 0)
      return emitOpError() << "rows of " << count << " numbers do not divide into blocks of "
                           << block;
  }
  Type element = getElementTypeOrSelf(getInput().getType());
  auto of = [&](Value table, Value scales, Value zeroPoints) {
    return [=](OperatorBuilder &b, Value expert) -> Value {
      auto type = cast<RankedTensorType>(table.getType());
      int64_t rows = type.getDimSize(1), count = type.getDimSize(2) * 8 / bits,
              size = block ? block : count, blocks = count / size;
      auto pick = [&](Value all) { return b.make<GatherOp>(all, expert, 0); };
      Value numbers = unpackNumbers(b, pick(table), bits, count);
      Value scale = b.reshape(b.cast(pick(scales), element), {rows, blocks});
      Value zero;
      if (!isGiven(zeroPoints)) {
        zero = b.make<ExpandOp>(b.scalar(element, double(1 << (bits - 1))),
                                b.integers({rows, blocks}));
      } else {
        // Packed by rows of blocks, or all rows in one where each has one block.
        bool isVector = cast<RankedTensorType>(zeroPoints.getType()).getRank() == 2;
        zero = unpackNumbers(b, pick(zeroPoints), bits, isVector ? rows : blocks);
        zero = b.reshape(zero, {rows, blocks});
      }
      return scaleBlocks(b, numbers, scale, zero, size, count);
    };
  };
  auto weights1 = of(getFc1ExpertsWeights(), getFc1Scales(), getFc1ZeroPoints()),
       weights2 = of(getFc2ExpertsWeights(), getFc2Scales(), getFc2ZeroPoints()),
       weights3 = of(getFc3ExpertsWeights(), getFc3Scales(), getFc3ZeroPoints());
  Layer first{weights1, getFc1ExpertsBias()}, second{weights2, getFc2ExpertsBias()},
      third{weights3, getFc3ExpertsBias()};
  return mix(*this, b, first, second, tables.size() > 2 ? &third : nullptr);
}
