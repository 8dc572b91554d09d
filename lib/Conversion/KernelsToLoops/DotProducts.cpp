// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two products of 16 bits a lane cannot overflow, which x86's products of bytes
// with saturation (pmaddubsw) could: a word is taken apart into its even and its
// odd bytes instead.

#include "lib/Conversion/KernelsToLoops/DotProducts.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace cameo;

static Value call(ImplicitLocOpBuilder &b, StringRef intrinsic, ValueRange operands, Type result) {
  return LLVM::CallIntrinsicOp::create(b, result, b.getStringAttr(intrinsic), operands)
      .getResult(0);
}

DotProducts::Parts DotProducts::splat(Value word) {
  auto words = VectorType::get(lanes, b.getI32Type());
  auto constant = [&](int64_t value) {
    return arith::ConstantOp::create(b, b.getI32IntegerAttr(value)).getResult();
  };
  auto shifted = [&](int64_t bits) -> Value {
    return bits ? arith::ShRUIOp::create(b, word, constant(bits)).getResult() : word;
  };
  auto everywhere = [&](Value value) { return vector::BroadcastOp::create(b, words, value); };
  if (form == DotForm::Words)
    return {vector::BitCastOp::create(b, VectorType::get(lanes * wordBytes, b.getI8Type()),
                                      everywhere(word))};
  Parts parts;
  if (form == DotForm::Pairs) {
    for (int64_t bits : {0, 8})
      parts.push_back(vector::BitCastOp::create(
          b, VectorType::get(2 * lanes, b.getI16Type()),
          everywhere(arith::AndIOp::create(b, shifted(bits), constant(0x00ff00ff)))));
    return parts;
  }
  for (int64_t bits : {0, 8, 16, 24})
    parts.push_back(everywhere(arith::AndIOp::create(b, shifted(bits), constant(0xff))));
  return parts;
}

DotProducts::Parts DotProducts::split(Value words) {
  if (form == DotForm::Words)
    return {words};
  bool arePairs = form == DotForm::Pairs;
  Type element = arePairs ? b.getI16Type() : b.getI32Type();
  auto type = VectorType::get(arePairs ? 2 * lanes : lanes, element);
  Value whole = vector::BitCastOp::create(b, type, words);
  auto by = [&](int64_t bits) {
    return arith::ConstantOp::create(
        b, DenseElementsAttr::get(type, b.getIntegerAttr(element, bits)));
  };
  // A byte is moved to the top, and down again with its sign.
  int64_t top = element.getIntOrFloatBitWidth() - 8;
  Parts parts;
  for (int64_t bits = 0; bits <= top; bits += 8) {
    Value raised = bits == top ? whole : arith::ShLIOp::create(b, whole, by(top - bits)).getResult();
    parts.push_back(arith::ShRSIOp::create(b, raised, by(top)));
  }
  return parts;
}

Value DotProducts::add(Value sums, const Parts &left, const Parts &right) {
  if (form == DotForm::Words)
    return call(b,
                lanes == 16  ? "llvm.x86.avx512.vpdpbusd.512"
                : lanes == 8 ? "llvm.x86.avx512.vpdpbusd.256"
                             : "llvm.x86.avx512.vpdpbusd.128",
                {sums, left[0], right[0]}, sums.getType());
  for (auto [x, y] : llvm::zip(left, right)) {
    Value product = form == DotForm::Pairs ? call(b,
                                                  lanes == 16  ? "llvm.x86.avx512.pmaddw.d.512"
                                                  : lanes == 8 ? "llvm.x86.avx2.pmadd.wd"
                                                               : "llvm.x86.sse2.pmadd.wd",
                                                  {x, y}, sums.getType())
                                           : arith::MulIOp::create(b, x, y).getResult();
    sums = arith::AddIOp::create(b, sums, product);
  }
  return sums;
}
