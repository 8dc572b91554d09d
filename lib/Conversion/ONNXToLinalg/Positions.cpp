// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operators whose elements depend on where they are: a map over the result with
// the position in its body, or a reshape and a transpose.

#include "dialects/ONNX/Scalars.h"
#include "lib/Conversion/ONNXToLinalg/Lowering.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

namespace {

Value scalarOf(LoweringBuilder &b, Value tensor) {
  size_t rank = cast<RankedTensorType>(tensor.getType()).getRank();
  return tensor::ExtractOp::create(b, tensor, SmallVector<Value>(rank, b.index(int64_t(0))));
}

struct OneHotLowering : Lowering<OneHotOp> {
  using Lowering::Lowering;
  Results lower(OneHotOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims to = b.dimsOf(op.getOutput());
    int64_t axis = op.getAxis(), rank = to.size();
    axis = axis < 0 ? axis + rank : axis;
    SmallVector<AffineExpr> position;
    for (int64_t k = 0; k < rank; ++k)
      if (k != axis)
        position.push_back(b.getAffineDimExpr(k));
    Value depth = b.index(to[axis]);
    if (isa<FloatType>(getElementTypeOrSelf(op.getDepth().getType()))) {
      Value given = scalarOf(b, operands.getDepth());
      given = saturate(b, given, b.getI64Type(), /*isUnsigned=*/false);
      b.requireEqual(arith::IndexCastOp::create(b, b.getIndexType(), given), depth);
    }
    Value off = tensor::ExtractOp::create(b, operands.getValues(), b.index(int64_t(0)));
    Value on = tensor::ExtractOp::create(b, operands.getValues(), b.index(1));
    Type type = getElementTypeOrSelf(op.getIndices().getType());
    return SmallVector<Value>{b.map(
        to, off.getType(), operands.getIndices(), AffineMap::get(rank, 0, position, b.getContext()),
        [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
          Value i = args[0];
          if (isa<FloatType>(type))
            i = saturate(n, i, n.getI32Type(), /*isUnsigned=*/false);
          i = type.isUnsignedInteger()
                  ? arith::IndexCastUIOp::create(n, n.getIndexType(), i).getResult()
                  : arith::IndexCastOp::create(n, n.getIndexType(), i).getResult();
          Value negative = arith::CmpIOp::create(n, arith::CmpIPredicate::slt, i,
                                                 arith::ConstantIndexOp::create(n, 0));
          i = arith::SelectOp::create(n, negative, arith::AddIOp::create(n, i, depth), i);
          Value here = linalg::IndexOp::create(n, axis);
          return arith::SelectOp::create(
              n, arith::CmpIOp::create(n, arith::CmpIPredicate::eq, here, i), on, off);
        })};
  }
};

struct TriluLowering : Lowering<TriluOp> {
  using Lowering::Lowering;
  Results lower(TriluOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getInput());
    unsigned rank = dims.size();
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getInput().getType()));
    if (!element.isIntOrFloat())
      return op.emitOpError() << "has no lowering for elements of type " << element;
    Value k = isa<NoneType>(op.getK().getType()) ? Value() : scalarOf(b, operands.getK());
    k = k ? arith::IndexCastOp::create(b, b.getIndexType(), k).getResult() : b.index(int64_t(0));
    Value zero = b.zero(element);
    bool upper = op.getUpper() != 0;
    return SmallVector<Value>{
        b.map(dims, element, operands.getInput(), b.getMultiDimIdentityMap(rank),
              [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                Value diagonal = arith::SubIOp::create(n, linalg::IndexOp::create(n, rank - 1),
                                                       linalg::IndexOp::create(n, rank - 2));
                Value keep = arith::CmpIOp::create(
                    n, upper ? arith::CmpIPredicate::sge : arith::CmpIPredicate::sle, diagonal, k);
                return arith::SelectOp::create(n, keep, args[0], zero);
              })};
  }
};

struct EyeLikeLowering : Lowering<EyeLikeOp> {
  using Lowering::Lowering;
  Results lower(EyeLikeOp op, Adaptor, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getOutput());
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getOutput().getType()));
    if (!element.isIntOrFloat())
      return op.emitOpError() << "has no lowering for elements of type " << element;
    Value zero = b.zero(element), k = b.index(int64_t(op.getK()));
    Value one = arith::ConstantOp::create(b, b.getOneAttr(element));
    return SmallVector<Value>{
        b.map(dims, element, {}, {}, [&](ImplicitLocOpBuilder &n, ValueRange) -> Value {
          Value diagonal = arith::SubIOp::create(n, linalg::IndexOp::create(n, 1),
                                                 linalg::IndexOp::create(n, 0));
          return arith::SelectOp::create(
              n, arith::CmpIOp::create(n, arith::CmpIPredicate::eq, diagonal, k), one, zero);
        })};
  }
};

// y[t] = x[t < length ? length - 1 - t : t] in each sequence.
struct ReverseSequenceLowering : Lowering<ReverseSequenceOp> {
  using Lowering::Lowering;
  Results lower(ReverseSequenceOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims dims = b.dimsOf(op.getInput());
    unsigned rank = dims.size(), batch = op.getBatchAxis(), time = op.getTimeAxis();
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getInput().getType()));
    Value extent = b.index(dims[time]);
    auto map = AffineMap::get(rank, 0, b.getAffineDimExpr(batch), b.getContext());
    return SmallVector<Value>{
        b.map(dims, element, operands.getSequenceLens(), map,
              [&](ImplicitLocOpBuilder &n, ValueRange args) -> Value {
                Value length = arith::IndexCastOp::create(n, n.getIndexType(), args[0]);
                length = arith::MinSIOp::create(n, length, extent);
                SmallVector<Value> at;
                for (unsigned k = 0; k < rank; ++k)
                  at.push_back(linalg::IndexOp::create(n, k));
                Value t = at[time];
                Value mirrored = arith::SubIOp::create(
                    n, arith::SubIOp::create(n, length, arith::ConstantIndexOp::create(n, 1)), t);
                at[time] = arith::SelectOp::create(
                    n, arith::CmpIOp::create(n, arith::CmpIPredicate::slt, t, length), mirrored, t);
                return tensor::ExtractOp::create(n, operands.getInput(), at);
              })};
  }
};

