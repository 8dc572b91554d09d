// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The largest or smallest elements, in order. NaN is larger than any number, and
// equal elements come in the order of their positions.

#include "lib/Conversion/ONNXToLinalg/Sequences.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

struct TopKLowering : Lowering<TopKOp> {
  using Lowering::Lowering;
  Results lower(TopKOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getX());
    bool wantsValues = !isa<NoneType>(op.getValues().getType());
    Dims to = b.dimsOf(wantsValues ? op.getValues() : op.getIndices());
    int64_t axis = op.getAxis(), rank = dims.size();
    axis = axis < 0 ? axis + rank : axis;
    Type original = getElementTypeOrSelf(op.getX().getType());
    SmallVector<Value> bounds = indicesOf(b, to);
    Value length = b.index(dims[axis]), count = bounds[axis];
    bounds.erase(bounds.begin() + axis);

    Value positions =
        writeRows(
            b, bounds, b.empty(to, b.getI64Type()),
            [&](ImplicitLocOpBuilder &n, ValueRange row, ValueRange state) {
              auto at = [&](Value i) {
                SmallVector<Value> position(row);
                position.insert(position.begin() + axis, i);
                return position;
              };
              auto precedes = [&](ImplicitLocOpBuilder &m, Value i, Value j) {
                Value x = tensor::ExtractOp::create(m, operands.getX(), at(i));
                Value y = tensor::ExtractOp::create(m, operands.getX(), at(j));
                Value isEarlier = arith::CmpIOp::create(m, arith::CmpIPredicate::slt, i, j);
                // i comes first unless j's is better, or as good and earlier.
                Value atLeast =
                    arith::AndIOp::create(m, isEarlier, inverse(m, isBetter(op, m, y, x)));
                return arith::OrIOp::create(m, isBetter(op, m, x, y), atLeast).getResult();
              };
              return SmallVector<Value>{Selection{count, length, precedes, at}.write(n, state[0])};
            })
            .front();
    Value values;
    if (wantsValues)
      values = b.map(
          to, LoweringBuilder::signless(original), positions, b.getMultiDimIdentityMap(rank),
          [&](ImplicitLocOpBuilder &n, ValueRange args) {
            SmallVector<Value> at;
            for (int64_t k = 0; k < rank; ++k)
              at.push_back(
                  k == axis ? arith::IndexCastOp::create(n, n.getIndexType(), args[0]).getResult()
                            : linalg::IndexOp::create(n, k).getResult());
            return tensor::ExtractOp::create(n, operands.getX(), at).getResult();
          });
    return SmallVector<Value>{values,
                              isa<NoneType>(op.getIndices().getType()) ? Value() : positions};
  }

  static Value inverse(ImplicitLocOpBuilder &b, Value condition) {
    return arith::XOrIOp::create(b, condition, arith::ConstantOp::create(b, b.getBoolAttr(true)));
  }

  // Whether x is chosen rather than y.
  static Value isBetter(TopKOp op, ImplicitLocOpBuilder &b, Value x, Value y) {
    bool largest = op.getLargest() != 0;
    if (!largest)
      std::swap(x, y);
    // x > y
    if (isa<FloatType>(x.getType())) {
      using P = arith::CmpFPredicate;
      return arith::AndIOp::create(b, arith::CmpFOp::create(b, P::UGT, x, y),
                                   arith::CmpFOp::create(b, P::ORD, y, y));
    }
    bool isUnsigned = getElementTypeOrSelf(op.getX().getType()).isUnsignedInteger();
    return arith::CmpIOp::create(
        b, isUnsigned ? arith::CmpIPredicate::ugt : arith::CmpIPredicate::sgt, x, y);
  }
};
} // namespace

void cameo::populateSelectionsLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                       SymbolicShapes &shapes) {
  patterns.add<TopKLowering>(converter, shapes);
}
