// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the recorder makes of a recording: barriers where they are needed, and
// only there; and what it refuses.

#include "FakeLoader.h"
#include "GpuModel.h"

using namespace test;

namespace {

//===-- Barriers ----------------------------------------------------------===//

class Barriers : public WithFakeLoader {
protected:
  static constexpr uint64_t step = 1024;
  static cameo_gpu_range part(int i, bool written) {
    return tmp(uint64_t(i) * step, 4 * 256, written);
  }

  // Barriers between the commands of a first run, without the one at the end,
  // and those that copies between host and device need on a graphics card.
  int countOf(const std::function<int(cameo_gpu_recorder *)> &commands) {
    GpuModel m([&](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) -> int {
      TRY(reserveAll(dims, shapes, r, 100 * step));
      return commands(r);
    });
    EXPECT_EQ(m.create(), CAMEO_OK);
    const int before = fakeVulkanCalls("CmdPipelineBarrier");
    EXPECT_EQ(m.run(iota(256), iota(256)), CAMEO_OK);
    const int barriers = fakeVulkanCalls("CmdPipelineBarrier") - before;
    const int submits = fakeVulkanCalls("QueueSubmit");
    // A replay records nothing.
    EXPECT_EQ(m.run(iota(256), iota(256)), CAMEO_OK);
    EXPECT_EQ(fakeVulkanCalls("CmdPipelineBarrier"), before + barriers);
    EXPECT_GT(fakeVulkanCalls("QueueSubmit"), submits);
    return barriers - 1;
  }
  void SetUp() override {
    WithFakeLoader::SetUp();
    fakeVulkanDiscrete(0);
  }
};

TEST_F(Barriers, NoneBetweenIndependentCommands) {
  EXPECT_EQ(countOf([](cameo_gpu_recorder *r) -> int {
              for (int i = 0; i < 20; ++i) // all read the same, none what another writes
                TRY(add(r, 256, in(0, 1024), in(1, 1024), part(i, true)));
              return CAMEO_OK;
            }),
            0);
}

TEST_F(Barriers, ReadAfterWrite) {
  EXPECT_EQ(countOf([](cameo_gpu_recorder *r) -> int {
              TRY(add(r, 256, in(0, 1024), in(1, 1024), part(0, true)));
              return scale(r, 256, part(0, false), 1, 1, part(1, true));
            }),
            1);
}

TEST_F(Barriers, WriteAfterRead) {
  EXPECT_EQ(countOf([](cameo_gpu_recorder *r) -> int {
              TRY(add(r, 256, part(0, false), in(1, 1024), part(1, true)));
              return scale(r, 256, in(0, 1024), 1, 1, part(0, true));
            }),
            1);
}

TEST_F(Barriers, WriteAfterWrite) {
  EXPECT_EQ(countOf([](cameo_gpu_recorder *r) -> int {
              TRY(add(r, 256, in(0, 1024), in(1, 1024), part(0, true)));
              return scale(r, 256, in(0, 1024), 1, 1, part(0, true));
            }),
            1);
}

TEST_F(Barriers, OneForAWholeLayer) {
  EXPECT_EQ(countOf([](cameo_gpu_recorder *r) -> int {
              for (int layer = 0; layer < 4; ++layer) // 8 by 8, each reads two of the last
                for (int i = 0; i < 8; ++i)
                  TRY(add(r, 256, part(layer * 8 + i, false), part(layer * 8 + (i + 1) % 8, false),
                          part(layer * 8 + 8 + i, true)));
              return CAMEO_OK;
            }),
            3);
}

TEST_F(Barriers, PartialOverlapAndNeighbours) {
  EXPECT_EQ(countOf([](cameo_gpu_recorder *r) -> int {
              TRY(scale(r, 64, in(0, 256), 1, 1, tmp(0, 256, true)));
              TRY(scale(r, 64, in(0, 256), 1, 1, tmp(256, 256, true)));
              return scale(r, 64, in(0, 256), 1, 1, tmp(512, 256, true));
            }),
            0);
  EXPECT_EQ(countOf([](cameo_gpu_recorder *r) -> int {
              TRY(scale(r, 128, in(0, 512), 1, 1, tmp(0, 512, true)));
              return scale(r, 128, tmp(256, 512, false), 1, 1, tmp(1024, 512, true));
            }),
            1);
}

TEST_F(Barriers, MoreAccessesThanAreRemembered) {
  const int barriers = countOf([](cameo_gpu_recorder *r) -> int {
    for (int i = 0; i < 1000; ++i)
      TRY(add(r, 256, in(0, 1024), in(1, 1024), part(i % 100, true)));
    return CAMEO_OK;
  });
  EXPECT_GE(barriers, 10); // every hundredth overwrites the first
  EXPECT_LE(barriers, 20);
}

// A long chain that is wrong if anything runs too early.
TEST(Chain, OfDependentCommands) {
  GpuModel m([](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) -> int {
    const uint32_t n = uint32_t(dims[0]);
    const uint64_t bytes = n * uint64_t(4), second = (bytes + 255) / 256 * 256;
    TRY(reserveAll(dims, shapes, r, 2 * second));
    const cameo_gpu_range a = tmp(0, bytes, true), b = tmp(second, bytes, true);
    TRY(add(r, n, in(0, bytes), in(1, bytes), a));
    for (int i = 0; i < 60; ++i) {
      TRY(scale(r, n, read(a), 0.5f, float(i), b));
      TRY(scale(r, n, read(b), 2, 1, a));                // a + 2 i + 1
      TRY(scale(r, n, read(a), 1, -2.0f * float(i), a)); // in place
    }
    TRY(scale(r, n, read(a), 1, 0, out(0, bytes)));
    return add(r, n, read(a), read(out(0, bytes)), out(1, bytes));
  });
  ASSERT_EQ(m.create(), CAMEO_OK);
  for (int run = 0; run < 3; ++run) {
    ASSERT_EQ(m.run(iota(5000, 1), std::vector<float>(5000, float(run))), CAMEO_OK);
    for (size_t i = 0; i < 5000; ++i) {
      ASSERT_EQ(m.z[i], 1 + float(i) + float(run) + 60) << i;
      ASSERT_EQ(m.w[i], 2 * m.z[i]) << i;
    }
  }
}

// Copies wait for what they copy, and what uses the copy waits for them.
TEST(Copies, BetweenAllSpaces) {
  GpuModel m([](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) -> int {
    const uint32_t n = uint32_t(dims[0]);
    const uint64_t bytes = n * uint64_t(4), second = (bytes + 255) / 256 * 256;
    TRY(reserveAll(dims, shapes, r, 2 * second));
    const auto copy = [&](cameo_gpu_range from, cameo_gpu_range to) {
      return r->copy(r, &from, &to);
    };
    const cameo_gpu_range a = tmp(0, bytes, true), b = tmp(second, bytes, true);
    TRY(copy(in(0, bytes), a));              // a = x
    TRY(scale(r, n, read(a), 2, 0, b));      // b = 2 x
    TRY(copy(read(b), a));                   // a = 2 x
    TRY(scale(r, n, in(1, bytes), 1, 0, b)); // b = y: not before it was copied
    TRY(add(r, n, read(a), read(b), out(0, bytes)));
    TRY(copy(read(out(0, bytes)), out(1, bytes))); // w = z = 2 x + y
    TRY(copy(weight(8, 4), out(1, 4, 12)));        // but w[3] = weights[2]
    return copy(read(out(1, 0)), out(0, 0));
  });
  ASSERT_EQ(m.create(), CAMEO_OK);
  for (int run = 0; run < 3; ++run) {
    ASSERT_EQ(m.run(iota(5000, 1), std::vector<float>(5000, float(run))), CAMEO_OK);
    for (size_t i = 0; i < 5000; ++i) {
      ASSERT_EQ(m.z[i], 2 * (1 + float(i)) + float(run)) << i;
      ASSERT_EQ(m.w[i], i == 3 ? m.weights[2] : m.z[i]) << i;
    }
  }
  EXPECT_EQ(m.count().host_steps, 0u);
}

//===-- What is refused ---------------------------------------------------===//

int nothing(void *const *, const int64_t *, const cameo_context *) { return CAMEO_OK; }

cameo_status recordWith(const std::function<int(cameo_gpu_recorder *)> &commands,
                        bool stops = true) {
  int inner = -100;
  GpuModel m([&](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) -> int {
    TRY(reserveAll(dims, shapes, r, 4096));
    inner = commands(r);
    return stops ? inner : int(CAMEO_OK);
  });
  EXPECT_EQ(m.create(), CAMEO_OK);
  const cameo_status status = m.run(iota(256), iota(256));
  EXPECT_EQ(inner, status);
  return status;
}

TEST(Refused, RangesThatAreNotThere) {
  const cameo_gpu_range x = in(0, 1024), y = in(1, 1024), z = out(0, 1024);
  EXPECT_EQ(recordWith([&](auto *r) { return add(r, 256, x, y, z); }), CAMEO_OK);
  const std::pair<cameo_gpu_range, cameo_gpu_range> wrong[] = {
      {in(0, 1028), z},                             // beyond the end
      {in(0, 1024, 256), z},                        //
      {in(0, UINT64_MAX, 256), z},                  // the sum wraps
      {in(2, 1024), z},                             // no such input
      {x, out(2, 1024)},                            // no such output
      {x, in(0, 1024)},                             // fine: only read
      {x, {CAMEO_GPU_INPUT(0), 1, 0, 1024}},        // written
      {x, {CAMEO_GPU_WEIGHTS, 1, 0, 1024}},         //
      {weight(0, 4 * GpuModel::numWeights + 4), z}, // beyond
      {tmp(4096, 4, false), z},                     //
      {{2, 0, 0, 4}, z},                            // no such space
      {{UINT32_MAX, 0, 0, 4}, z},                   //
  };
  for (const auto &[a, c] : wrong) {
    const bool fine = c.space == CAMEO_GPU_INPUT(0) && !c.written;
    const cameo_status expected = fine ? CAMEO_OK : CAMEO_ERROR_INVALID_ARGUMENT;
    if (!fine)
      EXPECT_EQ(recordWith([&](auto *r) { return add(r, 256, a, y, c); }), expected)
          << a.space << ' ' << c.space;
    EXPECT_EQ(recordWith([&](auto *r) {
                const cameo_gpu_range ranges[] = {a, y, c};
                return r->host(r, nothing, 3, ranges, 0, nullptr);
              }),
              expected)
        << a.space << ' ' << c.space;
  }
  const std::pair<cameo_gpu_range, cameo_gpu_range> badCopies[] = {
      {x, out(0, 1020)},           // not of one size
      {in(0, 1028), out(0, 1028)}, // beyond the end
      {x, read(z)},                // not written
      {x, {CAMEO_GPU_INPUT(1), 1, 0, 1024}},
      {read(tmp(0, 512, true)), tmp(256, 512, true)}, // overlapping
  };
  for (const auto &[from, to] : badCopies)
    EXPECT_EQ(recordWith([&](auto *r) { return r->copy(r, &from, &to); }),
              CAMEO_ERROR_INVALID_ARGUMENT)
        << to.space << ' ' << to.bytes;
  const void *data;
  EXPECT_EQ(recordWith([&](auto *r) {
              const cameo_gpu_range range = in(0, 1028);
              return r->read(r, &range, &data);
            }),
            CAMEO_ERROR_INVALID_ARGUMENT);
}

TEST(Refused, OtherMistakes) {
  const cameo_gpu_range ranges[] = {in(0, 1024), in(1, 1024), out(0, 1024)};
  const uint32_t n = 256, empty[] = {4, 0, 1}, groups[] = {4, 1, 1};
  EXPECT_EQ(recordWith([&](auto *r) { return r->dispatch(r, Add, ranges, &n, empty); }),
            CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(recordWith([&](auto *r) { return r->dispatch(r, NumKernels, ranges, &n, groups); }),
            CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(recordWith([&](auto *r) { return r->host(r, nullptr, 0, nullptr, 0, nullptr); }),
            CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(recordWith([&](auto *r) { return r->reserve(r, CAMEO_GPU_WEIGHTS, 4); }),
            CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(recordWith([&](auto *r) { return r->reserve(r, CAMEO_GPU_INPUT(2), 4); }),
            CAMEO_ERROR_INVALID_ARGUMENT);
  // A space may be told again, but not become larger.
  EXPECT_EQ(recordWith([&](auto *r) { return r->reserve(r, CAMEO_GPU_WORKSPACE, 4096); }),
            CAMEO_OK);
  EXPECT_EQ(recordWith([&](auto *r) { return r->reserve(r, CAMEO_GPU_WORKSPACE, 4097); }),
            CAMEO_ERROR_INVALID_ARGUMENT);
}

TEST(Refused, AndNotForgotten) {
  EXPECT_EQ(recordWith(
                [&](auto *r) {
                  add(r, 256, in(0, 2048), in(1, 1024), out(0, 1024));
                  return add(r, 256, in(0, 1024), in(1, 1024), out(0, 1024));
                },
                /*stops=*/false),
            CAMEO_ERROR_INVALID_ARGUMENT);
}

//===-- What the device lacks ---------------------------------------------===//

TEST(Support, OfKernels) {
  GpuModel m(simple);
  // Each beyond one limit of every device there is.
  for (int i = 0; i < 9; ++i)
    m.kernels.push_back(m.kernels[Add]);
  m.kernels[4].shared_bytes = UINT32_MAX;
  m.kernels[5].buffers = UINT32_MAX;
  m.kernels[6].push_words = UINT32_MAX;
  m.kernels[7].workgroup_size[0] = UINT32_MAX;
  m.kernels[8].workgroup_size[1] = m.kernels[8].workgroup_size[0] = 64;
  m.kernels[9].buffers = 0;
  m.kernels[11].replaces = 1 + Scale; // which there is
  m.kernels[12].replaces = 1 + Unsupported;
  m.program.kernels = m.kernels.data();
  m.program.num_kernels = uint32_t(m.kernels.size());
  m.record = [&](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) -> int {
    EXPECT_TRUE(r->supports(r, Add, nullptr));
    EXPECT_TRUE(r->supports(r, Scale, nullptr));
    EXPECT_FALSE(r->supports(r, Unsupported, nullptr));
    for (uint32_t k = 4; k < 10; ++k)
      EXPECT_FALSE(r->supports(r, k, nullptr)) << k;
    EXPECT_TRUE(r->supports(r, 10, nullptr)) << "the same without a change";
    EXPECT_FALSE(r->supports(r, 11, nullptr)) << "replaces what needs no replacement";
    EXPECT_TRUE(r->supports(r, 12, nullptr));
    EXPECT_FALSE(r->supports(r, 13, nullptr));
    cameo_gpu_range ranges[3] = {};
    EXPECT_TRUE(r->supports(r, Add, ranges));
    ranges[1].bytes = UINT64_C(1) << 40;
    EXPECT_FALSE(r->supports(r, Add, ranges));
    return simple(dims, shapes, r);
  };
  ASSERT_EQ(m.create(), CAMEO_OK);
  ASSERT_EQ(m.run(iota(100, 1), iota(100, 2)), CAMEO_OK);
  expectSimple(m, 1, 2);
}

// A kernel that needs a feature gives the right result or is not supported.
TEST(Support, OfFloat16) {
  bool supported = false;
  GpuModel m([&](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) -> int {
    TRY(reserveAll(dims, shapes, r));
    supported = r->supports(r, Half, nullptr);
    const cameo_gpu_range ranges[] = {in(0, bytesOf(dims)), out(0, bytesOf(dims))};
    const uint32_t groups[] = {countOf(dims) / 32, 1, 1};
    return supported ? r->dispatch(r, Half, ranges, nullptr, groups)
                     : scale(r, countOf(dims), ranges[0], 1, 0, ranges[1]);
  });
  ASSERT_EQ(m.create(), CAMEO_OK);
  // Two halves a word: 1.0, 1.5.
  ASSERT_EQ(m.run(std::vector<float>(64, std::bit_cast<float>(0x3E003C00u)), iota(64)), CAMEO_OK);
  const uint32_t expected = supported ? 0x42004000u : 0x3E003C00u; // 2.0, 3.0
  for (float z : m.z)
    EXPECT_EQ(std::bit_cast<uint32_t>(z), expected);
  if (const char *needed = std::getenv("CAMEO_TEST_FLOAT16"))
    EXPECT_EQ(supported, *needed == '1');
}

class Limits : public WithFakeLoader {};

// Kernels read vectors of 16 bytes, whatever the device asks for.
TEST_F(Limits, BuffersOfTheCallerAreAlignedForVectors) {
  fakeVulkanAlignment(4);
  GpuModel m(simple);
  ASSERT_EQ(m.create(), CAMEO_OK);
  int buffer; // not looked at
  EXPECT_EQ(cameo_instance_bind(m.instance, CAMEO_GPU_INPUT(0), &buffer, 8, 4000),
            CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(cameo_instance_bind(m.instance, CAMEO_GPU_INPUT(0), &buffer, 16, 4000), CAMEO_OK);
}

// Without CPU code there is an error, with it the run is the CPU's, and others
// still are the device's.
TEST_F(Limits, OnlyTheRunThatIsTooLargeLeavesTheDevice) {
  fakeVulkanLimitRange(64 * 1024);
  for (bool cpu : {false, true}) {
    int recordings = 0;
    GpuModel m(
        [&](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) {
          ++recordings;
          return simple(dims, shapes, r);
        },
        cpu);
    ASSERT_EQ(m.create(), CAMEO_OK);
    Log log;
    for (int i = 0; i < 3; ++i) {
      EXPECT_EQ(m.run(iota(20000, 1), iota(20000, 2), &log.ctx),
                cpu ? CAMEO_OK : CAMEO_ERROR_DEVICE);
      if (cpu)
        EXPECT_EQ(m.z[7], 8 + 9 + 1000);
      ASSERT_EQ(m.run(iota(16384, 1), iota(16384, 2), &log.ctx), CAMEO_OK); // just fits
      expectSimple(m, 1, 2);
    }
    EXPECT_EQ(cameo_instance_status(m.instance), CAMEO_OK);
    EXPECT_LE(recordings, 3); // what does not fit is remembered
    EXPECT_EQ(m.cpuRuns, cpu ? 3 : 0);
    ASSERT_FALSE(log.lines.empty());
    EXPECT_EQ(log.lines[0].first, cpu ? 1 : 0);
    EXPECT_NE(log.lines[0].second.find("65536 bytes"), std::string::npos) << log.lines[0].second;
  }
}

TEST_F(Limits, OfAlignmentGroupsAndKernels) {
  const std::function<int(cameo_gpu_recorder *)> beyond[] = {
      [](auto *r) { return scale(r, 16, in(0, 64), 1, 0, tmp(4, 64, true)); },
      [](auto *r) {
        const cameo_gpu_range ranges[] = {in(0, 64), out(0, 64)};
        const uint32_t push[] = {16, 0, 0}, groups[] = {1, UINT32_MAX, 1};
        return r->dispatch(r, Scale, ranges, push, groups);
      },
      [](auto *r) {
        const cameo_gpu_range ranges[] = {in(0, 64), in(1, 64), out(0, 64)};
        const uint32_t n = 16, groups[] = {1, 1, 1};
        return r->dispatch(r, Unsupported, ranges, &n, groups);
      },
      [](auto *) { return CAMEO_ERROR_DEVICE; }}; // the model's own decision
  for (const auto &commands : beyond)
    for (bool cpu : {false, true}) {
      GpuModel m(
          [&](const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) -> int {
            TRY(reserveAll(dims, shapes, r, 4096));
            return commands(r);
          },
          cpu);
      ASSERT_EQ(m.create(), CAMEO_OK);
      EXPECT_EQ(m.run(iota(16), iota(16)), cpu ? CAMEO_OK : CAMEO_ERROR_DEVICE);
      EXPECT_EQ(m.cpuRuns, cpu ? 1 : 0);
      EXPECT_EQ(cameo_instance_status(m.instance), CAMEO_OK);
    }
}

} // namespace
