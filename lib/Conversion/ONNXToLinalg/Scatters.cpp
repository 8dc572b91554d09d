// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators whose result elements depend on their order: writes at positions
// given by data, and scans. They are sequential loops. An index
// outside its dimension writes nothing.

#include "lib/Conversion/ONNXToLinalg/Sequences.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

// The element after an update.
Value combine(ImplicitLocOpBuilder &b, StringRef reduction, Value old, Value update,
              bool isUnsigned) {
  bool isFloat = isa<FloatType>(old.getType());
  if (reduction == "add")
    return isFloat ? arith::AddFOp::create(b, old, update).getResult()
                   : arith::AddIOp::create(b, old, update).getResult();
  if (reduction == "mul")
    return isFloat ? arith::MulFOp::create(b, old, update).getResult()
                   : arith::MulIOp::create(b, old, update).getResult();
  if (reduction == "max")
    return isFloat      ? arith::MaximumFOp::create(b, old, update).getResult()
           : isUnsigned ? arith::MaxUIOp::create(b, old, update).getResult()
                        : arith::MaxSIOp::create(b, old, update).getResult();
  if (reduction == "min")
    return isFloat      ? arith::MinimumFOp::create(b, old, update).getResult()
           : isUnsigned ? arith::MinUIOp::create(b, old, update).getResult()
                        : arith::MinSIOp::create(b, old, update).getResult();
  return update;
}

// A position whose components from data may be outside, made one that is inside,
// and whether it was.
struct Position {
  SmallVector<Value> at;
  Value inside;
  void push(ImplicitLocOpBuilder &b, Value index, Value extent) {
    if (!index.getType().isIndex())
      index = arith::IndexCastOp::create(b, b.getIndexType(), index);
    Value zero = arith::ConstantIndexOp::create(b, 0);
    Value negative = arith::CmpIOp::create(b, arith::CmpIPredicate::slt, index, zero);
    index = arith::SelectOp::create(b, negative, arith::AddIOp::create(b, index, extent), index);
    Value isInside = arith::CmpIOp::create(b, arith::CmpIPredicate::ult, index, extent);
    inside = inside ? arith::AndIOp::create(b, inside, isInside).getResult() : isInside;
    at.push_back(arith::SelectOp::create(b, isInside, index, zero));
  }
};

// Writes one update into the tensor.
Value write(ImplicitLocOpBuilder &b, Value tensor, const Position &position, Value update,
            StringRef reduction, bool isUnsigned) {
  Value old = tensor::ExtractOp::create(b, tensor, position.at);
  Value updated = combine(b, reduction, old, update, isUnsigned);
  Value element = arith::SelectOp::create(b, position.inside, updated, old);
  return tensor::InsertOp::create(b, element, tensor, position.at);
}

// The loops' bounds, none where the tensor that is written has no elements.
SmallVector<Value> guardedBounds(LoweringBuilder &b, ArrayRef<AffineExpr> loops,
                                 ArrayRef<AffineExpr> data) {
  SmallVector<Value> bounds = indicesOf(b, loops);
  AffineExpr count = b.getShapes().product(data);
  if (bounds.empty() || SymbolicShapes::constantOf(count))
    return bounds;
  Value isEmpty =
      arith::CmpIOp::create(b, arith::CmpIPredicate::eq, b.index(count), b.index(int64_t(0)));
  bounds[0] = arith::SelectOp::create(b, isEmpty, b.index(int64_t(0)), bounds[0]);
  return bounds;
}

bool isEmpty(LoweringBuilder &b, ArrayRef<AffineExpr> dims) {
  return SymbolicShapes::constantOf(b.getShapes().product(dims)) == 0;
}

struct ScatterElementsLowering : Lowering<ScatterElementsOp> {
  using Lowering::Lowering;
  Results lower(ScatterElementsOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims data = b.dimsOf(op.getData()), updates = b.dimsOf(op.getUpdates());
    if (data.empty() || isEmpty(b, data))
      return SmallVector<Value>{data.empty() ? operands.getUpdates() : operands.getData()};
    int64_t axis = op.getAxis();
    axis = axis < 0 ? axis + data.size() : axis;
    bool isUnsigned = getElementTypeOrSelf(op.getData().getType()).isUnsignedInteger();
    SmallVector<Value> extents = indicesOf(b, data);
    return writeInOrder(
        b, guardedBounds(b, updates, data), operands.getData(),
        [&](ImplicitLocOpBuilder &n, ValueRange ivs, ValueRange state) -> SmallVector<Value> {
          Position position;
          for (int64_t k = 0; k < int64_t(data.size()); ++k)
            position.push(n,
                          k == axis
                              ? tensor::ExtractOp::create(n, operands.getIndices(), ivs).getResult()
                              : ivs[k],
                          extents[k]);
          Value update = tensor::ExtractOp::create(n, operands.getUpdates(), ivs);
          return {write(n, state[0], position, update, op.getReduction(), isUnsigned)};
        });
  }
};

