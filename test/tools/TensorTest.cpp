// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tensors as the tools read, print and compare them.

#include "tools/cameo/Tensor.h"
#include "runtime/cameo_runtime.h"
#include "tools/cameo/Files.h"
#include "gtest/gtest.h"

using namespace cameo::tool;

static std::string reprint(const char *text, int32_t dtype) {
  auto tensor = parseTensor(text, dtype);
  if (!tensor)
    return "error: " + llvm::toString(tensor.takeError());
  return typeText(tensor->dtype, tensor->shape) + " " + printElements(*tensor, false);
}

TEST(TensorText, ReadsBackWhatItPrints) {
  EXPECT_EQ(reprint("[[1, 2.5], [-nan, +inf]]", CAMEO_FLOAT32),
            "tensor<2x2xf32> [[1, 2.5], [nan, inf]]");
  EXPECT_EQ(reprint(" 0.1 ", CAMEO_FLOAT64), "tensor<f64> 0.1");
  EXPECT_EQ(reprint("[16777217]", CAMEO_FLOAT32), "tensor<1xf32> [16777216]");
  EXPECT_EQ(reprint("[1e-45, -0.0]", CAMEO_FLOAT32), "tensor<2xf32> [1e-45, -0]");
  EXPECT_EQ(reprint("[0.1, 65504, 6e-8]", CAMEO_FLOAT16), "tensor<3xf16> [0.1, 65500, 6e-08]");
  EXPECT_EQ(reprint("[3.14159]", CAMEO_BFLOAT16), "tensor<1xbf16> [3.14]");
  EXPECT_EQ(reprint("[0.3, 448]", CAMEO_FLOAT8E4M3FN), "tensor<2xf8E4M3FN> [0.3, 450]");
  EXPECT_EQ(reprint("[0.5, nan]", CAMEO_FLOAT8E8M0), "tensor<2xf8E8M0FNU> [0.5, nan]");
  EXPECT_EQ(reprint("[-8, 7, 3]", CAMEO_INT4), "tensor<3xi4> [-8, 7, 3]");
  EXPECT_EQ(reprint("[15, 0, 9]", CAMEO_UINT4), "tensor<3xui4> [15, 0, 9]");
  EXPECT_EQ(reprint("[-2, 1, 0, -1, 1]", CAMEO_INT2), "tensor<5xi2> [-2, 1, 0, -1, 1]");
  EXPECT_EQ(reprint("[3, 0, 2, 1, 3]", CAMEO_UINT2), "tensor<5xui2> [3, 0, 2, 1, 3]");
  EXPECT_EQ(reprint("[-6, 0.5, -0]", CAMEO_FLOAT4E2M1), "tensor<3xf4E2M1FN> [-6, 0.5, -0]");
  EXPECT_EQ(reprint("[true, 0, 1, false]", CAMEO_BOOL), "tensor<4xi1> [true, false, true, false]");
  EXPECT_EQ(reprint("[18446744073709551615]", CAMEO_UINT64),
            "tensor<1xui64> [18446744073709551615]");
  EXPECT_EQ(reprint("[[1, 2], [3, -4]]", CAMEO_COMPLEX64),
            "tensor<2xcomplex<f32>> [[1, 2], [3, -4]]");
  EXPECT_EQ(reprint(R"(["a\"b", "ü"])", CAMEO_STRING), "tensor<2xstr> [\"a\\\"b\", \"ü\"]");
  EXPECT_EQ(reprint("[]", CAMEO_INT32), "tensor<0xi32> []");
  EXPECT_EQ(reprint("[[], []]", CAMEO_INT32), "tensor<2x0xi32> [[], []]");
}

