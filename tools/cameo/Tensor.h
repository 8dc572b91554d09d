// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tensor in memory, as the tools read, print and compare it. Types are
// ONNX's TensorProto.DataType numbers.

#ifndef CAMEO_TOOLS_TENSOR_H
#define CAMEO_TOOLS_TENSOR_H

#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FormatVariadic.h"
#include <cstdint>
#include <string>
#include <vector>

namespace cameo::tool {

/// A tensor; or a sequence of values, an optional one or a map, if `kind` says so.
struct Tensor {
  std::string name;
  /// CAMEO_SEQUENCE and so on; 0 of a tensor.
  int32_t kind = 0;
  int32_t dtype = 0;
  std::vector<int64_t> shape;
  /// Dense and row-major; elements of less than 8 bits share bytes, the first
  /// in the low bits.
  std::vector<char> bytes;
  /// The elements of a tensor of strings.
  std::vector<std::string> strings;
  /// Of a sequence: its values; of a map: its keys, in order, and their values; of an
  /// optional value: whether there is one.
  std::vector<Tensor> items;
  bool isThere = true;

  int64_t numElements() const;
  /// Puts a map's keys in order.
  void sortKeys();
  /// Makes room for the elements of the shape, all zero.
  void allocate();
};

/// The product of the extents; -1 when it overflows or an extent is negative.
int64_t countElements(llvm::ArrayRef<int64_t> shape);
/// The bytes of `count` elements; 0 for strings.
size_t byteSize(int32_t dtype, int64_t count);
/// As in MLIR: f32, ui8, i1, ...
llvm::StringRef typeName(int32_t dtype);
/// "tensor<2x3xf32>"; `?` for a negative extent.
std::string typeText(int32_t dtype, llvm::ArrayRef<int64_t> shape);

bool isFloat(int32_t dtype);
bool isComplex(int32_t dtype);
bool isSigned(int32_t dtype);
/// The format of a real or complex element; null when it is an integer.
const llvm::fltSemantics *floatSemantics(int32_t dtype);

/// Scalars of a tensor: its elements, or real and imaginary parts in turn.
int64_t numScalars(const Tensor &tensor);
/// Scalar `i`, exactly (no format here is wider than a double).
double floatAt(const Tensor &tensor, int64_t i);
/// Element `i` of an integer tensor, its bits sign- or zero-extended.
uint64_t integerAt(const Tensor &tensor, int64_t i);
void setFloat(Tensor &tensor, int64_t i, const llvm::APFloat &value);
void setInteger(Tensor &tensor, int64_t i, uint64_t value);

/// Nested lists of numbers, strings, true and false: `[[1, 2.5], [nan, -inf]]`.
/// The shape comes from the nesting.
llvm::Expected<Tensor> parseTensor(llvm::StringRef text, int32_t dtype);
/// The same form with the fewest digits that read back as the same value; long
/// tensors are abbreviated unless `full`.
std::string printElements(const Tensor &tensor, bool full);

/// Deterministic: floats in [-1, 1), small non-negative integers, booleans.
void fillRandom(Tensor &tensor, uint64_t seed);

/// A value for a reader: its type and its elements.
std::string printValue(const Tensor &value, bool full);

/// A map: `{1: 0.5, 2: 0.25}` or `{"a": 1}`, with values of the type.
llvm::Expected<Tensor> parseMap(llvm::StringRef text, int32_t dtype);

/// Reads a TensorProto (.pb) or a NumPy array (.npy); of another `kind`, a
/// SequenceProto, OptionalProto or MapProto.
llvm::Expected<Tensor> readTensorFile(llvm::StringRef path, int32_t kind = 0);
/// Writes a TensorProto, SequenceProto, OptionalProto or MapProto.
llvm::Error writeTensorFile(const Tensor &tensor, llvm::StringRef path);

struct Tolerance {
  double relative = 1e-3, absolute = 1e-7;
  /// The fraction of integers and booleans that may differ.
  double mismatch = 0;
  /// Of float16, whose networks lose most digits on the way: the fraction of the
  /// expected values' range that is tolerated, if the largest is the same element; or 0.
  double range = 0;
};
/// The largest errors of a comparison.
struct Worst {
  /// |a - e| / (absolute + relative |e|).
  double overTolerance = 0;
  /// |a - e| in units of the last place of e, in the format of the element type.
  double ulps = 0;
};
/// Where `actual` differs from `expected`, as a sentence; empty when it does
/// not. |a - e| <= absolute + relative |e|, NaN equals NaN, integers exactly.
/// `worst` grows to what is found.
std::string compareTensors(const Tensor &actual, const Tensor &expected, Tolerance tolerance,
                           Worst &worst);

template <typename... Args> llvm::Error makeError(const char *format, Args &&...args) {
  return llvm::createStringError(llvm::formatv(format, std::forward<Args>(args)...).str());
}

} // namespace cameo::tool

#endif
