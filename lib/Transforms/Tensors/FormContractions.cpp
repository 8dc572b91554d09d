// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sums of products become contractions with a packed right operand.

#include "dialects/Cameo/Panels.h"
#include "lib/Transforms/Tensors/ConstantComputations.h"
#include "lib/Transforms/Tensors/Passes.h"
#include "lib/Support/Fixpoint.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"

namespace cameo {
#define GEN_PASS_DEF_FORMCONTRACTIONSPASS
#include "lib/Transforms/Tensors/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;

namespace {

// What an element of half precision, or a byte, was before it was widened.
Value narrow(Value value) {
  Operation *extension = value.getDefiningOp();
  if (!isa_and_present<arith::ExtFOp, arith::ExtUIOp, arith::ExtSIOp>(extension))
    return value;
  Type type = extension->getOperand(0).getType();
  return type.isF16() || type.isBF16() || type.isInteger(8) ? extension->getOperand(0) : value;
}

/// What a sum of products is of.
struct Products {
  bool areBytes;
  bool isUnsigned[2]; // the operands
};

// acc + a · b of f32, with operands that may be of half precision, or of bytes as i32
std::optional<Products> productsOf(linalg::LinalgOp op) {
  if (op.getNumDpsInputs() != 2 || op.getNumDpsInits() != 1 || !op.getNumReductionLoops())
    return std::nullopt;
  Block *body = op.getBlock();
  Operation *sum = body->getTerminator()->getOperand(0).getDefiningOp();
  if (!isa_and_present<arith::AddFOp, arith::AddIOp>(sum))
    return std::nullopt;
  Type type = sum->getResult(0).getType();
  bool areBytes = type.isInteger(32);
  Value acc = body->getArgument(2), x = sum->getOperand(0), y = sum->getOperand(1);
  Operation *product = (x == acc ? y : x).getDefiningOp();
  if (!(type.isF32() || areBytes) || !isa_and_present<arith::MulFOp, arith::MulIOp>(product) ||
      (x != acc && y != acc))
    return std::nullopt;
  Products products{areBytes, {}};
  for (unsigned i : {0, 1}) {
    Value operand = body->getArgument(i), first = product->getOperand(0),
          second = product->getOperand(1);
    Value factor = narrow(first) == operand ? first : narrow(second) == operand ? second : Value();
    if (!factor || (areBytes && !operand.getType().isInteger(8)))
      return std::nullopt;
    products.isUnsigned[i] = factor.getDefiningOp<arith::ExtUIOp>() != nullptr;
  }
  if (narrow(product->getOperand(0)) == narrow(product->getOperand(1)))
    return std::nullopt;
  return products;
}

bool startsFromZero(linalg::LinalgOp op) {
  auto fill = op.getDpsInits()[0].getDefiningOp<linalg::FillOp>();
  return fill && (matchPattern(fill.getInputs()[0], m_AnyZeroFloat()) ||
                  matchPattern(fill.getInputs()[0], m_Zero()));
}

bool hasPlainDim(AffineMap map, unsigned dim) {
  return llvm::is_contained(map.getResults(), getAffineDimExpr(dim, map.getContext()));
}

bool isLastResult(AffineMap map, unsigned dim) {
  return map.getNumResults() && map.getResults().back() == getAffineDimExpr(dim, map.getContext());
}

// Every expression is a sum of dims times constants.
bool isLinear(AffineMap map) {
  return llvm::all_of(map.getResults(), [&](AffineExpr expr) {
    bool linear = true;
    expr.walk([&](AffineExpr part) {
      linear &= part.getKind() == AffineExprKind::Add || part.getKind() == AffineExprKind::Mul ||
                isa<AffineConstantExpr, AffineDimExpr>(part);
    });
    return linear;
  });
}

/// The operand read through a transpose: its source and the composed map, when
/// `accept` accepts the map.
void foldTranspose(Value &operand, AffineMap &map, llvm::function_ref<bool(AffineMap)> accept) {
  auto transpose = operand.getDefiningOp<linalg::TransposeOp>();
  if (!transpose || !map.isProjectedPermutation(/*allowZeroInResults=*/true))
    return;
  SmallVector<AffineExpr> exprs(map.getNumResults());
  for (auto [position, axis] : llvm::enumerate(transpose.getPermutation()))
    exprs[axis] = map.getResult(position);
  auto folded = AffineMap::get(map.getNumDims(), 0, exprs, map.getContext());
  if (!accept(folded))
    return;
  operand = transpose.getInput();
  map = folded;
}

struct FormContraction : OpInterfaceRewritePattern<linalg::LinalgOp> {
  FormContraction(MLIRContext *context, ConstantComputations &constants)
      : OpInterfaceRewritePattern(context), constants(constants) {}

