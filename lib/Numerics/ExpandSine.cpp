// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// sin(x) = (-1)ᵏ sin(x - kπ) for the whole number k that is nearest to x / π, and
// cos(x) = sin(x + π/2).

#include "lib/Numerics/MathBuilder.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;
using namespace cameo;

namespace {

/// Reduces an operand of f32: to r = x - kπ, with the sign of (-1)ᵏ r.
struct Reduction {
  MathBuilder &b;
  bool isCosine;

  Type f32() { return b.getF32Type(); }
  Type i32() { return b.getI32Type(); }
  Value real(double value) { return b.constant(f32(), value); }
  Value whole(uint32_t value) { return b.constant(i32(), int64_t(int32_t(value))); }
  Value bits(Value x) { return arith::BitcastOp::create(b, b.with(i32()), x); }
  Value fromBits(Value x) { return arith::BitcastOp::create(b, b.with(f32()), x); }
  Value add(Value x, Value y) { return arith::AddIOp::create(b, x, y); }
  Value both(Value x, Value y) { return arith::AndIOp::create(b, x, y); }
  Value left(Value x, Value n) { return arith::ShLIOp::create(b, x, n); }
  Value right(Value x, Value n) { return arith::ShRUIOp::create(b, x, n); }
  Value changeSign(Value x, Value signBit) {
    return fromBits(arith::XOrIOp::create(b, bits(x), signBit));
  }
  // `high` where bit `position` of `x` is set, else `low`.
  Value pick(Value x, unsigned position, Value high, Value low) {
    Value isSet = arith::CmpIOp::create(b, arith::CmpIPredicate::ne, both(x, whole(1u << position)),
                                        whole(0));
    return arith::SelectOp::create(b, isSet, high, low);
  }

  // π is a sum of three numbers of few bits: products with k lose next to nothing
  // while k is small.
  Value near(Value x) {
    Value turns = arith::MulFOp::create(b, x, real(M_1_PI));
    if (isCosine)
      turns = arith::AddFOp::create(b, turns, real(0.5));
    // At 1.5 · 2²³ the last bit of a float stands for 1: adding it rounds, and k's
    // last bit is the sum's.
    Value shift = real(0x1.8p23);
    Value sum = arith::AddFOp::create(b, turns, shift);
    Value k = arith::SubFOp::create(b, sum, shift);
    if (isCosine)
      k = arith::SubFOp::create(b, k, real(0.5));
    Value r = x;
    for (double part : {3.140625, 9.67502593994140625e-4, 1.509957990978376432e-7})
      r = math::FmaOp::create(b, k, real(-part), r);
    return changeSign(r, left(bits(sum), whole(31)));
  }

  // Payne and Hanek's: |x| = m 2ᵉ with a whole m of 24 bits. Of 1/π only the bits
  // that are worth 2⁰ to 2⁻⁹⁵ after the multiplication by 2ᵉ matter to |x| / π
  // modulo 2, and m times them is exact.
  Value far(Value x) {
    // The bits of 1/π from that for 2⁸ on.
    constexpr uint32_t inverse[] = {0x0028be60, 0xdb939105, 0x4a7f09d5, 0xf47d4d37,
                                    0x7036d8a5, 0x664f10e4, 0x107f9458};
    Value pattern = bits(x), fraction = both(pattern, whole(0x7fffff));
    Value m = arith::OrIOp::create(b, fraction, whole(0x800000));
    Value exponent = both(right(pattern, whole(23)), whole(0xff));
    Value position = add(exponent, whole(8 - 150)), offset = both(position, whole(31));
    // Four words from word position / 32 on, of which three are left when shifted.
    Value pairs[6], words[4], window[3];
    for (unsigned i = 0; i < 6; ++i)
      pairs[i] = pick(position, 5, whole(inverse[i + 1]), whole(inverse[i]));
    for (unsigned i = 0; i < 4; ++i)
      words[i] = pick(position, 6, pairs[i + 2], pairs[i]);
    Value rest = arith::SubIOp::create(b, whole(31), offset);
    for (unsigned i = 0; i < 3; ++i)
      window[i] = arith::OrIOp::create(b, left(words[i], offset),
                                       right(right(words[i + 1], whole(1)), rest));
    // (high, middle) = 2³¹ |x| / π modulo 2³², and its fraction.
    auto low = arith::MulUIExtendedOp::create(b, window[2], m);
    auto next = arith::MulUIExtendedOp::create(b, window[1], m);
    Value middle = add(next.getLow(), low.getHigh());
    Value carries = arith::CmpIOp::create(b, arith::CmpIPredicate::ult, middle, low.getHigh());
    Value high = add(add(arith::MulIOp::create(b, window[0], m), next.getHigh()),
                     arith::SelectOp::create(b, carries, whole(1), whole(0)));
    if (isCosine)
      high = add(high, whole(1u << 30));
    // What is beyond the nearest whole number: a signed fraction of 64 bits.
    Value upper = arith::OrIOp::create(b, left(high, whole(1)), right(middle, whole(31)));
    Value lower = left(middle, whole(1));
    Value r = math::FmaOp::create(b, arith::UIToFPOp::create(b, b.with(f32()), lower),
                                  real(0x1p-32), arith::SIToFPOp::create(b, b.with(f32()), upper));
    r = arith::MulFOp::create(b, r, real(M_PI * 0x1p-32));
    // k is odd from 1/2 to 3/2. The sine is odd, too.
    Value isOdd = add(high, whole(1u << 30));
    if (!isCosine)
      isOdd = arith::XOrIOp::create(b, isOdd, pattern);
    return changeSign(r, both(isOdd, whole(1u << 31)));
  }
};
} // namespace

Value cameo::expandSine(Operation *op) {
  MathBuilder b(op);
  Reduction reduction{b, isa<math::CosOp>(op)};
  auto constant = [&](double value) { return reduction.real(value); };
  Value x = op->getOperand(0);
  if (getElementTypeOrSelf(b.type) != reduction.f32())
    x = arith::ExtFOp::create(b, b.with(reduction.f32()), x);
  Value distance = math::AbsFOp::create(b, x);
  auto isBelow = [&](double limit) {
    return arith::CmpFOp::create(b, arith::CmpFPredicate::OLT, distance, constant(limit));
  };
  Value far = arith::SelectOp::create(b, isBelow(HUGE_VAL), reduction.far(x), constant(NAN));
  Value r = arith::SelectOp::create(b, isBelow(0x1p15), reduction.near(x), far);
  // r + r³P(r²), the polynomial that errs least on [-π/2, π/2]: by 7e-9.
  Value square = arith::MulFOp::create(b, r, r), p;
  for (double coefficient : {2.634744532770128e-06, -0.00019822735339403152, 0.008333242498338223,
                             -0.1666666567325592}) {
    Value c = constant(coefficient);
    p = p ? math::FmaOp::create(b, p, square, c).getResult() : c;
  }
  Value y = math::FmaOp::create(b, arith::MulFOp::create(b, p, square), r, r);
  y = math::CopySignOp::create(b, y, r); // -0 too
  return b.type == y.getType() ? y : arith::TruncFOp::create(b, b.type, y);
}
