// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
#ifndef CAMEO_ONNXTOLINALG_PASSES_TD
#define CAMEO_ONNXTOLINALG_PASSES_TD

include "mlir/Pass/PassBase.td"

def ONNXToLinalgPass : Pass<"onnx-to-linalg", "::mlir::ModuleOp"> {
  let summary = "Lower the onnx dialect to linalg, tensor and arith on tensors";
  let description = [{
    Every primitive operator becomes structured operations; after the pass the
    onnx dialect is illegal. Extents are computed from the symbolic dims of the
    function's arguments, so shape computations die. Unsigned integers become
    signless. An operator without a lowering is refused with an error that names
    its node.
  }];
  let dependentDialects = ["::cameo::CameoDialect", "::mlir::affine::AffineDialect", "::mlir::arith::ArithDialect",
    "::mlir::linalg::LinalgDialect", "::mlir::math::MathDialect", "::mlir::scf::SCFDialect",
    "::mlir::tensor::TensorDialect", "::mlir::complex::ComplexDialect",
    "::mlir::vector::VectorDialect"];
}

#endif
