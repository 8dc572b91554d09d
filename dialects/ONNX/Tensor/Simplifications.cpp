// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Copies and conversions that change nothing, and shape computations whose
// values are known.

#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

static bool hasElementType(Value value, IntegerAttr dataType) {
  return getElementTypeOrSelf(value.getType()) ==
         elementTypeOf(value.getContext(), dataType.getInt());
}

// Whether conversion to the elements of `wide` loses nothing of `narrow`'s.
static bool holdsElementsOf(Value wideValue, Value narrowValue) {
  Type wide = getElementTypeOrSelf(wideValue.getType());
  Type narrow = getElementTypeOrSelf(narrowValue.getType());
  auto wideFloat = dyn_cast<FloatType>(wide), narrowFloat = dyn_cast<FloatType>(narrow);
  if (narrowFloat)
    return wideFloat && APFloat::isRepresentableBy(narrowFloat.getFloatSemantics(),
                                                   wideFloat.getFloatSemantics());
  if (!narrow.isInteger())
    return false;
  bool isUnsigned = narrow.isUnsignedInteger() || narrow.isInteger(1);
  unsigned bits = narrow.getIntOrFloatBitWidth() - (isUnsigned ? 0 : 1);
  // An exponent range for 2^bits comes with f32's and f64's mantissas only.
  if (wideFloat)
    return wideFloat.getWidth() >= 32 && bits <= wideFloat.getFPMantissaWidth();
  if (!wide.isInteger() || wide.isInteger(1))
    return wide == narrow;
  unsigned wideBits = wide.getIntOrFloatBitWidth() - (wide.isUnsignedInteger() ? 0 : 1);
  return wideBits >= bits && (isUnsigned || !wide.isUnsignedInteger());
}

namespace {
#include "dialects/ONNX/Tensor/Simplifications.inc"
} // namespace

namespace {
// What inference computed is a constant.
struct KnownValues : OpInterfaceRewritePattern<OperatorInterface> {
  KnownValues(SymbolicShapes &shapes)
      : OpInterfaceRewritePattern(shapes.getContext()), shapes(shapes) {}

  LogicalResult matchAndRewrite(OperatorInterface op, PatternRewriter &rewriter) const override {
    if (isa<ConstantOp, NoneOp>(op) || op->getNumResults() != 1 || !isPure(op))
      return failure();
    auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
    if (!type || !type.hasStaticShape() || !type.getElementType().isSignlessInteger())
      return failure();
    auto elements = shapes.valuesOf(op->getResult(0));
    if (!elements || elements->size() != size_t(type.getNumElements()))
      return failure();
    auto constants = SymbolicShapes::constantsOf(*elements);
    if (!constants)
      return failure();
    SmallVector<APInt> values;
    for (int64_t value : *constants)
      values.emplace_back(type.getElementTypeBitWidth(), value, /*isSigned=*/true,
                          /*implicitTrunc=*/true);
    rewriter.replaceOpWithNewOp<ConstantOp>(op, type, DenseElementsAttr::get(type, values));
    return success();
  }

  SymbolicShapes &shapes;
};

// Transposes compose; one that moves nothing goes.
struct ComposeTransposes : Rewrite<TransposeOp> {
  using Rewrite::Rewrite;
  FailureOr<SmallVector<Value>> rewrite(TransposeOp op, OperatorBuilder &b) const override {
    SmallVector<int64_t> perm = op.permutation();
    Value data = op.getData();
    auto inner = data.getDefiningOp<TransposeOp>();
    if (inner) {
      SmallVector<int64_t> first = inner.permutation();
      for (int64_t &axis : perm)
        axis = first[axis];
      data = inner.getData();
    }
    if (llvm::equal(perm, llvm::seq<int64_t>(perm.size())))
      return SmallVector<Value>{data};
    if (!inner)
      return failure();
    return SmallVector<Value>{b.make<TransposeOp>(data, b.getDenseI64ArrayAttr(perm))};
  }
};
} // namespace

void cameo::onnx::populateTensorSimplifications(RewritePatternSet &patterns,
                                                SymbolicShapes &shapes) {
  populateWithGenerated(patterns);
  patterns.add<KnownValues, ComposeTransposes>(shapes);
}
