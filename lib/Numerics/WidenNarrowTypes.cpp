// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Values of 8 and 16 bits in registers of 32, for devices that have no others.
// The upper bits of a register are anything: what depends on them extends first.

#include "lib/Numerics/Passes.h"
#include "lib/Support/Fixpoint.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cameo {
#define GEN_PASS_DEF_WIDENNARROWTYPESPASS
#include "lib/Numerics/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

bool isNarrowInteger(Type type) {
  Type element = getElementTypeOrSelf(type);
  return element.isInteger(8) || element.isInteger(16);
}

Type withElement(Type type, Type element) {
  if (auto vector = dyn_cast<VectorType>(type))
    return vector.clone(element);
  return element;
}

Value constantLike(ImplicitLocOpBuilder &b, Type type, int64_t value) {
  TypedAttr attribute = b.getIntegerAttr(getElementTypeOrSelf(type), value);
  if (auto vector = dyn_cast<VectorType>(type))
    attribute = DenseElementsAttr::get(vector, attribute);
  return arith::ConstantOp::create(b, attribute);
}

//===-- Arithmetic in 32 bits ----------------------------------------------===//

// How operands must be extended for the low bits of the result to be right; not
// at all for a sum, for one, which ConvertLowBits leaves to the conversion.
enum class Extension { None, Signed, Unsigned };
Extension extensionFor(Operation *op) {
  if (auto compare = dyn_cast<arith::CmpIOp>(op))
    return compare.getPredicate() >= arith::CmpIPredicate::ult ? Extension::Unsigned
                                                               : Extension::Signed;
  if (isa<arith::ShRUIOp, arith::DivUIOp, arith::RemUIOp, arith::MaxUIOp, arith::MinUIOp,
          arith::UIToFPOp, arith::FPToUIOp, arith::IndexCastUIOp, math::CtPopOp>(op))
    return Extension::Unsigned;
  if (isa<arith::ShLIOp, arith::ShRSIOp, arith::DivSIOp, arith::RemSIOp, arith::MaxSIOp,
          arith::MinSIOp, arith::SIToFPOp, arith::FPToSIOp, arith::IndexCastOp, math::AbsIOp>(op))
    return Extension::Signed;
  return Extension::None;
}

/// op(x) in i8 → trunci(op(ext(x))) in i32.
struct WidenArithmetic : RewritePattern {
  WidenArithmetic(MLIRContext *context) : RewritePattern(MatchAnyOpTypeTag(), 1, context) {}
  LogicalResult matchAndRewrite(Operation *op, PatternRewriter &rewriter) const override {
    Extension extension = extensionFor(op);
    if (extension == Extension::None || op->getNumResults() != 1 ||
        (!isNarrowInteger(op->getResult(0).getType()) &&
         llvm::none_of(op->getOperandTypes(), isNarrowInteger)))
      return failure();
    ImplicitLocOpBuilder b(op->getLoc(), rewriter);
    SmallVector<Value> operands;
    for (Value operand : op->getOperands()) {
      Type wide = withElement(operand.getType(), b.getI32Type());
      if (isNarrowInteger(operand.getType()))
        operand = extension == Extension::Signed
                      ? arith::ExtSIOp::create(b, wide, operand).getResult()
                      : arith::ExtUIOp::create(b, wide, operand).getResult();
      operands.push_back(operand);
    }
    Type type = op->getResult(0).getType();
    Type wide = isNarrowInteger(type) ? withElement(type, b.getI32Type()) : type;
    OperationState state(op->getLoc(), op->getName(), operands, wide);
    if (auto compare = dyn_cast<arith::CmpIOp>(op)) // else flags, of what no longer overflows
      state.addAttribute(compare.getPredicateAttrName(), compare.getPredicateAttr());
    Value result = rewriter.create(state)->getResult(0);
    if (type != wide)
      result = arith::TruncIOp::create(b, type, result);
    rewriter.replaceOp(op, result);
    return success();
  }
};

