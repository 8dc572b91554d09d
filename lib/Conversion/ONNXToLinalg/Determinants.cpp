// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Determinants by Gaussian elimination with the largest element of a column as pivot.

#include "lib/Conversion/ONNXToLinalg/Sequences.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

struct DetLowering : Lowering<DetOp> {
  using Lowering::Lowering;

  Results lower(DetOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getX()), to = b.dimsOf(op.getY());
    AffineExpr count = b.getShapes().product(to), size = dims.back();
    Type element = cast<RankedTensorType>(operands.getX().getType()).getElementType();
    Type real = LoweringBuilder::accumulator(element);
    Dims matrices{count, size, size};
    Value x = b.convert(b.reshape(operands.getX(), dims, matrices), matrices, real);
    Value n = b.index(size);
    using P = arith::CmpIPredicate;
    auto read = [](ImplicitLocOpBuilder &l, Value tensor, ValueRange at) -> Value {
      return tensor::ExtractOp::create(l, tensor, at);
    };
    // The matrices are eliminated in a copy, whose rows change places.
    auto eliminate = [&](ImplicitLocOpBuilder &l, Value batch, Value k,
                         ValueRange state) -> SmallVector<Value> {
      Value lowest = arith::ConstantOp::create(l, l.getFloatAttr(real, -1.0));
      auto pivot =
          loops(l, n, {k, lowest}, [&](ImplicitLocOpBuilder &m, ValueRange i, ValueRange best) {
            Value size = math::AbsFOp::create(m, read(m, state[0], ValueRange{batch, i[0], k}));
            Value isBelow = arith::CmpIOp::create(m, P::sge, i[0], k);
            Value isLarger = arith::AndIOp::create(
                m, isBelow, arith::CmpFOp::create(m, arith::CmpFPredicate::OGT, size, best[1]));
            return SmallVector<Value>{arith::SelectOp::create(m, isLarger, i[0], best[0]),
                                      arith::SelectOp::create(m, isLarger, size, best[1])};
          });
      Value work =
          loops(l, n, state[0], [&](ImplicitLocOpBuilder &m, ValueRange j, ValueRange inner) {
            SmallVector<Value> here{batch, k, j[0]}, there{batch, pivot[0], j[0]};
            Value a = read(m, inner[0], here), c = read(m, inner[0], there);
            Value once = tensor::InsertOp::create(m, c, inner[0], here);
            // Of one row with itself, the second write would undo nothing.
            return SmallVector<Value>{tensor::InsertOp::create(m, a, once, there)};
          }).front();
      Value divisor = read(l, work, ValueRange{batch, k, k});
      Value isMoved = arith::CmpIOp::create(l, P::ne, pivot[0], k);
      Value factor =
          arith::SelectOp::create(l, isMoved, arith::NegFOp::create(l, divisor), divisor);
      Value det = arith::MulFOp::create(l, state[1], factor);
      Value zero = arith::ConstantOp::create(l, l.getFloatAttr(real, 0.0));
      Value isZero = arith::CmpFOp::create(l, arith::CmpFPredicate::OEQ, divisor, zero);
      work = loops(l, ValueRange{n, n}, work,
                   [&](ImplicitLocOpBuilder &m, ValueRange at, ValueRange inner) {
                     SmallVector<Value> place{batch, at[0], at[1]};
                     Value old = read(m, inner[0], place);
                     Value ratio = arith::DivFOp::create(
                         m, read(m, inner[0], ValueRange{batch, at[0], k}), divisor);
                     Value part = arith::MulFOp::create(
                         m, ratio, read(m, inner[0], ValueRange{batch, k, at[1]}));
                     Value changes =
                         arith::AndIOp::create(m, arith::CmpIOp::create(m, P::sgt, at[0], k),
                                               arith::CmpIOp::create(m, P::sgt, at[1], k));
                     Value next = arith::SelectOp::create(m, isZero, old,
                                                          arith::SubFOp::create(m, old, part));
                     next = arith::SelectOp::create(m, changes, next, old);
                     return SmallVector<Value>{tensor::InsertOp::create(m, next, inner[0], place)};
                   })
                 .front();
      return {work, det};
    };
    Value dets = writeRows(
        b, b.index(count), {b.empty(matrices, real), b.empty({count}, real)},
        [&](ImplicitLocOpBuilder &l, ValueRange row, ValueRange state) {
          Value batch = row[0];
          Value copy = loops(l, ValueRange{n, n}, state[0],
                             [&](ImplicitLocOpBuilder &m, ValueRange at, ValueRange inner) {
                               SmallVector<Value> place{batch, at[0], at[1]};
                               return SmallVector<Value>{
                                   tensor::InsertOp::create(m, read(m, x, place), inner[0], place)};
                             })
                           .front();
          Value one = arith::ConstantOp::create(l, l.getFloatAttr(real, 1.0));
          auto done = loops(l, n, {copy, one},
                            [&](ImplicitLocOpBuilder &m, ValueRange k, ValueRange inner) {
                              return eliminate(m, batch, k[0], inner);
                            });
          return SmallVector<Value>{done[0], tensor::InsertOp::create(l, done[1], state[1], batch)};
        })[1];
    return SmallVector<Value>{b.convert(b.reshape(dets, {count}, to), to, element)};
  }
};
} // namespace

void cameo::populateDeterminantsLowering(RewritePatternSet &patterns,
                                         const TypeConverter &converter, SymbolicShapes &shapes) {
  patterns.add<DetLowering>(converter, shapes);
}
