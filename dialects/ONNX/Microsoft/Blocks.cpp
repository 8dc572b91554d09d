// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Matrices quantised in blocks along their rows, several numbers to a byte.

#include "dialects/ONNX/Microsoft/Blocks.h"
#include "dialects/ONNX/Microsoft/Ops.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

Value cameo::onnx::unpackNumbers(OperatorBuilder &b, Value bytes, int64_t bits, int64_t count) {
  auto type = dyn_cast<RankedTensorType>(bytes.getType());
  if (!type || type.getRank() == 0)
    return bytes;
  Type byte = type.getElementType();
  int64_t axis = type.getRank() - 1;
  if (bits < 8) {
    SmallVector<Value> parts;
    Value mask = b.scalar(byte, double((1 << bits) - 1));
    for (int64_t shift = 0; shift < 8; shift += bits) {
      Value shifted =
          shift == 0 ? bytes : b.make<BitShiftOp>(bytes, b.scalar(byte, double(shift)), "RIGHT");
      parts.push_back(b.make<UnsqueezeOp>(b.make<BitwiseAndOp>(shifted, mask), b.integers({-1})));
    }
    SmallVector<int64_t> shape(type.getRank(), 0);
    shape.back() = -1;
    bytes = b.reshape(b.make<ConcatOp>(parts, axis + 1), shape);
  }
  return b.slice(bytes, axis, 0, count);
}

Value cameo::onnx::scaleBlocks(OperatorBuilder &b, Value numbers, Value scales, Value zeroPoints,
                               int64_t blockSize, int64_t count) {
  auto type = dyn_cast<RankedTensorType>(scales.getType());
  if (!type)
    return numbers;
  // One a number: each repeated as often as a block is long.
  auto spread = [&](Value parameters) {
    SmallVector<int64_t> repeats(type.getRank() + 1, 1), shape(type.getRank(), 0);
    repeats.back() = blockSize;
    shape.back() = -1;
    Value many =
        b.make<TileOp>(b.make<UnsqueezeOp>(parameters, b.integers({-1})), b.integers(repeats));
    return b.slice(b.reshape(many, shape), type.getRank() - 1, 0, count);
  };
  Type element = type.getElementType();
  Value apart = b.make<SubOp>(b.cast(numbers, element), spread(b.cast(zeroPoints, element)));
  return b.make<MulOp>(apart, spread(scales));
}

LogicalResult MicrosoftBlockProductOp::inferShapes(InferenceContext &ctx) {
  auto a = ctx.requireShape(0), weights = ctx.requireShape(1), scales = ctx.requireShape(2);
  if (failed(a) || failed(weights) || failed(scales))
    return failure();
  if (a->empty() || weights->size() != 3 || scales->size() != 2 ||
      !SymbolicShapes::constantsOf(*weights) || !ctx.assumeEqual((*weights)[0], (*scales)[0]) ||
      !ctx.assumeEqual((*weights)[1], (*scales)[1]) ||
      !ctx.assumeEqual(a->back(), (*weights)[1] * (*weights)[2] * 2))
    return emitOpError() << "needs blocks for all columns of A, and a scale for each";
  a->back() = weights->front();
  return ctx.setResult(0, ctx.elementType(0), *a);
}

// a · (scales (q - z))ᵀ for numbers q of four bits, [rows, blocks, bytes], as
//   Σ s (q - 8) a - Σ s (z - 8) Σ a,
// the last sum over a block; `apart` is z - 8, or null where it is 0.
static Value multiplyBlocks(OperatorBuilder &b, Value a, Value bytes, Value scales, Value apart) {
  Type f32 = b.getF32Type();
  auto type = cast<RankedTensorType>(a.getType());
  auto blocks = cast<RankedTensorType>(bytes.getType()).getShape();
  Value left = b.cast(a, f32);
  scales = b.cast(scales, f32);
  Value y = b.make<MicrosoftBlockProductOp>(left, bytes, scales);
  if (apart) {
    SmallVector<Value> shape;
    if (type.getRank() > 1)
      shape.push_back(b.extents(left, 0, type.getRank() - 1));
    shape.push_back(b.integers({blocks[1], blocks[2] * 2}));
    Value parts = b.make<ReshapeOp>(left, b.make<ConcatOp>(shape, 0), 0);
    Value sums = b.make<ReduceSumOp>(parts, b.integers({-1}), 0, 0);
    Value rest = b.transpose(b.make<MulOp>(b.cast(apart, f32), scales), {1, 0});
    y = b.make<SubOp>(y, b.make<MatMulOp>(sums, rest));
  }
  return b.cast(y, type.getElementType());
}