struct DepthToSpaceLowering : Lowering<DepthToSpaceOp> {
  using Lowering::Lowering;
  Results lower(DepthToSpaceOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims from = b.dimsOf(op.getInput()), to = b.dimsOf(op.getOutput());
    AffineExpr block = b.getShapes().constant(op.getBlocksize());
    bool depthFirst = op.getMode() == "DCR";
    Dims split = depthFirst ? Dims{from[0], block, block, to[1], from[2], from[3]}
                            : Dims{from[0], to[1], block, block, from[2], from[3]};
    SmallVector<int64_t> perm = depthFirst ? SmallVector<int64_t>{0, 3, 4, 1, 5, 2}
                                           : SmallVector<int64_t>{0, 1, 4, 2, 5, 3};
    return SmallVector<Value>{
        rearrange(b, operands.getInput(), split, {{0}, {1, 2, 3}, {4}, {5}}, perm, to)};
  }
  // `groups` tells which dimensions of `split` one of the operand's becomes: that
  // the blocks divide it is known only of static extents.
  static Value rearrange(LoweringBuilder &b, Value value, const Dims &split,
                         ArrayRef<ReassociationIndices> groups, ArrayRef<int64_t> perm,
                         const Dims &to) {
    SmallVector<OpFoldResult> extents;
    for (AffineExpr dim : split)
      extents.push_back(b.extent(dim));
    auto type =
        SymbolicShapes::tensorType(split, cast<RankedTensorType>(value.getType()).getElementType());
    value = tensor::ExpandShapeOp::create(b, type, value, groups, extents);
    Value parts = b.transpose(value, split, perm);
    Dims permuted;
    for (int64_t axis : perm)
      permuted.push_back(split[axis]);
    return b.reshape(parts, permuted, to);
  }
};

struct SpaceToDepthLowering : Lowering<SpaceToDepthOp> {
  using Lowering::Lowering;
  Results lower(SpaceToDepthOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims from = b.dimsOf(op.getInput()), to = b.dimsOf(op.getOutput());
    AffineExpr block = b.getShapes().constant(op.getBlocksize());
    Dims split = {from[0], from[1], to[2], block, to[3], block};
    return SmallVector<Value>{DepthToSpaceLowering::rearrange(
        b, operands.getInput(), split, {{0}, {1}, {2, 3}, {4, 5}}, {0, 3, 5, 1, 2, 4}, to)};
  }
};

// y[i] = x[i + ⌊(in - out) / 2⌋ towards zero], zero outside of x.
struct CenterCropPadLowering : Lowering<CenterCropPadOp> {
  using Lowering::Lowering;
  Results lower(CenterCropPadOp op, Adaptor operands, LoweringBuilder &b) const override {
    Dims from = b.dimsOf(op.getInputData()), to = b.dimsOf(op.getOutputData());
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(op.getInputData().getType()));
    if (!element.isIntOrFloat())
      return op.emitOpError() << "has no lowering for elements of type " << element;
    Value zero = b.zero(element);
    if (llvm::any_of(from, [](AffineExpr dim) { return SymbolicShapes::constantOf(dim) == 0; }))
      return SmallVector<Value>{b.filled(to, zero)};
    SmallVector<Value> extents(from.size()), offsets(from.size());
    for (auto [axis, in, out] : llvm::enumerate(from, to))
      if (in != out) {
        extents[axis] = b.index(in);
        Value more = arith::SubIOp::create(b, extents[axis], b.index(out));
        offsets[axis] = arith::DivSIOp::create(b, more, b.index(2));
      }
    return SmallVector<Value>{b.map(to, element, {}, {}, [&](ImplicitLocOpBuilder &n, ValueRange) {
      Value isInside;
      SmallVector<Value> at;
      for (size_t axis = 0; axis < from.size(); ++axis) {
        Value i = linalg::IndexOp::create(n, axis);
        if (offsets[axis]) {
          i = arith::AddIOp::create(n, i, offsets[axis]);
          // Negative ones are large without their sign.
          Value fits = arith::CmpIOp::create(n, arith::CmpIPredicate::ult, i, extents[axis]);
          isInside = isInside ? arith::AndIOp::create(n, isInside, fits).getResult() : fits;
          i = LoweringBuilder::safeIndex(n, i, extents[axis]);
        }
        at.push_back(i);
      }
      Value x = tensor::ExtractOp::create(n, operands.getInputData(), at);
      return isInside ? arith::SelectOp::create(n, isInside, x, zero).getResult() : x;
    })};
  }
};
} // namespace

void cameo::populatePositionsLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                      SymbolicShapes &shapes) {
  patterns.add<OneHotLowering, TriluLowering, EyeLikeLowering, ReverseSequenceLowering,
               DepthToSpaceLowering, SpaceToDepthLowering, CenterCropPadLowering>(converter,
                                                                                  shapes);
}
