// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is illegal in a stage is what has the types to do without.

#include "lib/Numerics/Passes.h"
#include "mlir/Dialect/SCF/Transforms/Patterns.h"

using namespace mlir;
using namespace cameo;

LogicalResult cameo::convertTypes(KernelOp stage, const TypeConverter &types,
                                  RewritePatternSet &&patterns) {
  ConversionTarget target(*stage.getContext());
  target.markUnknownOpDynamicallyLegal([&](Operation *op) { return types.isLegal(op); });
  scf::populateSCFStructuralTypeConversionsAndLegality(types, patterns, target);
  return applyPartialConversion(stage, target, std::move(patterns));
}
