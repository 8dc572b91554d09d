// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A gradient that is still there has an operator that nobody can differentiate.

#include "dialects/ONNX/Training/Ops.h"
#include "lib/Conversion/ONNXToLinalg/Lowering.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {
struct GradientLowering : Lowering<TrainingGradientOp> {
  using Lowering::Lowering;
  Results lower(TrainingGradientOp op, Adaptor, LoweringBuilder &) const override {
    Operation *other = op.findUndifferentiable();
    if (!other)
      return op.emitOpError() << "needs extents of which it is known at compile time whether they "
                                 "are broadcast";
    return op.emitOpError() << "has no rule for the gradient of '"
                            << other->getName().stripDialect() << "'";
  }
};
} // namespace

void cameo::populateGradientsLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                      SymbolicShapes &shapes) {
  patterns.add<GradientLowering>(converter, shapes);
}
