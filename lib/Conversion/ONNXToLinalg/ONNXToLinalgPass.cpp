// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The pass: infers symbolic shapes, then converts all of the onnx dialect.

#include "dialects/ONNX/Text/Words.h"
#include "lib/Conversion/ONNXToLinalg/Lowering.h"
#include "mlir/Dialect/Func/Transforms/FuncConversions.h"

namespace cameo {
#define GEN_PASS_DEF_ONNXTOLINALGPASS
#include "lib/Conversion/ONNXToLinalg/Passes.h.inc"
} // namespace cameo

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

namespace {

// Constants keep their bytes; only the element type loses its sign.
struct ConstantLowering : OpConversionPattern<ConstantOp> {
  using OpConversionPattern::OpConversionPattern;

  // Elements of less than a byte, with the sign or zeros above.
  static DenseElementsAttr inBytes(DenseElementsAttr dense, Type original, Type byte) {
    if (isa<FloatType>(original))
      return cast<DenseFPElementsAttr>(dense).mapValues(
          byte, [](const APFloat &x) { return x.bitcastToAPInt().zext(8); });
    bool isUnsigned = original.isUnsignedInteger();
    return cast<DenseIntElementsAttr>(dense).mapValues(
        byte, [&](const APInt &x) { return isUnsigned ? x.zext(8) : x.sext(8); });
  }

  // The same of a resource, whose bytes may have anything above an element's bits.
  static Attribute inBytes(DenseResourceElementsAttr resource, Type original,
                           RankedTensorType type) {
    ArrayRef<char> data = resource.getData();
    unsigned above = 8 - original.getIntOrFloatBitWidth();
    bool isSigned = isa<IntegerType>(original) && !original.isUnsignedInteger();
    auto extended = [&](char byte) {
      auto top = uint8_t(uint8_t(byte) << above);
      return isSigned ? char(int8_t(top) >> above) : char(top >> above);
    };
    if (llvm::all_of(data, [&](char byte) { return byte == extended(byte); }))
      return DenseResourceElementsAttr::get(type, resource.getRawHandle());
    AsmResourceBlob blob = HeapAsmResourceBlob::allocate(data.size(), /*align=*/64);
    llvm::transform(data, blob.getMutableData().begin(), extended);
    return DenseResourceElementsAttr::get(type, resource.getRawHandle().getKey(), std::move(blob));
  }

