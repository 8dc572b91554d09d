// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The runtime for C++20: owners that clean up after themselves, and a run that
// checks element types and sizes before the model sees a pointer. Header-only;
// throws nothing itself and reports by cameo_status, like the C interface.
#ifndef CAMEO_RUNTIME_HPP
#define CAMEO_RUNTIME_HPP

#include "cameo_runtime.h"

#include <algorithm>
#include <complex>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <ranges>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace cameo {

/// The cameo_dtype of a C++ type; CAMEO_UNDEFINED stands for raw storage
/// (std::byte, and types without a C++ equivalent), checked by size only.
template <typename T> constexpr cameo_dtype dtypeOf() {
  using U = std::remove_cv_t<T>;
  if constexpr (std::same_as<U, bool>)
    return CAMEO_BOOL;
  else if constexpr (std::same_as<U, float>)
    return CAMEO_FLOAT32;
  else if constexpr (std::same_as<U, double>)
    return CAMEO_FLOAT64;
  else if constexpr (std::same_as<U, const char *>)
    return CAMEO_STRING;
  else if constexpr (std::same_as<U, std::complex<float>>)
    return CAMEO_COMPLEX64;
  else if constexpr (std::same_as<U, std::complex<double>>)
    return CAMEO_COMPLEX128;
  else if constexpr (std::signed_integral<U> && !std::same_as<U, char>)
    return sizeof(U) == 1   ? CAMEO_INT8
           : sizeof(U) == 2 ? CAMEO_INT16
           : sizeof(U) == 4 ? CAMEO_INT32
                            : CAMEO_INT64;
  else if constexpr (std::unsigned_integral<U> && !std::same_as<U, char>)
    return sizeof(U) == 1   ? CAMEO_UINT8
           : sizeof(U) == 2 ? CAMEO_UINT16
           : sizeof(U) == 4 ? CAMEO_UINT32
                            : CAMEO_UINT64;
  else
    return CAMEO_UNDEFINED;
}

/// A borrowed buffer. Input and Output come from any contiguous range, such as
/// std::vector, std::array and std::span; of `const char *` for strings. Output{} lets
/// the model allocate, which strings and lists need: Strings and List take them then.
template <typename Pointer> struct Buffer {
  Pointer data = nullptr;
  std::size_t bytes = 0;
  cameo_dtype dtype = CAMEO_UNDEFINED;
  bool given = false; // an empty range is given too, though it has no address
  bool isList = false;

  Buffer() = default;
  template <std::ranges::contiguous_range R>
    requires std::convertible_to<decltype(std::ranges::data(std::declval<R &>())), Pointer>
  Buffer(R &&range)
      : data(std::ranges::data(range)),
        bytes(std::ranges::size(range) * sizeof(std::ranges::range_value_t<R>)),
        dtype(dtypeOf<std::ranges::range_value_t<R>>()), given(true) {}
  /// A sequence, an optional value that is there, or a map.
  Buffer(const cameo_sequence &list)
    requires std::same_as<Pointer, const void *>
      : data(&list), given(true), isList(true) {}
  /// An optional value that is not there.
  Buffer(std::nullopt_t)
    requires std::same_as<Pointer, const void *>
      : given(true), isList(true) {}
};
using Input = Buffer<const void *>;
using Output = Buffer<void *>;

/// A view of a compiled model, as cheap to copy as a pointer.
class Model {
public:
  Model(const cameo_model &model) : model(&model) {}

  const cameo_model &raw() const { return *model; }
  std::string_view name() const { return model->name; }
  std::span<const cameo_tensor_info> inputs() const {
    return {model->inputs, static_cast<std::size_t>(model->num_inputs)};
  }
  std::span<const cameo_tensor_info> outputs() const {
    return {model->outputs, static_cast<std::size_t>(model->num_outputs)};
  }
  std::span<const char *const> dimNames() const {
    return {model->dim_names, static_cast<std::size_t>(model->num_dims)};
  }

  /// Bytes of workspace that a run with these dims needs.
  std::size_t workspaceSize(std::span<const std::int64_t> dims = {}) const {
    return model->workspace_size(dims.data());
  }

