// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Extents of zero or less are what exporters write for unknown ones.

#include "lib/Importer/Types.h"
#include "dialects/ONNX/ONNX.h"
#include "lib/Importer/Tensors.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

static Type convertTensor(const proto::TypeProto::Tensor &tensor,
                          const llvm::StringMap<int64_t> &known, MLIRContext *context,
                          std::string &why) {
  Type element = elementTypeOf(context, tensor.elem_type());
  if (!element) {
    why = "unknown element type " + std::to_string(tensor.elem_type());
    return {};
  }
  if (!tensor.has_shape())
    return UnrankedTensorType::get(element);
  if (tensor.shape().dim_size() > maxRank) {
    why = std::to_string(tensor.shape().dim_size()) + " dimensions; the most supported is " +
          std::to_string(maxRank);
    return {};
  }
  SmallVector<int64_t> extents, fixed;
  for (const auto &dim : tensor.shape().dim()) {
    int64_t extent = dim.has_dim_value() ? dim.dim_value() : 0;
    if (dim.has_dim_param())
      if (auto it = known.find(dim.dim_param()); it != known.end())
        extent = it->second;
    extents.push_back(extent > 0 ? extent : ShapedType::kDynamic);
    if (extent > 0)
      fixed.push_back(extent);
  }
  if (!countElements(fixed)) {
    why = "a shape that is too large";
    return {};
  }
  return RankedTensorType::get(extents, element);
}

Type cameo::convertType(const proto::TypeProto &type, const llvm::StringMap<int64_t> &known,
                        MLIRContext *context, std::string &why) {
  switch (type.value_case()) {
  case proto::TypeProto::kTensorType:
    return convertTensor(type.tensor_type(), known, context, why);
  case proto::TypeProto::kSequenceType: {
    Type element = convertType(type.sequence_type().elem_type(), known, context, why);
    return element ? SequenceType::get(context, element) : Type();
  }
  case proto::TypeProto::kOptionalType: {
    Type element = convertType(type.optional_type().elem_type(), known, context, why);
    return element ? OptionalType::get(context, element) : Type();
  }
  case proto::TypeProto::kMapType: {
    Type key = elementTypeOf(context, type.map_type().key_type());
    Type value = convertType(type.map_type().value_type(), known, context, why);
    if (!key || !(isa<StringType>(key) || key.isInteger(64)))
      why = "a map with keys that are neither int64 nor strings";
    else if (value && !isa<TensorType>(value))
      why = "a map to values that are no scalars";
    else if (value)
      return MapType::get(context, key, getElementTypeOrSelf(value));
    return {};
  }
  case proto::TypeProto::kSparseTensorType:
    why = "a sparse tensor, which is not supported";
    return {};
  case proto::TypeProto::VALUE_NOT_SET:
    why = "no type";
    return {};
  default:
    why = "an unknown type";
    return {};
  }
}

SmallVector<StringRef> cameo::dimNames(const proto::TypeProto &type) {
  SmallVector<StringRef> names;
  for (const auto &dim : type.tensor_type().shape().dim())
    names.push_back(dim.has_dim_param() ? StringRef(dim.dim_param()) : StringRef());
  return names;
}
