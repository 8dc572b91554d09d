// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs on the device: results, replays, dependencies, host steps, reading.

#include "GpuModel.h"

using namespace test;

namespace {

uint64_t bytesOf(const int64_t *dims) { return static_cast<uint64_t>(dims[0]) * 4; }
uint32_t countOf(const int64_t *dims) { return static_cast<uint32_t>(dims[0]); }

// z = x + y, w = 2 x + 1.
int simple(const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) {
  const uint64_t bytes = bytesOf(dims);
  TRY(reserveAll(dims, shapes, r));
  TRY(add(r, countOf(dims), in(0, bytes), in(1, bytes), out(0, bytes)));
  return scale(r, countOf(dims), in(0, bytes), 2, 1, out(1, bytes));
}

void expectSimple(const GpuModel &m, float x0, float y0) {
  for (size_t i = 0; i < m.z.size(); ++i) {
    const auto f = static_cast<float>(i);
    ASSERT_EQ(m.z[i], x0 + f + y0 + f) << i;
    ASSERT_EQ(m.w[i], 2 * (x0 + f) + 1) << i;
  }
}

TEST(Run, AddsAndScales) {
  GpuModel m(simple);
  ASSERT_EQ(m.create(), CAMEO_OK) << cameo_instance_message();
  EXPECT_EQ(cameo_instance_status(m.instance), CAMEO_OK);
  EXPECT_STRNE(cameo_instance_device(m.instance), "");
  ASSERT_EQ(m.run(iota(1000, 3), iota(1000, 7)), CAMEO_OK);
  expectSimple(m, 3, 7);
  EXPECT_EQ(m.count().dispatches, 2u);
  EXPECT_EQ(m.count().runs, 1u);
  EXPECT_EQ(m.count().uploaded_bytes, 8000u);
  EXPECT_EQ(m.count().downloaded_bytes, 8000u);
}

} // namespace