TEST(TensorText, TellsWhatIsWrong) {
  auto isError = [](const char *text, int32_t dtype) {
    return reprint(text, dtype).rfind("error: ", 0) == 0;
  };
  for (const char *text :
       {"", "[", "]", "[1", "[1 2]", "[1,]", "[[1], 2]", "[1, [2]]", "[[1], [2, 3]]", "[1]]",
        "[1] x", "x", "--1", "0x", "[\"1\"", "nano", "[,]"})
    EXPECT_TRUE(isError(text, CAMEO_FLOAT32)) << text;
  EXPECT_TRUE(isError("[128]", CAMEO_INT8));
  EXPECT_TRUE(isError("[-1]", CAMEO_UINT8));
  EXPECT_TRUE(isError("[1.5]", CAMEO_INT32));
  EXPECT_TRUE(isError("[2]", CAMEO_BOOL));
  EXPECT_TRUE(isError("[8]", CAMEO_INT4));
  EXPECT_TRUE(isError("[4]", CAMEO_UINT2));
  EXPECT_TRUE(isError("[nan]", CAMEO_FLOAT4E2M1));
  EXPECT_TRUE(isError("[-inf]", CAMEO_FLOAT8E4M3FN));
  EXPECT_TRUE(isError("[1, 2, 3]", CAMEO_COMPLEX64));
  EXPECT_TRUE(isError(std::string(1000, '[').c_str(), CAMEO_FLOAT32));
}

TEST(TensorText, AbbreviatesLongTensors) {
  Tensor tensor;
  tensor.dtype = CAMEO_INT32;
  tensor.shape = {2, 300};
  tensor.allocate();
  EXPECT_EQ(printElements(tensor, false), "[[0, 0, 0, ..., 0, 0, 0], [0, 0, 0, ..., 0, 0, 0]]");
  EXPECT_EQ(printElements(tensor, true).size(), size_t(2 * (300 * 3) + 4));
}

static std::string compare(const char *actual, const char *expected, int32_t dtype,
                           Tolerance tolerance = {}) {
  Worst worst;
  return compareTensors(*parseTensor(actual, dtype), *parseTensor(expected, dtype), tolerance,
                        worst);
}

TEST(Compare, FollowsAllclose) {
  EXPECT_EQ(compare("[1.0009]", "[1]", CAMEO_FLOAT32), "");
  EXPECT_NE(compare("[1.0011]", "[1]", CAMEO_FLOAT32), "");
  EXPECT_EQ(compare("[9e-8]", "[0]", CAMEO_FLOAT32), "");
  EXPECT_NE(compare("[2e-7]", "[0]", CAMEO_FLOAT32), "");
  EXPECT_EQ(compare("[nan, inf]", "[nan, inf]", CAMEO_FLOAT32), "");
  EXPECT_NE(compare("[1]", "[nan]", CAMEO_FLOAT32), "");
  EXPECT_NE(compare("[nan]", "[1]", CAMEO_FLOAT32), "");
  EXPECT_NE(compare("[inf]", "[-inf]", CAMEO_FLOAT32), "");
  EXPECT_NE(compare("[3e38]", "[inf]", CAMEO_FLOAT32), "");
  EXPECT_EQ(compare("[1.0078125]", "[1]", CAMEO_BFLOAT16), "");
  EXPECT_EQ(compare("[0]", "[0]", CAMEO_FLOAT32, {0, 0}), "");
}

TEST(Compare, MeasuresErrors) {
  Worst worst;
  compareTensors(*parseTensor("[1.5, 100, 0]", CAMEO_FLOAT32),
                 *parseTensor("[1, 101, 0]", CAMEO_FLOAT32), {0.1, 0}, worst);
  EXPECT_NEAR(worst.overTolerance, 5, 1e-12);
  EXPECT_DOUBLE_EQ(worst.ulps, 0.5 * (1 << 23));
  worst = {};
  compareTensors(*parseTensor("[3]", CAMEO_FLOAT16), *parseTensor("[2]", CAMEO_FLOAT16), {}, worst);
  EXPECT_DOUBLE_EQ(worst.ulps, 512);
}

