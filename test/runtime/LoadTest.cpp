// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Opening models, from C and from C++, and what is said when it fails.

#include "cameo_runtime.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

cameo_status load(const char *path, const char *name = nullptr) {
  cameo_library *library = nullptr;
  const cameo_model *model = nullptr;
  cameo_status status = cameo_load(path, name, &library, &model);
  EXPECT_EQ(status == CAMEO_OK, library != nullptr);
  EXPECT_EQ(status == CAMEO_OK, model != nullptr);
  EXPECT_EQ(status == CAMEO_OK, std::string(cameo_load_message()).empty());
  cameo_unload(library);
  return status;
}

bool messageHas(const std::string &part) {
  return std::string(cameo_load_message()).find(part) != std::string::npos;
}

TEST(Load, ByNameAndByEntry) {
  cameo_library *library;
  const cameo_model *model, *again;
  ASSERT_EQ(cameo_load(FAKE_MODEL, "fake", &library, &model), CAMEO_OK);
  EXPECT_STREQ(model->name, "fake");
  cameo_library *second;
  ASSERT_EQ(cameo_load(FAKE_MODEL, nullptr, &second, &again), CAMEO_OK);
  EXPECT_EQ(model, again);
  cameo_unload(second);
  EXPECT_STREQ(model->name, "fake");
  cameo_unload(library);
  cameo_unload(nullptr);
}

