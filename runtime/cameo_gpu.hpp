// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Models on a GPU for C++20: an owner of an instance. Header-only; throws
// nothing and reports by cameo_status, like the C interface.
#ifndef CAMEO_GPU_HPP
#define CAMEO_GPU_HPP

#include "cameo_gpu.h"
#include "cameo_runtime.hpp"

namespace cameo {

/// A model's state on a device; see cameo_instance. Runs of cameo::run use it
/// once it is bound to their context, and take turns.
class Instance {
public:
  Instance() = default;
  Instance(Instance &&other) noexcept : instance(std::exchange(other.instance, nullptr)) {}
  Instance &operator=(Instance &&other) noexcept {
    Instance old(std::move(*this));
    instance = std::exchange(other.instance, nullptr);
    return *this;
  }
  ~Instance() { cameo_instance_destroy(instance); }

  /// Replaces what there was; see cameo_instance_create. The model's library,
  /// if it is in one, has to stay open.
  [[nodiscard]] cameo_status create(Model model, const cameo_device_options &options = {},
                                    const cameo_context *ctx = nullptr) {
    *this = Instance();
    return cameo_instance_create(&model.raw(), &options, ctx, &instance);
  }
  /// Why this thread's last create failed.
  static std::string_view message() { return cameo_instance_message(); }

  explicit operator bool() const { return instance != nullptr; }
  cameo_instance *raw() const { return instance; }
  /// Makes runs with `ctx` use this instance.
  void bind(cameo_context &ctx) const { ctx.instance = instance; }

  /// OK, or why it runs on the CPU; device() says it in words, or names the
  /// device.
  cameo_status status() const { return cameo_instance_status(instance); }
  std::string_view device() const { return cameo_instance_device(instance); }
  cameo_instance_counters counters() const {
    cameo_instance_counters counters = {};
    cameo_instance_count(instance, &counters);
    return counters;
  }

  /// Lets an input or output be a VkBuffer, or, if that is null, memory again;
  /// see cameo_instance_bind.
  [[nodiscard]] cameo_status bindInput(std::uint32_t i, void *vkBuffer, std::uint64_t offset = 0,
                                       std::uint64_t bytes = 0) {
    return cameo_instance_bind(instance, CAMEO_GPU_INPUT(i), vkBuffer, offset, bytes);
  }
  [[nodiscard]] cameo_status bindOutput(std::uint32_t i, void *vkBuffer, std::uint64_t offset = 0,
                                        std::uint64_t bytes = 0) {
    return cameo_instance_bind(instance, CAMEO_GPU_OUTPUT(i), vkBuffer, offset, bytes);
  }

private:
  cameo_instance *instance = nullptr;
};

} // namespace cameo

#endif // CAMEO_GPU_HPP
