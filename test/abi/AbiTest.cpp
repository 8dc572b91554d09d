// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tests of what cameo_runtime.h and the models' headers promise. The argument
// names the test; a failed check prints its line, and the exit status is 1.

#include "Check.h"
#include "CountAllocations.h"
#include "fixed.h"
#include "symbolic.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr int64_t rows = 64, inner = 256, hidden = 512, columns = 64;

/// Memory of a given alignment with a margin behind it, to see overruns.
class Workspace {
public:
  explicit Workspace(size_t bytes)
      : bytes(bytes), memory(static_cast<unsigned char *>(::operator new(bytes + margin, align))) {
    std::memset(memory, mark, bytes + margin);
  }
  ~Workspace() { ::operator delete(memory, align); }
  Workspace(const Workspace &) = delete;
  Workspace &operator=(const Workspace &) = delete;

  unsigned char *data() const { return memory; }
  bool isMarginIntact() const {
    return std::all_of(memory + bytes, memory + bytes + margin,
                       [](unsigned char byte) { return byte == mark; });
  }
  bool isUntouched() const {
    return isMarginIntact() &&
           std::all_of(memory, memory + bytes, [](unsigned char byte) { return byte == mark; });
  }
  cameo_context context() const {
    cameo_context context{};
    context.workspace = memory;
    context.workspace_bytes = bytes;
    context.num_threads = 1;
    return context;
  }

private:
  static constexpr size_t margin = 4096;
  static constexpr unsigned char mark = 0xa5;
  static constexpr std::align_val_t align{64};
  size_t bytes;
  unsigned char *memory;
};

/// Inputs that differ by `seed`, and room for the outputs.
struct Problem {
  std::vector<float> x, v, w, scores, shares;
  int64_t m, n;

  explicit Problem(unsigned seed, int64_t m = rows, int64_t n = columns)
      : x(fill(m * inner, seed)), v(fill(inner * hidden, seed + 1)), w(fill(hidden * n, seed + 2)),
        scores(m * n), shares(m * n), m(m), n(n) {}

  fixed_inputs fixedInputs() const { return {x.data(), v.data(), w.data()}; }
  fixed_outputs fixedOutputs() { return {scores.data(), shares.data()}; }
  symbolic_inputs symbolicInputs() const { return {x.data(), v.data(), w.data(), m, n}; }
  symbolic_outputs symbolicOutputs() { return {scores.data(), shares.data(), {}, {}}; }

  int runFixed(const cameo_context *context) {
    const fixed_inputs in = fixedInputs();
    fixed_outputs out = fixedOutputs();
    return fixed_run(&in, &out, context);
  }
  int runSymbolic(const cameo_context *context) {
    const symbolic_inputs in = symbolicInputs();
    symbolic_outputs out = symbolicOutputs();
    return symbolic_run(&in, &out, context);
  }
  bool sameOutputs(const Problem &other) const {
    return scores == other.scores && shares == other.shares;
  }

private:
  static std::vector<float> fill(int64_t count, unsigned seed) {
    std::vector<float> values(count);
    unsigned state = seed * 2654435761u + 12345u;
    for (float &value : values) {
      state = state * 1664525u + 1013904223u;
      value = float(int(state >> 8) % 2001 - 1000) * 1e-4f;
    }
    return values;
  }
};

/// Hooks that count, and fail from allocation number `failAt` on.
struct Counters {
  std::mutex mutex;
  std::map<void *, size_t> live;
  int allocations = 0, failAt = -1;
  bool wrongFree = false;
  std::atomic<int> loops{0};
  std::atomic<int64_t> covered{0};
  int64_t count = 0;

  cameo_context context() {
    cameo_context context{};
    context.user = this;
    context.num_threads = 1;
    context.allocate = [](const cameo_context *ctx, size_t bytes, size_t alignment) -> void * {
      auto &self = *static_cast<Counters *>(ctx->user);
      std::lock_guard lock(self.mutex);
      if (self.failAt >= 0 && self.allocations >= self.failAt)
        return nullptr;
      ++self.allocations;
      void *memory = std::aligned_alloc(alignment, (bytes + alignment) / alignment * alignment);
      self.live[memory] = bytes;
      return memory;
    };
    context.deallocate = [](const cameo_context *ctx, void *memory, size_t bytes) {
      auto &self = *static_cast<Counters *>(ctx->user);
      std::lock_guard lock(self.mutex);
      auto known = self.live.find(memory);
      self.wrongFree |= known == self.live.end() || known->second != bytes;
      if (known != self.live.end())
        self.live.erase(known);
      std::free(memory);
    };
    return context;
  }
};

