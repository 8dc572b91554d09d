// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Random numbers are drawn by the runtime, each operator's from a stream of its own.

#include "lib/Conversion/ONNXToLinalg/Calls.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

namespace {

template <typename Op> struct RandomLowering : Lowering<Op> {
  RandomLowering(const TypeConverter &converter, SymbolicShapes &shapes)
      : Lowering<Op>(converter, shapes), streams(std::make_shared<int64_t>(0)) {}

  FailureOr<SmallVector<Value>> lower(Op op, typename Lowering<Op>::Adaptor operands,
                                      LoweringBuilder &b) const override {
    constexpr bool isUniform =
        std::is_same_v<Op, RandomUniformOp> || std::is_same_v<Op, RandomUniformLikeOp>;
    constexpr bool isLike =
        std::is_same_v<Op, RandomUniformLikeOp> || std::is_same_v<Op, RandomNormalLikeOp>;
    Type element = getElementTypeOrSelf(op.getOutput().getType());
    if (!element.isF32() && !element.isF64())
      return op.emitOpError() << "has no lowering for elements of type " << element;
    RuntimeCall call(b, isUniform ? "cameo_op_random_uniform" : "cameo_op_random_normal");
    if constexpr (isLike)
      call.add(operands.getInput(), op.getInput());
    else
      call.add(op.getShape(), b.getI64Type());
    // The seed is a float, by its bits; the stream tells operators apart.
    std::optional<APFloat> seed = op.getSeed();
    int64_t bits = seed ? seed->bitcastToAPInt().getZExtValue() : 0;
    int64_t stream = (*streams)++ * 4 + isLike * 2 + isUniform;
    int64_t how[] = {isLike, seed.has_value(), bits, stream};
    call.add(ArrayRef<int64_t>(how), b.getI64Type());
    SmallVector<double> range;
    if constexpr (isUniform)
      range = {op.getLow().convertToDouble(), op.getHigh().convertToDouble()};
    else
      range = {op.getMean().convertToDouble(), op.getScale().convertToDouble()};
    return call.add(ArrayRef<double>(range), b.getF64Type()).results(op->getResults());
  }

  std::shared_ptr<int64_t> streams;
};
} // namespace

void cameo::populateRandomLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                   SymbolicShapes &shapes) {
  patterns.add<RandomLowering<RandomUniformOp>, RandomLowering<RandomNormalOp>,
               RandomLowering<RandomUniformLikeOp>, RandomLowering<RandomNormalLikeOp>>(converter,
                                                                                        shapes);
}
