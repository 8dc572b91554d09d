// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "GpuModel.h"

#include "FakeLoader.h"

#include <cstdlib>
#include <fstream>
#include <numeric>

using namespace test;

namespace {

// `record` and `invoke_cpu` have no closure: one model at a time.
GpuModel *current;

int recordCurrent(const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *recorder) {
  return current->record(dims, shapes, recorder);
}

// z = w = x + y + 1000, so that one sees where it ran.
int invokeCpu(const int64_t *dims, const void *const *inputs, void **outputs,
              int64_t *const *shapes, const cameo_context *ctx) {
  ++current->cpuRuns;
  const auto *x = static_cast<const float *>(inputs[0]), *y = static_cast<const float *>(inputs[1]);
  for (int i = 0; i < 2; ++i) {
    if (!outputs[i])
      outputs[i] = cameo_allocate(ctx, static_cast<size_t>(dims[0]) * 4, 64);
    for (int64_t j = 0; j < dims[0]; ++j)
      static_cast<float *>(outputs[i])[j] = x[j] + y[j] + 1000;
    if (shapes && shapes[i])
      shapes[i][0] = dims[0];
  }
  return CAMEO_OK;
}

int invoke(const int64_t *dims, const void *const *inputs, void **outputs, int64_t *const *shapes,
           const cameo_context *ctx) {
  return ctx && ctx->instance
             ? cameo_instance_invoke(ctx->instance, dims, inputs, outputs, shapes, ctx)
             : invokeCpu(dims, inputs, outputs, shapes, ctx);
}

size_t workspaceSize(const int64_t *) { return 0; }
int outputShapes(const int64_t *dims, int64_t *const *shapes) {
  shapes[0][0] = shapes[1][0] = dims[0];
  return CAMEO_OK;
}

const std::vector<uint32_t> &code(const char *name) {
  static std::vector<std::pair<std::string, std::vector<uint32_t>>> files;
  for (auto &[known, words] : files)
    if (known == name)
      return words;
  std::ifstream file(std::string(SPIRV_FOLDER "/") + name + ".spv", std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  EXPECT_GT(bytes.size(), 20u) << name;
  std::vector<uint32_t> words(bytes.size() / 4);
  bytes.copy(reinterpret_cast<char *>(words.data()), words.size() * 4);
  files.reserve(NumKernels);
  return files.emplace_back(name, std::move(words)).second;
}

cameo_gpu_kernel kernel(const char *name, uint32_t features, uint32_t buffers, uint32_t words) {
  const std::vector<uint32_t> &spirv = code(name);
  return {name, spirv.data(), spirv.size() * 4, features, buffers, words, {64, 1, 1}, 0, 0};
}

const int64_t shape[] = {-1};
const cameo_tensor_info inputs[] = {{"x", CAMEO_FLOAT32, 1, shape}, {"y", CAMEO_FLOAT32, 1, shape}};
const cameo_tensor_info outputs[] = {{"z", CAMEO_FLOAT32, 1, shape},
                                     {"w", CAMEO_FLOAT32, 1, shape}};
const char *const dimNames[] = {"n"};

} // namespace

GpuModel::GpuModel(Record recordThis, bool hasCpuCode)
    : weights(iota(numWeights, 0.5f)), record(std::move(recordThis)) {
  EXPECT_EQ(current, nullptr);
  current = this;
  kernels = {kernel("add", 0, 3, 1), kernel("scale", 0, 2, 3),
             kernel("half", CAMEO_GPU_FLOAT16, 2, 0), kernel("add", 1u << 31, 3, 1)};
  program.num_kernels = NumKernels;
  program.kernels = kernels.data();
  program.weights = weights.data();
  program.weights_bytes = weights.size() * 4;
  program.record = recordCurrent;
  program.invoke_cpu = hasCpuCode ? invokeCpu : nullptr;
  model.abi_version = CAMEO_ABI_VERSION;
  model.name = "gpu_model";
  model.producer = "by hand";
  model.num_inputs = model.num_outputs = 2;
  model.num_dims = 1;
  model.inputs = inputs;
  model.outputs = outputs;
  model.dim_names = dimNames;
  model.workspace_size = workspaceSize;
  model.output_shapes = outputShapes;
  model.invoke = invoke;
  model.gpu = &program;
}

GpuModel::~GpuModel() {
  destroy();
  current = nullptr;
}

cameo_status GpuModel::create(const cameo_device_options *options, const cameo_context *ctx) {
  destroy();
  cameo_device_options noCache = {};
  noCache.cache = "";
  cameo_status status = cameo_instance_create(&model, options ? options : &noCache, ctx, &instance);
  EXPECT_EQ(status == CAMEO_OK, instance != nullptr);
  EXPECT_EQ(status == CAMEO_OK, std::string(cameo_instance_message()).empty());
  return status;
}

void GpuModel::destroy() {
  cameo_instance_destroy(instance);
  instance = nullptr;
}

cameo_status GpuModel::run(const std::vector<float> &x, const std::vector<float> &y,
                           const cameo_context *ctx) {
  const auto n = static_cast<int64_t>(x.size());
  z.assign(x.size(), -1);
  w.assign(x.size(), -1);
  static float nothing;
  const void *in[] = {x.empty() ? &nothing : x.data(), y.empty() ? &nothing : y.data()};
  void *out[] = {z.empty() ? &nothing : z.data(), w.empty() ? &nothing : w.data()};
  int64_t zShape = -1, wShape = -1, *shapes[] = {&zShape, &wShape};
  cameo_status status = cameo_instance_invoke(instance, &n, in, out, shapes, ctx);
  if (status == CAMEO_OK) {
    EXPECT_EQ(zShape, n);
    EXPECT_EQ(wShape, n);
  }
  return status;
}

cameo_instance_counters GpuModel::count() const {
  cameo_instance_counters counters = {};
  cameo_instance_count(instance, &counters);
  return counters;
}

//===-- For writing `record` ----------------------------------------------===//

int test::reserveAll(const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r,
                     uint64_t workspace) {
  shapes[0][0] = shapes[1][0] = dims[0];
  const uint64_t bytes = static_cast<uint64_t>(dims[0]) * 4;
  for (uint32_t space :
       {CAMEO_GPU_INPUT(0), CAMEO_GPU_INPUT(1), CAMEO_GPU_OUTPUT(0), CAMEO_GPU_OUTPUT(1)})
    TRY(r->reserve(r, space, bytes));
  return workspace ? r->reserve(r, CAMEO_GPU_WORKSPACE, workspace) : CAMEO_OK;
}

int test::add(cameo_gpu_recorder *r, uint32_t n, cameo_gpu_range a, cameo_gpu_range b,
              cameo_gpu_range c) {
  const cameo_gpu_range ranges[] = {a, b, c};
  const uint32_t groups[] = {(n + 63) / 64, 1, 1};
  return n ? r->dispatch(r, Add, ranges, &n, groups) : CAMEO_OK;
}

int test::scale(cameo_gpu_recorder *r, uint32_t n, cameo_gpu_range a, float s, float t,
                cameo_gpu_range b) {
  const cameo_gpu_range ranges[] = {a, b};
  const uint32_t push[] = {n, std::bit_cast<uint32_t>(s), std::bit_cast<uint32_t>(t)};
  const uint32_t groups[] = {(n + 63) / 64, 1, 1};
  return n ? r->dispatch(r, Scale, ranges, push, groups) : CAMEO_OK;
}

int test::simple(const int64_t *dims, int64_t *const *shapes, cameo_gpu_recorder *r) {
  const uint64_t bytes = bytesOf(dims);
  TRY(reserveAll(dims, shapes, r));
  TRY(add(r, countOf(dims), in(0, bytes), in(1, bytes), out(0, bytes)));
  return scale(r, countOf(dims), in(0, bytes), 2, 1, out(1, bytes));
}

void test::expectSimple(const GpuModel &m, float x0, float y0) {
  for (size_t i = 0; i < m.z.size(); ++i) {
    const auto f = static_cast<float>(i);
    ASSERT_EQ(m.z[i], x0 + f + y0 + f) << i;
    ASSERT_EQ(m.w[i], 2 * (x0 + f) + 1) << i;
  }
}

std::vector<float> test::iota(size_t n, float first) {
  std::vector<float> values(n);
  std::iota(values.begin(), values.end(), first);
  return values;
}

class Discrete : public testing::Environment {
  void SetUp() override { fakeVulkanDiscrete(isDiscreteByDefault()); }
};
[[maybe_unused]] static const auto *const discrete =
    testing::AddGlobalTestEnvironment(new Discrete);

// What the environment says stays, so that all the tests can run on the fake
// loader.
static std::string loaderBefore;
static bool hadLoader;

bool test::isDiscreteByDefault() { return std::getenv("CAMEO_TEST_DISCRETE"); }

void WithFakeLoader::SetUp() {
  const char *before = std::getenv("CAMEO_VULKAN_LIBRARY");
  hadLoader = before;
  loaderBefore = before ? before : "";
  setenv("CAMEO_VULKAN_LIBRARY", FAKE_LOADER, 1);
  fakeVulkanReset();
  fakeVulkanDiscrete(isDiscreteByDefault());
}

void WithFakeLoader::TearDown() {
  fakeVulkanReset();
  fakeVulkanDiscrete(isDiscreteByDefault());
  if (hadLoader)
    setenv("CAMEO_VULKAN_LIBRARY", loaderBefore.c_str(), 1);
  else
    unsetenv("CAMEO_VULKAN_LIBRARY");
}

Log::Log() {
  ctx.user = this;
  ctx.log = [](const cameo_context *ctx, int level, const char *line) {
    static_cast<Log *>(ctx->user)->lines.emplace_back(level, line);
  };
}
