// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Comparison as numpy.testing.assert_allclose does it.

#include "runtime/cameo_runtime.h"
#include "tools/cameo/Tensor.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include <climits>
#include <cmath>

using namespace cameo::tool;

// Row-major position `i` as indices, for a reader: [1, 0, 3].
static std::string position(const Tensor &tensor, int64_t i) {
  if (isComplex(tensor.dtype))
    i /= 2;
  std::vector<int64_t> indices(tensor.shape.size());
  for (size_t d = tensor.shape.size(); d-- > 0; i /= tensor.shape[d])
    indices[d] = i % tensor.shape[d];
  std::string text = "[";
  for (auto [d, index] : llvm::enumerate(indices))
    text += (d ? ", " : "") + std::to_string(index);
  return text + "]";
}

// The unit of the last place of a number in a format.
static double ulpOf(double value, int32_t dtype) {
  const llvm::fltSemantics &format = *floatSemantics(dtype);
  int exponent = std::max(value == 0 ? INT_MIN : std::ilogb(value),
                          llvm::APFloat::semanticsMinExponent(format));
  return std::ldexp(1.0, exponent - int(llvm::APFloat::semanticsPrecision(format)) + 1);
}

// Where the least and the largest elements are, NaNs aside.
static std::pair<int64_t, int64_t> extremaOf(const Tensor &tensor) {
  int64_t least = 0, largest = 0;
  for (int64_t i = 1, total = numScalars(tensor); i < total; ++i) {
    if (floatAt(tensor, i) < floatAt(tensor, least))
      least = i;
    if (floatAt(tensor, i) > floatAt(tensor, largest))
      largest = i;
  }
  return {least, largest};
}

std::string cameo::tool::compareTensors(const Tensor &actual, const Tensor &expected,
                                        Tolerance tolerance, Worst &worst) {
  if (actual.kind || expected.kind) {
    if (actual.kind != expected.kind)
      return "is a value of another kind than is expected";
    if (actual.isThere != expected.isThere)
      return actual.isThere ? "is there, expected nothing" : "is nothing, expected a value";
    if (actual.items.size() != expected.items.size())
      return llvm::formatv("has {0} tensors, expected {1}", actual.items.size(),
                           expected.items.size());
    for (auto [number, pair] : llvm::enumerate(llvm::zip(actual.items, expected.items)))
      if (std::string difference =
              compareTensors(std::get<0>(pair), std::get<1>(pair), tolerance, worst);
          !difference.empty())
        return llvm::formatv("tensor {0}: {1}", number, difference);
    return "";
  }
  if (actual.dtype != expected.dtype || actual.shape != expected.shape)
    return llvm::formatv("is {0}, expected {1}", typeText(actual.dtype, actual.shape),
                         typeText(expected.dtype, expected.shape));
  if (expected.dtype == CAMEO_STRING) {
    for (auto [i, pair] : llvm::enumerate(llvm::zip(actual.strings, expected.strings)))
      if (std::get<0>(pair) != std::get<1>(pair))
        return llvm::formatv("is \"{0}\" at {1}, expected \"{2}\"", std::get<0>(pair),
                             position(expected, i), std::get<1>(pair));
    return "";
  }

  // One rounding of a bfloat16 is more than the usual relative tolerance.
  if (expected.dtype == CAMEO_BFLOAT16)
    tolerance.relative = std::max(tolerance.relative, 0x1p-7);
  bool real = isFloat(expected.dtype);
  if (expected.dtype == CAMEO_FLOAT16 && tolerance.range > 0 && expected.numElements() > 0) {
    auto [least, largest] = extremaOf(expected);
    if (extremaOf(actual).second != largest)
      return "has its largest element elsewhere";
    tolerance.absolute += tolerance.range * (floatAt(expected, largest) - floatAt(expected, least));
  }
  int64_t wrong = 0, worstAt = -1, total = numScalars(expected);
  double worstHere = 0;
  for (int64_t i = 0; i != total; ++i) {
    double error; // in units of what is tolerated
    if (real) {
      double a = floatAt(actual, i), e = floatAt(expected, i);
      if (a == e || (std::isnan(a) && std::isnan(e)))
        continue;
      double allowed = tolerance.absolute + tolerance.relative * std::fabs(e);
      bool areFinite = std::isfinite(a) && std::isfinite(e);
      error = areFinite && allowed > 0 ? std::fabs(a - e) / allowed : INFINITY;
      worst.ulps = std::max(worst.ulps, areFinite ? std::fabs(a - e) / ulpOf(e, expected.dtype)
                                                  : INFINITY);
    } else {
      error = integerAt(actual, i) == integerAt(expected, i) ? 0 : INFINITY;
    }
    wrong += error > 1;
    if (error > worstHere) {
      worstHere = error;
      worstAt = i;
    }
  }
  if (!real && double(wrong) <= tolerance.mismatch * double(total))
    return "";
  worst.overTolerance = std::max(worst.overTolerance, worstHere);
  if (!wrong)
    return "";
  auto text = [&](const Tensor &tensor) {
    if (real) {
      char buffer[40];
      snprintf(buffer, sizeof buffer, "%.9g", floatAt(tensor, worstAt));
      return std::string(buffer);
    }
    return isSigned(tensor.dtype) ? std::to_string(int64_t(integerAt(tensor, worstAt)))
                                  : std::to_string(integerAt(tensor, worstAt));
  };
  return llvm::formatv("{0} of {1} elements differ; at {2} it is {3}, expected {4}", wrong, total,
                       position(expected, worstAt), text(actual), text(expected));
}
