// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An Einsum is one contraction: the loops of the result, then those summed over.

#include "dialects/ONNX/Math/Einsum.h"
#include "lib/Conversion/ONNXToLinalg/Lowering.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

namespace {

struct EinsumLowering : Lowering<EinsumOp> {
  using Lowering::Lowering;
  FailureOr<SmallVector<Value>> lower(EinsumOp op, Adaptor operands,
                                      LoweringBuilder &b) const override {
    InferenceContext ctx(op, b.getShapes());
    auto loops = readEinsum(ctx, op.getEquation());
    if (failed(loops))
      return failure();
    Dims to = b.dimsOf(op.getOutput());
    unsigned count = loops->extents.size(), next = 0;
    SmallVector<unsigned> depth(count, count);
    for (unsigned loop : loops->result)
      depth[loop] = next++;
    for (unsigned loop = 0; loop < count; ++loop)
      if (depth[loop] == count)
        depth[loop] = next++;

    SmallVector<Value> ins;
    SmallVector<AffineMap> maps;
    for (auto [i, value] : llvm::enumerate(operands.getInputs())) {
      Dims from = b.dimsOf(op.getInputs()[i]), target;
      for (unsigned loop : loops->operands[i])
        target.push_back(loops->extents[loop]);
      auto [operand, map] = b.broadcast(value, from, target);
      SmallVector<AffineExpr> position;
      for (AffineExpr expr : map.getResults()) {
        auto dim = dyn_cast<AffineDimExpr>(expr);
        position.push_back(dim ? b.getAffineDimExpr(depth[loops->operands[i][dim.getPosition()]])
                               : expr);
      }
      ins.push_back(operand);
      maps.push_back(AffineMap::get(count, 0, position, b.getContext()));
    }
    SmallVector<AffineExpr> kept;
    for (size_t i = 0; i < to.size(); ++i)
      kept.push_back(b.getAffineDimExpr(i));
    auto out = AffineMap::get(count, 0, kept, b.getContext());
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getOutput().getType()));
    if (ins.size() == 2)
      return SmallVector<Value>{
          b.convert(b.contract(to, ins[0], maps[0], ins[1], maps[1], out), to, element)};

    Type type = LoweringBuilder::accumulator(element);
    Value sum = b.reduce(
        to, b.zero(type), ins, maps, out, [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
          Value product;
          for (Value arg : args.drop_back()) {
            if (arg.getType() != type)
              arg = arith::ExtFOp::create(n, type, arg);
            if (!product)
              product = arg;
            else if (isa<FloatType>(type))
              product = arith::MulFOp::create(n, product, arg);
            else
              product = arith::MulIOp::create(n, product, arg);
          }
          return isa<FloatType>(type) ? arith::AddFOp::create(n, args.back(), product).getResult()
                                      : arith::AddIOp::create(n, args.back(), product).getResult();
        });
    return SmallVector<Value>{b.convert(sum, to, element)};
  }
};
} // namespace

void cameo::populateEinsumLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                   SymbolicShapes &shapes) {
  patterns.add<EinsumLowering>(converter, shapes);
}
