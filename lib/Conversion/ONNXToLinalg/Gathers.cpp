// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads at positions given by data. Every index is wrapped when negative and
// clamped, so that no data reads outside its tensor.

#include "lib/Conversion/ONNXToLinalg/Lowering.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

struct GatherLowering : Lowering<GatherOp> {
  using Lowering::Lowering;
  Results lower(GatherOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims data = b.dimsOf(op.getData()), indices = b.dimsOf(op.getIndices());
    Dims to = b.dimsOf(op.getOutput());
    int64_t axis = op.getAxis(), count = indices.size();
    axis = axis < 0 ? axis + data.size() : axis;
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getData().getType()));

    SmallVector<AffineExpr> position;
    for (int64_t k = 0; k < axis; ++k)
      position.push_back(b.getAffineDimExpr(k));
    position.push_back(nullptr);
    for (size_t k = axis + 1; k < data.size(); ++k)
      position.push_back(b.getAffineDimExpr(k + count - 1));
    if (AffineExpr regular = progression(op, b, data[axis], axis)) {
      position[axis] = regular;
      return SmallVector<Value>{
          b.map(to, element, operands.getData(),
                AffineMap::get(to.size(), 0, position, b.getContext()),
                [](ImplicitLocOpBuilder &, ValueRange args) -> Value { return args[0]; })};
    }

    b.requireSome(data[axis], to);
    Value extent = b.index(data[axis]);
    SmallVector<AffineExpr> indexPosition;
    for (int64_t k = 0; k < count; ++k)
      indexPosition.push_back(b.getAffineDimExpr(axis + k));
    auto indexMap = AffineMap::get(to.size(), 0, indexPosition, b.getContext());
    return SmallVector<Value>{
        b.map(to, element, operands.getIndices(), indexMap,
              [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                SmallVector<Value> at;
                for (AffineExpr expr : position)
                  at.push_back(expr ? linalg::IndexOp::create(
                                          n, cast<AffineDimExpr>(expr).getPosition())
                                          .getResult()
                                    : LoweringBuilder::safeIndex(n, args[0], extent));
                return tensor::ExtractOp::create(n, operands.getData(), at);
              })};
  }

  // Constant indices in regular steps are a part, read through a map.
  static AffineExpr progression(GatherOp op, LoweringBuilder &b, AffineExpr extent, int64_t axis) {
    auto elements = b.getShapes().valuesOf(op.getIndices());
    auto values = elements ? SymbolicShapes::constantsOf(*elements) : std::nullopt;
    auto n = SymbolicShapes::constantOf(extent);
    if (!values || values->empty() || b.dimsOf(op.getIndices()).size() > 1)
      return {};
    // Run-time extents may be smaller than an index.
    if (!n)
      return {};
    for (int64_t &value : *values) {
      value = value < 0 ? value + *n : value;
      if (value < 0 || value >= *n)
        return {};
    }
    if (b.dimsOf(op.getIndices()).empty())
      return b.getAffineConstantExpr(values->front());
    int64_t step = values->size() > 1 ? (*values)[1] - (*values)[0] : 0;
    for (size_t i = 1; i < values->size(); ++i)
      if ((*values)[i] - (*values)[i - 1] != step)
        return {};
    // A map that reads the dimension as it is would need all of it.
    if (step == 1 && values->front() == 0 && int64_t(values->size()) != *n)
      return {};
    return b.getAffineDimExpr(axis) * step + values->front();
  }
};

struct GatherElementsLowering : Lowering<GatherElementsOp> {
  using Lowering::Lowering;
  Results lower(GatherElementsOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims data = b.dimsOf(op.getData()), to = b.dimsOf(op.getOutput());
    int64_t axis = op.getAxis();
    axis = axis < 0 ? axis + data.size() : axis;
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getData().getType()));
    SmallVector<Value> extents;
    for (auto [have, want] : llvm::zip(data, to))
      extents.push_back(have == want ? Value() : b.index(have));
    extents[axis] = b.index(data[axis]);
    for (int64_t k = 0; k < int64_t(data.size()); ++k)
      if (k == axis || data[k] != to[k])
        b.requireSome(data[k], to);
    return SmallVector<Value>{
        b.map(to, element, operands.getIndices(), b.getMultiDimIdentityMap(to.size()),
              [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                SmallVector<Value> at;
                for (int64_t k = 0; k < int64_t(to.size()); ++k) {
                  Value i = k == axis ? args[0] : linalg::IndexOp::create(n, k).getResult();
                  bool isSafe = k != axis && !extents[k];
                  at.push_back(isSafe ? i : LoweringBuilder::safeIndex(n, i, extents[k]));
                }
                return tensor::ExtractOp::create(n, operands.getData(), at);
              })};
  }
};

struct GatherNDLowering : Lowering<GatherNDOp> {
  using Lowering::Lowering;
  Results lower(GatherNDOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims data = b.dimsOf(op.getData()), indices = b.dimsOf(op.getIndices());
    Dims to = b.dimsOf(op.getOutput());
    int64_t batch = op.getBatchDims(), depth = *SymbolicShapes::constantOf(indices.back());
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getData().getType()));
    SmallVector<AffineMap> maps;
    SmallVector<Value> extents;
    for (int64_t j = 0; j < depth; ++j) {
      SmallVector<AffineExpr> position;
      for (size_t k = 0; k + 1 < indices.size(); ++k)
        position.push_back(b.getAffineDimExpr(k));
      position.push_back(b.getAffineConstantExpr(j));
      maps.push_back(AffineMap::get(to.size(), 0, position, b.getContext()));
      extents.push_back(b.index(data[batch + j]));
      b.requireSome(data[batch + j], to);
    }
    SmallVector<Value> ins(depth, operands.getIndices());
    return SmallVector<Value>{
        b.map(to, element, ins, maps, [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
          SmallVector<Value> at;
          for (int64_t k = 0; k < batch; ++k)
            at.push_back(linalg::IndexOp::create(n, k));
          for (int64_t j = 0; j < depth; ++j)
            at.push_back(LoweringBuilder::safeIndex(n, args[j], extents[j]));
          for (size_t k = indices.size() - 1; k < to.size(); ++k)
            at.push_back(linalg::IndexOp::create(n, k));
          return tensor::ExtractOp::create(n, operands.getData(), at);
        })};
  }
};
} // namespace

void cameo::populateGathersLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                    SymbolicShapes &shapes) {
  patterns.add<GatherLowering, GatherElementsLowering, GatherNDLowering>(converter, shapes);
}
