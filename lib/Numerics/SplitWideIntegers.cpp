// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// 64-bit integers as pairs of words. MLIR's emulation does most; here is what
// it lacks (buffers, division) or gets only nearly right on a device.

#include "lib/Numerics/Passes.h"
#include "lib/Support/Fixpoint.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Arith/Transforms/Passes.h"
#include "mlir/Dialect/Arith/Transforms/WideIntEmulationConverter.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/MemRef/Transforms/Transforms.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cameo {
#define GEN_PASS_DEF_SPLITWIDEINTEGERSPASS
#include "lib/Numerics/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

/// A builder with the few words that the rules below are written in.
struct Builder64 : ImplicitLocOpBuilder {
  using ImplicitLocOpBuilder::ImplicitLocOpBuilder;
  Value wide(int64_t value) { return arith::ConstantIntOp::create(*this, value, 64); }
  Value word(int64_t value) { return arith::ConstantIntOp::create(*this, value, 32); }
  Value number(double value) {
    return arith::ConstantOp::create(*this, getF32FloatAttr(float(value)));
  }
  Value select(Value condition, Value x, Value y) {
    return arith::SelectOp::create(*this, condition, x, y);
  }
  Value isNegative(Value x) {
    return arith::CmpIOp::create(*this, arith::CmpIPredicate::slt, x, wide(0));
  }
  Value negate(Value x) { return arith::SubIOp::create(*this, wide(0), x); }
  Value absolute(Value x) { return select(isNegative(x), negate(x), x); }
  Value low(Value x) { return arith::TruncIOp::create(*this, getI32Type(), x); }
  Value high(Value x) { return low(arith::ShRUIOp::create(*this, x, wide(32))); }
  Value extend(Value x) { return arith::ExtUIOp::create(*this, getI64Type(), x); }
  // Quotient and remainder of unsigned numbers.
  std::pair<Value, Value> divide(Value x, Value y);
};

std::pair<Value, Value> Builder64::divide(Value x, Value y) {
  Value highs = arith::OrIOp::create(*this, high(x), high(y));
  Value isShort = arith::CmpIOp::create(*this, arith::CmpIPredicate::eq, highs, word(0));
  SmallVector<Type> types(2, getI64Type());
  auto branch = scf::IfOp::create(*this, types, isShort, /*withElseRegion=*/true);
  {
    Builder64 b(getLoc(), branch.getThenBodyBuilder());
    Value dividend = b.low(x), divisor = b.low(y);
    Value quotient = arith::DivUIOp::create(b, dividend, divisor);
    Value remainder = arith::RemUIOp::create(b, dividend, divisor);
    scf::YieldOp::create(b, ValueRange{b.extend(quotient), b.extend(remainder)});
  }
  Builder64 b(getLoc(), branch.getElseBodyBuilder());
  // Long division, a bit at a time. `rest` are the digits of x still to come.
  auto index = [&](int64_t value) { return arith::ConstantIndexOp::create(b, value); };
  auto loop =
      scf::ForOp::create(b, index(0), index(64), index(1), ValueRange{x, b.wide(0), b.wide(0)});
  {
    Builder64 in(getLoc(), OpBuilder::atBlockEnd(loop.getBody()));
    Value rest = loop.getRegionIterArg(0), quotient = loop.getRegionIterArg(1),
          remainder = loop.getRegionIterArg(2);
    auto twice = [&](Value v) { return arith::ShLIOp::create(in, v, in.wide(1)); };
    // A remainder of 64 bits is above any divisor once doubled.
    Value carry = in.isNegative(remainder);
    Value digit = in.select(in.isNegative(rest), in.wide(1), in.wide(0));
    remainder = arith::OrIOp::create(in, twice(remainder), digit);
    Value fits = arith::CmpIOp::create(in, arith::CmpIPredicate::uge, remainder, y);
    fits = arith::OrIOp::create(in, fits, carry);
    remainder = in.select(fits, arith::SubIOp::create(in, remainder, y), remainder);
    quotient = arith::OrIOp::create(in, twice(quotient), in.select(fits, in.wide(1), in.wide(0)));
    scf::YieldOp::create(in, ValueRange{twice(rest), quotient, remainder});
  }
  scf::YieldOp::create(b, ValueRange{loop.getResult(1), loop.getResult(2)});
  return {branch.getResult(0), branch.getResult(1)};
}

