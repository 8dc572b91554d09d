// Part of Cameo, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pictures of 3 x 2 pixels in each format, whole and damaged. Expected pixels are
// those of Pillow.

#include "operators.h"

#include <array>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <string>
#include <vector>

namespace {

using Pixels = std::vector<int>;

struct Images : testing::Test {
  static std::string read(const std::string &name) {
    std::ifstream file(std::string(IMAGES) + "/" + name, std::ios::binary);
    EXPECT_TRUE(file) << name;
    return {std::istreambuf_iterator<char>(file), {}};
  }
  // The extents, then the elements.
  static std::pair<std::array<int64_t, 3>, Pixels> decode(const std::string &file,
                                                          int64_t order = 0) {
    cameo_heap heap{nullptr, nullptr};
    const int64_t size = int64_t(file.size());
    const cameo_tensor operands[] = {{CAMEO_UINT8, 1, &size, file.data()},
                                     {CAMEO_INT64, 0, nullptr, &order}};
    cameo_tensor result{CAMEO_UINT8, 3, nullptr, nullptr};
    EXPECT_EQ(cameo_op_image_decode(&heap, operands, 2, &result, 1), CAMEO_OK);
    std::array<int64_t, 3> shape{result.shape[0], result.shape[1], result.shape[2]};
    const auto *data = static_cast<const uint8_t *>(result.data);
    Pixels pixels(data, data + shape[0] * shape[1] * shape[2]);
    cameo_heap_close(&heap);
    return {shape, pixels};
  }
  static void expectPixels(const std::string &file, const Pixels &expected) {
    auto [shape, pixels] = decode(file);
    EXPECT_EQ(shape, (std::array<int64_t, 3>{2, 3, 3}));
    EXPECT_EQ(pixels, expected);
  }
};

const Pixels colours = {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 128, 64, 32};

TEST_F(Images, formatsWithoutLoss) {
  for (const char *name :
       {"rgb.png", "rgb.bmp", "rgb.tiff", "rgb.webp", "rgb.jp2", "transparent.png"}) {
    SCOPED_TRACE(name);
    expectPixels(read(name), colours);
  }
}

TEST_F(Images, palettesGraysAndInks) {
  expectPixels(read("palette.png"),
               {255, 0, 0, 0, 0, 0, 204, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
  expectPixels(read("gray.jpg"),
               {76, 76, 76, 150, 150, 150, 27, 27, 27, 254, 254, 254, 3, 3, 3, 76, 76, 76});
  expectPixels(read("inks.jpg"),
               {255, 0, 0, 0, 255, 3, 0, 0, 254, 255, 255, 255, 0, 0, 0, 127, 67, 33});
}

TEST_F(Images, orders) {
  EXPECT_EQ(decode(read("rgb.png"), 1).second,
            (Pixels{0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 0, 0, 0, 32, 64, 128}));
  auto [shape, gray] = decode(read("rgb.png"), 2);
  EXPECT_EQ(shape, (std::array<int64_t, 3>{2, 3, 1}));
  EXPECT_EQ(gray, (Pixels{76, 150, 29, 255, 0, 79}));
}

TEST_F(Images, anyMaps) {
  const Pixels bits = {0, 0, 0, 255, 255, 255, 0, 0, 0, 255, 255, 255, 0, 0, 0, 255, 255, 255};
  expectPixels("P1\n# bits\n3 2\n1 0 1\n0 1 0\n", bits);
  expectPixels("P1 3 2 101010", bits);
  expectPixels(std::string("P4\n3 2\n\xa0\x40", 10 - 1), bits);
  const Pixels grays = {0, 0, 0, 128, 128, 128, 255, 255, 255, 0, 0, 0, 128, 128, 128, 255, 255, 255};
  expectPixels("P2 3 2 2 0 1 2 0 1 9", grays);
  expectPixels(std::string("P5 3 2 2\n\0\1\2\0\1\2", 15), grays);
  expectPixels(std::string("P5 3 2 65535\n\0\0\x80\x80\xff\xff\0\0\x80\x80\xff\xff", 25), grays);
  expectPixels("P3 3 2 255 255 0 0 0 255 0 0 0 255 255 255 255 0 0 0 128 64 32", colours);
  expectPixels("P6 3 2 255\n" + std::string("\xff\0\0\0\xff\0\0\0\xff\xff\xff\xff\0\0\0\x80\x40\x20", 18),
               colours);
}

// What cannot be read has no pixels.
TEST_F(Images, damagedFiles) {
  for (const char *file : {"", "P", "P7 1 1 1 ", "P5 2 1 255\nx", "P2 1 1 0 0", "P1 1 1 2",
                           "P6 99999999 99999999 255\n", "BM", "\x89PNG\r\n\x1a\n", "\xff\xd8\xff",
                           "RIFF....WEBPVP8 ", "II*\0\0\0\0\0", "nothing that is known"})
    EXPECT_EQ(decode(file).first, (std::array<int64_t, 3>{0, 0, 3})) << file;
}

// Neither a file cut short nor one with a byte changed does harm.
TEST_F(Images, everyByteMatters) {
  for (const char *name : {"rgb.png", "rgb.bmp", "rgb.tiff", "rgb.webp", "rgb.jp2", "inks.jpg",
                           "gray.jpg", "palette.png"}) {
    const std::string file = read(name);
    for (size_t k = 0; k < file.size(); ++k) {
      decode(file.substr(0, k));
      for (int flip : {0x01, 0x80, 0xff}) {
        std::string changed = file;
        changed[k] = char(changed[k] ^ flip);
        decode(changed);
      }
    }
  }
}
} // namespace
