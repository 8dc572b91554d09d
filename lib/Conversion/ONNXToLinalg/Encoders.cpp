// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Categories encoded by their position.

#include "dialects/ONNX/ML/Ops.h"
#include "lib/Conversion/ONNXToLinalg/Lowering.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {
struct OneHotEncoderLowering : Lowering<MLOneHotEncoderOp> {
  using Lowering::Lowering;
  Results lower(MLOneHotEncoderOp op, Adaptor operands, LoweringBuilder &b) const override {
    if (!getElementTypeOrSelf(op.getX().getType()).isInteger(64))
      return failure();
    Dims from = b.dimsOf(op.getX()), to = b.dimsOf(op.getY());
    unsigned rank = from.size();
    ArrayRef<int64_t> numbers = *op.getCatsInt64s();
    auto type = RankedTensorType::get({int64_t(numbers.size())}, b.getI64Type());
    Value categories = arith::ConstantOp::create(b, DenseElementsAttr::get(type, numbers));
    AffineMap element = AffineMap::getMultiDimIdentityMap(rank + 1, b.getContext());
    AffineMap maps[] = {element.getMajorSubMap(rank),
                        AffineMap::get(rank + 1, 0, b.getAffineDimExpr(rank))};
    Value ins[] = {operands.getX(), categories};
    auto equal = [](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
      return arith::CmpIOp::create(n, arith::CmpIPredicate::eq, args[0], args[1]);
    };
    if (!op.getZeros())
      requireCategories(op, b, ins, maps, equal);
    return SmallVector<Value>{
        b.map(to, b.getF32Type(), ins, maps, [&](ImplicitLocOpBuilder &n, ValueRange args) {
          return arith::UIToFPOp::create(n, n.getF32Type(), equal(n, args)).getResult();
        })};
  }

  // As many elements of the result are 1 as the operand has elements.
  static void requireCategories(MLOneHotEncoderOp op, LoweringBuilder &b, ArrayRef<Value> ins,
                                ArrayRef<AffineMap> maps, LoweringBuilder::Body equal) {
    Dims from = b.dimsOf(op.getX());
    AffineMap none = AffineMap::get(from.size() + 1, 0, b.getContext());
    Value count = b.reduce({}, b.zero(b.getI64Type()), ins, maps, none,
                           [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                             Value one = arith::ExtUIOp::create(n, n.getI64Type(), equal(n, args));
                             return arith::AddIOp::create(n, args[2], one);
                           });
    Value found = arith::IndexCastOp::create(b, b.getIndexType(),
                                             tensor::ExtractOp::create(b, count, ValueRange{}));
    b.requireEqual(found, b.index(b.getShapes().product(from)));
  }
};
} // namespace

void cameo::populateEncodersLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                     SymbolicShapes &shapes) {
  patterns.add<OneHotEncoderLowering>(converter, shapes);
}
