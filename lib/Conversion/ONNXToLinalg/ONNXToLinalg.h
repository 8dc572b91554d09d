// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes and patterns that lower the onnx dialect to linalg on tensors.

#ifndef CAMEO_ONNXTOLINALG_H
#define CAMEO_ONNXTOLINALG_H

#include "mlir/Dialect/Complex/IR/Complex.h"
#include "mlir/Pass/Pass.h"

namespace mlir {
class RewritePatternSet;
class TypeConverter;
} // namespace mlir

namespace cameo {
namespace onnx {
class SymbolicShapes;
}

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "lib/Conversion/ONNXToLinalg/Passes.h.inc"

// One function a file of this folder: the rules for one kind of operator.
#define CAMEO_ONNX_TO_LINALG_KINDS(X)                                                              \
  X(Elementwise)                                                                                   \
  X(Quantization)                                                                                  \
  X(QuantizedProducts)                                                                             \
  X(Shapes)                                                                                        \
  X(Parts)                                                                                         \
  X(Gathers) X(Generators) X(Linear) X(Convolutions) X(Pools) X(Normalizations) X(Reductions)      \
      X(Scatters) X(Positions) X(Resize) X(Einsum) X(ControlFlow) X(GridSample) X(Selections)
#define DECLARE(kind)                                                                              \
  void populate##kind##Lowering(mlir::RewritePatternSet &, const mlir::TypeConverter &,            \
                                onnx::SymbolicShapes &);
CAMEO_ONNX_TO_LINALG_KINDS(DECLARE)
#undef DECLARE

} // namespace cameo

#endif
