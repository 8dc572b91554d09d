// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Features replaced, joined and encoded.

#include "dialects/ONNX/ML/Ops.h"
#include "dialects/ONNX/Text/Words.h"
#include "llvm/ADT/SmallSet.h"
#include <cmath>

using namespace mlir;
using namespace cameo::onnx;

using Results = FailureOr<SmallVector<Value>>;

Results MLImputerOp::decompose(OperatorBuilder &b) {
  ArrayRef<float> floats = getImputedValueFloats().value_or(ArrayRef<float>());
  ArrayRef<int64_t> integers = getImputedValueInt64s().value_or(ArrayRef<int64_t>());
  Type element = getElementTypeOrSelf(getX().getType());
  bool isFloat = isa<FloatType>(element);
  if (cast<RankedTensorType>(getX().getType()).getRank() > 2)
    return emitOpError() << "needs a vector or a matrix";
  if (isFloat ? floats.empty() : integers.empty())
    return emitOpError() << "has no imputed values for elements of type " << element;
  Value values = isFloat ? b.floats(floats, int64_t(floats.size())) : b.integers(integers);
  values = b.cast(values, element);
  Value isReplaced;
  double replaced = getReplacedValueFloat().convertToFloat();
  if (!isFloat)
    isReplaced =
        b.make<EqualOp>(getX(), b.cast(b.integers({int64_t(getReplacedValueInt64())}), element));
  else if (std::isnan(replaced))
    isReplaced = b.make<IsNaNOp>(getX());
  else
    isReplaced = b.make<EqualOp>(getX(), b.scalar(element, replaced));
  return SmallVector<Value>{b.make<WhereOp>(isReplaced, values, getX())};
}

Results MLFeatureVectorizerOp::decompose(OperatorBuilder &b) {
  ArrayRef<int64_t> dimensions = getInputdimensions().value_or(ArrayRef<int64_t>());
  if (dimensions.size() != getX().size() || dimensions.empty())
    return emitOpError() << "has " << dimensions.size() << " inputdimensions for " << getX().size()
                         << " operands";
  SmallVector<Value> parts;
  for (auto [x, dimension] : llvm::zip(getX(), dimensions)) {
    if (dimension < 0)
      return emitOpError() << "has the inputdimension " << dimension;
    int64_t rank = cast<RankedTensorType>(x.getType()).getRank();
    Value part = b.cast(x, b.getF32Type());
    part = b.make<FlattenOp>(part, rank < 2 ? 0 : 1);
    auto type = dyn_cast<RankedTensorType>(part.getType());
    if (!type)
      return failure();
    if (ShapedType::isDynamic(type.getDimSize(1)) || type.getDimSize(1) < dimension) {
      Value shape = b.make<ConcatOp>(ValueRange{b.extents(part, 0, 1), b.integers({dimension})}, 0);
      Value zeros = b.make<ExpandOp>(b.scalar(b.getF32Type(), 0), shape);
      part = b.make<ConcatOp>(ValueRange{part, zeros}, 1);
    }
    part = b.reshape(b.slice(part, 1, 0, dimension), {0, dimension});
    parts.push_back(part);
  }
  return SmallVector<Value>{b.make<ConcatOp>(parts, 1)};
}

LogicalResult MLOneHotEncoderOp::inferShapes(InferenceContext &ctx) {
  ArrayRef<int64_t> integers = getCatsInt64s().value_or(ArrayRef<int64_t>());
  ArrayRef<Attribute> strings = getCatsStrings() ? getCatsStrings()->getValue() : ArrayRef<Attribute>();
  bool areStrings = isa<StringType>(ctx.elementType(0));
  if (areStrings ? strings.empty() : integers.empty())
    return emitOpError() << "has no categories of the elements' type";
  llvm::SmallSet<int64_t, 16> seen;
  for (int64_t category : areStrings ? ArrayRef<int64_t>() : integers)
    if (!seen.insert(category).second)
      return emitOpError() << "has the category " << category << " twice";
  llvm::SmallPtrSet<Attribute, 16> seenStrings;
  for (Attribute category : areStrings ? strings : ArrayRef<Attribute>())
    if (!seenStrings.insert(category).second)
      return emitOpError() << "has the category " << category << " twice";
  size_t categories = areStrings ? strings.size() : integers.size();
  auto x = ctx.requireShape(0);
  if (failed(x))
    return failure();
  Dims to = *x;
  to.push_back(ctx.constant(categories));
  return ctx.setResult(0, Float32Type::get(getContext()), to);
}

