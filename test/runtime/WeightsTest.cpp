// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Side files: the right one maps, every wrong one is told apart from it.

#include "cameo_runtime.hpp"

extern "C" {
#include "md5.h"
}

#include <gtest/gtest.h>

#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

namespace {

std::string hex(std::string_view text) {
  uint8_t digest[16];
  cameo_md5(text.data(), text.size(), digest);
  std::string result;
  for (uint8_t byte : digest) {
    char two[3];
    std::snprintf(two, sizeof two, "%02x", byte);
    result += two;
  }
  return result;
}

// RFC 1321, A.5, and lengths on both sides of the padding's borders.
TEST(Md5, KnownDigests) {
  EXPECT_EQ(hex(""), "d41d8cd98f00b204e9800998ecf8427e");
  EXPECT_EQ(hex("abc"), "900150983cd24fb0d6963f7d28e17f72");
  EXPECT_EQ(hex("1234567890123456789012345678901234567890"
                "1234567890123456789012345678901234567890"),
            "57edf4a22be3c955ac49da2e2107b67a");
  EXPECT_EQ(hex(std::string(55, 'a')), "ef1772b6dff9a122358552954ad0df65");
  EXPECT_EQ(hex(std::string(56, 'a')), "3b0c8ac703f828b04c6c197006d17218");
  EXPECT_EQ(hex(std::string(64, 'a')), "014842d480b571495a4a0363793f7367");
}

class WeightsTest : public ::testing::Test {
protected:
  void SetUp() override {
    for (size_t i = 0; i < payload.size(); ++i)
      payload[i] = static_cast<char>(i * 7);
    model.weights_bytes = payload.size();
    model.weights_file = path.c_str();
    cameo_md5(payload.data(), payload.size(), model.weights_digest);
    std::memcpy(header.magic, CAMEO_WEIGHTS_MAGIC, 8);
    header.bytes = payload.size();
    std::memcpy(header.digest, model.weights_digest, 16);
  }
  void TearDown() override { std::remove(path.c_str()); }

  void write(size_t bytes) {
    std::string all(reinterpret_cast<const char *>(&header), sizeof header);
    all.append(payload.begin(), payload.end());
    all.resize(bytes);
    std::ofstream(path, std::ios::binary) << all;
  }
  cameo_status map(const char *file = nullptr) {
    const void *weights = &model;
    cameo_status status = cameo_weights_map(&model, file, &weights);
    EXPECT_EQ(status == CAMEO_OK, weights != nullptr);
    cameo_weights_unmap(&model, weights);
    return status;
  }

  std::string path = ::testing::TempDir() + "cameo-" +
                     ::testing::UnitTest::GetInstance()->current_test_info()->name() +
                     CAMEO_TEST_VARIANT ".weights";
  std::vector<char> payload = std::vector<char>(10000);
  const size_t fileBytes = 64 + 10000;
  cameo_model model{};
  cameo_weights_header header{};
};

TEST_F(WeightsTest, MapsAndVerifies) {
  write(fileBytes);
  const void *weights = nullptr;
  ASSERT_EQ(cameo_weights_map(&model, nullptr, &weights), CAMEO_OK);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(weights) % 64, 0u);
  EXPECT_EQ(std::memcmp(weights, payload.data(), payload.size()), 0);
  EXPECT_EQ(cameo_weights_verify(&model, weights), CAMEO_OK);
  cameo_weights_unmap(&model, weights);
  model.weights_file = "elsewhere";
  EXPECT_EQ(map(path.c_str()), CAMEO_OK);

  cameo::Weights owner, other;
  ASSERT_EQ(owner.map(model, path.c_str()), CAMEO_OK);
  other = std::move(owner);
  cameo_context ctx{};
  other.bind(ctx);
  EXPECT_EQ(cameo_weights_verify(&model, ctx.weights), CAMEO_OK);
}

TEST_F(WeightsTest, Unreadable) {
  EXPECT_EQ(map(), CAMEO_ERROR_IO); // missing
  EXPECT_EQ(map("/"), CAMEO_ERROR_IO);
  EXPECT_EQ(map(""), CAMEO_ERROR_IO);
}

TEST_F(WeightsTest, WrongSize) {
  for (size_t bytes : {size_t{0}, size_t{1}, size_t{64}, fileBytes - 1, fileBytes + 1}) {
    write(bytes);
    EXPECT_EQ(map(), CAMEO_ERROR_WEIGHTS) << bytes;
  }
}

TEST_F(WeightsTest, WrongHeader) {
  header.digest[15] ^= 1;
  write(fileBytes);
  EXPECT_EQ(map(), CAMEO_ERROR_WEIGHTS);
  header.digest[15] ^= 1;
  header.magic[7] = '2';
  write(fileBytes);
  EXPECT_EQ(map(), CAMEO_ERROR_WEIGHTS);
  header.magic[7] = '1';
  header.bytes = 9999;
  write(fileBytes);
  EXPECT_EQ(map(), CAMEO_ERROR_WEIGHTS);
  header.bytes = 10000;
  write(fileBytes);
  EXPECT_EQ(map(), CAMEO_OK);
}

TEST_F(WeightsTest, DamageIsFoundByVerify) {
  payload[5000] ^= 1;
  write(fileBytes);
  const void *weights = nullptr;
  ASSERT_EQ(cameo_weights_map(&model, nullptr, &weights), CAMEO_OK);
  EXPECT_EQ(cameo_weights_verify(&model, weights), CAMEO_ERROR_WEIGHTS);
  cameo_weights_unmap(&model, weights);
}

TEST_F(WeightsTest, NothingToMap) {
  model.weights_bytes = 0;
  const void *weights = &model;
  EXPECT_EQ(cameo_weights_map(&model, nullptr, &weights), CAMEO_OK);
  EXPECT_EQ(weights, nullptr);
  EXPECT_EQ(cameo_weights_verify(&model, nullptr), CAMEO_OK);
  cameo_weights_unmap(&model, nullptr);
}

TEST_F(WeightsTest, BadArguments) {
  const void *weights = nullptr;
  EXPECT_EQ(cameo_weights_map(nullptr, nullptr, &weights), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(cameo_weights_map(&model, nullptr, nullptr), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(cameo_weights_verify(nullptr, nullptr), CAMEO_ERROR_INVALID_ARGUMENT);
  EXPECT_EQ(cameo_weights_verify(&model, nullptr), CAMEO_ERROR_WEIGHTS);
  model.weights_file = nullptr;
  EXPECT_EQ(map(), CAMEO_ERROR_INVALID_ARGUMENT);
  model.weights_bytes = SIZE_MAX;
  EXPECT_EQ(map(path.c_str()), CAMEO_ERROR_INVALID_ARGUMENT);
}

} // namespace
