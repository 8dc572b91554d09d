// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Recognises clothes with a model that was compiled into this program: shows a
// few pictures with the answers, then measures the whole test set. The model
// is the function fashion_mnist_run; see class Classifier for all there is to
// calling it.

#include "fashion_mnist.h" // written by Cameo from fashion_mnist.onnx
#include "idx.h"
#include "terminal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <new>
#include <numeric>

namespace {

constexpr int side = 28;
constexpr size_t pixelCount = side * side;
constexpr std::array<const char *, 10> classNames = {
    "T-shirt/top", "trousers", "pullover", "dress", "coat",
    "sandal",      "shirt",    "trainer",  "bag",   "ankle boot"};

struct Options {
  std::string data = "/usr/share/datasets/fashion-mnist";
  size_t pictures = 8, first = 16; // among them one that the model gets wrong
  int threads = 1;
  double minAccuracy = 0;
};

struct Answer {
  int label;
  float confidence;
  double microseconds;
};

/// Owns the one buffer that a run needs; nothing is allocated after that.
class Classifier {
public:
  explicit Classifier(int threads)
      : bytes(fashion_mnist_workspace_size()), workspace(::operator new(bytes, alignment)) {
    context.workspace = workspace;
    context.workspace_bytes = bytes;
    context.num_threads = threads;
  }
  ~Classifier() { ::operator delete(workspace, alignment); }
  Classifier(const Classifier &) = delete;
  Classifier &operator=(const Classifier &) = delete;

  Answer operator()(const uint8_t *pixels) {
    std::array<float, pixelCount> image;
    std::array<float, classNames.size()> probabilities;
    std::transform(pixels, pixels + pixelCount, image.begin(),
                   [](uint8_t value) { return float(value) / 255.0f; });

    fashion_mnist_inputs in{};
    fashion_mnist_outputs out{};
    in.image = image.data();
    out.probabilities = probabilities.data();
    const auto start = std::chrono::steady_clock::now();
    const cameo_status status = fashion_mnist_run(&in, &out, &context);
    const std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - start;
    if (status != CAMEO_OK)
      throw std::runtime_error(std::string("the model failed: ") + cameo_status_string(status));

    const auto best = std::max_element(probabilities.begin(), probabilities.end());
    return {int(best - probabilities.begin()), *best, time.count()};
  }

private:
  static constexpr std::align_val_t alignment{64};
  size_t bytes;
  void *workspace;
  cameo_context context{};
};

struct TestSet {
  IdxFile images, labels;
  size_t size() const { return labels.bytes.size(); }
  const uint8_t *image(size_t i) const { return images.bytes.data() + i * pixelCount; }
  int label(size_t i) const { return labels.bytes[i]; }
};

TestSet readTestSet(const std::string &folder) {
  TestSet set{readIdx(folder + "/t10k-images-idx3-ubyte.gz", 3),
              readIdx(folder + "/t10k-labels-idx1-ubyte.gz", 1)};
  if (set.size() == 0 || set.images.extents != std::vector<size_t>{set.size(), side, side})
    throw std::runtime_error(folder + ": the images and labels do not belong together");
  for (uint8_t label : set.labels.bytes)
    if (label >= classNames.size())
      throw std::runtime_error(folder + ": a label is out of range");
  return set;
}

void showPictures(Classifier &classify, const TestSet &set, const Options &options) {
  std::vector<Picture> pictures;
  const size_t first = std::min(options.first, set.size());
  for (size_t i = first; i < first + std::min(options.pictures, set.size() - first); ++i) {
    const Answer answer = classify(set.image(i));
    char confidence[40];
    std::snprintf(confidence, sizeof confidence, "%.1f %% sure, %.0f us", 100 * answer.confidence,
                  answer.microseconds);
    const bool right = answer.label == set.label(i);
    pictures.push_back(
        {set.image(i),
         right,
         {std::string(right ? "  " : "! ") + classNames[answer.label],
          std::string("  truth: ") + classNames[set.label(i)], std::string("  ") + confidence}});
  }
  printPictures(pictures, side, detectInk());
}

/// Redraws one line in a terminal; elsewhere prints a line for each quarter.
void showProgress(size_t done, size_t total) {
  static const bool terminal = isatty(STDOUT_FILENO);
  if (!terminal && done % std::max<size_t>(1, total / 4) == 0)
    std::printf("%zu of %zu pictures\n", done, total);
  if (terminal && (done % 100 == 0 || done == total))
    std::printf("\r%zu of %zu pictures%s", done, total, done == total ? "\r\033[K" : "");
  std::fflush(stdout);
}

/// Classifies every picture, prints what came of it, returns the accuracy in
/// percent.
double measureAccuracy(Classifier &classify, const TestSet &set) {
  constexpr size_t classCount = classNames.size();
  std::array<std::array<int, classCount>, classCount> seenAs{}; // [truth][answer]
  std::vector<double> times;
  times.reserve(set.size());
  const auto start = std::chrono::steady_clock::now();
  for (size_t i = 0; i < set.size(); ++i) {
    const Answer answer = classify(set.image(i));
    ++seenAs[set.label(i)][answer.label];
    times.push_back(answer.microseconds);
    showProgress(i + 1, set.size());
  }
  const std::chrono::duration<double> total = std::chrono::steady_clock::now() - start;

  size_t correct = 0;
  std::puts("class          right  most often mistaken for");
  for (size_t truth = 0; truth < classCount; ++truth) {
    auto row = seenAs[truth];
    const int count = std::accumulate(row.begin(), row.end(), 0);
    correct += row[truth];
    const double percent = count ? 100.0 * row[truth] / count : 0.0;
    row[truth] = 0;
    const auto worst = std::max_element(row.begin(), row.end());
    std::printf("%-13s %5.1f %%", classNames[truth], percent);
    if (*worst)
      std::printf("  %s (%d of %d)", classNames[worst - row.begin()], *worst, count);
    std::puts("");
  }
  const double accuracy = 100.0 * double(correct) / double(set.size());
  std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
  std::printf("\naccuracy %.2f %% (%zu of %zu)\n", accuracy, correct, set.size());
  std::printf("time     %.2f s in all, a picture %.1f us (median)\n", total.count(),
              times[times.size() / 2]);
  return accuracy;
}

constexpr const char *usage =
    "usage: classify [--data=DIR] [--pictures=N] [--first=N] [--threads=N] [--min-accuracy=P]\n"
    "  --data=DIR        the folder of t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz\n"
    "                    (default: /usr/share/datasets/fashion-mnist)\n"
    "  --pictures=N      how many pictures to show (default: 8)\n"
    "  --first=N         the number of the first one (default: 16)\n"
    "  --threads=N       threads of one run; 0 is one for each core (default: 1)\n"
    "  --min-accuracy=P  exit with 1 below this percentage of right answers\n";

template <typename Number> Number parseNumber(std::string_view name, std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value >= Number{}))
    throw std::invalid_argument(std::string(name) + ": '" + std::string(text) +
                                "' is not such a number");
  return value;
}

