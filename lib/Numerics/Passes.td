// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The passes that write functions and types out in terms of others.

#ifndef CAMEO_NUMERICS_PASSES_TD
#define CAMEO_NUMERICS_PASSES_TD

include "mlir/Pass/PassBase.td"

def ExpandMathPass : Pass<"expand-math", "::cameo::KernelOp"> {
  let summary = "Approximate transcendental functions by polynomials";
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::math::MathDialect",
    "::mlir::vector::VectorDialect"];
}

def ExpandFunctionsPass : Pass<"expand-functions-for-gpu", "::cameo::KernelOp"> {
  let summary = "Write functions of which GLSL promises little with simpler ones";
  let description = [{
    f32 powers, remainders, tangents, hyperbolic functions and their inverses: a
    driver's own may have no correct digit near zero and need not return NaN.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::math::MathDialect",
    "::mlir::scf::SCFDialect", "::mlir::vector::VectorDialect"];
}

def GuardSpecialValuesPass : Pass<"guard-special-values", "::cameo::KernelOp"> {
  let summary = "Write arithmetic that drivers simplify wrongly as selections";
  let description = [{
    x + 0, x - x, x * 0, 0 / x and x / x, which are not x, 0 or 1 for signed zeros,
    infinities and NaNs.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::math::MathDialect"];
}

def EmulateFloatsPass : Pass<"emulate-floats", "::mlir::ModuleOp"> {
  let summary = "Compute on narrow floats in f32, and round each result";
  let description = [{
    MLIR's `arith-emulate-unsupported-floats`, without the flags by which it lets
    a conversion to the narrow type cancel the one back; `math-extend-to-supported-types`;
    and conversions between bf16 and f64 by way of f32. What remains on bf16 are
    conversions from and to f32, and what only moves it.
  }];
  let options = [ListOption<"types", "types", "std::string", "The types to do without, e.g. bf16">];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::math::MathDialect"];
}

def BF16ToIntegersPass : Pass<"bf16-to-integers", "::mlir::ModuleOp"> {
  let summary = "Hold bf16 as i16 in functions";
  let description = [{
    After arithmetic and conversions are gone: what remains are loads, stores,
    selections and constants.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect"];
}

def PackNarrowMemoryPass : Pass<"pack-narrow-memory", "::cameo::KernelOp"> {
  let summary = "Access elements of 8 and 16 bits as parts of words";
  let description = [{
    Buffers of i1 (a byte each), i8, i16, f16 and bf16 become buffers of words of
    the same layout. A load shifts its element out of its word; a store clears and
    sets its bits by two atomic operations, as the word's other elements may be
    written at the same time. Vectors are whole words, which a store owns. In
    memory of the workgroup each element is a word.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::memref::MemRefDialect",
    "::mlir::vector::VectorDialect"];
}

def WidenNarrowTypesPass : Pass<"widen-narrow-types", "::cameo::KernelOp"> {
  let summary = "Keep values of 8 and 16 bits in registers of 32";
  let description = [{
    Integer arithmetic on i8 and i16 becomes arithmetic on i32, of operands that
    are extended as it needs. f16 and bf16 are their bits; their conversions from
    and to f32, which are all that is expected to be left of them, round as the
    types do.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::scf::SCFDialect"];
}

def SplitWideIntegersPass : Pass<"split-wide-integers", "::cameo::KernelOp"> {
  let summary = "Keep 64-bit integers in pairs of words";
  let description = [{
    MLIR's emulation of wide integers, with buffers and division.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::math::MathDialect",
    "::mlir::memref::MemRefDialect", "::mlir::scf::SCFDialect", "::mlir::vector::VectorDialect"];
}

#endif
