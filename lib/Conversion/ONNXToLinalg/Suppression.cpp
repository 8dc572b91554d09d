// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Boxes by descending score, without those that overlap a chosen one too much.

#include "lib/Conversion/ONNXToLinalg/Sequences.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

struct NonMaxSuppressionLowering : Lowering<NonMaxSuppressionOp> {
  using Lowering::Lowering;

  Results lower(NonMaxSuppressionOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getScores());
    Type i64 = b.getI64Type();
    Value boxes = operands.getBoxes(), scores = operands.getScores();
    Value count = b.index(dims[2]), zero = b.index(int64_t(0));
    auto scalar = [&](Value original, Value given, Value otherwise) -> Value {
      if (isa<NoneType>(original.getType()))
        return otherwise;
      SmallVector<Value> at(cast<RankedTensorType>(given.getType()).getRank(), zero);
      return tensor::ExtractOp::create(b, given, at);
    };
    Value most =
        scalar(op.getMaxOutputBoxesPerClass(), operands.getMaxOutputBoxesPerClass(), b.zero(i64));
    most = arith::MinSIOp::create(b, arith::IndexCastOp::create(b, b.getIndexType(), most), count);
    Value overlap =
        scalar(op.getIouThreshold(), operands.getIouThreshold(), b.zero(b.getF32Type()));
    Value least = scalar(op.getScoreThreshold(), operands.getScoreThreshold(), Value());

