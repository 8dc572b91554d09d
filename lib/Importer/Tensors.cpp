// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A tensor's elements are in one of seven places: raw bytes, an external file,
// or one of the typed lists. All end as bytes in the layout of MLIR's dense
// attributes: little-endian, elements below a byte in a byte each.

#include "lib/Importer/Tensors.h"
#include "dialects/ONNX/ONNX.h"
#include "lib/Importer/ModelReader.h"
#include "mlir/IR/DialectResourceBlobManager.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace cameo;
using namespace cameo::onnx;

/// Constants of more elements than this are resources, not attributes.
static constexpr int64_t largestInline = 1024;
/// Sparse tensors are made dense only up to this size.
static constexpr int64_t largestDensified = int64_t(1) << 28;

std::optional<int64_t> cameo::countElements(ArrayRef<int64_t> extents) {
  int64_t count = 1;
  // A zero anywhere makes the tensor empty, but does not excuse the others.
  bool empty = false;
  for (int64_t extent : extents) {
    if (extent < 0)
      return std::nullopt;
    empty |= extent == 0;
    if (llvm::MulOverflow(count, std::max<int64_t>(extent, 1), count) || count > maxElements)
      return std::nullopt;
  }
  return empty ? 0 : count;
}

namespace {
/// How elements of a type are stored.
struct Layout {
  unsigned fileBits;   // in raw data; below 8, elements are packed from the low bits up
  unsigned storeBytes; // in the attribute
};
} // namespace

static Layout layoutOf(Type element) {
  if (auto complex = dyn_cast<ComplexType>(element)) {
    unsigned bits = 2 * complex.getElementType().getIntOrFloatBitWidth();
    return {bits, bits / 8};
  }
  unsigned bits = element.getIntOrFloatBitWidth();
  if (bits == 1)
    return {8, 1};
  return {bits, std::max(bits / 8, 1u)};
}

static std::string describe(const proto::TensorProto &tensor) {
  return tensor.name().empty() ? "the tensor" : "tensor '" + tensor.name() + "'";
}

FailureOr<RankedTensorType> TensorReader::typeOf(const proto::TensorProto &tensor, Location loc) {
  Type element = elementTypeOf(context, tensor.data_type());
  if (!element)
    return emitError(loc) << describe(tensor) << " has the unknown element type "
                          << tensor.data_type();
  if (tensor.dims_size() > maxRank)
    return emitError(loc) << describe(tensor) << " has " << tensor.dims_size()
                          << " dimensions; the most supported is " << maxRank;
  if (!countElements({tensor.dims().data(), size_t(tensor.dims_size())}))
    return emitError(loc) << describe(tensor) << " has a negative or too large shape";
  if (tensor.has_segment())
    return emitError(loc) << describe(tensor) << " is stored in segments, which is not supported";
  return RankedTensorType::get({tensor.dims().data(), size_t(tensor.dims_size())}, element);
}

FailureOr<ElementsAttr> TensorReader::read(proto::TensorProto &tensor, Location loc) {
  auto type = typeOf(tensor, loc);
  if (failed(type))
    return failure();
  if (isa<onnx::StringType>(type->getElementType()))
    return readStrings(tensor, *type, loc);
  auto bytes = readBytes(tensor, *type, loc);
  if (failed(bytes))
    return failure();
  return makeAttribute(*type, std::move(*bytes), tensor.name());
}

FailureOr<ElementsAttr> TensorReader::readStrings(const proto::TensorProto &tensor,
                                                  RankedTensorType type, Location loc) {
  if (tensor.string_data_size() != type.getNumElements())
    return emitError(loc) << describe(tensor) << " has " << tensor.string_data_size()
                          << " strings where its shape needs " << type.getNumElements();
  SmallVector<StringRef> strings(tensor.string_data().begin(), tensor.string_data().end());
  return ElementsAttr(DenseStringElementsAttr::get(type, strings));
}

// The typed list that holds elements of the type, converted to bytes;
// the packed ones are a byte an entry.
template <typename Stored, typename List> static std::string narrow(const List &list) {
  std::string bytes(size_t(list.size()) * sizeof(Stored), '\0');
  char *out = bytes.data();
  for (auto entry : list) {
    Stored stored = static_cast<Stored>(entry);
    memcpy(out, &stored, sizeof(Stored));
    out += sizeof(Stored);
  }
  return bytes;
}

