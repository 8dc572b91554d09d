// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators that take tensors apart or put them together: parts are read
// through maps, wholes are filled slice by slice.

#include "lib/Conversion/ONNXToLinalg/Lowering.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

struct ConcatLowering : Lowering<ConcatOp> {
  using Lowering::Lowering;
  Results lower(ConcatOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims to = b.dimsOf(op.getConcatResult());
    int64_t axis = op.getAxis();
    axis = axis < 0 ? axis + to.size() : axis;
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getConcatResult().getType()));
    SmallVector<Value> parts;
    for (auto [value, original] : llvm::zip(operands.getInputs(), op.getInputs()))
      if (SymbolicShapes::constantOf(b.dimsOf(original)[axis]) != 0)
        parts.push_back(value);
    if (parts.size() == 1 && parts[0].getType() == SymbolicShapes::tensorType(to, element))
      return SmallVector<Value>{parts[0]};
    Value whole = b.empty(to, element);
    SmallVector<OpFoldResult> offsets(to.size(), b.getIndexAttr(0)), sizes,
        strides(to.size(), b.getIndexAttr(1));
    for (AffineExpr extent : to)
      sizes.push_back(b.extent(extent));
    AffineExpr offset = b.getShapes().constant(0);
    for (auto [value, original] : llvm::zip(operands.getInputs(), op.getInputs())) {
      Dims dims = b.dimsOf(original);
      if (SymbolicShapes::constantOf(dims[axis]) == 0)
        continue;
      offsets[axis] = b.extent(offset);
      sizes[axis] = b.extent(dims[axis]);
      // Extents that agree only at run time: the operand's type follows the result's.
      Dims expected = to;
      expected[axis] = dims[axis];
      auto type = SymbolicShapes::tensorType(expected, element);
      Value part = value;
      if (part.getType() != type)
        part = tensor::CastOp::create(b, type, part);
      whole = tensor::InsertSliceOp::create(b, part, whole, offsets, sizes, strides);
      offset = offset + dims[axis];
    }
    return SmallVector<Value>{whole};
  }
};

struct SplitLowering : Lowering<SplitOp> {
  using Lowering::Lowering;
  Results lower(SplitOp op, Adaptor operands, LoweringBuilder &b) const override {
    InferenceContext ctx(op, b.getShapes());
    auto parts = op.parts(ctx);
    if (failed(parts))
      return failure();
    Dims from = b.dimsOf(op.getInput());
    int64_t axis = op.getAxis();
    axis = axis < 0 ? axis + from.size() : axis;
    Dims starts(from.size(), b.getShapes().constant(0));
    SmallVector<int64_t> steps(from.size(), 1);
    SmallVector<Value> results;
    for (auto [result, part] : llvm::zip(op.getOutputs(), *parts)) {
      results.push_back(isa<NoneType>(result.getType())
                            ? Value()
                            : b.slice(operands.getInput(), from, starts, steps, b.dimsOf(result)));
      starts[axis] = starts[axis] + part;
    }
    return results;
  }
};

struct SliceLowering : Lowering<SliceOp> {
  using Lowering::Lowering;
  Results lower(SliceOp op, Adaptor operands, LoweringBuilder &b) const override {
    InferenceContext ctx(op, b.getShapes());
    auto bounds = op.bounds(ctx);
    if (failed(bounds))
      return failure();
    return SmallVector<Value>{b.slice(operands.getData(), b.dimsOf(op.getData()), bounds->starts,
                                      bounds->steps, b.dimsOf(op.getOutput()))};
  }
};