  /// The extents of every output; -1 where one depends on the data.
  [[nodiscard]] cameo_status outputShapes(std::span<const std::int64_t> dims,
                                          std::vector<std::vector<std::int64_t>> &shapes) const {
    if (dims.size() != dimNames().size())
      return CAMEO_ERROR_INVALID_ARGUMENT;
    std::vector<std::int64_t *> pointers;
    shapes.clear();
    for (const cameo_tensor_info &output : outputs())
      shapes.emplace_back(static_cast<std::size_t>(std::max(output.rank, 0)), -1);
    for (std::vector<std::int64_t> &shape : shapes)
      pointers.push_back(shape.data());
    return model->output_shapes(dims.data(), pointers.data());
  }

private:
  const cameo_model *model;
};

/// Bytes of a dense tensor; none if an extent is negative or the product does
/// not fit. Elements below a byte are packed.
inline std::optional<std::size_t> denseBytes(std::int32_t dtype,
                                             std::span<const std::int64_t> shape) {
  const auto bits = static_cast<std::uint64_t>(cameo_dtype_bits(dtype));
  if (bits == 0 || std::ranges::any_of(shape, [](auto n) { return n < 0; }))
    return std::nullopt;
  if (std::ranges::find(shape, 0) != shape.end())
    return 0;
  std::uint64_t total = bits;
  for (std::int64_t extent : shape) {
    if (total > (UINT64_MAX - 7) / static_cast<std::uint64_t>(extent))
      return std::nullopt;
    total *= static_cast<std::uint64_t>(extent);
  }
  if ((total + 7) / 8 > SIZE_MAX)
    return std::nullopt;
  return static_cast<std::size_t>((total + 7) / 8);
}

namespace detail {

/// Bytes of a tensor whose extents are static or dims; none otherwise.
inline std::optional<std::size_t> bytesOf(const cameo_tensor_info &info,
                                          std::span<const std::int64_t> dims) {
  constexpr std::size_t most = 16; // ONNX tensors in practice have up to 8
  const auto rank = static_cast<std::size_t>(info.rank);
  std::int64_t shape[most];
  if (rank > most)
    return std::nullopt;
  for (std::size_t i = 0; i < rank; ++i) {
    shape[i] = info.shape[i];
    if (shape[i] == CAMEO_COMPUTED)
      return std::nullopt;
    if (shape[i] >= 0)
      continue;
    const auto k = static_cast<std::size_t>(-1 - shape[i]);
    if (k >= dims.size())
      return std::nullopt;
    shape[i] = dims[k];
  }
  // Strings are passed as their addresses.
  constexpr auto address = sizeof(const char *) == 8 ? CAMEO_UINT64 : CAMEO_UINT32;
  return denseBytes(info.dtype == CAMEO_STRING ? address : info.dtype, {shape, rank});
}

/// An array on the stack unless it is long: a run of a model with static shapes
/// should not touch the heap.
template <typename T> class Array {
public:
  explicit Array(std::size_t n) : large(n > most ? n : 0) {}
  T *data() { return large.empty() ? small : large.data(); }
  T &operator[](std::size_t i) { return data()[i]; }

private:
  static constexpr std::size_t most = 16;
  T small[most] = {};
  std::vector<T> large;
};

template <typename Pointer>
cameo_status check(const Buffer<Pointer> &buffer, std::int32_t dtype,
                   std::optional<std::size_t> bytes) {
  if (buffer.dtype != CAMEO_UNDEFINED && buffer.dtype != dtype)
    return CAMEO_ERROR_INVALID_ARGUMENT;
  if (!bytes || buffer.bytes != *bytes)
    return CAMEO_ERROR_SHAPE;
  return CAMEO_OK;
}

} // namespace detail

