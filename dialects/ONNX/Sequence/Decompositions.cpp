// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A graph mapped over sequences is a loop that takes a tensor of each and appends
// what becomes of them.

#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

namespace {

struct SequenceMapRewrite : OpRewritePattern<SequenceMapOp> {
  SequenceMapRewrite(SymbolicShapes &shapes)
      : OpRewritePattern(shapes.getContext()), shapes(shapes) {}

  LogicalResult matchAndRewrite(SequenceMapOp op, PatternRewriter &rewriter) const override {
    OperatorBuilder b(op, rewriter, shapes);
    Value length = b.make<SequenceLengthOp>(op.getInputSequence());
    SmallVector<Value> empty;
    SmallVector<Type> types(op->getNumResults(), UnknownType::get(getContext()));
    Block &graph = op.getBody().front();
    Operation *end = graph.getTerminator();
    for (Value value : end->getOperands())
      empty.push_back(b.make<SequenceEmptyOp>(dataTypeOf(getElementTypeOrSelf(value.getType()))));
    auto loop = LoopOp::create(b, types, length, b.none(), empty);
    Block *body = rewriter.createBlock(&loop.getBody());
    auto add = [&](Type type) { return body->addArgument(type, op.getLoc()); };
    Value number = add(RankedTensorType::get({}, rewriter.getI64Type()));
    Value condition = add(RankedTensorType::get({}, rewriter.getI1Type()));
    SmallVector<Value> inputs, sequences{condition};
    for (auto [operand, argument] : llvm::zip(op->getOperands(), graph.getArguments()))
      // With the type that the argument has, the tensor's rank is known.
      inputs.push_back(isa<SequenceType>(operand.getType())
                           ? SequenceAtOp::create(rewriter, op.getLoc(), argument.getType(),
                                                  operand, number)
                           : operand);
    rewriter.mergeBlocks(&graph, body, inputs);
    rewriter.setInsertionPoint(end);
    Type unknown = UnknownType::get(getContext());
    Value none = NoneOp::create(rewriter, op.getLoc(), rewriter.getNoneType());
    for (Value value : end->getOperands())
      sequences.push_back(SequenceInsertOp::create(rewriter, op.getLoc(), unknown, add(unknown),
                                                   value, none));
    rewriter.modifyOpInPlace(end, [&] { end->setOperands(sequences); });
    b.setInsertionPointAfter(loop);
    b.infer(loop);
    if (b.failedToInfer())
      return failure();
    rewriter.replaceOp(op, loop->getResults());
    return success();
  }

  SymbolicShapes &shapes;
};
} // namespace

void cameo::onnx::populateSequenceDecompositions(RewritePatternSet &patterns,
                                                 SymbolicShapes &shapes) {
  patterns.add<SequenceMapRewrite>(shapes);
}
