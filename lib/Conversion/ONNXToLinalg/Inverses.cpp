// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The inverses of matrices by elimination: beside each matrix stands the unit
// matrix, and what turns the one into the unit matrix turns the other into the
// inverse. The pivot is the largest element of a column. Matrices are independent.

#include "dialects/ONNX/Microsoft/Ops.h"
#include "lib/Conversion/ONNXToLinalg/Scalars.h"
#include "lib/Conversion/ONNXToLinalg/Sequences.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

/// One matrix of the list, with the unit matrix beside it.
struct Elimination {
  Value matrix, size, width; // as index; width = 2 * size

  Value read(ImplicitLocOpBuilder &b, Value tensor, Value row, Value column) const {
    return tensor::ExtractOp::create(b, tensor, ValueRange{matrix, row, column});
  }
  Value write(ImplicitLocOpBuilder &b, Value x, Value tensor, Value row, Value column) const {
    return tensor::InsertOp::create(b, x, tensor, ValueRange{matrix, row, column});
  }

  // The row from k on with the largest element in column k.
  Value pivot(ImplicitLocOpBuilder &b, Value tensor, Value k) const {
    Value most = math::AbsFOp::create(b, read(b, tensor, k, k));
    auto found =
        loops(b, size, ValueRange{k, most},
              [&](ImplicitLocOpBuilder &n, ValueRange i, ValueRange best) -> SmallVector<Value> {
                Value x = math::AbsFOp::create(n, read(n, tensor, i[0], k));
                Value isBelow = arith::CmpIOp::create(n, arith::CmpIPredicate::sgt, i[0], k);
                Value isMore = arith::CmpFOp::create(n, arith::CmpFPredicate::OGT, x, best[1]);
                Value isBetter = arith::AndIOp::create(n, isBelow, isMore);
                return {arith::SelectOp::create(n, isBetter, i[0], best[0]),
                        arith::SelectOp::create(n, isBetter, x, best[1])};
              });
    return found[0];
  }

  // Column k becomes that of the unit matrix.
  Value clear(ImplicitLocOpBuilder &b, Value tensor, Value k) const {
    Value row = pivot(b, tensor, k), head = read(b, tensor, row, k);
    // The pivot's row, divided by the pivot, changes places with row k.
    tensor = loops(b, width, tensor, [&](auto &n, ValueRange c, ValueRange state) {
               Value upper = read(n, state[0], k, c[0]), lower = read(n, state[0], row, c[0]);
               Value moved = write(n, upper, state[0], row, c[0]);
               Value scaled = arith::DivFOp::create(n, lower, head);
               return SmallVector<Value>{write(n, scaled, moved, k, c[0])};
             }).front();
    return loops(b, size, tensor,
                 [&](auto &n, ValueRange i, ValueRange state) {
                   Scalars s{n, head.getType()};
                   Value isOther = arith::CmpIOp::create(n, arith::CmpIPredicate::ne, i[0], k);
                   Value factor = s.select(isOther, read(n, state[0], i[0], k), s.constant(0));
                   return loops(n, width, state[0], [&](auto &m, ValueRange c, ValueRange inner) {
                     Scalars t{m, head.getType()};
                     Value x = read(m, inner[0], i[0], c[0]);
                     Value other = t.sub(x, t.mul(factor, read(m, inner[0], k, c[0])));
                     // Row k stays, whatever is in it.
                     return SmallVector<Value>{
                         write(m, t.select(isOther, other, x), inner[0], i[0], c[0])};
                   });
                 })
        .front();
  }
};

struct InverseLowering : Lowering<MicrosoftInverseOp> {
  using Lowering::Lowering;
  Results lower(MicrosoftInverseOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getX());
    Type element = getElementTypeOrSelf(op.getX().getType());
    if (dims.size() != 3 || !(element.isF32() || element.isF64()))
      return failure();
    AffineExpr n = dims[1], zero = b.getShapes().constant(0);
    Dims both{dims[0], n, n * 2};
    Value size = b.index(n), x = operands.getX();
    Value start = b.map(both, element, {}, {}, [&](ImplicitLocOpBuilder &m, ValueRange) -> Value {
      Scalars s{m, element};
      Value batch = linalg::IndexOp::create(m, 0), row = linalg::IndexOp::create(m, 1),
            column = linalg::IndexOp::create(m, 2);
      using P = arith::CmpIPredicate;
      Value isLeft = arith::CmpIOp::create(m, P::slt, column, size);
      Value right = arith::SubIOp::create(m, column, size);
      Value isOne = arith::CmpIOp::create(m, P::eq, right, row);
      Value at = arith::SelectOp::create(m, isLeft, column, row);
      Value left = tensor::ExtractOp::create(m, x, ValueRange{batch, row, at});
      return s.select(isLeft, left, s.select(isOne, s.constant(1), s.constant(0)));
    });
    Value width = b.index(n * 2);
    auto results = writeRows(
        b, b.index(dims[0]), start, [&](ImplicitLocOpBuilder &m, ValueRange ivs, ValueRange state) {
          Elimination elimination{ivs[0], size, width};
          return loops(m, size, state[0], [&](auto &inner, ValueRange k, ValueRange now) {
            return SmallVector<Value>{elimination.clear(inner, now[0], k[0])};
          });
        });
    return SmallVector<Value>{b.slice(results[0], both, {zero, zero, n}, {1, 1, 1}, dims)};
  }
};
} // namespace

void cameo::populateInversesLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                     SymbolicShapes &shapes) {
  patterns.add<InverseLowering>(converter, shapes);
}