/// In double precision, straight from the definition of the model.
void testAnswer() {
  Problem problem(1);
  CHECK(problem.runFixed(nullptr) == CAMEO_OK);
  for (int64_t i = 0; i < rows; i += 21) {
    std::vector<double> middle(hidden), scores(columns);
    for (int64_t j = 0; j < hidden; ++j) {
      for (int64_t k = 0; k < inner; ++k)
        middle[j] += double(problem.x[i * inner + k]) * problem.v[k * hidden + j];
      middle[j] = std::max(middle[j], 0.0);
    }
    double sum = 0;
    for (int64_t j = 0; j < columns; ++j) {
      for (int64_t k = 0; k < hidden; ++k)
        scores[j] += middle[k] * problem.w[k * columns + j];
      sum += std::exp(scores[j]);
    }
    for (int64_t j = 0; j < columns; ++j) {
      CHECK(std::abs(problem.scores[i * columns + j] - scores[j]) < 1e-4);
      CHECK(std::abs(problem.shares[i * columns + j] - std::exp(scores[j]) / sum) < 1e-5);
    }
  }
}

void testMetadata() {
  CHECK(fixed_model.abi_version == CAMEO_ABI_VERSION);
  CHECK(std::string(fixed_model.name) == "fixed");
  CHECK(std::string(fixed_model.producer).starts_with("cameo "));
  CHECK(fixed_model.num_inputs == 3 && fixed_model.num_outputs == 2 && fixed_model.num_dims == 0);
  CHECK(std::string(fixed_model.inputs[1].name) == "v");
  CHECK(fixed_model.inputs[1].dtype == CAMEO_FLOAT32 && fixed_model.inputs[1].rank == 2);
  CHECK(fixed_model.inputs[1].shape[0] == inner && fixed_model.inputs[1].shape[1] == hidden);
  CHECK(std::string(fixed_model.outputs[1].name) == "shares");
  CHECK(fixed_model.workspace_size(nullptr) == fixed_workspace_size());
  CHECK(fixed_workspace_size() == FIXED_WORKSPACE_SIZE);
  CHECK(fixed_model.weights_bytes == 0 && fixed_model.weights_file == nullptr);

  CHECK(symbolic_model.num_dims == 2);
  CHECK(std::string(symbolic_model.dim_names[0]) == "rows");
  CHECK(std::string(symbolic_model.dim_names[1]) == "columns");
  CHECK(symbolic_model.inputs[0].shape[0] == -1 && symbolic_model.inputs[0].shape[1] == inner);
  CHECK(symbolic_model.inputs[2].shape[0] == hidden && symbolic_model.inputs[2].shape[1] == -2);
  const int64_t dims[] = {100, 30};
  CHECK(symbolic_model.workspace_size(dims) == symbolic_workspace_size(100, 30));
  CHECK(symbolic_workspace_size(100, 30) > symbolic_workspace_size(10, 30));
}

void testTwoModels() {
  Problem first(5), second(5);
  CHECK(first.runFixed(nullptr) == CAMEO_OK);
  CHECK(second.runSymbolic(nullptr) == CAMEO_OK);
  for (size_t i = 0; i < first.scores.size(); ++i)
    CHECK(std::abs(first.scores[i] - second.scores[i]) < 1e-4f);
}

