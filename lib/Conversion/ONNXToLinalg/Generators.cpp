// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators that make tensors from shapes and scalars.

#include "lib/Conversion/ONNXToLinalg/Lowering.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

struct ConstantOfShapeLowering : Lowering<ConstantOfShapeOp> {
  using Lowering::Lowering;
  Results lower(ConstantOfShapeOp op, Adaptor, LoweringBuilder &b) const override {
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getOutput().getType()));
    Value scalar;
    if (auto value = op.getValue()) {
      auto dense = dyn_cast<DenseElementsAttr>(*value);
      TypedAttr attribute;
      if (dense && isa<FloatType>(element))
        attribute = FloatAttr::get(element, *dense.value_begin<APFloat>());
      else if (dense && isa<IntegerType>(element))
        attribute = IntegerAttr::get(element, *dense.value_begin<APInt>());
      else
        return op.emitOpError() << "has no lowering for a value of type " << element;
      scalar = arith::ConstantOp::create(b, attribute);
    } else {
      scalar = b.zero(element);
    }
    return SmallVector<Value>{b.filled(b.dimsOf(op.getOutput()), scalar)};
  }
};

// y[i] = start + i * delta.
struct RangeLowering : Lowering<RangeOp> {
  using Lowering::Lowering;
  Results lower(RangeOp op, Adaptor operands, LoweringBuilder &b) const override {
    Type type = getElementTypeOrSelf(op.getOutput().getType());
    Type element = LoweringBuilder::signless(type);
    auto scalar = [&](Value operand) -> Value {
      size_t rank = cast<RankedTensorType>(operand.getType()).getRank();
      return tensor::ExtractOp::create(b, operand, SmallVector<Value>(rank, b.index(int64_t(0))));
    };
    Value start = scalar(operands.getStart()), delta = scalar(operands.getDelta());
    AffineExpr extent = b.dimsOf(op.getOutput()).front();
    // An extent that is this result's own symbol is computed here.
    bool own = isa<AffineSymbolExpr>(extent) &&
               b.getShapes().origin(extent).value == op.getOutput();
    // One that is only declared is compared with what it must be.
    InferenceContext ctx(op, b.getShapes());
    bool isDeclared = !own && !op.inferCount(ctx);
    Value init;
    Value count;
    if (own || isDeclared) {
      count = countSteps(b, start, scalar(operands.getLimit()), delta, type);
      if (!count)
        return op.emitOpError() << "has no lowering for elements of type " << type;
    }
    if (isDeclared)
      b.requireEqual(count, b.index(extent));
    if (!own) {
      init = b.empty(extent, element);
    } else {
      init = tensor::EmptyOp::create(b, ArrayRef<OpFoldResult>(count), element);
    }
    auto generic = linalg::GenericOp::create(
        b, init.getType(), ValueRange{}, init, b.getMultiDimIdentityMap(1),
        utils::IteratorType::parallel, [&](OpBuilder &nested, Location loc, ValueRange) {
          ImplicitLocOpBuilder n(loc, nested);
          Value i = linalg::IndexOp::create(n, 0);
          if (isa<FloatType>(element)) {
            i = arith::SIToFPOp::create(n, element, arith::IndexCastOp::create(n, n.getI64Type(), i));
            i = arith::AddFOp::create(n, start, arith::MulFOp::create(n, i, delta));
          } else {
            i = arith::IndexCastOp::create(n, element, i);
            i = arith::AddIOp::create(n, start, arith::MulIOp::create(n, i, delta));
          }
          linalg::YieldOp::create(n, i);
        });
    return SmallVector<Value>{generic.getResult(0)};
  }

  // max(0, ceil((limit - start) / delta)), or 0 when delta is.
  static Value countSteps(LoweringBuilder &b, Value start, Value limit, Value delta, Type type) {
    if (isa<FloatType>(type)) {
      Value ratio = arith::DivFOp::create(b, arith::SubFOp::create(b, limit, start), delta);
      ratio = math::CeilOp::create(b, ratio);
      // NaN and infinity have no integer.
      auto constant = [&](double value) {
        return arith::ConstantOp::create(b, FloatAttr::get(ratio.getType(), value));
      };
      double largest = type.isF16() ? 65504.0 : 1073741824.0;
      ratio = arith::MaxNumFOp::create(b, ratio, constant(0));
      ratio = arith::MinNumFOp::create(b, ratio, constant(largest));
      return arith::IndexCastOp::create(b, b.getIndexType(),
                                        arith::FPToSIOp::create(b, b.getI64Type(), ratio));
    }
    if (type.isUnsignedInteger())
      return {};
    auto toIndex = [&](Value value) -> Value {
      return arith::IndexCastOp::create(b, b.getIndexType(), value);
    };
    Value step = toIndex(delta), zero = b.index(int64_t(0));
    Value isZero = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, step, zero);
    Value divisor = arith::SelectOp::create(b, isZero, b.index(1), step);
    Value distance = arith::SubIOp::create(b, toIndex(limit), toIndex(start));
    Value count = arith::CeilDivSIOp::create(b, distance, divisor);
    count = arith::MaxSIOp::create(b, count, zero);
    return arith::SelectOp::create(b, isZero, zero, count);
  }
};
} // namespace

void cameo::populateGeneratorsLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                       SymbolicShapes &shapes) {
  patterns.add<ConstantOfShapeLowering, RangeLowering>(converter, shapes);
}
