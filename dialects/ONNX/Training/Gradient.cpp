// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Differentiation in reverse: from y back to the tensors asked for, each operator
// turns the gradient of its result into those of its operands.

#include "dialects/ONNX/Training/Ops.h"
#include "llvm/ADT/SetVector.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace cameo::onnx;

namespace {

/// The gradients of an operator's operands, null where there is none to pass on.
using Gradients = SmallVector<Value>;

/// Operators on tensors of one element type; dy is the gradient of a result.
struct Rules {
  OperatorBuilder &b;

  Value add(Value x, Value y) { return b.make<AddOp>(x, y); }
  Value sub(Value x, Value y) { return b.make<SubOp>(x, y); }
  Value mul(Value x, Value y) { return b.make<MulOp>(x, y); }
  Value div(Value x, Value y) { return b.make<DivOp>(x, y); }
  Value neg(Value x) { return b.make<NegOp>(x); }
  Value number(Value like, double value) {
    return b.scalar(getElementTypeOrSelf(like.getType()), value);
  }
  Value where(Value condition, Value dy) {
    return b.make<WhereOp>(condition, dy, number(dy, 0));
  }
  Value sum(Value x, ArrayRef<int64_t> axes) {
    return axes.empty() ? x : b.make<ReduceSumOp>(x, b.integers(axes), 1, 0);
  }
  Value like(Value x, Value of) { return b.make<ReshapeOp>(x, b.extents(of, 0), 1); }

  // What broadcasting spread is summed; failure where only a run knows what it spread.
  FailureOr<Value> ofOperand(Value gradient, Value operand) {
    auto from = b.getShapes().shapeOf(gradient), to = b.getShapes().shapeOf(operand);
    if (!from || !to)
      return failure();
    if (*from == *to)
      return gradient;
    int64_t extra = int64_t(from->size()) - int64_t(to->size());
    SmallVector<int64_t> axes = llvm::to_vector(llvm::seq<int64_t>(0, extra));
    for (auto [axis, extent] : llvm::enumerate(*to)) {
      if ((*from)[extra + axis] == extent)
        continue;
      auto known = dyn_cast<AffineConstantExpr>(extent);
      if (!known || known.getValue() != 1)
        return failure();
      axes.push_back(extra + axis);
    }
    return like(sum(gradient, axes), operand);
  }

  Value turned(Value x) {
    SmallVector<int64_t> perm =
        llvm::to_vector(llvm::seq(cast<RankedTensorType>(x.getType()).getRank()));
    std::swap(perm[perm.size() - 1], perm[perm.size() - 2]);
    return b.transpose(x, perm);
  }

  // dA = dY Bᵀ, dB = Aᵀ dY of stacks of matrices; vectors are rows and columns.
  Gradients matMul(MatMulOp op, Value dy) {
    auto isVector = [](Value x) { return cast<RankedTensorType>(x.getType()).getRank() == 1; };
    auto unsqueeze = [&](Value x, int64_t axis) -> Value {
      return b.make<UnsqueezeOp>(x, b.integers({axis}));
    };
    Value row = op.getA(), column = op.getB();
    bool isColumn = isVector(column);
    if (isColumn) {
      column = unsqueeze(column, 1);
      dy = unsqueeze(dy, -1);
    }
    if (isVector(row)) {
      row = unsqueeze(row, 0);
      dy = unsqueeze(dy, -2);
    }
    Value da = b.make<MatMulOp>(dy, turned(column)), db = b.make<MatMulOp>(turned(row), dy);
    return {da, isColumn ? b.make<SqueezeOp>(db, b.integers({-1})) : db};
  }