//===-- float16 -------------------------------------------------------------===//

/// f16 → f32, exactly: no f16 is a denormal f32.
struct ExpandExtF : OpRewritePattern<arith::ExtFOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(arith::ExtFOp op, PatternRewriter &rewriter) const override {
    Type from = op.getIn().getType(), to = op.getType();
    if (!getElementTypeOrSelf(from).isF16() || !getElementTypeOrSelf(to).isF32())
      return failure();
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Type i32 = withElement(to, b.getI32Type());
    auto constant = [&](int64_t value) { return constantLike(b, i32, value); };
    auto isEqual = [&](Value x, int64_t value) {
      return arith::CmpIOp::create(b, arith::CmpIPredicate::eq, x, constant(value));
    };
    Value half = arith::ExtUIOp::create(
        b, i32, arith::BitcastOp::create(b, withElement(to, b.getI16Type()), op.getIn()));
    Value sign =
        arith::ShLIOp::create(b, arith::AndIOp::create(b, half, constant(0x8000)), constant(16));
    Value magnitude = arith::AndIOp::create(b, half, constant(0x7fff));
    Value body = arith::ShLIOp::create(b, magnitude, constant(13));
    Value exponent = arith::AndIOp::create(b, body, constant(0x0f800000));
    Value normal = arith::AddIOp::create(b, body, constant((127 - 15) << 23));
    Value special = arith::OrIOp::create(b, body, constant(0x7f800000));
    TypedAttr scale = b.getFloatAttr(b.getF32Type(), 0x1p-24);
    if (auto vector = dyn_cast<VectorType>(to))
      scale = DenseElementsAttr::get(vector, scale);
    Value denormal =
        arith::BitcastOp::create(b, i32,
                                 arith::MulFOp::create(b, arith::SIToFPOp::create(b, to, magnitude),
                                                       arith::ConstantOp::create(b, scale)));
    Value result = arith::SelectOp::create(b, isEqual(exponent, 0x0f800000), special, normal);
    result = arith::SelectOp::create(b, isEqual(exponent, 0), denormal, result);
    rewriter.replaceOpWithNewOp<arith::BitcastOp>(op, to, arith::OrIOp::create(b, result, sign));
    return success();
  }
};

/// f32 → f16, to the nearest, of two as near to the even one. In integers alone:
/// devices choose how they round floats, and what becomes of denormals.
struct ExpandTruncF : OpRewritePattern<arith::TruncFOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(arith::TruncFOp op, PatternRewriter &rewriter) const override {
    Type from = op.getIn().getType(), to = op.getType();
    if (!getElementTypeOrSelf(from).isF32() || !getElementTypeOrSelf(to).isF16())
      return failure();
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Type i32 = withElement(to, b.getI32Type());
    auto constant = [&](int64_t value) { return constantLike(b, i32, value); };
    auto isAtLeast = [&](Value x, int64_t value) {
      return arith::CmpIOp::create(b, arith::CmpIPredicate::sge, x, constant(value));
    };
    // x / 2^shift, rounded.
    auto shiftRight = [&](Value x, Value shift) -> Value {
      Value half =
          arith::ShLIOp::create(b, constant(1), arith::SubIOp::create(b, shift, constant(1)));
      Value odd = arith::AndIOp::create(b, arith::ShRUIOp::create(b, x, shift), constant(1));
      Value belowHalf = arith::SubIOp::create(b, half, constant(1));
      Value sum = arith::AddIOp::create(b, x, arith::AddIOp::create(b, belowHalf, odd));
      return arith::ShRUIOp::create(b, sum, shift);
    };
    Value bits = arith::BitcastOp::create(b, i32, op.getIn());
    Value sign =
        arith::AndIOp::create(b, arith::ShRUIOp::create(b, bits, constant(16)), constant(0x8000));
    Value magnitude = arith::AndIOp::create(b, bits, constant(0x7fffffff));
    // A carry goes to the exponent, and from the largest one to infinity.
    Value normal =
        shiftRight(arith::SubIOp::create(b, magnitude, constant((127 - 15) << 23)), constant(13));
    // Below 2^-14 the digits move right until the exponent is that.
    Value digits = arith::OrIOp::create(b, arith::AndIOp::create(b, magnitude, constant(0x7fffff)),
                                        constant(0x800000));
    Value places =
        arith::SubIOp::create(b, constant(126), arith::ShRUIOp::create(b, magnitude, constant(23)));
    places = arith::MaxSIOp::create(b, places, constant(1));
    Value denormal = shiftRight(digits, arith::MinSIOp::create(b, places, constant(30)));
    Value isNaN = isAtLeast(magnitude, 0x7f800001);
    Value special = arith::SelectOp::create(b, isNaN, constant(0x7e00), constant(0x7c00));
    Value result = arith::SelectOp::create(b, isAtLeast(magnitude, 0x38800000), normal, denormal);
    result = arith::SelectOp::create(b, isAtLeast(magnitude, 0x47800000), special, result);
    Value half = arith::TruncIOp::create(b, withElement(to, b.getI16Type()),
                                         arith::OrIOp::create(b, result, sign));
    rewriter.replaceOpWithNewOp<arith::BitcastOp>(op, to, half);
    return success();
  }
};

