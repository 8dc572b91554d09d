// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Products with numbers of four bits, which a contraction reads as they are.

#include "dialects/Cameo/Panels.h"
#include "dialects/ONNX/Microsoft/Ops.h"
#include "lib/Conversion/ONNXToLinalg/Lowering.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

namespace {

// packed[p, rest…, c] = 16p + c < n ? x[16p + c, rest…] : 0
Value packRows(LoweringBuilder &b, Value x, Dims dims, Type element) {
  AffineExpr count = dims.front();
  dims.front() = count.ceilDiv(panelColumns);
  dims.push_back(b.getAffineConstantExpr(panelColumns));
  Value end = b.index(count);
  return b.map(dims, element, {}, {}, [&](ImplicitLocOpBuilder &in, ValueRange) -> Value {
    Value at = arith::AddIOp::create(
        in,
        arith::MulIOp::create(in, linalg::IndexOp::create(in, 0),
                              arith::ConstantIndexOp::create(in, panelColumns)),
        linalg::IndexOp::create(in, dims.size() - 1));
    Value isInside = arith::CmpIOp::create(in, arith::CmpIPredicate::ult, at, end);
    // Past the end the last one is read and not used.
    Value last = arith::SubIOp::create(in, end, arith::ConstantIndexOp::create(in, 1));
    SmallVector<Value> indices{arith::SelectOp::create(in, isInside, at, last)};
    for (size_t axis = 1; axis + 1 < dims.size(); ++axis)
      indices.push_back(linalg::IndexOp::create(in, axis));
    Value zero = arith::ConstantOp::create(in, in.getZeroAttr(element));
    return arith::SelectOp::create(in, isInside, tensor::ExtractOp::create(in, x, indices), zero);
  });
}

struct BlockProductLowering : Lowering<MicrosoftBlockProductOp> {
  using Lowering::Lowering;
  FailureOr<SmallVector<Value>> lower(MicrosoftBlockProductOp op, Adaptor operands,
                                      LoweringBuilder &b) const override {
    Dims lhs = b.dimsOf(op.getA()), weights = b.dimsOf(op.getB()), to = b.dimsOf(op.getY());
    Value numbers = packRows(b, operands.getB(), weights, b.getI8Type());
    Value scales = packRows(b, operands.getScales(), b.dimsOf(op.getScales()), b.getF32Type());
    AffineExpr rows = b.getShapes().product(ArrayRef(lhs).drop_back());
    Value a = b.reshape(operands.getA(), lhs, {rows, lhs.back()});
    Value init = b.empty({rows, to.back()}, b.getF32Type());
    AffineExpr m, n, block, byte;
    bindDims(b.getContext(), m, n, block, byte);
    auto map = [&](ArrayRef<AffineExpr> results) {
      return AffineMap::get(4, 0, results, b.getContext());
    };
    AffineExpr column = block * (weights[2] * byteNumbers) + byte * byteNumbers;
    AffineMap maps[] = {map({m, column}), map({n, block, byte}), map({m, n})};
    Value product = ContractOp::create(b, init.getType(), a, numbers, init, scales,
                                       b.getAffineMapArrayAttr(maps), /*packed=*/true);
    return SmallVector<Value>{b.reshape(product, {rows, to.back()}, to)};
  }
};
} // namespace

void cameo::populateBlockProductsLowering(RewritePatternSet &patterns,
                                          const TypeConverter &converter, SymbolicShapes &shapes) {
  patterns.add<BlockProductLowering>(converter, shapes);
}