// All the elements of the typed list as raw data would have them.
static std::string typedBytes(const proto::TensorProto &tensor, Type element) {
  if (auto complex = dyn_cast<ComplexType>(element))
    element = complex.getElementType();
  if (element.isF32())
    return narrow<float>(tensor.float_data());
  if (element.isF64())
    return narrow<double>(tensor.double_data());
  if (element.isUnsignedInteger(64))
    return narrow<uint64_t>(tensor.uint64_data());
  if (element.isUnsignedInteger(32))
    return narrow<uint32_t>(tensor.uint64_data());
  if (element.isInteger(64))
    return narrow<int64_t>(tensor.int64_data());
  switch (layoutOf(element).fileBits) {
  case 32:
    return narrow<int32_t>(tensor.int32_data());
  case 16:
    return narrow<uint16_t>(tensor.int32_data());
  default:
    return narrow<uint8_t>(tensor.int32_data());
  }
}

static void clearTyped(proto::TensorProto &tensor) {
  google::protobuf::RepeatedField<float>().Swap(tensor.mutable_float_data());
  google::protobuf::RepeatedField<double>().Swap(tensor.mutable_double_data());
  google::protobuf::RepeatedField<int32_t>().Swap(tensor.mutable_int32_data());
  google::protobuf::RepeatedField<int64_t>().Swap(tensor.mutable_int64_data());
  google::protobuf::RepeatedField<uint64_t>().Swap(tensor.mutable_uint64_data());
}

// One byte an element, from `bits` bits an element.
static std::string unpack(ArrayRef<char> packed, unsigned bits, int64_t count) {
  std::string bytes(count, '\0');
  unsigned perByte = 8 / bits;
  for (int64_t i = 0; i < count; ++i)
    bytes[i] = (uint8_t(packed[i / perByte]) >> (i % perByte * bits)) & ((1u << bits) - 1);
  return bytes;
}

FailureOr<TensorReader::Bytes> TensorReader::readBytes(proto::TensorProto &tensor,
                                                       RankedTensorType type, Location loc) {
  Type element = type.getElementType();
  Layout layout = layoutOf(element);
  int64_t count = type.getNumElements();
  size_t expected = llvm::divideCeil(uint64_t(count) * layout.fileBits, 8);
  auto own = [](std::string bytes) {
    auto owner = std::make_shared<std::string>(std::move(bytes));
    return Bytes{{owner->data(), owner->size()}, owner};
  };

  Bytes bytes;
  if (tensor.data_location() == proto::TensorProto::EXTERNAL) {
    auto external = readExternal(tensor, expected, loc);
    if (failed(external))
      return failure();
    bytes = std::move(*external);
  } else {
    bool raw = tensor.has_raw_data();
    if (raw) {
      std::shared_ptr<std::string> owner(tensor.release_raw_data());
      bytes = {{owner->data(), owner->size()}, owner};
    } else {
      bytes = own(typedBytes(tensor, element));
      clearTyped(tensor);
    }
    if (bytes.data.size() != expected)
      return emitError(loc) << describe(tensor) << " has " << bytes.data.size()
                            << " bytes of data where its shape and element type need " << expected;
  }

  if (layout.fileBits < 8)
    return own(unpack(bytes.data, layout.fileBits, count));
  // Booleans are 0 or 1, whatever non-zero byte the file has for true.
  if (element.isInteger(1) && llvm::any_of(bytes.data, [](char c) { return c != 0 && c != 1; })) {
    std::string booleans(bytes.data.begin(), bytes.data.end());
    for (char &c : booleans)
      c = c != 0;
    return own(std::move(booleans));
  }
  return bytes;
}

// A path that stays below the model's folder.
static bool isInside(StringRef path) {
  using namespace llvm::sys::path;
  if (path.empty() || path.contains('\0') || is_absolute(path, Style::posix) ||
      is_absolute(path, Style::windows) || has_root_name(path, Style::windows))
    return false;
  SmallVector<StringRef> parts;
  path.split(parts, '/');
  return llvm::none_of(
      parts, [](StringRef part) { return llvm::is_contained(llvm::split(part, '\\'), ".."); });
}

FailureOr<TensorReader::Bytes> TensorReader::readExternal(const proto::TensorProto &tensor,
                                                          size_t size, Location loc) {
  StringRef location;
  uint64_t offset = 0;
  std::optional<uint64_t> length;
  for (const auto &entry : tensor.external_data()) {
    StringRef value = entry.value();
    uint64_t number = 0;
    if (entry.key() == "location") {
      location = value;
    } else if (entry.key() == "offset" || entry.key() == "length") {
      if (value.getAsInteger(10, number))
        return emitError(loc) << describe(tensor) << " has external data with the bad "
                              << entry.key() << " '" << value << "'";
      entry.key() == "offset" ? void(offset = number) : void(length = number);
    }
  }
  if (directory.empty())
    return emitError(loc) << describe(tensor)
                          << " has external data, but the model was not read from a folder";
  if (!isInside(location))
    return emitError(loc) << describe(tensor) << " has external data in '" << location
                          << "', which is not a path inside the model's folder";
  auto &file = files[location];
  if (!file) {
    SmallString<256> path(directory);
    llvm::sys::path::append(path, location);
    auto opened = openFile(path, loc);
    if (!opened)
      return failure();
    file = std::move(opened);
  }
  if (length && *length != size)
    return emitError(loc) << describe(tensor) << " has " << *length
                          << " bytes of external data where its shape and element type need "
                          << size;
  if (offset > file->getBufferSize() || size > file->getBufferSize() - offset)
    return emitError(loc) << describe(tensor) << " lies outside its external data file '"
                          << location << "' of " << file->getBufferSize() << " bytes";
  return Bytes{{file->getBufferStart() + offset, size}, file};
}