//===-- LabelEncoder ----------------------------------------------------------===//

namespace {
/// Keys or values: one of the forms in which they may be given.
struct Column {
  std::optional<ArrayRef<float>> floats;
  std::optional<ArrayRef<int64_t>> integers;
  std::optional<ArrayAttr> strings;
  std::optional<ElementsAttr> tensor;

  /// A vector, or null when they are not given.
  Value constant(OperatorBuilder &b) const {
    if (tensor) {
      auto shape = cast<RankedTensorType>(tensor->getType());
      Value value = ConstantOp::create(b, shape, *tensor);
      return shape.getRank() == 1 ? value : b.reshape(value, {-1});
    }
    if (strings && !strings->empty())
      return b.strings(*strings);
    if (floats)
      return b.floats(*floats, int64_t(floats->size()));
    return integers ? b.integers(*integers) : Value();
  }
};
} // namespace

// The value of elements that are no key; null after a diagnostic.
static Value defaultOf(MLLabelEncoderOp op, OperatorBuilder &b, Type to) {
  if (auto tensor = op.getDefaultTensor()) {
    if (tensor->getNumElements() != 1 || tensor->getElementType() != to) {
      op.emitOpError() << "needs a default_tensor of one element of type " << to;
      return {};
    }
    return b.reshape(ConstantOp::create(b, cast<RankedTensorType>(tensor->getType()), *tensor),
                     {});
  }
  if (isa<StringType>(to))
    return b.reshape(b.strings(b.getStrArrayAttr(op.getDefaultString())), {});
  if (isa<FloatType>(to))
    return b.scalar(to, op.getDefaultFloat().convertToFloat());
  return b.cast(b.reshape(b.integers({int64_t(op.getDefaultInt64())}), {}), to);
}

static ArrayAttr keysOf(const Column &column, OperatorBuilder &b) {
  if (!column.tensor)
    return *column.strings;
  return b.getStrArrayAttr(textsOf(cast<DenseStringElementsAttr>(*column.tensor)));
}

Results MLLabelEncoderOp::decompose(OperatorBuilder &b) {
  Column keyColumn{getKeysFloats(), getKeysInt64s(), getKeysStrings(), getKeysTensor()};
  Column valueColumn{getValuesFloats(), getValuesInt64s(), getValuesStrings(), getValuesTensor()};
  Value keys = keyColumn.constant(b), values = valueColumn.constant(b);
  if (!keys || !values)
    return emitOpError() << "needs keys and values";
  auto keyType = cast<RankedTensorType>(keys.getType()),
       valueType = cast<RankedTensorType>(values.getType());
  if (keyType.getShape() != valueType.getShape() || keyType.getNumElements() == 0)
    return emitOpError() << "has " << keyType.getNumElements() << " keys for "
                         << valueType.getNumElements() << " values";
  Type element = getElementTypeOrSelf(getX().getType()), to = valueType.getElementType();
  if (keyType.getElementType() != element)
    return emitOpError() << "has keys of type " << keyType.getElementType()
                         << " for elements of type " << element;

  Value otherwise = defaultOf(*this, b, to);
  if (!otherwise)
    return failure();
  if (isa<StringType>(element)) {
    Value position = positionOf(b, getX(), keysOf(keyColumn, b));
    Value found = b.make<GreaterOrEqualOp>(position, b.scalar(b.getI64Type(), 0));
    return SmallVector<Value>{
        b.make<WhereOp>(found, b.make<GatherOp>(values, position, 0), otherwise)};
  }
  Value x = b.make<UnsqueezeOp>(getX(), b.integers({-1}));
  Value isKey = b.make<EqualOp>(x, keys);
  if (isa<FloatType>(element)) // a NaN is a key like others
    isKey = b.make<OrOp>(isKey, b.make<AndOp>(b.make<IsNaNOp>(x), b.make<IsNaNOp>(keys)));
  isKey = b.cast(isKey, b.getF32Type());
  Value found = b.make<GreaterOp>(b.make<ReduceMaxOp>(isKey, b.integers({-1}), 0, 0),
                                  b.scalar(b.getF32Type(), 0));
  Value y = b.make<GatherOp>(values, b.make<ArgMaxOp>(isKey, -1, 0, 0), 0);
  return SmallVector<Value>{b.make<WhereOp>(found, y, otherwise)};
}
