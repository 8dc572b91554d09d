// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Element types and element access.

#include "tools/cameo/Tensor.h"
#include "runtime/cameo_runtime.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"
#include <cstring>
#include <limits>
#include <numeric>
#include <random>

using namespace cameo::tool;

int64_t cameo::tool::countElements(llvm::ArrayRef<int64_t> shape) {
  int64_t count = 1;
  for (int64_t extent : shape)
    if (extent < 0 || llvm::MulOverflow(count, extent, count))
      return -1;
  return count;
}

void Tensor::sortKeys() {
  Tensor keys = items[0], values = items[1];
  bool areStrings = keys.dtype == CAMEO_STRING;
  std::vector<int64_t> order(size_t(keys.numElements()));
  std::iota(order.begin(), order.end(), 0);
  llvm::sort(order, [&](int64_t a, int64_t b) {
    return areStrings ? keys.strings[size_t(a)] < keys.strings[size_t(b)]
                      : int64_t(integerAt(keys, a)) < int64_t(integerAt(keys, b));
  });
  for (auto [to, from] : {std::pair(&items[0], &keys), std::pair(&items[1], &values)}) {
    size_t bytes = byteSize(from->dtype, 1);
    for (auto [k, place] : llvm::enumerate(order))
      if (from->dtype == CAMEO_STRING)
        to->strings[k] = from->strings[size_t(place)];
      else
        std::copy_n(from->bytes.begin() + ptrdiff_t(bytes) * place, bytes,
                    to->bytes.begin() + ptrdiff_t(bytes * k));
  }
}

int64_t Tensor::numElements() const { return countElements(shape); }

size_t cameo::tool::byteSize(int32_t dtype, int64_t count) {
  return llvm::divideCeil(uint64_t(count) * cameo_dtype_bits(dtype), 8);
}

void Tensor::allocate() {
  int64_t count = numElements();
  if (dtype == CAMEO_STRING)
    strings.assign(count, "");
  else
    bytes.assign(byteSize(dtype, count), 0);
}

llvm::StringRef cameo::tool::typeName(int32_t dtype) {
  static constexpr const char *names[] = {"?",
                                          "f32",
                                          "ui8",
                                          "i8",
                                          "ui16",
                                          "i16",
                                          "i32",
                                          "i64",
                                          "str",
                                          "i1",
                                          "f16",
                                          "f64",
                                          "ui32",
                                          "ui64",
                                          "complex<f32>",
                                          "complex<f64>",
                                          "bf16",
                                          "f8E4M3FN",
                                          "f8E4M3FNUZ",
                                          "f8E5M2",
                                          "f8E5M2FNUZ",
                                          "ui4",
                                          "i4",
                                          "f4E2M1FN",
                                          "f8E8M0FNU",
                                          "ui2",
                                          "i2"};
  return dtype < 0 || dtype >= int32_t(std::size(names)) ? "?" : names[dtype];
}

std::string cameo::tool::typeText(int32_t dtype, llvm::ArrayRef<int64_t> shape) {
  std::string text = "tensor<";
  for (int64_t extent : shape)
    text += (extent < 0 ? std::string("?") : std::to_string(extent)) + "x";
  return text + typeName(dtype).str() + ">";
}

const llvm::fltSemantics *cameo::tool::floatSemantics(int32_t dtype) {
  switch (dtype) {
  case CAMEO_FLOAT32:
  case CAMEO_COMPLEX64:
    return &llvm::APFloat::IEEEsingle();
  case CAMEO_FLOAT64:
  case CAMEO_COMPLEX128:
    return &llvm::APFloat::IEEEdouble();
  case CAMEO_FLOAT16:
    return &llvm::APFloat::IEEEhalf();
  case CAMEO_BFLOAT16:
    return &llvm::APFloat::BFloat();
  case CAMEO_FLOAT8E4M3FN:
    return &llvm::APFloat::Float8E4M3FN();
  case CAMEO_FLOAT8E4M3FNUZ:
    return &llvm::APFloat::Float8E4M3FNUZ();
  case CAMEO_FLOAT8E5M2:
    return &llvm::APFloat::Float8E5M2();
  case CAMEO_FLOAT8E5M2FNUZ:
    return &llvm::APFloat::Float8E5M2FNUZ();
  case CAMEO_FLOAT4E2M1:
    return &llvm::APFloat::Float4E2M1FN();
  case CAMEO_FLOAT8E8M0:
    return &llvm::APFloat::Float8E8M0FNU();
  default:
    return nullptr;
  }
}

