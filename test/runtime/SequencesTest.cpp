// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sequences are values: what is appended to one is in no other.

#include "operators.h"

#include <gtest/gtest.h>
#include <initializer_list>
#include <vector>

namespace {

struct Sequences : testing::Test {
  cameo_heap heap{nullptr, nullptr};
  ~Sequences() override { cameo_heap_close(&heap); }

  cameo_tensor call(cameo_operator *function, std::vector<cameo_tensor> operands, int status = 0) {
    cameo_tensor result{CAMEO_FLOAT32, CAMEO_SEQUENCE, nullptr, nullptr};
    EXPECT_EQ(function(&heap, operands.data(), int32_t(operands.size()), &result, 1), status);
    return result;
  }
  static cameo_tensor vector(const int64_t &extent, const float *data) {
    return {CAMEO_FLOAT32, 1, &extent, data};
  }
  static cameo_tensor position(const int64_t &at) { return {CAMEO_INT64, 0, nullptr, &at}; }
  static const cameo_sequence &of(const cameo_tensor &value) {
    return *static_cast<const cameo_sequence *>(value.data);
  }
  static float first(const cameo_tensor &value, int64_t item) {
    return *static_cast<const float *>(of(value).items[item].data);
  }
};

TEST_F(Sequences, appendsToOneDoNotMeet) {
  const int64_t one = 1;
  float x = 1, y = 2;
  cameo_tensor empty = call(cameo_op_sequence_construct, {});
  cameo_tensor base = call(cameo_op_sequence_insert, {empty, vector(one, &x)});
  cameo_tensor left = call(cameo_op_sequence_insert, {base, vector(one, &x)});
  cameo_tensor right = call(cameo_op_sequence_insert, {base, vector(one, &y)});
  EXPECT_EQ(of(base).size, 1);
  EXPECT_EQ(first(left, 1), 1);
  EXPECT_EQ(first(right, 1), 2);
}

TEST_F(Sequences, manyAppendsShareTheItems) {
  const int64_t one = 1;
  cameo_tensor list = call(cameo_op_sequence_construct, {});
  int moves = 0;
  for (int k = 0; k < 10000; ++k) {
    float x = float(k);
    const cameo_tensor *before = of(list).items;
    list = call(cameo_op_sequence_insert, {list, vector(one, &x)});
    moves += of(list).items != before;
  }
  EXPECT_LT(moves, 20);
  EXPECT_EQ(first(list, 9999), 9999);
  EXPECT_EQ(first(list, 0), 0);
}

TEST_F(Sequences, positionsOutOfRangeAreReported) {
  const int64_t one = 1, low = -2, high = 2;
  float x = 1;
  cameo_tensor list = call(cameo_op_sequence_construct, {vector(one, &x)});
  call(cameo_op_sequence_insert, {list, vector(one, &x), position(high)}, CAMEO_ERROR_INDEX);
  call(cameo_op_sequence_erase, {list, position(low)}, CAMEO_ERROR_INDEX);
  call(cameo_op_sequence_at, {list, position(one)}, CAMEO_ERROR_INDEX);
  cameo_tensor nothing{CAMEO_FLOAT32, CAMEO_SEQUENCE, nullptr, nullptr};
  call(cameo_op_sequence_at, {nothing, position(one)}, CAMEO_ERROR_INDEX);
}

// Malformed UTF-8 is kept as it is, whatever its end.
TEST_F(Sequences, malformedStringsAreNotReadBeyondTheirEnd) {
  const char *texts[] = {"\xff\xfe b\xc3", "\xe4", ""}, *stop[] = {"x"};
  const int64_t three = 3, one = 1, upper = 2, no = 0;
  cameo_tensor result{CAMEO_STRING, 1, nullptr, nullptr};
  cameo_tensor operands[] = {{CAMEO_STRING, 1, &three, texts},
                             {CAMEO_STRING, 1, &one, stop},
                             {CAMEO_INT64, 0, nullptr, &upper},
                             {CAMEO_INT64, 0, nullptr, &no}};
  ASSERT_EQ(cameo_op_strings_normalize(&heap, operands, 4, &result, 1), CAMEO_OK);
  auto *strings = static_cast<const char *const *>(result.data);
  EXPECT_STREQ(strings[0], "\xff\xfe B\xc3");
  EXPECT_STREQ(strings[1], "\xe4");
  EXPECT_STREQ(strings[2], "");
}

} // namespace
