// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The probabilities of several classes from those of pairs of them: algorithm 2
// of Wu, Lin and Weng, "Probability estimates for multi-class classification by
// pairwise coupling". Rows are independent of each other.

#include "dialects/ONNX/ML/Ops.h"
#include "lib/Conversion/ONNXToLinalg/Scalars.h"
#include "lib/Conversion/ONNXToLinalg/Sequences.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

static constexpr int64_t maxRounds = 100;

namespace {
struct CoupledProbabilitiesLowering : Lowering<MLCoupledProbabilitiesOp> {
  using Lowering::Lowering;

  static Value read(ImplicitLocOpBuilder &b, Value tensor, ValueRange at) {
    return tensor::ExtractOp::create(b, tensor, at);
  }
  static Value write(ImplicitLocOpBuilder &b, Value x, Value tensor, ValueRange at) {
    return tensor::InsertOp::create(b, x, tensor, at);
  }

  Results lower(MLCoupledProbabilitiesOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims to = b.dimsOf(op.getP());
    int64_t numClasses = *SymbolicShapes::constantOf(to[1]);
    Value equal = arith::ConstantOp::create(b, b.getF32FloatAttr(1.0f / float(numClasses)));
    Value classes = b.index(numClasses), rounds = b.index(maxRounds), q = operands.getQ();
    // A row of the result, and after it the row of Q p.
    Dims both{to[0], to[1] * 2};
    Value state = b.filled(both, equal);
    auto results = writeRows(
        b, b.index(to[0]), state,
        [&](ImplicitLocOpBuilder &n, ValueRange row, ValueRange state) -> SmallVector<Value> {
          Value isDone = arith::ConstantOp::create(n, n.getBoolAttr(false));
          SmallVector<Value> carried{state[0], isDone};
          auto after = loops(n, rounds, carried, [&](auto &m, ValueRange, ValueRange now) {
            return round(m, q, row[0], classes, numClasses, now);
          });
          return {after[0]};
        });
    AffineExpr zero = b.getShapes().constant(0);
    return SmallVector<Value>{b.slice(results[0], both, {zero, zero}, {1, 1}, to)};
  }

  // One round; whether p was near enough before it comes with the tensor.
  static SmallVector<Value> round(ImplicitLocOpBuilder &b, Value q, Value row, Value classes,
                                  int64_t numClasses, ValueRange state) {
    Scalars s{b, b.getF32Type()};
    Value zero = s.constant(0), one = s.constant(1);
    auto behind = [&](ImplicitLocOpBuilder &n, Value i) -> Value {
      return arith::AddIOp::create(n, i, classes);
    };
    auto product = loops(
        b, classes, ValueRange{state[0], zero},
        [&](ImplicitLocOpBuilder &n, ValueRange i, ValueRange now) -> SmallVector<Value> {
          Scalars t{n, n.getF32Type()};
          Value sum =
              loops(n, classes, zero, [&](auto &m, ValueRange j, ValueRange sum) {
                Scalars u{m, m.getF32Type()};
                Value term = u.mul(read(m, q, {row, i[0], j[0]}), read(m, now[0], {row, j[0]}));
                return SmallVector<Value>{u.add(sum[0], term)};
              }).front();
          Value next = t.add(now[1], t.mul(read(n, now[0], {row, i[0]}), sum));
          return {write(n, sum, now[0], {row, behind(n, i[0])}), next};
        });
    Value error = loops(b, classes, zero, [&](auto &n, ValueRange i, ValueRange most) {
                    Scalars t{n, n.getF32Type()};
                    Value apart = t.sub(read(n, product[0], {row, behind(n, i[0])}), product[1]);
                    return SmallVector<Value>{t.atLeast(most[0], math::AbsFOp::create(n, apart))};
                  }).front();
    Value isNear = s.isLess(error, s.constant(0.005f / float(numClasses)));
    Value isDone = arith::OrIOp::create(b, state[1], isNear);
    auto moved = loops(
        b, classes, product,
        [&](ImplicitLocOpBuilder &n, ValueRange i, ValueRange now) -> SmallVector<Value> {
          Scalars t{n, n.getF32Type()};
          Value diagonal = read(n, q, {row, i[0], i[0]});
          Value old = read(n, now[0], {row, behind(n, i[0])});
          Value step = t.select(isDone, zero, t.div(t.sub(now[1], old), diagonal));
          Value grown = t.add(read(n, now[0], {row, i[0]}), step), scale = t.add(one, step);
          Value change = t.mul(step, t.add(t.mul(step, diagonal), t.mul(t.constant(2), old)));
          Value quadratic = t.div(t.div(t.add(now[1], change), scale), scale);
          Value next = write(n, grown, now[0], {row, i[0]});
          next =
              loops(n, classes, next, [&](auto &m, ValueRange j, ValueRange both) {
                Scalars u{m, m.getF32Type()};
                Value add = u.mul(step, read(m, q, {row, i[0], j[0]})), k = behind(m, j[0]);
                Value y = u.div(u.add(read(m, both[0], {row, k}), add), scale);
                Value x = u.div(read(m, both[0], {row, j[0]}), scale);
                return SmallVector<Value>{write(m, x, write(m, y, both[0], {row, k}), {row, j[0]})};
              }).front();
          return {next, quadratic};
        });
    return {moved[0], isDone};
  }
};
} // namespace

void cameo::populateSupportVectorsLowering(RewritePatternSet &patterns,
                                           const TypeConverter &converter, SymbolicShapes &shapes) {
  patterns.add<CoupledProbabilitiesLowering>(converter, shapes);
}
