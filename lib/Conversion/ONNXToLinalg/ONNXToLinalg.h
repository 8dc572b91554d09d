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
#define CAMEO_ONNX_TO_LINALG_KIND(kind)                                                            \
  void populate##kind##Lowering(mlir::RewritePatternSet &, const mlir::TypeConverter &,            \
                                onnx::SymbolicShapes &);
#include "lib/Conversion/ONNXToLinalg/Kinds.def"
#undef CAMEO_ONNX_TO_LINALG_KIND

} // namespace cameo

#endif