/// Eight threads at a time: half of them leave their thread for the pool.
template <typename Run> void runFromThreads(size_t workspaceBytes, Run run) {
  constexpr int threadCount = 8, rounds = 20;
  std::vector<Problem> expected, actual;
  for (int i = 0; i < threadCount; ++i) {
    expected.emplace_back(10 * i);
    actual.emplace_back(10 * i);
    CHECK(run(expected.back(), nullptr) == CAMEO_OK);
  }
  CHECK(!expected[0].sameOutputs(expected[1]));
  std::vector<std::thread> threads;
  for (int i = 0; i < threadCount; ++i)
    threads.emplace_back([&, i] {
      Workspace workspace(workspaceBytes);
      cameo_context context = workspace.context();
      context.num_threads = i % 2;
      for (int round = 0; round < rounds; ++round) {
        std::fill(actual[i].scores.begin(), actual[i].scores.end(), -1.0f);
        std::fill(actual[i].shares.begin(), actual[i].shares.end(), -1.0f);
        CHECK(run(actual[i], &context) == CAMEO_OK);
        CHECK(actual[i].sameOutputs(expected[i]));
      }
      CHECK(workspace.isMarginIntact());
    });
  for (std::thread &thread : threads)
    thread.join();
}

void testReentrancy() {
  runFromThreads(fixed_workspace_size(), [](Problem &problem, const cameo_context *context) {
    return problem.runFixed(context);
  });
  runFromThreads(
      symbolic_workspace_size(rows, columns),
      [](Problem &problem, const cameo_context *context) { return problem.runSymbolic(context); });
}

void testNoAllocation() {
  Problem problem(2);
  Workspace workspace(fixed_workspace_size());
  Counters counters;
  cameo_context context = counters.context();
  context.workspace = workspace.data();
  context.workspace_bytes = fixed_workspace_size();

  long before = allocationCount();
  std::vector<int> *counted = new std::vector<int>(100);
  CHECK(allocationCount() == before + 2); // else this test would see nothing
  delete counted;

  before = allocationCount();
  const int first = problem.runFixed(&context); // the very first run of the process
  const long afterFirst = allocationCount();
  CHECK(first == CAMEO_OK && afterFirst == before);

  context.num_threads = 0; // the pool makes its threads, once
  CHECK(problem.runFixed(&context) == CAMEO_OK);
  before = allocationCount();
  int status = CAMEO_OK;
  for (int round = 0; round < 10; ++round)
    status |= problem.runFixed(&context);
  const long after = allocationCount();
  CHECK(status == CAMEO_OK && after == before);
  CHECK(counters.allocations == 0);
}

void testWorkspace() {
  Problem expected(3), actual(3);
  CHECK(expected.runFixed(nullptr) == CAMEO_OK);
  Workspace workspace(fixed_workspace_size());
  cameo_context context = workspace.context();
  CHECK(actual.runFixed(&context) == CAMEO_OK && actual.sameOutputs(expected));
  CHECK(workspace.isMarginIntact());

  // One that the run allocates has the size that it says, and is freed.
  Counters counters;
  context = counters.context();
  CHECK(actual.runFixed(&context) == CAMEO_OK && actual.sameOutputs(expected));
  CHECK(counters.allocations == 1 && counters.live.empty() && !counters.wrongFree);

  // Sizes that leave remainders everywhere; 0 is an extent too.
  for (auto [m, n] : {std::pair<int64_t, int64_t>{1, 1}, {3, 5}, {67, 33}, {0, 7}, {7, 0}}) {
    Problem wanted(4, m, n), given(4, m, n);
    // An empty vector's data() may be NULL, which is no input.
    for (Problem *problem : {&wanted, &given}) {
      problem->x.reserve(1), problem->w.reserve(1);
      problem->scores.reserve(1), problem->shares.reserve(1);
    }
    CHECK(wanted.runSymbolic(nullptr) == CAMEO_OK);
    Workspace exact(symbolic_workspace_size(m, n));
    context = exact.context();
    CHECK(given.runSymbolic(&context) == CAMEO_OK && given.sameOutputs(wanted));
    CHECK(exact.isMarginIntact());
  }
}

