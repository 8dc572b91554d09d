// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tensors in files: ONNX's TensorProto and NumPy's .npy.

#define ONNX_ML 1
#define ONNX_NAMESPACE onnx
#include <onnx/onnx-data_pb.h>
#include <onnx/onnx_pb.h>

#include "runtime/cameo_runtime.h"
#include "tools/cameo/Tensor.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <cstring>

using namespace cameo::tool;
using llvm::StringRef;

// Where a TensorProto has no raw_data, each type has a field of wider entries;
// `width` low bytes of each are the data.
template <typename Field> static void takeField(Tensor &tensor, const Field &field, size_t width) {
  tensor.bytes.clear();
  for (auto entry : field) {
    char raw[sizeof entry];
    std::memcpy(raw, &entry, sizeof entry);
    tensor.bytes.insert(tensor.bytes.end(), raw, raw + width);
  }
}

static llvm::Expected<Tensor> fromProto(const ::onnx::TensorProto &proto, StringRef path) {
  Tensor tensor;
  tensor.name = proto.name();
  tensor.dtype = proto.data_type();
  tensor.shape.assign(proto.dims().begin(), proto.dims().end());
  int64_t count = tensor.numElements();
  if (tensor.dtype <= 0 || typeName(tensor.dtype) == "?")
    return makeError("{0}: element type {1} is not known", path, tensor.dtype);
  if (count < 0)
    return makeError("{0}: invalid shape", path);
  if (proto.data_location() == ::onnx::TensorProto::EXTERNAL)
    return makeError("{0}: the data is in another file, which is not supported here", path);
  if (tensor.dtype == CAMEO_STRING) {
    tensor.strings.assign(proto.string_data().begin(), proto.string_data().end());
    if (int64_t(tensor.strings.size()) != count)
      return makeError("{0}: {1} strings for {2} elements", path, tensor.strings.size(), count);
    return tensor;
  }
  size_t width = std::max(cameo_dtype_bits(tensor.dtype) / 8, 1);
  if (proto.has_raw_data())
    tensor.bytes.assign(proto.raw_data().begin(), proto.raw_data().end());
  else if (tensor.dtype == CAMEO_FLOAT32 || tensor.dtype == CAMEO_COMPLEX64)
    takeField(tensor, proto.float_data(), 4);
  else if (tensor.dtype == CAMEO_FLOAT64 || tensor.dtype == CAMEO_COMPLEX128)
    takeField(tensor, proto.double_data(), 8);
  else if (tensor.dtype == CAMEO_INT64)
    takeField(tensor, proto.int64_data(), 8);
  else if (tensor.dtype == CAMEO_UINT32 || tensor.dtype == CAMEO_UINT64)
    takeField(tensor, proto.uint64_data(), width);
  else
    takeField(tensor, proto.int32_data(), width);
  if (tensor.bytes.size() != byteSize(tensor.dtype, count))
    return makeError("{0}: {1} bytes of data for {2}", path, tensor.bytes.size(),
                     typeText(tensor.dtype, tensor.shape));
  return tensor;
}

static llvm::Expected<Tensor> fromMap(const ::onnx::MapProto &proto, StringRef path) {
  Tensor map, keys;
  map.name = proto.name();
  map.kind = CAMEO_MAP;
  keys.dtype = proto.key_type();
  if (keys.dtype == CAMEO_STRING) {
    keys.strings.assign(proto.string_keys().begin(), proto.string_keys().end());
    keys.shape = {int64_t(keys.strings.size())};
  } else if (keys.dtype == CAMEO_INT64) {
    keys.shape = {proto.keys_size()};
    takeField(keys, proto.keys(), 8);
  } else {
    return makeError("{0}: keys of type {1} are not supported", path, keys.dtype);
  }
  if (proto.values().tensor_values_size() != keys.numElements())
    return makeError("{0}: a map of {1} keys and {2} values", path, keys.numElements(),
                     proto.values().tensor_values_size());
  // Each value is a scalar, or a vector of one.
  Tensor values;
  values.shape = keys.shape;
  for (const ::onnx::TensorProto &tensor : proto.values().tensor_values()) {
    auto value = fromProto(tensor, path);
    if (!value)
      return value.takeError();
    if (value->numElements() != 1 || (values.dtype && values.dtype != value->dtype))
      return makeError("{0}: a map to values that are no scalars of one type", path);
    values.dtype = value->dtype;
    values.bytes.insert(values.bytes.end(), value->bytes.begin(), value->bytes.end());
    values.strings.insert(values.strings.end(), value->strings.begin(), value->strings.end());
  }
  map.dtype = values.dtype;
  map.items = {std::move(keys), std::move(values)};
  map.sortKeys();
  return map;
}

