// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators that are defined by simpler ones. One function says what they
// consist of: inference runs it on the side, the rewrite for good.

#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

// Whether the extent can only be computed from a value of the block.
static bool dependsOn(Block &block, AffineExpr expr, SymbolicShapes &shapes) {
  bool depends = false;
  expr.walk([&](AffineExpr part) {
    if (depends || !isa<AffineSymbolExpr>(part))
      return;
    SymbolOrigin origin = shapes.origin(part);
    depends = (origin.value && origin.value.getParentBlock() == &block) ||
              (origin.lhs && dependsOn(block, origin.lhs, shapes)) ||
              (origin.rhs && dependsOn(block, origin.rhs, shapes));
  });
  return depends;
}

static LogicalResult adoptResult(InferenceContext &ctx, unsigned index, Value value,
                                 Block &scratch) {
  SymbolicShapes &shapes = ctx.getShapes();
  auto dims = shapes.shapeOf(value);
  if (!dims)
    return ctx.setResultType(index, value.getType());
  auto isLocal = [&](AffineExpr expr) { return dependsOn(scratch, expr, shapes); };
  auto type = cast<RankedTensorType>(value.getType());
  for (auto [axis, dim] : llvm::enumerate(*dims))
    if (isLocal(dim))
      dim = shapes.extentOf(ctx.getOperation()->getResult(index), axis);
  if (failed(ctx.setResult(index, type.getElementType(), *dims)))
    return failure();
  if (auto elements = shapes.valuesOf(value); elements && llvm::none_of(*elements, isLocal))
    ctx.setValues(index, *elements);
  return success();
}

LogicalResult cameo::onnx::inferComposite(InferenceContext &ctx) {
  Operation *op = ctx.getOperation();
  for (Value operand : op->getOperands())
    if (isa<TensorType>(operand.getType()) && !isa<RankedTensorType>(operand.getType()))
      return ctx.emitError() << "the ranks of its operands are not known at compile time";
  Block scratch;
  OperatorBuilder b(op, OpBuilder(op->getContext()), ctx.getShapes());
  b.setInsertionPointToEnd(&scratch);
  auto values = cast<CompositeInterface>(op).decompose(b);
  LogicalResult result = failure(failed(values) || b.failedToInfer());
  if (succeeded(result))
    for (auto [index, value] : llvm::enumerate(*values)) {
      if (!ctx.isWanted(index))
        continue;
      if (!value)
        result = ctx.emitError() << "result " << index << " is not supported";
      else
        result = adoptResult(ctx, index, value, scratch);
      if (failed(result))
        break;
    }
  for (Operation &part : scratch)
    ctx.getShapes().erase(&part);
  return result;
}

namespace {
struct CompositeRewrite : OpInterfaceRewritePattern<CompositeInterface> {
  explicit CompositeRewrite(SymbolicShapes &shapes)
      : OpInterfaceRewritePattern(shapes.getContext()), shapes(shapes) {}

  LogicalResult matchAndRewrite(CompositeInterface op, PatternRewriter &rewriter) const override {
    // What could not be inferred has been told.
    if (llvm::any_of(op->getOperandTypes(), [](Type type) { return isa<UnknownType>(type); }))
      return failure();
    OperatorBuilder b(op, rewriter, shapes);
    auto values = op.decompose(b);
    if (failed(values))
      return failure();
    for (auto [result, value] : llvm::zip(op->getResults(), *values))
      if (!value || !isGiven(result))
        value = b.none();
    rewriter.replaceOp(op, *values);
    return success();
  }

  SymbolicShapes &shapes;
};
} // namespace

void cameo::onnx::populateCompositeDecompositions(RewritePatternSet &patterns,
                                                  SymbolicShapes &shapes) {
  patterns.add<CompositeRewrite>(shapes);
}
