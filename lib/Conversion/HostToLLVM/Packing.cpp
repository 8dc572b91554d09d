// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tensors of elements below a byte: the caller has them packed, the kernels a byte
// an element, with the sign or zeros above.

#include "lib/Conversion/HostToLLVM/HostLowering.h"

using namespace mlir;
using namespace cameo;

Type HostLowering::packedElement(Value tensor, std::optional<unsigned> output) {
  TypeAttr element;
  if (output)
    element = function.getResultAttrOfType<TypeAttr>(*output, packedAttr);
  else if (auto argument = dyn_cast<BlockArgument>(tensor);
           argument && argument.getOwner() == &body)
    element = function.getArgAttrOfType<TypeAttr>(argument.getArgNumber(), packedAttr);
  return element ? element.getValue() : Type();
}

static Value shift(EntryBuilder &b, Value byte, unsigned by, bool left, bool isSigned) {
  Value amount = LLVM::ConstantOp::create(b, b.getI8Type(), b.getI8IntegerAttr(by));
  if (left)
    return LLVM::ShlOp::create(b, byte, amount);
  return isSigned ? LLVM::AShrOp::create(b, byte, amount).getResult()
                  : LLVM::LShrOp::create(b, byte, amount).getResult();
}

Value HostLowering::packedBytes(EntryBuilder &b, Value count, Type element) {
  unsigned bits = element.getIntOrFloatBitWidth();
  Value more = LLVM::AddOp::create(b, count, b.i64(8 / bits - 1));
  return LLVM::UDivOp::create(b, more, b.i64(8 / bits));
}

void HostLowering::unpack(EntryBuilder &b, Value packed, Value to, Value count, Type element) {
  unsigned bits = element.getIntOrFloatBitWidth(), each = 8 / bits;
  bool isSigned = isa<IntegerType>(element) && !element.isUnsignedInteger();
  b.forEach(count, [&](Value i) {
    Value byte = b.load(b.getI8Type(), b.advance(packed, LLVM::UDivOp::create(b, i, b.i64(each))));
    Value place = LLVM::MulOp::create(b, LLVM::URemOp::create(b, i, b.i64(each)), b.i64(bits));
    // To the top of the byte, and down again with the sign or zeros.
    Value above = LLVM::SubOp::create(b, b.i64(8 - bits), place);
    byte = LLVM::ShlOp::create(b, byte, LLVM::TruncOp::create(b, b.getI8Type(), above));
    b.store(shift(b, byte, 8 - bits, /*left=*/false, isSigned), b.advance(to, i));
  });
}

// The last byte is filled up with zeros.
void HostLowering::pack(EntryBuilder &b, Value from, Value packed, Value count, Type element) {
  unsigned bits = element.getIntOrFloatBitWidth(), each = 8 / bits;
  Value zero = LLVM::ConstantOp::create(b, b.getI8Type(), b.getI8IntegerAttr(0));
  b.forEach(packedBytes(b, count, element), [&](Value i) {
    Value byte = zero, first = LLVM::MulOp::create(b, i, b.i64(each));
    for (unsigned k = 0; k < each; ++k) {
      Value at = LLVM::AddOp::create(b, first, b.i64(k));
      Value isInside = LLVM::ICmpOp::create(b, LLVM::ICmpPredicate::slt, at, count);
      Value safe = LLVM::SelectOp::create(b, isInside, at, first);
      Value part = b.load(b.getI8Type(), b.advance(from, safe));
      part = shift(b, part, 8 - bits, /*left=*/true, false);
      part = shift(b, part, 8 - bits * (k + 1), /*left=*/false, false);
      byte = LLVM::OrOp::create(b, byte, LLVM::SelectOp::create(b, isInside, part, zero));
    }
    b.store(byte, b.advance(packed, i));
  });
}