  LogicalResult matchAndRewrite(linalg::LinalgOp op, PatternRewriter &rewriter) const override {
    auto products = op.hasPureTensorSemantics() ? productsOf(op) : std::nullopt;
    if (!products || !startsFromZero(op))
      return failure();
    auto maps = op.getIndexingMapsArray();
    AffineMap out = maps[2];
    if (!out.isProjectedPermutation() || out.getNumResults() == 0 || !isLinear(maps[0]) ||
        !isLinear(maps[1]))
      return rewriter.notifyMatchFailure(op, "maps are not linear");
    unsigned n = cast<AffineDimExpr>(out.getResults().back()).getPosition();
    Value lhs = op->getOperand(0), rhs = op->getOperand(1);
    AffineMap left = maps[0], right = maps[1];
    if (left.isFunctionOfDim(n) && !right.isFunctionOfDim(n)) {
      std::swap(lhs, rhs);
      std::swap(left, right);
      std::swap(products->isUnsigned[0], products->isUnsigned[1]);
    }
    if (products->areBytes && (!products->isUnsigned[0] || products->isUnsigned[1]))
      return rewriter.notifyMatchFailure(op, "bytes of other signs than CPUs multiply");
    // Every loop needs an operand that tells its extent.
    for (unsigned dim = 0; dim < out.getNumDims(); ++dim)
      if (!hasPlainDim(left, dim) && !hasPlainDim(right, dim) && !hasPlainDim(out, dim))
        return rewriter.notifyMatchFailure(op, "a loop without an extent");

    // Where both operands have the columns, they stay contiguous in both.
    bool bothVectors = left.isFunctionOfDim(n);
    foldTranspose(rhs, right, [&](AffineMap map) { return !bothVectors || isLastResult(map, n); });
    auto last = left.getNumResults() ? left.getResults().back() : AffineExpr();
    foldTranspose(lhs, left, [&](AffineMap map) { return map.getResults().back() == last; });

    if (bothVectors && (!isLastResult(left, n) || !isLastResult(right, n)))
      return rewriter.notifyMatchFailure(op, "operands are not contiguous along the vectors");
    if (!right.isFunctionOfDim(n) || !hasPlainDim(right, n))
      return rewriter.notifyMatchFailure(op, "no operand has the columns");
    bool constant = constants.contains(rhs);
    bool pack = !bothVectors && (constant || products->areBytes || !isLastResult(right, n));
    // Bytes are read by fours, so they lie side by side in the left operand.
    std::optional<unsigned> wordDim;
    if (pack && products->areBytes) {
      auto dim = dyn_cast_if_present<AffineDimExpr>(last);
      if (!dim || hasPlainDim(out, dim.getPosition()) || !hasPlainDim(right, dim.getPosition()))
        return rewriter.notifyMatchFailure(op, "the left operand has no neighbours to sum");
      wordDim = dim.getPosition();
    }
    if (pack && !right.isProjectedPermutation())
      return rewriter.notifyMatchFailure(op, "the right operand cannot be packed");

    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    if (pack)
      rhs = packColumns(b, rhs, right, out, n, wordDim);
    Value init = op.getDpsInits()[0].getDefiningOp<linalg::FillOp>().getDpsInits()[0];
    rewriter.replaceOpWithNewOp<ContractOp>(
        op, init.getType(), lhs, rhs, init, /*scales=*/Value(),
        rewriter.getAffineMapArrayAttr({left, right, out}), pack);
    return success();
  }

