// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A camera that knows clothes: one model prepares all pictures at once, another
// says what is in each. Both are linked into this program, share one workspace,
// and run on threads and in memory of the program's own.

#include "cameo_runtime.hpp"
#include "fashion_mnist.h" // written by Cameo from fashion_mnist.onnx
#include "pictures.h"
#include "prepare.h" // written by Cameo from prepare.mlir
#include "services.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <functional>
#include <stdexcept>
#include <string_view>

namespace {

constexpr std::size_t classCount = FASHION_MNIST_PROBABILITIES_SIZE;
constexpr std::array<const char *, classCount> classNames = {
    "T-shirt/top", "trousers", "pullover", "dress", "coat",
    "sandal",      "shirt",    "trainer",  "bag",   "ankle boot"};

struct Options {
  int threads = int(std::clamp(std::thread::hardware_concurrency(), 2u, 8u)), runs = 200;
  std::size_t memory = 64 << 20;
};

using Probabilities = std::array<float, classCount>;

std::size_t best(const Probabilities &p) {
  return std::size_t(std::ranges::max_element(p) - p.begin());
}

void require(cameo_status status, const char *what) {
  if (status != CAMEO_OK)
    throw std::runtime_error(std::string(what) + ": " + cameo_status_string(status));
}

/// Both models, ready to run. Nothing is allocated after the constructor.
class Camera {
public:
  Camera(Services &services, std::size_t pictures)
      : context(services.context()), count(std::int64_t(pictures)), images(pictures * side * side),
        answers(pictures) {
    // They run one after the other, so the larger workspace does for both.
    const std::size_t bytes = std::max(prepare.workspaceSize(dims()), classify.workspaceSize());
    workspace = cameo::Workspace(bytes, &context);
    if (!workspace)
      throw std::runtime_error("no room for a workspace of " + std::to_string(bytes) + " bytes");
    workspace.bind(context);
  }
  Camera(const Camera &) = delete; // the workspace knows where `context` is

  /// 0 threads: all that the services have; 1: only the calling one.
  void setThreads(int threads) { context.num_threads = threads; }

  void prepareAll(std::span<const std::uint8_t> pixels) {
    const std::array inputs = {cameo::Input(pixels)};
    std::array outputs = {cameo::Output(images)};
    require(cameo::run(prepare, dims(), inputs, outputs, &context), "prepare");
  }
  void classifyAll() {
    for (std::size_t i = 0; i < answers.size(); ++i) {
      const std::array inputs = {cameo::Input(image(i))};
      std::array outputs = {cameo::Output(answers[i])};
      require(cameo::run(classify, {}, inputs, outputs, &context), "fashion_mnist");
    }
  }

  std::span<const float> image(std::size_t i) const {
    return std::span(images).subspan(i * side * side, side * side);
  }
  const std::vector<Probabilities> &result() const { return answers; }
  std::size_t workspaceBytes() const { return workspace.size(); }

private:
  std::span<const std::int64_t> dims() const { return {&count, 1}; } // of `prepare`

  cameo::Model prepare = prepare_model, classify = fashion_mnist_model;
  cameo_context context;
  std::int64_t count;
  std::vector<float> images;
  std::vector<Probabilities> answers;
  cameo::Workspace workspace;
};

/// The median time of a call, in microseconds.
double measure(int runs, const std::function<void()> &call) {
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    const auto start = std::chrono::steady_clock::now();
    call();
    const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - start;
    times.push_back(time.count());
  }
  std::ranges::nth_element(times, times.begin() + runs / 2);
  return times[std::size_t(runs) / 2];
}

void showModel(const cameo::Model &model) {
  auto show = [&](const cameo_tensor_info &info) {
    std::string shape;
    for (int i = 0; i < info.rank; ++i)
      shape += (i ? ", " : "") + (info.shape[i] >= 0
                                      ? std::to_string(info.shape[i])
                                      : model.dimNames()[std::size_t(-1 - info.shape[i])]);
    return std::string(cameo_dtype_name(info.dtype)) + " [" + shape + "]";
  };
  std::printf("  %-14s %s -> %s\n", std::string(model.name()).c_str(),
              show(model.inputs()[0]).c_str(), show(model.outputs()[0]).c_str());
}

std::string bar(double part, std::size_t width) {
  std::string text;
  for (std::size_t i = 0; i < std::size_t(part * double(width) + 0.5); ++i)
    text += "\u2588";
  return text;
}

void showAnswers(const Camera &camera) {
  std::vector<std::vector<std::string>> pictures;
  for (std::size_t i = 0; i < garments().size(); ++i)
    pictures.push_back(braille(camera.image(i)));
  for (std::size_t line = 0; line < pictures[0].size(); ++line, std::puts(""))
    for (const auto &picture : pictures)
      std::printf("  %s", picture[line].c_str());
  for (const Probabilities &answer : camera.result())
    std::printf("  %-14s", classNames[best(answer)]);
  std::puts("");
  for (const Probabilities &answer : camera.result())
    std::printf("  %5.1f %% sure  ", 100 * double(answer[best(answer)]));
  std::puts("\n");
}

