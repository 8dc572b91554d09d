// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One rule for all elementwise operators: the operator itself builds the
// function of one element, numpy's broadcasting is in the maps.

#include "lib/Conversion/ONNXToLinalg/Lowering.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

namespace {
struct ElementwiseLowering : OpInterfaceConversionPattern<ElementwiseInterface> {
  ElementwiseLowering(const TypeConverter &converter, SymbolicShapes &shapes)
      : OpInterfaceConversionPattern(converter, shapes.getContext()), shapes(shapes) {}

  LogicalResult matchAndRewrite(ElementwiseInterface op, ArrayRef<Value> operands,
                                ConversionPatternRewriter &rewriter) const override {
    LoweringBuilder b(op, rewriter, shapes);
    Value result = op->getResult(0);
    for (Type type : llvm::concat<const Type>(op->getOperandTypes(), op->getResultTypes()))
      if (Type element = getElementTypeOrSelf(type);
          isa<TensorType>(type) && !element.isIntOrFloat() && !isa<StringType>(element))
        return op->emitOpError() << "has no lowering for elements of type " << element;
    // What depends on characters is no function of addresses.
    if (isa<CastOp, EqualOp>(op.getOperation()) &&
        llvm::any_of(llvm::concat<Value>(op->getOperands(), op->getResults()), [](Value value) {
          return isa<StringType>(getElementTypeOrSelf(value.getType()));
        }))
      return failure();
    b.requireAssumptions(op);
    if (Value known = b.knownElements(result)) {
      rewriter.replaceOp(op, known);
      return success();
    }
    Dims dims = b.dimsOf(result);
    Type element = LoweringBuilder::signless(getElementTypeOrSelf(result.getType()));
    SmallVector<Value> ins;
    SmallVector<AffineMap> maps;
    for (auto [operand, original] : llvm::zip(operands, op->getOperands())) {
      if (isa<NoneType>(original.getType()))
        continue;
      auto [value, map] = b.broadcast(operand, b.dimsOf(original), dims);
      ins.push_back(value);
      maps.push_back(map);
    }
    bool built = true;
    Value generic =
        b.map(dims, element, ins, maps, [&](ImplicitLocOpBuilder &nested, ValueRange args) {
          // Absent operands keep their position.
          SmallVector<Value> positional;
          auto next = args.begin();
          for (Value original : op->getOperands())
            positional.push_back(isa<NoneType>(original.getType()) ? Value() : *next++);
          Value scalar = op.buildScalar(nested, positional, element);
          built = bool(scalar);
          return built ? scalar
                       : arith::ConstantOp::create(nested, nested.getZeroAttr(element)).getResult();
        });
    if (!built)
      return failure();
    rewriter.replaceOp(op, generic);
    return success();
  }

  SymbolicShapes &shapes;
};

// Of any type; a tensor only loses its elements' sign.
struct IdentityLowering : OpConversionPattern<IdentityOp> {
  using OpConversionPattern::OpConversionPattern;
  LogicalResult matchAndRewrite(IdentityOp op, OpAdaptor operands,
                                ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(op, operands.getInput());
    return success();
  }
};
} // namespace

void cameo::populateElementwiseLowering(RewritePatternSet &patterns, const TypeConverter &converter,
                                        SymbolicShapes &shapes) {
  patterns.add<ElementwiseLowering>(converter, shapes);
  patterns.add<IdentityLowering>(converter, shapes.getContext());
}