TEST(Load, Errors) {
  EXPECT_EQ(load("/no/such/model.so"), CAMEO_ERROR_IO);
  EXPECT_TRUE(messageHas("/no/such/model.so")) << cameo_load_message();
  EXPECT_EQ(load("no-such-model-either.so"), CAMEO_ERROR_IO);
  EXPECT_EQ(load("libc.so.6"), CAMEO_ERROR_IO);       // no search of the system
  EXPECT_EQ(load(FAKE_MODEL_SOURCE), CAMEO_ERROR_IO); // not a library
  EXPECT_EQ(load(FAKE_MODEL, "other"), CAMEO_ERROR_NOT_FOUND);
  EXPECT_TRUE(messageHas("'other_model'")) << cameo_load_message();
  EXPECT_EQ(load(FAKE_MODEL, std::string(5000, 'x').c_str()), CAMEO_ERROR_NOT_FOUND);
  EXPECT_EQ(load(NOT_A_MODEL), CAMEO_ERROR_NOT_FOUND);
  EXPECT_TRUE(messageHas("'cameo_model_entry'")) << cameo_load_message();
  EXPECT_EQ(load(FAKE_MODEL_OLD), CAMEO_ERROR_ABI);
  EXPECT_TRUE(messageHas("ABI version 99")) << cameo_load_message();
  EXPECT_EQ(load(FAKE_MODEL_OLD, "fake"), CAMEO_ERROR_ABI);
  EXPECT_EQ(load(nullptr), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(load(FAKE_MODEL), CAMEO_OK);
  cameo_library *library;
  const cameo_model *model;
  EXPECT_EQ(cameo_load(FAKE_MODEL, nullptr, nullptr, &model), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(cameo_load(FAKE_MODEL, nullptr, &library, nullptr), CAMEO_ERROR_INVALID_ARGUMENT);
}

// The library brings its own pool: unloading has to stop its threads first,
// as they would go on in code that is gone.
TEST(Load, UnloadStopsThreads) {
  std::vector<float> x(1000, 1.5f), y(1000), kept(1000);
  std::vector<int32_t> next(1001);
  cameo_context ctx{};
  ctx.num_threads = 4;
  for (int i = 0; i < 20; ++i) {
    cameo_library *library;
    const cameo_model *model;
    ASSERT_EQ(cameo_load(FAKE_MODEL, nullptr, &library, &model), CAMEO_OK);
    int64_t n = 1000;
    const void *inputs[] = {x.data()};
    void *outputs[] = {y.data(), next.data(), kept.data()};
    ASSERT_EQ(model->invoke(&n, inputs, outputs, nullptr, &ctx), CAMEO_OK);
    EXPECT_EQ(y[999], 3.0f);
    cameo_unload(library);
  }
}

TEST(Wrapper, RunsALoadedModel) {
  cameo::Library library;
  ASSERT_EQ(library.open(FAKE_MODEL), CAMEO_OK);
  cameo::Library moved = std::move(library);
  EXPECT_FALSE(library);
  ASSERT_TRUE(moved);
  cameo::Model model = moved.model();
  EXPECT_EQ(model.name(), "fake");
  EXPECT_EQ(model.outputs().size(), 3u);
  EXPECT_STREQ(model.dimNames()[0], "n");

  const std::vector<int64_t> dims{5};
  EXPECT_EQ(model.workspaceSize(dims), 20u);
  std::vector<std::vector<int64_t>> shapes;
  ASSERT_EQ(model.outputShapes(dims, shapes), CAMEO_OK);
  EXPECT_EQ(shapes, (std::vector<std::vector<int64_t>>{{5}, {6}, {-1}}));

  cameo::Workspace workspace(model.workspaceSize(dims));
  ASSERT_TRUE(workspace);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(workspace.data()) % 64, 0u);
  cameo_context ctx{};
  workspace.bind(ctx);
  EXPECT_EQ(ctx.workspace_bytes, 20u);

  const std::vector<float> x{1, -2, 3, -4, 5};
  std::vector<float> y(5);
  int32_t next[6] = {};
  cameo::Input inputs[] = {x};
  cameo::Output outputs[] = {y, next, {}};
  int64_t positive = 0;
  int64_t *extents[] = {nullptr, nullptr, &positive};
  ASSERT_EQ(cameo::run(model, dims, inputs, outputs, &ctx, extents), CAMEO_OK);
  EXPECT_EQ(y, (std::vector<float>{2, -4, 6, -8, 10}));
  EXPECT_EQ(next[5], 6);
  ASSERT_EQ(positive, 3);
  ASSERT_NE(outputs[2].data, nullptr);
  EXPECT_EQ(static_cast<float *>(outputs[2].data)[2], 5);
  cameo_deallocate(&ctx, outputs[2].data, 12);
}

TEST(Wrapper, RefusesWhatDoesNotFit) {
  cameo::Library library;
  ASSERT_EQ(library.open(FAKE_MODEL, "fake"), CAMEO_OK);
  cameo::Model model = library.model();
  std::vector<float> x(5), y(5), kept(5);
  std::vector<int32_t> next(6);
  std::vector<double> wrongType(5);
  std::vector<std::byte> raw(20);
  const std::vector<int64_t> five{5}, four{4}, none{}, negative{-5};
  auto run = [&](const std::vector<int64_t> &dims, cameo::Input in, cameo::Output a,
                 cameo::Output b, cameo::Output c) {
    cameo::Output outputs[] = {a, b, c};
    cameo_status status = cameo::run(model, dims, std::span<const cameo::Input>(&in, 1), outputs);
    for (int i = 0; i < 3; ++i) // only what the model allocated
      if (cameo::Output before[] = {a, b, c}; !before[i].data)
        cameo_deallocate(nullptr, outputs[i].data, 0);
    return status;
  };
  EXPECT_EQ(run(five, x, y, next, {}), CAMEO_OK);
  EXPECT_EQ(run(five, x, {}, {}, {}), CAMEO_OK);
  EXPECT_EQ(run(five, raw, raw, next, {}), CAMEO_OK);
  EXPECT_EQ(run(none, x, y, next, {}), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(run(five, wrongType, y, next, {}), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(run(five, x, next, next, {}), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(run(four, x, y, next, {}), CAMEO_ERROR_SHAPE);
  EXPECT_EQ(run(negative, x, y, next, {}), CAMEO_ERROR_SHAPE);
  EXPECT_EQ(run(five, x, kept, std::span(next).first(5), {}), CAMEO_ERROR_SHAPE);
  EXPECT_EQ(run(five, x, y, next, kept), CAMEO_ERROR_SHAPE);
  cameo::Output two[] = {y, next};
  cameo::Input in[] = {x};
  EXPECT_EQ(cameo::run(model, five, in, two), CAMEO_ERROR_INVALID_ARGUMENT);
}

// An empty buffer is a buffer; the model must not be asked to allocate it.
TEST(Wrapper, TensorsWithoutElements) {
  cameo::Library library;
  ASSERT_EQ(library.open(FAKE_MODEL), CAMEO_OK);
  std::vector<float> x, y;
  int32_t next[1];
  cameo::Input inputs[] = {x};
  cameo::Output outputs[] = {y, next, {}};
  const std::vector<int64_t> dims{0};
  ASSERT_EQ(cameo::run(library.model(), dims, inputs, outputs), CAMEO_OK);
  EXPECT_EQ(outputs[0].data, y.data());
  EXPECT_EQ(next[0], 1);
  cameo_deallocate(nullptr, outputs[2].data, 0);
}

TEST(Wrapper, DenseBytes) {
  const std::vector<int64_t> odd{3, 3}, huge{INT64_MAX, 4}, empty{INT64_MAX, 0}, unknown{2, -1};
  EXPECT_EQ(cameo::denseBytes(CAMEO_FLOAT32, odd), 36u);
  EXPECT_EQ(cameo::denseBytes(CAMEO_INT4, odd), 5u);
  EXPECT_EQ(cameo::denseBytes(CAMEO_FLOAT64, {}), 8u);
  EXPECT_EQ(cameo::denseBytes(CAMEO_FLOAT32, empty), 0u);
  EXPECT_EQ(cameo::denseBytes(CAMEO_FLOAT32, huge), std::nullopt);
  EXPECT_EQ(cameo::denseBytes(CAMEO_FLOAT32, unknown), std::nullopt);
  EXPECT_EQ(cameo::denseBytes(CAMEO_STRING, odd), std::nullopt);
}

TEST(Wrapper, WorkspaceMoves) {
  cameo::Workspace a(100), b;
  void *data = a.data();
  b = std::move(a);
  EXPECT_EQ(b.data(), data);
  EXPECT_EQ(b.size(), 100u);
  EXPECT_EQ(a.size(), 0u);
  b = cameo::Workspace(SIZE_MAX);
  EXPECT_FALSE(b);
  EXPECT_EQ(b.size(), 0u);
}

} // namespace
