// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators of the user's are calls of the functions that they were bound to.

#include "lib/Conversion/ONNXToLinalg/Calls.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {
struct CustomLowering : Lowering<CustomOp> {
  using Lowering::Lowering;
  Results lower(CustomOp op, Adaptor operands, LoweringBuilder &b) const override {
    RuntimeCall call(b, op.getCallee());
    for (auto [value, original] : llvm::zip(operands.getInputs(), op.getInputs()))
      if (isa<NoneType>(original.getType())) // an empty vector
        call.add(ArrayRef<float>(), b.getF32Type());
      else
        call.add(value, original);
    return call.results(op->getResults());
  }
};
} // namespace

void cameo::populateCustomLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                   SymbolicShapes &shapes) {
  patterns.add<CustomLowering>(converter, shapes);
}
