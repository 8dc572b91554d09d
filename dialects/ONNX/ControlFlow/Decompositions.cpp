// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A scan is a loop that takes its operands apart; a loop that never runs is nothing.

#include "dialects/ONNX/ControlFlow/Loops.h"
#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

struct ScanRewrite : OpRewritePattern<ScanOp> {
  ScanRewrite(SymbolicShapes &shapes) : OpRewritePattern(shapes.getContext()), shapes(shapes) {}

  LogicalResult matchAndRewrite(ScanOp op, PatternRewriter &rewriter) const override {
    InferenceContext ctx(op, shapes);
    auto layout = op.getLayout(ctx);
    if (failed(layout))
      return failure();
    OperatorBuilder b(op, rewriter, shapes);
    // x reversed along an axis.
    auto reversed = [&](Value x, int64_t axis) {
      return b.slice(x, axis, -1, std::numeric_limits<int64_t>::min(), -1);
    };
    SmallVector<Value> states(op.getOperands().take_front(layout->states)), scanned;
    for (auto [k, x] : llvm::enumerate(op.getOperands().drop_front(layout->states)))
      scanned.push_back(layout->inputDirections[k] ? reversed(x, layout->inputAxes[k]) : x);
    int64_t axis = layout->inputAxes.front();
    Value count = b.extents(scanned.front(), axis, axis + 1);

    SmallVector<Type> types;
    for (Type type : op->getResultTypes())
      types.push_back(isa<NoneType>(type) ? type : UnknownType::get(getContext()));
    auto loop = LoopOp::create(b, types, count, b.none(), states);
    Block *body = rewriter.createBlock(&loop.getBody());
    auto add = [&](Type type) { return body->addArgument(type, op.getLoc()); };
    Value number = add(RankedTensorType::get({}, rewriter.getI64Type()));
    SmallVector<Value> inputs;
    Value condition = add(RankedTensorType::get({}, rewriter.getI1Type()));
    for (Value state : states)
      inputs.push_back(add(state.getType()));
    for (auto [k, x] : llvm::enumerate(scanned))
      inputs.push_back(GatherOp::create(rewriter, op.getLoc(), UnknownType::get(getContext()), x,
                                        number, layout->inputAxes[k]));
    Operation *end = op.getBody().front().getTerminator();
    rewriter.mergeBlocks(&op.getBody().front(), body, inputs);
    rewriter.modifyOpInPlace(end, [&] { end->insertOperands(0, condition); });
    rewriter.setInsertionPointAfter(loop);
    b.setInsertionPointAfter(loop);
    b.infer(loop);
    if (b.failedToInfer())
      return failure();

    SmallVector<Value> results(loop->getResults());
    for (size_t k = layout->states; k < results.size(); ++k) {
      auto type = dyn_cast<RankedTensorType>(results[k].getType());
      if (!type)
        continue;
      size_t output = k - layout->states;
      if (layout->outputDirections[output])
        results[k] = reversed(results[k], 0);
      // The first dimension goes to where the iterations are to be.
      int64_t to = layout->outputAxes[output];
      to = to < 0 ? to + type.getRank() : to;
      SmallVector<int64_t> perm;
      for (int64_t axis = 1; axis < type.getRank(); ++axis)
        perm.push_back(axis);
      perm.insert(perm.begin() + to, 0);
      if (to)
        results[k] = b.transpose(results[k], perm);
    }
    rewriter.replaceOp(op, results);
    return success();
  }

  SymbolicShapes &shapes;
};

// What is carried stays what it was; nothing is collected.
struct DropEmptyLoop : Rewrite<LoopOp> {
  using Rewrite::Rewrite;
  Results rewrite(LoopOp op, OperatorBuilder &b) const override {
    if (!runsNever(op, shapes))
      return failure();
    SmallVector<Value> results(op.getVInitial());
    for (Value rows : op->getResults().drop_front(results.size())) {
      auto type = dyn_cast<RankedTensorType>(rows.getType());
      if (!type) {
        results.push_back(Value());
        continue;
      }
      DenseElementsAttr none;
      if (isa<StringType>(type.getElementType()))
        none = DenseStringElementsAttr::get(type, {});
      else
        none = DenseElementsAttr::get(type, ArrayRef<Attribute>());
      results.push_back(ConstantOp::create(b, type, none));
    }
    return results;
  }
};
} // namespace

void cameo::onnx::populateControlFlowDecompositions(RewritePatternSet &patterns,
                                                    SymbolicShapes &shapes) {
  patterns.add<ScanRewrite, DropEmptyLoop>(shapes);
}
