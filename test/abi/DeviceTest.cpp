// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One object for the CPU and for GPUs, as a program has it: the CPU without an
// instance, the device with one, and the CPU again where there is no device.

#include "cameo_gpu.hpp"
#include "fixed_device.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

struct Run {
  std::vector<float> scores = std::vector<float>(64 * 64);
  std::vector<float> shares = std::vector<float>(64 * 64);
  cameo_status status;

  explicit Run(const cameo_context &context) {
    std::vector<float> x(64 * 256), v(256 * 512), w(512 * 64);
    unsigned state = 1;
    for (auto *tensor : {&x, &v, &w})
      for (float &value : *tensor)
        value = float((state = state * 1664525 + 1013904223) >> 8) / 8388608 - 1;
    const fixed_device_inputs in = {x.data(), v.data(), w.data()};
    fixed_device_outputs out = {scores.data(), shares.data()};
    status = fixed_device_run(&in, &out, &context);
  }
  float differenceTo(const Run &other) const {
    float most = 0;
    for (size_t i = 0; i < scores.size(); ++i)
      most = std::fmax(most, std::fabs(shares[i] - other.shares[i]) +
                                 std::fabs(scores[i] - other.scores[i]) /
                                     (10 + std::fabs(other.scores[i])));
    return most;
  }
};

int fail(const char *what, const cameo::Instance &instance) {
  std::fprintf(stderr, "%s (%s)\n", what, std::string(instance.device()).c_str());
  return 1;
}

} // namespace

int main() {
  cameo::Instance none;
  const Run expected({});
  if (expected.status != CAMEO_OK)
    return fail("fails without an instance", none);

  cameo::Instance instance;
  cameo_device_options options = {};
  options.cache = "";
  if (instance.create(fixed_device_model, options) != CAMEO_OK)
    return fail("no instance", instance);
  std::printf("%s\n", std::string(instance.device()).c_str());
  cameo_context context = {};
  instance.bind(context);
  for (int i = 0; i < 2; ++i) {
    const Run actual(context);
    if (actual.status != CAMEO_OK || !(actual.differenceTo(expected) < 1e-3f))
      return fail("another result", instance);
  }
  const cameo_instance_counters counters = instance.counters();
  if (counters.runs != 2)
    return fail("did not run on the instance", instance);
  if (instance.status() == CAMEO_OK && (counters.recordings != 1 || counters.dispatches == 0))
    return fail("did not run on the device", instance);

  setenv("CAMEO_VULKAN_LIBRARY", "/no/such/library", 1);
  if (instance.create(fixed_device_model, options) != CAMEO_OK ||
      instance.status() != CAMEO_ERROR_DEVICE)
    return fail("does not fall back to the CPU", instance);
  instance.bind(context);
  const Run again(context);
  return again.status == CAMEO_OK && again.differenceTo(expected) == 0
             ? 0
             : fail("another result on the CPU", instance);
}
