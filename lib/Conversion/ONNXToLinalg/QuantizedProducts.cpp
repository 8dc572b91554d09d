// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Products of quantised matrices. The product itself is of bytes; zero points
// are corrections on sums of rows and columns, of which constants' sums are
// constants:  Σ (a - z)(b - w) = Σ ab - z Σ b - w Σ (a - z).
// CPUs multiply unsigned bytes by signed ones: others are shifted by 128 together
// with their zero points.

#include "dialects/ONNX/Quantization/Granularity.h"
#include "dialects/ONNX/Scalars.h"
#include "lib/Conversion/ONNXToLinalg/Bytes.h"
#include "lib/Conversion/ONNXToLinalg/Matrices.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

namespace {

// A tensor of i32 with its extents; when it broadcasts, it lacks the dimension
// `hole`, counted from the last.
struct Term {
  Value value;
  Dims dims;
  std::optional<size_t> hole = std::nullopt;
};

class IntegerProduct {
public:
  IntegerProduct(LoweringBuilder &b, Dims to) : b(b), to(std::move(to)) {}

  // x, of elements of some type, plus a number, as i32.
  Term widen(Value x, Dims dims, Type element, int64_t shift = 0) {
    return {b.map(dims, type, x, b.getMultiDimIdentityMap(dims.size()),
                  [&](ImplicitLocOpBuilder &b, ValueRange args) -> Value {
                    Value wide = convertElement(b, args[0], element, type);
                    if (!shift)
                      return wide;
                    return arith::AddIOp::create(
                        b, wide, arith::ConstantOp::create(b, b.getI32IntegerAttr(shift)));
                  }),
            dims};
  }

  // f(x, y, …) with numpy's broadcasting to `dims`.
  Term combine(Dims dims, ArrayRef<Term> terms, LoweringBuilder::Body body) {
    SmallVector<Value> ins;
    SmallVector<AffineMap> maps;
    for (const Term &term : terms) {
      Dims around = dims;
      SmallVector<AffineExpr> positions;
      for (size_t i = 0; i < dims.size(); ++i)
        positions.push_back(b.getAffineDimExpr(i));
      if (term.hole) {
        size_t axis = dims.size() - 1 - *term.hole;
        around.erase(around.begin() + axis);
        positions.erase(positions.begin() + axis);
      }
      auto [value, map] = b.broadcast(term.value, term.dims, around);
      ins.push_back(value);
      maps.push_back(map.replaceDimsAndSymbols(positions, {}, dims.size(), 0));
    }
    return {b.map(dims, type, ins, maps, body), dims};
  }

  Term subtract(Dims dims, Term x, Term y) {
    return combine(dims, {x, y}, [](ImplicitLocOpBuilder &b, ValueRange args) -> Value {
      return arith::SubIOp::create(b, args[0], args[1]);
    });
  }

  // x - y * z
  Term subtractProduct(Term x, Term y, Term z) {
    return combine(to, {x, y, z}, [](ImplicitLocOpBuilder &b, ValueRange args) -> Value {
      return arith::SubIOp::create(b, args[0], arith::MulIOp::create(b, args[1], args[2]));
    });
  }

  // The sums along an axis; `keep` to broadcast them along it.
  Term sum(Term x, int64_t axis, bool keep) {
    Dims rest = x.dims;
    rest.erase(rest.begin() + axis);
    AffineMap all = b.getMultiDimIdentityMap(x.dims.size());
    Value sums = b.reduce(rest, b.zero(type), x.value, all, all.dropResult(axis),
                          [](ImplicitLocOpBuilder &b, ValueRange args) -> Value {
                            return arith::AddIOp::create(b, args[0], args[1]);
                          });
    std::optional<size_t> hole;
    if (keep)
      hole = x.dims.size() - 1 - axis;
    return {sums, rest, hole};
  }

private:
  LoweringBuilder &b;
  Dims to;
  Type type = b.getI32Type();
};

bool isScalar(const Dims &dims) {
  return granularityOf(dims, /*blockSize=*/0) == Granularity::Tensor;
}

struct MatMulIntegerLowering : Lowering<MatMulIntegerOp> {
  using Lowering::Lowering;
  FailureOr<SmallVector<Value>> lower(MatMulIntegerOp op, Adaptor operands,
                                      LoweringBuilder &b) const override {
    Dims lhs = b.dimsOf(op.getA()), rhs = b.dimsOf(op.getB()), to = b.dimsOf(op.getY());
    IntegerProduct product(b, to);
    Bytes a = asUnsigned(b, op.getA(), operands.getA()), c = asSigned(b, op.getB(), operands.getB());
    ProductTypes types = {a.element, c.element, b.getI32Type()};
    Term result = {multiplyMatrices(b, a.value, lhs, c.value, rhs, to, types), to};

    // Zero points as they broadcast to the operands: one, or one a row of A and a
    // column of B.
    std::optional<Term> zeroPoints[2];
    for (unsigned i : {0, 1}) {
      Value original = op->getOperand(2 + i);
      int64_t shift = (i ? c : a).shift;
      if (isZeroPointZero(original)) {
        if (shift)
          zeroPoints[i] = {b.filled({}, arith::ConstantOp::create(b, b.getI32IntegerAttr(shift))),
                           {}};
        continue;
      }
      Term zeroPoint = product.widen(operands.getOperands()[2 + i], b.dimsOf(original),
                                     getElementTypeOrSelf(original.getType()), shift);
      const Dims &of = i == 0 ? lhs : rhs;
      if (isScalar(zeroPoint.dims))
        zeroPoint = {b.reshape(zeroPoint.value, zeroPoint.dims, {}), {}};
      else if (lhs.size() < 2 || rhs.size() < 2 || zeroPoint.dims.size() > of.size())
        return op.emitOpError() << "has no lowering for several zero points of vectors";
      else if (i == 0 && zeroPoint.dims.size() == 1)
        zeroPoint.hole = 0;
      zeroPoints[i] = zeroPoint;
    }

    Term rest = product.widen(a.value, lhs, a.element);
    if (zeroPoints[0]) {
      Term columns = product.sum(product.widen(c.value, rhs, c.element),
                                 rhs.size() < 2 ? 0 : rhs.size() - 2, lhs.size() > 1);
      result = product.subtractProduct(result, *zeroPoints[0], columns);
      rest = product.subtract(lhs, rest, *zeroPoints[0]);
    }
    if (zeroPoints[1]) {
      Term rows = product.sum(rest, lhs.size() - 1, rhs.size() > 1);
      result = product.subtractProduct(result, *zeroPoints[1], rows);
    }
    return SmallVector<Value>{result.value};
  }
};
} // namespace

void cameo::populateQuantizedProductsLowering(RewritePatternSet &patterns,
                                              const TypeConverter &converter,
                                              SymbolicShapes &shapes) {
  patterns.add<MatMulIntegerLowering>(converter, shapes);
}