TEST(Compare, TakesHalfNetworksByTheirRange) {
  Tolerance tolerance;
  tolerance.range = 0.03;
  EXPECT_EQ(compare("[1, 4.1, -5.75]", "[1, 4, -6]", CAMEO_FLOAT16, tolerance), "");
  EXPECT_NE(compare("[1, 4, -5.5]", "[1, 4, -6]", CAMEO_FLOAT16, tolerance), "");
  EXPECT_EQ(compare("[4.1, 4, -6]", "[3.9, 4, -6]", CAMEO_FLOAT16, tolerance),
            "has its largest element elsewhere");
  EXPECT_NE(compare("[1, 4.1, -5.75]", "[1, 4, -6]", CAMEO_FLOAT32, tolerance), "");
}

TEST(Compare, TakesIntegersExactly) {
  EXPECT_EQ(compare("[9007199254740993]", "[9007199254740993]", CAMEO_INT64), "");
  EXPECT_NE(compare("[9007199254740993]", "[9007199254740992]", CAMEO_INT64), "");
  EXPECT_NE(compare("[true]", "[false]", CAMEO_BOOL), "");
  EXPECT_EQ(compare("[1, 2, 3, 5]", "[1, 2, 3, 4]", CAMEO_INT32, {0, 0, 0.25}), "");
  EXPECT_NE(compare("[1, 2, 6, 5]", "[1, 2, 3, 4]", CAMEO_INT32, {0, 0, 0.25}), "");
}

TEST(Compare, NamesTheWorstElement) {
  EXPECT_EQ(compare("[[1, 2], [3, 5]]", "[[1, 2], [3, 4]]", CAMEO_FLOAT32),
            "1 of 4 elements differ; at [1, 1] it is 5, expected 4");
  EXPECT_EQ(compare("[1]", "[1, 2]", CAMEO_FLOAT32), "is tensor<1xf32>, expected tensor<2xf32>");
  EXPECT_EQ(compare("[-1, 2]", "[-1, -2]", CAMEO_INT8),
            "1 of 2 elements differ; at [1] it is 2, expected -2");
}

TEST(TensorFile, WritesWhatItReads) {
  auto folder = TemporaryFolder::create();
  ASSERT_TRUE(bool(folder));
  std::string path = folder->file("x.pb");
  for (int32_t dtype : {CAMEO_FLOAT32, CAMEO_INT4, CAMEO_UINT2, CAMEO_FLOAT4E2M1, CAMEO_BOOL,
                        CAMEO_FLOAT16, CAMEO_UINT64}) {
    Tensor tensor;
    tensor.dtype = dtype;
    tensor.shape = {3, 5};
    tensor.allocate();
    fillRandom(tensor, 7);
    ASSERT_FALSE(bool(writeTensorFile(tensor, path)));
    auto read = readTensorFile(path);
    ASSERT_TRUE(bool(read));
    EXPECT_EQ(read->dtype, dtype);
    EXPECT_EQ(read->shape, tensor.shape);
    EXPECT_EQ(read->bytes, tensor.bytes);
  }
}

TEST(TensorFile, ReadsNumPy) {
  auto folder = TemporaryFolder::create();
  ASSERT_TRUE(bool(folder));
  std::string path = folder->file("x.npy");
  std::string header = "{'descr': '<i2', 'fortran_order': False, 'shape': (2, 1), }\n";
  std::string start("\x93NUMPY\x01\x00", 8), data("\x01\x00\xff\xff", 4);
  auto write = [&](const std::string &text) {
    std::string length{char(text.size()), 0};
    return !writeFile(path, start + length + text + data);
  };
  ASSERT_TRUE(write(header));
  auto read = readTensorFile(path);
  ASSERT_TRUE(bool(read));
  EXPECT_EQ(typeText(read->dtype, read->shape) + printElements(*read, true),
            "tensor<2x1xi16>[[1], [-1]]");
  // More elements than bytes.
  header.replace(header.find("(2, 1)"), 6, "(9, 9)");
  ASSERT_TRUE(write(header));
  auto wrong = readTensorFile(path);
  EXPECT_FALSE(bool(wrong));
  llvm::consumeError(wrong.takeError());
}