template <typename Op> struct ExpandDivision : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op, PatternRewriter &rewriter) const override {
    if (!op.getType().isInteger(64))
      return failure();
    Builder64 b(op.getLoc(), rewriter);
    Value x = op.getLhs(), y = op.getRhs();
    constexpr bool isSigned =
        std::is_same_v<Op, arith::DivSIOp> || std::is_same_v<Op, arith::RemSIOp>;
    constexpr bool isQuotient =
        std::is_same_v<Op, arith::DivSIOp> || std::is_same_v<Op, arith::DivUIOp>;
    auto [quotient, remainder] = isSigned ? b.divide(b.absolute(x), b.absolute(y)) : b.divide(x, y);
    Value result = isQuotient ? quotient : remainder;
    if (isSigned) {
      Value negative = b.isNegative(x);
      if (isQuotient)
        negative = arith::XOrIOp::create(b, negative, b.isNegative(y));
      result = b.select(negative, b.negate(result), result);
    }
    rewriter.replaceOp(op, result);
    return success();
  }
};

/// MLIR's divides by 2³², which devices need not do exactly; they multiply so.
template <typename Op> struct ExpandFromFloat : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op, PatternRewriter &rewriter) const override {
    if (!op.getType().isInteger(64) || !op.getIn().getType().isF32())
      return failure();
    Builder64 b(op.getLoc(), rewriter);
    Value x = op.getIn(), negative;
    if (std::is_same_v<Op, arith::FPToSIOp>) {
      negative = arith::CmpFOp::create(b, arith::CmpFPredicate::OLT, x, b.number(0));
      x = b.select(negative, arith::NegFOp::create(b, x), x);
    }
    Value high = math::FloorOp::create(b, arith::MulFOp::create(b, x, b.number(0x1p-32)));
    Value low = arith::SubFOp::create(b, x, arith::MulFOp::create(b, high, b.number(0x1p32)));
    auto integer = [&](Value v) { return b.extend(arith::FPToUIOp::create(b, b.getI32Type(), v)); };
    Value result =
        arith::OrIOp::create(b, arith::ShLIOp::create(b, integer(high), b.wide(32)), integer(low));
    if (negative)
      result = b.select(negative, b.negate(result), result);
    rewriter.replaceOp(op, result);
    return success();
  }
};

/// MLIR's rounds both halves and then the sum. What float32 has no digits for
/// must only tell whether it is zero. (And not all devices round numbers of 32
/// digits well, SwiftShader for one.)
template <typename Op> struct ExpandToFloat : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;
  LogicalResult matchAndRewrite(Op op, PatternRewriter &rewriter) const override {
    if (!op.getIn().getType().isInteger(64) || !op.getType().isF32())
      return failure();
    Builder64 b(op.getLoc(), rewriter);
    constexpr bool isSigned = std::is_same_v<Op, arith::SIToFPOp>;
    if (auto cast = op.getIn().template getDefiningOp<arith::IndexCastOp>(); cast && isSigned) {
      rewriter.replaceOpWithNewOp<Op>(op, op.getType(),
                                      arith::IndexCastOp::create(b, b.getI32Type(), cast.getIn()));
      return success(); // a device's indices have 32 bits
    }
    Value x = isSigned ? b.absolute(op.getIn()) : op.getIn();
    // The first 31 digits, the last of which stands for all below, too.
    Value high = b.high(x);
    Value isLong = arith::CmpIOp::create(b, arith::CmpIPredicate::ne, high, b.word(0));
    Value more = arith::SubIOp::create(b, b.word(33), math::CountLeadingZerosOp::create(b, high));
    Value places = b.select(isLong, more, arith::ShRUIOp::create(b, b.low(x), b.word(31)));
    Value shift = b.extend(places);
    Value kept = arith::ShRUIOp::create(b, x, shift);
    Value lost = arith::CmpIOp::create(b, arith::CmpIPredicate::ne,
                                       arith::ShLIOp::create(b, kept, shift), x);
    Value digits =
        arith::OrIOp::create(b, b.low(kept), arith::ExtUIOp::create(b, b.getI32Type(), lost));
    Value result = arith::SIToFPOp::create(b, op.getType(), digits);
    // 2^places, as the bits of a float.
    Value scale = arith::BitcastOp::create(
        b, b.getF32Type(),
        arith::ShLIOp::create(b, arith::AddIOp::create(b, places, b.word(127)), b.word(23)));
    result = arith::MulFOp::create(b, result, scale);
    if (isSigned)
      result = b.select(b.isNegative(op.getIn()), arith::NegFOp::create(b, result), result);
    rewriter.replaceOp(op, result);
    return success();
  }
};