// Zero points as numbers or packed in bytes, [rows, blocks].
static Value zeroPointsOf(OperatorBuilder &b, Value zeroPoints, int64_t bits, int64_t rows,
                          int64_t blocks) {
  if (!getElementTypeOrSelf(zeroPoints.getType()).isUnsignedInteger(8))
    return b.reshape(zeroPoints, {rows, blocks});
  return unpackNumbers(b, b.reshape(zeroPoints, {rows, (blocks * bits + 7) / 8}), bits, blocks);
}

static bool isConstant(Value value) { return matchPattern(value, m_Constant()); }

// The product with numbers of four bits that are known at compile time, which stay
// packed; null if they are not or their blocks are no whole ones.
static Value multiplyPacked(OperatorBuilder &b, MicrosoftMatMulNBitsOp op) {
  int64_t blockSize = op.getBlockSize(), rows = op.getN(), columns = op.getK();
  if (!isa<RankedTensorType>(op.getA().getType()) || op.getBits() != 4 ||
      columns % blockSize != 0 || isGiven(op.getGIdx()) || !isConstant(op.getB()) ||
      !isConstant(op.getScales()) ||
      (isGiven(op.getZeroPoints()) && !isConstant(op.getZeroPoints())))
    return {};
  int64_t blocks = columns / blockSize;
  Type f32 = b.getF32Type();
  Value apart;
  if (isGiven(op.getZeroPoints()))
    apart = b.make<SubOp>(b.cast(zeroPointsOf(b, op.getZeroPoints(), 4, rows, blocks), f32),
                          b.scalar(f32, 8));
  return multiplyBlocks(b, op.getA(), b.reshape(op.getB(), {rows, blocks, blockSize / 2}),
                        b.reshape(op.getScales(), {rows, blocks}), apart);
}

namespace {
// The same of what a DequantizeLinear by blocks makes of them, [depth, columns] or
// transposed.
struct BlockwiseMatMul : Rewrite<MatMulOp> {
  using Rewrite::Rewrite;
  Results rewrite(MatMulOp op, OperatorBuilder &b) const override {
    auto transpose = op.getB().getDefiningOp<TransposeOp>();
    auto weights =
        (transpose ? transpose.getData() : op.getB()).getDefiningOp<DequantizeLinearOp>();
    if (!weights || !isa<RankedTensorType>(op.getA().getType()))
      return failure();
    auto type = dyn_cast<RankedTensorType>(weights.getX().getType());
    int64_t blockSize = weights.getBlockSize(), depthAxis = transpose ? 1 : 0;
    if (!type || type.getRank() != 2 || !type.hasStaticShape() ||
        !type.getElementType().isInteger(4) || blockSize < 2 || blockSize % 2 != 0 ||
        type.getDimSize(depthAxis) % blockSize != 0 || type.getDimSize(1 - depthAxis) == 0 ||
        (int64_t(weights.getAxis()) + 2) % 2 != depthAxis || !isConstant(weights.getX()) ||
        !isConstant(weights.getXScale()) ||
        (isGiven(weights.getXZeroPoint()) && !isConstant(weights.getXZeroPoint())))
      return failure();
    bool isSigned = !type.getElementType().isUnsignedInteger();
    int64_t rows = type.getDimSize(1 - depthAxis), blocks = type.getDimSize(depthAxis) / blockSize;
    auto byRows = [&](Value x) { return transpose ? x : b.transpose(x, {1, 0}); };
    // Numbers from 0 on, the even ones of a row in the low bits.
    Type byte = IntegerType::get(b.getContext(), 8, IntegerType::Unsigned);
    Value numbers = byRows(weights.getX());
    if (isSigned)
      numbers = b.make<AddOp>(b.cast(numbers, b.getI32Type()), b.scalar(b.getI32Type(), 8));
    numbers = b.reshape(b.cast(numbers, byte), {rows, blocks, blockSize / 2, 2});
    auto part = [&](int64_t number) {
      return b.make<SqueezeOp>(b.slice(numbers, 3, number, number + 1), b.integers({3}));
    };
    Value bytes =
        b.make<BitwiseOrOp>(part(0), b.make<BitShiftOp>(part(1), b.scalar(byte, 4), "LEFT"));
    Type f32 = b.getF32Type();
    Value apart;
    if (isGiven(weights.getXZeroPoint()))
      apart = byRows(b.cast(weights.getXZeroPoint(), f32));
    if (!isSigned)
      apart = apart ? b.make<SubOp>(apart, b.scalar(f32, 8))
                    : b.make<ExpandOp>(b.scalar(f32, -8), b.integers({rows, blocks}));
    return SmallVector<Value>{
        multiplyBlocks(b, op.getA(), bytes, byRows(weights.getXScale()), apart)};
  }
};
} // namespace