void testBadWorkspace() {
  Problem problem(6);
  const size_t bytes = fixed_workspace_size();
  Workspace workspace(bytes + 64);
  cameo_context context = workspace.context();
  for (size_t tooFew : {bytes - 1, bytes / 2, size_t(1), size_t(0)}) {
    context.workspace_bytes = tooFew;
    CHECK(problem.runFixed(&context) == CAMEO_ERROR_WORKSPACE);
  }
  context.workspace_bytes = bytes;
  for (size_t offset : {1, 4, 8, 16, 32, 63}) {
    context.workspace = workspace.data() + offset;
    CHECK(problem.runFixed(&context) == CAMEO_ERROR_WORKSPACE);
  }
  const size_t needed = symbolic_workspace_size(rows, columns);
  Workspace other(needed);
  context = other.context();
  context.workspace_bytes = needed - 1;
  CHECK(problem.runSymbolic(&context) == CAMEO_ERROR_WORKSPACE);
  CHECK(workspace.isUntouched() && other.isUntouched());
}

void testNullArguments() {
  Problem problem(7);
  fixed_inputs in = problem.fixedInputs();
  fixed_outputs out = problem.fixedOutputs();
  CHECK(fixed_run(nullptr, &out, nullptr) == CAMEO_ERROR_INVALID_ARGUMENT);
  CHECK(fixed_run(&in, nullptr, nullptr) == CAMEO_ERROR_INVALID_ARGUMENT);
  for (const float *fixed_inputs::*member :
       {&fixed_inputs::x, &fixed_inputs::v, &fixed_inputs::w}) {
    fixed_inputs incomplete = in;
    incomplete.*member = nullptr;
    CHECK(fixed_run(&incomplete, &out, nullptr) == CAMEO_ERROR_INVALID_ARGUMENT);
  }
  const void *inputs[] = {in.x, nullptr, in.w};
  void *outputs[] = {out.scores, out.shares};
  CHECK(fixed_model.invoke(nullptr, inputs, outputs, nullptr, nullptr) ==
        CAMEO_ERROR_INVALID_ARGUMENT);
  inputs[1] = in.v;
  CHECK(fixed_model.invoke(nullptr, nullptr, outputs, nullptr, nullptr) ==
        CAMEO_ERROR_INVALID_ARGUMENT);
  CHECK(fixed_model.invoke(nullptr, inputs, nullptr, nullptr, nullptr) ==
        CAMEO_ERROR_INVALID_ARGUMENT);
  CHECK(symbolic_model.invoke(nullptr, inputs, outputs, nullptr, nullptr) ==
        CAMEO_ERROR_INVALID_ARGUMENT);
  CHECK(fixed_model.invoke(nullptr, inputs, outputs, nullptr, nullptr) == CAMEO_OK);
  const int64_t dims[] = {rows, columns};
  int64_t first[2], second[2], *const shapes[] = {first, second};
  CHECK(symbolic_model.output_shapes(nullptr, shapes) == CAMEO_ERROR_INVALID_ARGUMENT);
  CHECK(symbolic_model.output_shapes(dims, nullptr) == CAMEO_ERROR_INVALID_ARGUMENT);
  CHECK(fixed_model.output_shapes(nullptr, nullptr) == CAMEO_ERROR_INVALID_ARGUMENT);
  CHECK(fixed_model.output_shapes(nullptr, shapes) == CAMEO_OK);
  CHECK(symbolic_model.workspace_size(nullptr) == 0);
}

void testNegativeDims() {
  for (auto [m, n] : {std::pair<int64_t, int64_t>{-1, 4}, {4, -1}, {INT64_MIN, 4}}) {
    Problem problem(8, 4, 4);
    symbolic_inputs in = problem.symbolicInputs();
    symbolic_outputs out = problem.symbolicOutputs();
    in.rows = m, in.columns = n;
    CHECK(symbolic_run(&in, &out, nullptr) == CAMEO_ERROR_SHAPE);
    const int64_t dims[] = {m, n};
    const void *inputs[] = {in.x, in.v, in.w};
    void *outputs[] = {out.scores, out.shares};
    CHECK(symbolic_model.invoke(dims, inputs, outputs, nullptr, nullptr) == CAMEO_ERROR_SHAPE);
    int64_t first[2], second[2], *const shapes[] = {first, second};
    CHECK(symbolic_model.output_shapes(dims, shapes) == CAMEO_ERROR_SHAPE);
  }
}

