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
    // A scalar counts as one position, too, that has no coordinates.
    Value positions = writeChosen(
        b, indicesOf(b, dims), indexIn(b, total), rank, /*asColumns=*/true,
        [&](ImplicitLocOpBuilder &n, ValueRange ivs) {
          return isNonZero(n, tensor::ExtractOp::create(n, x, ivs));
        },
        [&](ImplicitLocOpBuilder &n, ValueRange ivs) {
          return llvm::map_to_vector(
              ivs, [&](Value iv) -> Value { return arith::IndexCastOp::create(n, i64, iv); });
        });
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

struct UniqueLowering : Lowering<UniqueOp> {
  using Lowering::Lowering;
  Results lower(UniqueOp op, Adaptor operands, LoweringBuilder &b) const override {
    // The parts along the axis, or the elements, as rows of a matrix.
    Dims dims = b.dimsOf(op.getX());
    int64_t rank = dims.size(), axis = op.getAxis().value_or(0);
    axis = axis < 0 ? axis + rank : axis;
    SymbolicShapes &shapes = b.getShapes();
    SmallVector<int64_t> perm;
    Dims others;
    Value rows = operands.getX();
    AffineExpr length = shapes.product(dims), width = shapes.constant(1);
    if (op.getAxis()) {
      perm.push_back(axis);
      for (int64_t k = 0; k < rank; ++k)
        if (k != axis) {
          perm.push_back(k);
          others.push_back(dims[k]);
        }
      length = dims[axis];
      width = shapes.product(others);
      rows = b.transpose(rows, dims, perm);
      Dims front{length};
      llvm::append_range(front, others);
      rows = b.reshape(rows, front, {length, width});
    } else {
      rows = b.reshape(rows, dims, {length, width});
    }
    Groups groups = group(op, rows, length, width, b);
    AffineExpr count = b.getShapes().known(indexIn(b, groups.count));

    auto prefix = [&](Value all) {
      return b.map({count}, b.getI64Type(), {}, {}, [&](ImplicitLocOpBuilder &n, ValueRange) {
        return tensor::ExtractOp::create(n, all, ValueRange{linalg::IndexOp::create(n, 0)})
            .getResult();
      });
    };
    Type element = cast<RankedTensorType>(rows.getType()).getElementType();
    Value y = b.map({count, width}, element, {}, {}, [&](ImplicitLocOpBuilder &n, ValueRange) {
      Value first =
          tensor::ExtractOp::create(n, groups.first, ValueRange{linalg::IndexOp::create(n, 0)});
      Value row = LoweringBuilder::safeIndex(n, first, groups.length);
      return tensor::ExtractOp::create(n, rows, ValueRange{row, linalg::IndexOp::create(n, 1)})
          .getResult();
    });
    Dims front{count};
    llvm::append_range(front, others);
    y = b.reshape(y, {count, width}, front);
    if (op.getAxis()) {
      SmallVector<int64_t> back(rank);
      for (auto [to, from] : llvm::enumerate(perm))
        back[from] = to;
      y = b.transpose(y, front, back);
    }
    SmallVector<Value> results{y, prefix(groups.first), groups.inverse, prefix(groups.counts)};
    for (auto [result, value] : llvm::zip(results, op->getResults()))
      if (isa<NoneType>(value.getType()))
        result = Value();
    return results;
  }

  /// Of each distinct row, as many as there are of them: the first position and the
  /// number of positions; of each position, the number of its row.
  struct Groups {
    Value first, counts, inverse, count, length;
  };

