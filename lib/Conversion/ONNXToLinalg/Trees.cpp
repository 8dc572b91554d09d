// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Trees are walked, a tree and a row each by itself: a loop that goes on from
// node to node until it is at a leaf. The nodes are tables of constants.

#include "dialects/ONNX/ML/Trees.h"
#include "dialects/ONNX/ML/Ops.h"
#include "lib/Conversion/ONNXToLinalg/Lowering.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

/// The tables, of i32 but for the thresholds.
struct Tables {
  Value features, modes, yes, no, thresholds;
};

Value table(LoweringBuilder &b, ArrayRef<int64_t> numbers) {
  SmallVector<int32_t> values(numbers.begin(), numbers.end());
  auto type = RankedTensorType::get({int64_t(values.size())}, b.getI32Type());
  return arith::ConstantOp::create(b, DenseElementsAttr::get(type, ArrayRef(values)));
}

Value table(LoweringBuilder &b, ArrayRef<double> numbers, Type element) {
  auto type = RankedTensorType::get({int64_t(numbers.size())}, element);
  if (element.isF64())
    return arith::ConstantOp::create(b, DenseElementsAttr::get(type, numbers));
  SmallVector<float> values(numbers.begin(), numbers.end());
  return arith::ConstantOp::create(b, DenseElementsAttr::get(type, ArrayRef(values)));
}

// Whether a node goes on with yes, where its mode is one of `used`.
Value branches(ImplicitLocOpBuilder &b, Value mode, ArrayRef<int64_t> used, Value x,
               Value threshold) {
  using P = arith::CmpFPredicate;
  static constexpr P predicates[] = {P::OLE, P::OLT, P::OGE, P::OGT, P::OEQ, P::UNE};
  auto constant = [&](int64_t value) -> Value {
    return arith::ConstantOp::create(b, b.getI32IntegerAttr(value));
  };
  Value kind = arith::AndIOp::create(b, mode, constant(missingIsYes - 1)), result;
  bool hasMissing = false;
  SmallVector<bool> seen(std::size(predicates), false);
  for (int64_t next : used) {
    hasMissing |= (next & missingIsYes) != 0;
    next &= ~missingIsYes;
    if (std::exchange(seen[next], true))
      continue;
    Value compared = arith::CmpFOp::create(b, predicates[next], x, threshold);
    if (result) {
      Value isNext = arith::CmpIOp::create(b, arith::CmpIPredicate::eq, kind, constant(next));
      compared = arith::SelectOp::create(b, isNext, compared, result);
    }
    result = compared;
  }
  if (!hasMissing)
    return result;
  Value isNaN = arith::CmpFOp::create(b, P::UNO, x, x);
  Value isYes = arith::CmpIOp::create(b, arith::CmpIPredicate::uge, mode, constant(missingIsYes));
  return arith::OrIOp::create(b, result, arith::AndIOp::create(b, isNaN, isYes));
}

struct TreeLeavesLowering : Lowering<MLTreeLeavesOp> {
  using Lowering::Lowering;
  Results lower(MLTreeLeavesOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims to = b.dimsOf(op.getLeaves());
    Type element = getElementTypeOrSelf(op.getX().getType());
    Value roots = table(b, op.getRoots());
    AffineMap tree = AffineMap::get(2, 0, {b.getAffineDimExpr(1)}, b.getContext());
    bool areLeaves = op.getFeatures().empty();
    Tables t;
    if (!areLeaves)
      t = {table(b, op.getFeatures()), table(b, op.getModes()), table(b, op.getYes()),
           table(b, op.getNo()), table(b, op.getThresholds(), element)};
    return SmallVector<Value>{
        b.map(to, b.getI64Type(), roots, tree, [&](ImplicitLocOpBuilder &n, ValueRange args) {
          Value node = args[0];
          if (!areLeaves)
            node = walk(n, op, operands.getX(), t, node);
          Value minusOne = arith::ConstantOp::create(n, n.getI32IntegerAttr(-1));
          Value leaf = arith::XOrIOp::create(n, node, minusOne);
          return arith::ExtSIOp::create(n, n.getI64Type(), leaf).getResult();
        })};
  }

  static Value walk(ImplicitLocOpBuilder &b, MLTreeLeavesOp op, Value x, const Tables &t,
                    Value root) {
    Value row = linalg::IndexOp::create(b, 0);
    auto loop = scf::WhileOp::create(
        b, TypeRange{b.getI32Type()}, ValueRange{root},
        [&](OpBuilder &nested, Location loc, ValueRange state) {
          ImplicitLocOpBuilder n(loc, nested);
          Value zero = arith::ConstantOp::create(n, n.getI32IntegerAttr(0));
          Value more = arith::CmpIOp::create(n, arith::CmpIPredicate::sge, state[0], zero);
          scf::ConditionOp::create(n, more, state);
        },
        [&](OpBuilder &nested, Location loc, ValueRange state) {
          ImplicitLocOpBuilder n(loc, nested);
          Value node = arith::IndexCastOp::create(n, n.getIndexType(), state[0]);
          auto read = [&](Value table) -> Value {
            return tensor::ExtractOp::create(n, table, node);
          };
          Value feature = arith::IndexCastOp::create(n, n.getIndexType(), read(t.features));
          Value value = tensor::ExtractOp::create(n, x, ValueRange{row, feature});
          Value isYes = branches(n, read(t.modes), op.getModes(), value, read(t.thresholds));
          scf::YieldOp::create(
              n, arith::SelectOp::create(n, isYes, read(t.yes), read(t.no)).getResult());
        });
    return loop.getResult(0);
  }
};
} // namespace

void cameo::populateTreesLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                  SymbolicShapes &shapes) {
  patterns.add<TreeLeavesLowering>(converter, shapes);
}