struct ScatterNDLowering : Lowering<ScatterNDOp> {
  using Lowering::Lowering;
  Results lower(ScatterNDOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims data = b.dimsOf(op.getData()), indexDims = b.dimsOf(op.getIndices()),
         updates = b.dimsOf(op.getUpdates());
    if (isEmpty(b, data))
      return SmallVector<Value>{operands.getData()};
    int64_t depth = *SymbolicShapes::constantOf(indexDims.back()), outer = indexDims.size() - 1;
    bool isUnsigned = getElementTypeOrSelf(op.getData().getType()).isUnsignedInteger();
    SmallVector<Value> extents = indicesOf(b, data);
    return writeInOrder(
        b, guardedBounds(b, updates, data), operands.getData(),
        [&](ImplicitLocOpBuilder &n, ValueRange ivs, ValueRange state) -> SmallVector<Value> {
          Position position;
          for (int64_t j = 0; j < depth; ++j) {
            SmallVector<Value> tuple(ivs.take_front(outer));
            tuple.push_back(arith::ConstantIndexOp::create(n, j));
            position.push(n, tensor::ExtractOp::create(n, operands.getIndices(), tuple),
                          extents[j]);
          }
          llvm::append_range(position.at, ivs.drop_front(outer));
          Value update = tensor::ExtractOp::create(n, operands.getUpdates(), ivs);
          return {write(n, state[0], position, update, op.getReduction(), isUnsigned)};
        });
  }
};

// Running sums and products: y[i] = y[i - 1] ∘ x[i], or x[i - 1] when exclusive.
template <typename Op> struct ScanLowering : Lowering<Op> {
  using Lowering<Op>::Lowering;
  Results lower(Op op, typename Lowering<Op>::Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getX());
    auto known = b.getShapes().valuesOf(op.getAxis());
    auto axisValue = known ? SymbolicShapes::constantOf(known->front()) : std::nullopt;
    if (axisValue)
      return SmallVector<Value>{scan(
          op, operands.getX(), *axisValue < 0 ? *axisValue + int64_t(dims.size()) : *axisValue, b)};
    // Along each dimension; the axis chooses when the model runs.
    Value named = tensor::ExtractOp::create(
        b, operands.getAxis(),
        SmallVector<Value>(b.dimsOf(op.getAxis()).size(), b.index(int64_t(0))));
    named = arith::IndexCastOp::create(b, b.getIndexType(), named);
    SmallVector<Value> scans, chosen;
    for (int64_t axis = 0, rank = dims.size(); axis < rank; ++axis) {
      scans.push_back(scan(op, operands.getX(), axis, b));
      chosen.push_back(arith::OrIOp::create(
          b, arith::CmpIOp::create(b, arith::CmpIPredicate::eq, named, b.index(axis)),
          arith::CmpIOp::create(b, arith::CmpIPredicate::eq, named, b.index(axis - rank))));
    }
    if (scans.empty())
      return op.emitOpError() << "needs an operand of rank at least 1";
    Value anyChosen = chosen.front();
    for (Value one : ArrayRef(chosen).drop_front())
      anyChosen = arith::OrIOp::create(b, anyChosen, one);
    b.require(anyChosen);
    SmallVector<AffineMap> maps(scans.size(), b.getMultiDimIdentityMap(dims.size()));
    return SmallVector<Value>{
        b.map(dims, cast<RankedTensorType>(scans[0].getType()).getElementType(), scans, maps,
              [&](ImplicitLocOpBuilder &n, ValueRange args) {
                Value result = args[0];
                for (size_t i = 1; i < args.size(); ++i)
                  result = arith::SelectOp::create(n, chosen[i], args[i], result);
                return result;
              })};
  }

  static Value scan(Op op, Value x, int64_t axis, LoweringBuilder &b) {
    Dims dims = b.dimsOf(op.getX());
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getX().getType()));
    Type type = LoweringBuilder::accumulator(element);
    constexpr bool isSum = std::is_same_v<Op, CumSumOp>;
    Value neutral =
        isa<FloatType>(type)
            ? arith::ConstantOp::create(b, b.getFloatAttr(type, isSum ? 0.0 : 1.0)).getResult()
            : arith::ConstantOp::create(b, b.getIntegerAttr(type, isSum ? 0 : 1)).getResult();
    // The other dimensions outside, the scan with its accumulator inside.
    SmallVector<Value> bounds = indicesOf(b, dims);
    Value length = bounds[axis];
    bounds.erase(bounds.begin() + axis);
    Value last = b.index(dims[axis] - 1);
    auto whole = writeRows(
        b, bounds, b.empty(dims, element),
        [&](ImplicitLocOpBuilder &n, ValueRange outer, ValueRange state) -> SmallVector<Value> {
          SmallVector<Value> outerIndices(outer);
          auto line =
              loops(n, length, {state[0], neutral},
                    [&](ImplicitLocOpBuilder &m, ValueRange ivs,
                        ValueRange carried) -> SmallVector<Value> {
                      Value i = op.getReverse() ? arith::SubIOp::create(m, last, ivs[0]).getResult()
                                                : ivs[0];
                      SmallVector<Value> at = outerIndices;
                      at.insert(at.begin() + axis, i);
                      Value term = tensor::ExtractOp::create(m, x, at), sum;
                      if (type != element)
                        term = arith::ExtFOp::create(m, type, term);
                      if (isa<FloatType>(type))
                        sum = isSum ? arith::AddFOp::create(m, carried[1], term).getResult()
                                    : arith::MulFOp::create(m, carried[1], term).getResult();
                      else
                        sum = isSum ? arith::AddIOp::create(m, carried[1], term).getResult()
                                    : arith::MulIOp::create(m, carried[1], term).getResult();
                      Value y = op.getExclusive() ? carried[1] : sum;
                      if (type != element)
                        y = arith::TruncFOp::create(m, element, y);
                      return {tensor::InsertOp::create(m, y, carried[0], at), sum};
                    });
          return {line[0]};
        });
    return whole[0];
  }
};
} // namespace

void cameo::populateScattersLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                     SymbolicShapes &shapes) {
  patterns.add<ScatterElementsLowering, ScatterNDLowering, ScanLowering<CumSumOp>,
               ScanLowering<CumProdOp>>(converter, shapes);
}