/// Accepts `--name=value` and `--name value`.
Options parseOptions(int argc, char **argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    std::string_view name = argv[i], value;
    if (const size_t equals = name.find('='); equals != name.npos) {
      value = name.substr(equals + 1);
      name = name.substr(0, equals);
    } else if (i + 1 < argc) {
      value = argv[++i];
    }
    if (name == "--data")
      options.data = value;
    else if (name == "--pictures")
      options.pictures = parseNumber<size_t>(name, value);
    else if (name == "--first")
      options.first = parseNumber<size_t>(name, value);
    else if (name == "--threads")
      options.threads = parseNumber<int>(name, value);
    else if (name == "--min-accuracy")
      options.minAccuracy = parseNumber<double>(name, value);
    else
      throw std::invalid_argument("unknown option '" + std::string(name) + "'");
  }
  return options;
}

int run(const Options &options) {
  const TestSet set = readTestSet(options.data);
  Classifier classify(options.threads);

  // The very first call is as fast as the memory can deliver the weights: there
  // is no session to create and nothing to load.
  std::printf("first call: %.0f us\n\n", classify(set.image(0)).microseconds);
  showPictures(classify, set, options);
  const double accuracy = measureAccuracy(classify, set);
  if (accuracy >= options.minAccuracy)
    return 0;
  std::printf("that is below %.2f %%\n", options.minAccuracy);
  return 1;
}

} // namespace

int main(int argc, char **argv) {
  if (argc == 2 && std::string_view(argv[1]) == "--help") {
    std::fputs(usage, stdout);
    return 0;
  }
  try {
    return run(parseOptions(argc, argv));
  } catch (const std::invalid_argument &error) {
    std::fprintf(stderr, "classify: %s\n%s", error.what(), usage);
  } catch (const std::exception &error) {
    std::fprintf(stderr, "classify: %s\n", error.what());
  }
  return 2;
}