ElementsAttr TensorReader::makeAttribute(RankedTensorType type, Bytes bytes, StringRef name) {
  Type element = type.getElementType();
  if (type.getNumElements() <= largestInline) {
    if (element.isInteger(1)) {
      SmallVector<bool> booleans(bytes.data.begin(), bytes.data.end());
      return DenseElementsAttr::get(type, booleans);
    }
    if (type.getNumElements() == 0)
      return DenseElementsAttr::get(type, ArrayRef<Attribute>());
    return DenseElementsAttr::getFromRawBuffer(type, bytes.data);
  }
  // Readers take the elements at their natural alignment; only a badly placed
  // tensor of an external file lacks it.
  unsigned natural = layoutOf(element).storeBytes / (isa<ComplexType>(element) ? 2 : 1);
  uintptr_t address = reinterpret_cast<uintptr_t>(bytes.data.data());
  if (address % natural != 0) {
    auto copy = std::make_shared<std::string>(bytes.data.begin(), bytes.data.end());
    bytes = {{copy->data(), copy->size()}, copy};
    address = reinterpret_cast<uintptr_t>(bytes.data.data());
  }
  size_t alignment = std::min<uint64_t>(64, uint64_t(1) << llvm::countr_zero(address));
  AsmResourceBlob blob(
      bytes.data, alignment,
      [owner = bytes.owner](void *, size_t, size_t) mutable { owner.reset(); },
      /*dataIsMutable=*/false);
  return DenseResourceElementsAttr::get(type, name.empty() ? "weight" : name, std::move(blob));
}

FailureOr<ElementsAttr> TensorReader::read(proto::SparseTensorProto &tensor, Location loc) {
  auto values = typeOf(tensor.values(), loc), indices = typeOf(tensor.indices(), loc);
  if (failed(values) || failed(indices))
    return failure();
  SmallVector<int64_t> dims(tensor.dims().begin(), tensor.dims().end());
  auto count = countElements(dims);
  Type element = values->getElementType();
  if (isa<onnx::StringType>(element))
    return emitError(loc) << "sparse tensors of strings are not supported";
  Layout layout = layoutOf(element);
  if (!count || dims.size() > maxRank || *count > largestDensified / layout.storeBytes)
    return emitError(loc) << "the sparse tensor '" << tensor.values().name()
                          << "' is too large to be made dense";
  int64_t nonZeros = values->getNumElements(), rank = dims.size();
  bool linear = indices->getRank() == 1;
  if (values->getRank() != 1 || !indices->getElementType().isInteger(64) ||
      !(linear ? indices->getDimSize(0) == nonZeros
               : indices->getRank() == 2 && indices->getDimSize(0) == nonZeros &&
                     indices->getDimSize(1) == rank))
    return emitError(loc) << "the sparse tensor '" << tensor.values().name()
                          << "' has indices that do not fit its values";
  auto valueBytes = readBytes(*tensor.mutable_values(), *values, loc);
  auto indexBytes = readBytes(*tensor.mutable_indices(), *indices, loc);
  if (failed(valueBytes) || failed(indexBytes))
    return failure();
  auto dense = std::make_shared<std::string>(*count * layout.storeBytes, '\0');
  for (int64_t i = 0; i < nonZeros; ++i) {
    int64_t position = 0;
    for (int64_t k = 0, n = linear ? 1 : rank; k < n; ++k) {
      int64_t index, extent = linear ? *count : dims[k];
      memcpy(&index, indexBytes->data.data() + (i * n + k) * sizeof(index), sizeof(index));
      if (index < 0 || index >= extent)
        return emitError(loc) << "the sparse tensor '" << tensor.values().name()
                              << "' has the index " << index << " outside its shape";
      position = position * extent + index;
    }
    memcpy(dense->data() + position * layout.storeBytes,
           valueBytes->data.data() + i * layout.storeBytes, layout.storeBytes);
  }
  return makeAttribute(RankedTensorType::get(dims, element),
                       {{dense->data(), dense->size()}, dense}, tensor.values().name());
}