/// round(choose(extend(x), extend(y))) → choose(x, y)
struct SelectUnextended : OpRewritePattern<arith::TruncFOp> {
  SelectUnextended(MLIRContext *context) : OpRewritePattern(context, /*benefit=*/2) {}
  LogicalResult matchAndRewrite(arith::TruncFOp op, PatternRewriter &rewriter) const override {
    auto select = op.getIn().getDefiningOp<arith::SelectOp>();
    if (!select)
      return failure();
    auto yes = select.getTrueValue().getDefiningOp<arith::ExtFOp>();
    auto no = select.getFalseValue().getDefiningOp<arith::ExtFOp>();
    if (!yes || !no || yes.getIn().getType() != op.getType() ||
        no.getIn().getType() != op.getType())
      return failure();
    rewriter.replaceOpWithNewOp<arith::SelectOp>(op, select.getCondition(), yes.getIn(),
                                                 no.getIn());
    return success();
  }
};

//===-- Types ---------------------------------------------------------------===//

// The register of an integer with all of its bits set, of a value of `type`.
Value extended(ImplicitLocOpBuilder &b, Value value, Type type, bool isSigned) {
  Type wide = withElement(type, b.getI32Type());
  if (getElementTypeOrSelf(type).isInteger(1))
    return isSigned ? arith::ExtSIOp::create(b, wide, value).getResult()
                    : arith::ExtUIOp::create(b, wide, value).getResult();
  unsigned bits = getElementTypeOrSelf(type).getIntOrFloatBitWidth();
  if (!isSigned)
    return arith::AndIOp::create(b, value, constantLike(b, wide, (1 << bits) - 1));
  Value places = constantLike(b, wide, 32 - bits);
  return arith::ShRSIOp::create(b, arith::ShLIOp::create(b, value, places), places);
}

template <typename Op> struct ConvertExtension : OpConversionPattern<Op> {
  using OpConversionPattern<Op>::OpConversionPattern;
  LogicalResult matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    Value result =
        extended(b, adaptor.getIn(), op.getIn().getType(), std::is_same_v<Op, arith::ExtSIOp>);
    Type type = this->getTypeConverter()->convertType(op.getType());
    if (type != result.getType())
      result = Op::create(b, type, result);
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct ConvertTruncation : OpConversionPattern<arith::TruncIOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(arith::TruncIOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Type type = getTypeConverter()->convertType(op.getType());
    if (type == adaptor.getIn().getType())
      rewriter.replaceOp(op, adaptor.getIn());
    else
      rewriter.replaceOpWithNewOp<arith::TruncIOp>(op, type, adaptor.getIn());
    return success();
  }
};

