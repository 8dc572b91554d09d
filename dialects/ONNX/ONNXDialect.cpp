// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Registration of the dialect, its types, and the mapping of ONNX's element types.

#include "dialects/ONNX/ONNX.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace cameo::onnx;

#include "dialects/ONNX/ONNXDialect.cpp.inc"
#include "dialects/ONNX/ONNXInterfaces.cpp.inc"

#define GET_TYPEDEF_CLASSES
#include "dialects/ONNX/ONNXTypes.cpp.inc"

void ONNXDialect::initialize() {
  addTypes<
#define GET_TYPEDEF_LIST
#include "dialects/ONNX/ONNXTypes.cpp.inc"
      >();
#define CAMEO_ONNX_FAMILY(family) register##family##Ops();
#include "dialects/ONNX/Families.def"
#undef CAMEO_ONNX_FAMILY
}

Operation *ONNXDialect::materializeConstant(OpBuilder &builder, Attribute value, Type type,
                                            Location loc) {
  if (isa<NoneType>(type))
    return NoneOp::create(builder, loc, type);
  if (auto elements = dyn_cast<ElementsAttr>(value))
    return ConstantOp::create(builder, loc, elements.getShapedType(), elements);
  return nullptr;
}

Type cameo::onnx::elementTypeOf(MLIRContext *context, int64_t dataType) {
  Builder b(context);
  auto unsignedInt = [&](unsigned width) { return b.getIntegerType(width, /*isSigned=*/false); };
  switch (dataType) {
  case 1: return b.getF32Type();
  case 2: return unsignedInt(8);
  case 3: return b.getI8Type();
  case 4: return unsignedInt(16);
  case 5: return b.getI16Type();
  case 6: return b.getI32Type();
  case 7: return b.getI64Type();
  case 8: return StringType::get(context);
  case 9: return b.getI1Type();
  case 10: return b.getF16Type();
  case 11: return b.getF64Type();
  case 12: return unsignedInt(32);
  case 13: return unsignedInt(64);
  case 14: return ComplexType::get(b.getF32Type());
  case 15: return ComplexType::get(b.getF64Type());
  case 16: return b.getBF16Type();
  case 17: return b.getType<Float8E4M3FNType>();
  case 18: return b.getType<Float8E4M3FNUZType>();
  case 19: return b.getType<Float8E5M2Type>();
  case 20: return b.getType<Float8E5M2FNUZType>();
  case 21: return unsignedInt(4);
  case 22: return b.getI4Type();
  case 23: return b.getType<Float4E2M1FNType>();
  case 24: return b.getType<Float8E8M0FNUType>();
  case 25: return unsignedInt(2);
  case 26: return b.getI2Type();
  default: return {};
  }
}

int64_t cameo::onnx::dataTypeOf(Type elementType) {
  for (int64_t number = 1; number <= 26; ++number)
    if (elementTypeOf(elementType.getContext(), number) == elementType)
      return number;
  return 0;
}
