// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The signature of an operator as data, read off its C++ class: what a builder
// that knows no operator needs.

#ifndef CAMEO_ONNX_OPERATORSPEC_H
#define CAMEO_ONNX_OPERATORSPEC_H

#include "mlir/IR/OpDefinition.h"
#include <utility>

namespace cameo::onnx {

/// Operand and result counts of the spec. A variadic part is always last and
/// comes after the `operands` fixed ones.
struct OperatorSpec {
  int sinceVersion = 1;
  unsigned operands = 0, results = 0;
  bool variadicOperands = false, variadicResults = false;
  /// The graph attributes that are regions, in region order; and those of them that a
  /// model need not have: their regions are empty then.
  llvm::ArrayRef<llvm::StringRef> regions, optionalRegions;
};

namespace detail {
template <typename Op, unsigned N> constexpr bool hasOperands() {
  using namespace mlir::OpTrait;
  if constexpr (N == 0)
    return Op::template hasTrait<ZeroOperands>();
  else if constexpr (N == 1)
    return Op::template hasTrait<OneOperand>();
  else
    return Op::template hasTrait<NOperands<N>::template Impl>();
}
template <typename Op, unsigned N> constexpr bool hasResults() {
  using namespace mlir::OpTrait;
  if constexpr (N == 0)
    return Op::template hasTrait<ZeroResults>();
  else if constexpr (N == 1)
    return Op::template hasTrait<OneResult>();
  else
    return Op::template hasTrait<NResults<N>::template Impl>();
}
template <typename Op, unsigned N> constexpr bool hasAtLeastOperands() {
  return Op::template hasTrait<mlir::OpTrait::AtLeastNOperands<N>::template Impl>();
}
template <typename Op, unsigned N> constexpr bool hasAtLeastResults() {
  return Op::template hasTrait<mlir::OpTrait::AtLeastNResults<N>::template Impl>();
}
template <typename Op, unsigned... N>
OperatorSpec specOf(std::integer_sequence<unsigned, N...>) {
  OperatorSpec spec;
  spec.sinceVersion = Op::sinceVersion;
  ((hasOperands<Op, N>() ? void(spec.operands = N) : void()), ...);
  ((hasResults<Op, N>() ? void(spec.results = N) : void()), ...);
  ((hasAtLeastOperands<Op, N + 1>() ? void(spec.operands = N + 1) : void()), ...);
  ((hasAtLeastResults<Op, N + 1>() ? void(spec.results = N + 1) : void()), ...);
  bool atLeast = (hasAtLeastOperands<Op, N + 1>() || ...);
  spec.variadicOperands = atLeast || Op::template hasTrait<mlir::OpTrait::VariadicOperands>();
  bool atLeastResults = (hasAtLeastResults<Op, N + 1>() || ...);
  spec.variadicResults =
      atLeastResults || Op::template hasTrait<mlir::OpTrait::VariadicResults>();
  if constexpr (requires { Op::regionNames(); })
    spec.regions = Op::regionNames();
  if constexpr (requires { Op::optionalRegionNames(); })
    spec.optionalRegions = Op::optionalRegionNames();
  return spec;
}
} // namespace detail

/// The spec of the operator class `Op`.
template <typename Op> OperatorSpec specOf() {
  return detail::specOf<Op>(std::make_integer_sequence<unsigned, 20>());
}

} // namespace cameo::onnx

#endif