struct PadLowering : Lowering<PadOp> {
  using Lowering::Lowering;
  Results lower(PadOp op, Adaptor operands, LoweringBuilder &b) const override {
    InferenceContext ctx(op, b.getShapes());
    auto pads = op.padding(ctx);
    if (failed(pads))
      return failure();
    auto &[low, high] = *pads;
    Dims from = b.dimsOf(op.getData()), to = b.dimsOf(op.getOutput());
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getData().getType()));

    // Negative pads crop first.
    Value value = operands.getData();
    Dims starts, cropped;
    for (auto [extent, before, after] : llvm::zip(from, low, high)) {
      auto crop = [&](AffineExpr &pad) {
        auto constant = SymbolicShapes::constantOf(pad);
        AffineExpr removed = b.getShapes().constant(constant ? std::max<int64_t>(0, -*constant) : 0);
        pad = pad + removed;
        return removed;
      };
      starts.push_back(crop(before));
      cropped.push_back(extent - starts.back() - crop(after));
      if (auto left = SymbolicShapes::constantOf(cropped.back()); left && *left < 0)
        return op.emitOpError() << "the pads remove more elements than there are";
    }
    value = b.slice(value, from, starts, SmallVector<int64_t>(from.size(), 1), cropped);
    if (cropped == to)
      return SmallVector<Value>{value};
    if (op.getMode() == "constant")
      return pad(op, operands, b, value, low, high, to, element);

    // The other modes read the operand at a folded position.
    SmallVector<Value> extents, befores;
    for (auto [extent, before] : llvm::zip(cropped, low)) {
      extents.push_back(b.index(extent));
      befores.push_back(b.index(before));
    }
    return SmallVector<Value>{b.map(to, element, {}, {}, [&](ImplicitLocOpBuilder &n, ValueRange) {
      SmallVector<Value> position;
      for (size_t axis = 0; axis < to.size(); ++axis) {
        Value i = linalg::IndexOp::create(n, axis);
        position.push_back(cropped[axis] == to[axis]
                               ? i
                               : fold(n, op.getMode(), arith::SubIOp::create(n, i, befores[axis]),
                                      extents[axis]));
      }
      return tensor::ExtractOp::create(n, value, position).getResult();
    })};
  }

  static SmallVector<Value> pad(PadOp op, Adaptor operands, LoweringBuilder &b, Value value,
                                ArrayRef<AffineExpr> low, ArrayRef<AffineExpr> high,
                                ArrayRef<AffineExpr> to, Type element) {
    Value scalar = b.zero(element);
    if (!isa<NoneType>(op.getConstantValue().getType())) {
      size_t rank = cast<RankedTensorType>(op.getConstantValue().getType()).getRank();
      scalar = tensor::ExtractOp::create(b, operands.getConstantValue(),
                                         SmallVector<Value>(rank, b.index(int64_t(0))));
    }
    SmallVector<OpFoldResult> before, after;
    for (auto [l, h] : llvm::zip(low, high)) {
      before.push_back(b.extent(l));
      after.push_back(b.extent(h));
    }
    return {tensor::PadOp::create(b, SymbolicShapes::tensorType(to, element), value, before, after,
                                  scalar)};
  }

  // The position in [0, n) that a position beyond the borders repeats.
  static Value fold(ImplicitLocOpBuilder &b, StringRef mode, Value i, Value n) {
    auto constant = [&](int64_t value) { return arith::ConstantIndexOp::create(b, value); };
    Value zero = constant(0), one = constant(1);
    Value last = arith::SubIOp::create(b, n, one);
    if (mode == "edge")
      return arith::MaxSIOp::create(b, arith::MinSIOp::create(b, i, last), zero);
    Value period = mode == "wrap" ? n : arith::MulIOp::create(b, last, constant(2)).getResult();
    period = arith::MaxSIOp::create(b, period, one);
    Value rest = arith::RemSIOp::create(b, i, period);
    Value negative = arith::CmpIOp::create(b, arith::CmpIPredicate::slt, rest, zero);
    rest = arith::SelectOp::create(b, negative, arith::AddIOp::create(b, rest, period), rest);
    if (mode == "wrap")
      return rest;
    return arith::MinSIOp::create(b, rest, arith::SubIOp::create(b, period, rest));
  }
};
} // namespace

void cameo::populatePartsLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                  SymbolicShapes &shapes) {
  patterns.add<ConcatLowering, SplitLowering, SliceLowering, PadLowering>(converter, shapes);
}