  // packed[batch…, p, rest…, c] = 16p + c < n ? rhs[…] : 0, and of words
  // packed[batch…, p, rest…, w, c, j] = 16p + c < n && 4w + j < k ? rhs[…] : 0
  static Value packColumns(ImplicitLocOpBuilder &b, Value rhs, AffineMap right, AffineMap out,
                           unsigned n, std::optional<unsigned> wordDim) {
    auto type = cast<RankedTensorType>(rhs.getType());
    SmallVector<int64_t> batch, rest;
    int64_t columns = -1, words = -1;
    for (auto [axis, expr] : llvm::enumerate(right.getResults())) {
      auto dim = dyn_cast<AffineDimExpr>(expr);
      if (dim && dim.getPosition() == n)
        columns = axis;
      else if (dim && dim.getPosition() == wordDim)
        words = axis;
      else if (dim && hasPlainDim(out, dim.getPosition()))
        batch.push_back(axis);
      else
        rest.push_back(axis);
    }
    auto size = [&](int64_t axis) -> OpFoldResult {
      if (type.isDynamicDim(axis))
        return b.createOrFold<tensor::DimOp>(rhs, axis);
      return b.getIndexAttr(type.getDimSize(axis));
    };
    auto parts = [&](OpFoldResult extent, int64_t by) {
      return affine::makeComposedFoldedAffineApply(
          b, b.getLoc(), b.getAffineDimExpr(0).ceilDiv(by), {extent});
    };
    OpFoldResult width = size(columns);
    SmallVector<OpFoldResult> sizes;
    SmallVector<unsigned> loopOfAxis(type.getRank());
    for (int64_t axis : batch) {
      loopOfAxis[axis] = sizes.size();
      sizes.push_back(size(axis));
    }
    unsigned panelLoop = sizes.size();
    sizes.push_back(parts(width, panelColumns));
    for (int64_t axis : rest) {
      loopOfAxis[axis] = sizes.size();
      sizes.push_back(size(axis));
    }
    unsigned wordLoop = sizes.size();
    OpFoldResult depth;
    if (wordDim) {
      depth = size(words);
      sizes.push_back(parts(depth, wordBytes));
    }
    unsigned columnLoop = sizes.size();
    sizes.push_back(b.getIndexAttr(panelColumns));
    unsigned byteLoop = sizes.size();
    if (wordDim)
      sizes.push_back(b.getIndexAttr(wordBytes));

    Value init = tensor::EmptyOp::create(b, sizes, type.getElementType());
    Value extent = getValueOrCreateConstantIndexOp(b, b.getLoc(), width);
    Value steps = wordDim ? getValueOrCreateConstantIndexOp(b, b.getLoc(), depth) : Value();
    unsigned loops = sizes.size();
    SmallVector<utils::IteratorType> iterators(loops, utils::IteratorType::parallel);
    auto generic = linalg::GenericOp::create(
        b, init.getType(), ValueRange(), init, b.getMultiDimIdentityMap(loops), iterators,
        [&](OpBuilder &nested, Location loc, ValueRange) {
          ImplicitLocOpBuilder in(loc, nested);
          Value inside;
          // Past the end the last one is read and not used.
          auto position = [&](unsigned outer, int64_t by, unsigned inner, Value end) -> Value {
            Value start = arith::MulIOp::create(in, linalg::IndexOp::create(in, outer),
                                                arith::ConstantIndexOp::create(in, by));
            Value at = arith::AddIOp::create(in, start, linalg::IndexOp::create(in, inner));
            Value isInside = arith::CmpIOp::create(in, arith::CmpIPredicate::ult, at, end);
            inside = inside ? arith::AndIOp::create(in, inside, isInside) : isInside;
            Value last = arith::SubIOp::create(in, end, arith::ConstantIndexOp::create(in, 1));
            return arith::SelectOp::create(in, isInside, at, last);
          };
          Value column = position(panelLoop, panelColumns, columnLoop, extent), step;
          if (wordDim)
            step = position(wordLoop, wordBytes, byteLoop, steps);
          SmallVector<Value> indices;
          for (int64_t axis = 0; axis < type.getRank(); ++axis)
            indices.push_back(axis == columns ? column
                              : axis == words
                                  ? step
                                  : linalg::IndexOp::create(in, loopOfAxis[axis]).getResult());
          Value element = tensor::ExtractOp::create(in, rhs, indices);
          Value zero = arith::ConstantOp::create(in, in.getZeroAttr(type.getElementType()));
          linalg::YieldOp::create(in, arith::SelectOp::create(in, inside, element, zero).getResult());
        });
    return generic.getResult(0);
  }

  ConstantComputations &constants;
};

struct FormContractions : cameo::impl::FormContractionsPassBase<FormContractions> {
  void runOnOperation() override {
    ConstantComputations constants;
    RewritePatternSet patterns(&getContext());
    patterns.add<FormContraction>(&getContext(), constants);
    if (failed(rewriteToFixpoint(getOperation(), std::move(patterns), &constants)))
      signalPassFailure();
  }
};
} // namespace