  // The gradient goes to all that was reduced.
  template <typename Op> Gradients reduction(Op op, Value dy, bool isMean) {
    Value kept = b.make<Op>(op.getData(), op.getAxes(), 1, op.getNoopWithEmptyAxes());
    Value dx = b.make<ExpandOp>(like(dy, kept), b.extents(op.getData(), 0));
    auto count = [&](Value x) {
      return b.cast(b.make<SizeOp>(x), getElementTypeOrSelf(dy.getType()));
    };
    return {isMean ? div(dx, div(count(op.getData()), count(kept))) : dx, nullptr};
  }
};

using Rule = std::function<Gradients(Rules &, Operation *, Value dy)>;

/// The rules by operator.
class Table {
public:
  Table();
  const Rule *find(Operation *op) const {
    auto it = rules.find(op->getName().getTypeID());
    return it == rules.end() ? nullptr : &it->second;
  }

private:
  template <typename Op, typename F> void add(F rule) {
    rules[TypeID::get<Op>()] = [=](Rules &r, Operation *op, Value dy) {
      return rule(r, cast<Op>(op), dy);
    };
  }
  // f'(x) of y = f(x), as a function of both.
  template <typename Op> void derivative(Value (*of)(Rules &r, Value x, Value y)) {
    add<Op>([=](Rules &r, Op op, Value dy) {
      return Gradients{r.mul(dy, of(r, op->getOperand(0), op->getResult(0)))};
    });
  }
  // An operator that places the elements of its first operand otherwise.
  template <typename Op> void reshaping() {
    add<Op>([](Rules &r, Op op, Value dy) {
      Gradients all(op->getNumOperands());
      all[0] = r.like(dy, op->getOperand(0));
      return all;
    });
  }
  // The operands that are the result get its gradient.
  template <typename Op> void selection() {
    add<Op>([](Rules &r, Op op, Value dy) {
      return Gradients(llvm::map_range(op->getOperands(), [&](Value operand) {
        return r.where(r.b.make<EqualOp>(operand, op->getResult(0)), dy);
      }));
    });
  }