struct ExpandAbsolute : OpRewritePattern<math::AbsIOp> {
  using OpRewritePattern::OpRewritePattern;
  LogicalResult matchAndRewrite(math::AbsIOp op, PatternRewriter &rewriter) const override {
    if (!op.getType().isInteger(64))
      return failure();
    rewriter.replaceOp(op, Builder64(op.getLoc(), rewriter).absolute(op.getOperand()));
    return success();
  }
};

/// MLIR's shift a word by 32 places if the amount is 0, which devices may do or not.
template <typename Op> struct ConvertShift : OpConversionPattern<Op> {
  ConvertShift(const TypeConverter &types, MLIRContext *context)
      : OpConversionPattern<Op>(types, context, /*benefit=*/2) {}
  LogicalResult matchAndRewrite(Op op, typename Op::Adaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    if (!op.getType().isInteger(64))
      return failure();
    Builder64 b(op.getLoc(), rewriter);
    auto part = [&](Value pair, int64_t i) { return vector::ExtractOp::create(b, pair, i); };
    Value low = part(adaptor.getLhs(), 0), high = part(adaptor.getLhs(), 1);
    Value amount = part(adaptor.getRhs(), 0);
    Value places = arith::AndIOp::create(b, amount, b.word(31));
    Value rest = arith::XOrIOp::create(b, places, b.word(31)); // 31 - places
    Value isFar = arith::CmpIOp::create(b, arith::CmpIPredicate::uge, amount, b.word(32));
    if constexpr (std::is_same_v<Op, arith::ShLIOp>) {
      Value near = arith::ShLIOp::create(b, high, places);
      Value carry = arith::ShRUIOp::create(b, arith::ShRUIOp::create(b, low, b.word(1)), rest);
      near = arith::OrIOp::create(b, near, carry);
      low = arith::ShLIOp::create(b, low, places);
      high = b.select(isFar, low, near);
      low = b.select(isFar, b.word(0), low);
    } else {
      Value near = arith::ShRUIOp::create(b, low, places);
      Value carry = arith::ShLIOp::create(b, arith::ShLIOp::create(b, high, b.word(1)), rest);
      near = arith::OrIOp::create(b, near, carry);
      Value fill = std::is_same_v<Op, arith::ShRSIOp>
                       ? arith::ShRSIOp::create(b, high, b.word(31)).getResult()
                       : b.word(0);
      high = Op::create(b, high, places);
      low = b.select(isFar, high, near);
      high = b.select(isFar, fill, high);
    }
    rewriter.replaceOpWithNewOp<vector::FromElementsOp>(
        op, this->getTypeConverter()->convertType(op.getType()), ValueRange{low, high});
    return success();
  }
};

struct ConvertBuffer : OpConversionPattern<BufferOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(BufferOp op, OpAdaptor adaptor,
                                ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<BufferOp>(op, getTypeConverter()->convertType(op.getType()),
                                          adaptor.getAddress(), adaptor.getExtents());
    return success();
  }
};

struct SplitWideIntegers : cameo::impl::SplitWideIntegersPassBase<SplitWideIntegers> {
  void runOnOperation() override {
    MLIRContext *context = &getContext();
    RewritePatternSet expansions(context);
    expansions.add<ExpandDivision<arith::DivSIOp>, ExpandDivision<arith::DivUIOp>,
                   ExpandDivision<arith::RemSIOp>, ExpandDivision<arith::RemUIOp>,
                   ExpandFromFloat<arith::FPToSIOp>, ExpandFromFloat<arith::FPToUIOp>,
                   ExpandToFloat<arith::SIToFPOp>, ExpandToFloat<arith::UIToFPOp>, ExpandAbsolute>(
        context);
    if (failed(rewriteToFixpoint(getOperation(), std::move(expansions))))
      return signalPassFailure();

    arith::WideIntEmulationConverter types(32);
    memref::populateMemRefWideIntEmulationConversions(types);
    RewritePatternSet patterns(context);
    arith::populateArithWideIntEmulationPatterns(types, patterns);
    memref::populateMemRefWideIntEmulationPatterns(types, patterns);
    patterns.add<ConvertBuffer, ConvertShift<arith::ShLIOp>, ConvertShift<arith::ShRUIOp>,
                 ConvertShift<arith::ShRSIOp>>(types, context);
    if (failed(convertTypes(getOperation(), types, std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