void cameo::onnx::populateBlockDecompositions(RewritePatternSet &patterns, SymbolicShapes &shapes) {
  patterns.add<BlockwiseMatMul>(shapes);
}

Results MicrosoftMatMulNBitsOp::decompose(OperatorBuilder &b) {
  int64_t bits = getBits(), blockSize = getBlockSize(), rows = getN(), columns = getK();
  if (bits != 2 && bits != 4 && bits != 8)
    return emitOpError() << "numbers of " << bits << " bits are not supported";
  constexpr int64_t most = std::numeric_limits<int32_t>::max();
  if (blockSize < 1 || rows < 1 || columns < 1 || blockSize > most || rows > most ||
      columns > most || blockSize * bits % 8 != 0)
    return emitOpError() << "K, N and block_size must be positive, and a block full bytes";
  if (getWeightPrepacked())
    return emitOpError() << "weights packed for one kind of machine are not supported";
  if (Value y = multiplyPacked(b, *this))
    return SmallVector<Value>{b.addIfGiven(y, getBias())};
  Type element = getElementTypeOrSelf(getA().getType());
  int64_t blocks = (columns + blockSize - 1) / blockSize;
  Value numbers =
      unpackNumbers(b, b.reshape(getB(), {rows, blocks * (blockSize * bits / 8)}), bits, columns);
  Value scales = b.reshape(getScales(), {rows, blocks});
  Value zeroPoints = getZeroPoints();
  if (!isGiven(zeroPoints))
    zeroPoints =
        b.make<ExpandOp>(b.scalar(element, double(1 << (bits - 1))), b.integers({rows, blocks}));
  else
    zeroPoints = zeroPointsOf(b, zeroPoints, bits, rows, blocks);
  Value matrix;
  if (isGiven(getGIdx())) {
    // The block of each column.
    auto spread = [&](Value parameters) {
      return b.make<GatherOp>(parameters, b.slice(getGIdx(), 0, 0, columns), 1);
    };
    Value apart = b.make<SubOp>(b.cast(numbers, element), spread(b.cast(zeroPoints, element)));
    matrix = b.make<MulOp>(apart, spread(b.cast(scales, element)));
  } else {
    matrix = scaleBlocks(b, numbers, b.cast(scales, element), zeroPoints, blockSize, columns);
  }
  Value y = b.make<MatMulOp>(getA(), b.transpose(matrix, {1, 0}));
  return SmallVector<Value>{b.addIfGiven(y, getBias())};
}

Results MicrosoftGatherBlockQuantizedOp::decompose(OperatorBuilder &b) {
  int64_t bits = getBits(), blockSize = getBlockSize();
  auto type = cast<RankedTensorType>(getData().getType());
  int64_t rank = type.getRank(), axis = getQuantizeAxis(), gathered = getGatherAxis();
  axis += axis < 0 ? rank : 0;
  if ((bits != 2 && bits != 4 && bits != 8) || blockSize < 1 ||
      blockSize > std::numeric_limits<int32_t>::max())
    return emitOpError() << "needs numbers of 2, 4 or 8 bits in blocks of some";
  if (rank < 2 || axis != rank - 1 || gathered != 0)
    return emitOpError() << "bytes are gathered along the first dimension, and are of blocks "
                            "along the last one";
  int64_t bytes = type.getDimSize(axis);
  if (ShapedType::isDynamic(bytes))
    return emitOpError() << "the extent along blocks must be known at compile time";
  int64_t count = bytes * 8 / bits, blocks = (count + blockSize - 1) / blockSize;
  auto gather = [&](Value table) { return b.make<GatherOp>(table, getIndices(), 0); };
  Value scales = gather(getScales()), zeroPoints = getZeroPoints();
  if (isGiven(zeroPoints))
    zeroPoints = unpackNumbers(b, gather(zeroPoints), bits, blocks);
  else
    zeroPoints = b.make<ExpandOp>(
        b.scalar(getElementTypeOrSelf(getScales().getType()), double(1 << (bits - 1))),
        b.extents(scales, 0));
  Value numbers = unpackNumbers(b, gather(getData()), bits, count);
  return SmallVector<Value>{scaleBlocks(b, numbers, scales, zeroPoints, blockSize, count)};
}