  llvm::DenseMap<TypeID, Rule> rules;
};

Table::Table() {
  add<IdentityOp>([](Rules &, IdentityOp, Value dy) { return Gradients{dy}; });
  add<AddOp>([](Rules &, AddOp, Value dy) { return Gradients{dy, dy}; });
  add<SumOp>([](Rules &, SumOp op, Value dy) { return Gradients(op->getNumOperands(), dy); });
  add<SubOp>([](Rules &r, SubOp, Value dy) { return Gradients{dy, r.neg(dy)}; });
  add<MulOp>([](Rules &r, MulOp op, Value dy) {
    return Gradients{r.mul(dy, op.getB()), r.mul(dy, op.getA())};
  });
  add<DivOp>([](Rules &r, DivOp op, Value dy) {
    Value da = r.div(dy, op.getB());
    return Gradients{da, r.neg(r.mul(da, op.getC()))};
  });
  // d a^b = b a^(b-1) da + a^b log a db
  add<PowOp>([](Rules &r, PowOp op, Value dy) {
    Value a = op.getA(), e = r.b.cast(op.getB(), getElementTypeOrSelf(a.getType()));
    Value da = r.mul(r.mul(dy, e), r.b.make<PowOp>(a, r.sub(e, r.number(e, 1))));
    return Gradients{da, r.mul(r.mul(dy, op.getC()), r.b.make<LogOp>(a))};
  });
  selection<MaxOp>();
  selection<MinOp>();
  add<WhereOp>([](Rules &r, WhereOp op, Value dy) {
    Value zero = r.number(dy, 0), condition = op.getCondition();
    return Gradients{nullptr, r.b.make<WhereOp>(condition, dy, zero),
                     r.b.make<WhereOp>(condition, zero, dy)};
  });
  add<MatMulOp>([](Rules &r, MatMulOp op, Value dy) { return r.matMul(op, dy); });

  derivative<NegOp>([](Rules &r, Value x, Value) { return r.number(x, -1); });
  derivative<AbsOp>([](Rules &r, Value x, Value) { return r.b.make<SignOp>(x); });
  derivative<ReciprocalOp>([](Rules &r, Value, Value y) { return r.neg(r.mul(y, y)); });
  derivative<SqrtOp>([](Rules &r, Value, Value y) { return r.div(r.number(y, 0.5), y); });
  derivative<ExpOp>([](Rules &, Value, Value y) { return y; });
  derivative<LogOp>([](Rules &r, Value x, Value) { return r.b.make<ReciprocalOp>(x); });
  derivative<SinOp>([](Rules &r, Value x, Value) { return r.b.make<CosOp>(x); });
  derivative<CosOp>([](Rules &r, Value x, Value) { return r.neg(r.b.make<SinOp>(x)); });
  derivative<TanOp>([](Rules &r, Value, Value y) { return r.add(r.number(y, 1), r.mul(y, y)); });
  derivative<TanhOp>([](Rules &r, Value, Value y) { return r.sub(r.number(y, 1), r.mul(y, y)); });
  derivative<AtanOp>([](Rules &r, Value x, Value) {
    return r.b.make<ReciprocalOp>(r.add(r.number(x, 1), r.mul(x, x)));
  });
  derivative<SinhOp>([](Rules &r, Value x, Value) { return r.b.make<CoshOp>(x); });
  derivative<CoshOp>([](Rules &r, Value x, Value) { return r.b.make<SinhOp>(x); });
  derivative<SigmoidOp>([](Rules &r, Value, Value y) { return r.mul(y, r.sub(r.number(y, 1), y)); });
  derivative<SoftplusOp>([](Rules &r, Value x, Value) { return r.b.make<SigmoidOp>(x); });
  // 2 / √π exp(-x²)
  derivative<ErfOp>([](Rules &r, Value x, Value) {
    return r.mul(r.number(x, 1.1283791670955126), r.b.make<ExpOp>(r.neg(r.mul(x, x))));
  });
  // Not a product: where x is negative, the gradient may be infinite.
  add<ReluOp>([](Rules &r, ReluOp op, Value dy) {
    return Gradients{r.where(r.b.make<GreaterOp>(op.getX(), r.number(dy, 0)), dy)};
  });
  add<LeakyReluOp>([](Rules &r, LeakyReluOp op, Value dy) {
    Value isLess = r.b.make<LessOp>(op.getX(), r.number(dy, 0));
    Value slope = r.number(dy, op.getAlpha().convertToFloat());
    return Gradients{r.b.make<WhereOp>(isLess, r.mul(dy, slope), dy)};
  });
  add<SoftmaxOp>([](Rules &r, SoftmaxOp op, Value dy) { // y (dy - Σ y dy)
    Value y = op->getResult(0), sum = r.sum(r.mul(y, dy), {int64_t(op.getAxis())});
    return Gradients{r.mul(y, r.sub(dy, sum))};
  });
  add<LogSoftmaxOp>([](Rules &r, LogSoftmaxOp op, Value dy) { // dy - exp y Σ dy
    Value weights = r.b.make<ExpOp>(op->getResult(0));
    return Gradients{r.sub(dy, r.mul(weights, r.sum(dy, {int64_t(op.getAxis())})))};
  });
  add<ReduceSumOp>([](Rules &r, ReduceSumOp op, Value dy) { return r.reduction(op, dy, false); });
  add<ReduceMeanOp>([](Rules &r, ReduceMeanOp op, Value dy) { return r.reduction(op, dy, true); });

  reshaping<ReshapeOp>();
  reshaping<SqueezeOp>();
  reshaping<UnsqueezeOp>();
  reshaping<FlattenOp>();
  // Summed as broadcasts are.
  add<ExpandOp>([](Rules &, ExpandOp, Value dy) { return Gradients{dy, nullptr}; });
  add<TransposeOp>([](Rules &r, TransposeOp op, Value dy) {
    auto perm = op.getPerm();
    int64_t rank = cast<RankedTensorType>(dy.getType()).getRank();
    SmallVector<int64_t> inverse(rank);
    for (int64_t i = 0; i < rank; ++i)
      inverse[perm ? (*perm)[i] : rank - 1 - i] = i;
    return Gradients{r.b.transpose(dy, inverse)};
  });
}

const Rule *ruleOf(Operation *op) {
  static const Table table;
  return table.find(op);
}

} // namespace

