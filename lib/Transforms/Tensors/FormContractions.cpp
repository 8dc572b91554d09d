// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sums of products become contractions with a packed right operand.

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

constexpr int64_t panel = 16;

// What an element of half precision was before it was widened.
Value narrow(Value value) {
  auto extension = value.getDefiningOp<arith::ExtFOp>();
  Type type = extension ? extension.getIn().getType() : Type();
  return extension && (type.isF16() || type.isBF16()) ? extension.getIn() : value;
}

// acc + a · b of f32, with operands that may be of half precision
bool sumsProducts(linalg::LinalgOp op) {
  if (op.getNumDpsInputs() != 2 || op.getNumDpsInits() != 1 || !op.getNumReductionLoops())
    return false;
  Block *body = op.getBlock();
  auto yielded = body->getTerminator()->getOperand(0).getDefiningOp<arith::AddFOp>();
  if (!yielded || !yielded.getType().isF32())
    return false;
  Value acc = body->getArgument(2);
  Value other = yielded.getLhs() == acc ? yielded.getRhs() : yielded.getLhs();
  auto product = other.getDefiningOp<arith::MulFOp>();
  if (!product || (yielded.getLhs() != acc && yielded.getRhs() != acc))
    return false;
  Value a = body->getArgument(0), b = body->getArgument(1);
  Value x = narrow(product.getLhs()), y = narrow(product.getRhs());
  return (x == a && y == b) || (x == b && y == a);
}

bool startsFromZero(linalg::LinalgOp op) {
  auto fill = op.getDpsInits()[0].getDefiningOp<linalg::FillOp>();
  return fill && matchPattern(fill.getInputs()[0], m_AnyZeroFloat());
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
    if (!op.hasPureTensorSemantics() || !sumsProducts(op) || !startsFromZero(op))
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
    }
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
    bool pack = !bothVectors && (constant || !isLastResult(right, n));
    if (pack && !right.isProjectedPermutation())
      return rewriter.notifyMatchFailure(op, "the right operand cannot be packed");

    ImplicitLocOpBuilder b(op.getLoc(), rewriter);
    if (pack)
      rhs = packColumns(b, rhs, right, out, n);
    Value init = op.getDpsInits()[0].getDefiningOp<linalg::FillOp>().getDpsInits()[0];
    rewriter.replaceOpWithNewOp<ContractOp>(
        op, init.getType(), lhs, rhs, init,
        rewriter.getAffineMapArrayAttr({left, right, out}), pack);
    return success();
  }

  // packed[batch…, p, rest…, c] = 16p + c < n ? rhs[…] : 0
  static Value packColumns(ImplicitLocOpBuilder &b, Value rhs, AffineMap right, AffineMap out,
                           unsigned n) {
    auto type = cast<RankedTensorType>(rhs.getType());
    SmallVector<int64_t> batch, rest;
    int64_t columns = -1;
    for (auto [axis, expr] : llvm::enumerate(right.getResults())) {
      auto dim = dyn_cast<AffineDimExpr>(expr);
      if (dim && dim.getPosition() == n)
        columns = axis;
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
    OpFoldResult width = size(columns);
    SmallVector<OpFoldResult> sizes;
    SmallVector<unsigned> loopOfAxis(type.getRank());
    for (int64_t axis : batch) {
      loopOfAxis[axis] = sizes.size();
      sizes.push_back(size(axis));
    }
    unsigned panelLoop = sizes.size();
    sizes.push_back(affine::makeComposedFoldedAffineApply(
        b, b.getLoc(), b.getAffineDimExpr(0).ceilDiv(panel), {width}));
    for (int64_t axis : rest) {
      loopOfAxis[axis] = sizes.size();
      sizes.push_back(size(axis));
    }
    unsigned columnLoop = sizes.size();
    sizes.push_back(b.getIndexAttr(panel));

    Value init = tensor::EmptyOp::create(b, sizes, type.getElementType());
    Value extent = getValueOrCreateConstantIndexOp(b, b.getLoc(), width);
    unsigned loops = sizes.size();
    SmallVector<utils::IteratorType> iterators(loops, utils::IteratorType::parallel);
    auto generic = linalg::GenericOp::create(
        b, init.getType(), ValueRange(), init, b.getMultiDimIdentityMap(loops), iterators,
        [&](OpBuilder &nested, Location loc, ValueRange) {
          ImplicitLocOpBuilder in(loc, nested);
          Value p = linalg::IndexOp::create(in, panelLoop);
          Value c = linalg::IndexOp::create(in, columnLoop);
          Value sixteen = arith::ConstantIndexOp::create(in, panel);
          Value column = arith::AddIOp::create(in, arith::MulIOp::create(in, p, sixteen), c);
          Value inside = arith::CmpIOp::create(in, arith::CmpIPredicate::ult, column, extent);
          // Past the end the last column is read and not used.
          Value end = arith::SubIOp::create(in, extent, arith::ConstantIndexOp::create(in, 1));
          Value safe = arith::SelectOp::create(in, inside, column, end);
          SmallVector<Value> indices;
          for (int64_t axis = 0; axis < type.getRank(); ++axis)
            indices.push_back(axis == columns
                                  ? safe
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