/// Dims whose buffers would have more bytes than an int64_t counts.
void testHugeDims() {
  for (auto [m, n] : {std::pair<int64_t, int64_t>{INT64_MAX, 4},
                      {4, INT64_MAX},
                      {INT64_MAX / 4, INT64_MAX / 4},
                      {int64_t(1) << 53, 1},
                      {1, int64_t(1) << 52},
                      {int64_t(1) << 31, int64_t(1) << 31}}) {
    Problem problem(8, 4, 4);
    const symbolic_inputs given = problem.symbolicInputs();
    symbolic_outputs out = problem.symbolicOutputs();
    const int64_t dims[] = {m, n};
    const void *inputs[] = {given.x, given.v, given.w};
    void *outputs[] = {out.scores, out.shares};
    int64_t first[2], second[2], *const shapes[] = {first, second};
    CHECK(symbolic_model.invoke(dims, inputs, outputs, shapes, nullptr) == CAMEO_ERROR_SHAPE);
    CHECK(symbolic_model.output_shapes(dims, shapes) == CAMEO_ERROR_SHAPE);
    CHECK(symbolic_model.workspace_size(dims) == 0 && symbolic_workspace_size(m, n) == 0);
  }
  // Below that only the allocator can tell.
  Counters counters;
  counters.failAt = 0;
  const cameo_context context = counters.context();
  Problem problem(8, 4, 4);
  symbolic_inputs in = problem.symbolicInputs();
  symbolic_outputs out = problem.symbolicOutputs();
  in.rows = int64_t(1) << 50;
  CHECK(symbolic_workspace_size(in.rows, in.columns) >= size_t(512 * 4) << 50);
  CHECK(symbolic_run(&in, &out, &context) == CAMEO_ERROR_OUT_OF_MEMORY);
}

void testShapes() {
  Problem problem(9, 5, 3);
  const symbolic_inputs in = problem.symbolicInputs();
  symbolic_outputs out = problem.symbolicOutputs();
  CHECK(symbolic_run(&in, &out, nullptr) == CAMEO_OK);
  CHECK(out.scores_shape[0] == 5 && out.scores_shape[1] == 3);
  CHECK(out.shares_shape[0] == 5 && out.shares_shape[1] == 3);

  const int64_t dims[] = {11, 13};
  int64_t first[2] = {}, second[2] = {};
  int64_t *const shapes[] = {first, second}, *const onlySecond[] = {nullptr, second};
  CHECK(symbolic_model.output_shapes(dims, shapes) == CAMEO_OK);
  CHECK(first[0] == 11 && first[1] == 13 && second[0] == 11 && second[1] == 13);
  second[0] = second[1] = 0;
  const int64_t actual[] = {5, 3};
  const void *inputs[] = {in.x, in.v, in.w};
  void *outputs[] = {out.scores, out.shares};
  CHECK(symbolic_model.invoke(actual, inputs, outputs, onlySecond, nullptr) == CAMEO_OK);
  CHECK(second[0] == 5 && second[1] == 3);
}

void testAllocatedOutputs() {
  Problem expected(12);
  CHECK(expected.runFixed(nullptr) == CAMEO_OK);
  const fixed_inputs in = expected.fixedInputs();
  const size_t bytes = expected.scores.size() * sizeof(float);
  for (bool hooks : {false, true}) {
    Counters counters;
    const cameo_context own = counters.context();
    const cameo_context *context = hooks ? &own : nullptr;
    std::vector<float> shares(expected.shares.size());
    fixed_outputs out{nullptr, shares.data()};
    CHECK(fixed_run(&in, &out, context) == CAMEO_OK);
    CHECK(out.scores && out.shares == shares.data() && shares == expected.shares);
    CHECK(reinterpret_cast<uintptr_t>(out.scores) % 64 == 0);
    CHECK(std::memcmp(out.scores, expected.scores.data(), bytes) == 0);
    CHECK(counters.live.size() == (hooks ? 1u : 0u));
    cameo_deallocate(context, out.scores, bytes);
    CHECK(counters.live.empty() && !counters.wrongFree);
  }
}