/// Runs `model`. `dims` are its symbolic dimensions, in order of dimNames().
/// An empty Output is allocated by the model through `ctx` and then filled in;
/// its memory is the caller's (cameo_deallocate). Outputs with an extent that
/// depends on the data have to be empty. `shapes`, if given, has one pointer
/// per output, each null or with room for its rank. INVALID_ARGUMENT: counts
/// or element types differ; SHAPE: a buffer has not the size of its tensor.
/// Tensors above rank 16 need raw().invoke.
[[nodiscard]] inline cameo_status run(Model model, std::span<const std::int64_t> dims,
                                      std::span<const Input> inputs, std::span<Output> outputs,
                                      const cameo_context *ctx = nullptr,
                                      std::span<std::int64_t *const> shapes = {}) {
  if (dims.size() != model.dimNames().size() || inputs.size() != model.inputs().size() ||
      outputs.size() != model.outputs().size() ||
      (!shapes.empty() && shapes.size() != outputs.size()))
    return CAMEO_ERROR_INVALID_ARGUMENT;
  if (std::ranges::any_of(dims, [](std::int64_t n) { return n < 0; }))
    return CAMEO_ERROR_SHAPE;

  // Where tensors without elements are: null would ask the model to allocate.
  alignas(64) std::byte nowhere[64];

  detail::Array<const void *> in(inputs.size());
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const cameo_tensor_info &info = model.inputs()[i];
    if (inputs[i].isList || info.rank < 0) {
      const bool isOptional = info.rank == CAMEO_OPTIONAL || info.rank == CAMEO_OPTIONAL_SEQUENCE;
      if (!inputs[i].isList || info.rank >= 0 || (!inputs[i].data && !isOptional))
        return CAMEO_ERROR_INVALID_ARGUMENT;
      in[i] = inputs[i].data;
      continue;
    }
    if (cameo_status bad = detail::check(inputs[i], info.dtype, detail::bytesOf(info, dims)))
      return bad;
    in[i] = inputs[i].bytes ? inputs[i].data : nowhere;
  }

  detail::Array<void *> out(outputs.size());
  std::vector<std::vector<std::int64_t>> computed;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (!outputs[i].given)
      continue;
    const cameo_tensor_info &info = model.outputs()[i];
    if (info.rank < 0 || info.dtype == CAMEO_STRING)
      return CAMEO_ERROR_INVALID_ARGUMENT;
    std::optional<std::size_t> bytes = detail::bytesOf(info, dims);
    if (!bytes) {
      if (computed.empty())
        if (cameo_status bad = model.outputShapes(dims, computed))
          return bad;
      bytes = denseBytes(info.dtype, computed[i]);
    }
    if (cameo_status bad = detail::check(outputs[i], info.dtype, bytes))
      return bad;
    out[i] = outputs[i].bytes ? outputs[i].data : nowhere;
  }

  const cameo_status status = model.raw().invoke(dims.data(), in.data(), out.data(),
                                                 shapes.empty() ? nullptr : shapes.data(), ctx);
  for (std::size_t i = 0; status == CAMEO_OK && i < outputs.size(); ++i)
    if (!outputs[i].given)
      outputs[i].data = out[i];
  return status;
}

/// An item of a list, or an operand: a borrowed tensor, and what it is made of.
template <std::ranges::contiguous_range R>
cameo_tensor tensorOf(const R &elements, std::span<const std::int64_t> shape) {
  return {dtypeOf<std::ranges::range_value_t<R>>(), static_cast<std::int32_t>(shape.size()),
          shape.data(), std::ranges::data(elements)};
}
/// A list to give to a model; `items` must stay.
inline cameo_sequence listOf(std::span<const cameo_tensor> items) {
  return {static_cast<std::int64_t>(items.size()), items.data(), 0, nullptr};
}

/// Owns an output of strings that a run has allocated.
class Strings {
public:
  Strings() = default;
  /// Takes `count` strings from `output`, of a run with `ctx`, which must outlive this.
  Strings(Output &output, std::size_t count, const cameo_context *ctx = nullptr)
      : ctx(ctx), strings(static_cast<const char *const *>(std::exchange(output.data, nullptr))),
        count(count) {}
  Strings(Strings &&other) noexcept
      : ctx(other.ctx), strings(std::exchange(other.strings, nullptr)),
        count(std::exchange(other.count, 0)) {}
  Strings &operator=(Strings &&other) noexcept {
    std::swap(ctx, other.ctx);
    std::swap(strings, other.strings);
    std::swap(count, other.count);
    return *this;
  }
  ~Strings() {
    if (strings)
      cameo_strings_free(ctx, strings, static_cast<std::int64_t>(count));
  }

  std::size_t size() const { return count; }
  std::string_view operator[](std::size_t i) const { return strings[i]; }

private:
  const cameo_context *ctx = nullptr;
  const char *const *strings = nullptr;
  std::size_t count = 0;
};

/// Owns an output that is a sequence, an optional value or a map.
class List {
public:
  List() = default;
  /// Takes the list from `output`, of a run with `ctx`, which must outlive this.
  explicit List(Output &output, const cameo_context *ctx = nullptr)
      : ctx(ctx), list(static_cast<cameo_sequence *>(std::exchange(output.data, nullptr))) {}
  List(List &&other) noexcept : ctx(other.ctx), list(std::exchange(other.list, nullptr)) {}
  List &operator=(List &&other) noexcept {
    std::swap(ctx, other.ctx);
    std::swap(list, other.list);
    return *this;
  }
  ~List() { cameo_sequence_free(ctx, list); }

