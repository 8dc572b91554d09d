// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One step of the optimizers, as the equations of the specification.

#include "dialects/ONNX/Training/Ops.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {
/// A step: the rate, the number of the step and the operators on tensors of one
/// element type.
struct Step {
  OperatorBuilder &b;
  Value rate, count;
  Type element;

  Value number(double value) { return b.scalar(element, value); }
  Value add(Value x, Value y) { return b.make<AddOp>(x, y); }
  Value sub(Value x, Value y) { return b.make<SubOp>(x, y); }
  Value mul(Value x, Value y) { return b.make<MulOp>(x, y); }
  Value div(Value x, Value y) { return b.make<DivOp>(x, y); }
  Value sqrt(Value x) { return b.make<SqrtOp>(x); }
  /// base to the power of the number of the step.
  Value powerOfCount(double base) { return b.make<PowOp>(number(base), b.cast(count, element)); }
  Value isFirst() { return b.make<EqualOp>(count, b.scalar(b.getI64Type(), 0)); }
};
} // namespace

// The results of `update`, which gets a tensor, its gradient and its `states`
// states, and returns the new tensor and states; the results of one kind are
// beside each other.
template <typename Op>
static Results optimize(Op op, OperatorBuilder &b, unsigned states,
                        function_ref<SmallVector<Value>(Step &, ArrayRef<Value>)> update) {
  OperandRange inputs = op.getInputs();
  unsigned kinds = 2 + states, count = inputs.size() / kinds;
  if (inputs.empty() || inputs.size() % kinds != 0 || op.getNumResults() != count * (kinds - 1))
    return op.emitOpError() << "needs " << kinds << " operands and " << kinds - 1
                            << " results for each tensor, but has " << inputs.size() << " and "
                            << op.getNumResults();
  SmallVector<Value> results(op.getNumResults());
  for (unsigned i = 0; i < count; ++i) {
    Type element = getElementTypeOrSelf(inputs[i].getType());
    Step step{b, b.cast(op.getR(), element), op.getT(), element};
    SmallVector<Value> own;
    for (unsigned kind = 0; kind < kinds; ++kind)
      own.push_back(inputs[kind * count + i]);
    for (auto [kind, value] : llvm::enumerate(update(step, own)))
      results[kind * count + i] = value;
  }
  return results;
}

Results TrainingAdagradOp::decompose(OperatorBuilder &b) {
  double decay = getDecayFactor().convertToFloat(), epsilon = getEpsilon().convertToFloat(),
         norm = getNormCoefficient().convertToFloat();
  return optimize(*this, b, 1, [&](Step &s, ArrayRef<Value> in) -> SmallVector<Value> {
    // The rate decays with the number of the step.
    Value rate =
        s.div(s.rate, s.add(s.number(1), s.mul(b.cast(s.count, s.element), s.number(decay))));
    Value gradient = s.add(in[1], s.mul(s.number(norm), in[0]));
    Value squares = s.add(in[2], s.mul(gradient, gradient));
    Value adaptive = s.add(s.sqrt(squares), s.number(epsilon));
    return {s.sub(in[0], s.div(s.mul(rate, gradient), adaptive)), squares};
  });
}

Results TrainingAdamOp::decompose(OperatorBuilder &b) {
  double alpha = getAlpha().convertToFloat(), beta = getBeta().convertToFloat(),
         epsilon = getEpsilon().convertToFloat(), norm = getNormCoefficient().convertToFloat(),
         post = getNormCoefficientPost().convertToFloat();
  return optimize(*this, b, 2, [&](Step &s, ArrayRef<Value> in) -> SmallVector<Value> {
    Value gradient = s.add(in[1], s.mul(s.number(norm), in[0]));
    Value mean = s.add(s.mul(s.number(alpha), in[2]), s.mul(s.number(1 - alpha), gradient));
    Value squares =
        s.add(s.mul(s.number(beta), in[3]), s.mul(s.number(1 - beta), s.mul(gradient, gradient)));
    // After the first step, the means are too small by what they began with.
    Value corrected = s.mul(s.rate, s.div(s.sqrt(s.sub(s.number(1), s.powerOfCount(beta))),
                                          s.sub(s.number(1), s.powerOfCount(alpha))));
    Value rate = b.make<WhereOp>(s.isFirst(), s.rate, corrected);
    Value root = s.add(s.sqrt(squares), s.number(epsilon));
    Value moved = s.sub(in[0], s.div(s.mul(rate, mean), root));
    return {s.mul(s.number(1 - post), moved), mean, squares};
  });
}

Results TrainingMomentumOp::decompose(OperatorBuilder &b) {
  double alpha = getAlpha().convertToFloat(), beta = getBeta().convertToFloat(),
         norm = getNormCoefficient().convertToFloat();
  bool isNesterov = getMode() == "nesterov";
  if (!isNesterov && getMode() != "standard")
    return emitOpError() << "mode must be \"standard\" or \"nesterov\", but is \"" << getMode()
                         << '"';
  return optimize(*this, b, 1, [&](Step &s, ArrayRef<Value> in) -> SmallVector<Value> {
    Value gradient = s.add(in[1], s.mul(s.number(norm), in[0]));
    Value factor = b.make<WhereOp>(s.isFirst(), s.number(1), s.number(beta));
    Value velocity = s.add(s.mul(s.number(alpha), in[2]), s.mul(factor, gradient));
    Value direction = isNesterov ? s.add(gradient, s.mul(s.number(alpha), velocity)) : velocity;
    return {s.sub(in[0], s.mul(s.rate, direction)), velocity};
  });
}
