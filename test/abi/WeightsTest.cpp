// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A model whose weights are in a side file, the path of which is the argument:
// with its file, with a wrong one, and with none.

#include "Check.h"
#include "weighted.h"

#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>

static int run(const void *weights, float (&y)[8], float (&bias)[4]) {
  const float x[] = {1, 0, 0, 1, 1, 1};
  const weighted_inputs in = {x};
  weighted_outputs out = {y, bias};
  cameo_context context{};
  context.weights = weights;
  return weighted_run(&in, &out, &context);
}

static void testMetadata(const std::string &path) {
  CHECK(weighted_model.weights_file &&
        std::strcmp(weighted_model.weights_file, "weighted.weights") == 0);
  CHECK(std::strcmp(WEIGHTED_WEIGHTS_FILE, "weighted.weights") == 0);
  CHECK(path.ends_with(WEIGHTED_WEIGHTS_FILE));
  CHECK(weighted_model.weights_bytes % 64 == 0 &&
        weighted_model.weights_bytes >= 16 * sizeof(float));
}

static void testRun(const std::string &path) {
  const void *weights = nullptr;
  CHECK(cameo_weights_map(&weighted_model, path.c_str(), &weights) == CAMEO_OK);
  CHECK(cameo_weights_verify(&weighted_model, weights) == CAMEO_OK);
  float y[8] = {}, bias[4] = {};
  CHECK(run(weights, y, bias) == CAMEO_OK);
  const float expected[] = {101, 202, 303, 404, 115, 218, 321, 424};
  CHECK(std::memcmp(y, expected, sizeof y) == 0);
  CHECK(bias[0] == 100 && bias[3] == 400);

  // A copy that is misaligned is as good as none.
  alignas(64) static unsigned char copy[4096];
  CHECK(weighted_model.weights_bytes + 64 <= sizeof copy);
  std::memcpy(copy + 4, weights, weighted_model.weights_bytes);
  CHECK(run(copy + 4, y, bias) == CAMEO_ERROR_WEIGHTS);
  std::memcpy(copy, weights, weighted_model.weights_bytes);
  y[0] = 0;
  CHECK(run(copy, y, bias) == CAMEO_OK && y[0] == 101);
  cameo_weights_unmap(&weighted_model, weights);
}

static void testMissing() {
  float y[8] = {-1}, bias[4] = {-1};
  CHECK(run(nullptr, y, bias) == CAMEO_ERROR_WEIGHTS);
  const float x[6] = {};
  const weighted_inputs in = {x};
  weighted_outputs out = {nullptr, nullptr};
  CHECK(weighted_run(&in, &out, nullptr) == CAMEO_ERROR_WEIGHTS);
  CHECK(y[0] == -1 && bias[0] == -1 && !out.y && !out.bias); // nothing was done
  const void *weights = &weights;
  CHECK(cameo_weights_map(&weighted_model, "no/such/file", &weights) == CAMEO_ERROR_IO);
  CHECK(!weights);
}

static void testWrong(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  const std::string good((std::istreambuf_iterator<char>(file)), {});
  CHECK(good.size() == weighted_model.weights_bytes + 64 && good.starts_with("CAMEOWT1"));
  auto map = [](const std::string &bytes) {
    std::ofstream("wrong.weights", std::ios::binary) << bytes;
    const void *weights = nullptr;
    const int status = cameo_weights_map(&weighted_model, "wrong.weights", &weights);
    if (status != CAMEO_OK)
      return status;
    const int verified = cameo_weights_verify(&weighted_model, weights);
    cameo_weights_unmap(&weighted_model, weights);
    return verified;
  };
  CHECK(map(good) == CAMEO_OK);
  CHECK(map(good + '\0') == CAMEO_ERROR_WEIGHTS);
  CHECK(map(good.substr(0, good.size() - 1)) == CAMEO_ERROR_WEIGHTS);
  std::string other = good;
  other[16] ^= 1; // of another model: the digest is not this one's
  CHECK(map(other) == CAMEO_ERROR_WEIGHTS);
  other = good;
  other[64] ^= 1; // damaged: only reading everything tells
  CHECK(map(other) == CAMEO_ERROR_WEIGHTS);
}

int main(int argc, char **argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: weights-test FILE.weights\n");
    return 2;
  }
  testMetadata(argv[1]);
  testRun(argv[1]);
  testMissing();
  testWrong(argv[1]);
  return failures != 0;
}