bool cameo::tool::isComplex(int32_t dtype) {
  return dtype == CAMEO_COMPLEX64 || dtype == CAMEO_COMPLEX128;
}

bool cameo::tool::isFloat(int32_t dtype) { return floatSemantics(dtype); }

bool cameo::tool::isSigned(int32_t dtype) {
  return dtype == CAMEO_INT8 || dtype == CAMEO_INT16 || dtype == CAMEO_INT32 ||
         dtype == CAMEO_INT64 || dtype == CAMEO_INT4 || dtype == CAMEO_INT2;
}

static unsigned scalarBits(int32_t dtype) {
  unsigned bits = cameo_dtype_bits(dtype);
  return isComplex(dtype) ? bits / 2 : bits;
}

int64_t cameo::tool::numScalars(const Tensor &tensor) {
  return tensor.numElements() * (isComplex(tensor.dtype) ? 2 : 1);
}

// The bits of scalar `i`, zero-extended. This machine is little-endian, as
// every host that the compiler supports.
static uint64_t bitsAt(const Tensor &tensor, int64_t i) {
  unsigned bits = scalarBits(tensor.dtype);
  uint64_t word = 0;
  if (bits >= 8) {
    std::memcpy(&word, tensor.bytes.data() + i * (bits / 8), bits / 8);
    return word;
  }
  unsigned perByte = 8 / bits;
  word = uint8_t(tensor.bytes[i / perByte]);
  return (word >> (i % perByte * bits)) & llvm::maskTrailingOnes<uint64_t>(bits);
}

static void setBits(Tensor &tensor, int64_t i, uint64_t value) {
  unsigned bits = scalarBits(tensor.dtype);
  if (bits >= 8) {
    std::memcpy(tensor.bytes.data() + i * (bits / 8), &value, bits / 8);
    return;
  }
  unsigned perByte = 8 / bits, shift = i % perByte * bits;
  uint8_t mask = llvm::maskTrailingOnes<uint8_t>(bits) << shift;
  char &byte = tensor.bytes[i / perByte];
  byte = char((uint8_t(byte) & ~mask) | (uint8_t(value << shift) & mask));
}

double cameo::tool::floatAt(const Tensor &tensor, int64_t i) {
  uint64_t bits = bitsAt(tensor, i);
  if (scalarBits(tensor.dtype) == 32)
    return llvm::bit_cast<float>(uint32_t(bits));
  if (scalarBits(tensor.dtype) == 64)
    return llvm::bit_cast<double>(bits);
  const llvm::fltSemantics &semantics = *floatSemantics(tensor.dtype);
  llvm::APFloat value(semantics, llvm::APInt(llvm::APFloat::semanticsSizeInBits(semantics), bits));
  // Converted, the NaN of a format without a mantissa would be an infinity.
  return value.isNaN() ? std::numeric_limits<double>::quiet_NaN() : value.convertToDouble();
}

uint64_t cameo::tool::integerAt(const Tensor &tensor, int64_t i) {
  uint64_t bits = bitsAt(tensor, i);
  return isSigned(tensor.dtype) ? llvm::SignExtend64(bits, scalarBits(tensor.dtype)) : bits;
}

void cameo::tool::setFloat(Tensor &tensor, int64_t i, const llvm::APFloat &value) {
  llvm::APFloat converted = value;
  bool lost;
  converted.convert(*floatSemantics(tensor.dtype), llvm::APFloat::rmNearestTiesToEven, &lost);
  setBits(tensor, i, converted.bitcastToAPInt().getZExtValue());
}

void cameo::tool::setInteger(Tensor &tensor, int64_t i, uint64_t value) {
  setBits(tensor, i, value);
}

void cameo::tool::fillRandom(Tensor &tensor, uint64_t seed) {
  std::mt19937_64 generator(seed);
  for (int64_t i = 0, end = numScalars(tensor); i != end; ++i) {
    uint64_t random = generator();
    if (tensor.dtype == CAMEO_STRING)
      tensor.strings[i] = "s" + std::to_string(random % 10);
    else if (isFloat(tensor.dtype))
      setFloat(tensor, i, llvm::APFloat(double(random >> 11) * 0x1p-52 - 1.0));
    else
      setInteger(tensor, i,
                 random % (tensor.dtype == CAMEO_BOOL || scalarBits(tensor.dtype) < 4 ? 2 : 4));
  }
}
