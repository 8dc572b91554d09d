// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Results with as many elements as data have some property: they are counted, then
// written in order.

#include "lib/Conversion/ONNXToLinalg/Sequences.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

struct NonZeroLowering : Lowering<NonZeroOp> {
  using Lowering::Lowering;
  Results lower(NonZeroOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getX());
    int64_t rank = dims.size();
    Value x = operands.getX();
    Type i64 = b.getI64Type();
    AffineMap none = AffineMap::get(rank, 0, b.getContext());
    Value total = b.reduce({}, b.zero(i64), x, b.getMultiDimIdentityMap(rank), none,
                           [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                             Value one = arith::ExtUIOp::create(n, i64, isNonZero(n, args[0]));
                             return arith::AddIOp::create(n, args[1], one);
                           });
    Value count = arith::IndexCastOp::create(
        b, b.getIndexType(), tensor::ExtractOp::create(b, total, ValueRange()));

    // The column of the next position is in a tensor, too. One that does not count
    // is written where the next will be, or the last is.
    Value zero = b.index(int64_t(0)), one = b.index(int64_t(1));
    Value isNone = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, count, zero);
    SmallVector<Value> bounds = indicesOf(b, dims);
    if (!bounds.empty())
      bounds[0] = arith::SelectOp::create(b, isNone, zero, bounds[0]);
    Value last = arith::MaxSIOp::create(b, arith::SubIOp::create(b, count, one), zero);
    SmallVector<OpFoldResult> shape{b.getIndexAttr(rank), count};
    Value positions = tensor::EmptyOp::create(b, shape, i64);
    if (rank)
      positions = writeInOrder(
          b, bounds, {positions, b.filled({}, b.zero(i64))},
          [&](ImplicitLocOpBuilder &n, ValueRange ivs, ValueRange state) -> SmallVector<Value> {
            Value next = tensor::ExtractOp::create(n, state[1], ValueRange());
            Value column = arith::IndexCastOp::create(n, n.getIndexType(), next);
            Value isCounted =
                isNonZero(n, tensor::ExtractOp::create(n, x, ivs));
            Value at = arith::MinSIOp::create(n, column, last), tensor = state[0];
            for (int64_t axis = 0; axis < rank; ++axis) {
              SmallVector<Value> place{arith::ConstantIndexOp::create(n, axis), at};
              Value old = tensor::ExtractOp::create(n, tensor, place);
              Value index = arith::IndexCastOp::create(n, i64, ivs[axis]);
              tensor = tensor::InsertOp::create(
                  n, arith::SelectOp::create(n, isCounted, index, old), tensor, place);
            }
            next = arith::AddIOp::create(n, next, arith::ExtUIOp::create(n, i64, isCounted));
            return {tensor, tensor::InsertOp::create(n, next, state[1], ValueRange())};
          })[0];
    // What the model declares of their number is checked.
    if (Type declared = getTypeConverter()->convertType(op.getType()); positions.getType() != declared)
      positions = tensor::CastOp::create(b, declared, positions);
    return SmallVector<Value>{positions};
  }

  static Value isNonZero(ImplicitLocOpBuilder &b, Value x) {
    if (x.getType().isInteger(1))
      return x;
    Value zero = arith::ConstantOp::create(b, b.getZeroAttr(x.getType()));
    return isa<FloatType>(x.getType())
               ? arith::CmpFOp::create(b, arith::CmpFPredicate::UNE, x, zero).getResult()
               : arith::CmpIOp::create(b, arith::CmpIPredicate::ne, x, zero).getResult();
  }
};
} // namespace

void cameo::populateCountedLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                    SymbolicShapes &shapes) {
  patterns.add<NonZeroLowering>(converter, shapes);
}
