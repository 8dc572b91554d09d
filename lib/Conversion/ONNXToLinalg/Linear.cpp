// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Matrix products as contractions: transposes and broadcasts are in the maps,
// and what follows the sum is a separate elementwise operation.

#include "lib/Conversion/ONNXToLinalg/Matrices.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

Value cameo::multiplyMatrices(LoweringBuilder &b, Value a, Dims lhs, Value c, Dims rhs,
                              const Dims &to, std::optional<ProductTypes> types) {
  Dims result = to;
  // One matrix for all batches: the batches are rows.
  if (rhs.size() <= 2 && lhs.size() > 2) {
    Dims rows = {b.getShapes().product(ArrayRef(lhs).drop_back()), lhs.back()};
    a = b.reshape(a, lhs, rows);
    lhs = rows;
    result = {rows[0]};
    if (rhs.size() == 2)
      result.push_back(rhs.back());
  }
  // Loops: batch…, m (unless A is a vector), n (unless B is), k.
  unsigned loops = result.size() + 1, next = result.size();
  bool hasN = rhs.size() > 1, hasM = lhs.size() > 1;
  AffineExpr k = b.getAffineDimExpr(loops - 1);
  AffineExpr n = hasN ? b.getAffineDimExpr(--next) : AffineExpr();
  AffineExpr m = hasM ? b.getAffineDimExpr(--next) : AffineExpr();
  ArrayRef<AffineExpr> batch = ArrayRef(result).take_front(next);

  auto place = [&](Value value, ArrayRef<AffineExpr> dims, ArrayRef<AffineExpr> matrix) {
    // The batch position broadcasts; the matrix position replaces the last dims.
    Dims target(batch);
    llvm::append_range(target, dims.take_back(matrix.size()));
    auto [operand, map] = b.broadcast(value, dims, target);
    SmallVector<AffineExpr> position(map.getResults());
    for (size_t i = 0; i < matrix.size(); ++i)
      position[position.size() - matrix.size() + i] = matrix[i];
    return std::make_pair(operand, AffineMap::get(loops, 0, position, b.getContext()));
  };
  SmallVector<AffineExpr> aMatrix, bMatrix;
  if (hasM)
    aMatrix.push_back(m);
  aMatrix.push_back(k);
  bMatrix.push_back(k);
  if (hasN)
    bMatrix.push_back(n);
  auto [aValue, aMap] = place(a, lhs, aMatrix);
  auto [bValue, bMap] = place(c, rhs, bMatrix);
  AffineMap out = AffineMap::getMultiDimIdentityMap(loops, b.getContext()).dropResult(loops - 1);
  Value sum = b.contract(result, aValue, aMap, bValue, bMap, out, types);
  return b.reshape(sum, result, to);
}

namespace {

struct MatMulLowering : Lowering<MatMulOp> {
  using Lowering::Lowering;
  Results lower(MatMulOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims to = b.dimsOf(op.getY());
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getY().getType()));
    Value sum = multiplyMatrices(b, operands.getA(), b.dimsOf(op.getA()), operands.getB(),
                                 b.dimsOf(op.getB()), to);
    return SmallVector<Value>{b.convert(sum, to, element)};
  }
};

struct GemmLowering : Lowering<GemmOp> {
  using Lowering::Lowering;
  Results lower(GemmOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims to = b.dimsOf(op.getY());
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getY().getType()));
    float alpha = op.getAlpha().convertToFloat(), beta = op.getBeta().convertToFloat();
    if (isa<IntegerType>(element) && (alpha != std::trunc(alpha) || beta != std::trunc(beta)))
      return op.emitOpError() << "a fractional alpha or beta has no lowering for integers";
    AffineExpr m = b.getAffineDimExpr(0), n = b.getAffineDimExpr(1), k = b.getAffineDimExpr(2);
    auto map = [&](AffineExpr row, AffineExpr column, bool transposed) {
      return AffineMap::get(3, 0, transposed ? ArrayRef{column, row} : ArrayRef{row, column},
                            b.getContext());
    };
    Value sum = b.contract(to, operands.getA(), map(m, k, op.getTransA()), operands.getB(),
                           map(k, n, op.getTransB()), AffineMap::get(3, 0, {m, n}, b.getContext()));

    // alpha * sum + beta * C, in the type of the sum.
    bool hasC = !isa<NoneType>(op.getC().getType()) && beta != 0.0f;
    if (!hasC && alpha == 1.0f)
      return SmallVector<Value>{b.convert(sum, to, element)};
    SmallVector<Value> ins = {sum};
    SmallVector<AffineMap> maps = {b.getMultiDimIdentityMap(2)};
    if (hasC) {
      auto [value, position] = b.broadcast(operands.getC(), b.dimsOf(op.getC()), to);
      ins.push_back(value);
      maps.push_back(position);
    }
    Type type = LoweringBuilder::accumulator(element);
    return SmallVector<Value>{
        b.map(to, element, ins, maps, [&](ImplicitLocOpBuilder &s, ValueRange args) {
          auto scale = [&](Value value, float factor) -> Value {
            if (factor == 1.0f)
              return value;
            if (isa<IntegerType>(type))
              return arith::MulIOp::create(
                  s, value, arith::ConstantOp::create(s, s.getIntegerAttr(type, int64_t(factor))));
            return arith::MulFOp::create(
                s, value, arith::ConstantOp::create(s, s.getFloatAttr(type, factor)));
          };
          Value result = scale(args[0], alpha);
          if (hasC) {
            Value c = args[1];
            if (type != element)
              c = arith::ExtFOp::create(s, type, c);
            c = scale(c, beta);
            result = isa<IntegerType>(type) ? arith::AddIOp::create(s, result, c).getResult()
                                            : arith::AddFOp::create(s, result, c).getResult();
          }
          return type == element ? result : arith::TruncFOp::create(s, element, result).getResult();
        })};
  }
};
} // namespace

void cameo::populateLinearLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                   SymbolicShapes &shapes) {
  patterns.add<MatMulLowering, GemmLowering>(converter, shapes);
}
