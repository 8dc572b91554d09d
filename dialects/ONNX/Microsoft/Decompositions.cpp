// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The inverse of matrices: its inference, and other forms as that of one list of
// matrices. Searches for tokens are in GenerationLoops.cpp, matrices by blocks in Blocks.cpp.

#include "dialects/ONNX/Microsoft/Blocks.h"
#include "dialects/ONNX/Microsoft/Generation.h"

using namespace mlir;
using namespace cameo::onnx;

LogicalResult MicrosoftInverseOp::inferShapes(InferenceContext &ctx) {
  auto x = ctx.requireShape(0);
  if (failed(x))
    return failure();
  if (x->size() < 2 || !ctx.assumeEqual((*x)[x->size() - 2], x->back()))
    return emitOpError() << "needs square matrices";
  return ctx.inferLikeOperand(0);
}

namespace {
struct InverseOfList : Rewrite<MicrosoftInverseOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(MicrosoftInverseOp op, OperatorBuilder &b) const override {
    auto type = dyn_cast<RankedTensorType>(op.getX().getType());
    if (!type)
      return failure();
    Type element = type.getElementType(), wide = element.isF64() ? element : b.getF32Type();
    int64_t rank = type.getRank();
    if (rank == 3 && element == wide)
      return failure();
    Value x = b.cast(op.getX(), wide);
    if (rank != 3)
      x = b.make<ReshapeOp>(
          x, b.make<ConcatOp>(ValueRange{b.integers({-1}), b.extents(x, rank - 2)}, 0), 0);
    Value y = b.make<MicrosoftInverseOp>(x);
    if (rank != 3)
      y = b.make<ReshapeOp>(y, b.extents(op.getX(), 0), 1);
    return SmallVector<Value>{b.cast(y, element)};
  }
};
} // namespace

void cameo::onnx::populateMicrosoftDecompositions(RewritePatternSet &patterns,
                                                  SymbolicShapes &shapes) {
  patterns.add<InverseOfList>(shapes);
  populateGenerationDecompositions(patterns, shapes);
  populateBlockDecompositions(patterns, shapes);
}