  LogicalResult matchAndRewrite(ConstantOp op, OpAdaptor,
                                ConversionPatternRewriter &rewriter) const override {
    auto type = getTypeConverter()->convertType<RankedTensorType>(op.getType());
    if (!type)
      return op.emitOpError() << "has no lowering for elements of type "
                              << getElementTypeOrSelf(op.getType());
    Attribute value = op.getValue();
    if (auto strings = dyn_cast<DenseStringElementsAttr>(value)) {
      SmallVector<StringRef> texts = textsOf(strings);
      for (StringRef text : texts)
        if (text.contains('\0'))
          return op.emitOpError() << "has a string with a zero in it";
      rewriter.replaceOpWithNewOp<StringsOp>(op, type, rewriter.getStrArrayAttr(texts));
      return success();
    }
    auto original = cast<RankedTensorType>(op.getType()).getElementType();
    bool isBelowByte =
        original.isIntOrFloat() && !original.isInteger(1) && original.getIntOrFloatBitWidth() < 8;
    if (auto dense = dyn_cast<DenseElementsAttr>(value); dense && dense.getType() != type)
      value = isBelowByte ? inBytes(dense, original, type.getElementType())
                          : dense.bitcast(type.getElementType());
    else if (auto resource = dyn_cast<DenseResourceElementsAttr>(value))
      value = isBelowByte ? inBytes(resource, original, type)
                          : DenseResourceElementsAttr::get(type, resource.getRawHandle());
    rewriter.replaceOpWithNewOp<arith::ConstantOp>(op, type, cast<TypedAttr>(value));
    return success();
  }
};

// The first operator that no rule took, named; the conversion's own message
// would name only the operation.
void reportUnlowered(Operation *root) {
  root->walk([](OperatorInterface op) {
    if (!isa<NoneOp, ConstantOp>(op))
      op->emitOpError() << "has no lowering for these operands";
  });
}

// Inputs and outputs of elements below a byte are packed; inside, each has one.
// Outputs of strings are the model's to allocate; an optional input may be none.
void markInterface(func::FuncOp function) {
  auto unit = UnitAttr::get(function.getContext());
  for (auto [number, type] : llvm::enumerate(function.getArgumentTypes())) {
    if (isa<StringType>(getElementTypeOrSelf(type)))
      function.setArgAttr(number, stringsAttr, unit);
    if (isa<OptionalType>(type))
      function.setArgAttr(number, optionalAttr, unit);
  }
  for (auto [number, type] : llvm::enumerate(function.getResultTypes()))
    if (isa<StringType>(getElementTypeOrSelf(type)))
      function.setResultAttr(number, stringsAttr, unit);

  auto packed = [](Type type) -> TypeAttr {
    Type element = getElementTypeOrSelf(type);
    bool isPacked = isa<RankedTensorType>(type) && element.isIntOrFloat() &&
                    !element.isInteger(1) && element.getIntOrFloatBitWidth() < 8;
    return isPacked ? TypeAttr::get(element) : TypeAttr();
  };
  for (auto [number, type] : llvm::enumerate(function.getArgumentTypes()))
    if (TypeAttr element = packed(type))
      function.setArgAttr(number, packedAttr, element);
  for (auto [number, type] : llvm::enumerate(function.getResultTypes()))
    if (TypeAttr element = packed(type))
      function.setResultAttr(number, packedAttr, element);
}

struct ONNXToLinalg : cameo::impl::ONNXToLinalgPassBase<ONNXToLinalg> {
  void runOnOperation() override {
    MLIRContext *context = &getContext();
    SymbolicShapes shapes(context);
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (failed(inferFunction(function, shapes)))
        return signalPassFailure();

    for (auto function : getOperation().getOps<func::FuncOp>())
      markInterface(function);
    TypeConverter converter;
    converter.addConversion([](Type type) { return type; });
    converter.addConversion([](RankedTensorType type) {
      return type.clone(LoweringBuilder::signless(type.getElementType()));
    });

    converter.addConversion([&](SequenceType) -> Type { return ListType::get(context); });
    converter.addConversion([&](MapType) -> Type { return ListType::get(context); });
    converter.addConversion([&](OptionalType) -> Type { return ListType::get(context); });

    ConversionTarget target(*context);
    target.markUnknownOpDynamicallyLegal([](Operation *op) {
      return !isa_and_present<ONNXDialect>(op->getDialect()) || isa<NoneOp>(op);
    });
    target.addDynamicallyLegalOp<func::FuncOp>(
        [&](func::FuncOp op) { return converter.isSignatureLegal(op.getFunctionType()); });
    target.addDynamicallyLegalOp<func::ReturnOp>(
        [&](func::ReturnOp op) { return converter.isLegal(op.getOperandTypes()); });

    RewritePatternSet patterns(context);
    patterns.add<ConstantLowering>(converter, context);
    populateFunctionOpInterfaceTypeConversionPattern<func::FuncOp>(patterns, converter);
    populateReturnOpTypeConversionPattern(patterns, converter);
#define CAMEO_ONNX_TO_LINALG_KIND(kind) populate##kind##Lowering(patterns, converter, shapes);
#include "lib/Conversion/ONNXToLinalg/Kinds.def"
#undef CAMEO_ONNX_TO_LINALG_KIND

    // Refusals are diagnostics of the rules or, failing these, ours.
    bool reported = false;
    {
      ScopedDiagnosticHandler handler(context, [&](Diagnostic &diagnostic) {
        if (StringRef(diagnostic.str()).starts_with("failed to legalize operation"))
          return success();
        reported |= diagnostic.getSeverity() == DiagnosticSeverity::Error;
        return failure();
      });
      if (succeeded(applyFullConversion(getOperation(), target, std::move(patterns))))
        return;
    }
    if (!reported)
      reportUnlowered(getOperation());
    signalPassFailure();
  }
};
} // namespace