  /// Whether an optional value is there.
  explicit operator bool() const { return list != nullptr; }
  std::span<const cameo_tensor> items() const {
    return list ? std::span(list->items, static_cast<std::size_t>(list->size))
                : std::span<const cameo_tensor>();
  }
  /// An item's elements; none if they are not of this type.
  template <typename T> std::span<const T> elements(std::size_t item) const {
    const cameo_tensor &tensor = items()[item];
    if (tensor.rank < 0 || tensor.dtype != dtypeOf<T>())
      return {};
    std::size_t count = 1;
    for (std::int32_t axis = 0; axis < tensor.rank; ++axis)
      count *= static_cast<std::size_t>(tensor.shape[axis]);
    return {static_cast<const T *>(tensor.data), count};
  }

private:
  const cameo_context *ctx = nullptr;
  cameo_sequence *list = nullptr;
};

/// 64-byte aligned scratch memory, to be reused from run to run but never by
/// two at a time. Empty if the allocation failed.
class Workspace {
public:
  Workspace() = default;
  explicit Workspace(std::size_t bytes, const cameo_context *hooks = nullptr)
      : hooks(hooks), memory(cameo_allocate(hooks, bytes, 64)), bytes(memory ? bytes : 0) {}
  Workspace(Workspace &&other) noexcept { swap(other); }
  Workspace &operator=(Workspace &&other) noexcept {
    Workspace(std::move(other)).swap(*this);
    return *this;
  }
  ~Workspace() { cameo_deallocate(hooks, memory, bytes); }

  explicit operator bool() const { return memory != nullptr; }
  void *data() const { return memory; }
  std::size_t size() const { return bytes; }
  /// Makes runs with `ctx` use this workspace.
  void bind(cameo_context &ctx) const {
    ctx.workspace = memory;
    ctx.workspace_bytes = bytes;
  }

private:
  void swap(Workspace &other) noexcept {
    std::swap(hooks, other.hooks);
    std::swap(memory, other.memory);
    std::swap(bytes, other.bytes);
  }

  const cameo_context *hooks = nullptr; // must outlive the workspace
  void *memory = nullptr;
  std::size_t bytes = 0;
};

/// A shared library with a compiled model.
class Library {
public:
  Library() = default;
  Library(Library &&other) noexcept
      : library(std::exchange(other.library, nullptr)),
        loaded(std::exchange(other.loaded, nullptr)) {}
  Library &operator=(Library &&other) noexcept {
    Library old(std::move(*this));
    library = std::exchange(other.library, nullptr);
    loaded = std::exchange(other.loaded, nullptr);
    return *this;
  }
  ~Library() { cameo_unload(library); }

  /// Replaces what was open; see cameo_load. `name` null: the only model.
  [[nodiscard]] cameo_status open(const char *path, const char *name = nullptr) {
    *this = Library();
    return cameo_load(path, name, &library, &loaded);
  }
  explicit operator bool() const { return library != nullptr; }
  /// Only of an open library.
  Model model() const { return *loaded; }

private:
  cameo_library *library = nullptr;
  const cameo_model *loaded = nullptr;
};

/// Side-file weights, mapped for as long as the object lives.
class Weights {
public:
  Weights() = default;
  Weights(Weights &&other) noexcept
      : model(std::exchange(other.model, nullptr)), base(std::exchange(other.base, nullptr)) {}
  Weights &operator=(Weights &&other) noexcept {
    Weights old(std::move(*this));
    model = std::exchange(other.model, nullptr);
    base = std::exchange(other.base, nullptr);
    return *this;
  }
  ~Weights() { cameo_weights_unmap(model, base); }

  /// Replaces what was mapped; see cameo_weights_map.
  [[nodiscard]] cameo_status map(Model of, const char *path = nullptr) {
    *this = Weights();
    model = &of.raw();
    return cameo_weights_map(model, path, &base);
  }
  /// Makes runs with `ctx` use these weights.
  void bind(cameo_context &ctx) const { ctx.weights = base; }

private:
  const cameo_model *model = nullptr; // must outlive the mapping
  const void *base = nullptr;
};

} // namespace cameo

#endif // CAMEO_RUNTIME_HPP