// A sequence, or an optional value: their messages differ in how many values they
// have, and the type of these says which one a file is.
static llvm::Expected<Tensor> fromSequence(StringRef file, StringRef path, int32_t kind) {
  ::onnx::SequenceProto proto;
  if (!proto.ParseFromArray(file.data(), int(file.size())))
    return makeError("{0}: not a SequenceProto or OptionalProto", path);
  Tensor value;
  value.name = proto.name();
  value.kind = kind;
  const ::onnx::SequenceProto *sequence = &proto;
  if (proto.elem_type() == ::onnx::SequenceProto::SEQUENCE && proto.sequence_values_size() == 1)
    sequence = &proto.sequence_values(0);
  value.isThere = kind == CAMEO_SEQUENCE || sequence != &proto || proto.tensor_values_size();
  for (const ::onnx::TensorProto &tensor : sequence->tensor_values()) {
    auto item = fromProto(tensor, path);
    if (!item)
      return item.takeError();
    value.items.push_back(std::move(*item));
  }
  for (const ::onnx::MapProto &map : sequence->map_values()) {
    auto item = fromMap(map, path);
    if (!item)
      return item.takeError();
    value.items.push_back(std::move(*item));
  }
  if (!value.items.empty())
    value.dtype = value.items.front().dtype;
  return value;
}

// '<f4' and the like; 0 when there is no such ONNX type.
static int32_t npyType(StringRef descr) {
  return llvm::StringSwitch<int32_t>(descr.trim("'\"").ltrim("<|="))
      .Case("f4", CAMEO_FLOAT32)
      .Case("f8", CAMEO_FLOAT64)
      .Case("f2", CAMEO_FLOAT16)
      .Case("i1", CAMEO_INT8)
      .Case("i2", CAMEO_INT16)
      .Case("i4", CAMEO_INT32)
      .Case("i8", CAMEO_INT64)
      .Case("u1", CAMEO_UINT8)
      .Case("u2", CAMEO_UINT16)
      .Case("u4", CAMEO_UINT32)
      .Case("u8", CAMEO_UINT64)
      .Case("b1", CAMEO_BOOL)
      .Case("c8", CAMEO_COMPLEX64)
      .Case("c16", CAMEO_COMPLEX128)
      .Default(0);
}

// The text after `key':` in the header's Python dictionary.
static StringRef npyField(StringRef header, StringRef key) {
  size_t at = header.find(key);
  return at == StringRef::npos ? "" : header.drop_front(at + key.size()).ltrim("'\": ");
}

static llvm::Expected<Tensor> fromNpy(StringRef file, StringRef path) {
  auto malformed = [&] { return makeError("{0}: malformed .npy file", path); };
  if (file.size() < 12)
    return malformed();
  bool wide = file[6] >= 2; // version 2 has a header length of four bytes
  uint32_t length = 0;
  std::memcpy(&length, file.data() + 8, wide ? 4 : 2);
  file = file.drop_front(wide ? 12 : 10);
  if (length > file.size())
    return malformed();
  StringRef header = file.take_front(length), data = file.drop_front(length);
  Tensor tensor;
  StringRef descr = npyField(header, "'descr'").split(',').first;
  tensor.dtype = npyType(descr);
  if (!tensor.dtype)
    return makeError("{0}: arrays of type {1} are not supported", path, descr);
  StringRef dims = npyField(header, "'shape'");
  if (!dims.consume_front("("))
    return malformed();
  llvm::SmallVector<StringRef> extents;
  dims.split(')').first.split(extents, ',', -1, false);
  for (StringRef text : extents) {
    if (text.trim().empty())
      continue;
    int64_t extent;
    if (text.trim().getAsInteger(10, extent))
      return malformed();
    tensor.shape.push_back(extent);
  }
  if (npyField(header, "'fortran_order'").starts_with("True") && tensor.shape.size() > 1)
    return makeError("{0}: save the array in C order", path);
  int64_t count = tensor.numElements();
  if (count < 0 || data.size() != byteSize(tensor.dtype, count))
    return malformed();
  tensor.bytes.assign(data.begin(), data.end());
  return tensor;
}