struct ConvertBitcast : OpConversionPattern<arith::BitcastOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(arith::BitcastOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, adaptor.getIn());
    return success();
  }
};

struct ConvertConstant : OpConversionPattern<arith::ConstantOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(arith::ConstantOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Type i32 = rewriter.getI32Type();
    TypedAttr value;
    if (auto integer = dyn_cast<IntegerAttr>(op.getValue()))
      value = IntegerAttr::get(i32, integer.getValue().sext(32));
    else if (auto number = dyn_cast<FloatAttr>(op.getValue()))
      value = IntegerAttr::get(i32, number.getValue().bitcastToAPInt().zext(32));
    else if (auto integers = dyn_cast<DenseIntElementsAttr>(op.getValue()))
      value = integers.mapValues(i32, [](const APInt &bits) { return bits.sext(32); });
    else if (auto numbers = dyn_cast<DenseFPElementsAttr>(op.getValue()))
      value = numbers.mapValues(
          i32, [](const APFloat &number) { return number.bitcastToAPInt().zext(32); });
    else
      return failure();
    rewriter.replaceOpWithNewOp<arith::ConstantOp>(op, value);
    return success();
  }
};

/// What computes each bit from bits that are not above it.
template <typename Op> struct ConvertLowBits : OpConversionPattern<Op> {
  using OpConversionPattern<Op>::OpConversionPattern;
  LogicalResult matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    // Without flags: it does overflow now.
    rewriter.replaceOpWithNewOp<Op>(op, adaptor.getLhs(), adaptor.getRhs());
    return success();
  }
};

/// What only passes values on.
template <typename Op> struct ConvertResult : OpConversionPattern<Op> {
  using OpConversionPattern<Op>::OpConversionPattern;
  LogicalResult matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    OperationState state(op.getLoc(), op->getName(), adaptor.getOperands(),
                         this->getTypeConverter()->convertType(op.getType()), op->getAttrs());
    rewriter.replaceOp(op, rewriter.create(state));
    return success();
  }
};

struct WidenNarrowTypes : cameo::impl::WidenNarrowTypesPassBase<WidenNarrowTypes> {
  void runOnOperation() override {
    MLIRContext *context = &getContext();
    RewritePatternSet arithmetic(context);
    arithmetic.add<WidenArithmetic, ExpandExtF, ExpandTruncF, SelectUnextended>(context);
    arith::populateExpandBFloat16Patterns(arithmetic);
    if (failed(rewriteToFixpoint(getOperation(), std::move(arithmetic))))
      return signalPassFailure();

    TypeConverter types;
    types.addConversion([](Type type) { return type; });
    types.addConversion([](IntegerType type) -> Type {
      return isNarrowInteger(type) ? IntegerType::get(type.getContext(), 32) : type;
    });
    types.addConversion([](FloatType type) -> Type {
      return type.isF16() || type.isBF16() ? IntegerType::get(type.getContext(), 32) : Type(type);
    });
    types.addConversion([&types](VectorType type) -> Type {
      return type.clone(types.convertType(type.getElementType()));
    });
    RewritePatternSet patterns(context);
    patterns.add<ConvertExtension<arith::ExtSIOp>, ConvertExtension<arith::ExtUIOp>,
                 ConvertTruncation, ConvertBitcast, ConvertConstant, ConvertLowBits<arith::AddIOp>,
                 ConvertLowBits<arith::SubIOp>, ConvertLowBits<arith::MulIOp>,
                 ConvertLowBits<arith::AndIOp>, ConvertLowBits<arith::OrIOp>,
                 ConvertLowBits<arith::XOrIOp>, ConvertResult<arith::SelectOp>,
                 ConvertResult<vector::ExtractOp>, ConvertResult<vector::BroadcastOp>,
                 ConvertResult<vector::FromElementsOp>>(types, context);
    if (failed(convertTypes(getOperation(), types, std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
