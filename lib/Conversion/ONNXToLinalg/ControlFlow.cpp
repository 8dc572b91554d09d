// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A branch whose condition is known is its graph.

#include "lib/Conversion/ONNXToLinalg/Lowering.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

namespace {

struct IfLowering : OpConversionPattern<IfOp> {
  IfLowering(const TypeConverter &converter, SymbolicShapes &shapes)
      : OpConversionPattern(converter, shapes.getContext()), shapes(shapes) {}

  LogicalResult matchAndRewrite(IfOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    Region *branch = op.knownBranch(shapes);
    if (!branch)
      return op.emitOpError() << "has no lowering yet: the condition must be known at compile time";
    LoweringBuilder(op, rewriter, shapes).requireAssumptions(op);
    Block &graph = branch->front();
    Operation *end = graph.getTerminator();
    SmallVector<Value> outputs(end->getOperands());
    rewriter.eraseOp(end);
    rewriter.inlineBlockBefore(&graph, op);
    rewriter.replaceOp(op, outputs);
    return success();
  }

  SymbolicShapes &shapes;
};
} // namespace

void cameo::populateControlFlowLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                        SymbolicShapes &shapes) {
  patterns.add<IfLowering>(converter, shapes);
}