  static Groups group(UniqueOp op, Value rows, AffineExpr extent, AffineExpr width,
                      LoweringBuilder &b) {
    Type i64 = b.getI64Type();
    Value length = b.index(extent), columns = b.index(width);
    Type original = getElementTypeOrSelf(op.getX().getType());
    // -1, 0 or 1 as row i comes before, is, or comes after row j.
    auto compare = [&](ImplicitLocOpBuilder &n, Value i, Value j) -> Value {
      Value equal = arith::ConstantOp::create(n, n.getI64IntegerAttr(0));
      return loops(n, columns, equal,
                   [&](ImplicitLocOpBuilder &m, ValueRange k,
                       ValueRange state) -> SmallVector<Value> {
                     Value x = tensor::ExtractOp::create(m, rows, ValueRange{i, k[0]});
                     Value y = tensor::ExtractOp::create(m, rows, ValueRange{j, k[0]});
                     auto number = [&](int64_t value) -> Value {
                       return arith::ConstantOp::create(m, m.getI64IntegerAttr(value));
                     };
                     Value here = arith::SelectOp::create(m, isLess(m, y, x, original), number(1),
                                                          number(0));
                     here = arith::SelectOp::create(m, isLess(m, x, y, original), number(-1), here);
                     Value isOpen =
                         arith::CmpIOp::create(m, arith::CmpIPredicate::eq, state[0], number(0));
                     return {arith::SelectOp::create(m, isOpen, here, state[0])};
                   })
          .front();
    };
    auto isZero = [](ImplicitLocOpBuilder &n, Value x, arith::CmpIPredicate predicate) -> Value {
      return arith::CmpIOp::create(n, predicate, x,
                                   arith::ConstantOp::create(n, n.getI64IntegerAttr(0)));
    };
    auto precedes = [&](ImplicitLocOpBuilder &n, Value i, Value j) -> Value {
      Value order = compare(n, i, j);
      Value isEarlier = arith::CmpIOp::create(n, arith::CmpIPredicate::slt, i, j);
      Value isTie = arith::AndIOp::create(n, isZero(n, order, arith::CmpIPredicate::eq), isEarlier);
      return arith::OrIOp::create(n, isZero(n, order, arith::CmpIPredicate::slt), isTie);
    };
    auto at = [](Value k) { return SmallVector<Value>{k}; };
    Value order =
        writeInOrder(
            b, {}, b.empty({extent}, i64),
            [&](ImplicitLocOpBuilder &n, ValueRange, ValueRange state) {
              return SmallVector<Value>{Selection{length, length, precedes, at}.write(n, state[0])};
            })
            .front();

    auto asIndex = [](ImplicitLocOpBuilder &n, Value x) -> Value {
      return arith::IndexCastOp::create(n, n.getIndexType(), x);
    };
    auto asElement = [&](ImplicitLocOpBuilder &n, Value x) -> Value {
      return arith::IndexCastOp::create(n, i64, x);
    };
    auto read = [](ImplicitLocOpBuilder &n, Value tensor, ValueRange at) -> Value {
      return tensor::ExtractOp::create(n, tensor, at);
    };
    auto write = [](ImplicitLocOpBuilder &n, Value element, Value tensor, ValueRange at) -> Value {
      return tensor::InsertOp::create(n, element, tensor, at);
    };
    // In the order of the rows: a position opens a group unless its row is the one before.
    Value zeros = b.filled({extent}, b.zero(i64)), none = b.filled({}, b.zero(i64));
    auto groups = writeInOrder(
        b, length, {zeros, zeros, zeros, none},
        [&](ImplicitLocOpBuilder &n, ValueRange k, ValueRange state) -> SmallVector<Value> {
          Value zeroHere = arith::ConstantIndexOp::create(n, 0);
          Value before = arith::MaxSIOp::create(
              n, arith::SubIOp::create(n, k[0], arith::ConstantIndexOp::create(n, 1)), zeroHere);
          Value position = asIndex(n, read(n, order, k));
          Value isFirst = arith::CmpIOp::create(n, arith::CmpIPredicate::eq, k[0], zeroHere);
          Value isOther = isZero(n, compare(n, asIndex(n, read(n, order, before)), position),
                                 arith::CmpIPredicate::ne);
          Value opens = arith::OrIOp::create(n, isFirst, isOther);
          Value open = arith::AddIOp::create(n, read(n, state[3], {}),
                                             arith::ExtUIOp::create(n, i64, opens));
          Value number = asIndex(
              n,
              arith::SubIOp::create(n, open, arith::ConstantOp::create(n, n.getI64IntegerAttr(1))));
          Value first =
              arith::SelectOp::create(n, opens, asElement(n, position), read(n, state[0], number));
          Value count = arith::AddIOp::create(n, read(n, state[1], number),
                                              arith::ConstantOp::create(n, n.getI64IntegerAttr(1)));
          return {write(n, first, state[0], number), write(n, count, state[1], number),
                  write(n, asElement(n, number), state[2], position), write(n, open, state[3], {})};
        });
    Groups result{groups[0], groups[1], groups[2], groups[3], length};
    if (op.getSorted())
      return result;
    // In the order of their first positions instead: `names` has the group's new
    // number where the sorted one is its place.
    auto renamed = writeInOrder(
        b, length, {zeros, zeros, zeros, zeros, none},
        [&](ImplicitLocOpBuilder &n, ValueRange i, ValueRange state) -> SmallVector<Value> {
          Value old = asIndex(n, read(n, result.inverse, i));
          Value isFirst = arith::CmpIOp::create(n, arith::CmpIPredicate::eq,
                                                read(n, result.first, old), asElement(n, i[0]));
          Value next = read(n, state[4], {});
          Value name = arith::SelectOp::create(n, isFirst, next, read(n, state[3], old));
          Value place = asIndex(n, name);
          Value first =
              arith::SelectOp::create(n, isFirst, asElement(n, i[0]), read(n, state[0], place));
          return {write(n, first, state[0], place),
                  write(n, read(n, result.counts, old), state[1], place),
                  write(n, name, state[2], i), write(n, name, state[3], old),
                  write(n, arith::AddIOp::create(n, next, arith::ExtUIOp::create(n, i64, isFirst)),
                        state[4], {})};
        });
    return {renamed[0], renamed[1], renamed[2], result.count, length};
  }

  // NaN is larger than any number, and one of its kind.
  static Value isLess(ImplicitLocOpBuilder &b, Value x, Value y, Type original) {
    if (!isa<FloatType>(x.getType()))
      return arith::CmpIOp::create(b,
                                   original.isUnsignedInteger() || original.isInteger(1)
                                       ? arith::CmpIPredicate::ult
                                       : arith::CmpIPredicate::slt,
                                   x, y);
    Value isNumber = arith::CmpFOp::create(b, arith::CmpFPredicate::ORD, x, x);
    Value isNaN = arith::CmpFOp::create(b, arith::CmpFPredicate::UNO, y, y);
    return arith::OrIOp::create(b, arith::CmpFOp::create(b, arith::CmpFPredicate::OLT, x, y),
                                arith::AndIOp::create(b, isNumber, isNaN));
  }
};
} // namespace

void cameo::populateCountedLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                    SymbolicShapes &shapes) {
  patterns.add<NonZeroLowering, UniqueLowering>(converter, shapes);
}