llvm::Expected<Tensor> cameo::tool::readTensorFile(StringRef path, int32_t kind) {
  auto file = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!file)
    return makeError("{0}: {1}", path, file.getError().message());
  StringRef contents = (*file)->getBuffer();
  if (kind == CAMEO_MAP) {
    ::onnx::MapProto proto;
    if (!proto.ParseFromArray(contents.data(), int(contents.size())))
      return makeError("{0}: not a MapProto", path);
    return fromMap(proto, path);
  }
  if (kind)
    return fromSequence(contents, path, kind);
  if (contents.starts_with("\x93NUMPY"))
    return fromNpy(contents, path);
  ::onnx::TensorProto proto;
  if (!proto.ParseFromArray(contents.data(), int(contents.size())))
    return makeError("{0}: not a TensorProto", path);
  return fromProto(proto, path);
}

static void fill(::onnx::TensorProto &proto, const Tensor &tensor) {
  proto.set_name(tensor.name);
  proto.set_data_type(tensor.dtype);
  for (int64_t extent : tensor.shape)
    proto.add_dims(extent);
  if (tensor.dtype == CAMEO_STRING)
    for (const std::string &text : tensor.strings)
      proto.add_string_data(text);
  else
    proto.set_raw_data(tensor.bytes.data(), tensor.bytes.size());
}

static void fill(::onnx::MapProto &proto, const Tensor &map) {
  const Tensor &keys = map.items[0], &values = map.items[1];
  proto.set_name(map.name);
  proto.set_key_type(keys.dtype);
  proto.mutable_values()->set_elem_type(::onnx::SequenceProto::TENSOR);
  size_t bytes = byteSize(values.dtype, 1);
  for (int64_t k = 0; k < keys.numElements(); ++k) {
    if (keys.dtype == CAMEO_STRING)
      proto.add_string_keys(keys.strings[size_t(k)]);
    else
      proto.add_keys(int64_t(integerAt(keys, k)));
    ::onnx::TensorProto &value = *proto.mutable_values()->add_tensor_values();
    value.set_data_type(values.dtype);
    if (values.dtype == CAMEO_STRING)
      value.add_string_data(values.strings[size_t(k)]);
    else
      value.set_raw_data(values.bytes.data() + size_t(k) * bytes, bytes);
  }
}

static void fill(::onnx::SequenceProto &proto, const Tensor &sequence) {
  bool areMaps = !sequence.items.empty() && sequence.items.front().kind == CAMEO_MAP;
  proto.set_elem_type(areMaps ? ::onnx::SequenceProto::MAP : ::onnx::SequenceProto::TENSOR);
  for (const Tensor &item : sequence.items)
    if (areMaps)
      fill(*proto.add_map_values(), item);
    else
      fill(*proto.add_tensor_values(), item);
}

static std::string serialize(const Tensor &value) {
  if (value.kind == 0) {
    ::onnx::TensorProto proto;
    fill(proto, value);
    return proto.SerializeAsString();
  }
  if (value.kind == CAMEO_MAP) {
    ::onnx::MapProto proto;
    fill(proto, value);
    return proto.SerializeAsString();
  }
  if (value.kind == CAMEO_SEQUENCE) {
    ::onnx::SequenceProto proto;
    proto.set_name(value.name);
    fill(proto, value);
    return proto.SerializeAsString();
  }
  ::onnx::OptionalProto proto;
  proto.set_name(value.name);
  bool isTensor = value.kind == CAMEO_OPTIONAL;
  proto.set_elem_type(!value.isThere ? ::onnx::OptionalProto::UNDEFINED
                      : isTensor     ? ::onnx::OptionalProto::TENSOR
                                     : ::onnx::OptionalProto::SEQUENCE);
  if (value.isThere && isTensor && !value.items.empty())
    fill(*proto.mutable_tensor_value(), value.items.front());
  else if (value.isThere)
    fill(*proto.mutable_sequence_value(), value);
  return proto.SerializeAsString();
}

llvm::Error cameo::tool::writeTensorFile(const Tensor &tensor, StringRef path) {
  std::error_code error;
  llvm::raw_fd_ostream out(path, error);
  if (!error) {
    out << serialize(tensor);
    out.close();
    error = out.error();
  }
  return error ? makeError("{0}: {1}", path, error.message()) : llvm::Error::success();
}