    auto at = [](ValueRange row, Value k) { return SmallVector<Value>{row[0], row[1], k}; };
    SmallVector<Value> bounds{b.index(dims[0]), b.index(dims[1])};
    Value sorted = writeRows(
        b, bounds, b.empty(dims, i64),
        [&](ImplicitLocOpBuilder &n, ValueRange row, ValueRange state) -> SmallVector<Value> {
          auto precedes = [&](ImplicitLocOpBuilder &m, Value i, Value j) -> Value {
            Value x = tensor::ExtractOp::create(m, scores, at(row, i));
            Value y = tensor::ExtractOp::create(m, scores, at(row, j));
            Value isTie = arith::CmpFOp::create(m, arith::CmpFPredicate::OEQ, x, y);
            Value isEarlier = arith::CmpIOp::create(m, arith::CmpIPredicate::slt, i, j);
            return arith::OrIOp::create(m,
                                        arith::CmpFOp::create(m, arith::CmpFPredicate::OGT, x, y),
                                        arith::AndIOp::create(m, isTie, isEarlier));
          };
          auto place = [&](Value k) { return at(row, k); };
          return {Selection{count, count, precedes, place}.write(n, state[0])};
        })[0];
    // Of each batch and class, the chosen boxes in order; how many of them there are.
    auto chosen = writeRows(
        b, bounds, {b.filled(dims, b.zero(i64)), b.filled({dims[0], dims[1]}, b.zero(i64))},
        [&](ImplicitLocOpBuilder &n, ValueRange row, ValueRange state) -> SmallVector<Value> {
          auto walked = loops(
              n, count, {state[0], state[1]},
              [&](ImplicitLocOpBuilder &m, ValueRange k, ValueRange kept) -> SmallVector<Value> {
                Value element = tensor::ExtractOp::create(m, sorted, at(row, k[0]));
                Value box = arith::IndexCastOp::create(m, m.getIndexType(), element);
                Value number = tensor::ExtractOp::create(m, kept[1], ValueRange(row));
                Value have = arith::IndexCastOp::create(m, m.getIndexType(), number);
                Value isOpen = arith::CmpIOp::create(m, arith::CmpIPredicate::slt, have, most);
                if (least)
                  isOpen = arith::AndIOp::create(
                      m, isOpen,
                      arith::CmpFOp::create(m, arith::CmpFPredicate::OGT,
                                            tensor::ExtractOp::create(m, scores, at(row, box)),
                                            least));
                Value none = arith::ConstantIndexOp::create(m, 0);
                Value others = arith::SelectOp::create(m, isOpen, have, none);
                Value isFree = loops(m, others, isOpen,
                                     [&](ImplicitLocOpBuilder &l, ValueRange j,
                                         ValueRange free) -> SmallVector<Value> {
                                       Value other = arith::IndexCastOp::create(
                                           l, l.getIndexType(),
                                           tensor::ExtractOp::create(l, kept[0], at(row, j[0])));
                                       Value apart = arith::XOrIOp::create(
                                           l, overlaps(op, l, boxes, row[0], box, other, overlap),
                                           arith::ConstantOp::create(l, l.getBoolAttr(true)));
                                       return {arith::AndIOp::create(l, free[0], apart)};
                                     })
                                   .front();
                // One that is not chosen leaves what is at its place.
                Value last = arith::SubIOp::create(m, count, arith::ConstantIndexOp::create(m, 1));
                SmallVector<Value> to = at(row, arith::MinSIOp::create(m, have, last));
                Value old = tensor::ExtractOp::create(m, kept[0], to);
                Value list = tensor::InsertOp::create(
                    m, arith::SelectOp::create(m, isFree, element, old), kept[0], to);
                number = arith::AddIOp::create(m, number, arith::ExtUIOp::create(m, i64, isFree));
                return {list, tensor::InsertOp::create(m, number, kept[1], ValueRange(row))};
              });
          return walked;
        });
    Value list = chosen[0], numbers = chosen[1];
    Value total = b.reduce({}, b.zero(i64), numbers, b.getMultiDimIdentityMap(2),
                           AffineMap::get(2, 0, b.getContext()),
                           [](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                             return arith::AddIOp::create(n, args[0], args[1]);
                           });
    Value rows = writeChosen(
        b, {bounds[0], bounds[1], count}, indexIn(b, total), /*width=*/3, /*asColumns=*/false,
        [&](ImplicitLocOpBuilder &n, ValueRange ivs) -> Value {
          Value number = tensor::ExtractOp::create(n, numbers, ivs.take_front(2));
          return arith::CmpIOp::create(n, arith::CmpIPredicate::slt,
                                       arith::IndexCastOp::create(n, i64, ivs[2]), number);
        },
        [&](ImplicitLocOpBuilder &n, ValueRange ivs) -> SmallVector<Value> {
          return {arith::IndexCastOp::create(n, i64, ivs[0]),
                  arith::IndexCastOp::create(n, i64, ivs[1]),
                  tensor::ExtractOp::create(n, list, ivs)};
        });
    return SmallVector<Value>{rows};
  }

  // Whether two boxes' intersection over union exceeds the threshold; one without
  // an area overlaps nothing.
  static Value overlaps(NonMaxSuppressionOp op, ImplicitLocOpBuilder &b, Value boxes, Value batch,
                        Value i, Value j, Value threshold) {
    Value zero = arith::ConstantOp::create(b, b.getF32FloatAttr(0));
    struct Side {
      Value low, high;
    };
    // The sides of a box along its first and its second coordinate.
    auto sidesOf = [&](Value box) {
      SmallVector<Value> c;
      for (int64_t k = 0; k < 4; ++k)
        c.push_back(tensor::ExtractOp::create(
            b, boxes, ValueRange{batch, box, arith::ConstantIndexOp::create(b, k)}));
      SmallVector<Side> sides;
      for (unsigned k : {0u, 1u}) {
        if (op.getCenterPointBox()) {
          Value half = arith::DivFOp::create(b, c[k + 2],
                                             arith::ConstantOp::create(b, b.getF32FloatAttr(2)));
          sides.push_back(
              {arith::SubFOp::create(b, c[k], half), arith::AddFOp::create(b, c[k], half)});
        } else {
          sides.push_back({arith::MinimumFOp::create(b, c[k], c[k + 2]),
                           arith::MaximumFOp::create(b, c[k], c[k + 2])});
        }
      }
      return sides;
    };
    auto areaOf = [&](ArrayRef<Side> sides) -> Value {
      return arith::MulFOp::create(b, arith::SubFOp::create(b, sides[0].high, sides[0].low),
                                   arith::SubFOp::create(b, sides[1].high, sides[1].low));
    };
    auto x = sidesOf(i), y = sidesOf(j);
    Value both;
    for (unsigned k : {0u, 1u}) {
      Value length = arith::SubFOp::create(b, arith::MinimumFOp::create(b, x[k].high, y[k].high),
                                           arith::MaximumFOp::create(b, x[k].low, y[k].low));
      length = arith::MaximumFOp::create(b, length, zero);
      both = both ? arith::MulFOp::create(b, both, length).getResult() : length;
    }
    Value a = areaOf(x), c = areaOf(y);
    Value either = arith::SubFOp::create(b, arith::AddFOp::create(b, a, c), both);
    auto isAbove = [&](Value value, Value bound) -> Value {
      return arith::CmpFOp::create(b, arith::CmpFPredicate::OGT, value, bound);
    };
    Value isSome = arith::AndIOp::create(b, isAbove(a, zero), isAbove(c, zero));
    isSome = arith::AndIOp::create(b, isSome, isAbove(both, zero));
    return arith::AndIOp::create(b, isSome,
                                 isAbove(arith::DivFOp::create(b, both, either), threshold));
  }
};
} // namespace

void cameo::populateSuppressionLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                        SymbolicShapes &shapes) {
  patterns.add<NonMaxSuppressionLowering>(converter, shapes);
}
