// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The types of maps.

#include "dialects/ONNX/ML/Ops.h"
#include "dialects/ONNX/Rewriting.h"

using namespace mlir;
using namespace cameo::onnx;

// The type of the keys that one of two attributes has; null after a diagnostic.
static Type keyType(Operation *op, std::optional<ArrayRef<int64_t>> integers,
                    std::optional<ArrayAttr> strings, int64_t &count) {
  bool hasIntegers = integers && !integers->empty(), hasStrings = strings && !strings->empty();
  if (hasIntegers == hasStrings) {
    op->emitOpError() << "needs keys, either integers or strings";
    return {};
  }
  count = int64_t(hasIntegers ? integers->size() : strings->size());
  return hasIntegers ? Type(IntegerType::get(op->getContext(), 64))
                     : Type(StringType::get(op->getContext()));
}

LogicalResult MLZipMapOp::inferShapes(InferenceContext &ctx) {
  auto dims = ctx.requireShape(0);
  int64_t count;
  Type key = keyType(*this, getClasslabelsInt64s(), getClasslabelsStrings(), count);
  if (failed(dims) || !key)
    return failure();
  if (dims->size() != 1 && dims->size() != 2)
    return emitOpError() << "needs an operand of rank 1 or 2";
  if (auto columns = SymbolicShapes::constantOf(dims->back()); columns && *columns != count)
    return emitOpError() << "has " << count << " labels for " << *columns << " columns";
  Type map = MapType::get(getContext(), key, ctx.elementType(0));
  return ctx.setResultType(0, SequenceType::get(getContext(), map));
}

LogicalResult MLCastMapOp::inferShapes(InferenceContext &ctx) {
  auto map = dyn_cast<MapType>(getX().getType());
  if (!map || !map.getKeyType().isInteger(64) ||
      !(map.getValueType().isF32() || isa<StringType>(map.getValueType())))
    return emitOpError() << "needs a map from int64 to float32 or strings";
  Builder b(getContext());
  Type element = llvm::StringSwitch<Type>(getCastTo())
                     .Case("TO_FLOAT", b.getF32Type())
                     .Case("TO_INT64", b.getI64Type())
                     .Case("TO_STRING", StringType::get(getContext()))
                     .Default({});
  if (!element)
    return emitOpError() << "unknown cast_to '" << getCastTo() << "'";
  bool isDense = getMapForm() == "DENSE";
  if (!isDense && getMapForm() != "SPARSE")
    return emitOpError() << "unknown map_form '" << getMapForm() << "'";
  if (!isDense && getMaxMap() < 1)
    return emitOpError() << "max_map must be positive";
  return ctx.setResult(0, element,
                       {ctx.constant(1), isDense ? ctx.getShapes().extentOf(getY(), 1)
                                                 : ctx.constant(getMaxMap())});
}

LogicalResult MLDictVectorizerOp::inferShapes(InferenceContext &ctx) {
  auto map = dyn_cast<MapType>(getX().getType());
  int64_t count;
  Type key = keyType(*this, getInt64Vocabulary(), getStringVocabulary(), count);
  if (!key)
    return failure();
  if (!map || map.getKeyType() != key)
    return emitOpError() << "needs a map whose keys are as those of the vocabulary";
  return ctx.setResult(0, map.getValueType(), {ctx.constant(1), ctx.constant(count)});
}