// The operators between some tensors and y that depend on the tensors, in the
// order of the block.
static SmallVector<Operation *> operatorsBetween(ValueRange from, Value y) {
  llvm::DenseSet<Value> starts(from.begin(), from.end());
  llvm::SetVector<Operation *> reached;
  SmallVector<Value> stack{y};
  while (!stack.empty()) {
    Value value = stack.pop_back_val();
    Operation *op = value.getDefiningOp();
    if (op && !starts.contains(value) && op->getBlock() == y.getParentBlock() &&
        reached.insert(op))
      llvm::append_range(stack, op->getOperands());
  }
  SmallVector<Operation *> sorted = reached.takeVector(), ops;
  llvm::sort(sorted, [](Operation *a, Operation *b) { return a->isBeforeInBlock(b); });
  for (Operation *op : sorted)
    if (llvm::any_of(op->getOperands(), [&](Value value) { return starts.contains(value); })) {
      starts.insert_range(op->getResults());
      ops.push_back(op);
    }
  return ops;
}

LogicalResult TrainingGradientOp::inferShapes(InferenceContext &ctx) {
  for (unsigned i = 0; i < getNumResults(); ++i) {
    if (!ctx.isWanted(i))
      continue;
    auto dims = ctx.getShapes().shapeOf(getValues()[i]);
    if (!dims)
      return ctx.emitError() << "the ranks of its operands are not known at compile time";
    if (failed(ctx.setResult(i, getElementTypeOrSelf(getValues()[i].getType()), *dims)))
      return failure();
  }
  return success();
}

Operation *TrainingGradientOp::findUndifferentiable() {
  size_t count = getValues().size() / 2;
  for (Operation *op : operatorsBetween(getValues().slice(count, count), getValues().back()))
    if (!ruleOf(op))
      return op;
  return nullptr;
}

// The gradients; failure where only a run knows what is broadcast.
static FailureOr<SmallVector<Value>> differentiate(TrainingGradientOp gradient,
                                                   OperatorBuilder &b) {
  OperandRange values = gradient.getValues();
  size_t count = values.size() / 2;
  ValueRange from = values.slice(count, count);
  IRMapping at;
  SmallVector<Operation *> ops = operatorsBetween(from, values.back());
  if (!llvm::equal(from, values.take_front(count))) {
    // Copies, as one value may stand for several tensors, or be used besides.
    for (auto [tensor, value] : llvm::zip(from, values.take_front(count)))
      at.map(tensor, b.make<IdentityOp>(value));
    for (Operation *&op : ops) {
      op = b.clone(*op, at);
      b.infer(op);
    }
  }
  llvm::DenseMap<Value, Value> gradients;
  Rules rules{b};
  Value y = at.lookupOrDefault(values.back()),
        one = b.scalar(getElementTypeOrSelf(y.getType()), 1);
  gradients[y] = b.make<ExpandOp>(one, b.extents(y, 0));
  for (Operation *op : llvm::reverse(ops)) {
    Value dy = gradients.lookup(op->getResult(0));
    if (!dy)
      continue;
    for (auto [operand, own] : llvm::zip(op->getOperands(), (*ruleOf(op))(rules, op, dy))) {
      if (!own || !isa<FloatType>(getElementTypeOrSelf(operand.getType())))
        continue;
      auto part = rules.ofOperand(own, operand);
      if (failed(part))
        return failure();
      Value &sum = gradients[operand];
      sum = sum ? rules.add(sum, *part) : *part;
    }
  }
  SmallVector<Value> results;
  for (size_t i = 0; i < gradient.getNumResults(); ++i) {
    Value x = values[i], sum = gradients.lookup(at.lookupOrDefault(from[i]));
    Value zero = b.scalar(getElementTypeOrSelf(x.getType()), 0);
    results.push_back(sum ? sum : b.make<ExpandOp>(zero, b.extents(x, 0)));
  }
  return results;
}

FailureOr<SmallVector<Value>> TrainingGradientOp::decompose(OperatorBuilder &b) {
  // Operators without a rule may yet become others that have one.
  if (findUndifferentiable())
    return failure();
  // A rule that fails must have made nothing, so a try comes first.
  Block scratch;
  OperatorBuilder side(*this, OpBuilder(getContext()), b.getShapes());
  side.setInsertionPointToEnd(&scratch);
  bool succeeds = succeeded(differentiate(*this, side)) && !side.failedToInfer();
  for (Operation &part : scratch)
    b.getShapes().erase(&part);
  return succeeds ? differentiate(*this, b) : FailureOr<SmallVector<Value>>(failure());
}