void showThreads(const Pool &pool) {
  std::chrono::nanoseconds most{1};
  for (const Pool::Tally &tally : pool.tallies())
    most = std::max(most, tally.busy);
  std::printf("threads: %ld parallel loops\n", pool.loopCount());
  for (std::size_t i = 0; i < pool.tallies().size(); ++i) {
    const Pool::Tally &tally = pool.tallies()[i];
    const std::string name = i ? "worker " + std::to_string(i) : "caller";
    std::printf("  %-10s %8ld tasks %9.2f ms  %s\n", name.c_str(), tally.tasks,
                double(tally.busy.count()) * 1e-6,
                bar(double(tally.busy.count()) / double(most.count()), 24).c_str());
  }
  std::puts("");
}

int run(const Options &options) {
  std::vector<std::uint8_t> pixels(garments().size() * cameraSide * cameraSide);
  for (std::size_t i = 0; i < garments().size(); ++i)
    photograph(
        garments()[i],
        std::span(pixels).subspan(i * cameraSide * cameraSide).first(cameraSide * cameraSide));

  Services services{Pool(options.threads), Memory(options.memory)};
  int mistakes = 0;
  auto expect = [&](bool holds, const char *what) {
    if (!holds)
      std::fprintf(stderr, "camera: %s\n", what), ++mistakes;
  };
  {
    Camera camera(services, garments().size());
    const long atStart = services.memory.allocations();
    std::puts("models in this program:");
    showModel(prepare_model);
    showModel(fashion_mnist_model);
    std::puts("");

    camera.setThreads(1);
    const double prepareAlone = measure(options.runs, [&] { camera.prepareAll(pixels); });
    const double classifyAlone = measure(options.runs, [&] { camera.classifyAll(); });
    const std::vector<Probabilities> alone = camera.result();
    expect(services.pool.loopCount() == 0, "num_threads = 1 left the calling thread");
    camera.setThreads(0);
    const double prepareAll = measure(options.runs, [&] { camera.prepareAll(pixels); });
    const double classifyAll = measure(options.runs, [&] { camera.classifyAll(); });

    showAnswers(camera);
    showThreads(services.pool);
    const auto pictures = double(garments().size());
    std::printf("latency (median of %d)%11s%13s\n", options.runs, "1 thread", "its own pool");
    std::printf("  %-20s %10.1f us %9.1f us   %.0f pictures a call\n", "prepare", prepareAlone,
                prepareAll, pictures);
    std::printf("  %-20s %10.1f us %9.1f us   a picture\n\n", "fashion_mnist",
                classifyAlone / pictures, classifyAll / pictures);
    std::printf("memory: one workspace of %zu bytes for both models, %ld allocation\n",
                camera.workspaceBytes(), atStart);
    std::printf("        %ld allocations in %d runs\n", services.memory.allocations() - atStart,
                2 * options.runs * (1 + int(garments().size())));

    for (std::size_t i = 0; i < garments().size(); ++i)
      expect(int(best(camera.result()[i])) == garments()[i].label, "a garment was not recognised");
    expect(alone == camera.result(), "the number of threads changed an answer");
    expect(atStart == 1 && services.memory.allocations() == 1, "a run allocated memory");
    expect(services.pool.loopCount() > 0, "no loop came to the pool");
    long tasks = 0;
    for (const Pool::Tally &tally : services.pool.tallies())
      tasks += tally.tasks;
    expect(tasks == services.pool.taskCount(), "a task was lost or run twice");
  }
  expect(services.memory.inUse() == 0, "memory was not given back");
  return mistakes ? 1 : 0;
}

constexpr const char *usage =
    "usage: camera [--threads=N] [--runs=N] [--memory=BYTES]\n"
    "  --threads=N     threads of the program's pool (default: a thread a core, up to 8)\n"
    "  --runs=N        calls to measure (default: 200)\n"
    "  --memory=BYTES  what the models may use (default: 64 MiB)\n";

Options parseOptions(int argc, char **argv) {
  Options options;
  for (const std::string_view argument : std::span(argv, std::size_t(argc)).subspan(1)) {
    const std::size_t equals = std::min(argument.find('='), argument.size());
    const std::string_view name = argument.substr(0, equals);
    const std::string_view text = argument.substr(std::min(equals + 1, argument.size()));
    long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (name != "--threads" && name != "--runs" && name != "--memory")
      throw std::invalid_argument(std::string(argument) + ": no such option");
    if (error != std::errc() || end != text.data() + text.size() || value < 1 || value > 1L << 40)
      throw std::invalid_argument(std::string(argument) + ": not a number that makes sense");
    if (name == "--memory")
      options.memory = std::size_t(value);
    else
      (name == "--threads" ? options.threads : options.runs) = int(std::min(value, 10000L));
  }
  return options;
}

} // namespace

int main(int argc, char **argv) {
  try {
    return run(parseOptions(argc, argv));
  } catch (const std::invalid_argument &error) {
    std::fprintf(stderr, "camera: %s\n%s", error.what(), usage);
  } catch (const std::exception &error) {
    std::fprintf(stderr, "camera: %s\n", error.what());
  }
  return 2;
}