/// Fails each allocation in turn. What was allocated before is freed, and
/// outputs that were to be allocated are NULL again.
void testOutOfMemory() {
  Problem problem(13);
  const fixed_inputs fixedIn = problem.fixedInputs();
  const symbolic_inputs symbolicIn = problem.symbolicInputs();
  // The outputs are the caller's: only the workspace can fail.
  Counters counters;
  counters.failAt = 0;
  const cameo_context context = counters.context();
  CHECK(problem.runFixed(&context) == CAMEO_ERROR_OUT_OF_MEMORY);
  CHECK(problem.runSymbolic(&context) == CAMEO_ERROR_OUT_OF_MEMORY);
  CHECK(counters.live.empty());

  for (int failAt = 0; failAt <= 3; ++failAt) {
    Counters each;
    each.failAt = failAt;
    const cameo_context failing = each.context();
    const int expected = failAt < 3 ? CAMEO_ERROR_OUT_OF_MEMORY : CAMEO_OK;
    fixed_outputs out{};
    CHECK(fixed_run(&fixedIn, &out, &failing) == expected);
    CHECK(each.allocations == failAt && !each.wrongFree);
    CHECK(each.live.size() == (failAt < 3 ? 0u : 2u));
    CHECK((out.scores != nullptr) == (failAt == 3) && (out.shares != nullptr) == (failAt == 3));
    for (auto [memory, bytes] : each.live)
      std::free(memory);
    each.live.clear();
    each.allocations = 0;
    symbolic_outputs other{};
    CHECK(symbolic_run(&symbolicIn, &other, &failing) == expected);
    CHECK(each.live.size() == (failAt < 3 ? 0u : 2u) && !each.wrongFree);
    for (auto [memory, bytes] : each.live)
      std::free(memory);
  }
  // A bad workspace is an error like any other.
  Counters refused;
  cameo_context tooSmall = refused.context();
  Workspace workspace(64);
  tooSmall.workspace = workspace.data();
  tooSmall.workspace_bytes = 64;
  fixed_outputs out{};
  CHECK(fixed_run(&fixedIn, &out, &tooSmall) == CAMEO_ERROR_WORKSPACE);
  CHECK(refused.live.empty() && !out.scores && !out.shares);
}

void testParallelFor() {
  Problem expected(14), actual(14);
  CHECK(expected.runFixed(nullptr) == CAMEO_OK);
  Counters counters;
  cameo_context context = counters.context();
  // Backwards and in the smallest pieces that the grain permits.
  context.parallel_for = [](const cameo_context *ctx, cameo_task_fn fn, void *closure,
                            int64_t count, int64_t grain) {
    ++static_cast<Counters *>(ctx->user)->loops;
    CHECK(count > 0 && grain > 0);
    int64_t end = count;
    while (end > 0) {
      const int64_t begin = end < 2 * grain ? 0 : end - grain;
      fn(closure, begin, end);
      end = begin;
    }
  };
  CHECK(actual.runFixed(&context) == CAMEO_OK && actual.sameOutputs(expected));
  CHECK(counters.loops == 0); // num_threads is 1
  context.num_threads = 0;
  CHECK(actual.runFixed(&context) == CAMEO_OK && actual.sameOutputs(expected));
  CHECK(counters.loops > 0);
}

} // namespace

int main(int argc, char **argv) {
  const std::map<std::string, void (*)()> tests = {{"answer", testAnswer},
                                                   {"metadata", testMetadata},
                                                   {"two-models", testTwoModels},
                                                   {"reentrancy", testReentrancy},
                                                   {"no-allocation", testNoAllocation},
                                                   {"workspace", testWorkspace},
                                                   {"bad-workspace", testBadWorkspace},
                                                   {"null-arguments", testNullArguments},
                                                   {"negative-dims", testNegativeDims},
                                                   {"huge-dims", testHugeDims},
                                                   {"shapes", testShapes},
                                                   {"allocated-outputs", testAllocatedOutputs},
                                                   {"out-of-memory", testOutOfMemory},
                                                   {"parallel-for", testParallelFor}};
  const auto test = tests.find(argc == 2 ? argv[1] : "");
  if (test == tests.end()) {
    std::fprintf(stderr, "usage: abi-test NAME\n");
    return 2;
  }
  test->second();
  return failures != 0;
}
